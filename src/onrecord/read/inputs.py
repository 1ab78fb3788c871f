"""Inputs to items: a page or a text is one; a feed, an export, a sheet or an archive holds many. What it is, its bytes say."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.errors import ReadError
from onrecord.read.feeds import read_feed, read_json_feed
from onrecord.read.files import SUFFIXES, read_bytes
from onrecord.read.items import Fetch, Found, Item, Skipped
from onrecord.read.sheets import read_sheet
from onrecord.read.sitemaps import read_sitemap
from onrecord.read.telegram import read_telegram
from onrecord.read.wacz import read_wacz
from onrecord.read.warc import read_warc

HELD = frozenset({".rss", ".atom", ".xml", ".json", ".csv", ".tsv", ".warc", ".gz", ".wacz"})
EVERY = SUFFIXES | HELD
HEAD = 65_536  # bytes from which is told what an input is
MOST_HELD = 64_000_000  # bytes of a feed, an export or a sheet
_DOCTYPE = rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*"
ROOT = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?[^>]*>\s*|" + _DOCTYPE + rb")*<(?P<name>[\w:.-]+)", re.S)
FEEDS = frozenset({b"rss", b"feed", b"rdf:RDF", b"channel"})
SITEMAPS = frozenset({b"urlset", b"sitemapindex"})
PAGES = frozenset({b"html", b"HTML", b"head", b"body", b"article", b"main", b"section", b"div", b"p", b"span", b"h1", b"h2", b"table", b"ul"})
ADDRESS = re.compile(r"https?://", re.I)
GO_OUT = "is an address; save the page and give the file, or let onrecord go out for it with --fetch"


class Given(msgspec.Struct, frozen=True):
    """What the user says of all the reports of an input; it outranks what the input says. ``seen`` is the day by which they were there."""

    published: str | None = None
    outlet: str | None = None
    captured: str | None = None
    seen: str | None = None


class Source(msgspec.Struct, frozen=True):
    """An input: a file, or the bytes that came from standard input."""

    path: str
    raw: bytes | None = None

    def open(self) -> BinaryIO:
        """The bytes, to be read from their beginning. Raises ``ReadError`` where they cannot be."""
        if self.raw is not None:
            return io.BytesIO(self.raw)
        try:
            return Path(self.path).open("rb")
        except IsADirectoryError as error:
            raise ReadError(f"{self.path}: is a folder; name the files in it") from error
        except FileNotFoundError as error:
            raise ReadError(f"{self.path}: no such file; check the path") from error
        except OSError as error:
            raise ReadError(f"{self.path}: cannot be read ({error.strerror}); check its permissions") from error

    def read(self) -> bytes:
        return self.raw if self.raw is not None else read_bytes(Path(self.path))


def find_items(path: str, given: Given, raw: bytes | None = None, fetch: Fetch | None = None) -> Iterator[Found]:
    """The items of one input, whose bytes are given where they came from standard input. What cannot be read is skipped, and no end.

    ``fetch`` gets what an address leads to; without it nothing goes out, and addresses are skipped.
    """
    try:
        for found in walk_input(Source(path, raw), fetch):
            yield apply_given(found, given) if isinstance(found, Item) else found
    except ReadError as error:
        yield Skipped(path, str(error), failed=True)


def apply_given(item: Item, given: Given) -> Item:
    """The item with what the user says of it. What an archive knows of the day of capture is better than what anybody says."""
    said = {name: value for name in ("published", "outlet", "captured", "seen") if (value := getattr(given, name)) is not None}
    if item.captured is not None:
        said.pop("captured", None)
    return msgspec.structs.replace(item, **said) if said else item


def walk_input(source: Source, fetch: Fetch | None) -> Iterator[Found]:
    """The items of an input of whatever kind."""
    if ADDRESS.match(source.path) and source.raw is None:
        yield from fetch_address(source.path, fetch)
        return
    with source.open() as stream:
        head = stream.read(HEAD)
    if is_warc(head):
        yield from read_warc(source.path, source.open)
    elif head.startswith(b"PK\x03\x04") and source.path.lower().endswith((".wacz", ".zip")):
        yield from read_wacz(source.path, source.open)
    elif (reader := find_reader(source.path, head)) is not None:
        raw = source.read()
        if len(raw) > MOST_HELD:
            raise ReadError(f"{source.path}: {len(raw):,} bytes are more than the {MOST_HELD:,} that onrecord takes of such a file; split it")
        yield from reader(source.path, raw, fetch)
    else:
        yield Item(source.path, source.read())


def fetch_address(address: str, fetch: Fetch | None) -> Iterator[Found]:
    """What an address leads to: a page, or a feed or sitemap and what that leads to."""
    if fetch is None:
        raise ReadError(f"{address}: {GO_OUT}")
    got = fetch(address)
    reader = find_reader(address, got.raw[:HEAD])
    if reader is None:
        yield Item(address, got.raw, url=got.url, captured=got.captured)
    else:
        yield from reader(address, got.raw, fetch)


Reader = Callable[[str, bytes, Fetch | None], Iterator[Found]]


def find_reader(path: str, head: bytes) -> Reader | None:
    """What reads an input that holds several items; None for a page or a text, and for what is told only when it is read."""
    root = ROOT.match(head)
    if root is not None and root["name"] in FEEDS:
        return read_feed
    if (root is not None and root["name"] in SITEMAPS) or (head.startswith(b"\x1f\x8b") and path.lower().endswith(".xml.gz")):
        return read_sitemap
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and path.lower().endswith((".json", "-")):
        return read_json
    if path.lower().endswith((".csv", ".tsv")):
        return read_sheet
    if root is not None and path.lower().endswith(".xml") and root["name"] not in PAGES and not head.lower().lstrip().startswith(b"<!doctype html"):
        return refuse_xml
    return None


def is_warc(head: bytes) -> bool:
    """Whether the bytes begin a WARC file, plain or compressed by record."""
    if head.startswith(b"WARC/"):
        return True
    if not head.startswith(b"\x1f\x8b"):
        return False
    import zlib

    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def read_json(path: str, raw: bytes, fetch: Fetch | None) -> Iterator[Found]:
    """The items of a JSON feed or a Telegram export."""
    try:
        whole = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(f"{path}: is no JSON that can be read ({error}); export it again") from error
    if isinstance(whole, dict) and "jsonfeed.org" in str(whole.get("version", "")):
        yield from read_json_feed(path, raw, whole, fetch)
    elif isinstance(whole, dict) and (isinstance(whole.get("messages"), list) or isinstance(whole.get("chats"), dict)):
        yield from read_telegram(path, raw, whole)
    else:
        yield Skipped(path, "JSON of a kind that onrecord does not read; it reads JSON feeds and Telegram Desktop exports (result.json)")


def refuse_xml(path: str, raw: bytes, fetch: Fetch | None) -> Iterator[Found]:
    yield Skipped(path, "XML of a kind that onrecord does not read; it reads RSS, Atom, sitemaps and XHTML pages")
