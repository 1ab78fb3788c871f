"""What a later sentence takes from an earlier one, what it does not, and when a telling is a claim of its own. Every report here is ours."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord import Claim, Report, extract
from onrecord.claims.context import Context
from onrecord.claims.drafts import is_definite
from onrecord.claims.what import find_events
from onrecord.text.parse import parse

PUBLISHED = "2024-05-10"  # a Friday
# Tells nothing, and makes the shortest report one about armed force.
BACKGROUND = "Soldiers, militiamen and bandits with rifles are a common sight in the region."


def read_claims(*paragraphs: str) -> list[Claim]:
    text = "\n".join([*paragraphs, BACKGROUND])
    return list(extract(Report(id="r", text=text, published=PUBLISHED, outlet="Example Post")).claims)


def find_claim(claims: Sequence[Claim], words: str) -> Claim:
    (found,) = [claim for claim in claims if words in claim.exact]
    return found


def place_of(claim: Claim) -> str | None:
    return claim.place.toponym if claim.place else None


def days_of(claim: Claim) -> tuple[str, str] | None:
    return (claim.when.earliest, claim.when.latest) if claim.when else None


def killed_in(claim: Claim) -> tuple[int | None, int | None, int | None] | None:
    count = claim.toll.killed if claim.toll else None
    return (count.low, count.best, count.high) if count else None


LEAD = "Gunmen attacked a bus near Maiduguri on Tuesday, killing four passengers."


def test_the_attack_takes_place_and_date_from_the_lead() -> None:
    claim = find_claim(read_claims(LEAD, "The attack began at dusk, said Musa Bello, a driver."), "at dusk")

    assert (place_of(claim), days_of(claim)) == ("Maiduguri", ("2024-05-07", "2024-05-07"))
    assert [voice.name for voice in claim.attribution] == ["Musa Bello"]


def test_the_attack_takes_its_doers_and_its_type_from_the_lead() -> None:
    claims = read_claims("Government troops shelled the port of Mocha on Monday.", "The attack lasted an hour, said Omar Aziz, a sailor.")
    claim = find_claim(claims, "an hour")

    assert claim.event_type == "shelling"
    assert [party.name for party in claim.actors] == ["Government troops"]


def test_the_toll_of_the_lead_is_not_taken() -> None:
    """A toll is said again or not at all."""
    claim = find_claim(read_claims(LEAD, "The attack began at dusk, said Musa Bello, a driver."), "at dusk")

    assert claim.toll is None


def test_the_lead_takes_from_what_follows_it() -> None:
    first, *_ = read_claims("Gunmen attacked a bus, killing four passengers.", "The attack took place near Maiduguri on Tuesday, police said.")

    assert (place_of(first), days_of(first)) == ("Maiduguri", ("2024-05-07", "2024-05-07"))


def test_the_background_tells_nothing() -> None:
    assert read_claims() == []


RETELLINGS = [
    "The attack was condemned by the bishop.",
    "The attack shocked the nation.",
    "Relatives of the victims of the attack wept.",
    "It is not known why the attackers chose the bus.",
]


@pytest.mark.parametrize("words", RETELLINGS)
def test_a_retelling_that_adds_nothing_is_left_out(words: str) -> None:
    assert len(read_claims(LEAD, words)) == 1


# What a second sentence adds makes it a claim of its own.
ADDITIONS = [
    "The attack killed nine people, police said later.",
    "The Northern Front claimed responsibility for the attack.",
    "The army denied that a bus had been attacked.",
    "The driver said the gunmen had attacked the bus at a bridge.",
]


@pytest.mark.parametrize("words", ADDITIONS)
def test_what_is_added_is_a_claim_of_its_own(words: str) -> None:
    assert [claim.exact for claim in read_claims(LEAD, words)] == [LEAD, words]


def test_a_new_toll_is_a_new_claim_and_each_keeps_its_own() -> None:
    first, second = read_claims(
        "A bomb exploded in Mogadishu on Wednesday, killing six people.", "The bombing killed nine people, the mayor said later."
    )

    assert [killed_in(first), killed_in(second)] == [(6, 6, 6), (9, 9, 9)]
    assert place_of(second) == "Mogadishu"


@pytest.mark.parametrize("turn", ["Meanwhile", "Separately", "Elsewhere", "In a separate incident"])
def test_a_turn_of_the_story_carries_nothing(turn: str) -> None:
    claim = find_claim(read_claims("Rebels shelled the port of Mocha on Monday.", f"{turn}, gunmen abducted a doctor."), "a doctor")

    assert (place_of(claim), days_of(claim)) == (None, None)


def test_without_a_turn_the_story_goes_on() -> None:
    claim = find_claim(read_claims("Rebels shelled the port of Mocha on Monday.", "Soldiers then arrested two men."), "two men")

    assert (place_of(claim), days_of(claim)) == ("Mocha", ("2024-05-06", "2024-05-06"))


def test_a_release_does_not_happen_where_the_abduction_did() -> None:
    claims = read_claims("Gunmen kidnapped eleven pupils in Kaduna on 2 May.", "The pupils were released on Thursday.")

    assert [(claim.event_type.value, place_of(claim), days_of(claim)) for claim in claims] == [
        ("abduction", "Kaduna", ("2024-05-02", "2024-05-02")),
        ("release", None, ("2024-05-09", "2024-05-09")),
    ]


def test_two_attacks_keep_their_places_and_dates_apart() -> None:
    claims = read_claims(
        "Gunmen attacked a market in Zaria on Monday, killing three traders.",
        "Another attack in Katsina on Wednesday killed five farmers.",
    )

    assert [(place_of(claim), days_of(claim), killed_in(claim)) for claim in claims] == [
        ("Zaria", ("2024-05-06", "2024-05-06"), (3, 3, 3)),
        ("Katsina", ("2024-05-08", "2024-05-08"), (5, 5, 5)),
    ]


def test_a_threat_takes_no_date_from_a_deed() -> None:
    claim = find_claim(read_claims("Rebels shelled the port of Mocha on Monday.", "The general threatened to bomb the capital."), "threatened")

    assert (claim.stage, claim.when, claim.place) == ("threatened", None, None)


def test_a_deed_takes_no_date_from_a_plan() -> None:
    claim = find_claim(read_claims("The army will deploy 900 soldiers to Mocha next week.", "Gunmen abducted two nurses."), "nurses")

    assert claim.when is None


def test_publication_is_never_taken_for_a_date() -> None:
    (claim,) = read_claims("Gunmen attacked a market in Zaria.")

    assert claim.when is None


@pytest.mark.xfail(strict=True, reason="a count of the year's events is read as the date of this one")
def test_how_many_there_were_this_year_is_no_date() -> None:
    claims = read_claims("Gunmen kidnapped eleven pupils in Kaduna on 2 May.", "The kidnapping was the third this year.")

    assert {days_of(claim) for claim in claims} == {("2024-05-02", "2024-05-02")}


def test_who_denies_a_deed_of_others_did_not_do_it() -> None:
    claim = find_claim(read_claims("A drone hit a depot in Engels on Friday.", "The army denied that the depot had been hit."), "denied")

    assert claim.polarity == "negative"
    assert [party.name for party in claim.actors] == []


DEFINITE = [
    ("The attack lasted an hour.", True),
    ("Their release was welcomed.", True),
    ("The girls' release was welcomed.", True),
    ("An attack lasted an hour.", False),
    ("Attacks followed.", False),
    ("Monday's attacks followed.", False),
    ("Gunmen attacked a bus.", False),
]


@pytest.mark.parametrize(("text", "definite"), DEFINITE)
def test_a_noun_that_points_back(text: str, definite: bool) -> None:
    (sentence,) = parse(text)
    (event,) = find_events(sentence, Context(armed=True, about=frozenset({"captive"})))

    assert is_definite(event.token) is definite
