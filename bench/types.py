"""Types of events against PLOVER's gold standard records: single sentences, each coded with one type.

Run as ``python -m bench types``. A sentence's type is that of its first claim, in PLOVER's terms (the mapping: docs/benchmarks/types.md);
one without a claim has none, and is wrong.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import onrecord
from onrecord import Claim, EventType, Report

# Older names in the records, and today's.
TODAY: Mapping[str, str] = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
PLOVER: Mapping[EventType, str] = {
    EventType.AGREEMENT: "AGREE",
    EventType.PROTEST: "PROTEST",
    EventType.RIOT: "PROTEST",
    EventType.RELEASE: "RETREAT",
    EventType.TERRITORY_CHANGE: "ASSAULT",
    EventType.DEPLOYMENT: "MOBILIZE",
    EventType.SANCTION: "SANCTION",
    EventType.SABOTAGE: "COERCE",
    EventType.CYBER_ATTACK: "COERCE",
    EventType.INTERCEPTION: "COERCE",
    EventType.ARREST: "COERCE",
    EventType.PROSECUTION: "COERCE",
    EventType.CRACKDOWN: "COERCE",
    EventType.DISPLACEMENT: "COERCE",
}
# Types that a record of conflict holds; the others are of diplomacy and aid.
IN_REACH = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "THREATEN"})


def plover_type(claims: Sequence[Claim]) -> str | None:
    """PLOVER's type of what a sentence's claims tell first.

    >>> plover_type([]) is None
    True
    """
    if not claims:
        return None
    claim = claims[0]
    if claim.stage == "threatened":
        return "THREATEN"
    if claim.stage == "hypothetical":
        return "REJECT" if claim.polarity == "negative" else "REQUEST"
    return PLOVER.get(claim.event_type, "ASSAULT")


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Share of sentences with the right type: of all, of those whose type is in reach, and of those that tell any claim."""
    rows = [json.loads(line) for line in gzip.decompress((data / "types/plover-gsr.jsonl.gz").read_bytes()).splitlines()]
    hits: Counter[str] = Counter()
    lines = []
    for row in rows:
        gold = TODAY.get(row["event"], row["event"])
        found = plover_type(onrecord.extract(Report(id=row["id"], text=row["text"], published=row["date"])).claims)
        groups = ["accuracy", *(["accuracy_in_reach"] if gold in IN_REACH else []), *(["accuracy_of_told"] if found else [])]
        for group in groups:
            hits[f"{group}_rows"] += 1
            hits[group] += found == gold
        lines.append(json.dumps({"id": row["id"], "gold": gold, "found": found}))
    if out is not None:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {name: hits[name] / hits[f"{name}_rows"] for name in ("accuracy", "accuracy_in_reach", "accuracy_of_told")} | {
        "sentences": len(rows),
        "in_reach": hits["accuracy_in_reach_rows"],
        "told": hits["accuracy_of_told_rows"],
    }
