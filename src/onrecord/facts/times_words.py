"""The words that times are written with, and the patterns made of them."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}


def word_list(words: str) -> tuple[str, ...]:
    """The words of a list written on lines, in order."""
    return tuple(words.split())


WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SMALL = word_list("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {word: number for number, word in enumerate(SMALL)} | TENS | {"a": 1, "an": 1, "couple": 2, "dozen": 12, "hundred": 100, "half-dozen": 6}
ORDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
            "eighteenth nineteenth twentieth twenty-first"
        ),
        1,
    )
}
SEASONS = {"spring": (3, "SP"), "summer": (6, "SU"), "autumn": (9, "FA"), "fall": (9, "FA"), "winter": (12, "WI")}
UNIT_CODES = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "night": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "fortnight": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
}

MONTH_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
MONTH = rf"(?:{MONTH_FULL}\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY_ANY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
TENS_WORD = "|".join(TENS)
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|(?:an?|{'|'.join(SMALL[1:10])})\s+hundred(?!\s+thousand)|(?:{TENS_WORD})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(SMALL[1:])}"
    r"|half[-\s]a[-\s]dozen|a\s+dozen|a\s+couple(?:\s+of)?|an?)"
)
VAGUE_NUMBER = r"(?:a\s+few|the\s+few|few|several|some|many|(?:a\s+number|a\s+handful|dozens|hundreds|scores|tens|a\s+matter)\s+of|mere|just)"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|centurie|century)"
DAY_PART = r"(?:mornings?|afternoons?|evenings?|nights?|nighttime|lunchtime|midday|noon|midnight|dawn|dusk|overnight|daybreak|nightfall)"
RELATION = r"(?:(?P<rel>this\s+past|this\s+coming|last|next|this|past|coming)\s+)?"
PART_CODES = {
    "morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "overnight": "TNI",
}


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form."""
    return MONTHS[word.casefold().rstrip(".")]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return WEEKDAYS[word.casefold()[:3]]


def unit_name(word: str) -> str:
    """The unit in the singular.

    >>> unit_name("Centuries"), unit_name("days")
    ('century', 'day')
    """
    word = word.casefold()
    if word.startswith("centur"):
        return "century"
    return word.removesuffix("s").replace("moment", "minute")


def read_number(words: str) -> float | None:
    """The number that digits or words say; None where they leave it open ("several").

    >>> read_number("twenty-one"), read_number("a couple of"), read_number("several")
    (21.0, 2.0, None)
    """
    words = words.casefold().strip()
    if words[:1].isdigit():
        digits = re.sub(r"[^\d.]", "", words).rstrip(".")
        return float(digits) if digits else None
    if words.startswith("half") and "dozen" in words:
        return 6.0
    parts = [part for part in re.split(r"[-\s]+", words) if part not in {"of", "about"}]
    if len(parts) > 1 and parts[0] in {"a", "an"}:
        parts = parts[1:]
    if not parts or any(part not in NUMBERS for part in parts):
        return None
    total = 0
    for part in parts:
        total = max(total, 1) * 100 if part == "hundred" else total + NUMBERS[part]
    return float(total)


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: "P3D", "PT24H", "PXW" where the number is left open."""
    if amount is not None and unit == "fortnight":
        amount *= 2
    number = "X" if amount is None else f"{amount:g}"
    return "P" + UNIT_CODES[unit].format(number)


def part_code(words: str) -> str:
    """The TIMEX3 code of a part of the day, or nothing."""
    for word, code in PART_CODES.items():
        if word in words.casefold():
            return code
    return ""
