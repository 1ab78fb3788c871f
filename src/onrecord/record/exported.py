"""What left the record: each export an entry of the log, with what was asked and the SHA-256 of what was written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from onrecord.record.log import append
from onrecord.record.store import Record


def log_export(
    record: Record,
    what: str,
    form: str,
    asked: dict[str, Any],
    rows: int,
    written: bytes,
    rule: str | None = None,
    withheld: Sequence[str] = (),
) -> None:
    """Adds the entry. ``withheld``: ids of the judgements by which something was withheld of it."""
    digest = hashlib.sha256(written).hexdigest()
    body = {"what": what, "format": form, "asked": asked, "rows": rows, "sha256": digest, "rule": rule, "withheld": list(withheld)}
    with record.writing() as connection:
        append(connection, "export", record.clock(), body)
