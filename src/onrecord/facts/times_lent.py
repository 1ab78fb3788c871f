"""The year of dates without one in a report of no known day: that of the dates which its words write in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.facts.times_calendar import Days, month_days
from onrecord.facts.times_mention import TimeMention

WITHOUT_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
FULL_RULES = frozenset({"day-month", "iso", "numeric", "month-year", "day-range"})
# Days between a date without a year and the full one that lends it: of two years as near, neither is told.
NEAR = 150
# A full date so many sentences before lends its year whatever others the report tells; farther ones only where all are of a year or two.
SENTENCES = 6
ALIKE = 1


def is_full(mention: TimeMention) -> bool:
    """Whether a time is a date written with its year, which may be lent to others."""
    return mention.rule in FULL_RULES and mention.named is not None and not mention.future


def lend_year(mention: TimeMention, full: Sequence[TimeMention]) -> TimeMention:
    """The time with the year of the full date before it, or the first after: "on 14 June 2016 ... since *27 April*". ``full`` are in text order."""
    told = WITHOUT_YEAR.fullmatch(mention.value or "")
    if told is None or mention.named is not None or mention.bound is not None or not full:
        return mention
    days = [(other, other.named[0]) for other in full if other.named]
    lender, day = next((one for one in reversed(days) if one[0].start < mention.start), days[0])
    years = [each.year for _, each in days]
    if abs(mention.sentence - lender.sentence) > SENTENCES and max(years) - min(years) > ALIKE:
        return mention
    possible = filter(None, (_days(year, int(told[1]), told[2]) for year in (day.year - 1, day.year, day.year + 1)))
    nearest = min(possible, key=lambda each: abs((each[0] - day).days), default=None)
    if nearest is None or abs((nearest[0] - day).days) > NEAR:
        return mention
    return replace(mention, named=nearest, interval=nearest)


def _days(year: int, month: int, day: str | None) -> Days | None:
    if day is None:
        return month_days(year, month)
    try:
        return (date(year, month, int(day)),) * 2
    except ValueError:  # 29 February
        return None
