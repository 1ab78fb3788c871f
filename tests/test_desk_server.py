"""The desk's door, its files and its errors, over a real connection."""

from __future__ import annotations

import gzip
import io
import json
import re
import socket
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_server import Browser, at_desk, fill, make_desk, serve

from onrecord.desk import routes_add
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.desk.security import OPEN, own_names

NAMED = re.compile(r"\{[^}]*\}")


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A front end of two files, and a secret beside it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>desk</title>" + "x" * 2000)
    (folder / "assets" / "app-1a2b.js").write_text("let a = 1;" * 500)
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def desk(tmp_path: Path, static: Path) -> Desk:
    return make_desk(fill(str(tmp_path / "desk.db")), static)


@pytest.fixture
def browser(desk: Desk) -> Iterator[Browser]:
    with at_desk(desk) as browser:
        yield browser


def wait_for(browser: Browser, job: str) -> dict[str, object]:
    """The job when it is done."""
    for _ in range(200):
        state: dict[str, object] = browser.get(f"/api/jobs/{job}").json
        if state["finished"]:
            return state
        time.sleep(0.05)
    raise AssertionError(f"the job is not done: {state}")


def multipart(files: list[tuple[str, bytes]], **fields: str) -> tuple[bytes, str]:
    """A form with files, and its content type."""
    parts = [f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, raw in files:
        head = f'--line\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + raw + b"\r\n")
    return b"".join(parts) + b"--line--\r\n", "multipart/form-data; boundary=line"


def test_the_printed_address_lets_one_browser_in_once(desk: Desk) -> None:
    assert desk.token is not None
    token = desk.token.token
    with serve(desk) as port:
        first, second = Browser(port), Browser(port)
        answer = first.come_in(token)
        assert (answer.status, answer.headers["location"]) == (303, "/")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "SameSite=Strict" in answer.headers["set-cookie"]
        assert first.get("/api/me").json["name"] == "vera"
        again = second.get(f"/?token={token}")
        assert again.status == 403
        assert "has been used" in again.body.decode()
        assert second.get("/api/me").status == 401


@pytest.mark.parametrize("token", ["", "wrong", "é%00", "a" * 5000])
def test_a_wrong_token_opens_nothing_and_leaves_the_right_one_good(desk: Desk, token: str) -> None:
    assert desk.token is not None
    good = desk.token.token
    with serve(desk) as port:
        assert Browser(port).get(f"/?token={token.encode().hex() if not token.isascii() else token}").status == 403
        assert Browser(port).come_in(good).status == 303


def test_no_question_is_answered_without_a_session_but_signing_in(browser: Browser) -> None:
    described = browser.get("/api/schema/openapi.json").json["paths"]
    asked = {(path, method) for path, methods in described.items() for method in methods} | {("/api/jobs/x/stream", "get"), ("/api/nothing", "get")}
    assert len(asked) > 15
    stranger = Browser(browser.port)
    for path, method in sorted(asked):
        answer = stranger.ask(method.upper(), NAMED.sub("x", path))
        if path in OPEN:
            assert answer.status != 401 or "signed in" not in answer.json["error"]
        else:
            assert answer.status == 401, f"{method} {path} answers {answer.status} to a stranger"
            assert "nobody is signed in" in answer.json["error"]


def test_every_described_route_is_below_api(browser: Browser) -> None:
    assert all(path.startswith("/api/") for path in browser.get("/api/schema/openapi.json").json["paths"])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", "a b", "[::1", "8.8.8.8", ""])
def test_the_desk_does_not_answer_to_another_name(browser: Browser, host: str) -> None:
    with socket.create_connection(("127.0.0.1", browser.port), timeout=10) as connection:
        connection.sendall(f"GET /api/me HTTP/1.1\r\nHost: {host}\r\nCookie: {browser.cookie}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split(b" ")[1] in {b"421", b"400"}
    assert b"vera" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:1", "[::1]:8470"])
def test_the_desk_answers_to_the_names_of_this_machine(browser: Browser, host: str) -> None:
    assert browser.get("/api/me", Host=host).status == 200


def test_a_name_that_was_given_is_answered_to(tmp_path: Path, static: Path) -> None:
    desk = make_desk(fill(str(tmp_path / "desk.db")), static)
    desk.names = own_names(["Desk.Newsroom.example"])
    with at_desk(desk) as browser:
        assert browser.get("/api/me", Host="desk.newsroom.example").status == 200


def test_what_writes_needs_the_value_that_only_our_pages_know(browser: Browser) -> None:
    told = {"text": "Shells fell on Aldport."}
    assert browser.post("/api/add", told, X_Onrecord_CSRF="wrong").status == 403
    csrf, browser.csrf = browser.csrf, ""
    assert "X-Onrecord-CSRF" in browser.post("/api/add", told).json["error"]
    browser.csrf = csrf
    assert browser.post("/api/add", told).status == 202


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}])
def test_another_sites_page_writes_nothing(browser: Browser, headers: dict[str, str]) -> None:
    answer = browser.post("/api/add", {"text": "Shells fell."}, **headers)
    assert answer.status == 403
    assert "another site" in answer.json["error"]


def test_a_page_of_ours_may_write(browser: Browser) -> None:
    origin = f"http://127.0.0.1:{browser.port}"
    assert browser.post("/api/add", {"text": "Shells fell."}, Origin=origin, Sec_Fetch_Site="same-origin").status == 202


@pytest.mark.parametrize("path", ["/", "/events/1", "/assets/app-1a2b.js", "/api/me", "/api/events/none", "/api/nothing", "/?token=x"])
def test_every_answer_binds_the_browser(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy.replace("http-equiv", "")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    if path.startswith("/api/"):
        assert headers["cache-control"] == "no-store"


def test_a_viewer_reads_and_does_nothing_else(tmp_path: Path, static: Path) -> None:
    with at_desk(make_desk(fill(str(tmp_path / "desk.db")), static, role="viewer")) as browser:
        event = browser.get("/api/events").json["items"][0]["id"]
        assert browser.get(f"/api/events/{event}").status == 200
        for answer in (browser.post("/api/add", {"text": "Shells fell."}), browser.get(f"/api/events/{event}/export")):
            assert answer.status == 403
            assert "takes a reviewer" in answer.json["error"]


def test_a_path_of_the_application_is_its_one_page(browser: Browser) -> None:
    for path in ("/", "/events/abc", "/reports", "/no/such/page.html"):
        answer = browser.get(path)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert b"<title>desk</title>" in answer.body


def test_files_are_packed_and_kept_where_their_names_change_with_them(browser: Browser) -> None:
    answer = browser.get("/assets/app-1a2b.js", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body).startswith(b"let a = 1;")
    assert "immutable" in answer.headers["cache-control"]
    assert browser.get("/", Accept_Encoding="gzip").headers["cache-control"] == "no-cache"
    assert "content-encoding" not in browser.get("/assets/app-1a2b.js").headers
    assert browser.get("/assets/gone-5e6f.js").status == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "//secret.txt", "/assets/%00", "/.hidden", "/assets"],
)
def test_no_path_leads_out_of_the_front_end(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert b"secret" not in answer.body
    assert answer.status in {200, 400, 404}


def test_a_link_out_of_the_front_end_leads_nowhere(browser: Browser, static: Path) -> None:
    (static / "out.txt").symlink_to(static.parent / "secret.txt")
    assert b"secret" not in browser.get("/out.txt").body


def test_a_front_end_that_is_not_built_says_so(tmp_path: Path) -> None:
    with at_desk(make_desk(fill(str(tmp_path / "desk.db")), tmp_path / "none")) as browser:
        answer = browser.get("/")
        assert "make web" in answer.body.decode()
        assert browser.get("/assets/x.js").status == 503


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/events/zzzzzz", 404, "no such event"),
        ("/api/events/z", 404, "too short"),
        ("/api/reports/zzzzzz", 404, "no such report"),
        ("/api/jobs/zzz", 404, "no such job"),
        ("/api/nothing", 404, ""),
        ("/api/events?limit=0", 400, "limit"),
        ("/api/events?limit=x", 400, "limit"),
        ("/api/events?cursor=x", 400, "cursor"),
        ("/api/events?near=here", 400, "near"),
        ("/api/events?near=91,181", 400, "no such spot"),
        ("/api/events?type=war", 400, "type"),
        ("/api/events?since=yesterday", 400, "since"),
        ("/api/events?words=-only", 400, "asks for no word"),
        ("/api/match?kind=king", 400, "kind"),
        ("/api/reports/0/changes?from=1&to=2", 404, "0"),
    ],
)
def test_an_error_says_what_and_where(browser: Browser, path: str, status: int, words: str) -> None:
    answer = browser.get(path)
    assert answer.status == status
    assert list(answer.json) == ["error"]
    assert words in answer.json["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PATCH"])
def test_a_method_that_there_is_not_is_refused(browser: Browser, method: str) -> None:
    assert browser.ask(method, "/api/events").status in {400, 405}


def test_a_fault_of_ours_is_told_in_one_line_and_ends_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("onrecord.desk.routes_events.match_events", fail)
    answer = browser.get("/api/match?words=port")
    assert answer.status == 500
    assert "fault to report: ZeroDivisionError" in answer.json["error"]
    assert "Traceback" not in answer.json["error"]
    assert "Traceback" in capfd.readouterr().err
    assert browser.get("/api/me").status == 200


def test_files_that_are_sent_are_added_and_seen(browser: Browser) -> None:
    body, kind = multipart([("a.txt", b"Shells hit the mill of Brinmouth. Nobody was hurt"), ("b.txt", b"")], outlet="My Paper")
    answer = browser.ask("POST", "/api/add", body, Content_Type=kind)
    assert answer.status == 202
    state = wait_for(browser, answer.json["job"])
    assert state["counts"] == {"added": 1, "skipped": 1}
    assert [item["what"] for item in state["items"]] == ["added", "skipped"]
    assert state["error"] is None
    assert "Brinmouth" in json.dumps(browser.get("/api/events?words=brinmouth").json)


def test_progress_is_told_as_it_goes_and_ends(browser: Browser) -> None:
    job = browser.post("/api/add", {"text": "Shells hit the mill of Brinmouth. Nobody was hurt", "published": "2024-09-13"}).json["job"]
    stream = browser.get(f"/api/jobs/{job}/stream")
    assert stream.headers["content-type"].startswith("text/event-stream")
    states = [json.loads(line.removeprefix(b"data: ")) for line in stream.body.splitlines() if line.startswith(b"data: ")]
    assert states[-1]["finished"]
    assert states[-1]["counts"] == {"added": 1}


def test_a_name_of_a_file_leads_nowhere(browser: Browser) -> None:
    body, kind = multipart(
        [("../../etc/passwd", b"Shells hit the mill of Brinmouth. Nobody was hurt"), ("C:\\x\\b.txt", b"A bomb fell on Corran today")]
    )
    state = wait_for(browser, browser.ask("POST", "/api/add", body, Content_Type=kind).json["job"])
    assert [item["path"] for item in state["items"]] == ["etc/passwd", "b.txt"]
    assert state["counts"] == {"added": 2}


def test_links_are_gone_out_for_only_where_that_was_ticked(browser: Browser) -> None:
    state = wait_for(browser, browser.post("/api/add", {"links": ["https://a.example/1"]}).json["job"])
    assert state["counts"] == {"failed": 1}
    assert "is an address" in state["items"][0]["reason"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "either a text or links"),
        ({"text": " "}, "either a text or links"),
        ({"text": "x", "links": ["https://a.example"]}, "either a text or links"),
        ({"links": ["file:///etc/passwd"]}, "no address"),
        ({"text": "x", "published": "tomorrow"}, "not a date"),
        ({"text": "x", "url": "javascript:alert(1)"}, "no address"),
        ({"text": 1}, "the body"),
        ({"other": 1}, "the body"),
        ([], "the body"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(browser: Browser, told: object, words: str) -> None:
    answer = browser.post("/api/add", told)
    assert answer.status == 400
    assert words in answer.json["error"]


def test_a_body_that_is_no_json_or_no_form_is_refused(browser: Browser) -> None:
    assert browser.ask("POST", "/api/add", b"{", Content_Type="application/json").status == 400
    assert browser.ask("POST", "/api/add", b"\xff\xfe", Content_Type="application/json").status == 400
    assert browser.ask("POST", "/api/add", b"x", Content_Type="text/plain").status == 400
    assert browser.ask("POST", "/api/add", b"no form", Content_Type="multipart/form-data; boundary=line").status == 400
    assert browser.ask("POST", "/api/add", b"no form", Content_Type="multipart/form-data").status == 400


def test_what_is_too_large_is_refused_before_it_is_read(browser: Browser) -> None:
    with socket.create_connection(("127.0.0.1", browser.port), timeout=10) as connection:
        head = f"POST /api/add HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {browser.cookie}\r\nX-Onrecord-CSRF: {browser.csrf}\r\nConnection: close\r\n"
        connection.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {routes_add.MOST_SENT + 1}\r\n\r\n".encode())
        assert connection.recv(64).split(b" ")[1] == b"413"


def test_a_packed_bomb_costs_itself_alone(browser: Browser) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", b"0" * 60_000_000)
        archive.writestr("archive/data.warc.gz", b"0" * 1_000_000)
    assert len(packed.getvalue()) < 200_000
    body, kind = multipart(
        [("bomb.wacz", packed.getvalue()), ("bomb.gz", gzip.compress(b"WARC/1.0\r\n" * 3_000_000)), ("a.txt", b"Shells hit Corran")]
    )
    state = wait_for(browser, browser.ask("POST", "/api/add", body, Content_Type=kind).json["job"])
    assert state["error"] is None
    assert state["counts"]["added"] == 1
    assert browser.get("/api/me").status == 200


def test_a_fault_in_one_job_does_not_end_the_next(browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    with monkeypatch.context() as patch:
        patch.setattr(desk.jobs.reader, "read", fail)
        state = wait_for(browser, browser.post("/api/add", {"text": "Shells hit the mill of Brinmouth"}).json["job"])
        assert "fault to report" in str(state["error"])
    assert wait_for(browser, browser.post("/api/add", {"text": "Shells hit the mill of Brinmouth"}).json["job"])["counts"] == {"added": 1}


def test_what_an_interrupted_run_left_is_joined_when_the_desk_is_opened(tmp_path: Path, static: Path) -> None:
    from made import make_item, read_made

    from onrecord.record.add import add_all

    record = fill(str(tmp_path / "desk.db"))
    add_all(record, [make_item("A mine sank a boat off Brinmouth. Two fishers drowned", "late.txt")], lambda added: None, processes=1, read=read_made)
    with at_desk(make_desk(record, static)) as browser:
        for _ in range(200):
            if browser.get("/api/match?words=fishers").json["ids"]:
                break
            time.sleep(0.05)
        assert browser.get("/api/me").json["record"]["pending"] == 0
        assert browser.get("/api/match?words=fishers").json["ids"]


def test_there_are_no_web_sockets(browser: Browser) -> None:
    with socket.create_connection(("127.0.0.1", browser.port), timeout=10) as connection:
        connection.sendall(
            b"GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert connection.recv(64).split(b" ")[1] in {b"401", b"403", b"400"}


def test_the_application_can_be_made_twice(desk: Desk) -> None:
    assert make_app(desk).cookie == make_app(desk).cookie == "onrecord"
    desk.record.close()
