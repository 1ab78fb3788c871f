"""Claims of one report in tellings: those of the event that it is about, and those of other events that it recalls.

What follows from an event (an arrest, a trial, people who flee) is told with it: a claim leaves the main telling only where its words put it
at another place or another time.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from datetime import date

from onrecord.merge.nouns import Telling
from onrecord.nouns import Claim, EventType, Extraction, Place, When

EARTH_KM = 12742  # diameter, as the haversine formula takes it
FOLLOWS = frozenset(
    {
        EventType.ARREST,
        EventType.PROSECUTION,
        EventType.RELEASE,
        EventType.DISPLACEMENT,
        EventType.SANCTION,
        EventType.AGREEMENT,
        EventType.PROTEST,
        EventType.DEPLOYMENT,
        EventType.OTHER,
    }
)
TOLD_OF_PEOPLE = frozenset({EventType.SHOOTING, EventType.KILLING, EventType.ASSAULT, EventType.ATTACK, EventType.ARMED_CLASH})
TOLD_OF_BLASTS = frozenset({EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.ATTACK, EventType.KILLING})
TOLD_OF_FIRE = frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.BOMBING, EventType.ATTACK, EventType.INTERCEPTION, EventType.KILLING})
TOLD_OF_CROWDS = frozenset({EventType.PROTEST, EventType.RIOT, EventType.CRACKDOWN})
FAMILIES = (TOLD_OF_PEOPLE, TOLD_OF_BLASTS, TOLD_OF_FIRE, TOLD_OF_CROWDS)
NARROW = frozenset({"point", "town", "district", "area"})
REACH_KM = {"point": 10.0, "town": 25.0, "district": 60.0, "area": 60.0, "region": 250.0}
LONGEST_DAYS = 7  # an interval longer than this dates nothing
APART_DAYS = 3
Days = tuple[int, int]


def telling_id(report_id: str, claim_id: str) -> str:
    """The name of the telling that begins with a claim; of a report without claims, ``claim_id`` is empty."""
    return hashlib.sha256(f"telling|{report_id}|{claim_id}".encode()).hexdigest()[:16]


def is_family(one: EventType, other: EventType) -> bool:
    """Whether two reports may call one event by these two names."""
    return one is other or any(one in family and other in family for family in FAMILIES)


def find_days(when: When | None) -> Days | None:
    """First and last day as numbers, where the words date the event to a week or better."""
    if when is None:
        return None
    first, last = date.fromisoformat(when.earliest).toordinal(), date.fromisoformat(when.latest).toordinal()
    return (first, last) if last - first <= LONGEST_DAYS else None


def gap_days(one: Days, other: Days) -> int:
    """Days between two intervals; 0 where they share one."""
    return max(0, one[0] - other[1], other[0] - one[1])


def is_spot(place: Place | None) -> bool:
    """Whether a place is small enough to tell events apart."""
    return place is not None and place.lat is not None and place.lon is not None and place.level in NARROW


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points of latitude and longitude."""
    north, east, north2, east2 = map(math.radians, (*one, *other))
    half = math.sin((north2 - north) / 2) ** 2 + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def point_of(place: Place) -> tuple[float, float]:
    """Latitude and longitude of a place that has them."""
    return (place.lat or 0.0, place.lon or 0.0)


def is_elsewhere(one: Place | None, other: Place | None) -> bool:
    """Whether two places cannot be one spot; a region or a country holds its towns."""
    if one is None or other is None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if not (is_spot(one) and is_spot(other)):
        return False
    return distance_km(point_of(one), point_of(other)) > REACH_KM[one.level or "town"] + REACH_KM[other.level or "town"]


def is_other_time(one: When | None, other: When | None) -> bool:
    """Whether two times are days apart."""
    first, second = find_days(one), find_days(other)
    return first is not None and second is not None and gap_days(first, second) > APART_DAYS


def is_other_event(claim: Claim, anchor: Claim) -> bool:
    """Whether a claim's words put it elsewhere than another: what follows from an event does so only by both place and time."""
    elsewhere, later = is_elsewhere(claim.place, anchor.place), is_other_time(claim.when, anchor.when)
    if claim.event_type in FOLLOWS or anchor.event_type in FOLLOWS:
        return elsewhere and later
    return elsewhere or later


def find_anchor(claims: Sequence[Claim]) -> Claim:
    """The claim that says best what a report is about: the one with which most others, and the first of all, agree."""
    size = len(claims)

    def standing(at: int) -> tuple[float, int]:
        claim = claims[at]
        agreeing = sum((size - n) / size for n, other in enumerate(claims) if not is_other_event(other, claim))
        return agreeing + 0.2 * (claim.event_type not in FOLLOWS) + 0.1 * is_spot(claim.place) + 0.1 * (find_days(claim.when) is not None), -at

    return claims[max(range(size), key=standing)]


def find_tellings(extraction: Extraction) -> tuple[tuple[Telling, Claim | None], ...]:
    """Each telling of a report with the claim that stands for it, the main one first. Trends tell no event."""
    claims = [claim for claim in extraction.claims if not claim.generic]
    report = extraction.report.id
    if not claims:
        return ((Telling(telling_id(report, ""), report, (), is_main=True), None),)
    anchor = find_anchor(claims)
    groups: list[tuple[Claim, list[Claim]]] = [(anchor, [])]
    for claim in claims:
        home = next((members for head, members in groups if _belongs(claim, head, anchor)), None)
        if home is None:
            groups.append((claim, [claim]))
        else:
            home.append(claim)
    return tuple(
        (Telling(telling_id(report, members[0].id), report, tuple(claim.id for claim in members), is_main=head is anchor), head)
        for head, members in groups
    )


def _belongs(claim: Claim, head: Claim, anchor: Claim) -> bool:
    """A claim that is not elsewhere is of the main event; what is elsewhere joins what else the report tells of that kind, place and time."""
    if head is anchor:
        return claim is anchor or not is_other_event(claim, anchor)
    return is_family(claim.event_type, head.event_type) and not is_other_event(claim, head)
