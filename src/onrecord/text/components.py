"""spaCy's pipeline with its networks read by numpy: word vectors, names and trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from onrecord.text.moves import read_names_of, read_trees_of
from onrecord.text.network import read_network

PLAIN = {"tok2vec": "plain_words", "parser": "plain_trees", "ner": "plain_names"}


class _Plain(Pipe):
    """A component that marks the sentences of a batch at once."""

    def __init__(self, mark: Callable[[Sequence[Doc]], None]) -> None:
        self._mark = mark

    def __call__(self, doc: Doc) -> Doc:
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._mark(docs)
            yield from docs


@Language.factory("plain_words")
def _make_words(nlp: Language, name: str) -> _Plain:
    words = read_network(cast(Any, nlp.get_pipe("tok2vec")).model)

    def mark(docs: Sequence[Doc]) -> None:
        vectors = words(docs)
        at = 0
        for doc in docs:
            cast(Any, doc).tensor = vectors[at : at + len(doc)]  # which spaCy declares of 64 bits
            at += len(doc)

    return _Plain(mark)


@Language.factory("plain_trees")
def _make_trees(nlp: Language, name: str) -> _Plain:
    return _Plain(read_trees_of(cast(DependencyParser, nlp.get_pipe("parser"))))


@Language.factory("plain_names")
def _make_names(nlp: Language, name: str) -> _Plain:
    ner = cast(EntityRecognizer, nlp.get_pipe("ner"))
    return _Plain(read_names_of(ner, read_network(ner.model.layers[0].layers[0])))


def by_numpy(nlp: Language) -> Language:
    """The pipeline with its networks by numpy."""
    for own, plain in PLAIN.items():
        nlp.add_pipe(plain, after=own)
        nlp.remove_pipe(own)
    return nlp
