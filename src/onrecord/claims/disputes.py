"""Denials, and what they deny: both are disputed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.claims import modality
from onrecord.claims.drafts import Draft
from onrecord.claims.mentions import DENIALS
from onrecord.nouns import Claim, Verification

# How many sentences before a denial what it denies may stand.
REACH = 3


ANSWERED = frozenset("this it that claim claims allegation allegations accusation accusations report reports charge charges".split())


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
    return any(token.lower_ in ANSWERED for token in denial.mention.sentence.doc)


def mark_denied(drafts: Sequence[Draft]) -> None:
    """Mark a denial as disputed by the last telling of its event in another voice before it, and that telling too where the denial answers it."""
    for at, draft in enumerate(drafts):
        if not is_denial(draft):
            continue
        for other in reversed(drafts[:at]):
            if draft.mention.sentence.index - other.mention.sentence.index > REACH:
                break
            told = other.thread == draft.thread and other.claim.polarity == "positive" and other.claim.stage in {"happened", "attempted"}
            if told and _origin(other.claim) != _origin(draft.claim):
                denial = draft.claim
                draft.claim = _disputed_by(draft.claim, other.claim)
                if _answers(draft, other):
                    other.claim = _disputed_by(other.claim, denial)
                break
