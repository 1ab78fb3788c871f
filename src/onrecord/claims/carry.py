"""What a later mention takes from an earlier one, as a reader does: place, date, parties and the telling type of a bare word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from onrecord.claims import grammar
from onrecord.claims.drafts import Draft, is_definite, points_back
from onrecord.claims.mentions import CAUSES, OPEN
from onrecord.claims.threads import TOLD_STAGES, Thread, party_words, places_agree
from onrecord.facts.places import PlaceMention
from onrecord.nouns import EventType, Kind, Party, Place, When

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
DEMANDING = frozenset("demand urge appeal insist".split())
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
            if not claim.actors and is_definite(draft.mention.token) and (actors := thread.actors(draft)):
                changes["actors"] = actors
            draft.carried = set(changes)
            draft.claim = msgspec.structs.replace(claim, **changes)


def carry_captors(drafts: Sequence[Draft]) -> None:
    """Name the captors of people held or let go: those whom the sentence names, else those whom most of the report's tellings name."""
    told = [
        draft.claim.actors
        for draft in drafts
        if draft.claim.event_type is EventType.ABDUCTION and draft.claim.actors and draft.claim.stage in TOLD_STAGES
    ]
    told = [actors for actors in told if "same" not in party_words(actors)]  # "abducted by the same group": which?
    chief = max(told, key=lambda actors: sum(bool(party_words(actors) & party_words(other)) for other in told), default=())
    known = bool(told) and sum(bool(party_words(chief) & party_words(other)) for other in told) >= MOST * len(told)
    for draft in drafts:
        claim = draft.claim
        if claim.actors or claim.polarity == "negative":
            continue
        captors = _captors_named(draft) if claim.event_type is EventType.ABDUCTION else ()
        if not captors and known and _is_captivity(draft):
            captors = chief
        if captors:
            draft.claim = msgspec.structs.replace(claim, actors=captors)
            draft.carried.add("actors")


# The share of the tellings that must name one group of captors.
MOST = 0.6
# People who are called by what they do to their captives.
CAPTORS = frozenset("hostage-taker captor kidnapper abductor hijacker".split())


def _captors_named(draft: Draft) -> tuple[Party, ...]:
    """The captors that a telling's own sentence names apart from the deed: "seized when he went to talk to the *hostage-takers*"."""
    sentence = draft.mention.sentence
    for token in sentence.doc:
        joined = token.i > 1 and token.nbor(-1).text == "-"
        words = sentence.doc[token.i - 2 : token.i + 1] if joined else sentence.doc[token.i : token.i + 1]
        if token.tag_ == "NNS" and re.sub(r"s$", "", words.text.lower()) in CAPTORS:
            span = sentence.span(words)
            return (Party(words.text, Kind.ARMED_GROUP, span.start, span.end),)
    return ()


def _is_captivity(draft: Draft) -> bool:
    """Whether a draft tells of people held, or of their release as done, planned or demanded of their captors."""
    if draft.claim.event_type is EventType.ABDUCTION:
        return draft.claim.stage in TOLD_STAGES
    if draft.claim.event_type is not EventType.RELEASE or not party_words(draft.claim.recipients) & HELD:
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
        told = [other.claim.actors for other in drafts if other.claim.actors and "actors" not in other.carried and series & _series(other)]
        if told and all((party_words(told[0]) & party_words(actors)) - OWN_MEN for actors in told):
            draft.claim = msgspec.structs.replace(draft.claim, actors=max(told, key=told.count))
            draft.carried.add("actors")


# What every side has: to share such a word is not to be one side.
OWN_MEN = frozenset(
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


# A date that a reader carries on: of few days, not long before the report. "Last year" and "since March" are background, and stay where they stand.
CARRIED_DAYS = 3
RECENT_DAYS = 15


def is_news(when: When, published: date | None) -> bool:
    """Whether a date is that of news, not of background."""
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    return (last - first).days < CARRIED_DAYS and (published is None or abs((published - last).days) <= RECENT_DAYS)


def carry_dates(drafts: Sequence[Draft], published: date | None) -> None:
    """Give a draft whose thread tells no date that of the deeds told just before it, in the same story and in the same stage."""
    here: Draft | None = None
    for draft in drafts:
        index = draft.mention.sentence.index
        if here is not None and here.mention.sentence.index < index and (_turns(draft) or _is_parted(here, draft, entries)):
            here = None
        if draft.own_place and here is not None and not places_agree(draft.claim.place, here.claim.place):
            here = None
        if draft.own_when and draft.claim.when is not None:
            here = draft if draft.claim.stage in TOLD_STAGES and is_news(draft.claim.when, published) else here
        elif (
            draft.claim.when is None
            and here is not None
            and draft.claim.stage in TOLD_STAGES
            and draft.claim.polarity == "positive"
            and draft.claim.event_type not in DATELESS
            and not _is_running(draft)
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
            if draft.claim.event_type not in PLACELESS and not _is_vaguer(draft.claim.place, here.claim.place if here else None):
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


def _is_vaguer(place: Place | None, here: Place | None) -> bool:
    """Whether a place says less than the one a reader has in mind: one that no gazetteer knows, or the region or country around it."""
    if place is None or place.lat is None:
        return True
    return (
        here is not None
        and place.country == here.country
        and place.level in {"region", "country"}
        and here.level in {"point", "town", "district", "area"}
    )


def _turns(draft: Draft) -> bool:
    """Whether the report turned to another story between two drafts."""
    words = draft.mention.sentence.doc[:4].text.casefold()
    return words.startswith(TURNS)


# The share of a report's mentions of towns that must be of one for the deeds that nothing places to be read as there, and how many these must be.
TOWN_SHARE = 0.5
TOWN_TOLD = 2
HOME_RULE = "town of the report"


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


def _is_told_of(home: Place, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the placed deed told nearest to a draft is of the town."""
    placed = [other for other in drafts if other.own_place]
    if not placed:
        return True
    nearest = min(placed, key=lambda other: abs(other.mention.sentence.index - draft.mention.sentence.index)).claim.place
    return nearest is not None and nearest.lat is not None and places_agree(home, nearest)


def carry_home(drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> None:
    """Give deeds that nothing places the town that the report is about; and to a street or a house that no gazetteer has, that town's point."""
    home = _home_town(places)
    if home is None:
        return
    for draft in drafts:
        claim = draft.claim
        if claim.place is not None and claim.place.lat is None:
            there = msgspec.structs.replace(
                claim.place,
                lat=home.lat,
                lon=home.lon,
                country=home.country,
                geonameid=home.geonameid,
                radius_km=home.radius_km,
                rule="town of the report",
            )
            draft.claim = msgspec.structs.replace(claim, place=there)
        elif (
            claim.place is None
            and claim.event_type not in PLACELESS
            and claim.stage in TOLD_STAGES
            and not _is_running(draft)
            and not claim.generic
            and _is_told_of(home, draft, drafts)
        ):
            draft.claim = msgspec.structs.replace(claim, place=msgspec.structs.replace(home, rule=HOME_RULE))
            draft.carried.add("place")


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
