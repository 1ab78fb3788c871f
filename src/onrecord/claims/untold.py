"""Events that no word of the lexicon tells, by a learned part: sentences of a report of force that read as those in which people marked claims.

"Three colleagues did not come home", "He was driven off towards the river by men in balaclavas": no list of words has all of these. Where a report
tells events, two linear models weigh the words of each sentence that tells none, alone and in pairs, and what the report tells around it: whether it
tells an event, and of which type. Both must be sure together. The rules read the rest from the sentence's parse as they do for a lexicon's word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.context import Context, words_in
from onrecord.claims.mentions import EventMention, read_mention
from onrecord.claims.triggers import Entry, Trigger
from onrecord.claims.voices_parse import act_of
from onrecord.facts.people import people_noun
from onrecord.nouns import EventType
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

Floats = NDArray[np.float32]
WEIGHTS = "untold.npz"
TYPES = tuple(EventType)
# How likely an event and its type together must be.
SURE = 0.4
# Sentences of fewer words are headings and captions, of more are lists.
SHORTEST, LONGEST = 5, 70
# What counts as a word of its own, whatever number it is.
NUMBER = "<number>"


def terms_of(words: Sequence[str]) -> frozenset[str]:
    """The words of a sentence, and those side by side in pairs, numbers as one.

    >>> sorted(terms_of(["two", "boats", "sank"]))
    ['boats', 'boats sank', 'sank', 'two', 'two boats']
    """
    plain = [NUMBER if word[0].isdigit() else word for word in words]
    return frozenset(plain) | frozenset(f"{one} {other}" for one, other in zip(plain, plain[1:], strict=False))


def surroundings(told: Sequence[frozenset[EventType]], context: Context, at: int) -> Floats:
    """What a report tells around its sentence ``at``, where ``told`` has the types that each of its sentences tells.

    First what weighs on whether it tells an event: whether those beside it do, and what share of all. Then what weighs on its type as well: each
    type's share in the report, and whether the last before, the next after and the report's first telling sentence tell it.
    """
    telling = [bool(each) for each in told]
    beside = [at > 0 and telling[at - 1], at + 1 < len(told) and telling[at + 1], at == 0, context.armed, sum(telling) / max(1, len(told))]
    others = [types for number, types in enumerate(told) if number != at and types]
    before = next((types for types in reversed(told[:at]) if types), frozenset())
    after = next((types for types in told[at + 1 :] if types), frozenset())
    first = others[0] if others else frozenset()
    count = max(1, sum(map(len, others)))
    shares = [sum(each in types for types in others) / count for each in TYPES]
    near = [each in types for types in (before, after, first) for each in TYPES]
    return np.array([*beside, *shares, *near], dtype=np.float32)


# How many of the surroundings weigh on whether a sentence tells an event at all.
BESIDE = 5


@dataclass(frozen=True)
class UntoldReader:
    """The learned weights: of terms (``numbers`` their rows) and of surroundings, for an event and for each type."""

    numbers: Mapping[str, int]
    event: Floats  # (terms,)
    event_beside: Floats  # (BESIDE + 1,), the last its bias
    types: Floats  # (terms, types)
    types_beside: Floats  # (surroundings + 1, types), the last row their bias

    def rows(self, words: Sequence[str]) -> list[int]:
        """The rows of a sentence's terms that are known."""
        return [row for term in terms_of(words) if (row := self.numbers.get(term)) is not None]

    def weigh(self, words: Sequence[str], around: Floats) -> tuple[EventType, float]:
        """The likeliest type of a sentence's event, and how likely it is that the sentence tells an event, and one of that type."""
        rows = self.rows(words)
        told = self.event[rows].sum() + around[:BESIDE] @ self.event_beside[:-1] + self.event_beside[-1]
        event = float(1 / (1 + np.exp(-told)))
        if event < SURE:
            return EventType.OTHER, event * event
        scores = self.types[rows].sum(axis=0, dtype=np.float32) + around @ self.types_beside[:-1] + self.types_beside[-1]
        chances = np.exp(scores - scores.max())
        best = int(chances.argmax())
        return TYPES[best], event * float(chances[best] / chances.sum())

    def weight(self, word: str) -> float:
        """How much a word alone speaks for an event."""
        row = self.numbers.get(word)
        return float(self.event[row]) if row is not None else 0.0


@lru_cache(maxsize=1)
def load_untold() -> UntoldReader:
    """The weights that come with the package, once a process."""
    with as_file(files("onrecord").joinpath("weights", WEIGHTS)) as path, np.load(path) as held:
        numbers = {term: row for row, term in enumerate(held["terms"].tolist())}
        return UntoldReader(numbers, held["event"], held["event_beside"], held["types"], held["types_beside"])


class UntoldFinder(Protocol):
    """The seam for another reader of what the lexicon does not tell: of sentences, with the types that each tells, those that tell an event too."""

    def __call__(self, sentences: Sequence[Sentence], told: Sequence[frozenset[EventType]], context: Context) -> dict[int, EventType]: ...


def find_untold(sentences: Sequence[Sentence], told: Sequence[frozenset[EventType]], context: Context) -> dict[int, EventType]:
    """The index of each sentence that tells an event by no word of the lexicon, and the event's type; none where the report tells no other."""
    if context.peaceful or not any(told):
        return {}
    reader = load_untold()
    found: dict[int, EventType] = {}
    for at, sentence in enumerate(sentences):
        words = words_in(sentence.text) if not told[at] else []
        if SHORTEST <= len(words) <= LONGEST:
            event_type, chance = reader.weigh(words, surroundings(told, context, at))
            if chance >= SURE:
                found[at] = event_type
    return found


def mention_untold(sentence: Sentence, event_type: EventType) -> EventMention | None:
    """The event of a parsed sentence, told by the word that speaks most for one; None where no verb or noun of it can be a deed."""
    reader = load_untold()
    deeds = list(_possible_deeds(sentence))
    if not deeds:
        return None
    token = max(deeds, key=lambda each: (reader.weight(each.lower_), each.pos_ == "VERB", -each.i))
    entry = Entry((token.lemma_.lower(),), None, "V" if token.pos_ == "VERB" else "N", event_type, "-", "")
    mention = read_mention(Trigger(token, (token,), entry), sentence)
    return None if mention.generic else mention


def _possible_deeds(sentence: Sentence) -> Iterator[Token]:
    """Verbs that are not of telling, and nouns that are no people."""
    for token in sentence.doc:
        if (token.pos_ == "VERB" and act_of(token) is None) or (token.pos_ == "NOUN" and people_noun(token.lower_) is None):
            yield token
