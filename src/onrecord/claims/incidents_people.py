"""The same one under several words: mentions of a report gathered into participants, by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.claims.incidents_tags import Mention

WORDS = re.compile(r"[^\W_]+")
SMALL = frozenset("a an and de del for in la las los el of on the to y".split())
# Parts whose short forms are names within names: "Cerezo" is "Vinicio Cerezo".
NAMES = frozenset(("victim", "perp_individual"))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a mention as they are compared: case-blind, without articles and marks.

    >>> words_of("The \\"Santo\\nTomas\\" FARM")
    ('santo', 'tomas', 'farm')
    """
    return tuple(word for word in WORDS.findall(text.casefold()) if word not in {"a", "an", "the"})


def is_short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is made of the first letters of others, small words left out or not.

    >>> is_short_for(["fmln"], words_of("Farabundo Marti National Liberation Front")), is_short_for(["eln"], words_of("Army of National Liberation"))
    (True, False)
    """
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    letters = ("".join(word[0] for word in words) for words in (long, [word for word in long if word not in SMALL]))
    return short[0] in letters


def is_same(one: Sequence[str], other: Sequence[str], role: str) -> bool:
    """Whether two mentions of one part are the same participant, as far as their words tell."""
    if one == other or is_short_for(one, other) or is_short_for(other, one):
        return True
    short, long = sorted((one, other), key=len)
    return role in NAMES and 0 < len(short) < len(long) and role == "victim" and tuple(long[-len(short) :]) == tuple(short)


def gather(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Mentions of one role in groups, one for each participant, in reading order; an alias stands right behind the name: "the Front [FMLN]"."""
    groups: list[tuple[set[tuple[str, ...]], list[Mention]]] = []
    for mention in sorted(mentions, key=lambda each: each.span.start):
        words = words_of(mention.span.of(text))
        if not words:
            continue
        group = next((g for g in groups if any(is_same(words, known, mention.role) for known in g[0])), None)
        if group is None:
            groups.append(({words}, [mention]))
        else:
            group[0].add(words)
            group[1].append(mention)
    return [group for _, group in groups]
