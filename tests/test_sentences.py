"""Paragraphs and sentences: datelines apart, broken lines joined, offsets kept."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.nouns import Span
from onrecord.text.parse import parse
from onrecord.text.sentences import find_paragraphs, find_sentences, is_wrapped

WRAPPED = """\
KALI, 3 May - Fighters of the Northern Front ambushed an army convoy on
the road to Kali on Friday, killing at least nine soldiers and wounding
another twelve, the defence ministry said in a statement read out on
state radio.

   A spokesman for the group, reached by telephone, said that it had
taken two officers prisoner and burned four lorries. The ministry made
no mention of prisoners.
"""


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    assert is_wrapped(WRAPPED)
    paragraphs = [paragraph.of(WRAPPED) for paragraph in find_paragraphs(WRAPPED)]
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["KALI,", "A"]


def test_a_line_a_paragraph_is_not_taken_for_broken_lines() -> None:
    text = "Stamp 12:01\nGunmen took nine teachers from a school in Kali, and nobody has heard of them since that day.\n" * 6
    assert not is_wrapped(text)
    assert len(list(find_paragraphs(text))) == 12


def test_a_broken_line_is_a_space_to_the_parser_and_keeps_every_offset() -> None:
    sentences = parse(WRAPPED)
    assert any("killing at least nine soldiers and wounding another twelve" in sentence.text for sentence in sentences)
    for sentence in sentences:
        assert sentence.text.split() == WRAPPED[sentence.start : sentence.end].split()
        assert len(sentence.text) == sentence.end - sentence.start


@pytest.mark.parametrize(
    ("words", "dateline"),
    [
        ("SEOUL, South Korea (Agency) — Two missiles fell into the sea.", "SEOUL, South Korea (Agency) —"),
        ("LIMA -- Police arrested two men.", "LIMA --"),
        ("Ana Ruiz LIMA 1997-02-03 Peru's president met the rebels.", "Ana Ruiz LIMA 1997-02-03"),
        ("Kharkiv, Ukraine – Shells hit a school.", "Kharkiv, Ukraine –"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(words: str, dateline: str) -> None:
    paragraph = next(find_paragraphs(words))
    assert find_sentences(words, paragraph)[0].of(words) == dateline


@pytest.mark.parametrize("words", ["Talks stalled – Moscow said so.", "Police – including two women – were hurt.", "NATO said it would reply."])
def test_a_sentence_that_looks_like_a_dateline_is_whole(words: str) -> None:
    paragraph = next(find_paragraphs(words))
    assert find_sentences(words, paragraph)[0].of(words) == words


@given(st.text(max_size=300))
def test_sentences_never_overlap_and_lose_no_word(text: str) -> None:
    spans = [span for paragraph in find_paragraphs(text) for span in find_sentences(text, paragraph)]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert "".join(text.split()) == "".join("".join(span.of(text).split()) for span in spans)


HEADINGS = [
    "ISLAMABAD:",
    "NEW DELHI:",
    "PESHAWAR/ISLAMABAD:",
    "MOSCOW, January 1. /TASS/.",
    "Moscow. May 4. INTERFAX -",
    "Khartoum, 20 January -",
    "Khartoum, Jan 20, 2025 (SPA) --",
    "Beirut, Jan. 3, IRNA –",
    "Abuja, Nigeria | 3 May 2025 -",
    "Goma, DRC, 4 March 2025 –",
    "Tank, 3 May (APP):",
    "Sanaa (AFP) -",
    "MOGADISHU (Somali Post) -",
    "Port-au-Prince, Haiti –",
    "BOGOTÁ, Colombia —",
    "Maiduguri —",
    "(Reuters) -",
    "[Nairobi]",
    "Colombia:",
    "Israel-Gaza:",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_where_and_by_whom_a_report_was_written_is_no_part_of_its_first_sentence(heading: str) -> None:
    told = "Gunmen killed three police officers near the market."
    text = f"{heading} {told}"
    assert [span.of(text) for span in find_sentences(text, Span(0, len(text)))] == [heading, told]


@pytest.mark.parametrize(
    "text",
    [
        "UNICEF: Gunmen killed three nurses.",
        "POLICE: Gunmen killed three nurses.",
        "Hamas — which rules the strip — fired rockets.",
        "Kyiv was hit twice on 20 January - once at dawn.",
        "Rebels (Northern Front) fired on the town.",
        "Iran said: We are ready.",
    ],
)
def test_who_speaks_or_what_is_told_is_no_dateline(text: str) -> None:
    assert [span.of(text) for span in find_sentences(text, Span(0, len(text)))] == [text]
