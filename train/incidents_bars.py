"""The bars of the reader of incidents: how likely is likely enough, set on messages that the network did not learn from."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.keys import NAMED, Key, plain, read_keys
from bench.templates import Tally, as_answer, tally_row
from onrecord.claims.incidents import Bonds, Participant, find_incidents, find_participants, signs, type_scores
from onrecord.claims.incidents_tags import INCIDENTS, ROLES, Bars, WindowScores

# Before they are set: the odds of the role and of the type count alike.
BEGIN = Bars(types=0.4, roles=0.3, weights=dict.fromkeys(ROLES, (0.0, 1.0, 0.5, 0.0, 0.0)))
STEPS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
# How strongly weights are held at nothing (ridge), steps of Newton's method, and from which probability of a type on a participant is learned from.
RIDGE, NEWTON, WORTH = 1.0, 20, 0.2
ROUNDS = 2
# One bar for all roles: bars of their own fit the messages they are set on, and no others. That of types stays as it begins: 200 messages put it
# anywhere from .25, where a weather report tells of an attack, to .6, where a sixth of what could be found is not.
BARS = ("roles", "apart", "joined")
COUNTED = ("incident_type", *NAMED)


@dataclass(frozen=True)
class Scored:
    """A message as the network sees it, and its keys."""

    text: str
    keys: list[Key]
    participants: list[Participant]
    bonds: Bonds


def six_slots(messages: Sequence[Scored], bars: Bars) -> float:
    """The six-slot F1 of what the scores tell under some bars."""
    sums = Tally()
    for one in messages:
        answers = [as_answer(incident, one.text) for incident in find_incidents(one.participants, one.bonds, bars)]
        tallies = tally_row(answers, one.keys)
        sums = sum((tallies[name] for name in COUNTED), sums)
    return sums.f1


def _fit(signs_of: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, ...]:
    """The weights of a logistic regression."""
    weights = np.zeros(signs_of.shape[1])
    for _ in range(NEWTON):
        chance = 1 / (1 + np.exp(-signs_of @ weights))
        slope = signs_of.T @ (right - chance) - RIDGE * weights
        curve = (signs_of * (chance * (1 - chance))[:, None]).T @ signs_of + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(weight), 4) for weight in weights)


def fit_weights(messages: Sequence[Scored]) -> dict[str, tuple[float, ...]]:
    """For each role the weights that tell best which participants the keys have in an incident of a type."""
    rows: dict[str, list[tuple[list[float], bool]]] = {role: [] for role in ROLES}
    for message in messages:
        for number, told in enumerate(type_scores(message.bonds.windows)):
            if told < WORTH:
                continue
            keys = [key for key in message.keys if INCIDENTS[number] in key.types]
            for one in message.participants:
                right = any(plain(one.words.of(message.text)) in map(plain, forms) for key in keys for forms in key.slots[one.role])
                rows[one.role].append((signs(one, number, told), right))
    return {role: _fit(np.array([s for s, _ in told]), np.array([float(r) for _, r in told])) for role, told in rows.items()}


def set_bars(rows: Sequence[Mapping[str, Any]], scored: Sequence[Sequence[WindowScores]]) -> Bars:
    """The bars that read the rows best, found one at a time."""
    messages = [Scored(row["text"], read_keys(row), find_participants(w, row["text"]), Bonds(w)) for row, w in zip(rows, scored, strict=True)]
    bars = replace(BEGIN, weights=fit_weights(messages))
    best = six_slots(messages, bars)
    for _ in range(ROUNDS):
        for name, step in itertools.product(BARS, STEPS):
            other = replace(bars, **{name: step})
            if (figure := six_slots(messages, other)) > best:
                best, bars = figure, other
    return bars
