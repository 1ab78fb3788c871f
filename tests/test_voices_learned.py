"""The learned reader of attributions: how scores become words, and what it adds to the rules."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.claims.voices import chain_at, find_attributions
from onrecord.claims.voices_learned import add_learned, read_all
from onrecord.claims.voices_tags import HOLD, TAGS, best_tags, read_speech
from onrecord.facts.names import find_names
from onrecord.nouns import Span
from onrecord.text.encoder import Encoded, Scores
from onrecord.text.parse import parse
from onrecord.text.windows import Window
from train.examples import label

FREE = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32), np.zeros(len(TAGS), dtype=np.float32)
FINITE = st.floats(-5, 5, width=32)


def is_legal(tags: tuple[int, ...]) -> bool:
    """Whether every inside has a begin or an inside of its part before it."""
    names = ["O", *(TAGS[tag] for tag in tags)]
    return all(not after.startswith("I-") or before[2:] == after[2:] for before, after in itertools.pairwise(names))


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(np.float32, (4, len(TAGS)), elements=FINITE), arrays.arrays(np.float32, (len(TAGS), len(TAGS)), elements=FINITE))
def test_the_best_tags_are_the_best_of_all_legal_ones(scores: Scores, transitions: Scores) -> None:
    def total(tags: tuple[int, ...]) -> float:
        return float(sum(scores[at, tag] for at, tag in enumerate(tags)) + sum(transitions[a, b] for a, b in itertools.pairwise(tags)))

    best = max(total(tags) for tags in itertools.product(range(len(TAGS)), repeat=4) if is_legal(tags))
    found = tuple(best_tags(scores, transitions, FREE[1]))

    assert is_legal(found)
    assert total(found) == pytest.approx(best, abs=1e-3)


def encoded(words: str, tags: str, cue_of: dict[int, int], source_of: dict[int, int], strength: float = 9.0) -> Encoded:
    """Scores that tell the tags (O, and S, C, T with small letters for their insides), and which word points at which."""
    window = Window([101], [0], [(0, 0)], [])
    at = 0
    for word in words.split():
        window.words.append(len(window.ids))
        window.ids.append(1)
        window.shapes.append(1)
        window.spans.append((at, at + len(word)))
        at += len(word) + 1
    size = len(window.ids)
    scores = np.zeros((size, len(TAGS)), dtype=np.float32)
    for number, letter in enumerate(tags):
        name = "O" if letter == "O" else f"{'B' if letter.isupper() else 'I'}-{ {'s': 'source', 'c': 'cue', 't': 'content'}[letter.lower()] }"
        scores[number + 1, TAGS.index(name)] = 9.0
    ties = (np.zeros((size, size), dtype=np.float32), np.zeros((size, size), dtype=np.float32))
    for relation, pairs in zip(ties, (cue_of, source_of), strict=True):
        for of, to in pairs.items():
            relation[of + 1, to + 1] = strength
    return Encoded(window, scores, ties)


def test_scores_become_a_source_a_cue_and_all_its_content() -> None:
    text = "It fell , police said , at dawn"
    ((speech),) = read_speech(encoded(text, "TtOSCOTt", {0: 4, 1: 4, 6: 4, 7: 4}, {4: 3}), *FREE)

    assert (speech.source and speech.source.of(text), speech.cue.of(text)) == ("police", "said")
    assert [span.of(text) for span in speech.content] == ["It fell", "at dawn"]
    assert speech.score > 0.99


def test_two_cues_have_each_their_own_and_may_share_a_source() -> None:
    text = "Police said it fell and added nobody died"
    first, second = read_speech(encoded(text, "SCTtOCTt", {2: 1, 3: 1, 6: 5, 7: 5}, {1: 0, 5: 0}), *FREE)

    assert [span.of(text) for span in first.content] == ["it fell"]
    assert [span.of(text) for span in second.content] == ["nobody died"]
    assert first.source == second.source == Span(0, 6)


def test_a_cue_that_points_at_the_mark_has_no_source() -> None:
    text = "Reportedly it fell , allegedly"
    told, bare = read_speech(encoded(text, "CTtOC", {1: 0, 2: 0}, {0: -1}), *FREE)

    assert (told.source, told.cue, [span.of(text) for span in told.content]) == (None, Span(0, 10), ["it fell"])
    assert (bare.cue.of(text), bare.content) == ("allegedly", ())


def test_a_second_piece_that_hardly_points_at_the_cue_is_left_out() -> None:
    text = "Police said it fell . Trees grew"
    (speech,) = read_speech(encoded(text, "SCTtOTt", {2: 1, 3: 1}, {1: 0}), *FREE)

    assert HOLD < 0
    assert [span.of(text) for span in speech.content] == ["it fell"]


# Who says it, and words that he answers for.
SAID = [
    ("The bridge fell at dawn, a spokesman for the railway said.", "spokesman for the railway", "bridge"),
    ("“We heard two blasts,” said Olga Marchenko, 54, who lives across the street.", "Olga Marchenko", "blasts"),
    ("According to the coast guard, three boats sank.", "coast guard", "boats"),
    ("Президент сказав. Emeka Obi told the radio that gunmen had burned the market.", "Emeka Obi", "burned"),
]


@pytest.mark.parametrize(("text", "who", "words"), SAID)
def test_the_reader_that_ships_finds_who_says_what(text: str, who: str, words: str) -> None:
    speeches = [speech for speech in read_all(text) if any(words in span.of(text) for span in speech.content)]

    assert any(speech.source is not None and who in speech.source.of(text) for speech in speeches)


def test_text_in_nobodys_words_has_no_speech() -> None:
    assert read_all("Rain fell on the coast for three days. The river rose by two metres and the road to the port was closed.") == []


def test_nothing_to_read_gives_nothing() -> None:
    assert read_all("") == read_all(" \n\n ") == []


def test_where_the_rules_have_a_voice_the_learned_reader_is_not_asked() -> None:
    text = "Police said three people were killed in the market."
    sentences = parse(text)
    names = find_names(sentences)
    found = find_attributions(sentences, names)

    assert add_learned(found, sentences, names, text=text) == found


def test_a_voice_that_only_the_learned_reader_sees_is_added() -> None:
    text = "Rebels fought soldiers near Goma. Residents appealed to the army to stop the shelling of the town."
    sentences = parse(text)
    chain = chain_at(find_attributions(sentences, find_names(sentences)), Span(text.index("shelling"), text.index("shelling") + 1))

    assert [voice.name for voice in chain] == ["Residents"]


def test_labels_stand_on_the_words_of_their_spans() -> None:
    text = "It fell, police said."
    row = {"attributions": [{"source": [[9, 15]], "cue": [[16, 20]], "content": [[0, 7]]}]}
    window = encoded("It fell , police said .", "OOOOOO", {}, {}).window
    window.spans[1:] = [(0, 2), (3, 7), (7, 8), (9, 15), (16, 20), (20, 21)]
    example = label(window, row)

    assert [TAGS[tag] for tag in example.tags] == ["B-content", "I-content", "O", "B-source", "B-cue", "O"]
    assert example.ties == [[([1, 2], [5])], [([5], [4])]]
    assert text[9:15] == "police"
