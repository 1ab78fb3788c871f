"""Places of deeds that their own words do not place: of a local report, of a list's entries, of parks and hospitals that bear a name."""

from __future__ import annotations

from onrecord import Claim, Report, extract

AKRON = (
    "AKRON — A man died Sunday, two days after he was shot on a porch, and three other people were wounded in unrelated shootings, "
    "Akron police said.\n\nDana Hobart of Akron was shot twice when someone in a passing car opened fire, according to a police report.\n\n"
)


def claims_of(text: str, outlet: str | None = None) -> list[Claim]:
    return list(extract(Report(id="r", text=text, published="2021-08-31", outlet=outlet)).claims)


def test_a_local_report_is_about_its_town() -> None:
    assert {claim.place.name for claim in claims_of(AKRON) if claim.place} == {"Akron"}


def test_a_dateline_alone_makes_no_report_local() -> None:
    text = "AKRON — A man was shot dead on a porch, officials said.\n\nThree people were wounded in unrelated shootings."
    assert [claim.place for claim in claims_of(text)] == [None, None]


def test_a_park_that_bears_the_name_of_a_far_village_is_in_the_town_of_the_report() -> None:
    *_, claim = claims_of(f"{AKRON}Officers shot a man in Ottawa Park on Monday.\n\nThe team lost in Columbus on Sunday.")
    assert claim.place is not None
    assert (claim.place.toponym, claim.place.level) == ("Ottawa Park", "area")
    assert claim.place.lat is not None
    assert abs(claim.place.lat - 41.08) < 0.1


def test_a_school_of_a_city_stands_in_it() -> None:
    (claim,) = claims_of("Gunmen attacked a convoy near Lagos University on Monday, officials in Abuja said.")
    assert claim.place is not None
    assert claim.place.name == "Lagos University, Lagos"


def test_the_head_of_a_lists_entry_is_where_it_was() -> None:
    text = (
        "Situation in the Kharkiv region:\n\nKupiansk: a man was killed by artillery fire, a bakery burned down.\n\n"
        "- Izium: a tractor hit an anti-tank mine in a field.\n\nMoscow: Ukrainian drones were shot down."
    )
    assert [claim.place and claim.place.name for claim in claims_of(text)][:2] == ["Kupiansk", "Izyum"]
    assert all(claim.place is None or claim.place.name != "Moscow" for claim in claims_of(text))


def test_who_speaks_in_an_interview_heads_no_entry() -> None:
    text = "An interview.\n\nVictoria: Soldiers killed two people in our village.\n\nReading: they shot a man dead."
    assert all(claim.place is None for claim in claims_of(text))
