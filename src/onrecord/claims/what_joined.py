"""Which words of a sentence tell one event, and what they tell of it together: "a *blast* ... *killed* five"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from onrecord.claims import grammar
from onrecord.claims.context import word_classes
from onrecord.claims.governed import governing
from onrecord.claims.mentions import ATTACKERS, CAUSES, OPEN, E, EventMention, is_answered
from onrecord.claims.polarity import is_denied
from onrecord.facts.answers import is_of_provocation
from onrecord.nouns import EventType, Polarity
from onrecord.text.tokens import Token

# How much a type says: of two words for one event the more telling one names it.
WEIGHT: Mapping[EventType, int] = {
    E.ATTACK: 1,
    E.ASSAULT: 2,
    E.KILLING: 3,
    E.ARMED_CLASH: 4,
    E.SABOTAGE: 4,
    E.SHOOTING: 5,
    E.BOMBING: 5,
    E.SHELLING: 5,
    E.AIR_STRIKE: 6,
    E.SUICIDE_BOMBING: 7,
    E.CHEMICAL_ATTACK: 7,
    E.SEXUAL_VIOLENCE: 7,
}


def _holds(verb: EventMention, noun: EventMention) -> bool:
    """Whether the word of one mention is the object by which the other names its event: "*traded* artillery *fire*"."""
    below = verb.triggers[0].entry.below
    return below is not None and noun.token.head == verb.token and noun.token.lemma_.lower() == below


def _is_avenged(one: EventMention, other: EventMention) -> bool:
    """Whether one tells what then befell him who did the other: "a soldier was stabbed; *the attacker was shot dead*"."""
    whom = {token.lemma_.lower() for token in one.recipients}
    others = {token.lemma_.lower() for token in other.recipients}
    return bool(whom) and whom <= ATTACKERS and bool(others) and not others & ATTACKERS and one.token.i > other.token.i


def _is_reaction(main: EventMention, earlier: EventMention) -> bool:
    """Whether one deed came after another that its sentence tells in a clause: "Turkey *strikes* camps after an attack on a firm kills five"."""
    if main.is_result or not main.actors or not main.recipients:
        return False
    below = next((token for token in (earlier.token, *grammar.governors(earlier.token)) if token.head == main.token), None)
    if below is None:
        return False
    way = list(takewhile(lambda token: token != main.token, (earlier.token, *grammar.governors(earlier.token))))
    clauses = [token for token in way if token.dep_ == "advcl" and any(mark.lower_ == "after" for mark in grammar.children(token, "mark"))]
    if clauses and clauses[-1] != below:
        return True  # "hanged two men, its first since it vowed to be harder *after a bomb killed* nine"
    if not earlier.recipients or {each.i for each in main.recipients} & {each.i for each in earlier.recipients}:
        return False
    if below.dep_ == "prep" and below.lower_ == "after":
        return True
    if clauses:
        return True
    marks = [mark.lower_ for mark in grammar.children(below, "mark")]
    bare = not marks and below.tag_ in {"VBZ", "VBD"}  # the parser hung "kills five" on the verb before: then "after" is before it
    return below.dep_ == "advcl" and bare and any(prep.lower_ == "after" for prep in main.token.doc[main.token.i : below.i])


FURTHER = frozenset("second third fourth another other".split())


def _is_by_another(mention: EventMention) -> bool:
    """Whether the doer is one more of its kind: "a blast hurt five, and *a third killed* two"."""
    return any(child.lower_ in FURTHER and child.dep_ in {"nsubj", "nsubjpass", "npadvmod"} for child in mention.token.children)


def _clause_of(mention: EventMention) -> Token:
    """The verb of a deed's clause."""
    return mention.token if mention.token.pos_ == "VERB" else mention.token.head


def _is_marked_under(main: EventMention, clause: Token, *marks: str) -> bool:
    """Whether a clause hangs under a deed's words by one of the marks."""
    under = clause.dep_ == "advcl" and clause.head in (main.token, *grammar.governors(main.token))
    return under and any(mark.lower_ in marks for mark in grammar.children(clause, "mark"))


def _is_meanwhile(one: EventMention, other: EventMention) -> bool:
    """Whether a clause tells what befell others at the same time: "eight were killed in X, *while two officers were murdered* in Y"."""
    clause = _clause_of(other)
    own = any(True for _ in grammar.children(clause, "nsubj", "nsubjpass"))
    return own and one.token.i != clause.i and _is_marked_under(one, clause, "while")


def _comes_next(main: EventMention, later: EventMention) -> bool:
    """Whether one tells what then befell who did the other: "attacked passers-by *before he was shot* by police"."""
    clause = _clause_of(later)
    pronoun = any(each.lower_ in {"he", "she", "they"} for each in grammar.children(clause, "nsubjpass"))
    return pronoun and main.token.i < clause.i and _is_marked_under(main, clause, "before", "until")


def _is_of_a_part(whole: EventMention, part: EventMention) -> bool:
    """Whether one deed befell only some of those of the other: "16 were hurt, *including two hit in an exchange of fire*"."""
    above = list(takewhile(lambda token: token != whole.token, grammar.governors(part.token)))
    return any(token.lower_ == "including" and token.dep_ == "prep" for token in above)


def _is_laid_first(laid: EventMention, other: EventMention) -> bool:
    """Whether one only tells that what went off had been laid: "a device *planted* under a bridge was set off"."""
    verb = laid.token
    within = verb.dep_ in {"acl", "relcl"} and verb.lemma_.lower() in {"plant", "place", "lay", "hide", "bury", "leave"}
    return within and {laid.event_type, other.event_type} == {E.BOMBING} and other.token in (verb.head, verb.head.head)


def _is_means_of(main: EventMention, means: EventMention) -> bool:
    """Whether one only tells with what the other was done: "fought for hours, *with grenades dropped* from drones"."""
    clause = means.token
    told = clause.dep_ == "advcl" and clause.head == main.token and {main.event_type, means.event_type} <= CAUSES
    return told and any(mark.lower_ == "with" for mark in grammar.children(clause, "mark"))


# What crowds and police do, that may hurt people and is of no means of war.
DISORDERS = frozenset({E.RIOT, E.CRACKDOWN})


def _is_outcome(deed: EventMention, result: EventMention) -> bool:
    """Whether one tells right behind a disorder whom it hurt: "hurled stones at officers, *injuring* six"."""
    hurt = deed.event_type in DISORDERS and not deed.is_result and result.is_result and result.stage == deed.stage
    return hurt and result.token.tag_ == "VBG" and result.token.dep_ == "advcl" and result.token.head in (deed.token, *grammar.governors(deed.token))


def _is_condition_of(main: EventMention, condition: EventMention) -> bool:
    """Whether one is told only as what the other hangs on: "threatened to kill him *if the army attacked*"."""
    clause = _clause_of(condition)
    return main.stage != condition.stage and main.token.i != clause.i and _is_marked_under(main, clause, "if", "unless")


def _is_since_when(main: EventMention, past: EventMention) -> bool:
    """Whether one is told only as that since which the other is the first or worst: "the worst attack since 1996, *when rebels killed* 40"."""
    clause = _clause_of(past)
    when = clause.dep_ == "relcl" and any(child.lower_ == "when" for child in clause.children)
    return (
        when
        and main.token.i < clause.i
        and any(above.lower_ == "since" for above in takewhile(lambda each: each.pos_ != "VERB", grammar.governors(clause)))
    )


def is_same(one: EventMention, other: EventMention) -> bool:
    """Whether two words of a sentence tell one event."""
    if _is_by_another(one) != _is_by_another(other) and one.token.i != other.token.i:
        return False
    ways = ((one, other), (other, one))
    if any(_is_means_of(*pair) or _is_laid_first(*pair) for pair in ways):
        return True
    if any(_is_condition_of(*pair) or _is_since_when(*pair) for pair in ways):
        return False
    if any(_is_meanwhile(*pair) or _is_reaction(*pair) or _is_of_a_part(*pair) or _is_avenged(*pair) or _comes_next(*pair) for pair in ways):
        return False
    if any(is_of_provocation(first.token, second.token) for first, second in ways) or is_answered(one) != is_answered(other):
        return False
    if any(_holds(*pair) for pair in ways):
        return {one.event_type, other.event_type} <= CAUSES  # "traded *artillery fire*": trading fire, and artillery fire
    if one.is_pointer != other.is_pointer and {one.event_type, other.event_type} <= CAUSES:
        return not any(turns_on_another(*pair) for pair in ways)
    if one.is_result != other.is_result and {one.event_type, other.event_type} <= CAUSES:
        if is_denied(one.token) != is_denied(other.token):
            return False  # "confirmed the strike but denied *killing* civilians"
        # What an attack did takes its stage from the attack's word: "a planned strike that killed" is two.
        return one.stage == other.stage or "happened" not in (one.stage, other.stage)
    if any(_is_outcome(*pair) for pair in ways):
        return True
    if (one.stage, one.polarity) != (other.stage, other.polarity):
        return False
    if {one.event_type, other.event_type} <= CAUSES:
        if _by_others(one, other):
            return False
        if one.event_type is other.event_type:
            return True
        return one.event_type in OPEN or other.event_type in OPEN
    return one.event_type is other.event_type and not _by_others(one, other)


def turns_on_another(denial: EventMention, named: EventMention) -> bool:
    """Whether the deed is told by another verb beside a denial: "denied any part and *accused* the rebels of the raid", "…, *suggesting* …"."""
    if not denial.is_pointer or denial.polarity != "negative":
        return False
    beside = [token for token in grammar.governors(named.token) if token.head == denial.token]
    blaming = any(token.dep_ == "conj" and token.lemma_.lower() in {"accuse", "blame"} for token in beside)
    return blaming or any(token.dep_ == "advcl" and token.lemma_.lower() in {"suggest", "argue", "claim"} for token in beside)


def _by_others(one: EventMention, other: EventMention) -> bool:
    """Whether two deeds have doers named, and not one in common: "a barrage … in response to an *Israeli* strike"."""
    mine, theirs = (set(filter(None, map(_doer_word, mention.actors))) for mention in (one, other))
    return bool(mine and theirs) and not mine & theirs and not (one.is_result or other.is_result or one.is_pointer or other.is_pointer)


def _doer_word(token: Token) -> str | None:
    """A doer's word; of a pronoun that of who says so: "*Russia* said *it* intercepted four missiles"."""
    if token.pos_ != "PRON":
        return token.lemma_.lower()
    saying = token.head.head
    speakers = grammar.children(saying, "nsubj") if token.dep_ == "nsubj" and token.head.dep_ == "ccomp" else ()
    return next((each.lemma_.lower() for each in speakers if each.pos_ != "PRON"), None)


def _rank(mention: EventMention) -> tuple[bool, bool, int]:
    """Which of two words names their event: rather the deed than what it did, rather that than what is said of it, rather the more telling."""
    return not mention.is_pointer, not mention.is_result, WEIGHT.get(mention.event_type, 0)


def join(one: EventMention, other: EventMention) -> EventMention:
    first, second = sorted((one, other), key=_rank, reverse=True)
    if _is_means_of(second, first) or _is_laid_first(first, second):
        first, second = second, first
    denied = second.is_pointer and second.polarity == "negative" and second.token in governing(first.token)
    polarity: Polarity = "negative" if denied else first.polarity
    actors = first.actors or tuple(token for token in second.actors if not _is_event_word(token, first))
    recipients = first.recipients or second.recipients
    if second.is_result and not first.is_result and first.recipients:  # "five people were killed in an explosion at a mosque": they and it
        recipients = (*first.recipients, *(token for token in second.recipients if token not in first.recipients))
    event_type = max((one.event_type, other.event_type), key=lambda each: WEIGHT.get(each, 0))
    words = {(trigger.token.lemma_.lower(), trigger.event_type) for trigger in (*first.triggers, *second.triggers)}
    if event_type is E.ARMED_CLASH and {("strike", E.ATTACK), ("raid", E.ARMED_CLASH)} <= words:
        event_type = E.ATTACK  # "73 *strikes* killed five, and the *raids* went on": what sort of raids the report tells elsewhere
    if event_type in {E.KILLING, E.ASSAULT} and second.is_result and first.event_type is E.ATTACK and first.token.pos_ == "NOUN":
        event_type = E.ATTACK  # "an *attack* killed nine": by what means the words leave open
    if (first.event_type in DISORDERS | {E.ARMED_CLASH} and second.is_result) or _is_means_of(first, second):
        event_type = first.event_type
    return replace(
        first,
        triggers=first.triggers + second.triggers,
        event_type=event_type,
        polarity=polarity,
        certainty="hedged" if "hedged" in (one.certainty, other.certainty) else "stated",
        actors=actors,
        recipients=recipients,
        passing=one.passing and other.passing,
        weapons=first.weapons + tuple(span for span in second.weapons if span not in first.weapons),
        generic=one.generic and other.generic,
    )


def _is_event_word(token: Token, mention: EventMention) -> bool:
    """Whether a doer is no person but an event's own word: "the *blast* killed five"."""
    classes = word_classes()
    lemma = token.lemma_.lower()
    return any(token.i == each.i for trigger in mention.triggers for each in trigger.tokens) or lemma in classes["violence"] - classes["force"]
