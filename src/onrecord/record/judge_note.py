"""Notes: what a person has to say on a claim, an event or a report, which changes nothing of what they tell."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.record.compare import find_report
from onrecord.record.judge import Decision, Standing, add_judgement, anchors, find_claims_named, find_event_claims
from onrecord.record.judgement import Judgement, On
from onrecord.record.store import Record


def note(record: Record, name: str, words: str, reviewer: str) -> Judgement:
    """Adds a note to a claim, an event or a report, whichever the name means; the words are the judgement's reason."""
    if not words.strip():
        raise UsageError("a note needs words")
    with record.writing() as connection:
        on, found, report = find_subject(connection, name)
        what = {"verb": "note", "claims": anchors(found), "report": report, "on": on}
        return add_judgement(connection, record.clock(), Decision(reviewer, words), **what)


def find_subject(connection: Connection, name: str) -> tuple[On, list[Standing], str | None]:
    """What a name means: a claim, an event with its claims, or a report."""
    claims = find_claims_named(connection, name)
    if len(claims) == 1:
        return "claim", claims, None
    if claims:
        raise UsageError(f"{name}: begins the ids of {len(claims)} claims; write more of it")
    try:
        return "event", find_event_claims(connection, name), None
    except UsageError as no_event:
        try:
            return "report", [], find_report(connection, name)
        except UsageError:
            raise UsageError(f"{name}: no such claim, event or report; `onrecord claims` and `onrecord events` show them") from no_event
