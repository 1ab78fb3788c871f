"""What is not to be published as it is: names that are replaced by a mark, and spots that are told no finer than as an area."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.errors import UsageError
from onrecord.record.judge import Decision, add_judgement, anchors, find_claims_named, find_event_claims
from onrecord.record.judgement import Judgement, find_active
from onrecord.record.settle import read_judgements
from onrecord.record.store import Record
from onrecord.record.words import fold

What = Literal["name", "spot"]
Coarser = Literal["town", "district", "region", "country"]
COARSER: tuple[Coarser, ...] = ("town", "district", "region", "country")
SHORTEST_NAME = 3  # letters: less would be found in half of all words


class Withholding(msgspec.Struct, frozen=True):
    """One name or spot that is withheld, and who said so. ``to``: how coarse the spot is told; ``claims``: ids of those that it is about."""

    id: str
    what: What
    value: str
    to: str | None
    reason: str
    reviewer: str
    at: str
    claims: tuple[str, ...] = ()


def withhold_name(record: Record, name: str, decision: Decision) -> Judgement:
    """Withholds a name in all that leaves the record but a dump of the whole. Raises ``UsageError`` where it is one already, or none."""
    name = " ".join(name.split())
    if len(fold(name).replace(" ", "")) < SHORTEST_NAME:
        raise UsageError(f"{name!r}: too short for a name to be withheld; write at least {SHORTEST_NAME} letters of it")
    with record.writing() as connection:
        if any(fold(each.value) == fold(name) for each in find_withholdings(read_judgements(connection)) if each.what == "name"):
            raise UsageError(f"{name}: is withheld already; `onrecord withhold list` shows all that is")
        return add_judgement(connection, record.clock(), decision, verb="withhold", field="name", new=name)


def withhold_spot(record: Record, name: str, to: str, decision: Decision) -> Judgement:
    """Withholds where an event, or the event of a claim, was: it is told no finer than ``to``, in every report of the event."""
    if to not in COARSER:
        raise UsageError(f"{to!r}: no spot is told so; there are: {', '.join(COARSER)}")
    with record.writing() as connection:
        claims = find_claims_named(connection, name)
        found = claims or find_event_claims(connection, name)
        if not any(each.claim.place for each in found):
            raise UsageError(f"{name}: has no place to withhold")
        what = {"verb": "withhold", "claims": anchors(found), "field": "spot", "new": to, "on": "claim" if claims else "event"}
        return add_judgement(connection, record.clock(), decision, **what)


def find_withholdings(judgements: list[Judgement]) -> list[Withholding]:
    """What is withheld now, in the order in which it was."""
    return [shape(each) for each in find_active(judgements) if each.verb == "withhold"]


def shape(each: Judgement) -> Withholding:
    claims = tuple(anchor.id for anchor in each.claims)
    if each.field == "name":
        return Withholding(each.id, "name", each.new or "", None, each.reason, each.reviewer, each.at)
    return Withholding(each.id, "spot", ", ".join(claims[:1]), each.new, each.reason, each.reviewer, each.at, claims)


def read_withholdings(record: Record) -> list[Withholding]:
    """What is withheld now."""
    with record.reading() as connection:
        return find_withholdings(read_judgements(connection))
