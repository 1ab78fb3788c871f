"""How well voices are read: who says what, against attributed speech of the US press and the voices of the claims gold."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bench.claims import find_gold
from bench.measure import is_same_chain, is_same_name
from onrecord.claims.voices import Attribution, chain_at, find_attributions
from onrecord.facts.names import find_names
from onrecord.nouns import Span, Voice
from onrecord.text.parse import parse

PARTS = ("source", "cue", "content")
Spans = Sequence[tuple[int, int]]


def points(spans: Spans) -> set[int]:
    """The code points of some spans."""
    return {at for start, end in spans for at in range(start, end)}


def read(text: str, outlet: str | None = None) -> list[Attribution]:
    """The attributions of a plain text."""
    sentences = parse(text)
    return find_attributions(sentences, find_names(sentences), outlet=outlet)


def as_parts(attribution: Attribution, text: str) -> dict[str, Spans]:
    """Source, cue and content of one attribution as spans; the source is where the cue's own voice stands nearest before or after it."""
    voice = attribution.chain[-1]
    here = [(voice.start, voice.end)] if voice.start is not None and voice.end is not None else []
    if attribution.source is not None:
        here = [(attribution.source.start, attribution.source.end)]
    cue = [(attribution.cue.start, attribution.cue.end)] if attribution.cue else []
    return {"source": here, "cue": cue, "content": [(span.start, span.end) for span in attribution.content]}


@dataclass
class Tally:
    """Hits of one part: found spans, gold spans, exact hits, and shared code points."""

    found: int = 0
    gold: int = 0
    exact: int = 0
    overlap_found: int = 0
    overlap_gold: int = 0

    def add(self, found: Sequence[Spans], gold: Sequence[Spans]) -> None:
        found_sets, gold_sets = [s for s in map(points, found) if s], [s for s in map(points, gold) if s]
        self.found += len(found_sets)
        self.gold += len(gold_sets)
        left = Counter(map(frozenset, gold_sets))
        for one in map(frozenset, found_sets):
            if left[one]:
                left[one] -= 1
                self.exact += 1
        self.overlap_found += sum(any(f & g for g in gold_sets) for f in found_sets)
        self.overlap_gold += sum(any(f & g for f in found_sets) for g in gold_sets)

    def figures(self, name: str) -> dict[str, float]:
        return {
            f"{name}_exact_f1": f1(self.exact, self.found, self.exact, self.gold),
            f"{name}_overlap_f1": f1(self.overlap_found, self.found, self.overlap_gold, self.gold),
        }


def f1(hits_found: float, found: float, hits_gold: float, gold: float) -> float:
    """The harmonic mean of the share of the found that hits and the share of gold that is hit."""
    precision, recall = hits_found / found if found else 0.0, hits_gold / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Links:
    """Whole attributions: a pair is linked when source, cue and content all share code points with the gold one's; each counts once."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: Sequence[Mapping[str, Spans]], gold: Sequence[Mapping[str, Spans]]) -> None:
        whole = [row for row in gold if all(row.get(part) for part in PARTS)]
        self.found += len(found)
        self.gold += len(whole)
        taken: set[int] = set()
        for row in found:
            match = next((n for n, other in enumerate(whole) if n not in taken and linked(row, other)), None)
            if match is not None:
                taken.add(match)
                self.hits += 1


def linked(one: Mapping[str, Spans], other: Mapping[str, Spans]) -> bool:
    """Whether each part of the one shares a code point with its like in the other."""
    return all(points(one[part]) & points(other[part]) for part in PARTS)


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure_speech(data: Path, limit: int) -> dict[str, float]:
    """Figures on PolNeAR's development half (one annotator's reading an article): exact and overlapping spans of each part, and linked wholes."""
    tallies, links = {part: Tally() for part in PARTS}, Links()
    for row in list(load_rows(data / "attribution" / "polnear-dev.jsonl.gz"))[:limit]:
        found = [as_parts(a, row["text"]) for a in read(row["text"])]
        links.add(found, row["attributions"])
        for part, tally in tallies.items():
            tally.add([f[part] for f in found], [[tuple(s) for s in g.get(part, [])] for g in row["attributions"]])
    figures = {name: value for part, tally in tallies.items() for name, value in tally.figures(part).items()}
    return figures | {"link_f1": f1(links.hits, links.found, links.hits, links.gold)}


@dataclass
class Voices:
    """Chains of the claims gold: how many claims find theirs at one of their words (``reach``), and at most of their words (``most``)."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, claim: Mapping[str, Any], chains: Sequence[tuple[Voice, ...]]) -> None:
        rows = [[msgspec.to_builtins(voice) for voice in chain] for chain in chains]
        gold = claim["attribution"]
        kind = "voiced" if gold else "unvoiced"
        self.counts[kind] += 1
        most = Counter(map(json.dumps, rows)).most_common(1)
        main = json.loads(most[0][0]) if most else []
        self.counts[f"{kind}_most"] += is_same_chain(gold, main)
        reached = any(is_same_chain(gold, row) for row in rows) or (not gold and not rows)
        self.counts[f"{kind}_reach"] += reached
        if gold:
            self.counts["origin_reach"] += any(row and is_same_name(gold[-1]["name"], row[-1]["name"]) for row in rows)
        if not reached or not is_same_chain(gold, main):
            shown = " -> ".join(v["name"] for v in main) or "[]"
            wanted = " -> ".join(v["name"] for v in gold) or "[]"
            mark = "" if reached else "UNREACHED "
            self.wrong.append(f"{name} {claim['id']} {mark}{wanted} | most: {shown} | {claim['exact'][:110]}")

    def figures(self) -> dict[str, float]:
        c = self.counts
        return {
            "voiced_reach": c["voiced_reach"] / max(1, c["voiced"]),
            "voiced_origin": c["origin_reach"] / max(1, c["voiced"]),
            "voiced_most": c["voiced_most"] / max(1, c["voiced"]),
            "unvoiced_reach": c["unvoiced_reach"] / max(1, c["unvoiced"]),
            "unvoiced_most": c["unvoiced_most"] / max(1, c["unvoiced"]),
        }


def measure_claims(data: Path, only: str, skip: str, show: bool) -> dict[str, float]:
    """Figures on the claims gold, firm claims: the chain at the words of each claim against its own."""
    voices = Voices()
    for name, gold in find_gold(data, only, skip).items():
        text = gold["path"].read_text(encoding="utf-8")
        attributions = read(text, gold.get("outlet"))
        for claim in gold["claims"]:
            at = text.find(claim["exact"])
            if at < 0 or claim.get("optional"):
                continue
            words = [Span(m, m + 1) for m in word_starts(text, at, at + len(claim["exact"]))]
            voices.add(name, claim, [chain_at(attributions, word) for word in words])
    if show:
        print("\n".join(voices.wrong))
    return voices.figures()


def word_starts(text: str, start: int, end: int) -> list[int]:
    """Where the longer words of a stretch begin."""
    return [at for at in range(start, end) if text[at].isalnum() and (at == start or not text[at - 1].isalnum()) and text[at : at + 4].isalnum()]


def run(data: Path, out: Path | None = None, *, show: bool = False, only: str = "", skip: str = "") -> dict[str, float]:
    """Figures of both data sets.

    ``*_exact_f1``: spans equal to the code point; ``*_overlap_f1``: spans that share one; ``link_f1``: attributions whose source, cue
    and content each share a code point with those of one gold attribution. ``voiced_reach``: claims with a voice whose whole chain stands
    at one of the claim's words; ``voiced_most``: at most of them; ``unvoiced_*`` the same for claims in the outlet's own words.
    """
    if out is not None:
        rows = [
            {"id": row["id"], "attributions": [as_parts(a, row["text"]) for a in read(row["text"])]}
            for row in load_rows(data / "attribution" / "polnear-dev.jsonl.gz")
        ]
        out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    speech = {} if only or show else measure_speech(data, 94)
    return measure_claims(data, only, skip, show) | speech
