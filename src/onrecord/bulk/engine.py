"""Daft, on this machine or on a Ray cluster: tasks handed to workers, each a process that loads models and gazetteer once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.bulk.extra import QUIET, load
from onrecord.bulk.stores import Store
from onrecord.bulk.tasks import Done, Plans, Reads, Task, work
from onrecord.errors import OnrecordError, UsageError

FIRST = b"Shells killed two people in Kherson on Friday, police said."


class OtherProgram(OnrecordError):
    """A worker's onrecord is not the one that gave it its tasks."""


class Worker:
    """What runs in each process: one task after the other."""

    def __init__(self, where: str, run: str, program: str, reads: bool) -> None:
        from onrecord.record.provenance import describe_program

        if describe_program() != program:
            raise OtherProgram(f"onrecord on {os.uname().nodename} is not the one that started this run; install the same version on every machine")
        self.store = Store(where)
        self.run_name = run
        if reads:  # so that the first page does not wait for models and gazetteer
            import onrecord

            onrecord.extract(onrecord.read(FIRST))

    def run(self, task: str) -> str:
        """Does a task; both it and what came of it are JSON."""
        return msgspec.json.encode(work(self.store, msgspec.json.decode(task, type=Task), self.run_name)).decode()


class Engine:
    """Workers on one machine, or on the machines of a Ray cluster."""

    def __init__(self, ray: str | None, workers: int | None) -> None:
        self.daft = load("daft")
        self.is_ray = ray is not None
        if ray is not None:
            cores = join_cluster(self.daft, ray)
            self.workers = workers or cores
        else:
            from onrecord.batch import count_cores

            os.environ.setdefault("OMP_NUM_THREADS", "1")
            self.daft.set_runner_native()
            self.workers = workers or count_cores()

    def run(self, store: Store, tasks: Sequence[Task], run: str, program: str) -> Iterator[Done]:
        """What came of each task, in whatever order. Raises ``EngineError`` where a worker died, with it the tasks that no marker tells of."""
        if not tasks:
            return
        workers = min(self.workers, len(tasks))
        # A task of linking that is alone reads only what we wrote ourselves: it need not wait for a process of its own.
        is_apart = not self.is_ray and (workers > 1 or isinstance(tasks[0], Plans | Reads))
        remote = self.daft.cls(Worker, max_concurrency=workers, use_process=is_apart)
        each = remote(store.where, run, program, any(isinstance(task, Reads) for task in tasks))
        frame = self.daft.from_pydict({"task": [msgspec.json.encode(task).decode() for task in tasks]})
        # A task a batch: a worker gets its next when it is done with one. Ray deals out partitions, so there each task is one.
        frame = frame.into_partitions(len(tasks)) if self.is_ray else frame.into_batches(1)
        try:
            for row in frame.select(each.run(frame["task"]).alias("done")).iter_rows():
                yield msgspec.json.decode(row["done"], type=Done)
        except OnrecordError:
            raise
        except Exception as error:  # Daft and Ray raise what they like where a worker dies
            raise EngineError(f"{type(error).__name__}: {error}") from error


class EngineError(OnrecordError):
    """Daft or Ray gave up, most often because a worker died."""


def join_cluster(daft: Any, address: str) -> int:
    """Joins a Ray cluster; how many cores it has."""
    ray = load("ray")
    settings = {"env_vars": {**QUIET, "OMP_NUM_THREADS": "1"}}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", runtime_env=settings)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"{address}: no Ray cluster answers there ({error}); start one with `ray start --head`, or check the address") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return int(ray.cluster_resources().get("CPU", 1))
