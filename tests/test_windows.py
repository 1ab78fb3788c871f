"""Texts in windows of word pieces: nothing is lost, and every piece is tied to its code points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.nouns import Span
from onrecord.text.encoder import load_encoder
from onrecord.text.windows import SHAPES, SIZE, Window, find_windows

TOKENIZER = load_encoder().tokenizer


def words_of(window: Window, text: str) -> list[str]:
    """The first piece of each word."""
    return [text[slice(*window.spans[at])] for at in window.words]


def test_pieces_point_at_their_words_in_any_script() -> None:
    text = "Kyïv 👍🏽 “Київ” said.\n\nالقاهرة 3,000"
    (window,) = find_windows(text, TOKENIZER)

    assert words_of(window, text)[:2] == ["Kyïv", "👍🏽"]
    assert "”" in words_of(window, text)
    assert "".join(text[start:end] for start, end in window.spans) == text.replace(" ", "").replace("\n", "")


def test_a_window_begins_with_a_mark_and_paragraphs_end_with_one() -> None:
    (window,) = find_windows("One.\nTwo.", TOKENIZER)

    assert [at for at, span in enumerate(window.spans) if span == (0, 0)] == [0, 3, 6]
    assert window.words == [1, 2, 4, 5]


def test_only_the_paragraphs_asked_for_are_read() -> None:
    text = "One.\nTwo.\nThree."
    (window,) = find_windows(text, TOKENIZER, paragraphs=[Span(5, 9)])

    assert words_of(window, text) == ["Two", "."]


@pytest.mark.parametrize("text", ["word " * 2000, "A sentence of six words stands. " * 200, "x" * 3000, "’" * 1500])
def test_a_long_paragraph_is_cut_and_nothing_is_lost(text: str) -> None:
    windows = find_windows(text, TOKENIZER)

    assert all(len(window.ids) <= SIZE for window in windows)
    covered = [span for window in windows for span in window.spans if span != (0, 0)]
    assert "".join(text[start:end] for start, end in covered) == text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_windows_whose_spans_hold(text: str) -> None:
    for window in find_windows(text, TOKENIZER):
        assert len(window.ids) == len(window.shapes) == len(window.spans) <= SIZE
        assert all(0 <= start <= end <= len(text) for start, end in window.spans)
        assert all(0 <= shape < SHAPES for shape in window.shapes)
        starts = [window.spans[at][0] for at in window.words]
        assert starts == sorted(starts)
