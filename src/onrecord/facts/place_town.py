"""In which town the one incident of a report happened, and of several reports of it: what the reports say of towns, weighed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.place_home import find_home
from onrecord.facts.place_lexicon import word_list
from onrecord.facts.place_resolve import NEAR_KM, Resolved, distance_km, lies_in
from onrecord.facts.place_roles import Role
from onrecord.facts.place_words import Toponym, is_part_of_town
from onrecord.facts.places import resolve_names
from onrecord.text.parse import Sentence

# How much a toponym says of where a report plays, by its part.
WEIGHTS: dict[Role, float] = {"dateline": 3.0, "event": 2.0, "adjective": 1.5, "other": 0.4}
IN_A_NAME = 1.2  # "Harbour Police Department"
DEED = 1.5  # the sentence tells of a deed
TITLE = 1.5
HALF_AT = 8.0  # sentences down the report after which a toponym weighs half
WIDE = 0.25  # a county weighs less than a town
LEVELS = ("town", "district", "point")


CITY = 100_000  # people
BESIDE_HOME = 3.0  # near the town whose outlet reports
FAR_OFF = 0.1  # in another country than the rest
PAIRED = 1.5  # "Harbour, Ohio": no surname, no street
OF_POLICE = 2.0  # "Harbour police": the force of the town where it happened
POLICE = frozenset("police officers firefighters fire mayor".split())
AROUND_HOME_KM = 100.0


@dataclass(frozen=True, slots=True)
class TownTold:
    """A town or county that a report may be about, and its share of what the report says of such."""

    place: Candidate
    share: float


def read_town(sentences: Sequence[Sentence], *, gazetteer: Gazetteer, outlet: str | None = None) -> list[TownTold]:
    """The towns and counties that a report may be about, the likeliest first."""
    return weigh_towns(resolve_names(sentences, gazetteer=gazetteer, outlet=outlet), sentences, gazetteer=gazetteer, outlet=outlet)


def weigh_towns(
    toponyms: Sequence[tuple[Resolved, Role]], sentences: Sequence[Sentence], *, gazetteer: Gazetteer, outlet: str | None = None
) -> list[TownTold]:
    """The same, from the report's toponyms that are resolved already."""
    told = [(item, role) for item, role in toponyms if item.best is not None]
    home = find_home(outlet, gazetteer)
    town = home if home is not None and home.level == "town" else None
    cities = [place for item, _ in told if (place := item.best) is not None and place.level == "town" and place.population >= CITY]
    cities += [town] if town is not None else []
    countries = Counter(place.country for item, _ in told if (place := item.best) is not None)
    main = home.country if home is not None else next((country for country, _ in countries.most_common(1)), None)
    deeds = {sentence.index for sentence in sentences if _tells_deed(sentence)}
    weights: defaultdict[Candidate, float] = defaultdict(float)
    for item, role in told:
        place, index = item.best, item.toponym.words.sentence.index
        if place is None or place.level not in LEVELS or item.toponym.adjective is not None:
            continue
        weight = IN_A_NAME if item.toponym.hint else WEIGHTS[role]
        weight *= (DEED if index in deeds else 1.0) * (TITLE if index <= 0 else 1.0) / (1 + max(index, 0) / HALF_AT)
        weight *= (1.0 if place.country == main else FAR_OFF) * _size(place) * (PAIRED if item.rule == "container" else 1.0)
        weight *= OF_POLICE if _has_police(item.toponym) else 1.0
        weight *= BESIDE_HOME if town is not None and distance_km(place, town) <= AROUND_HOME_KM else 1.0
        if is_part_of_town(item.toponym):
            place = next((city for city in cities if distance_km(city, place) <= NEAR_KM), place)
        weights[place] += weight * (1.0 if place.level == "town" else WIDE)
    if town is not None and all(place.level != "town" for place in weights):
        weights[town] += WIDE  # no town at all: where the outlet is at home, in its county if one is told
    whole = sum(weights.values())
    return [TownTold(place, weight / whole) for place, weight in _heaviest(weights)]


def _heaviest(weights: Mapping[Candidate, float]) -> list[tuple[Candidate, float]]:
    return sorted(weights.items(), key=lambda pair: -pair[1])


def _size(place: Candidate) -> float:
    """From 0.4 for a hamlet, whose name is as likely a person's or a street's, to 3 for a city of a hundred thousand."""
    return min(max(math.log10(max(place.population, 1)) - 2.0, 0.4), 3.0)


def _has_police(toponym: Toponym) -> bool:
    return toponym.words.at(toponym.end) in POLICE


def _tells_deed(sentence: Sentence) -> bool:
    deeds = word_list("event nouns") | word_list("deeds")
    return any(token.lower_ in deeds for token in sentence.doc)


def town_of_reports(reports: Iterable[Sequence[TownTold]]) -> Candidate | None:
    """The town that several reports of one incident tell together; the county where none names a town."""
    shares: defaultdict[Candidate, float] = defaultdict(float)
    for told in reports:
        for each in told:
            shares[each.place] += each.share
    if not shares:
        return None
    ranked = [place for place, _ in _heaviest(shares)]
    best = ranked[0]
    if best.level == "town":
        return best
    return next((place for place in ranked if place.level == "town" and lies_in(place, best)), best)
