"""spaCy's attribute ruler and lemmatizer, remembering what they say of tokens they have met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer, Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from onrecord.text.network import keys_of

# A pattern's id, which is its place in the ruler's order; the same as the matcher's key; first token; the token after the last.
Match = tuple[int, int, int, int]
# Of a token: all that the patterns look at. Most tokens of a report were met before.
Key = tuple[int, int, int, bool]
LOOKED_AT = frozenset(("TAG", "LOWER", "DEP", "IS_SPACE"))
# So many are remembered; then it begins anew, so that a million pages take no more memory than these.
MOST = 200_000


def _patterns(ruler: AttributeRuler) -> list[list[list[dict[str, Any]]]]:
    """The ruler's patterns in its order, each in one or more forms, a form being what its tokens must be."""
    return [cast(list[list[dict[str, Any]]], entry["patterns"]) for entry in ruler.patterns]


class RememberingRuler(AttributeRuler):
    """Gives the matches of the ruler it is made from, several times as fast."""

    def __init__(self, ruler: AttributeRuler) -> None:
        super().__init__(ruler.vocab, ruler.name)
        self.add_patterns(ruler.patterns)
        self._known: dict[Key, tuple[tuple[int, int], ...]] = {}
        self._longer, self._openers = Matcher(ruler.vocab, validate=False), Matcher(ruler.vocab, validate=False)
        for number, patterns in enumerate(_patterns(ruler)):
            longer = [each for each in patterns if len(each) > 1]
            if longer:
                self._longer.add(str(number), longer)
                self._openers.add(str(number), [each[:1] for each in longer])

    def match(self, doc: Doc) -> list[Match]:
        """The matches of all patterns, in the order in which they are applied."""
        keys = [(token.tag, token.lower, token.dep, token.is_space) for token in doc]
        if any(key not in self._known for key in keys):
            return self._learn(doc, keys)
        strings = self.vocab.strings
        found = [(number, label, at, at + 1) for at, key in enumerate(keys) for number, label in self._known[key]]
        found += [(int(strings[label]), label, start, end) for label, start, end in self._longer(doc, allow_missing=True)]
        return sorted(found)

    def opened_in(self, doc: Doc) -> set[int]:
        """The tokens that a pattern of several tokens may begin with; few sentences have any."""
        return {start for _, start, _ in self._openers(doc, allow_missing=True)}

    def reaches_further(self, doc: Doc) -> bool:
        """Whether a pattern of several tokens matches."""
        return bool(self._longer(doc, allow_missing=True))

    def _learn(self, doc: Doc, keys: list[Key]) -> list[Match]:
        matches: list[Match] = super().match(doc)
        if len(self._known) > MOST:
            self._known.clear()
        alone: dict[int, list[tuple[int, int]]] = {}
        for number, label, start, end in matches:
            if end == start + 1:
                alone.setdefault(start, []).append((number, label))
        self._known.update((key, tuple(alone.get(at, ()))) for at, key in enumerate(keys))
        return matches


# What follows of a token from its word, its tag and its place in the tree, as all does that the patterns look at.
TOLD = [POS, MORPH, LEMMA]
ASKED = [ORTH, TAG, DEP]


class RememberingTagReader(Pipe):
    """Sets what ruler and lemmatizer set, of the tokens of a sentence at once, where it met them all before."""

    def __init__(self, ruler: RememberingRuler, lemmatizer: Lemmatizer) -> None:
        self.name = "remembering_tag_reader"
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._row: dict[bytes, int] = {}
        # Taken from memory as they are filled.
        self._told, self._opens = np.empty((MOST, len(TOLD)), dtype=np.uint64), np.empty(MOST, dtype=np.bool_)

    def __call__(self, doc: Doc) -> Doc:
        """The sentence with coarse tags, forms and lemmas."""
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The sentences with coarse tags, forms and lemmas."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._mark(docs)
            yield from docs

    def _mark(self, docs: Sequence[Doc]) -> None:
        keys = keys_of(docs, ASKED)
        start = 0
        for doc in docs:
            own = keys[start : start + len(doc)]
            start += len(doc)
            try:
                rows = [self._row[key] for key in own]
            except KeyError:
                self._learn(doc, own)
                continue
            if self._opens[rows].any() and self._ruler.reaches_further(doc):
                self._lemmatizer(self._ruler(doc))
            else:
                doc.from_array(TOLD, cast(Any, self._told[rows]))

    def _learn(self, doc: Doc, keys: Sequence[bytes]) -> None:
        """Marks a sentence of which a word is new, and remembers what is so of its words in any sentence."""
        opened, reaches = self._ruler.opened_in(doc), self._ruler.reaches_further(doc)
        self._lemmatizer(self._ruler(doc))
        if reaches or any(doc.to_array(IS_SPACE)):  # of a space the ruler sets its place in the tree as well
            return
        if len(self._row) + len(doc) > MOST:
            self._row.clear()
        for at, (key, told) in enumerate(zip(keys, doc.to_array(TOLD), strict=True)):
            row = self._row.setdefault(key, len(self._row))
            self._told[row], self._opens[row] = told, at in opened


@Language.factory("remembering_tag_reader")
def _make(nlp: Language, name: str) -> RememberingTagReader:
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    return RememberingTagReader(RememberingRuler(cast(AttributeRuler, ruler)), cast(Lemmatizer, lemmatizer))


def remember(nlp: Language) -> Language:
    """The pipeline with ruler and lemmatizer remembering, where the ruler's patterns look at nothing that it does not remember by."""
    ruler = cast(AttributeRuler, nlp.get_pipe("attribute_ruler"))
    looked_at = {name for patterns in _patterns(ruler) for each in patterns for token in each for name in token}
    if looked_at <= LOOKED_AT:
        nlp.add_pipe("remembering_tag_reader", after="lemmatizer")
        nlp.remove_pipe("attribute_ruler")
        nlp.remove_pipe("lemmatizer")
    return nlp
