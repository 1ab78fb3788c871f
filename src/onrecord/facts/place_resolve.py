"""Which place each toponym of a report means: containers, the report's countries, distance, size."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

import msgspec

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.gazetteer_keys import SPELLED_ONE_WAY, capital_code, loose_key, name_key, without_accents
from onrecord.facts.place_home import find_home
from onrecord.facts.place_lexicon import state_abbreviations
from onrecord.facts.place_pairs import holders, neighbours, words_between
from onrecord.facts.place_words import Toponym, is_part_of_town

EARTH_KM = 6371.0
ALIKE = 0.78
BESIDE_KM = 60.0  # farther than this, "X, south of Y" is another X, unless the words give a distance
FAR_DEGREES = 12  # so far north or south of a place, another says nothing of it
VILLAGE = 20_000  # people, below which a town is not named without its country in reports on another
ELSEWHERE = 3  # names that a report places elsewhere, from which on no town abroad is expected but
TOWN = 50_000  # one of more people,
CITY = 500_000  # or by another than its own name, one of more than these
STATES_BY_NAME = frozenset({"US", "CA", "AU", "IN", "BR", "MX", "NG", "DE"})  # countries whose news names states as readily as towns


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with its places, the best first, each with its score, and the rule that decided."""

    toponym: Toponym
    ranked: tuple[tuple[Candidate, float], ...]
    rule: str
    holder: Toponym | None = None

    @property
    def best(self) -> Candidate | None:
        """The place that the toponym is taken to mean."""
        return self.ranked[0][0] if self.ranked else None


@dataclass(slots=True)
class Context:
    """What the report as a whole says of where it plays: by name key, the places already settled and how often they are named."""

    settled: dict[str, tuple[Candidate, int]] = field(default_factory=dict)
    adjectives: Counter[str] = field(default_factory=Counter)
    home: Candidate | None = None

    def countries(self, without: str) -> dict[str, float]:
        """The weight of each country, as a share of the heaviest, one name left out."""
        weights: Counter[str] = Counter(self.adjectives)
        for key, (place, count) in self.settled.items():
            if key != without and place.country:
                weights[place.country] += count if place.level == "country" else 1
        return _shares(weights)

    def regions(self, without: str) -> dict[str, float]:
        """The weight of each region, as a share of the heaviest, one name left out."""
        return _shares(Counter(p.admin1 for key, (p, _) in self.settled.items() if key != without and p.admin1 and p.level != "country"))

    def anchors(self, without: str) -> list[Candidate]:
        """Settled places with a point of their own, one name left out."""
        return [p for key, (p, _) in self.settled.items() if key != without and p.level in ("town", "district", "region", "point")][:40]


def _shares(weights: Counter[str]) -> dict[str, float]:
    logs = {code: math.log1p(count) for code, count in weights.items()}
    top = max(logs.values(), default=1.0)
    return {code: weight / top for code, weight in logs.items()}


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
        score = 10.5
    elif candidate.feature == "LEX":
        score = 5.0 if candidate.level in ("town", "point") else 6.6
    elif candidate.feature == "ADM1":
        score = size - 1.6 + (1.0 if candidate.country in STATES_BY_NAME else 0.0)
    elif candidate.feature == "ADM2":
        score = size - 2.5
    else:
        score = size + (1.0 if candidate.feature == "PPLC" else 0.0)
    if not candidate.main:
        score -= 1.0 if candidate.level == "country" else 3.0 if candidate.feature == "ADM1" and candidate.country in STATES_BY_NAME else 1.5
    return score + _noun_fit(candidate, noun)


def _article_fit(candidate: Candidate, toponym: Toponym) -> float:
    """ "The Pacific" is the ocean: towns go without an article, and an area of no one country gains nothing from the report's countries."""
    words = toponym.words
    article = words.at(toponym.start - 1) == "the" and words.at(toponym.end) in ("", ".", ",", ";", "and", "on", "in", "to", "for", "after", "as")
    if candidate.feature == "LEX" and candidate.level == "area":
        return (2.0 if candidate.country is None else 0.0) + (2.0 if article else 0.0)
    return -3.0 if article and candidate.level == "town" else 0.0


def _noun_fit(candidate: Candidate, noun: str | None) -> float:
    """The bonus for being what the place noun says: "the Belgorod region", "the city of New York"."""
    if noun is None:
        return 0.0
    if noun == candidate.level or (noun == "region" and candidate.level == "area"):
        return 4.0
    if {noun, candidate.level} == {"district", "region"}:
        return 2.0
    return -1.0 if noun == "town" else 0.0


def _abbreviated(toponym: Toponym, gazetteer: Gazetteer) -> Candidate | None:
    """The state whose abbreviation follows: "Quincy, Ill."."""
    words = toponym.words
    if words.at(toponym.end) != "," or toponym.end + 1 >= len(words.texts):
        return None
    return gazetteer.by_code(state_abbreviations().get(words.texts[toponym.end + 1], ""))


def _is_of_no_country(ranked: Sequence[tuple[Candidate, float]], containers: Sequence[Candidate]) -> bool:
    """Whether the name is first of all a country, or a continent or sea, which no country holds: "Egypt, Israel" is a list."""
    best = ranked[0][0] if ranked else None
    whole = best is not None and best.main and (best.level == "country" or (best.feature == "LEX" and best.country is None))
    return whole and all(holder.level == "country" or holder.country is None for holder in containers)


def _shadowed(candidate: Candidate, capitals: bool) -> float:
    """A capital outweighs the region that is named after it, unless a noun says that the region is meant."""
    return -2.0 if capitals and candidate.level in ("region", "district") else 0.0


class Resolver:
    """Resolves the toponyms of one report, in rounds: sure ones first, then the rest in their light."""

    def __init__(self, toponyms: Sequence[Toponym], gazetteer: Gazetteer, outlet: str | None) -> None:
        self.toponyms = toponyms
        self.gazetteer = gazetteer
        self.context = Context(adjectives=Counter(t.adjective for t in toponyms if t.adjective), home=find_home(outlet, gazetteer))
        self.pairs = holders(toponyms)
        self.beside = neighbours(toponyms)
        self.senses: dict[tuple[str, str | None], Candidate] = {}
        self.districts: defaultdict[str | None, set[str]] = defaultdict(set)
        self.towns: defaultdict[str | None, set[str]] = defaultdict(set)
        for toponym in toponyms:
            for candidate in toponym.candidates:
                if candidate.feature == "ADM2" and (candidate.main or toponym.noun == "district"):
                    self.districts[candidate.code].add(name_key(toponym.name))
                elif candidate.level == "town" and candidate.main:
                    self.towns[candidate.admin2].add(name_key(toponym.name))

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

    def _scores(self, candidates: Sequence[Candidate], toponym: Toponym) -> list[tuple[Candidate, float]]:
        """The candidates, each with its score in the light of the rest of the report, best first."""
        if len(candidates) == 1:
            return [(candidates[0], prior(candidates[0], toponym.noun))]
        key = name_key(toponym.name)
        countries, regions, anchors = self.context.countries(key), self.context.regions(key), self.context.anchors(key)
        capitals = toponym.noun is None and any(c.feature == "PPLC" and c.main for c in candidates)
        scored = []
        for candidate in candidates:
            score = prior(candidate, toponym.noun) + 2.5 * countries.get(candidate.country or "", 0.0)
            if candidate.level != "country":
                score += 1.5 * regions.get(candidate.admin1 or "", 0.0) + self._company(candidate, key)
                near = [anchor for anchor in anchors if abs(anchor.lat - candidate.lat) < FAR_DEGREES]
                score += sum(1.2 * math.exp(-km / 150) for km in sorted(distance_km(candidate, anchor) for anchor in near)[:2])
            score += _shadowed(candidate, capitals)
            scored.append((candidate, score + self._at_home(candidate) + _article_fit(candidate, toponym)))
        return sorted(scored, key=lambda pair: -pair[1])

    def _at_home(self, candidate: Candidate) -> float:
        home = self.context.home
        if home is None or candidate.level == "country":
            return 0.0
        near = 2.5 * math.exp(-distance_km(candidate, home) / 200) if home.level != "country" else 0.0
        return near + (1.0 if candidate.country == home.country else 0.0)

    def _company(self, candidate: Candidate, key: str) -> float:
        """The bonus of a town whose district, and of a district one of whose towns, another name of the report may mean."""
        if candidate.level == "town":
            return 1.5 if candidate.admin2 in self.districts and key not in self.districts[candidate.admin2] else 0.0
        return 1.5 if candidate.level == "district" and self.towns.get(candidate.code, frozenset()) - {key} else 0.0

    def resolve(self, number: int) -> Resolved:
        """The toponym's places in the light of what is known so far."""
        toponym = self.toponyms[number]
        if toponym.capital is not None:
            named = None if toponym.capital else self._capital_named(number)
            capital = named or (self.gazetteer.by_code(capital_code(toponym.capital)) if toponym.capital else self._capital())
            return Resolved(toponym, ((capital, 1.0),) if capital else (), "capital")
        candidates = list(toponym.candidates) or self._respelled(toponym)
        if toponym.noun == "district":  # "the Costa Rica district" of a town is no country
            candidates = [c for c in candidates if c.level != "country"]
        ranked = self._beside(number, self._scores(candidates, toponym))
        containers = self._container(number)
        inside = [] if _is_of_no_country(ranked, containers) else [(c, s) for c, s in ranked if any(lies_in(c, holder) for holder in containers)]
        partner = self.pairs.get(number, self.beside.get(number))
        holder = self.toponyms[partner] if partner is not None else None
        if inside:
            rest = [pair for pair in ranked if pair not in inside]
            return Resolved(toponym, tuple(inside + rest), "container", holder)
        if not ranked or (number in self.pairs and self._is_namesake(number, ranked)):
            return Resolved(toponym, (), "none", holder)
        key = name_key(toponym.name)
        sense = self.senses.get((key, toponym.noun))
        if sense is not None:
            return Resolved(toponym, tuple(sorted(ranked, key=lambda pair: pair[0] != sense)), "same-name")
        senses = [place for (name, _), place in self.senses.items() if name == key]  # "blast in Bijapur" of "Chhattisgarh's Bijapur district"
        if near := [pair for pair in ranked if any(distance_km(pair[0], place) <= BESIDE_KM for place in senses)]:
            return Resolved(toponym, (*near, *(pair for pair in ranked if pair not in near)), "same-name")
        rule = "none" if not ranked else "only" if len(ranked) == 1 else "report" if self.context.settled else "biggest"
        return Resolved(toponym, tuple(ranked), rule if toponym.candidates or not ranked else "similar")

    def _beside(self, number: int, ranked: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
        """The places near enough to the one that the toponym is said to lie beside; a big place may lie anywhere."""
        if number not in self.beside or not ranked:
            return ranked
        neighbour = self.toponyms[self.beside[number]]
        settled = self.context.settled.get(name_key(neighbour.name))
        points = [settled[0]] if settled else [c for c in neighbour.candidates if c.level != "country"]
        if not points or points[0].level == "country":
            return ranked
        scored = [(c, s, min(distance_km(c, point) for point in points)) for c, s in ranked]
        far = 4 * BESIDE_KM if any(map(str.isdigit, words_between(self.toponyms[number], neighbour))) else BESIDE_KM
        near = [(c, s + 5 * math.exp(-km / 40)) for c, s, km in scored if km <= far or (c.main and (c.level != "town" or c.population > 100_000))]
        return sorted(near, key=lambda pair: -pair[1])

    def _is_namesake(self, number: int, ranked: Sequence[tuple[Candidate, float]]) -> bool:
        """Whether "Y's X", or "X of Y", is another X than all that are known: none lies in Y, or near it where Y is a town."""
        toponym, holder = self.toponyms[number], self.toponyms[self.pairs[number]]
        if holder.adjective or any(
            c.level == "country" or c.feature == "LEX" or (c.level == "town" and c.main and c.population > 300_000) for c, _ in ranked
        ):
            return False
        first, last = (toponym, holder) if self.pairs[number] > number else (holder, toponym)
        joint = first.words.lower[first.end : last.start]
        if not joint or joint[0] == ",":
            return False
        settled = self.context.settled.get(name_key(holder.name))
        if settled is None or settled[0].level not in ("country", "town"):
            return False
        return settled[0].level == "country" or all(distance_km(c, settled[0]) > 2 * BESIDE_KM for c, _ in ranked)

    def is_stranger(self, item: Resolved) -> bool:
        """Whether a village, or a place by another than its own name ("*Boni*" is Bonn's too), lies in a country of which the report says nothing
        else, while it is about another: rather one that nobody knows."""
        place, key = item.best, name_key(item.toponym.name)
        if place is None or place.feature == "LEX" or place.level == "country" or item.rule in {"container", "same-name"}:
            return False
        shares = self.context.countries(key)
        home = self.context.home
        others = [settled for other, (settled, _) in self.context.settled.items() if other != key]
        named = {*(other.country for other in others), *self.context.adjectives, *([home.country] if home else ())}
        if not any(shares.values()) or place.country in named:
            return False
        if any(distance_km(place, other) <= BESIDE_KM for other in others if other.level != "country"):
            return False  # across a border: "Sderot, north of Gaza"
        own = _is_written_so(place, item.toponym)
        people = VILLAGE if len(others) < ELSEWHERE else TOWN if own else CITY
        small = place.population < people if place.level == "town" else people == CITY
        return small or _names_something_else(item.toponym)

    def _capital_named(self, number: int) -> Candidate | None:
        """The capital that the same sentence, before "the capital", names as where something is: "a court *in Vilnius* … a store in the capital"."""
        words = self.toponyms[number].words
        for toponym in reversed(self.toponyms[:number]):
            if toponym.words is not words:
                return None
            if words.at(toponym.start - 1) in ("in", "near", "outside", "of"):
                capital = next((c for c in toponym.candidates if c.main and c.feature == "PPLC"), None)
                if capital is not None:
                    return capital
        return None

    def _capital(self) -> Candidate | None:
        """The capital of the one country that the report is mostly about."""
        shares = sorted(((share, country) for country, share in self.context.countries("capital").items()), reverse=True)
        alone = bool(shares) and (len(shares) == 1 or shares[1][0] < 0.8)
        return self.gazetteer.by_code(capital_code(shares[0][1])) if alone else None

    def _respelled(self, toponym: Toponym) -> list[Candidate]:
        """The towns of the report's main countries that are written most nearly so, where names come in many spellings."""
        if toponym.facility or len(toponym.name.split()) > 3:
            return []
        key = loose_key(name_key(toponym.name))
        countries = self.context.countries("")
        main = sorted(countries.keys() - SPELLED_ONE_WAY, key=countries.__getitem__, reverse=True)[:2]
        alike = [
            (SequenceMatcher(None, key, loose_key(name_key(town.name))).ratio(), town)
            for country in main
            for town in self.gazetteer.similar(toponym.name, country)
        ]
        best = max((ratio for ratio, _ in alike), default=0.0)
        return [town for ratio, town in alike if ratio >= max(ALIKE, best - 0.02)]

    def settle(self, resolved: Iterable[Resolved]) -> None:
        """Let settled toponyms weigh for the rest."""
        senses: defaultdict[tuple[str, str | None], Counter[Candidate]] = defaultdict(Counter)
        settled: dict[str, tuple[Candidate, int]] = {}
        for item in resolved:
            if item.best is None:
                continue
            key = name_key(item.toponym.name)
            settled[key] = (item.best, settled.get(key, (item.best, 0))[1] + 1)
            if item.rule == "container":
                senses[key, item.toponym.noun][item.best] += 1
        self.context.settled = settled
        self.senses = {key: counts.most_common(1)[0][0] for key, counts in senses.items()}


def _is_written_so(place: Candidate, toponym: Toponym) -> bool:
    """Whether a name is a place's own to the letter, accents left out or not."""
    return toponym.name in (place.name, without_accents(place.name))


def _names_something_else(toponym: Toponym) -> bool:
    """Whether a capitalised noun behind the name makes another name of it: "the Mandalay *Bay* hotel"."""
    words = toponym.words
    return toponym.noun is not None and toponym.last < toponym.end and words.is_name(toponym.end - 1) and words.is_name(toponym.last)


def is_sure(resolved: Resolved) -> bool:
    """Whether the toponym needs no context: it has a container, or one place far ahead of the others."""
    if resolved.rule == "container" or len(resolved.ranked) == 1:
        return bool(resolved.ranked)
    return len(resolved.ranked) > 1 and resolved.ranked[0][1] - resolved.ranked[1][1] > 2.5


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
    resolved |= {number: replace(item, ranked=(), rule="none") for number, item in resolved.items() if resolver.is_stranger(item)}
    return [resolved.get(number) or _country_of(toponym, gazetteer) for number, toponym in enumerate(toponyms)]


NEAR_KM = 25.0  # how far from a city's point its neighbourhoods lie
LOCAL_KM = 80.0
LOCAL_SHARE = 0.7  # of what a local report names lies around its town: a hospital, or where somebody fled, may be far


def local_town(resolved: Iterable[Resolved]) -> Candidate | None:
    """The town that a local report is about: the one named most, its police and courts too, where most towns and districts named lie around it."""
    named = Counter(
        item.best for item in resolved if item.best and item.best.level in ("town", "district", "point") and not is_part_of_town(item.toponym)
    )
    towns = [(count, place) for place, count in named.items() if place.level == "town"]
    if not towns or named.total() < 2:
        return None
    _, main = max(towns, key=lambda row: row[0])
    around = sum(count for place, count in named.items() if distance_km(main, place) <= LOCAL_KM)
    return main if around >= LOCAL_SHARE * named.total() else None


GUESSED_SHARE = 0.8
GUESSED_FROM = 3


def main_country(resolved: Sequence[Resolved]) -> str | None:
    """The country in which nearly all places of a report lie."""
    told = Counter(item.best.country for item in resolved if item.best is not None and item.best.country)
    code, count = told.most_common(1)[0] if told else ("", 0)
    return code if count >= max(GUESSED_FROM, GUESSED_SHARE * told.total()) else None


def town_of(holder: Candidate, resolved: Iterable[Resolved]) -> Candidate:
    """The town that the report names in a district, or the district itself where it names none or several."""
    towns = {item.best for item in resolved if item.best and item.best.level == "town" and lies_in(item.best, holder)}
    return towns.pop() if len(towns) == 1 else holder


def _country_of(toponym: Toponym, gazetteer: Gazetteer) -> Resolved:
    country = gazetteer.by_code(toponym.adjective or "")
    return Resolved(toponym, ((country, 1.0),) if country else (), "adjective")


def _with_region(toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """The toponym with its town's region among the candidates, where a noun asks for a region: "the Belgorod region"."""
    if toponym.noun not in ("region", "district") or any(c.level == toponym.noun for c in toponym.candidates):
        return toponym
    towns = sorted((c for c in toponym.candidates if c.level == "town"), key=lambda c: -prior(c, None))[:1]
    codes = [code for town in towns if (code := town.admin1 if toponym.noun == "region" else town.admin2)]
    if toponym.noun == "region" and all(town.population < 20_000 for town in towns):
        return toponym
    start = name_key(toponym.name)[:2]  # "Kharkiv" and "Kharkivska oblast"
    regions = [
        msgspec.structs.replace(region, main=True)
        for code in codes
        if (region := gazetteer.by_code(code)) and name_key(region.name).startswith(start)
    ]
    return replace(toponym, candidates=(*toponym.candidates, *regions))
