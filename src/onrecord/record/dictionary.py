"""The dictionary of the record: every noun of what people decide, its fields and their types, as a page. Made from the nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.meanings import NOUNS as READ
from onrecord.record.accounts import Account
from onrecord.record.judge_withhold import Withholding
from onrecord.record.judgement import Judgement
from onrecord.record.meanings import FIELDS, NOUNS
from onrecord.record.queue import Queued
from onrecord.record.sample_results import Results
from onrecord.record.samples import Coding
from onrecord.record.sessions import Session
from onrecord.schema import REF, write_type

ROOTS = (Judgement, Withholding, Queued, Results, Coding, Account, Session)


def find_nouns() -> dict[str, Any]:
    """The schemas of the record's own nouns, those of what is read left out."""
    _, nouns = msgspec.json.schema_components(ROOTS, ref_template=REF)
    return {name: noun for name, noun in nouns.items() if name not in READ}


def make_record_dictionary() -> str:
    """The page in Markdown."""
    return "\n".join([*write_head(), *write_nouns()]) + "\n"


def write_head() -> Iterator[str]:
    yield "# The record's nouns"
    yield ""
    yield "What people decide about claims, as the desk and `--format jsonl` give it and the record keeps it. What is read from reports is in the"
    yield "[data dictionary](data-dictionary.md); what the verbs do, in [review](review.md). This page is written by `make docs` from the nouns."


def write_nouns() -> Iterator[str]:
    """A table a noun."""
    found = find_nouns()
    for name in NOUNS:
        yield from ("", f"## {name}", "", NOUNS[name], "", "| field | type | meaning |", "|---|---|---|")
        for field, schema in found[name]["properties"].items():
            yield f"| `{field}` | {link(write_type(schema))} | {FIELDS[name][field]} |"


def link(kind: str) -> str:
    """A type whose links to what is read lead to the other page."""
    for name in READ:
        kind = kind.replace(f"](#{name.lower()})", f"](data-dictionary.md#{name.lower()})")
    return kind
