"""A desk for the tests: the real server on a socket in a folder, and people who ask it things."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk

ADDRESS = "http://localhost"


@contextmanager
def serve(desk: Desk, socket: Path) -> Iterator[Path]:
    """The server of a desk, gone at the end."""
    server = uvicorn.Server(uvicorn.Config(make_app(desk), uds=str(socket), log_level="warning", access_log=False, lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    try:
        yield socket
    finally:
        server.should_exit = True
        thread.join(20)


class Visitor:
    """A browser at the desk: keeps its cookie, and sends the value that goes with what it writes."""

    def __init__(self, socket: Path) -> None:
        self.client = httpx.Client(transport=httpx.HTTPTransport(uds=str(socket)), base_url=ADDRESS, timeout=60)
        self.csrf = ""

    def ask(self, method: str, path: str, status: int | None = None, **more: Any) -> Any:
        """What comes back, as JSON where it is any; ``status`` is what it must be."""
        headers = {"X-Onrecord-CSRF": self.csrf} | more.pop("headers", {})
        answer = self.client.request(method, path, headers=headers, **more)
        assert status is None or answer.status_code == status, (answer.status_code, answer.text)
        return answer.json() if answer.headers.get("content-type", "").startswith("application/json") and answer.content else answer

    def get(self, path: str, status: int | None = 200, **params: Any) -> Any:
        return self.ask("GET", path, status, params=params)

    def post(self, path: str, body: Any, status: int | None = 201) -> Any:
        return self.ask("POST", path, status, json=body)

    def open(self, token: str) -> Visitor:
        """Comes in by the address that was printed."""
        assert self.client.get("/", params={"token": token}).status_code == 303
        self.csrf = self.get("/api/me")["csrf"]
        return self

    def sign_in(self, name: str, password: str) -> Visitor:
        """Comes in by an account."""
        self.csrf = self.post("/api/login", {"name": name, "password": password}, 200)["csrf"]
        return self
