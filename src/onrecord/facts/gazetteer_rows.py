"""What the gazetteer's files hold: the tables, a row of them, and the keys under which a place's names are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from onrecord.facts.gazetteer_keys import SPELLED_ONE_WAY, loose_key, name_keys, sound_keys
from onrecord.facts.place_lexicon import word_list

SCHEMA = """
    create table place (
        id integer primary key, name text, lat real, lon real, country text, admin1 text, geonameid integer,
        level text, population integer, feature text, radius_km real, admin2 text, code text,
        south real, west real, north real, east real
    );
    create table name (key text, place integer, main integer, primary key (key, place)) without rowid;
    create table sound (key text, place integer, primary key (key, place)) without rowid;
"""
FAST = "pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma page_size = 8192;"  # a draft may be lost
# A place noun at either end of an administrative name is not part of what news calls it.
ADMIN_NOUNS = word_list("administrative nouns")


class Row(NamedTuple):
    """One row of the table ``place``, in the order of its columns."""

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    geonameid: int | None
    level: str
    population: int
    feature: str
    radius_km: float | None = None
    admin2: str | None = None
    code: str = ""
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None


INSERT_PLACE = f"insert or replace into place values ({','.join('?' * len(Row._fields))})"
UNBOUNDED = Row._fields.index("south")
INSERT_UNBOUNDED = f"insert into place ({','.join(Row._fields[:UNBOUNDED])}) values ({','.join('?' * UNBOUNDED)})"


class Named(NamedTuple):
    """A place with names besides its own: others that reports may write, and those that count as its own."""

    row: Row
    others: Iterable[str] = ()
    own: Iterable[str] = ()


class Keys(NamedTuple):
    """The keys of a place's own names, of its other names, and those by which other spellings of a town are found."""

    own: set[str]
    others: set[str]
    sounds: set[str]


def spellings(places: Sequence[Named]) -> Iterator[Keys]:
    """The keys of each of many places, in their order: together, since a name by itself takes four times as long."""
    own = [[place.row.name, *place.own] for place in places]
    others = [[name for name in place.others if _is_written(name)] for place in places]
    keys = iter(name_keys([name for pair in zip(own, others, strict=True) for names in pair for name in names]))
    found = [(set(islice(keys, len(mine))), set(islice(keys, len(more)))) for mine, more in zip(own, others, strict=True)]
    loose = [{loose_key(key) for key in mine | more if key.isascii()} for mine, more in found]
    spoken = [
        spelt if place.row.level == "town" and place.row.country not in SPELLED_ONE_WAY else set() for place, spelt in zip(places, loose, strict=True)
    ]
    sounds = iter(sound_keys([key for spelt in spoken for key in spelt]))
    for place, (mine, more), spelt, heard in zip(places, found, loose, spoken, strict=True):
        told = {f"{place.row.country} {sound}" for sound in islice(sounds, len(heard)) if len(sound) >= 2}
        yield Keys(mine, (more | spelt) - mine, told)


def _is_written(name: str) -> bool:
    """Whether an English report may write the name: Latin to Arabic script, and no airport's code, no letters put for letters by a machine.

    >>> _is_written("Mosul"), _is_written("mwsl"), _is_written("OSM"), _is_written("al-Mawsil")
    (True, False, False, True)
    """
    first = name[:1]
    if first > "\u06ff" and not "\u1e00" <= first < "\u2000":
        return False
    return not (name.islower() and "a" <= first <= "z") and not (len(name) == 3 and name.isupper() and name.isascii())


def short_names(name: str) -> Iterator[str]:
    """An administrative name without its place noun: "Adams County" is found as "Adams" too."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in ADMIN_NOUNS:
        yield " ".join(words[:-1])
    if len(words) > 2 and words[0].casefold() in ADMIN_NOUNS and words[1].casefold() in ("of", "de"):
        yield " ".join(words[2:])
