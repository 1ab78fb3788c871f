"""Days counted from another deed, denials of one's own deeds, and whose aircraft and debris did it."""

from __future__ import annotations

import pytest
from reading import events_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "A bomb killed nine in Doba on Saturday. The bombing came two days after rebels lobbed mortar rounds at a base.",
            ["2024-05-04", "2024-05-02"],
        ),
        ("Rebels who held a school in Doba let two hostages go on Tuesday, the mayor said.", ["2024-05-07"]),
        ("The North fired what is believed to be a ballistic missile into the sea off Tame on Thursday, the army said.", ["2024-05-09"]),
        ("Rebels shelled Doba on Wednesday. Hours later, gunmen shot dead two men in Tame.", ["2024-05-08", "2024-05-08"]),
        (
            "Gunmen shot dead a man on Monday. The suspect is to be arraigned on May 20. Two nights later, gunmen shot dead a clerk.",
            ["2024-05-06", "2024-05-20", "2024-05-08"],
        ),
    ],
)  # fmt: skip
def test_days_are_counted_from_what_has_happened(text: str, days: list[str]) -> None:
    assert [claim.when.earliest if claim.when else None for claim in events_of(text)] == days


def test_the_day_of_a_claim_or_a_denial_is_not_the_day_of_the_deed() -> None:
    (claimed,) = events_of("The Lake Front on Wednesday claimed the ambush in a message.")
    assert claimed.when is None or claimed.when.earliest != "2024-05-08"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Soldiers shot dead three herders in Doba, residents said. An army spokesman denied that soldiers had fired.", True),
        ("Gunmen shot dead a clerk in Doba. A lawyer for the suspect said her client did not shoot the clerk.", True),
        ("Rebels shelled Doba on Friday, the army said. The governor of Doba denied that rebels had shelled the town.", False),
    ],
)
def test_who_denies_a_deed_of_his_own_side_denies_it_as_his(text: str, denied: bool) -> None:
    responsibility = events_of(text)[-1].responsibility
    assert (responsibility is not None and responsibility.status == "denied") is denied


def test_who_claims_that_others_did_it_claims_no_deed() -> None:
    (claim,) = events_of("An official, Anton Duarte, claimed that rebel shelling had killed two women at a bus stop in Doba.")
    assert claim.responsibility is None
    assert "Anton Duarte" not in [party.name for party in claim.actors]


@pytest.mark.parametrize(
    ("text", "event_type", "doers"),
    [
        ("Three paramedics were killed near Doba when a drone fired two missiles at their ambulance.", "air_strike", []),
        ("Debris from downed drones set fire to a warehouse in Doba.", "air_strike", []),
        ("The air force said its jets had bombed a rebel camp near Doba.", "air_strike", ["air force"]),
        ("Rebel fighters fired mortars at a base near Doba.", "shelling", ["Rebel fighters"]),
    ],
)
def test_what_comes_from_the_air(text: str, event_type: str, doers: list[str]) -> None:
    assert [(claim.event_type.value, [party.name for party in claim.actors]) for claim in events_of(text)] == [(event_type, doers)]


def test_no_part_of_speech_is_a_party() -> None:
    told = events_of("A man threatened to behead the captives if the air force did not stop its raids near Doba.")
    assert all(party.name not in {"its", "their", "his"} for claim in told for party in (*claim.actors, *claim.recipients))


def test_an_answer_to_the_sentence_before_disputes_it() -> None:
    told = events_of("A priest accused soldiers of shooting three men who had been disarmed in Doba. A major rejected the accusation.")
    assert [claim.verification.status for claim in told] == ["disputed", "disputed"]


RELEASE = """Coalition military forces conducted nine air strikes against the Lake Front from May 3 to May 4.

Friday, May 3

* Near Doba, three strikes destroyed a boat and a bridge.

Saturday, May 4

* Near Tame, one strike by fighter aircraft destroyed a fuel truck.
* Near Moundou, two strikes destroyed a bunker.

The coalition will publish its next release on Monday."""


def test_items_are_of_the_day_that_heads_them_and_of_the_one_side_that_strikes() -> None:
    items = [claim for claim in events_of(RELEASE) if claim.exact.startswith(("* Near", "Near"))]
    assert [claim.when and claim.when.earliest for claim in items] == ["2024-05-03", "2024-05-04", "2024-05-04"]
    assert [[party.name for party in claim.actors] for claim in items if claim.place and claim.place.toponym != "Tame"] == [
        ["Coalition military forces"],
        ["Coalition military forces"],
    ]
