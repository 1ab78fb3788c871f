"""The measure of incidents read: keys, alignment, slots, confidence and stage, on small cases worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.keys import Key, plain, read_key, read_keys
from bench.templates import Answer, Tally, align, score_rows, tally_row

RAID = {
    "MESSAGE: TEMPLATE": ["1"],
    "INCIDENT: TYPE": ["ATTACK"],
    "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
    "PERP: INDIVIDUAL ID": ['"MASKED MEN" / "MEN"'],
    "PERP: ORGANIZATION ID": ['"HILL FRONT" / "HF"'],
    "PERP: ORGANIZATION CONFIDENCE": ['REPORTED AS FACT / CLAIMED OR ADMITTED: "HILL FRONT" / "HF"'],
    "PHYS TGT: ID": ['? "THE \\"RIO\\" MILL"'],
    "HUM TGT: NAME": ['"ANA RUIZ"'],
    "HUM TGT: DESCRIPTION": ['"TEACHER": "ANA RUIZ"', '"TWO PUPILS"'],
}
BLAST = {"MESSAGE: TEMPLATE": ["2 (OPTIONAL)"], "INCIDENT: TYPE": ["BOMBING / ATTACK"], "INCIDENT: INSTRUMENT ID": ['"BOMB"']}
TEXT = 'MASKED MEN OF THE HILL FRONT [HF] SHOT AT\nTHE "RIO" MILL AND HIT ANA RUIZ, A TEACHER, AND TWO PUPILS.  LATER A BOMB WENT OFF.'


def row(*templates: dict[str, list[str]], text: str = TEXT) -> dict[str, Any]:
    return {"id": "x", "text": text, "templates": list(templates)}


def raid(**slots: tuple[str, ...]) -> Answer:
    return Answer("attack", "accomplished", slots)


def test_a_key_is_read_with_every_form_of_a_filler() -> None:
    key = read_key(RAID)

    assert (key.types, key.stages) == (("attack",), ("accomplished",))
    assert key.slots["perp_individual"] == (("MASKED MEN", "MEN"),)
    assert key.slots["target"] == (('THE "RIO" MILL',),)
    assert key.slots["described"] == (("TEACHER",), ("TWO PUPILS",))
    assert key.confidences[0].classes == {"reported as fact", "claimed or admitted"}
    assert key.confidences[0].forms == ("HILL FRONT", "HF")


def test_an_optional_template_makes_its_confidences_optional() -> None:
    assert not read_key(RAID).confidences[0].optional
    assert read_key(RAID | {"MESSAGE: TEMPLATE": ["1 (OPTIONAL)"]}).confidences[0].optional


def test_fillers_that_the_text_does_not_hold_and_twins_of_a_template_are_dropped() -> None:
    keys = read_keys(row(RAID, RAID | {"HUM TGT: NAME": ['"ANA RUIZ"', '"NOBODY ELSE"']}))

    assert len(keys) == 1
    assert keys[0].slots["victim"] == (("ANA RUIZ",),)


def test_a_form_may_run_over_the_end_of_a_line() -> None:
    assert read_keys(row(RAID, text="HILL\nFRONT"))[0].slots["perp_organization"] == (("HILL FRONT",),)


def test_any_form_of_a_filler_is_right_whatever_its_case_marks_and_articles() -> None:
    found = score_rows([row(RAID)], [[raid(perp_individual=("men",), target=("rio mill",), victim=("Ana\nRuiz",), perp_organization=("HF",))]])

    assert found["six_slot_f1"] == 1.0
    assert plain('The "Rio"\n Mill') == "rio mill"


def test_half_a_name_is_wrong() -> None:
    assert score_rows([row(RAID)], [[raid(victim=("Ruiz",))]])["victim_f1"] == 0.0


def test_figures_add_up_over_slots() -> None:
    # Read: type, two perpetrators (one right), one victim (right). Keys: type, perpetrator, organisation, target, victim.
    found = score_rows([row(RAID)], [[raid(perp_individual=("masked men", "soldiers"), victim=("Ana Ruiz",))]])

    assert found["six_slot_p"] == pytest.approx(3 / 4)
    assert found["six_slot_r"] == pytest.approx(3 / 5)
    assert found["six_slot_f1"] == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert found["perp_individual_f1"] == pytest.approx(2 / 3)


def test_a_template_of_another_type_is_held_against_no_key() -> None:
    found = score_rows([row(RAID)], [[Answer("arson", "accomplished", {"victim": ("Ana Ruiz",)})]])

    assert (found["incident_type_f1"], found["victim_f1"]) == (0.0, 0.0)


def test_either_type_of_a_key_with_two_is_right() -> None:
    for name in ("bombing", "attack"):
        assert score_rows([row(BLAST)], [[Answer(name, "accomplished", {"weapon": ("bomb",)})]])["six_slot_f1"] == 1.0


def test_templates_are_aligned_for_the_most_hits() -> None:
    keys = read_keys(row(RAID, BLAST))
    answers = [raid(weapon=("bomb",)), raid(victim=("Ana Ruiz",)), raid()]

    assert align(answers, keys) == [1, 0, None]


def test_no_key_is_used_twice() -> None:
    tallies = tally_row([raid(victim=("Ana Ruiz",)), raid(victim=("Ana Ruiz",))], read_keys(row(RAID)))

    assert tallies["victim"] == Tally(read=2, right=1, gold=1, met=1)
    assert tallies["incident_type"] == Tally(read=2, right=1, gold=1, met=1)


def test_a_message_that_tells_of_no_incident_costs_precision_alone() -> None:
    found = score_rows([row(RAID), row()], [[raid()], [raid(weapon=("bomb",))]])

    assert found["six_slot_p"] == pytest.approx(1 / 3)
    assert found["incident_type_f1"] == pytest.approx(2 / 3)


def test_people_without_a_name_count_in_the_described_figures_alone() -> None:
    found = score_rows([row(RAID)], [[raid(victim=("Ana Ruiz",), described=("two pupils", "teacher"))]])

    assert found["victim_f1"] == 1.0
    assert found["victim_described_f1"] == 1.0
    assert score_rows([row(RAID)], [[raid(victim=("Ana Ruiz",))]])["victim_described_f1"] == pytest.approx(0.5)


def sure(name: str, organisation: str = "HF") -> Answer:
    return Answer("attack", "accomplished", {"perp_organization": (organisation,)}, ((organisation, name),))


def test_confidence_is_right_with_the_template_the_organisation_and_the_class() -> None:
    for answer, right in ((sure("claimed or admitted"), 1.0), (sure("possible"), 0.0), (sure("reported as fact", "HILL"), 0.0)):
        found = score_rows([row(RAID)], [[answer]])
        assert (found["confidence_r"], found["confidence_p"]) == (right, right)


def test_an_optional_confidence_counts_where_it_is_met_alone() -> None:
    optional = row(RAID | {"MESSAGE: TEMPLATE": ["1 (OPTIONAL)"]})

    assert tally_row([sure("reported as fact")], read_keys(optional))["confidence"] == Tally(1, 1, 1, 1)
    assert tally_row([raid()], read_keys(optional))["confidence"] == Tally(0, 0, 0, 0)
    assert tally_row([], read_keys(optional))["confidence"] == Tally(0, 0, 0, 0)


def test_stage_is_right_beside_its_own_key_alone() -> None:
    planned = Answer("attack", "threatened", {})

    assert score_rows([row(RAID)], [[planned]])["stage_f1"] == 0.0
    assert score_rows([row(RAID)], [[raid(), planned]])["stage_f1"] == pytest.approx(2 / 3)


def test_a_key_held_against_itself_is_whole() -> None:
    key: Key = read_keys(row(RAID))[0]
    answer = Answer(
        "attack", "accomplished", {slot: tuple(forms[0] for forms in key.slots[slot]) for slot in key.slots}, (("HILL FRONT", "reported as fact"),)
    )

    assert set(score_rows([row(RAID)], [[answer]]).values()) <= {0.0, 1.0}
    assert score_rows([row(RAID)], [[answer]])["six_slot_described_f1"] == 1.0
