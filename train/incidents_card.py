"""The model card of the reader of incidents: what it was made of, how, and what it scores."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from onrecord.claims.incidents_reader import WEIGHTS
from onrecord.claims.incidents_tags import Bars
from train.encoders import BASE_PACKAGE, TEACHER
from train.incidents import Plan
from train.incidents_bars import BARS
from train.incidents_examples import FOLD, Row
from train.incidents_student import FURTHER
from train.incidents_teachers import PARTS

TEXT = """# The reader of incidents: model card

`{weights}` finds, in English reports of political violence, who did what to whom and with what: the words that name doers (people and organisations),
targets, weapons and victims (named or described), and for them the type of incident, its stage, how sure the report is of an organisation, and which
belong to one incident. `onrecord.claims.incidents` runs it, with onnxruntime, on one thread and without a network.

- **Made by** `python -m train events --seed {seed} --epochs {epochs} --teachers {teachers}`: {made}.
- **Begun from** all-MiniLM-L6-v2 (Apache-2.0; 6 layers, 384 wide, uncased), as the package `{package}` ships it, over the word vectors of the
  reader of attributions, which stay as they are and are read from its file: no second copy ships.
- **Learned from** MUC-3 and MUC-4: {rows} messages on Latin America of 1988 to 1990, most in capitals; the keys of {loud} tell of an incident.
  The fillers of the keys were found in the words. The texts are third parties' and no part of this repository.
- **Taught by** {taught}
- **Network**: the encoder over windows of 512 pieces; for each role, tags of begin, inside and outside; for each piece the types, stages and
  confidences of what it would tell as a mention; for each pair of pieces whether one incident has both; for each window the types it tells of.
  How a word is written is not seen: capitals or not, the reading is the same.
- **Plan**: {plan}.
- **Bars** (how likely is told), and the weights of the signs for a part, set for the best six-slot F1 on {fold} messages of the
  training half, drawn by chance, that the network did not learn from: {bars}.
- **File**: {size:.1f} MB, matrices in 8 bits, by column and 128 weights, SHA-256 `{digest}`.

## Scores

`docs/benchmarks/templates.md` defines the measure; `python -m bench templates` prints the first column. On the fold the bars were set.

| figure | TST1 and TST2 | the same, no capitals | fold |
|---|--:|--:|--:|
{scores}

## What it is not good for

It knows one war-torn region of three years, as one agency's translators wrote of it, and incidents of six kinds. It misses weapons and units
that are newer than its texts. It tells nothing of who is right: it reads what is told. It reads English alone.
"""


NO_TEACHERS = "nobody: it learned from the keys."
TEACHERS_TEXT = """larger networks of its own shape ({package}, Apache-2.0; 12 layers, 768 wide): the messages were cut into {parts} parts,
  and for each part {teachers} of them learned from the keys of the others and told, word by word, what they read in it. What ships learned from what
  they told and saw no key; it did so once in full, once more from there ({further}), and is the mean of both."""


def write_card(
    folder: Path, *, plan: Plan, teachers: int, rows: Sequence[Row], made: str, shipped: Mapping[str, Mapping[str, float]], bars: Bars
) -> None:
    """Writes ``events.md`` beside the weights in ``folder``; ``made`` says on what and how long."""
    weights = (folder / WEIGHTS).read_bytes()
    lines = [f"| {name} | {value:.3f} | {shipped['lower'][name]:.3f} | {shipped['fold'][name]:.3f} |" for name, value in shipped["dev"].items()]
    further = f"{FURTHER.epochs} passes, rate {FURTHER.rate:g}, heads {FURTHER.heads:g}, silent {FURTHER.silent:g}"
    text = TEXT.format(
        weights=WEIGHTS,
        seed=plan.seed,
        epochs=plan.epochs,
        teachers=teachers,
        made=made,
        taught=TEACHERS_TEXT.format(package=TEACHER, parts=PARTS, teachers=teachers, further=further) if teachers else NO_TEACHERS,
        package=BASE_PACKAGE.replace("_", "-"),
        fold=FOLD,
        rows=len(rows),
        loud=sum(bool(row["templates"]) for row in rows),
        plan=", ".join(f"{name} {value:g}" for name, value in asdict(plan).items()),
        bars=", ".join(f"{name} {getattr(bars, name):g}" for name in ("types", *BARS)),
        size=len(weights) / 1e6,
        digest=hashlib.sha256(weights).hexdigest(),
        scores="\n".join(lines),
    )
    (folder / "events.md").write_text(text, encoding="utf-8")
