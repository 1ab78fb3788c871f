"""The stamps of a live blog or a channel's export: the clock, and perhaps the day, over each entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.read.dates import MONTHS, day_of, parse_date
from onrecord.text.parse import Sentence

FEWEST = 3  # stamps that make a text one of entries
LONGEST = 80  # characters of a stamp
OLDEST, NEWEST = timedelta(days=62), timedelta(days=7)  # how far an entry may lie from publication

MONTH_WORD = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"
DATE = (
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:{MONTH_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_WORD})(?:,?\s+\d{{4}})?)"
)
CLOCK = (
    r"\d{1,2}(?:[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?\s?m\b\.?)?|\s*[ap]\.?\s?m\b\.?)\s*"
    r"(?:\(?(?:GMT|UTC|BST|CES?T|EES?T|MSK|E[SD]?T|C[SD]T|P[SD]T|local time)\)?)?"
)
STAMP = re.compile(
    rf"\W*(?:(?-i:[A-Z])[^\n,:|]{{0,40}}[,:|–-]\s*)?(?:(?:last\s+)?(?:updated|posted|published)\b\W*(?:on\s+|at\s+)?)?\W*"
    rf"(?:{DATE}\W{{0,4}}(?:at\s+)?{CLOCK}|{CLOCK}(?:\W{{0,4}}(?:on\s+)?{DATE})?)\W*",
    re.I,
)


def is_stamp(words: str) -> bool:
    """Whether a line is nothing but the time of an entry, with at most the name of who writes.

    >>> is_stamp("River Watch, [11.02.2025 07:15]"), is_stamp("16:05"), is_stamp("The march began at 16:05")
    (True, True, False)
    """
    words = words.strip()
    return len(words) <= LONGEST and STAMP.fullmatch(words) is not None


def find_stamps(sentences: Sequence[Sentence], *, published: date | None) -> dict[int, date | None]:
    """The stamps of a text of entries: index of the sentence to the day that it gives, None where only the clock. Empty for any other text."""
    stamps: dict[int, date | None] = {}
    for sentence in sentences:
        if is_stamp(sentence.text):
            written = parse_date(sentence.text)
            day = day_of(written) if written else None
            near = day is not None and (published is None or published - OLDEST <= day <= published + NEWEST)
            stamps[sentence.index] = day if near else None
    return stamps if len(stamps) >= FEWEST else {}
