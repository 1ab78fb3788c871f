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


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("Shop owners said that soldiers shot two porters.", "The governor of North Kivu disputes this."),
        ("A rebel radio claimed that a drone had struck the fuel depot.", "That is untrue, the depot's manager told the paper."),
        ("The opposition alleged that police had set fire to its offices.", "The interior minister called the accusation absurd."),
        ("A church group said that soldiers had burned three houses.", "A colonel, who asked not to be named, rejected the allegation."),
    ],
)
def test_what_the_next_sentence_rejects_in_so_many_words_is_disputed(told: str, answer: str) -> None:
    claim = next(claim for claim in claims_of(f"{LEAD}{told} {answer}") if claim.exact.startswith(told[:30]))
    assert claim.polarity == "positive"
    assert claim.verification.status == "disputed"
    assert claim.verification.exact in answer
    assert claim.verification.by in {"governor of North Kivu", "governor", "interior minister", "colonel", None}


@pytest.mark.parametrize(
    "answer",
    [
        "The governor called that reading of history absurd.",
        "The governor did not dispute this.",
        "It would be absurd to hold the vote now, the governor said.",
        "The governor dismissed the general.",
        "The court rejected the claim for damages.",
        "The governor denied the rebels a truce.",
        "The governor rejected the budget.",
    ],
)
def test_who_rejects_something_else_disputes_nothing(answer: str) -> None:
    told = "Shop owners said that soldiers shot two porters."
    assert {claim.verification.status for claim in claims_of(f"{LEAD}{told} {answer}")} == {"unstated"}


def test_who_says_that_it_was_not_done_disputes_it_without_a_word_of_denying() -> None:
    text = (
        "Prosecutors said that Anton Weir shot the guard in the chest on Saturday. His lawyer, Ruth Amadi, said that her client did not shoot anyone."
    )
    told, contrary = claims_of(LEAD + text)[-2:]
    assert (told.polarity, contrary.polarity) == ("positive", "negative")
    assert told.verification.status == contrary.verification.status == "disputed"


def test_that_nobody_was_hurt_disputes_no_deed() -> None:
    text = "Herders said that six people were killed in a raid on Dabo on Thursday. The mission said no one was killed in Goma."
    assert "disputed" not in {claim.verification.status for claim in claims_of(LEAD + text)}


def test_who_had_nothing_to_do_with_a_deed_denies_it() -> None:
    blamed = "Gunmen shot dead three traders in Uvira on Sunday, police said. The Reform Party blamed the Lake Union."
    text = f"{blamed} Saidi Moke, a Lake Union leader, said his party had nothing to do with the killings."
    denied = claims_of(text)[-1]
    assert (denied.polarity, denied.stage) == ("negative", "happened")
    assert denied.responsibility is not None
    assert denied.responsibility.status == "denied"
    assert denied.verification.status == "disputed"


def test_a_deed_that_has_nothing_to_do_with_another_denies_none() -> None:
    text = "The minister said that the arrests had nothing to do with the ambush."
    assert {claim.polarity for claim in claims_of(LEAD + text)} == {"positive"}
