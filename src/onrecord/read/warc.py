"""WARC archives: each page that was captured is an item, with its address and the moment of its capture.

What is kept of a page is the body as the server sent it, its transfer and compression undone. An archive that unpacks to many times its size is
an attack, or broken: caps on one record and on the whole hold before anything is in memory.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import ReadError
from onrecord.read.dates import parse_date
from onrecord.read.items import Container, Found, Item, Skipped

MOST_A_PAGE = 20_000_000  # bytes of one page, unpacked
RATIO = 200  # how many times its size an archive may unpack to
SMALL = 50_000_000  # bytes that any archive may unpack to, however small
PIECE = 1 << 20
FEWEST = 25  # words: a page of an archive with fewer is a menu, a notice or an error
TOO_LARGE = f"larger than {MOST_A_PAGE:,} bytes; no page of news is"
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
TYPES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource | WarcRecordType.conversion
Open = Callable[[], BinaryIO]


class Budget:
    """How much an archive may still unpack to."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.left = max(SMALL, RATIO * size)

    def take(self, size: int, path: str) -> None:
        """Spends some of it. Raises ``ReadError`` where there is none left."""
        self.left -= size
        if self.left < 0:
            raise ReadError(f"{path}: unpacks to more than {RATIO} times its size; the rest was not read, as such archives are made to do harm")


class Again(msgspec.Struct, frozen=True):
    """A page that was captured again and had not changed: where it was, when, and where its first capture stands, if it does."""

    address: str
    captured: str | None
    start: int | None


class Cut(msgspec.Struct, frozen=True):
    """So many records of an archive, from a byte of it on, in so many bytes."""

    start: int
    count: int
    size: int


class Cuts(msgspec.Struct, frozen=True):
    """An archive cut into parts, with its SHA-256. ``reason``: why what comes after the last part cannot be read."""

    sha256: str
    cuts: tuple[Cut, ...]
    again: tuple[Again, ...] = ()
    reason: str | None = None


def read_warc(path: str, open_archive: Open, only: frozenset[str] = frozenset()) -> Iterator[Found]:
    """The pages of an archive, in its order, then those that were captured again unchanged. ``only``: at these addresses, where any are given."""
    with open_archive() as stream:
        sha256, size = measure(stream)
    container = Container(path, sha256, size)
    yield container
    budget = Budget(size)
    places: dict[str, int] = {}
    again: list[tuple[str, str | None, str]] = []
    with open_archive() as stream:
        for record in walk(path, stream):
            address = find_address(record)
            if record.record_type == WarcRecordType.revisit:
                again.append((address, read_date(record), told(record, "WARC-Payload-Digest")))
                continue
            found = read_record(path, record, address, budget, sha256)
            if isinstance(found, Item):
                places.setdefault(told(record, "WARC-Payload-Digest"), record.stream_pos)
                if only and address not in only:
                    found = Skipped(found.path, "a part of a page, not one of the pages that the archive lists")
            if found is not None:
                yield found
    for address, captured, digest in again:
        yield resolve(path, open_archive, Again(address, captured, places.get(digest) if digest else None), budget, sha256)


def find_cuts(path: str, stream: BinaryIO, records: int) -> Cuts:
    """An archive cut after every so many records, none of which is read. It is cut no further than where it begins to unpack to too much."""
    budget = Budget(stream.seek(0, io.SEEK_END))
    stream.seek(0)
    measured = Measured(stream)
    starts: list[int] = []
    places: dict[str, int] = {}
    again: list[tuple[str, str | None, str]] = []
    count, reason = 0, None
    try:
        for record in walk(path, cast("BinaryIO", measured)):
            budget.take(record.content_length, path)
            if count % records == 0:
                starts.append(record.stream_pos)
            count += 1
            digest = told(record, "WARC-Payload-Digest")
            if record.record_type == WarcRecordType.revisit:
                again.append((find_address(record), read_date(record), digest))
            elif digest:
                places.setdefault(digest, record.stream_pos)
    except ReadError as error:
        reason = str(error)
    sha256, size = measured.finish()
    ends = [*starts[1:], size]
    cuts = [Cut(start, min(records, count - at * records), end - start) for at, (start, end) in enumerate(zip(starts, ends, strict=False))]
    return Cuts(sha256, tuple(cuts), tuple(Again(address, captured, places.get(digest)) for address, captured, digest in again), reason)


class Measured:
    """A stream that is measured while it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.digest.update(piece)
        self.size += len(piece)
        return piece

    def tell(self) -> int:
        return self.size

    def finish(self) -> tuple[str, int]:
        """SHA-256 and size of the whole stream, what was not yet read of it too."""
        while self.read(PIECE):
            pass
        return self.digest.hexdigest(), self.size


def read_range(path: str, open_archive: Open, part: tuple[int, int], size: int, container: str) -> Iterator[Found]:
    """The pages of so many records from a byte of an archive on. ``size``: the bytes they stand in, which bound what they may unpack to."""
    start, count = part
    budget = Budget(size)
    with open_archive() as stream:
        stream.seek(start)
        for record in islice(walk(path, stream), count):
            if record.record_type == WarcRecordType.revisit:
                continue
            if (found := read_record(path, record, find_address(record), budget, container)) is not None:
                yield found


def read_again(path: str, open_archive: Open, visit: Again, container: str) -> Found:
    """A page that was captured again unchanged, or why there is none."""
    return resolve(path, open_archive, visit, Budget(0), container)


def find_address(record: WarcRecord) -> str:
    return told(record, "WARC-Target-URI").strip("<>")


def measure(stream: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size of a stream."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def walk(path: str, stream: BinaryIO) -> Iterator[WarcRecord]:
    """The records that may hold pages. Raises ``ReadError`` where the archive is damaged; what came before was read."""
    records = iter(ArchiveIterator(stream, record_types=TYPES, parse_http=False))
    while True:
        at = stream.tell()
        try:
            record = next(records)
        except StopIteration:
            return
        except (OSError, ValueError, EOFError) as error:
            raise ReadError(f"{path}: is damaged or cut short near byte {at:,} ({error}); what stood before was read") from error
        yield record


def told(record: WarcRecord, name: str) -> str:
    """A header of a record, empty where it has none."""
    return record.headers.get(name) or ""


def read_date(record: WarcRecord) -> str | None:
    return parse_date(told(record, "WARC-Date"))


def read_record(path: str, record: WarcRecord, address: str, budget: Budget, container: str) -> Found | None:
    """A captured page as an item, or why it is none; None for what no reader would call a part of the archive's news."""
    where = f"{path}#{address}"
    if not address.lower().startswith(("http://", "https://")):
        return None
    size = record.content_length
    if size > MOST_A_PAGE:
        budget.take(size, path)
        return Skipped(where, TOO_LARGE, failed=True)
    try:
        block = record.reader.read(size)
        budget.take(len(block), path)
        if len(block) < size:
            return Skipped(where, f"the archive is cut short in it: {len(block):,} of {size:,} bytes are there; fetch it again", failed=True)
        record.set_bytes_content(block)
        record.parse_http(auto_decode="all")
        if (reason := why_no_page(record, address)) is not None:
            return Skipped(where, reason)
        raw = read_body(record, path, budget)
    except (OSError, ValueError, EOFError) as error:
        return Skipped(where, f"the record is damaged ({error}); fetch the archive again", failed=True)
    if raw is None:
        return Skipped(where, TOO_LARGE, failed=True)
    if not raw.strip():
        return Skipped(where, "an empty answer")
    return Item(where, raw, body=transcode(raw, record), url=address, captured=read_date(record), container=container, fewest=FEWEST)


def why_no_page(record: WarcRecord, address: str) -> str | None:
    """The reason why an answer of a server is no page of news, or None."""
    if not urlsplit(address).path.strip("/") and not urlsplit(address).query:
        return "a front page, not a report"
    if record.is_http and record.http_headers is not None:
        status = str(record.http_headers.status_code or "")
        if status and status != "200":
            return "an answer that leads on to another address" if status.startswith("3") else f"an answer with status {status}"
    kind = (record.http_content_type or told(record, "Content-Type")).split(";")[0].strip().lower()
    if kind not in PAGES:
        return f"no page: {kind or 'of no type'}"
    return "rules for robots" if address.endswith("/robots.txt") else None


def read_body(record: WarcRecord, path: str, budget: Budget) -> bytes | None:
    """The body, piece by piece; None where it is larger than a page can be."""
    pieces: list[bytes] = []
    size = 0
    while piece := record.reader.read(PIECE):
        size += len(piece)
        budget.take(len(piece), path)
        if size > MOST_A_PAGE:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def transcode(raw: bytes, record: Any) -> bytes | None:
    """The body in UTF-8 where the server named the characters that it is in and the page does not; None where it is read as it is."""
    charset = record.http_charset
    if not charset or b"charset" in raw[:4096].lower() or charset.lower().replace("-", "") == "utf8":
        return None
    try:
        return b"\xef\xbb\xbf" + raw.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return None


def resolve(path: str, open_archive: Open, visit: Again, budget: Budget, container: str) -> Found:
    """A page that was captured again and had not changed: the bytes of the first capture, with the address and the moment of this one."""
    where = f"{path}#{visit.address}"
    if visit.start is None:
        seen = visit.captured or "no date"
        return Skipped(where, f"captured again unchanged, {seen}; the page itself is not in this archive: add the one that has it")
    with open_archive() as stream:
        stream.seek(visit.start)
        for record in walk(path, stream):
            found = read_record(path, record, visit.address, budget, container)
            if isinstance(found, Item):
                return msgspec.structs.replace(found, captured=visit.captured)
            break
    return Skipped(where, "captured again unchanged; its first capture cannot be read", failed=True)
