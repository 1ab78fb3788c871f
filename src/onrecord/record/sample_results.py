"""How far a sample is coded, and how far its coders agree: shown to nobody whom it could still sway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.record.agreement import Level, Value, find_alpha
from onrecord.record.coded import COUNTS, NONE, UNSURE
from onrecord.record.samples import Coding, Sample, find_sample, read_codings
from onrecord.record.store import Record

Codings = Mapping[str, Mapping[int, Coding]]


class Progress(msgspec.Struct, frozen=True):
    """How many items a coder has done, of how many."""

    coder: str
    done: int
    of: int


class Agreement(msgspec.Struct, frozen=True):
    """Alpha of a field: over ``units`` items that two or more coded, with ``values`` codings in all. None: nothing to agree about.

    ``level``: ``nominal`` of codes, whether a number is given at all too; ``ratio`` and ``interval`` of numbers alone, where there are any.
    """

    field: str
    level: Level
    alpha: float | None
    units: int
    values: int


class Disagreement(msgspec.Struct, frozen=True):
    """An item and a field that coders coded otherwise, with what each gave."""

    item: int
    claim: str
    exact: str
    field: str
    values: dict[str, str]


class Results(msgspec.Struct, frozen=True):
    """A sample with how far it is, and, for those whom it sways no more, how far its coders agree and where they do not."""

    sample: Sample
    progress: tuple[Progress, ...]
    agreement: tuple[Agreement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    hidden: str | None = None


def read_results(record: Record, name: str, asker: str | None = None) -> Results:
    """The results of a sample, for a person at the desk, or for whoever has the record itself (``asker`` is None)."""
    with record.reading() as connection:
        found = find_sample(connection, name)
        codings = read_codings(connection, found)
    progress = tuple(Progress(coder, len(done), len(found.items)) for coder, done in sorted(codings.items()))
    if (why := why_hidden(progress, asker)) is not None:
        return Results(found, progress, hidden=why)
    return Results(found, progress, tuple(find_agreement(found, codings)), tuple(find_disagreements(found, codings)))


def why_hidden(progress: tuple[Progress, ...], asker: str | None) -> str | None:
    """Why a person may not see others' codings yet: it would sway their own."""
    if asker is None:
        return None
    mine = next((each for each in progress if each.coder == asker), None)
    if mine is not None:
        return None if mine.done == mine.of else f"shown when you have coded the {mine.of - mine.done} items that are left, so that nobody sways you"
    finished = sum(each.done == each.of for each in progress)
    return None if finished >= 2 else "shown when two coders have coded all of it, or you have"


def find_agreement(found: Sample, codings: Codings) -> list[Agreement]:
    """Alpha of each field; of counts that of the numbers too."""
    results = []
    for field in found.fields:
        units = [[value for value in given.values() if value != UNSURE] for given in gather(found, codings, field)]
        results.append(measure(field, "nominal", units))
        if field in COUNTS:
            numbers = [[int(value) for value in unit if value != NONE] for unit in units]
            levels: tuple[Level, ...] = ("ratio", "interval")
            results += [measure(field, level, numbers) for level in levels]
    return results


def measure(field: str, level: Level, units: Sequence[Sequence[Value]]) -> Agreement:
    paired = [unit for unit in units if len(unit) > 1]
    return Agreement(field, level, find_alpha(units, level), len(paired), sum(len(unit) for unit in paired))


def gather(found: Sample, codings: Codings, field: str) -> list[dict[str, str]]:
    """What each coder gave in a field, item by item."""
    return [{coder: done[item.number].values[field] for coder, done in sorted(codings.items()) if item.number in done} for item in found.items]


def find_disagreements(found: Sample, codings: Codings) -> list[Disagreement]:
    """Where coders gave different values, item by item; one who was unsure contradicts nobody."""
    return [
        Disagreement(item.number, item.claim, item.exact, field, given)
        for field in found.fields
        for item, given in zip(found.items, gather(found, codings, field), strict=True)
        if len(set(given.values()) - {UNSURE}) > 1
    ]
