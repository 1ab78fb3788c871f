"""Where an event happened, where its own words do not say: the place that a reader has in mind from the sentences around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from onrecord.claims.carry_when import RECENT
from onrecord.claims.drafts import Draft
from onrecord.claims.stories import CARRIED_SENTENCES, is_of_months, is_running, turns
from onrecord.claims.threads import TOLD_STAGES, dates_agree, is_sum, places_agree
from onrecord.facts.gazetteer import Candidate
from onrecord.facts.place_town import TownTold
from onrecord.facts.places import PlaceMention
from onrecord.nouns import EventType, Place

# Events whose words carry no place but their own: a release is told where it is told.
PLACELESS = frozenset({EventType.RELEASE, EventType.AGREEMENT, EventType.SANCTION})


def _named_in(places: Sequence[PlaceMention]) -> set[int]:
    """The sentences that name a place where something happened."""
    return {mention.sentence for mention in places if mention.role == "event"}


def carry_places(drafts: Sequence[Draft], places: Sequence[PlaceMention], published: date | None) -> None:
    """Give a draft whose thread tells no place the one that the sentences before it were about; a turn to another story ends that."""
    placed = _named_in(places)
    here: Draft | None = None
    for draft in drafts:
        index = draft.mention.sentence.index
        if here is not None and here.mention.sentence.index < index and turns(draft):
            here = None
        if draft.own_place:
            if _sets_the_scene(draft) and not _is_vaguer(draft.claim.place, here.claim.place if here else None):
                here = draft
            continue
        if (
            draft.claim.place is not None
            or here is None
            or draft.claim.event_type in PLACELESS
            or _holds_nobody(draft)
            or _is_of_the_whole_sky(draft)
            or (draft.claim.event_type is EventType.PROSECUTION and here.mention.sentence is not draft.mention.sentence)
            or is_running(draft)
            or (is_of_months(draft) and draft.own_toll)
            or draft.claim.generic
            or draft.claim.stage in {"hypothetical", "threatened"}
            or _is_long_before(draft, here, published)
            or (draft.mention.passing and index in placed)
            or is_of_another_day(draft, here)
        ):
            continue
        if index - here.mention.sentence.index <= CARRIED_SENTENCES:
            draft.claim = msgspec.structs.replace(draft.claim, place=here.claim.place)
            draft.carried.add("place")


def _is_long_before(draft: Draft, here: Draft, published: date | None) -> bool:
    """Whether a deed's own words date it weeks before what was told last, or before the report: background, which may have been anywhere."""
    one, other = draft.claim.when, here.claim.when
    day = date.fromisoformat(other.earliest) if other is not None else published
    return draft.own_when and one is not None and day is not None and (day - date.fromisoformat(one.latest)).days > RECENT


def _sets_the_scene(draft: Draft) -> bool:
    """Whether what comes next may be where this was: not the county in which somebody was jailed, nor where what is only mentioned was."""
    place = draft.claim.place
    seat = draft.claim.event_type is EventType.PROSECUTION and place is not None and OF_COURTS.search(place.toponym) is not None
    return draft.claim.event_type not in PLACELESS and not seat and not draft.mention.passing and not is_of_countries(place)


OF_COURTS = re.compile(r"\b(?:County|Court|Jail|Prison)\b")


def is_of_countries(place: Place | None) -> bool:
    """Whether a place is several countries named together, which another deed is hardly of: "blasts in *Kenya and Tanzania*"."""
    return place is not None and place.rule == "middle" and place.country is None


def is_of_another_day(draft: Draft, here: Draft) -> bool:
    """Whether a deed's own words give it another day than that of the deed of its kind that was told last: two deeds, and maybe two places."""
    same = draft.claim.event_type is here.claim.event_type
    return same and draft.own_when and here.own_when and not dates_agree(draft.claim.when, here.claim.when)


def _is_vaguer(place: Place | None, here: Place | None) -> bool:
    """Whether a place says less than the one a reader has in mind: one that no gazetteer knows, or the region or country around it."""
    if place is None or place.lat is None:
        return True
    wider = here is not None and place.level in {"region", "country"} and here.level not in {"region", "country"}
    return here is not None and wider and place.country == here.country


# The share of a report's mentions of towns that must be of one for the deeds that nothing places to be read as there, and how many these must be.
TOWN_SHARE = 0.5
TOWN_TOLD = 2
HOME_RULE = "town of the report"
TOWN_KM = 10.0  # how far a town reaches that the gazetteer gives no radius


def _home_town(places: Sequence[PlaceMention]) -> Place | None:
    """The town that a report is about: the one it names most, as often as all others together."""
    towns = [mention.place for mention in places if mention.role == "event" and mention.place.level == "town" and mention.place.lat is not None]
    named = Counter(place.geonameid for place in towns)
    if not named:
        return None
    chief, count = named.most_common(1)[0]
    if count < max(TOWN_TOLD, TOWN_SHARE * len(towns)):
        return None
    return next(place for place in towns if place.geonameid == chief)


# The share of what a report says of towns that the likeliest must have for the report to be a local one.
LOCAL_SHARE = 0.7
SURE = 0.8  # of what a town's name in a title means


def _local_town(
    places: Sequence[PlaceMention], titled: Sequence[tuple[Candidate, Place]], town: TownTold | None, drafts: Sequence[Draft]
) -> Place | None:
    """The town of a local report: nearly all that it says of towns is of this one, in its title, its lead or twice, and not in its dateline alone."""
    if town is None or town.share < LOCAL_SHARE or town.place.level != "town":
        return None
    told = [mention for mention in places if mention.best == town.place]
    own = [mention for mention in told if mention.role != "dateline"]
    lead = next((draft.mention.sentence.index for draft in drafts if draft.mention.sentence.index > 0), 0)
    led = any(mention.role == "event" and mention.sentence <= lead for mention in own)
    over = [place for best, place in titled if best == town.place and (place.score or 0.0) >= SURE]
    return (own[0].place if own else over[0] if over else None) if over or led or len(told) >= TOWN_TOLD else None


LONG_AGO = 365  # days


def _is_told_of(home: Place, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the placed deed told nearest to a draft is of the town; of one that the title names, the nearest in its paragraph."""
    placed = [other for other in drafts if other.own_place and other.claim.place is not None and other.claim.place.lat is not None]
    if home.start is None:
        placed = [other for other in placed if other.mention.sentence.paragraph == draft.mention.sentence.paragraph]
    if not placed:
        return True
    nearest = min(placed, key=lambda other: abs(other.mention.sentence.index - draft.mention.sentence.index)).claim.place
    return nearest is not None and nearest.lat is not None and places_agree(home, nearest)


def carry_home(
    drafts: Sequence[Draft],
    places: Sequence[PlaceMention],
    titled: Sequence[tuple[Candidate, Place]],
    town: TownTold | None,
    published: date | None,
) -> None:
    """Give deeds that nothing places the town that the report is about, unless they are of long ago. ``town`` is its likeliest one."""
    home = _home_town(places) or _local_town(places, titled, town, drafts)
    placed = _named_in(places)
    refused = _named_in([mention for mention in places if home is not None and mention.place.name == home.name])
    for draft in drafts:
        when = draft.claim.when
        elsewhere = draft.mention.passing and draft.mention.sentence.index in placed
        if draft.mention.sentence.index in refused or elsewhere or _is_of_a_court(draft):
            continue  # its own words name the town, and not as the place of this
        if draft.own_when and when is not None and published is not None and (published - date.fromisoformat(when.latest)).days > LONG_AGO:
            continue
        if home is not None and draft.claim.place is None and takes_a_place(draft) and _is_told_of(home, draft, drafts):
            draft.claim = msgspec.structs.replace(draft.claim, place=msgspec.structs.replace(home, rule=HOME_RULE))
            draft.carried.add("place")


# The share of what a report says of towns that one must have for streets and houses to be taken as its own.
STREET_SHARE = 0.6


def lend_point(drafts: Sequence[Draft], places: Sequence[PlaceMention], town: TownTold | None) -> None:
    """Give a street or a house that no gazetteer has the point of the town that the report is about, with a town's radius."""
    unplaced = [draft for draft in drafts if draft.claim.place is not None and draft.claim.place.lat is None]
    if town is None or town.share < STREET_SHARE or town.place.level != "town":
        return
    others = {mention.place.country for mention in places if mention.best is not None and mention.best != town.place and mention.role != "adjective"}
    if others and town.place.country not in others and sum(mention.best == town.place for mention in places) < TOWN_TOLD:
        return  # a village of a country that the report has no other place of
    there = town.place
    for draft in unplaced:
        if (street := draft.claim.place) is not None and street.country in {None, there.country}:
            place = msgspec.structs.replace(
                street, lat=there.lat, lon=there.lon, country=there.country, level="area", radius_km=there.radius_km or TOWN_KM, rule=HOME_RULE
            )
            draft.claim = msgspec.structs.replace(draft.claim, place=place)


def _holds_nobody(draft: Draft) -> bool:
    """Whether no arrest was made: that is nowhere."""
    return draft.claim.event_type is EventType.ARREST and draft.claim.polarity == "negative"


SOME_OF = re.compile(r"\b\d+ (?:out )?of (?:the |its |their )?(?:\d+|drones|missiles|rockets)\b")


def _is_of_the_whole_sky(draft: Draft) -> bool:
    """Whether a count is of all that was shot down over a country: "the air force downed 30 of 38 missiles"."""
    return draft.claim.event_type is EventType.INTERCEPTION and SOME_OF.search(draft.mention.sentence.text) is not None


def _is_of_a_court(draft: Draft) -> bool:
    """Whether a sentence on a prosecution names its court, which need not be where the report's deeds were."""
    return draft.claim.event_type is EventType.PROSECUTION and OF_COURTS.search(draft.mention.sentence.text) is not None


def takes_a_place(draft: Draft) -> bool:
    """Whether an unplaced deed may be of a place named in other words than its own: done, told for its own sake, no sum and no other story."""
    claim = draft.claim
    done = claim.stage in TOLD_STAGES and claim.event_type not in PLACELESS and not claim.generic
    return (
        done
        and not _holds_nobody(draft)
        and not _is_of_the_whole_sky(draft)
        and not is_running(draft)
        and not (is_of_months(draft) and draft.own_toll)
        and not turns(draft)
    )


# The share of a report's place names that must lie in one country for the report to be about it.
HOME_SHARE = 0.35
# Events that last and are told without a place, of which a reader knows the country from the report's first line.
OF_THE_COUNTRY = frozenset({EventType.ABDUCTION, EventType.DISPLACEMENT})


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
    """Give what has no place but is of a whole country the one that its report is about, if it is about one: a lasting event, one over the
    whole sky, a count over a war."""
    home = _home(places)
    for draft in drafts:
        wide = draft.claim.event_type in OF_THE_COUNTRY or _is_of_the_whole_sky(draft) or is_sum(draft)
        if home is not None and draft.claim.place is None and wide and draft.claim.stage == "happened":
            draft.claim = msgspec.structs.replace(draft.claim, place=msgspec.structs.replace(home, rule="country of the report"))
