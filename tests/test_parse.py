"""The parse: the same as spaCy's own, only sooner."""

from __future__ import annotations

import spacy
from spacy.language import Language

from onrecord.text.parse import MODEL, load_model

TEXTS = [
    "It ain't over: she's gonna say there are no troops, and let's see who'll have to go.",
    "The army said that it had struck a depot while I was away, but y'all didn't look.",
    "Whether the rebels, who had the town, did flee is not known;  there is no word of it.",
    "\n Дві ракети влучили у порт. That'd be all, because nothin' else is known.",
]


def read(nlp: Language) -> list[list[tuple[str, ...]]]:
    return [[(t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_, t.ent_type_) for t in doc] for doc in nlp.pipe(TEXTS)]


def test_what_is_remembered_is_what_the_ruler_says() -> None:
    plain = read(spacy.load(MODEL))

    assert "attribute_ruler" not in load_model().pipe_names
    assert read(load_model()) == plain  # met for the first time
    assert read(load_model()) == plain  # and remembered
