"""How far people who coded the same things independently agree: Krippendorff's alpha, for codes and for numbers.

One is perfect agreement, nought what chance would give, less than nought disagreement by rule. After K. Krippendorff, "Computing Krippendorff's
Alpha-Reliability" (2011); the worked example there is a test here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal, TypeVar

Level = Literal["nominal", "interval", "ratio"]
Value = TypeVar("Value", str, int)


def nominal(one: object, other: object) -> Fraction:
    """Codes are the same or not."""
    return Fraction(one != other)


def interval(one: int, other: int) -> Fraction:
    """Numbers whose difference counts: of 2 and 4 as much as of 102 and 104."""
    return Fraction(one - other) ** 2


def ratio(one: int, other: int) -> Fraction:
    """Numbers whose difference counts by their size: of 2 and 4 as much as of 100 and 200."""
    return Fraction(0) if one == other else Fraction(one - other, one + other) ** 2


DISTANCES: dict[Level, Callable[[int, int], Fraction]] = {"nominal": nominal, "interval": interval, "ratio": ratio}


def find_alpha(units: Sequence[Sequence[Value]], level: Level) -> float | None:
    """Alpha of the values that each thing was given by those who coded it; whoever gave none is left out.

    None where nothing was coded by two, or all values are the same: there is nothing to agree about.

    >>> find_alpha([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]], "nominal")
    0.5333333333333333
    """
    distance: Callable[[Value, Value], Fraction] = DISTANCES[level]  # type: ignore[assignment]
    paired = [values for values in units if len(values) > 1]
    total = sum(len(values) for values in paired)
    counts = Counter(value for values in paired for value in values)
    expected = sum((distance(one, other) * count * counts[other] for one, count in counts.items() for other in counts), Fraction(0))
    if not expected:
        return None
    seen = sum((Fraction(pairs_apart(values, distance), len(values) - 1) for values in paired), Fraction(0))
    return float(1 - (total - 1) * seen / expected)


def pairs_apart(values: Sequence[Value], distance: Callable[[Value, Value], Fraction]) -> Fraction:
    """How far each value of a thing is from each other one, in all."""
    counts = Counter(values)
    return sum((distance(one, other) * count * counts[other] for one, count in counts.items() for other in counts), Fraction(0))
