"""The reader of incidents that ships, as teachers teach it: it learns all that they said, goes on from there once more, and is the mean of both.

The mean of weights that began from the same ones reads better than either (model soups, Wortsman et al. 2022)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

import torch

from train.encoders import Base
from train.incidents import Plan, begin, learn
from train.incidents_examples import Example
from train.incidents_network import IncidentNetwork

# The second time: shorter and slower, over more of the windows that tell of no incident.
FURTHER = Plan(epochs=5, seed=42, rate=1.5e-4, heads=2.0, silent=0.5)


def mean_of(models: Sequence[IncidentNetwork]) -> IncidentNetwork:
    """The network whose weights are the mean of those of others."""
    states = [model.state_dict() for model in models]
    mean = deepcopy(models[0])
    mean.load_state_dict({name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]})
    return mean


def learn_student(base: Base, examples: Sequence[Example], plan: Plan, device: torch.device, tell: Callable[[str], None]) -> IncidentNetwork:
    """The network that has learned from windows of which teachers have spoken."""
    table = base.table.to(device)
    first = begin(base, plan).to(device)
    learn(first, table, examples, plan, tell=tell)
    second = deepcopy(first)
    learn(second, table, examples, FURTHER, tell=tell)
    return mean_of([first, second])
