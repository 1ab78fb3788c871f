"""How names are written: with both or neither of their quotation marks and brackets, and without the words that only call a body so."""

from __future__ import annotations

import re

PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ('"', '"'))


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where ``text[start:end]`` begins and ends once its marks are paired: the partner right beside it is taken in, a mark without one left out.

    >>> text = 'the "Harbour" gang, more than 50 "raiders" and the Centre for Rights (CR) said'
    >>> [text[slice(*closed(text, *found))] for found in ((5, 18), (30, 41), (51, 72), (62, 72))]
    ['"Harbour" gang', '50 "raiders"', 'Centre for Rights (CR)', 'Rights (CR)']
    >>> text[slice(*closed(text, 4, 12))]
    '"Harbour"'
    """
    for opening, closing in PAIRS:
        words = text[start:end]
        surplus = words.count(opening) % 2 if opening == closing else words.count(opening) - words.count(closing)
        if not surplus:
            continue
        if surplus > 0 and text[end : end + 1] == closing:
            end += 1
        elif (surplus < 0 or opening == closing) and text[start - 1 : start] == opening:
            start -= 1
        elif words[:1] in (opening, closing):
            start += 1
        elif words[-1:] in (opening, closing):
            end -= 1
        elif surplus > 0 and opening != closing:
            end = start + len(words[: words.rindex(opening)].rstrip())
    return start, end


# What calls a body, before its name: "the rebel group M23".
CALLED = re.compile(
    r"(?:[a-z][\w-]*\s+){0,3}(?:group|movement|organi[sz]ation|militia|faction|gang|network|agency|newspaper|watchdog|charity|outlet)\s+(?=[A-Z])"
)


def name_alone(name: str) -> int:
    """Where a body's name begins behind the words that call it, 0 where there are none.

    >>> "rebel group M23"[name_alone("rebel group M23") :], name_alone("Harbour Group")
    ('M23', 0)
    """
    called = CALLED.match(name)
    return called.end() if called else 0
