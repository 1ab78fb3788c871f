"""Trains the reader of attributions, exports it, measures it as it ships, and writes its card."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from bench.attribution import DEV, load_rows, score_rows
from onrecord.claims.voices_learned import read_all
from onrecord.text.encoder import TOKENIZER, WEIGHTS, Encoder, open_encoder
from train.card import write_card
from train.examples import Row
from train.export import export
from train.voices import Plan, begin, learn, read_rows

THREADS = 2


def as_shipped(encoder: Encoder, rows: Sequence[Row]) -> dict[str, float]:
    """The figures of the exported network, as the package runs it."""
    return score_rows(rows, [read_all(row["text"], encoder) for row in rows])


def run(data: Path, out: Path, given: Mapping[str, int], *, limit: int | None = None) -> None:
    """Trains and writes weights, tokenizer and card to ``out``; ``given`` are the settings of the plan that are not as usual."""
    torch.set_num_threads(THREADS)
    began = time.monotonic()
    plan = Plan(**given)
    rows, held = list(load_rows(data / "attribution" / "polnear-train.jsonl.gz"))[:limit], list(load_rows(data / DEV))
    model, tokenizer = begin(plan.seed)
    learn(model, tokenizer, rows, plan, tell=lambda line: print(line, flush=True))
    out.mkdir(parents=True, exist_ok=True)
    export(model, out / WEIGHTS)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    minutes = (time.monotonic() - began) / 60
    exact, shipped = score_rows(held, read_rows(model, held, tokenizer)), as_shipped(open_encoder(out), held)
    write_card(out, plan=plan, rows=rows, held=held, minutes=minutes, shipped=shipped)
    print("\n".join(f"{name:20} {value:.3f}, in 8 bits {shipped[name]:.3f}" for name, value in exact.items()))
