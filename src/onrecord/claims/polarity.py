"""Whether the words say that an event took place, or that it did not.

Polarity follows FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from onrecord.claims import grammar
from onrecord.claims.entailed import told_of_people
from onrecord.claims.governed import carrying_verb, denies_nothing, governing, is_infinitive, is_negated
from onrecord.claims.untrue import RUMOURS, is_called_untrue, is_left_undone, never_was
from onrecord.nouns import Polarity
from onrecord.text.tokens import Token

REFUSE_WORDS = frozenset("refuse reject decline exclude resist".split())
DENY_WORDS = frozenset("deny refute dismiss reject rebut dispute".split())


def is_rule_out(token: Token) -> bool:
    return token.lemma_.lower() == "rule" and any(child.lower_ == "out" for child in token.children)


def _has_no(token: Token) -> bool:
    first = token.left_edge
    if first.lower_ == "neither" and first.head.pos_ in {"ADJ", "NOUN", "PROPN"}:
        return True  # "*neither* Russian nor Syrian aircraft"
    if first.lower_ == "not" and first != token:  # "*not a single* shot", "*not one* man"; not so "*not one but* two bombs"
        before = [each.lower_ for each in token.doc[first.i + 1 : token.i]]
        return "but" not in before and (before[:1] == ["one"] or before[:2] == ["a", "single"])
    return any(child.dep_ == "det" and child.lower_ in {"no", "neither"} for child in token.children)


# "No foreign weapons were *used* in the attack": the words deny a part in it.
PART_VERBS = frozenset("use involve participate play take".split())


def _took_no_part(verb: Token) -> bool:
    return is_negated(verb) or any(_has_no(child) for child in grammar.children(verb, "nsubj", "nsubjpass", "dobj"))


def is_disowned(token: Token) -> bool:
    """Whether a voice's own side has no part in the event: "said *his party* had nothing to do with the killings"; of a deed, that is no denial."""
    words = [each.lower_ for each in token.doc[max(0, token.head.i - 3) : token.head.i + 1]]
    if token.dep_ != "pobj" or words[-3:] != ["to", "do", "with"] or words[:1] not in (["nothing"], ["anything"]):
        return False
    having = token.doc[token.head.i - 3].head
    nothing = words[0] == "nothing" or is_negated(having) or having.head.lemma_.lower() in DENY_WORDS  # "*denied* it had anything to do with"
    if having.lemma_ != "have" or not nothing:
        return False
    return any(each.pos_ == "PRON" or any(grammar.children(each, "poss")) for each in subjects_of(having))


def is_called_off(token: Token) -> bool:
    """Whether what was planned was dropped: "*called off* a march", "the strike was cancelled"."""
    verb, behind = token.head, token.dep_ in {"dobj", "nsubjpass"}
    if token.pos_ == "VERB":  # "*called* a strike" may be the event's words
        verb, behind = token, True
    elif token.dep_ == "pobj" and verb.lower_ == "off":
        verb, behind = verb.head, True
    if not behind or verb.pos_ != "VERB" or is_negated(verb) or is_infinitive(verb):
        return False
    return verb.lemma_ in {"cancel", "scrap"} or (verb.lemma_ == "call" and any(child.lower_ == "off" for child in verb.children))


def subjects_of(verb: Token) -> list[Token]:
    """A verb's subjects, its own or those of the verb that it is joined to: "no *civilians* were killed or injured"."""
    own = list(grammar.children(verb, "nsubj", "nsubjpass"))
    return own if own or verb.dep_ != "conj" or verb.tag_ != "VBN" else subjects_of(verb.head)


def befell_none(token: Token) -> bool:
    """Whether the event's word has none for its subject or object: "*no one* was killed", "killing *none*"."""
    verb = carrying_verb(token)
    objects = list(grammar.children(verb, "dobj"))[:1] if verb == token else []  # a second is misread: "hit a silo, *no casualties*"
    return any(each.lower_ in {"nobody", "none", "neither", "no-one"} or _has_no(each) for each in (*subjects_of(verb), *objects))


def is_denied(token: Token) -> bool:
    """Whether somebody denies what the event's word tells: "*denied* that officers had killed him", "denied killing him"."""
    verb = carrying_verb(token)
    if (
        verb.dep_ == "relcl"
        and verb.head.lemma_.lower() in RUMOURS
        and any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
    ):
        verb = verb.head  # "denied a *rumour* that shots had been fired"
    return any(each.lemma_.lower() in DENY_WORDS and each.pos_ == "VERB" and not denies_nothing(each) for each in governing(verb))


# Who "declined to *comment* on the raid" refuses words, and no raid.
SPEAKING = frozenset(
    "comment say confirm discuss answer respond speak talk acknowledge disclose reveal elaborate deny tell give provide identify".split()
)


def refuses(token: Token) -> bool:
    """Whether somebody refuses it, or rules it out."""
    for governor in governing(carrying_verb(token)):
        if governor.lemma_.lower() in SPEAKING:
            return False
        if governor.lemma_.lower() in REFUSE_WORDS or is_rule_out(governor):
            return True
    return False


SELDOM = frozenset("hardly barely scarcely rarely seldom".split())


def goes_without(token: Token) -> bool:
    """Whether hardly a time is said to go by without it: "*hardly* a day passes *without* a bombing"."""
    prep = next((each for each in (token.head, carrying_verb(token).head) if each.lower_ == "without"), None)
    return prep is not None and any(each.lower_ in SELDOM for each in prep.doc[: prep.i])


def polarity_of(token: Token) -> Polarity:
    """Whether the words say that the event took place, or that it did not."""
    verb = carrying_verb(token)
    if is_negated(verb) or is_negated(token) or _has_no(token):
        return "negative"
    if befell_none(token) or is_disowned(token) or is_called_off(token):
        return "negative"
    if told_of_people(token) is not None:
        return "positive"  # "rejected an appeal by men *convicted* of it"
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in PART_VERBS and _took_no_part(token.head.head):
        return "negative"
    if verb.head.lower_ == "without" or token.head.lower_ == "without":
        return "positive" if goes_without(token) else "negative"
    if is_denied(token) or is_called_untrue(token) or never_was(token) or is_left_undone(token):
        return "negative"
    if refuses(token):
        return "negative"
    for governor in governing(verb):
        lemma = governor.lemma_.lower()
        if lemma in {"stop", "halt", "cease", "end"} and governor.pos_ == "VERB" and is_infinitive(governor):
            return "negative"
        if is_negated(governor) and lemma in {"plan", "intend", "want", "agree", "try", "manage", "use", "involve", "participate"}:
            return "negative"
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and is_negated(verb.head)
        and any(child.lower_ in {"or", "nor"} for child in verb.head.children)
    ):
        return "negative"
    return "positive"
