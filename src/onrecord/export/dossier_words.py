"""A claim's words within the paragraph around them, marked; the words of its values underlined."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from onrecord.nouns import Claim
from onrecord.show.visible import show_text

AROUND = 280  # code points shown on either side, up to the edges of the paragraph
TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")


def show_words(text: str, claim: Claim) -> str:
    """The paragraph as HTML. Offsets that do not fit the text mark nothing."""
    if not 0 <= claim.start < claim.end <= len(text):
        return escape(show_text(claim.exact))
    low, high = find_edges(text, claim.start, claim.end)
    values = [(max(start, low), min(end, high)) for start, end in find_values(claim) if start < high and end > low]
    cuts = sorted({low, high, claim.start, claim.end, *(at for value in values for at in value)})
    parts = []
    for start, end in pairwise(cuts):
        piece = "\n".join(escape(show_text(line)) for line in text[start:end].split("\n"))
        is_value = any(value[0] <= start < value[1] for value in values)
        is_claim = claim.start <= start < claim.end
        kind = ' class="value"' if is_value else ""
        parts.append(f"<mark{kind}>{piece}</mark>" if is_claim or is_value else piece)
    before, after = "… " if low and text[low - 1] != "\n" else "", " …" if high < len(text) and text[high] != "\n" else ""
    return f"{before}{''.join(parts)}{after}"


def find_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph around some words begins and ends, or so far before and after them."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    high = len(text) if high < 0 else high
    if start - low > AROUND:
        low = text.find(" ", start - AROUND, start) + 1 or start - AROUND
    if high - end > AROUND:
        space = text.rfind(" ", end, end + AROUND)
        high = space if space > 0 else end + AROUND
    return low, high


def find_values(claim: Claim) -> Iterator[tuple[int, int]]:
    """Where the words of a claim's values stand."""
    tolls = [getattr(claim.toll, name) for name in TOLLS] if claim.toll else []
    parts = (*claim.attribution, *claim.actors, *claim.recipients, claim.place, claim.when, *tolls)
    for part in (*parts, claim.verification, claim.responsibility):
        if part is not None and part.start is not None and part.end is not None and part.start < part.end:
            yield part.start, part.end
