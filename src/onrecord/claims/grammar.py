"""Who does what to whom in one parsed sentence: a few readings of the dependency tree that every rule shares.

Labels are those of the English spaCy models (ClearNLP style). All functions return tokens, heads of noun phrases, in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.claims.grammar_words import (
    CAPTIVE,
    CLEARING,
    CONTROLLING,
    FIGHTING,
    FOILING,
    GUNS,
    HELD_TO_BE,
    HOLDING,
    INTENTS,
    JUDGING,
    LIGHT_VERBS,
    MUTUAL,
    OWNED_DEEDS,
    OWNERSHIP,
    PASSING_SENTENCE,
    PASSIVE_SUBJECT,
    PERFORM_VERBS,
    PREVENTING,
    QUANTITIES,
    RELATIVE_WORDS,
    SENDING,
    SIDES_WITHIN,
    SUBJECT,
    SUFFERED_DEEDS,
    TARGET_PREPOSITIONS,
    UNDERGO_VERBS,
    UNDERGONE,
)
from onrecord.claims.passives import children as children
from onrecord.claims.passives import is_elided_passive, is_headline_passive, is_shot_dead
from onrecord.claims.passives import is_passive as is_passive
from onrecord.claims.subjects import antecedent, is_bare_relative, of_whom_is_said, own_subjects, subject_before_age, unmasked
from onrecord.claims.undergone import happens, meets_explosive
from onrecord.text.tokens import Token


def side_before(token: Token) -> Token | None:
    """The first of two that the parser took for a part of the second: "between *the Congolese army* and M23 rebels"."""
    for child in children(token, "nmod"):
        joined = [each for each in child.children if each.dep_ == "cc"]
        if joined and child.left_edge.i < child.i < joined[0].i < token.i:
            return child
    return None


def conjuncts(token: Token) -> list[Token]:
    """The token and the nouns coordinated after it."""
    before = side_before(token)
    found = [token] if before is None else [before, token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            found.extend(conjuncts(child))
    return found


def _spread(tokens: Iterator[Token] | list[Token]) -> list[Token]:
    return [each for token in tokens for each in conjuncts(token)]


def _shared_subjects(verb: Token, *, passive: bool) -> list[Token]:
    """Subjects that a verb without its own takes from the verb it hangs on."""
    head = verb.head
    if verb.dep_ == "acl" and head.lemma_.lower() in INTENTS:  # "an attempt by *the militia* to storm the port"
        return _agents_of_noun(head) or [child for child in children(head, "poss") if child.ent_type_ not in {"DATE", "TIME"}]
    if head == verb or verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"} or head.pos_ not in {"VERB", "AUX", "ADP", "ADJ"}:
        return []
    if head.pos_ == "ADP":
        kept = head.head if head.lower_ == "from" and head.head.lemma_.lower() in PREVENTING else None
        if kept is not None and not passive and (objects := list(children(kept, "dobj"))):
            return objects  # "for not stopping *a group* from blocking a road"
        in_turn = head.lower_ in {"before", "after", "while"}
        while head.pos_ == "ADP" and head.head != head:  # "accused *them* of beating guards and of seizing rifles"
            head = head.head
        if head.lemma_.lower() in CLEARING:
            return []  # "acquitted him of *killing* two": who did is not said
        if in_turn and passive and head.pos_ in {"VERB", "AUX"} and not is_passive(head):  # "*a man* stabbed two people before being shot"
            return [antecedent(token, head) for token in children(head, *SUBJECT)]
        if head.dep_ == "dobj" and head.head.lemma_.lower() in JUDGING and not passive:
            return [head]  # "accused *the escort* of having shot at farmers"
    if verb.dep_ == "advcl" and verb.tag_ not in {"VBG", "VBN"}:
        marked = any(True for _ in children(verb, "mark"))
        if marked or (verb.tag_ in {"VBZ", "VBD"} and any(prep.lower_ == "after" for prep in verb.doc[head.i : verb.i])):
            return []  # "strikes targets after attack on firm *kills* five": whose attack it was is not said
    if verb.dep_ in {"xcomp", "advcl"} and head.lemma_.lower() in FOILING:
        return []  # "had thwarted a plot *to bomb* the port": not by those who did
    if verb.dep_ == "advcl" and not passive and meets_explosive(head):
        return []  # "a truck drove over a mine, *killing* two": whoever laid it
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and head.lemma_.lower() == "hear":
        return []  # "residents heard *shelling*"
    if verb.dep_ == "xcomp" and head.lemma_.lower() in CONTROLLING:  # "urged *both armies* to withdraw"
        controlled = list(children(head, "dobj")) or [
            pobj for prep in children(head, "prep", "dative") if prep.lower_ in {"to", "on"} and prep.i < verb.i for pobj in children(prep, "pobj")
        ]
        if controlled:
            return controlled
    of_court = verb.dep_ == "advcl" and verb.lemma_.lower() in PASSING_SENTENCE  # "convicted them, *sentencing* them to death"
    if head.lemma_.lower() in JUDGING and verb.dep_ in {"pcomp", "advcl"} and not passive and not of_court:
        return patients(head)  # "sentenced *a man* for driving into a crowd"
    labels = PASSIVE_SUBJECT if passive else SUBJECT
    if head.pos_ == "ADJ" and head.head.pos_ == "AUX":  # "the hostages are *due* to be released"
        head, labels = head.head, SUBJECT
    elif verb.dep_ == "xcomp":
        labels = SUBJECT | PASSIVE_SUBJECT
    found = [unmasked(antecedent(token, head)) for token in children(head, *labels)]
    if not found and (verb.dep_ == "conj" or (head.dep_ in {"pcomp", "conj", "xcomp"} and not passive)):
        found = _shared_subjects(head, passive=passive)
    return found


def agents(token: Token) -> list[Token]:
    """Who did the deed that a verb or a noun tells."""
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ == "compound":  # "will fly *strike* missions"
        return _agents_of_noun(token)
    if token.lemma_.lower() in UNDERGONE or happens(token) or _is_gerund_alone(token):
        return []
    by = [pobj for agent in _agent_phrases(token) for pobj in children(agent, "pobj")] or _agents_of_frame(token)
    if by:
        return _spread(by)
    if _held_before(token) and any(each.lower_ in CAPTIVE and not any(children(each, "compound", "nmod")) for each in token.children):
        return []
    if is_passive(token) or is_elided_passive(token):
        return []
    found = own_subjects(token) or _misread_subject(token)
    if not found and token.dep_ == "acl" and token.tag_ == "VBG":
        found = [token.head]
    if not found:
        found = _shared_subjects(token, passive=False)
    return _spread([*found, *_other_side(token)])


def _is_gerund_alone(token: Token) -> bool:
    """Whether a participle without an object is a deed's noun: "arrested after *shooting* in Malmö" does not say who shot."""
    alone = not any(children(token, "dobj")) and not any(prep.lower_ in {"at", "into"} for prep in children(token, "prep"))
    return token.tag_ == "VBG" and token.dep_ == "pcomp" and token.lemma_.lower() in {"shoot", "stab", "bomb", "shell", "kill"} and alone


def _agent_phrases(verb: Token) -> list[Token]:
    """The "by" of a verb's doer; behind "held hostage" the parser hangs it on the noun."""
    captive = [child for child in verb.children if child.lower_ in CAPTIVE] if verb.lemma_.lower() in HOLDING else []
    behind = [prep for above in (verb, *captive) for prep in children(above, "prep") if prep.lower_ == "by"] if captive else []
    return [*children(verb, "agent"), *behind]


def done_by(clauses: Iterable[Token]) -> list[Token]:
    """Who did what passive clauses tell: "kidnapped by *the militia*", in text order."""
    return [pobj for clause in clauses for agent in children(clause, "agent") for pobj in children(agent, "pobj")]


def _agents_of_frame(verb: Token) -> list[Token]:
    """The "by" of the violence in which somebody was harmed: "killed in the city in violence orchestrated by *a warlord*"."""
    if not is_passive(verb):
        return []
    nouns = (pobj for prep in verb.subtree if prep.lower_ == "in" for pobj in children(prep, "pobj") if pobj.lemma_.lower() in FRAMES)
    return done_by(acl for noun in nouns for acl in children(noun, "acl") if acl.lemma_ in PERPETRATING)


def senders(weapon: Token) -> list[Token]:
    """Who sent or laid a weapon, as the words behind it say: "a drone launched by *the militia*"."""
    return _spread(done_by(clause for clause in children(weapon, "acl") if clause.lemma_.lower() in SENDING))


def _other_side(verb: Token) -> list[Token]:
    """Whom a fight is told to be with: "farmers clashed with *herders*"."""
    if verb.lemma_.lower() not in FIGHTING:
        return []
    return [
        pobj
        for prep in children(verb, "prep")
        if prep.lower_ == "with"
        for pobj in children(prep, "pobj")
        if pobj.pos_ == "PROPN" or pobj.tag_ == "NNS" or pobj.lower_ in {"police", "army", "military"}
    ]


def _misread_subject(verb: Token) -> list[Token]:
    """A subject that the parser lost: "set fire to the hall and *police* opened fire", "*gunmen* using pistols with silencers shot a judge"."""
    if verb.dep_ == "acl" and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(child.i > verb.i for child in children(verb, "dobj")))):
        above = next((each for each in governors(verb) if each.dep_ == "ROOT"), verb)
        heads = above.pos_ in {"NOUN", "PROPN"} and above.doc[min(above.i + 1, len(above.doc) - 1)].text != ":"  # "Florida *club*: 49 killed"
        return [above] if heads else []
    if verb.dep_ == "ccomp" and is_held_to_be(verb.head):  # "*attackers* believed to be from the gang killed two"
        return own_subjects(verb.head)
    if verb.dep_ == "ROOT" and (lost := _torn_subject(verb) or _subject_after_month(verb)):
        return lost
    if verb.dep_ != "conj" or verb.i < 2 or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    noun = next(token for token in reversed(verb.doc[: verb.i]) if token.pos_ != "ADV" or not token.i)  # "and *gunmen* then sprayed"
    joint = noun.nbor(-1) if noun.i else noun
    return [noun] if noun.dep_ == "conj" and noun.pos_ in {"NOUN", "PROPN"} and joint.dep_ == "cc" else []


def _torn_subject(verb: Token) -> list[Token]:
    """The subject behind a preposition that a damaged copy left of the sentence before: "*inside* Dissident groups have carried out attacks"."""
    first = verb.doc[0]
    torn = first.is_lower and first.dep_ == "prep" and first.head == verb and first.nbor().text[:1].isupper()
    return list(children(first, "pobj")) if torn else []


def _subject_after_month(verb: Token) -> list[Token]:
    """The subject that stands right behind a month, of which the parser made one name: "at their meeting in *December Duarte and Silva* agreed"."""
    last = verb.nbor(-1) if verb.i else verb
    while last.dep_ == "conj" and last.head.pos_ == "PROPN":
        last = last.head
    behind_month = last.pos_ == "PROPN" and last.dep_ == "pobj" and any(child.ent_type_ == "DATE" for child in children(last, "compound"))
    return conjuncts(last) if behind_month and last.ent_type_ != "DATE" else []


def whole_of(noun: Token) -> Token:
    """The word that says how many of a deed there were: "carried out *dozens* of air strikes"; else the noun itself."""
    of = noun.head
    many = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in QUANTITIES
    return of.head if many else noun


def carrier(noun: Token) -> Token | None:
    """The verb that carries a deed's noun as its object ("carried out a *raid*"), or as its passive subject."""
    token = whole_of(noun)
    while token.dep_ in {"conj", "compound"} and token.head != token and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    head = token.head
    if token.dep_ in {"dobj", "nsubjpass"} and head.lemma_.lower() in LIGHT_VERBS:
        return head
    if token.dep_ == "pobj" and head.lower_ in {"of", "to", "with"} and head.head.pos_ == "VERB" and head.head.lemma_.lower() in LIGHT_VERBS:
        return head.head
    return None


PERPETRATING = frozenset("carry launch stage conduct commit perpetrate orchestrate mastermind organise organize mount execute wage unleash".split())
FRAMES = frozenset("violence attack raid assault operation massacre campaign rampage unrest wave spree".split())


def _blamed(noun: Token) -> list[Token]:
    """Whom the words around a deed's noun make its doer: "blamed X for the *raid*", "X was behind the *raid*", "X claimed responsibility for it"."""
    head = noun.head
    if head.lemma_.lower() == "blame" and noun.dep_ in {"dobj", "nsubjpass"}:
        on = [prep for prep in head.doc[noun.i + 1 :] if prep.lower_ == "on" and (prep.head == head or noun.is_ancestor(prep))]
        return list(children(on[-1], "pobj")) if on else []  # the last one: "blamed the raid on the base on *the rebels*"
    if noun.dep_ != "pobj":
        return []
    above = head.head
    if head.lower_ == "behind":
        if above.pos_ in {"NOUN", "PROPN"}:
            return [above]
        return own_subjects(above) or _shared_subjects(above, passive=False) if above.lemma_ in {"be", "stand"} else []
    if above.lemma_.lower() == "blame" and above.pos_ == "VERB" and head.lower_ in {"for", "over"}:
        return patients(above)
    if above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() in {"blame", "accuse"}:
        return []
    if head.lower_ == "for" and above.lemma_.lower() == "responsible":
        return own_subjects(above.head) or _shared_subjects(above.head, passive=False) if above.head.pos_ in {"AUX", "VERB"} else [above.head]
    if head.lower_ in {"for", "in"} and above.lemma_.lower() in OWNERSHIP and above.dep_ == "dobj":
        return agents(above.head)
    if (
        head.lower_ in {"of", "in", "over", "for"}
        and above.lemma_.lower() in JUDGING
        and above.pos_ == "VERB"
        and noun.lemma_.lower() not in COURTS_DO
        and above.lemma_.lower() not in CHARGING
    ):
        return [each for each in patients(above) if not _is_many(each)]  # nobody says that all "41 people" did it
    return []


# Who is charged "in the killing of a clerk" is not said to have done it, as who is convicted or sentenced is.
CHARGING = frozenset({"charge", "indict", "arraign"})
COURTS_DO = frozenset("extradition trial prosecution questioning interrogation hearing".split())


def _is_many(noun: Token) -> bool:
    """Whether a noun counts more than a few: "*41 people* were arrested over it"."""
    return any(child.dep_ == "nummod" and child.lower_ not in FEW for child in noun.children)


FEW = frozenset("one two three four 1 2 3 4".split())


def blamed_beside(token: Token) -> list[Token]:
    """Whom the sentence blames for what it tells without saying so again: "said shells hit the mill, and blamed *rebels*", "…, blaming *rebels*"."""
    above = [token, *governors(token)]
    for verb in above:
        for blame in children(verb, "conj", "advcl"):
            if blame.lemma_.lower() == "blame" and not any(prep.lower_ in {"for", "on"} for prep in children(blame, "prep")):
                return patients(blame)
    return []


RANKED = frozenset("worst deadliest bloodiest first second third biggest largest latest fourth fifth".split())


def is_of_where(owner: Token, noun: Token) -> bool:
    """Whether whose a deed is says only where it was: "*Spain's* worst attack since 2004"."""
    return owner.dep_ == "poss" and owner.ent_type_ == "GPE" and any(each.tag_ in {"JJS", "RBS"} or each.lower_ in RANKED for each in noun.children)


def _agents_of_noun(noun: Token) -> list[Token]:
    by = [pobj for prep in children(noun, "prep", "agent") if prep.lower_ in {"by"} for pobj in children(prep, "pobj")]
    by += [
        pobj
        for acl in children(noun, "acl", "relcl")
        if acl.lemma_ in PERPETRATING or acl.lemma_ in {"claim", "blame", "hold", "keep", "seize", "take"}
        for agent in children(acl, "agent", "prep")
        if agent.lower_ in {"by", "on"}
        for pobj in children(agent, "pobj")
    ]
    if by:
        return _spread(by)
    if blamed := _blamed(noun):
        return _spread(blamed)
    if noun.lemma_.lower() in MUTUAL:
        around = {noun, *noun.subtree, noun.head}
        sides = [
            pobj
            for prep in noun.doc[noun.i + 1 : noun.i + SIDES_WITHIN]
            if prep.lower_ == "between" and prep.head in around
            for pobj in children(prep, "pobj")
            if pobj.ent_type_ not in {"DATE", "TIME"}
        ]
        if sides:
            return _spread(sides)
        with_whom = [
            pobj
            for above in (noun, *children(noun, "acl"))
            for prep in children(above, "prep")
            if prep.lower_ == "with"
            for pobj in children(prep, "pobj")
            if pobj.pos_ == "PROPN" or pobj.ent_type_ or pobj.tag_ == "NNS"
        ]
        verb = carrier(noun)
        if with_whom and (verb is None or not agents(verb)):
            return _spread(with_whom)
        if with_whom and verb is not None:
            return list(dict.fromkeys([*agents(verb), *_spread(with_whom)]))
    verb = carrier(noun)
    if verb is not None and verb.lemma_.lower() in PERFORM_VERBS:
        found = agents(verb)
        if found:
            return found
    if noun.lemma_.lower() not in OWNED_DEEDS:
        return []
    owners = [child for child in children(noun, "poss") if child.ent_type_ not in {"DATE", "TIME"} and not is_of_where(child, noun)]
    return _spread(owners)


def _called(clause: Token) -> Token | None:
    """What a clause says that something is: "fired what is believed to be a *missile*", "what it called a training *camp*"."""
    words = clause.subtree
    if words[0].lower_ != "what":
        return None
    return next((each for each in words if each.dep_ in {"attr", "oprd"} and each.pos_ in {"NOUN", "PROPN"}), None)


def _found_so(verb: Token) -> list[Token]:
    """Whom others found in what befell them: "found *Palmer*, who lives there, suffering from a gunshot wound"."""
    above = verb.head
    beside = verb.tag_ == "VBG" and verb.dep_ in {"advcl", "xcomp", "ccomp", "acl"} and above.lemma_.lower() in {"find", "discover", "see", "spot"}
    return [child for child in children(above, "dobj") if child.i < verb.i] if beside else []


def patients(token: Token) -> list[Token]:
    """Whom or what a deed was done to."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return _patients_of_noun(token)
    told_dead = token.head.lemma_.lower() in {"pronounce", "declare", "find", "presume", "believe", "fear"} and is_passive(token.head)
    if token.lower_ == "dead" and ((token.dep_ == "acomp" and token.head.lemma_ == "be") or (token.dep_ == "oprd" and told_dead)):
        subjects = children(token.head, *SUBJECT, *PASSIVE_SUBJECT)  # "*the victim* was pronounced dead"
        return _spread([antecedent(each, token.head) for each in subjects])
    if token.lemma_.lower() in UNDERGONE or happens(token):
        if found := _found_so(token):
            return _spread(found)
        return _spread(own_subjects(token) or _shared_subjects(token, passive=False))
    if is_passive(token) or is_elided_passive(token):
        found = [antecedent(child, token) for child in children(token, *PASSIVE_SUBJECT)] or (
            own_subjects(token) if is_elided_passive(token) or is_headline_passive(token) or is_shot_dead(token) else []
        )
        if not found and token.dep_ in {"acl", "amod"} and token.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            found = [token.head]
        if not found:
            found = subject_before_age(token) or of_whom_is_said(token) or _shared_subjects(token, passive=True)
        return _spread(found)
    found = [
        antecedent(child, token)
        for number, child in enumerate(children(token, "dobj", "oprd", "dative"))
        if not (number and any(each.lower_ == "no" for each in children(child, "det")))  # "hit a silo, *no casualties*", misread
        and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
        and child.lower_ not in {"ablaze", "alight", "afire", "dead"}
        and not (token.lemma_.lower() == "fire" and child.lemma_.lower() in GUNS)  # "fired *a pistol* at the crowd"
    ]
    if not found:  # "detained *a man* said to be their leader"
        found = [each for clause in children(token, "ccomp") if is_held_to_be(clause) for each in own_subjects(clause) if each.lower_ != "what"]
        found += [thing for clause in children(token, "ccomp") if (thing := _called(clause)) is not None]
    if not found and token.tag_ == "VBN":
        found = _shared_subjects(token, passive=True)
    if not found:  # "killed and wounded dozens": the object stands with the last verb
        found = [
            child
            for conj in children(token, "conj")
            if conj.pos_ == "VERB" and not any(True for _ in children(conj, *SUBJECT))
            for child in children(conj, "dobj")
        ]
    if not found and token.dep_ == "relcl":
        relative = [child for child in token.children if child.lower_ in {"whom", "that", "which"} and child.dep_ == "dobj"]
        found = [token.head] if relative or is_bare_relative(token) else []
    if token.lemma_.lower() in HOLDING and (captive := [thing for thing in found if thing.lower_ in CAPTIVE]):
        # "taking *nine teachers* hostage"; "the son of *a judge* held hostage", which the parser reads as an active
        held = [child for thing in captive for child in children(thing, "compound", "nmod") if child.ent_type_ not in {"GPE", "NORP"}]
        found = held or [thing for thing in found if thing not in captive] or _held_before(token)
    found += [
        pobj for prep in children(token, "prep") if prep.lower_ in {"at", "on", "against", "upon"} for pobj in children(prep, "pobj") if not found
    ]
    return _spread(found)


def _held_before(verb: Token) -> list[Token]:
    """The noun right before "held hostage", which it is said of."""
    before = verb.nbor(-1) if verb.i else verb
    return [before] if verb.lemma_.lower() in {"hold", "keep"} and before.pos_ in {"NOUN", "PROPN"} else []


def _wanted_by(warrant: Token) -> list[Token]:
    """Whom a warrant is for: "warrants were issued for *James Kopp*", "a warrant for the arrest of *a general*"."""
    behind = [
        pobj for above in (warrant, warrant.head) for prep in children(above, "prep") if prep.lower_ == "for" for pobj in children(prep, "pobj")
    ]
    held = [whom for each in behind if each.lemma_.lower() in ARRESTS for prep in children(each, "prep") for whom in children(prep, "pobj")]
    named = [each for each in behind if each.tag_ in {"NNP", "NNPS"}] or behind  # "a warrant for mutiny … for *Karim Duarte*"
    return held or [each for each in named[:1] if each.lemma_.lower() not in ARRESTS]


ARRESTS = frozenset({"arrest", "detention"})


def _patients_of_noun(noun: Token) -> list[Token]:
    if noun.lemma_.lower() == "warrant":
        return _spread(_wanted_by(noun))
    behind = [prep for prep in children(noun, "prep") if prep.lower_ in TARGET_PREPOSITIONS]
    if noun.lemma_.lower() in SUFFERED_DEEDS and any(prep.lower_ == "of" for prep in behind):
        behind = [prep for prep in behind if prep.lower_ == "of"]  # "the kidnapping *of nurses* on the road to Doba"
    found = [pobj for prep in behind for pobj in children(prep, "pobj")]
    found += [obj for acl in children(noun, "acl") if acl.lemma_ == "target" for obj in children(acl, "dobj")]
    if not found:
        verb = carrier(noun)
        if verb is not None:
            found = [pobj for prep in children(verb, "prep") if prep.lower_ in {"on", "against", "at"} for pobj in children(prep, "pobj")]
            if not found and verb.lemma_.lower() in UNDERGO_VERBS:
                found = [child for child in children(verb, *SUBJECT) if child.lower_ not in RELATIVE_WORDS]
    if not found and noun.dep_ == "compound" and noun.head.pos_ == "NOUN":  # "the stabbing death *of a man*"
        found = [pobj for prep in children(noun.head, "prep") if prep.lower_ == "of" for pobj in children(prep, "pobj")]
    if not found and noun.lemma_.lower() in SUFFERED_DEEDS:
        found = [child for child in children(noun, "poss") if child.ent_type_ not in {"DATE", "TIME"}]
    if not found:
        claims = any(child.lower_ in {"claims", "claim"} for child in children(noun, "compound"))  # "*Islamic State* claims attack", misread
        doers = [*children(noun, "compound")] if claims else _agents_of_noun(noun)  # "*rebel* mortar fire" is not at rebels
        misread = any(child.lower_ in {"suspects", "fears", "blames", "probes", "eyes"} for child in children(noun, "compound"))
        found = [
            child
            for child in ([] if misread else children(noun, "compound"))
            if child not in doers
            and child.tag_ != "NNS"  # "Germany *suspects* sabotage", misread
            and child.pos_ in {"NOUN", "PROPN"}
            and child.ent_type_ not in {"GPE", "LOC", "DATE", "TIME", "NORP"}
            and noun.lemma_.lower() != "crisis"
        ]
    return _spread(found)


def governors(token: Token) -> Iterator[Token]:
    """The tokens above one, nearest first, up to the root."""
    while token.head != token:
        token = token.head
        yield token


def is_held_to_be(verb: Token) -> bool:
    """Whether a participle, read as a verb of its own, tells what others hold of the noun before it: "attackers *believed* to be from the gang"."""
    return (
        verb.lemma_.lower() in HELD_TO_BE
        and verb.tag_ in {"VBD", "VBN"}
        and any(child.tag_ == "VB" and child.lemma_ in {"be", "have"} for child in children(verb, "xcomp"))
    )


def is_that_clause(verb: Token) -> bool:
    """Whether a verb heads a clause that "that" opens: "the claim *that he fled*"."""
    return any(mark.lower_ == "that" for mark in children(verb, "mark"))
