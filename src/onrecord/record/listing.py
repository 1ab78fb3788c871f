"""The row by which a report is listed: made anew whenever its current version is read."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, and_, delete, insert, select

from onrecord.nouns import Problem
from onrecord.record.rows import read_report
from onrecord.record.tables import listing, reading, version
from onrecord.record.words import fold_all


def keep_listing(connection: Connection, report_id: str) -> None:
    """Writes the row of a report's current version in the place of the one before."""
    read = select(version.c.id, version.c.added, reading.c.document, reading.c.problems)
    current = read.join(reading, and_(reading.c.version_id == version.c.id, reading.c.current == 1)).where(
        version.c.report_id == report_id, version.c.current == 1
    )
    connection.execute(delete(listing).where(listing.c.report_id == report_id))
    for row in connection.execute(current).all():
        told, met = read_report(row.document), msgspec.json.decode(row.problems, type=tuple[Problem, ...])
        connection.execute(
            insert(listing).values(
                report_id=report_id,
                version_id=row.id,
                added=row.added,
                title=told.title,
                outlet=told.outlet,
                published=told.published,
                url=told.url,
                language=told.language,
                problems=" ".join(dict.fromkeys(problem.code for problem in (*told.problems, *met))),
                words=fold_all((told.title, told.outlet, told.byline, told.url)),
            )
        )
