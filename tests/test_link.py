"""Reports into events: the same in any order and bit by bit, by links that say why, and as people say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_reports import GOMA, KHERSON, MARKET, TAILS, killed, make_claim, make_desk, make_extraction

from onrecord.merge import Bond, Constraint, Groups, Sketch, compare, find_candidates, founding_id, group, link_events, make_sketch, telling_id
from onrecord.merge.clusters import cluster
from onrecord.merge.score import DIRECTIONS, FEATURES, compare_words, open_forest
from onrecord.merge.tellings import find_tellings
from onrecord.nouns import EventType, Extraction

DESK = make_desk()
LINKED = link_events(DESK)


class Desk:
    """A store in memory, as the contract of linking asks for one: keys, sketches, bonds, and the groups of each report."""

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self.index: dict[str, set[str]] = defaultdict(set)
        self.bonds: dict[tuple[str, str], Bond] = {}
        self.events: dict[str, set[str]] = {}

    def holders(self, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
        return ((key, name) for key in keys for name in self.index[key])

    def closure(self, name: str) -> set[str]:
        """Reports tied to one by bonds that hold."""
        reached, ahead = {name}, [name]
        while ahead:
            at = ahead.pop()
            near = {other for pair, bond in self.bonds.items() if bond.holds and at in pair for other in pair} - reached
            reached |= near
            ahead += near
        return reached

    def add(self, extraction: Extraction) -> set[str]:
        """Takes one report in, and answers which reports were grouped anew."""
        sketch = make_sketch(extraction)
        for other in find_candidates(sketch, self.holders):
            bond = compare(sketch, self.sketches[other])
            if bond is not None:
                self.bonds[bond.one, bond.other] = bond
        self.sketches[sketch.report_id] = sketch
        for key in sketch.keys:
            self.index[key].add(sketch.report_id)
        touched = self.closure(sketch.report_id)
        for event in group([self.sketches[name].card for name in touched], self.bonds.values()).events:
            for telling in event.tellings:
                self.events[telling.id] = {other.id for other in event.tellings} | {event.id}
        return touched


def members(groups: Groups) -> set[frozenset[str]]:
    """Reports of each event."""
    return {frozenset(event.reports) for event in groups.events}


def event_of(groups: Groups, claim: str) -> str:
    return next(event.id for event in groups.events for telling in event.tellings if claim in telling.claims)


def test_reports_of_one_event_are_one_event_and_others_are_not() -> None:
    expected = {frozenset(f"{name}-{at}" for at in range(count)) for name, count in (("market", 4), ("barge", 3), ("granary", 3))}
    assert members(LINKED) == expected | {frozenset({"weather"})}


@settings(max_examples=15, deadline=None)
@given(st.permutations(DESK))
def test_the_order_of_arrival_changes_nothing(desk: list[Extraction]) -> None:
    assert link_events(desk) == LINKED


@settings(max_examples=15, deadline=None)
@given(st.permutations(DESK))
def test_report_by_report_gives_the_same_events_as_all_at_once(desk: list[Extraction]) -> None:
    store = Desk()
    for extraction in desk:
        store.add(extraction)
    whole = {telling.id: {other.id for other in event.tellings} | {event.id} for event in LINKED.events for telling in event.tellings}
    assert store.events == whole


def test_a_new_report_touches_only_its_own_event() -> None:
    store = Desk()
    for extraction in DESK[1:]:
        store.add(extraction)
    assert store.add(DESK[0]) == {"market-0", "market-1", "market-2", "market-3"}


def test_comparing_is_the_same_both_ways() -> None:
    sketches = [make_sketch(extraction) for extraction in DESK]
    assert all(compare(one, other) == compare(other, one) for one, other in combinations(sketches, 2))


def test_every_join_has_a_reason_in_words() -> None:
    event = next(event for event in LINKED.events if "market-0" in event.reports)
    assert len(event.links) == len(event.tellings) - 1
    reasons = {reason for link in event.links for reason in link.reasons}
    assert {"both put it at one place", "both put it on the same day"} <= reasons
    assert any(reason.startswith("both name") and "Petro Hnatiuk" in reason for reason in reasons)


def test_an_event_keeps_its_id_while_it_grows() -> None:
    market = [extraction for extraction in DESK if extraction.report.id.startswith("market")]
    ids = {event_of(link_events(market[:size]), "m0") for size in range(1, 5)}
    assert ids == {founding_id(telling_id("market-0", "m0"))}


def test_people_join_what_the_machine_keeps_apart() -> None:
    groups = link_events(DESK, [Constraint("m0", "b0", is_same=True, by="j1")])
    assert event_of(groups, "m1") == event_of(groups, "b2")
    joined = next(event for event in groups.events if "market-0" in event.reports)
    assert ("joined by judgement j1",) in {link.reasons for link in joined.links}


def test_events_that_people_joined_part_where_people_parted_them() -> None:
    judgements = [Constraint("m0", "b0", is_same=True, by="j1"), Constraint("m1", "b1", is_same=False, by="j2")]
    groups = link_events(DESK, judgements)
    assert event_of(groups, "m0") == event_of(groups, "b0")
    assert event_of(groups, "m1") != event_of(groups, "b1")
    assert not groups.problems


def test_people_part_what_the_machine_joins() -> None:
    groups = link_events(DESK, [Constraint("m0", "m1", is_same=False, by="j1")])
    assert event_of(groups, "m0") != event_of(groups, "m1")
    assert not groups.problems


def test_the_later_judgement_outdoes_the_earlier_and_says_so() -> None:
    judgements = [Constraint("m0", "b0", is_same=True, by="j1"), Constraint("b0", "m0", is_same=False, by="j2")]
    groups = link_events(DESK, judgements)
    assert event_of(groups, "m0") != event_of(groups, "b0")
    assert [problem.code for problem in groups.problems] == ["judgement-outdone"]
    assert "j1" in groups.problems[0].message


def test_a_judgement_is_outdone_by_what_follows_from_two_later_ones() -> None:
    judgements = [
        Constraint("m0", "g0", is_same=False, by="j1"),
        Constraint("m0", "b0", is_same=True, by="j2"),
        Constraint("b0", "g0", is_same=True, by="j3"),
    ]
    groups = link_events(DESK, judgements)
    assert event_of(groups, "m0") == event_of(groups, "g0")
    assert [problem.message.split()[1] for problem in groups.problems] == ["j1"]


def test_claims_of_one_telling_are_parted_when_people_say_so() -> None:
    extraction = make_extraction("both", MARKET.format(tail=TAILS[0]), [make_claim("c1"), make_claim("c2"), make_claim("c3")])
    together = link_events([extraction])
    parted = link_events([extraction], [Constraint("c2", "c1", is_same=False, by="j1")])
    assert [telling.claims for event in together.events for telling in event.tellings] == [("c1", "c2", "c3")]
    assert {telling.claims for event in parted.events for telling in event.tellings} == {("c1", "c3"), ("c2",)}


def test_a_recalled_event_of_another_place_is_told_apart_and_found_again() -> None:
    barge = make_claim("old", EventType.ATTACK, place=GOMA, when="2024-04-10", toll=killed(2))
    recalling = make_extraction(
        "recalling", "Shells hit Kherson again. The writer thinks of the barge.", [make_claim("new", when="2024-08-01"), barge]
    )
    groups = link_events([*DESK, recalling])
    assert event_of(groups, "old") == event_of(groups, "b0")
    assert event_of(groups, "new") not in {event_of(groups, "b0"), event_of(groups, "m0"), event_of(groups, "g0")}


def test_an_arrest_that_follows_stays_with_its_event() -> None:
    claims = [make_claim("c1", EventType.SHOOTING), make_claim("c2", EventType.ARREST, when="2024-03-20")]
    assert [telling.claims for telling, _ in find_tellings(make_extraction("r", "Shots.", claims))] == [("c1", "c2")]


def test_an_event_of_another_month_is_another_telling() -> None:
    claims = [make_claim("c1", EventType.SHOOTING), make_claim("c2", EventType.SHOOTING, when="2023-11-20")]
    assert [telling.claims for telling, _ in find_tellings(make_extraction("r", "Shots.", claims))] == [("c1",), ("c2",)]


def test_two_shellings_of_one_town_weeks_apart_are_two_events() -> None:
    claims = [make_claim("c1"), make_claim("c2", when="2024-03-25")]
    one, other = (make_extraction(name, f"Shells fell on Kherson. {tail}", [claim]) for name, tail, claim in zip("ab", TAILS, claims, strict=False))
    assert len(link_events([one, other]).events) == 2


@pytest.mark.parametrize("name", FEATURES)
def test_the_trees_take_features_in_the_order_of_the_table(name: str) -> None:
    assert open_forest().features[list(FEATURES).index(name)] == name


def test_more_alike_never_lowers_the_score() -> None:
    one, other = (make_sketch(extraction) for extraction in DESK[:2])
    row = list(compare_words(one, other))
    for at, name in enumerate(FEATURES):
        scores = [open_forest().score([*row[:at], value / 10, *row[at + 1 :]]) for value in range(30)]
        assert DIRECTIONS[name] == 0 or sorted(scores, reverse=DIRECTIONS[name] < 0) == scores


def test_average_link_asks_all_members_of_a_group() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.6}
    assert cluster("abc", scores, 0.5) == [["a", "b"], ["c"]]
    assert cluster("abc", scores, 0.3) == [["a", "b", "c"]]
    assert cluster("abc", scores, 0.3, apart=[("a", "c")]) == [["a", "b"], ["c"]]
    assert cluster("abc", {}, 0.5, together=[("a", "c")]) == [["a", "c"], ["b"]]


def test_a_report_without_claims_hangs_on_an_event_by_its_text() -> None:
    bare = make_extraction("bare", MARKET.format(tail="More is to follow."))
    event = next(event for event in link_events([*DESK, bare]).events if "market-0" in event.reports)
    assert "bare" in event.reports
    assert all(telling.claims == () for telling in event.tellings if telling.report_id == "bare")


def test_a_place_is_elsewhere_only_where_neither_holds_the_other() -> None:
    assert len(find_tellings(make_extraction("r", "x", [make_claim("c1", place=KHERSON), make_claim("c2", place=None, when=None)]))) == 1
