"""A shard of pages into tables: reports, claims, problems, raw bytes, and what linking needs. One bad page costs itself alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np

from onrecord import merge
from onrecord.batch import Apart, Outcome, describe_fault
from onrecord.bulk.shards import Shard, read_items
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import (
    TABLES,
    WORK,
    Row,
    write_arrays,
    write_claims,
    write_problems,
    write_reason,
    write_report,
    write_rows,
)
from onrecord.claims.screen import may_tell_events
from onrecord.errors import ReadError
from onrecord.nouns import Extraction
from onrecord.read.items import Item, Skipped
from onrecord.record.add import read_item, why_no_report

Counts = dict[str, int]
DISMISSED = "its words, looked at without reading it, tell no event"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of pages: ``everything`` of all reports, not of those with claims alone; ``quick``: none whose words tell no event."""

    everything: bool = False
    quick: bool = False


@dataclass
class Lot:
    """What is written of a shard, row by row. Raw bytes are not held: they go out as pages come in."""

    shard: str
    wanted: Wanted
    reports: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)
    sketches: list[Row] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    pages: int = 0
    dismissed: int = 0

    def set_aside(self, path: str, code: str, reason: str) -> None:
        """Takes note of what is no report."""
        self.problems.append(write_reason(self.shard, path, code, reason))

    def take(self, item: Item, found: Extraction) -> list[Row]:
        """Takes a report in, whole or not at all; the rows of its bytes, where they are kept."""
        row, is_kept = len(self.reports), self.wanted.everything or bool(found.claims)
        body = hashlib.sha256(item.body).hexdigest() if item.body is not None and item.body != item.raw else None
        report = write_report(self.shard, row, item, found, is_kept=is_kept) | {"body": body}
        if not is_kept:
            self.reports.append(report)
            return []
        claims = list(write_claims(self.shard, row, item.captured, found))
        problems = list(write_problems(self.shard, found.report, (*found.report.problems, *found.problems)))
        made = merge.make_sketch(found)
        told = {name: report[name] for name in ("row", "id", "report", "captured")}
        self.sketches.append(told | {"sketch": msgspec.msgpack.encode(made, order="deterministic")})
        self.keys += [(number, row) for number in {number_key(key) for key in widen(made.keys)}]
        self.reports.append(report)
        self.claims += claims
        self.problems += problems
        return self.find_new(((item.sha256, item.raw), (body, item.body)))

    def find_new(self, named: Iterable[tuple[str | None, bytes | None]]) -> list[Row]:
        """The rows of bytes that the shard has not had before."""
        new = {name: raw for name, raw in named if name is not None and raw is not None and name not in self.named}
        self.named |= new.keys()
        return [{"sha256": name, "size": len(raw), "bytes": raw} for name, raw in new.items()]


def read_shard(store: Store, shard: Shard, wanted: Wanted, apart: bool) -> Counts:
    """Reads a shard into its tables; how much there was. ``apart``: each page in a process of its own, as one of them may be deadly."""
    lot = Lot(shard.name, wanted)
    write_rows(store, f"raw/{shard.name}.parquet", TABLES["raw"], read_pages(shard, lot, apart))
    for name in ("reports", "claims", "problems"):
        write_rows(store, f"{name}/{shard.name}.parquet", TABLES[name], getattr(lot, name))
    write_rows(store, f"work/sketches/{shard.name}.parquet", WORK["sketches"], lot.sketches)
    keys = sorted(lot.keys)
    columns = {"key": np.array([key for key, _ in keys], dtype=np.uint64), "row": np.array([row for _, row in keys], dtype=np.int32)}
    write_arrays(store, f"work/keys/{shard.name}.parquet", columns)
    failed = sum(row["code"] == "failed" for row in lot.problems)
    counts = {"pages": lot.pages, "dismissed": lot.dismissed, "failed": failed, "reports": len(lot.reports), "kept": len(lot.sketches)}
    return counts | {"claims": len(lot.claims), "keys": len(keys)}


def read_pages(shard: Shard, lot: Lot, apart: bool) -> Iterator[Row]:
    """The bytes of the pages that are kept, while all else of them goes into the lot."""
    for item, outcome in read_outcomes(shard, lot, apart):
        lot.pages += 1
        if outcome.extraction is None:
            lot.set_aside(item.path, "failed", outcome.reason or "no reason known")
        elif (reason := why_no_report(item, outcome.extraction.report)) is not None:
            lot.set_aside(item.path, "skipped", reason)
        else:
            yield from take_in(lot, item, outcome.extraction)


def take_in(lot: Lot, item: Item, found: Extraction) -> list[Row]:
    """The rows of a report's bytes, its others in the lot; none, and a problem, where the report can be no row."""
    try:
        return lot.take(item, found)
    except Exception as error:  # noqa: BLE001 - as where pages are read: a fault of ours must cost one page and not the shard
        lot.set_aside(item.path, "failed", describe_fault(error))
        return []


def read_outcomes(shard: Shard, lot: Lot, apart: bool) -> Iterator[tuple[Item, Outcome]]:
    """The items of a shard with what comes of each."""
    items = find_items(shard, lot)
    if not apart:
        yield from ((item, read_item(item)) for item in items)
        return
    with Apart(read_item) as reader:
        yield from ((item, reader.read(item)) for item in items)


def find_items(shard: Shard, lot: Lot) -> Iterator[Item]:
    """The items of a shard that are to be read; what is passed over goes into the lot."""
    try:
        for found in read_items(shard):
            if isinstance(found, Item):
                if lot.wanted.quick and not may_tell_events(found.raw if found.body is None else found.body):
                    lot.pages, lot.dismissed = lot.pages + 1, lot.dismissed + 1
                    lot.set_aside(found.path, "dismissed", DISMISSED)
                    continue
                yield found
            elif isinstance(found, Skipped):
                lot.set_aside(found.path, "failed" if found.failed else "skipped", found.reason)
    except ReadError as error:
        lot.set_aside(shard.path, "failed", str(error))


def number_key(key: str) -> int:
    """A key as a number. Two keys of one number do no harm: pairs are checked by the keys themselves."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "backslashreplace"), digest_size=8).digest(), "big")


def widen(keys: tuple[str, ...]) -> Iterator[str]:
    """The keys, those of a window in time also under the next window: so reports of neighbouring windows meet, and no others."""
    for key in keys:
        yield key
        kind, _, rest = key.partition(":")
        window, _, term = rest.partition(":")
        if kind == "t" and window not in ("", "None"):
            yield f"t:{int(window) + 1}:{term}"
