"""Events that no word of the lexicon tells: what the learned part is asked, what it weighs, and what is made of its answer."""

from __future__ import annotations

import numpy as np
import pytest

import onrecord
from onrecord.claims.context import Context, words_in
from onrecord.claims.untold import BESIDE, TYPES, UntoldReader, beside, find_untold, load_untold, mention_untold, surroundings, terms_of
from onrecord.nouns import EventType
from onrecord.text.parse import parse

ARMED = Context(armed=True)
NOTHING: frozenset[EventType] = frozenset()
SHOT = frozenset({EventType.SHOOTING})
REPORT = """Gunmen shot dead four rice farmers near the village of Zabarmari on Saturday, police in Maiduguri said.
The attackers came on motorbikes shortly after dawn and opened fire on men who were weeding, witnesses said.
Two women were also shot as they ran for the road, the village head told reporters.
Three of their neighbours did not come home.
Soldiers arrived from a post nine miles away more than an hour later, by which time the gunmen had gone.
The governor visited the market town in the evening and prayed with the families.
The rains have been good this year.
A police spokesman said a search of the bush was under way."""


def test_a_sentences_terms_are_its_words_and_their_pairs_with_numbers_as_one() -> None:
    assert terms_of(["12", "boats", "sank"]) == {"<number>", "boats", "sank", "<number> boats", "boats sank"}


def test_the_surroundings_tell_what_is_told_beside_and_of_which_types() -> None:
    around = surroundings([SHOT, NOTHING, NOTHING], ARMED, 1)

    assert around[:BESIDE].tolist() == pytest.approx([1, 0, 0, 1, 1 / 3])
    assert around.shape == (BESIDE + 4 * len(TYPES),)
    assert around[BESIDE + TYPES.index(EventType.SHOOTING)] == 1
    assert around[BESIDE:].sum() == 3  # its share, and that the last before and the first tell it


def test_an_event_is_the_likelier_the_more_its_words_speak_for_one() -> None:
    weights = np.array([2.0, -2.0], dtype=np.float32)
    none = np.zeros(BESIDE + 1, dtype=np.float32)
    types, around = np.zeros((2, len(TYPES)), dtype=np.float32), np.zeros((BESIDE + 4 * len(TYPES) + 1, len(TYPES)), dtype=np.float32)
    types[0, TYPES.index(EventType.ABDUCTION)] = 9
    reader = UntoldReader({"vanished": 0, "lunch": 1}, weights, none, types, around)
    beside_it = beside([SHOT, NOTHING], ARMED, 1)

    assert reader.rows(["he", "vanished"]) == [0]
    assert reader.chance([0], beside_it) == pytest.approx(1 / (1 + np.exp(-2)))
    assert reader.chance([1], beside_it) < 0.2
    event_type, chance = reader.likeliest([0], surroundings([SHOT, NOTHING], ARMED, 1))
    assert event_type is EventType.ABDUCTION
    assert chance > 0.99


def test_reports_not_of_force_of_a_few_sentences_or_without_another_event_are_not_asked() -> None:
    words = [words_in(sentence) for sentence in REPORT.splitlines()]
    told = [SHOT, *[NOTHING] * (len(words) - 1)]

    assert find_untold(words, told, Context(armed=False)) == {}
    assert find_untold(words, [NOTHING] * len(words), ARMED) == {}
    assert find_untold(words[:4], told[:4], ARMED) == {}


def test_what_the_lexicon_tells_is_left_to_it() -> None:
    words = [words_in(sentence) for sentence in REPORT.splitlines()]

    assert find_untold(words, [SHOT] * len(words), ARMED) == {}


def test_a_sentence_about_the_weather_or_a_prayer_tells_no_event() -> None:
    claims = onrecord.extract(onrecord.read(REPORT.encode(), published="2024-05-06")).claims

    assert not [claim.exact for claim in claims if "rains" in claim.exact or "prayed" in claim.exact]
    assert [claim.event_type.value for claim in claims[:1]] == ["shooting"]


def test_an_event_is_told_by_the_verb_that_speaks_most_for_it_and_by_no_witness() -> None:
    (sentence,) = parse("A clerk who saw them said that masked men bundled the judge into a lorry.")
    mention = mention_untold(sentence, EventType.ABDUCTION)

    assert mention is not None
    assert (mention.token.text, mention.event_type, mention.is_untold) == ("bundled", EventType.ABDUCTION, True)
    assert [token.text for token in mention.recipients] == ["judge"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine soldiers died when their helicopter crashed in fog.",
        "The missiles can fly about 620 miles.",
        "A driver whose name was not released woke.",
        "Quiet.",
    ],
)
def test_mishaps_abilities_what_was_not_done_and_bare_words_tell_none(text: str) -> None:
    (sentence,) = parse(text)

    assert mention_untold(sentence, EventType.KILLING) is None


def test_its_weights_know_all_types_and_are_finite() -> None:
    reader = load_untold()

    assert reader.types.shape == (len(reader.numbers), len(TYPES))
    assert reader.event.shape == (len(reader.numbers),)
    assert np.isfinite(reader.types_beside).all()
    assert np.isfinite(reader.event_beside).all()
