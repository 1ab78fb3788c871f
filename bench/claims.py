"""Claims of a folder of reports, measured against the gold files beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

import onrecord
from bench.measure import Tally, describe, mark


def find_gold(data: Path, only: str = "", skip: str = "") -> dict[str, dict[str, Any]]:
    """Report file name to its gold, sorted by the gold file's name. A second annotator's files are left out."""
    folder = data / "claims" if (data / "claims").is_dir() else data
    wanted, unwanted = ({name for name in names.split(",") if name} for names in (only, skip))
    golds = {}
    for path in sorted(folder.glob("*.json")):
        if ".second" in path.name or (wanted and path.stem not in wanted) or path.stem in unwanted:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "claims" in gold:
            golds[gold["file"]] = gold | {"path": path.parent / gold["file"]}
    if not golds:
        raise SystemExit(f"{folder}: no gold file here; a gold file is JSON with `file` and `claims`, beside its report")
    return golds


def read_report(gold: Mapping[str, Any]) -> onrecord.Report:
    """The report of a gold file. Plain text says nothing of its outlet and date, so the gold file does."""
    path: Path = gold["path"]
    told = {"published": gold.get("published"), "outlet": gold.get("outlet")} if path.suffix == ".txt" else {}
    return onrecord.read(path, **told)


def read_claims(gold: Mapping[str, Any]) -> onrecord.Extraction:
    """What onrecord reads from the report of a gold file."""
    return onrecord.extract(read_report(gold))


def find_claims(golds: Mapping[str, Mapping[str, Any]], out: Path | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each report's file name with its claims as JSON objects, written to ``out`` on the way."""
    lines = []
    for name, gold in golds.items():
        encoded = msgspec.json.encode(read_claims(gold))
        lines.append(encoded)
        yield name, json.loads(encoded)["claims"]
    if out is not None:
        out.write_bytes(b"".join(line + b"\n" for line in lines))


def run(data: Path, out: Path | None = None, *, show: bool = False, only: str = "", skip: str = "") -> dict[str, float]:
    """Precision, recall and F1 of claims detected, typed and wholly right, then the share right of each field."""
    golds = find_gold(data, only, skip)
    tally = Tally()
    for name, claims in find_claims(golds, out):
        marked = mark(golds[name]["claims"], claims)
        tally.add(marked)
        if show:
            print("\n".join(describe(name, marked)))
    return {"reports": float(len(golds)), "gold": float(tally.gold), "found": float(tally.found)} | tally.figures()
