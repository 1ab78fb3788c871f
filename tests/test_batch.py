"""Many inputs: all cores, the order given, and one bad input costs itself alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from deadly import read_or_die

from onrecord import OnrecordError, batch
from onrecord.batch import DIED, FEW, Job, Outcome, read_all, read_one


def make_jobs(paths: list[str]) -> list[Job]:
    return [Job(path) for path in paths]


def find_paths(outcomes: list[Outcome]) -> list[str]:
    return [outcome.path for outcome in outcomes]


def test_outcomes_come_in_the_order_of_the_inputs_from_several_processes() -> None:
    paths = [f"{number}.txt" for number in range(40)]
    outcomes = list(read_all(make_jobs(paths), processes=2, read=read_or_die))
    assert find_paths(outcomes) == paths
    # A quick worker may take every input before the other has started: what counts is that this process did none of the work.
    assert str(os.getpid()) not in {outcome.extraction.report.text for outcome in outcomes if outcome.extraction}


@pytest.mark.parametrize("deadly", [{0}, {11}, {39}, {3, 4}])
def test_an_input_that_kills_its_process_is_named_and_costs_no_other(deadly: set[int]) -> None:
    paths = [f"{number}-deadly.txt" if number in deadly else f"{number}.txt" for number in range(40)]
    outcomes = list(read_all(make_jobs(paths), processes=2, read=read_or_die))
    assert find_paths(outcomes) == paths
    assert {number for number, outcome in enumerate(outcomes) if outcome.reason == DIED} == deadly
    assert all(outcome.extraction for number, outcome in enumerate(outcomes) if number not in deadly)


def test_a_few_inputs_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(batch, "start_pool")
    assert len(list(read_all(make_jobs(["a.txt"] * FEW), processes=4, read=read_or_die))) == FEW


def test_inputs_are_handed_out_as_they_are_needed() -> None:
    """An endless heap of results would otherwise wait in memory for whoever prints them."""
    outcomes = read_all(make_jobs([f"{number}.txt" for number in range(10_000)]), processes=2, read=read_or_die)
    assert next(outcomes).path == "0.txt"
    outcomes.close()


def test_the_report_is_known_by_the_path_that_the_user_gave(sample: Path) -> None:
    outcome = read_one(Job(str(sample)))
    assert outcome.extraction is not None
    assert outcome.extraction.report.path == str(sample)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OnrecordError("x.txt: of no use; mend it"), "x.txt: of no use; mend it"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (RecursionError("too deep"), "onrecord failed on it, which is a fault to report: RecursionError at test_batch.py:"),
    ],
)
def test_a_fault_in_one_input_is_a_reason_and_no_end(error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(batch.onrecord, "read", fail)
    outcome = read_one(Job("x.txt"))
    assert outcome.extraction is None
    assert (outcome.reason or "").startswith(reason)
