"""A desk on a made-up record, answering on a free port of this machine for as long as a test needs it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from made import make_item, read_made

from onrecord.batch import Outcome
from onrecord.commands.desk import listen
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.desk.security import Person, Role, TokenSessions
from onrecord.read.items import Item
from onrecord.record.add import add_all
from onrecord.record.joining import join_pending
from onrecord.record.store import Record, open_record

PAGES = (
    "Shells hit the port of Aldport. The mayor counted the dead at dawn. Two ships burned for a day and a night",
    "Shells hit the port of Aldport. The mayor counted the dead at dawn. A third ship sank in the evening",
    "Gunmen took five villagers from Corran. Police are looking for them in the hills",
    "A court in Dunholm sent two men to prison. Their lawyer will appeal",
)


@dataclass
class MadeReader:
    """Reads as the made-up record was read: no model is loaded."""

    read_paths: list[str] = field(default_factory=list)

    def read(self, item: Item) -> Outcome:
        self.read_paths.append(item.path)
        return read_made(item)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Answer:
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Browser:
    """Somebody at the desk: keeps the cookie, and sends the value that goes with what is written."""

    port: int
    cookie: str = ""
    csrf: str = ""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One question, and its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        own = {"Cookie": self.cookie, "X-Onrecord-CSRF": self.csrf} if self.cookie else {}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {name: value for name, value in (own | given).items() if value})
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, told: Any, **headers: str) -> Answer:
        return self.ask("POST", path, json.dumps(told).encode(), **({"Content_Type": "application/json"} | headers))

    def come_in(self, token: str) -> Answer:
        """Opens the printed address, and remembers what the desk gives."""
        answer = self.get(f"/?token={token}")
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        self.csrf = self.get("/api/me").json.get("csrf", "")
        return answer


def fill(where: str, pages: tuple[str, ...] = PAGES) -> Record:
    """A record of made-up reports, joined."""
    record = open_record(where, create=True)
    items = [make_item(words, f"{number}.txt", url=f"https://o{number}.example/{number}") for number, words in enumerate(pages)]
    add_all(record, items, lambda added: None, processes=1, read=read_made)
    join_pending(record)
    return record


def make_desk(record: Record, static: Path, role: Role = "owner") -> Desk:
    """A desk of whoever started it."""
    desk = Desk(record, TokenSessions(Person("vera", role)), static=static)
    desk.jobs.reader = MadeReader()
    return desk


@contextmanager
def serve(desk: Desk) -> Iterator[int]:
    """The port on which the desk answers."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(make_app(desk), log_level="error", lifespan="on", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
        desk.record.close()


@contextmanager
def at_desk(desk: Desk) -> Iterator[Browser]:
    """Somebody who came in by the printed address."""
    assert desk.token is not None
    token = desk.token.token
    with serve(desk) as port:
        browser = Browser(port)
        assert browser.come_in(token).status == 303
        yield browser
