"""Who is here, what record this is, what the codes mean, and anything by its words or id."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from sqlalchemy import func, select

import onrecord
from onrecord import meanings
from onrecord.desk.desk import Desk, TheDesk
from onrecord.desk.security import Person, Role, csrf_of
from onrecord.merge import meanings as merge_meanings
from onrecord.record.report_list import find_heads
from onrecord.record.tables import claim, event, pending, report

SHOWN = 8


class AboutRecord(msgspec.Struct, frozen=True):
    """The record in figures. ``pending``: reports that are not yet in events."""

    where: str
    id: str
    reports: int
    claims: int
    events: int
    pending: int
    version: str


class Me(msgspec.Struct, frozen=True):
    """Who is signed in, what they may do, the value that goes with whatever they write, and the record."""

    name: str
    role: Role
    csrf: str
    accounts: bool
    record: AboutRecord


@get("/api/me", sync_to_thread=True)
def get_me(desk: TheDesk, request: Request[Person, str, Any]) -> Me:
    """Who is signed in, and the record."""
    return make_me(desk, request.user, request.auth)


def make_me(desk: Desk, person: Person, secret: str) -> Me:
    """What the pages need to know first."""
    return Me(person.name, person.role, csrf_of(secret), bool(desk.sessions), describe(desk))


def describe(desk: Desk) -> AboutRecord:
    with desk.record.reading() as connection:
        counts = {
            "reports": select(func.count()).select_from(report),
            "claims": select(func.count()).select_from(claim).where(claim.c.standing == 1),
            "events": select(func.count()).select_from(event),
            "pending": select(func.count()).select_from(pending),
        }
        figures = {name: int(connection.execute(asked).scalar_one()) for name, asked in counts.items()}
    return AboutRecord(where=desk.record.where, id=desk.record.id, version=onrecord.__version__, **figures)


MEANINGS = msgspec.json.encode(
    {
        "event_type": meanings.EVENT_TYPES,
        "kind": meanings.KINDS,
        "problem": meanings.PROBLEMS,
        **{
            group: {code: words.split(": ", 1)[1] for code, words in meanings.VALUES.items() if words.startswith(f"{group}: ")}
            for group in dict.fromkeys(words.split(": ", 1)[0] for words in meanings.VALUES.values())
        },
        "fields": {**meanings.FIELDS, **merge_meanings.FIELDS},
        "nouns": {**meanings.NOUNS, **merge_meanings.NOUNS},
    }
)


@get("/api/meanings", responses={200: ResponseSpec(dict[str, dict[str, str | dict[str, str]]], generate_examples=False)})
async def get_meanings() -> Response[bytes]:
    """Each code and each field in words."""
    return Response(MEANINGS, media_type="application/json", headers={"cache-control": "private, max-age=3600"})


class FoundEvent(msgspec.Struct, frozen=True):
    """An event that was looked for."""

    id: str
    title: str | None
    type: str
    day: str
    place: str | None
    country: str | None


class FoundReport(msgspec.Struct, frozen=True):
    """A report that was looked for."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None


class FoundPlace(msgspec.Struct, frozen=True):
    """A place of the gazetteer."""

    name: str
    country: str | None
    lat: float
    lon: float


class Found(msgspec.Struct, frozen=True):
    """What was found, a few of each."""

    events: list[FoundEvent]
    reports: list[FoundReport]
    places: list[FoundPlace]


@get("/api/find", sync_to_thread=True)
def get_find(desk: TheDesk, q: Annotated[str, QueryParameter(max_length=200)]) -> Found:
    """Events, reports and places by words of their names, or by the beginning of an id."""
    if not q.strip():
        return Found([], [], [])
    events = desk.columns.read(desk.record).find(q, SHOWN)
    with desk.record.reading() as connection:
        reports = find_heads(connection, q, SHOWN)
    return Found(
        [FoundEvent(**row) for row in events],
        [FoundReport(*row) for row in reports],
        find_places(q),
    )


def find_places(words: str) -> list[FoundPlace]:
    """Places of that very name, the largest first."""
    from onrecord.facts.gazetteer import open_gazetteer

    found = open_gazetteer().lookup(words.strip())[:SHOWN]
    return [FoundPlace(place.name, place.country, place.lat, place.lon) for place in found]
