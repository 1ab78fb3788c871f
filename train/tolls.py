"""Learns the weights of the toll of a report and of an incident: ``python -m train tolls [--data PATH] [--out FOLDER]``.

They are two linear models over named features, learned from all incidents with known tolls, and measured by folds: each fifth of the incidents
by weights that were learned from the other four.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.tolls import KINDS, load_incidents
from onrecord.facts.toll_candidates import Features, Pair, describe, find_pairs
from onrecord.facts.toll_evidence import Evidence, gather_evidence
from onrecord.facts.toll_merge import describe_merged, merged_pairs
from onrecord.facts.toll_report import TollWeights, believe, merge_tolls, read_lines, share_belief, weigh_evidence
from train.arguments import make_parser

Floats = NDArray[np.float64]
STEPS = 12  # of Newton's method, which has settled by then
RARE = 8  # candidates: a feature that fewer have is not learned


@dataclass(frozen=True)
class TollPlan:
    """How the models are learned: the pull of every weight to nought; into how many parts incidents fall that are read by weights of the others."""

    seed: int = 11
    report_pull: float = 8.0
    incident_pull: float = 3.0
    folds: int = 5


@dataclass(frozen=True)
class Example:
    """Candidates with their features, one of them right, and how much the example counts."""

    candidates: Mapping[Pair, Features]
    right: Pair
    weight: float


@dataclass(frozen=True)
class Incident:
    """The evidence of an incident's reports in the order of publication, and its toll."""

    evidence: Sequence[Evidence]
    right: Pair

    @cached_property
    def examples(self) -> list[Example]:
        """What the reports may mean, each alone."""
        weight = len(self.evidence) ** -0.5
        return [Example({pair: describe(one, pair) for pair in find_pairs(one)}, self.right, weight) for one in self.evidence]


def split(incidents: Sequence[Incident], plan: TollPlan) -> list[tuple[list[Incident], list[Incident]]]:
    """The incidents in chance parts of one size: for each, what is learned from and what is kept out."""
    order = list(range(len(incidents)))
    random.Random(plan.seed).shuffle(order)
    kept = [set(order[fold :: plan.folds]) for fold in range(plan.folds)]
    return [([one for at, one in enumerate(incidents) if at not in held], [incidents[at] for at in sorted(held)]) for held in kept]


def measure_by_folds(incidents: Sequence[Incident], plan: TollPlan) -> dict[str, float]:
    """What ``measure`` gives, each part of the incidents read by weights learned from the others."""
    hits: Counter[str] = Counter()
    for learned, held in split(incidents, plan):
        hits.update(count(held, learn_tolls(learned, plan)))
    return as_shares(hits, incidents)


def read_incident(row: Mapping[str, Any]) -> Incident:
    """A row, its reports read."""
    reports = sorted(row["reports"], key=lambda report: report["published"] or "")
    return Incident([gather_evidence(read_lines(one["title"] or "", one["text"])) for one in reports], (row["num_killed"], row["num_injured"]))


def learn_tolls(incidents: Sequence[Incident], plan: TollPlan, learned: Sequence[str] = ()) -> TollWeights:
    """The weights of both models. The second learns from reports that were read by weights learned from other incidents."""
    merged: list[Example] = []
    for others, held in split(incidents, plan):
        weights = learn([example for one in others for example in one.examples], plan.report_pull)
        merged += [_merged(one, weights) for one in held if len(one.examples) > 1]
    report = learn([example for one in incidents for example in one.examples], plan.report_pull)
    return TollWeights(report, learn(merged, plan.incident_pull), tuple(learned))


def _merged(incident: Incident, weights: dict[str, float]) -> Example:
    tolls = [
        believe(evidence, share_belief(example.candidates, weights)) for evidence, example in zip(incident.evidence, incident.examples, strict=True)
    ]
    return Example({pair: describe_merged(tolls, pair) for pair in merged_pairs(tolls)}, incident.right, 1.0)


def learn(examples: Sequence[Example], pull: float) -> dict[str, float]:
    """The weights that give the right candidates the largest share of belief, by Newton's method, pulled to nought.

    Where the right pair is no candidate, those with the right number killed share the example, at a third of its weight.
    """
    seen = Counter(name for one in examples for features in one.candidates.values() for name in features)
    names = sorted(name for name, times in seen.items() if times >= RARE)
    place = {name: at for at, name in enumerate(names)}
    tables, targets, counts = [], [], []
    for one in examples:
        pairs = sorted(one.candidates)
        target = np.array([float(pair == one.right) for pair in pairs])
        weight = one.weight
        if not target.any():
            target, weight = np.array([float(pair[0] == one.right[0]) for pair in pairs]), weight * 0.3
        if not target.any():
            continue
        table = np.zeros((len(pairs), len(names)))
        for row, pair in enumerate(pairs):
            for name, value in one.candidates[pair].items():
                if name in place:
                    table[row, place[name]] = value
        tables.append(table)
        targets.append(weight * target / target.sum())
        counts.append(weight)
    weights = _newton(tables, targets, counts, pull)
    return {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)}


def _newton(tables: Sequence[Floats], targets: Sequence[Floats], counts: Sequence[float], pull: float) -> Floats:
    rows, goal, sizes = np.vstack(tables), np.concatenate(targets), np.array(counts)
    starts = np.concatenate([[0], np.cumsum([len(table) for table in tables])[:-1]])
    owner = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    weights = np.zeros(rows.shape[1])

    def shares(weights: Floats) -> tuple[Floats, float]:
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        whole = np.add.reduceat(np.exp(scores), starts)
        logs = scores - np.log(whole)[owner]
        return np.exp(logs), float(-(goal * logs).sum() + 0.5 * pull * weights @ weights)

    share, loss = shares(weights)
    for _ in range(STEPS):
        mass = share * sizes[owner]
        slope = rows.T @ (mass - goal) + pull * weights
        means = np.add.reduceat(rows * share[:, None], starts)
        bend = rows.T @ (rows * mass[:, None]) - means.T @ (means * sizes[:, None]) + pull * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        scale = 1.0
        while scale > 1e-3:  # a full step may overshoot
            share, ahead = shares(weights - scale * step)
            if ahead <= loss:
                break
            scale /= 2
        weights, loss = weights - scale * step, ahead
    return weights


def measure(incidents: Sequence[Incident], weights: TollWeights) -> dict[str, float]:
    """Shares of incidents, and of reports, whose number killed and number injured are read exactly."""
    return as_shares(count(incidents, weights), incidents)


def count(incidents: Sequence[Incident], weights: TollWeights) -> Counter[str]:
    """How many incidents, and reports, have the number killed and the number injured read exactly."""
    hits: Counter[str] = Counter()
    for one in incidents:
        tolls = [weigh_evidence(evidence, weights) for evidence in one.evidence]
        for kind, read, right in zip(KINDS, merge_tolls([(None, toll) for toll in tolls], weights=weights), one.right, strict=True):
            hits[f"{kind}_exact"] += read == right
            hits[f"report_{kind}_exact"] += sum(getattr(toll, kind) == right for toll in tolls)
    return hits


def as_shares(hits: Mapping[str, int], incidents: Sequence[Incident]) -> dict[str, float]:
    """The counts as shares of the incidents, and of their reports."""
    reports = sum(len(one.evidence) for one in incidents)
    return {name: hits[name] / (reports if name.startswith("report") else len(incidents)) for name in sorted(hits)}


CARD = """# The reader of a report's toll: model card

`tolls.json` holds the weights of two linear models over named features. The first gives each pair of numbers killed and injured that a report's
words can mean a share of belief; the second does so for an incident, from what its reports tell in the order of publication.
`onrecord.facts.toll_report` runs them, without a library. Every weight has its feature's name beside it, and can be read.

- **Made by** `python -m train tolls`: {minutes:.0f} minutes on one processor core, most of them parsing.
- **Learned from** {learned} gun-violence incidents of the United States, 2013 to 2017, with {reports} reports: the development data of
  SemEval-2018 task 5, whose tolls are the Gun Violence Archive's. The texts are copyrighted and no part of this repository; the
  numbers of the incidents learned from are in the file, so that the bench can tell them from others.
- **Plan**: {plan}. Newton's method on the log-likelihood of the right pair, the weights pulled to nought. The second model learns
  from reports read by weights that were learned from other incidents.
- **Size**: {report_features} features of a report, {incident_features} of an incident.

## Scores

Share of incidents, and of single reports, with exactly the right number. By folds: each fifth of the incidents read by weights that were
learned from the other four. **That is the figure to go by**; rules were written beside one half of the incidents, and nobody read the other.

| figure | learned from | by folds |
|---|--:|--:|
{scores}

`docs/benchmarks/tolls.md` has the definitions, what rules alone give, and the worst errors.

## What it is not good for

It knows shootings as American local news tells them: one to a handful of people hit, mostly in one place. In a war, or where a report
tells of several attacks, the sentence's own toll (`find_tolls`) is what to trust; no claim's toll is made by these weights.
"""


def write_card(folder: Path, plan: TollPlan, weights: TollWeights, reports: int, minutes: float, scores: Sequence[dict[str, float]]) -> None:
    """Writes ``tolls.md`` beside the weights in ``folder``."""
    text = CARD.format(
        minutes=minutes,
        learned=len(weights.learned),
        reports=reports,
        plan=", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in asdict(plan).items()),
        report_features=len(weights.report),
        incident_features=len(weights.incident),
        scores="\n".join(f"| {name} | {value:.3f} | {scores[1][name]:.3f} |" for name, value in scores[0].items()),
    )
    (folder / "tolls.md").write_text(text, encoding="utf-8")


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = make_parser(
        "tolls",
        "Learn the weights of the toll of a report and of an incident.",
        made="weights and model card",
        data="the development data, or a file of incidents",
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Reads, learns, measures, and writes weights and card; 2 where the data are not there."""
    args = parse_args(argv)
    if not args.data.exists():
        print(f"no data at {args.data}; name the data's folder, or a file of incidents, with --data", file=sys.stderr)
        return 2
    began, plan = time.monotonic(), TollPlan()
    rows = load_incidents(args.data)
    incidents = [read_incident(row) for row in rows]
    weights = learn_tolls(incidents, plan, sorted(row["incident"] for row in rows))
    minutes = (time.monotonic() - began) / 60
    (args.out / "tolls.json").write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    scores = [measure(incidents, weights), measure_by_folds(incidents, plan)]
    write_card(args.out, plan, weights, sum(len(one.evidence) for one in incidents), minutes, scores)
    print("\n".join(f"{name:22} {value:.3f}  by folds {scores[1][name]:.3f}" for name, value in scores[0].items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
