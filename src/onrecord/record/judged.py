"""Judgements as they stand: in force, undone, or adrift where the claim that they are about is read no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from onrecord.nouns import Claim
from onrecord.record.judgement import Anchor, Judgement, find_active, find_anchored
from onrecord.record.rows import read_claim
from onrecord.record.settle import read_judgements
from onrecord.record.store import Record
from onrecord.record.tables import claim, claim_text, event_claim, version

State = Literal["in force", "undone", "adrift"]


class Judged(NamedTuple):
    """A judgement, how it stands, and the claims that it is about now."""

    judgement: Judgement
    state: State
    claims: tuple[str, ...]


def read_judged(record: Record) -> list[Judged]:
    """Every judgement, in the order in which they were made."""
    with record.reading() as connection:
        every = read_judgements(connection)
        active = {each.id for each in find_active(every)}
        machine: dict[str, list[Claim]] = {}
        return [judge_state(connection, each, active, machine) for each in every]


def list_judged(record: Record, after: str | None, limit: int, about: str | None = None, *, withheld: bool = True) -> list[Judged]:
    """Judgements, the newest first, from after one; all, or those about a claim, an event or a report. ``withheld``: those that withhold, too."""
    with record.reading() as connection:
        every = read_judgements(connection)
        active = {each.id for each in find_active(every)}
        told = [each for each in every[::-1] if withheld or each.verb != "withhold"]
        wanted = told if about is None else find_about(connection, told, about)
        if after is not None:
            names = [each.id for each in wanted]
            wanted = wanted[names.index(after) + 1 :] if after in names else []
        machine: dict[str, list[Claim]] = {}
        return [judge_state(connection, each, active, machine) for each in wanted[:limit]]


def find_about(connection: Connection, judgements: Sequence[Judgement], name: str) -> list[Judgement]:
    """Those about a claim, an event or a report, by their ids now and at the time."""
    claims = {row.id for row in connection.execute(select(claim.c.id).where(claim.c.id == name))}
    claims |= {row.claim_id for row in connection.execute(select(event_claim.c.claim_id).where(event_claim.c.event_id == name))}
    reports = {name} | {row.report_id for row in connection.execute(select(version.c.report_id).where(version.c.id == name))}
    machine: dict[str, list[Claim]] = {}

    def is_about(each: Judgement) -> bool:
        if not claims:
            return not reports.isdisjoint(each.reports)
        anchors = (*each.claims, *each.others)
        return any(anchor.id in claims or find_now(connection, anchor, machine) in claims for anchor in anchors)

    return [each for each in judgements if is_about(each)]


def find_current(connection: Connection, made: Judgement) -> list[str]:
    """The ids that the claims of a judgement have now."""
    machine: dict[str, list[Claim]] = {}
    return [name for anchor in (*made.claims, *made.others) if (name := find_now(connection, anchor, machine)) is not None]


def judge_state(connection: Connection, each: Judgement, active: set[str], machine: dict[str, list[Claim]]) -> Judged:
    found = tuple(name for anchor in each.claims if (name := find_now(connection, anchor, machine)) is not None)
    if each.verb != "undo" and each.id not in active:
        return Judged(each, "undone", found)
    return Judged(each, "in force" if found or not each.claims else "adrift", found)


def find_now(connection: Connection, anchor: Anchor, machine: dict[str, list[Claim]]) -> str | None:
    """The id that the anchor's claim has in the current reading; ``machine`` remembers the claims of each report."""
    if anchor.report not in machine:
        told = select(claim_text.c.machine).join(claim, claim.c.seq == claim_text.c.seq).order_by(claim.c.number)
        rows = told.where(claim.c.report_id == anchor.report, claim.c.current == 1)
        machine[anchor.report] = [read_claim(row.machine) for row in connection.execute(rows)]
    found = find_anchored(anchor, machine[anchor.report])
    return found.id if found else None
