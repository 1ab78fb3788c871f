"""Means of violence named beside an event's word: the type that they make of a bare attack, and the weapons as written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.claims import grammar, grammar_words
from onrecord.claims.context import word_classes
from onrecord.claims.undergone import is_pit
from onrecord.nouns import EventType, Span
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token


@lru_cache(maxsize=1)
def _means() -> Mapping[str, Sequence[tuple[tuple[str, ...], EventType]]]:
    """Means by the last of their words, longest first, with the type that each makes of a bare attack."""
    table: dict[str, list[tuple[tuple[str, ...], EventType]]] = defaultdict(list)
    for line in files("onrecord.lexicon").joinpath("means.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, code, _ = line.split("\t")
            row = tuple(words.replace("-", " - ").split())
            table[row[-1]].append((row, EventType(code)))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


# Verbs whose object is who or what was harmed, never what harmed them: "killed two *bombers*", "destroyed two *machine guns*".
HARMING = frozenset("kill wound injure hurt murder shoot stab destroy engage".split())


def means_tokens(token: Token) -> list[Token]:
    """The words that may name an event's means: its own modifiers, its doer, and what hangs on it by with, by, from, using."""
    found = [child for child in token.children if child.dep_ in {"compound", "amod", "nmod"}]
    for doer in grammar.agents(token):
        found.append(doer)
        found += [child for child in doer.subtree if child.dep_ in {"compound", "amod", "nmod", "pobj", "conj"}]
    verb = grammar.carrier(token) or token
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "from", "using", "in", "of", "under"}:
            found += [below for below in child.subtree if below.pos_ in {"NOUN", "PROPN"}]
        elif child.dep_ in ({"nsubj"} if token.lemma_.lower() in HARMING else {"dobj", "nsubj", "nsubjpass"}) and verb == token:
            found.append(child)
            if child.lemma_.lower() not in word_classes()["target"]:  # a *weapons* depot is hit with none of them
                found += [below for below in child.children if below.dep_ in {"compound", "amod", "conj"}]
            found += [pobj for prep in child.children if prep.lower_ in {"with", "using"} for pobj in prep.subtree if pobj.pos_ in {"NOUN", "PROPN"}]
        elif child.dep_ in {"advcl", "acl"} and child.tag_ == "VBG" and child.lemma_.lower() in {"use", "wield", "fire"}:
            found += [below for below in child.subtree if below.pos_ in {"NOUN", "PROPN"}]
    return found


def means_type(tokens: Sequence[Token]) -> EventType | None:
    """The type that the named means make of an open attack: of several the longest, then the first in the text."""
    table = _means()
    best: tuple[int, int, EventType] | None = None
    for token in tokens:
        if is_pit(token):
            continue
        for words, event_type in (*table.get(token.lemma_.lower(), ()), *table.get(token.lower_, ())):
            first = token.i - len(words) + 1
            if first < 0:
                continue
            run = token.doc[first : token.i + 1]
            if all(word in (each.lemma_.lower(), each.lower_) for word, each in zip(words, run, strict=True)):
                rank = (-len(words), token.i, event_type)
                best = rank if best is None or rank[:2] < best[:2] else best
    return best[2] if best else None


# What many of them come in: "a *volley* of rockets".
FLIGHTS = frozenset("volley barrage salvo wave swarm hail".split())


def is_munition(token: Token) -> bool:
    """Whether a noun names what is fired or goes off, or many of them at once."""
    classes = word_classes()
    if token.lemma_.lower() in FLIGHTS:
        return any(is_munition(pobj) for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj")
    if is_pit(token):
        return False
    return token.lemma_.lower() in classes["munition"] | classes["explosive"] or token.lower_ in classes["munition"]


def find_weapons(tokens: Sequence[Token], sentence: Sentence) -> tuple[Span, ...]:
    """Where the weapons of the clause are named, as written, determiners and numbers left off."""
    classes = word_classes()
    spans: list[Span] = []
    for token in tokens:
        lemma = token.lemma_.lower()
        if (
            token.pos_ not in {"NOUN", "PROPN"}
            or lemma not in (classes["munition"] | classes["weapon"])
            or lemma in {"airstrike", "explosion", "arm", "armed"}
            or (token.dep_ == "compound" and token.head.lemma_.lower() in grammar_words.SPENT)
            or (
                lemma == "gun"
                and token.dep_ == "compound"
                and token.head.lemma_.lower() in {"battle", "fight", "violence", "crime", "law", "control"}
            )
            or (lemma == "club" and any(child.dep_ == "compound" for child in token.children))  # "the Florida *club*"
        ):
            continue
        if token.dep_ == "compound" and token.head.lemma_.lower() in classes["munition"] | classes["weapon"] | {"cocktail"}:
            token = token.head
        first = token.i
        for child in token.lefts:
            if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ not in {"DATE", "TIME", "CARDINAL"}:
                first = min(first, child.left_edge.i)
        last = token.i + 1 if token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {"cocktail", "cocktails"} else token.i
        span = sentence.span(token.doc[first : last + 1])
        if span not in spans and not any(other.start <= span.start and span.end <= other.end for other in spans):
            spans.append(span)
    return tuple(spans)
