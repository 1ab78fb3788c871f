"""Attributions, and the chain of voices that they make at one place of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.nouns import Certainty, Span, Voice

Act = Literal["say", "hedge", "deny", "ask", "judge", "accuse", "quote", "show"]


class Attribution(msgspec.Struct, frozen=True):
    """The words that a chain of voices answers for. ``content`` are spans of the report, ``chain`` runs from the outlet inward, origin last.

    ``certainty`` is what the cue tells ("believes" is hedged), ``act`` what the cue does with the content ("deny", "ask").
    """

    content: tuple[Span, ...]
    chain: tuple[Voice, ...]
    certainty: Certainty = "stated"
    direct: bool = False
    act: Act = "say"
    cue: Span | None = None
    source: Span | None = None
    sentence: int = 0

    def covers(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is part of the content."""
        return any(span.start <= offset < span.end for span in self.content)

    @property
    def size(self) -> int:
        """How many code points the content has."""
        return sum(span.end - span.start for span in self.content)


def attributions_at(attributions: Sequence[Attribution], span: Span) -> list[Attribution]:
    """The attributions whose content covers the start of ``span``, outermost first."""
    covering = [attribution for attribution in attributions if attribution.covers(span.start)]
    return sorted(covering, key=lambda attribution: (sum(_encloses(other, attribution) for other in covering), -attribution.size))


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Whether the one tells that the other was said: it governs the other's cue."""
    return outer is not inner and inner.cue is not None and outer.covers(inner.cue.start)


def chain_at(attributions: Sequence[Attribution], span: Span) -> tuple[Voice, ...]:
    """The chain of voices for an event whose words stand at ``span``: outer voices first, origin last; empty for the outlet's own words."""
    chain: list[Voice] = []
    for attribution in attributions_at(attributions, span):
        for voice in attribution.chain:
            if chain and same_voice(chain[-1], voice):
                chain[-1] = voice
            elif not any(same_voice(voice, other) for other in chain):
                chain.append(voice)
    return tuple(chain)


def certainty_at(attributions: Sequence[Attribution], span: Span) -> Certainty:
    """ "hedged" where one of the cues over ``span`` holds back."""
    return "hedged" if any(attribution.certainty == "hedged" for attribution in attributions_at(attributions, span)) else "stated"


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two links are one voice: the same place in the report, or the same name."""
    if one.start is not None and one.start == other.start:
        return True
    first, second = _plain_name(one.name), _plain_name(other.name)
    return first == second


def _plain_name(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.casefold()).strip()
