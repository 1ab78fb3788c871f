"""How the words of neighbouring rules join into one time: a clock and its day, the ends of a stretch, a night and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.facts.times_calendar import add_days, step
from onrecord.facts.times_rules import Reading

End = tuple[int, int, str | None]  # where the words of one end of a stretch stand in the sentence, and their TIMEX3 value


@dataclass(frozen=True, slots=True)
class Atom:
    """One rule's words in one sentence, before they are joined with their neighbours."""

    start: int
    end: int
    core: int
    rule: str
    reading: Reading
    tense: str | None
    ends: tuple[End, ...] = ()


CLOCK_THEN_DAY = re.compile(r",?\s+(?:of\s+|on\s+|that\s+)?(?:on\s+)?(?:the\s+)?(?:(?:late|early)\s+(?:on\s+)?)?$|\s+of\s+(?:the\s+)?$", re.I)
DAY_THEN_CLOCK = re.compile(r",?\s+(?:(?:early|late|sometime)\s+)?$|,?\s+\($", re.I)
RANGE_GAP = re.compile(r"\s*(?:[-–—]|\s(?:in)?to\s|\sthrough\s|\suntil\s|\still\s)\s*(?:the\s+)?(?:early\s+|late\s+)?$", re.I)
RANGE_LEAD = re.compile(r"\b(?:from|between|over|overnight|night|of)\s+(?:(?:late|early)\s+)?(?:on\s+)?$", re.I)


def _join_clock(text: str, first: Atom, second: Atom) -> Atom | None:
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


def _join_clocks(text: str, first: Atom, second: Atom) -> Atom | None:
    """ "At 4 in the morning", "from 3 p.m. to 5 p.m." are one time of day."""
    if first.reading.kind == "time-of-day" == second.reading.kind and re.fullmatch(
        r",?\s+(?:and|to|until|of|on)?\s*|\s*[-–]\s*|\s*\(", text[first.end : second.start]
    ):
        return replace(first, end=second.end)
    return None


def _join_weekday(text: str, first: Atom, second: Atom) -> Atom | None:
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


def _join_overnight(text: str, first: Atom, second: Atom) -> Atom | None:
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


def _join_range(text: str, first: Atom, second: Atom) -> Atom | None:
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
    ends = (first.core, first.end, one.value), (second.core, second.end, two.value)
    return Atom(start, second.end, first.core, "range", reading, first.tense, ends)


ON_LEAD = re.compile(r"\b(?:on|in|both|during|over|late|early)\s+$", re.I)


def _join_neighbours(text: str, first: Atom, second: Atom) -> Atom | None:
    """ "On Monday and Tuesday", "in May and June": two days or months, one behind the other."""
    one, two = first.reading, second.reading
    if one.days is None or two.days is None or one.grain != two.grain or one.grain not in {"day", "month"} or one.part or two.part:
        return None
    if text[first.end : second.start] != " and " or add_days(one.days[1], 1) != two.days[0] or not ON_LEAD.search(text[: first.start]):
        return None
    if first.tense == "future" or POSSESSED.match(text, second.end):
        return None
    reading = Reading((one.days[0], two.days[1]), grain="range", value=one.value, fixed=one.fixed and two.fixed)
    ends = (first.core, first.end, one.value), (second.core, second.end, two.value)
    return Atom(first.start, second.end, first.core, "range", reading, first.tense, ends)


POSSESSED = re.compile(r"['’]s?\s")
OFFSET_GAP = re.compile(r"\s*\b(?P<dir>after|following|before|prior\s+to|from)?\s+(?:the\s+)?$", re.I)
OFFSET = re.compile(r"P(\d+)([DWMY])$")


def _join_offset(text: str, first: Atom, second: Atom) -> Atom | None:
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
    return Atom(first.start, second.end, first.core, "offset", reading, second.tense)


JOINS = (_join_offset, _join_clocks, _join_clock, _join_weekday, _join_overnight, _join_range, _join_neighbours)


def join_atoms(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with neighbours that are one time made one."""
    joined: list[Atom] = []
    for atom in atoms:
        joined.append(atom)
        while len(joined) > 1:
            one = next((made for join in JOINS if (made := join(text, joined[-2], joined[-1]))), None)
            if one is None:
                break
            joined[-2:] = [one]
    return joined
