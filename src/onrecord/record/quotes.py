"""Words of a report that a person selected, by what finds them again in another reading or version of it: themselves and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from onrecord.errors import UsageError
from onrecord.nouns import Span

AROUND = 40  # characters kept on either side


class Quote(msgspec.Struct, frozen=True):
    """Words that a person selected, where they stood, and what stood before and after them."""

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


def make_quote(text: str, start: int, end: int) -> Quote:
    """The words of a stretch of the text, without space around them. Raises ``UsageError`` where there is no such stretch, or nothing in it."""
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{start} to {end}: no stretch of the report's text, which has {len(text)} characters; select its words anew")
    exact = text[start:end].strip()
    if not exact:
        raise UsageError(f"{start} to {end}: nothing but space; select words")
    start = text.index(exact, start)
    end = start + len(exact)
    return Quote(exact, start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])


def find_quote(text: str, quote: Quote) -> Span | None:
    """Where the words stand in a text: where they stood, else the one place that has them, or the one whose surroundings are the most alike.

    None: they stand nowhere, or in several places that cannot be told apart. Spaces, case and punctuation between words do not count.

    >>> find_quote("Rain. Two people  died, he said.", make_quote("Two people died.", 0, 15))
    Span(start=6, end=22)
    """
    if text[quote.start : quote.end] == quote.exact and around(text, Span(quote.start, quote.end), quote) == 2 * AROUND:
        return Span(quote.start, quote.end)
    found = list(find_words(text, quote.exact))
    if len(found) < 2:
        return found[0] if found else None
    scores = [around(text, span, quote) for span in found]
    best = max(scores)
    return found[scores.index(best)] if scores.count(best) == 1 else None


def find_words(text: str, words: str) -> Iterator[Span]:
    """Each place where the words stand, as they are or with other spaces, case or punctuation between them."""
    parts = re.findall(r"\w+", words)
    pattern = r"[\W_]+".join(re.escape(part) for part in parts) if parts else re.escape(words.strip())
    edge = r"(?<!\w)" if parts else "", r"(?!\w)" if parts else ""
    for match in re.finditer(f"{edge[0]}{pattern}{edge[1]}", text, re.IGNORECASE):
        yield widen(text, Span(match.start(), match.end()), words)


def widen(text: str, span: Span, words: str) -> Span:
    """The span with the signs that the words begin and end with, where they stand there too."""
    parts = re.findall(r"\w+", words)
    if not parts:
        return span
    before, after = words[: words.index(parts[0])], words[words.rindex(parts[-1]) + len(parts[-1]) :]
    start = span.start - len(before) if before and text[: span.start].endswith(before) else span.start
    end = span.end + len(after) if after and text.startswith(after, span.end) else span.end
    return Span(start, end)


def around(text: str, span: Span, quote: Quote) -> int:
    """How many characters before and after are as they were around the quote; all of them where the text ended there then and does now."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return count_same(before[::-1], quote.prefix[::-1]) + count_same(after, quote.suffix)


def count_same(one: str, other: str) -> int:
    """How many characters two strings begin with alike; as many as are kept where they are the same."""
    if one == other:
        return AROUND
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
