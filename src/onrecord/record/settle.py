"""What people decided, set upon what the machine read: run for a report whenever either changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from onrecord.nouns import Claim, Report
from onrecord.record.added import place_added
from onrecord.record.correct import correct_claim
from onrecord.record.judgement import VERDICTS, Anchor, Judgement, find_active, find_anchored
from onrecord.record.pending import mark_pending
from onrecord.record.quotes import find_quote
from onrecord.record.rows import Row, index_claim, read_claim, read_report, words_of, write_json
from onrecord.record.spans import move_spans
from onrecord.record.tables import claim, claim_text, judged, judgement, reading, version

POINTING = re.compile(r'"start":\d')  # a value of which a part says where its words stand


def read_judgements(connection: Connection, report_id: str | None = None) -> list[Judgement]:
    """All judgements, or those about one report with what undid them, in the order in which they were made."""
    rows = select(judgement.c.body).order_by(judgement.c.number)
    if report_id is not None:
        rows = rows.join(judged).where(judged.c.report_id == report_id)
    return [msgspec.json.decode(row.body, type=Judgement) for row in connection.execute(rows)]


def settle_report(connection: Connection, report_id: str) -> None:
    """Gives the report's current claims their verdicts and corrections, anew from what the machine read."""
    judgements = read_judgements(connection, report_id)
    if not judgements:
        return
    active = find_active(judgements)
    if any(each.verb == "add" for each in judgements):
        place_added(connection, judgements, active, *read_current_reading(connection, report_id))
    rows, machine, found = read_standing(connection, report_id)
    changed = [settle_claim(connection, row, machine, active, found) for row in rows]
    if any(changed) or any(each.verb in {"merge", "split"} for each in judgements):
        mark_pending(connection, report_id)


def read_standing(connection: Connection, report_id: str) -> tuple[Sequence[Any], dict[int, Claim], Report]:
    """The rows of a report's current claims, what the machine read in each, and the report as it was read."""
    columns = (claim, claim_text.c.machine, claim_text.c.body, claim_text.c.words, claim_text.c.added_by)
    told = select(*columns).join(claim_text, claim_text.c.seq == claim.c.seq)
    rows = connection.execute(told.where(claim.c.report_id == report_id, claim.c.current == 1).order_by(claim.c.number)).all()
    _, found = read_current_reading(connection, report_id)
    return rows, {row.seq: read_claim(row.machine) for row in rows}, found


def read_current_reading(connection: Connection, report_id: str) -> tuple[str, Report]:
    """The current reading of a report's current version: its id, and the report as it was read."""
    current = select(reading.c.id, reading.c.document).join(version).where(version.c.report_id == report_id, version.c.current == 1)
    row = connection.execute(current.where(reading.c.current == 1)).one()
    return row.id, read_report(row.document)


def settle_claim(connection: Connection, row: Any, machine: dict[int, Claim], active: Iterable[Judgement], found: Report) -> bool:
    """Brings one claim's rows up to what was judged of it; whether anything changed that an event is made of."""
    is_told_otherwise = False
    for table, new in zip((claim, claim_text), make_settled(row, machine, active, found), strict=True):
        changed = {name for name, value in new.items() if getattr(row, name) != value}
        if changed:
            connection.execute(update(table).where(table.c.seq == row.seq).values(**new))
            is_told_otherwise = is_told_otherwise or changed != {"verdict"}
    return is_told_otherwise


def make_settled(row: Any, machine: dict[int, Claim], active: Iterable[Judgement], found: Report) -> tuple[Row, Row]:
    """What a claim's rows must hold, its columns and its text, by what the machine read and what people judged of it."""
    verdict, told = None, machine[row.seq]
    for each in active:
        if not any(find_seq(anchor, machine) == row.seq for anchor in each.claims if anchor.report == row.report_id):
            continue
        if each.verb in VERDICTS:
            verdict = each.verb
        elif each.verb == "correct" and each.field is not None and each.new is not None:
            told = correct_now(told, each, found.text)
    columns = {"verdict": verdict, "standing": int(verdict != "reject"), **index_claim(told, found)}
    return columns, {"body": None if told == machine[row.seq] else write_json(told), "words": words_of(told)}


def correct_now(told: Claim, each: Judgement, text: str) -> Claim:
    """The claim as one judgement corrects it, pointing to where the words that bear it out stand in the text as it is now."""
    assert each.field is not None
    assert each.new is not None
    words, span = (each.quote.exact, find_quote(text, each.quote)) if each.quote else (None, None)
    corrected = correct_claim(told, each.field, each.new, words, span)
    if POINTING.search(each.new) is None:
        return corrected
    return move_spans(corrected, text, only=each.field if each.field.startswith("toll.") else each.field.split(".")[0])


def find_seq(anchor: Anchor, machine: dict[int, Claim]) -> int | None:
    """The row of the claim that an anchor means among those of a report."""
    told = find_anchored(anchor, list(machine.values()))
    return next((seq for seq, each in machine.items() if each is told), None) if told else None
