"""Claims and events for programs: one file a format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def write_export(form: str, what: str, found: Sequence[Any], *, rule: str | None = None, bom: bool = False, raw: bool = False) -> bytes:
    """What was found, in a format: ``jsonl``, ``csv`` or ``geojson``. ``what`` is ``claims`` or ``events``; ``rule`` the fusion rule of events."""
    if form == "jsonl":
        from onrecord.export.jsonl import write_jsonl

        return write_jsonl(found)
    from onrecord.export.flat import CLAIM_COLUMNS, flatten_claim

    rows, columns = [flatten_claim(each) for each in found], CLAIM_COLUMNS
    if form == "csv":
        from onrecord.export.csv import write_csv

        return write_csv(rows, columns, bom=bom, raw=raw)
    from onrecord.export.geojson import write_geojson

    return write_geojson(rows, rule)
