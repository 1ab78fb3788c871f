"""The rules for months, years, seasons, quarters, decades and centuries that stand by themselves."""

from __future__ import annotations

import re
from datetime import date

from onrecord.facts.times_calendar import Days, add_days, add_months, month_days, year_days
from onrecord.facts.times_dates import NAMES_AFTER, ORDINAL_DAY, looks_ahead
from onrecord.facts.times_rules import Place, Reading, Rule, is_cased, rule
from onrecord.facts.times_words import MONTH, NUMBERS, ORDINALS, RELATION, SEASONS, SMALL, TENS, UNIT, YEAR, month_number

SURNAME_BEFORE = re.compile(r"\b(?:Theresa|Brian|James|Mrs?\.?|Ms\.?|Miss|Minister|Premier|Senator|Lady|Sir|Lord|Dr\.?|Ernst|Elaine|Rollo)\s+$")
MONTH_LEADS = re.compile(
    r"\b(?:in|of|since|until|till|by|from|during|before|after|between|through|to|late|early|mid|mid-|last|next|this|past|every|each|around|"
    r"throughout|for|until|"
    r"late-|early-|previous|following|coming|and|or|as|-|–|/|than|ended|ending|the|its|their|his)[\s-]*$",
    re.I,
)


def read_month_year(place: Place) -> Reading | None:
    """A month with its year."""
    if not is_cased(place.match["m"], place.text):
        return None
    month = month_number(place.match["m"])
    if place.group("y"):
        year = int(place.group("y"))
    elif place.published is None:
        return Reading(None, grain="month", value=f"XXXX-{month:02d}")
    else:
        year = place.published.year + {"last": -1, "this": 0, "next": 1}[place.group("rel")]
    return Reading(month_days(year, month), grain="month", value=f"{year}-{month:02d}", fixed=bool(place.group("y")))


def near_month(month: int, place: Place) -> int | None:
    """The year of the month nearest to publication, by the same leaning as ``near_day``."""
    published = place.published
    if published is None:
        return None
    back = (published.month - month) % 12
    ahead = (month - published.month) % 12
    relation = place.group("rel")
    if relation in {"last", "past", "this past"}:
        return add_months(published.replace(day=1), -(back or 12)).year
    if relation in {"next", "coming", "this coming"}:
        return add_months(published.replace(day=1), ahead or 12).year
    if relation == "this":
        return published.year
    return add_months(published.replace(day=1), ahead if looks_ahead(back, ahead, place) else -back).year


def read_month(place: Place) -> Reading | None:
    """A month alone, where it is surely one: "in May", "last December", "the June vote"."""
    word = place.match["m"]
    letters = word.rstrip(".")
    if not is_cased(word, place.text) or NAMES_AFTER.match(place.after) or SURNAME_BEFORE.search(place.before):
        return None
    led = bool(place.group("rel")) or MONTH_LEADS.search(place.before) is not None
    doubtful = letters.casefold() in {"may", "march", "august", "april", "june", "mar", "jan", "dec", "sep", "jun"}
    named_after = re.match(r"\s+[A-Z][a-z]", place.after)
    if doubtful and len(letters) == 3 and not word.endswith(".") and letters != "May" and named_after:
        return None  # "Jan Kowal", "Mar Roxas"
    named_before = re.search(r"[a-z] (?!(?:In|Since|On|Last|This|Until|By|From|During|Early|Late|Next|The)\b)[A-Z][a-z]+ $", place.before)
    if doubtful and (not led or re.match(r"\s+(?:be|have|not|also|and might|for Our|on)\b", place.after)):
        return None
    if not led and (named_after or (named_before and doubtful)):
        return None
    if letters.casefold() in {"march", "may"} and re.search(r"\b(?:the|its|their|his|for|to|of|and|or|as)\s*$", place.before, re.I):
        leads_elsewhere = re.search(r"\b(?:for|to|and|or|as)\s*$", place.before, re.I) and not re.search(
            rf"{MONTH}\s+(?:to|and|or)\s*$", place.before, re.I
        )
        verb_like = letters.casefold() == "march" and re.match(r"\s+(?:of|for|on|to|in|through|from|against|by)\b", place.after)
        if verb_like or leads_elsewhere or (letters.isupper() and len(letters) > 3):
            return None
    if (
        letters.isupper()
        and len(letters) > 2
        and doubtful
        and not re.search(r"\b(?:IN|SINCE|LAST|NEXT|UNTIL|DURING|EARLY|LATE|MID)[\s-]$", place.before)
    ):
        return None
    month = month_number(word)
    if re.search(r"\b(?:each|every)\s+$", place.before, re.I):
        return Reading(None, kind="frequency", value=f"XXXX-{month:02d}")
    year = near_month(month, place)
    if year is None:
        return Reading(None, grain="month", value=f"XXXX-{month:02d}")
    return Reading(month_days(year, month), grain="month", value=f"{year}-{month:02d}")


NOT_A_YEAR_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|[-\s](?:people|troops|soldiers|men|women|children|civilians|homes|houses|families|rounds|dollars|euros|pounds|"
    r"rubles|roubles|yen|votes|"
    r"kilomet\w+|km|miles?|met(?:er|re)s?|feet|acres|hectares|tons?|tonnes|pounds|barrels|fighters|militants|rebels|police|officers|others|"
    r"workers|refugees|"
    r"victims|prisoners|detainees|protesters|demonstrators|students|residents|inmates|shares|points|jobs|GMT|UTC|hours|hrs|members|employees|"
    r"cases|deaths|"
    r"casualties|migrants|Jews|Palestinians|Israelis|Americans|Russians|Ukrainians|Syrians|Iraqis|Muslims|Christians|local time)\b|[,.:]\d|-\d)",
    re.I,
)
# "In the *1200* and 1300 blocks of Oak Street", "at *2000* Elm Street".
STREET_AFTER = re.compile(
    r"\s+(?:(?:and|to)\s+\d+\s+)?(?:blocks?|blk)\b|"
    r"\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z0-9][\w.’']*\s+){1,3}"
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.|Boulevard|Blvd\.?|Lane|Ln\.?|Court|Place|Highway|Parkway|Terrace)(?!\w)"
)
NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]|\b(?:No|Nos|room|flight|route|highway|some|about|nearly|almost|over|than|least|roughly|approximately|to|as many as|up to|"
    r"least|around|another|only|"
    r"channel|model|boeing|airbus|windows|resolution|page|population of|total of|of about|of some|killed|hit|kill)\.?)\s*$",
    re.I,
)
YEAR_LEADS = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|between|throughout|late|early|mid|and|through|year|of|the|a|for|around|circa|"
    r"back to|prior to|fiscal|as early as|"
    r"into|on|'s|’s|s'|ended|ending|years|due|dat(?:es|ed|ing)\s+(?:back\s+)?to)[\s-]*(?:\(\s*)?$",
    re.I,
)


COUNTED = re.compile(
    r".*\bbetween\s+\|\s+and\s+\d[\d,]*\s+(?:people|men|women|children|civilians|troops|fighters|soldiers|homes|families)\b", re.I | re.S
)
VERB_AFTER = re.compile(r"\s+(?:\w+ed|is|are|was|were|has|have|will|sang|sing)\b")
DATING_TO = re.compile(r"\bdat(?:es?|ed|ing)\s+(?:back\s+)?to\s+$", re.I)
MADE_BY = re.compile(
    r"\s+(?:\w+\s+)?(?:Acura|Audi|BMW|Buick|Cadillac|Chevrolet|Chevy|Chrysler|Dodge|Fiat|Ford|GMC|Honda|Hyundai|Infiniti|Jaguar|Jeep|Kia|Lada|Lexus|Lincoln|"
    r"Mazda|Mercedes|Mercury|Mitsubishi|Nissan|Opel|Peugeot|Plymouth|Pontiac|Porsche|Renault|Saab|Saturn|Skoda|Subaru|Suzuki|Toyota|Volkswagen|Volvo)\b"
)


def read_year(place: Place) -> Reading | None:
    """Four digits that are a year."""
    after, before = place.after, place.before
    if NOT_A_YEAR_AFTER.match(after) or (NOT_A_YEAR_BEFORE.search(before) and not DATING_TO.search(before)):
        return None
    if (
        STREET_AFTER.match(after)
        or MADE_BY.match(after)
        or COUNTED.match(before + "|" + after)
        or (before.endswith("The ") and VERB_AFTER.match(after))
    ):
        return None  # "a 1987 Ford pickup", "between 1900 and 2000 people", "The 1975 played"
    year = int(place.match["y"])
    led = YEAR_LEADS.search(before)
    bracketed = before.endswith("(") and after.startswith(")")
    noun_after = re.match(r"\s+(?!(?:and|or|to)\b)[a-z]{3,}", after) or re.match(r"(?:'s|’s)?\s+[A-Z]", after)
    if (
        not led
        and not bracketed
        and not (re.search(r"^\W*$|[,;]\s*$", before) and re.match(r"\s*(?:[,.;)]|$)", after))
        and not (noun_after and year >= 1900)
    ):
        return None
    if re.search(r"\b(?:of|a|for|on|and)\s*$", before, re.I) and (year < 1900 or re.match(r"\s+[a-z]+s\b", after)):
        return None
    if place.published and year > place.published.year + 60:
        return None
    if re.search(r"(?<!^)(?<![.“\"] )\b[A-Z][a-z]+ $", before) and not led:
        return None
    return Reading(year_days(year), grain="year", value=f"{year:04d}", fixed=True)


def spoken_year(place: Place) -> int:
    """The year that words say: "nineteen ninety-six"."""
    return 100 * NUMBERS[place.group("century")] + NUMBERS[place.group("tens")] + NUMBERS.get(place.group("ones"), 0)


def read_month_spoken(place: Place) -> Reading | None:
    """A month with its year as spoken: "January nineteen ninety-six"."""
    year, month = spoken_year(place), month_number(place.match["m"])
    return Reading(month_days(year, month), grain="month", value=f"{year}-{month:02d}", fixed=True)


def read_year_words(place: Place) -> Reading | None:
    """A year as spoken: "nineteen ninety-six", "the year two thousand"."""
    if place.group("century"):
        year = spoken_year(place)
        if not re.search(
            r"\b(?:in|of|since|january|february|march|april|may|june|july|august|september|october|november|december|\w+ly|a|the)\s+$|[A-Z]\w+ $",
            place.before,
            re.I,
        ):
            return None
    else:
        year = 2000 + NUMBERS.get(place.group("ones"), 0)
    return Reading(year_days(year), grain="year", value=f"{year}", fixed=True)


def read_year_range(place: Place) -> Reading | None:
    """Two years joined: "2003-2011", "the 1998-99 war"."""
    first, last = place.group("y"), place.group("y2")
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    if end <= int(first) or end - int(first) > 120:
        return None
    return Reading(year_days(int(first), end), grain="range", value=first, fixed=True)


DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


def read_decade(place: Place) -> Reading | None:
    """A decade: "the 1990s", "the nineties", "the '80s"."""
    digits = place.group("y") or place.group("short")
    if place.group("word"):
        first = 1900 + DECADE_WORDS[place.group("word")]
    elif len(digits) == 4:
        first = int(digits)
    else:
        first = 1900 + int(digits)
    return Reading(year_days(first, first + 9), grain="decade", value=f"{first // 10}", fixed=True)


def read_century(place: Place) -> Reading | None:
    """A century: "the 19th century"."""
    words = place.group("n")
    number = ORDINALS.get(words) or int(re.sub(r"\D", "", words) or 0)
    if not 1 <= number <= 30:
        return None
    return Reading(year_days(100 * number - 99, 100 * number), grain="century", value=f"{number - 1}", fixed=True)


def season_days(year: int, name: str) -> Days:
    """The three months of a season in the north; a winter is named by the year it begins in."""
    first = SEASONS[name][0]
    start = date(year, first, 1)
    return start, add_days(add_months(start, 3), -1)


def read_season(place: Place) -> Reading | None:
    """A season with the year as written, or as "last", "this" and "next" say."""
    name = place.group("s")
    code = SEASONS[name][1]
    if place.group("y"):
        year = int(place.group("y"))
        return Reading(season_days(year, name), grain="season", value=f"{year}-{code}", fixed=True)
    if place.published is None:
        return Reading(None, grain="season", value=f"XXXX-{code}")
    relation = place.group("rel")
    year = place.published.year
    options = [season_days(year + offset, name) for offset in (-2, -1, 0, 1, 2)]
    ended = [days for days in options if days[1] < place.published]
    begun = [days for days in options if days[0] <= place.published]
    coming = [days for days in options if days[0] > place.published]
    if "last" in relation or "past" in relation or "previous" in relation:
        days = ended[-1]
    elif "next" in relation or "coming" in relation or place.tense == "future":
        days = coming[0]
    elif relation == "this":
        days = min(options, key=lambda option: abs((option[0] - place.published).days + 45) if place.published else 0)
    else:
        days = begun[-1]
    return Reading(days, grain="season", value=f"{days[0].year}-{code}")


SPOKEN_TENS = "|".join((*TENS, "ten", *SMALL[11:20]))
SPOKEN_YEAR = (
    rf"\b(?P<century>eighteen|nineteen|twenty)[-\s]+(?P<tens>{SPOKEN_TENS})(?:[-\s](?P<ones>{'|'.join(SMALL[1:10])}))?\b"
    rf"(?!\s+(?:{UNIT}s?|people|percent|per)\b)"
)

YEAR_RULES: tuple[Rule, ...] = (
    rule("month-year", "0 m", rf"\b(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{YEAR})(?!\d|[,.:]\d)", read_month_year),
    rule("month-year", "m year", rf"\b(?P<m>{MONTH})\s+(?:of\s+)?(?P<rel>last|this|next)\s+year\b", read_month_year),
    rule("month", "m", rf"\b{RELATION}(?P<m>{MONTH})(?![-\w]|\s+\d)", read_month),
    rule("year-range", "0", rf"(?<![\d.,/$-])\b(?P<y>{YEAR})\s?[-–/]\s?(?P<y2>{YEAR}|\d\d)(?![\d-]|[.,]\d)", read_year_range),
    rule("decade", "0", r"(?<![\w.,])(?:the\s+)?(?:(?P<y>1[4-9]\d0|20\d0)(?:'|’)?s\b|(?:'|’|`)(?P<short>[2-9]0)(?:'|’)?s\b)", read_decade),
    rule("decade", "ties", rf"\bthe\s+(?:(?:early|mid|late)[-\s]+)?(?P<word>{'|'.join(DECADE_WORDS)})\b", read_decade),
    rule("century", "century", rf"\b(?:the\s+)?(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_DAY})[-\s]century\b", read_century),
    rule("month-year", "m eighteen|nineteen|twenty", rf"\b(?P<m>{MONTH}),?\s+{SPOKEN_YEAR}", read_month_spoken),
    rule("year-words", "eighteen|nineteen|twenty", SPOKEN_YEAR, read_year_words),
    rule("year-words", "thousand", r"\b(?:the\s+year\s+)two\s+thousand(?:\s+(?:and\s+)?(?P<ones>\w+))?\b", read_year_words),
    rule(
        "year",
        "0",
        rf"(?:(?<![\w.,/:$€£#+'’-])|(?<=\bmid-)|(?<=\bpost-)|(?<=\bpre-)|(?<=\bearly-)|(?<=\blate-))(?P<y>{YEAR}|1[0-3]\d\d)(?![\w/]|[,.]\d)",
        read_year,
    ),
    rule(
        "season",
        "s",
        r"\b(?:(?P<rel>this\s+past|this\s+coming|last|next|this|previous|coming)\s+(?:year['’]s\s+)?(?P<s>spring|summer|autumn|fall|winter))\b",
        read_season,
    ),
    rule(
        "season",
        "s 0",
        rf"\b(?:the\s+)?(?:(?P<m>early|mid|late)[-\s]+)?(?P<s>spring|summer|autumn|fall|winter)(?:,?\s+|\s+of\s+)(?P<y>{YEAR})\b",
        read_season,
    ),
    rule(
        "season",
        "s the",
        r"\b(?:(?<=in )|(?<=during )|(?<=over )|(?<=since )|(?<=early )|(?<=late ))the\s+(?P<s>spring|summer|autumn|winter)\b(?!\s+of\b)",
        read_season,
    ),
)
