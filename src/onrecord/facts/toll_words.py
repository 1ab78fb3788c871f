"""The word classes of ``toll_words.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    path = resources.files("onrecord") / "lexicon" / "toll_words.tsv"
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in found.items()}


def words_of(name: str) -> frozenset[str]:
    """The words of a class, as they stand in a text, lower case.

    >>> "km" in words_of("measure")
    True
    """
    return _classes()[name]
