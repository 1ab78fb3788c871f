"""Sessions of accounts: opened by a password, kept as the SHA-256 of a secret, ended by whoever may, and by time. Attempts to sign in are counted."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.record.accounts import Account, check_role, open_hasher, spell_name
from onrecord.record.store import Record
from onrecord.record.tables import account, attempt, desk_session

IDLE = timedelta(hours=12)  # without a request, a session ends
LONGEST = timedelta(days=7)  # and it ends then in any case
SEEN_EVERY = timedelta(minutes=5)  # how often it is noted that a session is in use: not with each request
WINDOW = timedelta(minutes=15)  # within which attempts count
OF_A_NAME = 5  # wrong passwords for one name within the window
OF_AN_ADDRESS = 30  # and from one address, for whatever names


class SignInRefused(UsageError):
    """A name and password that let nobody in. The message does not say which of the two is wrong."""


class TooManyAttempts(UsageError):
    """So many wrong passwords that no more are looked at for a while."""


class Session(msgspec.Struct, frozen=True):
    """A browser that is signed in. ``id`` names it and is no secret."""

    id: str
    account: str
    made: str
    seen: str
    expires: str
    agent: str | None


def sign_in(record: Record, name: str, password: str, address: str, agent: str | None = None) -> tuple[Account, str]:
    """The account, and the secret of a new session.

    Raises ``SignInRefused`` for a wrong name or password, after as long as a right one takes; ``TooManyAttempts`` where there were too many.
    """
    at = record.clock()
    keys = {f"name:{spell_name(name).lower()[:200]}": OF_A_NAME, f"address:{address}": OF_AN_ADDRESS}
    with record.reading() as connection:
        check_attempts(connection, keys, at)
        row = connection.execute(select(account).where(func.lower(account.c.name) == spell_name(name).lower())).first()
    if not is_password(row.hash if row else nobody_hash(), password) or row is None:
        with record.writing() as connection:
            connection.execute(delete(attempt).where(attempt.c.at < shift(at, -WINDOW)))
            connection.execute(insert(attempt), [{"key": key, "at": at} for key in keys])
        raise SignInRefused("no account has this name and password; mind case, or ask an owner of the record")
    found = Account(row.name, check_role(row.role), row.made)
    with record.writing() as connection:
        connection.execute(delete(attempt).where(attempt.c.key == next(iter(keys))))
        if open_hasher().check_needs_rehash(row.hash):
            connection.execute(update(account).where(account.c.name == row.name).values(hash=open_hasher().hash(password)))
        return found, open_session(connection, found, at, agent)


@cache
def nobody_hash() -> str:
    """A hash to check against where nobody has the name, so that the answer takes as long."""
    return open_hasher().hash(secrets.token_urlsafe(32))


def is_password(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return open_hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def check_attempts(connection: Connection, limits: dict[str, int], at: str) -> None:
    """Raises where a name or an address had too many wrong passwords lately."""
    for key, most in limits.items():
        count = connection.execute(
            select(func.count()).select_from(attempt).where(attempt.c.key == key, attempt.c.at > shift(at, -WINDOW))
        ).scalar_one()
        if count >= most:
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooManyAttempts(f"too many wrong passwords; wait {minutes} minutes, then try again, or ask an owner for a new one")


def open_session(connection: Connection, found: Account, at: str, agent: str | None) -> str:
    """A new session, the old ones that have run out swept away; its secret."""
    secret = secrets.token_urlsafe(32)
    connection.execute(delete(desk_session).where(desk_session.c.expires < at))
    row = {"account": found.name, "made": at, "seen": at, "expires": shift(at, IDLE), "agent": agent[:200] if agent else None}
    connection.execute(insert(desk_session).values(id=secrets.token_hex(8), token=digest(secret), **row))
    return secret


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def find_session(record: Record, secret: str) -> Account | None:
    """The account of a session that has not run out, with the role that it has now. Its time is put off while it is used."""
    at = record.clock()
    with record.reading() as connection:
        asked = select(desk_session, account.c.role, account.c.made.label("since")).join(account, account.c.name == desk_session.c.account)
        row = connection.execute(asked.where(desk_session.c.token == digest(secret), desk_session.c.expires > at)).first()
    if row is None:
        return None
    if row.seen < shift(at, -SEEN_EVERY):
        expires = min(shift(at, IDLE), shift(row.made, LONGEST))
        with record.writing() as connection:
            connection.execute(update(desk_session).where(desk_session.c.id == row.id).values(seen=at, expires=expires))
    return Account(row.account, check_role(row.role), row.since)


def list_sessions(record: Record, name: str | None = None) -> list[Session]:
    """Sessions that have not run out, of all accounts or of one, the one used last first."""
    asked = select(desk_session).where(desk_session.c.expires > record.clock()).order_by(desk_session.c.seen.desc(), desk_session.c.id)
    with record.reading() as connection:
        rows = connection.execute(asked if name is None else asked.where(desk_session.c.account == name)).all()
    return [Session(row.id, row.account, row.made, row.seen, row.expires, row.agent) for row in rows]


def end_session(record: Record, name: str) -> None:
    """Ends the session of an id."""
    with record.writing() as connection:
        if connection.execute(delete(desk_session).where(desk_session.c.id == name)).rowcount == 0:
            raise UsageError(f"{name}: no such session; it may have ended by itself")


def sign_out(record: Record, secret: str) -> None:
    """Ends the session of a secret, where there is one."""
    with record.writing() as connection:
        connection.execute(delete(desk_session).where(desk_session.c.token == digest(secret)))


def shift(at: str, by: timedelta) -> str:
    """A moment later or earlier, written as the record writes moments."""
    return (datetime.fromisoformat(at).astimezone(UTC) + by).strftime("%Y-%m-%dT%H:%M:%SZ")
