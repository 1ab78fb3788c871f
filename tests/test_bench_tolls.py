"""The measure of tolls on cases worked by hand, and what its weights are learned by."""

import json
from pathlib import Path

import pytest

from bench.tolls import run, sample
from train.tolls import Example, Incident, TollPlan, learn, split

DOUBLE = "A man was killed and two others were wounded on Friday, police said. Ivo Brandt, 31, died at the scene."


def incident(number: str, killed: int, injured: int, *reports: tuple[str, str]) -> dict[str, object]:
    told = [{"title": title, "text": text, "published": f"2020-01-0{day}"} for day, (title, text) in enumerate(reports, 1)]
    return {"incident": number, "num_killed": killed, "num_injured": injured, "reports": told}


def test_shares_are_of_incidents_and_of_reports(tmp_path: Path) -> None:
    rows = [
        incident("a", 1, 2, ("Man killed, two wounded at car wash", DOUBLE)),
        incident("b", 1, 3, ("Man killed, two wounded at car wash", DOUBLE), ("Man killed, two wounded at car wash", DOUBLE)),
    ]
    path = tmp_path / "incidents.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    figures = run(path, tmp_path / "out.jsonl", full=True)

    assert figures["killed_exact"] == figures["report_killed_exact"] == 1
    assert figures["injured_exact"] == 1 / 2
    assert figures["report_injured_exact"] == pytest.approx(1 / 3)
    assert figures["unread_injured_exact"] == 1 / 2  # the weights know neither incident
    assert (figures["incidents"], figures["reports"], figures["unread_incidents"]) == (2, 3, 2)
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])["merged"] == [1, 2]


def test_a_sample_is_evenly_spread() -> None:
    assert [row["at"] for row in sample([{"at": at} for at in range(10)], 5)] == [0, 2, 4, 6, 8]


def test_every_incident_is_kept_out_of_one_part_and_learned_from_in_the_others() -> None:
    incidents = [Incident([], (at, 0)) for at in range(20)]

    parts = split(incidents, TollPlan(folds=4))

    assert sorted(one.right for _, held in parts for one in held) == [(at, 0) for at in range(20)]
    assert all(len(held) == 5 and len(learned) == 15 and not {id(one) for one in held} & {id(one) for one in learned} for learned, held in parts)


def test_weights_favour_what_the_right_candidates_have() -> None:
    candidates = {(0, 1): {"sign": 1.0, "always": 1.0}, (1, 0): {"sign": 0.0, "always": 1.0}}

    weights = learn([Example(candidates, (0, 1), 1.0)] * 8, pull=1.0)

    assert weights["sign"] == pytest.approx(1.4815, abs=0.001)  # where 8 / (1 + e^w) = w
    assert weights["always"] == 0
