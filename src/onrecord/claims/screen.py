"""A quick look at a page's bytes: whether it may tell an event at all. For archives, of whose pages most tell none and need not be read.

What is looked at are the paragraphs, headings and the page's title, wherever they stand, without building the page; the few sentences that
may tell an event by their words are parsed. A page of few words in paragraphs is judged by all its words, those of its links included.
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
# What stands on a page but is no words of its own: how it opens, and how each closes. And the marks that part no line.
_OPENS = re.compile(rb"<!--|<(?:script|style|svg)\b", re.I)
_CLOSES = {b"<!--": re.compile(rb"-->")} | {b"<" + name: re.compile(rb"</" + name + rb"\s*>", re.I) for name in (b"script", b"style", b"svg")}
_INLINE = re.compile(rb"</?(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.I)
_STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
# Words in paragraphs that make a page judged by them.
ENOUGH = 120
# A page whose text may stand in its scripts.
_TEXT_AS_DATA = re.compile(rb"\"articleBody\"\s*:")
# What a page says of itself stands in so many bytes.
HEAD = 50_000
# A page with more sentences that may tell an event is read without asking the parser first.
MANY = 8
# A paragraph has so many characters; less is a link or a label.
SHORTEST = 40


def _paragraphs(raw: bytes) -> Iterator[str]:
    for match in (*_META.finditer(raw[:HEAD]), *_PARAGRAPH.finditer(raw)):
        words = match.group(1)
        if len(words) >= SHORTEST or match.group().lower().startswith((b"<title", b"<h1")):
            text = _TAG.sub(b" ", words).decode("utf-8", errors="replace")
            yield html.unescape(text) if "&" in text else text


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
    """All words of a page, parted where anything but a mark within a line stands."""
    for line in _TAG.sub(b"\n", _INLINE.sub(b" ", b"\n".join(_without_unread(raw)))).decode("utf-8", errors="replace").splitlines():
        if len(line) >= SHORTEST:
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
    if sum(len(paragraph.split()) for paragraph in paragraphs) < ENOUGH:
        if _TEXT_AS_DATA.search(raw):
            return True
        paragraphs += _lines(raw)
    sentences = list(dict.fromkeys(sentence for paragraph in paragraphs for sentence in _STOP.split(paragraph)))
    words = [words_in(sentence) for sentence in sentences]
    context = read_context(words)
    left = [sentence for sentence, each in zip(sentences, words, strict=True) if tells(each, context)]
    return len(left) > MANY or (bool(left) and _tells_one(left, context))


def _tells_one(sentences: Sequence[str], context: Context) -> bool:
    """Whether one of the sentences, parsed, tells an event."""
    parsed = parse("\n".join(" ".join(sentence.split()) for sentence in sentences))
    return any(find_events(sentence, context, find_tolls(sentence)) for sentence in parsed)
