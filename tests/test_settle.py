"""Where, when and what deeds were, settled over all that a report names: what the learned part sees, may choose, and leaves as it was."""

from __future__ import annotations

import pytest
from reading import read_claim

from onrecord import Report, extract
from onrecord.claims.extract import draft_report
from onrecord.claims.settle import EDGE, LOSS, load_settlers, weigh
from onrecord.claims.settle_allowed import allowed_days, allowed_places
from onrecord.claims.settle_features import (
    DAY_WIDTH,
    HARMFUL,
    PLACE_WIDTH,
    Scene,
    day_candidates,
    day_rows,
    leaves_type_open,
    place_candidates,
    place_rows,
)
from onrecord.claims.settle_types import TYPE_WIDTH, allowed_types, type_candidates, type_rows
from onrecord.nouns import EventType

SCATTERED = (
    "Gunmen shot dead two traders near Maradi on Monday, officials said.\n\n"
    "Officials visited the market on Wednesday.\n\n"
    "In Zinder, soldiers arrested a driver who had carried weapons.\n\n"
    "Rockets hit a depot, the mayor said."
)


def scene_of(text: str) -> Scene:
    drafted = draft_report(Report(id="r", text=text, published="2024-05-10"))
    assert drafted is not None
    return drafted.scene


def test_a_row_a_candidate_and_one_for_none_which_has_the_deed_alone() -> None:
    scene = scene_of(SCATTERED)
    for number in range(len(scene.drafts)):
        days, places, types = day_candidates(scene, number), place_candidates(scene, number), list(type_candidates(scene, number))
        for rows, count, width in (
            (day_rows(scene, number, days), len(days), DAY_WIDTH),
            (place_rows(scene, number, places), len(places), PLACE_WIDTH),
            (type_rows(scene, number, types), len(types), TYPE_WIDTH),
        ):
            *named, none = rows
            assert len(named) == count
            assert {row[0] for row in named} <= {1.0}
            assert not any(none[:width])
            assert {tuple(row[width:]) for row in rows} == {tuple(none[width:])}


def test_the_trees_look_at_as_many_columns_as_the_rows_have() -> None:
    scene = scene_of(SCATTERED)
    settlers = load_settlers()
    (day, *_), (place, *_) = day_rows(scene, 0, day_candidates(scene, 0)), place_rows(scene, 0, place_candidates(scene, 0))
    assert settlers.days.width == len(day)
    assert settlers.places.width == len(place)
    (told, *_) = type_rows(scene, 0, list(type_candidates(scene, 0)))
    assert settlers.types.width == len(told)


@pytest.mark.parametrize(
    ("chances", "now", "allowed", "chosen"),
    [
        ((0.5, 0.5 + EDGE / 2, 0.1), 0, (True, True, True), 0),
        ((0.5, 0.5 + EDGE * 2, 0.1), 0, (True, True, True), 1),
        ((0.5, 0.1, 0.5 + LOSS / 2), 0, (True, True, True), 0),
        ((0.5, 0.1, 0.5 + LOSS * 1.2), 0, (True, True, True), 2),
        ((0.2, 0.9, 0.1), 2, (True, False, True), 0),
        ((0.9, 0.9, 0.1), 2, (False, False, True), 2),
    ],
)
def test_another_is_chosen_where_it_is_likelier_by_the_edge_and_allowed(
    chances: tuple[float, ...], now: int, allowed: tuple[bool, ...], chosen: int
) -> None:
    assert weigh(chances, now, allowed) == chosen


def test_what_the_deeds_own_words_give_is_all_that_they_may_have() -> None:
    scene = scene_of(SCATTERED)
    assert scene.drafts[0].own_when
    assert scene.drafts[0].own_place
    assert sum(allowed_days(scene, 0, day_candidates(scene, 0))) == 1
    assert sum(allowed_places(scene, 0, place_candidates(scene, 0))) == 1


def test_a_place_that_only_later_words_name_is_found() -> None:
    claim = read_claim("Rockets hit a fuel depot, the mayor said.\n\nThe depot lies outside Kherson.\n\nFirefighters worked through the night.")
    assert claim.place is not None
    assert claim.place.toponym == "Kherson"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two traders, officials said. Three others were wounded.",
        "Gunmen shot dead two traders near Maradi on Monday. The group threatened to bomb markets. Soldiers later released a driver.",
        SCATTERED,
    ],
)
def test_no_day_and_no_place_is_given_that_the_text_does_not_name(text: str) -> None:
    extraction = extract(Report(id="r", text=text, published="2024-05-10"))
    assert extraction.claims
    for claim in extraction.claims:
        if claim.place is not None:
            assert claim.place.start is None or text[claim.place.start : claim.place.end] == claim.place.toponym
            assert claim.place.toponym in text
        if claim.when is not None:
            assert claim.when.exact in text


MORTARS = (
    "Mortars struck a market in Kherson on Monday, the governor said.\n\n"
    "A day before, police arrested two men over a bomb found in Odesa.\n\n"
    "Four people were killed in the market and nine were wounded, doctors said.\n\n"
    "The army denied the attack."
)


def test_only_what_tells_of_no_deed_itself_leaves_its_type_open_and_may_be_of_those_of_harm_alone() -> None:
    scene = scene_of(MORTARS)
    left_open = {draft.mention.token.text: leaves_type_open(draft) for draft in scene.drafts}
    assert left_open["struck"] is False
    assert left_open["arrested"] is False
    assert left_open["killed"] is True
    for number, draft in enumerate(scene.drafts):
        assert set(type_candidates(scene, number)) <= HARMFUL
        if leaves_type_open(draft):
            assert EventType.SHELLING in type_candidates(scene, number)


def test_no_type_is_given_that_nothing_in_the_report_tells() -> None:
    scene = scene_of(MORTARS)
    told = {draft.mention.event_type for draft in scene.drafts} | {draft.claim.event_type for draft in scene.drafts}
    found = extract(Report(id="r", text=MORTARS, published="2024-05-10")).claims
    assert {claim.event_type for claim in found} <= told
    assert {claim.event_type for claim in found if claim.toll is not None and claim.toll.killed is not None} == {EventType.SHELLING}


@pytest.mark.parametrize(
    "words",
    [
        "Rebels sank a patrol boat off Odesa.",
        "Two guards were stabbed.",
        "He was jailed over the murder of a clerk in 2011.",
        "More than 50,000 people have been killed in the war so far.",
    ],
)
def test_a_deed_told_in_so_many_words_and_a_sum_are_of_no_other_deeds_type(words: str) -> None:
    scene = scene_of(f"Mortars struck a market in Kherson on Monday, killing four.\n\n{words}")
    assert not any(leaves_type_open(draft) for draft in scene.drafts if draft.mention.sentence.paragraph)


def test_a_strike_is_no_shooting() -> None:
    scene = scene_of("Gunmen shot dead two traders near Maradi. Jets bombed a camp.\n\nThe strike killed a commander, the army said.")
    number = len(scene.drafts) - 1
    types = list(type_candidates(scene, number))
    allowed = dict(zip(types, allowed_types(scene, number, types), strict=False))
    assert allowed[EventType.SHOOTING] is False
    assert allowed[EventType.AIR_STRIKE] is True


def test_a_deed_that_was_denied_may_have_a_day() -> None:
    scene = scene_of("Rockets hit a depot near Kherson on Monday, the mayor said.\n\nThe army denied shelling the town.")
    denied = [draft.claim.polarity for draft in scene.drafts].index("negative")
    assert sum(allowed_days(scene, denied, day_candidates(scene, denied))) > 1


def test_a_count_over_a_war_is_of_the_country_and_of_no_town() -> None:
    told = "Rockets hit a depot near Kherson on Monday, the mayor said. Two were killed.\n\nOfficials in Ukraine said gunfire went on in Odesa.\n\n"
    extraction = extract(Report(id="r", text=f"{told}More than 9,000 people have been killed since the war began.", published="2024-05-10"))
    place = extraction.claims[-1].place
    assert place is not None
    assert (place.name, place.level) == ("Ukraine", "country")
