"""What is to be reviewed next: claims that nobody has judged, the most uncertain, the most disputed or the newest first, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select, text, update

from onrecord.errors import UsageError
from onrecord.nouns import Claim, Report, Span
from onrecord.record.ask import find_events_of, read_reports
from onrecord.record.doubt import find_doubts
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim, read_report
from onrecord.record.store import Record
from onrecord.record.tables import AS_TOLD, claim, claim_text, event, event_claim, reading

Order = Literal["uncertain", "disputed", "newest"]
Key = tuple[int, str, int]  # where a page ends: what it is ordered by, the event where that counts, and the row
AROUND = 300  # characters of the report shown on either side of a claim's words
PAGE = 500
JOINED = event_claim.join(event, event.c.id == event_claim.c.event_id).join(claim, claim.c.id == event_claim.c.claim_id)
# Written out: PostgreSQL's index of what is unjudged is by these very words. With a sign, so that no index of what stands is taken where the order
# is another one.
UNJUDGED = text("claim.standing = 1 AND claim.verdict IS NULL")
IN_ANOTHER_ORDER = text("+claim.standing = 1 AND claim.verdict IS NULL")


class Head(msgspec.Struct, frozen=True):
    """A report by what stands over it. ``id`` is the version's; ``report`` that of the report through all its versions."""

    id: str
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Context(msgspec.Struct, frozen=True):
    """Some of a report's text, and how far into the text it begins."""

    text: str
    offset: int


class Queued(msgspec.Struct, frozen=True):
    """A claim to be reviewed: what stands around its words, the event that it is in, and why it comes where it comes."""

    claim: Claim
    report: Head
    context: Context
    event: str | None
    why: list[str]
    score: int
    verdict: str | None = None
    is_corrected: bool = False


class Queue(NamedTuple):
    """A page of the queue, where it goes on, and how many are left in all."""

    items: list[Queued]
    next: Key | None
    left: int


def read_queue(record: Record, order: Order, after: Key | None, limit: int) -> Queue:
    """A page of what is to be reviewed, from after a place."""
    if order not in QUESTIONS:
        raise UsageError(f"{order!r} is no order of the queue; there are: {', '.join(QUESTIONS)}")
    with record.reading() as connection:
        rows = connection.execute(QUESTIONS[order](after).limit(limit + 1)).all()
        items = read_items(connection, rows[:limit], order)
        left = count_left(connection, order)
    last = rows[limit - 1] if len(rows) > limit else None
    return Queue(items, (last.rank, last.event or "", last.seq) if last is not None else None, left)


def most_uncertain(after: Key | None) -> Select[Any]:
    """By points of doubt, those of most points first, the oldest of them first."""
    found = select(claim.c.seq, claim.c.doubt.label("rank"), event_of()).where(UNJUDGED).order_by(claim.c.doubt.desc(), claim.c.seq)
    if after is None:
        return found
    rank, _, seq = after
    return found.where(and_(claim.c.doubt <= rank, or_(claim.c.doubt < rank, claim.c.seq > seq)))


def newest(after: Key | None) -> Select[Any]:
    """What came in last first."""
    found = select(claim.c.seq, claim.c.seq.label("rank"), event_of()).where(IN_ANOTHER_ORDER).order_by(claim.c.seq.desc())
    return found if after is None else found.where(claim.c.seq < after[2])


def most_disputed(after: Key | None) -> Select[Any]:
    """Claims of events that have disputed fields, of those with most first, the claims of one event together."""
    found = (
        select(claim.c.seq, event.c.disputes.label("rank"), event.c.id.label("event"))
        .select_from(JOINED)
        .where(event.c.disputes > 0, IN_ANOTHER_ORDER)
    )
    found = found.order_by(event.c.disputes.desc(), event.c.id, claim.c.seq)
    if after is None:
        return found
    rank, name, seq = after
    later = or_(event.c.disputes < rank, event.c.id > name, and_(event.c.id == name, claim.c.seq > seq))
    return found.where(and_(event.c.disputes <= rank, later))


def event_of() -> Any:
    """The event that a claim is in."""
    return select(event_claim.c.event_id).where(event_claim.c.claim_id == claim.c.id).limit(1).scalar_subquery().label("event")


QUESTIONS = {"uncertain": most_uncertain, "disputed": most_disputed, "newest": newest}
ALL = select(func.count()).select_from(claim).where(UNJUDGED)
IN_DISPUTE = select(func.count()).select_from(event_claim.join(event, event.c.id == event_claim.c.event_id)).where(event.c.disputes > 0)


def count_left(connection: Connection, order: Order) -> int:
    """How many claims there are to review. Of disputed events those that were judged are counted, as they are the fewer, and taken off."""
    if order != "disputed":
        return int(connection.execute(ALL).scalar_one())
    judged = select(func.count()).select_from(JOINED).where(claim.c.standing == 1, claim.c.verdict.in_(("accept", "unsure")), event.c.disputes > 0)
    return int(connection.execute(IN_DISPUTE).scalar_one()) - int(connection.execute(judged).scalar_one())


def read_items(connection: Connection, rows: Sequence[Any], order: Order) -> list[Queued]:
    """The claims of some rows, whole, in the order of the rows; the reason of that order comes first."""
    columns = (claim.c.seq, claim.c.id, claim.c.report_id, claim.c.reading_id, claim.c.doubt, claim.c.verdict, AS_TOLD, claim_text.c.body)
    told = select(*columns).join(claim_text, claim_text.c.seq == claim.c.seq)
    whole = {row.seq: row for row in ask_all(connection, [row.seq for row in rows], lambda some: told.where(claim.c.seq.in_(some)))}
    reports = read_reports(connection, {row.reading_id for row in whole.values()})
    events = find_events_of(connection, [row.id for row in whole.values()])
    names = set(events.values())
    disputed = {row.id: row for row in ask_all(connection, names, lambda some: select(event.c.id, event.c.disputed).where(event.c.id.in_(some)))}
    items = []
    for row in (whole[row.seq] for row in rows):
        told_claim, found = read_claim(row.told), reports[row.reading_id]
        name = events.get(row.id)
        fields = disputed[name].disputed.split() if name in disputed else []
        items.append(
            Queued(
                claim=told_claim,
                report=make_head(found, row.report_id),
                context=find_context(found.text, Span(told_claim.start, told_claim.end)),
                event=name,
                why=say_why(say_disputes(fields), [doubt.words for doubt in find_doubts(told_claim, found)], order),
                score=row.doubt or 0,
                verdict=row.verdict,
                is_corrected=row.body is not None,
            )
        )
    return items


def make_head(found: Report, report_id: str) -> Head:
    return Head(found.id, report_id, found.title, found.outlet, found.published, found.url)


def find_context(text: str, span: Span) -> Context:
    """The lines that the words stand in, cut where they run on for long."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    end = min(len(text) if line_end < 0 else line_end, span.end + AROUND)
    return Context(text[start:end], start)


def say_disputes(fields: Sequence[str]) -> list[str]:
    """What is disputed of a claim's event, in words."""
    return [f"reports of its event contradict one another on: {', '.join(field.replace('_', ' ') for field in fields)}"] if fields else []


def say_why(disputes: list[str], doubts: list[str], order: Order) -> list[str]:
    """The reasons why a claim should be looked at, those first by which the queue is ordered."""
    return ([*disputes, *doubts] if order == "disputed" else [*doubts, *disputes]) or ["nothing about it is uncertain or disputed"]


def fill_doubts(connection: Connection) -> None:
    """Works out the doubt of claims of which it is not known yet: those that an older version of the program wrote."""
    unknown = (
        select(claim.c.seq, AS_TOLD, reading.c.document, claim.c.reading_id)
        .join(claim_text, claim_text.c.seq == claim.c.seq)
        .join(reading, reading.c.id == claim.c.reading_id)
        .where(claim.c.doubt.is_(None))
        .order_by(claim.c.reading_id)
        .limit(PAGE)
    )
    while rows := connection.execute(unknown).all():
        reports = {row.reading_id: row.document for row in rows}
        found = {name: read_report(document) for name, document in reports.items()}
        for row in rows:
            points = sum(doubt.points for doubt in find_doubts(read_claim(row.told), found[row.reading_id]))
            connection.execute(update(claim).where(claim.c.seq == row.seq).values(doubt=points))
