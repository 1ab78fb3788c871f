"""Trains the reader of incidents, sets its bars, exports it, measures it as it ships, and writes its card."""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor

from bench.attribution import load_rows
from bench.templates import DEV, as_answer, score_rows
from onrecord.claims.incidents import read_incidents
from onrecord.claims.incidents_reader import WEIGHTS, IncidentReader, open_reader
from onrecord.claims.incidents_tags import Bars
from onrecord.text.encoder import TOKENIZER
from onrecord.text.encoder import WEIGHTS as WORDS
from train.arguments import make_parser
from train.encoders import open_minilm
from train.incidents import Plan, begin, learn, the_device
from train.incidents_bars import BEGIN, set_bars
from train.incidents_card import write_card
from train.incidents_examples import FOLD, Row, find_examples
from train.incidents_export import export, read_table
from train.incidents_network import IncidentNetwork
from train.incidents_student import learn_student
from train.incidents_teachers import TEACHERS, teach

THREADS = 2
FOLD_SEED = 1


def split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows to learn from, and a chance fold kept out."""
    order = list(range(len(rows)))
    random.Random(FOLD_SEED).shuffle(order)
    kept = set(order[:FOLD])
    return [row for at, row in enumerate(rows) if at not in kept], [row for at, row in enumerate(rows) if at in kept]


def figures(reader: IncidentReader, rows: Sequence[Row], *, lower: bool = False) -> dict[str, float]:
    """The figures of the exported network, as the package runs it; with ``lower``, on texts without capitals."""
    texts = [row["text"].lower() if lower else row["text"] for row in rows]
    return score_rows(rows, [[as_answer(incident, text) for incident in read_incidents(text, reader)] for text in texts])


def write_bars(path: Path, bars: Bars) -> None:
    """Puts the bars into the file of the network, whose numbers they go with."""
    model = onnx.load(path)
    told = {prop.key: prop.value for prop in model.metadata_props} | {"bars": json.dumps(asdict(bars))}
    onnx.helper.set_model_props(model, told)
    onnx.save(model, path)


def ship(model: IncidentNetwork, out: Path, held: Sequence[Row]) -> IncidentReader:
    """Writes the network to ``out`` with bars that are set on ``held``, of which it has not seen the keys, and opens it."""
    export(model, out / WORDS, out / WEIGHTS)
    write_bars(out / WEIGHTS, BEGIN)
    reader = open_reader(out)
    write_bars(out / WEIGHTS, set_bars(held, [reader.read(row["text"]) for row in held]))
    return open_reader(out)


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = make_parser("events", "Train the reader of incidents, over the word vectors of voices.", made="weights and model card")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--teachers", type=int, default=TEACHERS, help="how many teachers speak of each message; 0 learns from the keys alone")
    parser.add_argument("--workers", type=int, default=1, help="how many teachers learn side by side")
    parser.add_argument("--limit", type=int, help="learn from so many texts only, for a trial")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Trains, exports, measures, and writes the card; 2 where the data are not there."""
    args = parse_args(argv)
    if not (args.data / "templates").is_dir():
        print(f"no templates at {args.data}; name the data's folder with --data", file=sys.stderr)
        return 2
    run(args.data, args.out, Plan(epochs=args.epochs, seed=args.seed), teachers=args.teachers, workers=args.workers, limit=args.limit)
    return 0


def tell(line: str) -> None:
    """Prints at once how it goes."""
    print(line, flush=True)


def run(data: Path, out: Path, plan: Plan, *, teachers: int, workers: int, limit: int | None = None) -> None:
    """Trains and writes weights and card to ``out``, where the reader of attributions and the tokenizer stand already."""
    torch.set_num_threads(THREADS)
    began = time.monotonic()
    rows, held = split(list(load_rows(data / "templates" / "muc4-train.jsonl.gz")))
    rows, dev = rows[:limit], list(load_rows(data / DEV))
    table: Tensor = read_table(out / WORDS)[0]
    tokenizer = Tokenizer.from_file(str(out / TOKENIZER))
    messages = [list(find_examples([row], tokenizer)) for row in rows]
    device, base = the_device(), open_minilm(table)
    if teachers:
        model = learn_student(base, teach(messages, tokenizer, teachers, workers), plan, device, tell)
    else:
        model = begin(base, plan).to(device)
        learn(model, table.to(device), [example for message in messages for example in message], plan, tell=tell)
    reader = ship(model.cpu(), out, held)
    made = f"{(time.monotonic() - began) / 60:.0f} minutes on {device} ({platform.machine()}, torch {torch.__version__.split('+')[0]})"
    shipped = {"dev": figures(reader, dev), "fold": figures(reader, held), "lower": figures(reader, dev, lower=True)}
    write_card(out, plan=plan, teachers=teachers, rows=rows, made=made, shipped=shipped, bars=reader.bars)
    print("\n".join(f"{name:24} {value:.3f}" for name, value in shipped["dev"].items()))
