"""The times that a report names, read as stretches of days, each with the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from onrecord.facts.times_anchor import WITH_YEAR, find_dateline, pick_anchor
from onrecord.facts.times_business import BUSINESS_RULES, from_quarter
from onrecord.facts.times_calendar import Days, add_days, half_of, part_of, step, unit_days
from onrecord.facts.times_choose import choose_time, is_of_words
from onrecord.facts.times_counted import COUNTED_RULES, SAME_DAY
from onrecord.facts.times_dates import DATE_RULES
from onrecord.facts.times_holidays import HOLIDAY_RULES
from onrecord.facts.times_joins import Atom, join_atoms
from onrecord.facts.times_lent import is_full, lend_year
from onrecord.facts.times_mention import TimeMention
from onrecord.facts.times_relative import RELATIVE_RULES, unit_value
from onrecord.facts.times_rules import Place, Reading, Rule
from onrecord.facts.times_spans import SPAN_RULES
from onrecord.facts.times_stamps import find_stamps
from onrecord.facts.times_years import YEAR_RULES
from onrecord.nouns import Span
from onrecord.text.parse import Sentence

__all__ = ["TimeMention", "choose_time", "find_contradiction", "find_times", "infer_anchor"]

RULES: tuple[Rule, ...] = (*DATE_RULES, *BUSINESS_RULES, *YEAR_RULES, *HOLIDAY_RULES, *RELATIVE_RULES, *COUNTED_RULES, *SPAN_RULES)
# Signs of a family of times, by letter, as a rule's ``needs`` ask for them: what a pattern finds in some word, in small letters.
SIGNS: dict[str, str] = {
    "0": r"\d",
    "m": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    "w": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "u": r"day|week|month|year|quarter|period|decade|centur|hour|minute|second|night|morning|afternoon|evening",
    "d": r"today|yesterday|tomorrow|tonight",
    "p": r"morning|afternoon|evening|night|dawn|dusk|noon|midday|daybreak|sunrise|sunset|sundown|light|lunch|hours",
    "a": r"ago|earlier|later|before|after|previously",
    "s": r"spring|summer|autumn|fall|winter",
    "f": r"ly\b",
    "v": r"\b(?:now|recent|late|former|previous|past|ago|other|future|coming|soon|shortly|current|present|these|point|time|stage|moment)",
    "h": (
        r"christmas|easter|year|boxing|\b(?:good|black|whit|holy|palm|mardi|shrove|ash|day|fourth|4th|rama|ramz)\b|thursday|ascension|pentecost|"
        r"thanksgiving|halloween|epiphany|fawkes|bonfire|\beid|rama[dz]|ramz|ashura|arbaeen|mawlid|passover|kippur|hashanah|purim|hanukkah|sukkot|"
        r"diwali|holi\b|n[oa]w?ro[uz]|\btet\b|songkran|vesak"
    ),
}
# Signs that stand across words: those of a time of day.
CLOCK = re.compile(r"\d\s*(?:[ap]\.?\s?m\b|\(?(?:gmt|utc|bst|cet|cest|eet|eest|msk|est|edt|et|jst|ist|local|moscow|h))")
# What rules need, each once, with what finds it in a word; and what finds any of them.
NEEDS = {need: re.compile(SIGNS.get(need, need)) for need in sorted(frozenset[str]().union(*(rule.needs for rule in RULES)) - {"c"})}
ANY_NEED = re.compile("|".join(pattern.pattern for pattern in NEEDS.values()))
WORDS_KNOWN = 32_768  # words whose signs are remembered
COARSE = frozenset({"week", "month", "quarter", "year", "decade", "century", "season", "weekend"})
COUNTED_FROM = frozenset({"day", "overnight", "week", "month", "year", "hours"})
STRETCHED = re.compile(r"(?:from|until|till|by|since|between)\b", re.I)
CLOCK_VALUE = re.compile(r"T(\d\d):\d\d")
NAMES_A_QUARTER = frozenset({"quarter", "quarter-ended", "this-unit"})
HEAD = 6  # sentences in which a report gives its day of writing
ONE_NIGHT = 1  # days between writing and publication that nobody need be told of
CARRY = 3  # "two days later" counts from a time named at most so many sentences before
SAME_CARRY = 5  # "earlier in the day" reaches farther: it stays in the story's day


@lru_cache(maxsize=WORDS_KNOWN)
def _signs_in(word: str) -> frozenset[str]:
    return frozenset(need for need, pattern in NEEDS.items() if pattern.search(word)) if ANY_NEED.search(word) else frozenset()


def _signs_of(words: str) -> set[str]:
    """What rules need, and the words, in small letters, have."""
    found: set[str] = set()
    for word in words.split():
        found |= _signs_in(word)
    if CLOCK.search(words):
        found.add("c")
    return found


# Sentences whose times are remembered: those at a report's head are asked for twice.
ASKED_AGAIN = 64


@lru_cache(maxsize=ASKED_AGAIN)
def _find_atoms(text: str, published: date | None) -> Sequence[Atom]:
    """The longest words that rules read, left to right, none overlapping."""
    signs = _signs_of(text.lower())
    if not signs:
        return []
    found: list[tuple[int, int, int, Rule, Place]] = []
    for order, rule in enumerate(RULES):
        if not rule.needs <= signs:
            continue
        for match in rule.pattern.finditer(text):
            found.append((match.start(), -match.end(), order, rule, Place(match, published)))
    found.sort(key=lambda one: one[:3])
    atoms: list[Atom] = []
    at = 0
    for start, minus_end, _, rule, place in found:
        if start < at or start == -minus_end:
            continue
        reading = rule.read(place)
        if reading is None:
            continue
        atoms.append(Atom(start, -minus_end, start, rule.name, reading, place.tense if reading.kind == "date" else None))
        at = -minus_end
    return atoms


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


# Of a war's beginning the day is told, and what is counted since then goes on since it.
SINCE_WAR = re.compile(
    r"\bsince\s+(?:the|its|this)\s+(?:\w+\s+){0,2}(?:war|conflict|fighting|invasion|uprising|insurgency|offensive|hostilities|siege|crisis|revolt)\s+"
    r"(?:began|started|broke\s+out|erupted)\s+(?:(?:on|in)\s+)?$"
    r"|\bsince\s+(?:[\w’'-]+\s+){1,8}(?:began|started|broke\s+out|erupted|flared(?:\s+up)?|resumed|launched\s+(?:its|their|his|an?|the)\s+(?:\w+\s+){0,2}\w+)"
    r"\s+(?:(?:on|in)\s+)?$",
    re.I,
)
SINCE_EVENT = re.compile(r"\bsince\s+(?:the|its|his|her|an?|their)\s+(?:(?!began|started|broke|erupted)[\w’'-]+\s+){1,6}(?:of\s+)?$", re.I)


def _apply_prefix(text: str, atom: Atom, floor: int, published: date | None) -> Atom:
    """The atom with the words before it, from ``floor`` on, that belong to it; what stands "since the coup of" a date goes on since then."""
    whole = _with_prefix(text, atom, floor, published)
    before = (text, max(floor, whole.start - 60), whole.start)
    if whole.reading.bound is None and whole.reading.kind == "date" and (SINCE_EVENT.search(*before) or SINCE_WAR.search(*before)):
        return replace(whole, reading=replace(whole.reading, bound="since"))
    return whole


def _with_prefix(text: str, atom: Atom, floor: int, published: date | None) -> Atom:
    """The atom with its preposition and part: "early", "late on", "since", "until"."""
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
    if preposition == "over" and reading.grain == "year":  # "jailed over the 2019 raid"
        return atom
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
    count, unit = reading.shift
    if previous is None or previous.named is None or sentence - previous.sentence > (CARRY if count else SAME_CARRY):
        return reading
    first, last = previous.named
    if unit.startswith("weekday"):
        if (last - first).days > 6:
            return reading
        weekday = int(unit[-1])
        day = add_days(first, -((first.weekday() - weekday) % 7 or 7)) if count < 0 else add_days(last, (weekday - last.weekday()) % 7 or 7)
        return replace(reading, days=(day, day), value=day.isoformat())
    if unit == SAME_DAY:
        return replace(reading, days=(first, last), kind="date", value=first.isoformat()) if first == last else reading
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


def _counted_from(reading: Reading, previous: TimeMention | None, told: TimeMention | None) -> TimeMention | None:
    """The time that a shift counts from: "hours later" from what happened last, not from when somebody said so; "that morning" from the last day."""
    counts = reading.shift is not None and reading.shift[0] != 0
    near = told is not None and previous is not None and told.sentence >= previous.sentence - CARRY
    return told if counts and near else previous


def _bounded(reading: Reading, published: date | None) -> Days | None:
    """The days in which the event can lie, once "since", "until", "before" and "after" are applied."""
    if reading.days is None or reading.bound is None:
        return reading.days
    if reading.bound == "since":
        return (reading.days[0], max(published, reading.days[0])) if published else None
    return None


def _dated_clock(reading: Reading, previous: TimeMention | None, published: date | None) -> str | None:
    """The TIMEX3 value, with the day before a time of day: the day named last, else that of publication."""
    if reading.kind != "time-of-day" or not reading.value:
        return reading.value
    named = previous.named if previous else None
    day = named[0] if named and named[0] == named[1] else published
    return f"{day.isoformat()}{reading.value}" if day else reading.value


def _clock_days(reading: Reading, words: str, previous: TimeMention | None, sentence: int) -> Days | None:
    """The day of a time of day: the one named just before it. Of a night that was named, the hours past midnight are of its second day."""
    if STRETCHED.match(words) or previous is None or previous.named is None or previous.future or sentence - previous.sentence > CARRY:
        return None
    first, last = previous.named
    if (last - first).days > (1 if previous.grain == "overnight" else 0):
        return None
    clock = CLOCK_VALUE.match(reading.value or "")
    if clock is not None and previous.kind == "stamp" and int(clock[1]) > _hour(previous):
        return add_days(first, -1), add_days(last, -1)  # written before that hour came
    if first == last or clock is None:
        return first, last
    return (last, last) if int(clock[1]) < 12 else (first, first)


def _hour(stamp: TimeMention) -> int:
    """The hour that a stamp gives, by a clock of 24 hours; the day's last where it is not told so."""
    _, _, clock = (stamp.value or "").partition("T")
    return int(clock[:2]) if clock else 23


def _read_sentence(
    sentence: Sentence, published: date | None, previous: TimeMention | None, told: TimeMention | None, quarter: Days | None
) -> Iterator[TimeMention]:
    """The times of one sentence, counted from ``published``, from the time named last, and from the quarter named last.

    ``told`` is the time named last that is not of somebody's words: hours are of its day, not of the day of the saying.
    """
    text = sentence.text
    floor = 0
    for atom in join_atoms(text, _find_atoms(text, published)):
        whole = _apply_prefix(text, atom, floor, published)
        floor = whole.end
        reading = from_quarter(whole.reading, text[whole.core : whole.end], text, quarter)
        reading = _shift(reading, _counted_from(reading, previous, told), sentence.index)
        mention = TimeMention(
            sentence=sentence.index,
            start=sentence.start + whole.start,
            end=sentence.start + whole.end,
            interval=_clock_days(reading, text[whole.start : whole.end], told, sentence.index)
            if reading.kind == "time-of-day"
            else _bounded(reading, published),
            rule=whole.rule,
            kind=reading.kind,
            named=reading.days,
            grain=reading.grain,
            bound=reading.bound,
            value=_dated_clock(reading, previous, published),
            core=sentence.start + whole.core,
            future=whole.tense == "future",
            ends=tuple((sentence.start + start, sentence.start + end, value) for start, end, value in whole.ends),
        )
        yield mention
        if _is_counted_from(mention, previous):
            previous = mention
            told = told if is_of_words(sentence, mention) else mention
        if mention.named and mention.rule in NAMES_A_QUARTER and mention.grain == "quarter":
            quarter = mention.named


def _is_counted_from(mention: TimeMention, previous: TimeMention | None) -> bool:
    """Whether what comes next counts from a time: not from one that only looks back ("soldiers it had seized *nine days earlier*"), nor from one
    that is still to come ("to be arraigned *on Aug. 19*. Two nights later, someone fired")."""
    if mention.future:
        return False
    if mention.rule == "shift" and mention.named and previous and previous.named and mention.named[1] < previous.named[0]:
        return False
    return mention.kind == "date" and mention.named is not None and mention.grain in COUNTED_FROM


def find_times(sentences: Sequence[Sentence], *, published: date | None, lent: bool = True) -> list[TimeMention]:
    """Every time that the words name, in order; relative ones are counted from ``published``, under a live blog's dated stamps from those.

    Works on the words alone, so sentences need no parse. Without ``published``, dates without a year take that of those with one, if ``lent``.
    """
    stamps = find_stamps(sentences, published=published)
    mentions: list[TimeMention] = []
    previous: TimeMention | None = None
    told: TimeMention | None = None
    quarter: Days | None = None
    anchor = published
    full = [one for each in sentences for one in _read_sentence(each, None, None, None, None) if is_full(one)] if lent and published is None else []
    for sentence in sentences:
        if sentence.index in stamps:
            day = stamps[sentence.index]
            anchor, previous = day or anchor, None
            told = _stamp_mention(sentence, anchor)  # hours told under a stamp are of its day
            mentions.append(_stamp_mention(sentence, day))
            continue
        found = [lend_year(one, full) for one in _read_sentence(sentence, anchor, previous, told, quarter)]
        mentions += found
        for one in found:
            if _is_counted_from(one, previous):
                previous, told = one, told if is_of_words(sentence, one) else one
        quarter = next((one.named for one in reversed(found) if one.named and one.rule in NAMES_A_QUARTER and one.grain == "quarter"), quarter)
    return mentions


def _stamp_mention(sentence: Sentence, day: date | None) -> TimeMention:
    days = (day, day) if day else None
    return TimeMention(
        sentence=sentence.index,
        start=sentence.start,
        end=sentence.end,
        interval=None,
        rule="stamp",
        kind="stamp",
        named=days,
        value=f"{day.isoformat()}{_clock_of(sentence.text)}" if day else None,
        core=sentence.start,
    )


STAMP_CLOCK = re.compile(r"\b(\d{1,2})[:h](\d{2})\b(?!:?\d*\s*[ap]\.?\s?m)", re.I)


def _clock_of(stamp: str) -> str:
    """The time of day that a stamp writes by a clock of 24 hours, as in a TIMEX3 value; empty where it writes none.

    >>> _clock_of("River Watch, [11.02.2025 07:15]"), _clock_of("7:15 p.m.")
    ('T07:15', '')
    """
    clock = STAMP_CLOCK.search(stamp)
    return f"T{int(clock[1]):02}:{clock[2]}" if clock else ""


def infer_anchor(sentences: Sequence[Sentence]) -> tuple[date, Span] | None:
    """The day of writing that the words of an undated report give away, and where they stand; None where doubtful."""
    return pick_anchor(sentences, find_times(sentences, published=None, lent=False))


def find_contradiction(sentences: Sequence[Sentence], *, published: date) -> tuple[date, Span] | None:
    """The day of writing that a dateline or a stamp of the text gives in full, where it is another than that of publication."""
    head = [sentence for sentence in sentences[:HEAD] if WITH_YEAR.search(sentence.text)]
    told = find_dateline(head, find_times(head, published=published))
    return told if told is not None and abs((told[0] - published).days) > ONE_NIGHT else None
