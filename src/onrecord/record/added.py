"""Claims that people added, among those of a report's current reading: each where its words are found again, else nowhere, and adrift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from onrecord.nouns import Claim, Report
from onrecord.record.judgement import Judgement
from onrecord.record.parts import ask_all
from onrecord.record.quotes import find_quote
from onrecord.record.rows import index_claim, read_claim, words_of, write_json
from onrecord.record.spans import move_spans
from onrecord.record.tables import claim, claim_text, judgement


def locate(each: Judgement, text: str) -> Claim | None:
    """The claim of an ``add`` as it stands in a text; None where its words are not there, or in several places that cannot be told apart."""
    if each.quote is None or each.new is None or (span := find_quote(text, each.quote)) is None:
        return None
    told = read_claim(each.new)
    return msgspec.structs.replace(move_spans(told, text, span.start - told.start), exact=text[span.start : span.end], start=span.start, end=span.end)


def place_added(connection: Connection, judgements: Sequence[Judgement], active: Iterable[Judgement], reading_id: str, found: Report) -> None:
    """Makes the claims that people added to a report current where their words are found and nobody undid them, and the others not."""
    in_force = {each.id for each in active}
    for each in judgements:
        if each.verb == "add":
            told = locate(each, found.text) if each.id in in_force else None
            keep_placed(connection, each, told, reading_id, found)


def keep_placed(connection: Connection, each: Judgement, told: Claim | None, reading_id: str, found: Report) -> None:
    """Brings the row of an added claim up to date: made where there is none yet, set aside where the claim stands no longer."""
    mine = select(claim.c.seq, claim.c.current).join(claim_text, claim_text.c.seq == claim.c.seq)
    row = connection.execute(mine.where(claim.c.reading_id == reading_id, claim_text.c.added_by == each.id)).first()
    if row is None:
        if told is not None:
            write_added(connection, each, told, reading_id, found)
    elif bool(row.current) != (told is not None):
        now = int(told is not None)
        connection.execute(update(claim).where(claim.c.seq == row.seq).values(current=now, standing=now))


def write_added(connection: Connection, each: Judgement, told: Claim, reading_id: str, found: Report) -> None:
    """A row for an added claim, after all that were read."""
    seq = (connection.execute(select(func.max(claim.c.seq))).scalar() or 0) + 1
    last = connection.execute(select(func.max(claim.c.number)).where(claim.c.reading_id == reading_id)).scalar()
    key: dict[str, Any] = {"seq": seq, "reading_id": reading_id, "number": 0 if last is None else last + 1}
    columns = {"id": told.id, "report_id": each.report, "current": 1, "standing": 1, "verdict": None, **index_claim(told, found)}
    connection.execute(insert(claim).values(**key, **columns))
    connection.execute(insert(claim_text).values(**key, machine=write_json(told), body=None, words=words_of(told), added_by=each.id))


def read_adders(connection: Connection, judgements: Iterable[str]) -> dict[str, str]:
    """Who added claims, by the judgements that did."""
    rows = ask_all(connection, judgements, lambda some: select(judgement.c.id, judgement.c.body).where(judgement.c.id.in_(some)))
    return {row.id: msgspec.json.decode(row.body, type=Judgement).reviewer for row in rows}
