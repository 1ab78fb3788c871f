"""The day of the deed that a report is about, told from its words alone, and the day on which several reports of one deed agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.facts.times_anchor import is_dateline
from onrecord.facts.times_choose import LINEAR_SAYING
from onrecord.facts.times_mention import TimeMention
from onrecord.facts.toll_triggers import triggers
from onrecord.text.parse import Sentence

# What is told of a deed beside the words of loss themselves.
HAPPENED = re.compile(
    r"\b(?:shots?|shootings?|gunfire|gun(?:man|men|shots?)|fir(?:ed|ing)|fatal(?:ly)?|homicide|stabb\w+|bomb\w*|blasts?|explo\w+|attack\w*|raid\w*|"
    r"ambush\w*|clash\w*|robb(?:ed|ery)|crash\w*|incident|happen(?:ed|s)|occurred|took\s+place|victims?)\b",
    re.I,
)
# What comes after a deed, on a day of its own: arrest, court, mourning, and the telling of it.
AFTERWARDS = re.compile(
    r"\b(?:arrest\w*|charg(?:ed|es)|arraign\w*|court|hearing|trial|sentenc\w*|convict\w*|plead\w*|pled|indict\w*|bail|bond|jury|jail\w*|custody|"
    r"surrender\w*|warrant|turned\s+(?:him|her)self|released|identified|autopsy|pronounced|died|succumbed|funeral|vigil|memorial|mourn\w*|born|birthday|"
    r"anniversary|interview\w*|conference|statement|posted|updated|published|publish|update)\b",
    re.I,
)
NEAR = 60  # characters around a time in which words speak of what it dates
FAR_DOWN = 20  # a sentence farther down counts as this one
DAY_GRAINS = frozenset({"day", "overnight", "hours"})


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that a report's words may give its deed, with how far they do: 0 not at all. No mention: publication stands in."""

    day: date
    weight: float
    mention: TimeMention | None = None


def _loss_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, triggers()), key=len, reverse=True))})\b", re.I)


LOSS = _loss_words()


def _tells_deed(words: str) -> bool:
    return LOSS.search(words) is not None or HAPPENED.search(words) is not None


def _single_day(mention: TimeMention, published: date | None) -> date | None:
    """The one day meant, the evening of "last night" and the morning of "overnight"; None for longer stretches and for what lies ahead."""
    if mention.kind != "date" or mention.interval is None or mention.future or mention.grain not in DAY_GRAINS:
        return None
    first, last = mention.interval
    if (last - first).days > 1 or (published is not None and first > published):
        return None
    return first if mention.rule == "this-part" else last


def _weigh(sentence: Sentence, mention: TimeMention) -> float:
    """How far the words around a time say that the deed was then."""
    at, end = mention.start - sentence.start, mention.end - sentence.start
    before, near = sentence.text[:at], sentence.text[max(0, at - NEAR) : end + NEAR]
    weight = 1.0 - 0.08 * min(sentence.index, FAR_DOWN)
    weight += 2.0 * _tells_deed(sentence.text) + 1.0 * _tells_deed(near)
    weight -= 2.0 * (AFTERWARDS.search(near) is not None) + 2.5 * (LINEAR_SAYING.search(before) is not None)
    return weight + 0.3 * (mention.rule in {"day-month", "iso", "numeric"})


def find_told_days(sentences: Sequence[Sentence], mentions: Iterable[TimeMention], *, published: date | None) -> list[ToldDay]:
    """The days that a report's words may give the deed it is about, the likeliest first. Needs no parse."""
    home = {sentence.index: sentence for sentence in sentences}
    told = [
        ToldDay(day, _weigh(home[mention.sentence], mention), mention)
        for mention in mentions
        if (day := _single_day(mention, published)) is not None and not is_dateline(home[mention.sentence], mention)
    ]
    return sorted((one for one in told if one.weight > 0), key=lambda one: -one.weight)


def pick_day(told: Sequence[ToldDay], *, published: date | None) -> ToldDay | None:
    """The day of one report's deed: the likeliest told, more so where it is told again; publication, at little weight, where no words tell one."""
    weights: dict[date, float] = {}
    for one in told:
        weights[one.day] = weights[one.day] + 0.3 if one.day in weights else one.weight
    if not weights:
        return ToldDay(published, 0.3) if published else None
    day = max(weights, key=lambda each: weights[each])
    return ToldDay(day, weights[day], next(one.mention for one in told if one.day == day))


def agree_on_day(reports: Iterable[ToldDay | None]) -> ToldDay | None:
    """The day on which the reports of one deed agree: each votes for its own by how plainly its words tell it; the earlier one on a tie."""
    votes: dict[date, list[ToldDay]] = defaultdict(list)
    for one in reports:
        if one is not None:
            votes[one.day].append(one)
    if not votes:
        return None
    day = max(sorted(votes), key=lambda each: sum(one.weight for one in votes[each]))
    return ToldDay(day, sum(one.weight for one in votes[day]), max(votes[day], key=lambda one: one.weight).mention)
