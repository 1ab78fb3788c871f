"""The learned reader of incidents: how scores become mentions, participants and incidents, and what the shipped weights read."""

from __future__ import annotations

import random

import numpy as np
import pytest

from bench.keys import read_keys
from onrecord.claims.incidents import Bonds, Incident, find_incidents, find_participants, read_incidents
from onrecord.claims.incidents_people import is_same, is_short_for, words_of
from onrecord.claims.incidents_roles import find_roles
from onrecord.claims.incidents_tags import BIO, CONFIDENCES, INCIDENTS, ROLES, STAGES, Bars, WindowScores, find_mentions, find_runs
from onrecord.text.windows import Window
from train.incidents_examples import Example, find_fillers, label, thin

YES, NO = 6.0, -6.0
BARS = Bars(types=0.5, roles=0.4, weights=dict.fromkeys(ROLES, (0.0, 1.0, 2.0, 0.0, 0.0)), apart=0.4, joined=0.5)
TOLD = len(INCIDENTS) + len(STAGES) + len(CONFIDENCES)


def window_of(text: str) -> Window:
    """A window with a piece for each word."""
    window = Window([101], [0], [(0, 0)], [])
    at = 0
    for word in text.split(" "):
        window.words.append(len(window.ids))
        window.ids.append(1)
        window.shapes.append(1)
        window.spans.append((at, at + len(word)))
        at += len(word) + 1
    window.mark(102)
    return window


def scored(text: str, told: dict[str, tuple[str, str]], *, types: str = "attack", apart: tuple[str, str] | None = None) -> WindowScores:
    """Scores that tell, for each of some words, its role and its incident type; ``apart``: two words that no incident has both."""
    window = window_of(text)
    size = len(window.ids)
    roles = np.zeros((size, len(ROLES), BIO), dtype=np.float32)
    roles[:, :, 0] = YES
    facts = np.full((size, TOLD), NO, dtype=np.float32)
    together = np.full((size, size), YES, dtype=np.float32)
    places: dict[str, list[int]] = {}
    for words, (role, name) in told.items():
        first = text.split(" ").index(words.split(" ")[0]) + 1
        places[words] = list(range(first, first + len(words.split(" "))))
        for n, at in enumerate(places[words]):
            roles[at, ROLES.index(role)] = (NO, NO, YES) if n else (NO, YES, NO)
            facts[at, INCIDENTS.index(name)] = YES
            facts[at, len(INCIDENTS)] = YES
            facts[at, len(INCIDENTS) + len(STAGES) + CONFIDENCES.index("possible")] = YES
    if apart:
        one, other = (np.array(places[words]) for words in apart)
        together[np.ix_(one, other)] = together[np.ix_(other, one)] = NO
    return WindowScores(window, roles, facts, together, np.array([YES if name in types else NO for name in INCIDENTS], dtype=np.float32))


def read(text: str, scores: WindowScores, bars: Bars = BARS) -> list[Incident]:
    return find_incidents(find_participants([scores], text), Bonds([scores]), bars)


def parts(incident: Incident, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in incident.participants:
        found.setdefault(one.role, []).append(one.words.of(text))
    return found


OUT, BEGIN, INSIDE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def runs(words: str, *tags: tuple[float, float, float]) -> list[str]:
    split = words.split(" ")
    return [" ".join(split[first:last]) for first, last in find_runs(np.array(tags, dtype=np.float32), split)]


def test_a_run_is_cut_behind_what_joins_two_alone() -> None:
    assert runs("cargo train fled", BEGIN, BEGIN, OUT) == ["cargo train"]
    assert runs("bombs and rifles", BEGIN, INSIDE, BEGIN) == ["bombs", "rifles"]
    assert runs("sticks and stones", BEGIN, INSIDE, INSIDE) == ["sticks and stones"]


def test_no_mention_begins_or_ends_with_a_little_word_or_an_unlikely_one() -> None:
    assert runs("the group of men in hats", BEGIN, INSIDE, INSIDE, INSIDE, INSIDE, OUT) == ["group of men"]
    assert runs("armed men nearby", BEGIN, INSIDE, (0.7, 0.0, 0.3)) == ["armed men"]
    assert runs("of the", BEGIN, INSIDE) == []


def test_mentions_point_at_their_words() -> None:
    text = "gunmen of the Hill Front shot Ana Ruiz"
    scores = scored(text, {"gunmen": ("perp_individual", "attack"), "Hill Front": ("perp_organization", "attack"), "Ana Ruiz": ("victim", "attack")})

    assert [(one.role, one.span.of(text)) for one in find_mentions(scores, text, 0)] == [
        ("perp_individual", "gunmen"),
        ("perp_organization", "Hill Front"),
        ("victim", "Ana Ruiz"),
    ]


def test_one_word_may_have_two_parts() -> None:
    text = "guerrillas fired"
    scores = scored(text, {"guerrillas": ("perp_individual", "attack")})
    scores.roles[1, ROLES.index("perp_organization")] = (NO, YES, NO)

    assert [one.role for one in find_mentions(scores, text, 0)] == ["perp_individual", "perp_organization"]


def test_an_incident_has_its_type_its_stage_and_who_has_a_part_in_it() -> None:
    text = "rebels of the Hill Front bombed the mill"
    told = {"rebels": ("perp_individual", "bombing"), "Hill Front": ("perp_organization", "bombing"), "mill": ("target", "bombing")}
    found = read(text, scored(text, told, types="bombing"))

    assert [(one.type, one.stage) for one in found] == [("bombing", "accomplished")]
    assert parts(found[0], text) == {"perp_individual": ["rebels"], "perp_organization": ["Hill Front"], "target": ["mill"]}
    assert [(one.words.of(text), name) for one, name in found[0].confidences] == [("Hill Front", "possible")]


def test_a_window_that_tells_of_no_incident_gives_none() -> None:
    text = "rebels met the mayor"

    assert read(text, scored(text, {"rebels": ("perp_individual", "attack")}, types="")) == []


def test_who_has_a_part_in_one_type_has_none_in_another() -> None:
    text = "rebels shot Ruiz and thieves robbed a bank"
    told = {
        "rebels": ("perp_individual", "attack"),
        "Ruiz": ("victim", "attack"),
        "thieves": ("perp_individual", "robbery"),
        "bank": ("target", "robbery"),
    }
    found = read(text, scored(text, told, types="attack robbery"))

    assert [parts(one, text) for one in found] == [
        {"perp_individual": ["rebels"], "victim": ["Ruiz"]},
        {"perp_individual": ["thieves"], "target": ["bank"]},
    ]


def test_two_that_were_done_to_in_no_one_incident_are_told_apart_and_share_their_doer() -> None:
    text = "rebels shot Ruiz in May and Vega in June"
    told = {"rebels": ("perp_individual", "attack"), "Ruiz": ("victim", "attack"), "Vega": ("victim", "attack")}
    found = read(text, scored(text, told, apart=("Ruiz", "Vega")))

    assert [parts(one, text) for one in found] == [
        {"perp_individual": ["rebels"], "victim": ["Ruiz"]},
        {"perp_individual": ["rebels"], "victim": ["Vega"]},
    ]
    assert len(read(text, scored(text, told))) == 1


def test_a_short_form_behind_a_name_is_the_same_participant() -> None:
    text = "the Hill Liberation Front HLF struck"
    told = {"Hill Liberation Front": ("perp_organization", "attack"), "HLF": ("perp_organization", "attack")}

    assert len(find_participants([scored(text, told)], text)) == 1


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("FMLX", "Frente Mundial Libre Xicano", True),
        ("NAR", "National Army of Rescue", True),
        ("NAOR", "National Army of Rescue", True),
        ("ELX", "Army of the Lake", False),
        ("Front", "Hill Front", False),
    ],
)
def test_letters_stand_for_words(short: str, long: str, same: bool) -> None:
    assert is_short_for(words_of(short), words_of(long)) is same


def test_a_last_name_is_its_full_name_where_it_names_a_victim_alone() -> None:
    assert is_same(words_of("Ruiz"), words_of("Ana Ruiz"), "victim")
    assert not is_same(words_of("Ana"), words_of("Ana Ruiz"), "victim")
    assert not is_same(words_of("bank"), words_of("state bank"), "target")


KEYED = {
    "id": "x",
    "text": "REBELS SHOT ANA RUIZ.\n\n   NOBODY ELSE WAS THERE.\n\n   THE REBELS FLED.",
    "templates": [{"INCIDENT: TYPE": ["ATTACK"], "PERP: INDIVIDUAL ID": ['"REBELS"'], "HUM TGT: NAME": ['"ANA RUIZ" / "RUIZ"']}],
}


def test_every_place_of_a_filler_is_found_and_of_its_forms_the_longest() -> None:
    found = find_fillers(KEYED["text"], read_keys(KEYED))

    assert [(one.role, KEYED["text"][one.start : one.end]) for one in found] == [
        ("perp_individual", "REBELS"),
        ("victim", "ANA RUIZ"),
        ("perp_individual", "REBELS"),
    ]


def example() -> Example:
    """A window of three paragraphs, the second of which has no part in anything."""
    text = "REBELS SHOT RUIZ . NOBODY CAME . REBELS FLED ."
    window = window_of(text)
    for at in (8, 5):  # a mark after each full stop but the last
        for row, value in ((window.ids, 102), (window.shapes, 0), (window.spans, (0, 0))):
            row.insert(at, value)
    window.words[:] = [at for at, span in enumerate(window.spans) if span != (0, 0)]
    keys = read_keys(KEYED)
    return label(window, text, keys, find_fillers(text, keys))


def test_a_thinned_window_keeps_what_has_a_part_and_loses_what_has_none() -> None:
    whole = example()
    thinned = thin(whole, random.Random(1), 0.0)

    assert len(thinned.window.ids) < len(whole.window.ids)
    for before, after in zip(whole.mentions, thinned.mentions, strict=True):
        assert [whole.window.spans[at] for at in before.pieces] == [thinned.window.spans[at] for at in after.pieces]
    assert thin(whole, random.Random(1), 1.0) == whole


RAID = """SANTA RITA, 5 MAR 89 (NEWS AGENCY) -- [TEXT] GUERRILLAS OF THE SOUTHERN LIBERATION FRONT [SLF] TODAY ATTACKED A POLICE STATION
WITH GRENADES AND KILLED MAYOR PEDRO ALVARADO, THE ARMY REPORTED.

   THE GUERRILLAS FLED TO THE MOUNTAINS AFTER THE ATTACK, IN WHICH TWO POLICEMEN WERE ALSO WOUNDED."""


def test_the_shipped_reader_reads_a_raid_in_capitals() -> None:
    found = {one.type: one for one in read_incidents(RAID)}

    assert {one.stage for one in found.values()} == {"accomplished"}
    assert parts(found["attack"], RAID)["weapon"] == ["GRENADES"]


def test_the_shipped_reader_reads_who_was_killed_in_a_raid() -> None:
    assert any("victim" in parts(one, RAID) for one in read_incidents(RAID))


def test_the_shipped_reader_reads_the_same_in_mixed_case() -> None:
    mixed = RAID.capitalize()

    assert [(one.type, parts(one, mixed.upper())) for one in read_incidents(mixed)] == [(one.type, parts(one, RAID)) for one in read_incidents(RAID)]


def test_the_shipped_reader_finds_no_incident_in_a_weather_report() -> None:
    assert (
        read_incidents("The rain is expected to stop on Sunday, the weather service said. Farmers hope for a good harvest of maize this year.") == []
    )


def test_roles_are_told_word_by_word_with_how_sure_they_are() -> None:
    found = find_roles(RAID)

    assert found == sorted(found, key=lambda each: (each.span.start, each.span.end))
    assert all(0.5 <= one.score <= 1 for one in found)
    assert any(one.role == "victim" and "ALVARADO" in one.span.of(RAID) for one in found)
