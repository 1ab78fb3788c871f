"""Events of the record: those asked for, one by its name, and the reasons of what is shown of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from onrecord import merge
from onrecord.errors import UsageError
from onrecord.merge.nouns import CopyGroup, Event, EventGroup, Fusion
from onrecord.nouns import Extraction
from onrecord.record.ask import Filters, check_filters, match_words, shared_conditions, stream, take_near
from onrecord.record.event_names import find_event_id
from onrecord.record.extractions import read_extractions
from onrecord.record.parts import ask_all
from onrecord.record.store import Record
from onrecord.record.tables import STANDS, claim, copy_group, event, event_claim, pending
from onrecord.record.words import fold

FUSIONS: tuple[Fusion, ...] = ("lowest", "range", "majority", "most-direct")


class FoundEvent(msgspec.Struct, frozen=True):
    """An event as the fusion rule shows it, with the extractions of its reports, and the columns by which it was found."""

    event: Event
    stage: str
    verification: str
    earliest: str | None
    latest: str | None
    extractions: dict[str, Extraction]
    copies: tuple[CopyGroup, ...]


def check_fusion(name: str) -> Fusion:
    """The fusion rule of a name. Raises ``UsageError`` where there is none."""
    found = next((rule for rule in FUSIONS if rule == name), None)
    if found is None:
        raise UsageError(f"{name!r} is no fusion rule; there are: {', '.join(FUSIONS)}")
    return found


def event_conditions(filters: Filters, *, is_sqlite: bool) -> Iterator[ColumnElement[bool]]:
    """What is asked of events alone, or of any one of their claims."""
    if filters.voices is not None:
        yield event.c.voices >= filters.voices
    of_claims = list(conditions_of_claims(filters, is_sqlite=is_sqlite))
    if of_claims:
        told = select(event_claim.c.event_id).join(claim, claim.c.id == event_claim.c.claim_id).where(STANDS, *of_claims)
        yield event.c.id.in_(told)


def conditions_of_claims(filters: Filters, *, is_sqlite: bool) -> Iterator[ColumnElement[bool]]:
    if filters.words is not None:
        yield match_words(filters.words, is_sqlite=is_sqlite)
    if filters.voice is not None:
        yield claim.c.voice.like(f"%{fold(filters.voice)}%")
    if filters.kind is not None:
        yield claim.c.voice_kind == filters.kind


def find_events(record: Record, filters: Filters, fusion: Fusion, limit: int | None = None) -> list[FoundEvent]:
    """The events asked for, those of the latest day first."""
    check_filters(filters)
    asked = (
        select(event)
        .where(*shared_conditions(filters, event), *event_conditions(filters, is_sqlite=record.is_sqlite))
        .order_by(event.c.day.desc(), event.c.id)
    )
    with record.reading() as connection:
        rows = list(take_near(stream(connection, asked if filters.near or limit is None else asked.limit(limit)), filters.near, limit))
        return weigh_rows(connection, rows, fusion)


def read_event(record: Record, name: str, fusion: Fusion) -> FoundEvent:
    """One event, by its id, one that it had, or that of a claim in it."""
    with record.reading() as connection:
        found = find_event_id(connection, name)
        return weigh_rows(connection, connection.execute(select(event).where(event.c.id == found)).all(), fusion)[0]


def weigh_rows(connection: Connection, rows: Sequence[Any], fusion: Fusion) -> list[FoundEvent]:
    """Events as the fusion rule shows them."""
    groups = [msgspec.json.decode(row.body, type=EventGroup) for row in rows]
    reports = {name for group in groups for name in group.reports}
    copies = read_copies(connection, reports)
    others = {name for copied in copies for name in copied.reports}
    extractions = read_extractions(connection, reports | others)
    return [
        FoundEvent(
            event=merge.weigh(group, extractions, copies, fusion),
            stage=row.stage,
            verification=row.verification,
            earliest=row.earliest,
            latest=row.latest,
            extractions={name: extractions[name] for name in group.reports},
            copies=tuple(copied for copied in copies if not set(group.reports).isdisjoint(copied.reports)),
        )
        for row, group in zip(rows, groups, strict=True)
    ]


def read_copies(connection: Connection, versions: set[str]) -> list[CopyGroup]:
    """The groups of copies that versions are in."""
    rows = ask_all(connection, versions, lambda some: select(copy_group.c.id, copy_group.c.body).where(copy_group.c.version_id.in_(some)))
    bodies = {row.id: row.body for row in rows}
    return [msgspec.json.decode(bodies[name], type=CopyGroup) for name in sorted(bodies)]


def count_pending(record: Record) -> int:
    """How many reports are not yet in events: an interrupted run left them, and the next one goes on."""
    with record.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(pending)).scalar_one())
