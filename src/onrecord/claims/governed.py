"""What an event's word hangs on, and the helpers of its verb: they tell more of it than the word itself."""

from __future__ import annotations

from onrecord.claims import grammar
from onrecord.text.tokens import Token

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


def clause_verbs(token: Token) -> tuple[Token, ...]:
    """The verbs whose marks speak of the event: its carrying verb, and of a noun that none carries the verb that it is subject or predicate of."""
    verb = carrying_verb(token)
    return (verb, verb.head) if token.dep_ in {"nsubj", "nsubjpass", "attr"} and verb == token else (verb,)


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


def is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in {"never", "not", "n't", "n’t"} for child in token.children)


def denies_nothing(verb: Token) -> bool:
    """Whether a verb of denying denies nothing: "did *not deny* it", "neither confirmed *nor denied* it", "declined to confirm *or deny* it"."""
    head = verb.head
    either = verb.dep_ == "conj" and head.lemma_.lower() in {"confirm", "admit"} and any(child.lower_ in {"or", "nor"} for child in head.children)
    return is_negated(verb) or either or (verb.dep_ == "xcomp" and head.lemma_.lower() in {"decline", "refuse"})
