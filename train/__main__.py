"""Trains what the package ships: ``python -m train voices|events [--data PATH] [--out FOLDER]``."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Each name, and the module whose ``run`` trains it and writes its weights and card. Readers of events learn over the word vectors of voices.
TRAINED = {"voices": "train.voices_run", "events": "train.incidents_run"}


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(prog="python -m train", description="Train the weights that onrecord ships.")
    parser.add_argument("name", choices=list(TRAINED), help="what to train")
    parser.add_argument("--data", type=Path, default=ROOT / ".." / "shared" / "data", help="the development data (default: ../shared/data)")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "weights", help="the folder for weights, tokenizer and model card")
    parser.add_argument("--epochs", type=int, help="how often to go through the texts")
    parser.add_argument("--seed", type=int, help="where chance begins")
    parser.add_argument("--limit", type=int, help="learn from so many texts only, for a trial")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Trains, exports, measures on the development half, and writes the card; 2 where the data are not there."""
    args = parse_args(argv)
    given = {name: value for name in ("epochs", "seed") if (value := getattr(args, name)) is not None}
    try:
        importlib.import_module(TRAINED[args.name]).run(args.data, args.out, given, limit=args.limit)
    except FileNotFoundError as error:
        print(f"no data at {error.filename}; name the data's folder with --data", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
