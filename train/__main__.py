"""Trains what the package ships: ``python -m train NAME [--data PATH] [--out FOLDER]``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

# What can be trained, and the module whose ``main`` does it: loaded when asked, for each needs other libraries.
LESSONS = {
    "voices": "train.teach_voices",
    "events": "train.incidents_run",
    "tolls": "train.tolls",
    "event_location": "train.event_location",
    "links": "train.links",
    "settle": "train.settle",
    "untold": "train.untold",
    "word_layers": "train.word_layers",
}


def main(argv: Sequence[str]) -> int:
    """Trains what is named; 2 where there is no such thing to train."""
    if not argv or argv[0] not in LESSONS:
        print(f"name what to train: {' or '.join(LESSONS)}", file=sys.stderr)
        return 2
    result: int = importlib.import_module(LESSONS[argv[0]]).main(argv[1:])
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
