"""What is being added: one job after another, read in a process of its own and written by one thread, so that the desk goes on answering."""

from __future__ import annotations

import secrets
import sys
import threading
import traceback
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice

import msgspec

from onrecord.batch import DIED, FEW, Outcome, describe_fault, start_pool
from onrecord.errors import OnrecordError, UsageError
from onrecord.read.items import Found, Item
from onrecord.record.add import Added, add_all, read_item
from onrecord.record.joining import join_pending
from onrecord.record.sign import add_checkpoint, open_key
from onrecord.record.store import Record

KEPT = 100  # jobs whose outcome can still be asked for
MOST_TOLD = 2_000  # items of a job that are told one by one; the rest is counted
MOST_WAITING = 1_000_000_000  # bytes of what was sent and is not yet read
What = str


class JobItem(msgspec.Struct, frozen=True):
    """What came of one item."""

    path: str
    what: What
    reason: str | None = None
    claims: int = 0


class JobState(msgspec.Struct, frozen=True):
    """How far a job is. ``counts``: how many items were added, known, skipped, and so on; ``step`` what is being done."""

    id: str
    done: int
    total: int
    step: str
    counts: dict[str, int]
    items: list[JobItem]
    finished: bool
    error: str | None


@dataclass
class Job:
    """One job: what is to be read, and what came of it so far."""

    inputs: int
    found: Callable[[], Iterator[Found]]
    size: int = 0
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    step: str = "waiting"
    counts: Counter[str] = field(default_factory=Counter)
    items: list[JobItem] = field(default_factory=list)
    finished: bool = False
    error: str | None = None
    changes: int = 0

    def tell(self, added: Added) -> None:
        """Takes note of one item."""
        self.counts[added.what] += 1
        if len(self.items) < MOST_TOLD:
            self.items.append(JobItem(added.path, added.what, added.reason, added.claims))
        self.changes += 1

    def turn(self, step: str) -> None:
        """Takes note of what is done now."""
        self.step = step
        self.changes += 1

    def show(self) -> JobState:
        """How far it is."""
        done = self.counts.total()
        return JobState(self.id, done, max(done, self.inputs), self.step, dict(self.counts), list(self.items), self.finished, self.error)


@dataclass
class Reader:
    """A process that reads items, started when first needed and again where it died of one."""

    pool: ProcessPoolExecutor | None = None

    def read(self, item: Item) -> Outcome:
        """What comes of reading an item."""
        self.pool = self.pool or start_pool(1)
        try:
            return self.pool.submit(read_item, item).result()
        except BrokenProcessPool:
            self.close()
            return Outcome(item.path, reason=DIED)

    def close(self) -> None:
        """Lets the process go."""
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None


@dataclass
class Jobs:
    """The jobs of a desk, in their order."""

    record: Record
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "onrecord-jobs"))
    reader: Reader = field(default_factory=Reader)
    known: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, inputs: int, found: Callable[[], Iterator[Found]], size: int = 0) -> Job:
        """A job, to be done when those before it are. Raises ``UsageError`` where too much waits already."""
        with self.lock:
            waiting = sum(job.size for job in self.known.values() if not job.finished)
            if waiting and waiting + size > MOST_WAITING:
                raise UsageError(f"{waiting:,} bytes wait to be read already; add these when they are done")
            job = Job(inputs, found, size)
            self.known[job.id] = job
            for name in [name for name, each in self.known.items() if each.finished][: max(0, len(self.known) - KEPT)]:
                del self.known[name]
        self.thread.submit(self.run, job)
        return job

    def find(self, name: str) -> Job | None:
        """The job of a name."""
        return self.known.get(name)

    def run(self, job: Job) -> None:
        """Does a job, whatever happens."""
        try:
            self.do(job)
        except OnrecordError as error:
            job.error = str(error)
        except Exception as error:  # noqa: BLE001 - a fault of ours must be told to whoever waits, and must not end the thread of the jobs to come
            sys.stderr.write("".join(traceback.format_exception(error)))
            job.error = describe_fault(error)
        job.found, job.size, job.finished = no_items, 0, True
        job.turn("failed" if job.error else "done")

    def do(self, job: Job) -> None:
        """Reads, writes, joins, and signs what the log then has."""
        signer = open_key()
        job.turn("reading")
        self.add(job.found(), job.tell)
        job.turn("joining")
        join_pending(self.record)
        add_checkpoint(self.record, signer)

    def add(self, found: Iterable[Found], tell: Callable[[Added], None]) -> None:
        """A few items go to the process that is there already; for many, one a core is started."""
        rest = iter(found)
        first: Sequence[Found] = list(islice(rest, FEW + 1))
        if len(first) <= FEW:
            add_all(self.record, first, tell, processes=1, read=self.reader.read)
        else:
            add_all(self.record, chain(first, rest), tell)

    def close(self) -> None:
        """Lets go of the processes; what was being added is whole or not there."""
        self.thread.shutdown(wait=False, cancel_futures=True)
        self.reader.close()


def no_items() -> Iterator[Found]:
    """Nothing to read: only what waits is joined."""
    return iter(())
