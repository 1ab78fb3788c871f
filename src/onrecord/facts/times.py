"""The times that a report names, read as stretches of days, each with the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.facts.times_anchor import pick_anchor
from onrecord.facts.times_calendar import Days, add_days, half_of, part_of, step, unit_days
from onrecord.facts.times_choose import choose_time
from onrecord.facts.times_dates import DATE_RULES
from onrecord.facts.times_holidays import HOLIDAY_RULES
from onrecord.facts.times_mention import TimeMention
from onrecord.facts.times_relative import RELATIVE_RULES, unit_value
from onrecord.facts.times_rules import Place, Reading, Rule
from onrecord.facts.times_spans import SPAN_RULES
from onrecord.nouns import Span
from onrecord.text.parse import Sentence

__all__ = ["TimeMention", "choose_time", "find_times", "infer_anchor"]

RULES: tuple[Rule, ...] = (*DATE_RULES, *HOLIDAY_RULES, *RELATIVE_RULES, *SPAN_RULES)
# Cheap signs that a sentence may hold a time of one family: a rule runs only where one of the signs it needs is there.
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("0", re.compile(r"\d")),
    ("m", re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)),
    ("w", re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)),
    ("u", re.compile(r"(?:day|week|month|year|quarter|decade|centur|hour|minute|second|night|morning|afternoon|evening)", re.I)),
    ("d", re.compile(r"today|yesterday|tomorrow|tonight", re.I)),
    ("p", re.compile(r"morning|afternoon|evening|night|dawn|dusk|noon|midday|daybreak|sunrise|sunset|sundown|first light|lunch|hours", re.I)),
    ("a", re.compile(r"\b(?:ago|earlier|later|before|after|previously)", re.I)),
    ("s", re.compile(r"spring|summer|autumn|fall|winter", re.I)),
    ("t", re.compile(r"ties\b", re.I)),
    ("g", re.compile(r"\b(?:aged?|his|her|their)\b", re.I)),
    ("f", re.compile(r"ly\b", re.I)),
    (
        "v",
        re.compile(
            r"\b(?:now|recent|lately|former|previous|past|ago|other day|once|future|coming|soon|shortly|current|present|these days|at th)", re.I
        ),
    ),
    ("o", re.compile(r"clock", re.I)),
    (
        "h",
        re.compile(
            r"Christmas|Easter|New Year|Boxing|Good Friday|Black Friday|Thursday|Holy|Palm|Mardi|Shrove|Ash Wed|Ascension|Pentecost|Whit |"
            r"Thanksgiving|\bDay\b|Halloween|"
            r"Fourth of|4th of|Epiphany|Fawkes|Bonfire|Eid|Ram[az]|Ashura|Arbaeen|Mawlid|Passover|Kippur|Hashanah|Purim|Hanukkah|Sukkot|"
            r"Diwali|Holi|N[oa]w?ro[uz]|Tet|Songkran|Vesak",
            re.I,
        ),
    ),
)
CARRY = 3  # "two days later" counts from a time named at most so many sentences before


@dataclass(frozen=True, slots=True)
class _Atom:
    """One rule's words in one sentence, before they are joined with their neighbours."""

    start: int
    end: int
    core: int
    rule: str
    reading: Reading
    tense: str | None


def _find_atoms(text: str, published: date | None) -> list[_Atom]:
    """The longest words that rules read, left to right, none overlapping."""
    signs = {sign for sign, pattern in SIGNS if pattern.search(text)}
    if not signs:
        return []
    found: list[tuple[int, int, int, Rule, Place]] = []
    for order, rule in enumerate(RULES):
        if not signs.intersection(rule.needs):
            continue
        if rule.needs == "0m" and not {"0", "m"} <= signs:
            continue
        for match in rule.pattern.finditer(text):
            found.append((match.start(), -match.end(), order, rule, Place(match, published)))
    found.sort(key=lambda one: one[:3])
    atoms: list[_Atom] = []
    at = 0
    for start, minus_end, _, rule, place in found:
        if start < at or start == -minus_end:
            continue
        reading = rule.read(place)
        if reading is None:
            continue
        atoms.append(_Atom(start, -minus_end, start, rule.name, reading, place.tense if reading.kind == "date" else None))
        at = -minus_end
    return atoms


CLOCK_THEN_DAY = re.compile(r",?\s+(?:of\s+|on\s+|that\s+)?(?:on\s+)?(?:the\s+)?(?:(?:late|early)\s+(?:on\s+)?)?$|\s+of\s+(?:the\s+)?$", re.I)
DAY_THEN_CLOCK = re.compile(r",?\s+(?:(?:early|late|sometime)\s+)?$|,?\s+\($", re.I)
RANGE_GAP = re.compile(r"\s*(?:[-–—]|\s(?:in)?to\s|\sthrough\s|\suntil\s|\still\s)\s*(?:the\s+)?(?:early\s+|late\s+)?$", re.I)
RANGE_LEAD = re.compile(r"\b(?:from|between|over|overnight|night|of)\s+(?:(?:late|early)\s+)?(?:on\s+)?$", re.I)
COARSE = frozenset({"week", "month", "quarter", "year", "decade", "century", "season", "weekend"})


def _join_clock(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """ "Shortly after noon" and "on Monday", in either order, are one time."""
    gap = text[first.end : second.start]
    if first.reading.kind == "time-of-day" and second.reading.kind == "date" and second.reading.grain in {"day", "range", "overnight"}:
        clock, day, joined = first, second, CLOCK_THEN_DAY.match(gap)
    elif second.reading.kind == "time-of-day" and first.reading.kind == "date" and first.reading.grain == "day":
        clock, day, joined = second, first, DAY_THEN_CLOCK.match(gap)
    else:
        return None
    if not joined:
        return None
    value = day.reading.value
    if value and clock.reading.value and "T" not in value and len(value) == 10:
        value += clock.reading.value
    reading = replace(day.reading, value=value, part=day.reading.part or clock.reading.part)
    return replace(day, start=first.start, end=second.end, core=first.core, reading=reading, tense=day.tense or clock.tense)


def _join_clocks(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """ "At 4 in the morning", "from 3 p.m. to 5 p.m." are one time of day."""
    if first.reading.kind == "time-of-day" == second.reading.kind and re.fullmatch(
        r",?\s+(?:and|to|until|of|on)?\s*|\s*[-–]\s*|\s*\(", text[first.end : second.start]
    ):
        return replace(first, end=second.end)
    return None


def _join_weekday(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """A weekday beside a date is the same day said twice: "May 26, a Friday", "Friday (May 26)"."""
    if first.reading.weekday is None or second.rule not in {"day-month", "iso", "numeric"} or first.rule != "weekday":
        return None
    if not re.fullmatch(r"\s*[,(]\s*(?:on\s+|the\s+)?", text[first.end : second.start]):
        return None
    days = second.reading.days
    if days is None or days[0].weekday() != first.reading.weekday:
        return None
    end = second.end + (1 if text[second.end : second.end + 1] == ")" else 0)
    return replace(second, start=first.start, core=first.core, end=end, reading=replace(second.reading, weekday=first.reading.weekday))


OVERNIGHT_GAP = re.compile(r",?\s+(?P<word>on|into|to|from|of)?\s*(?:the\s+)?(?:(?:late|early)\s+(?:on\s+)?)?$", re.I)


def _join_overnight(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """ "Overnight on May 3", "overnight into Friday": the night that ends on the day named; "overnight from May 3" begins on it."""
    days = second.reading.days
    if first.rule != "overnight" or first.reading.grain != "overnight" or days is None or days[0] != days[1] or second.reading.grain != "day":
        return None
    if not text[first.start : first.end].casefold().endswith("overnight"):
        return None
    gap = OVERNIGHT_GAP.fullmatch(text[first.end : second.start])
    if gap is None:
        return None
    onward = (gap["word"] or "").casefold() == "from"
    night = (days[0], add_days(days[0], 1)) if onward else (add_days(days[0], -1), days[0])
    reading = replace(second.reading, days=night, grain="overnight", value=night[0].isoformat() + "TNI", part="overnight")
    return replace(second, start=first.start, core=first.core, reading=reading, rule="overnight-day")


def _join_range(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """ "From May 3 to June 2", "Thursday night into Friday", "between Friday and Sunday" are one stretch."""
    one, two = first.reading, second.reading
    if one.kind != "date" or two.kind != "date" or one.days is None or two.days is None or one.shift or two.shift:
        return None
    gap = text[first.end : second.start]
    lead = RANGE_LEAD.search(text[: first.start])
    night = "night" in one.part or one.part == "overnight"
    if gap.casefold() == " and " and not (
        lead and lead.group().casefold().startswith(("between", "night", "of")) and (night or not lead.group().casefold().startswith("of"))
    ):
        return None
    if gap.casefold() != " and " and not RANGE_GAP.fullmatch(gap):
        return None
    if " to" in gap and "into" not in gap and not lead and not night:
        return None
    begin, end = one.days[0], two.days[1]
    if first.rule == "overnight-day" and " from " not in text[first.start : first.end].casefold():
        begin = one.days[1]  # "overnight Thursday into Friday" begins on Thursday
    if end < begin and one.weekday is not None and two.weekday is not None:
        if first.tense == "future":
            end = add_days(end, 7)
        else:
            begin = add_days(begin, -7)
    if end < begin and not one.fixed and two.fixed and one.grain in {"day", "month"}:
        begin = step(begin, end.year - begin.year, "year")
        begin = step(begin, -1, "year") if begin > end else begin
    if not one.fixed and two.fixed and one.grain in {"day", "month"} and one.weekday is None:
        begin = step(begin, end.year - begin.year, "year")
        begin = step(begin, -1, "year") if begin > end else begin
    if end < begin:
        return None
    reading = Reading((begin, end), grain="range", value=one.value, fixed=one.fixed or two.fixed)
    start = lead.start() if lead and lead.group().casefold().startswith(("from", "between")) else first.start
    return _Atom(start, second.end, first.core, "range", reading, first.tense)


OFFSET_GAP = re.compile(r"\s*\b(?P<dir>after|following|before|prior\s+to|from)?\s+(?:the\s+)?$", re.I)
OFFSET = re.compile(r"P(\d+)([DWMY])$")


def _join_offset(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """ "Two days after May 3", "the day before Friday": a date counted from another."""
    days = second.reading.days
    match = OFFSET_GAP.fullmatch(text[first.end : second.start])
    if match is None or days is None or second.reading.kind != "date" or days[0] != days[1] or text[second.end : second.end + 2] in {"'s", "’s"}:
        return None
    words = text[first.start : first.end].casefold()
    if first.rule == "day-before" and not match["dir"]:
        count, unit = (-1 if words.endswith("before") else 1), words.split()[-2].removesuffix("s")
    elif first.reading.kind == "duration" and match["dir"] and (amount := OFFSET.match(first.reading.value or "")):
        count, unit = int(amount[1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[amount[2]]
        count = -count if match["dir"].casefold().startswith(("before", "prior")) else count
    else:
        return None
    day = step(days[0], count, unit)
    reading = Reading((day, day), grain="day", value=day.isoformat(), fixed=second.reading.fixed)
    return _Atom(first.start, second.end, first.core, "offset", reading, second.tense)


JOINS = (_join_offset, _join_clocks, _join_clock, _join_weekday, _join_overnight, _join_range)


def _join(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """The atoms with neighbours that are one time made one."""
    joined: list[_Atom] = []
    for atom in atoms:
        joined.append(atom)
        while len(joined) > 1:
            one = next((made for join in JOINS if (made := join(text, joined[-2], joined[-1]))), None)
            if one is None:
                break
            joined[-2:] = [one]
    return joined


PREFIX = re.compile(
    r"(?:\b(?P<outer>late|early|earlier|later|sometime|some\s+time|only|just|as\s+recently\s+as|as\s+early\s+as|as\s+late\s+as)\s+)?"
    r"(?:\b(?P<prep>on|in|at|during|over|since|from|until|till|up\s+to|up\s+until|by|before|prior\s+to|ahead\s+of|after|following|throughout|"
    r"as\s+of|starting|beginning|effective|through)\s+)?"
    r"(?:\bthe\s+)?(?:\b(?P<part>(?:the\s+)?(?:start|beginning|end|middle|first\s+half|second\s+half|latter\s+half|first\s+part|latter\s+part|"
    r"(?:(?:first|second|third|fourth|last|final)\s+)?(?:week|weekend)|close)\s+of|early\s+in|late\s+in|earlier\s+in|later\s+in|early|mid|late|earlier|later)[\s-]+)?(?:the\s+)?$",
    re.I,
)
PARTS = {
    "start": "start",
    "begin": "start",
    "early": "early",
    "first": "early",
    "mid": "mid",
    "middl": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "latte": "late",
    "secon": "late",
}
EXCLUSIVE = {"until", "till", "before", "prior to", "ahead of", "after", "following", "up to", "up until", "by", "through"}


def _part_word(words: str) -> str | None:
    words = words.casefold().removeprefix("the ").removesuffix(" in")
    if words in {"earlier", "later", ""}:
        return None
    return next((part for sign, part in PARTS.items() if words.startswith(sign)), None)


def _week_of(part: str, days: Days) -> Days:
    """ "The week of May 6" is the calendar week, "the last week of June" the month's last seven days."""
    words = part.removeprefix("the ").split()
    unit = words[-2]
    if len(words) == 2 or days[0] == days[1]:
        return unit_days(days[0], unit)
    if words[0] in {"last", "final"}:
        first = add_days(days[1], -6)
        return unit_days(add_days(first, (5 - first.weekday()) % 7), unit) if unit == "weekend" else (first, days[1])
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3}[words[0]]
    if unit == "weekend":
        return unit_days(add_days(days[0], (5 - days[0].weekday()) % 7 + 7 * nth), unit)
    return add_days(days[0], 7 * nth), add_days(days[0], 7 * nth + 6)


def _apply_prefix(text: str, atom: _Atom, floor: int, published: date | None) -> _Atom:
    """The atom with the words before it, from ``floor`` on, that belong to it: "early", "late on", "since", "until"."""
    reading = atom.reading
    if reading.kind not in {"date", "vague"} or reading.value == "PRESENT_REF":
        return atom
    match = PREFIX.search(text, max(floor, atom.start - 60), atom.start)
    if match is None or not match.group().strip() or match.group().casefold().strip() == "the":
        return atom
    outer, part, preposition = (re.sub(r"\s+", " ", match[name] or "").casefold() for name in ("outer", "part", "prep"))
    start = match.start()
    if reading.kind == "vague":
        return replace(atom, start=match.start("prep")) if preposition in {"in", "over", "during"} else atom
    days = reading.days
    core = match.start("part") if part else match.start("outer") if outer and not preposition else atom.core
    narrow = _part_word(part) or (_part_word(outer) if outer in {"early", "late"} else None)
    if days and part.endswith(("week of", "weekend of")):
        days = _week_of(part, days)
        reading = replace(reading, grain="week", value=unit_value(days[0], "week"))
    elif days and "half of" in part:
        days = half_of(reading.whole or days, "first" not in part)
    elif narrow and days and reading.grain in COARSE and reading.grain != "weekend":
        days = part_of(reading.whole or days, narrow)
    if (part or outer) in {"earlier", "earlier in"} and days and published and reading.grain in COARSE and days[1] > published >= days[0]:
        days = days[0], published
    reading = replace(reading, days=days)
    if preposition == "since":
        reading = replace(reading, bound="since")
    elif preposition in EXCLUSIVE:
        reading = replace(reading, bound=preposition)
    return replace(atom, start=start, core=core, reading=reading)


def _shift(reading: Reading, previous: TimeMention | None, sentence: int) -> Reading:
    """The reading counted from the time named before, where there is one near enough."""
    if reading.shift is None:
        return reading
    if previous is None or previous.named is None or sentence - previous.sentence > CARRY:
        return reading
    count, unit = reading.shift
    first, last = previous.named
    if unit.startswith("weekday"):
        if (last - first).days > 6:
            return reading
        weekday = int(unit[-1])
        day = add_days(first, -((first.weekday() - weekday) % 7 or 7)) if count < 0 else add_days(last, (weekday - last.weekday()) % 7 or 7)
        return replace(reading, days=(day, day), value=day.isoformat())
    if unit in {"hour", "minute", "second"}:
        if first != last:
            return reading
        if reading.kind == "vague" and unit == "hour":
            days = (first, add_days(last, 1)) if count > 0 else (add_days(first, -1), last)
        elif unit == "hour":
            days = (first, add_days(last, count // 24 + 1)) if count > 0 else (add_days(first, (count + 1) // 24 - 1), last)
        else:
            days = (first, last)
        return replace(reading, days=days, kind="date", value=first.isoformat())
    if unit in {"day", "night"} and last != first:
        return reading if count else replace(reading, days=(first, last)) if (last - first).days < 2 else reading
    if count == 0 and unit in COARSE:
        return replace(reading, days=unit_days(first, unit), value=unit_value(first, unit)) if (last - first).days < 366 else reading
    if unit == "week" and first == last:
        days = unit_days(step(first, count, unit), "week") if abs(count) == 1 and reading.grain == "week" else (step(first, count, unit),) * 2
    elif unit in {"day", "night", "week", "month", "year"}:
        days = step(first, count, unit), step(last, count, unit)
    else:
        return reading
    return replace(reading, days=days, value=unit_value(days[0], unit) if unit != "night" else days[0].isoformat())


def _bounded(reading: Reading, published: date | None) -> Days | None:
    """The days in which the event can lie, once "since", "until", "before" and "after" are applied."""
    if reading.days is None or reading.bound is None:
        return reading.days
    if reading.bound == "since":
        return (reading.days[0], max(published, reading.days[0])) if published else None
    return None


def find_times(sentences: Sequence[Sentence], *, published: date | None) -> list[TimeMention]:
    """Every time that the words name, in order; relative ones are counted from ``published``.

    Works on the words alone, so sentences need no parse.
    """
    mentions: list[TimeMention] = []
    previous: TimeMention | None = None
    for sentence in sentences:
        text = sentence.text
        floor = 0
        for atom in _join(text, _find_atoms(text, published)):
            whole = _apply_prefix(text, atom, floor, published)
            floor = whole.end
            reading = _shift(whole.reading, previous, sentence.index)
            mention = TimeMention(
                sentence=sentence.index,
                start=sentence.start + whole.start,
                end=sentence.start + whole.end,
                interval=_bounded(reading, published),
                rule=whole.rule,
                kind=reading.kind,
                named=reading.days,
                grain=reading.grain,
                bound=reading.bound,
                value=reading.value,
                core=sentence.start + whole.core,
                future=whole.tense == "future",
            )
            mentions.append(mention)
            if mention.kind == "date" and mention.named and mention.grain in {"day", "overnight", "week", "month", "year", "hours"}:
                previous = mention
    return mentions


def infer_anchor(sentences: Sequence[Sentence]) -> tuple[date, Span] | None:
    """The day of writing that the words of an undated report give away, and where they stand; None where doubtful."""
    return pick_anchor(sentences, find_times(sentences, published=None))
