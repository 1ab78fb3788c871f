"""Text from outside made safe to look at: nothing in it moves the cursor, hides, or turns the direction of what stands beside it."""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
KEPT = frozenset("\u00ad\u200b\u200c\u200d\u2060")  # soft hyphen, joiners, breaks: invisible, harmless, and part of how scripts are written
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})


def show_char(char: str) -> str:
    """The character, or a stand-in that can be seen: ``‹U+202E›``."""
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in KEPT:
        return f"‹U+{ord(char):04X}›"
    return char


def show_text(text: str) -> str:
    """The text with control and direction characters made visible, every run of line ends and tabs as one space.

    >>> show_text("safe\\u202etxt.exe\\x1b[31m")
    'safe‹U+202E›txt.exe‹U+001B›[31m'
    """
    if text.isprintable():
        return text
    return "".join(map(show_char, SPACES.sub(" ", text)))


def isolate(text: str) -> str:
    """The text, shut in where it runs from right to left, so that what stands beside it keeps its place."""
    if any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text
