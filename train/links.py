"""Trains how reports are linked: ``python -m train links``. Makes the table of common words and the trees that score a pair of reports.

Both learn from the tuning half of the merge packs alone; the table also counts words in the attribution and template packs. Figures on the
card are of the half that nobody has read.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.reports import PACKS, extract_rows, is_tuning, load_rows
from onrecord.merge.link import find_pairs
from onrecord.merge.score import DIRECTIONS, FEATURES, WEIGHTS, Forest, Node, compare_words
from onrecord.merge.sketch import Sketch, make_sketch
from onrecord.merge.terms import RAREST, TERMS, find_terms
from train.arguments import make_parser

if TYPE_CHECKING:
    from bench.reports import Row

OTHERS = {"attribution/polnear-train": "text", "templates/muc4-train": "text"}
FEWEST = 5  # reports that hold a word of the table: fewer would make the names of the tuning half common
ALL = 1e9
NEWS_WEIGHT = 5.0  # a pair of the news pack, of which there are few, counts so many of the other
PLAN = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 5, "min_samples_leaf": 60, "l2_regularization": 5.0, "random_state": 20}


def count_shares(packs: Iterable[Sequence[str]]) -> dict[str, float]:
    """Word to the share of texts that hold it, in the pack where it is commonest."""
    shares: dict[str, float] = {}
    for texts in packs:
        held = Counter(term for text in texts for term in set(find_terms(text)))
        for term, count in held.items():
            if count >= FEWEST and count / len(texts) > RAREST:
                shares[term] = max(shares.get(term, 0.0), round(count / len(texts), 4))
    return dict(sorted(shares.items()))


def load_texts(path: Path, field: str) -> list[str]:
    """One field of each row of a pack."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)[field] for line in lines]


def make_table(data: Path, tuning: Mapping[str, Sequence[Row]]) -> dict[str, float]:
    """The shares of words over the other packs and the tuning half, less the news: its names stand in as many reports as its few events have."""
    others = [load_texts(data / f"{name}.jsonl.gz", field) for name, field in OTHERS.items()]
    return count_shares([[row.report.text for row in tuning["gva"]], *others])


def make_examples(rows: Sequence[Row], sketches: Sequence[Sketch]) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Features of every pair that linking would look at, and whether the two are about one event."""
    held = {sketch.report_id: (sketch, row.event) for sketch, row in zip(sketches, rows, strict=True)}
    pairs = [(held[one], held[other]) for one, other in find_pairs(sketches)]
    return [compare_words(one, other) for (one, _), (other, _) in pairs], [event == event2 for (_, event), (_, event2) in pairs]


def learn(examples: Mapping[str, tuple[list[tuple[float, ...]], list[bool]]]) -> Any:
    """Boosted trees over the pairs of every pack; more alike never counts against, further apart never for."""
    rows = np.array([row for pairs, _ in examples.values() for row in pairs])
    same = np.array([label for _, labels in examples.values() for label in labels])
    weights = np.array([NEWS_WEIGHT if pack == "news" else 1.0 for pack, (pairs, _) in examples.items() for _ in pairs])
    model = HistGradientBoostingClassifier(monotonic_cst=[DIRECTIONS[name] for name in FEATURES], early_stopping=False, **PLAN)
    return model.fit(rows, same, sample_weight=weights)


def export(model: Any) -> Forest:
    """The trees as the package reads them."""
    trees = tuple(tuple(_node(node) for node in stage[0].nodes) for stage in model._predictors)
    return Forest(tuple(FEATURES), round(float(model._baseline_prediction.ravel()[0]), 5), trees)


def _node(node: Any) -> Node:
    if node["is_leaf"]:
        return Node(-1, 0.0, 0, 0, False, round(float(node["value"]), 5))
    limit = min(float(node["num_threshold"]), ALL)  # infinite where the question is only whether the feature is known
    return Node(int(node["feature_idx"]), round(limit, 5), int(node["left"]), int(node["right"]), bool(node["missing_go_to_left"]), 0.0)


def write_card(out: Path, counts: Mapping[str, tuple[int, int]]) -> None:
    """The card beside the weights: what they are, what they learned from."""
    told = "\n".join(f"- {pack}: {pairs:,} pairs, {same:,} of them of one event" for pack, (pairs, same) in counts.items())
    words = len(json.loads((out / TERMS).read_bytes()))
    page = f"""# links.json, terms.json

What linking knows of words and of pairs of reports. Made by `python -m train links`.

- `terms.json`: {words:,} common words, each with the share of reports that hold it, in the kind of news where it is commonest.
  No word held by fewer than {FEWEST} texts of a pack or by fewer than one in {round(1 / RAREST):,} is in it, so it holds hardly any names.
- `links.json`: {PLAN["max_iter"]} trees of at most {PLAN["max_leaf_nodes"]} leaves over {len(FEATURES)} features of a pair
  (shared words, names, numbers; distance in days and kilometres; tolls and types of their claims).
  What makes two reports more alike never lowers their score, what sets them apart never raises it.

Learned from the tuning half (by a hash of the event's name) of the development packs:

{told}

Meant for: scoring whether two news reports in English are about one event. Not meant for: anything about people; other languages.
Limits: the packs are United States gun violence (2013 to 2017) and some thirty world-news events; kinds of news that look like neither are less sure.
Figures, and how they are made: `docs/benchmarks/merge.md`.
"""
    (out / "links.md").write_text(page, encoding="utf-8")


def train(data: Path, out: Path) -> None:
    """Writes the table, the trees and their card."""
    tuning = {pack: [row for row in load_rows(data, pack) if is_tuning(row.event)] for pack in PACKS}
    (out / TERMS).write_text(json.dumps(make_table(data, tuning), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    examples = {}
    for pack, rows in tuning.items():
        read = {found.report.id: found for found in extract_rows(load_rows(data, pack))}
        examples[pack] = make_examples(rows, [make_sketch(read[row.report.id]) for row in rows])
    (out / WEIGHTS).write_bytes(msgspec.json.encode(export(learn(examples))) + b"\n")
    write_card(out, {pack: (len(labels), sum(labels)) for pack, (_, labels) in examples.items()})


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; 2 where the data are not there."""
    parser = make_parser("links", "Train how reports are linked.", made="table, trees and card")
    args = parser.parse_args(argv)
    if not (args.data / "merge").is_dir():
        print(f"no merge data at {args.data}; name the data's folder with --data", file=sys.stderr)
        return 2
    train(args.data, args.out)
    return 0
