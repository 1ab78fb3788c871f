"""Number words and number modifiers, read as bounds: the grammar below ``counts``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

Sort = Literal["number", "vague", "range", "none"]


class Word(NamedTuple):
    """One word or sign of a text, lower case, with its offsets."""

    text: str
    start: int
    end: int


class Bounds(NamedTuple):
    """Low, best and high before they become a ``Count``."""

    low: int | None
    best: int | None
    high: int | None
    sort: Sort = "number"


class Amount(NamedTuple):
    """A number read from words: its bounds and the index of the first word after it."""

    bounds: Bounds
    after: int


WORDS = re.compile(r"\d+(?:,\d{3})+(?!\d|,\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_", re.UNICODE)

UNITS = {
    word: value
    for words, first in (("zero one two three four five six seven eight nine ten", 0), ("eleven twelve thirteen fourteen fifteen", 11))
    for value, word in enumerate(words.split(), start=first)
}
UNITS |= {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
# Plural measures say only that there are at least two of them: spec/claims.md, row "toll".
PLURAL_SCALES = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
TENS_OF = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200}
VAGUE = (
    (("a", "number", "of"), 3),
    (("a", "large", "number", "of"), 3),
    (("large", "numbers", "of"), 3),
    (("a", "small", "number", "of"), 3),
    (("a", "handful", "of"), 3),
    (("a", "handful"), 3),
    (("quite", "a", "few"), 3),
    (("a", "good", "many"), 3),
    (("a", "great", "many"), 3),
    (("a", "few"), 3),
    (("several",), 3),
    (("many",), 3),
    (("multiple",), 3),
    (("numerous",), 3),
    (("some",), 3),
)
FIXED = (
    (("half", "a", "dozen"), 6),
    (("half", "dozen"), 6),
    (("a", "half", "dozen"), 6),
    (("half", "a", "million"), 500_000),
    (("a", "couple", "of"), 2),
    (("a", "couple"), 2),
    (("a", "pair", "of"), 2),
    (("a", "trio", "of"), 3),
    (("both",), 2),
)
NOBODY = (("no", "one"), ("no", "-", "one"), ("nobody",), ("none",), ("not", "one"), ("not", "a", "single"))

Change = Callable[[Bounds], Bounds]


def _at_least(number: Bounds) -> Bounds:
    if number.sort == "number":
        return Bounds(number.best, number.best, None)
    return Bounds(number.low, None, None, number.sort)


def _more_than(number: Bounds) -> Bounds:
    if number.sort == "number" and number.best is not None:
        return Bounds(number.best + 1, None, None)
    return Bounds(number.low, None, None, number.sort)


def _up_to(number: Bounds) -> Bounds:
    return Bounds(None, None, number.high) if number.high is not None else number


def _fewer_than(number: Bounds) -> Bounds:
    return Bounds(None, None, number.high - 1) if number.high else number


def _about(number: Bounds) -> Bounds:
    return Bounds(None, number.best, None) if number.sort == "number" else number


def _as_it_is(number: Bounds) -> Bounds:
    return number


# Words before a number, and what they make of it. Longer ones stand first, so that "no more than" is not read as "more than".
BEFORE: tuple[tuple[str, Change], ...] = (
    ("no fewer than", _at_least),
    ("no less than", _at_least),
    ("not fewer than", _at_least),
    ("not less than", _at_least),
    ("a minimum of", _at_least),
    ("at the very least", _at_least),
    ("as few as", _at_least),
    ("at least", _at_least),
    ("no more than", _up_to),
    ("not more than", _up_to),
    ("a maximum of", _up_to),
    ("as many as", _up_to),
    ("as much as", _up_to),
    ("at most", _up_to),
    ("up to", _up_to),
    ("well over", _more_than),
    ("more than", _more_than),
    ("upwards of", _more_than),
    ("upward of", _more_than),
    ("in excess of", _more_than),
    ("just over", _more_than),
    ("exceeding", _more_than),
    ("over", _more_than),
    ("above", _more_than),
    ("just under", _fewer_than),
    ("fewer than", _fewer_than),
    ("less than", _fewer_than),
    ("under", _fewer_than),
    ("below", _fewer_than),
    ("an estimated", _about),
    ("in the region of", _about),
    ("somewhere around", _about),
    ("estimated", _about),
    ("close to", _about),
    ("about", _about),
    ("around", _about),
    ("some", _about),
    ("nearly", _about),
    ("almost", _about),
    ("roughly", _about),
    ("approximately", _about),
    ("circa", _about),
    ("possibly", _as_it_is),
    ("perhaps", _about),
    ("maybe", _about),
    ("a total of", _as_it_is),
    ("a reported", _as_it_is),
    ("a further", _as_it_is),
    ("an additional", _as_it_is),
    ("additional", _as_it_is),
    ("another", _as_it_is),
    ("only", _as_it_is),
    ("just", _as_it_is),
    ("exactly", _as_it_is),
    ("a record", _as_it_is),
    ("all", _as_it_is),
    ("the other", _as_it_is),
    ("the", _as_it_is),
    ("these", _as_it_is),
    ("those", _as_it_is),
)
BEFORE_WORDS = tuple((tuple(words.split()), change) for words, change in BEFORE)
BEFORE_BY_FIRST = {first: tuple(row for row in BEFORE_WORDS if row[0][0] == first) for first in {row[0][0] for row in BEFORE_WORDS}}
ADDS = {("another",), ("a", "further"), ("an", "additional"), ("additional",)}
DEFINITE = {("the",), ("all",), ("these",), ("those",), ("the", "other")}
# Words after a number.
AFTER: tuple[tuple[tuple[str, ...], Change], ...] = (
    (("or", "more"), _at_least),
    (("or", "so"), _about),
    (("or", "fewer"), _up_to),
    (("or", "less"), _up_to),
    (("-", "plus"), _at_least),
    (("plus",), _at_least),
    (("+",), _at_least),
)
MORE_AFTER = {"more", "others", "other", "additional", "further"}


def read_words(text: str) -> list[Word]:
    """The words and signs of ``text``, lower case."""
    return [Word(match.group().casefold(), *match.span()) for match in WORDS.finditer(text)]


def _follows(words: list[Word], at: int, wanted: tuple[str, ...]) -> bool:
    if at >= len(words) or words[at].text != wanted[0]:  # nearly always: a look that costs little
        return False
    return len(words) >= at + len(wanted) and all(words[at + step].text == word for step, word in enumerate(wanted))


# More digits than any count of people has: a telephone number, a hash, a run of bytes.
MAX_DIGITS = 12


def _digits(words: list[Word], at: int) -> tuple[int, int] | None:
    word = words[at].text
    if not word[0].isdecimal() or len(word.replace(",", "")) > MAX_DIGITS:  # "²" and "④" are digits to isdigit, and no numbers
        return None
    scale = SCALES.get(words[at + 1].text) if at + 1 < len(words) else None
    if scale:
        return round(float(word.replace(",", "")) * scale), at + 2
    if "." in word:
        return None
    return int(word.replace(",", "")), at + 1


def _spelled(words: list[Word], at: int) -> tuple[int, int] | None:
    """A number in words: "twenty-one", "two hundred and five", "a thousand"."""
    total, group, start = 0, 0, at
    while at < len(words):
        word, after = words[at].text, words[at + 1].text if at + 1 < len(words) else ""
        if word == "a" and at == start and after in SCALES:
            group = 1
        elif word in UNITS and (group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and UNITS[word] < 10)):
            group += UNITS[word]
        elif word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word in ("hundred", "dozen") and 0 < group < 100:
            group *= SCALES[word]
        elif word in ("thousand", "million", "billion") and group:
            total, group = total + group * SCALES[word], 0
        elif not (at > start and _goes_on(words[at - 1].text, word, after)):
            break
        at += 1
    return (total + group, at) if at > start else None


def _goes_on(before: str, joint: str, after: str) -> bool:
    """Whether "-" or "and" stands inside a number: "twenty-one", "two hundred and five"."""
    if joint == "-":
        return before in TENS and after in UNITS
    return joint == "and" and before in ("hundred", "thousand") and (after in UNITS or after in TENS)


def _plain_number(words: list[Word], at: int) -> tuple[int, int] | None:
    return _digits(words, at) or _spelled(words, at)


def _tens_of_thousands(words: list[Word], at: int) -> Amount | None:
    if words[at].text in TENS_OF and _follows(words, at + 1, ("of",)) and at + 2 < len(words):
        scale = {"thousands": 1_000, "millions": 1_000_000}.get(words[at + 2].text)
        if scale:
            return Amount(Bounds(TENS_OF[words[at].text] * scale, None, None, "vague"), at + 3)
    return None


def _several_hundred(words: list[Word], at: int) -> Amount | None:
    """ "several dozen", "a few hundred", "a couple hundred": the count of them is vague."""
    for start, floor in ((("several",), 3), (("a", "few"), 3), (("many",), 3), (("a", "couple"), 2), (("a", "couple", "of"), 2)):
        after = at + len(start)
        if _follows(words, at, start) and after < len(words) and words[after].text in SCALES:
            return Amount(Bounds(floor * SCALES[words[after].text], None, None, "vague"), after + 1)
    return None


def _fixed(words: list[Word], at: int) -> Amount | None:
    for wanted, value in FIXED:
        if _follows(words, at, wanted):
            return Amount(Bounds(value, value, value), at + len(wanted))
    return None


def _dozens(words: list[Word], at: int) -> Amount | None:
    low = PLURAL_SCALES.get(words[at].text)
    return Amount(Bounds(low, None, None, "vague"), at + 1) if low else None


def _range(words: list[Word], at: int) -> Amount | None:
    """ "12 to 15", "12-15", "between 12 and 15", "two or three"."""
    joints: tuple[str, ...] = ("to", "-", "–", "—", "or")
    if words[at].text == "between":
        at, joints = at + 1, ("and",)
    elif words[at].text == "from":
        at, joints = at + 1, ("to",)
    first = _plain_number(words, at) if at < len(words) else None
    if first is None or first[1] + 1 >= len(words) or words[first[1]].text not in joints:
        return None
    second = _plain_number(words, first[1] + 1)
    if second is None or second[0] <= first[0]:
        return None
    low = first[0]
    scale = SCALES.get(words[second[1] - 1].text)
    if scale and low * scale < second[0] and words[first[1] - 1].text not in SCALES:
        low *= scale  # "two to three thousand"
    return Amount(Bounds(low, None, second[0], "range"), second[1])


def _number(words: list[Word], at: int) -> Amount | None:
    found = _plain_number(words, at)
    return Amount(Bounds(found[0], found[0], found[0]), found[1]) if found else None


def _vague(words: list[Word], at: int) -> Amount | None:
    for wanted, low in VAGUE:
        if _follows(words, at, wanted):
            return Amount(Bounds(low, None, None, "vague"), at + len(wanted))
    return None


def _nobody(words: list[Word], at: int) -> Amount | None:
    for wanted in NOBODY:
        if _follows(words, at, wanted):
            return Amount(Bounds(0, 0, 0, "none"), at + len(wanted))
    return None


AMOUNTS = (_nobody, _tens_of_thousands, _several_hundred, _fixed, _range, _dozens, _number, _vague)


class Reading(NamedTuple):
    """A whole count: modifiers, number, and what follows it."""

    bounds: Bounds
    after: int
    core: int
    additional: bool
    definite: bool


# A count begins with one of these, or with a digit: most words are passed over by that alone.
OPENINGS = frozenset(
    {"a", "between", "from", "several", "many", *TENS_OF, *PLURAL_SCALES, *UNITS, *TENS, *BEFORE_BY_FIRST}
    | {wanted[0] for wanted, _ in (*VAGUE, *FIXED)}
    | {wanted[0] for wanted in NOBODY}
)


def read_count(words: list[Word], at: int) -> Reading | None:
    """The longest count that begins at word ``at``, or None; none begins behind the last word ("already took *some*")."""
    if at >= len(words) or (words[at].text not in OPENINGS and not words[at].text[0].isdecimal()):
        return None
    changes: list[Change] = []
    start, additional, definite = at, False, False
    while at < len(words):
        amount = next((found for rule in AMOUNTS if (found := rule(words, at))), None)
        before = next(((wanted, change) for wanted, change in BEFORE_BY_FIRST.get(words[at].text, ()) if _follows(words, at, wanted)), None)
        if amount and not (before and amount.bounds.sort == "vague" and read_count(words, at + len(before[0]))):
            return _finish(words, amount, changes, start, at, additional=additional, definite=definite)
        if before is None:
            return None
        wanted, change = before
        changes.append(change)
        additional, definite = additional or wanted in ADDS, definite or wanted in DEFINITE
        at += len(wanted)
    return None


def _finish(words: list[Word], amount: Amount, changes: list[Change], start: int, core: int, *, additional: bool, definite: bool) -> Reading:
    bounds, after = amount
    for wanted, change in AFTER:
        if _follows(words, after, wanted):
            bounds, after = change(bounds), after + len(wanted)
            break
    for change in reversed(changes):
        bounds = change(bounds)
    if after < len(words) and words[after].text in MORE_AFTER:
        additional = True
        if words[after].text == "more":
            after += 1
    definite = definite or words[core].text == "both"
    return Reading(bounds, after, core, additional, definite)
