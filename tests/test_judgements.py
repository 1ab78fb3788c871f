"""Judgements: added, undone by new ones, never lost, and before the machine everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from made import make_item, read_made
from sqlalchemy import func, select

from onrecord.batch import Outcome
from onrecord.errors import UsageError
from onrecord.nouns import Claim, Count, EventType, Extraction
from onrecord.read.items import Item
from onrecord.record import provenance, reread
from onrecord.record.add import add_all
from onrecord.record.ask import Filters, find_claims
from onrecord.record.custody import EngineSource, check_shown
from onrecord.record.judge import Decision, correct, judge_claims, undo
from onrecord.record.judged import read_judged
from onrecord.record.judgement import Anchor, find_anchored
from onrecord.record.reread import reread_all
from onrecord.record.store import Record, open_record
from onrecord.record.tables import claim, claim_text, judgement, reading
from onrecord.record.verifier import check

STORY = "Shells hit the market of Aldport on Friday. Two people died, the mayor said. The mayor of Aldport blamed no one."
ADDRESS = "https://harbour.example/1"
ANA = Decision("Ana", "I looked")


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    add_all(made, [make_item(STORY, url=ADDRESS)], lambda _: None, processes=1, read=read_made)
    yield made
    made.close()


def ask(record: Record, **filters: Any) -> list[Any]:
    return find_claims(record, Filters(**filters))


def find(record: Record, words: str) -> Any:
    (found,) = ask(record, words=words)
    return found


def find_faults(record: Record) -> list[str]:
    with record.reading() as connection:
        return [*check(EngineSource(connection)), *check_shown(connection)]


def test_a_rejected_claim_is_in_no_answer_but_those_that_ask_for_it(record: Record) -> None:
    name = find(record, "died").claim.id
    judge_claims(record, "reject", [name[:8]], ANA)
    assert [each.claim.id for each in ask(record, words="died")] == []
    assert [each.claim.id for each in ask(record, rejected=True)] == [name]
    assert find_faults(record) == []


def test_the_last_verdict_counts_and_an_undone_one_does_not(record: Record) -> None:
    name = find(record, "died").claim.id
    judge_claims(record, "accept", [name], ANA)
    second = judge_claims(record, "reject", [name], Decision("Ivo", "no"))
    third = undo(record, second.id, ANA)
    assert find(record, "died").verdict == "accept"
    undo(record, third.id, ANA)
    assert ask(record, words="died") == []
    with record.reading() as connection:
        assert connection.execute(select(func.count()).select_from(judgement)).scalar_one() == 4


def test_what_is_undone_cannot_be_undone_again(record: Record) -> None:
    made = judge_claims(record, "accept", [find(record, "died").claim.id], ANA)
    undo(record, made.id, ANA)
    with pytest.raises(UsageError, match="undone already"):
        undo(record, made.id, ANA)
    assert find(record, "died").verdict is None


def test_a_corrected_field_outranks_what_was_read_and_the_old_value_is_kept(record: Record) -> None:
    found = find(record, "died")
    made = correct(record, found.claim.id, "toll.killed", "2", ANA)
    now = find(record, "died")
    assert (now.claim.toll.killed, now.is_corrected) == (Count(2, 2, 2), True)
    assert made.old == '{"low":1,"best":1,"high":1,"exact":"so many","start":null,"end":null}'
    with record.reading() as connection:
        machine = connection.execute(select(claim_text.c.machine).join(claim).where(claim.c.id == found.claim.id)).scalar_one()
    assert '"best":1' in machine
    undo(record, made.id, ANA)
    assert find(record, "died") == found
    assert find_faults(record) == []


def test_a_corrected_type_is_found_by_it(record: Record) -> None:
    name = find(record, "died").claim.id
    correct(record, name, "event_type", "bombing", ANA)
    assert [each.claim.id for each in ask(record, types=("bombing",))] == [name]
    assert find(record, "bombing").claim.id == name


CORRECTIONS = [
    ("toll.killed", "12-15", lambda c: c.toll.killed == Count(12, None, 15)),
    ("toll.killed", "15-", lambda c: c.toll.killed == Count(15, None, None)),
    ("toll.injured", "none", lambda c: c.toll.injured is None),
    ("when", "2024-09-12", lambda c: (c.when.earliest, c.when.latest) == ("2024-09-12", "2024-09-12")),
    ("when", "2024-09-01/2024-09-12", lambda c: (c.when.earliest, c.when.latest) == ("2024-09-01", "2024-09-12")),
    ("when", "null", lambda c: c.when is None),
    ("place", "49.07, 33.42", lambda c: (c.place.lat, c.place.lon, c.place.level) == (49.07, 33.42, "point")),
    ("place.country", "RU", lambda c: c.place.country == "RU"),
    ("weapons", "mortar, drone", lambda c: c.weapons == ("mortar", "drone")),
    ("stage", "planned", lambda c: c.stage == "planned"),
    ("verification.status", "verified", lambda c: c.verification.status == "verified"),
    ("responsibility.status", "denied", lambda c: c.responsibility.status == "denied"),
    ("actors", '[{"name": "the brigade", "kind": "armed_group"}]', lambda c: c.actors[0].name == "the brigade"),
]


@pytest.mark.parametrize(("field", "value", "holds"), CORRECTIONS)
def test_a_field_is_set_as_a_person_writes_it(record: Record, field: str, value: str, holds: Any) -> None:
    name = find(record, "died").claim.id
    if value != "none":
        correct(record, name, field, value, ANA)
        assert holds(find(record, "died").claim)
    else:
        with pytest.raises(UsageError, match="already"):
            correct(record, name, field, value, ANA)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("event_type", "picnic", "Invalid enum value 'picnic'"),
        ("toll.killed", "many", "Expected"),
        ("exact", "other words", "no field to correct"),
        ("place", "99, 200", "no such spot"),
        ("stage", "done", "Invalid enum value"),
    ],
)
def test_a_value_that_cannot_stand_there_says_why_and_changes_nothing(record: Record, field: str, value: str, said: str) -> None:
    before = find(record, "died")
    with pytest.raises(UsageError, match=said):
        correct(record, before.claim.id, field, value, ANA)
    assert find(record, "died") == before


@pytest.mark.parametrize(
    ("ids", "decision", "said"),
    [
        (["feedfeed"], ANA, "no such event, nor a claim"),
        (["ab"], ANA, "too short"),
        (["x"], Decision(" ", "why"), "too short"),
    ],
)
def test_a_judgement_of_nothing_says_so(record: Record, ids: list[str], decision: Decision, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        judge_claims(record, "accept", ids, decision)


@pytest.mark.parametrize(("decision", "said"), [(Decision(" ", "why"), "name of its reviewer"), (Decision("Ana", " "), "needs a reason")])
def test_a_judgement_needs_a_name_and_a_reason(record: Record, decision: Decision, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        judge_claims(record, "accept", [find(record, "died").claim.id], decision)


def read_otherwise(item: Item) -> Outcome:
    """A newer reader: claims have other ids, one has another type, and one is gone."""
    made = read_made(item).extraction
    assert made is not None
    claims = [renamed(told, EventType.BOMBING if "blamed" in told.exact else told.event_type) for told in made.claims if "Shells" not in told.exact]
    return Outcome(item.path, Extraction(made.report, tuple(claims)))


def renamed(told: Claim, event_type: EventType) -> Claim:
    return Claim(**{name: getattr(told, name) for name in told.__struct_fields__} | {"id": f"new-{told.id}"[:16], "event_type": event_type})


def test_judgements_stay_when_reports_are_read_again(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    died, blamed, shells = (find(record, word).claim.id for word in ("died", "blamed", "market"))
    correct(record, died, "toll.killed", "2", ANA)
    judge_claims(record, "accept", [died], ANA)
    judge_claims(record, "reject", [blamed], ANA)
    judge_claims(record, "reject", [shells], ANA)
    for module in (provenance, reread):
        monkeypatch.setattr(module, "describe_program", lambda: '{"version":"9"}')
    monkeypatch.setattr("onrecord.record.add.describe_program", lambda: '{"version":"9"}')
    told: list[Any] = []
    reread_all(record, told.append, processes=1, read=read_otherwise)
    assert [each.what for each in told] == ["reread"]
    found = find(record, "died")
    assert found.claim.id.startswith("new-")
    assert (found.verdict, found.claim.toll.killed, found.program) == ("accept", Count(2, 2, 2), '{"version":"9"}')
    assert [each.claim.event_type for each in ask(record, rejected=True)] == [EventType.BOMBING]
    states = {each.judgement.claims[0].exact[:6]: each.state for each in read_judged(record)}
    assert states == {"Two pe": "in force", "The ma": "in force", "Shells": "adrift"}
    assert find_faults(record) == []
    reread_all(record, told.append, processes=1, read=read_made)
    assert len(told) == 1


def test_a_judgement_adrift_is_in_force_again_when_its_claim_is_read_again(record: Record) -> None:
    shells = find(record, "market").claim.id
    judge_claims(record, "reject", [shells], ANA)
    reread_all(record, lambda _: None, everything=True, processes=1, read=read_otherwise)
    assert [each.state for each in read_judged(record)] == ["adrift"]
    reread_all(record, lambda _: None, everything=True, processes=1, read=read_made)
    assert [each.state for each in read_judged(record)] == ["in force"]
    assert ask(record, words="market") == []


def test_judgements_stay_with_a_report_whose_page_changes(record: Record) -> None:
    judge_claims(record, "reject", [find(record, "blamed").claim.id], ANA)
    changed = make_item(STORY.replace("Two", "Three"), url=ADDRESS)
    add_all(record, [changed], lambda _: None, processes=1, read=read_made)
    assert [each.report.id for each in ask(record, rejected=True)] == [changed.sha256]
    assert find_faults(record) == []


def test_older_readings_stay(record: Record) -> None:
    reread_all(record, lambda _: None, everything=True, processes=1, read=read_otherwise)
    with record.reading() as connection:
        assert connection.execute(select(func.count()).select_from(reading)).scalar_one() == 2
        assert connection.execute(select(func.count()).select_from(claim)).scalar_one() == 5
    assert len(ask(record)) == 2


def test_a_claim_that_shows_what_nobody_read_is_found(record: Record) -> None:
    with record.writing() as connection:
        connection.exec_driver_sql("UPDATE claim SET country = 'XX' WHERE number = 1")
    assert any("shows in country" in fault for fault in find_faults(record))


def test_an_anchor_finds_no_claim_rather_than_a_wrong_one() -> None:
    one, other = (
        Claim(name, words, 0, len(words), EventType.SHELLING) for name, words in (("a", "Shells fell on Corran"), ("b", "Shells fell on Dun"))
    )
    assert find_anchored(Anchor("x", "r", "Shells fell on Corran", "shelling"), [one, other]) is one
    assert find_anchored(Anchor("x", "r", "Shells fell on Corran on Friday", "shelling"), [one, other]) is one
    assert find_anchored(Anchor("x", "r", "Shells fell", "shelling"), [one, other]) is None
    assert find_anchored(Anchor("x", "r", "Rain fell", "shelling"), [one, other]) is None
