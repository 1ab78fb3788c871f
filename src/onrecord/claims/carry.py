"""What a later mention takes from an earlier one, as a reader does: place, date, parties and the telling type of a bare word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from onrecord.claims.drafts import Draft, points_back
from onrecord.claims.mentions import CAUSES, OPEN
from onrecord.claims.threads import TOLD_STAGES, Thread, party_words, places_agree
from onrecord.facts.places import PlaceMention
from onrecord.nouns import EventType, Place, When

# Events whose words carry no place but their own: a release is told where it is told.
PLACELESS = frozenset({EventType.RELEASE, EventType.AGREEMENT, EventType.SANCTION})
CARRIED_SENTENCES = 5
BRIEF = 7  # days
TOLD_LATER = 8  # sentences
DATELESS = frozenset({EventType.AGREEMENT, EventType.SANCTION, EventType.PROSECUTION, EventType.RELEASE})
# Deeds that are told one after another as one story.
NARRATED = CAUSES | {
    EventType.SABOTAGE,
    EventType.ARREST,
    EventType.CRACKDOWN,
    EventType.RIOT,
    EventType.PROTEST,
    EventType.INTERCEPTION,
    EventType.DISPLACEMENT,
}
# People whose release is by those who hold them.
HELD = frozenset("hostage captive abductee girl schoolgirl student worker".split())
# What opens another story within a report.
TURNS = (
    "meanwhile",
    "separately",
    "elsewhere",
    "in a separate",
    "in another",
    "in other",
    "in a related",
    "also on",
    "also,",
    "last year",
    "last month",
    "earlier this",
)


def carry_over(threads: Sequence[Thread]) -> None:
    """Give each draft what its own words leave out and its thread tells: type of an open word, place, date, parties."""
    for thread in threads:
        event_type = thread.event_type()
        for draft in thread.drafts:
            claim = draft.claim
            changes: dict[str, object] = {}
            if (
                (claim.event_type in OPEN or {claim.event_type, event_type} == {EventType.BOMBING, EventType.SUICIDE_BOMBING})
                and event_type not in OPEN
                and (points_back(draft) or draft.mention.token.lemma_.lower() == "strike")
            ):
                changes["event_type"] = event_type
            if claim.place is None and claim.event_type not in PLACELESS and (place := thread.place(draft)) is not None:
                changes["place"] = place
            if claim.when is None and not _is_standing(draft) and (when := _told_before(thread, draft)) is not None:
                changes["when"] = when
            for role in ("actors", "recipients"):
                if not getattr(claim, role) and points_back(draft) and (parties := thread.parties(role, draft)):
                    changes[role] = parties
            draft.carried = set(changes)
            draft.claim = msgspec.structs.replace(claim, **changes)


def carry_captors(drafts: Sequence[Draft]) -> None:
    """Name the captors of people held or let go where one report knows of one group of captors only."""
    told = [
        draft.claim.actors
        for draft in drafts
        if draft.claim.event_type is EventType.ABDUCTION and draft.claim.actors and draft.claim.stage in TOLD_STAGES
    ]
    if not told or any(not party_words(told[0]) & party_words(actors) for actors in told):
        return
    for draft in drafts:
        held = draft.claim.event_type is EventType.ABDUCTION or (
            draft.claim.event_type is EventType.RELEASE and party_words(draft.claim.recipients) & HELD
        )
        if held and not draft.claim.actors:
            draft.claim = msgspec.structs.replace(draft.claim, actors=told[0])
            draft.carried.add("actors")


def _told_before(thread: Thread, draft: Draft) -> When | None:
    """The date that the thread told before the draft, the nearest first."""
    return next((other.claim.when for other in reversed(thread.drafts[: draft.position]) if other.own_when), None)


def _told_later(drafts: Sequence[Draft], draft: Draft) -> When | None:
    """The date that the draft's thread tells farther down: a lead is told again with its day."""
    index = draft.mention.sentence.index
    later = (other for other in drafts if other.thread == draft.thread and other.own_when and other.position > draft.position)
    other = next(later, None)
    near = other is not None and other.mention.sentence.index - index <= TOLD_LATER
    return other.claim.when if other is not None and near and _is_brief(other.claim.when) else None


def _is_brief(when: When | None) -> bool:
    """Whether a date is of days, as of a story's own events; months and years are of its background, and nothing else is dated by them."""
    return when is not None and (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days <= BRIEF


def carry_dates(drafts: Sequence[Draft], entries: Collection[int] = ()) -> None:
    """Give a draft whose thread tells no date that of the deeds told just before it, in the same story and in the same stage.

    ``entries`` are the sentences with which a live blog begins anew.
    """
    here: Draft | None = None
    for draft in drafts:
        index = draft.mention.sentence.index
        if here is not None and here.mention.sentence.index < index and (_turns(draft) or _is_parted(here, draft, entries)):
            here = None
        if draft.own_place and here is not None and not places_agree(draft.claim.place, here.claim.place):
            here = None
        if draft.claim.when is not None:
            here = draft if draft.claim.stage in TOLD_STAGES and _is_brief(draft.claim.when) else here
        elif (
            here is not None
            and draft.claim.stage in TOLD_STAGES
            and draft.claim.event_type not in DATELESS
            and not (_is_running(draft) or _is_standing(draft))
        ):
            same = draft.claim.event_type is here.claim.event_type or {draft.claim.event_type, here.claim.event_type} <= NARRATED
            if same and index - here.mention.sentence.index <= CARRIED_SENTENCES:
                _carry_when(draft, here.claim.when)
    for draft in drafts:
        if draft.claim.when is None and not _is_standing(draft):
            _carry_when(draft, _told_later(drafts, draft))


def _is_parted(one: Draft, other: Draft, entries: Collection[int]) -> bool:
    """Whether a live blog's entry begins between two drafts."""
    return any(one.mention.sentence.index < entry <= other.mention.sentence.index for entry in entries)


def _carry_when(draft: Draft, when: When | None) -> None:
    if when is not None:
        draft.claim = msgspec.structs.replace(draft.claim, when=when)
        draft.carried.add("when")


def _is_standing(draft: Draft) -> bool:
    """Whether the words tell a state that lasts: "the hostages *are held* near the border" has no day of its own."""
    return draft.mention.token.lemma_.lower() in {"hold", "keep", "besiege", "surround"}


def _is_running(draft: Draft) -> bool:
    return draft.claim.toll is not None and draft.claim.toll.running_total


def carry_places(drafts: Sequence[Draft]) -> None:
    """Give a draft whose thread tells no place the one that the sentences before it were about; a turn to another story ends that."""
    here: Draft | None = None
    for draft in drafts:
        index = draft.mention.sentence.index
        if here is not None and here.mention.sentence.index < index and _turns(draft):
            here = None
        if draft.own_place:
            if draft.claim.event_type not in PLACELESS:
                here = draft
            continue
        if (
            draft.claim.place is not None
            or here is None
            or draft.claim.event_type in PLACELESS
            or (draft.claim.event_type is EventType.PROSECUTION and here.mention.sentence is not draft.mention.sentence)
            or _is_running(draft)
            or draft.claim.stage in {"hypothetical", "threatened"}
        ):
            continue
        if index - here.mention.sentence.index <= CARRIED_SENTENCES:
            draft.claim = msgspec.structs.replace(draft.claim, place=here.claim.place)
            draft.carried.add("place")


def _turns(draft: Draft) -> bool:
    """Whether the report turned to another story between two drafts."""
    words = draft.mention.sentence.doc[:4].text.casefold()
    return words.startswith(TURNS)


# The share of a report's place names that must lie in one country for the report to be about it.
HOME_SHARE = 0.35
# Events that last and are told without a place, of which a reader knows the country from the report's first line.
OF_THE_COUNTRY = frozenset({EventType.ABDUCTION})


def _home(places: Sequence[PlaceMention]) -> Place | None:
    """The country that a report is about, as it first writes its name: most of its place names and nationalities are of it."""
    told = Counter(mention.place.country for mention in places if mention.role != "dateline" and mention.place.country)
    if not told:
        return None
    country, count = told.most_common(1)[0]
    if count < HOME_SHARE * told.total():
        return None
    named = (
        mention.place
        for mention in places
        if mention.place.country == country and mention.place.level == "country" and mention.place.name == mention.place.toponym
    )
    return next(named, None)


def carry_country(drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> None:
    """Give a lasting event without a place the country that its report is about, if it is about one."""
    home = _home(places)
    for draft in drafts:
        if home is not None and draft.claim.place is None and draft.claim.event_type in OF_THE_COUNTRY and draft.claim.stage == "happened":
            draft.claim = msgspec.structs.replace(draft.claim, place=msgspec.structs.replace(home, rule="country of the report"))
