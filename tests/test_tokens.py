"""Tokens read out of the library say what the library's own say."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as SpacyDoc

from onrecord.text.parse import Sentence, load_model, parse
from onrecord.text.tokens import Doc, Token

TEXTS = [
    "Two people were killed and 11, among them a child, wounded when shells hit the U.N. compound in Goma, police said.",
    "“We're  staying,” said Col. Ana Ruiz; she didn't say who'd fired at the Rio Verde bridge on 3 May.",
    "The town that rebels who had crossed the river took fell. It was retaken.",
    "Shelling hit homes in Дніпро",
]
TOLD = "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ shape_".split()
ASKED = "is_alpha is_digit is_lower is_punct is_quote is_sent_start is_space is_stop is_title like_num".split()


@pytest.fixture(params=TEXTS)
def both(request: pytest.FixtureRequest) -> tuple[SpacyDoc, Doc]:
    told = load_model()(request.param)
    return told, Doc.read(told)


def places(tokens: object) -> list[int]:
    return [token.i for token in tokens]  # type: ignore[attr-defined]


def test_what_is_told_of_each_token_is_the_same(both: tuple[SpacyDoc, Doc]) -> None:
    theirs, ours = both
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert [getattr(one, name) for name in TOLD] == [getattr(other, name) for name in TOLD]
        assert [getattr(one, name) for name in ASKED] == [bool(getattr(other, name)) for name in ASKED]
        assert (len(one), str(one)) == (len(other), str(other))


def test_the_tree_is_the_same(both: tuple[SpacyDoc, Doc]) -> None:
    for one, other in zip(*both, strict=True):
        assert one.head.i == other.head.i
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert places(getattr(one, name)) == places(getattr(other, name))
        assert (one.left_edge.i, one.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        assert places(token for token in both[1] if both[1][one.i].is_ancestor(token)) == places(
            token for token in both[0] if both[0][one.i].is_ancestor(token)
        )


def test_names_and_runs_of_tokens_are_the_same(both: tuple[SpacyDoc, Doc]) -> None:
    theirs, ours = both
    assert [(ent.start, ent.end, ent.label_, ent.text) for ent in ours.ents] == [(ent.start, ent.end, ent.label_, ent.text) for ent in theirs.ents]
    for first in range(len(ours)):
        for end in range(first + 1, len(ours) + 1):
            assert ours.text_of(first, end) == theirs[first:end].text
            assert ours.root_of(first, end).i == theirs[first:end].root.i


def test_a_token_has_no_neighbour_off_either_end() -> None:
    doc = parse("Shells fell.")[0].doc
    assert [token.text for token in (doc[0].nbor(), doc[2].nbor(-1))] == ["fell", "fell"]
    for at, step in ((0, -1), (2, 1)):
        with pytest.raises(IndexError):
            doc[at].nbor(step)


def test_an_unparsed_sentence_has_tokens_alone() -> None:
    (sentence,) = parse("Shells hit the port.", needs_parse=lambda words: [False] * len(words))
    assert isinstance(sentence, Sentence)
    token: Token = sentence.doc[1]
    assert (token.text, token.lower_, token.tag_, token.dep_, token.head, token.children) == ("hit", "hit", "", "", token, [])
    assert sentence.doc.tokens_at(7, 14) == sentence.doc[1:3]
