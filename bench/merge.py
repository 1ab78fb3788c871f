"""How well reports are joined into events: B-cubed of reports by their main event against the packs of known events.

Run as ``python -m bench merge``. A report's event is the one that most of its claims belong to; a report without claims has the event that
its text alone ties it to. Figures are over the whole packs; ``_tuned`` is the half that weights and thresholds were set on, ``_unread`` the other,
each linked by itself.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.reports import PACKS, Row, extract_rows, is_tuning, load_rows
from onrecord.merge.link import find_bonds, group
from onrecord.merge.nouns import Groups
from onrecord.merge.sketch import Sketch, make_sketch

HALVES: dict[str, Callable[[str], bool]] = {"": lambda event: True, "_tuned": is_tuning, "_unread": lambda event: not is_tuning(event)}


def find_main_events(groups: Groups) -> dict[str, str]:
    """Report to the event that most of its claims belong to, its main telling's on a tie."""
    standing: dict[str, Counter[str]] = defaultdict(Counter)
    for event in groups.events:
        for telling in event.tellings:
            standing[telling.report_id][event.id] += 2 * len(telling.claims) + telling.is_main
    return {report: max(events, key=lambda event: (events[event], event)) for report, events in standing.items()}


def score_b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """B-cubed precision, recall and F1: over reports, how much of a report's found event is of its own event, and how much of that was found.

    >>> score_b_cubed({"a": "x", "b": "x", "c": "y"}, {"a": "1", "b": "1", "c": "1"})["b3_r"]
    1.0
    """
    golds, founds, both = Counter(gold.values()), Counter(found[name] for name in gold), Counter((gold[name], found[name]) for name in gold)
    precision = sum(both[gold[name], found[name]] / founds[found[name]] for name in gold) / len(gold)
    recall = sum(both[gold[name], found[name]] / golds[gold[name]] for name in gold) / len(gold)
    return {"b3_p": precision, "b3_r": recall, "b3_f1": 2 * precision * recall / (precision + recall)}


def link_rows(rows: Sequence[Row], sketches: Mapping[str, Sketch]) -> Groups:
    """The events of some rows, linked with one another and nothing else."""
    chosen = [sketches[row.report.id] for row in rows]
    return group(chosen, find_bonds(chosen))


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """B-cubed by pack and half; with ``out``, a line a report: its event by the pack, and the one found."""
    figures: dict[str, float] = {}
    written = []
    for pack in PACKS:
        rows = load_rows(data, pack)
        sketches = {found.report.id: make_sketch(found) for found in extract_rows(rows)}
        for half, holds in HALVES.items():
            chosen = [row for row in rows if holds(row.event)]
            began = time.monotonic()
            found = find_main_events(link_rows(chosen, sketches))
            seconds = time.monotonic() - began
            gold = {row.report.id: row.event for row in chosen}
            figures |= {f"{pack}_{name}{half}": value for name, value in score_b_cubed(gold, found).items()}
            if not half:
                figures[f"{pack}_seconds"] = seconds
                written += [{"pack": pack, "report": name, "event": event, "found": found[name]} for name, event in gold.items()]
    if out is not None:
        out.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    return figures
