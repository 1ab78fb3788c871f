"""Damage that scraping does to a text, as problems with spans: words lost or glued, wrong characters, cut ends, page furniture."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.nouns import Problem
from onrecord.read.boilerplate import boilerplate_spans


def find_damage(text: str) -> tuple[Problem, ...]:
    """Every sign of damage in the text, in order."""
    return tuple(Problem("boilerplate", "words of the page, not of the report", span.start, span.end) for span in boilerplate_spans(text))


JOINTS = frozenset({"words-lost", "words-glued"})


def damaged_joint(problems: Sequence[Problem], start: int, end: int) -> bool:
    """Whether words were lost or glued inside ``text[start:end]``, so that no fact may be read across it."""
    return any(
        problem.code in JOINTS and problem.start is not None and problem.end is not None and problem.start < end and start < problem.end
        for problem in problems
    )
