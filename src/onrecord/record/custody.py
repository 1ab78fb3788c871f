"""An open record for the verifier, whichever engine keeps it; and whether what is shown of claims is what was read and judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from onrecord.nouns import Claim, Report
from onrecord.record.added import locate
from onrecord.record.judgement import Judgement, find_active
from onrecord.record.settle import make_settled, read_judgements, read_standing
from onrecord.record.tables import metadata, report
from onrecord.record.verifier import ORDER, Row

PAGE = 100
NO_EVIDENCE = ("doubt",)  # only orders what is to be reviewed, and by another measure in another version of the program


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
        yield from check_added(rows, machine, active, found)
        for told in rows:
            columns, text_columns = make_settled(told, machine, active, found)
            shown = {name: value for name, value in (columns | text_columns).items() if name not in NO_EVIDENCE}
            wrong = [name for name, value in shown.items() if getattr(told, name) != value]
            if wrong:
                yield f"claim {told.id}: shows in {', '.join(wrong)} what is neither as it was read nor as anybody judged"


def check_added(rows: Iterable[Any], machine: Mapping[int, Claim], active: Iterable[Judgement], found: Report) -> Iterator[str]:
    """Claims that people added and that the record does not show, or shows otherwise, or shows though nobody added them, a line each."""
    wanted = {each.id: locate(each, found.text) for each in active if each.verb == "add"}
    there = {row.added_by: row for row in rows if row.added_by is not None}
    for name, told in wanted.items():
        row = there.pop(name, None)
        if told is not None and (row is None or machine[row.seq] != told):
            yield f"claim {told.id}: {'is not shown' if row is None else 'is shown otherwise'}, and judgement {name} added it"
    for name, row in there.items():
        yield f"claim {row.id}: is shown, and no judgement in force added it ({name})"
