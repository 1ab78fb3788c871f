"""A claim that the machine missed, added by a person who selected its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import func, select

from onrecord.errors import UsageError
from onrecord.nouns import Claim, EventType, Report, Span
from onrecord.record.compare import find_report
from onrecord.record.correct import FIELDS, RULE, correct_claim, parse_value
from onrecord.record.extractions import read_current
from onrecord.record.judge import Decision, add_judgement, check_media, find_claim
from onrecord.record.judgement import ADDED, Judgement, anchor_claim, origin_of
from onrecord.record.quotes import Quote, find_words, make_quote
from onrecord.record.rows import write_json
from onrecord.record.settle import read_current_reading
from onrecord.record.store import Record
from onrecord.record.tables import judgement

OWN = ("start", "end", "exact", "event_type")


def add_claim(record: Record, name: str, told: Mapping[str, Any], decision: Decision) -> Judgement:
    """Adds a claim to a report: ``start``, ``end`` and ``event_type``, and any other field as its noun has it or as ``onrecord judge correct`` does.

    Its words are taken from the report's text, as are those of every part that points to a stretch of it. Raises ``UsageError`` for what
    cannot stand there, and where the same claim is there already.
    """
    with record.writing() as connection:
        report = find_report(connection, name)
        extraction = read_current(connection, report)
        quote = select_words(extraction.report, told)
        made = make_claim(extraction.report.text, quote, told)
        check_media(made.media, extraction.report)
        check_new(made, extraction.claims)
        at = record.clock()
        number = connection.execute(select(func.count()).select_from(judgement)).scalar_one()
        digest = hashlib.sha256(f"{report}|{at}|{number}|{write_json(made)}".encode()).hexdigest()
        made = msgspec.structs.replace(made, id=f"{ADDED}{digest[:12]}")
        what = {"verb": "add", "claims": (anchor_claim(made, report),), "report": report, "quote": quote, "new": write_json(made)}
        return add_judgement(connection, at, decision, **what)


def select_words(report: Report, told: Mapping[str, Any]) -> Quote:
    """The words that a claim is to stand on: by where they begin and end, or by themselves where the text has them once."""
    start, end, exact = (told.get(name) for name in ("start", "end", "exact"))
    if type(start) is int and type(end) is int:  # True is an int to Python
        return make_quote(report.text, start, end)
    if not isinstance(exact, str) or not exact.strip():
        raise UsageError("a claim needs its words: where they begin and end in the report's text, or the words themselves")
    span = find_once(report.text, exact)
    return make_quote(report.text, span.start, span.end)


def find_once(text: str, words: str) -> Span:
    """The one place that has the words. Raises ``UsageError`` where there is none, or more."""
    found = list(find_words(text, words))
    if len(found) != 1:
        why = f"stand in {len(found)} places of the report; write more of them" if found else "do not stand in the report; copy them from its text"
        raise UsageError(f"“{words}”: these words {why}")
    return found[0]


def make_claim(text: str, quote: Quote, told: Mapping[str, Any]) -> Claim:
    """The claim as a person tells it, without a name yet."""
    kind = next((each for each in EventType if each.value == told.get("event_type")), None)
    if kind is None:
        raise UsageError(f"{told.get('event_type')!r} is no event type; there are: {', '.join(each.value for each in EventType)}")
    made = Claim(id="", exact=quote.exact, start=quote.start, end=quote.end, event_type=kind)
    for field, value in told.items():
        if field in OWN:
            continue
        if field not in FIELDS:
            raise UsageError(f"{field!r} is no field of a claim to be set; there are: {', '.join(FIELDS)}")
        if value is not None:
            written = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            made = correct_claim(made, field, parse_value(made, field, written, text=text))
    return name_rule(made)


def name_rule(made: Claim) -> Claim:
    """The claim with the rule that made its place, where its parts were set one by one."""
    if made.place is None or made.place.rule is not None:
        return made
    return msgspec.structs.replace(made, place=msgspec.structs.replace(made.place, rule=RULE))


def check_new(made: Claim, claims: tuple[Claim, ...]) -> None:
    """Raises where the report has the claim already: the same words, type and voice."""
    for told in claims:
        if (told.start, told.end, told.event_type, origin_of(told)) == (made.start, made.end, made.event_type, origin_of(made)):
            raise UsageError(f"claim {told.id} tells this already; correct that one")


def find_support(record: Record, name: str, words: str) -> Span:
    """Where in the report of a claim some words stand that bear a correction out."""
    with record.reading() as connection:
        standing = find_claim(connection, name)
        return find_once(read_current_reading(connection, standing.report)[1].text, words)
