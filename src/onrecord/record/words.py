"""Words as they are searched: without case, accents or punctuation, so that both engines see the same and people need not know the spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from onrecord.errors import UsageError

WORD = re.compile(r"[^\W_]+")
ASKED = re.compile(r'"(?P<phrase>[^"]*)"|(?P<not>-)?(?P<word>[^\s"]+)')


def fold(text: str) -> str:
    """The words of some text, one space between.

    >>> fold("Škofja-Loka’s MAYOR, said…")
    'skofja loka s mayor said'
    """
    if text.isascii():  # as most names are: the same, in a tenth of the time
        return " ".join(WORD.findall(text.casefold()))
    spelt = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(WORD.findall("".join(char for char in spelt if not unicodedata.combining(char))))


def fold_all(texts: Iterable[str | None]) -> str:
    """The words of several texts; a phrase does not run from one into the next."""
    return " | ".join(folded for text in texts if text and (folded := fold(text)))


def parse_words(asked: str) -> list[tuple[bool, str, bool]]:
    """What is asked for, each with whether it must be there, its words, and whether it may go on: ``drone "oil depot" belgor* -protest``.

    >>> parse_words('drone "oil depot" belgor* -protest')
    [(True, 'drone', False), (True, 'oil depot', False), (True, 'belgor', True), (False, 'protest', False)]
    """
    terms = []
    for match in ASKED.finditer(asked):
        words = fold(match["phrase"] if match["phrase"] is not None else match["word"])
        if words:
            terms.append((match["not"] is None, words, match.group().endswith("*")))
    if not any(wanted for wanted, _, _ in terms):
        raise UsageError(f'{asked!r} asks for no word; write words, a "phrase in quotes", the beginn* of a word, or -none of a word')
    return terms


def write_fts5(asked: str) -> str:
    """The question in the language of SQLite's FTS5."""
    terms = parse_words(asked)
    wanted = " AND ".join(f'"{words}"{"*" if goes_on else ""}' for is_wanted, words, goes_on in terms if is_wanted)
    return " NOT ".join([f"({wanted})", *(f'"{words}"{"*" if goes_on else ""}' for is_wanted, words, goes_on in terms if not is_wanted)])


def write_tsquery(asked: str) -> str:
    """The question in the language of PostgreSQL's text search."""
    return " & ".join(
        f"{'' if wanted else '!'}({' <-> '.join(words.split())}{':*' if goes_on else ''})" for wanted, words, goes_on in parse_words(asked)
    )
