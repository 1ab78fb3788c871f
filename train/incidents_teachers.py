"""Teachers of the reader of incidents: larger networks, each of which says what it reads in messages that it did not learn from.

This is knowledge distillation (Hinton et al. 2015), of messages unseen as in stacking (Wolpert 1992): of what it has learned a network is sure,
right or wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.claims.incidents_tags import chances, shares
from train.encoders import open_mpnet
from train.incidents import Plan, Scores, begin, learn, score, spread_over, the_device
from train.incidents_examples import Example, Taught, pieces_of
from train.incidents_network import TOLD, IncidentNetwork

# Messages are cut into so many parts; what teachers say of one part is the mean of so many that learned from the others.
PARTS, TEACHERS = 5, 2
PLAN = Plan(epochs=8, seed=7, rate=5e-5, heads=10.0)
# Words that a teacher holds for a mention with less than this tell nothing; of more than so many, the surest tell.
FAINT, MOST_PLACES = 0.1, 80
READ_AT_ONCE = 8
Numbers = NDArray[np.float32]


@torch.no_grad()
def read_windows(models: Sequence[IncidentNetwork], table: torch.Tensor, windows: Sequence[Sequence[int]]) -> Iterator[tuple[Numbers, ...]]:
    """What some networks read in windows, on the average: ``roles`` by probability (and then as scores again), the rest by score."""
    for model in models:
        model.eval()
    for at in range(0, len(windows), READ_AT_ONCE):
        some = windows[at : at + READ_AT_ONCE]
        read: list[list[Scores]] = [score(model, table, some) for model in models]
        for each in zip(*read, strict=True):
            roles, told, pairs, types = (torch.stack(scores) for scores in zip(*each, strict=True))
            means = roles.softmax(-1).mean(0).log(), told.mean(0), pairs.mean(0), types.mean(0)
            yield tuple(mean.cpu().numpy() for mean in means)


def taught_of(example: Example, scores: Sequence[Numbers]) -> Taught:
    """What scores say of a window, word by word."""
    roles, told, pairs, types = scores
    tags = shares(roles[example.window.words])
    sure = (1 - tags[:, :, 0]).max(axis=1)
    places = sorted(sorted(np.flatnonzero(sure >= FAINT).tolist(), key=lambda n: -sure[n])[:MOST_PLACES])
    spread = spread_over(pieces_of(example.window, places), len(roles), torch.device("cpu")).numpy()
    types_of, stages, confidences = np.split(spread @ told, np.cumsum(TOLD[:-1]), axis=1)
    said = np.concatenate([chances(types_of), shares(stages), shares(confidences)], axis=1) if places else np.zeros((0, told.shape[1]))
    same = chances(spread @ pairs @ spread.T)
    return Taught(tags.astype(np.float16), chances(types).astype(np.float16), places, said.astype(np.float16), same.astype(np.float16))


def learn_part(part: int, messages: Sequence[Sequence[Example]], tokenizer: Tokenizer, count: int) -> tuple[list[IncidentNetwork], torch.Tensor]:
    """The teachers that learn from all messages but those of a part, and the word vectors that they read over."""
    device = the_device()
    others = [example for number, message in enumerate(messages) if number % PARTS != part for example in message]
    models = []
    base = open_mpnet(tokenizer)
    table = base.table.to(device)
    for number in range(count):
        plan = replace(PLAN, seed=PLAN.seed + 1 + part + PARTS * number)
        model = begin(replace(base, encoder=deepcopy(base.encoder)), plan).to(device)
        learn(model, table, others, plan, tell=_teller(part, number))
        models.append(model)
    return models, table


def _teller(part: int, number: int) -> Callable[[str], None]:
    return lambda line: print(f"part {part + 1}, teacher {number + 1}: {line}", flush=True)


def teach_part(part: int, messages: Sequence[Sequence[Example]], tokenizer: Tokenizer, count: int) -> list[Example]:
    """The windows of a part's messages, with what the teachers say of them that learned from the others."""
    models, table = learn_part(part, messages, tokenizer, count)
    own = [example for message in messages[part::PARTS] for example in message]
    said = read_windows(models, table, [example.window.ids for example in own])
    return [replace(example, taught=taught_of(example, scores)) for example, scores in zip(own, said, strict=True)]


def teach(messages: Sequence[Sequence[Example]], tokenizer: Tokenizer, count: int, workers: int) -> list[Example]:
    """The windows of all messages, each with what ``count`` teachers say of it that did not learn from its message."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = pool.map(teach_part, range(PARTS), *map(itertools.repeat, (messages, tokenizer, count)))
        return [example for part in parts for example in part]
