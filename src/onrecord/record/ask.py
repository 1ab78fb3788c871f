"""Questions to the record: claims by their words, place, days, kind, voice and checks, the newest first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, text

from onrecord.errors import UsageError
from onrecord.nouns import Claim, EventType, Kind, Report
from onrecord.record.added import read_adders
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim, read_report
from onrecord.record.store import Record
from onrecord.record.tables import AS_TOLD, claim, claim_text, event_claim, reading, version
from onrecord.record.words import fold, write_fts5, write_tsquery

EARTH_KM = 6371.0088
KM_A_DEGREE = 111.19
PAGE = 200  # rows fetched at a time


class Spot(msgspec.Struct, frozen=True):
    """A circle on the earth."""

    lat: float
    lon: float
    km: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the spot lies in the circle, by the great circle."""
        return distance_km(self.lat, self.lon, lat, lon) <= self.km


class Filters(msgspec.Struct, frozen=True):
    """What is asked for; everything given must hold. ``since`` and ``until`` are days that the words give: undated claims are on none."""

    words: str | None = None
    near: Spot | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    stage: str | None = None
    voice: str | None = None
    kind: str | None = None
    verification: str | None = None
    voices: int | None = None
    rejected: bool = False

    def say(self) -> dict[str, Any]:
        """What was asked, for the log: whatever is not given left out, numbers as text."""
        given = {name: value for name, value in msgspec.to_builtins(self).items() if value not in (None, [], (), False)}
        return {name: f"{value['lat']},{value['lon']},{value['km']}" if name == "near" else value for name, value in given.items()}


class FoundClaim(msgspec.Struct, frozen=True):
    """A claim as people left it, with its report, what was judged of it, and the program that read it, or the person who added it."""

    claim: Claim
    report: Report
    verdict: str | None
    is_corrected: bool
    event: str | None
    version: int
    captured: str | None
    program: str
    added_by: str | None = None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two spots on a round earth, within half a per cent.

    >>> round(distance_km(50.45, 30.52, 49.99, 36.23))
    409
    """
    one, other = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def parse_spot(written: str, km: float) -> Spot | None:
    """A circle around ``lat, lon``; None for words that are no numbers."""
    parts = written.replace(",", " ").split()
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise UsageError(f"{written}: no such spot; write degrees north, then degrees east: 49.07,33.42")
    return Spot(lat, lon, km)


def box(spot: Spot, table: Table) -> ColumnElement[bool]:
    """The square around a circle: what an index can find. Around the poles and across 180° it is a band."""
    high = spot.km / KM_A_DEGREE
    narrow = math.cos(math.radians(min(90.0, abs(spot.lat) + high)))
    wide = high / narrow if narrow > 0.01 else 360.0
    within = table.c.lat.between(spot.lat - high, spot.lat + high)
    west, east = spot.lon - wide, spot.lon + wide
    if wide >= 180:
        return within
    if west < -180 or east > 180:
        return and_(within, or_(table.c.lon >= (west + 540) % 360 - 180, table.c.lon <= (east + 540) % 360 - 180))
    return and_(within, table.c.lon.between(west, east))


def shared_conditions(filters: Filters, table: Table) -> Iterator[ColumnElement[bool]]:
    """What is asked alike of claims and of events."""
    if filters.near is not None:
        yield box(filters.near, table)
    if filters.country is not None:
        yield table.c.country == filters.country.upper()
    if filters.since is not None:
        yield table.c.latest >= filters.since
    if filters.until is not None:
        # ``day`` is ``earliest`` where there is one: said again, it lets the index of days begin in the right place.
        yield and_(table.c.earliest <= filters.until, table.c.day <= filters.until)
    if filters.types:
        yield table.c.event_type.in_(filters.types)
    if filters.stage is not None:
        yield table.c.stage == filters.stage
    if filters.verification is not None:
        yield table.c.verification == filters.verification


def claim_conditions(filters: Filters, *, is_sqlite: bool) -> Iterator[ColumnElement[bool]]:
    """What is asked of claims alone."""
    yield and_(claim.c.current == 1, claim.c.verdict == "reject") if filters.rejected else claim.c.standing == 1
    if filters.words is not None:
        yield match_words(filters.words, is_sqlite=is_sqlite)
    if filters.voice is not None:
        yield claim.c.voice.like(f"%{fold(filters.voice)}%")
    if filters.kind is not None:
        yield claim.c.voice_kind == filters.kind


def match_words(words: str, *, is_sqlite: bool) -> ColumnElement[bool]:
    """The claims that hold the words, by each engine's own index."""
    if is_sqlite:
        return claim.c.seq.in_(text("SELECT rowid FROM claim_words WHERE claim_words MATCH :words").bindparams(words=write_fts5(words)))
    question = "SELECT seq FROM claim_text WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :words)"
    return claim.c.seq.in_(text(question).bindparams(words=write_tsquery(words)))


def check_filters(filters: Filters) -> None:
    """Raises ``UsageError`` for a code that there is not: it would only ever find nothing."""
    types, kinds = {each.value for each in EventType}, {each.value for each in Kind}
    for given, known, what in ((filters.types, types, "event type"), ((filters.kind,) if filters.kind else (), kinds, "kind of voice")):
        for code in given:
            if code not in known:
                raise UsageError(f"{code!r} is no {what}; there are: {', '.join(sorted(known))}")


def find_claims(record: Record, filters: Filters, limit: int | None = None) -> list[FoundClaim]:
    """The claims asked for, those of the latest day first: which they are is found by the narrow rows, and only those are read whole."""
    check_filters(filters)
    with record.reading() as connection:
        seqs = [row.seq for row in take_near(walk_claims(connection, filters, record.is_sqlite, limit), filters.near, limit)]
        rows = {row.seq: row for row in ask_all(connection, seqs, lambda some: WHOLE.where(claim.c.seq.in_(some)))}
        found = [rows[seq] for seq in seqs]
        events = find_events_of(connection, [row.id for row in found])
        reports = read_reports(connection, {row.reading_id for row in found})
        adders = read_adders(connection, [row.added_by for row in found if row.added_by])
    return [
        FoundClaim(
            claim=read_claim(row.told),
            report=reports[row.reading_id],
            verdict=row.verdict,
            is_corrected=row.body is not None,
            event=events.get(row.id),
            version=row.version,
            captured=row.captured,
            program="" if row.added_by else row.program,
            added_by=adders.get(row.added_by),
        )
        for row in found
    ]


WHOLE = (
    select(claim.c.seq, claim.c.id, AS_TOLD, claim_text.c.body, claim_text.c.added_by, claim.c.verdict, claim.c.reading_id, reading.c.program)
    .add_columns(version.c.number.label("version"), version.c.captured)
    .join(claim_text, claim_text.c.seq == claim.c.seq)
    .join(reading, reading.c.id == claim.c.reading_id)
    .join(version, version.c.id == reading.c.version_id)
)


def walk_claims(connection: Connection, filters: Filters, is_sqlite: bool, limit: int | None) -> Iterator[Any]:
    """Narrow rows of claims, the newest first, page by page where some may yet fall outside the circle."""
    found = (
        select(claim.c.seq, claim.c.lat, claim.c.lon)
        .where(*shared_conditions(filters, claim), *claim_conditions(filters, is_sqlite=is_sqlite))
        .order_by(claim.c.day.desc(), claim.c.seq)
    )
    return stream(connection, found if filters.near or limit is None else found.limit(limit))


def stream(connection: Connection, statement: Select[Any]) -> Iterator[Any]:
    return iter(connection.execution_options(stream_results=True, yield_per=PAGE).execute(statement))


def take_near(rows: Iterator[Any], near: Spot | None, limit: int | None) -> Iterator[Any]:
    """The rows within the circle, up to the limit."""
    taken = 0
    for row in rows:
        if limit is not None and taken >= limit:
            return
        if near is None or near.holds(row.lat, row.lon):
            taken += 1
            yield row


def find_events_of(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """The event that each claim is in."""
    question = select(event_claim.c.claim_id, event_claim.c.event_id)
    return {row.claim_id: row.event_id for row in ask_all(connection, claims, lambda some: question.where(event_claim.c.claim_id.in_(some)))}


def read_reports(connection: Connection, readings: set[str]) -> dict[str, Report]:
    """Reports as they were read, by reading."""
    rows = ask_all(connection, readings, lambda some: select(reading.c.id, reading.c.document).where(reading.c.id.in_(some)))
    return {row.id: read_report(row.document) for row in rows}
