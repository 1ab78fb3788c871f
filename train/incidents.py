"""The reader of incidents: how its network learns."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import cross_entropy
from transformers import BertConfig

from onrecord.claims.incidents_tags import CONFIDENCES, INCIDENTS, STAGES
from train.incidents_examples import Example, thin
from train.incidents_network import IncidentNetwork
from train.voices import BASE_FOLDER, BASE_PACKAGE

# Mentions of a window that are learned from: more are lists of names.
MOST_MENTIONS = 80


@dataclass(frozen=True)
class Plan:
    """How long and how fast the network learns. ``rate`` is the encoder's; the heads, new, learn ``heads`` times as fast."""

    epochs: int = 6
    seed: int = 7
    kept: int = 0  # layers that stay as published
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


def begin(plan: Plan) -> IncidentNetwork:
    """The network with its encoder as published and its heads new."""
    torch.manual_seed(plan.seed)
    base = Path(str(files(BASE_PACKAGE))) / BASE_FOLDER
    config = BertConfig.from_json_file(base / "config.json")
    config.attention_probs_dropout_prob = 0.0  # with it, attention takes the slow way
    model = IncidentNetwork(config, plan.kept)
    missing, _ = model.bert.load_state_dict(load_file(base / "model.safetensors"), strict=False)
    if missing:
        raise ValueError(f"{base}: the published weights lack {', '.join(missing)}")
    return model


def _spread(example: Example, size: int) -> Tensor:
    """The share of each piece in each mention: (mentions, pieces)."""
    spread = torch.zeros(len(example.mentions), size)
    for row, mention in enumerate(example.mentions):
        spread[row, mention.pieces.start : mention.pieces.stop] = 1 / len(mention.pieces)
    return spread


def _of_mentions(example: Example, told: Tensor, pairs: Tensor, plan: Plan) -> Tensor:
    """What is yet to be learned of what mentions tell, and of which belong to one incident."""
    spread = _spread(example, len(told))[:MOST_MENTIONS]
    mentions = example.mentions[:MOST_MENTIONS]
    types, stages, confidences = (spread @ told).split([len(INCIDENTS), len(STAGES), len(CONFIDENCES)], dim=1)
    loss = yes_or_no(types, torch.tensor([m.types for m in mentions]))
    for scores, right in ((stages, [m.stages for m in mentions]), (confidences, [m.confidences for m in mentions])):
        target = torch.tensor(right)
        some = target.sum(1) > 0
        if some.any():
            loss = loss + 0.5 * cross_entropy(scores[some], target[some] / target[some].sum(1, keepdim=True))
    same = torch.tensor([[float(bool(one.templates & other.templates)) for other in mentions] for one in mentions])
    return plan.told_weight * loss + plan.pairs_weight * yes_or_no(spread @ pairs @ spread.T, same)


def loss_of(model: IncidentNetwork, states: Tensor, example: Example, plan: Plan) -> Tensor:
    """What the network has yet to learn of a window, all heads together."""
    roles, told, pairs, types = model.upper(states)
    at_words = roles[torch.tensor(example.window.words)]
    loss = plan.roles_weight * at_words.shape[1] * cross_entropy(at_words.flatten(0, 1), torch.tensor(example.tags).flatten())
    loss = loss + plan.types_weight * yes_or_no(types, torch.tensor(example.types))
    return loss + _of_mentions(example, told, pairs, plan) if example.mentions else loss


@torch.no_grad()
def make_lower(model: IncidentNetwork, table: Tensor, examples: Sequence[Example]) -> list[Tensor]:
    """What the layers that do not learn make of each window, in 16 bits."""
    model.eval()
    return [model.lower(table[torch.tensor(example.window.ids)]).half() for example in examples]


def learn(model: IncidentNetwork, table: Tensor, examples: Sequence[Example], plan: Plan, *, tell: Callable[[str], None]) -> None:
    """Trains the network on windows. ``tell`` is told how it goes."""
    chance = random.Random(plan.seed)
    began = time.monotonic()
    lower = make_lower(model, table, examples)
    tell(f"lower layers done, {time.monotonic() - began:.0f} s")
    encoder = [p for layer in model.bert.encoder.layer[plan.kept :] for p in layer.parameters()]
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.rate * plan.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay)
    loud, silent = ([at for at, example in enumerate(examples) if bool(example.mentions) is told] for told in (True, False))
    some = min(len(silent), int(len(loud) * plan.silent))
    steps = plan.epochs * ((len(loud) + some) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (plan.warmup * steps), max(0.02, (steps - n) / ((1 - plan.warmup) * steps)))
    )
    done, total = 0, 0.0
    for epoch in range(plan.epochs):
        model.train()
        order = [*loud, *chance.sample(silent, some)]
        chance.shuffle(order)
        for at in range(0, len(order) - plan.batch + 1, plan.batch):
            for number in order[at : at + plan.batch]:
                example, stays = thin(examples[number], chance, plan.share)
                loss = loss_of(model, lower[number][stays].float(), example, plan) / plan.batch
                loss.backward()
                total += loss.item()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done += 1
            if done % 20 == 0:
                tell(f"epoch {epoch + 1}, step {done} of {steps}: loss {total / 20:.4f}, {time.monotonic() - began:.0f} s")
                total = 0.0
