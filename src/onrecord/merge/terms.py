"""How telling each word of a report is: words that few reports of any kind hold weigh most, and the top of a report more than its tail."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?:[ \t]+(?:[A-Z]\.[ \t]+)?[^\W\d_a-z][\w'’-]+)+")
TELLING_NUMBER = re.compile(r"\d\d-year-old|\d{3,5}")
RAREST = 0.001  # share of reports below which the table keeps no word
TERMS = "terms.json"
Weights = Mapping[str, float]


@cache
def shares() -> Mapping[str, float]:
    """Word to the share of reports that hold it, in whichever kind of news holds it most; a rare word is not there."""
    table = files("onrecord").joinpath("weights", TERMS).read_bytes()
    shares: Mapping[str, float] = json.loads(table)
    return shares


def find_terms(text: str) -> list[str]:
    """The words of a text in order, casefolded, without the possessive.

    >>> find_terms("Kherson's mayor, 43-year-old")
    ['kherson', 'mayor', '43-year-old']
    """
    return [match[0].replace("’", "'").removesuffix("'s").removesuffix("'S").casefold() for match in WORD.finditer(text)]


def weigh_term(term: str) -> float:
    """How much a word tells: the logarithm of how few reports hold it."""
    return -math.log(max(shares().get(term, RAREST), RAREST))


def is_rare(term: str) -> bool:
    """Whether a word is in hardly any report: a name, mostly."""
    return term not in shares()


def weigh_terms(terms: Iterable[str], half: float = math.inf) -> dict[str, float]:
    """Each word's weight, of length 1 together; a word ``half`` words down counts half."""
    counts: dict[str, float] = {}
    for at, term in enumerate(terms):
        if len(term) > 1:
            counts[term] = counts.get(term, 0.0) + 1 / (1 + at / half)
    weights = {term: math.log1p(count) * weigh_term(term) ** FLATTENED for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: round(weight / length, 5) for term, weight in weights.items()}


FLATTENED = 0.7  # power of a word's weight: one name must not drown all else


def find_name_pairs(text: str) -> dict[str, float]:
    """Two capitalised words in a row, and how much they tell: "Mount Pleasant", "John Doe"."""
    pairs: dict[str, float] = {}
    for match in NAME.finditer(text):
        words = [word for word in find_terms(match[0]) if len(word) > 1]
        for one, other in pairwise(words):
            pairs[f"{one} {other}"] = round(weigh_term(one) + weigh_term(other), 3)
    return pairs


def is_telling_number(term: str) -> bool:
    """Whether a number tells reports apart: an age, a house, a block."""
    return bool(TELLING_NUMBER.fullmatch(term)) or (is_rare(term) and any(letter.isdigit() for letter in term))


def similarity(one: Weights, other: Weights) -> float:
    """The cosine of two weighings."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
