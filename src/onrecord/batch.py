"""Many inputs, read and extracted over all cores, in the order given. One bad input costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

import msgspec

import onrecord
from onrecord.errors import OnrecordError
from onrecord.nouns import Extraction

FEW = 8  # for up to so many inputs, starting more processes costs more than it saves
AHEAD = 4  # inputs handed out for each process: bounds what waits in memory
DIED = "the process reading it died, most often of too little memory; the other inputs were read. Try it alone, or with more memory"


@dataclass(frozen=True, slots=True)
class Job:
    """One input: its path as the user names it, what the user says of it, the day it was there to read, and its bytes where they came from stdin."""

    path: str
    published: str | None = None
    outlet: str | None = None
    captured: str | None = None
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input: its extraction, or the reason why there is none."""

    path: str
    extraction: Extraction | None = None
    reason: str | None = None


class Named(Protocol):
    """Whatever is read: it has a path by which the user knows it."""

    @property
    def path(self) -> str: ...


Read = Callable[[Any], Outcome]  # of whatever the jobs are


def read_one(job: Job) -> Outcome:
    """What comes of one input, whatever happens. The report carries the path by which the user knows it."""

    def read() -> Extraction:
        source = Path(job.path) if job.raw is None else job.raw
        report = onrecord.read(source, published=job.published, outlet=job.outlet, captured=job.captured)
        return onrecord.extract(msgspec.structs.replace(report, path=job.path))

    return come_of(job.path, read)


def come_of(path: str, read: Callable[[], Extraction]) -> Outcome:
    """The outcome of a reading: its extraction, or the reason why there is none."""
    try:
        return Outcome(path, read())
    except OnrecordError as error:
        return Outcome(path, reason=str(error))
    except OSError as error:
        return Outcome(path, reason=error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours must cost one input and not the batch
        return Outcome(path, reason=describe_fault(error))


def describe_fault(error: Exception) -> str:
    """A fault of onrecord's own in one line, with the place in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"onrecord failed on it, which is a fault to report: {type(error).__name__}{at}: {error}"


def read_all(jobs: Iterable[Named], *, processes: int | None = None, read: Read = read_one) -> Iterator[Outcome]:
    """An outcome for each job, in their order. A few jobs stay in this process, as do all where ``processes`` is 1."""
    processes = processes or count_cores()
    jobs = iter(jobs)
    first = list(islice(jobs, FEW + 1)) if processes > 1 else []
    waiting = chain(first, jobs)
    if len(first) <= FEW:
        yield from map(read, waiting)
        return
    held: deque[tuple[Named, Future[Outcome]]] = deque()
    died = True
    while died:
        try:
            yield from read_until_death(waiting, held, processes, read)
            died = False
        except BrokenProcessPool:
            yield from read_suspects(held, read)


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_pool(processes: int) -> ProcessPoolExecutor:
    """A pool whose processes share what the libraries load, and leave Ctrl-C to this one."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["onrecord.claims.preloaded", "onrecord.read"])
    return ProcessPoolExecutor(processes, mp_context=context, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def read_until_death(waiting: Iterator[Named], held: deque[tuple[Named, Future[Outcome]]], processes: int, read: Read) -> Iterator[Outcome]:
    """Outcomes of the jobs that wait, until none is left. Raises when a process dies: what the pool had then is in ``held``."""
    pool = start_pool(processes)
    try:
        while True:
            for job in islice(waiting, processes * AHEAD - len(held)):
                held.append((job, submit(pool, read, job)))
            if not held:
                return
            outcome = held[0][1].result()
            held.popleft()
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def submit(pool: ProcessPoolExecutor, read: Read, job: Named) -> Future[Outcome]:
    """The outcome to come; of a pool that is already broken, a future that says so, so that the job is held with the others."""
    try:
        return pool.submit(read, job)
    except BrokenProcessPool as error:
        future: Future[Outcome] = Future()
        future.set_exception(error)
        return future


def read_suspects(held: deque[tuple[Named, Future[Outcome]]], read: Read) -> Iterator[Outcome]:
    """Outcomes of the jobs that a broken pool held: those it had finished, and the others read again, one at a time, to find the killer."""
    with Apart(read) as apart:
        while held:
            job, future = held.popleft()
            yield future.result() if future.exception() is None else apart.read(job)


class Apart:
    """Reads one job after the other in a process beside this one: a job that kills it costs itself alone."""

    def __init__(self, read: Read) -> None:
        self.how = read
        self.pool = start_pool(1)

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def read(self, job: Named) -> Outcome:
        """What comes of a job, its reader's death too."""
        try:
            return self.pool.submit(self.how, job).result()
        except BrokenProcessPool:
            self.pool.shutdown()
            self.pool = start_pool(1)
            return Outcome(job.path, reason=DIED)
