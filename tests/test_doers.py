"""Who did it, where no subject, owner or "by" of the deed's own word says so."""

from __future__ import annotations

import pytest
from reading import events_of

from onrecord import Claim


def _by(claim: Claim) -> list[str]:
    return [party.name for party in claim.actors]


@pytest.mark.parametrize(
    ("text", "event_type", "doers"),
    [
        ("A court in Doba acquitted Omar Bello of killing two farmers on Friday.", "killing", []),
        ("A court in Doba convicted Omar Bello of killing two farmers on Friday.", "killing", ["Omar Bello"]),
        ("Police said they had thwarted a plot to bomb a church in Doba on Friday.", "bombing", []),
        ("Nine soldiers were killed in a Boko Haram ambush near Doba on Friday.", "armed_clash", ["Boko Haram"]),
        ("An Al-Shabaab attack on a base near Doba killed nine soldiers on Friday.", "attack", ["Al-Shabaab"]),
        ("Nine teachers abducted by the Lake Front have been freed in Doba, officials said on Friday.", "release", ["Lake Front"]),
        ("Another 300 soldiers will be deployed to Doba, the minister said.", "deployment", ["300 soldiers"]),
        ("The dockers' unions have called a two-day strike from Monday in protest at the curfew.", "protest", ["dockers' unions"]),
        ("Hundreds rallied outside the embassy in Doba to condemn the attack.", "protest", ["Hundreds"]),
        ("Talks between the rebels and the government in Doba ended without a ceasefire on Friday.", "agreement", ["rebels", "government"]),
        ("On Friday the government suspended its ceasefire with the rebels.", "agreement", ["government"]),
        ("A shepherd was wounded when he stepped on a landmine planted by rebels near Doba.", "bombing", ["rebels"]),
        ("Four people were killed in a police operation in Doba on Friday.", "killing", ["police"]),
        ("Fighting between farmers and herders near Doba left nine dead on Friday.", "armed_clash", ["farmers", "herders"]),
        ("The insurgency has displaced two million people since the Lake Front took up arms in 2011.", "displacement", ["Lake Front"]),
        ("Someone fired four times into a house in Doba on Friday.", "shooting", ["Someone"]),
        ("Five captives are among nine hostages held by rebels in the longest hostage siege of the war.", "abduction", ["rebels"]),
    ],
)  # fmt: skip
def test_who_did_it_stands_beside_the_deed(text: str, event_type: str, doers: list[str]) -> None:
    assert [(claim.event_type.value, _by(claim)) for claim in events_of(text) if claim.event_type.value == event_type] == [(event_type, doers)]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Nine teachers abducted by the Lake Front were rescued in Doba, officials said on Friday.", "release"),
        ("New air defence systems will be deployed to Doba, the minister said.", "deployment"),
        ("A shepherd was wounded when he stepped on a landmine near a school built by the rebels.", "bombing"),
        ("Four people were killed in the city's operation room on Friday when a bomb went off.", "bombing"),
        ("A boy was wounded by shrapnel when shells hit the market of Doba on Friday.", "shelling"),
    ],
)
def test_what_stands_beside_a_deed_is_not_always_who_did_it(text: str, event_type: str) -> None:
    assert [_by(claim) for claim in events_of(text) if claim.event_type.value == event_type] == [[]]


def test_we_is_the_body_that_speaks_and_no_bystander() -> None:
    body = events_of('"We have destroyed a fuel depot near Doba," a spokesman for the armed group told reporters on Friday.')
    assert [_by(claim) for claim in body] == [["armed group"]]
    bystander = events_of('"We were attacked near Doba and we killed two of them," Ana Duarte, a shopkeeper, said on Friday.')
    assert all(_by(claim) == [] for claim in bystander)


def test_a_denial_is_of_whose_deed_was_told() -> None:
    told = events_of("Soldiers shot dead three herders in Doba on Friday, residents said. An army spokesman denied this.")
    assert [(claim.polarity, _by(claim)) for claim in told] == [("positive", ["Soldiers"]), ("negative", ["Soldiers"])]


def test_what_nobody_has_claimed_is_told_of_no_doer() -> None:
    told = events_of("Masked men blew up a bridge near Doba on Friday. No group has claimed the attack.")
    assert [_by(claim) for claim in told] == [["Masked men"], []]


def test_who_hands_captives_over_did_not_hold_them() -> None:
    handed = "The Lake Front abducted nine nurses in Doba. The Red Cross secured the release of the nurses on Friday."
    told = events_of(f"{handed} A governor confirmed the release.")
    assert [(claim.event_type.value, _by(claim)) for claim in told] == [
        ("abduction", ["Lake Front"]),
        ("release", ["Red Cross"]),
        ("release", ["Lake Front"]),
    ]


def test_a_month_is_no_name_of_who_acts_behind_it() -> None:
    told = events_of("At their meeting in December Duarte and Silva agreed on a ceasefire.")
    assert [_by(claim) for claim in told] == [["Duarte", "Silva"]]


def test_a_preposition_of_a_torn_sentence_hides_no_subject() -> None:
    told = events_of("inside Dissident bands of the Lake Front have carried out attacks in Doba.")
    assert [_by(claim) for claim in told] == [["Dissident bands of the Lake Front"]]
