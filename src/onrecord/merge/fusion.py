"""Which of the values told of an event is shown: named rules, each of which says why it picked what it picked. Nothing told is dropped by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from onrecord.errors import UsageError
from onrecord.merge.nouns import Fusion, Teller, Value
from onrecord.nouns import Count, Kind, Place, When

CHECKED = {"verified": 0, "unstated": 1, "unverified": 2, "disputed": 3}
# Who is nearest to what happened comes first: those who were there or counted, then who commands, then who passes on.
DIRECT = (
    (Kind.WITNESS, Kind.RESIDENT, Kind.RELATIVE, Kind.MEDICAL),
    (Kind.POLICE, Kind.DOCUMENT, Kind.MEDIA, Kind.COURT),
    (Kind.MILITARY, Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.NGO, Kind.INTERNATIONAL_ORG),
    (Kind.NEWS_AGENCY, Kind.OUTLET, Kind.POLITICIAN, Kind.EXPERT),
)


@dataclass(frozen=True)
class Choice:
    """What is shown of a field, and why."""

    text: str
    reason: str
    count: Count | None = None
    place: Place | None = None
    when: When | None = None


def choose(name: str, values: Sequence[Value], fusion: Fusion) -> Choice:
    """The value shown of a field by a named rule. A rule for numbers leaves what is no number to the majority."""
    if fusion not in RULES:
        raise UsageError(f"there is no fusion rule {fusion!r}; the rules are {', '.join(get_args(Fusion))}")
    if len(values) == 1:
        return _show(values[0], f"{fusion}: the only value told")
    is_counted = all(value.count is not None for value in values)
    return RULES[fusion](values) if is_counted or fusion in ("majority", "most-direct") else majority(values)


def _show(value: Value, reason: str) -> Choice:
    return Choice(value.value, reason, value.count, value.place, value.when)


def floor_of(count: Count) -> int:
    """The least that a count says: its low bound, else its best number, else nothing is sure."""
    return next((bound for bound in (count.low, count.best) if bound is not None), 0)


def ceiling_of(count: Count) -> int | None:
    """The most that a count says; None where it sets no top."""
    return count.high


def join_counts(one: Count, other: Count) -> Count | None:
    """What two counts allow together; None where they contradict. A number that is only about right contradicts nothing."""
    lows = [count.low for count in (one, other) if count.low is not None]
    highs = [count.high for count in (one, other) if count.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else Count(low=low, high=high)


def lowest(values: Sequence[Value]) -> Choice:
    """The smallest number told: what nobody says is too high."""
    value = min(values, key=lambda value: (floor_of(value.count) if value.count else 0, value.value))
    return _show(value, f"lowest: the smallest of {len(values)} numbers told")


def whole_range(values: Sequence[Value]) -> Choice:
    """From the smallest number told to the largest, open at the top where the largest is "at least"."""
    counts = [value.count for value in values if value.count]
    low = min(floor_of(count) for count in counts)
    numbers = [bound for count in counts for bound in (count.low, count.best, count.high) if bound is not None]
    top = max(numbers, default=low)
    is_open = any(ceiling_of(count) is None and max(count.low or 0, count.best or 0) == top for count in counts)
    shown = Count(low=low, high=None if is_open else top)
    text = f"{low} to {top}{' or more' if is_open else ''}" if low != top else (f"at least {low}" if is_open else str(low))
    return Choice(text, f"range: from the smallest to the largest of {len(values)} numbers told", count=shown)


def majority(values: Sequence[Value]) -> Choice:
    """What most independent voices tell; on a tie what was checked better, then what more claims tell, then what is less."""
    value = min(
        values, key=lambda value: (-value.voices, best_check(value), -len(value.tellers), floor_of(value.count) if value.count else 0, value.value)
    )
    most = sum(other.voices == value.voices for other in values)
    tied = f", level with {most - 1} other{'s' if most > 2 else ''}" if most > 1 else ""
    return _show(value, f"majority: told by {value.voices} independent voice{'s' if value.voices > 1 else ''}{tied}")


def most_direct(values: Sequence[Value]) -> Choice:
    """What the voice nearest to the event tells, or what the outlet itself has verified."""
    value, teller = min(
        ((value, teller) for value in values for teller in value.tellers),
        key=lambda pair: (directness(pair[1]), -pair[0].voices, pair[0].value, pair[1].claim),
    )
    checked = " and verified" if teller.verification == "verified" else ""
    return _show(value, f"most-direct: told by {teller.name} ({teller.kind.value}){checked}")


def best_check(value: Value) -> int:
    """How well the best checked telling of a value was checked; less is better."""
    return min(CHECKED[teller.verification] for teller in value.tellers)


def directness(teller: Teller) -> tuple[bool, int, int, bool]:
    """How near a teller is to what happened; less is nearer."""
    rank = next((at for at, kinds in enumerate(DIRECT) if teller.kind in kinds), len(DIRECT))
    return (teller.verification != "verified", rank, CHECKED[teller.verification], teller.certainty == "hedged")


RULES: dict[Fusion, Callable[[Sequence[Value]], Choice]] = {
    "lowest": lowest,
    "range": whole_range,
    "majority": majority,
    "most-direct": most_direct,
}
