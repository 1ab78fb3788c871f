"""Which verbs of a parsed sentence are told of whom they are done to: passives, bare participles, and headlines that leave the auxiliary out."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.context import word_classes
from onrecord.claims.grammar_words import HARMING, RELATIVE_WORDS, STRIKING
from onrecord.text.tokens import Token


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The dependents of ``token`` with one of the labels."""
    return (child for child in token.children if child.dep_ in labels)


# Labels of what only a passive has.
PASSIVE = frozenset({"nsubjpass", "auxpass", "agent"})


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, a bare participle after its noun included ("a man shot in the leg")."""
    labels = {child.dep_ for child in verb.children}
    if not labels.isdisjoint(PASSIVE):
        return True
    if "dobj" in labels:
        return False
    if verb.dep_ in {"acl", "amod"} and verb.tag_ in ({"VBN", "VBD"} if _is_of_a_thing(verb.head, verb) else {"VBN"}):
        return True
    return _is_found_so(verb) or is_headline_passive(verb) or is_shot_dead(verb) or _shares_passive(verb)


def _shares_passive(verb: Token) -> bool:
    """Whether a verb of harm goes on from a passive with its subject: "was pulled from her home and *shot*"."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBN", "VBD"} or verb.lemma_.lower() not in SHARED:
        return False
    if any(True for _ in children(verb, "aux", "dobj", "nsubj", "oprd")) or any(
        each.lower_ in {"at", "into", "on", "back"} for each in verb.children
    ):
        return False
    return any(True for _ in children(verb.head, "auxpass", "nsubjpass"))


SHARED = frozenset("shoot stab kill behead execute hack lynch beat burn".split())


def is_shot_dead(verb: Token) -> bool:
    """Whether a headline tells of the dead before the verb: "Seven farmers *shot* dead in the hills", "Two teachers *gunned* down"."""
    after = verb.i + 2
    return (
        verb.tag_ in {"VBD", "VBN"}
        and after <= len(verb.doc)
        and f"{verb.lemma_.lower()} {verb.nbor().lower_}" in {"shoot dead", "gun down", "hack down", "cut down", "mow down"}
        and (after == len(verb.doc) or verb.doc[after].pos_ in {"ADP", "PUNCT", "SCONJ", "ADV"})
    )


def _is_found_so(verb: Token) -> bool:
    """Whether a participle tells how somebody was found or left: "was found *shot* to death"."""
    bare = verb.tag_ == "VBN" and not any(True for _ in children(verb, "aux", "nsubj"))
    return bare and verb.dep_ in {"oprd", "xcomp", "acomp", "advcl"} and any(True for _ in children(verb.head, "auxpass", "nsubjpass"))


def is_headline_passive(verb: Token) -> bool:
    """Whether a headline leaves the auxiliary out: "Two soldiers *killed* in ambush"."""
    return (
        verb.tag_ in {"VBD", "VBN"}
        and (
            verb.lemma_.lower() in HARMING
            or _is_accused_of(verb)
            or _is_shot_somewhere(verb)
            or any(_is_of_a_thing(each, verb) for each in children(verb, "nsubj"))
        )
        and verb.dep_ in {"ROOT", "ccomp", "parataxis", "conj", "pcomp"}
        and not any(child.dep_ != "ccomp" or child.i > verb.i for child in children(verb, "aux", "dobj", "oprd", "dative", "ccomp", "conj"))
        and any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE_WORDS and child.i < verb.i for child in verb.children)
    )


def _is_accused_of(verb: Token) -> bool:
    """Whether a participle stands right before what its subject is charged with: "Man *accused* of killing wife"."""
    return verb.lemma_.lower() in {"accuse", "suspect", "convict", "acquit"} and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "of"


def _is_of_a_thing(subject: Token, verb: Token) -> bool:
    """Whether it is told of a house or a town that it was attacked: "Synagogue, churches *attacked* in Derbent"."""
    classes = word_classes()
    lemma = subject.lemma_.lower()
    return verb.lemma_.lower() in STRIKING and lemma in classes["target"] and lemma not in classes["force"] | classes["people"]


SHOT_WHERE = frozenset("in by outside near during inside beside while after at twice repeatedly . ,".split())


def _is_shot_somewhere(verb: Token) -> bool:
    """Whether "shot" or "stabbed" is told of its subject: "Two officers *shot* in Derry"; who shoots does so at somebody, or in the air."""
    if verb.lemma_.lower() not in {"shoot", "stab"} or any(child.lower_ in {"at", "into", "toward", "towards"} for child in verb.children):
        return False
    behind = verb.doc[verb.i + 1 : verb.i + 4]
    where = not len(behind) or behind[0].lower_ in SHOT_WHERE or any(word.lower_ == "times" for word in behind[:2])
    return where and not any(word.lower_ in {"air", "self", "defence", "defense", "response", "retaliation", "return"} for word in behind)


def is_elided_passive(verb: Token) -> bool:
    """Whether a participle shares the auxiliary of a passive before it: "a man was killed and *his wife wounded*"."""
    head = verb.head
    return (
        verb.dep_ == "conj"
        and verb.tag_ in {"VBN", "VBD"}
        and head.pos_ == "VERB"
        and is_passive(head)
        and not any(True for _ in children(verb, "aux", "dobj"))
        and any(True for _ in children(verb, "nsubj"))
    )
