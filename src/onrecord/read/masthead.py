"""Who issued a plain text and where its own headline stands, from the lines above its body: mastheads, release headers, datelines, chat stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from onrecord.read.dates import parse_date

HEADER_LINES = 10
MAX_HEADER_LINE = 90
MAX_NAME = 60


class Line(NamedTuple):
    """One line that holds words, outer space left off."""

    start: int
    end: int
    text: str


# Headings that say what kind of paper it is, not what happened.
KIND_OF_PAPER = re.compile(
    r"(?:.{0,40}\b(?:news|press|media)\s(?:release|statement|note|advisory)|(?:joint )?statement|(?:for )?immediate release|"
    r"for immediate (?:release|use)|breaking(?: news)?|"
    r"update[sd]?|opinion|analysis|news in brief|exclusive|(?:press |news )?release (?:no|number|#)\b.{0,30})\W*",
    re.I,
)
_RELEASE_OF = re.compile(
    r"(?P<name>.{2,50}?)\s*(?:[-–—|:•]\s*)(?:news|press|media)\s(?:release|statement|note)\W*|(?:news|press|"
    r"media)\s(?:release|statement)\s*(?:[-–—|:•]|from|by|of)\s*(?P<after>[A-Z].{2,50})",
    re.I,
)
_DESK_OF = re.compile(
    r"(?P<name>.{3,50}?)(?:,|\s[-–—|])\s*(?:(?:office of )?public affairs|(?:press|media|communications|public information|news)(?:\s\w+)?"
    r"\s?(?:office|service|centre|center|desk|team)?)(?:\soffice)?",
    re.I,
)
# The last word of what newspapers, stations and agencies call themselves.
OUTLET_WORDS = frozenset(
    "news times post herald tribune press agency nation sun star ledger journal gazette monitor guardian chronicle observer courier mail "
    "standard today radio tv television online network bureau wire media telegraph independent mirror express dispatch review voice record "
    "register sentinel examiner inquirer enquirer bulletin echo argus advertiser reporter weekly daily broadcasting broadcaster service "
    "newspaper magazine tidings mercury globe citizen outlook watch digest messenger banner republic gleaner vanguard punch clarion beacon "
    "pioneer recorder leader statesman eagle bee newswire info24 channel report tidende zeitung post-gazette intelligencer newsroom".split()
)
_NOT_OUTLET = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|desk|agencies|author|photographer|columnist|analyst|contributor|intern|producer|fellow|"
    r"report|special|updated|published|posted|opinion|category|tags?|share|read|minutes?|min)\b",
    re.I,
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "der", "al", "&"})
BYLINE = re.compile(r"by[: ]\s?(?P<who>[A-Z][\w.'’-]+(?:[ ,&]+(?:and )?[A-Z][\w.'’-]+){1,8})(?: \|.*)?", re.I)
_JOINT = r"\s*(?:--|—|–|- |:)"
AGENCY_DATELINES = (
    re.compile(rf"[A-Z][A-Z.'’/ -]{{2,40}}(?:, [^()—–]{{2,40}}?)?,?\s\((?P<agency>[A-Z][^()]{{1,40}})\){_JOINT}"),
    re.compile(rf"[A-Z][\w.'’/ -]{{2,40}}, [^()—–]{{0,30}}\b(?:19|20)\d\d[^()—–]{{0,12}}\((?P<agency>[A-Z][^()]{{1,40}})\){_JOINT}"),
    re.compile(r"[A-Z][A-Z.'’ -]{2,40}, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\.? /(?P<agency>[A-Z][^/]{1,40})/"),
)
# A chat's line: "Channel, [11.02.2025 06:40]"
POSTED = re.compile(r"(?P<who>[^\[\]]{0,60}?),? ?\[(?P<date>[\d./-]{8,10}[ T,]+\d\d:\d\d(?::\d\d)?)\]")


def find_header(lines: Sequence[Line]) -> list[Line]:
    """The short lines above the body: headline, byline, masthead, date; the first line of the body ends them."""
    header: list[Line] = []
    for at, line in enumerate(lines[:HEADER_LINES]):
        long = len(line.text) > MAX_HEADER_LINE and header and not KIND_OF_PAPER.fullmatch(header[-1].text)
        if not long and not (len(line.text.split()) > 9 and re.search(r"[.!?…][”\"’')\]]*$", line.text)):
            header.append(line)
        elif at != 1 or not any(BYLINE.fullmatch(below.text) for below in lines[2:4]):  # a standfirst may stand between headline and byline
            break
    return header


def _is_name(words: str) -> bool:
    """Whether a line can be what an outlet calls itself: a few words with capitals, no stop, no date, no office held."""
    parts = words.split()
    if not 1 < len(words) <= MAX_NAME or len(parts) > 7 or words[-1] in ".,;:!?" or _NOT_OUTLET.search(words):
        return False
    if parse_date(words) is not None or re.search(r"\d{3,}|[@|\[\]]|https?:", words):
        return False
    return all(part[0].isupper() or part[0].isdigit() or part.lower() in _SMALL for part in parts)


def _bare_name(words: str) -> str:
    """The name without the city or the section after it: "The Frontier Herald, Peshawar"."""
    return re.split(r",\s|\s[|–—-]\s", words)[0].strip()


def _ends_like_an_outlet(name: str) -> bool:
    words = [word for word in re.findall(r"[\w-]+", name.lower()) if not word.isdigit()]
    return len(words) > 1 and words[-1] in OUTLET_WORDS


def by_chat_stamps(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """The channel whose name stands beside nearly every stamp."""
    del header, text
    names = Counter(match["who"].strip() for line in lines if (match := POSTED.fullmatch(line.text)))
    if not names:
        return None
    name, times = names.most_common(1)[0]
    return name if name and times >= 2 and times > 0.8 * names.total() else None


def by_release_header(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """Whose release it is: "X - PRESS RELEASE", or a line of its own beside "For immediate release"."""
    del lines
    if not any(KIND_OF_PAPER.fullmatch(line.text) for line in header[:6]):
        return None
    for at, line in enumerate(header[:6]):
        if (match := _RELEASE_OF.fullmatch(line.text)) and re.search(r"[A-Z]", name := (match["name"] or match["after"])):
            return _as_the_body_writes(name.strip(), text)
        beside = any(KIND_OF_PAPER.fullmatch(other.text) for other in (*header[max(0, at - 1) : at], *header[at + 1 : at + 2]))
        if beside and (match := _DESK_OF.fullmatch(line.text)) and _is_name(match["name"]):
            return _as_the_body_writes(match["name"].strip(), text)
    return None


def by_line_below_byline(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """A name under the byline, or beside the date, that ends as outlets' names do or stands between the two."""
    del lines
    for at, line in enumerate(header[1:], 1):
        name = _bare_name(line.text)
        if not _is_name(name) or BYLINE.fullmatch(line.text):
            continue
        after_byline = BYLINE.fullmatch(header[at - 1].text) is not None
        before_date = at + 1 < len(header) and len(header[at + 1].text) < 80 and parse_date(header[at + 1].text) is not None
        after_date = (at > 1 and parse_date(header[at - 1].text) is not None) or _has_date_behind(line.text, name)
        if _ends_like_an_outlet(name) and (after_byline or before_date or after_date):
            return _as_the_body_writes(name, text)
        if after_byline and before_date and len(name.split()) > 1 and name == line.text:
            return _as_the_body_writes(name, text)
    return None


def _has_date_behind(line: str, name: str) -> bool:
    """Whether a line goes on from a name to a date: "Harbour Press Service | Dover | Updated: May 18, 2019"."""
    rest = line[len(name) :]
    return "|" in rest and any(parse_date(part.partition(":")[2] or part) is not None for part in rest.split("|"))


def by_outlet_behind_byline(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """The outlet behind the names: "By Ana Duarte and Ben Reed, Harbour News"."""
    del lines, text
    for line in header[1:6]:
        _, _, name = line.text.rpartition(", ")
        if BYLINE.fullmatch(line.text) and _is_name(name) and _ends_like_an_outlet(name):
            return name
    return None


ISSUED_BY = re.compile(r"(?:from|source|issued by|published by)\s*:\s*(?P<name>[A-Z].{2,58})", re.I)


def by_label(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """Whom a label names: "From: Ministry of Fisheries"."""
    del lines, text
    found = (match["name"].strip() for line in header[:6] if (match := ISSUED_BY.fullmatch(line.text)))
    return next((name for name in found if _is_name(name)), None)


def by_dateline(header: Sequence[Line], lines: Sequence[Line], text: str) -> str | None:
    """The agency in the dateline: "SEOUL, Nov. 9, 2021 (Agency) --", "MOSCOW, June 18. /Agency/."."""
    del header, text
    for line in lines[:8]:
        for form in AGENCY_DATELINES:
            if (match := form.match(line.text)) and not _NOT_OUTLET.search(match["agency"]) and parse_date(match["agency"]) is None:
                return match["agency"]
    return None


RULES: tuple[Callable[[Sequence[Line], Sequence[Line], str], str | None], ...] = (
    by_chat_stamps,
    by_release_header,
    by_line_below_byline,
    by_outlet_behind_byline,
    by_label,
    by_dateline,
)


def find_outlet(lines: Sequence[Line], text: str) -> str | None:
    """What the text says issued it; None where it does not say."""
    header = find_header(lines)
    return next((name for rule in RULES if (name := rule(header, lines, text)) is not None), None)


def _as_the_body_writes(name: str, text: str) -> str:
    """A name in capitals as the text writes it elsewhere: "UN REFUGEE OFFICE", "The UN refugee office is appalled"."""
    if not name.isupper() or len(name) < 8:
        return name
    forms = Counter(match.group() for match in re.finditer(re.escape(name), text, re.I) if not match.group().isupper())
    return forms.most_common(1)[0][0] if forms else name


def below_release_header(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the report's own headline on: what kind of paper it is, whose and of which day, left out."""
    kinds = [at for at, line in enumerate(lines[:6]) if KIND_OF_PAPER.fullmatch(line.text)]
    if not kinds:
        return lines
    between = lines[: kinds[-1]]
    plain = all(KIND_OF_PAPER.fullmatch(line.text) or _DESK_OF.fullmatch(line.text) or _is_name(line.text) or _is_day(line.text) for line in between)
    if not plain or kinds[0] > 1:
        return lines
    at = kinds[-1] + 1
    while at < len(lines) - 1 and (_is_day(lines[at].text) or KIND_OF_PAPER.fullmatch(lines[at].text)):
        at += 1
    return lines[at:] or lines


def _is_day(words: str) -> bool:
    return len(words) <= 40 and parse_date(words) is not None
