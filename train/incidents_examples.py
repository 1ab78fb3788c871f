"""From messages with answer keys to what a network learns: the fillers of the keys found in the words, each with what its templates say of it."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.keys import Key, plain, read_keys
from onrecord.claims.incidents_reader import SIZE
from onrecord.claims.incidents_tags import CONFIDENCES, INCIDENTS, ROLES, STAGES
from onrecord.text.windows import Window, find_windows

Row = Mapping[str, Any]
# Messages of the training half that the network does not learn from: the bars are set on them.
FOLD = 200


@dataclass(frozen=True, slots=True)
class Filler:
    """Words of a text that fill a slot: its role, its code points, and the numbers of the templates that they stand in."""

    role: str
    start: int
    end: int
    templates: frozenset[int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A filler in a window: the pieces it is made of, and, as 0 and 1, its incident types, stages and confidences; no 1 means nothing is told."""

    role: int
    pieces: range
    templates: frozenset[int]
    types: list[float]
    stages: list[float]
    confidences: list[float]


@dataclass(frozen=True)
class Taught:
    """What teachers say of a window, as probabilities.

    ``roles`` (words, roles, tags); ``types`` (types); and of the words of some ``places``, by number, which may be mentions: what is
    ``told`` there (places, types, stages and confidences), and of which ``pairs`` of them one incident has both (places, places).
    """

    roles: NDArray[np.float16]
    types: NDArray[np.float16]
    places: list[int]
    told: NDArray[np.float16]
    pairs: NDArray[np.float16]

    def of_words(self, words: Sequence[int]) -> Taught:
        """The same of some of the words."""
        new = {old: at for at, old in enumerate(words)}
        stay = [at for at, place in enumerate(self.places) if place in new]
        return Taught(self.roles[words], self.types, [new[self.places[at]] for at in stay], self.told[stay], self.pairs[np.ix_(stay, stay)])


@dataclass(frozen=True)
class Example:
    """A window with ``tags``, for each word one of each role; its ``mentions``; the ``types`` of what they tell of; and what teachers say of it."""

    window: Window
    tags: list[list[int]]
    mentions: list[Mention]
    types: list[float]
    taught: Taught | None = None


def pieces_of(window: Window, words: Sequence[int]) -> list[range]:
    """The pieces that some words, by number, are made of; a mark behind a word counts to it."""
    ends = [*window.words[1:], len(window.ids)]
    return [range(window.words[number], ends[number]) for number in words]


def thin(example: Example, chance: random.Random, share: float) -> Example:
    """The example with few of the paragraphs that hold no mention, a ``share`` of them."""
    ends = [at + 1 for at, span in enumerate(example.window.spans) if span == (0, 0)]
    stays = [0]
    for start, end in itertools.pairwise(ends):
        if any(mention.pieces.start < end and start < mention.pieces.stop for mention in example.mentions) or chance.random() < share:
            stays.extend(range(start, end))
    stays = stays if len(stays) > 1 else list(range(len(example.window.ids)))
    place = {old: new for new, old in enumerate(stays)}
    words = [number for number, at in enumerate(example.window.words) if at in place]
    window = Window(
        [example.window.ids[at] for at in stays],
        [example.window.shapes[at] for at in stays],
        [example.window.spans[at] for at in stays],
        [place[example.window.words[number]] for number in words],
    )
    mentions = [replace(one, pieces=range(place[one.pieces.start], place[one.pieces.stop - 1] + 1)) for one in example.mentions]
    taught = example.taught and example.taught.of_words(words)
    return Example(window, [example.tags[number] for number in words], mentions, example.types, taught)


def find_fillers(text: str, keys: Sequence[Key]) -> list[Filler]:
    """Every place of a text that has the words of a filler, the longest where forms of one role share words."""
    found: dict[tuple[str, int, int], set[int]] = {}
    for number, key in enumerate(keys):
        for role in ROLES:
            for form in (form for forms in key.slots[role] for form in forms):
                words = r"\s+".join(re.escape(word) for word in form.split())
                for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
                    found.setdefault((role, *match.span()), set()).add(number)
    fillers: list[Filler] = []
    for (role, start, end), numbers in sorted(found.items(), key=lambda each: (each[0][1] - each[0][2], each[0][1])):
        if not any(other.role == role and start < other.end and other.start < end for other in fillers):
            fillers.append(Filler(role, start, end, frozenset(numbers)))
    return sorted(fillers, key=lambda filler: (filler.start, filler.end))


def _marked(classes: Sequence[str], right: Sequence[str]) -> list[float]:
    return [float(one in right) for one in classes]


def _confidences(filler: Filler, text: str, keys: Sequence[Key]) -> list[float]:
    """The classes that the keys give the organisation that the filler names."""
    if filler.role != "perp_organization":
        return [0.0] * len(CONFIDENCES)
    words = plain(text[filler.start : filler.end])
    told = [one for number in filler.templates for one in keys[number].confidences if words in map(plain, one.forms)]
    return _marked(CONFIDENCES, [name for one in told for name in one.classes])


def label(window: Window, text: str, keys: Sequence[Key], fillers: Sequence[Filler]) -> Example:
    """A window with the labels of the fillers that lie in it."""
    starts = [window.spans[at][0] for at in window.words]
    ends = [*window.words[1:], len(window.ids)]
    tags = [[0] * len(ROLES) for _ in starts]
    mentions = []
    for filler in fillers:
        words = [number for number, at in enumerate(starts) if filler.start <= at < filler.end]
        if not words:
            continue
        role = ROLES.index(filler.role)
        for n, word in enumerate(words):
            tags[word][role] = 1 if n == 0 else 2
        types = [one for number in filler.templates for one in keys[number].types]
        stages = [one for number in filler.templates for one in keys[number].stages]
        pieces = range(window.words[words[0]], max(window.words[words[-1]] + 1, ends[words[-1]]))
        mentions.append(Mention(role, pieces, filler.templates, _marked(INCIDENTS, types), _marked(STAGES, stages), _confidences(filler, text, keys)))
    told = [max((mention.types[n] for mention in mentions), default=0.0) for n in range(len(INCIDENTS))]
    return Example(window, tags, mentions, told)


def find_examples(rows: Sequence[Row], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of all rows."""
    for row in rows:
        keys = read_keys(row)
        fillers = find_fillers(row["text"], keys)
        for window in find_windows(row["text"], tokenizer, size=SIZE):
            if window.words:
                yield label(window, row["text"], keys, fillers)
