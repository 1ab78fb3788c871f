"""The model card that stands beside the weights: what they were made of, how, and what they score."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from onrecord.text.encoder import WEIGHTS
from train.encoders import BASE_PACKAGE
from train.examples import CAPITALS_SHARE, STRAIGHT_SHARE, Row
from train.voices import Plan

TEXT = """# The reader of attributions: model card

`{weights}` finds who says what in English news: for each attribution the words of its source, its cue and its content, and which
belongs to which. `onrecord.text.encoder` runs it, with onnxruntime, on one thread and without a network.

- **Made by** `python -m train voices --seed {seed} --epochs {epochs}`: {minutes:.0f} minutes on two processor cores ({machine}, torch {torch}).
- **Begun from** all-MiniLM-L6-v2 (Apache-2.0; 6 layers, 384 wide, uncased), as the package `{package}` ships it. `tokenizer.json` is
  that encoder's, its padding and cutting switched off.
- **Learned from** PolNeAR, training half: {rows} annotated readings of US press articles of 2016, with {attributions} attributions. The
  texts are copyrighted and no part of this repository.
- **Network**: the encoder, with an embedding added for how a word is written (case, number, after a space); a linear-chain CRF over seven
  tags (source, cue, content); two biaffine pointers, from content to cue and from cue to source.
- **Plan**: {plan}. Of the windows, {straight:.0%} are learned with straight quotation marks, {capitals:.0%} in capitals.
- **File**: {size:.1f} MB, matrices in 8 bits by column, SHA-256 `{digest}`.

## Scores

PolNeAR, development half ({held} readings), which the network did not learn from. Exact: spans equal to the code point, all pieces of a
content together; overlap: sharing one; link: content paired with its right source. `python -m bench attribution` prints the shipped ones.

| figure | as shipped |
|---|--:|
{scores}

One number of the reading, not of the network, was set on this half too: `HOLD` in `onrecord.claims.voices_tags`.

## What it is not good for

It knows one country's press of one year, mostly politics: in war reports it meets voices (groups, armies, monitors) and cues (claims of
responsibility, "citing") that it has seen little of. It reads English alone. It tells nothing of whether a voice is right. Where the
rules over the parse see a voice, they are asked first: `docs/benchmarks/voices.md` has the figures.
"""


def write_card(
    folder: Path,
    *,
    plan: Plan,
    rows: Sequence[Row],
    held: Sequence[Row],
    minutes: float,
    shipped: Mapping[str, float],
) -> None:
    """Writes ``voices.md`` beside the weights in ``folder``."""
    weights = (folder / WEIGHTS).read_bytes()
    text = TEXT.format(
        weights=WEIGHTS,
        seed=plan.seed,
        epochs=plan.epochs,
        minutes=minutes,
        machine=platform.machine(),
        torch=torch.__version__.split("+")[0],
        package=BASE_PACKAGE.replace("_", "-"),
        rows=len(rows),
        attributions=sum(len(row["attributions"]) for row in rows),
        plan=", ".join(f"{name} {value:g}" for name, value in asdict(plan).items()),
        straight=STRAIGHT_SHARE,
        capitals=CAPITALS_SHARE,
        size=len(weights) / 1e6,
        digest=hashlib.sha256(weights).hexdigest(),
        held=len(held),
        scores="\n".join(f"| {name} | {value:.3f} |" for name, value in shipped.items()),
    )
    (folder / "voices.md").write_text(text, encoding="utf-8")
