"""The toll of a whole report and of an incident, on invented reports."""

import pytest

from onrecord.facts.toll_candidates import describe, find_pairs
from onrecord.facts.toll_evidence import Told, gather_evidence
from onrecord.facts.toll_report import ReportToll, load_weights, merge_tolls, read_lines, read_toll, share_belief, worth_a_parse

REPORTS = [
    (
        "Man killed, two wounded at car wash",
        "A man was killed and two others were wounded on Friday, police said. Ivo Brandt, 31, died at the scene.",
        (1, 2),
    ),
    (
        "Teen shot on Mill Street",
        "A 17-year-old boy was shot in the leg on Mill Street on Monday. He was taken to a hospital in stable condition. No arrests were made.",
        (0, 1),
    ),
    (
        "Police identify victim of shooting",
        "Police have identified the woman shot and killed on Sunday as Dora Lind, 40. Officers found Lind with a gunshot wound. She was pronounced "
        "dead at the scene. Detectives are treating it as a homicide.",
        (1, 0),
    ),
    (
        "Four shot at house party",
        "Four people were shot at a house party late on Saturday. All four victims were taken to hospitals. Their injuries are not life-threatening.",
        (0, 4),
    ),
    ("Quadruple homicide in Ashby", "Four people were found dead in a home in Ashby on Tuesday. All had been shot, the sheriff said.", (4, 0)),
]


@pytest.mark.parametrize(("title", "text", "toll"), REPORTS)
def test_a_report_tells_its_toll(title: str, text: str, toll: tuple[int, int]) -> None:
    read = read_toll(title, text)

    assert (read.killed, read.injured) == toll
    assert sum(read.beliefs.values()) == pytest.approx(1)


def test_a_report_without_words_for_a_toll_says_so() -> None:
    read = read_toll("Council meets", "The council met on Monday. It spoke of roads.")

    assert not read.tells_killed
    assert not read.tells_injured


def test_numbers_are_gathered_by_what_they_count() -> None:
    evidence = gather_evidence(
        read_lines("Two killed in Ashby", "Five people were shot on Monday. All five victims are men. A third victim was hurt last year. It rained.")
    )

    assert evidence.killed == (Told(0, 2),)
    assert evidence.shot == (Told(1, 5),)
    assert evidence.victims == (Told(2, 5),)
    assert evidence.ordinals == (Told(3, 3),)
    assert evidence.signs["death"] == 3
    assert evidence.signs["shot"] == 2
    assert evidence.signs["suicide"] == 0


def test_totals_leave_the_injured_when_the_dead_are_taken_off() -> None:
    evidence = gather_evidence(read_lines("Two killed in Ashby", "Five people were shot on Monday."))

    assert (2, 3) in find_pairs(evidence)
    assert describe(evidence, (2, 3))["all as shot: first"] == 1
    assert describe(evidence, (2, 5))["all as shot: first"] == 0


def test_belief_is_shared_by_the_weights() -> None:
    shares = share_belief({(0, 1): {"likely": 1.0}, (1, 0): {"likely": 0.0}}, {"likely": 2.0})

    assert shares[0, 1] == pytest.approx(0.881, abs=0.001)
    assert sum(shares.values()) == pytest.approx(1)


def toll(killed: int, injured: int) -> ReportToll:
    """A report that is nearly sure of its toll."""
    beliefs = {(killed, injured): 0.85, (killed, injured - 1): 0.05, (killed, injured + 1): 0.05, (killed + 1, injured - 1): 0.05}
    return ReportToll(killed, injured, beliefs, tells_killed=killed > 0, tells_injured=injured > 0)


def test_one_report_speaks_for_itself() -> None:
    assert merge_tolls([(None, toll(2, 3))]) == (2, 3)


def test_most_reports_outweigh_one() -> None:
    assert merge_tolls([(f"2020-01-0{day}", toll(1, injured)) for day, injured in enumerate((3, 4, 3, 3), 1)]) == (1, 3)


def test_a_later_report_knows_who_died_later() -> None:
    assert merge_tolls([("2020-01-04", toll(1, 3)), ("2020-01-01", toll(0, 4))]) == (1, 3)


def test_only_sentences_of_loss_are_parsed() -> None:
    assert worth_a_parse(["Two men were shot.", "It rained.", "A triple homicide."]) == [True, False, True]


def test_every_weight_has_a_feature_of_a_name() -> None:
    weights = load_weights()
    evidence = gather_evidence(read_lines("Two killed in Ashby", "Five people were shot on Monday."))
    names = {name for pair in find_pairs(evidence) for name in describe(evidence, pair)}

    assert len(names & weights.report.keys()) > len(names) / 2
    assert len(set(weights.learned)) == len(weights.learned) > 0
