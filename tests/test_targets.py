"""To whom or what it was done, where no object of the deed's own word says so."""

from __future__ import annotations

import pytest
from reading import events_of

from onrecord import Claim


def _to(claim: Claim) -> list[str]:
    return [party.name for party in claim.recipients]


@pytest.mark.parametrize(
    ("text", "event_type", "targets"),
    [
        (
            "Near Doba, three air strikes engaged a militia unit and destroyed two boats, a bridge and a front-end loader on Friday.",
            "air_strike",
            ["militia unit", "two boats", "bridge", "front-end loader"],
        ),
        ("Coalition forces conducted nine air strikes using jets and drones against militia targets on Friday.", "air_strike", ["militia targets"]),
        ("Russia launched 20 attack drones and four cruise missiles at Ukraine on Friday.", "shelling", ["Ukraine"]),
        ("Five rebels surrendered to the 3rd Brigade in Doba on Friday.", "agreement", ["3rd Brigade"]),
        ("On Friday the government suspended its ceasefire with the rebels.", "agreement", ["rebels"]),
        ("A court in Doba granted bail to a teacher on Friday.", "prosecution", ["teacher"]),
        ("by the Landmine explosion near Doba That wounded a farmer and a nurse.", "bombing", ["farmer", "nurse"]),
        ("The kidnappers are demanding free passage for colleagues in Doba.", "other", ["colleagues"]),
        ("The police shooting of a girl, Ana Duarte, happened in Doba on Friday.", "shooting", ["Ana Duarte"]),
    ],
)  # fmt: skip
def test_to_whom_it_was_done_stands_beside_the_deed(text: str, event_type: str, targets: list[str]) -> None:
    assert [_to(claim) for claim in events_of(text) if claim.event_type.value == event_type] == [targets]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The navy fired four ballistic missiles into the sea on Friday in a test.", "deployment"),
        ("The kidnappers are demanding a ransom of two million dollars.", "other"),
        ("The rebels and the army agreed on a ceasefire on Friday.", "agreement"),
    ],
)
def test_what_is_done_to_nobody_has_no_target(text: str, event_type: str) -> None:
    assert [_to(claim) for claim in events_of(text) if claim.event_type.value == event_type] == [[]]


def test_a_denial_of_the_claim_before_it_is_of_the_same_people() -> None:
    told = events_of("Soldiers shot dead three herders in Doba on Friday, residents said. An army spokesman denied this.")
    assert [_to(claim) for claim in told] == [["three herders"], ["three herders"]]


def test_a_name_behind_a_place_is_nobody_else() -> None:
    told = events_of("Gunmen abducted a teacher, Doba police said on Friday.")
    assert [_to(claim) for claim in told] == [["teacher"]]
