"""WACZ: a zip of WARC archives with a list of the pages in them and the SHA-256 of each part."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

import msgspec

from onrecord.errors import ReadError
from onrecord.read.items import Found, Skipped
from onrecord.read.warc import PIECE, RATIO, SMALL, Open, read_warc

MOST_PARTS = 10_000
MOST_LISTED = 50_000_000  # bytes of the list of pages
PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
WARCS = (".warc", ".warc.gz")
Parts = dict[str, zipfile.ZipInfo]


def read_wacz(path: str, open_archive: Open) -> Iterator[Found]:
    """The pages that the archive lists, from all of its WARC parts."""
    with open_archive() as stream:
        try:
            packed = zipfile.ZipFile(stream)
            parts = check_parts(path, packed)
            digests, pages = read_digests(packed, parts), read_pages(packed, parts)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
            raise ReadError(f"{path}: is no zip that can be read ({error}); fetch it again") from error
        if not any(name.endswith(WARCS) for name in parts):
            raise ReadError(f"{path}: is a zip without WARC archives in it; unpack it and add what it holds")
        for name in sorted(name for name in parts if name.endswith(WARCS)):
            yield from read_part(f"{path}#{name}", packed, parts[name], digests.get(name), pages)


def check_parts(path: str, packed: zipfile.ZipFile) -> Parts:
    """The parts by name. Raises ``ReadError`` where the zip is made to do harm: too many parts, or some that unpack to many times their size."""
    infos = packed.infolist()
    if len(infos) > MOST_PARTS:
        raise ReadError(f"{path}: has {len(infos):,} parts; more than {MOST_PARTS:,} are not read")
    size, unpacked = sum(info.compress_size for info in infos), sum(info.file_size for info in infos)
    if unpacked > max(SMALL, RATIO * size):
        raise ReadError(f"{path}: unpacks to more than {RATIO} times its size; it was not read, as such archives are made to do harm")
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError(f"{path}: is locked with a password; unlock it first")
    return {info.filename: info for info in infos}


def read_digests(packed: zipfile.ZipFile, parts: Parts) -> dict[str, str]:
    """The SHA-256 that the archive's own list gives for its parts."""
    listed = read_json(packed, parts, "datapackage.json")
    resources = listed.get("resources", []) if isinstance(listed, dict) else []
    told = [(str(each.get("path")), str(each.get("hash", ""))) for each in resources if isinstance(each, dict)]
    return {name: digest.removeprefix("sha256:").lower() for name, digest in told if digest.startswith("sha256:")}


def read_json(packed: zipfile.ZipFile, parts: Parts, name: str) -> object:
    if name not in parts or parts[name].file_size > MOST_LISTED:
        return None
    try:
        return cast("object", msgspec.json.decode(packed.read(name)))
    except (msgspec.DecodeError, zipfile.BadZipFile):
        return None


def read_pages(packed: zipfile.ZipFile, parts: Parts) -> frozenset[str]:
    """The addresses of the pages that it lists; none where it lists none, and every page in it counts."""
    addresses: set[str] = set()
    for name in PAGES:
        if name not in parts or parts[name].file_size > MOST_LISTED:
            continue
        for line in packed.read(name).splitlines():
            try:
                page = msgspec.json.decode(line)
            except msgspec.DecodeError:
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                addresses.add(page["url"])
    return frozenset(addresses)


def read_part(where: str, packed: zipfile.ZipFile, info: zipfile.ZipInfo, digest: str | None, pages: frozenset[str]) -> Iterator[Found]:
    """The pages of one WARC part, unpacked beside memory where it is large. One that is not what the list says it is, is not read."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        copy = f"{folder}/part"
        found = hashlib.sha256()
        try:
            with packed.open(info) as part, open(copy, "wb") as out:  # noqa: PTH123 - the name is ours
                while piece := part.read(PIECE):
                    found.update(piece)
                    out.write(piece)
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            yield Skipped(where, f"cannot be unpacked ({error}); fetch the archive again", failed=True)
            return
        if digest is not None and found.hexdigest() != digest:
            yield Skipped(where, "its SHA-256 is not the one in the archive's own list; it was changed since it was packed", failed=True)
            return
        yield from read_warc(where, cast("Open", partial(open_copy, copy)), pages)


def open_copy(name: str) -> BinaryIO:
    return open(name, "rb")  # noqa: PTH123 - whoever reads it closes it
