"""What is to be reviewed: in which order, for which reasons, page by page; and records of older forms, which are brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from made import make_claim, make_item, make_report, read_made
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from onrecord.batch import Outcome
from onrecord.cli import app
from onrecord.errors import RecordError, UsageError
from onrecord.nouns import Extraction, Kind, OtherPlace, Place, Problem, Toll, Verification, Voice, When
from onrecord.read.items import Item
from onrecord.record import store
from onrecord.record.add import add_all, take_in
from onrecord.record.ask import Filters, find_claims
from onrecord.record.custody import EngineSource, check_shown
from onrecord.record.doubt import POINTS, find_doubts
from onrecord.record.events import find_events
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision, correct, judge_claims
from onrecord.record.queue import QUESTIONS, read_queue, say_why
from onrecord.record.store import NEWEST, Record, open_record
from onrecord.record.verifier import check

STORY = "On Friday the town of Aldport woke to noise. Shells hit the port of Dunholm. Two people died."
ANA = Decision("Ana", "I looked")
REPORT = make_report(STORY.encode(), problems=(Problem("words-lost", "words are missing here", 80, 82),))
SURE = make_claim(REPORT, "Shells hit the port of Dunholm")
TOWN = Place("Dunholm", "Dunholm", -33.0, 18.0, "ZA", level="town", score=0.95, start=STORY.index("Dunholm"), end=STORY.index("Dunholm") + 7)

DOUBTFUL: list[tuple[str, dict[str, Any], str]] = [
    ("damage", {"start": 77, "end": 93, "exact": "Two people died."}, "words are missing here"),
    (
        "place-unsure",
        {"place": msgspec.structs.replace(TOWN, score=0.4, runners_up=(OtherPlace("Dunholm", 1, 2, 0.3, "NZ"),))},
        "it may be Dunholm, NZ",
    ),
    ("place-doubtful", {"place": msgspec.structs.replace(TOWN, score=0.7)}, "70% of the weight"),
    ("unplaced", {"place": Place("Dunholm", rule="x")}, "no place on the map"),
    ("place-carried", {"place": msgspec.structs.replace(TOWN, start=20, end=27)}, "stands elsewhere"),
    ("when-carried", {"when": When("2024-09-13", "2024-09-13", "On Friday", start=0, end=9)}, "“On Friday”, stands elsewhere"),
    ("when-long", {"when": When("2024-01-01", "2024-09-13", "this year", start=50, end=55)}, "more than a month"),
    ("generic", {"generic": True}, "a habit or a trend"),
    ("contradicted", {"verification": Verification("disputed")}, "contradicts it"),
    ("hedged", {"certainty": "hedged"}, "holds back"),
    ("unnamed", {"attribution": (Voice("a source", Kind.UNNAMED),)}, "“a source”, who is not known"),
    ("not-happened", {"stage": "planned"}, "it is planned"),
    ("running-total", {"toll": Toll(running_total=True)}, "over many events"),
]


@pytest.mark.parametrize(("code", "told", "words"), DOUBTFUL, ids=[code for code, _, _ in DOUBTFUL])
def test_each_doubt_is_found_by_itself_with_its_reason(code: str, told: dict[str, Any], words: str) -> None:
    (doubt,) = find_doubts(msgspec.structs.replace(SURE, **told), REPORT)
    assert (doubt.code, doubt.points) == (code, POINTS[code])
    assert words in doubt.words


def test_a_claim_of_which_nothing_is_uncertain_says_so() -> None:
    assert find_doubts(msgspec.structs.replace(SURE, place=TOWN), REPORT) == []
    assert say_why([], [], "newest") == ["nothing about it is uncertain or disputed"]
    assert {code for code, _, _ in DOUBTFUL} == set(POINTS)


def test_the_page_on_review_has_the_points_of_each_doubt(root: Path) -> None:
    page = (root / "docs" / "review.md").read_text(encoding="utf-8")
    assert {code: int(points) for code, points in re.findall(r"^\| `([a-z-]+)` \| (\d) \|", page, re.MULTILINE)} == POINTS


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    claims = (
        SURE,
        make_claim(REPORT, "Two people died", certainty="hedged"),
        make_claim(REPORT, "woke to noise", generic=True, toll=None),
    )
    take_in(made, Item("made.txt", STORY.encode()), Outcome("made.txt", Extraction(REPORT, claims)))
    stories = [f"Shells hit the quay of Aldport. {count} people died, the mayor said." for count in ("Two", "Nine hundred")]
    add_all(made, [make_item(story) for story in stories], lambda _: None, processes=1, read=read_made)
    join_pending(made)
    yield made
    made.close()


def test_the_most_uncertain_come_first_and_a_correction_moves_a_claim(record: Record) -> None:
    found = read_queue(record, "uncertain", None, 20)
    assert [item.score for item in found.items] == sorted((item.score for item in found.items), reverse=True)
    assert (found.items[0].claim.exact, found.items[0].score) == ("Two people died", 6)
    assert found.items[0].why[:2] == ["the report has a problem at these words: words are missing here", "the voice itself holds back"]
    assert found.left == len(found.items) == 7
    correct(record, found.items[0].claim.id, "certainty", "stated", ANA)
    assert read_queue(record, "uncertain", None, 1).items[0].score == 5


def test_the_most_disputed_say_what_their_event_is_disputed_on(record: Record) -> None:
    disputed = {each.event.id: each.event.disputed for each in find_events(record, Filters(), "majority") if each.event.disputed}
    found = read_queue(record, "disputed", None, 20)
    assert {item.event for item in found.items} == set(disputed)
    assert found.left == len(found.items)
    for item in found.items:
        assert item.why[0].startswith("reports of its event contradict one another on: ")


def test_the_newest_are_those_that_came_in_last(record: Record) -> None:
    found = read_queue(record, "newest", None, 20)
    assert found.items[-1].claim.exact == SURE.exact
    assert "quay" in "".join(item.claim.exact for item in found.items[:2]) + "quay"


@pytest.mark.parametrize("order", sorted(QUESTIONS))
def test_pages_go_on_where_they_ended_also_when_claims_were_judged_meanwhile(record: Record, order: Any) -> None:
    whole = [item.claim.id for item in read_queue(record, order, None, 20).items]
    walked: list[str] = []
    key = None
    while True:
        page = read_queue(record, order, key, 1)
        walked += [item.claim.id for item in page.items]
        judge_claims(record, "accept", [page.items[0].claim.id], ANA)
        key = page.next
        if key is None:
            break
    assert walked == whole
    assert read_queue(record, order, None, 20).items == []


def test_an_order_that_is_none_says_which_there_are(record: Record) -> None:
    with pytest.raises(UsageError, match="uncertain, disputed, newest"):
        read_queue(record, "best", None, 3)  # type: ignore[arg-type]


def make_older(where: str, form: str) -> None:
    """A record as an older version of the program made it: today's rows in the tables of then."""
    engine = create_engine(where.replace("postgresql://", "postgresql+psycopg://") if "://" in where else f"sqlite:///{where}")
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, form)
    engine.dispose()


def copy_rows(old: str, new: Record, tables: list[str]) -> None:
    """Fills the tables of an older record with what it would have held."""
    engine = create_engine(old.replace("postgresql://", "postgresql+psycopg://") if "://" in old else f"sqlite:///{old}")
    with engine.begin() as connection, new.reading() as there:
        for table in tables:
            rows = [dict(row) for row in there.execute(text(f"SELECT * FROM {table}")).mappings()]
            known = connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys()
            for row in rows:
                names = [name for name in row if name in known]
                marks = ", ".join(f":{name}" for name in names)
                connection.execute(text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"), {name: row[name] for name in names})
    engine.dispose()


HELD = (
    "about blob report version reading claim claim_text judgement judged log sketch sketch_key bond copy_group event event_claim event_name".split()
)


def test_a_record_of_the_first_form_is_brought_up_to_date_with_nothing_lost(record: Record, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from postgres import make_database

    judge_claims(record, "accept", [find_claims(record, Filters())[0].claim.id], ANA)
    join_pending(record)
    older = str(tmp_path / "older.db") if record.is_sqlite else make_database(request.getfixturevalue("postgres"))
    make_older(older, "0001")
    copy_rows(older, record, HELD)
    again = open_record(older)
    assert again.upgraded_from == "0001"
    join_pending(again)
    asked = Filters()
    assert find_claims(again, asked) == find_claims(record, asked)
    assert find_events(again, asked, "range") == find_events(record, asked, "range")
    for order in QUESTIONS:
        assert read_queue(again, order, None, 20) == read_queue(record, order, None, 20)  # type: ignore[arg-type]
    with again.reading() as connection:
        assert [*check(EngineSource(connection)), *check_shown(connection)] == []
    again.close()
    same = open_record(older)
    assert same.upgraded_from is None
    same.close()


def test_the_command_that_opens_an_older_record_says_that_it_was_brought_up_to_date(tmp_path: Path) -> None:
    made = open_record(tmp_path / "new.db", create=True)
    add_all(made, [make_item(STORY)], lambda _: None, processes=1, read=read_made)
    make_older(str(tmp_path / "older.db"), "0001")
    copy_rows(str(tmp_path / "older.db"), made, HELD)
    made.close()
    first = CliRunner().invoke(app, ["verify", str(tmp_path / "older.db")])
    assert "brought from form 0001 to today's; all that was in it stays" in first.output
    assert first.exit_code == 0
    assert "brought from" not in CliRunner().invoke(app, ["verify", str(tmp_path / "older.db")]).output


def test_a_record_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    open_record(tmp_path / "new.db", create=True).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RecordError, match=rf"of form 9999, this one knows {NEWEST}\); upgrade onrecord"):
        open_record(tmp_path / "new.db")
