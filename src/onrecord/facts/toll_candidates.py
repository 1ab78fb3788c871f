"""The pairs of killed and injured that a report may mean, and what speaks for and against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log1p

from onrecord.facts.toll_evidence import Evidence, Told

Pair = tuple[int, int]  # killed, injured
Features = dict[str, float]
MOST_KILLED = 70
MOST_INJURED = 120
FEW = 8  # the numbers that a difference of two others is trusted to give
TOP = 4  # sentences in which a report gives its own numbers


def find_pairs(evidence: Evidence) -> list[Pair]:
    """The pairs that the numbers of a report can make, in order: those told, those left of a total, nobody, and one."""
    totals = _values(evidence.shot, evidence.victims, evidence.hit, evidence.ordinals)
    killed = {number for number in {0, 1} | _values(evidence.killed, evidence.dead) if number < MOST_KILLED}
    injured = {0, 1} | _values(evidence.injured, evidence.hit)
    if len(evidence.injured) > 1:
        injured.add(sum(told.number for told in evidence.injured if told.number < MOST_INJURED))
    pairs = {(dead, hurt) for dead in killed for hurt in injured | totals | {total - dead for total in totals if total >= dead}}
    pairs |= {(total - hurt, hurt) for total in totals for hurt in injured if 0 < total - hurt < FEW}
    if evidence.signs["suicide"]:  # the number killed may leave out the one who shot them
        pairs |= {(dead + 1, hurt) for dead in killed if 0 < dead < FEW for hurt in injured}
    return sorted(pair for pair in pairs if pair[1] < MOST_INJURED)


def _values(*lists: Sequence[Told]) -> set[int]:
    return {told.number for one in lists for told in one}


def describe(evidence: Evidence, pair: Pair) -> Features:
    """What speaks for and against a pair, by name: how its numbers stand to those told, and which signs stand by it."""
    killed, injured = pair
    found: Features = {
        f"killed {_size(killed)}": 1.0,
        f"injured {_size(injured)}": 1.0,
        f"pair {_size(killed)} {_size(injured)}": 1.0,
        "four or more": float(killed + injured >= 4),
        "all, log": log1p(killed + injured),
        "killed, log": log1p(killed),
    }
    for name, level in evidence.signs.items():
        found[f"killed {min(killed, 2)}, {name} {level}"] = 1.0
        found[f"injured {min(injured, 2)}, {name} {level}"] = 1.0
    found[f"killed {min(killed, 2)}, {evidence.size}"] = 1.0
    found[f"injured {min(injured, 2)}, {evidence.size}"] = 1.0
    _compare(found, "killed", evidence.killed, killed)
    _compare(found, "injured", evidence.injured, injured)
    _compare(found, "all as shot", evidence.shot, killed + injured)
    _compare(found, "injured as shot", evidence.shot, injured)
    for name, told, number in (
        ("all as injured", evidence.injured, killed + injured),
        ("all as victims", evidence.victims, killed + injured),
        ("injured as victims", evidence.victims, injured),
        ("killed as victims", evidence.victims, killed),
        ("all as hit", evidence.hit, killed + injured),
        ("injured as hit", evidence.hit, injured),
        ("killed as dead", evidence.dead, killed),
        ("all as ordinal", evidence.ordinals, killed + injured),
        ("killed as ordinal", evidence.ordinals, killed),
    ):
        _compare_briefly(found, name, told, number)
    return found


def _size(number: int) -> str:
    return str(number) if number < 4 else "4+"


def _compare(found: Features, name: str, told: Sequence[Told], number: int) -> None:
    """How a number stands to those told of its kind: first, last, highest, most frequent, near the top, or not told at all."""
    values = [one.number for one in told]
    if not values:
        found[f"{name}: none told"] = 1.0
        return
    times = Counter(values)
    found[f"{name}: first"] = float(values[0] == number)
    found[f"{name}: last"] = float(values[-1] == number)
    found[f"{name}: highest"] = float(max(values) == number)
    found[f"{name}: most frequent"] = float(times[number] == max(times.values()))
    found[f"{name}: share"] = times[number] / len(values)
    found[f"{name}: told"] = float(number in times)
    found[f"{name}: below"] = float(number < max(values))
    found[f"{name}: above"] = float(number > max(values))
    if number > 1:
        found[f"{name}: several, told"] = float(number in times)
        found[f"{name}: several, not told"] = float(number not in times)
    if len(values) > 1:
        found[f"{name}: sum"] = float(sum(values) == number)
        found[f"{name}: sum of different"] = float(len(times) > 1 and sum(times) == number)
        found[f"{name}: times told"] = float(len(values) == number)
    if first := [one.number for one in told if one.place <= 1]:
        found[f"{name}: in the title or lead"] = float(number in first)
        found[f"{name}: not in the title or lead"] = float(number not in first)
    if top := [one.number for one in told if one.place <= TOP]:
        found[f"{name}: highest of the top"] = float(max(top) == number)
        found[f"{name}: not in the top"] = float(number not in top)


def _compare_briefly(found: Features, name: str, told: Sequence[Told], number: int) -> None:
    """The same of numbers that are rare."""
    values = [one.number for one in told]
    if values:
        found[f"{name}: told"] = float(number in values)
        found[f"{name}: highest"] = float(number == max(values))
        found[f"{name}: below"] = float(number < max(values))
        found[f"{name}: above"] = float(number > max(values))
        found[f"{name}: first"] = float(number == values[0])
