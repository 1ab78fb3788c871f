"""Invented reports with claims made by hand, for the tests of what looks across reports."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.nouns import Claim, Count, EventType, Extraction, Kind, Place, Report, Toll, Verification, VerificationStatus, Voice, When

KHERSON = Place("Kherson", "Kherson", 46.64, 32.61, "UA", 706448, "town")
GOMA = Place("Goma", "Goma", -1.68, 29.22, "CD", 216281, "town")
MARKET = "Shells hit the fish market of Kherson, and stallholder Petro Hnatiuk pulled neighbours from under the awnings. {tail}"
BARGE = "A barge with maize sank off Goma after gunmen boarded it; the harbour master Aline Mugisho blamed lake pirates. {tail}"
GRANARY = "In Kherson a granary burned when drones came over the Zabalka quarter, firefighter Oksana Drach recalled. {tail}"
TAILS = (
    "The mayor spoke at noon of a black day and ordered flags to be lowered.",
    "By evening the road was open again and cranes lifted what was left of the roofs.",
    "Hospitals asked for blood, and a queue of students formed before six.",
    "Nobody at headquarters would say more until an inquiry has met.",
)


def killed(number: int, *, at_least: bool = False) -> Toll:
    """A toll of so many dead."""
    return Toll(killed=Count(number, number, None if at_least else number, str(number)))


def day(date: str) -> When:
    """One day."""
    return When(date, date, date)


def make_claim(
    name: str,
    event_type: EventType = EventType.SHELLING,
    *,
    place: Place | None = KHERSON,
    when: str | None = "2024-03-01",
    toll: Toll | None = None,
    voice: tuple[str, Kind] | None = None,
    status: VerificationStatus = "unstated",
) -> Claim:
    """A claim at no words in particular."""
    chain = (Voice(*voice),) if voice else ()
    return Claim(
        name,
        exact="",
        start=0,
        end=0,
        event_type=event_type,
        place=place,
        when=day(when) if when else None,
        toll=toll,
        attribution=chain,
        verification=Verification(status),
    )


def make_extraction(name: str, text: str, claims: Sequence[Claim] = (), *, outlet: str | None = None, published: str = "2024-03-02") -> Extraction:
    """A report of that name, with those claims."""
    return Extraction(Report(name, text, outlet=outlet or f"Outlet {name}", published=published), tuple(claims))


def make_desk() -> list[Extraction]:
    """Ten reports of three events, each in an outlet's own words, and one of nothing else."""
    desk = []
    for at, tail in enumerate(TAILS):
        market = make_claim(f"m{at}", toll=killed(4 + at % 2), voice=("police", Kind.POLICE))
        desk.append(make_extraction(f"market-{at}", MARKET.format(tail=tail), [market], published=f"2024-03-0{at + 2}"))
        if at < 3:
            barge = make_claim(f"b{at}", EventType.ATTACK, place=GOMA, when="2024-04-10", toll=killed(2))
            granary = make_claim(f"g{at}", EventType.AIR_STRIKE, when="2024-06-20")
            desk.append(make_extraction(f"barge-{at}", BARGE.format(tail=tail), [barge], published="2024-04-11"))
            desk.append(make_extraction(f"granary-{at}", GRANARY.format(tail=tail), [granary], published="2024-06-21"))
    return [*desk, make_extraction("weather", "Rain is expected along the coast, with gusts in the evening.", published="2024-03-02")]
