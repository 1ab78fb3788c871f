"""Tolls as bars from the lowest to the highest number that each voice allows, open where it sets no bound."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from onrecord.nouns import Count
from onrecord.show.visible import show_text

WIDE, ROW, LEFT, RIGHT = 640, 26, 150, 40
FADE = (
    '<svg class="none" width="0" height="0" aria-hidden="true"><defs><linearGradient id="fade"><stop class="fade" offset="0" stop-opacity=".55"/>'
    '<stop class="fade" offset="1" stop-opacity="0"/></linearGradient></defs></svg>'
)  # once a page: what open bars end in


def draw_bars(counts: Sequence[tuple[str, Count]]) -> str:
    """The bars as SVG, one a value, on one scale from nought. The table beside them says the same in words."""
    most = max((bound for _, count in counts for bound in (count.low, count.best, count.high) if bound is not None), default=0)
    if not counts or most == 0:
        return ""
    scale = (WIDE - LEFT - RIGHT) / (most * 1.15)
    rows = "".join(draw_row(number, words, count, scale) for number, (words, count) in enumerate(counts))
    label = "Told: " + "; ".join(show_text(words) for words, _ in counts)
    return f'<svg class="bars" viewBox="0 0 {WIDE} {len(counts) * ROW + 4}" role="img" aria-label="{escape(label)}">{rows}</svg>'


def draw_row(number: int, words: str, count: Count, scale: float) -> str:
    """One value: a solid bar between its bounds, a fading one where it is open, a stroke at its best number."""
    top, middle = number * ROW + 6, number * ROW + 17
    parts = [f'<text class="label" x="0" y="{middle}">{escape(show_text(words))}</text>']
    low = count.low if count.low is not None else count.best if count.high is None else 0
    high = count.high if count.high is not None else low
    start, end = LEFT + (low or 0) * scale, LEFT + (high or 0) * scale
    parts.append(f'<line class="tick" x1="{LEFT}" x2="{LEFT}" y1="{top - 4}" y2="{top + 18}"/>')
    parts.append(f'<rect class="bar" x="{start:.1f}" y="{top}" width="{max(end - start, 3):.1f}" height="12"/>')
    if count.high is None and count.low is not None:
        parts.append(f'<rect class="open" x="{end + 3:.1f}" y="{top}" width="60" height="12"/>')
    if count.best is not None:
        at = LEFT + count.best * scale
        parts.append(f'<line class="best" x1="{at:.1f}" x2="{at:.1f}" y1="{top - 2}" y2="{top + 14}"/>')
    return "".join(parts)
