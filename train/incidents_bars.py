"""The bars of the reader of incidents: how likely is likely enough, set on messages that the network did not learn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.keys import NAMED, Key, read_keys
from bench.templates import Tally, as_answer, tally_row
from onrecord.claims.incidents import Participant, find_incidents, find_participants
from onrecord.claims.incidents_tags import INCIDENTS, ROLES, Bars, WindowScores

BEGIN = Bars(types=dict.fromkeys(INCIDENTS, 0.4), roles=dict.fromkeys(ROLES, 0.3))
STEPS = [n / 20 for n in range(2, 16)]
ROUNDS = 2
COUNTED = ("incident_type", *NAMED)


@dataclass(frozen=True)
class Scored:
    """A message as the network sees it, and its keys."""

    text: str
    keys: list[Key]
    windows: Sequence[WindowScores]
    participants: list[Participant]


def six_slots(messages: Sequence[Scored], bars: Bars) -> float:
    """The six-slot F1 of what the scores tell under some bars."""
    sums = Tally()
    for one in messages:
        answers = [as_answer(incident, one.text) for incident in find_incidents(one.participants, one.windows, bars)]
        tallies = tally_row(answers, one.keys)
        sums = sum((tallies[name] for name in COUNTED), sums)
    return sums.f1


def _others(bars: Bars) -> Iterator[Bars]:
    """The bars with one of them set otherwise."""
    for name in ROLES:
        yield from (replace(bars, roles={**bars.roles, name: step}) for step in STEPS)
    for name in INCIDENTS:
        yield from (replace(bars, types={**bars.types, name: step}) for step in STEPS)
    yield from (replace(bars, apart=step) for step in STEPS)
    yield from (replace(bars, joined=step) for step in STEPS)


def set_bars(rows: Sequence[Mapping[str, Any]], scored: Sequence[Sequence[WindowScores]]) -> Bars:
    """The bars that read the rows best, found one at a time."""
    messages = [Scored(row["text"], read_keys(row), w, find_participants(w, row["text"])) for row, w in zip(rows, scored, strict=True)]
    best, bars = six_slots(messages, BEGIN), BEGIN
    for _ in range(ROUNDS):
        for other in _others(bars):
            if (figure := six_slots(messages, other)) > best:
                best, bars = figure, other
    return bars
