"""The desk's routes for deciding, through the real server: the queue, judgements, withholding, samples and accounts, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import make_item, read_made
from served import Visitor, serve

from onrecord.desk.desk import Desk
from onrecord.desk.routes_accounts import AccountSessions
from onrecord.desk.security import Person, TokenSessions
from onrecord.record.accounts import add_account
from onrecord.record.add import add_all
from onrecord.record.joining import join_pending
from onrecord.record.store import Record, open_record

STORY = "Shells hit the market of Aldport on Friday. Two people died, the mayor said. Reports of {} arrests came from Brinmouth. Vera Orlova wept."
OTHER = "Gunmen fired on a bus near Corran. Four people died, police said. Nobody was held."
GOOD = "four words in a row"
ADDRESS = "https://harbour.example/{}"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = open_record(tmp_path / "desk.db", create=True)
    items = [make_item(STORY.format(number), url=ADDRESS.format(number)) for number in range(3)]
    add_all(made, [*items, make_item(OTHER, url=ADDRESS.format(9))], lambda _: None, processes=1, read=read_made)
    join_pending(made)
    yield made
    made.close()


@pytest.fixture
def visitor(record: Record, tmp_path: Path) -> Iterator[Visitor]:
    """Whoever started the desk."""
    token = TokenSessions(Person("Ana", "owner"))
    with serve(Desk(record, token), tmp_path / "desk.sock") as socket:
        yield Visitor(socket).open(token.token)


@pytest.fixture
def door(record: Record, tmp_path: Path) -> Iterator[Path]:
    """A desk with accounts: its socket."""
    for name, role in (("Ana", "owner"), ("Ivo", "reviewer"), ("Eva", "viewer"), ("Uma", "reviewer")):
        add_account(record, name, role, GOOD)
    with serve(Desk(record, sessions=(AccountSessions(record),)), tmp_path / "desk.sock") as socket:
        yield socket


def walk(visitor: Visitor, path: str, **params: Any) -> list[Any]:
    """All pages of a list."""
    items, cursor = [], None
    while True:
        page = visitor.get(path, **params, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize("order", ["uncertain", "disputed", "newest"])
def test_the_queue_has_every_claim_once_whatever_the_pages(visitor: Visitor, order: str) -> None:
    whole = visitor.get("/api/queue", order=order, limit=200)
    names = [item["claim"]["id"] for item in whole["items"]]
    assert whole["left"] == len(names) == len(set(names)) > 3
    assert [item["claim"]["id"] for item in walk(visitor, "/api/queue", order=order, limit=2)] == names
    for item in whole["items"]:
        offset, told = item["context"]["offset"], item["claim"]
        assert item["context"]["text"][told["start"] - offset : told["end"] - offset] == told["exact"]
        assert item["why"]


def test_a_judged_claim_leaves_the_queue_and_comes_back_when_that_is_undone(visitor: Visitor) -> None:
    first = visitor.get("/api/queue")["items"][0]["claim"]["id"]
    made = visitor.post("/api/judgements", {"verb": "accept", "claims": [first]})
    assert made["judgement"]["reviewer"] == "Ana"
    assert made["claims"][first]["verdict"] == "accept"
    assert first not in [item["claim"]["id"] for item in visitor.get("/api/queue", limit=200)["items"]]
    undone = visitor.post("/api/judgements", {"verb": "undo", "judgement": made["judgement"]["id"], "reason": "too soon"})
    assert undone["claims"][first]["verdict"] is None
    assert visitor.get("/api/queue")["items"][0]["claim"]["id"] == first
    assert [each["judgement"]["verb"] for each in walk(visitor, "/api/judgements", limit=1)] == ["undo", "accept"]
    assert [each["state"] for each in visitor.get("/api/judgements")["items"]] == ["in force", "undone"]


def test_a_field_is_corrected_with_the_words_selected_in_the_text(visitor: Visitor) -> None:
    item = next(each for each in visitor.get("/api/queue", limit=200)["items"] if "Four people" in each["claim"]["exact"])
    start = OTHER.index("Four people")
    body = {"verb": "correct", "claim": item["claim"]["id"], "field": "toll.killed", "value": 4, "span": {"start": start, "end": start + 11}}
    claim = visitor.post("/api/judgements", body)["claims"][item["claim"]["id"]]
    assert claim["is_corrected"]
    assert claim["claim"]["toll"]["killed"] == {"low": 4, "best": 4, "high": 4, "exact": "Four people", "start": start, "end": start + 11}


def test_a_missed_claim_is_added_noted_split_off_and_merged(visitor: Visitor) -> None:
    start = OTHER.index("Nobody was held")
    claim = {
        "start": start,
        "end": start + 15,
        "event_type": "arrest",
        "polarity": "negative",
        "toll": {"detained": {"low": 0, "best": 0, "high": 0}},
    }
    made = visitor.post("/api/judgements", {"verb": "add", "report": ADDRESS.format(9), "claim": claim})
    (name,) = made["claims"]
    page = visitor.get(f"/api/reports/{made['judgement']['report']}")
    (shown,) = [each for each in page["claims"] if each["claim"]["id"] == name]
    assert (shown["added_by"], shown["claim"]["exact"]) == ("Ana", "Nobody was held")
    event = shown["event"]
    assert event
    note = visitor.post("/api/judgements", {"verb": "note", "on": event, "text": "ask the police"})
    assert note["judgement"]["on"] == "event"
    visitor.post("/api/judgements", {"verb": "split", "event": event, "claims": [name], "reason": "another day"})
    apart = visitor.get(f"/api/events/{name}")["event"]["id"]
    assert apart != visitor.get(f"/api/events/{event}")["event"]["id"]
    visitor.post("/api/judgements", {"verb": "undo", "judgement": visitor.get("/api/judgements")["items"][0]["judgement"]["id"]})
    assert visitor.get(f"/api/events/{name}")["event"]["id"] == visitor.get(f"/api/events/{event}")["event"]["id"]
    visitor.post("/api/judgements", {"verb": "split", "event": event, "claims": [name]})
    visitor.post("/api/judgements", {"verb": "merge", "one": name, "other": event})
    assert visitor.get(f"/api/events/{name}")["event"]["id"] == visitor.get(f"/api/events/{event}")["event"]["id"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"verb": "accept"}, "needs `claims`"),
        ({"verb": "accept", "claims": ["feedfeed"]}, "no such event"),
        ({"verb": "correct", "claim": "feedfeed", "field": "stage", "value": "planned"}, "no current claim"),
        ({"verb": "correct", "claim": "feedfeed"}, "needs `field`"),
        ({"verb": "merge", "one": "feedfeed"}, "no such event|needs `other`"),
        ({"verb": "undo"}, "needs `judgement`"),
        ({"verb": "add", "report": "x"}, "needs `claim`"),
        ({"verb": "note", "on": "feedfeed", "text": "x"}, "no such claim, event or report"),
        ({"verb": "praise"}, "Invalid enum value"),
    ],
)
def test_what_cannot_be_decided_says_why(visitor: Visitor, body: dict[str, Any], said: str) -> None:
    import re

    assert re.search(said, visitor.post("/api/judgements", body, 400)["error"])


def test_what_is_withheld_is_listed_marked_and_ended(visitor: Visitor) -> None:
    made = visitor.post("/api/withhold", {"what": "name", "value": "Vera Orlova", "reason": "a witness"})
    (item,) = visitor.get("/api/withhold")["items"]
    assert item == made
    event = next(each for each in visitor.get("/api/queue", limit=200)["items"] if "Orlova" in each["claim"]["exact"])
    shown = visitor.get(f"/api/events/{event['event']}")["claims"]
    assert {name: each["withheld"] for name, each in shown.items()} == {name: "Orlova" in each["claim"]["exact"] for name, each in shown.items()}
    for withhold, is_told in (("1", False), ("0", True)):
        page = visitor.get(f"/api/events/{event['event']}/export", withhold=withhold).text
        assert (("orlova" in page.lower()), ("name withheld" in page)) == (is_told, not is_told)
    spot = visitor.post("/api/withhold", {"what": "spot", "value": event["event"], "to": "region", "reason": "a home"})
    assert all(each["withheld"] for each in visitor.get(f"/api/events/{event['event']}")["claims"].values())
    visitor.ask("DELETE", f"/api/withhold/{spot['id']}", 204)
    visitor.ask("DELETE", f"/api/withhold/{made['id']}", 204)
    assert visitor.get("/api/withhold")["items"] == []
    assert "reload" in visitor.ask("DELETE", f"/api/withhold/{made['id']}", 404)["error"]
    assert "no such event" in visitor.post("/api/withhold", {"what": "spot", "value": "feedfeed", "reason": "x"}, 400)["error"]


def test_a_sample_is_coded_blind_by_two_and_their_agreement_shown_after(door: Path) -> None:
    ivo, uma, eva = (Visitor(door).sign_in(name, GOOD) for name in ("Ivo", "Uma", "Eva"))
    fields = ["event_type", "killed"]
    sample = ivo.post("/api/samples", {"name": "first", "size": 4, "seed": 7, "fields": fields})
    assert "shelling" in ivo.get("/api/samples")["codes"]["event_type"]
    path = f"/api/samples/{sample['id']}"
    given = {"Ivo": ["2", "2", "none", "5"], "Uma": ["2", "4", "none", "5"]}
    for visitor, name in ((ivo, "Ivo"), (uma, "Uma")):
        for number, killed in enumerate(given[name]):
            asked = visitor.get(f"{path}/next")
            assert (asked["left"], asked["fields"], set(asked["item"])) == (
                4 - number,
                fields,
                {"number", "claim", "exact", "start", "end", "report", "context"},
            )
            body = {"claim": asked["item"]["claim"], "values": {"event_type": "shelling", "killed": killed}}
            assert visitor.post(f"{path}/codings", body)["coder"] == name
            if number < 3:
                state = visitor.get(path)
                assert (state["agreement"], state["disagreements"]) == ([], [])
                assert "so that nobody sways you" in state["hidden"]
        if name == "Ivo":
            assert "two coders" in eva.get(path)["hidden"]
    state = eva.get(path)
    assert state["progress"] == [{"coder": "Ivo", "done": 4, "of": 4}, {"coder": "Uma", "done": 4, "of": 4}]
    alphas = {(each["field"], each["level"]): each["alpha"] for each in state["agreement"]}
    assert alphas[("event_type", "nominal")] is None
    assert alphas[("killed", "nominal")] == pytest.approx(1 - 7 * 2 / (8 * 8 - 3 * 3 - 1 - 2 * 2 - 2 * 2))
    assert [(each["field"], each["values"]) for each in state["disagreements"]] == [("killed", {"Ivo": "2", "Uma": "4"})]
    assert ivo.get(f"{path}/next")["item"] is None
    again = {"claim": state["disagreements"][0]["claim"], "values": {"event_type": "shelling", "killed": "4"}}
    assert "has coded all" in ivo.post(f"{path}/codings", again, 400)["error"]


def test_a_viewer_looks_a_reviewer_judges_an_owner_lets_others_in(door: Path) -> None:
    ana, ivo, eva = (Visitor(door).sign_in(name, GOOD) for name in ("Ana", "Ivo", "Eva"))
    item = eva.get("/api/queue")["items"][0]
    verdict = {"verb": "accept", "claims": [item["claim"]["id"]]}
    assert "takes a reviewer" in eva.post("/api/judgements", verdict, 403)["error"]
    for path in ("/api/withhold", "/api/accounts"):
        eva.get(path, 403)
    eva.post("/api/withhold", {"what": "name", "value": "Vera", "reason": "x"}, 403)
    ivo.post("/api/withhold", {"what": "name", "value": "Vera Orlova", "reason": "x"})
    assert [len(visitor.get("/api/judgements")["items"]) for visitor in (ivo, eva)] == [1, 0]
    eva.post("/api/samples", {"name": "x", "size": 1, "fields": ["stage"]}, 403)
    assert ivo.post("/api/judgements", verdict)["judgement"]["reviewer"] == "Ivo"
    ivo.get("/api/accounts", 403)
    ivo.post("/api/accounts", {"name": "Zoe", "role": "owner", "password": GOOD}, 403)
    made = ana.post("/api/accounts", {"name": "Zoe", "role": "viewer", "password": GOOD})
    assert (made["name"], made["role"], made["sessions"]) == ("Zoe", "viewer", 0)
    zoe = Visitor(door).sign_in("zoe", GOOD)
    zoe.post("/api/judgements", verdict, 403)
    ana.ask("PATCH", "/api/accounts/Zoe", 200, json={"role": "reviewer"})
    assert zoe.get("/api/me")["role"] == "reviewer"
    zoe.post("/api/judgements", {"verb": "unsure", "claims": [item["claim"]["id"]]})
    ana.ask("PATCH", "/api/accounts/Zoe", 200, json={"password": "other words in a row"})
    zoe.get("/api/me", 401)
    ana.ask("DELETE", "/api/accounts/Zoe", 204)
    assert "Zoe" not in [each["name"] for each in ana.get("/api/accounts")["items"]]
    assert "last owner" in ana.ask("DELETE", "/api/accounts/Ana", 400)["error"]
    ana.ask("PATCH", "/api/accounts/Nobody", 404, json={"role": "viewer"})
    assert "nothing to change" in ana.ask("PATCH", "/api/accounts/Ivo", 400, json={})["error"]


def test_sessions_are_listed_and_ended(door: Path) -> None:
    ana, ivo, eva = (Visitor(door).sign_in(name, GOOD) for name in ("Ana", "Ivo", "Eva"))
    assert {each["account"] for each in ana.get("/api/sessions")["items"]} == {"Ana", "Ivo", "Eva"}
    (mine,) = ivo.get("/api/sessions")["items"]
    assert (mine["account"], "token" in mine) == ("Ivo", False)
    eva.ask("DELETE", f"/api/sessions/{mine['id']}", 404)
    ana.ask("DELETE", f"/api/sessions/{mine['id']}", 204)
    ivo.get("/api/me", 401)
    eva.ask("POST", "/api/logout", 204)
    eva.get("/api/me", 401)
    assert {each["account"] for each in ana.get("/api/sessions")["items"]} == {"Ana"}


def test_a_wrong_password_is_refused_and_after_five_all_are(door: Path) -> None:
    visitor = Visitor(door)
    for _ in range(5):
        assert "no account has this" in visitor.post("/api/login", {"name": "Ivo", "password": "wrong words in a row"}, 401)["error"]
    assert "wait 15 minutes" in visitor.post("/api/login", {"name": "Ivo", "password": GOOD}, 429)["error"]


def test_what_is_written_needs_the_value_that_only_our_page_knows(door: Path) -> None:
    ivo = Visitor(door).sign_in("Ivo", GOOD)
    ivo.csrf = "guess"
    ivo.post("/api/judgements", {"verb": "accept", "claims": ["x"]}, 403)
    ivo.ask("DELETE", "/api/sessions/x", 403)


def test_the_desk_of_one_person_has_no_accounts_to_sign_in_with(visitor: Visitor) -> None:
    assert "open to whoever started it" in visitor.post("/api/login", {"name": "Ana", "password": GOOD}, 400)["error"]
    visitor.ask("POST", "/api/logout", 204)
    visitor.get("/api/me", 401)
