"""What an input gives to be read: items, each with the bytes that are kept of it, and what was passed over, with the reason."""

from __future__ import annotations

import hashlib

import msgspec


class Item(msgspec.Struct, frozen=True):
    """One thing that may be a report. ``raw`` is kept unaltered; ``body`` is what is read, where that is a part of ``raw``.

    The other values are what the input says of the item beside its bytes: they outrank what the bytes say. ``captured`` is when somebody
    saved it, ``seen`` the day by which it was there, where nothing better is known, and ``container`` the SHA-256 of the file it came in.
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


Found = Item | Container | Skipped


def contain(path: str, raw: bytes) -> Container:
    """A small file that holds items, kept whole."""
    return Container(path, hashlib.sha256(raw).hexdigest(), len(raw), raw)
