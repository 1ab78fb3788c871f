"""Events that no word of the lexicon tells, by a learned part: sentences of a report of force that read as those in which people marked claims.

"Three colleagues did not come home", "He was driven off towards the river by men in balaclavas": no list of words has all of these. Where a report
tells events, two linear models weigh the words of each sentence that tells none, alone and in pairs, and what the report tells around it: whether it
tells an event, and of which type. Both must be sure together. The rules read the rest from the sentence's parse as they do for a lexicon's word.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.context import Context
from onrecord.claims.gates import in_class
from onrecord.claims.mentions import UNTOLD, EventMention, read_mention
from onrecord.claims.modality import is_ability
from onrecord.claims.triggers import Entry, Trigger
from onrecord.claims.untrue import is_unmeant
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
# Sentences of a report at least: of a few, what is told around one says too little.
FEWEST = 8
# What counts as a word of its own, whatever number it is.
NUMBER = "<number>"


def terms_of(words: Sequence[str]) -> frozenset[str]:
    """The words of a sentence, and those side by side in pairs, numbers as one.

    >>> sorted(terms_of(["two", "boats", "sank"]))
    ['boats', 'boats sank', 'sank', 'two', 'two boats']
    """
    plain = [NUMBER if word[0].isdigit() else word for word in words]
    return frozenset(plain) | frozenset(f"{one} {other}" for one, other in pairwise(plain))


# How many numbers on the surroundings weigh on whether a sentence tells an event at all.
BESIDE = 5


def beside(told: Sequence[frozenset[EventType]], context: Context, at: int) -> list[float]:
    """What weighs on whether sentence ``at`` tells an event, where ``told`` has the types that each sentence of the report tells.

    Whether those beside it do, whether it is the first, whether the report is of force, and what share of its sentences tell.
    """
    share = sum(map(bool, told)) / max(1, len(told))
    return [float(at > 0 and bool(told[at - 1])), float(at + 1 < len(told) and bool(told[at + 1])), float(at == 0), float(context.armed), share]


def types_around(told: Sequence[frozenset[EventType]], at: int) -> list[float]:
    """What weighs on the type of a sentence's event as well: each type's share in the report, and whether the last telling sentence before, the next
    after and the report's first tell it."""
    others = [types for number, types in enumerate(told) if number != at and types]
    before = next((types for types in reversed(told[:at]) if types), frozenset())
    after = next((types for types in told[at + 1 :] if types), frozenset())
    first = others[0] if others else frozenset()
    count = max(1, sum(map(len, others)))
    shares = [sum(each in types for types in others) / count for each in TYPES]
    return [*shares, *(float(each in types) for types in (before, after, first) for each in TYPES)]


def surroundings(told: Sequence[frozenset[EventType]], context: Context, at: int) -> Floats:
    """Both, as one row."""
    return np.array([*beside(told, context, at), *types_around(told, at)], dtype=np.float32)


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

    def chance(self, rows: Sequence[int], around: Sequence[float]) -> float:
        """How likely it is that a sentence of these terms tells an event, by what is ``beside`` it."""
        told = float(self.event[rows].sum(dtype=np.float32)) + float(self.event_beside[:-1] @ around) + float(self.event_beside[-1])
        return 1 / (1 + math.exp(-told))

    def likeliest(self, rows: Sequence[int], around: Floats) -> tuple[EventType, float]:
        """The likeliest type of an event, and how likely it is, by all its ``surroundings``."""
        scores = self.types[rows].sum(axis=0, dtype=np.float32) + around @ self.types_beside[:-1] + self.types_beside[-1]
        chances = np.exp(scores - scores.max())
        best = int(chances.argmax())
        return TYPES[best], float(chances[best] / chances.sum())

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
    """The seam for another reader of what the lexicon does not tell: of sentences by their words, with the types that each tells."""

    def __call__(self, words: Sequence[Sequence[str]], told: Sequence[frozenset[EventType]], context: Context) -> dict[int, EventType]: ...


def find_untold(words: Sequence[Sequence[str]], told: Sequence[frozenset[EventType]], context: Context) -> dict[int, EventType]:
    """Where sentences stand that tell an event by no word of the lexicon, and its type.

    None in a report that is not of force, tells no event by the lexicon, or has only a few sentences.
    """
    if not context.armed or not any(told) or len(words) < FEWEST:
        return {}
    reader = load_untold()
    found: dict[int, EventType] = {}
    for at, each in enumerate(words):
        if told[at] or not SHORTEST <= len(each) <= LONGEST:
            continue
        rows = reader.rows(each)
        event = reader.chance(rows, beside(told, context, at))
        if event < SURE:
            continue
        event_type, chance = reader.likeliest(rows, surroundings(told, context, at))
        if event * chance >= SURE and event_type is not EventType.OTHER:
            found[at] = event_type
    return found


def mention_untold(sentence: Sentence, event_type: EventType) -> EventMention | None:
    """The event of a parsed sentence, told by the verb that speaks most for one; None where no word of it can be a deed, or it was not done:
    what no word names is denied by none ("whose name was *not released*"), and would dispute what others tell."""
    reader = load_untold()
    if any(token.lemma_.lower() in MISHAPS for token in sentence.doc):
        return None
    verbs = [token for token in sentence.doc if token.pos_ == "VERB" and token.dep_ != "amod" and _may_be_a_deed(token)]
    deeds = verbs or [token for token in sentence.doc if token.pos_ == "NOUN" and people_noun(token.lower_) is None]
    if not deeds:
        return None
    token = max(deeds, key=lambda each: (reader.weight(each.lower_), -each.i))
    entry = Entry((token.lemma_.lower(),), None, "V" if token.pos_ == "VERB" else "N", event_type, UNTOLD, "")
    mention = read_mention(Trigger(token, (token,), entry), sentence)
    if mention.generic or mention.polarity == "negative" or is_ability(token) or is_unmeant(token):
        return None
    doers = tuple(each for each in mention.actors if each.pos_ in {"PROPN", "PRON"} or in_class(each, "force") or in_class(each, "people"))
    return replace(mention, actors=doers)


def _may_be_a_deed(verb: Token) -> bool:
    return act_of(verb) is None and verb.lemma_.lower() not in OF_WITNESSES


# Harm that nobody does: told beside deeds, it reads like one.
MISHAPS = frozenset("accident crash collide collision earthquake flood wildfire storm hurricane drown overdose cancer".split())
# What those do who tell of a deed, or are told of beside it; and "according to".
OF_WITNESSES = frozenset("accord count hear see watch witness notice meet wake live call name know think believe identify".split())
