"""How well page bodies are read: F1 against ground-truth text, as in the scrapinghub article-extraction benchmark.

A text is the multiset of its shingles: runs of four words (``\\w+``), or its only run where it is shorter. For each page, ``tp`` are the
shingles that our text and the true text share, ``fp`` those that only ours has, ``fn`` those that only the true one has; the three are
divided by their sum, so that each page weighs the same. Over all pages, precision = sum(tp) / sum(tp + fp), recall = sum(tp) /
sum(tp + fn), and f1 is their harmonic mean.

The ground truth leaves out the title, picture captions and credits. ``Report.text`` leaves out the title and keeps captions, so what
``Report.media`` names as caption or credit is taken out before the comparison; ``f1_all`` counts it as ours, and so as wrong.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ReadError
from onrecord.nouns import Report
from onrecord.read import read

SHINGLE = 4
WORD = re.compile(r"\w+")


class Match(NamedTuple):
    """One page's shares of shingles: in both texts, only in ours, only in the true one."""

    tp: float
    fp: float
    fn: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words occurs."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def match(true: str, ours: str) -> Match:
    """One page's shares; a page where both are empty counts as right.

    >>> match("one two three four five", "one two three four six")
    Match(tp=0.3333333333333333, fp=0.3333333333333333, fn=0.3333333333333333)
    """
    wanted, found = shingles(true), shingles(ours)
    tp, fp, fn = (sum(part.values()) for part in (wanted & found, found - wanted, wanted - found))
    total = tp + fp + fn
    return Match(tp / total, fp / total, fn / total)


def figures(matches: Iterable[Match]) -> dict[str, float]:
    """Precision, recall and F1 over pages."""
    pages = list(matches)
    tp = sum(page.tp for page in pages)
    ours, true = sum(page.tp + page.fp for page in pages), sum(page.tp + page.fn for page in pages)
    precision, recall = (tp / ours if ours else 0.0), (tp / true if true else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def body_of(report: Report) -> str:
    """The report's text without its captions and credit lines."""
    spans = [media.caption for media in report.media if media.caption is not None]
    text = report.text
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + text[span.end :]
    credits = {media.credit for media in report.media if media.credit}
    return "\n\n".join(paragraph for paragraph in text.split("\n\n") if paragraph.strip(" ()[].") not in credits)


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """``f1``, ``precision`` and ``recall`` of body text over the pages of ``data/pages``, and ``f1_all`` with captions counted as ours."""
    folder = data / "pages" if (data / "pages").is_dir() else data
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    bodies: list[Match] = []
    wholes: list[Match] = []
    lines = []
    for key, page in sorted(truth.items()):
        raw = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        try:
            report = read(raw, url=page.get("url"))
        except ReadError:
            report = Report(id=key, text="")
        body = body_of(report)
        bodies.append(match(page["articleBody"], body))
        wholes.append(match(page["articleBody"], report.text))
        lines.append(json.dumps({"id": key, "url": page.get("url"), "articleBody": body, **bodies[-1]._asdict()}, ensure_ascii=False))
    if out is not None:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {**figures(bodies), "f1_all": figures(wholes)["f1"], "pages": float(len(bodies))}
