"""How well times are read: TIMEX3 spans and values on news, the days of claim gold, and the day of a shooting from its reports.

Run as ``python -m bench times``. Values are scored as TempEval-3 did: right where a found time overlaps a gold one and its ``value`` is the same,
over all gold times and over all found ones. Figures are shares from 0 to 1; those that end in ``_tuned`` are of the half of each corpus that rules
were written beside, those in ``_unread`` of the half that nobody read, told apart by a hash of the report's name.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.facts.times import TimeMention, find_times, infer_anchor
from onrecord.facts.times_event import ToldDay, agree_on_day, find_told_days, pick_day
from onrecord.facts.toll_report import LONGEST
from onrecord.text.parse import parse

INCIDENTS = 300  # a sample, evenly spread: the pack holds 1,704
Row = Mapping[str, Any]
TYPES = {"date": "DATE", "vague": "DATE", "time-of-day": "TIME", "duration": "DURATION", "frequency": "SET"}
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|yesterday|tomorrow|tonight|overnight)\b", re.I)


def no_parse(words: Iterable[str]) -> list[bool]:
    """Times are read from the words: no sentence needs a parse."""
    return [False for _ in words]


def half_of(name: str) -> str:
    """ "tuned" or "unread": the half that a report or an incident belongs to, for good."""
    return ("tuned", "unread")[hashlib.sha256(name.encode()).digest()[0] % 2]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a pack."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def timex_type(mention: TimeMention) -> str:
    """The TIMEX3 type of a found time."""
    if mention.kind == "date" and "T" in (mention.value or ""):
        return "TIME"
    return TYPES[mention.kind]


def as_timexes(mention: TimeMention, text: str) -> Iterator[dict[str, Any]]:
    """A found time as the gold writes one: the two ends of a stretch apart."""
    for start, end, value in mention.ends or ((mention.core, mention.end, mention.value),):
        yield {"start": start, "end": end, "exact": text[start:end], "type": timex_type(mention), "value": value, "rule": mention.rule}


def find_timexes(row: Row) -> list[dict[str, Any]]:
    """The times of a report, as the gold writes them. How old somebody is counts as no time there."""
    text = row["text"]
    found = find_times(parse(text, needs_parse=no_parse), published=date.fromisoformat(row["published"][:10]))
    return [timex for one in found if one.kind in TYPES for timex in as_timexes(one, text)]


def match_up(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of gold and found times that overlap, each used once, left to right."""
    used: set[int] = set()
    for one in gold:
        for number, other in enumerate(found):
            if number not in used and other["start"] < one["end"] and one["start"] < other["end"]:
                used.add(number)
                yield one, other
                break


def f1(hits: float, gold: float, found: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (gold + found) if gold + found else 0.0


def tally_timexes(gold: Sequence[Row], found: Sequence[Row]) -> Counter[str]:
    """Counts of one report: all times, and those of weekdays apart."""
    counts: Counter[str] = Counter(gold=len(gold), found=len(found))
    for one, other in match_up(gold, found):
        counts["span"] += 1
        counts["exact"] += (one["start"], one["end"]) == (other["start"], other["end"])
        counts["type"] += one["type"] == other["type"]
        counts["value"] += one["value"] == other["value"]
    days, found_days = ([one for one in times if WEEKDAY.search(one["exact"])] for times in (gold, found))
    counts["weekday_gold"], counts["weekday_found"] = len(days), len(found_days)
    counts["weekday_value"] = sum(one["value"] == other["value"] for one, other in match_up(days, found_days))
    return counts


def timex_figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Figures of one half, or of all."""
    return {
        "value_f1": f1(counts["value"], counts["gold"], counts["found"]),
        "span_f1": f1(counts["span"], counts["gold"], counts["found"]),
        "exact_f1": f1(counts["exact"], counts["gold"], counts["found"]),
        "type_f1": f1(counts["type"], counts["gold"], counts["found"]),
        "weekday_value_f1": f1(counts["weekday_value"], counts["weekday_gold"], counts["weekday_found"]),
        "span_recall": counts["span"] / max(counts["gold"], 1),
        "span_precision": counts["span"] / max(counts["found"], 1),
    }


def describe(row: Row, found: Sequence[Row]) -> Iterator[str]:
    """A line for each time of a report that was lost, extra or read otherwise than gold."""

    def around(one: Row) -> str:
        return " ".join(row["text"][max(0, one["start"] - 70) : one["end"] + 40].split())

    pairs = list(match_up(row["timexes"], found))
    paired = {id(one) for pair in pairs for one in pair}
    for one, other in pairs:
        if one["value"] != other["value"]:
            read = f"read {other['value']} by {other['rule']}, {row['published'][:10]}"
            yield f"VALUE {one['exact']!r} {one['type']} {one['value']} {read} | {around(one)}"
    yield from (f"LOST  {one['exact']!r} {one['type']} {one['value']} | {around(one)}" for one in row["timexes"] if id(one) not in paired)
    yield from (f"EXTRA {one['exact']!r} {one['type']} {one['value']} by {one['rule']} | {around(one)}" for one in found if id(one) not in paired)


def with_halves(counts: Mapping[str, Counter[str]], figures: Any, names: Sequence[str]) -> dict[str, float]:
    """The figures over all, then the named ones of each half."""
    both = counts["tuned"] + counts["unread"]
    told: dict[str, float] = figures(both)
    for half in ("tuned", "unread"):
        of_half = figures(counts[half])
        told |= {f"{name}_{half}": of_half[name] for name in names}
    return told


def score_timexes(path: Path, show: bool, lines: list[Row]) -> dict[str, float]:
    """TIMEX3 figures, all times and weekday-like ones apart; what was found is added to ``lines``."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(path):
        row["timexes"].sort(key=lambda one: one["start"])
        found = find_timexes(row)
        counts[half_of(row["id"])].update(tally_timexes(row["timexes"], found))
        lines.append({"id": row["id"], "timexes": found})
        if show and half_of(row["id"]) == "tuned":
            print("\n".join(describe(row, found)))
    return with_halves(counts, timex_figures, ("value_f1", "span_f1", "weekday_value_f1"))


def squeeze(words: str) -> str:
    """The words with one space between them, in lower case."""
    return re.sub(r"\s+", " ", words).strip().casefold()


def score_claims(folder: Path, show: bool) -> dict[str, float]:
    """Of the words that claim gold takes for a ``when``: how many are found, and how many are read as the very days."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "claims" not in gold or ".second" in path.name:
            continue
        text = (folder / gold["file"]).read_text(encoding="utf-8")
        sentences = parse(text, needs_parse=no_parse)
        anchor = None if gold.get("published") else infer_anchor(sentences)
        published = date.fromisoformat(gold["published"][:10]) if gold.get("published") else anchor[0] if anchor else None
        found = find_times(sentences, published=published)
        told = {(when["exact"], when["earliest"][:10], when["latest"][:10]) for claim in gold["claims"] if (when := claim.get("when"))}
        for words, earliest, latest in sorted(told):
            words = squeeze(words)
            same = [m for m in found if words in squeeze(text[m.start : m.end]) or squeeze(text[m.core : m.end]) in words]
            right = any(m.interval == (date.fromisoformat(earliest), date.fromisoformat(latest)) for m in same)
            counts.update(gold=1, found=bool(same), right=right)
            if show and not right:
                read = [(text[m.start : m.end], m.rule, m.interval) for m in same][:3]
                print(f"WHEN {path.stem} {published} {words!r} {earliest} {latest} read {read}")
    return {"when_found": counts["found"] / max(counts["gold"], 1), "when_days": counts["right"] / max(counts["gold"], 1)}


def day_of_report(report: Row) -> ToldDay | None:
    """The day of the shooting that a report tells of."""
    published = date.fromisoformat(report["published"][:10]) if report["published"] else None
    sentences = parse(f"{report['title'] or ''}\n\n{report['text'][:LONGEST]}", needs_parse=no_parse)
    return pick_day(find_told_days(sentences, find_times(sentences, published=published), published=published), published=published)


def incident_figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Figures of one half of the incidents, or of all."""
    return {
        "gva_date_right": counts["right"] / max(counts["incidents"], 1),
        "gva_report_date_right": counts["report_right"] / max(counts["reports"], 1),
        "gva_published_right": counts["published"] / max(counts["incidents"], 1),
        "gva_incidents": float(counts["incidents"]),
    }


def score_incidents(path: Path, full: bool, show: bool) -> dict[str, float]:
    """Share of the incidents whose day is read from their reports; beside it, by report, and with the first report's publication instead."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    rows = read_rows(path)
    for row in rows if full else rows[:: max(len(rows) // INCIDENTS, 1)][:INCIDENTS]:
        gold = datetime.strptime(row["date"], "%B %d, %Y").date()
        days = [day_of_report(report) for report in row["reports"]]
        agreed = agree_on_day(days)
        right = agreed is not None and agreed.day == gold
        tally = counts[half_of(row["incident"])]
        tally.update(incidents=1, right=right, reports=len(days), published=(row["reports"][0]["published"] or "")[:10] == gold.isoformat())
        tally["report_right"] += sum(day is not None and day.day == gold for day in days)
        if show and not right and half_of(row["incident"]) == "tuned":
            print(f"DAY {row['incident']} {gold} read {agreed and agreed.day}: {[(str(day.day), round(day.weight, 1)) for day in days if day]}")
    return with_halves(counts, incident_figures, ("gva_date_right",))


def run(data: Path, out: Path | None = None, *, show: bool = False, full: bool = False) -> dict[str, float]:
    """Every figure by its name; with ``out``, the times found, one report a line; ``show`` prints what was missed in the tuned half; ``full`` takes
    every incident, not a sample."""
    lines: list[Row] = []
    figures: dict[str, float] = {}
    for path in sorted(data.glob("times/*.jsonl.gz")):
        figures |= score_timexes(path, show, lines)
    if (data / "claims").is_dir():
        figures |= score_claims(data / "claims", show)
    for path in sorted(data.glob("merge/gva-*.jsonl.gz")):
        figures |= score_incidents(path, full, show)
    if not figures:
        raise SystemExit(f"{data}: nothing to score here; times are looked for in times/*.jsonl.gz, claims/ and merge/gva-*.jsonl.gz")
    if out is not None:
        out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return figures
