"""Denials, and what they deny: both are disputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from onrecord.claims.drafts import Draft
from onrecord.claims.governed import governing, is_negated
from onrecord.claims.mentions import CAUSES, DENIALS, is_result
from onrecord.claims.polarity import DENY_WORDS, is_disowned
from onrecord.claims.threads import SPOKEN_OF, dates_agree
from onrecord.claims.untrue import NAMING, UNTRUE
from onrecord.claims.voices_parse import subject_of
from onrecord.facts.kinds import words_of
from onrecord.facts.place_lexicon import state_of
from onrecord.nouns import Claim, EventType, Kind, Verification
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

# How many sentences before a denial what it denies may stand; and how many, where that names who denies it.
REACH = 3
NAMED_REACH = 8
ANSWERED = frozenset("this it that claim claims allegation allegations accusation accusations report reports charge charges".split())
# Verbs and adjectives that answer what was told in the sentence before: "rejected this", "called the accusation absurd", "that is untrue".
REJECTING = DENY_WORDS | {"contest", "contradict"}
SAID_BEFORE = frozenset("this that it claim allegation accusation charge report account version assertion".split())
# Words in capitals that name nobody in particular.
SMALL = frozenset(
    """the a an of for and in its their his her spokesman spokeswoman spokesperson official officials leaders leader member members police army
    military ministry minister government forces force security foreign defense defence interior department general group party office""".split()
)


def is_denial(draft: Draft) -> bool:
    """Whether a voice denies the deed itself, not a part of it ("no foreign weapons were used")."""
    if draft.claim.polarity != "negative" or not draft.claim.attribution:
        return False
    words = [trigger.token for trigger in draft.mention.triggers]
    return any(
        is_disowned(word) or word.lemma_.lower() in DENIALS or any(above.lemma_.lower() in DENIALS for above in governing(word)) for word in words
    )


def _is_contrary(draft: Draft) -> bool:
    """Whether a voice says that the deed was not done, without a word of denying: "we did not fire a shot". "Nobody was killed" tells no deed."""
    claim, triggers = draft.claim, draft.mention.triggers
    if claim.polarity != "negative" or not claim.attribution or claim.stage not in {"happened", "attempted"} or draft.mention.is_pointer:
        return False
    told = [trigger.token for trigger in triggers if not is_result(trigger)]
    return any(token.pos_ == "VERB" or any(child.lower_ == "no" for child in token.children) for token in told)


def _origin(claim: Claim) -> str | None:
    return claim.attribution[-1].name if claim.attribution else None


def _disputed_by(claim: Claim, other: Claim) -> Claim:
    verification = Verification("disputed", _origin(other), other.exact, other.start, other.end)
    return msgspec.structs.replace(claim, verification=verification)


def _answers(denial: Draft, told: Draft) -> bool:
    """Whether a denial answers the very sentence before it: "denied *this*", "dismissed *the claim*". Else what it denies is less sure."""
    if denial.mention.sentence.index - told.mention.sentence.index > 1:
        return False
    return any(token.lower_ in ANSWERED and token.dep_ != "mark" for token in denial.mention.sentence.doc)


def _names(words: str) -> set[str]:
    """The names in some words; a state's capital, people and name are one."""
    plain = (re.sub(r"['’]s?$", "", word) for word in words_of(words) if word[:1].isupper())
    return {state_of(word) or word.casefold() for word in plain} - SMALL


def _accuses(told: Draft, denial: Draft) -> bool:
    """Whether a telling lays the deed to the one who denies it: its words, past its own voice's and its victim's name, have the denier's."""
    if not told.claim.attribution or denial.claim.attribution[-1].kind is Kind.RELATIVE:
        return False
    doers = set().union(*(_names(party.name) for party in told.claim.actors))
    if doers & _names(denial.claim.exact):
        return True  # "the Reform Party blamed the *Lake Union*", "Moke, a *Lake Union* leader, said his party had nothing to do with it"
    others = [voice.name for voice in told.claim.attribution] + [party.name for party in told.claim.recipients]
    return bool((_names(_origin(denial.claim) or "") - set().union(*map(_names, others))) & _names(told.claim.exact))


def _names_the_deed(denial: Draft, told: Draft) -> bool:
    """Whether both name one kind of deed in so many words, in two voices: "two were abducted", "denied that any was abducted"."""
    points = (denial.mention.is_pointer or told.mention.is_pointer) and denial.claim.event_type is not EventType.TERRITORY_CHANGE
    if points or not told.claim.attribution:
        return False
    if denial.claim.event_type is told.claim.event_type:
        return True
    beside = denial.mention.sentence.index - told.mention.sentence.index <= 1 and dates_agree(denial.claim.when, told.claim.when)
    return beside and {denial.claim.event_type, told.claim.event_type} <= CAUSES  # "police *shot* him", "denied that officers had *killed* him"


def _told_of(denial: Draft, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The tellings in other voices that a denial may be of, the likeliest first: those that accuse who denies, then the nearest before."""
    here = denial.mention.sentence.index
    others = [
        other
        for other in drafts
        if other is not denial
        and other.claim.polarity == "positive"
        and other.claim.stage in {"happened", "attempted"}
        and _origin(other.claim) != _origin(denial.claim)
        and other.mention.offset < denial.mention.offset
    ]
    near = [other for other in reversed(others) if here - other.mention.sentence.index <= NAMED_REACH]
    yield from (other for other in near if other.claim.event_type in SPOKEN_OF and _accuses(other, denial))
    if denial.mention.is_pointer:  # "rejected *the accusation*"
        yield from (other for other in near if other.claim.event_type in SPOKEN_OF and other.claim.attribution and _answers(denial, other))
    close = [other for other in near if here - other.mention.sentence.index <= REACH]
    yield from (other for other in close if _names_the_deed(denial, other))
    yield from (other for other in close if other.thread == denial.thread)


def mark_denied(drafts: Sequence[Draft]) -> None:
    """Mark a denial as disputed by the telling in another voice that it denies, and that telling too where it is sure which it is."""
    for draft in drafts:
        denies = is_denial(draft)
        if not denies and not _is_contrary(draft):
            continue
        told = next((told for told in _told_of(draft, drafts) if denies or told.claim.event_type is draft.claim.event_type), None)
        if told is None:
            continue
        denial = draft.claim
        draft.claim = _disputed_by(draft.claim, told.claim)
        if denies:
            _take_over(draft, told)
        if _answers(draft, told) or _accuses(told, draft) or _names_the_deed(draft, told):
            told.claim = _disputed_by(told.claim, denial)


def _take_over(denial: Draft, told: Draft) -> None:
    """Give a denial the day and place of what it denies, and who did it to whom where it only points at that: that is what is denied."""
    pointer, claim = denial.mention.is_pointer, denial.claim
    denial.claim = msgspec.structs.replace(
        claim,
        actors=told.claim.actors if pointer and not claim.actors else claim.actors,
        recipients=told.claim.recipients if pointer and not claim.recipients and _answers(denial, told) else claim.recipients,
        when=claim.when or told.claim.when,
        place=claim.place or told.claim.place,
    )


def _points_on(word: Token) -> bool:
    """Whether "this" or "that" only points at the noun behind it, whatever the parser made of that: "called *that* reading absurd"."""
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return word.lower_ in {"this", "that"} and following is not None and (following.pos_ in {"NOUN", "ADJ"} or following.tag_ == "VBG")


def _is_untrue(verb: Token) -> bool:
    """Whether something is said to be untrue: "that *is* a lie"; and not "it would be absurd to negotiate"."""
    if verb.lemma_ != "be" or any(child.dep_ in {"aux", "xcomp", "ccomp", "advcl"} and child.tag_ != "VBZ" for child in verb.children):
        return False
    said = [child for child in verb.children if child.dep_ in {"acomp", "attr"}]
    return any(each.lemma_.lower() in UNTRUE for child in said for each in (child, *(low for low in child.children if low.dep_ == "amod")))


def _rejecting(sentence: Sentence) -> str | None:
    """Who rejects what was told before: "the mayor disputes *this*", "*that* is untrue". "" where nobody is named, None where nobody does."""
    for verb in sentence.doc:
        if verb.pos_ not in {"VERB", "AUX"} or is_negated(verb):
            continue
        things = [child for child in verb.children if child.dep_ in {"dobj", "nsubj"} and child.lemma_.lower() in SAID_BEFORE]
        if not things or any(child.dep_ in {"acl", "relcl", "prep"} for child in things[0].children) or _points_on(things[0]):
            continue
        if things[0].dep_ == "nsubj":
            if _is_untrue(verb):
                return ""
            continue
        untrue = any(token.lemma_.lower() in UNTRUE for token in verb.subtree)
        subject = subject_of(verb)
        if subject is not None and (verb.lemma_ in REJECTING or (verb.lemma_ in NAMING and untrue)):
            return "" if subject.pos_ == "PRON" else " ".join(each.text for each in subject.subtree if each.i <= subject.i and each.dep_ != "det")
    return None


def _may_be_answered(draft: Draft, by: str) -> bool:
    """Whether a telling is some voice's that another could reject, or lays a deed to the one who does."""
    claim = draft.claim
    if claim.polarity != "positive" or claim.stage not in {"happened", "attempted"} or claim.verification.status != "unstated":
        return False
    if claim.attribution:
        return not _names(by) or not _names(by) <= _names(_origin(claim) or "")
    return any(_names(by) & _names(party.name) for party in claim.actors)


def mark_answered(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> None:
    """Mark what a voice tells as disputed where the next sentence rejects it in so many words: "the mayor disputes this", "that is untrue"."""
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        told.setdefault(draft.mention.sentence.index, []).append(draft)
    for sentence in sentences:
        before = told.get(sentence.index - 1)
        by = _rejecting(sentence) if before and sentence.parsed else None
        if before is None or by is None:
            continue
        for draft in before:
            if _may_be_answered(draft, by):
                verification = Verification("disputed", by or None, sentence.text, sentence.start, sentence.end)
                draft.claim = msgspec.structs.replace(draft.claim, verification=verification)
