"""WARC archives: each page that was captured is an item, with its address and the moment of its capture.

What is kept of a page is the body as the server sent it, its transfer and compression undone. An archive that unpacks to many times its size is
an attack, or broken: caps on one record and on the whole hold before anything is in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
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
            address = told(record, "WARC-Target-URI").strip("<>")
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
        yield resolve(path, open_archive, places, (address, captured, digest), budget, sha256)


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


def resolve(path: str, open_archive: Open, places: dict[str, int], visit: tuple[str, str | None, str], budget: Budget, container: str) -> Found:
    """A page that was captured again and had not changed: the bytes of the first capture, with the address and the moment of this one."""
    address, captured, digest = visit
    where = f"{path}#{address}"
    if not digest or digest not in places:
        return Skipped(where, f"captured again unchanged, {captured or 'no date'}; the page itself is not in this archive: add the one that has it")
    with open_archive() as stream:
        stream.seek(places[digest])
        for record in walk(path, stream):
            found = read_record(path, record, address, budget, container)
            if isinstance(found, Item):
                return msgspec.structs.replace(found, captured=captured)
            break
    return Skipped(where, "captured again unchanged; its first capture cannot be read", failed=True)
