"""Many inputs, read and extracted over all cores, in the order given. One bad input costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

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


Read = Callable[[Job], Outcome]


def read_one(job: Job) -> Outcome:
    """What comes of one input, whatever happens. The report carries the path by which the user knows it."""
    try:
        report = onrecord.read(Path(job.path) if job.raw is None else job.raw, published=job.published, outlet=job.outlet, captured=job.captured)
        return Outcome(job.path, onrecord.extract(msgspec.structs.replace(report, path=job.path)))
    except OnrecordError as error:
        return Outcome(job.path, reason=str(error))
    except OSError as error:
        return Outcome(job.path, reason=error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours must cost one input and not the batch
        return Outcome(job.path, reason=describe_fault(error))


def describe_fault(error: Exception) -> str:
    """A fault of onrecord's own in one line, with the place in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"onrecord failed on it, which is a fault to report: {type(error).__name__}{at}: {error}"


def read_all(jobs: Sequence[Job], *, processes: int | None = None, read: Read = read_one) -> Iterator[Outcome]:
    """An outcome for each job, in their order. A few jobs stay in this process, as do all where ``processes`` is 1."""
    processes = min(processes or count_cores(), len(jobs))
    if processes <= 1 or len(jobs) <= FEW:
        yield from map(read, jobs)
        return
    waiting = deque(jobs)
    while waiting:
        yield from read_until_death(waiting, processes, read)


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_pool(processes: int) -> ProcessPoolExecutor:
    """A pool whose processes share what the libraries load, and leave Ctrl-C to this one."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["onrecord.claims.extract", "onrecord.read"])
    return ProcessPoolExecutor(processes, mp_context=context, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def read_until_death(waiting: deque[Job], processes: int, read: Read) -> Iterator[Outcome]:
    """Outcomes of the jobs that wait, until none is left or a process died; then also of those it held, read one by one."""
    held: deque[tuple[Job, Future[Outcome]]] = deque()
    pool = start_pool(processes)
    try:
        while waiting or held:
            while waiting and len(held) < processes * AHEAD:
                held.append((waiting[0], pool.submit(read, waiting[0])))
                waiting.popleft()
            outcome = held[0][1].result()
            held.popleft()
            yield outcome
    except BrokenProcessPool:
        yield from read_suspects(held, read)
    finally:
        pool.shutdown(cancel_futures=True)


def read_suspects(held: Iterable[tuple[Job, Future[Outcome]]], read: Read) -> Iterator[Outcome]:
    """Outcomes of the jobs that a broken pool held: those it had finished, and the others read again, one at a time, to find the killer."""
    pool = start_pool(1)
    try:
        for job, future in held:
            if future.exception() is None:
                yield future.result()
                continue
            try:
                outcome = pool.submit(read, job).result()
            except BrokenProcessPool:
                outcome = Outcome(job.path, reason=DIED)
                pool.shutdown()
                pool = start_pool(1)
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)
