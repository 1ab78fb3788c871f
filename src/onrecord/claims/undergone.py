"""Verbs whose subject is whom the deed befell: what happens to it, the wounds it bears, the explosive it meets."""

from __future__ import annotations

from onrecord.claims.grammar_words import SUBJECT
from onrecord.claims.passives import children, is_passive
from onrecord.facts.people import is_generic_people, people_noun
from onrecord.text.tokens import Token

# Verbs that tell what befell their subject when they have no object: "a train *derailed*".
HAPPENING = frozenset("derail explode detonate collapse capsize crash die perish succumb flee dead".split())
# Verbs and objects that tell what befell their subject: "two *suffered* gunshot *wounds*".
BEARING = frozenset("suffer sustain receive escape nurse lose".split())
HARM = frozenset("wound injury burn bruise fracture concussion laceration blow casualty loss damage life leg arm limb eye".split())
# Verbs of those who meet an explosive that others laid, and such explosives: "a truck *hit a mine*", "*stepped on* a landmine".
MEETING = frozenset("hit strike meet encounter".split())
TREADING = frozenset("run drive roll step tread trod walk pass go".split())
LAID = frozenset("mine landmine ied device bomb explosive booby-trap trap munition ordnance tripwire".split())
PITS = frozenset("gold coal copper iron diamond silver lithium uranium cobalt salt zinc tin nickel phosphate open-pit disused abandoned".split())
# Vehicles that set off what others laid: "her *car* triggered a mine".
VEHICLES = frozenset(
    "vehicle car truck lorry van bus minibus minivan tractor motorcycle motorbike bike bicycle cart convoy tank boat ship train jeep".split()
)
OFFICERS = frozenset("police officers deputies detectives authorities".split())
GIVING_UP = frozenset("turn hand give".split())
TRIGGERING = frozenset("trigger detonate activate".split())


def happens(verb: Token) -> bool:
    """Whether a verb tells what befell its subject."""
    lemma = verb.lemma_.lower()
    if verb.pos_ == "VERB" and not is_passive(verb) and (_bears_harm(verb) or meets_explosive(verb)):
        return True
    if lemma in GIVING_UP and any(each.lower_ in {"himself", "herself", "themselves"} for each in children(verb, "dobj")):
        return True  # "the gunman *turned himself in*": he is held
    if lemma == "surrender" and any(each.lower_ in OFFICERS for prep in children(verb, "prep") if prep.lower_ == "to" for each in prep.children):
        return True
    return lemma in HAPPENING and not is_passive(verb) and (lemma == "flee" or not any(True for _ in children(verb, "dobj")))


def names_victim(noun: Token) -> bool:
    """Whether a crime's noun says whom it was done to: "the *killing* of a priest", "the shooting *death* of Ana Ruiz"; not "of civilians"."""
    crime = noun.head if noun.dep_ in {"compound", "amod"} and noun.head.lemma_.lower() in {"death", "killing"} else noun
    return any(_is_somebody(pobj) for prep in crime.children if prep.lower_ == "of" for pobj in children(prep, "pobj"))


def _is_somebody(noun: Token) -> bool:
    if noun.pos_ == "PROPN" and people_noun(noun.lower_) is None:  # a full name; the parser takes many for those of organisations
        full = noun.ent_type_ == "ORG" and noun.is_title and any(child.is_title for child in children(noun, "compound"))
        return noun.ent_type_ == "PERSON" or full
    one = any(child.dep_ in {"det", "poss", "nummod", "compound", "amod"} for child in noun.children)
    return one and people_noun(noun.lower_) is not None and not is_generic_people(noun.lower_)


def _bears_harm(verb: Token) -> bool:
    """Whether the subject was hurt: "two policemen *sustained* bullet injuries", "he *escaped* with a burn"."""
    if verb.lemma_.lower() not in BEARING:
        return False
    below = [
        *children(verb, "dobj"),
        *(pobj for prep in children(verb, "prep") if prep.lower_ in {"with", "from"} for pobj in children(prep, "pobj")),
    ]
    return any(each.lemma_.lower() in HARM and each.pos_ == "NOUN" for each in below)


def meets_explosive(verb: Token) -> bool:
    """Whether the subject met an explosive that others laid: "a truck *hit* a mine", "she *stepped on* an explosive device"."""
    lemma = verb.lemma_.lower()
    if lemma in MEETING or (lemma in TRIGGERING and any(each.lemma_.lower() in VEHICLES for each in children(verb, *SUBJECT))):
        return any(_is_laid(each) for each in children(verb, "dobj"))
    if lemma not in TREADING:
        return False
    onto = (prep for prep in children(verb, "prep", "prt") if prep.lower_ in {"over", "on", "onto", "into", "upon"})
    return any(_is_laid(pobj) for prep in onto for pobj in children(prep, "pobj")) or (
        any(child.lower_ == "over" for child in children(verb, "prt")) and any(_is_laid(each) for each in children(verb, "dobj"))
    )


def _is_laid(thing: Token) -> bool:
    """Whether a noun names an explosive that is laid."""
    after = thing.nbor() if thing.i + 1 < len(thing.doc) else thing  # "stepped on a pressure *IED*", of which the parser sees the first word
    return not is_pit(thing) and (thing.lemma_.lower() in LAID or after.lemma_.lower() in LAID)


def is_pit(thing: Token) -> bool:
    """Whether a mine is one of gold or coal, or "of information"."""
    if thing.lemma_.lower() != "mine":
        return False
    kinds = any(child.lemma_.lower() in PITS for child in children(thing, "compound", "amod", "nmod"))
    return kinds or any(prep.lower_ == "of" for prep in children(thing, "prep"))
