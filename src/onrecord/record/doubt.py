"""How far a claim should be looked at by a person: the points of each thing that is uncertain of it, with the reason in words.

The sum of the points orders what is to be reviewed. docs/review.md has the table; a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from onrecord.nouns import Claim, Kind, Problem, Report, Span

UNSURE_PLACE = 0.5  # below this share of the weight another place is as likely
DOUBTFUL_PLACE = 0.8
LONG_DAYS = 31


class Doubt(NamedTuple):
    """One thing that is uncertain of a claim: what it is called, what it counts, and why, in words."""

    code: str
    points: int
    words: str


# What each counts. Damage to the words comes first: no value of the claim can be trusted before they were seen.
POINTS = {
    "damage": 5,
    "place-unsure": 4,
    "unplaced": 3,
    "generic": 3,
    "place-carried": 2,
    "when-carried": 2,
    "place-doubtful": 2,
    "contradicted": 2,
    "hedged": 1,
    "unnamed": 1,
    "when-long": 1,
    "not-happened": 1,
    "running-total": 1,
}


def find_doubts(told: Claim, report: Report) -> list[Doubt]:
    """What is uncertain of a claim, that of most points first."""
    found = [Doubt(code, POINTS[code], words) for rule in RULES for code, words in rule(told, report)]
    return sorted(found, key=lambda doubt: -doubt.points)


def damage(told: Claim, report: Report) -> Iterator[tuple[str, str]]:
    """The report has a problem at the claim's words."""
    at = [problem for problem in report.problems if is_at(problem, Span(told.start, told.end))]
    if at:
        yield "damage", f"the report has a problem at these words: {at[0].message}"


def is_at(problem: Problem, span: Span) -> bool:
    return problem.start is not None and problem.end is not None and problem.start < span.end and span.start <= problem.end


def place(told: Claim, report: Report) -> Iterator[tuple[str, str]]:
    """The place is one of several, is not known, or was carried from elsewhere in the report."""
    found = told.place
    if found is None:
        return
    name = found.name or found.toponym
    if found.lat is None:
        yield "unplaced", f"no place on the map was found for “{found.toponym}”"
    elif found.score is not None and found.score < DOUBTFUL_PLACE:
        other = f"; it may be {found.runners_up[0].name}, {found.runners_up[0].country}" if found.runners_up else ""
        yield ("place-unsure" if found.score < UNSURE_PLACE else "place-doubtful"), f"{name} has {found.score:.0%} of the weight of its name{other}"
    if is_elsewhere(told, found.start):
        yield "place-carried", f"the place, {name}, stands elsewhere in the report than these words"


def when(told: Claim, report: Report) -> Iterator[tuple[str, str]]:
    """The date was carried from elsewhere in the report, or is of many days."""
    found = told.when
    if found is None:
        return
    if is_elsewhere(told, found.start):
        yield "when-carried", f"the date, “{found.exact}”, stands elsewhere in the report than these words"
    if (date.fromisoformat(found.latest[:10]) - date.fromisoformat(found.earliest[:10])).days > LONG_DAYS:
        yield "when-long", f"“{found.exact}” is more than a month long"


def is_elsewhere(told: Claim, start: int | None) -> bool:
    return start is not None and not told.start <= start < told.end


def telling(told: Claim, report: Report) -> Iterator[tuple[str, str]]:
    """How the words tell it."""
    if told.generic:
        yield "generic", "it may tell a habit or a trend, and no single event"
    if told.verification.status == "disputed":
        yield "contradicted", "another voice of the report contradicts it"
    if told.certainty == "hedged":
        yield "hedged", "the voice itself holds back"
    if told.attribution and told.attribution[-1].kind in (Kind.UNNAMED, Kind.OTHER):
        yield "unnamed", f"said by “{told.attribution[-1].name}”, who is not known"
    if told.stage != "happened":
        yield "not-happened", f"it is {told.stage}, which turns on few words"
    if told.toll is not None and told.toll.running_total:
        yield "running-total", "its numbers are over many events"


RULES: tuple[Callable[[Claim, Report], Iterator[tuple[str, str]]], ...] = (damage, place, when, telling)
