"""What a construction takes for granted of an event, or leaves open, whatever is said of it: participles, questions, implicative verbs, goals."""

from __future__ import annotations

from onrecord.claims import grammar
from onrecord.claims.gates import in_class
from onrecord.claims.governed import CONDITIONAL_AUX, FUTURE_AUX, auxiliaries, carrying_verb, is_infinitive, is_negated
from onrecord.nouns import Stage
from onrecord.text.tokens import Token

CLUES = frozenset("information tip clue evidence".split())
GOALS = frozenset("objective goal aim purpose intention ambition hope priority task".split())
QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())
# Verbs after which what is told was done, or was not where they are negated (implicatives: Karttunen, *Language* 47, 1971).
IMPLICATIVE = frozenset("manage proceed".split())
ABLE = frozenset("able unable".split())
# Verbs of beginning, of causing and of seeming: what they govern happens where they do, for all that the voice knows.
ASPECTUAL = frozenset("begin start continue resume keep".split())
ENTAILING = ASPECTUAL | frozenset("force compel oblige cause prompt help appear seem happen".split())
SPANS = frozenset("second minute hour day week month year decade".split())
# What is told of a deed that never was, or had yet to come: "an attack that *failed*, *was* to come, *loomed*".
NEVER_WAS = frozenset("be come fail loom threaten".split())


def told_of_people(token: Token) -> Stage | None:
    """What a participle says of people was done to them, whatever is to be done next: "promised to free soldiers *captured* in the war"."""
    bare = token.tag_ == "VBN" and token.dep_ == "acl" and not any(True for _ in grammar.children(token, "aux", "auxpass"))
    return "happened" if bare and in_class(token.head, "people") else None


def sought(token: Token) -> Stage | None:
    """What is wanted and has not come: "a reward for information leading to the *arrest*", "his objective is the *destruction* of the army"."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == token.pos_:
        first = first.head
    lead = token.head.head if token.dep_ in {"pobj", "conj"} and token.head.lower_ == "to" else token
    if lead.lemma_.lower() == "lead" and lead.tag_ in {"VBG", "VBZ", "VBP"} and lead.head.lemma_.lower() in CLUES:
        return "hypothetical"
    goals = (child for child in grammar.children(first.head, "nsubj") if child.lemma_.lower() in GOALS)
    return "hypothetical" if first.dep_ == "attr" and any(goals) else None


INQUIRIES = frozenset("probe inquiry enquiry investigation look inquest hearing commission".split())


def presupposed(token: Token) -> Stage | None:
    """What a question in a sentence takes for granted has happened: "trying to find out who *bombed* the mosque", "asked why police *shot* him"."""
    into = token.head
    if token.dep_ == "pobj" and into.lower_ == "into" and (into.head.lemma_.lower() in INQUIRIES or into.nbor(-1).lemma_.lower() in INQUIRIES):
        return "happened"  # "called for a *probe into* the killing"
    verb = carrying_verb(token)
    helpers = auxiliaries(verb)
    past = verb.tag_ == "VBD" or (verb.tag_ in {"VBN", "VBG"} and helpers & {"was", "were", "had", "has", "have"})
    if verb.dep_ not in {"ccomp", "pcomp"} or not past or helpers & (FUTURE_AUX | CONDITIONAL_AUX):
        return None
    return "happened" if verb.left_edge.lower_ in QUESTION_WORDS else None


def brought_off(token: Token) -> Stage | None:
    """What somebody "*managed* to do", "*was able* to do", or "*took an hour* to do" was done; what he "was *unable* to do" was tried."""
    verb = carrying_verb(token)
    if not is_infinitive(verb) or verb.dep_ not in {"xcomp", "advcl", "acl"}:
        return None
    above = verb.head
    told = above.head if above.lemma_.lower() in ABLE else above
    helpers = auxiliaries(told)
    if is_infinitive(told) or helpers & (FUTURE_AUX | CONDITIONAL_AUX) or not (told.tag_ in {"VBD", "VBN"} or "did" in helpers):
        return None
    if above.lemma_.lower() in ABLE or above.lemma_.lower() in IMPLICATIVE:
        return "attempted" if above.lower_ == "unable" or _did_not(told) or _did_not(above) else "happened"
    lasted = above.lemma_.lower() == "take" and any(child.lemma_.lower() in SPANS and child.i > above.i for child in above.children)
    return "happened" if lasted and not is_negated(above) else None


def entailing(token: Token) -> Token | None:
    """The verb that a deed shares its lot with: who "*began* to shell" or "were *forced* to flee" did so if he began or they were forced."""
    verb = carrying_verb(token)
    above = verb.head
    lemma = above.lemma_.lower()
    if above is verb or above.pos_ not in {"VERB", "AUX"} or is_negated(above):
        return None
    if lemma in ASPECTUAL and ((verb.tag_ == "VBG" and verb.dep_ == "xcomp") or (verb.pos_ == "NOUN" and verb.dep_ == "nsubj")):
        return above  # "would keep *shelling* the town", "the *offensive* would begin"
    if not is_infinitive(verb) or verb.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return None
    goes_on = lemma == "go" and any(child.lower_ == "on" for child in above.children)
    had_to = lemma == "have" and above.tag_ in {"VBD", "VBN"}
    return above if lemma in ENTAILING or goes_on or had_to else None


def _did_not(verb: Token) -> bool:
    """Whether a verb is negated, and not by "not only"."""
    beside = {verb.doc[child.i + 1].lower_ for child in verb.children if child.lower_ == "not" and child.i + 1 < len(verb.doc)}
    return is_negated(verb) and beside.isdisjoint({"only", "just", "merely"})


def is_told_as_done(token: Token, governor: Token) -> bool:
    """Whether a verb that may demand only tells: "insisted that police *had killed* him", not "insisted that the army *withdraw*"."""
    told = carrying_verb(token)
    while told.head is not governor and told.head is not told:
        told = told.head
    past = told.tag_ == "VBD" or bool(auxiliaries(told) & {"had", "has", "have", "was", "were"})
    return told.head is governor and told.dep_ == "ccomp" and past


def used_for(token: Token) -> Stage | None:
    """What something "was *used to* do", or "the gun *used to* kill him" did, was done; what it "can be used to" do was not."""
    use = token.head
    if not is_infinitive(token) or use.lemma_.lower() != "use" or use.tag_ not in {"VBD", "VBN"} or token.dep_ not in {"xcomp", "advcl"}:
        return None
    helpers = auxiliaries(use)
    thing = use.dep_ in {"acl", "relcl"} or any(True for _ in grammar.children(use, "dobj", "nsubjpass"))
    return "happened" if thing and not helpers & (FUTURE_AUX | CONDITIONAL_AUX | {"is", "are", "be"}) and not is_negated(use) else None


def is_known(token: Token) -> bool:
    """Whether a noun is of a deed of which it is told what came of it: "called for more pay in a *protest* that closed half of the schools"."""
    clauses = [child for child in grammar.children(token, "relcl") if child.tag_ == "VBD" and not auxiliaries(child)]
    return token.pos_ == "NOUN" and any(clause.lemma_.lower() not in NEVER_WAS and not is_negated(clause) for clause in clauses)
