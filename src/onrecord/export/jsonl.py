"""JSON lines: one whole noun a line, as ``onrecord schema`` describes its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec


def write_jsonl(found: Sequence[Any]) -> bytes:
    """A line for each."""
    return msgspec.json.Encoder().encode_lines(found)
