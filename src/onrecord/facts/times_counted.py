"""The rules for times counted in units: "two days ago", "in the past week", and, from a time named before, "the next day"."""

from __future__ import annotations

import math
import re

from onrecord.facts.times_calendar import add_days, around, step
from onrecord.facts.times_relative import unit_value
from onrecord.facts.times_rules import Place, Reading, Rule, rule
from onrecord.facts.times_words import NUMBER, UNIT, VAGUE_NUMBER, duration_value, read_number, unit_name


def read_ago(place: Place) -> Reading | None:
    """ "Two days ago" is the day; "two weeks ago" the seven days around that day; "several days ago" sets no date."""
    unit = unit_name(place.group("u"))
    words = place.group("n")
    amount = 0.5 if words.startswith("half") and "dozen" not in words else read_number(words) if words else None
    if place.group("half") and amount is not None:
        amount += 0.5
    published = place.published
    if amount is None and unit in {"minute", "second", "hour"} and published is not None and not place.group("mod"):
        return Reading((add_days(published, -1) if unit == "hour" else published, published), grain="hours", value="PAST_REF")
    if amount is None or re.match(VAGUE_NUMBER + r"$", words or "many"):
        return Reading(None, kind="vague", value="PAST_REF")
    if published is None:
        return Reading(None)
    if unit in {"second", "minute", "hour"}:
        hours = amount if unit == "hour" else 0
        days = add_days(published, -math.ceil((hours - 6) / 24) if hours > 6 else 0), published
        return Reading(days, grain="hours", value=published.isoformat())
    if amount != int(amount):
        smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10), "century": ("year", 100)}.get(unit)
        if smaller is None:
            return Reading(None, kind="vague", value="PAST_REF")
        unit, amount = smaller[0], amount * smaller[1]
        day = step(published, -round(amount), unit)
        return Reading(around(day, "month" if unit == "day" else unit), grain=unit, value=unit_value(day, unit))
    day = step(published, -int(amount), unit)
    value = unit_value(day, unit)
    modifier = place.group("mod")
    if re.match(r"more than|over|at least", modifier) and unit not in {"day", "night"}:
        return Reading((step(day, -1, unit), day), grain=unit, value=value)
    if re.match(r"less than|under|nearly|almost|not quite|barely", modifier) and unit not in {"day", "night"}:
        return Reading((day, add_days(day, (step(day, 1, unit) - day).days // 2)), grain=unit, value=value)
    if place.group("today") and unit in {"week", "month", "year"}:
        return Reading((day, day), value=day.isoformat())
    return Reading(around(day, unit), grain=unit, value=value)


def read_stretch(place: Place) -> Reading | None:
    """ "In the past 24 hours", "over the last two weeks": a stretch that ends at publication.

    "The next three days" begin there only where the words look ahead: in a tale of the past, and after "for", they say how long.
    """
    unit = unit_name(place.group("u"))
    amount = read_number(place.group("n")) if place.group("n") else 1.0
    value = duration_value(amount, unit)
    if amount is None or place.group("v"):
        return Reading(None, kind="vague", value=duration_value(2.0 if place.group("v").startswith("couple") else None, unit))
    if place.published is None:
        return Reading(None, grain="range", value=value)
    if unit == "hour":
        count, unit = math.ceil(amount / 24), "day"
    elif unit in {"minute", "second"}:
        count, unit = 0, "day"
    else:
        count = math.ceil(amount)
    if re.search(r"next|coming|following", place.group("rel")):
        if place.tense != "future" or place.group("rel") == "following" or re.search(r"\bfor\s+$", place.before, re.I):
            return Reading(None, kind="duration", value=value)
        return Reading((place.published, step(place.published, count, unit)), grain="range", value=value)
    return Reading((step(place.published, -count, unit), place.published), grain="range", value=value)


# "Hours later", with nothing that it counts from: as a rule the day is the same.
SAME_DAY = "hour of the day"


def read_shift(place: Place) -> Reading | None:
    """ "Two days later", "a day earlier": counted from the time named before."""
    unit = unit_name(place.group("u"))
    words = place.group("n")
    back = re.match(r"earlier|before|previously|prior|beforehand", place.group("dir")) is not None
    amount = read_number(words) if words else None
    if amount is None or amount != int(amount):
        if unit in {"hour", "minute", "second"}:
            near = SAME_DAY if unit == "hour" and place.group("dir") in {"earlier", "later"} else unit
            return Reading(None, kind="vague", grain="hours", shift=(-1 if back else 1, near), value="PAST_REF" if back else "FUTURE_REF")
        return Reading(None, kind="vague", value=duration_value(None, unit))
    return Reading(None, grain=unit, shift=(-int(amount) if back else int(amount), unit), value=duration_value(amount, unit))


def read_neighbour(place: Place) -> Reading | None:
    """ "The next day", "the previous night", "the day before": beside the time named before."""
    unit = unit_name(place.group("u"))
    part = ""
    if unit in {"morning", "afternoon", "evening", "night"}:
        part, unit = unit, "day"
    back = re.search(r"previous|preceding|before|prior", place.match.group(), re.I) is not None
    if re.match(r"\s+(?:the|a|an|he|she|they|it|his|her|their|its|we|I|[A-Z]\w+)\b", place.after) and re.search(
        r"before|after$", place.match.group(), re.I
    ):
        return Reading(None, value=None, grain=unit)  # "the day before the attack": the words hang on an event
    return Reading(None, grain=unit, shift=(-1 if back else 1, unit), part=part)


def read_same(place: Place) -> Reading | None:
    """ "The same day", "that night": the time named before."""
    unit = unit_name(place.group("u"))
    if unit in {"morning", "afternoon", "evening", "night"}:
        return Reading(None, grain="day", shift=(0, "day"), part=unit)
    return Reading(None, grain=unit, shift=(0, unit))


AGO_NUMBER = rf"(?:(?P<n>half\s+an?|{NUMBER}|{VAGUE_NUMBER})\s+(?P<half>and\s+a\s+half\s+)?)?"
APPROXIMATE = (
    r"(?:(?P<mod>more\s+than|less\s+than|at\s+least|not\s+quite|over|under|about|around|nearly|almost|some|just|only|roughly|approximately|"
    r"barely|exactly)\s+)?"
)
# What is counted from: "hours after the *raid*".
DEED = r"(?:raid|attack|blast|bombing|explosion|shooting|strike|air\s?strike|killing|clash|incident|assault|massacre|ambush|stabbing)"

COUNTED_RULES: tuple[Rule, ...] = (
    rule(
        "ago",
        "ago",
        rf"\b{APPROXIMATE}{AGO_NUMBER}(?P<u>{UNIT}|moment)s?\s+(?:or\s+(?:so|two)\s+)?ago\b(?:\s+(?P<today>today|to\s+the\s+day))?",
        read_ago,
    ),
    rule(
        "stretch",
        "u past|last|next|coming|previous|following",
        r"\b(?:the\s+|these\s+|this\s+)?(?P<rel>past|last|next|coming|previous|following)\s+(?:(?:(?P<v>few|several|couple\s+of(?=\s+weeks|"
        rf"\s+months|\s+years))|(?P<n>{NUMBER}))\s+)(?P<u>{UNIT})s?\b(?!\s+(?:ago|of)\b)",
        read_stretch,
    ),
    rule(
        "stretch",
        "u past|last|next|coming",
        r"(?:(?<=\bin )|(?<=\bover )|(?<=\bduring )|(?<=\bwithin )|(?<=\bfor )|(?<=\bthroughout ))the\s+(?P<rel>past|last|next|"
        r"coming)(?P<n>)(?P<v>)\s+(?P<u>week|month|year|decade|hour|day|quarter|century)\b(?!\s+of\b)",
        read_stretch,
    ),
    rule(
        "shift",
        "a u",
        rf"\b(?:(?:just|only|about|some|less\s+than|more\s+than|barely)\s+)?(?:(?P<n>{NUMBER}|"
        rf"{VAGUE_NUMBER})\s+)?(?P<u>{UNIT})s?\s+(?P<dir>earlier|later|beforehand|previously|afterwards?|before(?=\s*(?:[,.;:]|$))|after(?=\s+(?:the|that|those)\s+{DEED}\b)|"
        r"after(?=\s*(?:[,.;:]|$)))(?!\s+than)",
        read_shift,
    ),
    rule(
        "next-day",
        "u next|following|previous|preceding|prior",
        r"\b(?:the\s+)(?P<dir>next|following|previous|preceding|prior)\s+(?P<u>day|week|month|year|morning|afternoon|evening|night|"
        r"weekend)\b(?!\s+of\b|['’])",
        read_neighbour,
    ),
    rule("day-before", "u the before|after", r"(?<!in )(?<!of )\bthe\s+(?P<u>day|night|week|month|year)\s+(?P<dir>before|after)\b", read_neighbour),
    rule(
        "same-day",
        "u same|that",
        r"\b(?:(?:the|that)\s+(?:very\s+)?same|that(?:\s+very)?)\s+(?P<u>day|week|month|year|morning|afternoon|evening|night|weekend)\b",
        read_same,
    ),
    rule(
        "earlier-in",
        "day earl|late",
        r"\b(?P<dir>earlier|later|late|early)\s+(?:in\s+|on\s+in\s+|on\s+)?the\s+(?P<u>day)\b(?!\s+(?:before|after))",
        read_same,
    ),
)
