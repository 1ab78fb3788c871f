"""An open record for the verifier, whichever engine keeps it; and whether what is shown of claims is what was read and judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, text

from onrecord.record.judgement import find_active
from onrecord.record.settle import make_settled, read_judgements, read_standing
from onrecord.record.tables import metadata, report
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


def check_shown(connection: Connection) -> Iterator[str]:
    """Claims of which the record shows something else than what the machine read with what people judged, a line each."""
    for row in connection.execute(select(report.c.id).order_by(report.c.id)).all():
        rows, machine, found = read_standing(connection, row.id)
        active = find_active(read_judgements(connection, row.id))
        for told in rows:
            columns, text_columns = make_settled(told, machine, active, found)
            wrong = [name for name, value in (columns | text_columns).items() if getattr(told, name) != value]
            if wrong:
                yield f"claim {told.id}: shows in {', '.join(wrong)} what is neither as it was read nor as anybody judged"
