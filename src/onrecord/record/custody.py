"""The rows of an open record for the verifier, whichever engine keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, text

from onrecord.record.tables import metadata
from onrecord.record.verifier import ORDER, Row

PAGE = 100


class EngineSource:
    """A record through its engine, as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table in the verifier's order."""
        rows: Any = select(metadata.tables[table]).order_by(text(ORDER[table]))
        for row in self.connection.execution_options(stream_results=True, yield_per=PAGE).execute(rows).mappings():
            yield dict(row)
