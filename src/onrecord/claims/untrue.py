"""What the words call untrue, undone or left undone without a plain "not": "reports that it was shelled are false", "the raid did not take place"."""

from __future__ import annotations

from collections.abc import Set

from onrecord.claims import grammar
from onrecord.claims.governed import carrying_verb, clause_verbs, is_negated
from onrecord.text.tokens import Token

# What may be denied with all that it tells.
RUMOURS = frozenset("rumor rumour claim report allegation accusation suggestion story charge".split())
UNTRUE = frozenset("untrue false lie fake baseless unfounded fabrication absurd nonsense ridiculous slander propaganda hoax".split())
# Of a report, and of nothing else, these too say that it was not so.
WRONG = UNTRUE | frozenset("wrong incorrect inaccurate groundless fabricated disinformation misinformation invention myth".split())
NAMING = frozenset("call describe brand label term".split())
CALLING = NAMING | {"dismiss", "denounce"}
HAPPENING = frozenset("happen occur take exist".split())
FORBIDDING = frozenset("prohibit forbid bar ban outlaw deter discourage dissuade".split())
TALKING = frozenset("talk joke dream fantasize fantasise think".split())
UNMEANT = frozenset("mean intend want wish expect anticipate imagine recall remember try attempt".split())
# Who refrains from a deed does not do it.
LEFT_UNDONE = frozenset("refrain abstain desist".split())


def _says(word: Token, wanted: Set[str]) -> bool:
    """Whether a word, or an adjective with it, is one of those wanted: "*false*", "*fake* news", "a pack of *lies*"."""
    within = [low for prep in grammar.children(word, "prep") if prep.lower_ == "of" for low in grammar.children(prep, "pobj")]
    return any(each.lemma_.lower() in wanted for each in (word, *grammar.children(word, "amod", "compound"), *within))


def _is_said_of(being: Token, wanted: Set[str]) -> bool:
    """Whether a form of "be", with no "would" about it, says that its subject is untrue, or "not true"."""
    if being.lemma_ != "be" or any(child.tag_ == "MD" for child in being.children):
        return False
    said = list(grammar.children(being, "acomp", "attr"))
    return any(_says(each, {"true"} if is_negated(being) else wanted) for each in said)


def _report_of(token: Token) -> Token | None:
    """The "reports" of "reports that the port was *shelled*" and of "reports of a *raid*"."""
    verb = carrying_verb(token)
    if verb.head.lemma_.lower() in RUMOURS and verb.dep_ in {"acl", "relcl", "ccomp"} and any(child.lower_ == "that" for child in verb.children):
        return verb.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in RUMOURS:
        return token.head.head
    return None


def _is_called_so(report: Token) -> bool:
    """Whether somebody calls a report untrue: "called the *reports* fake news", "dismissed the *claim* as a lie", "the *claim* is false"."""
    verb = report.head
    if report.dep_ in {"nsubj", "nsubjpass"} and any(_is_said_of(each, WRONG) for each in (verb, *grammar.children(verb, "xcomp"))):
        return True
    return report in _reports_called_so(verb)


def _reports_called_so(verb: Token) -> list[Token]:
    """The reports that a verb calls untrue. What they are called the parser hangs anywhere behind them."""
    if verb.lemma_.lower() not in CALLING or is_negated(verb):
        return []
    reports = [child for child in verb.children if child.i > verb.i and child.lemma_.lower() in RUMOURS]
    return [each for each in reports if any(token.lemma_.lower() in WRONG for token in each.doc[each.i + 1 :])]


def calls_untrue(verb: Token) -> bool:
    """Whether a verb calls some report untrue: "*branded* the reports lies"."""
    return bool(_reports_called_so(verb))


def is_called_untrue(token: Token) -> bool:
    """Whether what a word tells is called untrue: "it is *untrue* that they shelled the port", "reports that they had shelled it were *wrong*"."""
    verb = carrying_verb(token)
    above = verb.head
    if verb.dep_ in {"ccomp", "csubj", "acl", "relcl"} and any(child.lower_ == "that" for child in verb.children):
        beings = [each for each in (above, above.head) if any(child.lower_ == "it" for child in grammar.children(each, "nsubj"))]
        if any(_is_said_of(each, UNTRUE) for each in beings):
            return True
    report = _report_of(token)
    return report is not None and _is_called_so(report)


def never_was(token: Token) -> bool:
    """Whether a deed's noun is said not to have come about: "the *raid* did not take place"."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ != "nsubj" or verb.lemma_.lower() not in HAPPENING or not is_negated(verb):
        return False
    return verb.lemma_.lower() != "take" or any(child.lower_ == "place" for child in verb.children)


def _is_last_resort(token: Token) -> bool:
    return token.lower_ == "resort" and any(child.lower_ in {"last", "final"} for child in token.children)


def is_unmeant(token: Token) -> bool:
    """Whether a deed is only what nobody meant, expected or can recall, or what is called for: "did not *mean to hurt* him", "*let's shoot* it"."""
    verb = carrying_verb(token)
    if any(each.lower_ == "as" and any(_is_last_resort(pobj) for pobj in grammar.children(each, "pobj")) for each in grammar.children(verb, "prep")):
        return True  # "force would be *used* only *as a last resort*"
    if token.dep_ == "pcomp" and token.tag_ == "VBG":  # "are barred *from killing*", "talked *about killing* him"
        told = token.head.head.lemma_.lower()
        return (token.head.lower_ == "from" and told in FORBIDDING) or (token.head.lower_ in {"about", "of"} and told in TALKING)
    while verb.dep_ == "conj" and not any(True for _ in grammar.children(verb, "nsubj", "nsubjpass")):
        verb = verb.head
    if verb.dep_ == "attr" and verb.head.lemma_ == "be":  # "wasn't expecting there would be a *shooting*"
        verb = verb.head
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "dobj"} or above is verb:
        return False
    if above.lemma_.lower() == "let":
        return any(child.lower_ in {"'s", "’s", "us"} for child in grammar.children(verb, "nsubj"))
    if above.lemma_.lower() in {"pray", "wish"} and any(child.lower_ in {"for", "to"} for child in (*verb.children, *above.children)):
        return True  # "prayed for him to *die*"
    return above.lemma_.lower() in UNMEANT and is_negated(above)


NOT_KNOWN = frozenset("unknown unclear uncertain unsure".split())
QUESTIONS = frozenset("if whether how why when where".split())
KNOWING = frozenset("know say tell confirm determine specify clear sure certain disclose".split())


def is_unknown(token: Token) -> bool:
    """Whether somebody says that he does not know of it: "could not say whether there were *deaths*", "did not say how the child *died*"."""
    for each in clause_verbs(token):
        asked = each.left_edge.lower_ == "how"  # "did not know *how many* had died"
        if not asked and not any(mark.lower_ in QUESTIONS for mark in grammar.children(each, "mark", "advmod")):
            continue
        above = each.head
        told = [above, *grammar.children(above, "acomp", "attr", "oprd")]
        if any(word.lemma_.lower() in NOT_KNOWN for word in told):
            return True
        if any(word.lemma_.lower() in KNOWING for word in told) and is_negated(above):
            return True
    return False


def is_left_undone(token: Token) -> bool:
    """Whether somebody refrained from it: "refrained from *shelling* the port"."""
    verb = carrying_verb(token)
    prep = token.head if token.dep_ in {"pobj", "pcomp"} else verb.head
    return prep.lower_ == "from" and prep.head.lemma_.lower() in LEFT_UNDONE and not is_negated(prep.head)
