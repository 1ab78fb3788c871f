"""Claims that people add, corrections with the words that bear them out, and notes: kept by their words through readings and versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import make_item, read_made
from typer.testing import CliRunner

from onrecord.batch import Outcome
from onrecord.cli import app
from onrecord.errors import UsageError
from onrecord.nouns import Count, EventType, Extraction, Kind, Span
from onrecord.read.items import Item
from onrecord.record.add import add_all
from onrecord.record.ask import Filters, FoundClaim, find_claims
from onrecord.record.compare import find_report
from onrecord.record.custody import EngineSource, check_shown
from onrecord.record.dump import dump_record, load_record
from onrecord.record.event_page import read_event_page
from onrecord.record.events import find_events
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision, correct, judge_claims, undo
from onrecord.record.judge_add import add_claim
from onrecord.record.judge_note import note
from onrecord.record.judged import list_judged, read_judged
from onrecord.record.quotes import find_quote, make_quote
from onrecord.record.report_page import read_report_page
from onrecord.record.reread import reread_all
from onrecord.record.sign import add_checkpoint, open_key
from onrecord.record.store import Record, open_record
from onrecord.record.verifier import check

STORY = (
    "Shells hit the market of Aldport on Friday. Two people died, the mayor said. "
    "Later, police took away three men near the quay, a dock worker said 🙂. Nobody else was seen."
)
ADDRESS = "https://harbour.example/1"
ANA = Decision("Ana", "I looked")
TOOK = "police took away three men near the quay"


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    add_all(made, [make_item(STORY, url=ADDRESS)], lambda _: None, processes=1, read=read_first)
    yield made
    made.close()


def read_first(item: Item) -> Outcome:
    """A reader that sees only the first line."""
    made = read_made(item).extraction
    assert made is not None
    return Outcome(
        item.path, Extraction(made.report, tuple(told for told in made.claims if "police" not in told.exact and "Nobody" not in told.exact))
    )


def at(text: str, words: str) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def told(text: str = STORY) -> dict[str, Any]:
    """The arrest, as a person adds it."""
    return {
        **at(text, TOOK),
        "event_type": "arrest",
        "actors": [{"kind": "police", **at(text, "police")}],
        "attribution": [{"kind": "witness", "cue": "said", **at(text, "a dock worker")}],
        "toll": {"detained": {"low": 3, "best": 3, "high": 3, **at(text, "three men")}},
        "when": "2024-09-13",
    }


def find(record: Record, words: str = "quay") -> FoundClaim:
    (found,) = find_claims(record, Filters(words=words))
    return found


def find_faults(record: Record) -> list[str]:
    with record.reading() as connection:
        return [*check(EngineSource(connection)), *check_shown(connection)]


def test_an_added_claim_is_found_joined_shown_and_vouched_for(record: Record) -> None:
    made = add_claim(record, ADDRESS, told(), ANA)
    found = find(record)
    assert (found.claim.exact, found.claim.event_type, found.added_by, found.program) == (TOOK, EventType.ARREST, "Ana", "")
    assert STORY[found.claim.start : found.claim.end] == TOOK
    assert (found.claim.actors[0].name, found.claim.actors[0].kind) == ("police", Kind.POLICE)
    assert found.claim.attribution[0].name == "a dock worker"
    assert found.claim.toll is not None
    assert found.claim.toll.detained == Count(3, 3, 3, "three men", *at(STORY, "three men").values())
    assert found.claim.when is not None
    assert found.claim.when.rule == "corrected by a reviewer"
    join_pending(record)
    (event,) = find_events(record, Filters(words="quay"), "majority")
    assert found.claim.id in event.event.claims
    assert [each.claim.id for each in find_claims(record, Filters(types=("arrest",)))] == [found.claim.id]
    page = read_report_page(record, ADDRESS)
    assert [each.added_by for each in page.claims if each.claim.id == found.claim.id] == ["Ana"]
    assert made.id in {each.id for each in page.judgements}
    assert find_faults(record) == []


def test_an_added_claim_is_judged_corrected_and_undone_as_any_other(record: Record) -> None:
    made = add_claim(record, ADDRESS, told(), ANA)
    name = find(record).claim.id
    correct(record, name, "toll.detained", "4", ANA)
    judge_claims(record, "accept", [name], ANA)
    found = find(record)
    assert found.claim.toll is not None
    assert found.claim.toll.detained is not None
    assert (found.claim.toll.detained.best, found.verdict, found.is_corrected) == (4, "accept", True)
    taken_back = undo(record, made.id, ANA)
    assert find_claims(record, Filters(words="quay")) == []
    assert find_faults(record) == []
    assert [each.claim.exact for each in read_report_page(record, ADDRESS).claims if each.added_by] == []
    undo(record, taken_back.id, ANA)
    assert find(record).claim == found.claim
    assert find_faults(record) == []


def test_an_added_claim_stays_when_the_report_is_read_again(record: Record) -> None:
    add_claim(record, ADDRESS, told(), ANA)
    before = find(record)
    reread_all(record, lambda _: None, everything=True, processes=1, read=read_first)
    assert find(record).claim == before.claim
    assert find_faults(record) == []


def test_in_a_new_version_it_stands_where_its_words_do_and_so_do_its_parts(record: Record) -> None:
    add_claim(record, ADDRESS, told(), ANA)
    name = find(record).claim.id
    changed = "The police chief spoke first.\nThree men ate. " + STORY.replace("near the quay", "near  the quay").replace("Two", "Three")
    add_all(record, [make_item(changed, url=ADDRESS)], lambda _: None, processes=1, read=read_first)
    found = find(record)
    assert (found.claim.id, found.claim.exact) == (name, "police took away three men near  the quay")
    for part in (*found.claim.actors, *found.claim.attribution):
        assert changed[part.start : part.end] == part.name
    assert found.claim.actors[0].start == changed.index("police took")
    assert find_faults(record) == []


def test_a_claim_whose_words_are_gone_is_adrift_and_comes_back_with_them(record: Record) -> None:
    made = add_claim(record, ADDRESS, told(), ANA)
    note(record, find(record).claim.id, "who were they?", "Ivo")
    add_all(
        record, [make_item(STORY.replace("police took away three men", "nobody was held"), url=ADDRESS)], lambda _: None, processes=1, read=read_first
    )
    assert find_claims(record, Filters(types=("arrest",))) == []
    assert {each.judgement.verb: each.state for each in read_judged(record)} == {"add": "adrift", "note": "adrift"}
    assert find_faults(record) == []
    add_all(record, [make_item(STORY + " More.", url=ADDRESS)], lambda _: None, processes=1, read=read_first)
    assert find(record).claim.exact == TOOK
    assert [each.state for each in list_judged(record, None, 9, find(record).claim.id)] == ["in force", "in force"]
    assert [each.judgement.id for each in list_judged(record, None, 9)][-1] == made.id


def test_a_judgement_of_a_read_claim_never_falls_on_an_added_one(record: Record) -> None:
    reject = judge_claims(record, "reject", [find(record, "died").claim.id], ANA)
    span = at(STORY, "Two people died, the mayor said")
    add_claim(record, ADDRESS, {**span, "event_type": "killing"}, ANA)

    def read_nothing(item: Item) -> Outcome:
        made = read_made(item).extraction
        assert made is not None
        return Outcome(item.path, Extraction(made.report, ()))

    reread_all(record, lambda _: None, everything=True, processes=1, read=read_nothing)
    assert find(record, "died").verdict is None
    assert {each.judgement.id: each.state for each in read_judged(record)}[reject.id] == "adrift"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": 5, "end": 5, "event_type": "arrest"}, "no stretch"),
        ({"start": 0, "end": 99999, "event_type": "arrest"}, "no stretch"),
        ({**at(STORY, TOOK), "event_type": "picnic"}, "is no event type"),
        ({**at(STORY, TOOK), "event_type": "arrest", "mood": "bad"}, "is no field of a claim"),
        ({**at(STORY, TOOK), "event_type": "arrest", "actors": [{"name": "army", "kind": "military", **at(STORY, "police")}]}, "'police' from"),
        ({**at(STORY, TOOK), "event_type": "arrest", "toll": {"killed": {"low": 1, "start": 3, "end": 2}}}, "is no stretch"),
        ({**at(STORY, TOOK), "event_type": "arrest", "when": "Tuesday"}, "when"),
        ({**at(STORY, TOOK), "event_type": "arrest", "media": [3]}, "has 0 pictures"),
        ({**at(STORY, TOOK), "event_type": "arrest", "weapons": ["a\x00b"]}, "no text has"),
        ({**at(STORY, TOOK), "event_type": "arrest", "toll": {"killed": {"low": 10**12}}}, "no such number of people"),
        ({"start": True, "end": 5, "event_type": "arrest"}, "needs its words"),
        ({**at(STORY, TOOK), "event_type": "arrest", "when": {"earliest": "x", "latest": "y", "exact": ""}}, "write days as"),
        ({**at(STORY, TOOK), "event_type": "arrest", "place": {"toponym": "quay", "lat": 91.0, "lon": 0.0}}, "no such spot"),
        ({"exact": "the", "event_type": "arrest"}, "places of the report"),
        ({"exact": "a word it lacks", "event_type": "arrest"}, "do not stand"),
        ({"event_type": "arrest"}, "needs its words"),
        ({**at(STORY, "Shells hit the market of Aldport on Friday"), "event_type": "shelling"}, "tells this already"),
    ],
)
def test_what_cannot_be_added_says_why_and_leaves_nothing(record: Record, given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        add_claim(record, ADDRESS, given, ANA)
    assert read_judged(record) == []
    assert len(find_claims(record, Filters())) == 2


def select(words: str) -> Span:
    return Span(**at(STORY, words))


POINTED = [
    ("toll.killed", "2", "Two people", lambda c: (c.toll.killed.best, c.toll.killed.exact, c.toll.killed.start) == (2, "Two people", 44)),
    ("when", "2024-09-13", "Friday", lambda c: (c.when.earliest, c.when.exact, c.when.start) == ("2024-09-13", "Friday", STORY.index("Friday"))),
    (
        "place",
        "49.07, 33.42",
        "the quay",
        lambda c: (c.place.lat, c.place.toponym, STORY[c.place.start : c.place.end]) == (49.07, "the quay", "the quay"),
    ),
    ("place", "", "the quay", lambda c: (c.place.lat, c.place.toponym) == (None, "the quay")),
    ("place.country", "MD", "market", lambda c: c.place.country == "MD" and c.place.toponym != "market"),
    (
        "actors",
        "police",
        "police",
        lambda c: (c.actors[0].name, c.actors[0].kind, c.actors[0].start) == ("police", Kind.POLICE, STORY.index("police")),
    ),
    ("attribution", "witness", "a dock worker", lambda c: (c.attribution[0].name, c.attribution[0].kind) == ("a dock worker", Kind.WITNESS)),
    ("verification.status", "unverified", "Nobody else was seen", lambda c: c.verification.exact == "Nobody else was seen"),
    ("weapons", "", "Shells", lambda c: c.weapons == ("Shells",)),
    ("stage", "attempted", "Later", lambda c: c.stage == "attempted"),
]


@pytest.mark.parametrize(("field", "value", "words", "holds"), POINTED)
def test_a_correction_points_to_the_words_that_bear_it_out(record: Record, field: str, value: str, words: str, holds: Any) -> None:
    made = correct(record, find(record, "died").claim.id, field, value, ANA, select(words))
    assert holds(find(record, "died").claim)
    assert made.quote is not None
    assert made.quote.exact == words
    assert find_faults(record) == []
    add_all(record, [make_item(f"Rain fell.\n{STORY}", url=ADDRESS)], lambda _: None, processes=1, read=read_first)
    moved = find(record, "died").claim
    for part in (*moved.actors, *moved.attribution):
        assert part.start is None or f"Rain fell.\n{STORY}"[part.start : part.end] == part.name
    assert find_faults(record) == []


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them() -> None:
    text = "One man fell. He rose. One man fell. She left."
    quote = make_quote(text, 23, 36)
    assert quote.exact == "One man fell."
    assert find_quote(f"New. {text}", quote) == Span(28, 41)
    assert find_quote("One man fell. One man fell.", make_quote("One man fell.", 0, 13)) is None
    assert find_quote("one MAN – fell!", quote) == Span(0, 14)
    assert find_quote("No man fell.", quote) is None


def test_notes_stand_on_claims_events_and_reports_and_change_nothing(record: Record) -> None:
    join_pending(record)
    found = find(record, "died")
    assert found.event is not None
    with record.reading() as connection:
        report = find_report(connection, ADDRESS)
    made = [note(record, name, f"mind {name}", "Ivo") for name in (found.claim.id, found.event, report)]
    assert [each.on for each in made] == ["claim", "event", "report"]
    assert find(record, "died") == found
    assert {each.id for each in made} == {each.id for each in read_event_page(record, found.event, "majority").judgements}
    assert made[2].id in {each.id for each in read_report_page(record, report).judgements}
    undo(record, made[0].id, ANA)
    assert [each.state for each in read_judged(record)][:3] == ["undone", "in force", "in force"]
    with pytest.raises(UsageError, match="needs words"):
        note(record, report, " ", "Ivo")
    with pytest.raises(UsageError, match="no such claim, event or report"):
        note(record, "feedfeed", "x", "Ivo")
    assert find_faults(record) == []


def test_what_was_put_in_as_added_by_nobody_is_found(record: Record) -> None:
    add_claim(record, ADDRESS, told(), ANA)
    with record.writing() as connection:
        connection.exec_driver_sql("UPDATE claim_text SET machine = replace(machine, 'arrest', 'killing') WHERE added_by IS NOT NULL")
    assert any("is not what judgement" in fault for fault in find_faults(record))
    with record.writing() as connection:
        connection.exec_driver_sql("UPDATE claim_text SET added_by = 'nobody' WHERE added_by IS NOT NULL")
    assert any("there is none such" in fault for fault in find_faults(record))


def test_a_record_with_added_claims_is_dumped_checked_by_the_script_and_loaded(record: Record, tmp_path: Path) -> None:
    from onrecord.record.verifier import FolderSource

    add_claim(record, ADDRESS, told(), ANA)
    add_checkpoint(record, open_key())
    dump_record(record, tmp_path / "dump")
    assert list(check(FolderSource(tmp_path / "dump"))) == []
    again = open_record(tmp_path / "again.db", create=True, begin=False)
    load_record(again, tmp_path / "dump")
    join_pending(again)
    assert find(again).claim == find(record).claim
    assert find_faults(again) == []
    again.close()


def test_the_commands_add_note_and_correct_by_words(tmp_path: Path) -> None:
    made = open_record(tmp_path / "desk.db", create=True)
    add_all(made, [make_item(STORY, url=ADDRESS)], lambda _: None, processes=1, read=read_first)
    name = find(made, "died").claim.id
    made.close()
    run, where = CliRunner().invoke, ["--in", str(tmp_path / "desk.db"), "--by", "Ana"]
    because = ["--because", "I looked"]
    added = run(app, ["judge", "add", ADDRESS, TOOK, "--type", "arrest", "--set", "toll.detained=3", "--set", "stage=attempted", *where, *because])
    assert added.exit_code == 0, added.output
    assert run(app, ["judge", "correct", name, "toll.killed", "2", "--words", "Two people", *where, *because]).exit_code == 0
    assert run(app, ["judge", "note", name, "so few?", *where]).exit_code == 0
    lines = run(app, ["claims", "--format", "jsonl", "--in", str(tmp_path / "desk.db")]).stdout.splitlines()
    claims = [json.loads(line) for line in lines]
    assert {each["claim"]["toll"]["detained"]["best"] for each in claims if each["added_by"]} == {3}
    assert {each["claim"]["toll"]["killed"]["exact"] for each in claims if each["claim"]["id"] == name} == {"Two people"}
    listed = run(app, ["judge", "list", "--in", str(tmp_path / "desk.db")]).stdout
    assert [line.split("  ")[3].split()[0] for line in listed.splitlines()] == ["add", "correct", "note"]
    wrong = run(app, ["judge", "add", ADDRESS, TOOK, "--type", "arrest", "--set", "stage", *where, *because])
    assert wrong.exit_code == 2
