"""Who may use the record over a network: names with a role and a password, of which an argon2 hash is kept. None of it is in a dump or the log."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.record.store import Record
from onrecord.record.tables import account, desk_session

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["viewer", "reviewer", "owner"]
ROLES: tuple[Role, ...] = ("viewer", "reviewer", "owner")  # each may do what those before it may
SHORTEST_PASSWORD = 12
LONGEST = 200


class Account(msgspec.Struct, frozen=True):
    """A person who may sign in."""

    name: str
    role: Role
    made: str


@cache
def open_hasher() -> PasswordHasher:
    """What makes and checks hashes: argon2id with the library's own measure of work."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def spell_name(name: str) -> str:
    """A name as it is kept: two that look alike are one."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def check_role(name: str) -> Role:
    """The role of a name. Raises ``UsageError`` where there is none."""
    found = next((role for role in ROLES if role == name), None)
    if found is None:
        raise UsageError(f"{name!r} is no role; there are: {', '.join(ROLES)}")
    return found


def check_password(password: str) -> str:
    """The password. Raises ``UsageError`` for one that is short: length is what makes it hard to guess."""
    if len(password) < SHORTEST_PASSWORD:
        raise UsageError(f"a password has at least {SHORTEST_PASSWORD} characters; a few words in a row are easy to keep")
    if len(password) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST} characters")
    return password


def add_account(record: Record, name: str, role: str, password: str) -> Account:
    """Makes an account."""
    name = spell_name(name)
    if not name or len(name) > LONGEST or not name.isprintable():
        raise UsageError(f"{name!r}: no name for an account; write one to {LONGEST} letters")
    made = Account(name, check_role(role), record.clock())
    hashed = open_hasher().hash(check_password(password))
    with record.writing() as connection:
        if find_account(connection, name) is not None:
            raise UsageError(f"{name}: has an account already; change it with: onrecord account role, or password")
        connection.execute(insert(account).values(name=name, role=made.role, hash=hashed, made=made.made))
    return made


def find_account(connection: Connection, name: str) -> Account | None:
    """The account of a name, whatever its case."""
    row = connection.execute(select(account).where(func.lower(account.c.name) == spell_name(name).lower())).first()
    return Account(row.name, check_role(row.role), row.made) if row else None


def list_accounts(record: Record) -> list[Account]:
    """All accounts by name."""
    with record.reading() as connection:
        return [Account(row.name, check_role(row.role), row.made) for row in connection.execute(select(account).order_by(account.c.name))]


def set_role(record: Record, name: str, role: str) -> Account:
    """Gives an account another role, at once. The last owner stays one."""
    wanted = check_role(role)
    with record.writing() as connection:
        found = need_account(connection, name)
        if found.role == "owner" and wanted != "owner":
            check_owner_left(connection, found)
        connection.execute(update(account).where(account.c.name == found.name).values(role=wanted))
    return msgspec.structs.replace(found, role=wanted)


def set_password(record: Record, name: str, password: str) -> Account:
    """Gives an account another password, and ends its sessions."""
    hashed = open_hasher().hash(check_password(password))
    with record.writing() as connection:
        found = need_account(connection, name)
        connection.execute(update(account).where(account.c.name == found.name).values(hash=hashed))
        connection.execute(delete(desk_session).where(desk_session.c.account == found.name))
    return found


def remove_account(record: Record, name: str) -> Account:
    """Removes an account and ends its sessions; what it judged stays. The last owner stays too."""
    with record.writing() as connection:
        found = need_account(connection, name)
        if found.role == "owner":
            check_owner_left(connection, found)
        connection.execute(delete(desk_session).where(desk_session.c.account == found.name))
        connection.execute(delete(account).where(account.c.name == found.name))
    return found


def need_account(connection: Connection, name: str) -> Account:
    found = find_account(connection, name)
    if found is None:
        raise UsageError(f"{name}: has no account; `onrecord account list` shows those that there are")
    return found


def check_owner_left(connection: Connection, leaving: Account) -> None:
    others = select(func.count()).select_from(account).where(account.c.role == "owner", account.c.name != leaving.name)
    if connection.execute(others).scalar_one() == 0:
        raise UsageError(f"{leaving.name}: is the last owner; make another one first")


def has_owner(record: Record) -> bool:
    """Whether anybody could let others in."""
    with record.reading() as connection:
        return connection.execute(select(account.c.name).where(account.c.role == "owner").limit(1)).first() is not None
