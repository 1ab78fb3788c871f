"""The dictionary of the record and its nouns say the same."""

from __future__ import annotations

from pathlib import Path

from onrecord.record.dictionary import find_nouns, make_record_dictionary
from onrecord.record.meanings import FIELDS, NOUNS


def test_every_noun_and_field_of_the_record_has_its_meaning() -> None:
    found = find_nouns()
    assert set(found) == set(NOUNS)
    assert {name: list(noun["properties"]) for name, noun in found.items()} == {name: list(fields) for name, fields in FIELDS.items()}


def test_the_dictionary_of_the_record_is_fresh(root: Path) -> None:
    assert (root / "docs" / "record-dictionary.md").read_text(encoding="utf-8") == make_record_dictionary(), "run: make docs"
