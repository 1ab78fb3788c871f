"""Inputs to items: a page or a text is one, a feed, an export, a sheet or an archive holds many. What it is, its bytes say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from onrecord.errors import ReadError
from onrecord.read.files import SUFFIXES, read_bytes
from onrecord.read.items import Found, Item, Skipped

HELD = frozenset({".rss", ".atom", ".xml", ".json", ".csv", ".tsv", ".warc", ".gz", ".wacz", ".zip"})
EVERY = SUFFIXES | HELD


class Given(msgspec.Struct, frozen=True):
    """What the user says of all the reports of an input; it outranks what the input says."""

    published: str | None = None
    outlet: str | None = None
    captured: str | None = None
    seen: str | None = None


def find_items(path: str, given: Given, raw: bytes | None = None) -> Iterator[Found]:
    """The items of one input, whose bytes are given where they came from standard input. What cannot be read is an item skipped, and no end."""
    try:
        for found in walk_input(path, read_bytes(Path(path)) if raw is None else raw):
            yield apply_given(found, given) if isinstance(found, Item) else found
    except ReadError as error:
        yield Skipped(path, str(error), failed=True)


def apply_given(item: Item, given: Given) -> Item:
    said = {name: value for name in ("published", "outlet", "captured", "seen") if (value := getattr(given, name)) is not None}
    return msgspec.structs.replace(item, **said) if said else item


def walk_input(path: str, raw: bytes) -> Iterator[Found]:
    yield Item(path, raw)


Reader = Callable[[str, bytes], Iterator[Found]]
