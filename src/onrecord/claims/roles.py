"""Who did it and to whom, as the words around an event's word say: tokens, heads of noun phrases, in text order."""

from __future__ import annotations

from onrecord.claims import doers, gates, grammar, grammar_words, targets
from onrecord.claims.context import word_classes
from onrecord.claims.governed import carrying_verb
from onrecord.claims.means import is_munition
from onrecord.claims.triggers import Trigger
from onrecord.claims.voices_parse import is_nobody
from onrecord.facts.kinds import kind_guess
from onrecord.nouns import EventType, Kind
from onrecord.text.tokens import Token

E = EventType


# Verbs of moving away: who moves is whom the displacement befalls, and nobody is said to have done it.
LEAVING = frozenset("leave flee move pull return evacuate withdraw abandon depart escape relocate go".split())


def _moves_away(token: Token, event_type: EventType) -> bool:
    """Whether a displacement's verb tells that its subject leaves, and sends nobody away."""
    leaves = event_type is E.DISPLACEMENT and token.lemma_.lower() in LEAVING and token.pos_ == "VERB" and not grammar.is_passive(token)
    return leaves and not any(gates.in_class(each, "people") for each in grammar.children(token, "dobj"))


# Nouns whose owner suffered them, or that nobody does.
NOBODYS = grammar_words.SUFFERED_DEEDS | {"crisis", "casualty", "fatality", "loss", "toll"}


# What is done with the hurt by those who help them.
TAKEN_IN = frozenset("receive transport rush airlift hospitalize hospitalise treat".split())


def find_doers(token: Token, event_type: EventType) -> list[Token]:
    """Who did it: never an event's own word ("the *blast* killed"); of weapons and of the deed itself, whose they are ("*Russian* missiles")."""
    if _moves_away(token, event_type):
        return []
    if token.lemma_.lower() in grammar_words.DENIALS:  # he who denies is the voice, and the doer only of a deed that is said to be his
        own = any(each.lemma_.lower() in grammar_words.OWNERSHIP for each in grammar.children(token, "dobj"))
        return [_spoken_for(each) for each in grammar.agents(token) if not is_nobody(each)] if own else doers.denied(token)
    if token.lemma_.lower() == "claim" and (others := _on_behalf(token)):
        return others
    if token.lemma_.lower() == "come":  # "came under fire *from militants*", "under attack *by gunmen*"
        below = (
            each for prep in grammar.children(token, "prep") for fire in grammar.children(prep, "pobj") for each in (*token.children, *fire.children)
        )
        sources = (pobj for each in below if each.lower_ in {"from", "by"} for pobj in grammar.children(each, "pobj"))
        return list(dict.fromkeys(each for each in sources if each.ent_type_ not in {"DATE", "TIME"}))
    if token.lemma_.lower() in TAKEN_IN:  # "a hospital *received* 140 wounded", "was *taken* to hospital by ambulance"
        return []
    found: list[Token] = []
    classes = word_classes()
    for each in grammar.agents(token):
        carried = event_type is E.DISPLACEMENT and gates.in_class(each, "vehicle")  # "evacuated *by helicopter*"
        if each.lemma_.lower() in gates.BODY:
            continue  # "shot by the *shoulder*"
        if is_nobody(each) or (_is_amount(each) and not _is_crowd(each, event_type)) or each.lower_ == "fire" or carried or _is_no_doer(each):
            continue
        lemma = each.lemma_.lower()
        if is_munition(each) or (lemma in classes["violence"] and lemma not in classes["force"]):
            found += grammar.senders(each) if is_munition(each) else grammar.agents(each) if each.pos_ == "NOUN" else []
            found += doers.owners(each)
        elif (deed := _deed_done_to(each)) is not None:
            found += find_doers(deed, event_type)
        elif each.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} and not _goes_off(each):
            found.append(_spoken_for(each))
    if not found and token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() not in NOBODYS:
        found = doers.owners(token)
    return found or grammar.blamed_beside(token) or doers.beside(token, event_type)


def _on_behalf(token: Token) -> list[Token]:
    """For whom somebody claims a deed: "a caller claimed responsibility on behalf of *the Liberation Army*"."""
    behalf = (each for each in token.subtree if each.lower_ == "behalf")
    return [pobj for each in behalf for prep in grammar.children(each, "prep") if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj")]


def _spoken_for(token: Token) -> Token:
    """The body that a speaker speaks for, whose the deed is said to be: "a spokesman for *the army* denied involvement"."""
    if token.lemma_.lower() not in {"spokesman", "spokeswoman", "spokesperson"}:
        return token
    bodies = (pobj for prep in token.children if prep.lower_ in {"for", "of"} for pobj in grammar.children(prep, "pobj"))
    return next(bodies, token)


def _goes_off(thing: Token) -> bool:
    """Whether it is told of a thing that it blew up, and not of who blew it up: "*pagers* exploded across the city, killing nine"."""
    verb = thing.head
    if thing.dep_ != "nsubj" or verb.pos_ != "VERB" or verb.lemma_.lower() not in EXPLODING | {"blow"} or any(grammar.children(verb, "dobj")):
        return False
    what = [pobj for prep in thing.children if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj")] or [thing]
    return not any(gates.in_class(each, "people") or gates.in_class(each, "force") for each in what)


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME", "QUANTITY"} and token.lower_ not in {"old", "olds"}


def _is_amount(token: Token) -> bool:
    """Whether a token is a day or a number and no people: "hundreds *of mourners*" are people, and a name in capitals is no number."""
    if (token.ent_type_ == "CARDINAL" and token.tag_ == "NNP") or token.lower_ in {"old", "olds"}:  # "a 20-year-old"
        return False
    return token.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"} and not any(
        child.lower_ == "of" for child in token.children
    )


def _is_crowd(token: Token, event_type: EventType) -> bool:
    """Whether a number stands for the people of a gathering: "*hundreds* rallied outside the consulate"."""
    return event_type in {E.PROTEST, E.RIOT} and token.lower_ in {"dozens", "scores", "hundreds", "thousands"}


# What is read, fined or left behind, and does nothing: "*shrapnel* wounded a boy", "a *letter* claiming responsibility".
NO_DOERS = frozenset(
    """letter mail e-mail email pamphlet leaflet resolution draft asset arrest shrapnel debris splinter fragment radio policy law information tip clue
        evidence test reward ambulance memorial vigil tribute funeral wake aftermath timer
        detonator tripwire control""".split()
)


def _is_no_doer(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in NO_DOERS


def _deed_done_to(thing: Token) -> Token | None:
    """The deed that was done to a house or a town, of which the parser took what follows to be told: "the *bombing* of a mosque that killed ten"."""
    deed = thing.head.head
    is_thing = thing.pos_ == "NOUN" and gates.in_class(thing, "target") and not gates.in_class(thing, "people")
    done_to = thing.dep_ == "pobj" and thing.head.lower_ in grammar_words.TARGET_PREPOSITIONS and deed.pos_ == "NOUN"
    return deed if is_thing and done_to and deed.lemma_.lower() in word_classes()["violence"] else None


# Objects that belong to the verb: "opened *fire*", "took *control*".
PART_OF_VERB = frozenset(
    """fire responsibility charge charges control bullet bullets stone stones trial credit arm arms asset assets shot shots hostage captive dawn dusk
    night morning noon midday midnight day power""".split()
)
# Types that have an object and no recipient: "deployed *troops*", "blocked *the road*".
DONE_TO_NOBODY = frozenset({E.DEPLOYMENT, E.PROTEST})
# Types whose words may be done to weapons themselves.
TO_WEAPONS = frozenset({E.INTERCEPTION, E.SABOTAGE, E.TERRITORY_CHANGE})


def find_targets(trigger: Trigger, event_type: EventType) -> list[Token]:
    """Whom or what the event was done to. What is fired is a weapon: its target stands after "at", "on", "into"."""
    token = trigger.token
    if event_type in DONE_TO_NOBODY:
        return []
    if things := targets.listed(token):
        return things
    if _moves_away(token, event_type):
        return grammar.agents(token) or grammar.patients(token)
    if token.lemma_.lower() == "set" and trigger.entry.below in {"fire", "flame"}:
        to = [pobj for prep in grammar.children(token, "prep", "dative") if prep.lower_ == "to" for pobj in grammar.children(prep, "pobj")]
        return to or [each for each in grammar.patients(token) if each.lower_ not in PART_OF_VERB]  # "*a van* was set on fire"
    if token.lemma_.lower() in EXPLODING and (beside := _under(token, *BESIDE)):
        return beside
    if event_type is E.CRACKDOWN and (crowd := _dispersed(token)):
        return crowd
    found = [each for each in grammar.patients(token) if not _is_time(each) and not _is_part_of_verb(each)]
    classes = word_classes()
    kept = classes["people"] | classes["munition"] | {"hostage"}
    found = [each for each in found if each.lemma_.lower() not in classes["violence"] or each.lemma_.lower() in kept]
    if is_munition(token) or token.lemma_.lower() in EXPLODING:
        found = [each for each in found if each.dep_ != "compound"]  # a *car* bomb is not done to a car
    found = [
        each
        for each in found
        if each.dep_ != "compound" or (each.lemma_.lower() not in doers.FORCES and (gates.in_class(each, "people") or gates.in_class(each, "target")))
    ]
    if event_type not in TO_WEAPONS and (not found or any(is_munition(each) for each in found)):
        found = [each for each in found if not is_munition(each)] or _fired_upon(token)
    if event_type is E.CRACKDOWN:  # "a curfew on *Harbour town*" is where it is
        found = [each for each in found if each.ent_type_ not in {"GPE", "LOC"} and each.lemma_.lower() not in word_classes()["ground"]]
    if event_type not in TO_THINGS:
        found = [each for each in found if _may_suffer(each)]
    if event_type in {E.SHOOTING, E.ABDUCTION} and token.pos_ in {"NOUN", "PROPN"}:  # "a shooting at a *bar*", "a hostage siege at a *hotel*"
        found = [each for each in found if gates.in_class(each, "people") or not gates.in_class(each, "target")]
    found = [each for each in found if not _is_time(each) and not (_is_part_of_verb(each) or _is_no_target(each))]
    return [_whose(each) for each in found] or targets.beside(token, event_type)


def _whose(token: Token) -> Token:
    """Who somebody was whose body is told of: "the *body of a priest* who was kidnapped"."""
    of = (pobj for prep in grammar.children(token, "prep") if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj"))
    return next(of, token) if token.lemma_.lower() in {"body", "corpse", "remains"} else token


# Where things are done rather than to what; how they fly; and what sides agree on.
NO_TARGETS = frozenset("sea ocean water area angle range altitude height speed distance ceasefire truce".split())


def _is_no_target(token: Token) -> bool:
    """Whether a word is an hour ("shooting *at five*"), says that two did it to one another, or is the armed group before the noun of what it
    did ("*Hezbollah* attacks")."""
    hour = token.pos_ == "NUM" and token.head.lower_ == "at" and token.dep_ == "pobj" and not any(True for _ in token.children)
    nowhere = token.lemma_.lower() in NO_TARGETS
    each_other = token.lower_ in {"other", "another"} and any(child.lower_ in {"each", "one"} for child in token.children)
    return hour or nowhere or each_other or (token.dep_ == "compound" and token.pos_ == "PROPN" and kind_guess(token.text) is Kind.ARMED_GROUP)


# Types that are done to things of every sort: what the words name is kept.
TO_THINGS = TO_WEAPONS | {E.AIR_STRIKE, E.SHELLING, E.CYBER_ATTACK, E.SANCTION, E.AGREEMENT}
EXPLODING = frozenset("explode explosion blast bombing detonate detonation go".split())
# Where a thing stands that an explosion was meant for, the closest first.
BESIDE = (frozenset({"under", "beneath", "underneath"}), frozenset({"beside", "inside", "alongside"}))
DISPERSING = frozenset("disperse stop drive break clear push prevent scatter repel dispel contain".split())


def _is_part_of_verb(token: Token) -> bool:
    """Whether an object says no more than its verb: "opened *fire*", "the use of *force*"."""
    if token.lower_ in {"hostage", "captive"} and any(child.dep_ in {"det", "nummod", "poss"} for child in token.children):
        return False  # "beheaded *a hostage*", unlike "took nine *hostage*"
    return token.lower_ in PART_OF_VERB or (
        token.lower_ == "force" and token.tag_ == "NN" and not any(child.dep_ == "compound" for child in token.children)
    )


def _under(token: Token, *ranks: frozenset[str]) -> list[Token]:
    """What stands behind a verb's prepositions, of the first rank of prepositions that has any."""
    for rank in ranks:
        if found := [pobj for prep in grammar.children(token, "prep") if prep.lower_ in rank for pobj in grammar.children(prep, "pobj")]:
            return found
    return []


def _fired_upon(token: Token) -> list[Token]:
    """What stands after "at", "on" or "into" with a verb or, as the parser may have it, with the thing that is fired."""
    if token.pos_ != "VERB" or any(each.lemma_.lower() in grammar_words.OWNERSHIP for each in grammar.children(token, "dobj")):
        return []  # "took responsibility *on Telegram*" fires at nothing
    return [
        pobj
        for above in (token, *(thing for child in grammar.children(token, "dobj") for thing in grammar.conjuncts(child)))
        for prep in grammar.children(above, "prep")
        if prep.lower_ in {"at", "on", "into", "against", "upon"}
        for pobj in grammar.children(prep, "pobj")
    ]


def _dispersed(token: Token) -> list[Token]:
    """The crowd that force was used on: "fired tear gas to disperse *the crowd*"."""
    verb = carrying_verb(token)
    return [
        each
        for purpose in grammar.children(verb, "advcl", "xcomp")
        if purpose.lemma_.lower() in DISPERSING
        for each in grammar.children(purpose, "dobj")
        if gates.in_class(each, "people")
    ]


def _may_suffer(token: Token) -> bool:
    """Whether something can be done to what a noun names: people, places, things that news tells of as targets; no "kind", "talks" or "count"."""
    if token.pos_ == "PROPN" or token.ent_type_ or token.pos_ == "PRON":
        return True
    if token.pos_ == "NUM":
        return any(child.lower_ == "of" for child in token.children)
    words = word_classes()
    lemma = token.lemma_.lower()
    return (
        gates.in_class(token, "people")
        or gates.in_class(token, "target")
        or gates.in_class(token, "livestock")
        or lemma in gates.PARTITIVES
        or lemma in words["munition"] | words["weapon"] | words["air"] | words["force"]
        or kind_guess(token.text) is not None
    )
