"""Inputs cut into shards: parts of a like number of pages, each of which one worker reads by itself. The cuts depend on the input alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Literal

import msgspec

from onrecord.bulk.extra import parquet
from onrecord.bulk.stores import open_input
from onrecord.errors import ReadError
from onrecord.read.inputs import HEAD, is_warc
from onrecord.read.items import Found, Item, Skipped
from onrecord.read.wacz import read_wacz
from onrecord.read.warc import FEWEST, MOST_A_PAGE, RATIO, SMALL, TOO_LARGE, Again, find_cuts, read_again, read_range

SUFFIXES = (".warc", ".warc.gz", ".wacz", ".parquet")
BYTES_COLUMNS = ("raw", "html", "content", "text")
TOLD_COLUMNS = ("url", "outlet", "title", "byline", "published", "captured")
ROWS = 16  # of a Parquet file of pages, decoded at a time
KIND = "bulk reads WARC and WACZ archives and Parquet files of pages"
Form = Literal["warc", "wacz", "parquet"]


class Shard(msgspec.Struct, frozen=True):
    """A part of an input: ``count`` records or rows from ``start`` on. ``size``: bytes of the archive it stands in."""

    name: str
    path: str
    form: Form
    start: int = 0
    count: int = 0
    size: int = 0
    container: str | None = None
    again: tuple[Again, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """The shards of an input, and why it has none, or not all."""

    path: str
    shards: tuple[Shard, ...] = ()
    reason: str | None = None


def plan_input(number: int, path: str, pages: int) -> Plan:
    """The shards of an input, of so many pages each."""
    try:
        with open_input(path) as stream:
            head = stream.read(HEAD)
        if is_warc(head):
            return plan_warc(number, path, pages)
        if head.startswith(b"PK\x03\x04"):
            return Plan(path, (Shard(name_shard(number, 0), path, "wacz"),))
        if head.startswith(b"PAR1"):
            return plan_parquet(number, path, pages)
    except ReadError as error:
        return Plan(path, reason=str(error))
    return Plan(path, reason=f"{path}: is of a kind that bulk does not read; {KIND}")


def name_shard(number: int, at: int) -> str:
    return f"{number:06}-{at:06}"


def plan_warc(number: int, path: str, pages: int) -> Plan:
    """An archive cut by records. What a damaged one still holds before the damage is read."""
    with open_input(path) as stream:
        cuts = find_cuts(path, stream, pages)
    shards = [
        Shard(name_shard(number, at), path, "warc", cut.start, cut.count, cut.size, cuts.sha256, cuts.again if at == len(cuts.cuts) - 1 else ())
        for at, cut in enumerate(cuts.cuts)
    ]
    return Plan(path, tuple(shards), cuts.reason)


def plan_parquet(number: int, path: str, pages: int) -> Plan:
    """A Parquet file of pages cut by rows."""
    with open_input(path) as stream:
        digest = hashlib.sha256()
        while piece := stream.read(1 << 20):
            digest.update(piece)
        rows = open_parquet(path, stream).metadata.num_rows
    starts = range(0, rows, pages)
    shards = [
        Shard(name_shard(number, at), path, "parquet", start, min(pages, rows - start), 0, digest.hexdigest()) for at, start in enumerate(starts)
    ]
    return Plan(path, tuple(shards))


def open_parquet(path: str, stream: BinaryIO) -> Any:
    """A Parquet file. Raises ``ReadError`` where it is none."""
    try:
        return parquet().ParquetFile(stream)
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: is no Parquet file that can be read ({error}); write it again") from error


def read_items(shard: Shard) -> Iterator[Found]:
    """The items of a shard. Raises ``ReadError`` where no more of it can be read."""
    reopen: Callable[[], BinaryIO] = partial(open_input, shard.path)
    if shard.form == "wacz":
        yield from read_wacz(shard.path, reopen)
    elif shard.form == "parquet":
        with reopen() as stream:
            yield from read_rows(shard, stream)
    else:
        yield from read_range(shard.path, reopen, (shard.start, shard.count), shard.size, shard.container or "")
        for each in shard.again:
            yield read_again(shard.path, reopen, each, shard.container or "")


def read_rows(shard: Shard, stream: BinaryIO) -> Iterator[Found]:
    """The pages of some rows of a Parquet file."""
    file = open_parquet(shard.path, stream)
    names = set(file.schema_arrow.names)
    pages = next((name for name in BYTES_COLUMNS if name in names), None)
    if pages is None:
        raise ReadError(f"{shard.path}: has no column of pages; name one of its columns {', '.join(BYTES_COLUMNS)}")
    columns = [pages, *(name for name in TOLD_COLUMNS if name in names)]
    groups, skip = find_groups(shard, file.metadata)
    check_bomb(shard.path, file.metadata, groups)
    try:
        batches = file.iter_batches(batch_size=ROWS, row_groups=groups, columns=columns)
        rows = (row for batch in batches for row in batch.to_pylist())
        for at, row in enumerate(islice(rows, skip, skip + shard.count), shard.start):
            yield read_row(shard, at, row, pages)
    except (OSError, ValueError) as error:
        raise ReadError(f"{shard.path}: is damaged ({error}); write it again") from error


def find_groups(shard: Shard, metadata: Any) -> tuple[list[int], int]:
    """The row groups that hold the rows of a shard, and how many rows of them stand before it."""
    groups: list[int] = []
    first, at = 0, 0
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).num_rows
        if at < shard.start + shard.count and at + size > shard.start:
            first = first if groups else at
            groups.append(number)
        at += size
    return groups, shard.start - first


def check_bomb(path: str, metadata: Any, groups: list[int]) -> None:
    """Raises where a part is made to do harm."""
    for number in groups:
        group = metadata.row_group(number)
        for at in range(group.num_columns):
            column = group.column(at)
            if column.total_uncompressed_size > max(SMALL, RATIO * column.total_compressed_size):
                raise ReadError(f"{path}: unpacks to more than {RATIO} times its size; it was not read, as such files are made to do harm")


def read_row(shard: Shard, at: int, row: dict[str, Any], pages: str) -> Found:
    """The page of a row."""
    told: dict[str, Any] = {name: str(row[name]) for name in TOLD_COLUMNS if row.get(name) is not None}
    where = f"{shard.path}#{told.get('url', at)}"
    page = row[pages]
    raw = page.encode("utf-8", "backslashreplace") if isinstance(page, str) else page
    if not isinstance(raw, bytes) or not raw.strip():
        return Skipped(where, "an empty page" if raw is None or isinstance(raw, bytes) else f"no page: column {pages} holds no text and no bytes")
    if len(raw) > MOST_A_PAGE:
        return Skipped(where, TOO_LARGE, failed=True)
    return Item(where, raw, container=shard.container, fewest=FEWEST, **told)
