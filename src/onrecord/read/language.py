"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SURE = 0.9
ENOUGH_LETTERS = 120
SAMPLE = 6_000
# Words of every English text. No other language has several of them often, so a text full of them needs no model.
ENGLISH = frozenset("the of and to that was with for said by from were has had have which their his not are been who after will at this".split())
TELLING = frozenset({"the", "of", "and"})
ENGLISH_SHARE = 0.15
TELLING_SHARE = 0.055
FOREIGN_SHARE = 0.02
ENOUGH_WORDS = 60


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # slow to import, needed only for long texts

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:SAMPLE].lower())


def is_plainly_english(text: str) -> bool:
    """Whether so many of the words are those that hold English together that no other language can be meant.

    >>> is_plainly_english("The fall of the town was said to have been the work of the men who had left it. " * 4)
    True
    """
    words = _words(text)
    telling = sum(word in TELLING for word in words)
    return (
        len(words) >= ENOUGH_WORDS and telling >= TELLING_SHARE * len(words) and sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words)
    )


def is_plainly_foreign(text: str) -> bool:
    """Whether a text long enough to tell has next to none of the words that every English text has."""
    words = _words(text)
    return len(words) >= ENOUGH_WORDS and sum(word in TELLING for word in words) < FOREIGN_SHARE * len(words)


def find_language(text: str, declared: str | None) -> str | None:
    """The ISO 639-1 code of the text's language; what the page declares decides only where the words are too few or unclear.

    >>> find_language("Дві ракети впали на околиці міста, повідомила обласна влада у суботу вранці, загиблих немає. " * 2, "en")
    'uk'
    """
    said = re.match(r"[a-z]{2,3}", (declared or "").strip().lower())
    letters = sum(map(str.isalpha, text[:SAMPLE]))
    if letters < ENOUGH_LETTERS:
        return said.group() if said else None
    if is_plainly_english(text):
        return "en"
    code, probability = _identifier().classify(text[:SAMPLE].lower())
    if probability >= SURE or (code != "en" and is_plainly_foreign(text)):  # unsure only which foreign language it is
        return str(code)
    return said.group() if said else None
