"""Small readings that once made false facts: what is denied, whose words a name is, and when and where a sentence's only day and finest place are."""

from __future__ import annotations

import pytest
from reading import events_of

from onrecord import Report, extract


@pytest.mark.parametrize(
    "text",
    [
        "Police denied killing the driver.",
        "The department denied that officers had killed the driver.",
        "The army denied reports that soldiers had wounded prisoners.",
    ],
)
def test_who_denies_a_killing_tells_of_none(text: str) -> None:
    assert [claim.polarity for claim in events_of(text)] == ["negative"]


def test_no_one_killed_is_a_toll_and_no_denial() -> None:
    (claim,) = events_of("Rebels shelled the market of Doba on Friday, but no one was killed, police said.")
    assert claim.polarity == "positive"
    assert claim.toll is not None
    assert claim.toll.killed is not None
    assert claim.toll.killed.high == 0


def test_a_ministry_of_health_is_no_person_called_of_health() -> None:
    text = "The Ministry of Health in Doba said two men were shot dead on Monday. The ministry said gunmen shot dead a third man on Tuesday."
    assert [claim.attribution[-1].name for claim in events_of(text)] == ["Ministry of Health in Doba", "Ministry of Health"]


def test_an_office_that_is_a_name_speaks() -> None:
    (claim,) = events_of("According to the Federal Office for Public Order (FOP), gunmen shot dead two men in Doba in March.")
    assert [voice.name for voice in claim.attribution] == ["Federal Office for Public Order (FOP)"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A grenade was thrown at a house in Zvecan overnight, police said.", ("2024-05-09", "2024-05-10")),
        ("Police said the army was behind an explosion that derailed a train near Doba on the night of May 2.", ("2024-05-02", "2024-05-02")),
        ("A fire that blackened a church early Sunday was set on purpose, investigators have found.", ("2024-05-05", "2024-05-05")),
        ("A curfew begins on Saturday in Doba, the governor announced.", ("2024-05-11", "2024-05-11")),
    ],
)  # fmt: skip
def test_the_day_of_a_sentence_that_names_one(text: str, days: tuple[str, str]) -> None:
    *_, claim = events_of(text)
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == days


def test_what_is_claimed_on_a_day_was_not_on_that_day() -> None:
    *_, claim = events_of("The rebels claimed through their channel on Thursday that they had shot down a drone.")
    assert claim.when is None or claim.when.earliest != "2024-05-09"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Colombia, gunmen shot dead a mayor in Tibu on Monday.", "Tibu"),
        ("In Donetsk Oblast, Russian attacks killed three people in Toretsk, the governor said.", "Toretsk"),
        ("In Colombia, gunmen shot dead a singer from Venezuela on Monday.", "Colombia"),
    ],
)
def test_the_finest_place_of_a_sentence_that_opens_with_its_country(text: str, place: str) -> None:
    (claim,) = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert claim.place is not None
    assert claim.place.toponym == place


def test_what_befell_an_attacker_then_is_another_deed() -> None:
    told = events_of("A man with a knife attacked passers-by in Doba on Friday before he was shot by police.")
    assert [[party.name for party in claim.actors] for claim in told] == [["man"], ["police"]]
    assert [party.name for party in told[0].recipients] == ["passers-by"]


def test_captors_let_their_captives_go() -> None:
    told = events_of("Rebels took nine hostages in Doba. The rebels let two hostages go on Tuesday.")
    assert [(claim.event_type.value, [party.name for party in claim.recipients]) for claim in told][-1] == ("release", ["two hostages"])
