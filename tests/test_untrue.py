"""What is called untrue, left undone or never was is told as not having happened; look-alikes beside the hits."""

from __future__ import annotations

import pytest
from reading import events_of


@pytest.mark.parametrize(
    ("text", "event_type", "told"),
    [
        ("It is untrue that soldiers shelled the clinic in Doba, the minister said.", "shelling", ("negative", "happened")),
        ("It is not true that soldiers shelled the clinic in Doba, the minister said.", "shelling", ("negative", "happened")),
        ("Reports that soldiers shelled the clinic in Doba are false, the minister said.", "shelling", ("negative", "happened")),
        ("Reports that soldiers shelled the clinic in Doba turned out to be wrong.", "shelling", ("negative", "happened")),
        ('The minister called reports that soldiers shelled the clinic in Doba "fake news".', "shelling", ("negative", "happened")),
        ("The minister dismissed as lies the claims that soldiers shelled the clinic in Doba.", "shelling", ("negative", "happened")),
        ("The minister rejected claims that soldiers had shelled the clinic in Doba.", "shelling", ("negative", "happened")),
        ("The shelling of Doba did not take place, the army said.", "shelling", ("negative", "happened")),
        ("The army refrained from shelling Doba on Friday.", "shelling", ("negative", "happened")),
        ("Reports that soldiers shelled the clinic in Doba are true, the mayor said.", "shelling", ("positive", "happened")),
        ("The claim that soldiers shelled the clinic in Doba is not false, the envoy said.", "shelling", ("positive", "happened")),
        ("It is wrong that soldiers shelled the clinic in Doba, the bishop said.", "shelling", ("positive", "happened")),
        ("The shelling of Doba took place at dawn, the army said.", "shelling", ("positive", "happened")),
        ("The army declined to comment on reports that soldiers shelled the clinic in Doba.", "shelling", ("positive", "happened")),
        ("The army stopped shelling Doba on Friday.", "shelling", ("positive", "happened")),
        ("Soldiers would have shelled Doba had the envoy not spoken.", "shelling", ("positive", "hypothetical")),
        ("Had soldiers shelled Doba, the rebels would have fled.", "shelling", ("positive", "hypothetical")),
    ],
)
def test_whether_it_was_so(text: str, event_type: str, told: tuple[str, str]) -> None:
    (claim,) = [each for each in events_of(text) if each.event_type == event_type]
    assert (claim.polarity, claim.stage) == told


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ('The minister called reports that soldiers shelled the clinic in Doba "fake news".', ["minister"]),
        ("The army has not commented on the shelling of Doba.", []),
        ("Residents fear more attacks after soldiers shelled the clinic in Doba.", []),
        ("The court rejected an appeal by soldiers convicted of shelling Doba.", []),
    ],
)
def test_who_calls_it_untrue_and_who_says_nothing(text: str, voices: list[str]) -> None:
    (claim,) = [each for each in events_of(text) if each.event_type == "shelling"]
    assert [voice.name for voice in claim.attribution] == voices


def test_who_denies_having_anything_to_do_with_a_deed_denies_that_it_was_his() -> None:
    (claim,) = events_of("The Lake Front denied it had anything to do with the bombing in Doba that killed nine people.")
    assert claim.responsibility is not None
    assert (claim.responsibility.status, claim.responsibility.by) == ("denied", "Lake Front")


@pytest.mark.parametrize(
    "text",
    [
        "His lawyer said he had not meant to hurt the guard in Doba.",
        "We were not expecting a shooting in Doba, the baker said.",
        '"Let\'s shoot up the bar in Doba," one of them had written.',
        "Soldiers in Doba are barred from shooting at unarmed people.",
        "The two had joked about killing the mayor of Doba, a cousin said.",
        "Force would be used in Doba only as a last resort, the minister said.",
    ],
)
def test_what_nobody_meant_expected_or_may_do_is_no_event(text: str) -> None:
    assert events_of(text) == []


def test_a_plan_that_somebody_failed_to_report_is_a_plan() -> None:
    assert [claim.stage for claim in events_of("She failed to report a rebel's plan to kill the judge.")] == ["planned"]


def test_a_pledge_behind_a_semicolon_leaves_a_deed_done() -> None:
    text = "The attacker was killed in a gunfight with police in Doba; he had pledged loyalty to the rebels."
    assert {claim.stage for claim in events_of(text)} == {"happened"}


@pytest.mark.parametrize(
    "text",
    [
        "The monitor could not say whether there were deaths in Doba.",
        "It was not known if anyone was hurt in Doba.",
        "The general did not know how many rebels in Doba had died.",
        "The minister did not say how the child in Doba had died.",
    ],
)
def test_what_somebody_does_not_know_is_told_by_nobody(text: str) -> None:
    assert events_of(text) == []


def test_what_somebody_knows_is_told() -> None:
    assert [claim.event_type for claim in events_of("The minister said how the child in Doba had been shot dead.")] == ["shooting"]


def test_neither_of_two_did_it() -> None:
    (claim,) = events_of("The ministry said that neither Russian nor Syrian aircraft bombed the convoy near Doba.")
    assert (claim.polarity, [party.name for party in claim.actors]) == ("negative", ["Russian nor Syrian aircraft"])


def test_a_condition_is_no_part_of_the_threat() -> None:
    claim, _ = events_of("The captors in Doba threatened to kill the pilot if the army attacked.")
    assert (claim.event_type, claim.stage, [party.name for party in claim.actors]) == ("killing", "threatened", ["captors"])
