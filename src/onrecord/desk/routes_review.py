"""Reviewing: what is to be looked at next, and what people decide about claims, events and reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from onrecord.desk.desk import Page, TheDesk
from onrecord.desk.pages import Cursor, Limit, cut_page, read_cursor, write_cursor
from onrecord.desk.roles import reviewer
from onrecord.desk.security import Person
from onrecord.errors import UsageError
from onrecord.nouns import Span
from onrecord.record import judge
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision
from onrecord.record.judge_add import add_claim
from onrecord.record.judge_note import note
from onrecord.record.judged import Judged, find_current, list_judged
from onrecord.record.judgement import Judgement, Verb
from onrecord.record.queue import Key, Order, Queued, read_queue
from onrecord.record.shown import ShownClaim, read_shown
from onrecord.record.store import Record

NO_REASON = "reviewed at the desk"  # where a reviewer gives no other
MOST = 1000  # claims judged at once
Ids = Annotated[list[str], msgspec.Meta(max_length=MOST)]
Short = Annotated[str, msgspec.Meta(max_length=200)]
Long = Annotated[str, msgspec.Meta(max_length=10_000)]


class QueuePage(msgspec.Struct, frozen=True):
    """Some of what is to be reviewed, where it goes on, and how much is left in all."""

    items: list[Queued]
    next: str | None
    left: int


class Stretch(msgspec.Struct, frozen=True):
    """Words that a reviewer selected, in code points of the report's text."""

    start: int
    end: int


class Asked(msgspec.Struct, frozen=True):
    """What a reviewer decides. Which fields it takes depends on the verb.

    A verdict takes `claims`; `correct` takes `claim`, `field`, `value` and the `span` of the words that bear it out; `merge` takes `one` and
    `other`; `split` takes `event` and `claims`; `undo` takes `judgement`; `add` takes `report` and `claim`; `note` takes `on` and `text`.
    """

    verb: Literal["accept", "reject", "unsure", "correct", "merge", "split", "undo", "add", "note"]
    reason: Long = NO_REASON
    claims: Ids = []
    claim: Short | dict[str, Any] | None = None
    field: Short | None = None
    value: Any = None
    span: Stretch | None = None
    one: Short | None = None
    other: Short | None = None
    event: Short | None = None
    judgement: Short | None = None
    report: Short | None = None
    on: Short | None = None
    text: Long | None = None


class Made(msgspec.Struct, frozen=True):
    """A judgement, and the claims that it is about as they are now."""

    judgement: Judgement
    claims: dict[str, ShownClaim]


@get("/api/queue", sync_to_thread=True)
def get_queue(desk: TheDesk, order: FromQuery[Order] = "uncertain", limit: Limit = 20, cursor: Cursor = None) -> QueuePage:
    """Claims that nobody has judged yet, each with why it comes where it comes."""
    found = read_queue(desk.record, order, read_key(cursor), limit)
    return QueuePage(found.items, write_key(found.next) if found.next else None, found.left)


def read_key(cursor: str | None) -> Key | None:
    """Where the page before ended."""
    place = read_cursor(cursor)
    if place is None:
        return None
    rank, seq = (part.removeprefix("-") for part in place[0].partition("|")[::2])
    if not (rank.isdecimal() and seq.isdecimal() and len(rank) < 19 and len(seq) < 19):
        raise UsageError("cursor: is none that the queue gave; ask for the first page again")
    return int(rank), place[1], int(seq)


def write_key(key: Key) -> str:
    return write_cursor((f"{key[0]}|{key[2]}", key[1]))


@post("/api/judgements", guards=[reviewer], sync_to_thread=True)
def add_judgement(desk: TheDesk, request: Request[Person, str, Any], data: JSONBody[Asked]) -> Made:
    """Keeps what a reviewer decides, in their name, and brings the events up to date with it."""
    made = DECIDE[data.verb](desk.record, data, Decision(request.user.name, data.reason.strip() or NO_REASON))
    if data.verb not in ("accept", "unsure", "note"):
        join_pending(desk.record)
    with desk.record.reading() as connection:
        return Made(made, read_shown(connection, find_current(connection, made)))


def need(value: str | None, name: str, verb: str) -> str:
    """A field that the verb takes. Raises ``UsageError`` where it is missing."""
    if not value:
        raise UsageError(f"{verb}: needs `{name}`")
    return value


def give_verdict(record: Record, data: Asked, decision: Decision) -> Judgement:
    verb: Verb = data.verb
    if not data.claims:
        raise UsageError(f"{data.verb}: needs `claims`, the ids of claims or events")
    return judge.judge_claims(record, verb, data.claims, decision)


def correct(record: Record, data: Asked, decision: Decision) -> Judgement:
    name = need(data.claim if isinstance(data.claim, str) else None, "claim", "correct")
    span = Span(data.span.start, data.span.end) if data.span else None
    written = data.value if isinstance(data.value, str) else "" if data.value is None else msgspec.json.encode(data.value).decode()
    return judge.correct(record, name, need(data.field, "field", "correct"), written, decision, span)


def merge(record: Record, data: Asked, decision: Decision) -> Judgement:
    return judge.merge_events(record, need(data.one, "one", "merge"), need(data.other, "other", "merge"), decision)


def split(record: Record, data: Asked, decision: Decision) -> Judgement:
    return judge.split_event(record, need(data.event, "event", "split"), data.claims, decision)


def undo(record: Record, data: Asked, decision: Decision) -> Judgement:
    return judge.undo(record, need(data.judgement, "judgement", "undo"), decision)


def add(record: Record, data: Asked, decision: Decision) -> Judgement:
    if not isinstance(data.claim, dict):
        raise UsageError("add: needs `claim`, with start, end and event_type")
    return add_claim(record, need(data.report, "report", "add"), data.claim, decision)


def add_note(record: Record, data: Asked, decision: Decision) -> Judgement:
    return note(record, need(data.on, "on", "note"), need(data.text, "text", "note"), decision.reviewer)


DECIDE: dict[str, Callable[[Record, Asked, Decision], Judgement]] = {
    **dict.fromkeys(("accept", "reject", "unsure"), give_verdict),
    "correct": correct,
    "merge": merge,
    "split": split,
    "undo": undo,
    "add": add,
    "note": add_note,
}


class JudgedRow(msgspec.Struct, frozen=True):
    """A judgement in the list: how it stands, and the ids that its claims have now."""

    judgement: Judgement
    state: Literal["in force", "undone", "adrift"]
    claims: tuple[str, ...]


@get("/api/judgements", sync_to_thread=True)
def get_judgements(
    desk: TheDesk,
    request: Request[Person, str, Any],
    limit: Limit = 50,
    cursor: Cursor = None,
    about: Annotated[str | None, QueryParameter(max_length=200, description="Only those about this claim, event or report.")] = None,
) -> Page:
    """Judgements, the newest first, each with how it stands; for viewers without those that withhold, which name whom they protect."""
    place = read_cursor(cursor)
    found = list_judged(desk.record, place[0] if place else None, limit + 1, about, withheld=request.user.may("reviewer"))
    page = cut_page(found, limit, place_of)
    return Page([JudgedRow(each.judgement, each.state, each.claims) for each in page.items], page.next)


def place_of(each: Judged) -> tuple[str, str]:
    return each.judgement.id, ""
