"""How well times are read: TIMEX3 spans and values on news, and the ``when`` of claim gold.

Run as ``python bench/times.py [DATA]``. The figures are shares from 0 to 1.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.facts.times import TimeMention, find_times, infer_anchor
from onrecord.text.parse import parse

DATA = Path(__file__).resolve().parents[1] / "../shared/data"
DAY_LIKE = {"DATE", "TIME"}


def no_parse(words: Iterable[str]) -> list[bool]:
    """Times are read from the words: no sentence needs a parse."""
    return [False for _ in words]


def match_up(gold: list[dict[str, Any]], found: list[TimeMention]) -> Iterator[tuple[dict[str, Any], TimeMention]]:
    """Pairs of gold and found times that overlap, each used once, left to right."""
    used: set[int] = set()
    for one in gold:
        for number, mention in enumerate(found):
            if number not in used and mention.core < one["end"] and one["start"] < mention.end:
                used.add(number)
                yield one, mention
                break


def f1(hits: int, gold: int, found: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (gold + found) if gold + found else 0.0


def score_timex(path: Path, out: Path | None) -> dict[str, float]:
    """Relaxed span F1 and value F1 over all types, and over DATE and TIME alone."""
    tally: Counter[str] = Counter()
    misses: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        text = row["text"]
        found = [
            m
            for m in find_times(parse(text, needs_parse=no_parse), published=date.fromisoformat(row["published"][:10]))
            if m.kind != "age" or m.value
        ]
        gold = sorted(row["timexes"], key=lambda one: one["start"])
        pairs = list(match_up(gold, found))
        tally["gold"] += len(gold)
        tally["found"] += len(found)
        tally["span"] += len(pairs)
        day_gold = [one for one in gold if one["type"] in DAY_LIKE]
        day_found = [m for m in found if m.kind in {"date", "vague", "time-of-day"}]
        day_pairs = list(match_up(day_gold, day_found))
        tally["day_gold"] += len(day_gold)
        tally["day_found"] += len(day_found)
        tally["day_span"] += len(day_pairs)
        tally["day_value"] += sum(one["value"] == m.value for one, m in day_pairs)
        for one, mention in pairs:
            right = one["value"] == mention.value
            tally["value"] += right
            weekday = re.search(r"day\b", one["exact"]) is not None
            tally["weekday_gold"] += weekday
            tally["weekday_value"] += weekday and right
            if not right:
                misses.append(
                    f"VALUE {row['id']} {row['published'][:10]} {one['exact']!r} {one['type']} gold {one['value']} "
                    f"found {mention.value} {mention.rule} | " + text[max(0, one["start"] - 60) : one["end"] + 30].replace("\n", " ")
                )
        paired = {id(one) for one, _ in pairs}, {id(mention) for _, mention in pairs}
        misses += [
            f"LOST {row['id']} {one['exact']!r} {one['type']} {one['value']} | "
            + text[max(0, one["start"] - 60) : one["end"] + 30].replace("\n", " ")
            for one in gold
            if id(one) not in paired[0]
        ]
        misses += [
            f"EXTRA {row['id']} {text[m.start : m.end]!r} {m.kind} {m.value} {m.rule} | " + text[max(0, m.start - 60) : m.end + 30].replace("\n", " ")
            for m in found
            if id(m) not in paired[1]
        ]
    if out:
        out.write_text("\n".join(sorted(misses)), encoding="utf-8")
    return {
        "span_f1": f1(tally["span"], tally["gold"], tally["found"]),
        "value_f1": f1(tally["value"], tally["gold"], tally["found"]),
        "span_recall": tally["span"] / tally["gold"],
        "span_precision": tally["span"] / tally["found"],
        "value_accuracy": tally["value"] / tally["span"],
        "date_span_f1": f1(tally["day_span"], tally["day_gold"], tally["day_found"]),
        "date_value_f1": f1(tally["day_value"], tally["day_gold"], tally["day_found"]),
        "weekday_accuracy": tally["weekday_value"] / max(tally["weekday_gold"], 1),
    }


def squeeze(words: str) -> str:
    """The words with one space between them."""
    return re.sub(r"\s+", " ", words).strip()


def score_claims(folder: Path, skip: frozenset[str], out: Path | None) -> dict[str, float]:
    """Of the claims' ``when``: how many have their words found, and how many with the very days."""
    tally: Counter[str] = Counter()
    misses: list[str] = []
    for path in sorted(folder.glob("*.json")):
        if path.stem in skip:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / gold["file"]).read_text(encoding="utf-8")
        sentences = parse(text, needs_parse=no_parse)
        published = date.fromisoformat(gold["published"][:10]) if gold.get("published") else None
        if published is None:
            anchor = infer_anchor(sentences)
            published = anchor[0] if anchor else None
        found = find_times(sentences, published=published)
        seen = set()
        for claim in gold["claims"]:
            when = claim.get("when")
            if not when or (key := (when["exact"], when["earliest"], when["latest"])) in seen:
                continue
            seen.add(key)
            days = date.fromisoformat(when["earliest"][:10]), date.fromisoformat(when["latest"][:10])
            words = squeeze(when["exact"]).casefold()
            same = [m for m in found if words in squeeze(text[m.start : m.end]).casefold() or squeeze(text[m.core : m.end]).casefold() in words]
            tally["gold"] += 1
            tally["span"] += bool(same)
            tally["value"] += any(m.interval == days for m in same)
            if not any(m.interval == days for m in same):
                misses.append(f"CLAIM {path.stem} {published} {key} found {[(text[m.start : m.end], m.rule, m.interval) for m in same][:3]}")
    if out:
        with out.open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(misses))
    return {
        "when_span": tally["span"] / max(tally["gold"], 1),
        "when_equal": tally["value"] / max(tally["gold"], 1),
        "when_gold": float(tally["gold"]),
    }


def run(data: Path, out: Path | None, skip: frozenset[str] = frozenset()) -> dict[str, float]:
    """Every figure by its name; with ``out``, what was missed is written there, a line each."""
    return score_timex(data / "times/timebank-aquaint.jsonl.gz", out) | score_claims(data / "claims", skip, out)


if __name__ == "__main__":
    data_folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    misses_file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    skipped = frozenset(sys.argv[3].split(",")) if len(sys.argv) > 3 else frozenset()
    for name, figure in run(data_folder, misses_file, skipped).items():
        sys.stdout.write(f"{name:18} {figure:.3f}\n")
