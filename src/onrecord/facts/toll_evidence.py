"""What a whole report tells of who was killed and who was hurt: every number of its sentences, and the signs of life and death in its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from onrecord.facts.numerals import UNITS
from onrecord.facts.toll_choice import combine_tolls
from onrecord.facts.toll_mention import TollMention

TOP = 40  # sentences of a report that are looked at: what follows is comments and other stories
OPENING = 6  # sentences of a report's opening
MOST = 150  # a number above this is of many events


class Told(NamedTuple):
    """A number that a sentence tells, and the sentence's place in the report."""

    place: int
    number: int


class Line(NamedTuple):
    """A sentence of a report: its place, its words, the tolls found in it."""

    place: int
    text: str
    tolls: Sequence[TollMention]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers of a report by what they count, each list in reading order, and how far up each sign of ``toll_signs.tsv`` stands.

    ``shot``: people told to be shot, and not whether they lived; ``victims``: "the four victims"; ``hit``: "five people were shot", by its words
    alone; ``dead``: the same of the killed; ``ordinals``: "a third victim". ``signs``: 3 in the title, 2 in the opening, 1 further down, 0
    nowhere. ``size``: short, middling, long.
    """

    killed: tuple[Told, ...]
    injured: tuple[Told, ...]
    shot: tuple[Told, ...]
    victims: tuple[Told, ...]
    hit: tuple[Told, ...]
    dead: tuple[Told, ...]
    ordinals: tuple[Told, ...]
    signs: dict[str, int]
    size: str

    @property
    def tells_killed(self) -> bool:
        """Whether any words give a number killed."""
        return bool(self.killed or self.dead)

    @property
    def tells_injured(self) -> bool:
        """Whether any words give a number injured or shot."""
        return bool(self.injured or self.shot or self.victims)


NUMBER_WORDS = {word: number for word, number in UNITS.items() if number > 1}
SOME = r"\b(?P<number>\d{1,3}|" + "|".join([*NUMBER_WORDS, "both"]) + r")"
HELPS = r"(?:were |was |have been |had been |was found |were found |being |who were |are )?"
VICTIM_WORDS = r"of the|other|more|additional|shooting|gunshot|injured|wounded|male|female|adult|juvenile|teen(?:age)?|young|surviving"
VICTIMS = re.compile(rf"{SOME}\s+(?:(?:{VICTIM_WORDS}|innocent|gunfire|alleged|intended|living) )*victims\b", re.IGNORECASE)
HIT = re.compile(rf"{SOME}\s+(?:\w+ ){{0,3}}?{HELPS}(?:shot|hit|struck|gunned|wounded|injured|hospitalized|hurt)\b", re.IGNORECASE)
DEAD = re.compile(rf"{SOME}\s+(?:\w+ ){{0,3}}?{HELPS}(?:is )?(?:dead|killed|died|slain|murdered|fatally)\b", re.IGNORECASE)
ORDINALS = {word: number for number, word in enumerate("second third fourth fifth sixth seventh eighth".split(), 2)}
ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:\w+ )?(?:victim|person|man|woman|teen\w*|boy|girl)\b", re.IGNORECASE)


def gather_evidence(lines: Sequence[Line]) -> Evidence:
    """What the lines of a report tell together; the first line is its title."""
    lines = lines[:TOP]
    words = " ".join(line.text for line in lines)
    return Evidence(
        killed=_tolls(lines, "killed", survival_open=False),
        injured=_tolls(lines, "injured", survival_open=False),
        shot=_tolls(lines, "injured", survival_open=True),
        victims=_numbers(VICTIMS, lines),
        hit=_numbers(HIT, lines),
        dead=_numbers(DEAD, lines),
        ordinals=tuple(Told(line.place, ORDINALS[match[1].casefold()]) for line in lines for match in ORDINAL.finditer(line.text)),
        signs=_signs(lines, words),
        size="short" if len(words) < 400 else "middling" if len(words) < 1500 else "long",
    )


def _tolls(lines: Sequence[Line], kind: str, *, survival_open: bool) -> tuple[Told, ...]:
    """One number a sentence, of its mentions of a kind: the best, else the floor, else the ceiling."""
    found = []
    for line in lines:
        mentions = [one for one in line.tolls if one.kind == kind and one.survival_open is survival_open and not one.running_total]
        count = getattr(combine_tolls(mentions), kind, None) if mentions else None
        number = next((bound for bound in (count.best, count.low, count.high) if bound is not None), None) if count else None
        if number is not None and number < MOST:
            found.append(Told(line.place, number))
    return tuple(found)


def _numbers(pattern: re.Pattern[str], lines: Sequence[Line]) -> tuple[Told, ...]:
    """The numbers above one that a pattern finds."""
    found = (Told(line.place, _value(match["number"])) for line in lines for match in pattern.finditer(line.text))
    return tuple(told for told in found if 1 < told.number < MOST)


def _value(word: str) -> int:
    word = word.casefold()
    return int(word) if word.isdecimal() else {"both": 2, **NUMBER_WORDS}[word]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    path = resources.files("onrecord") / "lexicon" / "toll_signs.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in rows}


def _signs(lines: Sequence[Line], words: str) -> dict[str, int]:
    title = lines[0].text if lines else ""
    opening = " ".join(line.text for line in lines[:OPENING])
    parts = ((title, 3), (opening, 2), (words, 1))
    return {name: next((level for part, level in parts if pattern.search(part)), 0) for name, pattern in _patterns().items()}
