"""What a report says of checking and of whose deed an act was, and which claims that reaches."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.claims.checks import Check, apply_checks, apply_responsibility, find_checks, find_responsibility
from onrecord.claims.voices import find_attributions
from onrecord.facts.names import find_names
from onrecord.nouns import Claim, Count, EventType, Kind, Party, Toll, Voice
from onrecord.text.parse import parse


def checks_of(text: str) -> list[Check]:
    sentences = parse(text)
    names = find_names(sentences)
    return find_checks(sentences, find_attributions(sentences, names), names)


def claim(
    text: str,
    words: str,
    voice: str = "",
    kind: Kind = Kind.OTHER,
    event: EventType = EventType.ATTACK,
    polarity: str = "positive",
    stage: str = "happened",
) -> Claim:
    """A claim at the sentence that ``words`` are of."""
    start = text.rindex(". ", 0, text.index(words)) + 2 if ". " in text[: text.index(words)] else 0
    end = text.index(".", text.index(words)) + 1
    chain = (Voice(voice, kind),) if voice else ()
    return Claim("x", text[start:end], start, end, event, stage=stage, polarity=polarity, attribution=chain)  # type: ignore[arg-type]


# The words of a check, its status, who checked or could not, and how far it reaches.
CHECKS = [
    ("The Herald could not independently verify the rebels' claims.", "unverified", "Herald", "voice"),
    ("Reuters was unable to verify the footage.", "unverified", "Reuters", "media"),
    ("The claim could not be independently verified.", "unverified", None, "before"),
    ("The prisoners' release has not been independently verified by the newspaper.", "unverified", "the newspaper", "event"),
    ("It was not immediately possible to verify the report.", "unverified", None, "before"),
    ("There was no independent confirmation of the attack.", "unverified", None, "event"),
    ("The ministry's figures could not be verified.", "unverified", None, "voice"),
    ("Battlefield claims by both sides could not be verified.", "unverified", None, "voiced"),
    ("Neither claim could be independently verified.", "unverified", None, "two"),
    ("The Herald could not verify either side's account.", "unverified", "Herald", "two"),
    ("The figures could not be independently verified.", "unverified", None, "counted"),
    ("The Herald could not verify the accounts due to a cut in telephone lines.", "unverified", "Herald", "told"),
    ("There was no way of checking the claims.", "unverified", None, "told"),
    ("We have not been able to check this.", "unverified", None, "before"),
    ("The death toll has yet to be confirmed.", "unverified", None, "before"),
    ("Unconfirmed reports said that the mayor was shot.", "unverified", None, "sentence"),
    ("The agency couldn't confirm the claims made by the army.", "unverified", "agency", "voice"),
    ("The Herald has verified the video.", "verified", "Herald", "media"),
    ("The footage, verified by the Herald, shows two burning trucks.", "verified", "Herald", "media"),
    ("The strike was confirmed by footage that the Herald has reviewed.", "verified", "Herald", "sentence"),
    (
        "Video from a yard camera, posted online and authenticated by local outlet Primicias, shows the attack.",
        "verified",
        "local outlet Primicias",
        "media",
    ),
    ("Videos posted online, which we have geolocated to the town, show a large fire.", "verified", None, "media"),
    ("We have geolocated videos of the fire to the depot.", "verified", None, "media"),
    ("Researchers verified videos and photographs shared by survivors.", "verified", "Researchers", "media"),
    ("A photo seen by the Herald shows the crater.", "verified", "Herald", "media"),
    ("The Herald independently confirmed the deaths of six villagers.", "verified", "Herald", "event"),
    ("There is no way to verify the rebels' statements.", "unverified", None, "voice"),
    ("Independent confirmation was not available.", "unverified", None, "before"),
    ("The reports remain unconfirmed.", "unverified", None, "before"),
    ("The footage was geolocated by open-source analysts to a street in Rafah.", "verified", "open-source analysts", "media"),
    ("The Rights Office has verified 12 of the killings.", "verified", "Rights Office", "event"),
    ("One verified video shows bodies by the road.", "verified", None, "media"),
    ("The Herald has verified where it was filmed.", "verified", "Herald", "media"),
    ("The authenticity of the recording could not be established.", "unverified", None, "media"),
    ("Buildings in the video match satellite imagery of the village.", "verified", None, "media"),
]


@pytest.mark.parametrize(("text", "status", "by", "reach"), CHECKS)
def test_a_check_has_its_status_its_checker_and_its_reach(text: str, status: str, by: str | None, reach: str) -> None:
    (check,) = checks_of(text)

    assert (check.status, check.by, check.scope.reach) == (status, by, reach)
    assert text[check.start : check.end] == check.exact


NO_CHECKS = [
    "The ministry did not immediately respond to a request for comment.",
    "Police confirmed that two people died.",
    "The deaths were confirmed by the mayor.",
    "The minister could not attend the talks.",
    "The guards could not check the bags of every passenger.",
    "Guests were unable to check in before noon.",
    "Nobody was seen by the guards.",
    'The envoy said: "We have verified videos of the fire."',
    "He could not confirm his e-mail address.",
    "Doctors were unable to save the boy.",
    "Police have not confirmed the identity of the gunman.",
    "Investigators could not confirm the cause of the fire.",
    "The army neither confirmed nor denied the report.",
]


@pytest.mark.parametrize("text", NO_CHECKS)
def test_what_only_sounds_like_a_check_is_none(text: str) -> None:
    assert checks_of(text) == []


def test_a_groups_claims_are_unverified_wherever_it_or_its_members_speak() -> None:
    text = (
        "Fighters in masks said they derailed a train. Carl Meyer of the Blue Brigade, an ally of the Red Column, said his men took a village. "
        "A spokesman for the group said it burned a depot. "
        "The Herald could not independently verify the group's claims. The group threatened an attack."
    )
    found = apply_checks(
        [
            claim(text, "derailed", "Fighters in masks", Kind.ARMED_GROUP),
            claim(text, "village", "Carl Meyer", Kind.ARMED_GROUP),
            claim(text, "depot", "spokesman for the group", Kind.ARMED_GROUP),
            claim(text, "threatened", "group", Kind.ARMED_GROUP, stage="threatened"),
        ],
        checks_of(text),
        text=text,
    )

    assert [each.verification.status for each in found] == ["unverified", "unstated", "unverified", "unstated"]
    assert found[0].verification.by == "Herald"
    assert found[0].verification.exact == "The Herald could not independently verify the group's claims"


def test_an_events_check_reaches_every_telling_of_it_and_no_other_event() -> None:
    text = (
        "The army said that 30 miners were freed. The union welcomed the release. Two soldiers were released by pirates. "
        "The miners' release has not been independently verified."
    )
    release = EventType.RELEASE
    found = apply_checks(
        [
            claim(text, "30 miners", "army", Kind.MILITARY, release),
            claim(text, "welcomed", "union", Kind.NGO, release),
            claim(text, "pirates", "", Kind.OTHER, release),
        ],
        checks_of(text),
        text=text,
    )

    assert [each.verification.status for each in found] == ["unverified", "unverified", "unstated"]


def test_a_check_of_it_reaches_the_claim_just_before() -> None:
    text = "The militia said it shot down a jet. The report could not be independently verified. Police arrested two men."
    found = apply_checks(
        [claim(text, "jet", "militia", Kind.ARMED_GROUP), claim(text, "arrested", "", Kind.OTHER, EventType.ARREST)], checks_of(text), text=text
    )

    assert [each.verification.status for each in found] == ["unverified", "unstated"]


def test_two_voices_that_contradict_each_other_in_a_sentence_are_disputed() -> None:
    text = "Farmers said the army burned the village, but the ministry denied that troops entered it."
    found = apply_checks(
        [
            claim(text, "burned", "Farmers", Kind.RESIDENT, EventType.SABOTAGE),
            claim(text, "entered", "ministry", Kind.GOVERNMENT, EventType.ATTACK, "negative"),
        ],
        checks_of(text),
        text=text,
    )

    assert [each.verification.status for each in found] == ["disputed", "disputed"]
    assert [each.verification.by for each in found] == ["ministry", "Farmers"]


def test_differing_events_are_no_dispute() -> None:
    text = "Farmers said the army burned the village. The ministry denied that a bridge was destroyed."
    found = apply_checks(
        [
            claim(text, "burned", "Farmers", Kind.RESIDENT, EventType.SABOTAGE),
            claim(text, "bridge", "ministry", Kind.GOVERNMENT, EventType.SABOTAGE, "negative"),
        ],
        checks_of(text),
        text=text,
    )

    assert {each.verification.status for each in found} == {"unstated"}


# Status, by, and the words of the deed where they follow.
RESPONSIBILITY = [
    ("The Northern Front claimed responsibility for the bombing of the barracks.", "claimed", "Northern Front", "the bombing of the barracks"),
    ("The Northern Front has claimed the attack.", "claimed", "Northern Front", None),
    ("The Northern Front took credit for the ambush.", "claimed", "Northern Front", "the ambush"),
    ("The militants said they were behind the raid.", "claimed", "militants", "the raid"),
    ("The driver admitted killing the guard.", "claimed", "driver", None),
    ("The army claimed to have killed the rebel leader.", "claimed", "army", None),
    ("The navy said it was behind the explosion.", "claimed", "navy", "the explosion"),
    ("The Northern Front claimed on Telegram that the group had shelled a camp.", "claimed", "Northern Front", None),
    ("The ministry rejected the accusation.", "denied", "ministry", None),
    ("The elders denied that their men took part.", "denied", "elders", None),
    ("The guard denied using live rounds.", "denied", "guard", None),
    ("The army denied involvement in the raid.", "denied", "army", "the raid"),
    ("The rebels denied carrying out the massacre.", "denied", "rebels", "the massacre"),
    ("The minister denied that his forces had bombed the clinic.", "denied", "minister", None),
    ("The rebels said in a broadcast on their radio station that they were behind the raid.", "claimed", "rebels", "the raid"),
    ("The militants said through their media arm, Al-Rimah, that they had carried out the ambush.", "claimed", "militants", "the ambush"),
    ("The Northern Front claimed in a text message to a radio station on Friday that it had set off the bomb.", "claimed", "Northern Front", None),
    ("There was no immediate claim of responsibility for the blast.", "none_claimed", None, "the blast"),
    ("No group has claimed responsibility.", "none_claimed", None, None),
    ('The rebels said their "soldiers" had carried out the raid.', "claimed", "rebels", "the raid"),
    ("None of the outfits has claimed responsibility.", "none_claimed", None, None),
    ("No group has said it was behind the raid.", "none_claimed", None, "the raid"),
    ("Nobody has claimed responsibility for the killings.", "none_claimed", None, "the killings"),
    ("The attack has not been claimed.", "none_claimed", None, None),
]


@pytest.mark.parametrize(("text", "status", "by", "event"), RESPONSIBILITY)
def test_a_saying_on_whose_deed_it_was(text: str, status: str, by: str | None, event: str | None) -> None:
    sentences = parse(text)
    (mention,) = find_responsibility(sentences, find_names(sentences))

    assert (mention.status, mention.by) == (status, by)
    assert (mention.event.of(text) if mention.event else None) == event
    assert text[mention.start : mention.end] == mention.exact


NO_RESPONSIBILITY = [
    "The war has claimed 900 lives.",
    "The army said it had struck a depot.",
    "The minister took the oath.",
    "Police blamed the rebels for the bombing.",
    "He denied the request.",
    "The airline claimed a refund.",
    "The army said in a statement that it had struck a depot.",
    "The militants said on Friday that the army had shelled a school before it withdrew.",
    "The minister rejected the charges of the power company for the repair.",
    "The company claimed to have sold 900 cars.",
]


@pytest.mark.parametrize("text", NO_RESPONSIBILITY)
def test_accusing_and_telling_is_no_responsibility(text: str) -> None:
    sentences = parse(text)

    assert find_responsibility(sentences, find_names(sentences)) == []


def test_responsibility_is_set_on_the_claims_of_its_sentence() -> None:
    text = "The Northern Front claimed responsibility for the bombing. Police arrested two men. There was no claim of responsibility for the raid."
    sentences = parse(text)
    claims = [
        claim(text, "bombing", "Northern Front", Kind.ARMED_GROUP, EventType.BOMBING),
        claim(text, "arrested", "", Kind.OTHER, EventType.ARREST),
        claim(text, "raid", "", Kind.OTHER, EventType.ARMED_CLASH),
    ]

    found = apply_responsibility(claims, find_responsibility(sentences, find_names(sentences)), text=text)

    assert [each.responsibility.status if each.responsibility else None for each in found] == ["claimed", None, "none_claimed"]
    assert found[0].responsibility is not None
    assert found[0].responsibility.by == "Northern Front"


def test_figures_that_nobody_could_verify_are_those_of_who_counted_last() -> None:
    text = (
        "A doctor said six died. The army said it lost two men. The army said its jets hit a camp. The figures could not be independently verified."
    )
    claims = [
        claim(text, "six", "A doctor", Kind.MEDICAL),
        claim(text, "two men", "The army", Kind.MILITARY),
        claim(text, "camp", "The army", Kind.MILITARY),
    ]
    tolls = [Toll(killed=Count(best=6)), Toll(killed=Count(best=2)), None]

    found = apply_checks([replace(each, toll=toll) for each, toll in zip(claims, tolls, strict=True)], checks_of(text), text=text)

    assert [each.verification.status for each in found] == ["unstated", "unverified", "unstated"]


def test_either_account_is_of_the_two_voices_that_spoke_last() -> None:
    text = "A bus driver said shells fell. Rebels said they took the hill. The army said it held it. The Herald could not verify either account."
    claims = [
        claim(text, "shells", "A bus driver", Kind.WITNESS),
        claim(text, "took", "Rebels", Kind.ARMED_GROUP),
        claim(text, "held", "The army", Kind.MILITARY),
    ]

    found = apply_checks(claims, checks_of(text), text=text)

    assert [each.verification.status for each in found] == ["unstated", "unverified", "unverified"]


def test_a_claim_checked_is_not_disputed() -> None:
    text = "Farmers said the army burned the village, but the ministry denied that troops entered it. The claims could not be verified."
    parties = (Party("army", Kind.MILITARY),)
    claims = [
        claim(text, "burned", "Farmers", Kind.RESIDENT, EventType.SABOTAGE),
        claim(text, "entered", "ministry", Kind.GOVERNMENT, EventType.ATTACK, "negative"),
    ]

    found = apply_checks(
        [each.__class__(**{f: getattr(each, f) for f in each.__struct_fields__} | {"actors": parties}) for each in claims], checks_of(text), text=text
    )

    assert [each.verification.status for each in found] == ["unverified", "unverified"]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said he could not confirm any evidence linking the blasts to the rebels.",
        "Police could not confirm the identity of the two dead.",
        "The army could not confirm their nationality.",
    ],
)
def test_what_is_unconfirmed_beside_a_deed_is_no_check_of_it(text: str) -> None:
    assert checks_of(text) == []
