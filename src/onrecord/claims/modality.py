"""What the words say became of an event: its stage, and how far the voice stands by it. Whether it happened is ``polarity``'s.

Each reading is a list of small rules over the event word and what governs it; the first with an opinion speaks.
Stages are MUC-4's stage of execution, widened; certainty follows FactBank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.claims import grammar
from onrecord.claims.entailed import brought_off, entailing, is_known, is_told_as_done, presupposed, sought, told_of_people, used_for
from onrecord.claims.governed import (
    BEFORE_IT,
    CONDITIONAL_AUX,
    FUTURE_AUX,
    auxiliaries,
    carrying_verb,
    clause_verbs,
    denies_nothing,
    governing,
    is_infinitive,
    is_negated,
)
from onrecord.claims.polarity import is_called_off, is_disowned, refuses
from onrecord.claims.untrue import calls_untrue
from onrecord.nouns import Certainty, Stage
from onrecord.text.tokens import Token

PREVENT_WORDS = frozenset("prevent stop block disrupt avoid foil thwart avert halt".split())
PLAN_WORDS = frozenset(
    """plan plot intend prepare schedule conspire agree decide vow pledge promise expect aim ready plan order due arrange set
    propose discuss consider weigh mull contemplate""".split()
)
THREAT_WORDS = frozenset("threaten warn".split())
THREAT_NOUNS = frozenset("threat ultimatum warning".split())
PLAN_NOUNS = frozenset("plan plot preparation intention conspiracy decision promise pledge vow order scheme".split())
DEMAND_WORDS = frozenset(
    """demand urge call ask request want seek appeal insist press suggest need encourage advocate recommend plead beg wish hope
    allow require negotiate oppose support pressure""".split()
)
DEMAND_NOUNS = frozenset(
    """suggestion idea notion demand call request appeal negotiation talk possibility risk fear proposal need hope chance prospect
    danger option condition discussion""".split()
)
ATTEMPT_NOUNS = frozenset("attempt bid effort".split())
ATTEMPT_ADJECTIVES = frozenset("attempted failed foiled thwarted botched unsuccessful abortive aborted averted".split())
PLAN_ADJECTIVES = frozenset("planned upcoming forthcoming impending imminent proposed looming".split())
HYPOTHETICAL_ADJECTIVES = frozenset("possible potential future hypothetical eventual would-be".split())
HEDGE_ADVERBS = frozenset(
    "reportedly allegedly apparently purportedly supposedly presumably possibly probably likely seemingly ostensibly perhaps".split()
)
HEDGE_ADJECTIVES = frozenset("alleged apparent purported presumed reported supposed probable".split())
SUSPECT_VERBS = frozenset("suggest indicate suspect believe think assume presume rumour rumor allege fear".split())
SUSPECTED = frozenset("suspected alleged presumed".split())
SEEM_VERBS = frozenset("appear seem".split())
MAY_AUX = frozenset(["may", "might", "could"])
CONDITION_MARKS = frozenset("if unless lest".split())
AGREEMENTS = frozenset("ceasefire truce armistice agreement deal accord treaty fire".split())


def _modified_by(token: Token, words: frozenset[str]) -> bool:
    return any(
        child.lower_ in words or child.lemma_.lower() in words for child in token.children if child.dep_ in {"amod", "advmod", "compound", "nmod"}
    )


MISFIRED = re.compile(r"\b(?:misfire[ds]?|jam(?:med|s)|(?:did|does) ?n[o’']t (?:fire|go off)|failed to (?:fire|go off|explode|detonate))\b", re.I)


def _attempted(token: Token) -> Stage | None:
    if token.lemma_.lower() in {"pull", "aim", "point"} and MISFIRED.search(token.doc.text):
        return "attempted"
    if _modified_by(token, ATTEMPT_ADJECTIVES) or (token.lemma_.lower() in DEADLY and _is_nearly(token)):
        return "attempted"
    if token.pos_ == "NOUN" and token.lemma_.lower() in ATTEMPT_NOUNS:
        return "attempted"  # "survived an assassination *attempt*"
    if token.head.lemma_.lower() in ATTEMPT_NOUNS and token.dep_ in {"compound", "amod", "nmod", "acl", "pobj"}:
        wanted = token.head.dep_ != "oprd" and any(above.lemma_.lower() in DEMAND_WORDS for above in governing(token.head))
        return "hypothetical" if wanted else "attempted"
    following = token.doc[token.i + 1 : token.i + 2]
    if following and following[0].lemma_.lower() in {"attempt", "bid"} and token.pos_ != "VERB":
        return "attempted"
    intent = _noun_before(token)
    if intent is not None and any(governor.lemma_.lower() in PREVENT_WORDS for governor in governing(intent)):
        return "attempted"
    if token.dep_ == "pobj" and (token.head.lower_ in BEFORE_IT | {"over", "because"} or token.head.head.lower_ in {"because", "due"}):
        return None  # "halted work because of *shelling*"
    carrier = carrying_verb(token)
    if (
        carrier != token
        and carrier.lemma_.lower() in PREVENT_WORDS
        and not is_infinitive(carrier)
        and not auxiliaries(carrier) & (CONDITIONAL_AUX | FUTURE_AUX)
    ):
        return "attempted"
    planned = False
    for governor in governing(carrier):
        lemma = governor.lemma_.lower()
        if lemma in PLAN_NOUNS and governor.pos_ == "NOUN":
            planned = True
        if lemma in {"try", "attempt", "fail"} and token != governor and not planned:  # "failed to report the *plan to kill* him"
            return "attempted"
        lies_ahead = is_infinitive(governor) or auxiliaries(governor) & (CONDITIONAL_AUX | FUTURE_AUX)
        if lemma in ENDING and governor.pos_ == "VERB" and not lies_ahead and _is_ones_own(carrier, governor):
            continue
        if lemma in PREVENT_WORDS and governor.pos_ == "VERB":
            aux = auxiliaries(governor)
            return "hypothetical" if is_infinitive(governor) or aux & (CONDITIONAL_AUX | FUTURE_AUX) else "attempted"
    return None


NEARLY = frozenset("nearly almost".split())
ENDING = frozenset("stop halt cease".split())


def _is_ones_own(deed: Token, ending: Token) -> bool:
    """Whether those who stop a deed were doing it: "stopped *shelling* the town", "halted *their* offensive"."""
    gerund = deed.tag_ == "VBG" and deed.dep_ == "xcomp"
    return gerund or (deed.head is ending and any(child.lower_ in {"its", "their", "his", "her"} for child in grammar.children(deed, "poss")))


DEADLY = frozenset("kill stab beat choke strangle burn hack shoot murder assassinate lynch".split())


def _is_nearly(verb: Token) -> bool:
    """Whether a killing came near to it: "*nearly* killed two guards", "stabbed *almost* to death"."""
    to_death = [prep for prep in grammar.children(verb, "prep") if prep.lower_ == "to" and any(each.lower_ == "death" for each in prep.children)]
    if any(child.lower_ in NEARLY for prep in to_death for child in prep.children):
        return True
    if to_death:
        return any(child.lower_ in NEARLY for child in verb.children)
    return verb.lemma_.lower() in {"kill", "murder", "assassinate", "lynch"} and any(child.lower_ in NEARLY for child in verb.children)


def _noun_before(token: Token) -> Token | None:
    """The plot of "foiled a *plot* to bomb the port", wherever the parser hung the bombing."""
    if not is_infinitive(token) or token.i < 2 or token.nbor(-1).lower_ != "to":
        return None
    noun = token.nbor(-2)
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in PLAN_NOUNS | ATTEMPT_NOUNS else None


def _threatened(token: Token) -> Stage | None:
    for governor in governing(carrying_verb(token)):
        if governor.lemma_.lower() == "hesitate" and is_negated(governor):
            return "threatened"
        if governor.lemma_.lower() in THREAT_WORDS or (governor.lemma_.lower() in THREAT_NOUNS and governor.pos_ == "NOUN"):
            return "threatened"
    verb = carrying_verb(token)
    return "threatened" if verb.lemma_.lower() == "threaten" or _is_or_else(token, verb) or _is_condition(token, verb) else None


GIVING_WAY = frozenset(
    "release free withdraw retreat surrender disarm pull lay lift hand exchange swap stop halt cease return agree sign accept".split()
)


def _is_condition(token: Token, verb: Token) -> bool:
    """ "We *will kill* the pilot if our demands are not met", "said it *would kill* him unless they were"."""
    if verb.lemma_.lower() in GIVING_WAY:
        return False  # "would *free* the hostages if the state paid": a promise
    ours = any(child.lower_ in {"we", "i"} for child in grammar.children(verb, "nsubj"))
    told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in ANNOUNCING and bool(auxiliaries(verb) & {"would", "'d", "’d"})
    if told and any(child.lower_ in {"it", "they", "he", "she"} for child in grammar.children(verb, "nsubj")):
        ours = True
    conditions = (
        clause for clause in grammar.children(verb, "advcl") if any(mark.lower_ in {"if", "unless"} for mark in grammar.children(clause, "mark"))
    )
    return ours and token == verb and (told or bool(auxiliaries(verb) & FUTURE_AUX)) and any(conditions)


def _is_or_else(token: Token, verb: Token) -> bool:
    """ "gave them three days to surrender *or face* an attack": an ultimatum."""
    facing = next((each for each in (verb, *governing(token)) if each.lemma_.lower() in {"face", "risk"} and each.pos_ == "VERB"), None)
    return facing is not None and facing.i > 0 and facing.nbor(-1).lower_ == "or"


def _refused(token: Token) -> Stage | None:
    verb = carrying_verb(token)
    told = verb.tag_ == "VBD" or bool(auxiliaries(verb) & {"had", "was", "were"})  # "rejected claims that soldiers *had fired*"
    return "hypothetical" if not told and refuses(token) else None


ASKING = frozenset("ask press question".split())
FORESEEING = frozenset("fear dread anticipate predict brace await".split())


def _demanded(token: Token) -> Stage | None:
    for governor in governing(carrying_verb(token)):
        lemma = governor.lemma_.lower()
        if lemma == "call" and (token.dep_ == "oprd" or calls_untrue(governor)):
            continue  # "what it called an *attack*", "called reports of an *attack* lies"
        if lemma in ASKING and any(prep.lower_ == "about" and prep.is_ancestor(token) for prep in grammar.children(governor, "prep")):
            continue  # "asked about the *shooting*"
        if lemma in FORESEEING and governor.pos_ == "VERB" and token.pos_ == "NOUN":
            return "hypothetical"  # "fear more *attacks*"; who is feared dead may well be
        if lemma in {"insist", "suggest", "argue"} and is_told_as_done(token, governor):
            continue
        if (lemma in DEMAND_WORDS and governor.pos_ == "VERB") or (lemma in DEMAND_NOUNS and governor.pos_ == "NOUN"):
            return "hypothetical"
    return "hypothetical" if _modified_by(token, HYPOTHETICAL_ADJECTIVES) else None


NEGOTIATING = frozenset("contact talk negotiation effort bargaining mediation discussion dialogue".split())


def _negotiated(token: Token) -> Stage | None:
    """What goes on is about it, whatever the parser hung it on: "*contacts* were continuing for the *release* of the engineer"."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"for", "on", "over", "about"} or token.head.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    about = grammar.children(token.head.head, "nsubj", "nsubjpass")
    return "hypothetical" if any(each.lemma_.lower() in NEGOTIATING for each in about) else None


LAID_DOWN = frozenset("disarm surrender lay".split())


def _concluded(token: Token) -> Stage | None:
    """A ceasefire that was agreed, signed or announced has happened, whatever it plans; so has an agreement to lay down arms."""
    if token.lemma_.lower() in LAID_DOWN:
        agreeing = (each for each in governing(token) if each.lemma_.lower() == "agree" and each.tag_ in {"VBD", "VBZ", "VBP", "VBN"})
        return "happened" if any(not is_negated(each) and not auxiliaries(each) & (FUTURE_AUX | CONDITIONAL_AUX) for each in agreeing) else None
    if token.lemma_.lower() not in AGREEMENTS:
        return None
    verb = grammar.carrier(token) or (token.head.head if token.dep_ == "pobj" else token.head)
    concluded = verb.lemma_.lower() in {"agree", "sign", "reach", "strike", "announce", "declare", "broker", "conclude", "mediate"}
    return "happened" if concluded and not auxiliaries(verb) & (FUTURE_AUX | CONDITIONAL_AUX) and not is_infinitive(verb) else None


def _undecided(token: Token) -> Stage | None:
    """ "Will decide *if* charges will be filed", "asked *whether* the town was shelled"."""
    marks = (mark.lower_ for each in clause_verbs(token) if each.dep_ in {"ccomp", "pcomp"} for mark in grammar.children(each, "mark"))
    return "hypothetical" if any(mark in {"if", "whether"} for mark in marks) else None


# What is done to a date that lies ahead.
DATED = frozenset("schedule reschedule postpone slate".split())


def _planned(token: Token) -> Stage | None:
    verb = carrying_verb(token)
    aux = auxiliaries(verb)
    if aux & FUTURE_AUX:
        return "planned"
    if _modified_by(token, PLAN_ADJECTIVES):
        return "planned"
    if token.pos_ == "NOUN" and token.lemma_.lower() == "plot":
        return "planned"
    if verb != token and verb.lemma_.lower() in {"plan", "plot", "prepare"} | DATED:
        had_been = {"had", "been"} <= {child.lower_ for child in verb.children} and any(child.lower_ == "the" for child in token.children)
        return None if had_been else "planned"  # "said *the* attack *had been planned* abroad": it has happened
    if any(child.lemma_.lower() in DATED for child in grammar.children(token, "acl")):
        return "planned"
    if verb != token and verb.lemma_.lower() == "set" and grammar.is_passive(verb) and not any(child.dep_ == "prt" for child in verb.children):
        return "planned"
    if (intent := _noun_before(token)) is not None and intent.lemma_.lower() in PLAN_NOUNS:
        return "planned"  # "charged over a *plot* to *blow up* a flight", wherever the parser hung it
    if token.dep_ == "pobj" and token.head.lower_ in BEFORE_IT:
        return None  # "agree to a truce after an *offensive*"
    for governor in governing(verb):
        lemma = governor.lemma_.lower()
        if lemma == "set" and not grammar.is_passive(governor):
            continue  # "set off", "set fire": no date is set
        if governor.i > verb.i and any(between.text == ";" for between in token.doc[verb.i : governor.i]):
            continue  # "is *killed*; he pledges allegiance to the group"
        if (lemma in PLAN_WORDS and governor.pos_ in {"VERB", "ADJ"}) or (lemma in PLAN_NOUNS and governor.pos_ == "NOUN"):
            return "planned"
        if lemma == "go" and is_infinitive(verb) and governor.tag_ == "VBG":
            return "planned"
        if lemma == "be" and is_infinitive(verb):
            return "planned"
    return None


# Purposes that are reached by the very act: "blocked the road *to protest*".
DONE_BY_DOING = frozenset("protest disperse".split())


def _imagined(token: Token) -> Stage | None:
    """A deed that is only imagined: "*an assault* would be tragic", "would answer *any attack*"."""
    if token.pos_ == "NOUN" and any(child.dep_ == "det" and child.lower_ == "any" for child in token.children):
        verb = grammar.carrier(token) or (token.head.head if token.dep_ == "pobj" else token.head)
        if auxiliaries(verb) & (CONDITIONAL_AUX | FUTURE_AUX) and not is_negated(verb):
            return "hypothetical"
    if (
        token.pos_ not in {"NOUN", "PROPN"}
        or token.dep_ != "nsubj"
        or any(child.dep_ in {"det", "poss"} and child.lower_ not in {"a", "an", "any"} for child in token.children)
    ):
        return None
    return "hypothetical" if auxiliaries(token.head) & CONDITIONAL_AUX and "have" not in auxiliaries(token.head) else None


ANNOUNCING = frozenset("say announce promise tell pledge vow report confirm add declare state write assure".split())


def _is_told_future(verb: Token) -> bool:
    """Whether "would" is only "will" told later: "said the hostages *would be released*", with no if about it."""
    head = verb.head
    return (
        verb.dep_ == "ccomp"
        and head.lemma_.lower() in ANNOUNCING
        and head.tag_ in {"VBD", "VBN", "VBG"}
        and not any(token.lower_ in CONDITION_MARKS for token in verb.subtree)
    )


def _is_inverted(verb: Token) -> bool:
    """ "*Had* the rebels *attacked* the town, many would have died": a condition that was not met."""
    first = verb.left_edge
    subjects = [child.i for child in grammar.children(verb, "nsubj", "nsubjpass")]
    return first.lower_ == "had" and first.dep_ in {"aux", "auxpass"} and first.head is verb and bool(subjects) and first.i < subjects[0]


def _conditional(token: Token) -> Stage | None:
    verb = carrying_verb(token)
    aux = auxiliaries(verb)
    if "could" in aux and "be" in aux and "have" not in aux and token.lemma_.lower() in {"release", "free", "swap", "exchange"}:
        return "planned"
    if aux & {"may", "might"} and "have" not in aux:
        return "planned"
    if aux & {"would", "'d", "’d"} and "have" not in aux and _is_told_future(verb):
        return "planned"
    if aux & CONDITIONAL_AUX and ("have" not in aux or aux & {"would", "should"}):
        return "hypothetical"
    if _is_inverted(verb):
        return "hypothetical"
    marks = {child.lower_ for child in grammar.children(verb, "mark")}
    if marks & CONDITION_MARKS or ("until" in marks and verb.tag_ in {"VBP", "VBZ", "VB"}):
        return "hypothetical"
    if is_infinitive(verb) and (verb.lemma_.lower() in DONE_BY_DOING or "have" in aux):
        return None  # "claimed *to have killed* the leader"
    if is_infinitive(verb) and verb.dep_ in {"advcl", "acl", "relcl", "xcomp", "ROOT", "ccomp"}:
        return "hypothetical"
    return None


STAGE_RULES: Sequence[Callable[[Token], Stage | None]] = (
    _concluded,
    told_of_people,
    used_for,
    sought,
    presupposed,
    _undecided,
    brought_off,
    _threatened,
    _attempted,
    _refused,
    _demanded,
    _negotiated,
    _imagined,
    _planned,
    _conditional,
)


def is_ability(token: Token) -> bool:
    """Whether the words only say what somebody or something is able to do: "missiles that *can hit* the coast"."""
    return bool(auxiliaries(carrying_verb(token)) & {"can", "ca"})


# Verbs that say what a word means.
DEFINING = frozenset("mean imply define denote refer".split())


def is_defined(token: Token) -> bool:
    """Whether the words only say what a word means: "a *strike*, as defined in the manual, means", "used to imply that they were *killed*"."""
    verb = carrying_verb(token)
    step = verb
    while step.dep_ in {"conj", "ccomp", "xcomp"} and step.head != step:
        step = step.head
        if step.lemma_.lower() in DEFINING and step.lemma_.lower() != "mean":
            return True
    above = token.head
    if above.lemma_.lower() in {"term", "word", "phrase"} and token.i and token.nbor(-1).is_quote:
        return True
    subjects = {child.dep_ for child in above.children if child.dep_ in {"nsubj", "csubj", "expl"}}
    if token.dep_ == "attr" and (subjects == {"csubj"} or (not subjects and above.tag_ == "VBZ")):
        return True  # "having one aircraft drop one bomb is one *strike*"
    if any(each.lower_ == "defined" and each.i and each.nbor(-1).lower_ == "as" for each in token.doc):
        return True
    bare = any(child.lower_ in {"a", "an"} for child in token.children)
    if token.dep_ != "nsubj" or not bare or is_negated(above):
        return False
    past = above.tag_ == "VBD" or bool(auxiliaries(above) & {"was", "were", "had", "has", "have"})
    told = above.lemma_ == "be" and any((child.dep_ == "attr" and child.pos_ == "NOUN") or child.pos_ == "NUM" for child in above.children)
    return (above.lemma_.lower() in DEFINING and not auxiliaries(above)) or (told and not past)  # "a *strike* may be one aircraft that"


def stage_of(token: Token) -> Stage:
    """What became of the event that ``token`` tells."""
    if token.lemma_.lower() == "demand":
        return "hypothetical"
    if token.lemma_.lower() == "due":
        return "planned"
    if token.lemma_.lower() == "receive" and any(child.lemma_.lower() in THREAT_NOUNS for child in grammar.children(token, "dobj")):
        return "threatened"
    if is_disowned(token) or (is_known(token) and _attempted(token) != "attempted"):
        return "happened"
    if is_called_off(token):
        return "happened" if token.lemma_.lower() in LASTING else "planned"
    if (verb := entailing(token)) is not None:
        return stage_of(verb)
    return next((stage for rule in STAGE_RULES if (stage := rule(token)) is not None), "happened")


# What was in force when it was called off.
LASTING = frozenset("ceasefire truce deal agreement accord pact curfew siege".split())


def certainty_of(token: Token) -> Certainty:
    """Whether the voice holds back from its own words."""
    verb = carrying_verb(token)
    beside = (
        verb.head
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(True for _ in grammar.children(verb, "nsubj", "nsubjpass"))
        else verb
    )
    for each in (token, verb, beside):
        if any(child.lower_ in HEDGE_ADVERBS for child in each.children if child.dep_ in {"advmod", "npadvmod", "amod"}):
            return "hedged"
    if _modified_by(token, HEDGE_ADJECTIVES) or (token.pos_ == "NOUN" and _modified_by(token, frozenset({"suspected"}))):
        return "hedged"
    aux = auxiliaries(verb)
    if aux & MAY_AUX and (aux & {"have", "may", "might"} or (token.lemma_.lower() in {"release", "free"} and "be" in aux)):
        return "hedged"
    for governor in governing(verb):
        lemma = governor.lemma_.lower()
        if lemma in SEEM_VERBS:
            return "hedged"
        if lemma in SUSPECT_VERBS and governor.pos_ == "VERB":
            return "hedged"
        if lemma == "deny" and governor.pos_ == "VERB" and denies_nothing(governor):
            return "hedged"
        heads = (governor, governor.head) if governor.dep_ == "conj" else (governor,)
        if any(child.lower_ in HEDGE_ADVERBS for head in heads for child in grammar.children(head, "advmod")):
            return "hedged"
    if any(_modified_by(doer, SUSPECTED) for doer in grammar.agents(token)):
        return "hedged"
    if token.dep_ == "attr" and auxiliaries(token.head) & MAY_AUX and "have" in auxiliaries(token.head):
        return "hedged"
    if verb.dep_ == "ccomp" and any(child.lower_ in {"possible", "likely", "probable"} for child in verb.head.children if child.dep_ == "acomp"):
        return "hedged"
    if verb.head.pos_ == "ADJ" and verb.head.lower_ in {"likely", "possible", "unlikely"}:
        return "hedged"
    if any(
        each.lemma_.lower() in {"rumour", "rumor"} for each in (verb.head, *grammar.children(verb.head, "nsubj")) if verb.dep_ in {"acl", "ccomp"}
    ):
        return "hedged"  # "rumours spread that soldiers had *fired*"
    return "stated"
