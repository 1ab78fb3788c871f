"""The schema, the data dictionary and the real output say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import onrecord
from onrecord import nouns
from onrecord.meanings import EVENT_TYPES, FIELDS, KINDS, NOUNS, PROBLEMS
from onrecord.schema import make_dictionary, make_schema

# The contract, field by field.
CONTRACT = {
    "Report": "id url outlet title byline published language text media problems",
    "Media": "kind caption credit file provided_by",
    "Problem": "code message start end",
    "Claim": "exact start end event_type stage polarity certainty attribution verification responsibility actors recipients place when toll weapons "
    "media",
    "Voice": "name kind cue start end medium",
    "Verification": "status by exact start end",
    "Responsibility": "status by",
    "Party": "name kind start end",
    "Place": "toponym name lat lon country geonameid level",
    "When": "earliest latest exact",
    "Toll": "killed injured missing detained abducted displaced running_total",
    "Count": "low best high exact",
}


def encode(extraction: onrecord.Extraction) -> Any:
    return json.loads(msgspec.json.encode(extraction))


@pytest.mark.parametrize("noun", CONTRACT)
def test_every_field_of_the_contract_is_in_the_schema(noun: str) -> None:
    assert set(CONTRACT[noun].split()) <= set(make_schema()["$defs"][noun]["properties"])


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(make_schema())


@pytest.mark.parametrize("name", ["strike.html", "strike-damaged.html"])
def test_real_output_is_as_the_schema_says(root: Path, name: str) -> None:
    line = encode(onrecord.extract(onrecord.read(root / "samples" / name)))
    jsonschema.validate(line, make_schema())
    assert line["claims"]


def test_a_line_that_leaves_out_a_field_is_not_as_the_schema_says() -> None:
    line = encode(onrecord.Extraction(onrecord.Report("0" * 64, "No words of war.")))
    del line["report"]["outlet"]
    with pytest.raises(jsonschema.ValidationError, match="'outlet' is a required property"):
        jsonschema.validate(line, make_schema())


def test_every_noun_field_and_code_has_its_meaning() -> None:
    structs = {name: noun for name, noun in vars(nouns).items() if isinstance(noun, type) and issubclass(noun, msgspec.Struct) and name in NOUNS}
    assert set(make_schema()["$defs"]) == set(NOUNS)
    assert {name: list(noun.__struct_fields__) for name, noun in structs.items()} == {name: list(fields) for name, fields in FIELDS.items()}
    assert [kind.value for kind in nouns.EventType] == list(EVENT_TYPES)
    assert [kind.value for kind in nouns.Kind] == list(KINDS)


def test_the_data_dictionary_is_fresh(root: Path) -> None:
    assert (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == make_dictionary(), "run: make docs"


def test_links_of_the_data_dictionary_lead_to_its_headings() -> None:
    page = make_dictionary()
    assert set(re.findall(r"\]\(#(\w+)\)", page)) <= {heading.lower() for heading in re.findall(r"^## (\w+)$", page, re.MULTILINE)}


def test_every_problem_code_in_the_source_has_its_meaning(root: Path) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (root / "src" / "onrecord").rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r"[Pp]roblem\(\s*\"([a-z-]+)\"", source)}
    assert {"no-date", "words-glued"} <= codes
    assert codes <= set(PROBLEMS)
