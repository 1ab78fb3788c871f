"""Where and when each deed was, settled: of all days and places that a report names, the one that a learned part finds likeliest.

The rules read what a deed's own words give, and carry on from one sentence to the next. On reports that nobody wrote rules on, nine in ten of
their errors are of choice: the right day or place is named in the report, elsewhere. Boosted trees weigh each of them, and none at all, by where
and how it is named and what other deeds were then or there. What the rules chose has an edge, and a greater one over leaving it open; what a
deed's words rule out (``claims/settle_allowed.py``) it is not given. ``python -m train settle`` makes the weights; ``claims/settle_features.py``
has what they see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import numpy as np

from onrecord.claims.drafts import Draft, Facts, as_when
from onrecord.claims.settle_allowed import allowed_days, allowed_places
from onrecord.claims.settle_features import Row, Scene, day_candidates, day_rows, days_of, place_candidates, place_rows, point_of
from onrecord.facts.trees import Trees, read_trees
from onrecord.nouns import Place, Report, When
from onrecord.text.parse import Sentence

WEIGHTS = "settle.npz"
EDGE = 0.1  # how much likelier another must be than what the rules chose
LOSS = 0.3  # how much likelier it must be that there is none, where the rules chose one


@dataclass(frozen=True, slots=True)
class Settlers:
    """The learned part for days and that for places."""

    days: Trees
    places: Trees


@lru_cache(maxsize=1)
def load_settlers() -> Settlers:
    """The learned parts that the package ships, once a process."""
    with as_file(files("onrecord.weights").joinpath(WEIGHTS)) as path:
        return read_settlers(path)


def read_settlers(path: Path) -> Settlers:
    """The learned parts in a file that ``train`` wrote."""
    with np.load(path) as file:
        return Settlers(read_trees(file, "days_"), read_trees(file, "places_"))


def weigh(chances: Sequence[float] | np.ndarray, now: int, allowed: Sequence[bool]) -> int:
    """The number of the likeliest of one deed's candidates, of which the last is none: of those ``allowed``, with an edge for ``now``."""
    own, none = np.array(chances, dtype=float), len(chances) - 1
    own[now] += EDGE
    if now != none:
        own[none] -= LOSS - EDGE
    return int(np.where(allowed, own, -np.inf).argmax())


def _chosen(trees: Trees, rows: Sequence[Sequence[Row]], so_far: Sequence[int], allowed: Sequence[Sequence[bool]]) -> list[int]:
    """For each deed the number of the row that is chosen, of those of its candidates."""
    if not rows:
        return []
    odds = trees(np.array([row for each in rows for row in each], dtype=np.float32))
    chances = 1 / (1 + np.exp(-odds))
    each_of = np.split(chances, np.cumsum([len(each) for each in rows])[:-1])
    return [weigh(own, now, may) for own, now, may in zip(each_of, so_far, allowed, strict=True)]


def settle(drafts: Sequence[Draft], facts: Facts, sentences: Sequence[Sentence], published: date | None, report: Report) -> None:
    """Gives each draft its likeliest day and place; both are asked of the drafts as the rules left them."""
    settlers = load_settlers()
    scene = Scene(drafts, sentences, facts, published, report.problems)
    days, places = (
        _settled_days(scene, report.text, settlers.days),
        _settled_places(scene, settlers.places),
    )
    for draft, when, place in zip(drafts, days, places, strict=True):
        if when != draft.claim.when:
            draft.carried.add("when")
        if place != draft.claim.place:
            draft.carried.add("place")
        draft.claim = msgspec.structs.replace(draft.claim, when=when, place=place)


def _settled_days(scene: Scene, text: str, trees: Trees) -> list[When | None]:
    drafts = scene.drafts
    candidates = [day_candidates(scene, number) for number in range(len(drafts))]
    rows = [day_rows(scene, number, each) for number, each in enumerate(candidates)]
    keys = [[*each, None] for each in candidates]
    now = [each.index(days_of(draft.claim.when) if draft.claim.when is not None else None) for each, draft in zip(keys, drafts, strict=True)]
    allowed = [allowed_days(scene, number, each) for number, each in enumerate(candidates)]
    settled: list[When | None] = []
    for each, own, at, old, draft in zip(candidates, keys, _chosen(trees, rows, now, allowed), now, drafts, strict=True):
        days = own[at]
        settled.append(draft.claim.when if at == old else None if days is None else as_when(each[days][0], text))
    return settled


def _settled_places(scene: Scene, trees: Trees) -> list[Place | None]:
    drafts = scene.drafts
    candidates = [place_candidates(scene, number) for number in range(len(drafts))]
    rows = [place_rows(scene, number, each) for number, each in enumerate(candidates)]
    keys = [[*each, None] for each in candidates]
    now = [each.index(point_of(draft.claim.place)) for each, draft in zip(keys, drafts, strict=True)]
    allowed = [allowed_places(scene, number, each) for number, each in enumerate(candidates)]
    settled: list[Place | None] = []
    for each, own, at, old, draft in zip(candidates, keys, _chosen(trees, rows, now, allowed), now, drafts, strict=True):
        point = own[at]
        settled.append(draft.claim.place if at == old else None if point is None else each[point].place)
    return settled
