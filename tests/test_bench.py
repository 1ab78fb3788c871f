"""The measure of claims, and the command that runs a bench."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench import attribution, event_location, places, voices
from bench.__main__ import find_benches, main
from bench.measure import CHECKS, Tally, is_same_name, is_same_when, judge, mark, measure_overlap
from bench.score import compare
from bench.speed import STAGES
from onrecord.claims import extract
from onrecord.facts.gazetteer import open_gazetteer

SHARED = Path(__file__).parents[2] / "shared"


def make_claim(exact: str, **values: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {"exact": exact, "event_type": "attack", "stage": "happened", "polarity": "positive", "certainty": "stated"}
    claim |= {"attribution": [], "verification": {"status": "unstated"}, "responsibility": None, "actors": [], "recipients": []}
    return claim | {"place": None, "when": None, "toll": None} | values


RAID = make_claim("Gunmen raided a village in the hills", event_type="armed_clash", id="c1")
BLAST = make_claim("a bomb tore through the market", event_type="bombing", also=["attack"], id="c2")
RUMOUR = make_claim("people spoke of more raids", optional=True, id="c3")


def figures(golds: list[dict[str, Any]], founds: list[dict[str, Any]]) -> dict[str, float]:
    tally = Tally()
    tally.add(mark(golds, founds))
    return tally.figures()


def test_the_gold_itself_is_found_whole() -> None:
    assert set(figures([RAID, BLAST, RUMOUR], [RAID, BLAST, RUMOUR]).values()) == {1.0}


def test_an_optional_claim_counts_neither_for_nor_against() -> None:
    assert figures([RAID, RUMOUR], [RAID])["claim_f1"] == figures([RAID, RUMOUR], [RAID, RUMOUR])["claim_f1"] == 1.0


def test_a_generic_claim_is_left_out() -> None:
    assert figures([RAID], [RAID, make_claim("Raids are common here", generic=True)])["claim_p"] == 1.0


def test_a_false_claim_costs_precision_and_a_missed_one_recall() -> None:
    found = figures([RAID, BLAST], [RAID, make_claim("The weather was fine")])
    assert (found["claim_p"], found["claim_r"]) == (0.5, 0.5)


def test_a_type_that_gold_calls_as_right_is_right() -> None:
    assert figures([BLAST], [BLAST | {"event_type": "attack"}])["claim_f1"] == 1.0
    assert figures([BLAST], [BLAST | {"event_type": "riot"}])["claim_f1"] == 0.0


def test_one_wrong_core_field_costs_the_whole_claim_and_not_the_claim() -> None:
    found = figures([RAID], [RAID | {"polarity": "negative"}])
    assert (found["claim_f1"], found["whole_f1"], found["field_polarity"], found["field_stage"]) == (1.0, 0.0, 0.0, 1.0)


def test_names_are_one_where_one_s_words_are_among_the_other_s() -> None:
    assert is_same_name("President Volodymyr Zelensky", "Zelensky")
    assert not is_same_name("Free Russia Legion", "Russian Volunteer Corps")
    assert not is_same_name("the President", "the Minister")


def test_long_stretches_of_days_need_share_but_half() -> None:
    month = {"earliest": "2023-05-01", "latest": "2023-05-26"}
    assert is_same_when(month, month | {"earliest": "2023-05-10"})
    assert not is_same_when(month, {"earliest": "2023-05-26", "latest": "2023-05-26"})
    assert not is_same_when({"earliest": "2023-05-26", "latest": "2023-05-26"}, {"earliest": "2023-05-25", "latest": "2023-05-26"})


def test_overlap_is_the_share_of_the_shorter_text() -> None:
    assert measure_overlap("a b c d", "A, B!") == 1.0
    assert measure_overlap("", "words") == 0.0


def test_what_changed_is_told_claim_by_claim() -> None:
    before = [RAID | {"polarity": "negative"}, make_claim("The weather was fine")]
    after = [RAID, BLAST]
    changes = dict(compare([RAID, BLAST], before, after))
    assert set(changes) == {"mended", "gained", "extra_gone"}
    assert changes["mended"].startswith("polarity of Gunmen raided")
    assert [change for change, _ in compare([RAID, BLAST], after, before)] == ["broken", "lost", "extra_new"]


def load_score() -> ModuleType:
    """The team's own script for the same measure, beside the repository where there is one."""
    path = SHARED / "score" / "score_claims.py"
    if not path.exists():
        pytest.skip("no development data beside the repository")
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoil(claims: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Gold claims as a careless reader might have found them."""
    spoiled = []
    for claim in claims:
        if chance.random() < 0.2:
            continue
        other = chance.choice(claims)
        fields = {name: other.get(name) for name in CHECKS if chance.random() < 0.15}
        words = claim["exact"].split()
        exact = " ".join(words[: max(1, int(len(words) * chance.uniform(0.5, 1)))]) if chance.random() < 0.5 else claim["exact"]
        spoiled.append(claim | fields | {"exact": exact, "event_type": chance.choice([claim["event_type"]] * 4 + [other["event_type"]])})
    return spoiled + [claim | {"exact": "Nothing of the kind"} for claim in claims[:1]]


@pytest.mark.parametrize("seed", range(4))
def test_the_measure_gives_the_same_numbers_as_the_script_beside_it(seed: int) -> None:
    script, chance = load_score(), random.Random(seed)
    golds = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((SHARED / "data" / "claims").glob("*.json"))}
    golds = {gold["file"]: gold for gold in golds.values() if "claims" in gold}
    founds = {name: spoil(gold["claims"], chance) for name, gold in golds.items()}
    theirs = script.score(golds, founds)
    tally = Tally()
    for name, gold in golds.items():
        tally.add(mark(gold["claims"], founds[name]))
    ours = tally.figures()
    for level in ("detect", "claim", "whole"):
        assert {key: ours[f"{level}_{key}"] for key in ("p", "r", "f1")} == pytest.approx(theirs[level])
    assert {name: ours[f"field_{name}"] for name in CHECKS} == pytest.approx(theirs["fields"])


def test_every_field_is_judged() -> None:
    assert set(judge(RAID, RAID).values()) == {True}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    exact = "Gunmen abducted five villagers near Maiduguri on Friday, police said."
    (tmp_path / "one.txt").write_text(exact, encoding="utf-8")
    gold = {"file": "one.txt", "published": "2024-09-15", "outlet": "The Example", "claims": [make_claim(exact, event_type="abduction")]}
    (tmp_path / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_json_is_one_flat_object_of_numbers_and_nothing_else(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = reports / "found.jsonl"
    assert main(["claims", "--data", str(reports), "--out", str(out), "--json", "--show"]) == 0
    metrics = json.loads(capsys.readouterr().out)
    assert {"detect_f1", "claim_f1", "whole_f1", "claim_p", "claim_r", "field_stage", "field_polarity", "field_verification"} <= set(metrics)
    assert all(isinstance(value, float) for value in metrics.values())
    assert metrics["detect_f1"] == 1.0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert (Path(row["report"]["path"]).name, row["report"]["published"], row["report"]["outlet"]) == ("one.txt", "2024-09-15", "The Example")


def test_a_table_is_printed_for_people(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--data", str(reports)]) == 0
    assert "claim_f1" in capsys.readouterr().out


def test_an_unknown_bench_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clams"]) == 2
    assert "claims" in capsys.readouterr().err


def test_a_bench_may_be_named_with_a_hyphen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(event_location, "run", lambda data, out=None: {"rows": 0.0})

    assert main(["event-location", "--data", str(tmp_path)]) == 0
    assert "rows" in capsys.readouterr().out


def test_data_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--data", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


def test_the_benches_are_found_by_their_names() -> None:
    assert {"claims", "event_location", "places", "score", "speed"} <= set(find_benches())


# -- Attributions: worked by hand ----------------------------------------------------------------------------------------------

SPEECH = {"source": [(0, 6)], "cue": [(7, 11)], "content": [(12, 20), (25, 30)]}
OTHER = {"source": [(40, 45)], "cue": [(46, 50)], "content": [(51, 60)]}


def figures_of(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, float]:
    return attribution.score_rows([{"attributions": gold}], [found])


def test_all_found_is_one() -> None:
    assert set(figures_of([SPEECH, OTHER], [OTHER, SPEECH]).values()) == {1.0}


def test_a_content_that_lacks_a_piece_overlaps_and_is_not_exact() -> None:
    figures = figures_of([SPEECH], [SPEECH | {"content": [(12, 20)]}])
    assert (figures["content_exact_f1"], figures["content_overlap_f1"], figures["link_f1"]) == (0.0, 1.0, 1.0)


def test_the_wrong_source_is_no_link() -> None:
    figures = figures_of([SPEECH, OTHER], [SPEECH | {"source": OTHER["source"]}, OTHER])
    assert figures["link_f1"] == pytest.approx(0.5)
    assert figures["content_exact_f1"] == 1.0
    assert figures["source_exact_f1"] == pytest.approx(0.5)  # of two found one is left without its like


def test_what_one_side_alone_has_counts_against_it() -> None:
    figures = figures_of([SPEECH, OTHER], [SPEECH])
    assert figures["cue_exact_f1"] == pytest.approx(2 / 3)
    assert figures_of([SPEECH], [SPEECH, OTHER])["link_f1"] == pytest.approx(2 / 3)


def test_an_attribution_without_a_source_is_no_pair() -> None:
    figures = figures_of([SPEECH | {"source": []}], [SPEECH])
    assert (figures["link_f1"], figures["content_exact_f1"]) == (0.0, 1.0)


# -- Voices of claims ----------------------------------------------------------------------------------------------------------


def test_right_is_of_the_found_and_the_scope_is_the_words_of_the_check() -> None:
    checked = {"status": "unverified", "exact": "the Post could not verify the claim"}
    gold = [make_claim("a shell hit the market", attribution=[{"name": "army"}], verification=checked), make_claim("a jet fell near the dam")]
    found = [make_claim("a shell hit the market", attribution=[{"name": "rebels"}], verification=checked | {"exact": "no independent confirmation"})]
    tally = voices.Tally()
    tally.add("r", gold, mark(gold, found))
    figures = tally.figures()

    assert (figures["found"], figures["voiced_found"]) == (0.5, 1.0)
    assert (figures["origin_right"], figures["verification_right"], figures["verification_scope_right"]) == (0.0, 1.0, 0.0)
    assert [line.partition(":")[0] for line in tally.wrong] == ["chain", "origin", "verification_scope"]


def test_places_numbered_by_token_are_turned_into_characters() -> None:
    text = "Troops from two states shelled Vyhadka at dawn."
    row = {"text": text, "spans": [{"start": 23, "end": 30, "label": "VERB"}, {"start": 5, "end": 5, "label": "LOCATION"}]}

    assert event_location.gold_spans(row) == {(text.index("Vyhadka"), text.index("Vyhadka") + len("Vyhadka"))}
    assert event_location.given_spans(row) == {(5, 5)}
    assert event_location.verb_at(row) == 23


def test_an_incidents_town_is_right_by_its_name_or_near_it() -> None:
    gazetteer = open_gazetteer()
    row = {"city_or_county": "Chicago (Englewood)", "state": "Illinois"}
    chicago, oak_park, boston = (
        next(c for c in gazetteer.lookup(name) if c.admin1 == state and c.level == "town")
        for name, state in (("Chicago", "US.IL"), ("Oak Park", "US.IL"), ("Boston", "US.MA"))
    )

    assert places.is_right(row, chicago, gazetteer)
    assert not places.is_right(row, oak_park, gazetteer)
    assert places.is_near(row, oak_park, gazetteer)
    assert not places.is_near(row, boston, gazetteer)
    assert not places.is_right(row, None, gazetteer)


def test_every_stage_that_is_clocked_is_there() -> None:
    assert [name for name in STAGES if not hasattr(extract, name)] == []
