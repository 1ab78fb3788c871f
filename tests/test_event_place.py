"""The learned part that tells which names of a sentence are the place of an event, and the town of a whole report."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest

from onrecord.facts.event_features import Name, find_candidates
from onrecord.facts.event_place import load_event_places, read_event_places_of, taken
from onrecord.facts.gazetteer import open_gazetteer
from onrecord.facts.place_choice import as_name
from onrecord.facts.place_home import find_home
from onrecord.facts.place_town import read_town, town_of_reports
from onrecord.facts.places import choose_place, find_places
from onrecord.facts.trees import read_trees
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


# Two trees of a kind by train.trees: of a row's one number, -1 up to .5 and 2 above it; they start from .5. As zlib and base 85 make it.
TWO_TREES = (
    "c-nPR%SyvQ6rD+9o8H!v21^A&ur7ow>b@YRk%*KcSX{XY3BATZ9*{|_OFt!l;3xQ3uFWKqhYPuIn8`WZbMBoe!_}7zKRu9>_`tNm0e$Z+WsBK!f@nnyLpQ)3"
    "dI>TXC;ALVuEWrNcY+Mr4I$(<r+r<8VPvOH;$g~8X-*~m60|7ZBeP$ffFVEnduB)mDXPSr4)hC9g$SKAOG*i8i%Sd`Rg#e72F%_1@$SLiT2C8!Ypw4E{_{Pj"
    "ihd5qRfjqRF=!c~K<?1+X)$q|fb!z}0;V;eHG@#05h<@>TxmLc;XoSbT=~N00M)we&dj{i8B7GxT1j=(mh5H~Ij<U0ykTMX`OO`T_EdPU!10%H6n!kiKs(}%"
    "*vpA{{xN_;wLTD#6za~Q{vG}jrVK=#niJ@BQhUE$DU)3"
)


def test_trees_add_the_leaf_that_each_leads_to() -> None:
    trees = read_trees({"trees": np.frombuffer(zlib.decompress(base64.b85decode(TWO_TREES)), dtype=np.uint8)})

    assert trees(np.array([[1.0], [0.5], [0.0]], dtype=np.float32)).tolist() == [4.5, -1.5, -1.5]


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
