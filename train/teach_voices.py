"""Trains the reader of attributions, from the texts to weights, tokenizer and card: ``python -m train voices``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from bench.attribution import DEV, load_rows, score_rows
from onrecord.claims.voices_learned import read_all
from onrecord.text.encoder import TOKENIZER, WEIGHTS, Encoder, open_encoder
from train.arguments import make_parser
from train.card import write_card
from train.examples import Row
from train.export import export
from train.voices import Plan, begin, learn, read_rows

THREADS = 2


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = make_parser("voices", "Train the reader of attributions.", made="weights, tokenizer and model card")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--limit", type=int, help="learn from so many texts only, for a trial")
    return parser.parse_args(argv)


def as_shipped(encoder: Encoder, rows: Sequence[Row]) -> dict[str, float]:
    """The figures of the exported network, as the package runs it."""
    return score_rows(rows, [read_all(row["text"], encoder) for row in rows])


def main(argv: Sequence[str] | None = None) -> int:
    """Trains, exports, measures on the development half, and writes the card; 2 where the data are not there."""
    args = parse_args(argv)
    folder: Path = args.data / "attribution"
    if not folder.is_dir():
        print(f"no attribution data at {folder}; name the data's folder with --data", file=sys.stderr)
        return 2
    torch.set_num_threads(THREADS)
    began = time.monotonic()
    plan = Plan(epochs=args.epochs, seed=args.seed)
    rows, held = list(load_rows(folder / "polnear-train.jsonl.gz"))[: args.limit], list(load_rows(args.data / DEV))
    model, tokenizer = begin(plan.seed)
    learn(model, tokenizer, rows, plan, tell=lambda line: print(line, flush=True))
    args.out.mkdir(parents=True, exist_ok=True)
    export(model, args.out / WEIGHTS)
    tokenizer.save(str(args.out / TOKENIZER), pretty=False)
    minutes = (time.monotonic() - began) / 60
    exact, shipped = score_rows(held, read_rows(model, held, tokenizer)), as_shipped(open_encoder(args.out), held)
    write_card(args.out, plan=plan, rows=rows, held=held, minutes=minutes, shipped=shipped)
    print("\n".join(f"{name:20} {value:.3f}, in 8 bits {shipped[name]:.3f}" for name, value in exact.items()))
    return 0
