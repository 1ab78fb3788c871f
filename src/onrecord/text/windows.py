"""A text cut into windows of word pieces that the encoder can take, each piece tied to its code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Encoding, Tokenizer

from onrecord.nouns import Span
from onrecord.text.sentences import find_paragraphs

# Word pieces of one window, the marks at its ends and between paragraphs counted: more context costs more and gains nothing that was seen.
SIZE = 256
# How a word is written, which an uncased vocabulary drops: mark, lower, Title, UPPER or miXed, number, punctuation; and each after a space.
SHAPES = 12
MARK, LOWER, TITLE, UPPER, NUMBER, POINT = range(6)


@dataclass(slots=True)
class Window:
    """A run of paragraphs as pieces: ``ids`` of the vocabulary, ``shapes`` of their words, and ``spans``, half-open code points of the text.

    A mark (start, end, a paragraph's end) has an empty span. ``words`` are the positions of first pieces: what is tagged is words.
    """

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    def mark(self, identifier: int) -> None:
        self.ids.append(identifier)
        self.shapes.append(MARK)
        self.spans.append((0, 0))

    def add(self, piece: Piece) -> None:
        if piece.first:
            self.words.append(len(self.ids))
        self.ids.append(piece.identifier)
        self.shapes.append(piece.shape)
        self.spans.append((piece.start, piece.end))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word piece: its id, the shape of its word, whether it begins the word, and its code points."""

    identifier: int
    shape: int
    first: bool
    start: int
    end: int


def shape_of(word: str, *, spaced: bool) -> int:
    """How a word is written, as a number under ``SHAPES``.

    >>> [shape_of(word, spaced=False) for word in ("said", "Kyiv", "RIA", "3,000", "”")], shape_of("Kyiv", spaced=True)
    ([1, 2, 3, 4, 5], 8)
    """
    if word[:1].isdigit():
        shape = NUMBER
    elif not word[:1].isalpha():
        shape = POINT
    elif word.islower() or not any(c.isupper() for c in word):
        shape = LOWER
    elif word[1:] == word[1:].lower():
        shape = TITLE
    else:
        shape = UPPER
    return shape + SHAPES // 2 * spaced


def _pieces(text: str, at: int, encoding: Encoding) -> list[Piece]:
    """The pieces of a paragraph that begins at ``at`` of the text."""
    pieces: list[Piece] = []
    shape, before = MARK, None
    for identifier, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        first = word is None or word != before
        if first:
            start_of, end_of = (None if word is None else encoding.word_to_chars(word)) or (start, end)
            spaced = at + start_of == 0 or text[at + start_of - 1].isspace()
            shape = shape_of(text[at + start_of : at + end_of], spaced=spaced)
        before = word
        pieces.append(Piece(identifier, shape, first, at + start, at + end))
    return pieces


def _halves(pieces: Sequence[Piece], text: str, room: int) -> Iterator[Sequence[Piece]]:
    """A paragraph in parts that fit a window: cut after the last full stop that fits, else before the last word that does."""
    while len(pieces) > room:
        stops = [at + 1 for at in range(room // 2, room) if text[pieces[at].start : pieces[at].end] in ".!?" and pieces[at + 1].first]
        cut = stops[-1] if stops else next((at for at in range(room, 0, -1) if pieces[at].first), room)
        yield pieces[:cut]
        pieces = pieces[cut:]
    yield pieces


def find_windows(
    text: str, tokenizer: Tokenizer, *, paragraphs: Iterable[Span] | None = None, size: int = SIZE, first_size: int | None = None
) -> list[Window]:
    """The windows of a text, or of some of its paragraphs: side by side, as many as ``size`` pieces hold.

    ``first_size`` makes the first window shorter.
    """
    start, end = (tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))
    spans = list(find_paragraphs(text) if paragraphs is None else paragraphs)
    encodings = tokenizer.encode_batch([span.of(text) for span in spans], add_special_tokens=False)
    windows: list[Window] = []
    room = 0
    for span, encoding in zip(spans, encodings, strict=True):
        for pieces in _halves(_pieces(text, span.start, encoding), text, size - 2):
            if not pieces:
                continue
            if not windows or len(windows[-1].ids) + len(pieces) + 1 > room:
                room = size if windows or first_size is None else max(first_size, len(pieces) + 2)
                windows.append(Window())
                windows[-1].mark(start)
            for piece in pieces:
                windows[-1].add(piece)
            windows[-1].mark(end)
    return windows
