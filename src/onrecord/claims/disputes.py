"""Denials, and what they deny: both are disputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from onrecord.claims import modality
from onrecord.claims.drafts import Draft
from onrecord.claims.mentions import CAUSES, DENIALS
from onrecord.claims.threads import SPOKEN_OF, dates_agree
from onrecord.facts.kinds import words_of
from onrecord.facts.place_lexicon import state_of
from onrecord.nouns import Claim, EventType, Kind, Verification

# How many sentences before a denial what it denies may stand; and how many, where that names who denies it.
REACH = 3
NAMED_REACH = 8
ANSWERED = frozenset("this it that claim claims allegation allegations accusation accusations report reports charge charges".split())
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
    return any(word.lemma_.lower() in DENIALS or any(above.lemma_.lower() in DENIALS for above in modality.governing(word)) for word in words)


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
        if not is_denial(draft):
            continue
        told = next(_told_of(draft, drafts), None)
        if told is None:
            continue
        denial = draft.claim
        draft.claim = _disputed_by(draft.claim, told.claim)
        if draft.mention.is_pointer and not draft.claim.actors:  # whose deed it is said to be is what is denied
            draft.claim = msgspec.structs.replace(draft.claim, actors=told.claim.actors)
        if draft.mention.is_pointer and not draft.claim.recipients and _answers(draft, told):
            draft.claim = msgspec.structs.replace(draft.claim, recipients=told.claim.recipients)
        if draft.claim.when is None:
            draft.claim = msgspec.structs.replace(draft.claim, when=told.claim.when)
        if draft.claim.place is None:
            draft.claim = msgspec.structs.replace(draft.claim, place=told.claim.place)
        if _answers(draft, told) or _accuses(told, draft) or _names_the_deed(draft, told):
            told.claim = _disputed_by(told.claim, denial)
