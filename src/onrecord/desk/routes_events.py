"""Events: all of them in columns, page by page, one with everything beside it, and which hold some words."""

from __future__ import annotations

from typing import Annotated, Any, get_type_hints

import msgspec
from litestar import Request, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, PathParameter, QueryParameter

from onrecord.desk.desk import Page, TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.pages import Cursor, Limit, cut_page, read_cursor
from onrecord.errors import UsageError
from onrecord.merge.nouns import Fusion
from onrecord.nouns import EventType, Kind, Stage, VerificationStatus
from onrecord.record.ask import Filters, Spot, parse_spot
from onrecord.record.event_list import PLURALS, EventRow, list_events, match_events
from onrecord.record.event_page import EventPage, read_event_page

Rule = Annotated[Fusion, QueryParameter(description="The rule by which a value is picked of those told.")]
Name = Annotated[str, PathParameter(min_length=1, max_length=200)]
Words = Annotated[str | None, QueryParameter(max_length=500, description='Words, a "phrase", the beginn* of a word, -none of a word.')]
Day = Annotated[str | None, QueryParameter(pattern=r"^\d{4}-\d{2}-\d{2}$", description="An ISO day.")]
Country = Annotated[str | None, QueryParameter(pattern=r"^[A-Za-z]{2}$", description="Two letters of ISO 3166-1.")]
Spotted = Annotated[str | None, QueryParameter(max_length=60, description="Degrees north and east: 49.99,36.23.")]
Kilometres = Annotated[float, QueryParameter(gt=0, le=20_000)]
Voices = Annotated[int | None, QueryParameter(ge=1, le=1_000_000)]


EventColumns = msgspec.defstruct(
    "EventColumns",
    [
        ("etag", str),
        ("count", int),
        *((name, list[int] if name in PLURALS else list[kind]) for name, kind in get_type_hints(EventRow).items()),  # type: ignore[valid-type]
        *((plural, list[str]) for plural in PLURALS.values()),
    ],
    namespace={"__doc__": "All events, a column a field of theirs. Of fields of few values the columns hold numbers into the lists beside them."},
    frozen=True,
)


@get("/api/index", sync_to_thread=True, responses={200: ResponseSpec(EventColumns, generate_examples=False)})
def get_index(desk: TheDesk, request: Request[Any, Any, Any]) -> Response[bytes]:
    """All events in columns, for the map, the time line and the table, which the browser filters itself."""
    sent = desk.columns.read(desk.record)
    headers = {"etag": f'"{sent.etag}"', "cache-control": "private, no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(sent.packed, headers=headers | {"content-encoding": "gzip"}, media_type="application/json")
    return Response(sent.plain, headers=headers, media_type="application/json")


class Matched(msgspec.Struct, frozen=True):
    """Ids of events."""

    ids: list[str]


@get("/api/match", sync_to_thread=True)
def get_match(desk: TheDesk, words: Words = None, voice: Words = None, kind: FromQuery[Kind | None] = None) -> Matched:
    """The events that hold some words, or are told by a voice: what the columns do not say."""
    filters = Filters(words=words or None, voice=voice or None, kind=kind.value if kind else None)
    ids: list[str] = desk.kept.find(desk.record, filters, lambda: match_events(desk.record, filters))
    return Matched(ids)


@get("/api/events", sync_to_thread=True)
def get_events(
    desk: TheDesk,
    words: Words = None,
    near: Spotted = None,
    km: Kilometres = 25,
    country: Country = None,
    since: Day = None,
    until: Day = None,
    types: Annotated[list[EventType] | None, QueryParameter(name="type", max_items=40)] = None,
    stage: FromQuery[Stage | None] = None,
    verification: FromQuery[VerificationStatus | None] = None,
    kind: FromQuery[Kind | None] = None,
    voice: Words = None,
    voices: Voices = None,
    disputed: FromQuery[bool | None] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page:
    """Events, those of the latest day first."""
    filters = Filters(
        words=words or None,
        near=find_spot(near, km),
        country=country,
        since=since,
        until=until,
        types=tuple(each.value for each in types or ()),
        stage=stage,
        voice=voice or None,
        kind=kind.value if kind else None,
        verification=verification,
        voices=voices,
    )
    after = read_cursor(cursor)
    asked = (filters, after, limit, disputed)
    found: list[EventRow] = desk.kept.find(desk.record, asked, lambda: list_events(desk.record, filters, after, limit + 1, disputed=disputed))
    return cut_page(found, limit, place_of)


def place_of(row: EventRow) -> tuple[str, str]:
    return row.day, row.id


def find_spot(near: str | None, km: float) -> Spot | None:
    """The circle that was asked for."""
    if not near:
        return None
    if (spot := parse_spot(near, km)) is None:
        raise UsageError(f"near: {near!r} is no spot; write degrees north, then degrees east: 49.07,33.42")
    return spot


@get("/api/events/{name:str}", sync_to_thread=True)
def get_event(desk: TheDesk, name: Name, rule: Rule = "majority") -> EventPage:
    """One event, by its id, one that it had, or that of a claim in it, with everything beside it."""
    try:
        return read_event_page(desk.record, name, rule)
    except UsageError as error:
        raise NotThere(str(error)) from error
