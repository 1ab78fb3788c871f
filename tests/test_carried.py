"""What a deed takes from those told around it, place, day and type, and what it leaves to them."""

from __future__ import annotations

import pytest
from reading import ARMED, events_of, read_claim

from onrecord import Claim, Report, extract
from onrecord.facts.kinds import kind_of


def read_all(text: str, published: str = "2024-05-10") -> list[Claim]:
    return list(extract(Report(id="r", text=text, published=published, outlet="Example Post")).claims)


def told(claims: list[Claim], words: str) -> Claim:
    """The claim whose sentence has the words."""
    return next(claim for claim in claims if words in claim.exact)


ROUND_UP = (
    "Two killed, three wounded in weekend shootings, police say\n\n"
    "Two people were killed and three others were wounded in separate shootings across the city over the weekend, police said.\n\n"
    "About 2:15 a.m. Saturday, a woman was sitting in a car in the Englewood neighborhood when a gunman opened fire, striking her in the head.\n\n"
    "On Sunday afternoon, two teenagers were shot at a playground.\n\n"
    "In the latest shooting, a man, 42, walked into a hospital with a gunshot wound to the hand."
)


@pytest.mark.parametrize("words", ["separate shootings", "two teenagers", "In the latest"])
def test_one_shooting_of_a_round_up_gives_its_place_to_no_other(words: str) -> None:
    assert told(read_all(ROUND_UP), words).place is None


def test_a_town_that_comes_under_fire_is_the_place_and_one_of_an_older_deed_is_not() -> None:
    claims = read_all(
        "The governor of Russia’s Belgorod region said on Telegram that the town of Shebekino had come under uninterrupted shelling overnight.\n\n"
        "A dormitory caught fire after being hit by a Grad rocket.\n\n"
        "Meanwhile, a woman in Kursk was fined after she wrote that the Bucha massacre had been carried out by Russian soldiers."
    )
    place = told(claims, "dormitory").place
    assert place is not None
    assert place.name == "Shebekino"
    assert [voice.name for voice in told(claims, "massacre").attribution] == ["woman"]


def test_where_a_victim_is_from_is_not_where_he_was_killed() -> None:
    place = read_claim(f"{ARMED}Police tweeted that one of the slain was involved in the killing of a labourer from Bihar last month.").place
    assert place is None or place.name != "Bihār"


def test_what_a_strike_answers_keeps_its_place_and_day() -> None:
    claims = events_of(
        'The ministry said it had carried out a "massive retaliatory strike" in response to what it called a terrorist attack in Bryansk on May 2.'
    )
    strike, attack = claims
    assert strike.place is None or strike.place.name != "Bryansk"
    assert strike.when is None or strike.when.exact != "on May 2"
    assert (attack.stage, attack.place and attack.place.name) == ("happened", "Bryansk")


def test_what_came_before_a_deed_does_not_place_it() -> None:
    claims = read_all(
        "Two bombs killed 20 people in Jolo on Sunday, the army said.\n\nThe bombing came days after voters in Sulu rejected the law in a plebiscite."
    )
    assert [claim.place and claim.place.name for claim in claims] == ["Jolo"]


def test_an_accusation_is_of_the_report_s_deed_and_not_of_the_attackers_past() -> None:
    claims = read_all(
        "At least 17 people were killed when gunmen stormed parliament in Tehran on Wednesday.\n\n"
        "The ministry said the attackers had fought for the group in Mosul before returning home. The Guards blamed Saudi Arabia for the assault."
    )
    assert told(claims, "blamed").when is not None
    assert told(claims, "blamed").event_type == told(claims, "stormed").event_type


def test_a_bare_strike_is_from_the_air_where_the_same_side_s_last_one_was() -> None:
    claims = read_all(
        "In Syria, coalition forces conducted seven strikes using attack, bomber and remotely piloted aircraft.\n\n"
        "In Iraq, coalition forces conducted 11 strikes. Near Mosul, two strikes struck a large ISIL tactical unit, destroying a mortar."
    )
    assert {claim.event_type.value for claim in claims} == {"air_strike"}


@pytest.mark.parametrize(
    "words",
    [
        "A strike, as defined in the releases, refers to one or more events in one place that have a single effect.",
        "So having a single aircraft deliver a single weapon against a lone vehicle is one strike.",
        "The strikes were part of the operation to help the army.",
        'Mourners chanted "Death to the rebels" as the coffins were carried through the streets.',
        "The attackers arrived in a van that had been stolen from a company.",
    ],
)
def test_what_a_word_means_and_what_only_belongs_to_a_deed_is_none(words: str) -> None:
    assert events_of(words) == []


def test_bodies_with_wounds_are_no_injured() -> None:
    toll = events_of("The bodies of 20 people were found with gunshot wounds, the office said.")[0].toll
    assert toll is not None
    assert (toll.killed is not None and toll.killed.best, toll.injured) == (20, None)


def test_people_treated_in_a_hospital_are_injured() -> None:
    toll = events_of("Five others were being treated in a hospital.")[0].toll
    assert toll is not None
    assert toll.injured is not None
    assert toll.injured.best == 5


@pytest.mark.parametrize("words", ["The police placed the toll at 27.", "The police revised the number of dead to 26."])
def test_who_gives_a_toll_anew_is_its_voice(words: str) -> None:
    assert [voice.name for voice in events_of(words)[0].attribution] == ["police"]


def test_who_is_suspected_did_it_by_the_word_of_who_suspects_them() -> None:
    claim = events_of("The Northern Front said it was ready for talks. The army suspects the Harbour faction of the rebels.")[-1]
    assert [actor.name for actor in claim.actors] == ["Harbour faction"]
    assert [voice.name for voice in claim.attribution] == ["army"]


def test_many_arrested_over_an_attack_did_not_all_do_it() -> None:
    claims = read_all("Iran says it has arrested 41 people over twin attacks in Tehran")
    assert [actor.name for claim in claims if claim.event_type.value == "attack" for actor in claim.actors] == []


def test_battles_that_a_region_has_seen_are_a_trend_of_no_day() -> None:
    claim = events_of("The region has seen turf battles between the Harbour Cartel and the Valley Cartel.")[0]
    assert (claim.generic, claim.place, claim.when) == (True, None, None)


def test_them_who_are_rescued_are_not_the_rescuers() -> None:
    claims = events_of("Gunmen abducted four nurses. Our men have been drafted into the forest to rescue them.")
    assert "Our men" not in {party.name for claim in claims for party in claim.recipients}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Taliban forces", "armed_group"),
        ("large ISIL tactical unit", "armed_group"),
        ("Israeli army unit", "military"),
        ("group of Italian businessmen", "civilian"),
        ("group of gunmen", "armed_group"),
        ("wedding party", "civilian"),
        ("search party", "military"),
        ("opposition party", "politician"),
    ],
)
def test_a_group_is_of_the_kind_of_whom_it_consists(words: str, kind: str) -> None:
    assert kind_of(words).value == kind
