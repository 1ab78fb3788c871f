"""Word lists as data, and how those in sections are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_lexicon(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of a word list by section: ``[section]`` heads, entries parted by commas, ``#`` comments."""
    sections: dict[str, list[str]] = {}
    current = sections.setdefault("", [])
    for line in files("onrecord").joinpath("lexicon", name).read_text(encoding="utf-8").splitlines():
        words = line.strip()
        if words.startswith("[") and words.endswith("]"):
            current = sections.setdefault(words[1:-1], [])
        elif words and not words.startswith("#"):
            current += [entry.strip() for entry in words.split(",") if entry.strip()]
    return {section: tuple(entries) for section, entries in sections.items() if entries}


@cache
def read_section(name: str, section: str) -> frozenset[str]:
    """The entries of one section of a word list; ``KeyError`` where the list has no such section."""
    return frozenset(read_lexicon(name)[section])
