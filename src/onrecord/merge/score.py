"""How likely two reports are about one event, and why: what they share in words, names, places, days and tolls, weighed by small learned trees."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.merge.sketch import Sketch
from onrecord.merge.tellings import distance_km, gap_days
from onrecord.merge.terms import similarity, weigh_term

WEIGHTS = "links.json"
UNKNOWN = math.nan  # one of the two does not say
Feature = Callable[[Sketch, Sketch], float]
FEW = 3  # names and words that a reason lists


def _share(part: float, one: float, other: float) -> float:
    return part / (min(one, other) or 1.0)


def _shared_names(one: Sketch, other: Sketch) -> float:
    return math.fsum(one.names[name] for name in one.names.keys() & other.names.keys())


def share_of_names(one: Sketch, other: Sketch) -> float:
    """How much of the names of the one that names less the other names too."""
    return _share(_shared_names(one, other), math.fsum(one.names.values()), math.fsum(other.names.values()))


def _covered(one: Sketch, other: Sketch) -> float:
    shared = one.terms.keys() & other.terms.keys()
    return min(math.fsum(one.terms[term] ** 2 for term in shared), math.fsum(other.terms[term] ** 2 for term in shared))


def _days_between(one: Sketch, other: Sketch) -> float:
    return UNKNOWN if one.day is None or other.day is None else math.log1p(abs(one.day - other.day))


def _nearest(one: Sketch, other: Sketch) -> float:
    return min((distance_km(a, b) for a in one.profile.points for b in other.profile.points), default=UNKNOWN)


def _main_distance(one: Sketch, other: Sketch) -> float:
    return min((distance_km(a, b) for a in one.profile.points[:1] for b in other.profile.points[:1]), default=UNKNOWN)


def _same_country(one: Sketch, other: Sketch) -> float:
    first, second = one.profile.countries[:1], other.profile.countries[:1]
    return float(first == second) if first and second else UNKNOWN


def _day_gap(one: Sketch, other: Sketch) -> float:
    return min((gap_days(a, b) for a in one.profile.days for b in other.profile.days), default=UNKNOWN)


def _main_day_gap(one: Sketch, other: Sketch) -> float:
    return min((gap_days(a, b) for a in one.profile.days[:1] for b in other.profile.days[:1]), default=UNKNOWN)


def _difference(one: int | None, other: int | None) -> float:
    return UNKNOWN if one is None or other is None else float(abs(one - other))


def _same_types(one: Sketch, other: Sketch) -> float:
    first, second = set(one.profile.types), set(other.profile.types)
    return len(first & second) / len(first | second) if first and second else UNKNOWN


FEATURES: dict[str, Feature] = {
    "words": lambda a, b: similarity(a.terms, b.terms),
    "lead": lambda a, b: similarity(a.lead, b.lead),
    "title_in_words": lambda a, b: max(similarity(a.title, b.terms), similarity(b.title, a.terms)),
    "covered": _covered,
    "names": lambda a, b: math.log1p(_shared_names(a, b)),
    "share_of_names": share_of_names,
    "rare_words": lambda a, b: math.log1p(len(a.rare & b.rare)),
    "share_of_rare_words": lambda a, b: _share(len(a.rare & b.rare), len(a.rare), len(b.rare)),
    "numbers": lambda a, b: math.log1p(len(a.numbers & b.numbers)),
    "shorter": lambda a, b: math.log1p(min(a.size, b.size)),
    "longer": lambda a, b: math.log1p(max(a.size, b.size)),
    "days_between": _days_between,
    "nearest_place": lambda a, b: math.log1p(_nearest(a, b)),
    "main_place": lambda a, b: math.log1p(_main_distance(a, b)),
    "country": _same_country,
    "nearest_day": lambda a, b: math.log1p(_day_gap(a, b)),
    "main_day": lambda a, b: math.log1p(_main_day_gap(a, b)),
    "killed": lambda a, b: _difference(a.profile.killed, b.profile.killed),
    "injured": lambda a, b: _difference(a.profile.injured, b.profile.injured),
    "types": _same_types,
}
# Which way a feature may move the score: more alike never counts against, further apart never for.
DIRECTIONS = dict.fromkeys(FEATURES, 1) | dict.fromkeys(
    ("days_between", "nearest_place", "main_place", "nearest_day", "main_day", "killed", "injured"), -1
)
DIRECTIONS |= {"shorter": 0, "longer": 0}


class Node(msgspec.Struct, frozen=True, array_like=True):
    """One question of a tree, ``row[feature] <= limit``, with the places of both answers; a leaf has feature -1 and a value."""

    feature: int
    limit: float
    low: int
    high: int
    unknown_is_low: bool
    value: float


class Forest(msgspec.Struct, frozen=True):
    """Learned trees whose values add up to the log odds that two reports are about one event."""

    features: tuple[str, ...]
    start: float
    trees: tuple[tuple[Node, ...], ...]

    def score(self, row: Sequence[float]) -> float:
        """The chance, from 0 to 1."""
        odds = self.start + math.fsum(_walk(tree, row) for tree in self.trees)
        return 1 / (1 + math.exp(-odds))


def _walk(tree: Sequence[Node], row: Sequence[float]) -> float:
    node = tree[0]
    while node.feature >= 0:
        value = row[node.feature]
        is_low = node.unknown_is_low if math.isnan(value) else value <= node.limit
        node = tree[node.low if is_low else node.high]
    return node.value


@cache
def open_forest() -> Forest:
    """The trees that come with the package."""
    return msgspec.json.decode(files("onrecord").joinpath("weights", WEIGHTS).read_bytes(), type=Forest)


def compare_words(one: Sketch, other: Sketch) -> tuple[float, ...]:
    """The features of a pair, in the order of the table; the same whichever comes first."""
    return tuple(feature(one, other) for feature in FEATURES.values())


def score_pair(one: Sketch, other: Sketch) -> float:
    """The chance that two reports are about one event."""
    return round(open_forest().score(compare_words(one, other)), 4)


def explain_pair(one: Sketch, other: Sketch) -> tuple[str, ...]:
    """What speaks for two reports being about one event, and what against, in words."""
    return tuple(reason for rule in REASONS for reason in rule(one, other))


def _say_names(one: Sketch, other: Sketch) -> Iterator[str]:
    names = sorted(one.names.keys() & other.names.keys(), key=lambda name: (-one.names[name], name))
    if names:
        yield f"both name {', '.join(name.title() for name in names[:FEW])}"


def _say_words(one: Sketch, other: Sketch) -> Iterator[str]:
    rare = sorted(one.rare & other.rare, key=lambda term: (-one.terms.get(term, 0.0) - other.terms.get(term, 0.0), term))
    shared = sorted(one.terms.keys() & other.terms.keys(), key=lambda term: (-one.terms[term] * other.terms[term], term))
    telling = [term for term in dict.fromkeys(rare[:FEW] + shared[:FEW]) if weigh_term(term) > 1]
    alike = similarity(one.terms, other.terms)
    yield f"words are alike by {alike:.2f}" + (f": {', '.join(telling[: 2 * FEW])}" if telling else "")


def _say_place(one: Sketch, other: Sketch) -> Iterator[str]:
    distance = _nearest(one, other)
    if math.isnan(distance):
        return
    yield "both put it at one place" if distance < 1 else f"their places are {distance:,.0f} km apart"


def _say_days(one: Sketch, other: Sketch) -> Iterator[str]:
    gap = _day_gap(one, other)
    if math.isnan(gap):
        return
    yield "both put it on the same day" if gap == 0 else f"their days are {gap:,.0f} apart"


def _say_killed(one: Sketch, other: Sketch) -> Iterator[str]:
    first, second = one.profile.killed, other.profile.killed
    if first is None or second is None:
        return
    yield f"both tell of {first} killed" if first == second else f"one tells of {min(first, second)} killed, the other of {max(first, second)}"


def _say_published(one: Sketch, other: Sketch) -> Iterator[str]:
    if one.day is None or other.day is None:
        return
    gap = abs(one.day - other.day)
    yield "published on the same day" if gap == 0 else f"published {gap} day{'s' if gap > 1 else ''} apart"


REASONS = (_say_names, _say_words, _say_place, _say_days, _say_killed, _say_published)
