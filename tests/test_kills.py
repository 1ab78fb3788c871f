"""A process that adds reports is killed at random moments: each report is there whole or not at all, and the next run goes on."""

from __future__ import annotations

from bench.kills import kill_often

KILLS, REPORTS = 6, 200  # on each engine, too many to be done before the last kill; `python -m bench kills` has 200 and 500


def test_nothing_is_lost_and_nothing_double(where: str) -> None:
    figures = kill_often(where, KILLS, REPORTS)
    assert figures["kills"] >= KILLS / 2
    assert (figures["lost"], figures["double"], figures["faults"]) == (0, 0, 0)
