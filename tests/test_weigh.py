"""An event as it is told: voices by origin, every value with who says it, what is disputed, and the rule that picks what is shown."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from merge_reports import KHERSON, MARKET, TAILS, killed, make_claim, make_extraction

from onrecord import merge
from onrecord.errors import UsageError
from onrecord.merge import Event, Fusion, explain, link_events, weigh
from onrecord.merge.meanings import FIELDS, NOUNS
from onrecord.nouns import Claim, Count, EventType, Extraction, Kind, Place, Toll

POLICE, MINISTRY, NURSE = ("Kherson police", Kind.POLICE), ("the health ministry", Kind.GOVERNMENT), ("a nurse", Kind.WITNESS)


def weigh_all(extractions: list[Extraction], fusion: Fusion = "majority") -> Event:
    """The one event of some reports."""
    groups = link_events(extractions)
    (event,) = groups.events
    return weigh(event, {extraction.report.id: extraction for extraction in extractions}, groups.copies, fusion)


def tell(*claims: Claim) -> list[Extraction]:
    """Each claim in a report of its own, in its outlet's own words."""
    return [make_extraction(f"r{at}", MARKET.format(tail=TAILS[at]), [claim], published=f"2024-03-0{at + 2}") for at, claim in enumerate(claims)]


def field(event: Event, name: str):
    return next(field for field in event.fields if field.name == name)


TOLD = tell(
    make_claim("c0", toll=killed(12), voice=POLICE),
    make_claim("c1", toll=killed(15), voice=MINISTRY),
    make_claim("c2", toll=killed(15, at_least=True), voice=NURSE),
    make_claim("c3", toll=killed(12), voice=("police", Kind.POLICE)),
)


def test_copies_of_one_wire_are_one_voice() -> None:
    wire = MARKET.format(tail=" ".join(TAILS))
    copies = [make_extraction(f"r{at}", f"{wire} (Reuters)", [make_claim(f"c{at}")]) for at in range(10)]
    event = weigh_all(copies)
    assert event.independent_voices == 1
    assert (event.voices[0].name, event.voices[0].kind, len(event.voices[0].reports)) == ("Reuters", Kind.NEWS_AGENCY, 10)
    assert sum(report.copy_of is not None for report in event.reports) == 9


def test_two_agencies_that_quote_one_ministry_are_one_voice() -> None:
    claims = make_claim("c0", voice=MINISTRY), make_claim("c1", voice=("Health Ministry", Kind.GOVERNMENT))
    assert [voice.claims for voice in weigh_all(tell(*claims)).voices] == [("c0", "c1")]


def test_two_ministries_and_a_witness_of_each_outlet_are_voices_of_their_own() -> None:
    claims = make_claim("c0", voice=MINISTRY), make_claim("c1", voice=("the interior ministry", Kind.GOVERNMENT)), make_claim("c2", voice=NURSE)
    assert weigh_all(tell(*claims, make_claim("c3", voice=NURSE))).independent_voices == 4


@pytest.mark.parametrize(
    ("fusion", "shown", "says"),
    [
        ("lowest", "12", "lowest: the smallest of 3 numbers told"),
        ("range", "12 to 15 or more", "range: from the smallest to the largest of 3 numbers told"),
        ("majority", "12", "majority: told by 1 independent voice, level with 2 others"),
        ("most-direct", "at least 15", "most-direct: told by a nurse (witness)"),
    ],
)
def test_the_rule_that_picks_is_named_with_what_it_picks(fusion: Fusion, shown: str, says: str) -> None:
    killed_field = field(weigh_all(TOLD, fusion), "killed")
    assert (killed_field.shown, killed_field.reason) == (shown, says)


def test_every_value_is_kept_with_who_says_it_whatever_is_shown() -> None:
    for fusion in get_args(Fusion):
        values = {value.value: [teller.name for teller in value.tellers] for value in field(weigh_all(TOLD, fusion), "killed").values}
        assert values == {"12": ["Kherson police", "police"], "15": ["the health ministry"], "at least 15": ["a nurse"]}


def test_numbers_that_cannot_both_be_true_are_disputed() -> None:
    event = weigh_all(TOLD)
    assert event.disputed == ("killed",)
    assert field(event, "killed").is_disputed


def test_a_floor_below_a_number_disputes_nothing() -> None:
    claims = make_claim("c0", toll=killed(10, at_least=True)), make_claim("c1", toll=killed(12))
    assert weigh_all(tell(*claims)).disputed == ()


def test_a_running_total_is_no_toll_of_the_event() -> None:
    total = Toll(killed=Count(9000, 9000, 9000), running_total=True)
    event = weigh_all(tell(make_claim("c0", toll=killed(3)), make_claim("c1", toll=total)))
    assert [value.value for value in field(event, "killed").values] == ["3"]


def test_two_towns_are_a_dispute_and_a_country_with_its_town_is_none() -> None:
    country = Place("Ukraine", "Ukraine", 49.0, 32.0, "UA", 690791, "country")
    odesa = Place("Odesa", "Odesa", 46.48, 30.73, "UA", 698740, "town")
    assert weigh_all(tell(make_claim("c0"), make_claim("c1", place=country))).disputed == ()
    assert weigh_all(tell(make_claim("c0"), make_claim("c1", place=odesa))).disputed == ("place",)


def test_a_denial_is_shown_beside_the_deed() -> None:
    denial = msgspec.structs.replace(make_claim("c1", voice=("Moscow", Kind.GOVERNMENT)), polarity="negative")
    happened = field(weigh_all(tell(make_claim("c0", voice=POLICE), denial)), "happened")
    assert happened.is_disputed
    assert {value.value for value in happened.values} == {"happened", "did not happen"}


def test_what_was_verified_is_the_most_direct() -> None:
    claims = make_claim("c0", toll=killed(7), voice=NURSE), make_claim("c1", toll=killed(9), voice=MINISTRY, status="verified")
    assert field(weigh_all(tell(*claims), "most-direct"), "killed").shown == "9"


def test_the_time_of_an_arrest_is_not_the_time_of_the_deed() -> None:
    claims = [make_claim("c0", EventType.SHOOTING), make_claim("c1", EventType.ARREST, when="2024-03-09")]
    event = weigh_all([make_extraction("r", MARKET.format(tail=""), claims)])
    assert (event.event_type, field(event, "when").shown, event.disputed) == (EventType.SHOOTING, "2024-03-01", ())


def test_first_and_last_report_are_dated() -> None:
    event = weigh_all(TOLD)
    assert (event.first, event.last) == ("2024-03-02", "2024-03-05")


def test_the_reasons_are_told_in_words() -> None:
    lines = explain(weigh_all(TOLD, "range"))
    assert "Values are shown by the rule 'range'; disputed: killed" in lines
    assert "killed: 12 to 15 or more (range: from the smallest to the largest of 3 numbers told, disputed)" in lines
    assert "  15: 1 voice: the health ministry (government) in Outlet r1" in lines
    assert any(line.startswith("Joined, ") and "both put it at one place" in line for line in lines)
    assert f"place: {KHERSON.name}, UA (range: the only value told)" in lines


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="lowest, range, majority, most-direct"):
        weigh_all(TOLD, "loudest")  # type: ignore[arg-type]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_of_an_event_has_a_meaning(noun: str) -> None:
    assert set(FIELDS[noun]) == set(getattr(merge, noun).__struct_fields__)
