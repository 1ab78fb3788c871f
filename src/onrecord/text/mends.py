"""What the small English model misreads time and again in news, put right in its parse: lemmas, gerunds, headlines, lists, accusations."""

from __future__ import annotations

from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken

# Forms that the small English model gets wrong.
LEMMAS = {
    "raped": "rape",
    "raping": "rape",
    "retook": "retake",
    "retaken": "retake",
    "overran": "overrun",
    "overthrew": "overthrow",
    "stabbed": "stab",
    "beheaded": "behead",
    "massed": "mass",
    "hoped": "hope",
    "hoping": "hope",
}


SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
GERUNDS = frozenset({"shelling", "bombing", "shooting", "fighting", "looting", "rioting"})


def _mend_gerund(token: SpacyToken) -> None:
    """Makes a noun of one that was taken for a verb: "*Fighting* near the port went on", "*Shelling* hit homes", "after rebel *shelling* of"."""
    before = token.nbor(-1) if token.i else token
    if before.dep_ == "pobj" and before.i < token.i and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
        token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = before.head, "pobj", "NN", "NOUN", token.lower_
        before.head, before.dep_ = token, "compound"
        return
    does = any(child.dep_ in {"aux", "dobj", "advmod"} for child in token.children)
    apart = token.dep_ == "advcl" and token.head.i > token.i and not any(child.dep_ in SUBJECTS for child in token.head.children)
    if apart and not does and any(child.lower_ == "between" for child in token.children):  # "*Fighting* between farmers and herders left"
        token.dep_, token.tag_, token.pos_, token.lemma_ = "nsubj", "NN", "NOUN", token.lower_
        return
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > token.i and not does:
        token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_
        return
    verb = token.nbor() if token.i + 1 < len(token.doc) else token
    if verb.tag_ not in {"VBD", "VBZ"} or verb.head != token or any(child.dep_ in {"aux", "dobj"} for child in token.children):
        return
    verb.dep_ = token.dep_
    verb.head = verb if token.head == token else token.head
    token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = verb, "nsubj", "NN", "NOUN", token.lower_


def _mend_headline(token: SpacyToken) -> None:
    """Makes a verb of a headline's that was taken for a noun, though it has subject and object: "Gunmen *storm* a television studio"."""
    if {"nsubj", "dobj"} <= {child.dep_ for child in token.children}:
        token.tag_, token.pos_ = "VBZ" if token.tag_ == "NNS" else "VBP", "VERB"


def _mend_partition(token: SpacyToken) -> None:
    """Gives a verb back the object that a clause of its parts took for a second subject: "detained 300 *protesters*, 20 of *whom* were released"."""
    part = token.head.head
    clause = part.head
    if token.dep_ != "pobj" or token.head.lower_ != "of" or part.dep_ not in SUBJECTS or clause.dep_ != "ccomp" or clause.head.i > clause.i:
        return
    whole = next((child for child in clause.lefts if child.dep_ in SUBJECTS and child.i < part.i and child.i > clause.head.i), None)
    if whole is None or any(child.dep_ == "dobj" for child in clause.head.children):
        return
    verb = clause.head
    whole.head, whole.dep_ = verb, "dobj"
    clause.head, clause.dep_ = whole, "relcl"


PLURAL_VERBS = frozenset({"were", "are", "have"})


def _mend_list_of_object(token: SpacyToken) -> None:
    """Gives a list back to the object of which the parser made a second subject: "a man accused of killing his *wife and two children* fled"."""
    subject = token.head
    joint = next((child for child in subject.children if child.dep_ == "cc" and child.i < token.left_edge.i), None)
    if token.dep_ != "conj" or subject.dep_ not in SUBJECTS or subject.head.i < token.i or joint is None or not joint.i:
        return
    whole, before = subject.head, joint.nbor(-1)
    within = before.dep_ == "dobj" and before.pos_ == "NOUN" and before.head.dep_ == "pcomp" and subject.i < before.head.i
    if within and not any(each.lower_ in PLURAL_VERBS for each in (whole, *(child for child in whole.children if child.dep_ == "aux"))):
        token.head = joint.head = before


def _mend_headline_list(token: SpacyToken) -> None:
    """Makes a list of what a headline parts by a comma alone: "Blast kills *soldier, five civilians*": five are not what one is."""
    comma = token.left_edge.i - 1
    before = token.doc[comma - 1] if comma > 0 and token.doc[comma].text == "," else token
    several = token.tag_ == "NNS" and any(child.dep_ == "nummod" for child in token.children)
    bare = (
        before.tag_ == "NN" and before.dep_ in {"dobj", "nsubj", "nsubjpass"} and not any(child.dep_ in {"det", "poss"} for child in before.children)
    )
    if several and bare and not any(child.dep_ in {"conj", "relcl"} for child in before.children):
        token.head, token.dep_ = before, "conj"


ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit"})


def _mend_accusation(of: SpacyToken) -> None:
    """Makes a deed of one that was taken for an adjective: "accuse the army of *burning* villages and *shooting* civilians"."""
    gerund = of.nbor() if of.i + 1 < len(of.doc) else of
    noun, accused = gerund.head, of.head
    verb = accused if accused.lemma_ in ACCUSING else accused.head
    if verb.lemma_ not in ACCUSING or gerund.tag_ != "VBG" or gerund.dep_ != "amod" or noun.head != of:
        return
    further = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBG" and child.i > noun.i]
    joints = [child for child in verb.children if child.dep_ == "cc" and child.i > noun.i] if further else []
    of.head = verb
    gerund.head, gerund.dep_, gerund.pos_ = of, "pcomp", "VERB"
    noun.head, noun.dep_ = gerund, "dobj"
    for each in (*further, *joints):
        each.head = gerund


# Words in -ing that do stand before what somebody denies: "denied *existing* plans".
TELLING_OF_THINGS = frozenset(
    "existing remaining pending outstanding growing mounting rising continuing ongoing leading missing surviving following conflicting".split()
)


def _mend_denial(gerund: SpacyToken) -> None:
    """Makes a deed of one that was taken for an adjective: "denied *killing* civilians", "admitted *shooting* protesters"."""
    noun = gerund.head
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in {"deny", "admit"} or gerund.i != verb.i + 1 or gerund.lower_ in TELLING_OF_THINGS:
        return
    gerund.head, gerund.dep_, gerund.pos_ = verb, "xcomp", "VERB"
    noun.head = gerund


def _mend_at_first(first: SpacyToken) -> None:
    """Gives the teller back to the verb: "At first *police* said"."""
    noun, at = first.head, first.nbor(-1)
    verb = at.head
    if noun.dep_ == "pobj" and noun.head == at and verb.i > noun.i and not any(child.dep_ in SUBJECTS for child in verb.children):
        first.head, first.dep_, first.pos_ = at, "pobj", "ADV"
        noun.head, noun.dep_ = verb, "nsubj"


TELLING = frozenset({"say", "report", "write", "announce", "state", "claim", "declare", "confirm", "post", "tell", "warn", "add"})


def _mend_citing(citing: SpacyToken) -> None:
    """Hangs whom a report cites on the telling, and what it tells as well: "Reuters reported, *citing three people*, *that he had been arrested*"."""
    clause = next((child for child in citing.rights if child.dep_ == "ccomp"), citing.head)
    teller = citing.head if clause.head == citing else clause.head
    marked = any(child.lower_ == "that" and child.i > citing.i for child in clause.lefts)
    if not marked or teller.lemma_ not in TELLING or teller.i > citing.i or not any(child.dep_ == "dobj" for child in citing.rights):
        return
    citing.head = clause.head = teller


def _mend_told_behind(noun: SpacyToken) -> None:
    """Makes what is told of a subject that stands behind who tells it: "the report, seen by AFP, says *mercenaries killed* 300 villagers"."""
    teller = noun.head
    deed = next((child for child in noun.rights if child.dep_ == "acl" and child.tag_ in {"VBD", "VBN"}), None)
    done = deed is not None and any(child.dep_ == "dobj" for child in deed.children)
    if deed is None or not done or noun.i < teller.i or teller.lemma_ not in TELLING or not any(child.dep_ == "nsubj" for child in teller.lefts):
        return
    deed.head, deed.dep_, deed.tag_ = teller, "ccomp", "VBD"
    noun.head = deed


def _mend_told_where(that: SpacyToken) -> None:
    """Makes what is told of a clause that was hung on where it is told: "said on a forum *that it had burned the bus*"."""
    clause = that.head
    place = clause.head
    teller = place.head.head
    full = any(child.dep_ == "dobj" and child.i > clause.i for child in clause.children)
    if clause.dep_ == "relcl" and place.dep_ == "pobj" and full and teller.lemma_ in TELLING and not any(c.dep_ == "ccomp" for c in teller.children):
        clause.head, clause.dep_ = teller, "ccomp"
        that.dep_, that.tag_, that.pos_ = "mark", "IN", "SCONJ"


def mend(doc: SpacyDoc) -> SpacyDoc:
    """The parsed sentence with the lemmas of misread verbs, and of a plural at its head that was taken for a name ("*Gunships* attacked")."""
    for token in doc:
        word = token.lower_
        if word in LEMMAS:
            token.lemma_ = LEMMAS[word]
        elif word in GERUNDS and token.tag_ == "VBG":
            _mend_gerund(token)
        elif token.dep_ == "amod" and token.tag_ == "VBG":
            _mend_denial(token)
        elif word == "citing":
            _mend_citing(token)
        elif token.dep_ == "nsubj" and token.i > token.head.i:
            _mend_told_behind(token)
        elif word == "that" and token.dep_ == "dobj":
            _mend_told_where(token)
        elif word == "first" and token.i and token.nbor(-1).lower_ == "at":
            _mend_at_first(token)
        elif token.dep_ == "conj":
            _mend_list_of_object(token)
        elif token.dep_ in {"appos", "npadvmod"}:
            _mend_headline_list(token)
        elif token.dep_ == "ROOT" and token.pos_ == "NOUN":
            _mend_headline(token)
        elif word == "of":
            _mend_accusation(token)
        elif word in {"whom", "which"}:
            _mend_partition(token)
    if len(doc) and doc[0].pos_ == "PROPN" and doc[0].ent_type_ in {"", "NORP"} and doc[0].lower_.endswith("s") and len(doc[0]) > 4:
        doc[0].lemma_ = doc[0].lower_[:-1]
    return doc
