"""Learns which names of a sentence are the place of an event: a linear step over hashed features, then boosted trees over how it ranks them."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bench.event_location import DATA, event_of, gold_spans, is_unread, load_rows, run, sentence_at, toponyms_of, verb_at
from onrecord.facts.event_features import Name, features, find_candidates, of_company
from onrecord.facts.event_place import BUCKETS, WEIGHTS, Numbers, buckets, load_event_places
from onrecord.facts.gazetteer import open_gazetteer
from onrecord.facts.places import find_places
from onrecord.text.parse import parse
from onrecord.text.tokens import Doc, Token
from train.arguments import make_parser
from train.trees import as_model

FOLDS = 5
CARD = """# The reader of events' places: model card

`{weights}` tells which names of a sentence say where the event of a given verb happened. `onrecord.facts.event_place` runs it.

- **Made by** `python -m train event_location`: {minutes:.0f} minutes on one processor core, most of them the parse (scikit-learn {sklearn}).
- **Learned from** four fifths of the texts of `places/event-location` (MIT; sentences of news agencies, encyclopedias and monitors of the war in
  Syria, one verb and its places marked): {examples} verbs with {names} names. The texts are third parties' and no part of this repository.
- **Parts**: a logistic regression over {features} hashed features of a name (its words, the parse around it, its way to the verb, what the rules
  make of it); {trees} boosted trees over how its sum stands among those of the sentence's other names, and over the {common} commonest features.
- **Plan**: {plan}.
- **File**: {size:.2f} MB, SHA-256 `{digest}`.

## Scores

Exact spans, micro F1; `python -m bench event-location` prints them. The unread fifth was used for nothing but this figure.

| figure | value |
|---|--:|
{scores}

## What it is not good for

About a seventh of the pack's places are numbered by token and not by character; they were turned back. In a large block of it ("killed", "captured")
places that a reader would mark are not marked, and the part learned that reluctance: its weights rank the names of one sentence well, and say less
well whether there is a place at all. It sees one sentence and no report, and it knows mostly wars and protests.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is set by hand before learning."""

    strength: float = 0.5  # of the linear step: the lower, the more its weights are held down
    rounds: int = 400
    rate: float = 0.03
    leaves: int = 31
    share: float = 0.5  # of the columns that each split may choose from
    common: int = 300  # features that the trees look at one by one
    least: float = 0.02  # weights nearer to naught are not written


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One verb with the names that may be its place: their features, and which of them are."""

    doc: Doc
    event: Token
    names: list[Name]
    rows: list[Numbers]
    right: list[bool]


def read_examples(data: Path, limit: int | None = None) -> list[Example]:
    """The examples of the texts that training may see."""
    gazetteer = open_gazetteer()
    examples = []
    text, sentences, mentions = "", parse(""), find_places([], gazetteer=gazetteer)
    rows = [row for row in load_rows(data / DATA) if not is_unread(row["text"])][:limit]
    for row in sorted(rows, key=lambda row: str(row["text"])):
        if row["text"] != text:
            text, sentences = row["text"], parse(row["text"])
            mentions = find_places(sentences, gazetteer=gazetteer)
        sentence = sentence_at(sentences, verb_at(row))
        event = event_of(sentence, verb_at(row))
        names = find_candidates(sentence.doc, toponyms_of(sentence, mentions))
        rows_of = [buckets(features(sentence.doc, event, number, names)) for number in range(len(names))]
        spans = [sentence.span(sentence.doc[name.first : name.last]) for name in names]
        gold = gold_spans(row)
        examples.append(Example(sentence.doc, event, names, rows_of, [(span.start, span.end) in gold for span in spans]))
    return examples


def as_matrix(rows: Sequence[Numbers]) -> Any:
    """The features of all names, a row a name."""
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1], dtype=np.float32), np.concatenate(rows), ends), shape=(len(rows), BUCKETS))


def fit_linear(matrix: Any, right: np.ndarray, plan: Plan) -> LogisticRegression:
    return LogisticRegression(C=plan.strength, max_iter=300, solver="liblinear").fit(matrix, right)


def second_rows(examples: Sequence[Example], sums: np.ndarray, matrix: Any, common: np.ndarray) -> np.ndarray:
    """What the trees look at."""
    company, at = [], 0
    for example in examples:
        own = sums[at : at + len(example.names)].tolist()
        company += [of_company(example.doc, example.event, number, example.names, own) for number in range(len(own))]
        at += len(own)
    return np.hstack([np.array(company, dtype=np.float32), matrix[:, common].toarray()])


def learn(examples: Sequence[Example], plan: Plan, out: Path) -> None:
    """Fit both steps and write them to the folder. The trees learn from sums that the linear step gives to names that it did not learn from."""
    matrix = as_matrix([row for example in examples for row in example.rows])
    right = np.array([each for example in examples for each in example.right])
    number_of = {text: at for at, text in enumerate(dict.fromkeys(example.doc.text for example in examples))}
    fold = np.array([number_of[example.doc.text] % FOLDS for example in examples for _ in example.names])
    sums = np.zeros(len(right))
    for each in range(FOLDS):
        sums[fold == each] = fit_linear(matrix[fold != each], right[fold != each], plan).decision_function(matrix[fold == each])
    linear = fit_linear(matrix, right, plan)
    common = np.argsort(-np.asarray(matrix.sum(axis=0)).ravel(), kind="stable")[: plan.common].astype(np.int32)
    trees = HistGradientBoostingClassifier(
        max_iter=plan.rounds,
        learning_rate=plan.rate,
        max_leaf_nodes=plan.leaves,
        max_features=plan.share,
        l2_regularization=1.0,
        min_samples_leaf=30,
        early_stopping=False,
        random_state=0,
    ).fit(second_rows(examples, sums, matrix, common), right)
    weights = linear.coef_.ravel()
    kept = np.flatnonzero(np.abs(weights) >= plan.least).astype(np.int32)
    np.savez_compressed(
        out / WEIGHTS, buckets=kept, weights=weights[kept].astype(np.float16), bias=linear.intercept_[0], common=common, trees=as_model(trees)
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Learns, measures, and writes the weights and their card; 2 where the data are not there."""
    parser = make_parser("event_location", "Train the reader of the places of events.", made="weights and card")
    parser.add_argument("--limit", type=int, help="learn from so many texts only, for a trial")
    args = parser.parse_args(argv)
    data, out, limit = args.data, args.out, args.limit
    if not (data / DATA).exists():
        print(f"no {DATA} at {data}; name the data's folder with --data", file=sys.stderr)
        return 2
    began, plan = time.monotonic(), Plan()
    examples = read_examples(data, limit)
    out.mkdir(parents=True, exist_ok=True)
    learn(examples, plan, out)
    minutes = (time.monotonic() - began) / 60
    load_event_places.cache_clear()
    figures = run(data)
    write_card(out, examples, plan, figures, minutes)
    print("\n".join(f"{name:20} {value:.3f}" for name, value in figures.items()))
    return 0


def write_card(out: Path, examples: Sequence[Example], plan: Plan, figures: Mapping[str, float], minutes: float) -> None:
    """Write the model card beside the weights."""
    raw = (out / WEIGHTS).read_bytes()
    with np.load(out / WEIGHTS) as file:
        features_kept = len(file["buckets"])
    text = CARD.format(
        weights=WEIGHTS,
        minutes=minutes,
        sklearn=version("scikit-learn"),
        examples=len(examples),
        names=sum(len(example.names) for example in examples),
        features=features_kept,
        trees=plan.rounds,
        common=plan.common,
        plan=", ".join(f"{name} {value:g}" for name, value in asdict(plan).items()),
        size=len(raw) / 1e6,
        digest=hashlib.sha256(raw).hexdigest(),
        scores="\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items() if name != "rows"),
    )
    (out / "event_location.md").write_text(text, encoding="utf-8")
