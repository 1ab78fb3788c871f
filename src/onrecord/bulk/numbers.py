"""Reports that are linked, each by a number: the current version of each, in the order in which they were read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np

from onrecord.bulk.stores import Store
from onrecord.bulk.tables import read_table, write_arrays

NUMBERS, SHARDS = "work/links/numbers.parquet", "work/links/shards.json"


class Numbers:
    """The shards, and for each number the row of a shard."""

    def __init__(self, shards: list[str], shard: Any, row: Any) -> None:
        self.shards = shards
        self.shard = shard
        self.row = row
        self.starts = np.searchsorted(shard, np.arange(len(shards) + 1))

    def __len__(self) -> int:
        return len(self.row)

    def of_rows(self, at: int, rows: Any) -> Any:
        """The numbers of some rows of a shard; -1 where a row is no current version."""
        first, last = int(self.starts[at]), int(self.starts[at + 1])
        own = self.row[first:last]
        if not len(own):
            return np.full(len(rows), -1, dtype=np.int64)
        spots = np.minimum(np.searchsorted(own, rows), len(own) - 1)
        return np.where(own[spots] == rows, first + spots, -1).astype(np.int64)

    def find_rows(self, numbers: Any) -> Iterable[tuple[str, Any, Any]]:
        """The rows of some numbers, which stand in order: a shard with its rows and their numbers at a time."""
        of_shard = self.shard[numbers]
        for at in np.unique(of_shard).tolist():
            inside = numbers[of_shard == at]
            yield self.shards[at], self.row[inside], inside


def number_reports(store: Store, shards: list[str]) -> int:
    """Gives the current version of each report its number; how many there are. Of versions, the one captured last is current, as in a record."""
    current: dict[str, tuple[str | None, int, int]] = {}
    known: set[bytes] = set()
    for at, shard in enumerate(shards):
        for row in read_table(store, f"work/sketches/{shard}.parquet", ["row", "id", "report", "captured"]).to_pylist():
            name, report, captured = bytes.fromhex(row["id"]), row["report"], row["captured"]
            if name in known:
                continue
            known.add(name)
            before = current.get(report)
            if before is None or captured is None or before[0] is None or before[0] <= captured:
                current[report] = (captured, at, row["row"])
    places = np.array(sorted((at, row) for _, at, row in current.values()), dtype=np.int64).reshape(-1, 2)
    write_arrays(store, NUMBERS, {"shard": places[:, 0], "row": places[:, 1]})
    store.write(SHARDS, msgspec.json.encode(shards))
    return len(places)


@lru_cache(maxsize=1)
def open_numbers(where: str, linking: str) -> Numbers:
    """The numbers as they were given in one linking, read once a process."""
    store = Store(where)
    table = read_table(store, NUMBERS)
    return Numbers(msgspec.json.decode(store.read(SHARDS), type=list[str]), table["shard"].to_numpy(), table["row"].to_numpy())
