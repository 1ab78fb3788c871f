"""spaCy's two readers by moves, of names and of the tree, by numpy: the same names and the same trees at half the time and less.

Of each word read the library asks of all moves whether they may be made, and its loop over them takes and lets go of the interpreter's lock ten
times a word. Here names are read off in one product for all words outside of names; trees are read of all sentences in step, a move of each
at a time, and the library only says which words each state looks at, and makes the moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc, Span

from onrecord.text.network import Floats, WordNetwork


@dataclass(frozen=True, slots=True)
class MoveNetwork:
    """The scores of moves: what each word looked at adds to some sums, of which the larger halves go through a last layer."""

    project: tuple[Floats, Floats]  # from a word's vector to what the sums are of
    parts: Floats  # (width, words looked at × sums): what a word adds, by which of those looked at it is
    absent: Floats  # (words looked at, sums): what is added for one that is not there
    bias: Floats
    last: tuple[Floats, Floats]  # from the larger halves to the score of each move

    def parts_of(self, vectors: Floats) -> Floats:
        """What each word adds: (words, words looked at, sums)."""
        projected: Floats = vectors @ self.project[0] + self.project[1]
        parts: Floats = projected @ self.parts
        return parts.reshape(len(vectors), *self.absent.shape)

    def hidden(self, sums: Floats) -> Floats:
        """The larger halves of sums."""
        half = sums.shape[-1] // 2
        larger: Floats = np.maximum(sums[..., :half], sums[..., half:])
        return larger

    def scores(self, sums: Floats) -> Floats:
        """The score of every move."""
        scores: Floats = self.hidden(sums) @ self.last[0] + self.last[1]
        return scores


def read_moves(model: Any) -> MoveNetwork:
    """The network of a spaCy component that reads by moves, as numpy arrays. Raises ``ValueError`` on one that is built otherwise."""
    to_vectors, lower, upper = model.layers
    linear, weights = to_vectors.layers[-1], lower.get_param("W")  # (looked at, hidden, pieces, width)
    if weights.shape[2] != 2 or linear.name != "linear":
        raise ValueError("the reader by moves scores them in other ways")
    looked_at, width = weights.shape[0], weights.shape[3]
    return MoveNetwork(
        (np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")),
        np.ascontiguousarray(weights.transpose(0, 2, 1, 3).reshape(-1, width).T),
        lower.get_param("pad").squeeze(0).transpose(0, 2, 1).reshape(looked_at, -1),
        lower.get_param("b").T.reshape(-1).copy(),
        (np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")),
    )


@dataclass(frozen=True)
class NameReader:
    """The network's reading of names: each word begins, goes on with, ends, or is one of a kind, or is in none.

    Its moves look at the word, at the first of the open name, and at the word before.
    """

    words: WordNetwork
    moves: MoveNetwork
    kinds: Sequence[tuple[str, int]]  # of each move: B, I, L, U or O, and the kind of name

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets the names of the sentences."""
        parts = self.moves.parts_of(self.words(docs))
        here, first, last = parts[:, 0] + self.moves.bias, parts[:, 1], parts[:, 2]
        closed = self.moves.scores(here + (self.moves.absent[1] + self.moves.absent[2]))
        letters = np.array([letter for letter, _ in self.kinds])
        closed[:, (letters == "I") | (letters == "L")] = -np.inf
        closed[:, (letters == "U") & (np.array([kind for _, kind in self.kinds]) == 0)] = -np.inf
        start = 0
        for doc in docs:
            end = start + len(doc)
            self._read(doc, closed[start:end], here[start:end], first[start:end], last[start:end])
            start = end

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
        hidden = self.moves.hidden(sums)
        weights, bias = self.moves.last
        # Of two moves alike the one that comes first in their order is made.
        go, stop = float(hidden @ weights[:, on] + bias[on]), float(hidden @ weights[:, off] + bias[off])
        return go > stop or (go == stop and on < off)


def read_names_of(ner: EntityRecognizer, words: WordNetwork) -> NameReader:
    """The reader of names of a spaCy component. Raises ``ValueError`` on one that is built otherwise."""
    moves = read_moves(ner.model)
    if len(moves.absent) != 3:
        raise ValueError("the reader of names looks at other words")
    named = [ner.moves.get_class_name(at).partition("-") for at in range(ner.moves.n_moves)]
    return NameReader(words, moves, [(letter, ner.vocab.strings[kind] if kind else 0) for letter, _, kind in named])


@dataclass(frozen=True)
class TreeReader:
    """The network's reading of trees, over the vectors that the sentences carry."""

    parser: DependencyParser
    moves: MoveNetwork
    looked_at: Any  # a state of the library's own network, which tells what words each state of a sentence looks at

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets the trees of the sentences."""
        states = self.parser.moves.init_batch(docs)
        parts = self.moves.parts_of(np.concatenate([doc.tensor for doc in docs]))
        parts = np.concatenate([parts, self.moves.absent[None]])  # whose number is -1, as that of a word that is not there
        parts[:, 0] += self.moves.bias  # each state looks at one word first
        many, width = self.moves.absent.shape
        rows, which, ones = parts.reshape(-1, width), np.arange(many), np.ones((1, many), dtype=np.float32)
        reading = [state for state in states if not state.is_final()]
        while reading:
            at = self.looked_at.get_token_ids(reading) * many + which  # below 0 of words that are not there: counted from the end
            sums = np.matmul(ones, rows.take(at, axis=0, mode="wrap"))[:, 0]
            reading = self.parser.transition_states(reading, self.moves.scores(sums))
        self.parser.set_annotations(docs, states)


def read_trees_of(parser: DependencyParser) -> TreeReader:
    """The reader of trees of a spaCy component. Raises ``ValueError`` on one that is built otherwise."""
    moves = read_moves(parser.model)
    if parser.model.attrs["unseen_classes"] or parser.cfg["beam_width"] != 1:
        raise ValueError("the reader of trees weighs several at once, or has moves that it was never taught")
    some = Doc(parser.vocab, words=["word"])
    some.tensor = np.zeros((1, len(moves.project[0])), dtype=np.float32)
    return TreeReader(parser, moves, parser.model.predict([some]))
