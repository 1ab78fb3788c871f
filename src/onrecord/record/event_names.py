"""Which event a name means: its id, the beginning of it, an id that it had, or a claim in it."""

from __future__ import annotations

from sqlalchemy import Connection, Select, select

from onrecord.errors import UsageError
from onrecord.record.parts import begins
from onrecord.record.tables import STANDS, claim, event, event_claim, event_name, version

SHORTEST = 4  # characters of an id that may stand for the whole


def check_length(name: str) -> None:
    """Raises ``UsageError`` for a name too short to mean one thing."""
    if len(name) < SHORTEST:
        raise UsageError(f"{name!r}: too short for an id; write at least {SHORTEST} characters of it")


def find_event_id(connection: Connection, name: str) -> str:
    """The event that a name means now. Raises ``UsageError`` where it means none, or several."""
    check_length(name)
    questions: tuple[Select[tuple[str]], ...] = (
        select(event.c.id).where(begins(event.c.id, name)),
        select(event.c.id).join(event_name, event_name.c.event_id == event.c.id).where(begins(event_name.c.name, name)),
        select(event_claim.c.event_id).where(begins(event_claim.c.claim_id, name)),
    )
    for question in questions:
        found = sorted({row[0] for row in connection.execute(question)})
        if len(found) == 1:
            return str(found[0])
        if found:
            raise UsageError(f"{name}: begins the ids of {len(found)} events; write more of it")
    if (heir := find_heir(connection, name)) is not None:
        return heir
    raise UsageError(f"{name}: no such event, nor a claim of one; `onrecord events` shows them")


def find_heir(connection: Connection, name: str) -> str | None:
    """Where an event went whose first telling is no longer read: the event of the first claim of that report as it is now."""
    report = select(version.c.report_id).join(event_name, event_name.c.version_id == version.c.id).where(event_name.c.name == name)
    now = (
        select(event_claim.c.event_id)
        .join(claim, claim.c.id == event_claim.c.claim_id)
        .where(STANDS, claim.c.report_id.in_(report))
        .order_by(claim.c.number)
        .limit(1)
    )
    return connection.execute(now).scalar()
