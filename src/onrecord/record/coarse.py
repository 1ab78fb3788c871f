"""Places told no finer than as an area: moved to the middle of a cell of the map, so that no digit of where they were is left."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from onrecord.nouns import Level, Place
from onrecord.record.ask import distance_km
from onrecord.record.masks import PLACE_MARK

if TYPE_CHECKING:
    from onrecord.facts.gazetteer import Candidate

RULE = "withheld: the middle of a cell of the map that the place is in"
COUNTRY_RULE = "withheld: the middle of the country"
COUNTRY_KM = 500.0


class Cell(NamedTuple):
    """A square of the map: its side in degrees, the radius of the circle around it, and the level of a place that is told as one."""

    degrees: float
    radius_km: float
    level: Level


CELLS = {
    "town": Cell(0.1, 8.0, "area"),
    "district": Cell(0.5, 40.0, "district"),
    "region": Cell(2.0, 160.0, "region"),
    "country": Cell(10.0, 790.0, "country"),
}
RANKS = {"point": 0, "town": 1, "district": 2, "region": 3, "country": 4}
RUN = re.compile(r"[^\W\d_a-zа-яґєії][\w’'-]+(?: [^\W\d_a-zа-яґєії][\w’'-]+)*")  # words with a capital, in a row
AREA_KM = 25.0  # of an area that gives no radius


def is_finer(place: Place, to: str) -> bool:
    """Whether a place says more of where it is than it may."""
    if place.level == "area":
        return (place.radius_km or AREA_KM) < CELLS[to].radius_km
    return RANKS.get(place.level or "point", 0) < RANKS[to]


def coarsen(place: Place, to: str) -> Place:
    """The place as an area, without its name; as it is where it is no finer."""
    if not is_finer(place, to):
        return place
    cell = CELLS[to]
    bare = Place(toponym=PLACE_MARK, country=place.country, level=cell.level, rule=RULE)
    if place.lat is None or place.lon is None:
        return bare
    if to == "country" and (middle := find_country(place.country)) is not None:
        return msgspec.structs.replace(bare, lat=middle[0], lon=middle[1], radius_km=COUNTRY_KM, rule=COUNTRY_RULE)
    lat, lon = middle_of(place.lat, cell.degrees, 90), middle_of(place.lon, cell.degrees, 180)
    return msgspec.structs.replace(bare, lat=lat, lon=lon, radius_km=cell.radius_km)


def middle_of(degrees: float, size: float, most: float) -> float:
    """The middle of the cell that holds a number of degrees.

    >>> middle_of(50.4501, 0.5, 90), middle_of(-0.01, 0.1, 180), middle_of(180, 2, 180)
    (50.25, -0.05, 179.0)
    """
    step = min(math.floor(round(degrees / size, 9)), round(most / size) - 1)
    return round(step * size + size / 2, 5)


def find_near(text: str, points: Sequence[tuple[float, float]], to: str) -> set[str]:
    """Names in a text of places that say more of where some points are than may be told: towns in the same area, known to the gazetteer."""
    from onrecord.facts.gazetteer import open_gazetteer

    if to == "town":
        return set()
    gazetteer = open_gazetteer()

    def is_near(place: Candidate) -> bool:
        if RANKS.get(place.level, 0) >= RANKS[to]:
            return False
        return any(distance_km(lat, lon, place.lat, place.lon) <= CELLS[to].radius_km for lat, lon in points)

    return {name for name in find_names(text) if any(map(is_near, gazetteer.lookup(name)))}


def find_names(text: str) -> set[str]:
    """Words that begin with a capital, one to three in a row."""
    runs = [match.group().split() for match in RUN.finditer(text)]
    return {" ".join(run[at : at + size]) for run in runs for size in (1, 2, 3) for at in range(len(run) - size + 1)}


def find_country(code: str | None) -> tuple[float, float] | None:
    """The middle of a country."""
    from onrecord.facts.gazetteer import open_gazetteer

    found = open_gazetteer().by_code(code) if code else None
    return (found.lat, found.lon) if found else None
