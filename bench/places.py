"""Places: how far resolved toponyms lie from gold ones, and how many toponyms are found."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path
from statistics import median
from typing import Any

from onrecord.facts.gazetteer import SqliteGazetteer, open_gazetteer
from onrecord.facts.places import find_places, resolve_spans
from onrecord.nouns import Place
from onrecord.text.parse import parse

NEAR_KM = 161.0  # a hundred miles, the field's habit
SETS = ("lgl", "geovirus")


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Per set: share of gold toponyms resolved within 161 km when their words are given, median distance, F1 of finding them."""
    gazetteer = open_gazetteer()
    figures: dict[str, float] = {}
    lines: list[str] = []
    for name in SETS:
        rows = [json.loads(line) for line in gzip.decompress((data / "places" / f"{name}.jsonl.gz").read_bytes()).splitlines()]
        scored = [_score(row, gazetteer) for row in rows]
        distances = [km for each in scored for km in each["km"]]
        within = [km for km in distances if km <= NEAR_KM]
        found, gold, both = (sum(each[key] for each in scored) for key in ("found", "gold", "both"))
        figures |= {
            f"{name}_acc161": len(within) / len(distances),
            f"{name}_median_km": median(distances),
            f"{name}_found_f1": 2 * both / (found + gold),
            f"{name}_found_precision": both / found,
        }
        lines += [
            json.dumps({"set": name, "id": row["id"], "misses": each["misses"]}, ensure_ascii=False) for row, each in zip(rows, scored, strict=True)
        ]
    if out is not None:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return figures


def _score(row: dict[str, Any], gazetteer: SqliteGazetteer) -> dict[str, Any]:
    sentences = parse(row["text"])
    gold = {(t["start"], t["end"]): t for t in row["toponyms"] if t["lat"] is not None}
    places = resolve_spans(sentences, sorted(gold), gazetteer=gazetteer, outlet=row["domain"])
    pairs = [(gold[span], place) for span, place in zip(sorted(gold), places, strict=True)]
    km = [_km(t, place) for t, place in pairs]
    found = [m for m in find_places(sentences, gazetteer=gazetteer, outlet=row["domain"]) if m.role != "adjective" or m.place.rule != "adjective"]
    both = sum(any(m.start < end and start < m.end for m in found) for start, end in gold)
    misses = [[t["toponym"], place.name, place.country, place.rule, round(far)] for (t, place), far in zip(pairs, km, strict=True) if far > NEAR_KM]
    return {"km": km, "found": len(found), "gold": len(gold), "both": min(both, len(found)), "misses": misses}


def _km(gold: dict[str, Any], place: Place) -> float:
    if place.lat is None or place.lon is None:
        return 20_000.0
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (gold["lat"], gold["lon"], place.lat, place.lon))
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, chord)))
