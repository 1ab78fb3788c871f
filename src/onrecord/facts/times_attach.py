"""What word of its sentence a time hangs on, as the parser says it and as it is set right where the parser is known to err."""

from __future__ import annotations

import re

from onrecord.facts.times_mention import TimeMention
from onrecord.facts.times_words import word_list
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
PRESENT = frozenset({"VBZ", "VBP"})
# What courts and police do about a deed: "jailed for the blowing up of a bridge in May 2020".
PROSECUTING = frozenset(
    word_list(
        """
        accuse acquit arrest arraign blame charge condemn convict detain execute extradite fine hang hold imprison indict investigate jail prosecute
        punish question sanction seek sentence summon suspect try want
        """
    )
)
LONG = frozenset({"month", "quarter", "season", "year", "range", "decade"})
CRIMES = re.compile(
    r"(?:killing|murder|death|slaying|shooting|stabbing|beating|bombing|attack|assault|rape|robbery|kidnapping|abduction|assassination|blast|"
    r"explosion|arson|massacre|hijacking|poisoning|crash|plot)s?$",
    re.I,
)
STILL_RUNNING = re.compile(r"\b(?:this|since|today|now)\b", re.I)


DEEDS = re.compile(
    r"(?:\w{2,}ing|attack|assault|strike|raid|blast|explosion|massacre|murder|killing|death|assassination|ambush|kidnap|abduction|hijack|attempt|"
    r"plot|coup|riot|arson|robbery|rape|crash|destruction|sabotage|incident|clash)s?$",
    re.I,
)


def token_at(sentence: Sentence, offset: int) -> Token | None:
    """The token that covers a report offset."""
    at = offset - sentence.start
    return next((token for token in sentence.doc if token.idx <= at < token.idx + len(token)), None)


def words_before(sentence: Sentence, mention: TimeMention) -> str:
    """The words of the sentence before the time."""
    return sentence.text[: mention.start - sentence.start]


def words_after(sentence: Sentence, mention: TimeMention) -> str:
    """The words of the sentence after the time."""
    return sentence.text[mention.end - sentence.start :]


def clause_head(token: Token) -> Token:
    """The head of the innermost clause that the token stands in."""
    while token.head != token:
        if token.dep_ in CLAUSE_HEADS and token.pos_ in VERBS:
            return token
        if token.dep_ == "conj" and token.pos_ in VERBS and token.head.pos_ in VERBS:
            return token
        token = token.head
    return token


def is_infinitive(token: Token) -> bool:
    """Whether the verb stands after "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def dealt_with(deed: Token) -> Token | None:
    """The verb of courts and police that deals with the deed: "jailed" for the killing in "jailed a man for life for killing five people"."""
    if deed.dep_ not in {"pobj", "pcomp"} or deed.head.lower_ not in {"for", "over", "of", "with", "in"}:
        return None
    verb = next((token for token in deed.ancestors if token.pos_ in VERBS), None)
    if verb is None or verb.lemma_.lower() not in PROSECUTING or verb.i > deed.i:
        return None
    owner = deed.head.head
    near = owner == verb or owner.head == verb or (owner.lower_ in {"connection", "relation"} and owner.head.head == verb)
    if deed.head.lower_ in {"for", "over"} or (near and deed.head.lower_ == "of"):
        return verb
    return verb if near and (deed.head.lower_ == "with" or CRIMES.search(deed.text)) else None


def find_governor(sentence: Sentence, mention: TimeMention) -> Token | None:
    """The word outside the time's own words that the time hangs on; None where there is none."""
    told = _parsed_governor(sentence, mention)
    if told is None:
        return None
    if mention.bound == "since" and told.dep_ == "advcl" and any(mark.lower_ == "since" for mark in told.children):
        return told.head  # "37,300 have been *killed* since the war began on October 7"
    for mend in (_before_present_verb, _behind_deed, _behind_perfect, _behind_present_verb):
        if (other := mend(sentence, mention, told)) is not None:
            return other
    return told


def _parsed_governor(sentence: Sentence, mention: TimeMention) -> Token | None:
    tokens = sentence.doc.tokens_at(mention.start - sentence.start, mention.end - sentence.start)
    if not tokens:
        return None
    first, end = tokens[0].i, tokens[-1].i + 1
    token = sentence.doc.root_of(first, end)
    while token.head != token:
        token = token.head
        if token.i not in range(first, end) and token.pos_ not in {"ADP", "ADV", "SCONJ", "PART"}:
            return token
    return None


def _is_behind(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time is over when the report is written: "this week" and "since May" are not."""
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    return not mention.future and mention.bound is None and STILL_RUNNING.search(words) is None


def _before_present_verb(sentence: Sentence, mention: TimeMention, told: Token) -> Token | None:
    """ "A truce agreed with the rebels last May seems to hold": the time gone by is the participle's, not the present verb's."""
    at, end = mention.start - sentence.start, mention.end - sentence.start
    if told.tag_ not in PRESENT or told.idx < end or not _is_behind(sentence, mention):
        return None
    if any(token.pos_ not in {"ADV", "PART", "AUX"} for token in sentence.doc if end <= token.idx < told.idx):
        return None
    for token in reversed([token for token in sentence.doc if token.idx < at]):
        if token.is_punct:
            return None
        if token.tag_ in {"VBN", "VBD"} and token.pos_ == "VERB":
            return token
    return None


def _behind_present_verb(sentence: Sentence, mention: TimeMention, told: Token) -> Token | None:
    """ "Hit a base that houses foreign troops on Sunday": a day gone by is not a present verb's, but that of the past clause around it."""
    head = clause_head(told)
    if head.tag_ not in PRESENT or head.dep_ != "relcl" or told.idx > mention.start - sentence.start or not _is_behind(sentence, mention):
        return None
    outer = clause_head(head.head)
    return outer if outer != head and outer.tag_ in {"VBD", "VBN"} else None


def _behind_deed(sentence: Sentence, mention: TimeMention, told: Token) -> Token | None:
    """ "Jailed for the bombing of a mosque in 2015": a month or a year told behind the deed is the deed's; a bare "murder" takes none."""
    if told.lemma_.lower() not in PROSECUTING or (mention.grain not in LONG and mention.rule != "day-month"):
        return None
    at = mention.start - sentence.start
    for deed in reversed([token for token in sentence.doc if told.idx < token.idx < at]):
        if not DEEDS.search(deed.text):
            continue
        told_at_length = deed.dep_ == "pcomp" or any(child.dep_ == "det" for child in deed.children)
        if told_at_length and dealt_with(deed) == told:
            return deed
    return None


def _behind_perfect(sentence: Sentence, mention: TimeMention, told: Token) -> Token | None:
    """ "Have arrested four men over the killing of two nurses last week": no day gone by goes with "have arrested", so it is the killing's."""
    perfect = any(child.dep_ == "aux" and child.lower_ in {"have", "has", "'ve", "’ve"} for child in told.children)
    if not perfect or told.lemma_.lower() not in PROSECUTING or not _is_behind(sentence, mention):
        return None
    at = mention.start - sentence.start
    between = [token for token in sentence.doc if told.idx < token.idx < at and token.pos_ in NOUNS and token.dep_ in {"pobj", "pcomp"}]
    return next((token for token in between if DEEDS.search(token.text)), None)
