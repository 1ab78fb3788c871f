"""What a rule for reading times is: a named pattern, and a reader that makes a ``Reading`` of its words or abstains."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onrecord.facts.times_calendar import Days
from onrecord.facts.times_tense import Tense, read_tense


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one time say. ``days`` is None where they set no date; ``whole`` is the full unit where ``days`` is cut at publication.

    ``shift`` counts from the time named before it in the report ("two days later"). ``value`` is the TIMEX3 value.
    """

    days: Days | None
    kind: str = "date"
    grain: str = "day"
    value: str | None = None
    whole: Days | None = None
    shift: tuple[int, str] | None = None
    weekday: int | None = None
    part: str = ""
    bound: str | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Place:
    """A match with what a rule may look at beside its words."""

    match: re.Match[str]
    published: date | None

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.match.string

    @property
    def before(self) -> str:
        """The words before the match."""
        return self.text[: self.match.start()]

    @property
    def after(self) -> str:
        """The words after the match."""
        return self.text[self.match.end() :]

    @cached_property
    def tense(self) -> Tense | None:
        """Whether the clause looks back or ahead."""
        if self.before.rstrip().casefold().endswith("since"):
            return "past"
        return read_tense(self.text, self.match.start(), self.match.end())

    def group(self, name: str) -> str:
        """The words of a named group, in lower case; "" where it did not match."""
        return (self.match.groupdict().get(name) or "").casefold()


@dataclass(frozen=True)
class Rule:
    """A named pattern and its reader; the reader answers None where the words are no time after all.

    ``needs``: what a sentence must have for the pattern to be tried on it, each a family's letter (``times.SIGNS``), or words of which one must
    be there ("next|last"), in small letters.
    """

    name: str
    needs: frozenset[str]
    words: str
    read: Callable[[Place], Reading | None] = field(repr=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern blind to case, compiled when a sentence first has what the rule needs: all of them take a tenth of the start."""
        return re.compile(self.words, re.I)


def rule(name: str, needs: str, words: str, read: Callable[[Place], Reading | None]) -> Rule:
    """A rule; what it ``needs`` stands between spaces."""
    return Rule(name, frozenset(needs.split()), words, read)


def is_cased(words: str, text: str) -> bool:
    """Whether a name-like word has its capital, or the whole text is without cases that tell."""
    return words[:1].isupper() or not any(character.isupper() for character in text)
