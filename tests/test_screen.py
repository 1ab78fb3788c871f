"""The quick look at a page's bytes, and the network by numpy beside spaCy's own."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from onrecord.claims.screen import may_tell_events
from onrecord.text.components import by_numpy
from onrecord.text.network import read_network
from onrecord.text.parse import MODEL, load_model

QUIET = "<p>The council of Lower Marsh opened a reading room on Tuesday, with seats for forty and a kettle for all who come.</p>"
TELLING = "<p>Shells killed two fishermen in the port of Mocha on Friday, the harbour master said.</p>"
LINK = '<li><a href="/1">Rebels shell the port, killing two sailors</a></li>'


def page(*paragraphs: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{''.join(paragraphs)}</body></html>".encode()


def test_a_page_whose_paragraphs_tell_no_event_is_dismissed_whatever_it_links_to() -> None:
    assert not may_tell_events(page(*[QUIET] * 12, LINK))


OTHERS = "Shells killed two fishermen in the port of Mocha on Friday"


@pytest.mark.parametrize(
    "link",
    [f'<h2 class="teaser">\n <a href="/2">{OTHERS}</a>\n</h2>', f'<a href="/2"><p>{OTHERS}</p></a>', f"<p><A HREF='/2'><b>{OTHERS}</b></A> »</p>"],
    ids=["within a heading", "around a paragraph", "within a paragraph"],
)
def test_a_link_to_a_page_that_tells_is_no_word_of_this_one(link: str) -> None:
    assert not may_tell_events(page(*[QUIET] * 12, link))
    assert not may_tell_events(page(QUIET, link))


@pytest.mark.parametrize(
    "own",
    [
        f'<h1><a href="/2">{OTHERS}</a></h1>',
        f'<a href="/1">Home</a><h2>{OTHERS}</h2>',
        f'<p>{OTHERS}, <a href="/2">the harbour master said</a></p>',
    ],
    ids=["a title that links to itself", "after a link", "a sentence with a link"],
)
def test_words_of_its_own_beside_a_link_are_read(own: str) -> None:
    assert may_tell_events(page(*[QUIET] * 12, own))
    assert may_tell_events(page(QUIET, own))


def test_a_page_with_one_sentence_that_tells_an_event_is_read() -> None:
    assert may_tell_events(page(*[QUIET] * 12, TELLING))


def test_a_page_of_few_paragraphs_is_judged_by_all_its_words() -> None:
    assert not may_tell_events(page(QUIET, "<script>shells.killed('two people in the port')</script>"))
    assert not may_tell_events(page(f"<div>{'Nothing happened. ' * 200}</div>"))
    assert may_tell_events(page(QUIET, f"<div>{TELLING.removeprefix('<p>').removesuffix('</p>')}</div>"))
    assert may_tell_events(page("<div>Shells <b>killed</b> two <i>fishermen</i> in the port of <a href='/m'>Mocha</a>.</div>"))


@pytest.mark.parametrize("mark", ["<svg ", "<script ", "<!-- ", "<a ", "<p ", "<meta description "])
def test_a_page_of_marks_that_never_close_is_looked_at_once(mark: str) -> None:
    assert not may_tell_events(page(QUIET, mark * 50_000))


def test_words_behind_a_mark_that_never_closes_are_still_read() -> None:
    assert may_tell_events(page(QUIET, "<svg width='9'>", f"<div>{TELLING.removeprefix('<p>').removesuffix('</p>')}</div>"))


def test_what_is_no_page_or_has_its_text_in_a_script_is_read() -> None:
    assert may_tell_events(b"No page at all, plain words.")
    assert may_tell_events(page(QUIET, '<script type="application/ld+json">{"articleBody" : "Shells killed two"}</script>'))


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "pages").glob("*.html")), ids=lambda path: path.stem)
def test_every_page_of_a_conflict_passes_the_quick_look(path: Path) -> None:
    assert may_tell_events(path.read_bytes()) or path.name.startswith("nonconflict-")


SENTENCES = [
    "Shells killed two people in Kherson on Friday, police said.",
    "The  U.N. mission in Goma, led by Jean Mballa, counted 1,200 families near Lake Kivu.",
    "There were three blasts in the Old Market of Aden.",
    "“We are gonna stay,” said Col. Ana Ruiz. She left at 5 p.m. for the Rio Verde bridge",
]


def told_of(doc: Doc) -> list[tuple[str, str, int, str, str]]:
    return [(token.tag_, token.dep_, token.head.i, token.ent_iob_, token.ent_type_) for token in doc]


def test_words_trees_and_names_by_numpy_are_those_of_the_library() -> None:
    plain = spacy.load(MODEL)
    own = by_numpy(spacy.load(MODEL))
    for name in ("plain_words", "plain_trees", "plain_names"):
        assert name in own.pipe_names
    for one, other in zip(plain.pipe(SENTENCES), own.pipe(SENTENCES), strict=True):
        assert np.allclose(one.tensor, other.tensor, atol=1e-4)
        assert [(t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in one] == [
            (t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in other
        ]


def test_remembered_words_take_no_more_memory_than_their_limit() -> None:
    nlp = spacy.load(MODEL)
    words = read_network(nlp.get_pipe("tok2vec").model)
    words._rows = words._rows[:50]
    texts = [" ".join(f"{letter}{number}" for letter in "abcdefgh") for number in range(60)]
    for text in texts:
        doc = nlp.make_doc(text)
        assert np.allclose(words([doc]), words([doc]), atol=1e-5)

    assert len(words._row) <= 50


def test_reading_many_reports_takes_no_more_memory_than_reading_a_few() -> None:
    nlp = load_model()
    list(nlp.pipe(SENTENCES))
    tracemalloc.start()
    list(nlp.pipe(SENTENCES))
    first, _ = tracemalloc.get_traced_memory()
    for _ in range(30):
        list(nlp.pipe(SENTENCES))
    last, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert last - first < 200_000
