"""Words as a page holds them, made plain."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")


def clean_text(text: str) -> str:
    """The words with runs of space made one space, and characters that show nothing (soft hyphens, zero-width space) left out.

    >>> clean_text(" Two\\n\\xa0 words\\u200b ")
    'Two words'
    """
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()
