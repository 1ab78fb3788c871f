"""Where, when and what each deed was, settled: of all that a report names, what a learned part finds likeliest.

The rules read what a deed's own words give, and carry on from one sentence to the next. On reports that nobody wrote rules on, nine in ten of
their errors are of choice: the right day or place is named in the report, elsewhere. Boosted trees weigh each of them, and none at all, by where
and how it is named and what other deeds were then or there. What the rules chose has an edge, and a greater one over leaving it open; what a
deed's words rule out (``claims/settle_allowed.py``) it is not given. In the same way a mention that leaves open by what deed people came to harm
("two were killed", "he denied it") is of the likeliest of the types told. ``python -m train settle`` makes the weights;
``claims/settle_features.py`` and ``claims/settle_types.py`` have what they see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Generic

import msgspec
import numpy as np

from onrecord.claims.drafts import as_when
from onrecord.claims.settle_allowed import allowed_days, allowed_places
from onrecord.claims.settle_features import (
    Days,
    Key,
    Named,
    Naming,
    Point,
    Row,
    Scene,
    day_candidates,
    day_rows,
    days_of,
    leaves_type_open,
    place_candidates,
    place_rows,
    point_of,
)
from onrecord.claims.settle_types import allowed_types, type_candidates, type_rows
from onrecord.facts.times import TimeMention
from onrecord.facts.trees import Trees, read_trees
from onrecord.nouns import EventType

WEIGHTS = "settle.npz"
EDGE = 0.1  # how much likelier another must be than what the rules chose
LOSS = 0.3  # how much likelier it must be that there is none, where the rules chose one


@dataclass(frozen=True, slots=True)
class Settlers:
    """The learned parts for days, for places and for types."""

    days: Trees
    places: Trees
    types: Trees


@lru_cache(maxsize=1)
def load_settlers() -> Settlers:
    """The learned parts that the package ships, once a process."""
    with as_file(files("onrecord.weights").joinpath(WEIGHTS)) as path:
        return read_settlers(path)


def read_settlers(path: Path) -> Settlers:
    """The learned parts in a file that ``train`` wrote."""
    with np.load(path) as file:
        return Settlers(*(read_trees(file, name) for name in ("days", "places", "types")))


def weigh(chances: Sequence[float] | np.ndarray, now: int, allowed: Sequence[bool]) -> int:
    """The number of the likeliest of one deed's candidates, of which the last is none: of those ``allowed``, with an edge for ``now``."""
    own, none = np.array(chances, dtype=float), len(chances) - 1
    own[now] += EDGE
    if now != none:
        own[none] -= LOSS - EDGE
    return int(np.where(allowed, own, -np.inf).argmax())


@dataclass(frozen=True, slots=True)
class Choice(Generic[Key, Named]):
    """What one deed may be given: its ``candidates``, and last none at all, with a row of each, which it has so far, and which its words let."""

    candidates: Mapping[Key, Named]
    rows: list[Row]
    now: int
    allowed: list[bool]

    def __getitem__(self, at: int) -> Named | None:
        return [*self.candidates.values(), None][at]


def day_choice(scene: Scene, number: int) -> Choice[Days, TimeMention | None]:
    """The days that a deed may have been on."""
    candidates, so_far = day_candidates(scene, number), days_of(scene.drafts[number].claim.when)
    return Choice(candidates, day_rows(scene, number, candidates), [*candidates, None].index(so_far), allowed_days(scene, number, candidates))


def place_choice(scene: Scene, number: int) -> Choice[Point, Naming]:
    """The places where a deed may have been."""
    candidates, so_far = place_candidates(scene, number), point_of(scene.drafts[number].claim.place)
    return Choice(candidates, place_rows(scene, number, candidates), [*candidates, None].index(so_far), allowed_places(scene, number, candidates))


def type_choice(scene: Scene, number: int) -> Choice[EventType, EventType]:
    """The types that a deed may be of whose own words leave it open; it is always of one."""
    candidates, so_far = type_candidates(scene, number), scene.drafts[number].claim.event_type
    types = list(candidates)
    return Choice(candidates, type_rows(scene, number, types), types.index(so_far), allowed_types(scene, number, types))


def _chosen(trees: Trees, choices: Sequence[Choice[Any, Any]]) -> list[int]:
    """For each deed the number of the candidate that it is given."""
    if not choices:
        return []
    odds = trees(np.array([row for choice in choices for row in choice.rows], dtype=np.float32))
    chances = 1 / (1 + np.exp(-odds))
    each_of = np.split(chances, np.cumsum([len(choice.rows) for choice in choices])[:-1])
    return [weigh(own, choice.now, choice.allowed) for own, choice in zip(each_of, choices, strict=True)]


def settle(scene: Scene, text: str) -> None:
    """Gives each draft of a report its likeliest day, place and type; all are asked of the drafts as the rules left them."""
    if not scene.drafts:
        return
    settlers, numbers = load_settlers(), range(len(scene.drafts))
    open_typed = [number for number in numbers if leaves_type_open(scene.drafts[number])]
    days, places = [day_choice(scene, number) for number in numbers], [place_choice(scene, number) for number in numbers]
    types = [type_choice(scene, number) for number in open_typed]
    for draft, day, at in zip(scene.drafts, days, _chosen(settlers.days, days), strict=True):
        if at != day.now:
            draft.claim = msgspec.structs.replace(draft.claim, when=as_when(day[at], text))
            draft.carried.add("when")
    for draft, where, at in zip(scene.drafts, places, _chosen(settlers.places, places), strict=True):
        if at != where.now:
            naming = where[at]
            draft.claim = msgspec.structs.replace(draft.claim, place=None if naming is None else naming.place)
            draft.carried.add("place")
    for number, choice, at in zip(open_typed, types, _chosen(settlers.types, types), strict=True):
        if at != choice.now:
            scene.drafts[number].claim = msgspec.structs.replace(scene.drafts[number].claim, event_type=choice[at])
            scene.drafts[number].carried.add("event_type")
