"""The shape of a line of ``onrecord read --format jsonl``: as JSON Schema, and as the data dictionary. Both are made from the nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.meanings import EVENT_TYPES, FIELDS, KINDS, NOUNS, PROBLEMS, VALUES
from onrecord.nouns import Extraction

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REF = "#/$defs/{name}"
Schema = dict[str, Any]


def make_schema() -> Schema:
    """JSON Schema of a line. Every field is always there; null where the words do not say."""
    (root,), nouns = msgspec.json.schema_components([Extraction], ref_template=REF)
    for name, noun in nouns.items():
        describe_noun(name, noun)
    title = {"$schema": DIALECT, "title": "A report and its claims, as onrecord prints them: one object a line"}
    return title | root | {"$defs": dict(sorted(nouns.items()))}


def describe_noun(name: str, noun: Schema) -> None:
    """Gives a noun and its fields their meanings, and makes every field required: a line leaves none out."""
    noun["description"] = NOUNS[name]
    if "properties" not in noun:
        return
    noun["required"] = list(noun["properties"])
    for field, schema in noun["properties"].items():
        schema.pop("default", None)  # a default is for who builds a claim by hand; a line always says
        schema["description"] = FIELDS[name][field]


def make_dictionary() -> str:
    """The data dictionary in Markdown."""
    return "\n".join([*write_head(), *write_nouns(), *write_codes()]) + "\n"


def write_head() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "One line of `onrecord read --format jsonl` is one `Extraction`. Every field is always there; `null` means that the words of the report do"
    yield "not say. Offsets are half-open and count Unicode code points of the report's `text`: `text[start:end]` are the words."
    yield ""
    yield "This page is written by `make docs` from the nouns, and a test fails where it is out of date. The same as JSON Schema: `onrecord schema`."


def write_nouns() -> Iterator[str]:
    """A table a noun, from the whole to its parts."""
    nouns = make_schema()["$defs"]
    for name in NOUNS:
        if "properties" not in nouns[name]:
            continue
        yield from ("", f"## {name}", "", NOUNS[name], "", "| field | type | meaning |", "|---|---|---|")
        for field, schema in nouns[name]["properties"].items():
            yield f"| `{field}` | {write_type(schema)} | {FIELDS[name][field]} |"


def write_type(schema: Schema) -> str:
    """A field's type in a few words."""
    if "anyOf" in schema:
        return " or ".join(write_type(option) for option in schema["anyOf"])
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " or ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {write_type(schema['items'])}"
    return str(schema.get("type", "any"))


def write_codes() -> Iterator[str]:
    """The tables of codes and what each stands for."""
    for title, codes in (("EventType", EVENT_TYPES), ("Kind", KINDS), ("Other values", VALUES), ("Problem codes", PROBLEMS)):
        yield from ("", f"## {title}", "", "| code | it stands for |", "|---|---|")
        yield from (f"| `{code}` | {meaning} |" for code, meaning in codes.items())
