"""Which names of a sentence are the place of an event, as a small learned part sees it: a weight for each name, over its words and the parse.

Two steps. A linear one adds the weights of a name's features; a second one, of boosted trees, looks at how that sum stands among those of the
other names, and at the commonest features. ``python -m train event_location`` makes the weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from onrecord.facts.event_features import Name, features, find_candidates, of_company, overlap
from onrecord.facts.trees import Floats, Numbers, Trees, read_trees
from onrecord.text.tokens import Doc, Token

WEIGHTS = "event_location.npz"
BUCKETS = 2**18
SURE = 0.4  # the share of the training half's gold at which what is taken is as often wrong as what is left


@dataclass(frozen=True, slots=True, eq=False)
class EventPlaces:
    """The learned part: the weights of features by bucket, the column of the trees' rows that tells of a bucket (-1: none), and the trees."""

    weights: Floats
    bias: float
    column: Numbers
    trees: Trees

    def weigh(self, doc: Doc, event: Token, names: Sequence[Name]) -> list[float]:
        """For each name how likely, from 0 to 1, it is where the event happened."""
        if not names:
            return []
        rows = [buckets(features(doc, event, number, names)) for number in range(len(names))]
        sums = [self.bias + float(self.weights[row].sum()) for row in rows]
        company = np.array([of_company(doc, event, number, names, sums) for number in range(len(names))])
        seen = np.zeros((len(rows), self.trees.width - company.shape[1]), dtype=np.float32)
        for name, row in enumerate(rows):
            columns = self.column[row]
            seen[name, columns[columns >= 0]] = 1
        odds = self.trees(np.hstack([company, seen]).astype(np.float32))
        return [float(1 / (1 + np.exp(-weight))) for weight in odds.tolist()]


def buckets(words: Sequence[str]) -> Numbers:
    """The buckets of features, each once."""
    return np.array(sorted({zlib.crc32(word.encode()) % BUCKETS for word in words}), dtype=np.int32)


@lru_cache(maxsize=1)
def load_event_places() -> EventPlaces:
    """The learned part that the package ships, once a process."""
    with as_file(files("onrecord.weights").joinpath(WEIGHTS)) as path:
        return read_event_places(path)


def read_event_places(path: Path) -> EventPlaces:
    """The learned part in a file that ``train`` wrote."""
    with np.load(path) as file:
        weights = np.zeros(BUCKETS, dtype=np.float32)
        weights[file["buckets"]] = file["weights"].astype(np.float32)
        column = np.full(BUCKETS, -1, dtype=np.int32)
        column[file["common"]] = np.arange(len(file["common"]))
        return EventPlaces(weights, float(file["bias"]), column, read_trees(file))


def taken(names: Sequence[Name], scores: Sequence[float], sure: float = SURE) -> list[Name]:
    """The names that are likely enough, the likeliest of those that share words, in order."""
    chosen: list[Name] = []
    for name, score in sorted(zip(names, scores, strict=True), key=lambda pair: -pair[1]):
        if score >= sure and not any(overlap(name, other) for other in chosen):
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.first)


def read_event_places_of(doc: Doc, event: Token, toponyms: Sequence[Name], reader: EventPlaces | None = None) -> list[Name]:
    """The names of a sentence that say where the event told by ``event`` happened; ``toponyms`` are those that rules found in it."""
    names = find_candidates(doc, toponyms)
    return taken(names, (reader or load_event_places()).weigh(doc, event, names))
