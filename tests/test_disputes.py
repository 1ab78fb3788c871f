"""Denials and what they deny."""

from __future__ import annotations

import pytest

import onrecord

LEAD = "Rebels ambushed an army patrol near Goma on Friday, killing four soldiers, the army said. "


def claims_of(text: str) -> list[onrecord.Claim]:
    return list(onrecord.extract(onrecord.read(text.encode(), published="2024-05-06")).claims)


@pytest.mark.parametrize(
    "answer",
    [
        "Some residents accused the soldiers of shooting at farmers. An army spokesman denied this.",
        "Villagers said soldiers shot two farmers. The army denied the claim.",
    ],
)
def test_a_denial_that_answers_a_telling_puts_both_in_dispute(answer: str) -> None:
    told, denied = claims_of(LEAD + answer)[-2:]
    assert (told.polarity, denied.polarity) == ("positive", "negative")
    assert told.verification.status == denied.verification.status == "disputed"
    assert told.verification.exact == denied.exact
    assert denied.verification.exact == told.exact


def test_a_denial_disputes_the_telling_that_names_who_denies_it() -> None:
    text = "The mayor said raiders from Upper Baro shot two herders. A raider was hurt. Upper Baro elders denied that their men took part."
    statuses = {claim.attribution[-1].name if claim.attribution else "": claim.verification.status for claim in claims_of(LEAD + text)[1:]}
    assert statuses["Upper Baro elders"] == statuses["mayor"] == "disputed"


def test_a_denial_disputes_the_deed_that_it_names() -> None:
    told, denied = claims_of(LEAD + "Two girls were abducted, a priest said. The governor denied that anybody had been abducted.")[-2:]
    assert (told.event_type, denied.event_type) == ("abduction", "abduction")
    assert told.verification.status == denied.verification.status == "disputed"


def test_a_capital_denies_what_its_people_are_blamed_for() -> None:
    told, denied = claims_of(
        LEAD + "Villagers said shells hit an orchard and blamed Turkish artillery. The orchard is near a road. Ankara denied any involvement."
    )[-2:]
    assert told.verification.status == denied.verification.status == "disputed"
    assert denied.responsibility is not None and denied.responsibility.status == "denied"


def test_what_is_contrary_to_anothers_claims_is_disputed() -> None:
    told = claims_of(LEAD + "No ship was hit in the attack, contrary to rebel claims on social media.")[-1]
    assert (told.verification.status, told.verification.exact) == ("disputed", "contrary to rebel claims")


def test_a_victims_family_that_denies_accuses_nobody() -> None:
    text = "The ministry said soldiers shot the youth, Karim Haddad. A crowd gathered. Relatives of Haddad denied that he was armed."
    assert claims_of(LEAD + text)[1].verification.status == "unstated"


def test_a_denial_of_a_part_leaves_the_deed_undisputed() -> None:
    claims = claims_of(LEAD + "No foreign weapons were used in the ambush, a rebel spokesman said.")
    assert claims[0].verification.status == "unstated"


def test_a_telling_with_nobody_against_it_is_undisputed() -> None:
    assert {claim.verification.status for claim in claims_of(LEAD + "The patrol had left Goma at dawn.")} == {"unstated"}
