"""Characters that a wrong character set or a careless conversion left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.nouns import Span

# Debris of conversions: the characters of which each has one, and what it once was.
DEBRIS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("\ufffd", re.compile(r"\S{0,20}\ufffd+\S{0,20}"), "bytes that fit no character"),
    ("$", re.compile(r"\$(?:--?|\.\.\.)(?![\d$.-])"), "a dash or an ellipsis"),
    ("º§¤¬", re.compile(r"(?:(?<=\s)|^)[º§¤¬](?= [A-Z])", re.M), "a bullet"),
    ("\\", re.compile(r"(?<![\\\w:./-])\\(?!(?:[nrt]\b|u[0-9a-fA-F]{4}))[a-z]{3,}\b(?!\\)"), "a quotation mark or an escape"),
    ("\\", re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"), "an escaped character"),
    ("\\", re.compile(r"(?<=[a-z.,])\\[nrt](?=\\|[A-Z]|\s|$)"), "a line end"),
    ("&", re.compile(r"&(?:amp|nbsp|quot|lt|gt|apos|[lr]squo|[lr]dquo|[mn]dash|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,5});"), "an HTML character"),
    ("=", re.compile(r"=(?:E2=80=[0-9A-F]{2}|C3=[0-9A-F]{2}|C2=A0)"), "a quoted-printable character"),
    ("?", re.compile(r"(?<=[a-z])\?(?=(?:s|t|re|ve|ll|d|m)\b)"), "an apostrophe"),
    ("".join(map(chr, range(0x80, 0xA0))), re.compile(r"[\u0080-\u009f]"), "a Windows-1252 character"),
)
_WHOLE_WORD = re.compile(r"\S")
MAX_WORD = 40


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets moved out to the ends of the word."""
    floor, ceiling = max(0, start - MAX_WORD), min(len(text), end + MAX_WORD)
    while start > floor and _WHOLE_WORD.match(text[start - 1]):
        start -= 1
    while end < ceiling and _WHOLE_WORD.match(text[end]):
        end += 1
    return start, end


def find_mojibake(text: str) -> Iterator[tuple[Span, str]]:
    """Spans of wrong characters, each with what they once were.

    >>> [span.of("It wasnâ€™t $-- he said $-- over.") for span, _ in find_mojibake("It wasnâ€™t $-- he said $-- over.")]
    ['wasnâ€™t', '$--', '$--']
    """
    found: list[tuple[int, int, str]] = []
    if not text.isascii():
        from ftfy.badness import BADNESS_RE, badness  # slow to import

        for match in BADNESS_RE.finditer(text):
            start, end = _widen(text, *match.span())
            if badness(text[start:end]) and _is_likely(text[start:end]):
                found.append((start, end, "text read in a wrong character set"))
    for signs, form, was in DEBRIS:
        if any(sign in text for sign in signs):
            found.extend((match.start(), match.end(), was) for match in form.finditer(text))
    reach = -1
    for start, end, was in sorted(found):
        if start >= reach:
            yield Span(start, end), was
            reach = end


_TELLTALE = re.compile(
    r"â€|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|Â[\xa0-\xbf ]|Ð[\x80-\xbf°-¿]|Ñ[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ]|вЂ|Р[°-ї]С|Ã©|ï»¿|"
    r"ï¿½|‚Ä|√|Å[¡¾]|Ä[‡€]|[ØÙ][\W]|ã[\x80-\xbf]|ð"
)


def _is_likely(word: str) -> bool:
    """Whether a word that looks wrong holds what two character sets make of each other, not only odd typography."""
    return _TELLTALE.search(word) is not None
