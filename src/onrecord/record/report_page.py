"""All that the record has of one report: a version of its text, its claims as read and as people left them, its problems and its copies."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, or_, select

from onrecord.errors import UsageError
from onrecord.merge.nouns import CopyGroup
from onrecord.nouns import Claim, Problem, Report
from onrecord.record.added import read_adders
from onrecord.record.ask import find_events_of
from onrecord.record.compare import find_paragraphs, find_report
from onrecord.record.event_page import read_about
from onrecord.record.events import read_copies
from onrecord.record.judgement import Judgement
from onrecord.record.rows import read_claim, read_report
from onrecord.record.store import Record
from onrecord.record.tables import claim, claim_text, reading, version


class ReportClaim(msgspec.Struct, frozen=True):
    """A claim as people left it; ``machine`` is what was read, where they changed it; ``added_by`` who added it, where a person did."""

    claim: Claim
    machine: Claim | None
    verdict: str | None
    is_corrected: bool
    event: str | None
    added_by: str | None = None


class ReportVersion(msgspec.Struct, frozen=True):
    """One version of a report."""

    number: int
    id: str
    added: str
    captured: str | None
    is_current: bool


class ReportPage(msgspec.Struct, frozen=True):
    """A version of a report with everything beside it. ``name`` is the report's own, whatever its version."""

    name: str
    version: int
    report: Report
    claims: tuple[ReportClaim, ...]
    problems: tuple[Problem, ...]
    versions: tuple[ReportVersion, ...]
    copy_group: CopyGroup | None
    judgements: tuple[Judgement, ...]


class ChangedLine(msgspec.Struct, frozen=True):
    """A paragraph of either version, or of both."""

    kind: Literal["same", "added", "removed"]
    text: str


class ChangedClaims(msgspec.Struct, frozen=True):
    """Claims that only one of two versions makes."""

    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]


class Changes(msgspec.Struct, frozen=True):
    """What changed from one version of a report to another."""

    lines: tuple[ChangedLine, ...]
    claims: ChangedClaims


def read_report_page(record: Record, name: str, number: int | None = None) -> ReportPage:
    """The page of a report, by its id, its address, or the beginning of either; the current version unless another is asked for."""
    with record.reading() as connection:
        found = find_report(connection, name)
        versions = list_versions(connection, found)
        chosen = choose_version(versions, number, name)
        read = connection.execute(select(reading).where(reading.c.version_id == chosen.id, reading.c.current == 1)).one()
        claims = read_report_claims(connection, read.id)
        told = read_report(read.document)
        met = msgspec.json.decode(read.problems, type=tuple[Problem, ...])
        group = next(iter(read_copies(connection, {chosen.id})), None)
        judgements = read_about(connection, [found], {each.claim.id: each for each in claims})
    return ReportPage(
        name=found,
        version=chosen.number,
        report=told,
        claims=claims,
        problems=tuple(dict.fromkeys((*told.problems, *met))),
        versions=versions,
        copy_group=group if group is not None and len(group.reports) > 1 else None,
        judgements=judgements,
    )


def list_versions(connection: Connection, report_id: str) -> tuple[ReportVersion, ...]:
    """All versions of a report, the first first."""
    rows = connection.execute(select(version).where(version.c.report_id == report_id).order_by(version.c.number))
    return tuple(ReportVersion(row.number, row.id, row.added, row.captured, bool(row.current)) for row in rows)


def choose_version(versions: Sequence[ReportVersion], number: int | None, name: str) -> ReportVersion:
    """The version of a number, or the current one."""
    found = next((each for each in versions if (each.is_current if number is None else each.number == number)), None)
    if found is None:
        raise UsageError(f"{name}: has no version {number}; it has {', '.join(str(each.number) for each in versions)}")
    return found


def read_report_claims(connection: Connection, reading_id: str) -> tuple[ReportClaim, ...]:
    """The claims of a reading in the order of the words."""
    columns = (claim.c.id, claim.c.verdict, claim_text.c.machine, claim_text.c.body, claim_text.c.added_by)
    standing = or_(claim_text.c.added_by.is_(None), claim.c.current == 1)  # what people added and took back is told no more
    told = select(*columns).join(claim_text, claim_text.c.seq == claim.c.seq).where(claim.c.reading_id == reading_id, standing)
    rows = connection.execute(told.order_by(claim.c.number)).all()
    events = find_events_of(connection, [row.id for row in rows])
    adders = read_adders(connection, [row.added_by for row in rows if row.added_by])
    claims = [shape_claim(row, events.get(row.id), adders.get(row.added_by)) for row in rows]
    return tuple(sorted(claims, key=lambda each: each.claim.start) if adders else claims)


def shape_claim(row: Any, event: str | None, added_by: str | None) -> ReportClaim:
    machine = read_claim(row.machine)
    if row.body is None:
        return ReportClaim(machine, None, row.verdict, False, event, added_by)
    return ReportClaim(read_claim(row.body), machine, row.verdict, True, event, added_by)


def read_changes(record: Record, name: str, before: int, after: int) -> Changes:
    """What changed between two versions of a report: paragraphs in their order, and the claims that only one makes."""
    old, new = (read_report_page(record, name, number) for number in (before, after))
    return Changes(
        lines=tuple(compare_lines(find_paragraphs(old.report.text), find_paragraphs(new.report.text))),
        claims=ChangedClaims(gained=find_missing(new.claims, old.claims), lost=find_missing(old.claims, new.claims)),
    )


def compare_lines(before: Sequence[str], after: Sequence[str]) -> Iterable[ChangedLine]:
    """Paragraphs of both texts in their order, each once where both have it."""
    for tag, start, end, other_start, other_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (ChangedLine("same", line) for line in before[start:end])
            continue
        yield from (ChangedLine("removed", line) for line in before[start:end])
        yield from (ChangedLine("added", line) for line in after[other_start:other_end])


def find_missing(claims: Iterable[ReportClaim], others: Iterable[ReportClaim]) -> tuple[Claim, ...]:
    """Claims whose words and kind the others do not have."""
    known = {(each.claim.exact, each.claim.event_type) for each in others}
    return tuple(each.claim for each in claims if (each.claim.exact, each.claim.event_type) not in known)
