"""An HTML page to its report: the words in order, captions and credits at their place, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from onrecord.nouns import Media, Problem, Span
from onrecord.read.blocks import Block, Figure, find_blocks
from onrecord.read.body import mark_body
from onrecord.read.boilerplate import is_boilerplate
from onrecord.read.captions import find_credit, find_provider, looks_like_credit
from onrecord.read.dates import days_apart, parse_date
from onrecord.read.markup import tame
from onrecord.read.meta import Dated, Meta, clean_byline, read_meta

MAX_CAPTION = 1_200
LEAD_BLOCKS = 40
_WATCH = re.compile(r"^watch:\s+(?=[A-Z])", re.I)
# What SingleFile and browsers write at the top of a page they save.
_SAVED_URL = re.compile(r"<!--[^>]{0,400}?(?:url:|saved from url=\(\d+\))\s*(https?://[^\s>]+)", re.I)
_SAVED_DATE = re.compile(r"<!--[^>]{0,600}?saved date:\s*\w{3} (\w{3} \d{1,2} \d{4})", re.I)


class Page(NamedTuple):
    """What a page holds, ready to become a report."""

    text: str
    meta: Meta
    media: tuple[Media, ...]
    dates: tuple[Dated, ...]
    problems: tuple[Problem, ...]
    saved: str | None


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many elements two blocks have around them in common."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _container_depth(blocks: Sequence[Block], body: Sequence[bool]) -> tuple[tuple[int, ...], int]:
    """The path of the first body block, and how much of it most of the body shares."""
    marked = [block for block, inside in zip(blocks, body, strict=True) if inside]
    path = max(marked, key=lambda block: len(block.text)).path
    depths = sorted(_shared(path, block.path) for block in marked)
    return path, depths[len(depths) // 10]


def _keep_captions(blocks: Sequence[Block], body: Sequence[bool]) -> list[bool]:
    """Which captions and credits go with the report: those among its blocks, and those of the lead picture above it."""
    if not any(body):
        return [False] * len(blocks)
    first = body.index(True)
    last = len(body) - 1 - body[::-1].index(True)
    path, depth = _container_depth(blocks, body)
    keep, seen = [], set()
    for at, block in enumerate(blocks):
        near = first - LEAD_BLOCKS <= at <= last or _shared(block.path, path) >= max(depth, 1)
        in_caption = block.role in ("caption", "credit") and near and at <= last + 6
        fine = in_caption and not block.clutter and len(block.text) <= MAX_CAPTION and not is_boilerplate(_WATCH.sub("", block.text))
        fine = fine and block.linked < 0.8 * len(block.text) and len(block.text) > 2
        fine = fine and not (block.figure is not None and block.figure.linked and not first < at < last)
        fine = fine and (block.role == "credit" or block.text not in seen)
        if fine:
            seen.add(block.text)
        keep.append(fine)
    for at, block in enumerate(blocks):  # a credit stands only beside its caption, or beside a picture in the body
        if keep[at] and block.role == "credit" and not first <= at <= last and not any(keep[max(0, at - 2) : at] + keep[at + 1 : at + 3]):
            keep[at] = False
    return keep


def _keep_times(blocks: Sequence[Block], body: Sequence[bool], *, live: bool) -> list[bool]:
    """Which time stamps go with the report: those of a live blog, between its posts."""
    if not any(body):
        return [False] * len(blocks)
    first = body.index(True)
    last = len(body) - 1 - body[::-1].index(True)
    stamps = [block.role == "time" and not block.clutter and max(0, first - 3) <= at <= last for at, block in enumerate(blocks)]
    return stamps if live or sum(stamps) >= 3 else [False] * len(blocks)


def _is_title(text: str, meta: Meta) -> bool:
    plain = re.sub(r"\W+", " ", text).strip().casefold()
    return any(plain == re.sub(r"\W+", " ", title).strip().casefold() for title in (meta.title, *meta.headings) if title)


def _assemble(pieces: Sequence[Block]) -> tuple[str, list[Span]]:
    """The text of the blocks, a blank line between two, and each block's span in it."""
    spans, at = [], 0
    for block in pieces:
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text) + 2
    return "\n\n".join(block.text for block in pieces), spans


def _media(pieces: Sequence[Block], spans: Sequence[Span], figures: Sequence[Figure]) -> tuple[Media, ...]:
    """The report's media: one for each caption, and each figure that stands without one."""
    media: list[Media] = []
    shown: set[int] = set()
    at = 0
    while at < len(pieces):
        block = pieces[at]
        if block.role not in ("caption", "credit"):
            at += 1
            continue
        caption = block if block.role == "caption" else None
        credit = block if block.role == "credit" else None
        span = spans[at] if caption else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is not None and after.role in ("caption", "credit") and after.role != block.role and after.figure is block.figure:
            caption, credit = (caption or after), (credit or after)
            span = span or spans[at + 1]
            at += 1
        at += 1
        media.append(_one_media(caption, credit, span))
        shown.add(id(block.figure))
    media.extend(Media(figure.kind, file=figure.file) for figure in figures if id(figure) not in shown)
    return tuple(media)


def _body_figures(figures: Sequence[Figure], body: Sequence[bool]) -> list[Figure]:
    """The pictures and films that stand among the report's words or right above them, links and page furniture left out."""
    if not any(body):
        return []
    first = body.index(True)
    last = len(body) - 1 - body[::-1].index(True)
    named = [figure for figure in figures if first - 4 <= figure.at <= last and not figure.clutter and not figure.linked]
    return [figure for figure in named if figure.file is not None or figure.kind != "image"]


def _one_media(caption: Block | None, credit: Block | None, span: Span | None) -> Media:
    figure = (caption or credit or Block("caption", "", ())).figure or Figure()
    words = caption.text if caption else ""
    said = _bare_credit(credit.text) if credit else find_credit(words)
    return Media(figure.kind, span, said, figure.file, find_provider(words) or find_provider(credit.text if credit else ""))


def _bare_credit(words: str) -> str | None:
    """A credit as written, brackets, full stop and an empty "Credit…" left off."""
    bare = re.sub(r"^credits?\s?(?:\.\.\.|…)\s?", "", words.strip(), flags=re.I)
    if bare.startswith(("(", "[")):
        bare = bare.strip("()[]")
    return bare.rstrip(".").strip() or None


_CREDIT_LABEL = re.compile(r"(?:(?:photo|image|picture|video)\s)?(?:credits?|by|source)\W*", re.I)


def _settle_roles(blocks: list[Block]) -> None:
    """Calls a caption that is only a credit a credit when it follows its caption, and a lone "credit" that names nobody a caption."""
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        if before is not None and before.role in ("caption", "credit") and _CREDIT_LABEL.fullmatch(before.text) and block.figure is before.figure:
            before.role, before.clutter = "caption", True  # "Credit…", read aloud before the name
            block.role = "credit"
        if block.role == "caption" and before is not None and before.role == "caption" and looks_like_credit(block.text):
            block.role = "credit"
        elif block.role == "credit" and len(block.text) > 12 and not looks_like_credit(block.text):
            beside = blocks[max(0, at - 1) : at] + blocks[at + 1 : at + 2]
            if not any(other.role in ("caption", "credit") and other.figure is block.figure for other in beside):
                block.role = "caption"


_STAMP_CUE = re.compile(r"\b(?:published|posted|publish|date|first published|created|filed)\b", re.I)
_CHANGE_CUE = re.compile(r"\b(?:updated|modified|last|edited)\b", re.I)
MAX_DATELINE = 140
MAX_BYLINE_WORDS = 14


def visible_dates(blocks: Sequence[Block], body: Sequence[bool], meta: Meta) -> tuple[Dated, ...]:
    """The date that a reader sees between the headline and the body, or just around them."""
    first = body.index(True) if any(body) else len(blocks)
    titles = [at for at, block in enumerate(blocks[: first + 3]) if _is_title(block.text, meta)]
    start = max(0, (titles[-1] if titles else first) - 6)
    ranked = []
    for block in blocks[start : first + 4]:
        if len(block.text) <= MAX_DATELINE and (stamp := parse_date(block.text)) is not None:
            rank = 2 if _CHANGE_CUE.search(block.text) else 0 if _STAMP_CUE.search(block.text) else 1
            ranked.append((rank, stamp))
    return (Dated("the visible dateline", min(ranked, key=lambda found: found[0])[1]),) if ranked else ()


_BYLINE = re.compile(r"(?:story |text |report(?:ed)? |words )?by[: ]\s*(?P<who>(?-i:[A-Z]).{1,120})", re.I)
_NAME = r"(?P<who>[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|(?:al|el|de|van|von|bin|da|dos)\b[\w’'-]*)){1,3})"
_DATE_THEN_NAME = re.compile(rf".{{6,50}}?\s[/|·•–—]\s{_NAME}")  # what stands before a date is as often a town


def visible_byline(blocks: Sequence[Block], body: Sequence[bool], meta: Meta) -> str | None:
    """Who a reader sees named between the headline and the body: "By Ana Silva", "19 April 2018 / Ana Silva"."""
    first = body.index(True) if any(body) else len(blocks)
    titles = [at for at, block in enumerate(blocks[: first + 6]) if _is_title(block.text, meta)]
    start = titles[-1] + 1 if titles else max(0, first - 4)
    for block in blocks[start : max(first, start) + 4]:
        if block.clutter or block.role in ("caption", "credit") or len(block.text) > MAX_DATELINE:
            continue
        for line in block.text.split("\n"):
            if (match := _BYLINE.fullmatch(line)) and (name := clean_byline(match["who"])) is not None and len(name.split()) <= MAX_BYLINE_WORDS:
                return name
            beside = _DATE_THEN_NAME.fullmatch(line)
            if (
                beside is not None
                and not beside["who"].isupper()
                and parse_date(line) is not None
                and parse_date(beside["who"]) is None
                and beside["who"] != meta.outlet
            ):
                return clean_byline(beside["who"])
    return None


def read_page(html: str, *, url: str | None = None) -> Page:
    """The report that an HTML page holds."""
    tamed = tame(html)
    parser = LexborHTMLParser(tamed.html)
    saved = _SAVED_URL.search(html[:4000])
    meta = read_meta(parser, saved_from=saved[1] if saved else None, url=url)
    found = find_blocks(parser)
    blocks = found.blocks
    _settle_roles(blocks)
    body = mark_body(blocks, tamed.html)
    if meta.byline is None:
        meta = meta._replace(byline=visible_byline(blocks, body, meta))
    captions, times = _keep_captions(blocks, body), _keep_times(blocks, body, live=meta.is_live)
    pieces = [block for at, block in enumerate(blocks) if body[at] or captions[at] or times[at]]
    pieces = [block for at, block in enumerate(pieces) if not (at < 8 and _is_title(block.text, meta))]
    text, spans = _assemble(pieces)
    problems = []
    if tamed.too_deep or found.too_deep:
        problems.append(Problem("too-deep", "tags are nested too deep to be kept; the words are kept, the page's structure may be misread"))
    saved_date = _SAVED_DATE.search(html[:4000])
    dates = meta.dates or visible_dates(blocks, body, meta) or meta.modified
    return Page(text, meta, _media(pieces, spans, _body_figures(found.figures, body)), dates, tuple(problems), saved_date[1] if saved_date else None)


def date_problem(dates: Sequence[Dated]) -> Problem | None:
    """Says which part of the page gives which date, when two lie more than a day apart."""
    if len(dates) < 2 or all(days_apart(dates[0].stamp, other.stamp) <= 1 for other in dates[1:]):
        return None
    said = dict.fromkeys(f"{dated.where} says {dated.stamp[:10]}" for dated in dates)
    return Problem("date-conflict", f"dates disagree: {', '.join(said)}; {dates[0].stamp[:10]} is used")
