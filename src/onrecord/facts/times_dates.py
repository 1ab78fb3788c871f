"""The rules for days of the calendar that stand by themselves: a day and a month, dates in digits, runs of days."""

from __future__ import annotations

import re
from datetime import date

from onrecord.facts.times_calendar import month_days
from onrecord.facts.times_rules import Place, Reading, Rule, is_cased, rule
from onrecord.facts.times_words import (
    DAY_NUMBER,
    MONTH,
    ORDINALS,
    WEEKDAY_ANY,
    YEAR,
    month_number,
    weekday_number,
)

NAMES_AFTER = re.compile(
    r"\s+(?:(?:Street|Square|Avenue|Bridge|University|Stadium|Boulevard|Road|Airport|Hospital|Park|District|Stadium|Brigades?|Movement|"
    r"Organi[sz]ation|Group|Revolution|"
    r"Museum|Memorial|Monument|Hotel|Mosque|School|Barracks|Camp|Hall|Prison|Martyrs?|Committee|Coalition|Front|Society|Foundation)\b|(?:group|movement|organi[sz]ation|guerrillas?|militants?)\b)"
)


def near_day(month: int, day: int, place: Place, weekday: int | None = None) -> date | None:
    """The day of that month nearest to publication: behind it unless the words look ahead, or ahead by less than four months where nothing tells."""
    published = place.published
    if published is None:
        return None
    options: list[date] = []
    reach = range(-6, 7) if weekday is not None else range(-4, 5)
    for year in reach:
        try:
            options.append(date(published.year + year, month, day))
        except ValueError:
            continue
    if weekday is not None:
        options = [option for option in options if option.weekday() == weekday]
    past = [option for option in options if option <= published]
    ahead = [option for option in options if option >= published]
    if not past or not ahead:
        return past[-1] if past else ahead[0] if ahead else None
    months_back, months_ahead = (published - past[-1]).days / 30.4, (ahead[0] - published).days / 30.4
    return ahead[0] if looks_ahead(months_back, months_ahead, place) else past[-1]


def looks_ahead(months_back: float, months_ahead: float, place: Place) -> bool:
    """Whether the coming one of two dates is meant: the nearer one, with a lean to the past, a strong one where the verb looks back."""
    led = re.search(r"\b(?:by|until|till|ahead of)\s+(?:(?:early|mid|late|the end of)[\s-]+)?$", place.before, re.I) is not None
    tense = "future" if led and not re.search(r"\b(?:had|was|were)\b", place.before, re.I) else place.tense
    return months_ahead + 4 + 5 * (tense == "past") < months_back + 12 * (tense == "future")


def full_year(digits: str) -> int:
    """Four digits of a year from four or two: 00 to 40 are this century's."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year <= 40 else 1900)


def read_day_month(place: Place) -> Reading | None:
    """A day and a month, with the year as written or the nearest one."""
    month_word = next(place.match.groupdict()[name] for name in ("m", "m2") if place.match.groupdict().get(name))
    if not is_cased(month_word, place.text) or NAMES_AFTER.match(place.after):
        return None
    month = month_number(month_word)
    day_words = place.group("d") or place.group("d2")
    day = ORDINALS.get(day_words) or int(re.sub(r"\D", "", day_words))
    weekday = weekday_number(place.group("w")) if place.group("w") else None
    year = place.group("y") or place.group("y2")
    if not year and place.group("rel") and place.published is not None:
        year = str(place.published.year + FROM_NOW[place.group("rel").lower()])
    if year:
        try:
            when: date | None = date(int(year), month, day)
        except ValueError:
            return None
    else:
        if day > month_days(2000, month)[1].day:
            return None
        when = near_day(month, day, place, weekday) or (near_day(month, day, place) if weekday is not None else None)
    if when is None:
        return Reading(None, value=f"XXXX-{month:02d}-{day:02d}", weekday=weekday)
    return Reading((when, when), value=when.isoformat(), weekday=weekday, fixed=bool(year))


def read_day_range(place: Place) -> Reading | None:
    """Two days of one month: "May 3-7", "between 3 and 7 May"."""
    if not is_cased(place.match["m"], place.text):
        return None
    month = month_number(place.match["m"])
    first, last = (int(re.sub(r"\D", "", place.group(name))) for name in ("d", "d2"))
    if first >= last:
        return None
    if place.group("y"):
        year = int(place.group("y"))
    else:
        if first > month_days(2000, month)[1].day:
            return None
        near = near_day(month, first, place)
        if near is None:
            return Reading(None)
        year = near.year
    try:
        days = date(year, month, first), date(year, month, last)
    except ValueError:
        return None
    return Reading(days, grain="range", value=days[0].isoformat(), fixed=bool(place.group("y")))


def read_iso(place: Place) -> Reading | None:
    """Year, month, day in digits."""
    try:
        when = date(int(place.group("y")), int(place.group("m")), int(place.group("d")))
    except ValueError:
        return None
    return Reading((when, when), value=when.isoformat(), fixed=True)


def read_numeric(place: Place) -> Reading | None:
    """Two numbers and a year: read only where one number cannot be a month, both are the same, or dots say that the day comes first."""
    first, second, year = int(place.group("a")), int(place.group("b")), full_year(place.group("y"))
    if place.match["sep"] == "." and len(place.group("y")) != 4:
        return None
    if first > 12 or first == second or place.match["sep"] == ".":
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return Reading(None, value=str(year)) if len(place.group("y")) == 4 else None
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return Reading((when, when), value=when.isoformat(), fixed=True)


def read_known_event(place: Place) -> Reading | None:
    """A date that has become the name of one event, and is long past at publication."""
    year, month, day = {"sep": (2001, 9, 11), "9/1": (2001, 9, 11), "oct": (2023, 10, 7), "7/7": (2005, 7, 7), "26/": (2008, 11, 26)}[
        place.group("e")[:3]
    ]
    when = date(year, month, day)
    if place.published and place.published < when:
        return None
    return Reading((when, when), value=when.isoformat(), fixed=True)


ORDINAL_DAY = "|".join(sorted((word for word in ORDINALS), key=len, reverse=True))
WEEKDAY_LEAD = rf"(?:(?P<w>{WEEKDAY_ANY}),?\s+(?:the\s+)?)?"
YEAR_TAIL = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR})(?!\d|[,.:]\d|\s+(?:people|GMT|hours|local)))?"
YEAR_FROM_NOW = r"(?:,?\s+(?:of\s+)?(?P<rel>last|this|next)\s+year\b(?!['’]s))?"  # "12 June last year"
FROM_NOW = {"last": -1, "this": 0, "next": 1}
VIOLENCE = r"(?:(?:terror(?:ist)?|suicide|Hamas|Hamas-led|cross-border)\s+)*(?:attacks?|hijack\w*|massacres?|atrocit\w+|assaults?|bombings?)"

DATE_RULES: tuple[Rule, ...] = (
    rule("iso", "0", rf"(?<![\d/.-])(?P<y>{YEAR})(?P<sep>[-/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?![\d/-])", read_iso),
    rule(
        "known-event",
        "0 9/11|oct|sept|7/7|26/11",
        rf"\b(?:(?P<e>Sept(?:ember|\.)?\s+11(?:th)?(?=,?(?:\s+2001,?)?\s+{VIOLENCE})|9/11|Oct(?:ober|\.)?\s+7(?:th)?(?=\s+{VIOLENCE})|"
        rf"7/7(?=\s+{VIOLENCE})|26/11(?=\s+{VIOLENCE}))(?:,?\s+2001|,?\s+2023)?)",
        read_known_event,
    ),
    rule(
        "day-range",
        "0 m",
        rf"\b(?P<m>{MONTH})\s+(?P<d>{DAY_NUMBER})\s*(?:-|–|—|\s(?:to|through|until|till|and|"
        rf"or)\s)\s*(?P<d2>{DAY_NUMBER})(?!\s*{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
        read_day_range,
    ),
    rule(
        "day-range",
        "0 m",
        rf"(?<![\d.,/$])\b(?P<d>{DAY_NUMBER})\s*(?:-|–|—|\s(?:to|through|until|till|and|"
        rf"or)\s)\s*(?P<d2>{DAY_NUMBER})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
        read_day_range,
    ),
    rule(
        "day-month",
        "0 m",
        rf"\b{WEEKDAY_LEAD}(?:last\s+|this\s+)?(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAY_NUMBER}){YEAR_TAIL}{YEAR_FROM_NOW}",
        read_day_month,
    ),
    rule(
        "day-month",
        "0 m",
        rf"(?<![\d.,/:$-])\b{WEEKDAY_LEAD}(?:the\s+)?(?P<d>{DAY_NUMBER})(?:\s+(?:of\s+)?|-)(?P<m>{MONTH})(?:-(?P<y2>{YEAR})|{YEAR_TAIL}{YEAR_FROM_NOW})",
        read_day_month,
    ),
    rule("day-month", "m the of", rf"\b{WEEKDAY_LEAD}the\s+(?P<d>{ORDINAL_DAY})\s+of\s+(?P<m>{MONTH}){YEAR_TAIL}{YEAR_FROM_NOW}", read_day_month),
    rule("day-month", "m", rf"\b{WEEKDAY_LEAD}(?P<m>{MONTH})\s+(?P<d>{ORDINAL_DAY})\b{YEAR_TAIL}{YEAR_FROM_NOW}", read_day_month),
    rule(
        "numeric",
        "0",
        r"(?<![\d/.$-])(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\d/.-]\d|\d)",
        read_numeric,
    ),
)
