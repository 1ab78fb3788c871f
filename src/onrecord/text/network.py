"""spaCy's small network by numpy alone: the same vectors and the same names, to rounding, at a third of the time.

The library goes through some thirty layers for each batch, embeds each word anew however often it met it, and asks of each of seventy moves
whether it may be made. Here a word's own vector is remembered, and names are read off in one product for all words outside of names.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, NORM, ORTH, SENT_START, SPACY
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Pipe
from spacy.tokens import Doc, Span
from spacy.util import minibatch

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


@dataclass(frozen=True)
class NameReader:
    """The network's reading of names: each word begins, goes on with, ends, or is one of a kind, or is in none."""

    words: WordNetwork
    project: tuple[Floats, Floats]  # from a word's vector to what the moves look at
    parts: Floats  # (width, 3 × pieces × hidden): the word, the first of the open name, the word before
    bias: Floats
    absent: Floats  # what stands for the second and third outside of names
    moves: tuple[Floats, Floats]  # from hidden to the score of each move
    kinds: Sequence[tuple[str, int]]  # of each move: B, I, L, U or O, and the kind of name

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets the names of the sentences."""
        vectors: Floats = self.words(docs) @ self.project[0] + self.project[1]
        size = self.bias.shape[0]
        parts: Floats = vectors @ self.parts
        here, first, last = parts[:, :size] + self.bias, parts[:, size : 2 * size], parts[:, 2 * size :]
        closed = self._scores(here + self.absent)
        letters = np.array([letter for letter, _ in self.kinds])
        closed[:, (letters == "I") | (letters == "L")] = -np.inf
        closed[:, (letters == "U") & (np.array([kind for _, kind in self.kinds]) == 0)] = -np.inf
        start = 0
        for doc in docs:
            end = start + len(doc)
            self._read(doc, closed[start:end], here[start:end], first[start:end], last[start:end])
            start = end

    def _scores(self, sums: Floats) -> Floats:
        hidden = np.maximum(sums[:, : sums.shape[1] // 2], sums[:, sums.shape[1] // 2 :])
        scores: Floats = hidden @ self.moves[0] + self.moves[1]
        return scores

    def _read(self, doc: Doc, closed: Floats, here: Floats, first: Floats, last: Floats) -> None:
        letters = [letter for letter, _ in self.kinds]
        begins, out = [at for at, letter in enumerate(letters) if letter == "B"], letters.index("O")
        length = len(doc)
        stops, spaces = (doc.to_array(SENT_START) == 1), doc.to_array(IS_SPACE)
        # A name does not begin on a space, nor with the last word before a sentence's end.
        ends = np.append(stops[1:], True).astype(bool)
        closed[np.ix_(ends, np.array(begins))] = -np.inf
        if spaces.any():
            closed[np.ix_(spaces.astype(bool), np.array([at for at in range(len(letters)) if at != out]))] = -np.inf
        best = closed.argmax(axis=1).tolist()
        found: list[tuple[int, int, int]] = []
        at = 0
        while at < length:
            letter, kind = self.kinds[best[at]]
            begin = at
            if letter == "B":
                on, off = self.kinds.index(("I", kind)), self.kinds.index(("L", kind))
                at += 1
                while not ends[at] and self._goes_on(here[at] + first[begin] + last[at - 1], on, off):
                    at += 1
            at += 1
            if letter != "O":
                found.append((begin, at, kind))
        doc.set_ents([Span(doc, begin, end, label=kind) for begin, end, kind in found], default="outside")

    def _goes_on(self, sums: Floats, on: int, off: int) -> bool:
        half = sums.shape[0] // 2
        weights, bias = self.moves
        hidden = np.maximum(sums[:half], sums[half:])
        # Of two moves alike the one that comes first in their order is made.
        go, stop = float(hidden @ weights[:, on] + bias[on]), float(hidden @ weights[:, off] + bias[off])
        return go > stop or (go == stop and on < off)


def read_names_of(ner: EntityRecognizer, words: WordNetwork) -> NameReader:
    """The reader of names of a spaCy component as numpy arrays. Raises ``ValueError`` on one that is built otherwise."""
    lower, upper = ner.model.layers[1], ner.model.layers[2]
    linear = ner.model.layers[0].layers[-1]
    weights = lower.get_param("W")  # (3, hidden, pieces, width)
    if weights.shape[0] != 3 or weights.shape[2] != 2 or linear.name != "linear":
        raise ValueError("the reader of names looks at other words, or in other ways")
    pieces = weights.transpose(0, 2, 1, 3)
    pad = lower.get_param("pad").squeeze(0).transpose(0, 2, 1).reshape(3, -1)
    moves = []
    for at in range(ner.moves.n_moves):
        letter, _, kind = ner.moves.get_class_name(at).partition("-")
        moves.append((letter, ner.vocab.strings[kind] if kind else 0))
    return NameReader(
        words,
        (np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")),
        np.ascontiguousarray(pieces.reshape(-1, weights.shape[3]).T),
        lower.get_param("b").T.reshape(-1).copy(),
        pad[1] + pad[2],
        (np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")),
        moves,
    )


class _PlainWords(Pipe):
    """The component of word vectors, by numpy."""

    def __init__(self, words: WordNetwork) -> None:
        self._words = words

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            vectors, at = self._words(docs), 0
            for doc in docs:
                doc.tensor = vectors[at : at + len(doc)]
                at += len(doc)
            yield from docs


class _PlainNames(Pipe):
    """The component of names, by numpy."""

    def __init__(self, reader: NameReader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._reader(docs)
            yield from docs


@Language.factory("plain_words")
def _make_words(nlp: Language, name: str) -> _PlainWords:
    return _PlainWords(read_network(cast(Any, nlp.get_pipe("tok2vec")).model))


@Language.factory("plain_names")
def _make_names(nlp: Language, name: str) -> _PlainNames:
    ner = cast(EntityRecognizer, nlp.get_pipe("ner"))
    return _PlainNames(read_names_of(ner, read_network(ner.model.layers[0].layers[0])))


def by_numpy(nlp: Language) -> Language:
    """The pipeline with word vectors and names by numpy."""
    for plain, own in (("plain_words", "tok2vec"), ("plain_names", "ner")):
        nlp.add_pipe(plain, after=own)
        nlp.remove_pipe(own)
    return nlp
