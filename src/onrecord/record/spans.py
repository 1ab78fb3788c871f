"""The stretches of a report's text that the parts of a claim point to: taken from the text, checked against it, and found again in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from onrecord.errors import UsageError
from onrecord.nouns import Claim, Span
from onrecord.record.quotes import find_words

# The field in which each part of a claim has its words. The counts of a toll have them in ``exact`` too.
WORDS = {
    "attribution": "name",
    "actors": "name",
    "recipients": "name",
    "place": "toponym",
    "when": "exact",
    "verification": "exact",
    "responsibility": "exact",
}
COUNT_WORDS = "exact"


class Part(NamedTuple):
    """A part of a claim as plain JSON, the name of its field, and the field in it that has its words."""

    field: str
    plain: dict[str, Any]
    words: str


def find_parts(plain: dict[str, Any]) -> Iterator[Part]:
    """The parts of a claim, given as plain JSON, that may point to words."""
    for field, words in WORDS.items():
        value = plain.get(field)
        for part in value if isinstance(value, list | tuple) else [value]:
            if isinstance(part, dict):
                yield Part(field, part, words)
    toll = plain.get("toll")
    for name, count in toll.items() if isinstance(toll, dict) else ():
        if isinstance(count, dict):
            yield Part(f"toll.{name}", count, COUNT_WORDS)


def take_words(plain: dict[str, Any], text: str) -> None:
    """Gives each part that points to a stretch of the text its words. Raises ``UsageError`` where the text has other words there."""
    for field, part, words in find_parts(plain):
        start, end = part.get("start"), part.get("end")
        if start is None and end is None:
            continue
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise UsageError(f"{field}: {start} to {end} is no stretch of the report's text, which has {len(text)} characters")
        found = text[start:end]
        if part.get(words) not in (None, "", found):
            raise UsageError(f"{field}: the report has {found!r} from {start} to {end}, not {part[words]!r}; select the words in its text")
        part[words] = found


def move_spans(told: Claim, text: str, shift: int = 0, only: str | None = None) -> Claim:
    """The claim with each of its parts pointing to where its words stand in this text, the nearest to where they stood and ``shift``.

    A part whose words stand nowhere points nowhere; it keeps its words. ``only``: the parts of one field.
    """
    plain = msgspec.to_builtins(told)
    for field, part, words in find_parts(plain):
        start, end = part.get("start"), part.get("end")
        if only is not None and only not in (field, field.split(".")[0]):
            continue
        if start is None or end is None or (text[start:end] == part.get(words) and not shift):
            continue
        found = find_nearest(text, part.get(words) or "", start + shift)
        part["start"], part["end"] = (found.start, found.end) if found else (None, None)
        if found:
            part[words] = text[found.start : found.end]
    return msgspec.convert(plain, Claim)


def find_nearest(text: str, words: str, start: int) -> Span | None:
    """The place nearest to an offset that has the words."""
    if not words.strip():
        return None
    if text.startswith(words, start):
        return Span(start, start + len(words))
    return min(find_words(text, words), key=lambda span: abs(span.start - start), default=None)
