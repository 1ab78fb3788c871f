"""What a worker does: one task at a time, each whole or not at all, known by a marker once it is done."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.bulk.blocks import pair_part
from onrecord.bulk.bonds import bond_bucket
from onrecord.bulk.events import group_lot
from onrecord.bulk.numbers import open_numbers
from onrecord.bulk.reading import Counts, Wanted, read_shard
from onrecord.bulk.shards import Plan, Shard, plan_input
from onrecord.bulk.stores import Store

TRIES = 3
DIED = "the process that worked on it died, most often of too little memory; give each worker more, or take the input out"


class Plans(msgspec.Struct, frozen=True, tag=True):
    """To cut an input into shards."""

    name: str
    path: str
    pages: int


class Reads(msgspec.Struct, frozen=True, tag=True):
    """To read a shard."""

    shard: Shard
    everything: bool
    quick: bool

    @property
    def name(self) -> str:
        return self.shard.name


class Pairs(msgspec.Struct, frozen=True, tag=True):
    """To pair the reports that hold keys of one part."""

    name: str
    linking: str
    part: int
    parts: int


class Bonds(msgspec.Struct, frozen=True, tag=True):
    """To compare the pairs of a bucket."""

    name: str
    linking: str
    bucket: int


class Lots(msgspec.Struct, frozen=True, tag=True):
    """To group the parts of a lot."""

    name: str
    linking: str
    lot: int


Task = Plans | Reads | Pairs | Bonds | Lots
STAGES = {Plans: "plan", Reads: "read", Pairs: "pair", Bonds: "bond", Lots: "group"}


class Done(msgspec.Struct, frozen=True):
    """What came of a task: a marker that it is done, or the reason why it failed."""

    task: str
    reason: str | None = None


def stage_of(task: Task) -> str:
    return STAGES[type(task)]


def marker_of(task: Task) -> str:
    """The file that is there once a task is done, and holds what it counted."""
    return f"done/{stage_of(task)}/{task.name}.json"


def work(store: Store, task: Task, run: str) -> Done:
    """Does a task, unless it is done. A task that was begun before in this run, and never ended, killed its worker or was stopped with it."""
    if store.has(marker_of(task)):
        return Done(task.name)
    begun = f"begun/{run}/{stage_of(task)}-{task.name}"
    tries = len(store.list(begun))
    if tries >= TRIES:
        return Done(task.name, DIED)
    store.write(f"{begun}/{tries}", b"")
    try:
        counted = carry_out(store, task, is_suspect=tries > 0)
    except Exception as error:  # noqa: BLE001 - what is wrong with one shard must not stop the others
        return Done(task.name, f"{type(error).__name__}: {error}")
    store.write(marker_of(task), msgspec.json.encode(counted))
    return Done(task.name)


def carry_out(store: Store, task: Task, *, is_suspect: bool) -> Counts | Plan:
    """What a task counts or finds, its files written."""
    if isinstance(task, Plans):
        return plan_input(int(task.name), task.path, task.pages)
    if isinstance(task, Reads):
        return read_shard(store, task.shard, Wanted(task.everything, task.quick), apart=is_suspect)
    numbers = open_numbers(store.where, task.linking)
    if isinstance(task, Pairs):
        return pair_part(store, numbers, task.part, task.parts)
    if isinstance(task, Bonds):
        return bond_bucket(store, numbers, task.bucket)
    return group_lot(store, numbers, task.lot)


def read_marker(store: Store, task: Task) -> Any:
    """What a task that is done counted."""
    return msgspec.json.decode(store.read(marker_of(task)))
