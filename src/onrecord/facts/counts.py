"""Numbers as a report gives them, read as bounds: "at least a dozen", "12 to 15", "tens of thousands", "no one"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec

from onrecord.facts.people import is_generic_people, is_plural, people_noun
from onrecord.nouns import Count
from onrecord.text.parse import Sentence

Sort = Literal["number", "vague", "range", "none"]


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


WORDS = re.compile(r"\d+(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_", re.UNICODE)

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
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
    return len(words) >= at + len(wanted) and all(words[at + step].text == word for step, word in enumerate(wanted))


def _digits(words: list[Word], at: int) -> tuple[int, int] | None:
    word = words[at].text
    if not word[0].isdigit():
        return None
    scale = SCALES.get(words[at + 1].text) if at + 1 < len(words) else None
    if scale:
        return round(float(word.replace(",", "")) * scale), at + 2
    if "." in word:
        return None
    return int(word.replace(",", "")), at + 1


def _spelled(words: list[Word], at: int) -> tuple[int, int] | None:
    """A number in words: "twenty-one", "two hundred and five", "a thousand", "1.5 million" is not for this one."""
    if words[at].text == "a" and at + 1 < len(words) and words[at + 1].text in SCALES:
        total, group, at = 0, SCALES[words[at + 1].text], at + 2
        if group >= 1000:
            total, group = group, 0
    else:
        total, group = 0, 0
    start, seen = at, total + group > 0
    while at < len(words):
        word = words[at].text
        if word in UNITS and (not seen or (group % 10 == 0 and (group % 100 or UNITS[word] or not group))):
            if group % 100 in range(1, 20):
                break
            group += UNITS[word]
        elif word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word == "hundred" and seen and group < 100:
            group = max(group, 1) * 100
        elif word == "dozen" and seen and 0 < group < 100:
            group *= 12
        elif word in ("thousand", "million", "billion") and seen and group:
            total, group = total + group * SCALES[word], 0
        elif word in ("-", "and") and seen and at + 1 < len(words) and _continues(word, group, words[at - 1].text, words[at + 1].text):
            at += 1
            continue
        else:
            break
        seen = True
        at += 1
    if not seen:
        return None
    if at == start and total + group == 0:
        return None
    return total + group, at


def _continues(joint: str, group: int, before: str, after: str) -> bool:
    """Whether "-" or "and" stands inside a number: "twenty-one", "two hundred and five"."""
    if joint == "-":
        return before in TENS and after in UNITS
    return before in ("hundred", "thousand") and (after in UNITS or after in TENS)


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
    joints = ("to", "-", "–", "—", "or")
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


def read_count(words: list[Word], at: int) -> Reading | None:
    """The longest count that begins at word ``at``, or None."""
    changes: list[Change] = []
    start, additional, definite = at, False, False
    while at < len(words):
        amount = next((found for rule in AMOUNTS if (found := rule(words, at))), None)
        before = next(((wanted, change) for wanted, change in BEFORE_WORDS if _follows(words, at, wanted)), None)
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


MONTHS = set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
MEASURES = set(
    "km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm mm centimetre centimetres foot feet ft inch inches yard yards kg kgs kilo kilos "
    "kilogram kilograms kilogrammes gram grams grammes g tonne tonnes ton tons pound pounds lb lbs ounce ounces percent per pct degree degrees year years yr yrs month months week weeks "
    "day days night nights hour hours hr hrs minute minutes min mins second seconds decade decades century centuries time times dollar dollars euro euros cent cents pence ruble rubles rouble "
    "roubles hryvnia hryvnias naira rupee rupees peso pesos yuan yen franc francs dinar dinars lira liras rand shilling shillings mph kph kmh kt knots caliber calibre gauge hp kw mw gw watt watts "
    "volts acre acres hectare hectares sq square litre litres liter liters gallon gallons barrel barrels bpd point points goal goals game games vote votes pm am gmt utc est edt pdt local block blocks "
    "th st nd rd bn m k storey story stories floors bedroom page pages lap laps run runs wicket wickets seats".split()
)
CURRENCY = set("$€£¥₽₴₦₹₺₩₪") | {"usd", "eur", "gbp", "rs", "us", "euro"}
LABELS = set(
    "no nos number numbers route highway interstate i room flight apartment apt suite unit channel page article section chapter resolution act phase level stage week day month year age aged ages grade category gate terminal line bus school precinct district ward zone psalm verse".split()
)
FRACTIONS = re.compile(r"thirds?|quarters?|half|halves|fifths?|tenths?|fourths?")
YEARISH = re.compile(r"(?:1[89]|20)\d\d")


def _not_a_count(text: str, words: list[Word], reading: Reading, start: int) -> bool:
    """Whether the number is a measure, money, a time, a date, an age, a label, a score, a fraction."""
    core, after = words[reading.core], reading.after
    last = words[after - 1]
    digit = core.text[0].isdigit()
    prior = words[reading.core - 1].text if reading.core else ""
    following = words[after].text if after < len(words) else ""
    glued_before = core.start > 0 and not text[core.start - 1].isspace() and text[core.start - 1] not in "(\"'“‘[—–-"
    glued_after = last.end < len(text) and not text[last.end].isspace()
    tests = (
        following in MEASURES,
        prior in CURRENCY or following in {"%", "°"},
        digit and glued_before,
        digit and prior in ("-", "–", "/") and glued_before is False and core.start > 0 and text[core.start - 1] in "-–/",
        digit and glued_after and following not in {",", ".", ";", ":", ")", "]", "'", "’", '"', "”", "-", "–", "—", "!", "?", "$"},
        glued_after and following in {"-", "–"} and last.end + 1 < len(text) and text[last.end + 1].isalnum(),
        digit and following in {":", "/", "."} and glued_after and last.end + 1 < len(text) and text[last.end + 1].isdigit(),
        digit and (prior in MONTHS or following in MONTHS) and len(core.text) <= 4,
        digit and prior in LABELS,
        digit and YEARISH.fullmatch(core.text) is not None and last is core and not _counts_people(following),
        digit
        and last is core
        and len(core.text) <= 3
        and prior == ","
        and following in {",", ";", ".", ")", "of", "was", "who", "from", "and"}
        and _age_place(words, reading.core),
        digit and prior == "(" and following in {")", ","},
        core.text.startswith("0") and core.text != "0",
        FRACTIONS.fullmatch(following) is not None,
        following == "-" and after + 1 < len(words) and FRACTIONS.fullmatch(words[after + 1].text) is not None,
        core.text == "one"
        and last is core
        and (prior in {"the", "this", "that", "which", "any", "every", "each", "on", "another"} or following in {"another", "day", "side"})
        and not _counts_people(following),
        core.text == "some" and not _counts_people(following) and following not in SOME_OF,
        core.text == "many" and prior in {"as", "how", "so", "too", "not"},
        digit and len(core.text) > 9,
        core.text == "both" and following not in {"of", "were", "was", "have", "had", "are", "men", "women"} and not _counts_people(following),
    )
    return any(tests)


SOME_OF = {"of", "were", "are", "have", "had", "others", "killed", "wounded", "injured", "dead", "civilians", "in", "and"}


def _age_place(words: list[Word], core: int) -> bool:
    """Whether ", 32," follows a name or a person: "Ann Lee, 32, of Quincy", "a driver, 32, was"."""
    return core >= 2 and words[core - 2].text.isalpha()


def _counts_people(word: str) -> bool:
    return people_noun(word) is not None


def _hyphen_year(words: list[Word], reading: Reading) -> bool:
    """Whether the number is an age: "7-year-old", "32 years old"."""
    rest = [word.text for word in words[reading.after : reading.after + 2]]
    return rest[:1] == ["-"] and rest[1:] in (["year"], ["month"], ["week"], ["day"])


def iterate_counts(text: str) -> Iterator[tuple[int, int, Reading]]:
    """Start and end offsets in ``text`` of each count, with its reading."""
    words = read_words(text)
    at = 0
    while at < len(words):
        reading = read_count(words, at)
        if reading is None:
            at += 1
            continue
        if _hyphen_year(words, reading) or _not_a_count(text, words, reading, at):
            at = max(reading.after if words[reading.core].text[0].isdigit() else at + 1, at + 1)
            continue
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


ARTICLE = re.compile(r"(?:an?|one)\s+(?:[\w'’-]+\s+)*?([\w'’-]+)$", re.IGNORECASE)
ALONE = {"some": Count(3), "both": Count(2, 2, 2)}
NONE_OF = re.compile(r"no\s+(?:[\w-]+\s+)?([\w-]+)", re.IGNORECASE)


def parse_count(words: str) -> Count | None:
    """The bounds that a phrase gives, or None where it gives none.

    >>> count = parse_count("more than 15 soldiers")
    >>> (count.low, count.best, count.high)
    (16, None, None)
    """
    phrase = words.strip()
    read = read_words(phrase)
    if not read:
        return None
    if read[0].text == "no" and (none := NONE_OF.fullmatch(phrase)) and (is_generic_people(none[1]) or people_noun(none[1])):
        return Count(0, 0, 0)
    if len(read) == 1 and read[0].text in ALONE:
        return ALONE[read[0].text]
    reading = read_count(read, 0)
    if reading and not _hyphen_year(read, reading) and not _not_a_count(phrase, read, reading, 0):
        return msgspec.structs.replace(Count(), low=reading.bounds.low, best=reading.bounds.best, high=reading.bounds.high)
    if read[0].text in ("a", "an", "one") and (len(read) == 1 or ((noun := ARTICLE.fullmatch(phrase)) and people_noun(noun[1]))):
        return Count(1, 1, 1)
    if len(read) <= 3 and read[0].text not in ("the", "these", "those", "his", "her", "their", "its", "our") and is_plural(read[-1].text):
        return Count(2, None, None)
    return None
