"""Reports of known events, extracted once: the rows of the merge packs, which half of them may be tuned on, and a cache of what is read from them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

import onrecord
from onrecord.nouns import Extraction, Report

PACKS = ("news", "gva")
CACHE = Path(__file__).parents[1] / ".cache" / "extractions"
ROOMS = ("nouns.py", "read", "text", "facts", "claims", "lexicon", "weights/voices.onnx")  # what an extraction depends on


@dataclass(frozen=True)
class Row:
    """A report and the event that it is about, by the pack."""

    event: str
    report: Report


def is_tuning(event: str) -> bool:
    """Whether an event is of the half that thresholds and weights are set on; the other half is left unread."""
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % 2 == 0


def load_rows(data: Path, pack: str) -> list[Row]:
    """The rows of a pack. A report that stands under two events is two reports."""
    with gzip.open(data / f"merge/{pack}-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for line in lines for row in (_read_news if pack == "news" else _read_incident)(json.loads(line))]
    seen: dict[str, int] = {}
    unique = []
    for row in rows:
        seen[row.report.id] = again = seen.get(row.report.id, 0) + 1
        name = row.report.id if again == 1 else f"{row.report.id}-{again}"
        unique.append(Row(row.event, msgspec.structs.replace(row.report, id=name)))
    return unique


def _read_news(row: dict[str, Any]) -> Iterator[Row]:
    known = {key: row[key] or None for key in ("outlet", "title", "published", "url")}
    yield Row(row["event"], Report(id=row["id"], text=row["text"], **known))


def _read_incident(row: dict[str, Any]) -> Iterator[Row]:
    for report in row["reports"]:
        text = f"{report['title'] or ''}\n\n{report['text']}"
        known = {key: report[key] or None for key in ("title", "published", "url")}
        yield Row(str(row["incident"]), Report(id=report["id"], text=text, **known))


def find_digest(rows: Sequence[Row]) -> str:
    """What extractions of these rows by this package are called: a hash of the rows and of every file that reading depends on."""
    digest = hashlib.sha256(msgspec.json.encode([row.report for row in rows]))
    root = Path(onrecord.__file__).parent
    files = sorted(path for room in ROOMS for path in ([root / room] if (root / room).is_file() else (root / room).rglob("*")))
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def extract_rows(rows: Sequence[Row], cache: Path = CACHE) -> list[Extraction]:
    """The claims of each row's report. Read once, then kept in the cache until the package or the rows change."""
    kept = cache / f"{find_digest(rows)}.jsonl.gz"
    decoder = msgspec.json.Decoder(Extraction)
    if kept.exists():
        with gzip.open(kept, "rb") as lines:
            return [decoder.decode(line) for line in lines]
    found = [onrecord.extract(row.report) for row in rows]
    cache.mkdir(parents=True, exist_ok=True)
    with gzip.open(kept, "wb") as lines:
        lines.writelines(msgspec.json.encode(extraction) + b"\n" for extraction in found)
    return found
