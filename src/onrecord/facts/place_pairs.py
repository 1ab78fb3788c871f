"""Which toponyms of a sentence hold, or lie beside, one another by the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.facts.place_lexicon import word_list
from onrecord.facts.place_words import Toponym, holds_towns, place_noun_level

TOWN_OF = (("city", "of"), ("town", "of"))
OPENS_HOLDER = frozenset({",", "in", "of", "(", "within"})
BEFORE_HOLDER = frozenset("the a an its in of small border remote rural coastal historic part parts outskirts area areas".split())
BESIDE = re.compile(
    r"^\s*(?:(?:front|area|village|town|district|camp|base|checkpoint|crossing)\s*)?,?\s*"
    r"(?:(?:about|some|just|around|roughly|located|situated|lying|\d[\d.,]*|km|kms|kilomet\w+|miles?|met(?:er|re)s?|\([^)]*\))\s*)*"
    r"(?:(?:to the\s+)?(?:north|south|east|west)(?:-?(?:east|west))?\s+(?:of|from)|near|outside|close to|not far from)"
    r"(?:\s+the)?(?:\s+(?:\w+\s+)?(?:city|town|village|settlement|capital)(?: of)?)?\s*$"
)


def _holder_follows(between: Sequence[str]) -> bool:
    """Whether the words between two toponyms say that the second holds the first: "X, in the department of Y", "X, a town in Y"."""
    rest = list(between)
    for place_noun in rest[:1]:
        if place_noun_level(place_noun) or place_noun in ("area", "areas", "neighborhood", "suburb"):
            rest = rest[1:]
    if not rest or rest[0] not in OPENS_HOLDER or len(rest) > 8:
        return False
    return all(word in BEFORE_HOLDER or place_noun_level(word) or word in word_list("directions") for word in rest[1:])


def neighbours(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Number of a toponym to that of the place that it is said to lie beside: "X, south of Y", "X, near Y"."""
    return {
        number: number + 1
        for number, (a, b) in enumerate(pairwise(toponyms))
        if a.words is b.words and a.adjective is None and b.adjective is None and b.start > a.end and BESIDE.search(words_between(a, b))
    }


def words_between(a: Toponym, b: Toponym) -> str:
    """The text between two toponyms of one sentence."""
    doc = a.words.doc
    return doc.text[doc[a.end - 1].idx + len(doc[a.end - 1]) : doc[b.first].idx]


# Words that set a toponym apart from an owner before it: "Russia's attacks *on* Kharkiv".
APART = frozenset({",", "and", "in", "from", "to", "on", "upon", "against", "at", "near", "over", "into", "with", "after", "before", "for", "by"})


def holders(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Number of a toponym to that of its container: "X, Y", "X in Y", "Y's X", "the Y city of X", "Yish town of X"."""
    pairs: dict[int, int] = {}
    for number, (a, b) in enumerate(pairwise(toponyms)):
        if a.words is not b.words or b.adjective is not None:
            continue
        between = a.words.lower[a.end : b.start]
        owned = between[:1] in (("'s",), ("’s",), ("'",))
        town_of = len(between) >= 2 and between[-1] == "of" and between[-2] in word_list("places in places")
        of_holder = tuple(between) in TOWN_OF and holds_towns(a.candidates)  # "the Texas *city of* Paris"
        if a.adjective is None and _holder_follows(between) and not of_holder:
            pairs[number] = number + 1
        elif (owned or a.adjective is not None or town_of) and len(between) <= 7 and APART.isdisjoint(between):
            pairs.setdefault(number + 1, number)
    return pairs
