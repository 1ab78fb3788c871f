"""Stands in for the merging in tests of the record: claims of one type, place and day are one event, unless somebody says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from onrecord.merge.nouns import (
    Bond,
    Constraint,
    CopyGroup,
    Event,
    EventGroup,
    EventReport,
    Field,
    Fusion,
    Groups,
    IndependentVoice,
    Link,
    Teller,
    Telling,
    Value,
)
from onrecord.nouns import Claim, Count, Extraction, Kind

MERGE_VERSION = "plain 1"


class Sketch(msgspec.Struct, frozen=True):
    report_id: str
    published: str | None
    keys: tuple[str, ...]
    told: tuple[tuple[str, str], ...]  # claim, key

    @property
    def card(self) -> Sketch:
        return self


Card = Sketch


def key_of(claim: Claim) -> str:
    return f"{claim.event_type.value}|{claim.place.name if claim.place else ''}|{claim.when.earliest if claim.when else ''}"


def make_sketch(extraction: Extraction) -> Sketch:
    told = tuple((claim.id, key_of(claim)) for claim in extraction.claims)
    return Sketch(extraction.report.id, extraction.report.published, tuple(dict.fromkeys(key for _, key in told)), told)


def find_candidates(sketch: Sketch, holders: Callable[[Sequence[str]], Iterable[tuple[str, str]]]) -> list[str]:
    return sorted({name for _, name in holders(sketch.keys)} - {sketch.report_id})


def compare(one: Sketch, other: Sketch) -> Bond | None:
    first, second = sorted((one, other), key=lambda sketch: sketch.report_id)
    links = [Link(a, b, 1.0, (f"both tell {key}",)) for a, key in first.told for b, same in second.told if key == same]
    return Bond(first.report_id, second.report_id, None, tuple(links)) if links else None


def founding_id(telling: str) -> str:
    return f"e{telling}"


def group(sketches: Iterable[Sketch], bonds: Iterable[Bond], constraints: Sequence[Constraint] = ()) -> Groups:
    every = sorted(sketches, key=lambda sketch: (sketch.published or "", sketch.report_id))
    tellings = [Telling(claim, sketch.report_id, (claim,), number == 0) for sketch in every for number, (claim, _) in enumerate(sketch.told)]
    home = {telling.id: telling.id for telling in tellings}
    links = {frozenset((link.one, link.other)): link for each in bonds for link in each.links}
    for constraint in constraints:
        pair = frozenset((constraint.one, constraint.other))
        if constraint.is_same:
            links[pair] = Link(constraint.one, constraint.other, 1.0, ("a reviewer says so",))
        else:
            links.pop(pair, None)
    for link in links.values():
        if link.one in home and link.other in home:
            old, new = home[link.other], home[link.one]
            home = {name: new if root == old else root for name, root in home.items()}
    events = []
    for root in dict.fromkeys(home[telling.id] for telling in tellings):
        members = tuple(telling for telling in tellings if home[telling.id] == root)
        names = {telling.id for telling in members}
        held = tuple(sorted((link for link in links.values() if link.one in names), key=lambda link: (link.one, link.other)))
        events.append(EventGroup(founding_id(members[0].id), members, held))
    copies = tuple(CopyGroup(sketch.report_id, sketch.report_id, "alone", (sketch.report_id,)) for sketch in every)
    return Groups(copies, tuple(events))


def weigh(event: EventGroup, extractions: Mapping[str, Extraction], copies: Iterable[CopyGroup], fusion: Fusion = "majority") -> Event:
    told = [(each.report_id, claim) for each in event.tellings for claim in extractions[each.report_id].claims if claim.id in each.claims]
    reports = [extractions[name].report for name in event.reports]
    voices: dict[str, list[tuple[str, Claim]]] = {}
    for name, claim in told:
        voices.setdefault(name_of(claim, extractions[name]), []).append((name, claim))
    first = told[0][1]
    return Event(
        id=event.id,
        title=reports[0].title,
        event_type=first.event_type,
        reports=tuple(EventReport(report.id, report.outlet, report.title, report.published, True) for report in reports),
        claims=tuple(claim.id for _, claim in told),
        first=reports[0].published,
        last=reports[-1].published,
        voices=tuple(IndependentVoice(who, Kind.OTHER, tuple(n for n, _ in said), tuple(c.id for _, c in said)) for who, said in voices.items()),
        fields=tuple(make_fields(told, extractions, fusion)),
        disputed=(),
        fusion=fusion,
        links=event.links,
    )


def name_of(claim: Claim, extraction: Extraction) -> str:
    return claim.attribution[-1].name if claim.attribution else extraction.report.outlet or ""


def make_fields(told: Sequence[tuple[str, Claim]], extractions: Mapping[str, Extraction], fusion: Fusion) -> Iterable[Field]:
    killed = [(name, claim, claim.toll.killed) for name, claim in told if claim.toll and claim.toll.killed]
    if killed:
        values = tuple(Value(str(count.best), (teller(name, claim, extractions),), 1, count=count) for name, claim, count in killed)
        bests = sorted(count.best or 0 for _, _, count in killed)
        picked = bests[0] if fusion == "lowest" else bests[-1]
        yield Field("killed", values, str(picked), f"by the rule {fusion}", len(set(bests)) > 1, shown_count=Count(picked, picked, picked))
    yield from (
        simple("place", told, extractions, lambda c: c.place, "shown_place"),
        simple("when", told, extractions, lambda c: c.when, "shown_when"),
    )


def simple(name: str, told: Sequence[tuple[str, Claim]], extractions: Mapping[str, Extraction], pick: Callable[[Claim], Any], slot: str) -> Field:
    report, claim = told[0]
    value = pick(claim)
    return Field(
        name, (Value(str(name), (teller(report, claim, extractions),), 1),), getattr(value, "name", None) or "x", "only one", **{slot: value}
    )


def teller(name: str, claim: Claim, extractions: Mapping[str, Extraction]) -> Teller:
    report = extractions[name].report
    return Teller(claim.id, name, report.outlet, name_of(claim, extractions[name]), Kind.OTHER, claim.verification.status, claim.certainty)


def explain(event: Event) -> tuple[str, ...]:
    return tuple(reason for link in event.links for reason in link.reasons)
