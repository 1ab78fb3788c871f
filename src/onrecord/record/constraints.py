"""What people said is one event and what is not, as the merging takes it: pairs of claims that are read now."""

from __future__ import annotations

from itertools import product

from sqlalchemy import Connection, select

from onrecord.merge.nouns import Constraint
from onrecord.nouns import Claim
from onrecord.record.judged import find_now
from onrecord.record.judgement import Judgement, find_active
from onrecord.record.parts import ask_all
from onrecord.record.settle import read_judgements
from onrecord.record.tables import claim, reading

Tie = tuple[str, str]  # two versions whose claims a judgement names together


def read_constraints(connection: Connection) -> tuple[list[Constraint], list[Tie]]:
    """The constraints of judgements in force, in the order in which they were made, and the versions that they tie."""
    machine: dict[str, list[Claim]] = {}
    found: list[Constraint] = []
    for each in find_active(read_judgements(connection)):
        if each.verb == "merge":
            named = find_all(connection, each, machine)
            found = [one for one in found if one.is_same or not {one.one, one.other} <= named]  # what was parted before is one again
        if each.verb in {"merge", "split"}:
            found += constrain(connection, each, machine)
    homes = find_homes(connection, {name for each in found for name in (each.one, each.other)})
    return found, [(homes[each.one], homes[each.other]) for each in found if each.one in homes and each.other in homes]


def find_all(connection: Connection, each: Judgement, machine: dict[str, list[Claim]]) -> set[str]:
    """All claims that a judgement names, by the ids that they have now."""
    return {name for anchor in (*each.claims, *each.others) if (name := find_now(connection, anchor, machine)) is not None}


def constrain(connection: Connection, each: Judgement, machine: dict[str, list[Claim]]) -> list[Constraint]:
    """A pair for a merge, for a split each of those parted with each of the others; anchors adrift left out."""
    ours, theirs = (
        [name for anchor in anchors if (name := find_now(connection, anchor, machine)) is not None] for anchors in (each.claims, each.others)
    )
    if each.verb == "merge":
        return [Constraint(one, other, True, each.id) for one, other in zip(ours[:1], theirs[:1], strict=False)]
    return [Constraint(one, other, False, each.id) for one, other in product(ours, theirs)]


def find_homes(connection: Connection, claims: set[str]) -> dict[str, str]:
    """The version that each current claim is of."""
    question = select(claim.c.id, reading.c.version_id).join(reading, reading.c.id == claim.c.reading_id).where(claim.c.current == 1)
    return {row.id: row.version_id for row in ask_all(connection, claims, lambda some: question.where(claim.c.id.in_(some)))}
