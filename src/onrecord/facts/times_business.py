"""The rules for the quarters and years of business news, and for what is compared with "a year ago" there."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.facts.times_calendar import Days, quarter_days, year_days
from onrecord.facts.times_rules import Place, Reading, Rule, rule
from onrecord.facts.times_words import DAY_NUMBER, MONTH, YEAR, month_number

# A comparison of figures: "from $10 million a year ago".
FIGURES = re.compile(
    r"[$£€¥%#]|\b(?:percent|per cent|million|billion|cents|pence|euros?|dollars|pounds|yen|profits?|earnings|sales|revenues?)\b", re.I
)
ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR_BEFORE = re.compile(r"\ba\s+year\s+(?:ago|earlier|before)$", re.I)


def quarter_reading(year: int, number: int, *, fixed: bool = False) -> Reading:
    """The reading of one quarter of a year."""
    return Reading(quarter_days(year, number), grain="quarter", value=f"{year}-Q{number}", fixed=fixed)


def moved_quarter(days: Days, count: int) -> Reading:
    """The reading of the quarter that lies ``count`` quarters from the one given."""
    year, number = divmod(days[0].year * 4 + (days[0].month - 1) // 3 + count, 4)
    return quarter_reading(year, number + 1)


def read_numbered_quarter(place: Place) -> Reading | None:
    """ "The first quarter", "last year's fourth quarter", "the 1988 second quarter": the last such quarter, unless the words look ahead."""
    number = ORDER[place.group("q")]
    year = place.group("y") or place.group("y2")
    if year:
        return quarter_reading(int(year), number, fixed=True)
    if place.published is None:
        return Reading(None, grain="quarter", value=f"XXXX-Q{number}")
    relation = (place.group("rel") or place.group("rel2")).split()
    current = (place.published.month + 2) // 3
    if relation:
        return quarter_reading(place.published.year + {"last": -1, "next": 1}.get(relation[0], 0), number)
    ahead = place.tense == "future"
    return quarter_reading(place.published.year - (number > current and not ahead) + (number < current and ahead), number)


def read_ended_quarter(place: Place) -> Reading | None:
    """ "The quarter ended Sept. 30": the quarter that the day closes."""
    month = month_number(place.match["m"])
    if place.group("y"):
        year = int(place.group("y"))
    elif place.published is None:
        return Reading(None, grain="quarter")
    else:
        ahead = place.group("end") == "ending"
        year = place.published.year - (month > place.published.month and not ahead) + (month < place.published.month and ahead)
    return quarter_reading(year, (month + 2) // 3)


def read_told_quarter(place: Place) -> Reading | None:
    """ "The quarter", "the latest period", "the year-ago quarter", "the 1988 quarter": counted from the quarter named before."""
    if place.group("y"):
        return Reading(None, grain="quarter", shift=(int(place.group("y")), "quarter of"), value=place.group("y"), fixed=True)
    if place.published and re.search(r"\blatest\s+quarter", place.match.group(), re.I):
        ended = moved_quarter((place.published, place.published), -1)
        return replace(ended, shift=(0, "quarter"))
    back = re.search(r"year[-\s](?:ago|earlier)|last\s+year|a\s+year\s+(?:ago|earlier)", place.match.group(), re.I)
    return Reading(None, grain="quarter", shift=(-4 if back else 0, "quarter"))


def read_told_year(place: Place) -> Reading | None:
    """ "The full year", "fiscal 1988", "the fiscal year ended June 30": the year of business."""
    if place.group("y"):
        year = int(place.group("y"))
    elif place.published is None:
        return Reading(None, grain="year")
    else:
        month = month_number(place.match["m"]) if place.group("m") else 0
        year = place.published.year - (month > place.published.month and place.tense != "future")
    return Reading(year_days(year), grain="year", value=f"{year}", fixed=bool(place.group("y")))


def from_quarter(reading: Reading, words: str, sentence: str, quarter: Days | None) -> Reading:
    """The reading of words of business news, counted from the quarter named before where they lean on it.

    "A year ago" beside figures is the like quarter of the year before; "the quarter" the one named.
    """
    told = reading.shift is not None and reading.shift[1].startswith("quarter") and reading.grain == "quarter"
    if told and quarter is not None:
        assert reading.shift is not None
        count, unit = reading.shift
        number = (quarter[0].month + 2) // 3
        return quarter_reading(count, number, fixed=True) if unit == "quarter of" else moved_quarter(quarter, count)
    if told:
        return replace(reading, shift=None)
    if quarter is not None and YEAR_BEFORE.search(words) and FIGURES.search(sentence):
        return moved_quarter(quarter, -4)
    return reading


QUARTER_OF = rf"(?:\s+(?:of|in)\s+(?:fiscal\s+)?(?:(?P<y>{YEAR})|(?P<rel>(?:last|this|next)\s+year)))?"
ENDED = rf"(?:\s*,)?\s+(?:that\s+)?(?P<end>ended|ending|to)\s+(?:on\s+)?(?P<m>{MONTH})(?:\s+{DAY_NUMBER})?(?:,?\s+(?P<y>{YEAR}))?"

BUSINESS_RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        "quarter",
        rf"\b(?:the\s+)?(?:(?:(?P<rel2>last|this|next)\s+year['’]s|(?P<y2>{YEAR}))\s+)?(?:fiscal[-\s]+)?(?P<q>first|second|third|fourth)[-\s]"
        rf"(?:fiscal[-\s])?quarter(?!\w|[-\s]final){QUARTER_OF}",
        read_numbered_quarter,
    ),
    rule("quarter", "0 q", rf"\b(?-i:Q)(?P<q>[1-4])(?:,?\s+|\s*/\s*|\s+of\s+)(?P<y>{YEAR})\b", read_numbered_quarter),
    rule("quarter-ended", "quarter", rf"\b(?:the\s+)?(?:(?:latest|fiscal)\s+)?quarter(?={ENDED})", read_ended_quarter),
    rule(
        "quarter-told",
        "quarter|period",
        rf"\b(?:(?:the|its)\s+)?(?:latest|year[-\s]ago|year[-\s]earlier|last\s+year['’]s|(?P<y>{YEAR})|corresponding|same)\s+(?:(?:fiscal|three-month)\s+)?"
        r"(?:quarter|period)(?:\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)))?\b",
        read_told_quarter,
    ),
    rule("quarter-told", "quarter", r"\bthe\s+quarter\b(?!\s+of\b|[-\s]final)", read_told_quarter),
    rule("quarter-told", "year ago|earlier", r"\b(?:the\s+)?year[-\s](?:ago|earlier)(?=\s+[a-z])", read_told_quarter),
    rule(
        "fiscal-year",
        "year fiscal|full|financial",
        rf"\b(?:the\s+)?(?:fiscal|full|financial)\s+year(?:\s+(?P<y>{YEAR}))?(?:(?={ENDED.replace('<y>', '<y3>')})|\b(?!\s+of\b|[-\s]old))",
        read_told_year,
    ),
    rule("fiscal-year", "0 fiscal|fy", rf"\b(?:(?:the\s+)?fiscal\s+(?:year\s+)?|(?-i:FY)\s?)(?P<y>{YEAR})\b", read_told_year),
    rule("fiscal-year", "year for", rf"(?<=\bfor )the\s+year(?={ENDED.replace('<y>', '<y3>')})", read_told_year),
)
