"""Deeds that another deed answers or comes after: what is told of them, place and day, is not the other's."""

from __future__ import annotations

from onrecord.text.tokens import Token

ANSWERS = frozenset("response retaliation revenge reaction answer reply reprisal retribution".split())
HAPPENING = frozenset("happen occur come".split())
APART = frozenset({"after", "before"})


def is_provocation(deed: Token) -> bool:
    """Whether a deed is what another answers, and so lies before it: "struck in response to *attacks* on ships", "to what it called an *attack*"."""
    if deed.dep_ == "oprd" and deed.head.dep_ == "pcomp":
        deed = deed.head
        return deed.head.lower_ in {"to", "for"} and deed.head.head.lemma_.lower() in ANSWERS
    return deed.dep_ == "pobj" and deed.head.lower_ in {"to", "for"} and deed.head.head.lemma_.lower() in ANSWERS


def is_of_provocation(word: Token, deed: Token) -> bool:
    """Whether a word stands with what a deed answers, or came after, and the deed doesn't: "a strike in response to an attack in *Bryansk*",
    "the bombing came days after voters in *Sulu* …"."""
    for token in (word, *word.ancestors):
        if token == deed:
            return False
        answered = token.lemma_.lower() in ANSWERS and token.dep_ in {"pobj", "attr"}
        if (answered or _is_before(token)) and deed not in token.subtree:
            return True
    return False


def _is_before(clause: Token) -> bool:
    """Whether a clause, or a preposition, says after what something happened: "came days *after voters rejected* a law"."""
    if clause.dep_ == "prep" and clause.lower_ in APART:
        return clause.head.lemma_.lower() in HAPPENING
    marked = clause.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in APART for child in clause.children)
    return marked and clause.head.lemma_.lower() in HAPPENING
