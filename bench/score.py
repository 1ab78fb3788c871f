"""What changed since the last commit on the development reports: claims gained and lost, fields mended and broken."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.claims import find_gold
from bench.measure import CHECKS, Row, Tally, is_typed, judge, mark, shorten

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "score"
Claims = dict[str, list[dict[str, Any]]]


def run(data: Path, out: Path | None = None, *, against: str = "HEAD", only: str = "", skip: str = "") -> dict[str, float]:
    """Prints a line for each change, and answers their numbers and the figures before and after."""
    golds = find_gold(data, only, skip)
    before, after = find_before(data, against), find_after(data, out)
    counts = dict.fromkeys(("gained", "lost", "mended", "broken", "extra_gone", "extra_new"), 0.0)
    for name, gold in golds.items():
        lines = list(compare(gold["claims"], before.get(name, []), after.get(name, [])))
        for change, _ in lines:
            counts[change] += 1
        if lines:
            print(f"## {name}")
            print("\n".join(f"  {change.replace('_', ' '):10} {words}" for change, words in lines))
    figures = {f"{when}_{key}": value for when, found in (("before", before), ("after", after)) for key, value in sum_up(golds, found).items()}
    return counts | figures


def sum_up(golds: Mapping[str, Row], found: Claims) -> dict[str, float]:
    """The headline figures of a set of claims."""
    tally = Tally()
    for name, gold in golds.items():
        tally.add(mark(gold["claims"], found.get(name, [])))
    figures = tally.figures()
    return {key: figures[key] for key in ("detect_f1", "claim_f1", "whole_f1")}


def compare(golds: list[Row], before: list[Row], after: list[Row]) -> Iterator[tuple[str, str]]:
    """Kind of change and its words, a gold claim at a time; then claims that no gold has."""
    old, new = mark(golds, before), mark(golds, after)
    old_of, new_of = ({id(gold): found for gold, found in marked.firm_pairs if is_typed(gold, found)} for marked in (old, new))
    for gold in golds:
        was, now = old_of.get(id(gold)), new_of.get(id(gold))
        what = f"{gold['event_type']}: {shorten(gold['exact'], 90)}"
        if was is not None and now is not None:
            yield from compare_fields(gold, was, now)
        elif now is not None:
            yield "gained", what
        elif was is not None:
            yield "lost", what
    old_extra, new_extra = ({(row.get("event_type"), row.get("exact")) for row in marked.extra} for marked in (old, new))
    yield from (("extra_gone", f"{kind}: {shorten(words or '', 90)}") for kind, words in sorted(old_extra - new_extra, key=str))
    yield from (("extra_new", f"{kind}: {shorten(words or '', 90)}") for kind, words in sorted(new_extra - old_extra, key=str))


def compare_fields(gold: Row, was: Row, now: Row) -> Iterator[tuple[str, str]]:
    """Fields of one claim that are right now and were wrong, and the other way round."""
    old, new = judge(gold, was), judge(gold, now)
    for name in CHECKS:
        if old[name] != new[name]:
            change = "mended" if new[name] else "broken"
            yield change, f"{name} of {shorten(gold['exact'], 60)}  was {show(was.get(name))}, is {show(now.get(name))}"


def show(value: object) -> str:
    """A field's value on little room: the names of parties, the status of a check, the days of a time."""
    if isinstance(value, list):
        return "[" + ", ".join(str(item["name"]) for item in value) + "]"
    if not isinstance(value, dict):
        return str(value)
    kept = {key: inner for key, inner in value.items() if inner and key not in {"start", "end", "exact", "rule"}}
    return shorten(str(kept), 90)


def read_found(path: Path) -> Claims:
    """Report file name to its claims, from JSON lines."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {Path(row["report"]["path"]).name: row["claims"] for row in rows}


def predict(data: Path, out: Path, source: Path) -> None:
    """Writes what the code under ``source`` finds. The measure and the reader of gold are today's for both."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)])}
    where = subprocess.run(
        [sys.executable, "-c", "import onrecord; print(onrecord.__file__)"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    if where.returncode == 0 and not Path(where.stdout.strip()).is_relative_to(source):
        raise SystemExit(f"the code under {source} was to run, and {where.stdout.strip()} did; set the environment up anew with make setup")
    command = [sys.executable, "-m", "bench", "claims", "--data", str(data.resolve()), "--out", str(out), "--json"]
    child = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if child.returncode != 0:
        raise SystemExit(f"the code under {source} fails on the development reports:\n{child.stderr[-2000:]}")


def find_after(data: Path, out: Path | None) -> Claims:
    """What the code of the working tree finds."""
    with tempfile.TemporaryDirectory() as folder:
        path = out or Path(folder) / "after.jsonl"
        predict(data, path.resolve(), ROOT / "src")
        return read_found(path)


def find_before(data: Path, against: str) -> Claims:
    """What the code of a commit finds, kept from one run to the next as long as neither code nor reports change."""
    tree = git("rev-parse", f"{against}:src").decode().strip()
    reports = "\n".join(f"{name} {gold['path'].stat().st_size} {gold.get('published')}" for name, gold in find_gold(data).items())
    kept = CACHE / f"{tree[:16]}-{hashlib.sha256(reports.encode()).hexdigest()[:16]}.jsonl"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=BytesIO(git("archive", against, "src"))) as archive:
                archive.extractall(folder, filter="data")
            found = Path(folder) / "before.jsonl"
            predict(data, found, Path(folder) / "src")
            kept.write_bytes(found.read_bytes())
    return read_found(kept)


def git(*arguments: str) -> bytes:
    """What a git command prints."""
    return subprocess.run(["git", *arguments], check=True, capture_output=True, cwd=ROOT).stdout
