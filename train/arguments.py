"""What every lesson takes on its command line: the data to learn from and the folder for what it makes."""

from __future__ import annotations

import argparse
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = "the development data"


def make_parser(name: str, description: str, *, made: str, data: str = DATA) -> argparse.ArgumentParser:
    """A parser of ``--data`` and ``--out``; ``made`` says what goes into the folder, ``data`` what is learned from."""
    parser = argparse.ArgumentParser(prog=f"python -m train {name}", description=description)
    parser.add_argument("--data", type=Path, default=ROOT / ".." / "shared" / "data", help=f"{data} (default: ../shared/data)")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "weights", help=f"the folder for {made}")
    return parser
