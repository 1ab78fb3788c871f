"""Events as they are listed: row by row, the latest day first, page by page; all at once in columns; and which of them hold some words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, or_, select

from onrecord.record.ask import Filters, check_filters, shared_conditions, stream, take_near
from onrecord.record.events import event_conditions
from onrecord.record.store import Record
from onrecord.record.tables import event

Place = tuple[str, str]  # where a page ends: the day of its last event, and its id
CODED = ("event_type", "stage", "verification")
PLURALS = {"type": "types", "stage": "stages", "verification": "verifications"}  # columns of few values: numbers into a list of them
BARE = (
    *("id", "title", "earliest", "latest", "day", "place", "country", "lat", "lon", "level", "radius_km"),
    *("killed_low", "killed_high", "injured_low", "injured_high", "voices", "reports"),
)
COLUMNS = (*(event.c[name] for name in (*BARE, *CODED)), event.c.disputes)


class EventRow(msgspec.Struct, frozen=True):
    """An event in a list."""

    id: str
    title: str | None
    type: str
    stage: str
    verification: str
    earliest: str | None
    latest: str | None
    day: str
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    level: str | None
    radius_km: float | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    voices: int
    reports: int
    disputed: bool


def list_events(record: Record, filters: Filters, after: Place | None, limit: int, *, disputed: bool | None = None) -> list[EventRow]:
    """A page of events, from after a place."""
    check_filters(filters)
    asked = select(*COLUMNS).where(*shared_conditions(filters, event), *event_conditions(filters, is_sqlite=record.is_sqlite))
    asked = asked.order_by(event.c.day.desc(), event.c.id)
    if disputed is not None:
        asked = asked.where(event.c.disputes > 0 if disputed else event.c.disputes == 0)
    if after is not None:
        asked = asked.where(comes_after(after))
    with record.reading() as connection:
        return [shape_row(row) for row in take_near(stream(connection, asked if filters.near else asked.limit(limit)), filters.near, limit)]


def comes_after(place: Place) -> ColumnElement[bool]:
    day, name = place
    return and_(event.c.day <= day, or_(event.c.day < day, event.c.id > name))


def shape_row(row: Any) -> EventRow:
    return EventRow(
        **{name: getattr(row, name) for name in BARE}, type=row.event_type, stage=row.stage, verification=row.verification, disputed=row.disputes > 0
    )


def match_events(record: Record, filters: Filters) -> list[str]:
    """Ids of the events of which some claim holds the words, or is told by the voice."""
    check_filters(filters)
    with record.reading() as connection:
        asked = select(event.c.id).where(*event_conditions(filters, is_sqlite=record.is_sqlite))
        return [row.id for row in connection.execute(asked)]


def read_columns(record: Record) -> dict[str, Any]:
    """All events in columns, those of the latest day first: what a map, a time line and a table of all of them need, and no more."""
    with record.reading() as connection:
        rows = connection.execute(select(*COLUMNS).order_by(event.c.day.desc(), event.c.id)).all()
    names = (*BARE, *CODED, "disputes")
    told = zip(*rows, strict=True) if rows else ((),) * len(names)
    columns: dict[str, Any] = {name: list(values) for name, values in zip(names, told, strict=True)}
    columns["type"] = columns.pop("event_type")
    for name, plural in PLURALS.items():
        columns[plural], columns[name] = code_values(columns[name])
    columns["disputed"] = [disputes > 0 for disputes in columns.pop("disputes")]
    return {"count": len(rows), **columns}


def code_values(values: Sequence[str]) -> tuple[list[str], list[int]]:
    """The values in order of the alphabet, and for each its number among them."""
    names = sorted(set(values))
    numbers = {name: number for number, name in enumerate(names)}
    return names, [numbers[value] for value in values]
