"""What an input gives to be read: items, each with the bytes that are kept of it, and what was passed over, with the reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec


class Item(msgspec.Struct, frozen=True):
    """One thing that may be a report. ``raw`` is kept unaltered; ``body`` is what is read, where that is a part of ``raw``.

    The other values are what the input says of the item beside its bytes: they outrank what the bytes say. ``captured`` is when somebody
    saved it, ``seen`` the day by which it was there, where nothing better is known, and ``container`` the SHA-256 of the file it came in.
    ``is_teaser``: the item is a few lines about a page, and gives way to the page. ``fewest``: with fewer words than that it is no report.
    """

    path: str
    raw: bytes
    body: bytes | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    captured: str | None = None
    seen: str | None = None
    container: str | None = None
    is_teaser: bool = False
    fewest: int = 0

    @property
    def sha256(self) -> str:
        """Name of the item: the SHA-256 of its bytes."""
        return hashlib.sha256(self.raw).hexdigest()


class Container(msgspec.Struct, frozen=True):
    """A file that holds items. Its bytes are kept where it is small; of an archive only its SHA-256 and size."""

    path: str
    sha256: str
    size: int
    raw: bytes | None = None


class Skipped(msgspec.Struct, frozen=True):
    """What was passed over, and why. ``failed``: it should have been read and could not be."""

    path: str
    reason: str
    failed: bool = False


class Fetched(msgspec.Struct, frozen=True):
    """What an address led to: its bytes, the address at the end of the way, and when that was."""

    raw: bytes
    url: str
    captured: str


Found = Item | Container | Skipped
Fetch = Callable[[str], Fetched]  # raises ``ReadError`` where an address leads nowhere, or may not be followed


def contain(path: str, raw: bytes) -> Container:
    """A small file that holds items, kept whole."""
    return Container(path, hashlib.sha256(raw).hexdigest(), len(raw), raw)


def write_raw(value: Any) -> bytes:
    """A part of a file as JSON in one form: keys in order, no spaces. It is what is kept of an item that has no bytes of its own."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
