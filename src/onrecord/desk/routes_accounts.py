"""Signing in and out; accounts and sessions, for owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, delete, get, patch, post
from litestar.exceptions import NotAuthorizedException, TooManyRequestsException
from litestar.params import FromPath, JSONBody

from onrecord.desk.desk import TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.roles import owner
from onrecord.desk.routes_about import Me, make_me
from onrecord.desk.security import Person, Role
from onrecord.errors import UsageError
from onrecord.record import accounts, sessions
from onrecord.record.accounts import Account
from onrecord.record.sessions import Session, SignInRefused, TooManyAttempts
from onrecord.record.store import Record

Word = Annotated[str, msgspec.Meta(max_length=200)]


@dataclass(frozen=True, slots=True)
class AccountSessions:
    """Sessions of the record's accounts, for the door."""

    record: Record

    async def find(self, secret: str) -> Person | None:
        """Who a cookie's secret stands for, with the role that they have now."""
        found = await to_thread.run_sync(sessions.find_session, self.record, secret)
        return Person(found.name, found.role) if found else None


class SignIn(msgspec.Struct, frozen=True):
    """A name and a password."""

    name: Word
    password: Word


class NewAccount(msgspec.Struct, frozen=True):
    """An account to be made."""

    name: Word
    role: Role
    password: Word


class Change(msgspec.Struct, frozen=True):
    """What is to be another: the role, the password, or both."""

    role: Role | None = None
    password: Word | None = None


class AccountRow(msgspec.Struct, frozen=True):
    """An account, and how many browsers are signed in with it."""

    name: str
    role: Role
    made: str
    sessions: int


class AccountList(msgspec.Struct, frozen=True):
    """All accounts."""

    items: list[AccountRow]


class SessionList(msgspec.Struct, frozen=True):
    """Sessions that have not run out."""

    items: list[Session]


@post("/api/login", status_code=200, sync_to_thread=True)
def sign_in(desk: TheDesk, request: Request[Any, Any, Any], data: JSONBody[SignIn]) -> Response[Me]:
    """Opens a session for an account."""
    if desk.token is not None:
        raise UsageError("this desk is open to whoever started it; use the address that it printed")
    address = request.client.host if request.client else "nowhere"
    try:
        found, secret = sessions.sign_in(desk.record, data.name, data.password, address, request.headers.get("user-agent"))
    except SignInRefused as error:
        raise NotAuthorizedException(detail=str(error)) from error
    except TooManyAttempts as error:
        raise TooManyRequestsException(detail=str(error), headers={"retry-after": str(int(sessions.WINDOW.total_seconds()))}) from error
    answer = Response(make_me(desk, Person(found.name, found.role), secret))
    answer.set_cookie(desk.cookie, secret, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


@post("/api/logout", status_code=204, sync_to_thread=True)
def sign_out(desk: TheDesk, request: Request[Person, str, Any]) -> Response[None]:
    """Ends this session."""
    sessions.sign_out(desk.record, request.auth)
    if desk.token is not None:
        desk.token.end(request.auth)
    answer: Response[None] = Response(None, status_code=204)
    answer.delete_cookie(desk.cookie, path="/")
    return answer


@get("/api/accounts", guards=[owner], sync_to_thread=True)
def get_accounts(desk: TheDesk) -> AccountList:
    """All accounts by name."""
    every = sessions.list_sessions(desk.record)
    return AccountList([shape(each, every) for each in accounts.list_accounts(desk.record)])


def shape(each: Account, every: list[Session]) -> AccountRow:
    return AccountRow(each.name, each.role, each.made, sum(session.account == each.name for session in every))


@post("/api/accounts", guards=[owner], sync_to_thread=True)
def add_account(desk: TheDesk, data: JSONBody[NewAccount]) -> AccountRow:
    """Makes an account."""
    return shape(accounts.add_account(desk.record, data.name, data.role, data.password), [])


@patch("/api/accounts/{name:str}", guards=[owner], sync_to_thread=True)
def change_account(desk: TheDesk, name: FromPath[str], data: JSONBody[Change]) -> AccountRow:
    """Gives an account another role, or another password, which ends its sessions."""
    check_account(desk.record, name)
    if data.role is None and data.password is None:
        raise UsageError("nothing to change: give a role or a password")
    if data.password is not None:
        accounts.check_password(data.password)
    if data.role is not None:
        accounts.set_role(desk.record, name, data.role)
    if data.password is not None:
        accounts.set_password(desk.record, name, data.password)
    return shape(check_account(desk.record, name), sessions.list_sessions(desk.record))


@delete("/api/accounts/{name:str}", guards=[owner], sync_to_thread=True)
def end_account(desk: TheDesk, name: FromPath[str]) -> None:
    """Removes an account and ends its sessions. What it judged stays."""
    check_account(desk.record, name)
    accounts.remove_account(desk.record, name)


def check_account(record: Record, name: str) -> Account:
    """The account of a name. Raises ``NotThere`` where there is none."""
    with record.reading() as connection:
        found = accounts.find_account(connection, name)
    if found is None:
        raise NotThere(f"{name}: has no account; reload the list")
    return found


@get("/api/sessions", sync_to_thread=True)
def get_sessions(desk: TheDesk, request: Request[Person, str, Any]) -> SessionList:
    """Browsers that are signed in: all for an owner, their own for others."""
    is_owner = request.user.may("owner")
    return SessionList(sessions.list_sessions(desk.record, None if is_owner else request.user.name))


@delete("/api/sessions/{name:str}", sync_to_thread=True)
def end_session(desk: TheDesk, request: Request[Person, str, Any], name: FromPath[str]) -> None:
    """Ends a session: any for an owner, their own for others."""
    mine = sessions.list_sessions(desk.record, None if request.user.may("owner") else request.user.name)
    if not any(each.id == name for each in mine):
        raise NotThere(f"{name}: no such session; it may have ended by itself")
    sessions.end_session(desk.record, name)
