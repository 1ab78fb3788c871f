"""Numbers as a report gives them, read as bounds: "at least a dozen", "12 to 15", "tens of thousands", "no one"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.facts.numerals import TENS, UNITS, Bounds, Reading, Sort, Word, read_count, read_words
from onrecord.facts.people import is_generic_people, is_plural, people_noun
from onrecord.facts.times_words import UNIT
from onrecord.facts.toll_words import words_of
from onrecord.nouns import Count
from onrecord.text.parse import Sentence


@dataclass(frozen=True, slots=True)
class CountMention:
    """A count in a sentence: report offsets of its words, and what they add to the number.

    ``additional``: "another three", "three more", "12 others"; ``definite``: "the 11", "all five", "both".
    """

    count: Count
    start: int
    end: int
    sort: Sort
    additional: bool = False
    definite: bool = False


FRACTIONS = re.compile(r"thirds?|quarters?|half|halves|fifths?|tenths?|fourths?")
YEARISH = re.compile(r"(?:1[89]|20)\d\d")
# Signs that may touch a number and leave it one.
TOUCH_BEFORE = frozenset("(\"'“‘[—–-")
TOUCH_AFTER = frozenset(",.;:)]'’\"”-–—!?")
ENDS_AGE = frozenset({",", ";", ".", ")", "of", "was", "who", "from", "and", "all", "both"})
NOT_ALONE_BEFORE = frozenset({"the", "this", "that", "which", "any", "every", "each", "on", "another"})
BOTH_OF = frozenset({"of", "were", "was", "have", "had", "are"})


class Setting(NamedTuple):
    """A count with the words around it, for the rules that tell measures, money, times, dates and ages from people."""

    text: str
    words: list[Word]
    reading: Reading

    @property
    def core(self) -> Word:
        """The first word of the number itself."""
        return self.words[self.reading.core]

    @property
    def last(self) -> Word:
        """The last word of the count."""
        return self.words[self.reading.after - 1]

    def word(self, steps: int) -> str:
        """The word ``steps`` after the count, from 1; before the number, from -1."""
        index = self.reading.after + steps - 1 if steps > 0 else self.reading.core + steps
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def sign(self, steps: int) -> str:
        """The sign that touches the count behind (1, or 2 for the one after it) or before it (-1)."""
        index = self.last.end + steps - 1 if steps > 0 else self.core.start + steps
        return self.text[index] if 0 <= index < len(self.text) else " "

    @property
    def digits(self) -> bool:
        """Whether the number is in digits."""
        return self.core.text[0].isdigit()


def _measure(at: Setting) -> bool:
    return at.word(1) in words_of("measure") or (at.digits and at.word(1) in ("a", "p") and at.word(2) == "." and at.word(3) == "m")


def _money(at: Setting) -> bool:
    return at.word(-1) in words_of("currency") or at.word(1) in ("%", "°", "$", "€", "£")


def _part_of_a_name(at: Setting) -> bool:
    """ "F-16", "9mm", "BTR-80", "5-star", "12-member"."""
    if not at.digits:
        return at.sign(1) in "-–" and at.sign(2).isalnum()
    before, after = at.sign(-1), at.sign(1)
    glued_before = not before.isspace() and (
        before not in TOUCH_BEFORE or (before in "-–/" and at.core.start > 1 and not at.text[at.core.start - 2].isspace())
    )
    glued_after = not after.isspace() and (after not in TOUCH_AFTER or (after in "-–" and at.sign(2).isalnum()))
    return glued_before or glued_after


def _time_or_score(at: Setting) -> bool:
    return at.digits and at.sign(1) in ":/." and at.sign(2).isdigit()


def _date(at: Setting) -> bool:
    if not at.digits or len(at.core.text) > 4:
        return False
    reading, months = at.reading, words_of("month")
    near = [index for index in (reading.core - 1, reading.after) if 0 <= index < len(at.words) and at.words[index].text in months]
    return any(at.text[at.words[index].start].isupper() for index in near)


def _year(at: Setting) -> bool:
    return at.digits and at.last is at.core and YEARISH.fullmatch(at.core.text) is not None and not _is_people(at.word(1))


def _label(at: Setting) -> bool:
    return at.digits and at.word(-1) in words_of("label")


def _is_listed_age(at: Setting) -> bool:
    """ "Three men aged *38*, *45* and *47*": whether only numbers stand between it and "aged"."""
    steps = -1
    while (word := at.word(steps)) and (word.isdigit() or word in {",", "and", "to", "or", "between", "from"}):
        steps -= 1
    return word in {"aged", "ages"}


def _age(at: Setting) -> bool:
    """ "7-year-old", "Ann Lee, 32, of Quincy", "(32)"."""
    if at.word(1) == "-" and at.word(2) in ("year", "month", "week", "day"):
        return True
    if at.word(-1) == "of" and at.word(-2) in words_of("aged_of") and at.word(-3) in ("a", "an", "the", "another", "young"):
        return not _is_people(at.word(1))  # "a boy *of 12* hit by a bullet"
    if not at.digits or at.last is not at.core or len(at.core.text) > 3:
        return False
    if _is_listed_age(at):
        return True
    if at.word(-1) == "(" and at.word(1) in (")", ","):
        return True
    return at.word(-1) == "," and at.word(1) in ENDS_AGE and at.word(-2).isalpha()


def _code(at: Setting) -> bool:
    return at.digits and (len(at.core.text) > 13 or (at.core.text.startswith("0") and at.core.text != "0"))


def _fraction(at: Setting) -> bool:
    return FRACTIONS.fullmatch(at.word(1)) is not None or (at.word(1) == "-" and FRACTIONS.fullmatch(at.word(2)) is not None) or _one_in_so_many(at)


def _one_in_so_many(at: Setting) -> bool:
    """ "*One in three* of those killed was a child"; not "one in three days"."""
    first = at.core.text in ("one", "1") and at.word(1) == "in" and (at.word(2) in UNITS or at.word(2) in TENS or at.word(2).isdigit())
    second = at.word(-2) in ("one", "1") and at.word(-1) == "in"
    return (first or second) and re.fullmatch(UNIT + "s?", at.word(3 if first else 1)) is None


def _loose_one(at: Setting) -> bool:
    """ "one day", "the one", "one another"."""
    if at.core.text != "one" or at.last is not at.core or _is_people(at.word(1)):
        return False
    return at.word(-1) in NOT_ALONE_BEFORE or at.word(1) in ("another", "day", "side")


def _loose_word(at: Setting) -> bool:
    """ "some" of a thing or a time, "as many", "both" before sides named later."""
    word, after = at.core.text, at.word(1)
    if word == "some":
        return not _is_people(after) and after not in words_of("some_of") and not _is_people(at.word(2))
    if word == "many":
        return at.word(-1) in ("as", "how", "so", "too", "not")
    return word == "both" and after not in BOTH_OF and not _is_people(after)


NOT_COUNTS: tuple[Callable[[Setting], bool], ...] = (
    _measure, _money, _part_of_a_name, _time_or_score, _date, _year, _label, _age, _code, _fraction, _loose_one, _loose_word,
)  # fmt: skip


def _is_people(word: str) -> bool:
    return people_noun(word) is not None


def _is_no_count(text: str, words: list[Word], reading: Reading) -> bool:
    setting = Setting(text, words, reading)
    return any(rule(setting) for rule in NOT_COUNTS)


def iterate_counts(text: str) -> Iterator[tuple[int, int, Reading]]:
    """Start and end offsets in ``text`` of each count, with its reading."""
    words = read_words(text)
    at = 0
    while at < len(words):
        reading = read_count(words, at)
        if reading is None:
            at += 1
        elif _is_no_count(text, words, reading):
            at = reading.after if words[reading.core].text[0].isdigit() else at + 1
        else:
            yield words[at].start, words[reading.after - 1].end, reading
            at = reading.after


def find_counts(sentence: Sentence) -> list[CountMention]:
    """The counts of a sentence, in order; "a", "an" and a bare plural are left to whoever reads the noun."""
    text, shift = sentence.text, sentence.start
    return [
        CountMention(
            count=_count(reading.bounds, text[start:end], shift + start),
            start=shift + start,
            end=shift + end,
            sort=reading.bounds.sort,
            additional=reading.additional,
            definite=reading.definite,
        )
        for start, end, reading in iterate_counts(text)
    ]


def _count(bounds: Bounds, exact: str, start: int) -> Count:
    return Count(bounds.low, bounds.best, bounds.high, exact, start, start + len(exact))


ONE_THING = re.compile(r"(?:an?|one)\s+(?:[\w'’-]+\s+)*?([\w'’-]+)", re.IGNORECASE)
NO_ONE = re.compile(r"no\s+(?:[\w-]+\s+)?([\w-]+)", re.IGNORECASE)
ALONE = {"some": Count(3), "both": Count(2, 2, 2), "a": Count(1, 1, 1), "an": Count(1, 1, 1)}
LEAVES_OPEN = frozenset({"the", "these", "those", "his", "her", "their", "its", "our", "my", "your", "no", "any"})


def parse_count(words: str) -> Count | None:
    """The bounds that a phrase gives, without offsets, or None where it gives none.

    >>> count = parse_count("more than 15 soldiers")
    >>> (count.low, count.best, count.high)
    (16, None, None)
    """
    phrase = words.strip()
    read = read_words(phrase)
    if not read:
        return None
    if len(read) == 1 and read[0].text in ALONE:
        return ALONE[read[0].text]
    if none := NO_ONE.fullmatch(phrase):
        return Count(0, 0, 0) if is_generic_people(none[1]) or _is_people(none[1]) else None
    reading = read_count(read, 0)
    if reading and not _is_no_count(phrase, read, reading):
        return Count(*reading.bounds[:3])
    if (one := ONE_THING.fullmatch(phrase)) and _is_people(one[1]):
        return Count(1, 1, 1)
    if len(read) <= 3 and read[0].text not in LEAVES_OPEN and is_plural(read[-1].text):
        return Count(2, None, None)
    return None
