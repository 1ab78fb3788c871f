"""Who a clause is about, whatever the parser takes for its subject: relative words, disguises, ages, clauses without "who"."""

from __future__ import annotations

import re

from onrecord.claims.context import word_classes
from onrecord.claims.grammar_words import RELATIVE_WORDS, SUBJECT
from onrecord.claims.passives import children
from onrecord.facts.people import people_noun
from onrecord.facts.toll_roles import told_after
from onrecord.text.tokens import Token


def antecedent(pronoun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, or the pronoun itself."""
    if pronoun.lower_ not in RELATIVE_WORDS:
        return pronoun
    clause = verb
    while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return pronoun
    if pronoun.lower_ in {"which", "that"} and verb.lemma_.lower() in COSTING and (deed := _deed_before(clause.head)) is not None:
        return deed
    if pronoun.lower_ == "which" and (clause.head.ent_type_ == "PERSON" or clause.head.lower_ in {"old", "olds"}):
        told = next((above for above in clause.head.ancestors if above.pos_ == "VERB"), None)  # "*he* gave a 3-year-old the gun, *which* led to"
        return next(iter(children(told, *SUBJECT)), pronoun) if told is not None else pronoun
    return _person_from(clause.head) if pronoun.lower_ in {"who", "whom"} else clause.head


COSTING = frozenset("kill wound injure maim claim leave hurt displace".split())
COSTLY = frozenset("attack assault raid bombing bombardment shelling strike airstrike blast explosion shooting ambush massacre stabbing".split())


def _deed_before(noun: Token) -> Token | None:
    """The deed that cost lives, where the parser hangs "which" on its target or place: "the *attack* on a convoy near Goma, which killed three"."""
    people = (word_classes()["force"] | word_classes()["people"] | word_classes()["munition"]) - word_classes()["vehicle"]
    while noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() not in people:
        noun = noun.head.head
        if noun.lemma_.lower() in COSTLY:
            return noun
    return None


def _person_from(noun: Token) -> Token:
    """Who is meant where the parser hangs "who" on the place behind a person: "a *teenager* from Doba, who was killed"."""
    where = noun.dep_ == "pobj" and noun.tag_ in {"NNP", "NNPS"} and noun.head.head.pos_ in {"NOUN", "PROPN"}
    named = where and (noun.head.lower_ == "from" or (noun.head.lower_ in {"in", "of", "near"} and noun.ent_type_ in {"GPE", "LOC", "FAC"}))
    return noun.head.head if named else noun


def own_subjects(verb: Token) -> list[Token]:
    """Its subjects; not who speaks before a colon: "*Army*: rebels killed two soldiers"."""
    ours = [token for token in children(verb, *SUBJECT) if not (token.i + 1 < verb.i and verb.doc[token.i + 1].text == ":")]
    return [unmasked(antecedent(told_after(token), verb)) for token in ours]


# Come as, or are known as: what stands behind is not who acts.
DISGUISES = frozenset("dress disguise pose masquerade clothe know".split())


def unmasked(subject: Token) -> Token:
    """Who came in disguise, where the parser takes what for: "*men* dressed as police burst in", "*gangs* known locally as bandits have killed"."""
    as_ = subject.left_edge.i - 1
    participle = as_ - (2 if as_ > 1 and subject.doc[as_ - 1].pos_ == "ADV" else 1)
    if participle < 1 or subject.doc[as_].lower_ != "as" or subject.doc[participle].lemma_.lower() not in DISGUISES:
        return subject
    who = subject.doc[participle].head
    return who if who.i < participle and who.pos_ in {"NOUN", "PROPN"} else subject


def is_bare_relative(verb: Token) -> bool:
    """Whether a clause without a relative word tells what was done to the people before it: "freed *a sailor* they *abducted* in May"."""
    doers = list(children(verb, "nsubj"))
    people = verb.head.pos_ == "NOUN" and people_noun(verb.head.lower_) is not None
    return (
        people and len(doers) == 1 and doers[0].i == verb.head.i + 1 and doers[0].pos_ in {"PRON", "PROPN"} and doers[0].lower_ not in RELATIVE_WORDS
    )


def of_whom_is_said(verb: Token) -> list[Token]:
    """Of whom somebody tells it in a clause without "who": "a list of *19 people* he said had been executed"."""
    told = verb.head.dep_ == "relcl" and verb.dep_ == "ccomp" and any(children(verb.head, "nsubj"))
    bare = told and not any(child.lower_ in RELATIVE_WORDS for child in (*verb.children, *verb.head.children))
    return [verb.head.head] if bare and verb.head.head.pos_ in {"NOUN", "PROPN", "NUM"} else []


AGE = re.compile(r"\d{1,2}")


def subject_before_age(verb: Token) -> list[Token]:
    """The name before an age before a passive verb, which the parser may leave hanging elsewhere: "held after *Calvin Horton*, 43, was shot"."""
    first = min((child.i for child in verb.children if child.dep_ in {"auxpass", "aux"} and child.i < verb.i), default=0)
    before = list(verb.doc[first - 4 : first]) if first >= 4 else []
    if len(before) < 4 or before[1].text != "," or before[3].text != "," or not AGE.fullmatch(before[2].text):
        return []
    return [before[0]] if before[0].pos_ == "PROPN" and before[0].dep_ not in {"nsubj", "nsubjpass"} else []
