"""Tokens of a sentence, with what the parser says of each: plain objects with spaCy's names.

A spaCy ``Token`` is made anew each time it is looked at, and each of its strings is looked up in a table; rules look at every token many
times over. So a sentence is read out of the library once, in arrays, and its tokens are what the rules see. Names and meanings are those
of spaCy's ``Token`` and ``Doc`` (https://spacy.io/api/token), so that what is known of these holds here; a token that was not parsed is
its own head and has "" for its tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, ORTH, POS, SPACY, TAG
from spacy.lexeme import Lexeme
from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

READ = [ORTH, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SPACY]
IOB = ("", "I", "O", "B")
# So many words are remembered; then it begins anew, so that a million pages take no more memory than these.
MOST = 200_000


class Token:
    """A word or mark of a sentence; two are equal only if they are one."""

    __slots__ = (
        "_lexeme", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_", "text", "whitespace_",
    )  # fmt: skip

    i: int  # its place among the tokens
    idx: int  # and among the characters of the sentence
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    head: Token
    children: list[Token]  # from left to right
    doc: Doc
    _lexeme: Lexeme

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def nbor(self, step: int = 1) -> Token:
        """The token so many places on. Raises ``IndexError`` off either end."""
        at = self.i + step
        if at < 0:
            raise IndexError(f"no token {-step} places before {self.text!r}, which is token {self.i}")
        return self.doc[at]

    @property
    def lefts(self) -> list[Token]:
        """Its children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Its children after it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> list[Token]:
        """Itself with all that hangs on it, from left to right."""
        found: list[Token] = []
        self._gather(found)
        return found

    def _gather(self, found: list[Token]) -> None:
        at = self.i
        own = True
        for child in self.children:
            if own and child.i > at:
                found.append(self)
                own = False
            if child.children:
                child._gather(found)
            else:
                found.append(child)
        if own:
            found.append(self)

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other hangs on it, by however many steps."""
        return any(above is self for above in other.ancestors)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        first = self
        for child in self.children:
            if (edge := child.left_edge).i < first.i:
                first = edge
        return first

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        last = self
        for child in self.children:
            if (edge := child.right_edge).i > last.i:
                last = edge
        return last

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with it, by the parser: it is the first below a root, of which a text may have several."""
        *_, root = self, *self.ancestors
        return root.left_edge is self

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        return bool(self._lexeme.is_punct)

    @property
    def is_quote(self) -> bool:
        return bool(self._lexeme.is_quote)

    @property
    def is_stop(self) -> bool:
        return bool(self._lexeme.is_stop)

    @property
    def like_num(self) -> bool:
        return bool(self._lexeme.like_num)

    @property
    def shape_(self) -> str:
        return str(self._lexeme.shape_)


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """A name that the parser found, ``doc[start:end]``, and of what it is one: ``label_``."""

    doc: Doc
    start: int
    end: int
    label_: str

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: int) -> Token:
        return self.tokens[at]

    @property
    def tokens(self) -> list[Token]:
        """Its tokens, in a list of their own."""
        return self.doc[self.start : self.end]

    @property
    def text(self) -> str:
        """Its words."""
        return self.doc.text_of(self.start, self.end)


class Doc(list[Token]):
    """The tokens of one sentence, of whose ``text`` they are all but the white space."""

    __slots__ = ("_forms", "ents", "text")

    text: str
    ents: tuple[Entity, ...]
    _forms: list[tuple[int, str, str]] | None

    @classmethod
    def read(cls, told: SpacyDoc) -> Self:
        """The tokens of a spaCy document."""
        doc = cls()
        doc._forms = None
        vocab = _vocabulary(told.vocab)
        idx = 0
        pieces: list[str] = []
        rows: list[list[int]] = told.to_array(READ).astype("int64").tolist()
        for i, (orth, lemma, pos, tag, dep, _, kind, iob, spaced) in enumerate(rows):
            token = Token()
            token.doc, token.i, token.idx = doc, i, idx
            token.text, token.lower_, token._lexeme = vocab.word(orth)
            pieces.append(token.text)
            token.lemma_, token.pos_, token.tag_ = vocab.string(lemma), vocab.string(pos), vocab.string(tag)
            token.dep_, token.ent_type_, token.ent_iob_ = vocab.string(dep), vocab.string(kind), IOB[iob]
            token.whitespace_ = " " if spaced else ""
            if spaced:
                pieces.append(" ")
            token.children = []
            idx += len(token.text) + spaced
            doc.append(token)
        doc.text = "".join(pieces)
        for token, row in zip(doc, rows, strict=True):
            step = row[5]
            token.head = head = doc[token.i + step]
            if step:
                head.children.append(token)
        doc.ents = tuple(doc._read_entities())
        return doc

    def _read_entities(self) -> Iterator[Entity]:
        begun = None
        for token in self:
            if begun is not None and token.ent_iob_ != "I":
                yield Entity(self, begun, token.i, self[begun].ent_type_)
                begun = None
            if token.ent_iob_ == "B":
                begun = token.i
        if begun is not None:
            yield Entity(self, begun, len(self), self[begun].ent_type_)

    @property
    def forms(self) -> list[tuple[int, str, str]]:
        """Place, lemma and word of every token, both in small letters: gates look at them again and again."""
        if self._forms is None:
            self._forms = [(token.i, token.lemma_.lower(), token.lower_) for token in self]
        return self._forms

    def text_of(self, first: int, end: int) -> str:
        """The words of the tokens ``first`` to ``end``, the latter left out, with what stands between them."""
        tokens = self[first:end]
        return self.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""

    def root_of(self, first: int, end: int) -> Token:
        """Of the tokens ``first`` to ``end``, the latter left out, the one that is fewest steps below the sentence's root; a mark only if all are."""
        tokens = self[first:end]
        for token in tokens:
            if token.head is token:
                return token
        outer = [token for token in tokens if not first <= token.head.i < end]
        return min(outer, key=self._depth, default=tokens[0])

    def _depth(self, token: Token) -> int:
        bare = not token.children and (token.is_space or token.is_punct)
        return len(self) - 1 if bare else sum(1 for _ in token.ancestors)

    def tokens_at(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that hold any of the characters ``start`` to ``end`` of the sentence."""
        return [token for token in self if token.idx < end and token.idx + len(token.text) > start]


class _Vocabulary:
    """spaCy's strings by their numbers, remembered."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._words: dict[int, tuple[str, str, Lexeme]] = {}
        self._strings: dict[int, str] = {0: ""}

    def word(self, orth: int) -> tuple[str, str, Lexeme]:
        """A word as written, in small letters, and what else is known of it."""
        if (known := self._words.get(orth)) is None:
            if len(self._words) > MOST:
                self._words.clear()
            lexeme: Any = self.vocab[orth & 0xFFFFFFFFFFFFFFFF]
            known = self._words[orth] = lexeme.orth_, lexeme.lower_, lexeme
        return known

    def string(self, number: int) -> str:
        """The string of a number."""
        if (known := self._strings.get(number)) is None:
            if len(self._strings) > MOST:
                self._strings = {0: ""}
            known = self._strings[number] = str(self.vocab.strings[number & 0xFFFFFFFFFFFFFFFF])
        return known


_VOCABULARIES: list[_Vocabulary] = []


def _vocabulary(vocab: Vocab) -> _Vocabulary:
    """What is remembered of a pipeline's strings; of one pipeline at a time."""
    if not _VOCABULARIES or _VOCABULARIES[0].vocab is not vocab:
        _VOCABULARIES[:] = [_Vocabulary(vocab)]
    return _VOCABULARIES[0]
