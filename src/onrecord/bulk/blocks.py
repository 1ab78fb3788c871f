"""Which reports are worth comparing: those in one block of a key. A part of the keys at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from onrecord.bulk.extra import pyarrow
from onrecord.bulk.numbers import Numbers
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import read_table, write_arrays

KEYS_A_PART = 2_000_000
MOST_HOLDERS = 400  # a key that more reports hold names no event; it makes no pairs, and only weighs in those that rarer keys make
PAIRS_HELD = 4_000_000
SHIFT = np.uint64(32)


def pair_part(store: Store, numbers: Numbers, part: int, parts: int) -> dict[str, int]:
    """Writes the pairs that a part of the keys makes, each as one number in order; how many, and how many keys were too common."""
    keys, holders = read_keys(store, numbers, part, parts)
    common, written = 0, 0
    held: list[Any] = []
    size = 0
    for block in find_blocks(keys, holders):
        if len(block) > MOST_HOLDERS:
            common += 1
            continue
        held.append(pair_up(block))
        size += len(held[-1])
        if size > PAIRS_HELD:
            write_pairs(store, f"work/links/pairs/{part:06}-{written:06}.parquet", held)
            held, size, written = [], 0, written + 1
    write_pairs(store, f"work/links/pairs/{part:06}-{written:06}.parquet", held)
    return {"common": common}


def read_keys(store: Store, numbers: Numbers, part: int, parts: int) -> tuple[Any, Any]:
    """The keys of a part, in order, with the numbers of the reports that hold them."""
    first, last = part * 2**64 // parts, (part + 1) * 2**64 // parts
    some_keys, some_holders = [], []
    for at, shard in enumerate(numbers.shards):
        compute = pyarrow().compute
        column = compute.field("key")
        unsigned = pyarrow().uint64()
        wanted = (column >= pyarrow().scalar(first, unsigned)) & (column <= pyarrow().scalar(last - 1, unsigned))
        table = read_table(store, f"work/keys/{shard}.parquet", filters=wanted)
        holders = numbers.of_rows(at, table["row"].to_numpy())
        is_current = holders >= 0
        some_keys.append(table["key"].to_numpy()[is_current])
        some_holders.append(holders[is_current])
    if not some_keys:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    keys, holders = np.concatenate(some_keys), np.concatenate(some_holders)
    order = np.lexsort((holders, keys))
    return keys[order], holders[order]


def find_blocks(keys: Any, holders: Any) -> Iterator[Any]:
    """The holders of each key that has two or more."""
    if not len(keys):
        return
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    ends = np.append(starts[1:], len(keys))
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        yield holders[start:end]


def pair_up(block: Any) -> Any:
    """Every pair of a block, the smaller number in the upper half."""
    block = np.unique(block).astype(np.uint64)
    one, other = np.triu_indices(len(block), 1)
    return (block[one] << SHIFT) | block[other]


def write_pairs(store: Store, name: str, held: list[Any]) -> None:
    pairs = np.unique(np.concatenate(held)) if held else np.empty(0, dtype=np.uint64)
    write_arrays(store, name, {"pair": pairs})


def split_pairs(pairs: Any) -> tuple[Any, Any]:
    """The two numbers of each pair."""
    return (pairs >> SHIFT).astype(np.int64), (pairs & np.uint64(2**32 - 1)).astype(np.int64)
