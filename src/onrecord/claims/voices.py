"""Who says what: every attribution of a report, its chain of voices from the outlet inward, and the words it governs."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Protocol

import msgspec

from onrecord.claims.voices_carry import carry_colons, carry_quotes, carry_speakers
from onrecord.claims.voices_chain import Attribution, attributions_at, certainty_at, chain_at, same_voice
from onrecord.claims.voices_cues import find_frames
from onrecord.claims.voices_frames import read_frame, worded
from onrecord.claims.voices_learned import add_learned
from onrecord.claims.voices_other import read_according, read_headline, read_noun_cues, read_responsibility, read_signature
from onrecord.claims.voices_quotes import find_quotes, text_of
from onrecord.facts.names import Names
from onrecord.text.parse import Sentence

__all__ = ["Attribution", "AttributionReader", "attributions_at", "certainty_at", "chain_at", "find_attributions", "same_voice"]


class AttributionReader(Protocol):
    """The seam for another reader of attributions, such as a learned one."""

    def __call__(
        self, sentences: Sequence[Sentence], names: Names, *, outlet: str | None = None, telling: Set[int] | None = None
    ) -> list[Attribution]: ...


def find_attributions(
    sentences: Sequence[Sentence], names: Names, *, outlet: str | None = None, telling: Set[int] | None = None
) -> list[Attribution]:
    """The attributions of a report in reading order. ``outlet`` is who publishes it: its own name makes no voice.

    ``telling`` are the indexes of the sentences that tell events, where they are known: the dearest reader looks at those alone.
    """
    text = text_of(sentences)
    quotes = find_quotes(text)
    found: list[Attribution] = []
    for position, sentence in enumerate(sentences):
        if not sentence.parsed:
            continue
        previous = sentences[position - 1] if position else None
        following = sentences[position + 1] if position + 1 < len(sentences) else None
        frames = find_frames(sentence)
        for frame in frames:
            found += read_frame(frame, previous, following, names, quotes, text, outlet)
        found += read_according(sentence, names)
        found += read_noun_cues(sentence, names)
        found += read_headline(sentence, names) if not frames else []
        found += read_signature(sentence, sentences, names)
    found = carry_quotes(found, sentences, quotes, text)
    found = carry_colons(found, sentences, text)
    found += read_responsibility(sentences, names)
    found = add_learned(found, sentences, names, text=text, outlet=outlet, telling=telling)
    found = carry_speakers(found, names, text)
    found = [msgspec.structs.replace(a, content=worded(a.content, text)) for a in found]
    return sorted((a for a in found if a.chain and a.content), key=lambda a: (a.content[0].start, -a.size))
