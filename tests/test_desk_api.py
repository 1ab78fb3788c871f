"""What the desk's API answers, on either engine; and that nothing that its own description allows makes it fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from desk_server import PAGES, Browser, at_desk, fill, make_desk, serve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from made import make_item, read_made
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from onrecord.desk.desk import Desk
from onrecord.record.add import add_all
from onrecord.record.ask import Filters
from onrecord.record.event_list import list_events
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision, judge_claims
from onrecord.record.tables import log

HOSTILE = (
    "Shells hit <script>alert(1)</script> the port of Aldport & its \u202emarket. "
    'The mayor\'s <img src=x onerror=alert(1)> count was "two". 🕯 Ракета влучила в порт. قصف الميناء'
)


@pytest.fixture
def desk(where: str, tmp_path: Path) -> Desk:
    """A desk on either engine."""
    return make_desk(fill(where), tmp_path / "static")


@pytest.fixture
def browser(desk: Desk) -> Iterator[Browser]:
    with at_desk(desk) as browser:
        yield browser


def add_more(desk: Desk, *pages: str, first: int = 100) -> None:
    items = [make_item(words, f"{number}.txt", url=f"https://o{number}.example/{number}") for number, words in enumerate(pages, first)]
    add_all(desk.record, items, lambda added: None, processes=1, read=read_made)
    join_pending(desk.record)


def walk(browser: Browser, path: str, limit: int) -> list[Any]:
    """The items of all pages."""
    items: list[Any] = []
    cursor = ""
    while True:
        page = browser.get(f"{path}{'&' if '?' in path else '?'}limit={limit}{f'&cursor={cursor}' if cursor else ''}").json
        assert len(page["items"]) <= limit
        items += page["items"]
        if page["next"] is None:
            return items
        assert page["items"], "a page that goes on is not empty"
        cursor = page["next"]


def test_the_columns_say_what_the_rows_say(browser: Browser) -> None:
    columns, rows = browser.get("/api/index").json, walk(browser, "/api/events", 50)
    assert columns["count"] == len(rows) > 3
    for at, row in enumerate(rows):
        assert {name: columns[name][at] for name in row if name not in {"type", "stage", "verification"}} == {
            name: value for name, value in row.items() if name not in {"type", "stage", "verification"}
        }
        assert columns["types"][columns["type"][at]] == row["type"]
        assert columns["stages"][columns["stage"][at]] == row["stage"]
        assert columns["verifications"][columns["verification"][at]] == row["verification"]


def test_the_columns_are_sent_again_only_when_the_record_has_changed(browser: Browser, desk: Desk) -> None:
    first = browser.get("/api/index")
    assert browser.get("/api/index", If_None_Match=first.headers["etag"]).status == 304
    event = first.json["id"][0]
    judge_claims(desk.record, "reject", [event], Decision("vera", "told of another day"))
    join_pending(desk.record)
    again = browser.get("/api/index", If_None_Match=first.headers["etag"])
    assert again.status == 200
    assert event not in again.json["id"]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_give_every_event_once_in_order(browser: Browser, desk: Desk, limit: int) -> None:
    rows = walk(browser, "/api/events", limit)
    assert rows == walk(browser, "/api/events", 200)
    assert [(row["day"], row["id"]) for row in rows] == sorted(
        ((row["day"], row["id"]) for row in rows), key=lambda each: (-int(each[0].replace("-", "")), each[1])
    )
    assert len({row["id"] for row in rows}) == len(list_events(desk.record, Filters(), None, 1000))


def test_what_comes_meanwhile_moves_no_page(browser: Browser, desk: Desk) -> None:
    first = browser.get("/api/reports?limit=2").json
    add_more(desk, "A mine sank a boat off Brinmouth. Two fishers drowned")
    second = browser.get(f"/api/reports?limit=50&cursor={first['next']}").json
    names = [each["id"] for each in (*first["items"], *second["items"])]
    assert len(names) == len(set(names))
    assert len(names) >= len(PAGES)


def test_events_are_found_by_words_place_days_voice_and_kind(browser: Browser) -> None:
    def ids(asked: str) -> set[str]:
        return {row["id"] for row in walk(browser, f"/api/events?{asked}", 50)}

    every = ids("")
    assert set() < ids("words=villagers") < every
    assert ids("words=villagers") == set(browser.get("/api/match?words=villagers").json["ids"])
    assert ids("voice=mayor") == set(browser.get("/api/match?voice=mayor").json["ids"]) != set()
    assert ids("kind=government") == set(browser.get("/api/match?kind=government").json["ids"])
    assert ids("country=ua") == every
    assert ids("country=FR") == set()
    assert ids("type=shelling&type=bombing") == every
    assert ids("type=bombing") == set()
    assert ids("since=2024-09-14") == set()
    assert ids("until=2024-09-13") == every
    assert ids("disputed=true") | ids("disputed=false") == every
    assert not ids("disputed=true") & ids("disputed=false")
    assert ids("near=50,30&km=20") < every
    assert ids("near=0,-100&km=20") == set()


def test_an_event_comes_with_its_claims_reports_and_reasons(browser: Browser) -> None:
    row = max(walk(browser, "/api/events", 50), key=lambda each: each["reports"])
    page = browser.get(f"/api/events/{row['id']}").json
    assert page["event"]["id"] == row["id"]
    assert set(page["claims"]) == set(page["event"]["claims"])
    assert [report["id"] for report in page["event"]["reports"]] == list(page["reports"])
    assert page["explanation"][0].startswith(f"Event {row['id']}")
    for told in page["claims"].values():
        assert told["report"] in page["reports"]
    claim = next(iter(page["claims"]))
    assert browser.get(f"/api/events/{claim}").json["event"]["id"] == row["id"]
    assert browser.get(f"/api/events/{row['id'][:8]}?rule=range").json["event"]["fusion"] == "range"


def test_a_reports_spans_count_code_points(browser: Browser, desk: Desk) -> None:
    add_more(desk, HOSTILE)
    row = next(each for each in walk(browser, "/api/reports", 50) if each["url"] == "https://o100.example/100")
    page = browser.get(f"/api/reports/{row['id']}").json
    assert page["report"]["text"] == HOSTILE
    assert page["claims"]
    for told in page["claims"]:
        claim = told["claim"]
        assert page["report"]["text"][claim["start"] : claim["end"]] == claim["exact"]


def test_versions_of_a_report_are_compared(browser: Browser, desk: Desk) -> None:
    add_more(desk, "Shells hit the port of Aldport. Nine people died", first=0)
    row = next(each for each in walk(browser, "/api/reports", 50) if each["versions"] == 2)
    page = browser.get(f"/api/reports/{row['id']}").json
    assert (page["version"], [each["is_current"] for each in page["versions"]]) == (2, [False, True])
    assert browser.get(f"/api/reports/{row['id']}?version=1").json["report"]["text"] == PAGES[0]
    changes = browser.get(f"/api/reports/{row['id']}/changes?from=1&to=2").json
    assert {line["kind"] for line in changes["lines"]} == {"added", "removed"}
    assert [claim["exact"] for claim in changes["claims"]["gained"]] == ["Nine people died"]
    assert len(changes["claims"]["lost"]) == 2


def test_reports_are_listed_by_words_outlet_and_problem(browser: Browser) -> None:
    assert len(walk(browser, "/api/reports?words=villagers", 50)) == 1
    assert len(walk(browser, "/api/reports?words=o1.example", 50)) == 1
    assert len(walk(browser, "/api/reports?outlet=harbour", 50)) == len(PAGES)
    assert walk(browser, "/api/reports?outlet=100%25", 50) == []
    assert walk(browser, "/api/reports?problem=mojibake", 50) == []


def test_anything_is_found_by_the_beginnings_of_its_words(browser: Browser) -> None:
    found = browser.get("/api/find?q=Shel%20por").json
    assert found["events"]
    assert all("port" in event["title"].lower() for event in found["events"])
    event = found["events"][0]["id"]
    assert browser.get(f"/api/find?q={event[:8]}").json["events"][0]["id"] == event
    assert browser.get("/api/find?q=Kharkiv").json["places"][0]["country"] == "UA"
    assert browser.get("/api/find?q=%20").json == {"events": [], "reports": [], "places": []}


def test_every_code_has_its_meaning(browser: Browser) -> None:
    meanings = browser.get("/api/meanings").json
    assert "shelling" in meanings["event_type"]
    assert {"happened", "attempted"} <= set(meanings["stage"])
    assert {"witness"} <= set(meanings["kind"])
    assert {"unstated", "disputed"} <= set(meanings["verification"])
    assert {"mojibake"} <= set(meanings["problem"])


def test_a_dossier_is_one_file_of_escaped_words_and_its_taking_is_in_the_log(browser: Browser, desk: Desk) -> None:
    add_more(desk, HOSTILE)
    event = next(row["id"] for row in walk(browser, "/api/events?words=alert", 50))
    answer = browser.get(f"/api/events/{event}/export")
    assert answer.headers["content-disposition"] == f'attachment; filename="event-{event}.html"'
    page = answer.body.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "‹U+202E›" in page
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/=]+'", page)
    assert not [tag for tag in re.findall(r"<[^>]*>", page) if re.search(r"\s(?:src|srcset|style|on\w+|xlink:href)=", tag)]
    assert not re.search(r"url\((?!#)|@import", page)
    assert set(re.findall(r'href="([^"]*)"', page)) >= {"https://o100.example/100"}
    assert all(way.startswith(("#claim-", "https://")) for way in re.findall(r'href="([^"]*)"', page))
    assert {way[1:] for way in re.findall(r'href="(#[^"]*)"', page)} <= set(re.findall(r'id="([^"]*)"', page))
    assert "<svg" in page
    assert "The places of the map" in page
    with desk.record.reading() as connection:
        entry = connection.execute(log.select().order_by(log.c.seq.desc())).first()
    assert entry is not None
    assert '"format":"html"' in entry.entry


def test_what_is_withheld_is_in_no_dossier(browser: Browser, desk: Desk) -> None:
    from onrecord.record.judge_withhold import withhold_name

    add_more(desk, "Shells hit the port of Aldport. Vera Orlova was among the dead. Mrs Orlova kept the lighthouse")
    withhold_name(desk.record, "Vera Orlova", Decision("vera", "her family asked"))
    event = next(row["id"] for row in walk(browser, "/api/events?words=orlova", 50))
    page = browser.get(f"/api/events/{event}/export").body.decode()
    assert "Orlova" not in page
    assert "[name withheld]" in page
    assert "1 decision applied" in page
    assert "Orlova" in browser.get(f"/api/events/{event}/export?withhold=false").body.decode()


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A desk that is asked whatever its description allows."""
    folder = tmp_path_factory.mktemp("described")
    desk = make_desk(fill(str(folder / "desk.db")), folder / "static")
    assert desk.token is not None
    token = desk.token.token
    with serve(desk) as port:
        browser = Browser(port)
        browser.come_in(token)
        yield browser


ENDS = ("/api/logout", "/api/login")  # what would end the session that asks, or count wrong words to sign in by
EXAMPLES = settings(max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["what is allowed", "what is not"])
def test_nothing_that_is_asked_makes_the_desk_fail(described: Browser, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(described.get("/api/schema/openapi.json").json)
    own = {"Cookie": described.cookie, "X-Onrecord-CSRF": described.csrf}
    asked: set[str] = set()
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.path in ENDS:
            continue

        @EXAMPLES
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            answer = case.call(base_url=f"http://127.0.0.1:{described.port}", headers=own, timeout=20)
            asked.add(case.operation.path)
            assert answer.status_code < 500, f"{case.method} {case.formatted_path} answers {answer.status_code}: {answer.text[:300]}"
            assert answer.status_code != 401, "the session is as good as before"
            if answer.status_code >= 400:
                assert set(answer.json()) == {"error"}
            else:
                case.validate_response(answer, checks=[response_schema_conformance, status_code_conformance, content_type_conformance])

        with suppress(Unsatisfiable):  # a question without parts has no wrong form
            ask()
    assert len(asked) > (15 if mode is GenerationMode.POSITIVE else 5)
