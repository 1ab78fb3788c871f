"""What ties reports together: each pair worth comparing compared, a bucket of reports against another at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from onrecord import merge
from onrecord.bulk.blocks import SHIFT, split_pairs
from onrecord.bulk.extra import pyarrow
from onrecord.bulk.numbers import Numbers
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import BYTES, NUMBER, WHOLE, YES_NO, Column, Row, read_table, write_rows
from onrecord.merge.nouns import Bond
from onrecord.merge.sketch import Sketch, find_candidates

BUCKET = 2_000  # reports, so many sketches of which take some 100 MB
BONDS = (
    Column("one", WHOLE, "number of a report"),
    Column("other", WHOLE, "number of a later one"),
    Column("strength", NUMBER, "score of their best link; 1 for a copy"),
    Column("holds", YES_NO, "whether it can join the two by itself"),
    Column("bond", BYTES, "all of it"),
)


def bond_bucket(store: Store, numbers: Numbers, bucket: int) -> dict[str, int]:
    """Compares the reports of a bucket with those of it and of later ones that they are paired with; how many bonds that gave."""
    pairs = read_pairs(store, bucket)
    compared = len(pairs)
    name = f"work/links/bonds/{bucket:06}.parquet"
    return {"compared": compared, "bonds": write_rows(store, name, BONDS, find_bonds(store, numbers, bucket, pairs))}


def read_pairs(store: Store, bucket: int) -> Any:
    """The pairs whose first report is in a bucket, each once, in order."""
    first = np.uint64(bucket * BUCKET) << SHIFT
    last = np.uint64((bucket + 1) * BUCKET) << SHIFT
    column = pyarrow().compute.field("pair")
    unsigned = pyarrow().uint64()
    wanted = (column >= pyarrow().scalar(int(first), unsigned)) & (column < pyarrow().scalar(int(last), unsigned))
    found = [read_table(store, name, filters=wanted)["pair"].to_numpy() for name in store.list("work/links/pairs")]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.uint64)


def find_bonds(store: Store, numbers: Numbers, bucket: int, pairs: Any) -> Iterator[Row]:
    """The rows of the bonds of some pairs, a bucket of second reports at a time."""
    one, other = split_pairs(pairs)
    own = read_sketches(store, numbers, bucket) if len(pairs) else {}
    for second in np.unique(other // BUCKET).tolist():
        theirs = own if second == bucket else read_sketches(store, numbers, second)
        inside = other // BUCKET == second
        for a, b in zip(one[inside].tolist(), other[inside].tolist(), strict=True):
            bond = bond_pair(own[a], theirs[b])
            if bond is not None:
                strength = 1.0 if bond.copy else max(link.score for link in bond.links)
                yield {"one": a, "other": b, "strength": strength, "holds": bond.holds, "bond": msgspec.msgpack.encode(bond)}


def bond_pair(one: Sketch, other: Sketch) -> Bond | None:
    """What ties two reports, if they are worth comparing."""
    return merge.compare(one, other) if is_candidate(one, other) or is_candidate(other, one) else None


def is_candidate(one: Sketch, other: Sketch) -> bool:
    """Whether one report finds the other by its keys."""
    held = frozenset(other.keys)
    return bool(find_candidates(one, lambda asked: [(key, other.report_id) for key in asked if key in held]))


def read_sketches(store: Store, numbers: Numbers, bucket: int) -> dict[int, Sketch]:
    """The sketches of a bucket, by number."""
    inside = np.arange(bucket * BUCKET, min((bucket + 1) * BUCKET, len(numbers)))
    return {number: msgspec.msgpack.decode(raw, type=Sketch) for number, raw in read_kept(store, numbers, inside)}


def read_kept(store: Store, numbers: Numbers, wanted: Any) -> Iterator[tuple[int, bytes]]:
    """The sketches of some numbers, packed."""
    for shard, rows, inside in numbers.find_rows(wanted):
        table = read_table(store, f"work/sketches/{shard}.parquet", ["row", "sketch"])
        of_row = dict(zip(rows.tolist(), inside.tolist(), strict=True))
        for row, raw in zip(table["row"].to_pylist(), table["sketch"].to_pylist(), strict=True):
            if row in of_row:
                yield of_row[row], raw
