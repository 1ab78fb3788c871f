"""spaCy's small network by onnxruntime: the same vectors of words, to rounding, at a fifth of the time.

The library goes through some thirty layers for each batch, and embeds each word anew however often it met it. Here a word's own vector is
remembered, and one model goes through the layers. The model comes without weights (``train.word_layers`` writes it): those are the installed
package's.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc

from onrecord.text.sessions import open_session

Floats = NDArray[np.float32]
# All that a network asks of a word itself follows from these.
LOOKED_AT = [ORTH, NORM, SPACY]
# The model of the layers: what goes in, what it asks of each layer, and how those it knows are built.
LAYERS = Path(__file__).parents[1] / "weights" / "word_layers.onnx"
INPUT = "words"
WEIGHTS = ("weights", "bias", "scale", "shift")
WIDTH, PIECES, DEPTH = 96, 3, 4
# So many words are remembered, some 12 MB a network; then it begins anew.
MOST = 32_768


def keys_of(docs: Sequence[Doc], attributes: Sequence[int]) -> list[bytes]:
    """What each word of the sentences is by some of its attributes, to be remembered by."""
    told = np.concatenate([doc.to_array([*attributes]) for doc in docs])
    keys: list[bytes] = told.view(f"V{told.dtype.itemsize * len(attributes)}").ravel().tolist()
    return keys


def _weights_of(chain: Any) -> dict[str, Floats]:
    """What a layer over a word and its neighbours multiplies, adds and scales by, for the model that reckons it."""
    maxout, norm = (next(layer for layer in chain.walk() if layer.name == name) for name in ("maxout", "layernorm"))
    weights = maxout.get_param("W")  # (width, pieces, three words' width)
    if weights.shape != (WIDTH, PIECES, 3 * WIDTH):
        raise ValueError(f"the network's layers are of {weights.shape} numbers")
    pieces = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    found = pieces.T, maxout.get_param("b").T.reshape(-1), norm.get_param("G"), norm.get_param("b")
    return dict(zip(WEIGHTS, map(np.ascontiguousarray, found), strict=True))


@dataclass
class WordNetwork:
    """A network of spaCy's that gives each word a vector of itself and its neighbours.

    ``embed`` is what it makes of a word alone, ``layers`` what it makes of that and of the vectors around it.
    """

    embed: Any
    layers: onnxruntime.InferenceSession
    _row: dict[bytes, int] = field(default_factory=dict)
    _rows: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._rows = np.empty((MOST, WIDTH), dtype=np.float32)  # taken from memory as it is filled

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """The vectors of all words of the sentences, one sentence after the other."""
        rows = self._embedded(docs)
        lengths = [*map(len, docs)]
        padded = np.zeros((len(rows) + DEPTH * (len(docs) + 1), WIDTH), dtype=np.float32)
        places = np.arange(len(rows)) + np.repeat(np.arange(DEPTH, DEPTH * (len(docs) + 1), DEPTH), lengths)
        padded[places] = rows
        vectors: Floats = self.layers.run(None, {INPUT: padded})[0][places]
        return vectors

    def _embedded(self, docs: Sequence[Doc]) -> Floats:
        keys = keys_of(docs, LOOKED_AT)
        try:
            return self._rows[[self._row[key] for key in keys]]
        except KeyError:
            if self._learn(docs, keys):
                return self._rows[[self._row[key] for key in keys]]
        vectors: Floats = np.concatenate(self.embed.predict(docs))
        return vectors

    def _learn(self, docs: Sequence[Doc], keys: Sequence[bytes]) -> bool:
        """Whether all words of the sentences are remembered now."""
        ends = [*itertools.accumulate(map(len, docs))]
        unknown = [(doc, keys[end - len(doc) : end]) for doc, end in zip(docs, ends, strict=True)]
        unknown = [(doc, own) for doc, own in unknown if any(key not in self._row for key in own)]
        vectors = np.concatenate(self.embed.predict([doc for doc, _ in unknown]))
        fresh: dict[bytes, int] = {}
        for at, key in enumerate(key for _, own in unknown for key in own):
            if key not in self._row:
                fresh.setdefault(key, at)
        known = len(self._row)
        if known + len(fresh) > len(self._rows):
            self._row.clear()
            return False
        self._rows[known : known + len(fresh)] = vectors[list(fresh.values())]
        self._row.update(zip(fresh, range(known, known + len(fresh)), strict=True))
        return True


def read_network(model: Any) -> WordNetwork:
    """The network of a spaCy component ``Tok2Vec`` ready to run. Raises ``ValueError`` on one that is built otherwise."""
    encode = model.get_ref("encode")
    chains = [layer for layer in encode.walk() if layer.name.startswith("expand_window") and layer.layers]
    if encode.attrs.get("pad") != len(chains) or any(chain.layers[0].attrs.get("window_size") != 1 for chain in chains):
        raise ValueError("the network's layers look at more than a word and its two neighbours")
    if len(chains) != DEPTH:
        raise ValueError(f"the network has {len(chains)} layers")
    given = {f"{name}_{at}": weights for at, chain in enumerate(chains) for name, weights in _weights_of(chain).items()}
    return WordNetwork(model.get_ref("embed"), open_session(LAYERS, given))
