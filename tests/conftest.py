"""For every test: no network. What the tests read is in the repository."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HERE = frozenset({"127.0.0.1", "::1"})  # this machine, by its number: what the tests start themselves


def refuse(name: str) -> Callable[..., Any]:
    """A stand-in that fails the test that goes out."""

    def refused(*arguments: object, **_: object) -> None:
        raise AssertionError(f"socket.{name}{arguments[-1:]}: the tests, and onrecord, use no network")

    return refused


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails any connection but those among the processes of this machine."""

    def guard(name: str) -> Callable[..., Any]:
        connect = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: object) -> Any:
            is_here = self.family == getattr(socket, "AF_UNIX", None) or (isinstance(address, tuple) and address[0] in HERE)
            return connect(self, address) if is_here else refuse(name)(address)

        return guarded

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guard(name))
    find = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **named: (find if host in HERE else refuse("getaddrinfo"))(host, *rest, **named))
    monkeypatch.setattr(socket, "gethostbyname", refuse("gethostbyname"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample page that the README shows."""
    return ROOT / "samples" / "strike.html"


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps the tests' signing key, and whatever else is a user's own, out of the home of whoever runs them."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("ONRECORD", raising=False)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL server; skips where there is none to start."""
    from postgres import find_binaries, start_server

    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server here: `make setup` as root installs it, or apt-get install postgresql")
    with start_server(binaries) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new record is to be, on either engine."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.db")
    from postgres import make_database

    return make_database(request.getfixturevalue("postgres"))
