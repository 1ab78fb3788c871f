"""The pairs of killed and injured that an incident's reports may mean together, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Protocol

from onrecord.facts.toll_candidates import Features, Pair

LIKELY = 12  # pairs of a report that are looked at
LEAST = -6.0  # log of the belief below which a report says no more against a pair


class Toll(Protocol):
    """What one report tells, as ``toll_report.ReportToll`` has it."""

    @property
    def killed(self) -> int: ...
    @property
    def injured(self) -> int: ...
    @property
    def beliefs(self) -> dict[Pair, float]: ...
    @property
    def tells_killed(self) -> bool: ...
    @property
    def tells_injured(self) -> bool: ...


def merged_pairs(reports: Sequence[Toll]) -> list[Pair]:
    """The likeliest pairs of each report, in order."""
    return sorted({pair for one in reports for pair in sorted(one.beliefs, key=lambda pair: -one.beliefs[pair])[:LIKELY]})


def _log(share: float) -> float:
    return max(log(share), LEAST) if share > 0 else LEAST


def _marginal(toll: Toll, place: int, number: int) -> float:
    """The log of a report's belief in a number killed (place 0) or injured (1), whatever the other."""
    return _log(sum(share for pair, share in toll.beliefs.items() if pair[place] == number))


def describe_merged(reports: Sequence[Toll], pair: Pair) -> Features:
    """What the reports of an incident, in the order of publication, say for and against a pair, by name."""
    killed, injured = pair
    count = len(reports)
    beliefs = [_log(one.beliefs.get(pair, 0.0)) for one in reports]
    read = [(one.killed, one.injured) for one in reports]
    found: Features = {
        "pair: sum": sum(beliefs) / count**0.5,
        "pair: mean": sum(beliefs) / count,
        "pair: highest": max(beliefs),
        "pair: lowest": min(beliefs),
        "pair: latest": beliefs[-1],
        "pair: share": read.count(pair) / count,
        "pair: times": float(read.count(pair)),
        "pair: twice": float(read.count(pair) > 1),
        "all: share": sum(sum(one) == sum(pair) for one in read) / count,
        "all: highest": float(sum(pair) == max(sum(one) for one in read)),
        "killed: none": float(killed == 0),
        "injured: none": float(injured == 0),
    }
    _sum_up(found, "killed", [_marginal(one, 0, killed) for one in reports], [one.tells_killed for one in reports])
    _sum_up(found, "injured", [_marginal(one, 1, injured) for one in reports], [one.tells_injured for one in reports])
    found["killed: share"] = sum(one[0] == killed for one in read) / count
    found["killed: highest read"] = float(killed == max(one[0] for one in read))
    found["killed: below the highest read"] = float(killed < max(one[0] for one in read))
    found["killed: more read"] = sum(one[0] > killed for one in read) / count
    found["injured: highest read"] = float(injured == max(one[1] for one in read))
    found["injured: below the highest read"] = float(injured < max(one[1] for one in read))
    found["injured: latest read"] = float(injured == read[-1][1])
    telling = [one.injured for one in reports if one.tells_injured]
    found["injured: share of those that tell"] = telling.count(injured) / len(telling) if telling else 0.0
    with_as_many = [one.injured for one in reports if one.killed == killed and one.tells_injured]
    found["injured: share of those with as many killed"] = with_as_many.count(injured) / len(with_as_many) if with_as_many else 0.0
    found["injured: none tells as many killed"] = float(not with_as_many)
    fewer = [one for one in read if one[0] < killed]  # before one of those shot died, as many were hit
    found["all: share of those with fewer killed"] = sum(sum(one) == sum(pair) for one in fewer) / len(fewer) if fewer else 0.0
    return found


def _sum_up(found: Features, name: str, beliefs: Sequence[float], telling: Sequence[bool]) -> None:
    told = [belief for belief, tells in zip(beliefs, telling, strict=True) if tells]
    found[f"{name}: sum"] = sum(beliefs) / len(beliefs) ** 0.5
    found[f"{name}: highest"] = max(beliefs)
    found[f"{name}: mean of those that tell"] = sum(told) / len(told) if told else 0.0
    found[f"{name}: highest of those that tell"] = max(told, default=0.0)
