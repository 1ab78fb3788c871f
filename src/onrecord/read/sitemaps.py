"""Sitemaps: lists of addresses, some with a news report's outlet, title and date. Nothing goes out for them unless it may."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from onrecord.errors import ReadError
from onrecord.read.dates import parse_date
from onrecord.read.items import Fetch, Found, Item, Skipped

MOST = 64_000_000  # bytes unpacked: a sitemap may have 50 MB
MOST_FETCHED = 500  # pages gone out for, for one sitemap
AN_ADDRESS = "only an address; save the page and add it, or let onrecord go out for it with --fetch"


class Listed(NamedTuple):
    """A page that a sitemap lists, and what it says of it."""

    address: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


def read_sitemap(path: str, raw: bytes, fetch: Fetch | None) -> Iterator[Found]:
    """The pages that a sitemap lists, gone out for where that is allowed."""
    pages, maps = parse_sitemap(path, unpack(path, raw))
    for address in maps:
        yield from follow_map(address, fetch)
    for number, page in enumerate(pages):
        if fetch is None:
            yield Skipped(page.address, AN_ADDRESS)
        elif number >= MOST_FETCHED:
            yield Skipped(page.address, f"beyond the {MOST_FETCHED} pages that are gone out for at a time; split the sitemap")
        else:
            yield fetch_page(page, fetch)


def fetch_page(page: Listed, fetch: Fetch) -> Found:
    try:
        got = fetch(page.address)
    except ReadError as error:
        return Skipped(page.address, str(error), failed=True)
    return Item(page.address, got.raw, url=got.url, outlet=page.outlet, title=page.title, published=page.published, captured=got.captured)


def follow_map(address: str, fetch: Fetch | None) -> Iterator[Found]:
    """What a sitemap lists that another one lists; one listed in turn by that is not followed."""
    if fetch is None:
        yield Skipped(address, AN_ADDRESS)
        return
    try:
        raw = fetch(address).raw
        pages, _ = parse_sitemap(address, unpack(address, raw))
    except ReadError as error:
        yield Skipped(address, str(error), failed=True)
        return
    yield from (fetch_page(page, fetch) for page in pages[:MOST_FETCHED])


def unpack(path: str, raw: bytes) -> bytes:
    """The sitemap's XML, decompressed where it was compressed, up to what a sitemap may have."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(raw, MOST)
    except zlib.error as error:
        raise ReadError(f"{path}: cannot be decompressed ({error}); save it again") from error
    if unpacker.unconsumed_tail:
        raise ReadError(f"{path}: unpacks to more than {MOST:,} bytes, more than any sitemap may have; it was not read")
    return plain


def parse_sitemap(path: str, raw: bytes) -> tuple[list[Listed], list[str]]:
    """The pages and the other sitemaps that it lists. Raises ``ReadError`` for what is no sitemap, and for one that defines entities."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ReadError(f"{path}: defines entities of its own, which no sitemap needs and some attacks do; it was not read")
    pages: list[Listed] = []
    maps: list[str] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(raw)):
            name = local(element.tag)
            if name not in {"url", "sitemap"}:
                continue
            told = {local(part.tag): (part.text or "").strip() for part in element.iter() if part.text}
            if told.get("loc"):
                if name == "sitemap":
                    maps.append(told["loc"])
                else:
                    pages.append(Listed(told["loc"], told.get("name"), told.get("title"), parse_date(told.get("publication_date", ""))))
            element.clear()
    except ElementTree.ParseError as error:
        raise ReadError(f"{path}: is no XML that can be read ({error}); save it again") from error
    return pages, maps


def local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rsplit("}", 1)[-1]
