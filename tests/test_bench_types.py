"""The measure of types against PLOVER's records, on small cases worked by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bench import types

ROWS = [
    {"id": "1", "date": "2001-05-01", "event": "FIGHT", "text": "Rebels shelled an army barracks on Monday, killing two soldiers."},
    {"id": "2", "date": "2001-05-01", "event": "PROTEST", "text": "Thousands of miners marched through the capital to demand better pay."},
    {"id": "3", "date": "2001-05-01", "event": "THREATEN", "text": "Rebels shelled an army barracks on Monday, killing two soldiers."},
    {"id": "4", "date": "2001-05-01", "event": "CONSULT", "text": "The two presidents met for lunch and talked of trade."},
]


def write_rows(folder: Path, rows: list[dict[str, Any]]) -> Path:
    (folder / "types").mkdir()
    (folder / "types" / "plover-gsr.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return folder


def test_a_sentence_counts_by_its_first_claim_and_one_without_a_claim_is_wrong(tmp_path: Path) -> None:
    figures = types.run(write_rows(tmp_path, ROWS))

    assert (figures["sentences"], figures["in_reach"], figures["told"]) == (4, 3, 3)
    assert figures["accuracy"] == pytest.approx(2 / 4)
    assert figures["accuracy_in_reach"] == pytest.approx(2 / 3)
    assert figures["accuracy_of_told"] == pytest.approx(2 / 3)
