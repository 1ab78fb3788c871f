"""To whom or what it was done, where the words around an event's word say so by what they tell beside it: tokens, in text order."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims import grammar
from onrecord.claims.gates import in_class
from onrecord.nouns import EventType
from onrecord.text.tokens import Token

E = EventType
STRIKES = frozenset("strike airstrike raid sortie engagement".split())
# What releases of armed forces tell of strikes, one verb after the other.
STRIKING = frozenset("engage destroy damage suppress hit strike target neutralise neutralize".split())


def beside(token: Token, event_type: EventType) -> list[Token]:
    """The targets that no object, subject or preposition of the event's own word names."""
    if event_type is E.AGREEMENT:
        return _other_party(token)
    if event_type is E.PROSECUTION:
        return _before_court(token)
    if event_type is E.OTHER and token.lemma_.lower() == "demand":
        return [each for thing in grammar.children(token, "dobj") for each in _behind(thing, "for") if in_class(each, "people")]
    if event_type is E.RELEASE and token.lemma_.lower() == "let":
        return [person for clause in grammar.children(token, "ccomp", "xcomp") for person in grammar.children(clause, "nsubj")]
    if token.pos_ == "NOUN":
        return _harmed_by(token) or (_struck_by(token) if token.lemma_.lower() in STRIKES else [])
    return []


def listed(token: Token) -> list[Token]:
    """All that a release says strikes did, verb after verb: "one strike engaged *a unit* and destroyed *two boats, a bridge* and *a truck*"."""
    verb = token.head if token.dep_ == "nsubj" and token.lemma_.lower() in STRIKES else token
    struck = any(each.lemma_.lower() in STRIKES for each in grammar.children(verb, "nsubj"))
    if not struck or verb.lemma_.lower() not in STRIKING:
        return []
    return [thing for each in _verbs(verb) for child in each.children if child.i > each.i and child.dep_ in {"dobj", "conj"} for thing in _all(child)]


def _verbs(verb: Token) -> Iterator[Token]:
    yield verb
    for child in grammar.children(verb, "conj"):
        if child.lemma_.lower() in STRIKING and child.pos_ == "VERB":
            yield from _verbs(child)


def _all(noun: Token) -> Iterator[Token]:
    """A noun and those that a list joins to it, with or without "and"."""
    if noun.pos_ in {"NOUN", "PROPN"}:
        yield noun
        for child in noun.children:
            if child.i > noun.i and child.dep_ in {"conj", "appos"}:
                yield from _all(child)


def _struck_by(token: Token) -> list[Token]:
    """What strikes were against, as their means say: "conducted 23 strikes using aircraft against *militia targets*"."""
    verb = grammar.carrier(token)
    against = (each for each in (verb or token).subtree if each.lower_ == "against" and each.i > token.i)
    return [thing for prep in against for pobj in grammar.children(prep, "pobj") for thing in grammar.conjuncts(pobj)]


HARMING = frozenset("kill wound injure maim hurt".split())


def _harmed_by(token: Token) -> list[Token]:
    """Whom a deed harmed by the clause behind its noun: "the blast that wounded *a farmer and his son*"."""
    clauses = (clause for clause in grammar.children(token, "relcl") if clause.lemma_.lower() in HARMING and not grammar.is_passive(clause))
    return [person for clause in clauses for child in grammar.children(clause, "dobj") for person in grammar.conjuncts(child)]


def _behind(token: Token, *prepositions: str) -> list[Token]:
    return [pobj for prep in grammar.children(token, "prep", "dative") if prep.lower_ in prepositions for pobj in grammar.children(prep, "pobj")]


GIVING_UP = frozenset("surrender lay capitulate".split())


def _other_party(token: Token) -> list[Token]:
    """To whom somebody gives up, and with whom an agreement is that one side alone acts on: "suspended its ceasefire with *the group*"."""
    if token.lemma_.lower() in GIVING_UP and token.pos_ == "VERB":
        return [each for each in _behind(token, "to", "before") if in_class(each, "people") or in_class(each, "force") or each.pos_ == "PROPN"]
    alone = token.dep_ == "dobj" and any(child.lower_ in {"its", "their", "any"} for child in token.children)
    return _behind(token, "with") or _behind(token.head, "with") if alone else []


HEARINGS = frozenset("hearing trial appeal arraignment appearance".split())


def _before_court(token: Token) -> list[Token]:
    """Who is before a court: "*he* had a hearing on Friday", "granted bail to *a professor*"."""
    if token.lemma_.lower() in HEARINGS and token.dep_ == "dobj" and token.head.lemma_.lower() in {"have", "await", "face", "get"}:
        return grammar.agents(token.head)
    if any(each.lower_ in {"bail", "bond"} for each in grammar.children(token, "dobj")) and token.lemma_.lower() == "set":
        return [each for above in (token, *grammar.children(token, "dobj")) for each in _behind(above, "for") if in_class(each, "people")]
    granted = token if token.lemma_.lower() in {"grant", "deny", "refuse"} else token.head
    return [each for each in _behind(granted, "to") if in_class(each, "people") or each.ent_type_ == "PERSON"]
