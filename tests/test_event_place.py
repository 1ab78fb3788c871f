"""The learned part that tells which names of a sentence are the place of an event, and the town of a whole report."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.facts.event_features import Name, find_candidates
from onrecord.facts.event_place import Trees, load_event_places, read_event_places_of, taken
from onrecord.facts.gazetteer import open_gazetteer
from onrecord.facts.place_choice import as_name
from onrecord.facts.place_home import find_home
from onrecord.facts.place_town import read_town, town_of_reports
from onrecord.facts.places import choose_place, find_places
from onrecord.text.parse import parse


@pytest.mark.parametrize(
    ("text", "verb", "places"),
    [
        ("Gunmen stormed a police post in the city of Herat on Monday, killing four officers.", "stormed", ["Herat"]),
        ("Thousands of people marched in Lille and Rouen on Sunday against the new law.", "marched", ["Lille", "Rouen"]),
        ("Soldiers patrolled the streets of Kampala while ministers met in Nairobi.", "patrolled", ["Kampala"]),
        ("The minister praised the officers.", "praised", []),
    ],
)
def test_the_names_that_say_where_an_event_was_are_told_apart_from_the_others(text: str, verb: str, places: list[str]) -> None:
    sentence = parse(text)[0]
    mentions = find_places([sentence], gazetteer=open_gazetteer())
    toponyms = [name for mention in mentions if (name := as_name(mention, sentence)) is not None]
    event = next(token for token in sentence.doc if token.text == verb)

    assert [sentence.doc.text_of(n.first, n.last) for n in read_event_places_of(sentence.doc, event, toponyms)] == places


def test_every_run_of_names_may_be_a_place_but_days_and_numbers() -> None:
    doc = parse("Troops from Deir ez-Zor reached al-Hamra Street and Hill 30 on Monday with 40 tanks.")[0].doc

    assert {doc.text_of(n.first, n.last) for n in find_candidates(doc, [])} >= {"Deir ez-Zor", "al-Hamra Street", "Hill 30"}
    assert not {"Monday", "40"} & {doc.text_of(n.first, n.last) for n in find_candidates(doc, [])}


def test_of_names_that_share_words_the_likeliest_is_taken() -> None:
    names = [Name(0, 1), Name(0, 2), Name(4, 5)]

    assert taken(names, [0.5, 0.9, 0.1]) == [Name(0, 2)]


def test_trees_add_the_leaf_that_each_leads_to() -> None:
    row = np.array([1.0], dtype=np.float32)
    trees = Trees(
        column=np.array([[0, -1, -1]], dtype=np.int32),
        bound=np.array([[0.5, 0, 0]], dtype=np.float32),
        left=np.array([[1, 0, 0]], dtype=np.int32),
        right=np.array([[2, 0, 0]], dtype=np.int32),
        value=np.array([[0, -1.0, 2.0]], dtype=np.float32),
        start=0.5,
    )

    assert trees(np.stack([row, row * 0])).tolist() == [2.5, -0.5]


def test_the_shipped_weights_give_every_name_a_share_from_0_to_1() -> None:
    doc = parse("A bomb went off near Kirkuk, officials in Baghdad said.")[0].doc
    names = find_candidates(doc, [])

    scores = load_event_places().weigh(doc, doc[2], names)

    assert len(scores) == len(names) == 2
    assert all(0 <= score <= 1 for score in scores)


def test_x_where_it_happened_is_the_place() -> None:
    text = "Reprisals spread to Lomé, where a mob lynched two traders."
    sentences = parse(text)

    chosen = choose_place(find_places(sentences, gazetteer=open_gazetteer()), sentence=sentences[0], trigger=text.index("lynched"))

    assert chosen is not None
    assert chosen.place.name == "Lomé"


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("Houston Chronicle", "Houston"),
        ("www.abc7chicago.com", "Chicago"),
        ("www.wlwt.com", "Cincinnati"),
        ("https://kiel-report.example.de", "Germany"),
        ("Harbour Post", None),
        ("Reuters", None),
        (None, None),
    ],
)
def test_an_outlet_is_at_home_where_its_name_or_our_list_says(outlet: str | None, name: str | None) -> None:
    home = find_home(outlet, open_gazetteer())

    assert (home.name if home else None) == name


def test_reports_of_one_incident_tell_its_town_together() -> None:
    gazetteer = open_gazetteer()
    texts = [
        "A man was shot dead in Akron, Ohio, on Friday night. Akron police said two others were hurt.",
        "Detectives in Akron are looking for a gunman. A witness from Toledo saw him run.",
        "Nobody has said where it was.",
    ]

    town = town_of_reports([read_town(parse(text), gazetteer=gazetteer) for text in texts])

    assert town is not None
    assert (town.name, town.admin1) == ("Akron", "US.OH")
    assert town_of_reports([[]]) is None
