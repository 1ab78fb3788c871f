"""Samples of claims, drawn by a seed, that people code each by themselves: they see the words, and not what others or the machine made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from onrecord.errors import UsageError
from onrecord.nouns import Span
from onrecord.record.coded import check_fields, parse_code
from onrecord.record.log import append, canonical, printable, sha256_of
from onrecord.record.parts import ask_all
from onrecord.record.queue import Context, Head, find_context, make_head
from onrecord.record.rows import read_claim, read_report
from onrecord.record.store import Record
from onrecord.record.tables import AS_TOLD, claim, claim_text, coding, reading, sample

MOST = 5000


class Item(msgspec.Struct, frozen=True):
    """One claim of a sample by its words, with what stood around them when the sample was drawn."""

    number: int
    claim: str
    exact: str
    start: int
    end: int
    report: Head
    context: Context


class Sample(msgspec.Struct, frozen=True):
    """A sample: what was drawn of how many, by which seed, and what is to be coded of each."""

    id: str
    name: str
    size: int
    seed: int
    fields: tuple[str, ...]
    by: str
    at: str
    population: int
    items: tuple[Item, ...]


class Coding(msgspec.Struct, frozen=True):
    """What one coder gave for one item."""

    id: str
    sample: str
    item: int
    coder: str
    at: str
    values: dict[str, str]


def draw_sample(record: Record, name: str, size: int, seed: int, fields: list[str], by: str) -> Sample:
    """Draws a sample of the claims that stand. The same seed draws the same claims of the same record, on any machine."""
    name, by = printable(name.strip()), printable(by.strip())
    if not name or not by:
        raise UsageError("a sample needs a name, and the name of whoever draws it")
    if not 1 <= size <= MOST:
        raise UsageError(f"{size}: a sample has from 1 to {MOST} claims")
    chosen = check_fields(fields)
    with record.writing() as connection:
        every = [row.id for row in connection.execute(select(claim.c.id).where(claim.c.standing == 1))]
        if not every:
            raise UsageError("the record has no claims to draw from; add reports first: onrecord add")
        drawn = sorted(every, key=lambda each: hashlib.sha256(f"{seed}|{each}".encode()).digest())[:size]
        at = record.clock()
        number = (connection.execute(select(func.max(sample.c.number))).scalar() or 0) + 1
        what: dict[str, Any] = {"size": len(drawn), "seed": seed, "fields": chosen, "by": by, "at": at, "population": len(every)}
        digest = sha256_of(canonical({"number": number, "name": name, "drawn": drawn, **what}))
        made = Sample(id=digest[:12], name=name, items=read_items(connection, drawn), **what)
        body = canonical(msgspec.to_builtins(made))
        connection.execute(insert(sample).values(id=made.id, number=number, body=body))
        append(connection, "sample", at, {"sample": made.id, "name": name, "size": made.size, "by": by, "digest": sha256_of(body)})
    return made


def read_items(connection: Connection, drawn: list[str]) -> tuple[Item, ...]:
    """The items of a sample, in the order in which they were drawn."""
    told = (
        select(claim.c.id, claim.c.report_id, AS_TOLD, reading.c.document)
        .join(claim_text, claim_text.c.seq == claim.c.seq)
        .join(reading, reading.c.id == claim.c.reading_id)
        .where(claim.c.standing == 1)
    )
    rows = {row.id: row for row in ask_all(connection, drawn, lambda some: told.where(claim.c.id.in_(some)))}
    return tuple(make_item(number, rows[name]) for number, name in enumerate(drawn))


def make_item(number: int, row: Any) -> Item:
    told, found = read_claim(row.told), read_report(row.document)
    context = find_context(found.text, Span(told.start, told.end))
    return Item(number, told.id, told.exact, told.start, told.end, make_head(found, row.report_id), context)


def list_samples(record: Record) -> list[Sample]:
    """All samples, the newest first."""
    with record.reading() as connection:
        rows = connection.execute(select(sample.c.body).order_by(sample.c.number.desc()))
        return [msgspec.json.decode(row.body, type=Sample) for row in rows]


def read_sample(record: Record, name: str) -> Sample:
    """A sample by its id, or its name where only one has it."""
    with record.reading() as connection:
        return find_sample(connection, name)


def find_sample(connection: Connection, name: str) -> Sample:
    row = connection.execute(select(sample.c.body).where(sample.c.id == name)).first()
    if row is not None:
        return msgspec.json.decode(row.body, type=Sample)
    every = [msgspec.json.decode(row.body, type=Sample) for row in connection.execute(select(sample.c.body).order_by(sample.c.number))]
    named = [each for each in every if each.name == name]
    if len(named) != 1:
        raise UsageError(
            f"{name}: {'several samples are called so' if named else 'no such sample'}; `onrecord sample list` shows them with their ids"
        )
    return named[0]


def read_codings(connection: Connection, of: Sample) -> dict[str, dict[int, Coding]]:
    """What each coder gave for each item; where they gave something twice, the last."""
    found: dict[str, dict[int, Coding]] = {}
    rows = connection.execute(select(coding.c.body).where(coding.c.sample_id == of.id).order_by(coding.c.number))
    for row in rows:
        made = msgspec.json.decode(row.body, type=Coding)
        found.setdefault(made.coder, {})[made.item] = made
    return found


def find_next(record: Record, name: str, coder: str) -> tuple[Item | None, int]:
    """The first item that a coder has not coded, and how many they have left."""
    with record.reading() as connection:
        found = find_sample(connection, name)
        done = read_codings(connection, found).get(coder, {})
    left = [item for item in found.items if item.number not in done]
    return (left[0] if left else None), len(left)


def add_coding(record: Record, name: str, claim_id: str, values: Mapping[str, str], coder: str) -> Coding:
    """Keeps what a coder gives for an item, every field of the sample. It can be given again until the coder has done them all."""
    coder = printable(coder.strip())
    if not coder:
        raise UsageError("a coding needs the name of its coder: --by NAME")
    with record.writing() as connection:
        found = find_sample(connection, name)
        item = next((item for item in found.items if item.claim == claim_id), None)
        if item is None:
            raise UsageError(f"{claim_id}: not in sample {found.name}")
        if missing := [field for field in found.fields if field not in values]:
            raise UsageError(f"{', '.join(missing)}: not coded; give a value for each, or `unsure`")
        if strange := sorted(set(values) - set(found.fields)):
            raise UsageError(f"{', '.join(strange)}: not coded in this sample, which has {', '.join(found.fields)}")
        if len(read_codings(connection, found).get(coder, {})) == len(found.items):
            raise UsageError(f"{coder} has coded all of {found.name}; what was given stands, as others' codings can be seen now")
        given = {field: parse_code(field, values[field]) for field in found.fields}
        return keep_coding(connection, found, item, coder, record.clock(), given)


def keep_coding(connection: Connection, found: Sample, item: Item, coder: str, at: str, given: dict[str, str]) -> Coding:
    number = (connection.execute(select(func.max(coding.c.number))).scalar() or 0) + 1
    made = Coding("", found.id, item.number, coder, at, given)
    made = msgspec.structs.replace(made, id=sha256_of(f"{number}|{canonical(msgspec.to_builtins(made))}")[:12])
    body = canonical(msgspec.to_builtins(made))
    connection.execute(insert(coding).values(id=made.id, number=number, sample_id=found.id, item=item.number, coder=coder, body=body))
    append(connection, "code", at, {"coding": made.id, "sample": found.id, "item": item.number, "coder": coder, "digest": sha256_of(body)})
    return made
