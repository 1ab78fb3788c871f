"""Reports with their claims as people left them: the rejected ones out, the corrected ones corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from onrecord.nouns import Claim, Extraction
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim, read_report
from onrecord.record.tables import AS_TOLD, STANDS, claim, claim_text, reading, version


def read_extractions(connection: Connection, versions: Iterable[str]) -> dict[str, Extraction]:
    """Extractions of current versions, by the SHA-256 of their bytes."""
    names = sorted(set(versions))
    told: dict[str, list[Claim]] = defaultdict(list)
    standing = (
        select(AS_TOLD, reading.c.version_id)
        .select_from(claim)
        .join(claim_text, claim_text.c.seq == claim.c.seq)
        .join(reading, reading.c.id == claim.c.reading_id)
        .where(STANDS)
    )
    order = (claim.c.reading_id, claim.c.number)
    for row in ask_all(connection, names, lambda some: standing.where(reading.c.version_id.in_(some)).order_by(*order)):
        told[row.version_id].append(read_claim(row.told))
    current = select(reading.c.version_id, reading.c.document).where(reading.c.current == 1)
    documents = ask_all(connection, names, lambda some: current.where(reading.c.version_id.in_(some)))
    return {row.version_id: Extraction(read_report(row.document), tuple(told[row.version_id])) for row in documents}


def read_current(connection: Connection, report_id: str) -> Extraction:
    """The extraction of a report's current version."""
    name = connection.execute(select(version.c.id).where(version.c.report_id == report_id, version.c.current == 1)).scalar_one()
    return read_extractions(connection, [name])[name]
