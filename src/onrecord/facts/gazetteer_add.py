"""Further places for the gazetteer from GeoNames' own files: the villages, rivers and hills that the packages leave out."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.errors import ReadError
from onrecord.facts.gazetteer import added_file
from onrecord.facts.gazetteer_rows import FAST, INSERT_PLACE, SCHEMA, Named, Row, short_names, spellings
from onrecord.nouns import Level

COLUMNS = 19
WHERE_FROM = "files of this shape are at download.geonames.org/export/dump: a country's (UA.zip) or allCountries.zip"
BATCH = 20_000
NOTES = ("readme.txt",)  # of a zip, beside the file itself
# GeoNames feature codes of spots that news names as places of events.
SPOTS = frozenset("AIRB AIRP AIRF AIRH BDG CMP CMPREF DAM HSP INSM MFGN MN NAVL OILR PRT PRN PS PSN RSTN SQR UNIV".split())
# What stretches a feature over how far, in kilometres; the first letter is the class, for features not named.
REACH = {
    "T": 10.0, "H": 20.0, "L": 30.0, "V": 20.0, "S": 2.0,
    "ISL": 15.0, "ISLS": 50.0, "MT": 5.0, "HLL": 3.0, "MTS": 80.0, "PLN": 60.0, "PLAT": 80.0, "DSRT": 200.0, "PEN": 60.0, "VAL": 20.0,
    "SEA": 300.0, "GULF": 150.0, "STRT": 40.0, "BAY": 20.0, "LK": 15.0, "STM": 40.0, "RGN": 80.0, "RGNH": 80.0, "CONT": 3000.0, "OCN": 2000.0,
}  # fmt: skip
ADMIN: dict[str, Level] = {"ADM1": "region", "ADM2": "district", "ADM3": "district", "ADM4": "district", "ADM5": "district", "ADMD": "district"}


@dataclass(frozen=True, slots=True)
class Added:
    """What one file brought: the places taken, and the lines of kinds that reports do not name as places (roads, shops, wells)."""

    file: str
    places: int
    left_out: int


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    """The numbered lines of a text file, or of the one table in a zip file."""
    with ExitStack() as stack:
        if zipfile.is_zipfile(file):
            archive = stack.enter_context(zipfile.ZipFile(file))
            tables = [name for name in archive.namelist() if name.lower().endswith(".txt") and name.lower() not in NOTES]
            if len(tables) != 1:
                raise ReadError(f"{file}: the zip holds {len(tables)} tables (.txt), not one; {WHERE_FROM}")
            text: Iterable[str] = io.TextIOWrapper(stack.enter_context(archive.open(tables[0])), encoding="utf-8", newline="\n")
        else:
            text = stack.enter_context(file.open(encoding="utf-8", newline="\n"))
        yield from enumerate(text, start=1)


def _level(feature_class: str, code: str) -> Level | None:
    """The level of a GeoNames feature, ``None`` for those that are left out: what is gone, roads, and most buildings."""
    if (code.endswith("H") and feature_class in "AP") or code in ("PPLQ", "PPLW"):
        return None
    if feature_class == "A":
        return ADMIN.get(code)
    if feature_class == "S":
        return "point" if code in SPOTS else None
    return {"P": "town", "T": "area", "H": "area", "L": "area", "V": "area"}.get(feature_class)  # type: ignore[return-value]


def read_row(fields: list[str]) -> tuple[Row, list[str]] | None:
    """A place with its other names, ``None`` where it is of a kind that is left out. Raises ``ValueError`` with what is wrong."""
    if len(fields) != COLUMNS:
        raise ValueError(f"{len(fields)} columns, where GeoNames has {COLUMNS}, parted by tabs")
    number, name, _, others, lat, lon, feature_class, code, country, _, admin1, admin2, *_ = fields
    if not number.isdigit():
        raise ValueError(f"the first column should be a number (geonameid), not {number!r}")
    try:
        point = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"columns 5 and 6 should be a latitude and a longitude, not {lat!r} and {lon!r}") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(f"{lat}, {lon} is no point on earth: columns 5 and 6 are latitude and longitude")
    if not (fields[14] or "0").lstrip("-").isdigit():
        raise ValueError(f"column 15 should be a population, not {fields[14]!r}")
    level = _level(feature_class, code)
    if level is None or not name:
        return None
    region = f"{country}.{admin1}" if country and admin1 and admin1 != "00" else None
    district = f"{region}.{admin2}" if region and admin2 else None
    row = Row(
        int(number),
        name,
        *point,
        country or None,
        region,
        int(number),
        level,
        max(0, int(fields[14] or 0)),
        code,
        REACH.get(code, REACH.get(feature_class)),
        district,
        {"ADM1": region, "ADM2": district}.get(code) or "",
    )
    return row, [other for other in others.split(",") if other]


def _read(file: Path) -> Iterator[tuple[Row, list[str]] | None]:
    """The places of a file, ``None`` for a line that is left out. Raises ``ReadError`` at the first line that is not GeoNames'."""
    number = 0
    try:
        for number, line in _lines(file):  # noqa: B007  # told in the error below
            if line.strip():
                yield read_row(line.rstrip("\r\n").split("\t"))
    except FileNotFoundError as error:
        raise ReadError(f"{file}: there is no such file; {WHERE_FROM}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{file}: after line {number}: not UTF-8 text; {WHERE_FROM}") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise ReadError(f"{file}: cannot be read ({error}); {WHERE_FROM}") from error
    except ValueError as error:
        raise ReadError(f"{file}: line {number}: {error}; nothing was added. {WHERE_FROM[0].upper()}{WHERE_FROM[1:]}") from error


def add_places(file: Path, folder: Path | None = None) -> Added:
    """Take the places of a GeoNames file in, beside the compiled gazetteer, under whose new words and versions they stay.

    All of the file or nothing: the places known so far stay as they are until the new ones are written. Taken in twice, a file changes nothing.
    Raises ``ReadError`` where a line is not of GeoNames' shape.
    """
    path = added_file(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        if path.exists():
            shutil.copyfile(path, draft)
        added = _write(file, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return added


def _write(file: Path, draft: Path) -> Added:
    places = left_out = 0
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        new = not connection.execute("select 1 from sqlite_master limit 1").fetchone()
        connection.executescript(FAST + (SCHEMA + "create index place_code on place (code) where code <> '';" if new else ""))
        connection.executescript("create table if not exists source (file text primary key, places integer);")
        # Names go through a table in no order, to be sorted at the end: in the order of the key SQLite only appends.
        connection.executescript(
            "create temp table fresh (key text, place integer, main integer); create temp table sounds (key text, place integer);"
        )
        connection.execute("begin")
        rows = _read(file)
        while batch := list(islice(rows, BATCH)):
            taken = [each for each in batch if each is not None]
            places, left_out = places + len(taken), left_out + len(batch) - len(taken)
            connection.executemany(INSERT_PLACE, (row for row, _ in taken))
            named = [Named(row, [*others, *(short_names(row.name) if row.level in ("region", "district") else ())]) for row, others in taken]
            for place, keys in zip(named, spellings(named), strict=True):
                number = place.row.id
                connection.executemany(
                    "insert into fresh values (?, ?, ?)", [(key, number, key in keys.own) for key in keys.own | keys.others if key]
                )
                connection.executemany("insert into sounds values (?, ?)", [(sound, number) for sound in keys.sounds])
        connection.execute("insert or replace into name select key, place, max(main) from fresh group by key, place")
        connection.execute("insert or ignore into sound select key, place from sounds order by key, place")
        connection.execute("insert or replace into source values (?, ?)", (file.name, places))
        connection.execute("commit")
    return Added(file.name, places, left_out)
