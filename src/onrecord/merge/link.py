"""Tellings of many reports into events: candidates by their keys, pairs by their score, groups by average link; people's word before all.

Nothing depends on the order in which reports arrive. A pair's bond depends on the two alone, so a new report is compared with its candidates
only, and only the reports that bonds tie to it are grouped anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.merge.clusters import Pair, cluster, find_components
from onrecord.merge.constraints import Rulings, rule_on, split_telling
from onrecord.merge.copies import find_copy, group_copies
from onrecord.merge.nouns import Bond, Constraint, EventGroup, Groups, Link, Telling
from onrecord.merge.score import explain_pair, score_pair, share_of_names
from onrecord.merge.sketch import Card, Sketch, Spot, find_candidates, make_sketch
from onrecord.merge.tellings import FOLLOWS, distance_km, gap_days, is_family
from onrecord.merge.terms import similarity
from onrecord.nouns import Extraction

FLOOR = 0.15  # a pair that scores less is no bond
THRESHOLD = 0.35  # average score of two groups' pairs from which they are one event
LEAST_ALIKE = 0.06  # likeness of words below which no two reports are of one event: saves scoring most pairs
COPY_ALIKE = 0.15  # and below which none is a copy
NAMED_ALIKE = 0.3  # share of names from which two reports are of the same people
RECALLED = 0.9  # score of a telling beside the main one, where kind, place and day agree
RECALLED_KM = 15
RECALLED_DAYS = 1


def founding_id(telling: str) -> str:
    """The id of the event that a telling founds."""
    return hashlib.sha256(f"event|{telling}".encode()).hexdigest()[:16]


def compare(one: Sketch, other: Sketch) -> Bond | None:
    """What ties two reports: shared text, and tellings that may be of one event. The same whichever comes first; None where nothing does."""
    if one.report_id > other.report_id:
        one, other = other, one
    alike = similarity(one.terms, other.terms)
    copy = find_copy(one, other) if alike >= COPY_ALIKE else None
    main = _link_main(one, other) if alike >= LEAST_ALIKE and not is_other_day(one, other) else ()
    links = (*main, *_link_recalled(one, other))
    if copy is None and not links:
        return None
    holds = copy is not None or any(link.score >= THRESHOLD for link in links)
    return Bond(one.report_id, other.report_id, copy, links, holds)


def _link_main(one: Sketch, other: Sketch) -> Iterable[Link]:
    score = score_pair(one, other)
    if score >= FLOOR:
        yield Link(one.tellings[0].id, other.tellings[0].id, score, explain_pair(one, other))


def is_other_day(one: Sketch, other: Sketch) -> bool:
    """Whether two reports are about deeds of different days, as their words date them, and name hardly anybody in common.

    A town that is shelled every week gives reports that differ in little but the day. The names of those it happened to outrank a date misread.
    """
    first, second = one.spots[0], other.spots[0]
    if first is None or second is None or first.days is None or second.days is None or {first.event_type, second.event_type} & FOLLOWS:
        return False
    return gap_days(first.days, second.days) > RECALLED_DAYS and share_of_names(one, other) < NAMED_ALIKE


def _link_recalled(one: Sketch, other: Sketch) -> Iterable[Link]:
    """Links of what a report tells beside its main event: by kind, place and day, all of which its words must give."""
    for first, spot in zip(one.tellings, one.spots, strict=True):
        for second, spot2 in zip(other.tellings, other.spots, strict=True):
            if not (first.is_main and second.is_main) and is_one_spot(spot, spot2):
                yield Link(first.id, second.id, RECALLED, _say_spot(spot, spot2))


def is_one_spot(one: Spot | None, other: Spot | None) -> bool:
    """Whether two tellings give one kind of event, one place and one day."""
    if one is None or other is None or one.point is None or other.point is None or one.days is None or other.days is None:
        return False
    near = distance_km(one.point, other.point) <= RECALLED_KM and gap_days(one.days, other.days) <= RECALLED_DAYS
    return near and is_family(one.event_type, other.event_type) and not _differs(one.killed, other.killed)


def _differs(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and max(one, other) > 2 * min(one, other) + 1


def _say_spot(one: Spot | None, other: Spot | None) -> tuple[str, ...]:
    kinds = " and ".join(sorted({spot.event_type.value for spot in (one, other) if spot}))
    places = " and ".join(sorted({spot.place_name for spot in (one, other) if spot and spot.place_name}))
    return (f"both recall an event of one kind ({kinds})", f"both put it at {places}", "both put it on the same day, give or take one")


def group(sketches: Iterable[Sketch | Card], bonds: Iterable[Bond], constraints: Sequence[Constraint] = ()) -> Groups:
    """Copy groups and events of some reports: the same as over all, where no bond that holds, and no constraint, ties them to others.

    Two groups whose pairs all score below the threshold never join, so a bond that does not hold ties nothing; it counts among reports that are tied.
    """
    held = {sketch.report_id: sketch for sketch in sketches}
    tied = [bond for bond in bonds if bond.one in held and bond.other in held]
    tellings = [telling for sketch in held.values() for telling in sketch.tellings]
    rulings = rule_on(constraints, {claim for telling in tellings for claim in telling.claims})
    parts = [part for telling in tellings for part in split_telling(telling, rulings)]
    links = [link for bond in tied for link in bond.links]
    return Groups(
        copies=group_copies(held, [bond.copy for bond in tied if bond.copy]),
        events=_group_events(parts, links, rulings, held),
        problems=rulings.problems,
    )


def _group_events(
    tellings: Sequence[Telling], links: Sequence[Link], rulings: Rulings, sketches: Mapping[str, Sketch | Card]
) -> tuple[EventGroup, ...]:
    by_id = {telling.id: telling for telling in tellings}
    of_claim = {claim: telling.id for telling in tellings for claim in telling.claims}
    together = [_ruled(of_claim[a], of_claim[b], by) for a, b, by in rulings.together]
    ruled = [(link.one, link.other) for link in together]
    scores = {(min(link.one, link.other), max(link.one, link.other)): link.score for link in links if link.one in by_id and link.other in by_id}
    apart = [(of_claim[a], of_claim[b]) for a, b in rulings.apart]
    groups = _join_ruled(sorted(by_id), scores, ruled, apart, _apart_in_report(tellings))
    told = {(min(link.one, link.other), max(link.one, link.other)): link for link in (*links, *together)}
    return tuple(sorted((_event_group([by_id[name] for name in names], told, sketches) for names in groups), key=lambda event: event.id))


def _ruled(one: str, other: str, by: str) -> Link:
    return Link(min(one, other), max(one, other), 1.0, (f"joined by judgement {by}",))


def _join_ruled(
    names: Sequence[str], scores: Mapping[Pair, float], together: Sequence[Pair], apart: Sequence[Pair], told_apart: Sequence[Pair]
) -> list[list[str]]:
    """The machine's groups, whole ones joined where people joined any of theirs; where that joins what people parted, people's pairs come first."""
    heads = {name: group[0] for group in find_components(names, together) for name in group}
    kin: dict[str, list[str]] = defaultdict(list)
    for name, head in heads.items():
        kin[head].append(name)
    banned = [(one, other) for a, b in apart for one in kin[heads[a]] for other in kin[heads[b]]]
    groups = cluster(names, scores, THRESHOLD, apart=[*banned, *told_apart])
    joined = find_components(names, [*together, *((group[0], name) for group in groups for name in group)])
    result = []
    for members in joined:
        held = set(members)
        if any(one in held and other in held for one, other in banned):
            inner = {pair: score for pair, score in scores.items() if held.issuperset(pair)}
            ties = [pair for pair in together if held.issuperset(pair)]
            result += cluster(members, inner, THRESHOLD, together=ties, apart=[pair for pair in banned if held.issuperset(pair)])
        else:
            result.append(members)
    return result


def _apart_in_report(tellings: Sequence[Telling]) -> list[Pair]:
    """What one report tells as two events is two, unless people say otherwise."""
    of_report: dict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        of_report[telling.report_id].append(telling.id)
    return [(one, other) for names in of_report.values() for at, one in enumerate(names) for other in names[at + 1 :]]


def _event_group(tellings: Sequence[Telling], links: Mapping[Pair, Link], sketches: Mapping[str, Sketch | Card]) -> EventGroup:
    """The event of some tellings: founded by the one published first, held together by the best link of each."""

    def arrival(telling: Telling) -> tuple[str, str, bool, str]:
        return (sketches[telling.report_id].published or "9999", telling.report_id, not telling.is_main, telling.id)

    ordered = sorted(tellings, key=arrival)
    names = [telling.id for telling in ordered]
    inner = [link for at, one in enumerate(names) for other in names[at + 1 :] if (link := links.get((min(one, other), max(one, other))))]
    return EventGroup(id=founding_id(names[0]), tellings=tuple(ordered), links=_strongest(names, inner))


def _strongest(names: Sequence[str], links: Sequence[Link]) -> tuple[Link, ...]:
    """The fewest and best links that hold a group together."""
    home = {name: name for name in names}
    kept = []
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        one, other = home[link.one], home[link.other]
        if one != other:
            kept.append(link)
            home = {name: one if head == other else head for name, head in home.items()}
    return tuple(kept)


def find_pairs(sketches: Iterable[Sketch]) -> list[Pair]:
    """Pairs of reports worth comparing, by their ids."""
    held = {sketch.report_id: sketch for sketch in sketches}
    index: dict[str, list[str]] = defaultdict(list)
    for name in sorted(held):
        for key in held[name].keys:
            index[key].append(name)

    def holders(keys: Sequence[str]) -> Iterable[Pair]:
        return ((key, name) for key in keys for name in index.get(key, ()))

    return sorted({(min(name, other), max(name, other)) for name in held for other in find_candidates(held[name], holders)})


def find_bonds(sketches: Iterable[Sketch]) -> list[Bond]:
    """The bonds of many reports: each compared with its candidates."""
    held = {sketch.report_id: sketch for sketch in sketches}
    return [bond for one, other in find_pairs(held.values()) if (bond := compare(held[one], held[other]))]


def link_events(extractions: Iterable[Extraction], constraints: Sequence[Constraint] = ()) -> Groups:
    """Copy groups and events of many reports."""
    sketches = [make_sketch(extraction) for extraction in extractions]
    return group(sketches, find_bonds(sketches), constraints)
