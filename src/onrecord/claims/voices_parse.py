"""What a parse tells of reporting verbs: what the verb does to its content, who its subject is, and whether that can speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.facts.kinds import kind_guess
from onrecord.facts.people import people_noun
from onrecord.lexicon import read_lexicon, read_section
from onrecord.nouns import Kind
from onrecord.text.tokens import Token

ACTS = ("say", "hedge", "deny", "ask", "judge", "accuse", "quote", "show")
SUBJECT_DEPS = frozenset(("nsubj", "csubj", "expl"))
RELATIVES = frozenset(("who", "which", "that"))
NOT_VOICES = frozenset(("it", "this", "that", "there", "which", "what", "i", "we", "you", "us", "me"))
SILENT_KINDS = frozenset((Kind.INFRASTRUCTURE,))


@cache
def _lexicon() -> dict[str, str]:
    lexicon = read_lexicon("cue_verbs.txt")
    return {lemma: act for act in reversed(ACTS) for lemma in lexicon[act]}


@cache
def words_of_section(section: str) -> frozenset[str]:
    return read_section("cue_verbs.txt", section)


def act_of(token: Token) -> str | None:
    """What the verb does to its content, ``None`` for a verb that reports nothing: "rule out" denies, "call for" asks."""
    if token.pos_ not in {"VERB", "AUX"} and token.tag_[:2] != "VB":
        return None
    lemma = token.lemma_.casefold()
    for child in token.children:
        if child.i > token.i and (child.dep_ == "prt" or (child.dep_ == "prep" and child.i == token.i + 1)):
            act = _lexicon().get(f"{lemma} {child.text.casefold()}")
            if act:
                return act
    if lemma == "rule":
        return None
    return _lexicon().get(lemma)


def lemma_of(token: Token) -> str:
    lemma = token.lemma_.casefold()
    for child in token.children:
        if child.i > token.i and f"{lemma} {child.text.casefold()}" in _lexicon():
            return f"{lemma} {child.text.casefold()}"
    return lemma


def left_edge(token: Token) -> int:
    return min(t.i for t in token.subtree)


def right_edge(token: Token) -> int:
    return max(t.i for t in token.subtree)


def is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" or child.dep_ == "nsubjpass" for child in verb.children)


def subject_of(verb: Token, seen: int = 0) -> Token | None:
    """The head token of who acts: its own subject, or that of the verb it leans on."""
    if seen > 5:
        return None
    own = [child for child in verb.children if child.dep_ in SUBJECT_DEPS and child.i != verb.i]
    own = [child for child in own if not _names_noun_before(child, own)]
    if not own and (beside := subject_as_aside(verb)) is not None:
        return beside
    if own:
        subject = next((child for child in reversed(own) if child.text.casefold() not in RELATIVES), own[-1])
        return antecedent(_behind_share(subject) or subject, verb)
    if verb.dep_ in {"ccomp", "xcomp"} and any(child.text.casefold() in RELATIVES and child.dep_ in SUBJECT_DEPS for child in verb.head.children):
        return antecedent(next(child for child in verb.head.children if child.text.casefold() in RELATIVES), verb.head)
    if is_passive(verb):
        return next((pobj for agent in verb.children if agent.dep_ == "agent" for pobj in agent.children if pobj.dep_ == "pobj"), None)
    for rule in (_subject_of_absolute, _subject_inverted, _subject_by_place):
        found = rule(verb)
        if found is not None:
            return found
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head if verb.tag_ == "VBG" else None
    if verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis", "prep"} and head != verb:
        if head.pos_ == "ADP" and head.head != head:
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            return subject_of(head, seen + 1) or next((child for child in head.children if child.dep_ == "nsubjpass"), None)
        if head.pos_ in {"NOUN", "PROPN"} and verb.tag_ == "VBG":
            return head
    return None


def _behind_share(subject: Token) -> Token | None:
    """Who speaks behind a share of those told of, which the parser joined with them: "killed 22, 20 of them children, *witnesses* said"."""
    of = (pobj for prep in subject.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj")
    if subject.pos_ not in {"NUM", "DET", "PRON", "ADJ"} or not any(each.lower_ in {"them", "whom"} for each in of):
        return None
    joined = (child for child in subject.subtree if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"})
    return next((each for each in joined if left_edge(each) and each.doc[left_edge(each) - 1].text == ","), None)


def _names_noun_before(name: Token, subjects: Sequence[Token]) -> bool:
    """Whether a name that the parser takes for a second subject is that of the noun before it: "an official in the regional capital *Dori* said"."""
    before = name.doc[name.i - 1] if name.i else name
    return name.pos_ == "PROPN" and before.dep_ == "pobj" and any(before in subject.subtree for subject in subjects if subject.i < name.i)


NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "CCONJ", "PUNCT", "PART"))


def subject_as_aside(verb: Token) -> Token | None:
    """ "…, injuring three others, *the head* of the region, Ana Duarte, wrote": the speaker that the parser took for an aside to what is told."""
    if not _is_past(verb) or verb.i < 2 or any(child.dep_ == "cc" and child.i < verb.i for child in verb.head.children if child.i > verb.head.i):
        return None
    last = verb.nbor(-2) if verb.nbor(-1).text == "," else verb.nbor(-1)
    last = _past_relative_clause(last, verb)
    while last.dep_ in {"pobj", "prep", "compound", "conj"} and last.head.i < last.i and last.head.pos_ != "VERB":
        last = last.head
    named = last.dep_ == last.head.dep_ == "appos" and last.ent_type_ == "PERSON" and last.head.pos_ in {"NOUN", "PROPN"}
    who = last.head if named else last
    opens = left_edge(who)
    if verb.nbor(-1).text == "," and who.doc[opens].lower_ in {"a", "an"}:
        return None  # "the Observatory, *a monitor*, reported"
    person = named or who.ent_type_ == "PERSON" or kind_guess(who.doc.text_of(opens, who.i + 1)) not in {None, Kind.INFRASTRUCTURE, Kind.DOCUMENT}
    return who if who.dep_ == "appos" and opens > 0 and who.doc[opens - 1].text == "," and person else None


def _is_past(verb: Token) -> bool:
    """Whether a verb tells what somebody did: "told Reuters" alone may be taken for a participle."""
    helped = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and verb.lemma_.lower() == "tell" and not helped and any(child.dep_ == "dobj" for child in verb.children)
    )


def _past_relative_clause(last: Token, verb: Token) -> Token:
    """Whom the words before a verb are said of, where they are a relative clause: "a *farmer* who saw the attack told the Herald"."""
    token = last
    while token.head.i < verb.i and token.head != token:
        if token.dep_ == "relcl" and token.head.i < token.i and token.head.dep_ == "appos":
            return token.head
        token = token.head
    return last


def _subject_with_aside(verb: Token) -> Token | None:
    """ "…, the Observatory for Rights, a monitor, reported": the noun phrase between the commas before an aside, whatever the parser made of it."""
    doc = verb.doc
    commas = [token.i for token in doc[: verb.i] if token.text == ","]
    if len(commas) < 3 or any(not token.is_punct for token in doc[verb.i + 1 :]):
        return None
    before, between, _ = commas[-3:]
    who, aside = doc[before + 1 : between], doc[between + 1 : verb.i - 1]
    plain = all(token.pos_ in NOMINAL or token.tag_ in {"VBN", "RB"} for token in (*who, *aside))
    if not plain or not who or not aside or aside[0].lower_ not in {"a", "an", "the", "who", "which"}:
        return None
    nouns = [token for token in who if token.pos_ in {"NOUN", "PROPN"}]
    heads = (noun for noun in nouns if noun.nbor(1).pos_ not in {"NOUN", "PROPN"})
    return next(heads, None)


def antecedent(subject: Token, verb: Token) -> Token:
    """Who a relative pronoun stands for, that is the verb's subject; any other subject itself."""
    if subject.text.casefold() in RELATIVES and verb.dep_ == "relcl":
        return _one_of(verb.head, verb)
    if subject.text.casefold() in RELATIVES:
        while verb.head != verb:
            if verb.dep_ == "relcl":
                return verb.head
            verb = verb.head
    return of_main_clause(subject, verb) or subject


WOMEN = frozenset("woman girl mother wife daughter sister grandmother aunt widow schoolgirl policewoman".split())
MEN = frozenset("man boy father husband son brother grandfather uncle gunman policeman fisherman businessman imam priest".split())


def of_main_clause(pronoun: Token, verb: Token) -> Token | None:
    """Who "she" is in a clause beside one of a nameless person: "a *woman* was fined after she wrote that …"."""
    if pronoun.lower_ not in {"he", "she"}:
        return None
    above = verb.head
    if verb.dep_ == "relcl" and pronoun.i == above.i + 1:  # "an *activist* posted a list of people *he* said had been executed"
        above = next((each for each in above.ancestors if each.pos_ == "VERB"), above)
    elif verb.dep_ != "advcl" and (verb.dep_ != "ccomp" or pronoun.dep_ != "nsubj"):
        return None
    others = WOMEN if pronoun.lower_ == "he" else MEN
    for subject in above.children:
        aged = subject.lower_ == "old" and subject.i > 0 and subject.nbor(-1).text == "-"  # "a 17-year-old"
        if subject.dep_ in {"nsubj", "nsubjpass"} and (subject.tag_ == "NN" or aged) and subject.i < pronoun.i:
            return subject if (aged or people_noun(subject.lower_) is not None) and subject.lower_ not in others else None
    return None


def _one_of(head: Token, verb: Token) -> Token:
    """ "one of the groups that has claimed": a verb in the singular goes with the one."""
    singular = verb.tag_ == "VBZ" or any(child.dep_ == "aux" and child.tag_ == "VBZ" for child in verb.children)
    if singular and head.tag_ in {"NNS", "NNPS"} and head.dep_ == "pobj" and head.head.head.text.casefold() == "one":
        return head.head.head
    return head


def _subject_of_absolute(verb: Token) -> Token | None:
    """ "with their commander John Smith, known for his beard, threatening more attacks": the commander speaks."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj", "acl", "pcomp"}:
        return None
    doc = verb.doc
    for at in range(verb.i - 1, max(-1, verb.i - 25), -1):
        token = doc[at]
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if token.text.casefold() == "with" and token.dep_ == "prep":
            pobj = next((child for child in token.children if child.dep_ == "pobj"), None)
            speaks = pobj is not None and (
                pobj.ent_type_ == "PERSON" or pobj.tag_ in {"NNP", "NNPS"} or kind_guess(pobj.text) not in {None, Kind.INFRASTRUCTURE, Kind.DOCUMENT}
            )
            return pobj if speaks else None
    return None


def _subject_inverted(verb: Token) -> Token | None:
    """ "…," said Saidov: the parser may call the speaker an object."""
    if verb.i == 0 or verb.doc[verb.i - 1].text not in {",", "”", '"', "’", "''", "»", "?", "!"}:
        return None
    for child in verb.rights:
        if (
            child.dep_ in {"dobj", "attr", "oprd", "npadvmod", "appos"}
            and child.ent_type_ not in {"DATE", "TIME"}
            and child.pos_ in {"PROPN", "NOUN"}
        ):
            return child
    return None


def _subject_by_place(verb: Token) -> Token | None:
    """ "…, killing nine people, police and witnesses said": what stands between the last comma and the verb, whatever the parser made of it."""
    if (
        verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or verb.dep_ not in {"ROOT", "ccomp", "parataxis"}
        or verb.lemma_.casefold() not in {"say", "report", "tell", "add"}
    ):
        return None
    if verb.i and verb.doc[verb.i - 1].text == ",":  # "…, the Observatory, a monitor, reported"
        return _subject_with_aside(verb)
    first = verb.i
    while first and verb.doc[first - 1].pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ"}:
        first -= 1
    if first == verb.i or first == 0 or verb.doc[first - 1].text != ",":
        return None
    return next((token for token in verb.doc[first : verb.i] if token.pos_ in {"NOUN", "PROPN"} and token.nbor(1).pos_ in {"CCONJ", "VERB"}), None)


def is_nobody(noun: Token) -> bool:
    """Whether a noun phrase is of none: "*no group* has claimed", "*neither side* said"."""
    return noun.text.casefold() in {"nobody", "none", "neither"} or any(child.text.casefold() in {"no", "neither"} for child in noun.lefts)


# Headlines leave out so much that the parser takes a deed for who says it: "kin say *massacre*".
DEEDS = frozenset(
    "massacre attack clash raid ambush bombing shelling strike airstrike killing murder shooting fighting violence explosion blast".split()
)
# Verbs whose "it" is a body that speaks, and no "it" of grammar.
SAID_BY_IT = frozenset("say add quote cite deny claim announce report document record confirm estimate accuse blame allege put".split())


# Bodies named by the rooms that they sit in: "the county health *office* said".
SPEAKING_ROOMS = frozenset({"office", "headquarters"})


def may_speak(subject: Token, lemma: str) -> bool:
    """Whether the subject can be a voice of this verb: of a weak one only those that are known to speak."""
    words = subject.text.casefold()
    if (words in NOT_VOICES and words != "it") or is_nobody(subject) or (subject.lemma_.lower() in DEEDS and kind_guess(subject.text) is None):
        return False
    if subject.pos_ == "PRON":
        return words in {"he", "she", "they", "who", "some", "many", "others", "one", "both", "it"} and (words != "it" or lemma in SAID_BY_IT)
    if subject.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"}:
        return False
    if subject.pos_ == "PROPN" or subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    if any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in subject.children):
        return True  # "the head of the region, *Ana Duarte*,"
    kind = kind_guess(subject.doc.text_of(left_edge(subject), subject.i + 1)) or kind_guess(subject.text)
    if kind in SILENT_KINDS and subject.lemma_.lower() not in SPEAKING_ROOMS:
        return False
    if kind is not None:
        return True
    return lemma not in words_of_section("needs_speaker") and subject.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET"}


def medium_in(words: str) -> str | None:
    """The medium that the words name: "in a post on Twitter" is Twitter.

    >>> medium_in("in a post on Twitter"), medium_in("in a statement"), medium_in("in Kabul")
    ('Twitter', 'statement', None)
    """
    tokens = re.findall(r"[A-Za-zé]+(?:-[a-z]+)?", re.sub(r"([a-z])([A-Z])", r"\1 \2", words))
    lowered = [token.casefold() for token in tokens]
    for medium, names in _media():
        for first, parts in names:
            if first in lowered and any(lowered[at : at + len(parts)] == parts for at in range(len(lowered) - len(parts) + 1)):
                return medium
    return None


@cache
def _media() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The media, each with its names by their first words and all of them."""
    return [(medium, [(name.split()[0], name.split()) for name in names]) for medium, names in read_lexicon("cue_media.txt").items()]
