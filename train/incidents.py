"""The reader of incidents: how its network learns, from keys and from what teachers say."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from onrecord.claims.incidents_tags import ROLES
from onrecord.text.windows import Window
from train.encoders import Base
from train.incidents_examples import Example, Taught, pieces_of, thin
from train.incidents_network import TOLD, IncidentNetwork

# Mentions of a window that are learned from: more are lists of names.
MOST_MENTIONS = 80
# One window's scores, as ``IncidentNetwork`` gives them, without what only fills it up.
Scores = tuple[Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True)
class Plan:
    """How long and how fast the network learns. ``rate`` is the encoder's; the heads, new, learn ``heads`` times as fast."""

    epochs: int = 8
    seed: int = 13
    rate: float = 2e-4
    heads: float = 3.0
    batch: int = 4
    warmup: float = 0.06
    decay: float = 0.01
    share: float = 0.3  # of the paragraphs of a window that hold no mention, how many it keeps, others each time
    silent: float = 0.25  # how many windows that tell of no incident an epoch takes, as a share of those that do
    roles_weight: float = 6.0
    types_weight: float = 0.5
    told_weight: float = 0.7
    pairs_weight: float = 0.3


def the_device() -> torch.device:
    """Where to learn: on a graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def begin(base: Base, plan: Plan) -> IncidentNetwork:
    """The network with its encoder as published and its heads new."""
    torch.manual_seed(plan.seed)
    return IncidentNetwork(base)


def score(model: IncidentNetwork, table: Tensor, windows: Sequence[Sequence[int]]) -> list[Scores]:
    """The scores of windows, each given as its pieces."""
    device = table.device
    ids = pad_sequence([torch.tensor(window) for window in windows], batch_first=True).to(device)
    sizes = torch.tensor([len(window) for window in windows], device=device)
    mask = torch.arange(ids.shape[1], device=device)[None, :] < sizes[:, None]
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
        roles, told, pairs, types = model(table[ids], mask)
    return [(roles[n, :k].float(), told[n, :k].float(), pairs[n, :k, :k].float(), types[n].float()) for n, k in enumerate(map(len, windows))]


def spread_over(places: Sequence[range], size: int, device: torch.device) -> Tensor:
    """The share of each of ``size`` pieces in each of some runs of pieces: (runs, pieces)."""
    spread = torch.zeros(len(places), size)
    for row, pieces in enumerate(places):
        spread[row, pieces.start : pieces.stop] = 1 / len(pieces)
    return spread.to(device)


def _mean(losses: Tensor, weights: Tensor) -> Tensor:
    return (losses * weights).sum() / weights.sum().clamp(min=1e-6)


def _of_mentions(scores: Scores, example: Example, plan: Plan) -> Tensor:
    """What is yet to be learned, by the keys, of what mentions tell, and of which belong to one incident."""
    _, told, pairs, _ = scores
    device = told.device
    mentions = example.mentions[:MOST_MENTIONS]
    spread = spread_over([mention.pieces for mention in mentions], len(told), device)
    types, stages, confidences = (spread @ told).split(TOLD, dim=1)
    loss = yes_or_no(types, torch.tensor([m.types for m in mentions], device=device))
    for row, right in ((stages, [m.stages for m in mentions]), (confidences, [m.confidences for m in mentions])):
        target = torch.tensor(right)
        some = (target.sum(1) > 0).float()
        target = target / target.sum(1, keepdim=True).clamp(min=1)
        loss = loss + 0.5 * _mean(cross_entropy(row, target.to(device), reduction="none"), some.to(device))
    same = torch.tensor([[float(bool(one.templates & other.templates)) for other in mentions] for one in mentions], device=device)
    return plan.told_weight * loss + plan.pairs_weight * yes_or_no(spread @ pairs @ spread.T, same)


def _by_keys(scores: Scores, example: Example, plan: Plan) -> Tensor:
    """What is yet to be learned of a window by the keys, all heads together."""
    roles, _, _, types = scores
    at_words = roles[torch.tensor(example.window.words, device=roles.device)]
    tags = torch.tensor(example.tags, device=roles.device)
    loss = plan.roles_weight * at_words.shape[1] * cross_entropy(at_words.flatten(0, 1), tags.flatten())
    loss = loss + plan.types_weight * yes_or_no(types, torch.tensor(example.types, device=roles.device))
    return loss + _of_mentions(scores, example, plan) if example.mentions else loss


def _by_teachers(scores: Scores, taught: Taught, window: Window, plan: Plan) -> Tensor:
    """What is yet to be learned of a window by what teachers say, all heads together."""
    roles, told, pairs, types = scores
    device = roles.device
    at_words = roles[torch.tensor(window.words, device=device)]
    target = torch.from_numpy(taught.roles).to(device).float()
    loss = plan.roles_weight * at_words.shape[1] * cross_entropy(at_words.flatten(0, 1), target.flatten(0, 1))
    loss = loss + plan.types_weight * yes_or_no(types, torch.from_numpy(taught.types).to(device).float())
    if not taught.places:
        return loss
    spread = spread_over(pieces_of(window, taught.places), len(told), device)
    types_of, stages, confidences = (spread @ told).split(TOLD, dim=1)
    types_said, stages_said, confidences_said = torch.from_numpy(taught.told).to(device).float().split(TOLD, dim=1)
    sure = 1 - target[torch.tensor(taught.places, device=device), :, 0]
    surest = sure.max(1).values
    of_mentions = _mean(yes_or_no(types_of, types_said, reduction="none").mean(1), surest)
    of_mentions = of_mentions + 0.5 * _mean(cross_entropy(stages, stages_said, reduction="none"), surest)
    of_mentions = of_mentions + 0.5 * _mean(cross_entropy(confidences, confidences_said, reduction="none"), sure[:, ROLES.index("perp_organization")])
    same = yes_or_no(spread @ pairs @ spread.T, torch.from_numpy(taught.pairs).to(device).float(), reduction="none")
    return loss + plan.told_weight * of_mentions + plan.pairs_weight * _mean(same, surest[:, None] * surest[None, :])


def loss_of(scores: Scores, example: Example, plan: Plan) -> Tensor:
    """What the network has yet to learn of a window: by what teachers say, or by the keys where none has spoken."""
    return _by_keys(scores, example, plan) if example.taught is None else _by_teachers(scores, example.taught, example.window, plan)


def learn(model: IncidentNetwork, table: Tensor, examples: Sequence[Example], plan: Plan, *, tell: Callable[[str], None]) -> None:
    """Trains the network on windows. ``tell`` is told how it goes."""
    chance = random.Random(plan.seed)
    began = time.monotonic()
    encoder = list(model.encoder.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.rate * plan.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay)
    loud, silent = ([at for at, example in enumerate(examples) if bool(example.mentions) is told] for told in (True, False))
    some = min(len(silent), int(len(loud) * plan.silent))
    steps = plan.epochs * ((len(loud) + some) // plan.batch)
    if not steps:
        raise ValueError(f"{len(examples)} windows, {len(loud)} of them with an incident, fill no batch of {plan.batch}: learn from more texts")
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (plan.warmup * steps), max(0.02, (steps - n) / ((1 - plan.warmup) * steps)))
    )
    done = 0
    total = torch.zeros((), device=table.device)
    for epoch in range(plan.epochs):
        model.train()
        order = [*loud, *chance.sample(silent, some)]
        chance.shuffle(order)
        for at in range(0, len(order) - plan.batch + 1, plan.batch):
            batch = [thin(examples[number], chance, plan.share) for number in order[at : at + plan.batch]]
            scored = score(model, table, [example.window.ids for example in batch])
            loss = torch.stack([loss_of(one, example, plan) for one, example in zip(scored, batch, strict=True)]).mean()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.detach()
            done += 1
            if done % 50 == 0:
                tell(f"epoch {epoch + 1}, step {done} of {steps}: loss {total.item() / 50:.4f}, {time.monotonic() - began:.0f} s")
                total.zero_()
