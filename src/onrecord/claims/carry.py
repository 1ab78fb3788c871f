"""What a later mention takes from an earlier one, as a reader does: place, date, parties and the telling type of a bare word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.claims.drafts import Draft, points_back
from onrecord.claims.mentions import CAUSES, OPEN
from onrecord.claims.threads import TOLD_STAGES, Thread, party_words, places_agree
from onrecord.facts.places import PlaceMention
from onrecord.nouns import EventType, Place

# Events whose words carry no place but their own: a release is told where it is told.
PLACELESS = frozenset({EventType.RELEASE, EventType.AGREEMENT, EventType.SANCTION})
CARRIED_SENTENCES = 5
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
            if claim.when is None and not _is_standing(draft) and (when := thread.when(draft)) is not None:
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


def carry_dates(drafts: Sequence[Draft]) -> None:
    """Give a draft whose thread tells no date that of the deeds told just before it, in the same story and in the same stage."""
    here: Draft | None = None
    for draft in drafts:
        index = draft.mention.sentence.index
        if here is not None and here.mention.sentence.index < index and _turns(draft):
            here = None
        if draft.own_place and here is not None and not places_agree(draft.claim.place, here.claim.place):
            here = None
        if draft.own_when:
            here = draft if draft.claim.stage in TOLD_STAGES else here
        elif (
            draft.claim.when is None
            and here is not None
            and draft.claim.stage in TOLD_STAGES
            and draft.claim.event_type not in DATELESS
            and not _is_running(draft)
        ):
            same = draft.claim.event_type is here.claim.event_type or {draft.claim.event_type, here.claim.event_type} <= NARRATED
            if same and index - here.mention.sentence.index <= CARRIED_SENTENCES:
                draft.claim = msgspec.structs.replace(draft.claim, when=here.claim.when)
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


# The share of all that a report says of towns which one of them must have for the report to be about it.
MAIN_SHARE = 0.6
NAMED_TWICE = 2


def _main_town(places: Sequence[PlaceMention]) -> Place | None:
    """The town that a report is about: most of its names of towns are its, and not the dateline alone names it."""
    towns = [mention for mention in places if mention.place.level in ("town", "point") and mention.place.lat is not None]
    named = [mention for mention in towns if mention.role != "dateline"]
    if len(named) < NAMED_TWICE:
        return None
    alike = [sum(places_agree(mention.place, other.place) for other in towns) for mention in named]
    return named[alike.index(max(alike))].place if max(alike) >= MAIN_SHARE * len(towns) else None


def carry_main_town(drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> None:
    """Give an event told without a place the town that its report is about, if it is about one."""
    main = _main_town(places)
    for draft in drafts:
        claim = draft.claim
        open_here = claim.place is None and claim.event_type in NARRATED and claim.stage in TOLD_STAGES and not _is_running(draft)
        nobody_held = claim.event_type is EventType.ARREST and claim.polarity == "negative"  # "no arrests were made": nowhere
        if main is not None and open_here and not nobody_held and not draft.mention.passing and not _turns(draft):
            draft.claim = msgspec.structs.replace(claim, place=msgspec.structs.replace(main, rule="town of the report"))
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
