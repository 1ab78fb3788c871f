"""How well attributions are read: source, cue and content of annotated speech in the US press (PolNeAR)."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.claims.voices import Attribution, find_attributions
from onrecord.claims.voices_learned import read_all
from onrecord.claims.voices_tags import PARTS, Speech
from onrecord.facts.names import find_names
from onrecord.text.parse import parse

Spans = Sequence[tuple[int, int]]
# One attribution: part name to its spans, as in the rows of the data.
Parts = Mapping[str, Spans]
LINKED = ("source", "content")
DEV = Path("attribution") / "polnear-dev.jsonl.gz"


def points(spans: Spans) -> frozenset[int]:
    """The code points of some spans."""
    return frozenset(at for start, end in spans for at in range(start, end))


def f1(hits_found: float, found: float, hits_gold: float, gold: float) -> float:
    """The harmonic mean of the share of the found that hits and the share of gold that is hit."""
    precision, recall = hits_found / found if found else 0.0, hits_gold / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Tally:
    """Hits of one part: found and gold stretches (all spans of one attribution's part), exact hits, and those that share a code point."""

    found: int = 0
    gold: int = 0
    exact: int = 0
    overlap_found: int = 0
    overlap_gold: int = 0

    def add(self, found: Sequence[Spans], gold: Sequence[Spans]) -> None:
        """Counts one text in."""
        found_sets, gold_sets = [s for s in map(points, found) if s], [s for s in map(points, gold) if s]
        self.found += len(found_sets)
        self.gold += len(gold_sets)
        left = Counter(gold_sets)
        for one in found_sets:
            if left[one]:
                left[one] -= 1
                self.exact += 1
        self.overlap_found += sum(any(f & g for g in gold_sets) for f in found_sets)
        self.overlap_gold += sum(any(f & g for f in found_sets) for g in gold_sets)

    def figures(self, name: str) -> dict[str, float]:
        """Both F1 figures of the part."""
        return {
            f"{name}_exact_f1": f1(self.exact, self.found, self.exact, self.gold),
            f"{name}_overlap_f1": f1(self.overlap_found, self.found, self.overlap_gold, self.gold),
        }


@dataclass
class Links:
    """Contents with their sources: a found pair is right when both share code points with those of one gold attribution; each counts once."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: Sequence[Parts], gold: Sequence[Parts]) -> None:
        """Counts one text in."""
        pairs, golds = ([[points(row[part]) for part in LINKED] for row in rows if all(row.get(part) for part in LINKED)] for rows in (found, gold))
        self.found += len(pairs)
        self.gold += len(golds)
        for pair in pairs:
            match = next((other for other in golds if all(one & two for one, two in zip(pair, other, strict=True))), None)
            if match is not None:
                golds.remove(match)
                self.hits += 1


def spans_of(speech: Speech) -> Parts:
    """An attribution of the learned reader in the form of the data's rows."""
    source, cue = ([(span.start, span.end)] if span else [] for span in (speech.source, speech.cue))
    return {"source": source, "cue": cue, "content": [(span.start, span.end) for span in speech.content]}


def parts_of(attribution: Attribution) -> Parts:
    """An attribution of the rules in the same form; the source is where the cue's own voice stands."""
    voice = attribution.chain[-1]
    here = [(voice.start, voice.end)] if voice.start is not None and voice.end is not None else []
    if attribution.source is not None:
        here = [(attribution.source.start, attribution.source.end)]
    cue = [(attribution.cue.start, attribution.cue.end)] if attribution.cue else []
    return {"source": here, "cue": cue, "content": [(span.start, span.end) for span in attribution.content]}


def read_by_rules(text: str) -> list[Parts]:
    """What the rules over the parse find in a text, the learned reader's help included where an event may be told in nobody's words."""
    sentences = parse(text)
    return [parts_of(attribution) for attribution in find_attributions(sentences, find_names(sentences))]


def read_learned(text: str) -> list[Parts]:
    """What the learned reader finds in a text."""
    return [spans_of(speech) for speech in read_all(text)]


def score_rows(rows: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Parts | Speech]]) -> dict[str, float]:
    """Figures of what was found in each row: exact and overlapping spans of each part, and links."""
    tallies, links = {part: Tally() for part in PARTS}, Links()
    for row, attributions in zip(rows, found, strict=True):
        parts = [spans_of(each) if isinstance(each, Speech) else each for each in attributions]
        links.add(parts, row["attributions"])
        for part, tally in tallies.items():
            tally.add([each[part] for each in parts], [each.get(part, []) for each in row["attributions"]])
    figures = {name: value for part, tally in tallies.items() for name, value in tally.figures(part).items()}
    return figures | {"link_f1": f1(links.hits, links.found, links.hits, links.gold)}


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


READERS: dict[str, Callable[[str], list[Parts]]] = {"": read_learned, "rules_": read_by_rules}


def run(data: Path, out: Path | None = None, *, only: str = "") -> dict[str, float]:
    """Figures on PolNeAR's development half, or on the rows of the file that ``data`` names.

    A row is one annotator's reading of an article. ``*_exact_f1``: parts equal to the code point, all pieces of a content together;
    ``*_overlap_f1``: parts that share a code point; ``link_f1``: contents paired with their right source, both by a shared code point.
    Without a prefix, the learned reader; ``rules_``, the rules over the parse. ``only``: "learned" or "rules". ``out`` gets the learned rows.
    """
    rows = list(load_rows(data if data.is_file() else data / DEV))
    figures: dict[str, float] = {}
    for prefix, reader in READERS.items():
        if only and only != (prefix.removesuffix("_") or "learned"):
            continue
        found = [reader(row["text"]) for row in rows]
        figures |= {f"{prefix}{name}": value for name, value in score_rows(rows, found).items()}
        if out is not None and not prefix:
            lines = (json.dumps({"id": row["id"], "attributions": each}) + "\n" for row, each in zip(rows, found, strict=True))
            out.write_text("".join(lines), encoding="utf-8")
    return figures
