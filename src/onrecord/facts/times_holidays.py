"""The rules for holidays: those whose day is known, and those that only a moon or a country fixes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onrecord.facts.times_calendar import Days, add_days, easter, nth_weekday, orthodox_easter
from onrecord.facts.times_rules import Place, Reading, Rule, is_cased, rule
from onrecord.facts.times_words import RELATION, YEAR


def fixed_day(month: int, day: int) -> Callable[[int], Days]:
    """A holiday on the same day every year."""
    return lambda year: (date(year, month, day), date(year, month, day))


def from_easter(offset: int, last: int | None = None) -> Callable[[int], Days]:
    """A holiday, or a run of days, counted from Easter Sunday."""
    return lambda year: (add_days(easter(year), offset), add_days(easter(year), offset if last is None else last))


def floating(month: int, weekday: int, nth: int) -> Callable[[int], Days]:
    """A holiday on the nth such weekday of a month."""
    return lambda year: (nth_weekday(year, month, weekday, nth),) * 2


def black_friday(year: int) -> Days:
    """The day after Thanksgiving."""
    return (add_days(nth_weekday(year, 11, 3, 4), 1),) * 2


HOLIDAYS: tuple[tuple[str, Callable[[int], Days]], ...] = (
    (r"Christmas\s+Eve", fixed_day(12, 24)),
    (r"Orthodox\s+Christmas(?:\s+Day)?", fixed_day(1, 7)),
    (r"Christmas(?:\s+Day)?(?!\s+(?:tree|market|card|shopping|present|gift|party|carol|dinner|song|Island|light|decoration)s?)", fixed_day(12, 25)),
    (r"Boxing\s+Day|St\.?\s+Stephen['’]s\s+Day", fixed_day(12, 26)),
    (r"New\s+Year['’]?s\s+Eve", fixed_day(12, 31)),
    (r"New\s+Year['’]?s(?:\s+Day)?(?!\s+(?:party|celebrations?|resolutions?|greetings?|message|speech|address|holidays?))", fixed_day(1, 1)),
    (r"Orthodox\s+Easter(?:\s+Sunday)?", lambda year: (orthodox_easter(year),) * 2),
    (r"Good\s+Friday(?!\s+(?:Agreement|Accords?|deal|peace))", from_easter(-2)),
    (r"(?:Maundy|Holy)\s+Thursday", from_easter(-3)),
    (r"Holy\s+Saturday", from_easter(-1)),
    (r"Easter\s+Monday", from_easter(1)),
    (r"Palm\s+Sunday", from_easter(-7)),
    (r"(?:Shrove\s+Tuesday|Mardi\s+Gras)", from_easter(-47)),
    (r"Ash\s+Wednesday", from_easter(-46)),
    (r"Ascension\s+Day", from_easter(39)),
    (r"(?:Pentecost|Whit\s+Sunday)", from_easter(49)),
    (r"Whit\s+Monday", from_easter(50)),
    (r"(?:Holy|Easter)\s+Week", from_easter(-7, -1)),
    (r"Easter\s+weekend", from_easter(-2, 1)),
    (r"Easter(?:\s+(?:Sunday|Day))?(?!\s+(?:Rising|eggs?|Island|bunny|holidays?|Road))", from_easter(0)),
    (r"Thanksgiving(?:\s+Day)?(?!\s+(?:dinner|holiday))", floating(11, 3, 4)),
    (r"Black\s+Friday(?!\s+(?:sales?|deals?|shopp))", black_friday),
    (r"Memorial\s+Day", floating(5, 0, -1)),
    (r"Labor\s+Day", floating(9, 0, 1)),
    (r"Columbus\s+Day", floating(10, 0, 2)),
    (r"(?:Martin\s+Luther\s+King(?:,?\s+Jr\.?)?|MLK)\s+Day", floating(1, 0, 3)),
    (r"Presidents['’]?\s+Day", floating(2, 0, 3)),
    (r"Mothers?['’]s?\s+Day", floating(5, 6, 2)),
    (r"Fathers?['’]s?\s+Day", floating(6, 6, 3)),
    (r"(?:the\s+)?(?:Fourth|4th)\s+of\s+July|July\s+the\s+Fourth|Independence\s+Day(?=\s+\(July 4\))", fixed_day(7, 4)),
    (r"Halloween", fixed_day(10, 31)),
    (r"(?:St\.?\s+)?Valentine['’]?s\s+Day", fixed_day(2, 14)),
    (r"(?:St\.?|Saint)\s+Patrick['’]?s\s+Day", fixed_day(3, 17)),
    (r"May\s+Day|International\s+Workers['’]?\s+Day", fixed_day(5, 1)),
    (r"International\s+Women['’]?s\s+Day", fixed_day(3, 8)),
    (r"Bastille\s+Day", fixed_day(7, 14)),
    (r"(?:Armistice|Veterans['’]?)\s+Day", fixed_day(11, 11)),
    (r"Guy\s+Fawkes\s+Night|Bonfire\s+Night", fixed_day(11, 5)),
    (r"Anzac\s+Day", fixed_day(4, 25)),
    (r"All\s+Saints['’]?\s+Day", fixed_day(11, 1)),
    (r"Epiphany", fixed_day(1, 6)),
)
MOVING = (
    r"(?:Eid(?:\s+al[-\s](?:Fitr|Adha))?|Ramadan|Ramzan|Ashura|Arbaeen|Mawlid|Passover|Yom\s+Kippur|Rosh\s+Hashanah|Purim|Hanukkah|Sukkot|"
    r"Diwali|Holi|Nowruz|Norooz|"
    r"Lunar\s+New\s+Year|Chinese\s+New\s+Year|Tet|Songkran|Vesak|Republic\s+Day|Victory\s+Day|Army\s+Day|Independence\s+Day|National\s+Day|"
    r"Labour\s+Day|Mother['’]s\s+Day)"
)


# Of a holiday on each day of the week, how many days before and behind it the weekend named after it takes in.
AROUND = ((2, 0), (3, 0), (0, 0), (0, 3), (0, 2), (0, 1), (1, 0))


def _with_weekend(days: Days) -> Days:
    """ "Labor Day weekend": the holiday with the days off beside it."""
    before, behind = AROUND[days[0].weekday()]
    return add_days(days[0], -before), add_days(days[0], behind)


def read_holiday(place: Place) -> Reading | None:
    """A holiday: the last one not after publication, unless the words look ahead."""
    of_holiday = next(days_of for words, days_of in HOLIDAYS if re.fullmatch(words, place.match["h"], re.I))

    def days_of(year: int) -> Days:
        days = of_holiday(year)
        return _with_weekend(days) if place.group("weekend") and days[0] == days[1] else days

    if not is_cased(place.match["h"], place.text):
        return None
    if place.group("y"):
        days = days_of(int(place.group("y")))
        return Reading(days, value=days[0].isoformat(), fixed=True)
    published = place.published
    if published is None:
        return Reading(None)
    options = [days_of(published.year + offset) for offset in (-2, -1, 0, 1, 2) if 1 <= published.year + offset <= 9999]
    past = [days for days in options if days[0] <= published]
    ahead = [days for days in options if days[1] >= published]
    relation = place.group("rel")
    if relation == "last" and past and past[-1][1] >= published:
        past.pop()
    gap_ahead = (ahead[0][0] - published).days if ahead else 10_000
    gap_past = (published - past[-1][1]).days if past else 10_000
    forward = relation in {"next", "this coming"} or place.tense == "future" or (place.tense is None and not relation and 3 * gap_ahead < gap_past)
    days = ahead[0] if forward and ahead else past[-1]
    return Reading(days, value=days[0].isoformat())


def read_moving(place: Place) -> Reading | None:
    """A holiday whose day no rule here can know: a time that sets no date."""
    return Reading(None, kind="vague") if is_cased(place.match["h"], place.text) else None


ANY_HOLIDAY = "|".join(words for words, _ in HOLIDAYS)

HOLIDAY_RULES: tuple[Rule, ...] = (
    rule("holiday", "h", rf"\b{RELATION}(?P<h>{ANY_HOLIDAY})(?P<weekend>\s+weekend\b)?(?:,?\s+(?P<y>{YEAR})(?!\d))?(?!\w)", read_holiday),
    rule("holiday-unfixed", "h", rf"\b(?P<h>{MOVING})\b", read_moving),
)
