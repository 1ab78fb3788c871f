"""The reader of attributions: how its network learns, and what it finds as it is."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.claims.voices_tags import RELATIONS, TAGS, Speech, read_speech
from onrecord.text.encoder import Encoded
from onrecord.text.windows import find_windows
from train.encoders import BASE_PACKAGE, MINILM, read_minilm, take
from train.examples import Example, Row, disguise, find_examples
from train.network import Reader, pointer_loss, sequence_loss


@dataclass(frozen=True)
class Plan:
    """How long and how fast the network learns. ``rate`` is the encoder's; the heads, new, learn ``heads`` times as fast."""

    epochs: int = 5
    seed: int = 7
    rate: float = 2e-4
    heads: float = 5.0
    batch: int = 8
    warmup: float = 0.06
    decay: float = 0.01
    tie_weight: float = 0.2


@dataclass(frozen=True)
class Batch:
    """Examples side by side, padded with zeros: ``lengths`` are in words, ``allowed`` has a mask of pieces by pieces for each relation."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    words: Tensor
    lengths: Tensor
    tags: Tensor
    allowed: list[Tensor]


def collate(examples: Sequence[Example]) -> Batch:
    """A batch of examples."""
    pieces, words = max(len(e.window.ids) for e in examples), max(len(e.tags) for e in examples)
    ids, shapes, mask = (torch.zeros(len(examples), pieces, dtype=torch.long) for _ in range(3))
    at_words, tags = (torch.zeros(len(examples), words, dtype=torch.long) for _ in range(2))
    allowed = [torch.zeros(len(examples), pieces, pieces, dtype=torch.bool) for _ in RELATIONS]
    for n, example in enumerate(examples):
        size, count = len(example.window.ids), len(example.tags)
        ids[n, :size], shapes[n, :size], mask[n, :size] = torch.tensor(example.window.ids), torch.tensor(example.window.shapes), 1
        at_words[n, :count], tags[n, :count] = torch.tensor(example.window.words), torch.tensor(example.tags)
        for relation, ties in zip(allowed, example.ties, strict=True):
            for of, to in ties:
                relation[n, torch.tensor(of)[:, None], torch.tensor(to)[None, :]] = True
    return Batch(ids, shapes, mask, at_words, torch.tensor([len(e.tags) for e in examples]), tags, allowed)


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[Batch]:
    """Batches of windows of like length, in chance order."""
    shuffled = chance.sample(examples, len(examples))
    chunks = [sorted(shuffled[at : at + size * 16], key=lambda e: len(e.window.ids)) for at in range(0, len(shuffled), size * 16)]
    groups = [chunk[at : at + size] for chunk in chunks for at in range(0, len(chunk), size)]
    chance.shuffle(groups)
    yield from map(collate, groups)


def loss_of(model: Reader, batch: Batch, tie_weight: float) -> Tensor:
    """What the network has yet to learn of a batch: of its tag sequences, and of its ties."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, *ties = model(batch.ids, batch.shapes, batch.mask)
    tags = tags.float()
    at_words = tags.gather(1, batch.words[:, :, None].expand(-1, -1, tags.shape[2]))
    loss = sequence_loss(at_words, batch.tags, batch.lengths, model.transitions, model.starts)
    for scores, allowed in zip(ties, batch.allowed, strict=True):
        loss = loss + tie_weight * pointer_loss(scores.float(), allowed, batch.mask)
    return loss


def begin(seed: int) -> tuple[Reader, Tokenizer]:
    """The network with its encoder as published and its heads new, and the encoder's tokenizer, which neither pads nor cuts."""
    torch.manual_seed(seed)
    config, weights = read_minilm()
    model = Reader(config, len(TAGS), len(RELATIONS))
    take(model.bert, weights, BASE_PACKAGE)
    tokenizer = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return model, tokenizer


def learn(model: Reader, tokenizer: Tokenizer, rows: Sequence[Row], plan: Plan, *, tell: Callable[[str], None]) -> None:
    """Trains the network on the rows. ``tell`` is told how it goes."""
    chance = random.Random(plan.seed)
    encoder, heads = list(model.bert.parameters()), [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.rate * plan.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay)
    steps = plan.epochs * -(-len(find_examples(rows, tokenizer, random.Random(plan.seed))) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (plan.warmup * steps), max(0.0, (steps - n) / ((1 - plan.warmup) * steps)))
    )
    began, done, total = time.monotonic(), 0, 0.0
    model.train()
    for epoch in range(plan.epochs):
        examples = [disguise(example, tokenizer, chance) for example in find_examples(rows, tokenizer, chance)]
        for batch in batches(examples, plan.batch, chance):
            loss = loss_of(model, batch, plan.tie_weight)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, total = done + 1, total + loss.item()
            if done % 100 == 0:
                tell(f"epoch {epoch + 1}, step {done} of about {steps}: loss {total / 100:.4f}, {time.monotonic() - began:.0f} s")
                total = 0.0


@torch.no_grad()
def read_rows(model: Reader, rows: Sequence[Row], tokenizer: Tokenizer) -> list[list[Speech]]:
    """What the network, as it is, finds in each row."""
    model.eval()
    transitions, starts = model.transitions.numpy(), model.starts.numpy()
    found = []
    for row in rows:
        speeches: list[Speech] = []
        for window in (w for w in find_windows(row["text"], tokenizer) if w.words):
            tags, *ties = (out[0].numpy() for out in model(torch.tensor([window.ids]), torch.tensor([window.shapes]), None))
            speeches += read_speech(Encoded(window, tags, tuple(ties)), transitions, starts)
        found.append(speeches)
    return found
