"""Plain text to what it says of itself: headline, date, picture captions with their credits. The text itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.nouns import Media, MediaKind, Span
from onrecord.read.boilerplate import is_boilerplate
from onrecord.read.captions import find_credit, find_provider, looks_like_credit
from onrecord.read.dates import parse_date
from onrecord.read.masthead import BYLINE, POSTED, Line, below_release_header, find_header, find_outlet

MEDIA_LINE = re.compile(r"(?P<file>[\w@%+ ().,-]{1,120}\.(?:jpe?g|png|gif|webp|avif|mp4|webm|mov|m4v|mp3|m4a|ogg|wav))", re.I)
VIDEO_FILE = re.compile(r"\.(?:mp4|webm|mov|m4v)$", re.I)
AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|ogg|wav)$", re.I)
MAX_HEADLINE = 160
DATE_WITHIN = 12
MAX_CAPTION = 700
MAX_BESIDE_DATE = 5
_STAMP = re.compile(
    r"\b(?:posted|published|updated|last (?:updated|modified)|created|date|first published|issued|filed|publish(?:ed)? date)\b\s*(?:on|at|:)?", re.I
)
_DATELINE = re.compile(r"^(?:[A-Z][\w.'’ -]{1,60}? )?(?:[A-Z][A-Z.'’ ,/-]{2,40}\s)(?P<date>(?:19|20)\d\d-\d\d-\d\d)\b")

# "SEOUL, Nov. 9, 2021 (Agency) --", "GENEVA, 8 November 2022 -", "(Nairobi, March 3, 2024) -"
_DATELINE_AGENCY = re.compile(
    r"\(?[A-Z][\w.'’/ -]{2,40}(?:, [A-Z][A-Za-z.]+(?: (?:of |the |and )*[A-Z][A-Za-z.]+){0,4})?, "
    r"(?P<date>[^()—–]{4,40}?)\s*(?:\((?P<agency>[A-Z][^()]{1,40})\)\s*|\)\s*)?(?:--|—|–|- |: |/)"
)


class PlainFacts(NamedTuple):
    """What a plain text says of itself."""

    title: str | None
    byline: str | None
    published: str | None
    outlet: str | None
    media: tuple[Media, ...]


def find_lines(text: str) -> list[Line]:
    """The lines of a text that hold words."""
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            lines.append(Line(start, start + len(stripped), stripped))
    return lines


def is_headline(lines: list[Line], text: str) -> bool:
    """Whether the first line is a headline: short, no full stop, with a body after it that is not its continuation."""
    if len(lines) < 2:
        return False
    first, second = lines[0].text, lines[1].text
    if len(first) > MAX_HEADLINE or first[-1] in ".,;:" or _STAMP.match(first) or MEDIA_LINE.fullmatch(first) or find_credit(first):
        return False
    if not first[0].isupper() and not first[0].isdigit() and first[0] not in "\"'“‘«¿":
        return False
    gap = text[lines[0].end : lines[1].start].count("\n")
    return (
        gap >= 2 or BYLINE.fullmatch(second) is not None or (len(second) > len(first) and not second[0].islower()) or parse_date(second) is not None
    )


def find_date(lines: list[Line]) -> str | None:
    """The date that the first or last lines give as the report's own: "Updated: 2017-09-15 21:45", or a line that is only a date."""
    ends = [*lines[:DATE_WITHIN], *lines[-3:]]
    stamps = []
    for line in ends:
        if match := _STAMP.search(line.text[:200]):
            rest = line.text[match.end() : match.end() + 60]
            if (found := parse_date(rest)) is not None and match.start() < 60:
                stamps.append((_rank(match.group()), found))
    if stamps:
        return min(stamps, key=lambda stamp: stamp[0])[1]
    for line in lines[:DATE_WITHIN]:
        if len(line.text) <= 60 and _is_only_date(line.text):
            return parse_date(line.text)
    for line in lines[:8]:
        if match := _DATELINE.match(line.text):
            return match["date"]
        for form in (_DATELINE_AGENCY, POSTED):
            if (match := form.match(line.text)) and (found := parse_date(match["date"])) is not None:
                return found
    return _date_in_header(lines)


def _date_in_header(lines: Sequence[Line]) -> str | None:
    """The date that a short line above the body begins or ends with: "Nairobi, 3 May 2024", "5 May 2023 | World"."""
    for line in find_header(lines)[1:]:
        rest = _DATE_WORDS.sub(" ", line.text)
        found = parse_date(line.text)
        if (
            found is not None
            and len(rest.split()) <= MAX_BESIDE_DATE
            and (_DATE_WORDS.match(line.text) or re.search(r"\b(?:19|20)\d\d\W*$", line.text))
        ):
            return found
    return None


def _rank(cue: str) -> int:
    return 1 if re.match(r"updated|last", cue, re.I) else 0


_DATE_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|"
    r"\b(?:at|on|by|am|pm|a\.m|p\.m|gmt|utc|est|edt|cst|cdt|pst|pdt|et|bst|cet|ist|st|nd|rd|th)\b|[\d\s,.:/|()\-–—]",
    re.I,
)


def _is_only_date(line: str) -> bool:
    return parse_date(line) is not None and len(_DATE_WORDS.sub("", line)) <= 3


# Names of people alone: "Ana Duarte", "ANA DUARTE and Ben Reed".
_PERSON = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
NAMES_ALONE = re.compile(rf"{_PERSON}(?:(?:,| and| &) {_PERSON}){{0,3}}")


def find_byline(lines: list[Line], outlet: str | None = None) -> str | None:
    """The name in a "By …" line near the top, or alone between the headline and the outlet's name."""
    for line in lines[1:6]:
        if len(line.text) <= 200 and (match := BYLINE.fullmatch(_without_date(line.text))):
            who: str = match["who"]
            return who.removesuffix(f", {outlet}") if who[0].isupper() else None
    if outlet and len(lines) > 2 and lines[2].text.startswith(outlet) and NAMES_ALONE.fullmatch(lines[1].text) and lines[1].text != outlet:
        return lines[1].text
    return None


_DATE_BEHIND = re.compile(r"(?<=[\w.’'-]),?\s[|–—-]?\s?(?P<date>(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? (?:19|20)\d\d)$")


def _without_date(line: str) -> str:
    """A byline without the date behind it: "by Ana Duarte April 22, 2024"."""
    match = _DATE_BEHIND.search(line)
    return line[: match.start()] if match is not None and parse_date(match["date"]) is not None else line


def find_media(lines: list[Line]) -> tuple[Media, ...]:
    """Pictures and films told by a file's name, the caption after it and a credit after that; or by a credit line after its caption."""
    media = []
    used: set[int] = set()
    for at, line in enumerate(lines):
        if MEDIA_LINE.fullmatch(line.text):
            caption = _caption_after(lines, at + 1)
            follows = at + 1 + (caption is not None)
            credit = lines[follows] if follows < len(lines) and looks_like_credit(lines[follows].text) else None
            used.add(follows)
            media.append(_media(line.text, caption, credit))
        elif at and at not in used and _stands_alone_as_credit(line.text) and _reads_like_caption(lines[at - 1].text):
            media.append(_media(None, lines[at - 1], line))
        elif at - 1 not in used and _ENDS_IN_CREDIT.search(line.text) and _reads_like_caption(line.text) and find_credit(line.text):
            media.append(_media(None, line, None))
    return tuple(media)


_ENDS_IN_CREDIT = re.compile(r"[(\[][^()\[\]]*/[^()\[\]]*[)\]]$")


def _caption_after(lines: list[Line], at: int) -> Line | None:
    """The line that follows a file's name, when it is a caption."""
    if at >= len(lines) or len(lines[at].text) > MAX_CAPTION or MEDIA_LINE.fullmatch(lines[at].text) or looks_like_credit(lines[at].text):
        return None
    return lines[at]


def _stands_alone_as_credit(words: str) -> bool:
    """Whether a line can only be a picture's credit: two names with a stroke between them, or a label."""
    return looks_like_credit(words) and re.search(r"\w/\w|^(?:photo|image|picture|credit|courtesy|obtained|handout)\b", words, re.I) is not None


def _reads_like_caption(words: str) -> bool:
    """Whether a line can be a caption: one sentence or two about what is seen."""
    return 20 < len(words) <= MAX_CAPTION and len(re.findall(r"[.!?] [A-Z]", words)) <= 2 and not MEDIA_LINE.fullmatch(words)


def _media(file: str | None, caption: Line | None, credit: Line | None) -> Media:
    kind: MediaKind = "image"
    if file and VIDEO_FILE.search(file):
        kind = "video"
    elif file and AUDIO_FILE.search(file):
        kind = "audio"
    words, said = (caption.text if caption else ""), (credit.text.rstrip(".") if credit else None)
    return Media(
        kind,
        Span(caption.start, caption.end) if caption else None,
        said or find_credit(words),
        file,
        find_provider(words) or find_provider(said or ""),
    )


def read_plain(text: str) -> PlainFacts:
    """What the text says of itself, each value None where it does not."""
    lines = [line for line in find_lines(text) if not is_boilerplate(line.text)]
    heads = list(below_release_header(lines))
    title = heads[0].text if is_headline(heads, text) else None
    outlet = find_outlet(lines, text)
    return PlainFacts(title, find_byline(lines, outlet), find_date(lines), outlet, find_media(lines))
