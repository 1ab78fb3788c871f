"""A person's decision into the record: added to those before it, logged, and in force at once. Nothing is written over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, insert, select

from onrecord.errors import UsageError
from onrecord.nouns import Claim, Report, Span
from onrecord.record.correct import parse_value, read_value
from onrecord.record.event_names import check_length, find_event_id
from onrecord.record.judgement import SILENT, VERDICTS, Anchor, Judgement, Verb, anchor_claim, find_active
from onrecord.record.log import append, canonical, printable, sha256_of
from onrecord.record.parts import begins
from onrecord.record.pending import mark_pending
from onrecord.record.quotes import make_quote
from onrecord.record.rows import read_claim
from onrecord.record.settle import read_current_reading, read_judgements, settle_report
from onrecord.record.store import Record
from onrecord.record.tables import AS_TOLD, claim, claim_text, event_claim, judged, judgement

UNTOLD = frozenset({"accept", "unsure"})  # events are not made of these; one that takes a rejection back changes the claim, and that is seen
STANDING = select(AS_TOLD, claim.c.report_id).join(claim_text, claim_text.c.seq == claim.c.seq)


class Standing(NamedTuple):
    """A current claim and the report that it is of."""

    claim: Claim
    report: str

    @property
    def anchor(self) -> Anchor:
        return anchor_claim(self.claim, self.report)


class Decision(NamedTuple):
    """Who decides, and why."""

    reviewer: str
    reason: str


def judge_claims(record: Record, verb: Verb, ids: Sequence[str], decision: Decision) -> Judgement:
    """Accepts, rejects or doubts claims; an event stands for all of its claims."""
    if verb not in VERDICTS:
        raise UsageError(f"{verb!r} is no verdict; there are: {', '.join(sorted(VERDICTS))}")
    with record.writing() as connection:
        found = [standing for name in ids for standing in find_judged(connection, name)]
        return add_judgement(connection, record.clock(), decision, verb=verb, claims=anchors(found))


def correct(record: Record, name: str, field: str, written: str, decision: Decision, span: Span | None = None) -> Judgement:
    """Sets a field of a claim to what a person wrote; what stood there is kept in the judgement, and in the claim as it was read.

    ``span`` are the words of the report that bear it out: the field points to them, where it has a place for that.
    """
    with record.writing() as connection:
        standing = find_claim(connection, name)
        report = read_current_reading(connection, standing.report)[1]
        quote = make_quote(report.text, span.start, span.end) if span else None
        old, new = read_value(standing.claim, field), parse_value(standing.claim, field, written, quote, report.text)
        if field == "media":
            check_media(msgspec.json.decode(new), report)
        if old == new and quote is None:
            raise UsageError(f"{field} of {standing.claim.id} is {old} already")
        what = {"verb": "correct", "claims": anchors([standing]), "field": field, "old": old, "new": new, "quote": quote}
        return add_judgement(connection, record.clock(), decision, **what)


def merge_events(record: Record, one: str, other: str, decision: Decision) -> Judgement:
    """Says that two events, each named by itself or by a claim in it, are one."""
    with record.writing() as connection:
        ours, theirs = find_event_claims(connection, one), find_event_claims(connection, other)
        if {each.claim.id for each in ours} & {each.claim.id for each in theirs}:
            raise UsageError(f"{one} and {other} are one event already")
        return add_judgement(connection, record.clock(), decision, verb="merge", claims=anchors(ours), others=anchors(theirs))


def split_event(record: Record, name: str, parted: Sequence[str], decision: Decision) -> Judgement:
    """Says that some claims of an event tell another one."""
    with record.writing() as connection:
        if not parted:
            raise UsageError(f"{name}: name the claims that are to be split off")
        whole = find_event_claims(connection, name)
        off = [standing for part in parted for standing in find_judged(connection, part)]
        names = {each.claim.id for each in off}
        if strange := names - {each.claim.id for each in whole}:
            raise UsageError(f"{', '.join(sorted(strange))}: not in event {name}, so not to be split off; `onrecord event {name}` shows what is")
        rest = [each for each in whole if each.claim.id not in names]
        if not rest:
            raise UsageError(f"{name}: all of its claims are named; leave out those that it keeps")
        return add_judgement(connection, record.clock(), decision, verb="split", claims=anchors(off), others=anchors(rest))


def undo(record: Record, name: str, decision: Decision) -> Judgement:
    """Takes back a judgement, or an undoing, by a new one. Both stay in the record."""
    with record.writing() as connection:
        check_length(name)
        every = read_judgements(connection)
        found = [each for each in every if each.id.startswith(name)]
        if len(found) != 1:
            raise UsageError(f"{name}: {'several judgements begin so' if found else 'no such judgement'}; `onrecord judge list` shows them all")
        target = found[0]
        in_force = {each.id for each in find_active(every)}
        if target.verb != "undo" and target.id not in in_force:
            raise UsageError(f"{target.id}: is undone already")
        return add_judgement(connection, record.clock(), decision, verb="undo", undoes=target.id, **about(target))


def check_media(numbers: Sequence[int], report: Report) -> None:
    """Raises ``UsageError`` for the number of a picture or film that the report has not."""
    if strange := [number for number in numbers if not 0 <= number < len(report.media)]:
        raise UsageError(f"media: the report has {len(report.media)} pictures and films, numbered from 0, and none is {strange[0]}")


def about(target: Judgement) -> dict[str, Any]:
    """What a judgement is about, for the one that undoes it."""
    return {"claims": target.claims, "others": target.others, "report": target.report, "on": target.on}


def anchors(found: Iterable[Standing]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(standing.anchor for standing in found))


def add_judgement(connection: Connection, at: str, decision: Decision, **what: Any) -> Judgement:
    """Writes a judgement, its log entry, and its effect on the reports that it is about, in the transaction at hand."""
    reviewer, reason = printable(decision.reviewer.strip()), printable(decision.reason.strip())
    if not reviewer:
        raise UsageError("a judgement needs the name of its reviewer: --by NAME")
    if not reason:
        raise UsageError("a judgement needs a reason: --because WORDS")
    number = (connection.execute(select(func.max(judgement.c.number))).scalar() or 0) + 1
    made = Judgement(id="", at=at, reviewer=reviewer, reason=reason, **what)
    name = hashlib.sha256(f"{number}|{canonical(msgspec.to_builtins(made))}".encode()).hexdigest()[:12]
    made = msgspec.structs.replace(made, id=name)
    body = canonical(msgspec.to_builtins(made))
    connection.execute(insert(judgement).values(id=name, number=number, body=body))
    if made.reports:
        connection.execute(insert(judged), [{"judgement_id": name, "report_id": report} for report in made.reports])
    append(connection, "judge", at, {"judgement": name, "verb": made.verb, "reviewer": reviewer, "digest": sha256_of(body)})
    if not is_silent(connection, made):
        for report in made.reports:
            settle_report(connection, report)
            if made.verb not in UNTOLD:
                mark_pending(connection, report)
    return made


def is_silent(connection: Connection, made: Judgement) -> bool:
    """Whether a judgement changes nothing of what is told, nor undoes one that did."""
    undone = connection.execute(select(judgement.c.body).where(judgement.c.id == made.undoes)).scalar() if made.undoes else None
    return made.verb in SILENT or (undone is not None and is_silent(connection, msgspec.json.decode(undone, type=Judgement)))


def find_judged(connection: Connection, name: str) -> list[Standing]:
    """The claim of an id, or the claims of the event of an id."""
    found = find_claims_named(connection, name)
    return found if found else find_event_claims(connection, name)


def find_claim(connection: Connection, name: str) -> Standing:
    """The one claim that an id, or its beginning, stands for."""
    found = find_claims_named(connection, name)
    if len(found) != 1:
        why = f"begins the ids of {len(found)} claims; write more of it" if found else "no current claim has this id; `onrecord claims` shows them"
        raise UsageError(f"{name}: {why}")
    return found[0]


def find_claims_named(connection: Connection, name: str) -> list[Standing]:
    """Current claims whose id begins so, rejected ones too."""
    check_length(name)
    rows = STANDING.where(claim.c.current == 1, begins(claim.c.id, name)).order_by(claim.c.seq)
    return [Standing(read_claim(row.told), row.report_id) for row in connection.execute(rows)]


def find_event_claims(connection: Connection, name: str) -> list[Standing]:
    """The claims of an event."""
    found = find_event_id(connection, name)
    rows = STANDING.join(event_claim, event_claim.c.claim_id == claim.c.id).where(event_claim.c.event_id == found, claim.c.current == 1)
    return [Standing(read_claim(row.told), row.report_id) for row in connection.execute(rows.order_by(claim.c.seq))]
