"""A run from inputs to tables: plan, read, link. What is done has its marker, so that a run that was cut off goes on where it was."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from onrecord import merge
from onrecord.bulk.blocks import KEYS_A_PART
from onrecord.bulk.bonds import BUCKET
from onrecord.bulk.engine import Engine, EngineError
from onrecord.bulk.events import find_lots, tell_cut
from onrecord.bulk.numbers import number_reports, open_numbers
from onrecord.bulk.shards import SUFFIXES, Plan
from onrecord.bulk.stores import Store, list_inputs
from onrecord.bulk.tables import TABLES, write_reason, write_rows
from onrecord.bulk.tasks import TRIES, Bonds, Lots, Pairs, Plans, Reads, Task, marker_of, read_marker, stage_of
from onrecord.errors import OnrecordError, UsageError
from onrecord.record.provenance import describe_program

ABOUT = "bulk.json"
FORM = 1
PAGES = 1_000  # of a shard: some ten seconds of work
LINKED = "done/linked"
Tell = Callable[[str, int, int], None]


class About(msgspec.Struct, frozen=True):
    """What a folder of tables was made of, and by what: other inputs or another program belong in another folder."""

    form: int
    program: str
    merging: str
    pages: int
    everything: bool
    quick: bool
    inputs: tuple[tuple[str, int], ...]


@dataclass
class Summary:
    """What a run counted, and what it had to set aside."""

    counts: Counter[str] = field(default_factory=Counter)
    unread: dict[str, str] = field(default_factory=dict)


def run_bulk(
    paths: Sequence[str],
    out: str,
    engine: Engine,
    *,
    pages: int = PAGES,
    everything: bool = False,
    quick: bool = False,
    tell: Tell = lambda *_: None,
) -> Summary:
    """Reads all inputs into the tables of a folder, and links what they tell. ``tell`` hears of each stage how many tasks are done.

    ``everything`` keeps text and bytes of reports without claims too; ``quick`` reads only pages whose words, looked at first, may tell an event.
    """
    store = Store(out)
    about = describe(paths, pages, everything=everything, quick=quick)
    claim_folder(store, about)
    return Run(store, engine, about, tell).go()


def describe(paths: Sequence[str], pages: int, *, everything: bool, quick: bool) -> About:
    """The inputs that the paths name, each once, and the program."""
    inputs = tuple(dict.fromkeys(each for path in paths for each in list_inputs(path, SUFFIXES)))
    if not inputs:
        raise UsageError(f"{', '.join(paths)}: nothing in there that bulk reads; name files or folders with {', '.join(SUFFIXES)}")
    return About(FORM, describe_program(), merge.MERGE_VERSION, pages, everything, quick, inputs)


def claim_folder(store: Store, about: About) -> None:
    """Makes a folder that of a run, or goes on with what is there. Raises ``UsageError`` where it is another run's, or holds something else."""
    if not store.has(ABOUT):
        if store.list(""):
            raise UsageError(f"{store.where}: has other files in it; name a folder that is not there yet, or an empty one")
        store.write(ABOUT, msgspec.json.format(msgspec.json.encode(about)) + b"\n")
        return
    try:
        found = msgspec.json.decode(store.read(ABOUT), type=About)
    except msgspec.DecodeError as error:
        raise UsageError(f"{store.where}: was made by another version of onrecord; name another folder") from error
    other = [name for name in About.__struct_fields__ if getattr(found, name) != getattr(about, name)]
    if other:
        raise UsageError(f"{store.where}: was begun with other {', '.join(other)}; name another folder, or give what it was begun with")
    store.drop("begun")
    store.sweep()


@dataclass
class Run:
    """One run over a folder."""

    store: Store
    engine: Engine
    about: About
    tell: Tell
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    summary: Summary = field(default_factory=Summary)

    def go(self) -> Summary:
        """Every stage, in order."""
        shards = self.read(self.plan())
        self.link(shards)
        self.store.drop("begun")
        return self.summary

    def do(self, tasks: Sequence[Task]) -> dict[str, str]:
        """Does what is not yet done; the reasons of the tasks that failed however often they were tried."""
        if not tasks:
            return {}
        done = {name.rsplit("/", 1)[-1].removesuffix(".json") for name in self.store.list(f"done/{stage_of(tasks[0])}")}
        waiting = [task for task in tasks if task.name not in done]
        failed: dict[str, str] = {}
        for _ in range(TRIES):
            failed = self.hand_out(waiting, len(tasks))
            waiting = [task for task in waiting if task.name in failed]
        return failed

    def hand_out(self, tasks: Sequence[Task], total: int) -> dict[str, str]:
        """Hands out tasks until none is left; the reasons of those that failed.

        Where a worker dies, what was at work then is handed out one at a time, to find the task that is at fault, and the rest once more.
        """
        failed: dict[str, str] = {}
        waiting = list(tasks)
        while waiting:
            try:
                failed |= self.run_tasks(waiting, total - len(waiting), total)
                waiting = []
            except EngineError as error:
                waiting = [task for task in waiting if not self.store.has(marker_of(task)) and task.name not in failed]
                suspects = self.find_suspects(waiting)
                if not suspects:  # no task is at fault, and trying again would go on forever
                    raise OnrecordError(f"the workers do not start: {error}") from error
                for task in suspects:
                    failed |= self.try_alone(task)
                waiting = [task for task in waiting if task not in suspects]
        return failed

    def run_tasks(self, tasks: Sequence[Task], before: int, total: int) -> dict[str, str]:
        """The reasons of the tasks that failed."""
        failed = {}
        for ended, done in enumerate(self.engine.run(self.store, tasks, self.name, self.about.program), 1):
            if done.reason is not None:
                failed[done.task] = done.reason
            self.tell(stage_of(tasks[0]), before + ended, total)
        return failed

    def find_suspects(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks that were begun in this run and did not end."""
        begun = {name.split("/")[-2] for name in self.store.list(f"begun/{self.name}")}
        return [task for task in tasks if f"{stage_of(task)}-{task.name}" in begun]

    def try_alone(self, task: Task) -> dict[str, str]:
        """The reason why a task failed, where it did, with no other at work."""
        while True:
            try:
                return self.run_tasks([task], 0, 1)
            except EngineError:
                continue  # each try is noted, and after a few of them the worker gives the task up

    def plan(self) -> list[Plan]:
        """Every input cut into shards."""
        tasks = [Plans(f"{number:06}", path, self.about.pages) for number, (path, _) in enumerate(self.about.inputs)]
        failed = self.do(tasks)
        plans = [
            Plan(task.path, reason=failed[task.name]) if task.name in failed else msgspec.convert(read_marker(self.store, task), Plan)
            for task in tasks
        ]
        for task, plan in zip(tasks, plans, strict=True):
            if plan.reason is not None:
                self.set_aside(task.name, task.path, "failed", plan.reason)
        return plans

    def read(self, plans: Iterable[Plan]) -> list[str]:
        """Every shard read; the names of those that could be, in order."""
        tasks = [Reads(shard, self.about.everything, self.about.quick) for plan in plans for shard in plan.shards]
        failed = self.do(tasks)
        for task in tasks:
            if task.name in failed:
                self.set_aside(task.name, task.shard.path, "set-aside", f"tried {TRIES} times: {failed[task.name]}")
            else:
                self.summary.counts.update(read_marker(self.store, task))
        return [task.name for task in tasks if task.name not in failed]

    def set_aside(self, name: str, path: str, code: str, reason: str) -> None:
        """Writes what could not be read, and why, among the problems."""
        self.summary.unread[name] = reason
        write_rows(self.store, f"problems/{name}.parquet", TABLES["problems"], [write_reason(name, path, code, reason)])

    def link(self, shards: list[str]) -> None:
        """Copies and events of all that was read, unless they are there for these very shards."""
        linking = hashlib.sha256("\n".join(shards).encode()).hexdigest()[:16]
        if not self.store.has(f"{LINKED}/{linking}.json"):
            self.begin_linking(linking, shards)
        numbers = len(open_numbers(self.store.where, linking))
        keys = self.summary.counts["keys"]
        parts = max(1, -(-keys // KEYS_A_PART))
        self.must([Pairs(f"{linking}-{part:06}", linking, part, parts) for part in range(parts)])
        self.must([Bonds(f"{linking}-{bucket:06}", linking, bucket) for bucket in range(-(-numbers // BUCKET))])
        parted = find_lots(self.store, open_numbers(self.store.where, linking))
        write_rows(self.store, "problems/links.parquet", TABLES["problems"], [tell_cut(parted.cut)] if parted.cut else [])
        self.must([Lots(f"{linking}-{lot:06}", linking, lot) for lot in range(parted.lots)])

    def begin_linking(self, linking: str, shards: list[str]) -> None:
        """Clears away what was linked of other shards, and numbers the reports."""
        for folder in (LINKED, "work/links", "copies", "events", "done/pair", "done/bond", "done/group"):
            self.store.drop(folder)
        number_reports(self.store, shards)
        self.store.write(f"{LINKED}/{linking}.json", b"{}")

    def must(self, tasks: Sequence[Task]) -> None:
        """Does tasks of linking: none of them may fail, as what is missing would show nowhere."""
        failed = self.do(tasks)
        if failed:
            name, reason = next(iter(failed.items()))
            raise OnrecordError(f"{self.store.where}: linking failed at {name}: {reason}; what was read stands, run this again to link it")
        for task in tasks:
            self.summary.counts.update(read_marker(self.store, task))
