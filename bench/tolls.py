"""How well tolls are read: killed and injured of gun-violence incidents, report by report and over an incident's reports.

Run as ``python -m bench tolls``. A report's number killed is the first that it tells; its number injured the highest near its top. Who was
told only to be "shot" counts as injured as far as the report tells of no more dead. Figures are shares from 0 to 1 of a sample of incidents.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.facts.toll_triggers import triggers
from onrecord.facts.tolls import TollMention, combine_tolls, find_tolls
from onrecord.nouns import Count
from onrecord.text.parse import parse

SAMPLE = 300  # incidents, evenly spread: the pack holds 1,704
TOP = 12  # sentences in which the number injured is looked for
LONGEST = 6_000  # characters of a report: what follows is comments and other stories
WORTH = frozenset(triggers()) | {"toll", "casualties"}


def worth_a_parse(words: Iterable[str]) -> list[bool]:
    """Which sentences hold a word of loss."""
    return [not WORTH.isdisjoint(re.findall(r"[a-z]+", sentence.casefold())) for sentence in words]


def told(mentions: Sequence[TollMention], kind: str) -> int | None:
    """One number for a kind: the best, else the floor, else the ceiling."""
    toll = combine_tolls([one for one in mentions if not one.running_total])
    count: Count | None = getattr(toll, kind) if toll else None
    return next((bound for bound in (count.best, count.low, count.high) if bound is not None), None) if count else None


def read_report(text: str) -> tuple[int, int]:
    """The number killed and the number injured that a report tells; 0 where it tells none."""
    sentences = [(s.index, find_tolls(s)) for s in parse(text, needs_parse=worth_a_parse) if s.parsed]
    killed = next((number for _, mentions in sentences if (number := told(mentions, "killed")) is not None), 0)
    top = [mentions for index, mentions in sentences if index < TOP]
    sure = [told([one for one in mentions if not one.survival_open], "injured") for mentions in top]
    shot = [told([one for one in mentions if one.survival_open], "injured") for mentions in top]
    alive = [max(number - killed, 0) for number in shot if number is not None]
    return killed, max([number for number in sure if number is not None] + alive, default=0)


def most_told(numbers: Sequence[int]) -> int:
    """The number that most reports give, the first of them on a tie."""
    return Counter(numbers).most_common(1)[0][0]


def sample(rows: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """``size`` rows, evenly spread."""
    return rows[:: max(len(rows) // size, 1)][:size]


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Share of reports, and of incidents, with the exact number killed and injured; with ``out``, what was read, an incident a line."""
    with gzip.open(data / "merge/gva-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = sample([json.loads(line) for line in lines], SAMPLE)
    hits: Counter[str] = Counter()
    reports = 0
    written = []
    for row in rows:
        read = [read_report(f"{report['title'] or ''}\n\n{report['text'][:LONGEST]}") for report in row["reports"]]
        for place, kind in enumerate(("killed", "injured")):
            gold = row[f"num_{kind}"]
            hits[f"report_{kind}"] += sum(one[place] == gold for one in read)
            hits[kind] += most_told([one[place] for one in read]) == gold
        reports += len(read)
        written.append({"incident": row["incident"], "killed": row["num_killed"], "injured": row["num_injured"], "read": read})
    if out is not None:
        out.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    return {
        "killed_exact": hits["killed"] / len(rows),
        "injured_exact": hits["injured"] / len(rows),
        "report_killed_exact": hits["report_killed"] / reports,
        "report_injured_exact": hits["report_injured"] / reports,
        "incidents": len(rows),
        "reports": reports,
    }
