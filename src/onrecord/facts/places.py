"""Places of a report: toponyms resolved to points, with the part each plays in its sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from onrecord.facts.gazetteer import Gazetteer, open_gazetteer
from onrecord.facts.place_choice import PlaceMention, choose_place
from onrecord.facts.place_names import Toponym, Words, find_people, find_toponyms, toponym_at, words_of
from onrecord.facts.place_resolve import Resolved, resolve_report
from onrecord.facts.place_roles import Role, find_roles
from onrecord.nouns import Level, Place
from onrecord.text.parse import Sentence

__all__ = ["PlaceMention", "choose_place", "find_places", "open_gazetteer", "resolve_spans"]

DISTANCE = re.compile(
    r"(?P<number>\d[\d,.]*|a few|several|some)\s*(?P<unit>kilomet(?:er|re)s?|kms?|miles?|mi|met(?:er|re)s?|m)\b(?:\s*\([^)]*\))?\s+"
    r"(?:(?:to the|due)\s+)?(?P<direction>(?:north|south|east|west)[\w-]*|outside|from|away)(?:\s+(?:of|from))?(?:\s+the)?(?:\s+\w+){0,3}?\s*$"
)
BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315}
UNITS_KM = {"k": 1.0, "mi": 1.609, "me": 0.001, "m": 0.001}
RADII: dict[Level, float] = {"point": 1.0, "town": 8.0, "district": 40.0, "region": 120.0, "country": 500.0, "area": 100.0}
NEAR = re.compile(
    r"\b(?:near|outside|close to|not far from|around|in the vicinity of|on the outskirts of)"
    r"(?: the)?(?: (?:town|city|village|settlement|\w+ern)s?)?(?: of)?\s*$",
    re.IGNORECASE,
)
OFF = re.compile(r"\boff (?:the )?(?:(?:\w+ )?coasts? of |shores? of )?(?:the )?$|\b(?:waters|sea|coast) (?:off|of|near|around) (?:the )?$")
BETWEEN = re.compile(r"\bbetween (?:the )?(?:(?:towns|cities|villages) of )?$")


def find_places(sentences: Sequence[Sentence], *, gazetteer: Gazetteer, outlet: str | None = None) -> list[PlaceMention]:
    """Every place that the report names, in order. Parts of people's and organisations' names are left out."""
    report = [words_of(sentence) for sentence in sentences]
    people = find_people(report, gazetteer)
    by_sentence = [find_toponyms(words, gazetteer, people) for words in report]
    roles = [role for toponyms in by_sentence for role in find_roles(toponyms)]
    toponyms = [toponym for each in by_sentence for toponym in each]
    resolved = resolve_report(toponyms, gazetteer=gazetteer, outlet=outlet)
    return [_mention(item, role) for item, role in zip(resolved, roles, strict=True) if not item.toponym.hint]


def _mention(item: Resolved, role: Role) -> PlaceMention:
    toponym, sentence = item.toponym, item.toponym.words.sentence
    doc = sentence.doc
    start = sentence.start + doc[toponym.start].idx
    end = sentence.start + doc[toponym.end - 1].idx + len(doc[toponym.end - 1])
    written = toponym.words.text(toponym.start, toponym.end)
    place = _place(item, written, start, end, doc.text[: doc[toponym.start].idx])
    return PlaceMention(sentence.index, start, end, place, role, item.ranked[1:6], item.best)


def _place(item: Resolved, written: str, start: int, end: int, before: str) -> Place:
    best = item.best
    if best is None:
        return Place(written, rule=item.rule, start=start, end=end)
    lat, lon, level, radius, rule = best.lat, best.lon, best.level, best.radius_km or RADII[best.level], item.rule
    if item.toponym.adjective:
        border = written.lower().endswith(("border", "borders", "frontier", "coast", "waters"))
        known = best if not border else None  # nobody knows which stretch of it
        return Place(
            written, best.name, known and lat, known and lon, best.country, best.geonameid, "area" if border else level, None, rule, start, end
        )
    if (match := DISTANCE.search(before)) and (km := _distance_km(match)) is not None:
        bearing = BEARINGS.get(match["direction"].replace("-", "").removesuffix("ern").removesuffix("ward").removesuffix("wards"))
        lat, lon = displaced(lat, lon, bearing, km) if bearing is not None else (lat, lon)
        level, radius, rule = "area", max(10.0, km / 2), f"{rule}, distance"
    elif NEAR.search(before) or OFF.search(before):
        level, radius, rule = "area", max(25.0, radius), f"{rule}, near"
    elif item.toponym.direction:
        bearing = BEARINGS.get(item.toponym.direction.removesuffix("ern"))
        if best.level in ("country", "region", "area") and bearing is not None:
            lat, lon = displaced(lat, lon, bearing, radius / 2)
            level, radius = ("region" if best.level == "country" else best.level), radius / 2
            rule = f"{rule}, part"
    return Place(written, best.name, round(lat, 4), round(lon, 4), best.country, best.geonameid, level, radius, rule, start, end)


def _distance_km(match: re.Match[str]) -> float | None:
    number = match["number"].replace(",", "")
    try:
        count = float(number.rstrip("."))
    except ValueError:
        count = 5.0
    unit = next(km for short, km in UNITS_KM.items() if match["unit"].startswith(short))
    return count * unit if count * unit < 2000 else None


def displaced(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` away in the direction of ``bearing`` degrees.

    >>> [round(degrees, 1) for degrees in displaced(50.0, 30.0, 180, 111.2)]
    [49.0, 30.0]
    """
    north, east = math.cos(math.radians(bearing)) * km, math.sin(math.radians(bearing)) * km
    return lat + north / 111.2, lon + east / (111.2 * max(0.1, math.cos(math.radians(lat))))


def resolve_spans(sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]], *, gazetteer: Gazetteer, outlet: str | None = None) -> list[Place]:
    """The places of toponyms whose spans are known already, in the light of all that the report names."""
    report = [words_of(sentence) for sentence in sentences]
    people = find_people(report, gazetteer)
    toponyms: list[Toponym] = []
    numbers: dict[tuple[int, int], int] = {}
    for words in report:
        start = words.sentence.start
        inside = [span for span in spans if start <= span[0] < words.sentence.end]
        given = {span: toponym for span in inside if (toponym := _given(words, span, gazetteer))}
        found = [t for t in find_toponyms(words, gazetteer, people) if not any(t.start < g.end and g.start < t.end for g in given.values())]
        for toponym in sorted([*found, *given.values()], key=lambda t: t.start):
            numbers.update((span, len(toponyms)) for span, g in given.items() if g is toponym)
            toponyms.append(toponym)
    resolved = resolve_report(toponyms, gazetteer=gazetteer, outlet=outlet)
    return [_mention(resolved[numbers[span]], "other").place if span in numbers else Place("") for span in spans]


def _given(words: Words, span: tuple[int, int], gazetteer: Gazetteer) -> Toponym | None:
    start = words.sentence.start
    tokens = [token.i for token in words.doc if token.idx + start < span[1] and span[0] < token.idx + start + len(token)]
    return toponym_at(words, tokens[0], tokens[-1] + 1, gazetteer) if tokens else None
