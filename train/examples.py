"""From annotated texts to what a network learns: windows with a tag for each word, and which words are tied to which."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tokenizers import Tokenizer

from onrecord.claims.voices_tags import PARTS, RELATIONS, TAGS
from onrecord.text.windows import SHAPES, SIZE, UPPER, Window, find_windows

Row = Mapping[str, Any]
# Pieces, and the pieces that they are tied to.
Tie = tuple[list[int], list[int]]
# Curly marks, and the straight ones that other outlets' systems write for them.
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
# The shares of windows that are learned with straight marks, and with all words in capitals.
STRAIGHT_SHARE, CAPITALS_SHARE = 0.15, 0.1
SHORTEST_FIRST = 40


@dataclass(frozen=True)
class Example:
    """A window with its ``tags``, one for each word, and its ``ties``, a list for each relation."""

    window: Window
    tags: list[int]
    ties: list[list[Tie]]


def label(window: Window, row: Row) -> Example:
    """A window with the labels of its row's attributions. A word has the part that its first code point lies in."""
    starts = [window.spans[at][0] for at in window.words]
    tags = [0] * len(starts)
    ties: list[list[Tie]] = [[] for _ in RELATIONS]
    for attribution in row["attributions"]:
        pieces: dict[str, list[int]] = {part: [] for part in PARTS}
        for part in PARTS:
            for start, end in attribution.get(part, []):
                words = [number for number, at in enumerate(starts) if start <= at < end]
                for n, word in enumerate(words):
                    tags[word] = TAGS.index(f"{'I' if n else 'B'}-{part}")
                pieces[part] += [window.words[word] for word in words]
        if pieces["cue"] and pieces["content"]:
            ties[0].append((pieces["content"], pieces["cue"]))
        if pieces["cue"] and (pieces["source"] or not attribution.get("source")):
            ties[1].append((pieces["cue"], pieces["source"] or [0]))
    return Example(window, tags, ties)


def find_examples(rows: Sequence[Row], tokenizer: Tokenizer, chance: random.Random) -> list[Example]:
    """The windows of all rows, cut elsewhere each time they are asked for."""
    windows = ((row, find_windows(row["text"], tokenizer, first_size=chance.randrange(SHORTEST_FIRST, SIZE))) for row in rows)
    return [label(window, row) for row, cut in windows for window in cut if window.words]


def disguise(example: Example, tokenizer: Tokenizer, chance: random.Random) -> Example:
    """The example as another outlet would write it, now and then: with straight marks, or all in capitals."""
    window = example.window
    if chance.random() < STRAIGHT_SHARE:
        straight = {tokenizer.token_to_id(curly): tokenizer.token_to_id(plain) for curly, plain in STRAIGHT.items()}
        window = replace(window, ids=[straight.get(identifier, identifier) for identifier in window.ids])
    if chance.random() < CAPITALS_SHARE:
        half = SHAPES // 2
        window = replace(window, shapes=[UPPER + shape // half * half if 0 < shape % half <= UPPER else shape for shape in window.shapes])
    return replace(example, window=window)
