"""Sheets of auto-archiver and the like: a row a page or post, with its address and the path of what was archived of it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from onrecord.errors import ReadError
from onrecord.read.charset import decode
from onrecord.read.dates import parse_date
from onrecord.read.files import SUFFIXES
from onrecord.read.items import Fetch, Found, Item, Skipped, contain, write_raw

# What a column is called here, and what sheets call it.
COLUMNS = {
    "link": ("link", "url", "source url", "source link"),
    "location": ("archive location", "archive path", "archived file", "path", "file"),
    "wacz": ("wacz",),
    "status": ("archive status", "status"),
    "archived": ("archive date", "archived", "captured", "capture date"),
    "text": ("text content", "text", "content"),
    "title": ("upload title", "title"),
    "published": ("upload timestamp", "published", "publication date", "date"),
    "hash": ("hash", "sha256", "sha-256"),
}
PLACES = ("wacz", "location")
FAILED = re.compile(r"\b(?:nothing archived|fail(?:ed|ure)?|error|no archiver|not found|timeout)\b", re.I)
SHA256 = re.compile(r"(?:sha-?256[:\s]*)?([0-9a-f]{64})", re.I)
HELD = frozenset({".warc", ".gz", ".wacz"})
Row = Mapping[str, str]


def read_sheet(path: str, raw: bytes, fetch: Fetch | None) -> Iterator[Found]:
    """The items that the rows lead to: an archived page or archive beside the sheet, else the words of a post that the sheet itself holds."""
    text = decode(raw).text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if text.partition("\n")[0].count("\t") else ",")
    try:
        heads, *rows = list(lines)
    except (ValueError, csv.Error) as error:
        raise ReadError(f"{path}: is no table that can be read ({error}); export it again as CSV") from error
    names = name_columns(heads)
    if "link" not in names or not names.keys() & {"location", "wacz", "text"}:
        yield Skipped(path, f"a table without the columns of an archiver's sheet (link, archive location, text content); it has {list_heads(heads)}")
        return
    container = contain(path, raw)
    yield container
    for number, cells in enumerate(rows, start=2):
        row = {name: cells[at].strip() for name, at in names.items() if at < len(cells)}
        if any(row.values()):
            yield from read_row(f"{path}#{number}", Path(path).parent, row, container.sha256, fetch)


def name_columns(heads: list[str]) -> dict[str, int]:
    """Where the columns are, by our names."""
    written = [" ".join(head.lower().replace("_", " ").split()) for head in heads]
    return {name: written.index(known) for name, aliases in COLUMNS.items() for known in aliases[::-1] if known in written}


def list_heads(heads: list[str]) -> str:
    return ", ".join(head.strip()[:30] for head in heads[:8] if head.strip()) or "none"


def read_row(where: str, folder: Path, row: Row, container: str, fetch: Fetch | None) -> Iterator[Found]:
    """What a row leads to."""
    if FAILED.search(row.get("status", "")):
        yield Skipped(where, f"the archiver says: {row['status'][:80]}")
        return
    for name in PLACES:
        if place := row.get(name):
            found = list(follow_place(where, folder, place, row, fetch))
            if any(isinstance(each, Item) for each in found) or not row.get("text"):
                yield from found
                return
    if not row.get("text"):
        yield Skipped(where, "a row without an archived page or the words of a post")
        return
    yield Item(
        where,
        write_raw(dict(row)),
        body=row["text"].encode("utf-8", "replace"),
        url=row.get("link") or None,
        title=row.get("title") or None,
        published=parse_date(row.get("published", "")),
        captured=parse_date(row.get("archived", "")),
        container=container,
    )


def follow_place(where: str, folder: Path, place: str, row: Row, fetch: Fetch | None) -> Iterator[Found]:
    """The items at the place that a row names: a file beside the sheet, or an address where onrecord may go out."""
    from onrecord.read.inputs import Given, find_items

    captured = parse_date(row.get("archived", ""))
    if re.match(r"https?://", place, re.I):
        yield from (add_told(found, row, captured) for found in find_items(place, Given(), fetch=fetch))
        return
    file = (folder / place).resolve()
    if not file.is_relative_to(folder.resolve()):
        yield Skipped(where, f"{place}: leads out of the folder of the sheet; it was not followed", failed=True)
    elif not file.is_file():
        yield Skipped(where, f"{place}: no such file beside the sheet", failed=True)
    elif (expected := SHA256.fullmatch(row.get("hash", ""))) and hash_file(file) != expected[1].lower():
        yield Skipped(where, f"{place}: does not have the SHA-256 that the sheet gives; it was changed since it was archived", failed=True)
    elif file.suffix.lower() not in SUFFIXES | HELD:
        yield Skipped(where, f"{place}: is no page, text or archive")
    else:
        yield from (add_told(found, row, captured) for found in find_items(str(folder / place), Given()))


def hash_file(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def add_told(found: Found, row: Row, captured: str | None) -> Found:
    """The item with what the row says of it, where its own file says nothing."""
    if not isinstance(found, Item):
        return found
    return msgspec.structs.replace(found, url=found.url or row.get("link") or None, captured=found.captured or captured)
