"""Samples and codings: drawn by a seed, coded blind, vouched for by the log, and agreement as it was published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import make_item, read_made
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import RecordError, UsageError
from onrecord.record.add import add_all
from onrecord.record.agreement import find_alpha
from onrecord.record.custody import EngineSource
from onrecord.record.dump import dump_record, load_record
from onrecord.record.sample_results import read_results
from onrecord.record.samples import add_coding, draw_sample, find_next, list_samples, read_sample
from onrecord.record.store import Record, open_record
from onrecord.record.verifier import FolderSource, check

STORY = "Shells hit the quay of Aldport {}. Two people died, the mayor said. Police held three men. Nobody claimed it."
FIELDS = ["event_type", "killed"]

# Four people code twelve things, by K. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", part C; 0: not coded.
PUBLISHED = ("123321412000", "123322412503", "033323422510", "123324412510")


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_is_that_of_the_published_example(level: Any, alpha: float) -> None:
    units = [[int(row[at]) for row in PUBLISHED if row[at] != "0"] for at in range(12)]
    assert find_alpha(units, level) == pytest.approx(alpha, abs=0.0005)


def test_alpha_of_two_who_agree_on_all_is_one_and_of_one_value_alone_none() -> None:
    assert find_alpha([["a", "a"], ["b", "b"]], "nominal") == 1
    assert find_alpha([["a", "a"], ["a", "a"]], "nominal") is None
    assert find_alpha([["a"], ["b"]], "nominal") is None
    assert find_alpha([[0, 0], [0, 5]], "ratio") == 0.0
    assert find_alpha([["a", "b"], ["b", "a"]], "nominal") == -0.5


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=8), st.sampled_from(["nominal", "interval", "ratio"]), st.randoms())
def test_alpha_does_not_depend_on_the_order_of_things_or_coders(units: list[list[int]], level: Any, chance: Any) -> None:
    found = find_alpha(units, level)
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    assert find_alpha(mixed, level) == found
    assert found is None or found <= 1


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    add_all(made, [make_item(STORY.format(day)) for day in ("on Friday", "on Sunday", "at night")], lambda _: None, processes=1, read=read_made)
    yield made
    made.close()


def code_all(record: Record, name: str, coder: str, killed: list[str]) -> None:
    for value in killed:
        item, _ = find_next(record, name, coder)
        assert item is not None
        add_coding(record, name, item.claim, {"event_type": "shelling", "killed": value}, coder)


def test_the_same_seed_draws_the_same_claims_and_another_others(record: Record) -> None:
    one, same, other = (draw_sample(record, name, 6, seed, FIELDS, "Ana") for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    drawn = [[item.claim for item in each.items] for each in (one, same, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert (one.size, one.population, len(set(drawn[0]))) == (6, 12, 6)
    assert draw_sample(record, "all", 99, 1, FIELDS, "Ana").size == 12
    assert [each.name for each in list_samples(record)] == ["all", "c", "b", "a"]
    assert read_sample(record, "a") == one == read_sample(record, one.id)


def test_coders_see_the_words_and_no_value(record: Record) -> None:
    sample = draw_sample(record, "a", 3, 1, FIELDS, "Ana")
    item, left = find_next(record, sample.id, "Ivo")
    assert item is not None
    assert left == 3
    assert set(item.__struct_fields__) == {"number", "claim", "exact", "start", "end", "report", "context"}
    assert item.context.text[item.start - item.context.offset : item.end - item.context.offset] == item.exact


def test_agreement_and_disagreements_are_of_what_was_coded(record: Record) -> None:
    draw_sample(record, "a", 4, 1, FIELDS, "Ana")
    code_all(record, "a", "Ivo", ["2", "none", "7", "unsure"])
    code_all(record, "a", "Uma", ["2", "none", "9", "3"])
    found = read_results(record, "a")
    assert [(each.coder, each.done, each.of) for each in found.progress] == [("Ivo", 4, 4), ("Uma", 4, 4)]
    measured = {(each.field, each.level): each for each in found.agreement}
    assert (measured["killed", "nominal"].units, measured["killed", "nominal"].values) == (3, 6)
    assert measured["killed", "nominal"].alpha == pytest.approx(1 - 5 * 2 / (36 - 4 - 4 - 1 - 1))
    assert measured["killed", "ratio"].units == 2
    assert measured["killed", "ratio"].alpha == pytest.approx(find_alpha([[2, 2], [7, 9]], "ratio"))
    assert measured["event_type", "nominal"].alpha is None
    assert [(each.field, each.values) for each in found.disagreements] == [("killed", {"Ivo": "7", "Uma": "9"})]


def test_the_last_that_a_coder_gives_counts_until_all_is_coded(record: Record) -> None:
    sample = draw_sample(record, "a", 2, 1, FIELDS, "Ana")
    values = {"event_type": "shelling", "killed": "1"}
    for killed in ("1", "2"):
        add_coding(record, "a", sample.items[0].claim, values | {"killed": killed}, "Ivo")
    assert find_next(record, "a", "Ivo")[1] == 1
    add_coding(record, "a", sample.items[1].claim, values, "Ivo")
    with pytest.raises(UsageError, match="has coded all of a"):
        add_coding(record, "a", sample.items[0].claim, values, "Ivo")
    add_coding(record, "a", sample.items[0].claim, values, "Uma")
    add_coding(record, "a", sample.items[1].claim, values, "Uma")
    assert read_results(record, "a").disagreements[0].values == {"Ivo": "2", "Uma": "1"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"event_type": "shelling"}, "killed: not coded"),
        ({"event_type": "picnic", "killed": "1"}, "is no value of it"),
        ({"event_type": "shelling", "killed": "-1"}, "is no number"),
        ({"event_type": "shelling", "killed": "٣"}, "is no number"),
        ({"event_type": "shelling", "killed": "1", "stage": "planned"}, "stage: not coded in this sample"),
    ],
)
def test_a_coding_that_cannot_be_says_why(record: Record, values: dict[str, str], said: str) -> None:
    sample = draw_sample(record, "a", 2, 1, FIELDS, "Ana")
    with pytest.raises(UsageError, match=said):
        add_coding(record, "a", sample.items[0].claim, values, "Ivo")
    assert find_next(record, "a", "Ivo")[1] == 2


@pytest.mark.parametrize(("size", "fields", "said"), [(0, FIELDS, "from 1 to"), (3, ["mood"], "no field to code"), (3, [], "needs fields")])
def test_a_sample_that_cannot_be_drawn_says_why(record: Record, size: int, fields: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        draw_sample(record, "a", size, 1, fields, "Ana")
    with pytest.raises(UsageError, match="no such sample"):
        read_sample(record, "a")


def test_samples_and_codings_are_vouched_for_never_changed_and_in_dumps(record: Record, tmp_path: Path) -> None:
    draw_sample(record, "a", 2, 1, FIELDS, "Ana")
    code_all(record, "a", "Ivo", ["1", "none"])
    for table in ("sample", "coding"):
        with pytest.raises((RecordError, DBAPIError), match="only ever added"), record.writing() as connection:
            connection.execute(text(f"UPDATE {table} SET body = '{{}}'"))
    dump_record(record, tmp_path / "dump")
    assert list(check(FolderSource(tmp_path / "dump"))) == []
    again = open_record(tmp_path / "again.db", create=True, begin=False)
    load_record(again, tmp_path / "dump")
    assert read_results(again, "a") == read_results(record, "a")
    with again.reading() as connection:
        assert list(check(EngineSource(connection))) == []
    again.close()
    lines = (tmp_path / "dump" / "coding.jsonl").read_text().replace('killed\\":\\"1', 'killed\\":\\"5')
    (tmp_path / "dump" / "coding.jsonl").write_text(lines)
    assert any(line.startswith("coding ") and "was changed" in line for line in check(FolderSource(tmp_path / "dump")))


def test_the_commands_draw_print_code_and_show(tmp_path: Path) -> None:
    made = open_record(tmp_path / "desk.db", create=True)
    add_all(made, [make_item(STORY.format("x"))], lambda _: None, processes=1, read=read_made)
    made.close()
    run, where = CliRunner().invoke, ["--in", str(tmp_path / "desk.db")]
    drawn = run(app, ["sample", "draw", "first", "--size", "3", "--seed", "4", "--field", "stage", "--by", "Ana", *where])
    assert drawn.exit_code == 0, drawn.output
    items = [json.loads(line) for line in run(app, ["sample", "print", "first", *where]).stdout.splitlines()]
    assert len(items) == 3
    for coder, stages in (("Ivo", ("happened", "planned", "planned")), ("Uma", ("happened", "planned", "attempted"))):
        lines = [json.dumps({"claim": item["claim"], "stage": stage}) for item, stage in zip(items, stages, strict=True)]
        (tmp_path / "codes.jsonl").write_text("\n".join(lines))
        assert run(app, ["sample", "code", "first", str(tmp_path / "codes.jsonl"), "--by", coder, *where]).exit_code == 0
    shown = run(app, ["sample", "show", "first", *where]).stdout
    assert "stage (nominal): alpha 0.545, 3 items with 6 codings" in shown
    assert "stage: Ivo planned, Uma attempted" in shown
    assert "first: 3 claims, seed 4, stage" in run(app, ["sample", "list", *where]).stdout
    (tmp_path / "codes.jsonl").write_text("no json")
    assert run(app, ["sample", "code", "first", str(tmp_path / "codes.jsonl"), "--by", "Eva", *where]).exit_code == 2
