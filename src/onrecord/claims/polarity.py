"""Whether the words say that an event took place, or that it did not; and what its word hangs on, which tells more than that.

Polarity follows FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from onrecord.claims import grammar
from onrecord.nouns import Polarity
from onrecord.text.tokens import Token

REFUSE_WORDS = frozenset("refuse reject decline exclude resist".split())
DENY_WORDS = frozenset("deny refute dismiss reject rebut dispute".split())
# A governor more than this many steps up no longer speaks of the event.
REACH = 4
# What stands under its head: subjects, relative and adverbial clauses are told beside theirs.
COMPLEMENTS = frozenset("xcomp ccomp dobj pobj prep pcomp acl conj nsubjpass compound oprd amod attr".split())
FUTURE_AUX = frozenset(["will", "'ll", "’ll", "shall", "wo"])
CONDITIONAL_AUX = frozenset(["would", "could", "might", "should", "must", "can", "'d", "’d", "ca"])
BEFORE_IT = frozenset("after following since amid despite".split())


def carrying_verb(token: Token) -> Token:
    """The verb whose auxiliaries speak of the event: the event word itself, or the one that carries it."""
    if token.pos_ in {"VERB", "AUX"}:
        return token
    return grammar.carrier(token) or token


def governing(token: Token) -> list[Token]:
    """The words the event hangs on as an object, a complement or a purpose, nearest first, the event's own verb left out."""
    found: list[Token] = []
    step = token
    for _ in range(REACH):
        if step.head == step or step.dep_ not in COMPLEMENTS:
            break
        beside = step.dep_ == "conj"
        if beside and step.tag_ == "VBD" and is_infinitive(step.head):
            break  # "meant to kidnap him but *shot* him"
        step = step.head
        if step.lower_ in BEFORE_IT and step.pos_ in {"ADP", "SCONJ", "VERB"} and not beside:
            break  # "vows an answer *after* 16 were killed"
        if step.pos_ != "ADP" and not beside:
            found.append(step)
    return found


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, those that it shares with the verb before it included, in small letters."""
    found = {child.lower_ for child in grammar.children(verb, "aux", "auxpass")}
    head = verb
    while (
        verb.pos_ in {"VERB", "AUX"}
        and head.dep_ == "conj"
        and head.head.pos_ in {"VERB", "AUX"}
        and not any(True for _ in grammar.children(head, "nsubj", "nsubjpass"))
    ):
        head = head.head
        found |= {child.lower_ for child in grammar.children(head, "aux", "auxpass")}
    return found


def is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def is_rule_out(token: Token) -> bool:
    return token.lemma_.lower() == "rule" and any(child.lower_ == "out" for child in token.children)


def is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in {"never", "not", "n't", "n’t"} for child in token.children)


def _has_no(token: Token) -> bool:
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
    if having.lemma_ != "have" or (words[0] == "anything" and not is_negated(having)):
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


# What may be denied with all that it tells.
RUMOURS = frozenset("rumor rumour claim report allegation accusation suggestion story charge".split())


def is_denied(token: Token) -> bool:
    """Whether somebody denies what the event's word tells: "*denied* that officers had killed him", "denied killing him"."""
    verb = carrying_verb(token)
    if (
        verb.dep_ == "relcl"
        and verb.head.lemma_.lower() in RUMOURS
        and any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
    ):
        verb = verb.head  # "denied a *rumour* that shots had been fired"
    return any(each.lemma_.lower() in DENY_WORDS and each.pos_ == "VERB" and not is_negated(each) for each in governing(verb))


def polarity_of(token: Token) -> Polarity:
    """Whether the words say that the event took place, or that it did not."""
    verb = carrying_verb(token)
    if is_negated(verb) or is_negated(token) or _has_no(token):
        return "negative"
    if befell_none(token) or is_disowned(token) or is_called_off(token):
        return "negative"
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in PART_VERBS and _took_no_part(token.head.head):
        return "negative"
    if verb.head.lower_ == "without" or token.head.lower_ == "without":
        return "negative"
    if is_denied(token):
        return "negative"
    for governor in governing(verb):
        lemma = governor.lemma_.lower()
        if lemma in REFUSE_WORDS or is_rule_out(governor):
            return "negative"
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
