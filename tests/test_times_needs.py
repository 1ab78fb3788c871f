"""What a rule for times needs is there wherever its pattern is."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.facts import times
from onrecord.text.sentences import find_paragraphs, find_sentences

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SENTENCES = [
    "The depot burned at 5 p. m. local time, and again at 0400 GMT.",
    "AT THIS STAGE nobody knows; by the week before last, half of the year's dead had been counted.",
    "On the night of 3-4 May, and on Mondays, Tuesday mornings and every other Friday, shells fell.",
    "In her forties, aged 41, she left two weeks ago Sunday, after the first three months of the year.",
    "Ramadan, Nowruz, the Fourth of July and the fourth quarter of fiscal 2019 all came later.",
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_rule_that_matches_in_a_report_has_what_it_needs(path: Path) -> None:
    text = onrecord.read(path.read_bytes()).text
    for paragraph in find_paragraphs(text):
        for span in find_sentences(text, paragraph):
            assert_no_rule_is_missed(span.of(text))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_rule_that_matches_in_a_sentence_has_what_it_needs(sentence: str) -> None:
    assert any(rule.pattern.search(sentence) for rule in times.RULES)
    assert_no_rule_is_missed(sentence)


def assert_no_rule_is_missed(sentence: str) -> None:
    signs = times._signs_of(sentence.lower())
    missed = [rule.name for rule in times.RULES if rule.pattern.search(sentence) and not rule.needs <= signs]
    assert not missed, sentence
