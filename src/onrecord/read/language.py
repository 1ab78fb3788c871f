"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SURE = 0.9
ENOUGH_LETTERS = 120
SAMPLE = 6_000


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # slow to import, needed only for long texts

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str, declared: str | None) -> str | None:
    """The ISO 639-1 code of the text's language; what the page declares decides only where the words are too few or unclear.

    >>> find_language("Дві ракети впали на околиці міста, повідомила обласна влада у суботу вранці, загиблих немає. " * 2, "en")
    'uk'
    """
    said = re.match(r"[a-z]{2,3}", (declared or "").strip().lower())
    letters = sum(character.isalpha() for character in text[:SAMPLE])
    if letters < ENOUGH_LETTERS:
        return said.group() if said else None
    code, probability = _identifier().classify(text[:SAMPLE].lower())
    if probability >= SURE:
        return str(code)
    return said.group() if said else None
