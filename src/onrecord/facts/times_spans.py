"""The rules for times that are no dates: times of day, durations, ages, habits."""

from __future__ import annotations

import re

from onrecord.facts.times_rules import Place, Reading, Rule, rule
from onrecord.facts.times_words import NUMBER, TENS, UNIT, VAGUE_NUMBER, duration_value, part_code, read_number, unit_name


def read_age(place: Place) -> Reading | None:
    """How old somebody or something is."""
    amount = read_number(place.group("n")) if place.group("n") else None
    return Reading(None, kind="age", value=duration_value(amount, unit_name(place.group("u") or "year")))


FRACTION = re.compile(r"\b(?:an?\s+|three[-\s]|^)quarters?\b", re.I)
RATE_BEFORE = re.compile(
    r"(?:\d|\b(?:hundred|thousand|million|billion|percent|cents|dollars|euros|pounds|seconds|minutes|hours|days|nights|weeks|months|times|flights|people|"
    r"barrels|tons|tonnes|meals|shifts|trips|visits|tests|cases|deaths|attacks))\s+$",
    re.I,
)


def read_duration(place: Place) -> Reading | None:
    """A length of time."""
    words = place.group("n")
    unit = unit_name(place.group("u"))
    amount = read_number(words) if words else None
    if unit == "second" and words in {"a", "an"} and not place.group("s"):
        return None  # "a second blast"
    if unit == "second" and not place.group("s") and amount != 1 and "-" not in place.match.group():
        return None
    if place.group("half") and amount is not None:
        amount += 0.5
    if unit == "quarter" and (FRACTION.search(place.match.group()) or re.match(r"\s+of\b", place.after)):
        return None  # "three-quarters", "a quarter of the harvest"
    if words in {"a", "an"} and RATE_BEFORE.search(place.before):
        return None  # "24 hours a day", "$2 million a year"
    if re.match(r"\s+of\s+age\b", place.after):
        return Reading(None, kind="age", value=duration_value(amount, unit))
    return Reading(None, kind="duration", value=duration_value(amount, unit))


def read_decimal(place: Place) -> Reading | None:
    """A length with a fraction: "5 1/2 hours"."""
    unit, quarters = unit_name(place.group("u")), {"1/4": 1, "1/2": 2, "3/4": 3}[place.group("f")]
    smaller = {"hour": "T{}H{}M", "year": "{}Y{}M"}.get(unit)
    if smaller is not None:
        parts = quarters * (15 if unit == "hour" else 3)
        return Reading(None, kind="duration", value="P" + smaller.format(int(place.group("n")), parts))
    return Reading(None, kind="duration", value=duration_value(float(place.group("n")) + quarters / 4, unit))


def read_frequency(place: Place) -> Reading | None:
    """How often."""
    word = place.group("word")
    code = {
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "fortnightly": "P2W",
        "biweekly": "P2W",
        "monthly": "P1M",
        "quarterly": "P1Q",
        "annually": "P1Y",
        "yearly": "P1Y",
        "hourly": "PT1H",
    }
    if word:
        return Reading(None, kind="frequency", value=code.get(word))
    return Reading(
        None, kind="frequency", value=duration_value(read_number(place.group("n")) if place.group("n") else 1.0, unit_name(place.group("u")))
    )


CLOCK_WORDS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def clock_value(place: Place) -> str:
    """The TIMEX3 value of a time of day."""
    word = place.group("word")
    if word:
        return CLOCK_WORDS.get(word) or part_code(word)
    hour, minute = int(place.group("h")), int(place.group("min") or 0)
    half = place.group("half").replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def read_clock(place: Place) -> Reading | None:
    """A time of day."""
    if place.group("h") and (int(place.group("h")) > 24 or int(place.group("min") or 0) > 59):
        return None
    return Reading(None, kind="time-of-day", grain="clock", value=clock_value(place))


def read_day_part(place: Place) -> Reading | None:
    """A part of the day: "in the early hours", "at night", "the night of"."""
    return Reading(None, kind="time-of-day", grain="part", value=part_code(place.match.group()) or "TMO", part=place.group("part"))


NEAR = (
    r"(?:(?:shortly|just|soon|immediately|right|moments|minutes|a\s+little|hours|sometime|well)\s+(?:before|after)|before|after|at\s+(?:about|"
    r"around|exactly|approximately|roughly|precisely)"
    r"|at|around|about|by|since|from|until|till|near|nearly|between|as\s+early\s+as|approximately|roughly)"
)
HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"
ZONE = (
    r"(?:\s*\(?(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|JST|IST|local\s+time|Moscow\s+time|"
    r"Kyiv\s+time|Eastern(?:\s+time)?|Pacific(?:\s+time)?"
    r"|[A-Z][a-z]+\s+time)\)?(?:\s*\([^()]{3,30}\))?|\s*\((?=[^()]{0,20}(?:GMT|UTC|ET|BST|EDT|EST))[^()]{3,30}\))?"
)

SPAN_RULES: tuple[Rule, ...] = (
    rule("age", "old", rf"(?<![\w.])(?P<n>{NUMBER})[-\s]+(?P<u>year|month|week|day)s?[-\s]+olds?\b", read_age),
    rule("age", "age", rf"\b(?:aged|age)\s+(?:about\s+)?(?:between\s+)?(?P<n>{NUMBER})(?:\s*(?:to|-|–|and)\s*\d+)?\b", read_age),
    rule(
        "age",
        "his|her|their teens|0s|ies",
        rf"\b(?:in\s+)?(?:his|her|their)\s+(?:(?:early|mid|late)[-\s]+)?(?:teens|\d0s|(?:{'|'.join(word[:-1] + 'ies' for word in TENS)}))\b",
        read_age,
    ),
    rule("clock", "0 c", rf"(?:\b{NEAR}\s+)?(?<![\d:.$])\b(?P<h>1[0-2]|0?\d)(?:[:.](?P<min>[0-5]\d))?\s*{HALF}{ZONE}", read_clock),
    rule(
        "clock",
        "0 c",
        rf"(?:\b{NEAR}\s+)?(?<![\d:.$/])\b(?P<h>[01]?\d|2[0-4])[:.]?(?P<min>[0-5]\d)(?P<half>)(?:\s*(?:hours|hrs|h)\b)?\s*\(?(?:GMT|UTC|BST|"
        rf"CET|CEST|EET|EEST|MSK|EST|EDT|ET|JST|IST|local(?:\s+time)?|Moscow\s+time|hours|hrs)\b\)?(?:\s*\([^()]{{3,30}}\))?",
        read_clock,
    ),
    rule("clock", "0 :", rf"\b(?:{NEAR})\s+(?P<h>[01]?\d|2[0-3])[:](?P<min>[0-5]\d)(?P<half>)(?![\d:%]){ZONE}", read_clock),
    rule(
        "clock",
        "0 clock",
        r"(?:\b(?:at|around|about|by|before|after)\s+)?(?<![\d:.])\b(?P<h>1[0-2]|0?\d)(?P<half>)\s+o['’]clock\b(?:\s+in\s+the\s+(?:morning|"
        r"afternoon|evening))?",
        read_clock,
    ),
    rule(
        "clock-word",
        "p",
        rf"(?:\b(?:{NEAR}|towards?)\s+)?\b(?<!-to-)(?P<word>noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|sundown|nightfall|first\s+light|"
        rf"lunchtime)\b(?!-to-|\s+(?:Mass|raids?\b)){ZONE}",
        read_clock,
    ),
    rule(
        "day-part",
        "hours",
        r"\b(?:(?:in|during)\s+)?(?:the\s+)?(?:very\s+)?(?:(?:early|wee|small|late|predawn|pre-dawn)[-\s]+(?:(?P<part>morning|evening|"
        r"night)[-\s]+)?hours(?:\s+of\s+the\s+(?:morning|night|day))?)\b",
        read_day_part,
    ),
    rule(
        "day-part",
        "p",
        r"\b(?:(?:early|late|mid|later|earlier)[-\s]+)?(?:in|during|on|through)\s+the\s+(?:(?:early|late|"
        r"mid)[-\s]+)?(?:middle\s+of\s+the\s+)?(?P<part>morning|afternoon|evening|night)s?\b",
        read_day_part,
    ),
    rule("day-part", "night", r"\b(?:at|by)\s+(?P<part>night)(?:time|fall)?\b", read_day_part),
    rule(
        "day-part",
        "p of",
        r"\b(?:the\s+)?(?:(?:early|late)[-\s]+)?(?P<part>morning|afternoon|evening|night)(?=\s+of\s+(?:(?:on\s+)?(?:the\s+)?\d|[A-Z]))",
        read_day_part,
    ),
    rule("fraction", "0 /", r"(?<![\d.,])(?P<n>\d{1,3})[-\s](?P<f>1/2|1/4|3/4)[-\s](?P<u>hour|day|week|month|year)s?\b", read_decimal),
    rule("every", "u every|each", rf"\b(?:every|each)\s+(?:other\s+|single\s+)?(?:(?P<n>{NUMBER})\s+)?(?P<u>{UNIT})s?\b", read_frequency),
    rule("every", "u once|twice|times", rf"\b(?:once|twice|\w+\s+times)\s+(?:a|an|each|every|per)\s+(?P<n>)(?P<u>{UNIT})\b", read_frequency),
    rule(
        "habit",
        "f",
        r"\b(?P<word>daily|nightly|weekly|fortnightly|biweekly|(?:quarterly|monthly|yearly)(?!\s+[a-z])|annually|hourly)\b(?!\s+(?:Mirror|Mail|Telegraph|"
        r"Express|Star|News|Times|Beast|Record|Sabah|Trust|Monitor))",
        read_frequency,
    ),
    rule(
        "duration",
        "u",
        rf"(?<![\w.,$])(?P<n>{NUMBER}|{VAGUE_NUMBER}|half\s+an)(?P<half>\s+and\s+a\s+half)?[-\s]+(?:straight\s+|consecutive\s+|more\s+|full\s+|"
        rf"whole\s+|long\s+|calendar\s+)?(?P<u>{UNIT})(?P<s>s)?\b(?:[-\s]long\b)?",
        read_duration,
    ),
    rule("duration-range", "u 0", rf"(?<![\w.,$])\d{{1,3}}\s*(?:-|–|to)\s*(?P<n>\d{{1,3}})(?P<half>)[-\s]+(?P<u>{UNIT})(?P<s>s)?\b", read_duration),
    rule(
        "bare-units",
        "u",
        rf"\b(?P<n>)(?P<half>)(?P<u>{UNIT})(?P<s>s)(?:[-\s]long|\s+on\s+end)?\b(?!\s+(?:ago|later|earlier|before|after)\b)",
        read_duration,
    ),
)
