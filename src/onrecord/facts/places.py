"""Places of a report: toponyms resolved to points, with the part each plays in its sentence."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.facts.gazetteer import Candidate, Gazetteer, open_gazetteer
from onrecord.facts.place_choice import PlaceMention, choose_place
from onrecord.facts.place_names import find_toponyms, toponym_at
from onrecord.facts.place_pairs import BESIDE
from onrecord.facts.place_resolve import NEAR_KM, Resolved, distance_km, local_town, main_country, resolve_report, town_of
from onrecord.facts.place_roles import Role, find_roles
from onrecord.facts.place_words import Toponym, Words, find_people, is_part_of_town, words_of
from onrecord.nouns import Level, OtherPlace, Place
from onrecord.text.parse import Sentence

__all__ = ["PlaceMention", "choose_place", "find_places", "open_gazetteer", "resolve_spans"]

DISTANCE = re.compile(
    r"(?P<number>\d[\d,.]*|a few|several|some)\s*(?P<unit>kilomet(?:er|re)s?|kms?|miles?|mi|met(?:er|re)s?|m)\b(?:\s*\([^)]*\))?\s+"
    r"(?:(?:to the|due)\s+)?(?P<direction>(?:north|south|east|west)[\w-]*|outside|from|away)(?:\s+(?:of|from))?(?:\s+the)?(?:\s+\w+){0,3}?\s*$"
)
BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315}
UNITS_KM = {"k": 1.0, "mi": 1.609, "me": 0.001, "m": 0.001}
LOCAL_RADIUS_KM = 40.0  # where a local report names a street or a hamlet that no gazetteer has
RADII: dict[Level, float] = {"point": 1.0, "town": 8.0, "district": 40.0, "region": 120.0, "country": 500.0, "area": 100.0}
RUNNERS_UP = 3
LEAST_SHARE = 0.01  # of a runner-up worth keeping
NEAR = re.compile(
    r"\b(?:near|outside|close to|not far from|around|in the vicinity of|on the outskirts of)"
    r"(?: the)?(?: (?:town|city|village|settlement|\w+ern)s?)?(?: of)?\s*$",
    re.IGNORECASE,
)
OFF = re.compile(r"\boff (?:the )?(?:(?:\w+ )?coasts? of |shores? of )?(?:the )?$|\b(?:waters|sea|coast) (?:off|of|near|around) (?:the )?$")
BETWEEN = re.compile(r"\bbetween (?:the )?(?:(?:towns|cities|villages) of )?$")


def find_places(sentences: Sequence[Sentence], *, gazetteer: Gazetteer, outlet: str | None = None) -> list[PlaceMention]:
    """Every place that the report names, in order. Parts of people's and organisations' names are left out."""
    return mention_places(resolve_names(sentences, gazetteer=gazetteer, outlet=outlet))


def mention_places(told: Sequence[tuple[Resolved, Role]]) -> list[PlaceMention]:
    """The same, from the report's toponyms that are resolved already."""
    resolved = [item for item, _ in told]
    known = {id(item.toponym): item for item in resolved}
    here = local_town(resolved)
    told = [(_without_far_part(_without_namesake(item, resolved), here), role) for item, role in told]
    mentions = [_mention(item, role, known, here) for item, role in told if not _is_titles(item) and _names_a_place(item)]
    country = main_country(resolved)
    return [dataclasses.replace(mention, place=_of_country(mention.place, country)) for mention in mentions] if country else mentions


# The index of the sentences of a title that stands over the report's text and not in it.
TITLE = -1


def _is_titles(item: Resolved) -> bool:
    return item.toponym.words.sentence.index == TITLE


def _names_a_place(item: Resolved) -> bool:
    """Whether a toponym is one of the report: no part of an organisation's name, and no "capital" of nowhere."""
    return not item.toponym.hint and (item.toponym.capital is None or item.best is not None)


def title_places(told: Sequence[tuple[Resolved, Role]]) -> list[tuple[Candidate, Place]]:
    """The places that the title names, each as a place without a stretch of the text, beside what the gazetteer knows of it."""
    titled = [item for item, role in told if _is_titles(item) and _names_a_place(item) and role != "adjective"]
    places = [(item.best, _mention(item, "other", {}, alone=True).place) for item in titled if item.best is not None]
    return [(best, replace(place, start=None, end=None)) for best, place in places]


NAMESAKE = 50_000  # people of a town after which streets and parks elsewhere are seldom named


def _without_namesake(item: Resolved, told: Sequence[Resolved]) -> Resolved:
    """A park or a hospital that bears the name of a small town of which the report says nothing else: whose it is nobody knows."""
    place = item.best
    if not item.toponym.facility or place is None or place.level != "town" or place.population >= NAMESAKE or item.rule in {"container", "same-name"}:
        return item
    others = [other.best for other in told if other is not item and other.best is not None and other.best.level == "town"]
    return item if place in others or not others else dataclasses.replace(item, ranked=(), rule="none")


def _without_far_part(item: Resolved, here: Candidate | None) -> Resolved:
    """A neighbourhood that bears a far town's name is in the town of the report: "the Belmont neighborhood"."""
    far = here is not None and item.best is not None and distance_km(item.best, here) > NEAR_KM
    return dataclasses.replace(item, ranked=(), rule="none") if far and is_part_of_town(item.toponym) else item


def resolve_names(
    sentences: Sequence[Sentence], *, gazetteer: Gazetteer, outlet: str | None = None, title: Sequence[Sentence] = ()
) -> list[tuple[Resolved, Role]]:
    """Every toponym of the report with what it may mean and its part, those among them that only stand in organisations' names.

    ``title`` are the sentences of a title that the text does not hold: its toponyms come first and bear on what the others mean.
    """
    sentences = [*(dataclasses.replace(sentence, index=TITLE) for sentence in title), *sentences]
    report = [words_of(sentence) for sentence in sentences]
    people = find_people(report, gazetteer)
    by_sentence = [find_toponyms(words, gazetteer, people) for words in report]
    roles = [role for toponyms in by_sentence for role in find_roles(toponyms)]
    toponyms = [toponym for each in by_sentence for toponym in each]
    return list(zip(resolve_report(toponyms, gazetteer=gazetteer, outlet=outlet), roles, strict=True))


def _mention(item: Resolved, role: Role, known: Mapping[int, Resolved], here: Candidate | None = None, *, alone: bool = False) -> PlaceMention:
    """The toponym with its place; ``alone`` leaves aside the words around it that move or widen the place ("near X")."""
    toponym, sentence = item.toponym, item.toponym.words.sentence
    start, end = _offsets(toponym)
    written = toponym.words.text(toponym.start, toponym.end)
    before = "" if alone else sentence.doc.text[: start - sentence.start]
    holder = known.get(id(item.holder)) if item.holder else None
    if toponym.facility and item.best is not None:
        seat = town_of(item.best, known.values())
        place = replace(
            _place(item, written, start, end, before), lat=seat.lat, lon=seat.lon, level="point", radius_km=RADII["town"], rule="facility"
        )
        place = replace(place, name=f"{written}, {seat.name}", geonameid=None)
    elif item.best is None and holder is not None and holder.best is not None:
        outer = _place(holder, written, start, end, before)
        place = replace(outer, name=toponym.name, geonameid=None, rule="holder")
        if BESIDE.search(sentence.doc.text[end - sentence.start : _offsets(holder.toponym)[0] - sentence.start]):
            place = replace(place, level="area", radius_km=max(30.0, outer.radius_km or 0.0), rule="beside")
    elif item.best is None and here is not None:
        place = Place(
            written,
            f"{written}, {here.name}",
            round(here.lat, 4),
            round(here.lon, 4),
            here.country,
            None,
            "area",
            LOCAL_RADIUS_KM,
            "local",
            start,
            end,
        )
    else:
        place = _place(item, written, start, end, before)
    inside = _offsets(holder.toponym)[0] if holder is not None else None
    return PlaceMention(sentence.index, start, end, place, role, item.ranked[1:6], item.best, inside)


def _offsets(toponym: Toponym) -> tuple[int, int]:
    """Where the toponym stands in the report."""
    doc, start = toponym.words.doc, toponym.words.sentence.start
    return start + doc[toponym.start].idx, start + doc[toponym.end - 1].idx + len(doc[toponym.end - 1])


def _place(item: Resolved, written: str, start: int, end: int, before: str) -> Place:
    """The resolved toponym as a place: the gazetteer's point, moved or widened as the words around it say."""
    best = item.best
    if best is None:
        return Place(written, rule=item.rule, start=start, end=end)
    place = Place(
        written,
        best.name,
        round(best.lat, 4),
        round(best.lon, 4),
        best.country,
        best.geonameid,
        best.level,
        best.radius_km or RADII[best.level],
        item.rule,
        start,
        end,
        *_weighed(item.ranked),
    )
    if item.toponym.adjective:
        border = written.lower().endswith(("border", "borders", "frontier", "coast", "waters"))  # nobody says which stretch of it
        return replace(place, lat=None, lon=None, level="area", radius_km=None) if border else place
    return next((changed for rule in AROUND if (changed := rule(place, item, before))), place)


def _weighed(ranked: Sequence[tuple[Candidate, float]]) -> tuple[float, tuple[OtherPlace, ...]]:
    """The share of the first place in the weight of all, and the next few with theirs.

    None outweighs the first, which the words of the report may have put there.
    """
    top = ranked[0][1]
    weights = [math.exp(min(score - top, 0.0)) for _, score in ranked]
    whole = sum(weights)
    others = [
        OtherPlace(c.name, round(c.lat, 4), round(c.lon, 4), round(weight / whole, 3), c.country, c.geonameid, c.level)
        for (c, _), weight in zip(ranked[1:], weights[1:], strict=True)
        if weight / whole >= LEAST_SHARE
    ]
    return round(weights[0] / whole, 3), tuple(others[:RUNNERS_UP])


def at_distance(place: Place, item: Resolved, before: str) -> Place | None:
    """ "30 km south of X": the point that far away."""
    match = DISTANCE.search(before)
    km = _distance_km(match) if match else None
    if match is None or km is None or item.best is None:
        return None
    lat, lon = _moved(item.best.lat, item.best.lon, match["direction"].removesuffix("wards").removesuffix("ward"), km)
    return replace(place, lat=lat, lon=lon, level="area", radius_km=max(10.0, km / 2), rule=f"{item.rule}, distance")


def nearby(place: Place, item: Resolved, before: str) -> Place | None:
    """ "Near X", "off the coast of X": the point of X, and an area around it."""
    if not (NEAR.search(before) or OFF.search(before)):
        return None
    return replace(place, level="area", radius_km=max(25.0, place.radius_km or 0.0), rule=f"{item.rule}, near")


def part_of(place: Place, item: Resolved, _before: str) -> Place | None:
    """ "Northern Ukraine": a point in that part of it."""
    best, direction = item.best, item.toponym.direction
    if best is None or direction is None or best.level not in ("country", "region", "area"):
        return None
    bearing = BEARINGS.get(direction.removesuffix("ern"))
    radius = place.radius_km or 0.0
    if bearing is None:
        return None
    if best.south is None or best.north is None or best.west is None or best.east is None:
        lat, lon = _moved(best.lat, best.lon, direction, radius / 2)
    else:
        up, right = _sign(math.cos(math.radians(bearing))), _sign(math.sin(math.radians(bearing)))
        lat = round((best.south + best.north) / 2 + 0.3 * up * (best.north - best.south), 4)
        lon = round((best.west + best.east) / 2 + 0.3 * right * (best.east - best.west), 4)
    return replace(
        place, lat=lat, lon=lon, level="region" if best.level == "country" else best.level, radius_km=radius / 2, rule=f"{item.rule}, part"
    )


AROUND = (at_distance, nearby, part_of)


def _sign(value: float) -> int:
    return 0 if abs(value) < 0.01 else 1 if value > 0 else -1


def _moved(lat: float, lon: float, direction: str, km: float) -> tuple[float, float]:
    """The point ``km`` away in a direction given in words; the same point for words that give none ("from", "outside")."""
    bearing = BEARINGS.get(direction.replace("-", "").removesuffix("ern"))
    return (lat, lon) if bearing is None else displaced(lat, lon, bearing, km)


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

    >>> displaced(50.0, 30.0, 180, 111.2)
    (49.0, 30.0)
    """
    north, east = math.cos(math.radians(bearing)) * km, math.sin(math.radians(bearing)) * km
    return round(lat + north / 111.2, 4), round(lon + east / (111.2 * max(0.1, math.cos(math.radians(lat)))), 4)


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
    country = main_country(resolved)
    places = [_mention(resolved[numbers[span]], "other", {}, alone=True).place if span in numbers else Place("") for span in spans]
    return [_of_country(place, country) for place in places]


def _of_country(place: Place, country: str | None) -> Place:
    """A place that nobody knows, in the country of nearly all others of its report: without a point."""
    return replace(place, country=country, rule="country of the report") if place.lat is None and place.country is None and country else place


def _given(words: Words, span: tuple[int, int], gazetteer: Gazetteer) -> Toponym | None:
    start = words.sentence.start
    tokens = [token.i for token in words.doc if token.idx + start < span[1] and span[0] < token.idx + start + len(token)]
    return toponym_at(words, tokens[0], tokens[-1] + 1, gazetteer) if tokens else None
