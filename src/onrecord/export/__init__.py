"""Claims and events for programs: one file a format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def flatten(what: str, found: Sequence[Any]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Flat rows and their columns."""
    if what == "claims":
        from onrecord.export.flat import CLAIM_COLUMNS, flatten_claim

        return [flatten_claim(each) for each in found], CLAIM_COLUMNS
    from onrecord.export.events import EVENT_COLUMNS, flatten_event

    return [flatten_event(each) for each in found], EVENT_COLUMNS


def write_export(form: str, what: str, found: Sequence[Any], *, rule: str | None = None, bom: bool = False, raw: bool = False) -> bytes:
    """What was found, in a format: ``jsonl``, ``csv`` or ``geojson``. ``what`` is ``claims`` or ``events``; ``rule`` the fusion rule of events."""
    if form == "jsonl":
        from onrecord.export.jsonl import write_jsonl

        return write_jsonl(found)
    rows, columns = flatten(what, found)
    if form == "csv":
        from onrecord.export.csv import write_csv

        return write_csv(rows, columns, bom=bom, raw=raw)
    from onrecord.export.geojson import write_geojson

    return write_geojson(rows, rule)
