"""The day of writing, from the dates that a report without a publication date names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.facts.times_mention import TimeMention
from onrecord.nouns import Span
from onrecord.text.parse import Sentence
from onrecord.text.sentences import is_heading

CAPTION = re.compile(
    r"\b(?:photo|photograph|image|picture|pictured|video|footage|screenshot|seen|shows?|poses?|stands?|walks?|attends?|hold|looks?|gestures?|"
    r"Getty|AFP|Reuters|AP|EPA)\b",
    re.I,
)
OLD_PICTURE = re.compile(r"\b(?:file|archive|undated|archival)\b|\bborn\b|\banniversary\b", re.I)
STAMP = re.compile(
    r"\b(?:published|updated|posted|last modified|first published|date)\b\W*(?:\w+\W+)?$|^\W*(?-i:[A-Z][A-Z ,.()/]{2,60})\W{0,4}$", re.I
)
STAMPED = re.compile(r"^\W*(?:published|updated|posted|last (?:modified|updated)|first published)\b(?:\s+(?:on|at))?\W*$", re.I)
DATELINE = re.compile(r"^.{0,80}?\b[A-Z]{3,}[A-Z ,.]*\W*$")

# "GENEVA, 8 November 2022 -", "Kyiv (Wire), Oct. 4 -": nothing but a place, and perhaps an agency, before the date, and a dash or a bracket behind.
PLACE_BEFORE = re.compile(r"^\W*(?-i:(?:[A-Z][\w.'’/-]*|d[aeiou]|al|of|and)[\s,/()]+(?:[-–—]\s*)?){1,8}$")
DASH_AFTER = re.compile(r"^\s*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*(?:[-–—:]\s|--|$)|^\s*\((?-i:[A-Z][^()]{1,40})\)")
LEADS_IN = re.compile(r"^\W*(?:On|In|At|By|Since|The|Late|Early|From|Until|After|Before|Meanwhile|Overnight|And|But)\b")


def is_dateline(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time is the day of writing in a dateline or a stamp, which is no event's time."""
    before, after = sentence.text[: mention.start - sentence.start], sentence.text[mention.end - sentence.start :]
    if STAMPED.search(before) or is_heading(sentence.text):
        return True
    return PLACE_BEFORE.match(before) is not None and DASH_AFTER.match(after) is not None and LEADS_IN.match(before) is None


WITH_YEAR = re.compile(r"(?:19|20)\d\d")
REVISED = re.compile(r"\b(?:updated|modified)\b", re.I)


def find_dateline(sentences: Sequence[Sentence], mentions: Sequence[TimeMention]) -> tuple[date, Span] | None:
    """The day of writing that a dateline or a stamp writes with its year, and where; an update's is none."""
    home = {sentence.index: sentence for sentence in sentences}
    for mention in mentions:
        full = mention.rule in {"day-month", "iso", "numeric"} and WITH_YEAR.search(_words(home[mention.sentence], mention))
        if full and mention.named and is_dateline(home[mention.sentence], mention) and not REVISED.search(home[mention.sentence].text):
            return mention.named[0], Span(mention.start, mention.end)
    return None


def _words(sentence: Sentence, mention: TimeMention) -> str:
    return sentence.text[mention.start - sentence.start : mention.end - sentence.start]


def pick_anchor(sentences: Sequence[Sentence], mentions: Sequence[TimeMention]) -> tuple[date, Span] | None:
    """The day of writing that the words give away, with those words; None where doubtful.

    It is the latest full date in the text, taken only where it stands in a dateline, a stamp or a caption, where the report
    names its weekday, or where another full date lies within the month before; and where no later year is named. A stretch of days
    with its year that ends the title is what the report is of: "Situation Brief: June 6 - 12, 2016"; it was written at its end.
    """
    text_of = {sentence.index: sentence for sentence in sentences}
    if sentences and (headed := _headed_stretch(sentences[0], mentions)) is not None:
        return headed
    full = [m for m in mentions if m.kind == "date" and m.named and m.named[0] == m.named[1] and m.rule in {"day-month", "iso", "numeric"}]
    if not full:
        return None
    latest = max(full, key=lambda m: m.named[1] if m.named else date.min)
    assert latest.named is not None
    day = latest.named[1]
    if any(m.named and m.named[0].year > day.year and m.grain in {"year", "month", "day"} for m in mentions):
        return None
    weekdays = {m.value[9] for m in mentions if m.rule == "weekday" and m.value and m.value.startswith("XXXX-WXX-")}
    near = [m for m in full if m.named and 0 < (day - m.named[1]).days <= 31]
    for mention in (m for m in full if m.named and m.named[1] == day):
        sentence = text_of[mention.sentence]
        words = sentence.text
        before = words[: mention.start - sentence.start]
        captioned = CAPTION.search(words) is not None and OLD_PICTURE.search(words) is None
        stamped = STAMP.search(before) is not None or DATELINE.match(before) is not None or (not before.strip() and len(words) < 40)
        if (sentence.index < 3 and stamped) or captioned or str(day.isoweekday()) in weekdays or near:
            return day, Span(mention.start, mention.end)
    return None


def _headed_stretch(title: Sentence, mentions: Sequence[TimeMention]) -> tuple[date, Span] | None:
    """The last day of the stretch that ends a title, with its year, and where."""
    for mention in mentions:
        ends = mention.sentence == title.index and mention.rule == "day-range" and title.start < mention.start and title.end <= mention.end
        if ends and mention.named and WITH_YEAR.search(_words(title, mention)) and not title.text.rstrip().endswith("."):
            return mention.named[1], Span(mention.start, mention.end)
    return None
