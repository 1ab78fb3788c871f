"""How found claims are measured against gold claims: pairs by their words, then type and fields. Both are the JSON objects of the spec."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]

MIN_OVERLAP = 0.6
MIN_PARTY_F1 = 0.5
MIN_SHARED_DAYS = 0.5
EARTH_KM = 12742  # diameter, as the haversine formula takes it
TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
# words that two names of one thing need not share
SMALL_WORDS = {"the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "and", "his", "her", "their", "its", "s"}
TITLES = {"mr", "mrs", "ms", "dr", "president", "minister", "prime", "gen", "general", "col", "colonel"}
NO_NAME = frozenset(SMALL_WORDS | TITLES)
REACH_KM = {"point": 10, "town": 25, "district": 60, "region": 200, "country": 1500, "area": 100}
CORE = ("stage", "polarity", "attribution", "verification", "responsibility", "place", "when", "toll")


def find_words(text: str | None) -> list[str]:
    """Casefolded words of a text, in order."""
    return re.findall(r"\w+", (text or "").casefold())


def measure_overlap(one: str | None, other: str | None) -> float:
    """Share of the shorter text's words that the longer one has too, each counted as often as it stands there.

    >>> measure_overlap("a shell hit a house", "A shell hit the house on Friday")
    0.8
    """
    a, b = Counter(find_words(one)), Counter(find_words(other))
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter else 0.0


def is_same_name(one: str | None, other: str | None) -> bool:
    """Whether one name's words are all among the other's, titles and small words left out."""
    a, b = set(find_words(one)) - NO_NAME, set(find_words(other)) - NO_NAME
    return bool(a and b) and (a <= b or b <= a)


def find_names(rows: Sequence[Row] | None) -> list[str]:
    return [row["name"] for row in rows or ()]


def is_same_chain(gold: Sequence[Row] | None, found: Sequence[Row] | None) -> bool:
    """Same origin, and every voice of either side has its like on the other."""
    a, b = find_names(gold), find_names(found)
    if not a or not b:
        return not a and not b
    paired = all(any(is_same_name(x, y) for y in b) for x in a) and all(any(is_same_name(x, y) for x in a) for y in b)
    return paired and is_same_name(a[-1], b[-1])


def is_same_party(gold: Sequence[Row] | None, found: Sequence[Row] | None) -> bool:
    """Whether the F1 of the names is half or better; two empty lists agree."""
    a, b = find_names(gold), find_names(found)
    if not a or not b:
        return not a and not b
    recall = sum(any(is_same_name(x, y) for y in b) for x in a) / len(a)
    precision = sum(any(is_same_name(x, y) for x in a) for y in b) / len(b)
    return recall > 0 and 2 * precision * recall / (precision + recall) >= MIN_PARTY_F1


def measure_km(one: Row, other: Row) -> float:
    """Great-circle distance in kilometres."""
    lat, lon, lat2, lon2 = (math.radians(row[key]) for row in (one, other) for key in ("lat", "lon"))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def is_same_place(gold: Row | None, found: Row | None) -> bool:
    """Within the reach of the gold place's level; two absent places agree."""
    if not gold or not found:
        return not gold and not found
    return found.get("lat") is not None and measure_km(gold, found) <= REACH_KM.get(gold.get("level") or "town", 25)


def find_days(interval: Row) -> tuple[int, int]:
    """First day and the day after the last, as ordinals."""
    first, last = (date.fromisoformat(str(interval[key])[:10]).toordinal() for key in ("earliest", "latest"))
    return first, last + 1


def is_same_when(gold: Row | None, found: Row | None) -> bool:
    """Equal, or, for gold of over three days, at least half shared."""
    if not gold or not found or not found.get("earliest") or not found.get("latest"):
        return not gold and not found
    (start, end), (start2, end2) = find_days(gold), find_days(found)
    if (start, end) == (start2, end2):
        return True
    shared, either = min(end, end2) - max(start, start2), max(end, end2) - min(start, start2)
    return end - start > 3 and shared / either >= MIN_SHARED_DAYS


def find_bounds(toll: Row | None) -> dict[str, tuple[int | None, ...]]:
    """Low, best and high of each count that the toll sets."""
    return {key: tuple(toll[key].get(bound) for bound in ("low", "best", "high")) for key in TOLLS if toll.get(key)} if toll else {}


def find_status(row: Row | None, default: str | None) -> str | None:
    return (row or {}).get("status") or default


Check = Callable[[Row, Row], bool]
CHECKS: dict[str, Check] = {
    "stage": lambda g, f: g["stage"] == f.get("stage"),
    "polarity": lambda g, f: g["polarity"] == f.get("polarity"),
    "certainty": lambda g, f: g["certainty"] == f.get("certainty"),
    "attribution": lambda g, f: is_same_chain(g["attribution"], f.get("attribution")),
    "verification": lambda g, f: find_status(g["verification"], "unstated") == find_status(f.get("verification"), "unstated"),
    "responsibility": lambda g, f: find_status(g.get("responsibility"), None) == find_status(f.get("responsibility"), None),
    "place": lambda g, f: is_same_place(g.get("place"), f.get("place")),
    "when": lambda g, f: is_same_when(g.get("when"), f.get("when")),
    "toll": lambda g, f: find_bounds(g.get("toll")) == find_bounds(f.get("toll")),
    "actors": lambda g, f: is_same_party(g["actors"], f.get("actors")),
    "recipients": lambda g, f: is_same_party(g["recipients"], f.get("recipients")),
}


def judge(gold: Row, found: Row) -> dict[str, bool]:
    """Field name to whether it is right."""
    return {name: check(gold, found) for name, check in CHECKS.items()}


def is_typed(gold: Row, found: Row) -> bool:
    """Whether the event type is the gold one, or one that gold calls as right."""
    return found.get("event_type") in (gold["event_type"], *gold.get("also", ()))


def pair(golds: Sequence[Row], founds: Sequence[Row]) -> list[tuple[Row, Row]]:
    """One-to-one pairs whose words overlap: right types first, then most fields right, then most words shared."""
    rows = [
        ((is_typed(gold, found), sum(judge(gold, found).values()), words), i, j)
        for i, gold in enumerate(golds)
        for j, found in enumerate(founds)
        if (words := measure_overlap(gold["exact"], found.get("exact"))) >= MIN_OVERLAP
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, i, j in sorted(rows, key=lambda row: row[0], reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((golds[i], founds[j]))
    return pairs


@dataclass(frozen=True)
class Marked:
    """One report's found claims beside its gold: pairs, what gold has and nobody found, what was found and gold has not."""

    pairs: Sequence[tuple[Row, Row]]
    missed: Sequence[Row]
    extra: Sequence[Row]
    firm: int

    @property
    def firm_pairs(self) -> list[tuple[Row, Row]]:
        """Pairs whose gold claim must be found; an optional one counts neither for nor against."""
        return [(gold, found) for gold, found in self.pairs if not gold.get("optional")]


def mark(golds: Sequence[Row], founds: Sequence[Row]) -> Marked:
    """The found claims of one report, generic ones left out, beside its gold claims."""
    founds = [found for found in founds if not found.get("generic")]
    pairs = pair(golds, founds)
    paired_gold, paired_found = {id(gold) for gold, _ in pairs}, {id(found) for _, found in pairs}
    return Marked(
        pairs=pairs,
        missed=[gold for gold in golds if id(gold) not in paired_gold and not gold.get("optional")],
        extra=[found for found in founds if id(found) not in paired_found],
        firm=sum(not gold.get("optional") for gold in golds),
    )


@dataclass
class Tally:
    """Sums over reports, and the figures they give."""

    gold: int = 0
    found: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, marked: Marked) -> None:
        """Counts one report in."""
        pairs = marked.firm_pairs
        right = [judge(gold, found) for gold, found in pairs if is_typed(gold, found)]
        self.gold += marked.firm
        self.found += len(pairs) + len(marked.extra)
        self.hits["detect"] += len(pairs)
        self.hits["claim"] += len(right)
        self.hits["whole"] += sum(all(judged[name] for name in CORE) for judged in right)
        self.fields.update(name for judged in right for name, is_right in judged.items() if is_right)

    def figures(self) -> dict[str, float]:
        """Metric name to number."""
        figures: dict[str, float] = {}
        for level in ("detect", "claim", "whole"):
            precision = self.hits[level] / self.found if self.found else 0.0
            recall = self.hits[level] / self.gold if self.gold else 0.0
            figures[f"{level}_p"], figures[f"{level}_r"] = precision, recall
            figures[f"{level}_f1"] = 2 * precision * recall / (precision + recall) if self.hits[level] else 0.0
        for name in CHECKS:
            figures[f"field_{name}"] = self.fields[name] / self.hits["claim"] if self.hits["claim"] else 0.0
        return figures


def describe(name: str, marked: Marked) -> Iterable[str]:
    """Lines that say what was missed, extra and wrong in one report."""
    yield f"## {name}: {marked.firm} firm, {len(marked.pairs)} paired, {len(marked.missed)} missed, {len(marked.extra)} extra"
    for gold in marked.missed:
        yield f"  missed {gold['event_type']}: {shorten(gold['exact'])}"
    for found in marked.extra:
        yield f"  extra  {found.get('event_type')}: {shorten(found.get('exact') or '')}"
    for gold, found in marked.firm_pairs:
        wrong = [] if is_typed(gold, found) else [f"type {found.get('event_type')} for {gold['event_type']}"]
        wrong += [f"{key} {found.get(key)!r} for {gold.get(key)!r}" for key, is_right in judge(gold, found).items() if not is_right]
        if wrong:
            yield f"  {gold.get('id')} {shorten(gold['exact'], 70)}"
            yield from (f"      {line[:230]}" for line in wrong)


def shorten(text: str, limit: int = 110) -> str:
    """The start of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
