"""spaCy's small network by numpy alone: the same vectors of words, to rounding, at a third of the time.

The library goes through some thirty layers for each batch, and embeds each word anew however often it met it. Here a word's own vector is
remembered.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc

Floats = NDArray[np.float32]
# All that a network asks of a word itself follows from these.
LOOKED_AT = [ORTH, NORM, SPACY]
Key = tuple[int, ...]
# So many words are remembered, some 12 MB a network; then it begins anew.
MOST = 32_768


def _scaled(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Rows brought to mean 0 and variance 1, then scaled and shifted."""
    width = np.float32(1 / rows.shape[1])
    rows = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) * width + np.float32(1e-8)
    rows *= (np.float32(1) / np.sqrt(variance))[:, None]
    rows *= scale
    rows += shift
    return rows


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer over a word and its two neighbours: the largest of three sums, scaled, added to what came in."""

    weights: Floats  # (three words' width, pieces × width)
    bias: Floats
    scale: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        width = rows.shape[1]
        near = np.zeros((len(rows), 3 * width), dtype=np.float32)
        near[1:, :width] = rows[:-1]
        near[:, width : 2 * width] = rows
        near[:-1, 2 * width :] = rows[1:]
        sums = near @ self.weights
        sums += self.bias
        best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
        np.maximum(best, sums[:, 2 * width :], out=best)
        best = _scaled(best, self.scale, self.shift)
        best += rows
        return best


def _layer(chain: Any) -> Layer:
    maxout, norm = (next(layer for layer in chain.walk() if layer.name == name) for name in ("maxout", "layernorm"))
    weights = maxout.get_param("W")  # (width, pieces, three words' width)
    pieces = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    return Layer(np.ascontiguousarray(pieces.T), maxout.get_param("b").T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b"))


@dataclass
class WordNetwork:
    """A network of spaCy's that gives each word a vector of itself and its neighbours: ``embed`` what it makes of a word alone."""

    embed: Any
    layers: Sequence[Layer]
    _row: dict[Key, int] = field(default_factory=dict)
    _rows: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._rows = np.empty((MOST, self.layers[0].scale.shape[0]), dtype=np.float32)  # taken from memory as it is filled

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """The vectors of all words of the sentences, one sentence after the other."""
        pad, rows = len(self.layers), self._embedded(docs)
        starts = np.cumsum([0, *(len(doc) for doc in docs)])
        padded = np.zeros((len(rows) + pad * (len(docs) + 1), rows.shape[1]), dtype=np.float32)
        places = np.concatenate([np.arange(start, end) + pad * (at + 1) for at, (start, end) in enumerate(itertools.pairwise(starts))])
        padded[places] = rows
        for layer in self.layers:
            padded = layer(padded)
        vectors: Floats = padded[places]
        return vectors

    def _embedded(self, docs: Sequence[Doc]) -> Floats:
        keys = [[*map(tuple, doc.to_array(LOOKED_AT).tolist())] for doc in docs]
        new = [at for at, words in enumerate(keys) if any(word not in self._row for word in words)]
        if new and not self._learn([docs[at] for at in new], [keys[at] for at in new]):
            vectors: Floats = np.concatenate(self.embed.predict(docs))
            return vectors
        return self._rows[[self._row[word] for words in keys for word in words]]

    def _learn(self, docs: Sequence[Doc], keys: Sequence[Sequence[Key]]) -> bool:
        """Whether all words of the sentences are remembered now."""
        vectors = np.concatenate(self.embed.predict(docs))
        fresh: dict[Key, int] = {}
        for at, word in enumerate(word for words in keys for word in words):
            if word not in self._row:
                fresh.setdefault(word, at)
        known = len(self._row)
        if known + len(fresh) > len(self._rows):
            self._row.clear()
            return False
        self._rows[known : known + len(fresh)] = vectors[list(fresh.values())]
        self._row.update(zip(fresh, range(known, known + len(fresh)), strict=True))
        return True


def read_network(model: Any) -> WordNetwork:
    """The network of a spaCy component ``Tok2Vec`` as numpy arrays. Raises ``ValueError`` on one that is built otherwise."""
    encode = model.get_ref("encode")
    chains = [layer for layer in encode.walk() if layer.name.startswith("expand_window") and layer.layers]
    if encode.attrs.get("pad") != len(chains) or any(chain.layers[0].attrs.get("window_size") != 1 for chain in chains):
        raise ValueError("the network's layers look at more than a word and its two neighbours")
    return WordNetwork(model.get_ref("embed"), [_layer(chain) for chain in chains])
