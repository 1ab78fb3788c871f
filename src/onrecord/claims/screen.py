"""A quick look at a page's bytes: whether it may tell an event at all. For archives, of whose pages most tell none and need not be read.

What is looked at are the paragraphs, headings and the page's title, wherever they stand, without building the page; the few sentences that
may tell an event by their words are parsed. A page of few words in paragraphs is judged by all its words. What is a link as a whole tells
of another page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from onrecord.claims.context import Context, read_context, words_in
from onrecord.claims.gate import tells
from onrecord.claims.what import find_events
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import parse

_PARAGRAPH = re.compile(
    rb"<(?:[pP]|[hH][12]|title|blockquote|figcaption)(?:\s[^<>]*)?>([^<]*(?:<(?!/?(?:p|h1|h2|title|li|div|ul|ol|td|section|article|blockquote)\b)[^<]*)*)"
)
_META = re.compile(rb"<meta[^<>]{0,200}description[^<>]*?content=[\"']([^\"'>]{20,})", re.I)
_TAG = re.compile(rb"<[^<>]*>")
_ANCHOR = re.compile(rb"<a\s[^<>]*>[^<]*(?:<(?!/a\b)[^<]*)*</a\s*>", re.I)
# What stands on a page but is no words of its own: how it opens, and how each closes. And the marks that part no line.
_OPENS = re.compile(rb"<!--|<(?:script|style|svg)\b", re.I)
_CLOSES = {b"<!--": re.compile(rb"-->")} | {b"<" + name: re.compile(rb"</" + name + rb"\s*>", re.I) for name in (b"script", b"style", b"svg")}
_ANCHOR_BEGINS, _ANCHOR_ENDS = re.compile(rb"<a(?:\s[^<>]*)?>", re.I), re.compile(rb"</a\s*>", re.I)
_LINKED = re.compile(r"\s*\x01[^\x01\x02]*\x02\W*")  # a line that is one link, whose ends are so marked
UNMARKED = {1: " ", 2: " "}
_INLINE = re.compile(rb"</?(?:abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.I)
_STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
# Words in paragraphs that make a page judged by them.
ENOUGH = 120
# A page whose text may stand in its scripts.
_TEXT_AS_DATA = re.compile(rb"\"articleBody\"\s*:")
# What a page says of itself stands in so many bytes.
HEAD = 50_000
# A page about force with more sentences that may tell an event is read without asking the parser first.
MANY = 8
# Sentences parsed at a time, until one tells an event.
AT_A_TIME = 4
# A paragraph has so many characters; less is a link or a label.
SHORTEST = 40
# A link has at most so many, its marks included.
LONGEST_LINK = 2_000


def _paragraphs(raw: bytes) -> Iterator[tuple[str, re.Match[bytes] | None]]:
    """Each paragraph's words, and where one stands that may be a link to another page."""
    for match in (*_META.finditer(raw[:HEAD]), *_PARAGRAPH.finditer(raw)):
        words, names = match.group(1), match.group()[:6].lower().startswith((b"<title", b"<h1", b"<meta"))
        if names or len(words) >= SHORTEST:
            text = _TAG.sub(b" ", words).decode("utf-8", errors="replace")
            yield html.unescape(text) if "&" in text else text, None if names else match


def _is_link(match: re.Match[bytes]) -> bool:
    """Whether a paragraph or heading is a link as a whole, within one or around it: what it tells is another page's."""
    start, words = match.start(), match.group(1)
    opened = match.string.rfind(b"<a ", max(0, start - LONGEST_LINK), start)
    within = opened >= 0 and match.string.find(b"</a", opened, start) < 0
    return within or (len(words) <= LONGEST_LINK and not any(map(str.isalnum, _TAG.sub(b"", _ANCHOR.sub(b"", words)).decode(errors="replace"))))


def _without_unread(raw: bytes) -> Iterator[bytes]:
    """A page in pieces, without what is no words of its own. Each mark is sought once past where it opens, so that no page takes long."""
    unclosed: set[bytes] = set()
    begun = at = 0
    while opens := _OPENS.search(raw, at):
        name, at = opens.group().lower(), opens.end()
        closes = None if name in unclosed else _CLOSES[name].search(raw, at)
        if closes is None:
            unclosed.add(name)
            continue
        yield raw[begun : opens.start()]
        begun = at = closes.end()
    yield raw[begun:]


def _lines(raw: bytes) -> Iterator[str]:
    """All words of a page but those of lines that are links, parted where anything but a mark within a line stands."""
    words = _ANCHOR_ENDS.sub(b"\x02", _ANCHOR_BEGINS.sub(b"\x01", _INLINE.sub(b" ", b"\n".join(_without_unread(raw)))))
    for line in _TAG.sub(b"\n", words).decode("utf-8", errors="replace").splitlines():
        if len(line) >= SHORTEST and not _LINKED.fullmatch(line):
            line = line.translate(UNMARKED)
            yield html.unescape(line) if "&" in line else line


def may_tell_events(raw: bytes) -> bool:
    """Whether a page has to be read for claims: False where its own words tell no event.

    >>> may_tell_events(b"<html><title>Ferries</title>" + b"<p>The ferry to the island leaves at nine every day but Sunday.</p>" * 12)
    False
    >>> may_tell_events(b"<html><title>Shells kill two</title>" + b"<p>Shells killed two people in the port on Friday, police said.</p>" * 12)
    True
    """
    if b"<" not in raw[:1000]:
        return True
    paragraphs = list(_paragraphs(raw))
    if sum(len(text.split()) for text, _ in paragraphs) < ENOUGH:
        if _TEXT_AS_DATA.search(raw):
            return True
        paragraphs += [(line, None) for line in _lines(raw)]
    places: dict[str, re.Match[bytes] | None] = {}
    for text, match in paragraphs:
        for sentence in _STOP.split(text):
            places.setdefault(sentence, match)
    words = [words_in(sentence) for sentence in places]
    context = read_context(words)
    left = [sentence for sentence, each in zip(places, words, strict=True) if tells(each, context)]
    own = [sentence for sentence in left if (match := places[sentence]) is None or not _is_link(match)]
    return (context.armed and len(own) > MANY) or any(_tells_one(own[at : at + AT_A_TIME], context) for at in range(0, len(own), AT_A_TIME))


def _tells_one(sentences: Sequence[str], context: Context) -> bool:
    """Whether one of the sentences, parsed, tells an event."""
    parsed = parse("\n".join(" ".join(sentence.split()) for sentence in sentences), with_names=False)
    return any(find_events(sentence, context, find_tolls(sentence)) for sentence in parsed)
