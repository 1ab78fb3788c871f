"""Accounts and sessions: who may sign in, with which role, for how long; and that none of it is in a dump."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import make_item, read_made
from sqlalchemy import select
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import UsageError
from onrecord.record import accounts, sessions
from onrecord.record.accounts import add_account, has_owner, list_accounts, remove_account, set_password, set_role
from onrecord.record.add import add_all
from onrecord.record.dump import dump_record
from onrecord.record.sessions import SignInRefused, TooManyAttempts, end_session, find_session, list_sessions, sign_in, sign_out
from onrecord.record.store import Record, open_record
from onrecord.record.tables import account, desk_session

GOOD = "four words in a row"
HERE = "192.0.2.7"


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.at = "2024-09-14T08:00:00Z"

    def __call__(self) -> str:
        return self.at


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    from argon2 import PasswordHasher

    accounts.open_hasher.cache_clear()
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for module in (accounts, sessions):
        monkeypatch.setattr(module, "open_hasher", lambda: hasher)
    sessions.nobody_hash.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(where: str, clock: Clock) -> Iterator[Record]:
    made = open_record(where, create=True, clock=clock)
    add_account(made, "Ana", "owner", GOOD)
    yield made
    made.close()


def test_an_account_signs_in_and_out(record: Record) -> None:
    found, secret = sign_in(record, "ana", GOOD, HERE, "a browser")
    assert (found.name, found.role) == ("Ana", "owner")
    assert find_session(record, secret) == found
    assert [(each.account, each.agent) for each in list_sessions(record)] == [("Ana", "a browser")]
    sign_out(record, secret)
    assert find_session(record, secret) is None


def test_neither_password_nor_secret_is_in_the_record(record: Record) -> None:
    _, secret = sign_in(record, "Ana", GOOD, HERE)
    with record.reading() as connection:
        kept = str([tuple(row) for table in (account, desk_session) for row in connection.execute(select(table))])
    assert "$argon2id$" in kept
    assert GOOD not in kept
    assert secret not in kept


@pytest.mark.parametrize(("name", "password"), [("Ana", "wrong words in a row"), ("Ivo", GOOD), ("", ""), ("Ana", "")])
def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(record: Record, name: str, password: str) -> None:
    with pytest.raises(SignInRefused, match="no account has this name and password"):
        sign_in(record, name, password, HERE)
    assert list_sessions(record) == []


def test_after_five_wrong_passwords_the_right_one_waits_too(record: Record, clock: Clock) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(record, "Ana", "wrong words in a row", HERE)
    with pytest.raises(TooManyAttempts, match="wait 15 minutes"):
        sign_in(record, "ANA", GOOD, "198.51.100.9")
    clock.at = "2024-09-14T08:15:01Z"
    assert sign_in(record, "Ana", GOOD, HERE)[0].name == "Ana"


def test_one_address_cannot_try_many_names(record: Record) -> None:
    for number in range(30):
        with pytest.raises(SignInRefused):
            sign_in(record, f"guess {number}", GOOD, HERE)
    with pytest.raises(TooManyAttempts):
        sign_in(record, "another", GOOD, HERE)
    assert sign_in(record, "Ana", GOOD, "198.51.100.9")[0].name == "Ana"


def test_a_session_ends_by_itself_when_it_is_not_used_and_after_a_week_in_any_case(record: Record, clock: Clock) -> None:
    _, secret = sign_in(record, "Ana", GOOD, HERE)
    for day in range(14, 21):
        for hour in (8, 16):
            clock.at = f"2024-09-{day}T{hour:02}:30:00Z"
            assert find_session(record, secret) is not None
            clock.at = f"2024-09-{day}T{hour + 7:02}:00:00Z"
            assert find_session(record, secret) is not None
    clock.at = "2024-09-21T08:00:01Z"
    assert find_session(record, secret) is None
    _, other = sign_in(record, "Ana", GOOD, HERE)
    clock.at = "2024-09-21T20:00:02Z"
    assert find_session(record, other) is None
    assert list_sessions(record) == []


def test_a_role_that_is_changed_holds_at_once(record: Record) -> None:
    add_account(record, "Ivo", "reviewer", GOOD)
    _, secret = sign_in(record, "Ivo", GOOD, HERE)
    set_role(record, "ivo", "viewer")
    found = find_session(record, secret)
    assert found is not None
    assert found.role == "viewer"


def test_sessions_end_with_the_account_with_its_password_and_by_an_owner(record: Record) -> None:
    add_account(record, "Ivo", "reviewer", GOOD)
    _, first = sign_in(record, "Ivo", GOOD, HERE)
    set_password(record, "Ivo", "other words in a row")
    assert find_session(record, first) is None
    _, second = sign_in(record, "Ivo", "other words in a row", HERE)
    end_session(record, list_sessions(record, "Ivo")[0].id)
    assert find_session(record, second) is None
    with pytest.raises(UsageError, match="no such session"):
        end_session(record, "00")
    _, third = sign_in(record, "Ivo", "other words in a row", HERE)
    remove_account(record, "Ivo")
    assert find_session(record, third) is None
    assert [each.name for each in list_accounts(record)] == ["Ana"]


def test_the_last_owner_stays(record: Record) -> None:
    assert has_owner(record)
    for attempt in (lambda: remove_account(record, "Ana"), lambda: set_role(record, "Ana", "viewer")):
        with pytest.raises(UsageError, match="last owner"):
            attempt()
    add_account(record, "Ivo", "owner", GOOD)
    remove_account(record, "Ana")
    assert [each.name for each in list_accounts(record)] == ["Ivo"]


@pytest.mark.parametrize(
    ("name", "role", "password", "said"),
    [
        ("Ivo", "king", GOOD, "is no role"),
        ("Ivo", "viewer", "short", "at least 12"),
        ("Ivo", "viewer", "x" * 201, "at most 200"),
        ("  ", "viewer", GOOD, "no name for an account"),
        ("ANA", "viewer", GOOD, "has an account already"),
    ],
)
def test_an_account_that_cannot_be_says_why(record: Record, name: str, role: str, password: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        add_account(record, name, role, password)
    assert len(list_accounts(record)) == 1


def test_no_hash_and_no_session_is_in_a_dump_or_in_the_log(record: Record, tmp_path: Path) -> None:
    add_all(record, [make_item("Shells hit the market of Aldport on Friday.")], lambda _: None, processes=1, read=read_made)
    sign_in(record, "Ana", GOOD, HERE)
    dump_record(record, tmp_path / "dump")
    written = "".join(path.read_text() for path in (tmp_path / "dump").glob("*.*"))
    assert not re.search("argon2|desk_session|Ana", written)


def test_the_commands_make_list_change_and_remove(tmp_path: Path) -> None:
    open_record(tmp_path / "desk.db", create=True).close()
    run, where = CliRunner().invoke, ["--in", str(tmp_path / "desk.db")]
    assert run(app, ["account", "add", "Ana", "--role", "owner", *where], input=f"{GOOD}\n").exit_code == 0
    assert run(app, ["account", "add", "Ivo", *where], input=f"{GOOD}\n").exit_code == 0
    short = run(app, ["account", "add", "Eva", *where], input="short\n")
    assert (short.exit_code, "at least 12" in short.output) == (2, True)
    assert run(app, ["account", "role", "Ivo", "viewer", *where]).exit_code == 0
    assert run(app, ["account", "password", "Ivo", *where], input="other words in a row\n").exit_code == 0
    assert re.findall(r"^(\w+)  (\w+)", run(app, ["account", "list", *where]).stdout, re.MULTILINE) == [("Ana", "owner"), ("Ivo", "viewer")]
    assert run(app, ["account", "remove", "Ana", *where]).exit_code == 2
    assert run(app, ["account", "remove", "Ivo", *where]).exit_code == 0


def test_the_commands_list_and_end_sessions(tmp_path: Path) -> None:
    made = open_record(tmp_path / "desk.db", create=True)
    add_account(made, "Ana", "owner", GOOD)
    _, secret = sign_in(made, "Ana", GOOD, HERE, "a browser")
    run, where = CliRunner().invoke, ["--in", str(tmp_path / "desk.db")]
    (line,) = run(app, ["account", "sessions", *where]).stdout.splitlines()
    assert (line.split()[1], line.endswith("a browser")) == ("Ana", True)
    assert run(app, ["account", "end", line.split()[0], *where]).exit_code == 0
    assert find_session(made, secret) is None
    assert run(app, ["account", "end", line.split()[0], *where]).exit_code == 2
    made.close()
