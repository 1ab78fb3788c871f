"""Where the quotation marks of a report open and close."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.text.parse import Sentence

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
EITHER = '"'
LONGEST = 2500  # a quotation longer than this has lost its closing mark


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, marks included: ``text[start:end]``. ``open``: its closing mark is missing, as in a running quotation."""

    start: int
    end: int
    open: bool = False


def text_of(sentences: Sequence[Sentence]) -> str:
    """The report's text as far as its sentences hold it, blanks elsewhere, so that offsets stay true."""
    pieces: list[str] = []
    at = 0
    paragraph = -1
    for sentence in sentences:
        gap = sentence.start - at
        pieces.append(("\n" if sentence.paragraph != paragraph else " ") * gap)
        pieces.append(sentence.text)
        at, paragraph = sentence.end, sentence.paragraph
    return "".join(pieces)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark in OPENING:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return mark == EITHER and (not before or before.isspace() or before in "([—–-:") and bool(after) and not after.isspace()


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a report, in order. One left open at its paragraph's end is closed there and marked ``open``.

    >>> [text[q.start:q.end] for text in ['He said: “We won.” Then "it" ended.'] for q in find_quotes(text)]
    ['“We won.”', '"it"']
    """
    quotes: list[Quote] = []
    start: int | None = None
    for match in re.finditer(r"[“”«»„\"]|\n", text):
        at = match.start()
        if match.group() == "\n":
            if start is not None and at - start <= LONGEST:
                quotes.append(Quote(start, at, open=True))
            start = None
        elif start is None:
            if _opens(text, at):
                start = at
        elif match.group() in OPENING:
            start = at  # a new one opens: the one before lost its end
        elif match.group() in CLOSING or not _opens(text, at):
            quotes.append(Quote(start, at + 1))
            start = None
        elif at - start > LONGEST:
            start = at
    if start is not None and len(text) - start <= LONGEST:
        quotes.append(Quote(start, len(text), open=True))
    return [quote for quote in quotes if quote.end - quote.start > 2]


def is_speech(text: str, quote: Quote) -> bool:
    """Whether the quotation is a whole utterance and not a word or a title in quotation marks."""
    words = text[quote.start : quote.end].split()
    return len(words) >= 4 or text[quote.start : quote.end].rstrip('”»" ').endswith((".", ",", "!", "?"))
