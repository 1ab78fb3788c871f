"""Which place each toponym of a report means: containers, the report's countries, distance, size."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from onrecord.facts.gazetteer import Candidate, Gazetteer, loose_key, name_key
from onrecord.facts.place_lexicon import outlet_homes, state_abbreviations
from onrecord.facts.place_names import Toponym

EARTH_KM = 6371.0
STATES_BY_NAME = frozenset({"US", "CA", "AU", "IN", "BR", "MX", "NG", "DE"})  # countries whose news names states as readily as towns


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with its places, the best first, each with its score, and the rule that decided."""

    toponym: Toponym
    ranked: tuple[tuple[Candidate, float], ...]
    rule: str

    @property
    def best(self) -> Candidate | None:
        """The place that the toponym is taken to mean."""
        return self.ranked[0][0] if self.ranked else None


@dataclass(slots=True)
class Context:
    """What the report as a whole says of where it plays: weights of countries and regions, and places already settled."""

    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    anchors: list[Candidate] = field(default_factory=list)
    home: Candidate | None = None

    def share(self, weights: dict[str, float], code: str | None) -> float:
        """The code's weight as a share of the heaviest, 0 to 1."""
        return weights[code] / max(weights.values()) if code and weights.get(code) else 0.0


def distance_km(a: Candidate, b: Candidate) -> float:
    """Great-circle distance of two places, in kilometres."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def lies_in(place: Candidate, container: Candidate) -> bool:
    """Whether one place is part of the other, by their codes, or near enough to a named area."""
    if place is container:
        return False
    if container.code:
        if container.level == "country":
            return place.country == container.code and place.level != "country"
        return container.code in (place.admin1, place.admin2) and place.code != container.code
    if container.level in ("region", "area", "district") and container.feature == "LEX":
        return (container.country in (None, place.country)) and distance_km(place, container) <= (container.radius_km or 100) * 1.5
    return False


def prior(candidate: Candidate, noun: str | None) -> float:
    """How likely the place is meant when nothing else is known."""
    size = math.log10(max(candidate.population, 500))
    if candidate.level == "country":
        score = 10.0
    elif candidate.feature == "LEX":
        score = 5.0 if candidate.level in ("town", "point") else 6.6
    elif candidate.feature == "ADM1":
        score = size - 0.6 + (1.0 if candidate.country in STATES_BY_NAME else 0.0)
    elif candidate.feature == "ADM2":
        score = size - 2.5
    else:
        score = size + (1.0 if candidate.feature == "PPLC" else 0.0)
    if not candidate.main:
        score -= 1.0 if candidate.level == "country" else 1.2
    return score + _noun_fit(candidate, noun)


def _noun_fit(candidate: Candidate, noun: str | None) -> float:
    """The bonus for being what the place noun says: "the Belgorod region", "the city of New York"."""
    if noun is None:
        return 0.0
    if noun == candidate.level or (noun == "region" and candidate.level == "area"):
        return 4.0
    if {noun, candidate.level} == {"district", "region"}:
        return 2.0
    return -1.0 if noun == "town" else 0.0


def _pairs(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Number of a toponym to that of its container: "X, Y", "X in Y", "Y's X", "Yish town of X"."""
    pairs: dict[int, int] = {}
    for number, (a, b) in enumerate(itertools.pairwise(toponyms)):
        if a.words is not b.words:
            continue
        between = a.words.lower[a.end : b.start]
        if (
            a.adjective is None
            and b.adjective is None
            and between in (((",",)), ("in",), (",", "in"), (",", "the"), ("of",), ("in", "the"), ("(",), (",", "in", "the"), ("of", "the"))
        ):
            pairs[number] = number + 1
        elif (
            b.adjective is None
            and (between[:1] in (("'s",), ("’s",), ("'",)) or a.adjective is not None)
            and len(between) <= 7
            and not {",", "and", "in", "from", "to"} & set(between)
        ):
            pairs.setdefault(number + 1, number)
    return pairs


def _abbreviated(toponym: Toponym, gazetteer: Gazetteer) -> Candidate | None:
    """The state whose abbreviation follows: "Quincy, Ill."."""
    words = toponym.words
    if words.at(toponym.end) != "," or toponym.end + 1 >= len(words.texts):
        return None
    return gazetteer.by_code(state_abbreviations().get(words.texts[toponym.end + 1], ""))


def find_home(outlet: str | None, gazetteer: Gazetteer) -> Candidate | None:
    """The country that an outlet mostly writes about, from our list or its address's ending."""
    if not outlet:
        return None
    lower = outlet.lower()
    for part, code in outlet_homes():
        if part in lower:
            return gazetteer.by_code(code)
    ending = lower.rstrip("/").rpartition(".")[2].upper()
    return (
        gazetteer.by_code("GB" if ending == "UK" else ending)
        if "." in lower and len(ending) == 2 and ending not in ("TV", "ME", "CO", "IO", "FM")
        else None
    )


class Resolver:
    """Resolves the toponyms of one report, in rounds: sure ones first, then the rest in their light."""

    def __init__(self, toponyms: Sequence[Toponym], gazetteer: Gazetteer, outlet: str | None) -> None:
        self.toponyms = toponyms
        self.gazetteer = gazetteer
        self.context = Context(home=find_home(outlet, gazetteer))
        self.pairs = _pairs(toponyms)
        self.senses: dict[tuple[str, str | None], Candidate] = {}
        self.settle(())

    def _container(self, number: int) -> Sequence[Candidate]:
        """The places that may hold the toponym, by its own sentence."""
        if state := _abbreviated(self.toponyms[number], self.gazetteer):
            return (state,)
        if (holder := self.pairs.get(number)) is None:
            return ()
        toponym = self.toponyms[holder]
        if toponym.adjective:
            country = self.gazetteer.by_code(toponym.adjective)
            return (country,) if country else ()
        return [c for c in toponym.candidates if c.level in ("country", "region", "district", "area")]

    def _score(self, candidate: Candidate, toponym: Toponym) -> float:
        context = self.context
        score = prior(candidate, toponym.noun)
        if candidate.level == "country":
            return score + context.share(context.countries, candidate.country)
        score += 2.5 * context.share(context.countries, candidate.country) + 1.5 * context.share(context.regions, candidate.admin1)
        near = sorted(distance_km(candidate, anchor) for anchor in context.anchors if anchor is not candidate)[:2]
        score += sum(1.2 * math.exp(-km / 150) for km in near)
        if context.home is not None:
            score += 1.0 if candidate.country == context.home.country else 0.0
            if context.home.level != "country":
                score += 2.5 * math.exp(-distance_km(candidate, context.home) / 200)
        return score

    def resolve(self, number: int) -> Resolved:
        """The toponym's places in the light of what is known so far."""
        toponym = self.toponyms[number]
        candidates = list(toponym.candidates) or self._respelled(toponym)
        ranked = sorted(((c, self._score(c, toponym)) for c in candidates), key=lambda pair: -pair[1])
        containers = self._container(number)
        inside = [(c, s) for c, s in ranked if any(lies_in(c, holder) for holder in containers)]
        if inside:
            rest = [pair for pair in ranked if pair not in inside]
            return Resolved(toponym, tuple(inside + rest), "container")
        sense = self.senses.get((name_key(toponym.name), toponym.noun))
        if sense is not None:
            return Resolved(toponym, tuple(sorted(ranked, key=lambda pair: pair[0] != sense)), "same-name")
        rule = "none" if not ranked else "only" if len(ranked) == 1 else "report" if self.context.anchors else "biggest"
        return Resolved(toponym, tuple(ranked), rule if toponym.candidates or not ranked else "similar")

    def _respelled(self, toponym: Toponym) -> list[Candidate]:
        """Towns of the report's main countries that are written nearly so."""
        if toponym.facility or (" " in toponym.name and len(toponym.name.split()) > 3):
            return []
        key = loose_key(name_key(toponym.name))
        found: list[Candidate] = []
        for country in sorted(self.context.countries, key=self.context.countries.__getitem__, reverse=True)[:2]:
            for candidate in self.gazetteer.similar(toponym.name, country):
                if SequenceMatcher(None, key, loose_key(name_key(candidate.name))).ratio() >= 0.75:
                    found.append(candidate)
        return found

    def settle(self, resolved: Iterable[Resolved]) -> None:
        """Let settled toponyms weigh for the rest."""
        context = self.context
        senses: defaultdict[tuple[str, str | None], Counter[Candidate]] = defaultdict(Counter)
        countries: Counter[str] = Counter(t.adjective for t in self.toponyms if t.adjective)
        regions: Counter[str] = Counter()
        anchors: dict[int, Candidate] = {}
        for item in resolved:
            best = item.best
            if best is None:
                continue
            if best.country:
                countries[best.country] += 1
            if best.admin1 and best.level != "country":
                regions[best.admin1] += 1
            if best.level in ("town", "district", "region", "point"):
                anchors[id(best)] = best
            if item.rule == "container":
                senses[name_key(item.toponym.name), item.toponym.noun][best] += 1
        context.countries = {code: math.log1p(count) for code, count in countries.items()}
        context.regions = {code: math.log1p(count) for code, count in regions.items()}
        context.anchors = list(anchors.values())[:40]
        self.senses = {key: counts.most_common(1)[0][0] for key, counts in senses.items()}


def is_sure(resolved: Resolved) -> bool:
    """Whether the toponym needs no context: it has a container, or one place far ahead of the others."""
    if resolved.rule == "container" or len(resolved.ranked) == 1:
        return bool(resolved.ranked)
    return len(resolved.ranked) > 1 and resolved.ranked[0][1] - resolved.ranked[1][1] > 1.5


def resolve_report(toponyms: Sequence[Toponym], *, gazetteer: Gazetteer, outlet: str | None = None) -> list[Resolved]:
    """The places of all toponyms of a report, in order."""
    toponyms = [_with_region(toponym, gazetteer) for toponym in toponyms]
    resolver = Resolver(toponyms, gazetteer, outlet)
    numbers = [number for number, toponym in enumerate(toponyms) if toponym.adjective is None]
    sure = [item for number in numbers if is_sure(item := resolver.resolve(number))]
    resolver.settle(sure)
    for _ in range(2):
        resolver.settle([resolver.resolve(number) for number in numbers])
    resolved = {number: resolver.resolve(number) for number in numbers}
    return [resolved.get(number) or _country_of(toponym, gazetteer) for number, toponym in enumerate(toponyms)]


def _country_of(toponym: Toponym, gazetteer: Gazetteer) -> Resolved:
    country = gazetteer.by_code(toponym.adjective or "")
    return Resolved(toponym, ((country, 1.0),) if country else (), "adjective")


def _with_region(toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """The toponym with its town's region among the candidates, where a noun asks for a region: "the Belgorod region"."""
    if toponym.noun not in ("region", "district") or any(c.level == toponym.noun for c in toponym.candidates):
        return toponym
    towns = [c for c in toponym.candidates if c.level == "town" and c.main][:3]
    codes = [code for town in towns if (code := town.admin1 if toponym.noun == "region" else town.admin2)]
    regions = [replace(region, main=True) for code in dict.fromkeys(codes) if (region := gazetteer.by_code(code))]
    return replace(toponym, candidates=(*toponym.candidates, *regions))
