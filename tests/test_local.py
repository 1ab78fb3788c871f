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


CHANNEL = "Harbour Administration, [23.01.2024 {0}]\n{1}\n\n"


def channel(*posts: tuple[str, str]) -> list[Claim]:
    """The claims of a channel's export, each post with its hour."""
    text = "Harbour Administration\nExported channel, 23 January 2024\n\n" + "".join(CHANNEL.format(hour, words) for hour, words in posts)
    return list(extract(Report(id="r", text=text, published="2024-01-23")).claims)


def test_hours_under_a_stamp_are_of_its_day_or_of_the_evening_before() -> None:
    claims = channel(
        ("07:52", "Russian troops shelled Kharkiv around 23:20. Details later."),
        ("09:05", "The search goes on."),
        ("16:05", "At about 14:30 a Russian drone struck a bus in Izium."),
    )
    assert [claim.when and claim.when.earliest for claim in claims] == ["2024-01-22", "2024-01-23"]


def test_a_list_is_of_the_day_of_its_heading() -> None:
    text = "Situation in the Kharkiv region over the past day:\n\nKupiansk: a man was killed by artillery fire.\n\nIzium: a drone struck a bus."
    days = {(claim.when.earliest, claim.when.latest) if claim.when else None for claim in claims_of(text)}
    assert days == {("2021-08-30", "2021-08-31")}


def test_a_town_whose_name_the_parser_misreads_is_struck() -> None:
    for text, town in (
        ("Rebels shelled Kidal on Friday.", "Kidal"),
        ("A U.S. air strike hit Jilib on Friday, the command said.", "Jilib"),
        ("Jets struck Kafr Nabl overnight.", "Kafr Nabl"),
    ):
        assert [claim.place and claim.place.toponym for claim in claims_of(text)] == [town]


def test_somebody_is_jailed_where_the_court_is_however_long_for() -> None:
    claims = claims_of("Police fought gunmen in Homs. A man convicted of the murder of a policeman in 2011 was jailed for life in Leeds on Monday.")
    (jailed,) = [claim for claim in claims if claim.event_type.value == "prosecution"]
    assert jailed.place is not None
    assert jailed.place.name == "Leeds"
    (murder,) = [claim for claim in claims if claim.event_type.value == "killing"]
    assert murder.when is not None
    assert murder.when.earliest == "2011-01-01"
    assert murder.place is None


def titled(title: str, text: str) -> list[Claim]:
    """The claims of a report whose title stands over its text."""
    return list(extract(Report(id="r", text=text, title=title, published="2021-08-31")).claims)


def test_a_title_over_the_text_says_where_a_local_report_plays() -> None:
    text = "Police have fired tear gas at the crowd near the palace.\n\nAt least one protester has been shot dead, according to two witnesses."
    places = [claim.place for claim in titled("Madagascar fuel protests: army deployed in Antananarivo", text)]
    assert {place.name if place else None for place in places} == {"Antananarivo"}
    assert all(place is not None and place.start is None for place in places)


def test_a_town_that_may_be_another_in_a_title_places_nothing() -> None:
    assert [claim.place for claim in titled("Tripoli clashes: two killed", "Gunmen shot dead two people near a market, the Red Cross said.")] == [
        None
    ]


def test_a_local_government_area_is_a_district() -> None:
    (claim,) = claims_of("Gunmen killed nine villagers in Kaura Namoda Local Government Area of Zamfara State on Monday, residents said.")
    assert claim.place is not None
    assert (claim.place.toponym, claim.place.country) == ("Kaura Namoda Local Government Area", "NG")


def test_a_hotel_that_bears_the_name_of_a_far_town_is_not_there() -> None:
    *_, claim = claims_of("A gunman killed 59 people in Las Vegas on Sunday. Police said the gunman fired from the Mandalay Bay hotel in Nevada.")
    assert claim.place is None or claim.place.country in {None, "US"}


def test_an_agency_has_no_home_town_of_its_name() -> None:
    text = "A bomb killed nine people near the village of Namssigui, residents told Meridian. Soldiers in Burkina Faso found a device."
    claim = claims_of(text, "Meridian Wire")[0]
    assert claim.place is None or claim.place.country != "US"


def test_no_arrests_are_nowhere() -> None:
    *_, claim = claims_of("Gunmen shot dead two people in Tulsa on Monday, police said. They have not made any arrests.")
    assert claim.polarity == "negative"
    assert claim.place is None
