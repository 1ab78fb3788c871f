"""The versions of a report, and what changed from one to another."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from onrecord.errors import UsageError
from onrecord.nouns import Extraction, Report
from onrecord.record.extractions import read_extractions
from onrecord.record.identity import key_of
from onrecord.record.parts import begins
from onrecord.record.rows import read_report
from onrecord.record.store import Record
from onrecord.record.tables import reading, report, version


class Version(NamedTuple):
    """A version of a report: its number, when it was added and captured, and the report as it was read."""

    number: int
    added: str
    captured: str | None
    is_current: bool
    report: Report


def find_report(connection: Connection, name: str) -> str:
    """The report of an id, of the beginning of a version's SHA-256, or of an address."""
    questions = (
        select(report.c.id).where(or_(report.c.id == name, report.c.key == key_of(name, name))),
        select(version.c.report_id).where(begins(version.c.id, name)),
        select(report.c.id).where(begins(report.c.id, name)),
    )
    for question in questions:
        found = sorted({row[0] for row in connection.execute(question)})
        if len(found) == 1:
            return str(found[0])
        if found:
            raise UsageError(f"{name}: begins the names of {len(found)} reports; write more of it")
    raise UsageError(f"{name}: no such report; name its address, or its id as `onrecord claims` prints it")


def read_versions(record: Record, name: str) -> list[Version]:
    """All versions of a report, the first first."""
    with record.reading() as connection:
        found = find_report(connection, name)
        read = select(version, reading.c.document).join(reading, reading.c.version_id == version.c.id).where(reading.c.current == 1)
        rows = connection.execute(read.where(version.c.report_id == found).order_by(version.c.number))
        return [Version(row.number, row.added, row.captured, bool(row.current), read_report(row.document)) for row in rows]


def read_extraction(record: Record, name: str) -> Extraction:
    """The current version of a report with its claims as people left them."""
    with record.reading() as connection:
        found = find_report(connection, name)
        current = connection.execute(select(version.c.id).where(version.c.report_id == found, version.c.current == 1)).scalar_one()
        return read_extractions(connection, [current])[current]


def compare_versions(old: Version, new: Version) -> list[str]:
    """What changed between two versions, a line each: facts about them, then the paragraphs that went (``-``) and came (``+``)."""
    lines = [
        f"{name}: {before or 'not given'} → {after or 'not given'}"
        for name in ("title", "byline", "published", "outlet", "url")
        if (before := getattr(old.report, name)) != (after := getattr(new.report, name))
    ]
    before, after = (find_paragraphs(each.report.text) for each in (old, new))
    changes = difflib.unified_diff(before, after, f"version {old.number}", f"version {new.number}", lineterm="", n=1)
    return [*lines, *changes]


def find_paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
