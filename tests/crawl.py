"""Small crawls for the tests of bulk: pages of invented news in archives, some of them made to do harm."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow
import pyarrow.parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FILLER = "The harbour was quiet in the evening, and the ferry went at its hour. Children played by the quay, and the bakery sold its loaves."
STRIKE = (
    "Shells struck the market of Kherson on Friday, killing {killed} people, the mayor, Andriy Koval, said. Rescue workers searched all night. "
    "The hospital took in eleven wounded, its director said, and asked for blood. Trams stood still along the river, and shops were shut."
)
FERRY = (
    "Gunmen shot dead two fishermen on a boat off Lindi on Tuesday, police said. No group claimed responsibility. It drifted ashore near a hamlet "
    "whose elders told reporters that they knew both men, and that the sea there had been safe for many years."
)
QUIET = "The choir of Aldport sang on the market square, and the baker gave away bread. " + FILLER


def make_page(title: str, text: str) -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>".encode()


def make_pages(count: int) -> list[tuple[str, bytes]]:
    """So many pages, one in three with claims; two of those are one text."""
    texts = [STRIKE.format(killed="three"), FERRY, STRIKE.format(killed="four"), STRIKE.format(killed="three") + " It rained."]
    pages = []
    for number in range(count):
        text = texts[number // 3 % len(texts)] if number % 3 == 0 else f"{QUIET} Page {number} of the day says no more than that."
        pages.append((f"https://post{number % 5}.example/news/{number}", make_page(f"News of the day {number}", text)))
    return pages


def write_warc(path: Path, pages: Iterable[tuple[str, bytes]]) -> Path:
    """An archive, each record compressed by itself."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "tests"}))
        for number, (address, page) in enumerate(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            told = {"WARC-Date": f"2024-09-13T{number % 24:02}:00:00Z"}
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=headers, warc_headers_dict=told)
            )
    return path


def write_parquet(path: Path, pages: Iterable[tuple[str, bytes]], column: str = "html") -> Path:
    """Pages as a table."""
    addresses, raw = zip(*pages, strict=True)
    pyarrow.parquet.write_table(pyarrow.table({"url": list(addresses), column: list(raw)}), path, row_group_size=3)
    return path


def make_record(address: str, body: bytes, length: int | None = None) -> bytes:
    """One record of an archive that may lie about its length."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-09-13T00:00:00Z\r\nContent-Type: application/http"
    return f"{head}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def write_hostile(folder: Path) -> None:
    """Archives that are cut short, lie about lengths, unpack to too much, or are no archives."""
    good = make_record("https://good.example/1", make_page("Good", STRIKE.format(killed="two")))
    (folder / "lies.warc").write_bytes(good + make_record("https://lies.example/2", b"<p>short</p>", 10_000_000))
    bomb = make_record("https://bomb.example/1", b"<html>" + b" " * 70_000_000)
    (folder / "bomb.warc.gz").write_bytes(gzip.compress(good) + gzip.compress(bomb) + gzip.compress(good))
    (folder / "cut.warc.gz").write_bytes(gzip.compress(good) + gzip.compress(good)[:-40])
    (folder / "other.warc").write_bytes(b"this is no archive")
    (folder / "other.parquet").write_bytes(b"PAR1 this is no table PAR1")
    write_parquet(folder / "large.parquet", [("https://large.example/1", b"x" * 20_000_001), *make_pages(2)])
    pyarrow.parquet.write_table(pyarrow.table({"address": ["a"]}), folder / "nothing.parquet")
