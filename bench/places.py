"""Places: how far resolved toponyms lie from gold ones, how many toponyms are found, and in which town incidents happened.

Run as ``python -m bench places``. Per set of marked reports, toponyms given: ``acc161`` the share resolved within 161 km (a hundred miles, the
field's habit), ``country_right`` of those that lie in a country, ``mean_km`` (20,000 km where there is no place), ``median_km``, ``acc_id`` where the
gold has GeoNames' numbers, and ``any_right``, the share of which any candidate lies within 161 km. ``found_f1``: toponyms found, by shared words.
``gva_city``: the share of incidents of which all reports together tell the town right, within 40 km and in its state; ``gva_city_named`` asks for
the very name, which for a suburb or a neighbourhood is often that of the city that its mail goes to.
"""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean, median
from typing import Any

from bench.tolls import SAMPLE, sample
from onrecord.facts.gazetteer import Candidate, SqliteGazetteer, open_gazetteer
from onrecord.facts.gazetteer_keys import name_key
from onrecord.facts.place_town import TownTold, read_town, town_of_reports
from onrecord.facts.places import find_places, resolve_spans
from onrecord.facts.toll_report import LONGEST
from onrecord.nouns import Place
from onrecord.text.parse import parse

NEAR_KM = 161.0
NOWHERE_KM = 20_000.0
SETS = ("lgl", "geovirus")
BORDER_KM = 30.0  # as near as this, a gold point without a country of its own is of that of the town nearest to it
SUBURB_KM = 40.0
ARCHIVE = "web.archive.org/web/"


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """The figures of every set that is there; with ``out``, what was missed, a report or an incident a line."""
    gazetteer = open_gazetteer()
    figures: dict[str, float] = {}
    lines: list[str] = []
    atlas = Atlas(gazetteer)
    for name in SETS:
        if not (path := data / "places" / f"{name}.jsonl.gz").exists():
            continue
        rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        scored = [score_report(row, gazetteer, atlas) for row in rows]
        figures |= {f"{name}_{figure}": value for figure, value in summed(scored).items()}
        lines += [
            json.dumps({"set": name, "id": row["id"], "misses": each["misses"]}, ensure_ascii=False) for row, each in zip(rows, scored, strict=True)
        ]
    if (path := data / "merge/gva-dev.jsonl.gz").exists():
        told, missed = score_towns(path, gazetteer)
        figures |= told
        lines += missed
    figures["lookups_per_s"] = measure_lookups(gazetteer)
    if out is not None:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return figures


def summed(scored: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The figures of a set."""
    km = [far for each in scored for far in each["km"]]
    countries = [right for each in scored for right in each["country"]]
    ids = [right for each in scored for right in each["id"]]
    found, gold, both = (sum(each[key] for each in scored) for key in ("found", "gold", "both"))
    return {
        "acc161": fmean(far <= NEAR_KM for far in km),
        "country_right": fmean(countries) if countries else 0.0,
        "mean_km": fmean(km),
        "median_km": median(km),
        **({"acc_id": fmean(ids)} if ids else {}),
        "any_right": fmean(right for each in scored for right in each["any"]),
        "found_f1": 2 * both / (found + gold),
        "found_precision": both / found,
    }


def ask(gazetteer: SqliteGazetteer, query: str) -> list[Any]:
    """Rows of the compiled file."""
    with closing(sqlite3.connect(gazetteer.path)) as connection:
        return connection.execute(query).fetchall()


class Atlas:
    """Which country a gold point lies in: GeoNames' own where the gold has its number, else that of the nearest place of the gazetteer."""

    def __init__(self, gazetteer: SqliteGazetteer) -> None:
        self.gazetteer = gazetteer
        self.cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
        self.by_id: dict[int, str | None] = {}
        for lat, lon, country, number in ask(gazetteer, "select lat, lon, country, geonameid from place"):
            self.by_id[number] = country
            if country:
                self.cells.setdefault((int(lat // 1), int(lon // 1)), []).append((lat, lon, country))

    def country_of(self, toponym: dict[str, Any]) -> str | None:
        """The code, ``None`` for seas, continents and what else lies in several countries."""
        if any(place.main and place.country is None for place in self.gazetteer.lookup(toponym["toponym"])):
            return None
        number = int(toponym.get("geonameid") or 0)
        if number in self.by_id:
            return self.by_id[number]
        lat, lon = toponym["lat"], toponym["lon"]
        near = [point for y in (-1, 0, 1) for x in (-1, 0, 1) for point in self.cells.get((int(lat // 1) + y, int(lon // 1) + x), ())]
        far, country = min(((kilometres(lat, lon, *point[:2]), point[2]) for point in near), default=(NOWHERE_KM, None))
        return country if far <= BORDER_KM else None


def score_report(row: dict[str, Any], gazetteer: SqliteGazetteer, atlas: Atlas) -> dict[str, Any]:
    """What is right and what is missed of one report."""
    sentences = parse(row["text"])
    gold = {(t["start"], t["end"]): t for t in row["toponyms"] if t["lat"] is not None}
    spans = sorted(gold)
    places = resolve_spans(sentences, spans, gazetteer=gazetteer, outlet=row["domain"])
    pairs = [(gold[span], place) for span, place in zip(spans, places, strict=True)]
    km = [distance(toponym, place) for toponym, place in pairs]
    found = [m for m in find_places(sentences, gazetteer=gazetteer, outlet=row["domain"]) if m.role != "adjective" or m.place.rule != "adjective"]
    both = sum(any(m.start < end and start < m.end for m in found) for start, end in gold)
    country = [(atlas.country_of(toponym), place.country) for toponym, place in pairs]
    return {
        "km": km,
        "country": [right == told for right, told in country if right],
        "id": [int(toponym["geonameid"]) == place.geonameid for toponym, place in pairs if toponym.get("geonameid")],
        "any": [far <= NEAR_KM or any_right(toponym, gazetteer) for (toponym, _), far in zip(pairs, km, strict=True)],
        "found": len(found),
        "gold": len(gold),
        "both": min(both, len(found)),
        "misses": [
            [toponym["toponym"], place.name, place.country, right, place.rule, round(far)]
            for (toponym, place), far, (right, _) in zip(pairs, km, country, strict=True)
            if far > NEAR_KM or (right and right != place.country)
        ],
    }


def any_right(toponym: dict[str, Any], gazetteer: SqliteGazetteer) -> bool:
    """Whether the gazetteer has any place of that name within reach of the gold one."""
    return any(kilometres(toponym["lat"], toponym["lon"], c.lat, c.lon) <= NEAR_KM for c in gazetteer.lookup(toponym["toponym"]))


def distance(gold: dict[str, Any], place: Place) -> float:
    return NOWHERE_KM if place.lat is None or place.lon is None else kilometres(gold["lat"], gold["lon"], place.lat, place.lon)


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (lat, lon, lat2, lon2))
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, chord)))


def site(url: str) -> str:
    """The host of a page, that of the original where the page is an archive's copy."""
    original = url.split(ARCHIVE, 1)[1].split("/", 1)[1] if ARCHIVE in url else url
    return original.split("//", 1)[-1].split("/", 1)[0]


def read_report(report: dict[str, Any], gazetteer: SqliteGazetteer) -> list[TownTold]:
    return read_town(parse(f"{report['title'] or ''}\n\n{report['text'][:LONGEST]}"), gazetteer=gazetteer, outlet=site(report["url"] or ""))


def names_of(place: Candidate, gazetteer: SqliteGazetteer) -> set[str]:
    """The keys of a town's name, and of the county or state city that it is."""
    district = gazetteer.by_code(place.admin2 or "") if place.level == "town" else None
    names = [place.name, *([district.name] if district is not None else [])]
    return {name_key(name).removesuffix(" county").removesuffix(" city").removesuffix(" parish") for name in names}


def gold_names(row: dict[str, Any]) -> set[str]:
    """The names that an incident's town goes by: "Chicago (Englewood)", "Dekalb (county)"."""
    parts = row["city_or_county"].replace(")", "").split("(")
    keys = {name_key(part).replace("-", " ").strip() for part in parts if part.strip() not in ("county", "")}
    return {key.removesuffix(" county").removesuffix(" city").removesuffix(" parish").removesuffix(" twp") for key in keys}


def is_right(row: dict[str, Any], told: Candidate | None, gazetteer: SqliteGazetteer) -> bool:
    """Whether the town told bears the gold's name and lies in its state; for a county, whether the town lies in it."""
    if told is None:
        return False
    state = gazetteer.by_code(told.admin1 or "")
    if state is None or name_key(state.name) != name_key(row["state"]):
        return False
    own = name_key(told.name).removesuffix(" county").removesuffix(" city").removesuffix(" parish")
    counties = "county" in row["city_or_county"].casefold() or told.level == "district"
    return own in gold_names(row) or (counties and not names_of(told, gazetteer).isdisjoint(gold_names(row)))


def is_near(row: dict[str, Any], told: Candidate | None, gazetteer: SqliteGazetteer) -> bool:
    """Whether the town told lies within 40 km of one of the gold's name in the gold's state: a suburb, or the city that mail is addressed to."""
    named = [town for name in gold_names(row) for town in gazetteer.lookup(name) if (state := gazetteer.by_code(town.admin1 or "")) is not None
             and name_key(state.name) == name_key(row["state"])]  # fmt: skip
    return told is not None and any(kilometres(town.lat, town.lon, told.lat, told.lon) <= SUBURB_KM for town in named)


def score_towns(path: Path, gazetteer: SqliteGazetteer) -> tuple[dict[str, float], list[str]]:
    """The share of incidents with the right town, by name and within 40 km, and those missed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sample([json.loads(line) for line in lines], SAMPLE)
    hits: Counter[str] = Counter()
    missed = []
    for row in rows:
        told = town_of_reports([read_report(report, gazetteer) for report in row["reports"]])
        right = is_right(row, told, gazetteer)
        hits.update({"named": right, "near": right or is_near(row, told, gazetteer)})
        if not right:
            gold = [row["city_or_county"], row["state"]]
            missed.append(json.dumps({"incident": row["incident"], "gold": gold, "told": [told.name, told.admin1] if told is not None else None}))
    return {"gva_city_named": hits["named"] / len(rows), "gva_city": hits["near"] / len(rows)}, missed


def measure_lookups(gazetteer: SqliteGazetteer) -> float:
    """Names looked up in a second of one core, each for the first time."""
    names = [name for (name,) in ask(gazetteer, "select name from place where id % 11 = 0")]
    fresh = SqliteGazetteer(gazetteer.path, gazetteer.added)
    began = time.process_time()
    for name in names:
        fresh.lookup(name)
    return len(names) / (time.process_time() - began)
