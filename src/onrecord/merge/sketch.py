"""What is kept of a report to link it with others: its telling words and names, its tellings, and the keys under which others look for it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec
import numpy as np

from onrecord.merge.copies import copy_keys, find_agency, find_credit, find_text_words, hash_words
from onrecord.merge.nouns import Telling
from onrecord.merge.tellings import Days, find_days, find_tellings, is_spot, point_of
from onrecord.merge.terms import find_name_pairs, find_terms, is_rare, is_telling_number, weigh_term, weigh_terms
from onrecord.nouns import Claim, Count, EventType, Extraction, Report

MERGE_VERSION = "1"
HALF = 100  # words down at which a word counts half
LEAD = 60  # words that a report begins with
LONGEST = 100_000  # code points of a text that are weighed: what follows is another report or none
KEY_TERMS = 60
KEY_NAMES = 12
WINDOW_DAYS = 60  # a common term ties reports of neighbouring windows only
MIN_SHARED = 12.0  # weight of the keys that two reports must share to be compared: two rare words, or a few less rare
RARE_ENOUGH = 3.5  # weight from which a word may tie reports years apart: one report in thirty holds it
ALONE = ("m:", "p:")  # kinds of key of which one shared is enough
EARLY = 0.2  # how fast a claim further down counts less
Told = TypeVar("Told")
Holders = Callable[[Sequence[str]], Iterable[tuple[str, str]]]


class Spot(msgspec.Struct, frozen=True):
    """Where and when a telling puts its event, as far as its words say, and what kind of event it is."""

    event_type: EventType
    point: tuple[float, float] | None = None
    days: Days | None = None
    killed: int | None = None
    place_name: str | None = None


class Profile(msgspec.Struct, frozen=True):
    """What the claims of a report say together: the first of places, days and countries is the one told most."""

    types: tuple[EventType, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    countries: tuple[str, ...] = ()
    days: tuple[Days, ...] = ()
    killed: int | None = None
    injured: int | None = None


class Card(msgspec.Struct, frozen=True):
    """What of a sketch is needed to group reports that have been compared."""

    report_id: str
    published: str | None
    is_wire: bool
    credit: str | None
    size: int
    tellings: tuple[Telling, ...]


class Sketch(msgspec.Struct, frozen=True):
    """All that linking needs of one report. ``hashes`` and ``offsets`` are its own words, for the check of copies."""

    report_id: str
    version: str
    keys: tuple[str, ...]
    published: str | None
    outlet: str | None
    is_wire: bool
    credit: str | None
    size: int
    terms: dict[str, float]
    lead: dict[str, float]
    title: dict[str, float]
    names: dict[str, float]
    rare: frozenset[str]
    numbers: frozenset[str]
    profile: Profile
    tellings: tuple[Telling, ...]
    spots: tuple[Spot | None, ...]
    hashes: bytes
    offsets: bytes

    @property
    def card(self) -> Card:
        """The small part of it that grouping needs."""
        return Card(self.report_id, self.published, self.is_wire, self.credit, self.size, self.tellings)

    @property
    def day(self) -> int | None:
        """Day of publication as a number."""
        return date.fromisoformat(self.published[:10]).toordinal() if self.published else None


def make_sketch(extraction: Extraction) -> Sketch:
    """The sketch of a report as people left it: claims that were rejected out, corrected ones corrected."""
    report = extraction.report
    text = _whole_text(report)[:LONGEST]
    terms = find_terms(text)
    words, spans = find_text_words(report.text[:LONGEST])
    told = find_tellings(extraction)
    weights, names = weigh_terms(terms, HALF), find_name_pairs(text)
    spots = tuple(_spot(head) if head is not None else None for _, head in told)
    return Sketch(
        report_id=report.id,
        version=MERGE_VERSION,
        keys=(*_term_keys(weights, names, report.published), *_spot_keys(spots), *copy_keys(words)),
        published=report.published,
        outlet=report.outlet,
        is_wire=find_agency(report.outlet) is not None,
        credit=find_credit(report),
        size=len(terms),
        terms=weights,
        lead=weigh_terms(terms[:LEAD]),
        title=weigh_terms(find_terms(report.title or report.text[:80])),
        names=names,
        rare=frozenset(term for term in terms if is_rare(term) and not any(letter.isdigit() for letter in term)),
        numbers=frozenset(term for term in terms if is_telling_number(term)),
        profile=_profile(extraction.claims),
        tellings=tuple(telling for telling, _ in told),
        spots=spots,
        hashes=hash_words(words),
        offsets=_pack(spans),
    )


def _whole_text(report: Report) -> str:
    """The text of a report, its title before it where the text does not begin with that."""
    if report.title and report.title[:40] not in report.text[:300]:
        return f"{report.title}\n{report.text}"
    return report.text


def _pack(spans: Sequence[tuple[int, int]]) -> bytes:
    return np.array(spans, dtype="<u4").tobytes()


def _window(published: str | None) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() // WINDOW_DAYS if published else None


def _term_keys(weights: Mapping[str, float], names: Mapping[str, float], published: str | None) -> list[str]:
    """The words that tell most: rarer ones and names at any time, common ones in the window of the report's date."""
    window = _window(published)
    terms = sorted(weights, key=lambda term: (-weights[term], term))[:KEY_TERMS]
    pairs = sorted(names, key=lambda pair: (-names[pair], pair))[:KEY_NAMES]
    return [f"r:{term}" if weigh_term(term) >= RARE_ENOUGH else f"t:{window}:{term}" for term in terms] + [f"n:{pair}" for pair in pairs]


def _spot_keys(spots: Sequence[Spot | None]) -> list[str]:
    """A key for each day on which, and the place where, a telling puts its event."""
    return sorted(
        {f"p:{spot.place_name}:{day}" for spot in spots if spot and spot.place_name and spot.days for day in range(spot.days[0], spot.days[1] + 1)}
    )


def find_candidates(sketch: Sketch, holders: Holders) -> list[str]:
    """Reports worth comparing with one: those that share a place and day, likely text, or two telling terms or names."""
    shared: dict[str, float] = defaultdict(float)
    for key, report in sorted(set(holders(_asked(sketch)))):
        shared[report] += _weigh_key(key)
    return sorted(report for report, weight in shared.items() if weight >= MIN_SHARED and report != sketch.report_id)


def _weigh_key(key: str) -> float:
    """How much one shared key tells: a word by its rareness, two names in a row by that of both."""
    if key.startswith(ALONE):
        return MIN_SHARED
    return math.fsum(weigh_term(term) for term in key.rsplit(":", 1)[-1].split())


def _asked(sketch: Sketch) -> list[str]:
    """The keys under which others may be found: the report's own, and its terms in the windows before and after its own."""
    window = _window(sketch.published)
    if window is None:
        return list(sketch.keys)
    own = f"t:{window}:"
    near = [f"t:{window + step}:{key.removeprefix(own)}" for key in sketch.keys if key.startswith(own) for step in (-1, 1)]
    return [*sketch.keys, *near]


def _spot(claim: Claim) -> Spot:
    place = claim.place
    return Spot(
        event_type=claim.event_type,
        point=point_of(place) if place is not None and is_spot(place) else None,
        days=find_days(claim.when),
        killed=one_number(claim.toll.killed) if claim.toll and not claim.toll.running_total else None,
        place_name=(place.name or place.toponym) if place is not None and is_spot(place) else None,
    )


def one_number(count: Count | None) -> int | None:
    """One number for a count: the best, else the floor, else the ceiling."""
    return next((bound for bound in (count.best, count.low, count.high) if bound is not None), None) if count else None


def _profile(claims: Sequence[Claim]) -> Profile:
    told = [claim for claim in claims if not claim.generic and claim.polarity == "positive" and claim.stage in ("happened", "attempted")]
    tolls = [claim.toll for claim in told if claim.toll and not claim.toll.running_total]
    return Profile(
        types=tuple(dict.fromkeys(claim.event_type for claim in told)),
        points=_most_told((at, point_of(claim.place)) for at, claim in enumerate(told) if claim.place is not None and is_spot(claim.place)),
        countries=_most_told((at, claim.place.country) for at, claim in enumerate(told) if claim.place and claim.place.country),
        days=_most_told((at, days) for at, claim in enumerate(told) if (days := find_days(claim.when))),
        killed=max((number for toll in tolls if (number := one_number(toll.killed)) is not None), default=None),
        injured=max((number for toll in tolls if (number := one_number(toll.injured)) is not None), default=None),
    )


def _most_told(told: Iterable[tuple[int, Told]]) -> tuple[Told, ...]:
    """Values, the one told most and nearest the top first."""
    standing: dict[Told, float] = {}
    for at, value in told:
        standing[value] = standing.get(value, 0.0) + 1 / (1 + at * EARLY)
    return tuple(sorted(standing, key=lambda value: (-standing[value], str(value))))
