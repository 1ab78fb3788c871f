"""An engine for bulk that does its tasks one after the other in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.bulk import tasks
from onrecord.bulk.engine import EngineError
from onrecord.bulk.stores import Store
from onrecord.bulk.tasks import Done, Reads, Task, work


class Inline:
    """Stands in for Daft: tasks one after the other in this process. ``dies`` tells at which tasks a worker dies."""

    def __init__(self, dies: Sequence[str] = (), times: int = 99) -> None:
        self.dies = dict.fromkeys(dies, times)

    def run(self, store: Store, waiting: Sequence[Task], run: str, program: str) -> Iterator[Done]:
        for task in waiting:
            if self.dies.get(task.name, 0) > 0 and isinstance(task, Reads):
                self.dies[task.name] -= 1
                begun = f"begun/{run}/read-{task.name}"
                tries = len(store.list(begun))
                if tries < tasks.TRIES:
                    store.write(f"{begun}/{tries}", b"")
                    raise EngineError("a worker died")
            yield work(store, task, run)
