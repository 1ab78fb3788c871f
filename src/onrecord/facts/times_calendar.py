"""Plain calendar arithmetic: stretches of days, inclusive at both ends, and steps between them."""

from __future__ import annotations

import calendar
from datetime import date

Days = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1, 9999


def add_days(day: date, count: int) -> date:
    """``count`` days later (earlier where negative), held within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def add_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months later, or the month's last day where it is shorter.

    >>> add_months(date(2016, 3, 31), -1)
    datetime.date(2016, 2, 29)
    """
    number = min(max(day.year * 12 + day.month - 1 + count, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def step(day: date, count: int, unit: str) -> date:
    """``count`` units later: day, week, month, quarter, year, decade or century; hours and less keep the day."""
    if unit in {"day", "night"}:
        return add_days(day, count)
    if unit in {"week", "fortnight"}:
        return add_days(day, count * (14 if unit == "fortnight" else 7))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    return add_months(day, count * months) if months else day


def month_days(year: int, month: int) -> Days:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> Days:
    """January 1 of the first year to December 31 of the last."""
    return date(max(first, FIRST_YEAR), 1, 1), date(min(last if last is not None else first, LAST_YEAR), 12, 31)


def quarter_days(year: int, quarter: int) -> Days:
    """The three months of a quarter, 1 to 4."""
    return date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter)[1]


def week_days(day: date) -> Days:
    """Monday to Sunday around ``day``."""
    monday = add_days(day, -day.weekday())
    return monday, add_days(monday, 6)


def unit_days(day: date, unit: str) -> Days:
    """The calendar unit that ``day`` lies in."""
    if unit in {"week", "fortnight"}:
        return week_days(day)
    if unit == "weekend":
        saturday = add_days(week_days(day)[0], 5)
        return saturday, add_days(saturday, 1)
    if unit == "month":
        return month_days(day.year, day.month)
    if unit == "quarter":
        return quarter_days(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_days(day.year)
    if unit == "decade":
        return year_days(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return year_days((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)
    return day, day


def around(day: date, unit: str) -> Days:
    """A stretch as long as the unit with ``day`` in its middle: "two weeks ago" is the seven days around that day."""
    reach = {"week": 3, "fortnight": 3, "month": 15, "quarter": 45, "year": 182, "decade": 1826, "century": 18262}.get(unit, 0)
    return add_days(day, -reach), add_days(day, reach)


def middle(days: Days) -> date:
    """The day in the middle."""
    return date.fromordinal((days[0].toordinal() + days[1].toordinal()) // 2)


def part_of(days: Days, part: str) -> Days:
    """The early, mid or late third of a stretch (of a week Monday to Wednesday, Thursday to Sunday), or its start or end (a year's outer months).

    >>> part_of(month_days(2016, 6), "early")[1]
    datetime.date(2016, 6, 10)
    """
    first, last = days
    length = (last - first).days + 1
    if length <= 2:
        return days
    if part in {"start", "end"}:
        if 360 <= length <= 370:
            return (first, add_days(add_months(first, 1), -1)) if part == "start" else (add_days(last, -30), last)
        part = "early" if part == "start" else "late"
    if length == 7:
        cut = {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}[part]
        return add_days(first, cut[0]), add_days(first, cut[1])
    if length >= 365 and first.day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        third = months // 3
        starts = {"early": 0, "mid": third, "late": 2 * third}[part]
        end = last if part == "late" else add_days(add_months(first, starts + third), -1)
        return add_months(first, starts), end
    third = round(length / 3)
    starts = {"early": 0, "mid": third, "late": 2 * third}[part]
    return add_days(first, starts), last if part == "late" else add_days(first, starts + third - 1)


def half_of(days: Days, second: bool) -> Days:
    """The first or the second half of a stretch."""
    cut = middle(days)
    return (add_days(cut, 1), days[1]) if second else (days[0], cut)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar (good from 1900 to 2099).

    >>> orthodox_easter(2019)
    datetime.date(2019, 4, 28)
    """
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return add_days(date(year, month, day + 1), 13)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month (0 is Monday); ``nth`` -1 is the last.

    >>> nth_weekday(2016, 11, 3, 4)
    datetime.date(2016, 11, 24)
    """
    first, last = month_days(year, month)
    if nth > 0:
        return add_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return add_days(last, -((last.weekday() - weekday) % 7))
