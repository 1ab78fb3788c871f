"""Events of the record: joined as reports come, in any order with the same result; people's word outranks the machine's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import plain_merge
import pytest
from made import make_claim, make_report
from sqlalchemy import func, select

from onrecord.batch import Outcome
from onrecord.errors import UsageError
from onrecord.nouns import Count, EventType, Extraction, Kind, Place, Toll, Voice, When
from onrecord.read.items import Item
from onrecord.record import events as asking
from onrecord.record.add import take_in
from onrecord.record.ask import Filters, Spot
from onrecord.record.events import count_pending, find_events, read_event
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision, correct, judge_claims, merge_events, split_event, undo
from onrecord.record.store import Record, open_record
from onrecord.record.tables import event, event_claim, event_name, touched

ANA = Decision("Ana", "I looked")


@pytest.fixture(autouse=True)
def merged_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("joining", "events", "event_rows"):
        monkeypatch.setattr(f"onrecord.record.{module}.merge", plain_merge)


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    yield made
    made.close()


def tell(record: Record, number: int, *told: tuple[str, int], url: str | None = None, day: str = "2024-09-13") -> Extraction:
    """Adds a report that tells of shellings of towns with so many dead."""
    words = [f"Shells fell on {town} and {dead} people died" for town, dead in told] or ["Nothing happened"]
    raw = f"Report {number}. {'. '.join(words)}.".encode()
    report = make_report(raw, f"{number}.txt", outlet=f"Outlet {number}", published=f"2024-09-{13 + number % 10}", url=url)
    claims = tuple(make_told(report, sentence, town, dead, day) for sentence, (town, dead) in zip(words, told, strict=False))
    extraction = Extraction(report, claims)
    take_in(record, Item(f"{number}.txt", raw, url=url), Outcome(f"{number}.txt", extraction))
    return extraction


def make_told(report: Any, sentence: str, town: str, dead: int, day: str) -> Any:
    return make_claim(
        report,
        sentence,
        event_type=EventType.SHELLING,
        attribution=(Voice(f"mayor of {report.outlet}", Kind.GOVERNMENT, cue="said"),),
        place=Place(town, town, 50.0, 30.0 + len(town), "UA", level="town"),
        when=When(day, day, "that day"),
        toll=Toll(killed=Count(dead, dead, dead, str(dead))),
    )


def tellings(record: Record) -> set[frozenset[str]]:
    """The events as sets of claims."""
    with record.reading() as connection:
        found: dict[str, set[str]] = {}
        for row in connection.execute(select(event_claim.c.event_id, event_claim.c.claim_id)):
            found.setdefault(row.event_id, set()).add(row.claim_id)
    return {frozenset(claims) for claims in found.values()}


def names(*extractions: Extraction, at: int = 0) -> frozenset[str]:
    return frozenset(each.claims[at].id for each in extractions)


def test_reports_of_one_event_are_one_event(record: Record) -> None:
    a, b, c = tell(record, 1, ("Aldport", 2)), tell(record, 2, ("Aldport", 3)), tell(record, 3, ("Corran", 1))
    assert count_pending(record) == 3
    assert join_pending(record) == 3
    assert tellings(record) == {names(a, b), names(c)}
    assert count_pending(record) == 0
    first, second = find_events(record, Filters(), "majority")
    assert {len(first.event.reports), len(second.event.reports)} == {1, 2}


def test_events_do_not_depend_on_the_order_or_the_runs_in_which_reports_come(tmp_path: Any) -> None:
    towns = ["Aldport", "Corran", "Dun"]
    told = [(number, (towns[number % 3], number), (towns[number % 2], 5)) for number in range(12)]
    results = []
    for seed in range(3):
        order = random.Random(seed).sample(told, len(told))
        record = open_record(tmp_path / f"{seed}.db", create=True)
        for at, (number, *claims) in enumerate(order):
            tell(record, number, *claims)
            if at % (seed + 2) == 0:
                join_pending(record)
        join_pending(record)
        with record.reading() as connection:
            results.append((tellings(record), sorted(connection.execute(select(event.c.id, event.c.body, event.c.voices)).all())))
        record.close()
    assert results[0] == results[1] == results[2]


def test_a_new_report_groups_anew_what_it_touches_and_no_more(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        tell(record, number, ("Aldport" if number % 2 else "Corran", number))
    join_pending(record)
    seen: list[int] = []
    whole = plain_merge.group
    monkeypatch.setattr(plain_merge, "group", lambda sketches, *more: (seen.append(len(list(sketches))), whole(sketches, *more))[1])
    tell(record, 9, ("Dun", 1))
    join_pending(record)
    assert seen == [1]
    tell(record, 10, ("Aldport", 1))
    join_pending(record)
    assert seen == [1, 3]


def test_an_interrupted_joining_goes_on(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = tell(record, 1, ("Aldport", 2)), tell(record, 2, ("Aldport", 3))

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(plain_merge, "group", fail)
        with pytest.raises(KeyboardInterrupt):
            join_pending(record)
    join_pending(record)
    assert tellings(record) == {names(a, b)}
    with record.reading() as connection:
        assert connection.execute(select(func.count()).select_from(touched)).scalar_one() == 0


def test_a_new_version_takes_the_place_of_the_old_one_in_its_events(record: Record) -> None:
    a, b = tell(record, 1, ("Aldport", 2), url="https://a.example/1"), tell(record, 2, ("Aldport", 3))
    join_pending(record)
    name = next(iter(find_events(record, Filters(), "majority"))).event.id
    changed = tell(record, 3, ("Corran", 2), url="https://a.example/1")
    join_pending(record)
    assert tellings(record) == {names(b), names(changed)}
    assert a.claims[0].id not in {claim for claims in tellings(record) for claim in claims}
    assert read_event(record, name, "majority").event.claims  # the old name still leads somewhere


def test_an_event_is_found_by_every_name_that_it_had(record: Record) -> None:
    late = tell(record, 5, ("Aldport", 2))
    join_pending(record)
    old = f"e{late.claims[0].id}"
    assert read_event(record, old, "majority").event.id == old
    tell(record, 1, ("Aldport", 3))
    join_pending(record)
    found = read_event(record, old, "majority").event
    assert found.id != old
    assert read_event(record, late.claims[0].id, "majority").event == found


def test_a_rejected_claim_leaves_its_event_and_comes_back_when_that_is_undone(record: Record) -> None:
    a, b = tell(record, 1, ("Aldport", 2)), tell(record, 2, ("Aldport", 3))
    join_pending(record)
    made = judge_claims(record, "reject", [a.claims[0].id], ANA)
    join_pending(record)
    assert tellings(record) == {names(b)}
    undo(record, made.id, ANA)
    join_pending(record)
    assert tellings(record) == {names(a, b)}


def test_a_corrected_place_moves_a_claim_to_where_it_belongs(record: Record) -> None:
    a, b = tell(record, 1, ("Aldport", 2)), tell(record, 2, ("Corran", 3))
    correct(record, b.claims[0].id, "place.name", "Aldport", ANA)
    join_pending(record)
    assert tellings(record) == {names(a, b)}


def test_events_that_a_reviewer_merges_stay_merged(record: Record) -> None:
    a, b = tell(record, 1, ("Aldport", 2)), tell(record, 2, ("Corran", 3))
    join_pending(record)
    made = merge_events(record, a.claims[0].id, b.claims[0].id, ANA)
    join_pending(record)
    assert tellings(record) == {names(a, b)}
    with pytest.raises(UsageError, match="one event already"):
        merge_events(record, a.claims[0].id, b.claims[0].id, ANA)
    c = tell(record, 3, ("Corran", 3))
    join_pending(record)
    assert tellings(record) == {names(a, b, c)}
    undo(record, made.id, ANA)
    join_pending(record)
    assert tellings(record) == {names(a), names(b, c)}


def test_claims_that_a_reviewer_splits_off_stay_apart(record: Record) -> None:
    a, b, c = (tell(record, number, ("Aldport", number)) for number in (1, 2, 3))
    join_pending(record)
    split_event(record, a.claims[0].id, [c.claims[0].id], ANA)
    join_pending(record)
    assert tellings(record) == {names(a, b), names(c)}
    with pytest.raises(UsageError, match="all of its claims"):
        split_event(record, a.claims[0].id, [a.claims[0].id, b.claims[0].id], ANA)
    with pytest.raises(UsageError, match="not in event"):
        split_event(record, a.claims[0].id, [c.claims[0].id], ANA)


def test_the_rule_picks_what_is_shown_and_is_named(record: Record) -> None:
    tell(record, 1, ("Aldport", 2))
    tell(record, 2, ("Aldport", 7))
    join_pending(record)
    shown = {}
    for rule in ("lowest", "majority"):
        (found,) = find_events(record, Filters(), rule)
        shown[rule] = next(field.shown for field in found.event.fields if field.name == "killed")
        assert found.event.fusion == rule
    assert shown == {"lowest": "2", "majority": "7"}
    with pytest.raises(UsageError, match="no fusion rule"):
        asking.check_fusion("highest")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(words="aldport"), 1),
        (Filters(words="nowhere"), 0),
        (Filters(voices=2), 1),
        (Filters(voices=3), 0),
        (Filters(near=Spot(50.0, 37.0, 10)), 1),
        (Filters(near=Spot(50.0, 37.0, 200)), 2),
        (Filters(since="2024-09-20"), 1),
        (Filters(until="2024-09-19"), 1),
        (Filters(types=("shelling",)), 2),
        (Filters(types=("riot",)), 0),
        (Filters(voice="outlet 2"), 1),
        (Filters(kind="government", country="ua"), 2),
        (Filters(kind="witness"), 0),
        (Filters(stage="planned"), 0),
        (Filters(verification="unstated"), 2),
    ],
)
def test_events_are_asked_for_by_what_is_told_of_them(record: Record, filters: Filters, found: int) -> None:
    tell(record, 1, ("Aldport", 2))
    tell(record, 2, ("Aldport", 7))
    tell(record, 3, ("Corran", 7), day="2024-09-21")
    join_pending(record)
    assert len(find_events(record, filters, "majority")) == found


def test_a_limit_counts_events_within_the_circle(record: Record) -> None:
    for number in range(4):
        tell(record, number, ("Aldport" if number % 2 else "Corran", number), day=f"2024-09-1{number}")
    join_pending(record)
    assert len(find_events(record, Filters(near=Spot(50.0, 37.0, 10)), "majority", limit=1)) == 1


def test_a_report_without_claims_is_in_no_event(record: Record) -> None:
    tell(record, 1)
    join_pending(record)
    with record.reading() as connection:
        assert connection.execute(select(func.count()).select_from(event_name)).scalar_one() == 0
    assert find_events(record, Filters(), "majority") == []
