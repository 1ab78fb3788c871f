"""The rules for times read from the day of publication: "Friday", "yesterday", "overnight", "last week", "later this month"."""

from __future__ import annotations

import re
from datetime import date

from onrecord.facts.times_calendar import Days, add_days, half_of, part_of, step, unit_days
from onrecord.facts.times_rules import Place, Reading, Rule, is_cased, rule
from onrecord.facts.times_words import (
    DAY_PART,
    NUMBER,
    WEEKDAY,
    duration_value,
    part_code,
    read_number,
    unit_name,
    weekday_number,
)

WEEKDAY_NAMES = re.compile(
    r"(?:\b(?:Black|Good|Bloody|Super|Cyber|Giving|Ash|Palm|Easter|Whit|Maundy|Holy|Shrove|Sheffield|Ruby|Girl|Freaky|Casual|Spy|Mail on|Man|"
    r"Billy|Happy|Manic|Gloomy|"
    r"The)\s+$)"
)
PAPERS_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Independent|Star|Sun|World|Tribune|Business|People|Punch|Vanguard|"
    r"Nation|Standard|Mosque|Night|Morning Herald|"
    r"Club|Group|Movement)\b"
    r"|\s+(?:prayers?|sermons?|school|best|worship|newspapers?|mass|services?|congregational)\b"
)


# Weekdays are given names too: what stands before a person's name.
BEFORE_NAMES = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Chief|Pastor|Rev|Reverend|Bishop|Prophet|Alhaji|Comrade|Governor|Gov|Senator|Sen|Hon|Justice|General|Gen|Colonel|Col|"
    r"Major|Maj|Captain|Capt|Lieutenant|Lt|Sergeant|Sgt|Corporal|Cpl|Inspector|Superintendent|DSP|ASP|CSP|SP)\.?|\b(?:named|called|one|activist|leader|"
    r"commander|lawyer|farmer|driver|trader|suspect|student|spokesman|chairman|secretary|identified\s+as))\s+$"
)
LIMIT = re.compile(
    r"\b(?:(?:by|until|till|no later than)\s+(?:(?:late|early|noon|midnight|dawn|end of|\d[\d:.]*\s*[ap]\.?m\.?(?:\s+[A-Z]{2,4})?)\s+(?:on\s+)?)?|"
    r"(?:before|ahead of)\s+)$",
    re.I,
)


def weekday_day(weekday: int, place: Place) -> date | None:
    """The last such day not after publication, or the first not before it where the words look ahead."""
    published = place.published
    if published is None:
        return None
    relation = place.group("pre")
    back = (published.weekday() - weekday) % 7
    ahead = (weekday - published.weekday()) % 7
    if relation == "next":
        return add_days(published, ahead or 7)
    if relation in {"coming", "this coming"}:
        return add_days(published, ahead)
    if relation in {"last", "past", "this past"}:
        return add_days(published, -(back or 7))
    if relation == "this":
        return add_days(published, -back if place.tense == "past" else ahead)
    forward = place.tense == "future" or (place.tense != "past" and LIMIT.search(place.before) is not None)
    return add_days(published, ahead if forward or (ahead == 1 and _is_night_after(place)) else -back)


def _is_night_after(place: Place) -> bool:
    """Whether the day may be the one after publication, where it begins sooner: "launched a missile early Tuesday morning", published on Monday
    half the world away. Of a day six days back nobody says the hour so."""
    return place.group("part") == "morning" and EARLY.search(place.before) is not None


EARLY = re.compile(r"\bearly\s+(?:on\s+)?$", re.I)


def read_weekday(place: Place) -> Reading | None:
    """A day of the week, as "Friday", "last Friday", "Friday morning", "Friday last week"."""
    word = place.match["w"]
    if not is_cased(word, place.text) and not place.group("pre") and not re.search(r"\bon\s+$", place.before):
        return None
    if BEFORE_NAMES.search(place.before) and re.match(r"\s+[A-Z][a-z]", place.after):
        return None  # "the activist Sunday Oyelaran"
    if (WEEKDAY_NAMES.search(place.before) and not re.search(r"(?:^|[.!?“\"]\s*)The\s+$", place.before)) or PAPERS_AFTER.match(place.after):
        return None
    weekday = weekday_number(word)
    part = part_code(place.group("part"))
    week = place.group("week")
    if place.group("pre") in {"previous", "following"}:
        shift = (-1 if place.group("pre") == "previous" else 1, f"weekday {weekday}")
        return Reading(None, value=f"XXXX-WXX-{weekday + 1}{part}", weekday=weekday, part=place.group("part"), shift=shift)
    if place.published is None:
        return Reading(None, value=f"XXXX-WXX-{weekday + 1}{part}", weekday=weekday, part=place.group("part"))
    if week:
        offset = 0 if week.startswith("this") else 7 if week.startswith(("next", "the following")) else -7
        day: date | None = add_days(unit_days(place.published, "week")[0], offset + weekday)
    elif place.group("after"):
        ahead, back = (weekday - place.published.weekday()) % 7, (place.published.weekday() - weekday) % 7
        day = add_days(place.published, ahead + 7 if place.group("after") == "week" else -back - 7)
    else:
        day = weekday_day(weekday, place)
    if day is None:
        return None
    return Reading((day, day), value=day.isoformat() + part, weekday=weekday, part=place.group("part"))


def read_weekdays_habit(place: Place) -> Reading | None:
    """ "On Fridays", "Tuesday nights", "every Friday": a habit, no date."""
    weekday = weekday_number(place.match["w"])
    return Reading(None, kind="frequency", value=f"XXXX-WXX-{weekday + 1}{part_code(place.group('part'))}")


DEICTIC = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}


def read_deictic(place: Place) -> Reading | None:
    """Today, yesterday, tomorrow, tonight."""
    word = place.group("d").removeprefix("the ")
    if place.match["d"][0].isupper() and place.before.endswith(" ") and place.before.rstrip()[-1:].isalpha() and not place.text.isupper():
        return None  # the name of a paper or a programme: "USA Today", "the Today programme"
    part = part_code(place.group("part") or ("night" if word == "tonight" else ""))
    if place.published is None:
        return Reading(None, value=None)
    day = add_days(place.published, DEICTIC[word])
    return Reading((day, day), value=day.isoformat() + part, part=place.group("part") or ("night" if word == "tonight" else ""))


EVENING = re.compile(r"\b(?:early|late|mid|before\s+midnight)[-\s,]+(?:last\s+night)?$|last\s+(?:early|late|mid)[-\s]+night$", re.I)


def read_this_part(place: Place) -> Reading | None:
    """ "This morning", "yesterday evening"; "last night" is the two days, as "overnight" is, and "late last night" the first of them."""
    if place.published is None:
        return Reading(None)
    day = add_days(place.published, -1 if place.group("rel").startswith("last") or place.group("rel").startswith("yester") else 0)
    if place.group("rel") == "last" and place.group("part") == "night" and not EVENING.search(place.before + place.match.group()):
        return Reading((day, place.published), grain="overnight", value=day.isoformat() + "TNI", part="night")
    return Reading((day, day), value=day.isoformat() + part_code(place.group("part")), part=place.group("part"))


# What is done in a night: "in an overnight *raid*", not "an overnight success".
OVERNIGHT_DEED = re.compile(
    r"\s+(?:\w+\s+)?(?:raids?|attacks?|strikes?|air\s?strikes?|airstrikes?|assaults?|shelling|bombardments?|bombings?|barrages?|shootings?|clash(?:es)?|"
    r"ambush(?:es)?|incursions?|operations?|drones?|fires?|blasts?|explosions?|fighting)\b",
    re.I,
)


def read_overnight(place: Place) -> Reading | None:
    """ "Overnight": the day before publication and the day itself."""
    if re.match(r"\s+(?:stays?|shifts?|trains?|bus|flights?|success|trips?|camps?|sensation|delivery|guests?|accommodation)\b", place.after) or (
        re.search(r"\ban $", place.before) and OVERNIGHT_DEED.match(place.after) is None
    ):
        return None
    if place.published is None:
        return Reading(None, part="overnight")
    days = add_days(place.published, -1), place.published
    return Reading(days, grain="overnight", value=days[0].isoformat() + "TNI", part="overnight")


def week_value(day: date) -> str:
    """The ISO week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit around a day."""
    if unit == "week":
        return week_value(day)
    if unit == "weekend":
        return week_value(day) + "-WE"
    if unit == "month":
        return f"{day.year}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if unit == "year":
        return f"{day.year:04d}"
    if unit == "decade":
        return f"{day.year // 10}"
    if unit == "century":
        return f"{day.year // 100}"
    return day.isoformat()


def weekend_days(relation: str, place: Place, published: date) -> Days:
    """The weekend meant: the last one begun, unless the words look ahead."""
    on_weekend = published.weekday() >= 5
    this = unit_days(published, "weekend")
    before = add_days(this[0], -7), add_days(this[1], -7)
    if relation in {"next", "coming", "this coming", "the coming"}:
        return (add_days(this[0], 7), add_days(this[1], 7)) if on_weekend else this
    if relation in {"last", "previous"}:
        return before
    if on_weekend or place.tense == "future":
        return this
    if relation == "this" and place.tense != "past" and published.weekday() > 0:
        return this
    return before


def read_unit(place: Place) -> Reading | None:
    """ "This week", "last month", "next year", "last weekend": the calendar unit, cut at publication where it still runs and the words look back."""
    published = place.published
    unit = unit_name(place.group("u"))
    if re.search(r"[\"“‘']$", place.before) and place.match["rel"][0].isupper() and place.match["u"][0].isupper():
        return None  # a programme: "This Week"
    if unit in {"second", "minute", "hour", "day", "night"}:
        return None
    if published is None:
        return Reading(None, grain=unit)
    relation = place.group("rel").removeprefix("the ")
    if unit == "weekend":
        days = weekend_days(relation, place, published)
        return Reading(days, grain="weekend", value=unit_value(days[0], "weekend"))
    if relation in {"past", "this past"}:
        days = step(published, -1, unit), published
        return Reading(days, grain="range", value=unit_value(days[0], unit))
    if relation in {"this", "current"}:
        whole = unit_days(published, unit)
        later, earlier = (re.search(rf"\b{word}\s+$", place.before, re.I) for word in ("later", "earlier"))
        future = later or (place.tense == "future" and not earlier)
        days = (published, whole[1]) if future else (whole[0], published)
        return Reading(days, grain=unit, value=unit_value(published, unit), whole=whole)
    other = step(published.replace(day=1) if unit not in {"week", "fortnight"} else published, -1 if relation in {"last", "previous"} else 1, unit)
    days = unit_days(other, unit)
    if unit == "week" and relation == "last" and published.weekday() >= 5:
        return Reading((days[0], published), grain="week", value=unit_value(other, unit), whole=days)
    return Reading(days, grain=unit, value=unit_value(other, unit))


def read_before_last(place: Place) -> Reading | None:
    """ "The week before last"."""
    unit = unit_name(place.group("u"))
    if place.published is None:
        return Reading(None, grain=unit)
    back = add_days(place.published, -14) if unit == "weekend" else step(place.published, -2, unit)
    days = unit_days(back, unit)
    return Reading(days, grain=unit, value=unit_value(days[0], unit))


def read_unit_edge(place: Place) -> Reading | None:
    """ "The end of the month", "year-end": the part of the running unit."""
    unit = unit_name(place.group("u"))
    if place.published is None:
        return Reading(None, grain=unit)
    whole = unit_days(place.published, unit)
    part = {
        "end": "end",
        "close": "end",
        "start": "start",
        "beginning": "start",
        "middle": "mid",
        "": "early" if place.group("dir").startswith("earl") else "late",
    }[place.group("edge")]
    if place.group("dir") in {"earlier", "later"}:
        days = (whole[0], place.published) if place.group("dir") == "earlier" else (place.published, whole[1])
        return Reading(days, grain=unit, value=unit_value(place.published, unit), whole=whole)
    if place.match.group().casefold().endswith(("-end", " end")):
        return Reading((whole[1], whole[1]), value=whole[1].isoformat())
    return Reading(part_of(whole, part), grain=unit, value=unit_value(place.published, unit), whole=whole)


def read_half(place: Place) -> Reading | None:
    """ "The first half of this year"."""
    if place.published is None:
        return Reading(None)
    year = step(place.published, {"last": -1, "next": 1}.get(place.group("rel"), 0), "year").year if not place.group("y") else int(place.group("y"))
    days = half_of(unit_days(date(year, 1, 1), "year"), place.group("h") in {"second", "latter", "last"})
    return Reading(days, grain="range", value=f"{year}-H{2 if place.group('h') in {'second', 'latter', 'last'} else 1}")


def read_first_units(place: Place) -> Reading | None:
    """ "The first three months of the year"."""
    count = read_number(place.group("n"))
    if place.published is None or not count:
        return Reading(None)
    unit = unit_name(place.group("u"))
    first = date(int(place.group("y") or place.published.year - (place.group("rel") == "last")), 1, 1)
    return Reading((first, add_days(step(first, int(count), unit), -1)), grain="range", value=f"P{int(count)}{unit[0].upper()}")


def read_weekday_ago(place: Place) -> Reading | None:
    """ "A week ago Friday", "Friday a week ago"."""
    weekday = weekday_number(place.match["w"])
    if place.published is None:
        return Reading(None, weekday=weekday)
    back = (place.published.weekday() - weekday) % 7
    count = read_number(place.group("n")) or 1
    day = add_days(place.published, -back - 7 * int(count))
    return Reading((day, day), value=day.isoformat(), weekday=weekday)


def read_vague(place: Place) -> Reading | None:
    """Words of time that set no date."""
    return Reading(None, kind="vague", value=duration_value(None, unit_name(place.group("u"))) if place.group("u") else "PAST_REF")


def read_vague_future(place: Place) -> Reading | None:
    """Words of coming time that set no date."""
    return Reading(None, kind="vague", value=duration_value(None, unit_name(place.group("u"))) if place.group("u") else "FUTURE_REF")


def read_now(place: Place) -> Reading | None:
    """Words for the present."""
    return Reading(None, kind="vague", value="PRESENT_REF")


CALENDAR_UNIT = r"(?:weekend|week|fortnight|month|quarter|year|decade|century)"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        "every-weekday",
        "w every|each|alternate",
        rf"\b(?:every|each|on\s+alternate)\s+(?:other\s+|second\s+)?(?P<w>{WEEKDAY})s?(?:\s+(?P<part>{DAY_PART}))?\b",
        read_weekdays_habit,
    ),
    rule("weekdays", "w days", rf"\b(?P<w>{WEEKDAY})s\b(?:\s+(?P<part>{DAY_PART}))?", read_weekdays_habit),
    rule(
        "weekdays",
        "w mornings|afternoons|evenings|nights",
        rf"\b(?P<w>{WEEKDAY})\s+(?P<part>mornings|afternoons|evenings|nights)\b",
        read_weekdays_habit,
    ),
    rule("weekday-ago", "w ago", rf"\b(?P<n>{NUMBER})\s+weeks?\s+ago\s+(?:on\s+)?(?P<w>{WEEKDAY})\b", read_weekday_ago),
    rule("weekday-ago", "w ago", rf"\b(?P<w>{WEEKDAY})\s+(?P<n>{NUMBER})\s+weeks?\s+ago\b", read_weekday_ago),
    rule(
        "weekday",
        "w",
        rf"\b(?:(?P<pre>this\s+past|this\s+coming|this|last|next|past|coming|previous|following)\s+)?(?P<w>{WEEKDAY})(?!\w)"
        rf"(?:(?:['’]s)?\s+(?:(?:early|late|mid)[-\s])?(?P<part>{DAY_PART})\b|\s+(?:of\s+)?(?P<week>last\s+week|this\s+week|next\s+week|"
        r"the\s+previous\s+week|the\s+following\s+week)\b(?!['’])|\s+(?P<after>week|before\s+last)\b(?=\s*[,.;]))?",
        read_weekday,
    ),
    rule(
        "deictic",
        "d",
        rf"\b(?P<d>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight)\b(?:\s+(?P<part>{DAY_PART})\b)?",
        read_deictic,
    ),
    rule(
        "this-part",
        "p this|last|yesterday",
        r"\b(?P<rel>this|last|yesterday)\s+(?:(?:early|late|mid)[-\s])?(?P<part>morning|afternoon|evening|night|lunchtime)\b",
        read_this_part,
    ),
    rule("overnight", "night", r"\b(?:overnight|during\s+the\s+night|through\s+the\s+night)\b", read_overnight),
    rule(
        "this-unit",
        "u this|last|next|past|coming|current",
        r"\b(?P<rel>this\s+past|this\s+coming|this|last|next|the\s+past|the\s+coming|the\s+current|current|past|coming)\s+(?:calendar\s+|"
        rf"fiscal\s+|financial\s+)?(?P<u>{CALENDAR_UNIT})\b(?![-\s]?(?:old|long)|\s+of\b)",
        read_unit,
    ),
    rule("before-last", "before last", r"\bthe\s+(?P<u>week|weekend|month|year)\s+before\s+last\b", read_before_last),
    rule(
        "weekend",
        "weekend",
        r"(?:(?<=at )|(?<=over )|(?<=ahead of )|(?<=on )|(?<=during )|(?<=after )|(?<=for )|(?<=by )|(?<=before ))(?P<rel>the)\s+(?P<u>weekend)\b",
        read_unit,
    ),
    rule(
        "unit-edge",
        "u end|close|start|beginning|middle",
        r"\b(?:the\s+)?(?P<edge>end|close|start|beginning|middle)\s+of\s+(?:the|this)\s+(?P<u>week|month|quarter|year|decade|century)\b(?!\s+\d)",
        read_unit_edge,
    ),
    rule("unit-edge", "year|month end", r"\b(?P<u>year|month)(?:['’]s[\s-]|[-\s])(?P<edge>end)\b", read_unit_edge),
    rule(
        "first-units",
        "first months|weeks",
        rf"\b(?:the\s+)?first\s+(?P<n>{NUMBER})\s+(?P<u>months|weeks)\s+of\s+(?:(?P<rel>last|this|the)\s+year|(?P<y>(?:19|20)\d\d))\b",
        read_first_units,
    ),
    rule(
        "half-year",
        "half year",
        r"\b(?:the\s+)?(?P<h>first|second|latter|last)\s+half\s+of\s+(?:(?P<rel>last|this|next|the)\s+year|(?P<y>(?:19|20)\d\d))\b",
        read_half,
    ),
    rule(
        "in-the-unit",
        "earl|late week|month|year",
        r"\b(?P<dir>earlier|later|late|early)\s+in\s+the\s+(?P<rel>)(?P<u>week|month|year)\b",
        read_unit_edge,
    ),
    rule(
        "vague-past",
        "v",
        r"\b(?:(?:in|over|during|for)\s+(?:the\s+)?recent\s+(?:(?P<u>hour|day|week|month|year|decade)s|times)|recent(?=\s+[a-z])|recently|lately|(?-i:Previously)|(?:in\s+)?the\s+past(?=\s*(?:[,.;]|$|that\b|he\b|it\b|they\b))|long\s+ago|the\s+other\s+day)\b",
        read_vague,
    ),
    rule(
        "vague-future",
        "v",
        r"\b(?:(?:in\s+)?the\s+(?:near\s+|foreseeable\s+|not[-\s]too[-\s]distant\s+)?future|in\s+future|future(?=\s+[a-z])|(?:in\s+|"
        r"over\s+)?(?:the\s+)?coming\s+(?P<u>hour|day|week|month|year)s|soon(?!\s+(?:after|before|as))|shortly(?=\s*[,.;]))\b",
        read_vague_future,
    ),
    rule(
        "now",
        "v",
        r"\b(?:now|currently|current(?=\s+[a-z])|at\s+present|at\s+the\s+moment|presently|nowadays|at\s+this\s+(?:point|time|stage)|these\s+days|"
        r"for\s+the\s+time\s+being|right\s+now)\b",
        read_now,
    ),
)
