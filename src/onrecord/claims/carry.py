"""What a later mention takes from an earlier one, as a reader does: the telling type of a bare word, and who did it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims import grammar
from onrecord.claims.carry_when import told_before
from onrecord.claims.carry_where import PLACELESS
from onrecord.claims.drafts import Draft, is_definite, points_back
from onrecord.claims.mentions import CAUSES, OPEN, is_answered
from onrecord.claims.stories import is_of_months
from onrecord.claims.threads import TOLD_STAGES, Thread, party_words
from onrecord.nouns import EventType, Kind, Party

# People whose release is by those who hold them.
HELD = frozenset("hostage captive abductee girl schoolgirl student worker".split())
# How captives get away from those who hold them.
COMING_OUT = frozenset("find escape flee rescue".split())
DEMANDING = frozenset("demand urge appeal insist".split())


def carry_over(threads: Sequence[Thread]) -> None:
    """Give each draft what its own words leave out and its thread tells: type of an open word, place, date, parties."""
    for thread in threads:
        event_type = thread.event_type()
        for draft in thread.drafts:
            claim = draft.claim
            changes: dict[str, object] = {}
            if (
                (
                    claim.event_type in OPEN
                    or _is_raid_from_the_air(draft, event_type)
                    or {claim.event_type, event_type} == {EventType.BOMBING, EventType.SUICIDE_BOMBING}
                )
                and event_type not in OPEN
                and not (event_type is EventType.SABOTAGE and draft.own_toll)
                and (points_back(draft) or draft.mention.token.lemma_.lower() == "strike")
            ):
                changes["event_type"] = event_type
            if claim.place is None and claim.event_type not in PLACELESS and (place := thread.place(draft)) is not None:
                changes["place"] = place
            if claim.when is None and (when := told_before(thread, draft)) is not None:
                changes["when"] = when
            if not claim.actors and _takes_doers(draft) and (actors := thread.actors(draft)):
                changes["actors"] = actors
            draft.carried = set(changes)
            draft.claim = msgspec.structs.replace(claim, **changes)


def _is_raid_from_the_air(draft: Draft, told: EventType) -> bool:
    """Whether "the raids" are air strikes that were told before."""
    return told is EventType.AIR_STRIKE and draft.claim.event_type is EventType.ARMED_CLASH and draft.mention.token.lemma_.lower() == "raid"


def _takes_doers(draft: Draft) -> bool:
    """Whether a deed may be by whom its thread names: "the attack", but not one that only says since when ("the worst since *the
    attack* of May"), nor one that counts whom it was done to ("the *slayings* of 14 women")."""
    token = draft.mention.token
    since = token.dep_ == "pobj" and token.head.lower_ == "since"
    found = token.lemma_.lower() in {"body", "toll"} and draft.own_place and draft.own_toll  # "*the bodies* of six men were found in X": anybody's
    counted = any(each.dep_ == "nummod" for prep in token.children if prep.lower_ == "of" for whom in prep.children for each in whom.children)
    return is_definite(token) and not (since or found or counted) and not is_answered(draft.mention)


def carry_strikes(drafts: Sequence[Draft]) -> None:
    """Have a bare "strike" be from the air where the report told so of one before, by the same side or by nobody else."""
    before: Draft | None = None
    for draft in drafts:
        claim = draft.claim
        if draft.mention.token.lemma_.lower() != "strike":
            continue
        if claim.event_type is EventType.AIR_STRIKE:
            before = draft
        elif claim.event_type is EventType.ATTACK and before is not None:
            mine, its = party_words(claim.actors), party_words(before.claim.actors)
            if not mine or not its or mine & its:
                draft.claim = msgspec.structs.replace(claim, event_type=EventType.AIR_STRIKE)


def carry_captors(drafts: Sequence[Draft]) -> None:
    """Name the captors of people held or let go: those whom the sentence names, else those whom most of the report's tellings name."""
    tellings = [
        draft
        for draft in drafts
        if draft.claim.event_type is EventType.ABDUCTION
        and draft.claim.actors
        and not draft.mention.is_untold
        and draft.claim.stage in TOLD_STAGES
        and "same" not in party_words(draft.claim.actors)  # "abducted by the same group": which?
    ]
    told = [draft.claim.actors for draft in tellings]
    chief = max(told, key=lambda actors: sum(bool(party_words(actors) & party_words(other)) for other in told), default=())
    known = bool(told) and sum(bool(party_words(chief) & party_words(other)) for other in told) >= MOST * len(told)
    for draft in drafts:
        claim = draft.claim
        if claim.actors or claim.polarity == "negative" or is_of_months(draft):
            continue
        captors = _captors_named(draft) if claim.event_type is EventType.ABDUCTION else _captors_beside(draft, tellings)
        if not captors and known and _is_captivity(draft) and not all(_is_of_other_days(draft, other) for other in tellings):
            captors = chief
        if captors:
            draft.claim = msgspec.structs.replace(claim, actors=captors)
            draft.carried.add("actors")


def _is_of_other_days(draft: Draft, other: Draft) -> bool:
    """Whether a draft sums up those taken *since* a day, and another tells of one deed: "Seven officers have been kidnapped since Monday"."""
    mine, its = draft.claim.when, other.claim.when
    if draft.claim.event_type is not EventType.ABDUCTION or not draft.own_when or mine is None or its is None:
        return False
    return (mine.exact or "").casefold().startswith("since") and (mine.earliest, mine.latest) != (its.earliest, its.latest)


def carry_accused(drafts: Sequence[Draft]) -> None:
    """Have "he" who is charged be whom the sentences just before arrested, and not whoever was named most."""
    arrested: Draft | None = None
    for draft in drafts:
        if draft.claim.event_type is EventType.ARREST and len(draft.claim.recipients) == 1:
            arrested = draft
        elif draft.claim.event_type is EventType.PROSECUTION and arrested is not None and _is_pronoun(draft):
            near = draft.mention.sentence.index - arrested.mention.sentence.index
            if 0 <= near <= ACCUSED_SENTENCES:
                draft.claim = msgspec.structs.replace(draft.claim, recipients=arrested.claim.recipients)
                draft.carried.add("recipients")


ACCUSED_SENTENCES = 2


def _is_pronoun(draft: Draft) -> bool:
    tokens = draft.mention.recipients
    return bool(tokens) and all(token.lower_ in {"he", "she", "they"} for token in tokens)


# The share of the tellings that must name one group of captors.
MOST = 0.6
# People who are called by what they do to their captives.
CAPTORS = frozenset("hostage-taker captor kidnapper abductor hijacker".split())


def _captors_named(draft: Draft) -> tuple[Party, ...]:
    """The captors that a telling's own sentence names apart from the deed: "seized when he went to talk to the *hostage-takers*"."""
    sentence = draft.mention.sentence
    for token in sentence.doc:
        joined = token.i > 1 and token.nbor(-1).text == "-"
        first = token.i - 2 if joined else token.i
        words = sentence.doc.text_of(first, token.i + 1)
        if token.tag_ == "NNS" and re.sub(r"s$", "", words.lower()) in CAPTORS:
            span = sentence.span(sentence.doc[first : token.i + 1])
            return (Party(words, Kind.ARMED_GROUP, span.start, span.end),)
    return ()


def _captors_beside(draft: Draft, tellings: Sequence[Draft]) -> tuple[Party, ...]:
    """Who holds captives by the very sentence that tells of their release: "condemned *the gang* still holding them and demanded their release"."""
    beside = (other.claim.actors for other in tellings if other.mention.sentence is draft.mention.sentence and _is_captivity(draft))
    return next(beside, ())


def _is_captivity(draft: Draft) -> bool:
    """Whether a draft tells of people held, or of their release as done, planned or demanded of their captors."""
    if draft.claim.event_type is EventType.ABDUCTION:
        return draft.claim.stage in TOLD_STAGES
    if draft.mention.token.lemma_.lower() in COMING_OUT:
        return False
    if draft.claim.event_type is not EventType.RELEASE:
        return False
    if not (party_words(draft.claim.recipients) & HELD or (not draft.claim.recipients and is_definite(draft.mention.token))):
        return False
    demanded = any(above.lemma_.lower() in DEMANDING for above in grammar.governors(draft.mention.token))
    return draft.claim.stage in TOLD_STAGES | {"planned"} or demanded


def carry_doers(drafts: Sequence[Draft]) -> None:
    """Name the doer of one of a series, "two *strikes* destroyed a tunnel", where the report names one doer only of what it calls by that noun,
    or of launches."""
    for draft in drafts:
        series = _series(draft)
        if draft.claim.actors or not series or draft.claim.stage not in TOLD_STAGES:
            continue
        lend = (other.claim.actors for other in drafts if _names_doers(other) and series & _series(other) and _may_lend(other, draft))
        told = [actors for actors in lend if party_words(actors) - ON_EVERY_SIDE]  # "one strike *by fighter aircraft*" says nobody's
        chief = max(told, key=told.count, default=())
        alike = sum(bool((party_words(chief) & party_words(actors)) - ON_EVERY_SIDE) for actors in told)
        if told and alike >= (MOST_LAUNCHES if "launch" in series else 1.0) * len(told):
            draft.claim = msgspec.structs.replace(draft.claim, actors=chief)
            draft.carried.add("actors")


def _names_doers(draft: Draft) -> bool:
    return bool(draft.claim.actors) and "actors" not in draft.carried and not draft.mention.is_untold


def _may_lend(one: Draft, other: Draft) -> bool:
    """Whether what one draft's voice says of the doers may be told by another's: an accusation is its accuser's."""
    return not one.claim.attribution or one.claim.attribution == other.claim.attribution or "launch" in _series(one)


# Of launches so many must be one side's: a report calls a state by its capital too.
MOST_LAUNCHES = 0.7


# What every side has: to share such a word is not to be one side.
ON_EVERY_SIDE = frozenset(
    "force troop soldier fighter unit jet aircraft warplane plane drone helicopter rebel militant gunman military army police armed".split()
)


# Words for a missile's start and flight: tests and shows of force rather than blows.
LAUNCHING = frozenset("launch test test-fire fire fly land splash".split())


def _series(draft: Draft) -> set[str]:
    """What a deed is one more of: the noun that names it; of missiles launched, that."""
    claim, token = draft.claim, draft.mention.token
    if claim.event_type in {EventType.DEPLOYMENT, EventType.SHELLING} and not claim.recipients and token.lemma_.lower() in LAUNCHING:
        return {"launch"}
    return {token.lemma_.lower()} if token.pos_ == "NOUN" and claim.event_type in CAUSES else set()
