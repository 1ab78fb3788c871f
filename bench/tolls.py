"""How well tolls are read: killed and injured of gun-violence incidents, report by report and over an incident's reports.

Run as ``python -m bench tolls``; ``--data`` takes the folder of the development data, or any file of incidents of the same shape; ``--full``
takes every incident, not a sample. Figures are shares from 0 to 1; ``unread_`` are those of incidents that the shipped weights were not learned from.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.facts.toll_report import ReportToll, load_weights, merge_tolls, read_toll

PACK = "merge/gva-dev.jsonl.gz"
SAMPLE = 300  # incidents, evenly spread: the pack holds 1,704
KINDS = ("killed", "injured")


def load_incidents(data: Path) -> list[dict[str, Any]]:
    """The incidents of a file, or of the development data's folder."""
    path = data / PACK if data.is_dir() else data
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sample(rows: Sequence[Mapping[str, Any]], size: int) -> Sequence[Mapping[str, Any]]:
    """``size`` rows, evenly spread."""
    return rows[:: max(len(rows) // size, 1)][:size]


def read_incident(row: Mapping[str, Any]) -> tuple[tuple[int, int], list[ReportToll]]:
    """The toll read of an incident's reports together, and of each. Nothing of the row but title, text and date of the reports is looked at."""
    read = [read_toll(report["title"] or "", report["text"]) for report in row["reports"]]
    return merge_tolls([(report["published"], toll) for report, toll in zip(row["reports"], read, strict=True)]), read


def run(data: Path, out: Path | None = None, *, full: bool = False) -> dict[str, float]:
    """Share of reports, and of incidents, with the exact number killed and injured; with ``out``, what was read, an incident a line."""
    incidents = load_incidents(data)
    rows = incidents if full else sample(incidents, SAMPLE)
    learned = frozenset(load_weights().learned)
    hits: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    written = []
    for row in rows:
        merged, read = read_incident(row)
        for part in ("", "unread_")[: 1 + (row["incident"] not in learned)]:
            asked[part] += 1
            asked[f"{part}report_"] += len(read)
            for kind, number in zip(KINDS, merged, strict=True):
                gold = row[f"num_{kind}"]
                hits[f"{part}{kind}_exact"] += number == gold
                hits[f"{part}report_{kind}_exact"] += sum(getattr(toll, kind) == gold for toll in read)
        written.append({"incident": row["incident"], "killed": row["num_killed"], "injured": row["num_injured"], "merged": merged})
        written[-1]["read"] = [(toll.killed, toll.injured) for toll in read]
    if out is not None:
        out.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    shares = {f"{part}{kind}_exact": hits[f"{part}{kind}_exact"] / count for part, count in asked.items() for kind in KINDS if count}
    return {**shares, "incidents": asked[""], "reports": asked["report_"], "unread_incidents": asked["unread_"]}
