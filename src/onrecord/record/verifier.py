#!/usr/bin/env python3
"""Checks a record with nothing but Python's standard library: ``python verifier.py RECORD [--checkpoint FILE] [--key HEX]``.

RECORD is a SQLite record, or the folder that ``onrecord dump`` wrote. The script needs nothing of onrecord: copy it to wherever the record is to be
checked, read it, and compare it with the one that came with onrecord. Exit status: 0 nothing found, 1 something changed, 2 wrong usage or no record.

What is checked: that every entry of the log has the hash of the one before in it, from the first to the last; that every checkpoint is signed, and
is of an entry that is still there as it was; that every raw file has the bytes of its name; that what was read from it, and what people decided,
is what the log says it was; and that nothing is in the record that the log does not know of.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

NOTHING = "0" * 64
HEADING = "onrecord checkpoint"
Row = Mapping[str, Any]


class Source(Protocol):
    """Where the rows of a record come from."""

    def rows(self, table: str) -> Iterable[Row]:
        """The rows of a table: of ``log`` by number, of ``claim_text`` by reading and number, of ``blob`` with ``sha256`` and ``bytes``."""
        ...


class SqliteSource:
    """A record in a SQLite file, opened for reading only."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("BEGIN")  # one state of the record, whatever is added meanwhile

    def rows(self, table: str) -> Iterator[Row]:
        if table in LATER and not self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            return
        for row in self.connection.execute(f"SELECT * FROM {table} ORDER BY {ORDER[table]}"):
            yield dict(row)


class FolderSource:
    """A record as ``onrecord dump`` wrote it: a file of JSON lines for each table, and a folder of raw files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> Iterator[Row]:
        if table == "blob":
            for file in sorted((self.path / "raw").glob("*/*")):
                yield {"sha256": file.name, "bytes": file.read_bytes()}
            return
        if table in LATER and not (self.path / f"{table}.jsonl").exists():
            return
        with (self.path / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield json.loads(line)


ORDER = {
    "log": "seq",
    "blob": "sha256",
    "version": "id",
    "reading": "id",
    "claim_text": "reading_id, number",
    "judgement": "number",
    "sample": "number",
    "coding": "number",
    "checkpoint": "entries",
    "about": "name",
}
LATER = frozenset({"sample", "coding"})  # tables that records and dumps of older versions lack


def check(source: Source, checkpoint: str | None = None, key: str | None = None) -> Iterator[str]:
    """Everything found to be changed, lost or cut, a line each. Nothing: the record is what its log says.

    ``checkpoint`` is a note that was kept elsewhere; ``key`` the public key, in hexadecimal, that every checkpoint must be signed with.
    """
    hashes: list[str] = []
    entries: dict[str, list[Row]] = {}
    yield from check_log(source.rows("log"), hashes, entries)
    record = next((row["value"] for row in source.rows("about") if row["name"] == "id"), None)
    first = entries.get("begin", [{}])[0]
    if first.get("record") != record:
        yield f"record: is named {record!r}, but its log begins with {first.get('record')!r}"
    notes = [row["note"] for row in source.rows("checkpoint")]
    for note in [*notes, *([checkpoint] if checkpoint else [])]:
        yield from check_note(note, str(first.get("record")), hashes, key)
    yield from check_checkpoints(entries, notes, len(hashes))
    yield from check_raw(source.rows("blob"), [*entries.get("add", []), *entries.get("keep", [])])
    added, read = entries.get("add", []), entries.get("read", [])
    yield from check_rows("report", ((row["id"], digest(row["told"])) for row in source.rows("version")), added, "raw", "told")
    yield from check_versions(source.rows("version"), added)
    for name in ("program", "document"):
        yield from check_rows(f"{name} of reading", ((row["id"], digest(row[name])) for row in source.rows("reading")), read, "reading", name)
    yield from check_rows("claims of reading", digest_claims(source), read, "reading", "digest")
    judgements = ((row["id"], digest(row["body"])) for row in source.rows("judgement"))
    yield from check_rows("judgement", judgements, entries.get("judge", []), "judgement", "digest")
    yield from check_added(source)
    for table, kind in (("sample", "sample"), ("coding", "code")):
        bodies = ((row["id"], digest(row["body"])) for row in source.rows(table))
        yield from check_rows(table, bodies, entries.get(kind, []), table, "digest")


def digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def check_log(rows: Iterable[Row], hashes: list[str], entries: dict[str, list[Row]]) -> Iterator[str]:
    """Walks the chain; gathers the hash of each entry, in the place of its number, and the entries by their kind."""
    before = NOTHING
    for row in rows:
        number, words = row["seq"], row["entry"]
        if number != len(hashes) + 1:
            yield f"log entry {len(hashes) + 1}: is lost; after entry {len(hashes)} comes {number}"
            hashes.extend([""] * (number - len(hashes) - 1))
        if hashlib.sha256(bytes.fromhex(before) + words.encode("utf-8")).hexdigest() != row["hash"]:
            yield f"log entry {number}: its hash is not that of its words and of the entry before; it was changed, or entry {number - 1} was"
        entry = read_entry(words)
        if entry.get("seq") != number:
            yield f"log entry {number}: calls itself {entry.get('seq')!r}; it was changed or moved"
        before = row["hash"] if is_hash(row["hash"]) else NOTHING
        hashes.append(row["hash"])
        entries.setdefault(str(entry.get("kind")), []).append(entry)
    if not hashes:
        yield "log: is empty; a record's log begins with the making of the record"


def read_entry(words: str) -> dict[str, Any]:
    try:
        entry = json.loads(words)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


def is_hash(text: object) -> bool:
    return isinstance(text, str) and len(text) == len(NOTHING) and set(text) <= set("0123456789abcdef")


def check_note(note: str, record: str, hashes: list[str], key: str | None) -> Iterator[str]:
    """Whether a checkpoint is well signed, with ``key`` where one is given, and whether the log still has what it saw."""
    lines, signature = read_note(note)
    where = f"checkpoint of {lines.get('entries', '?')} entries"
    if not lines:
        yield "checkpoint: is no checkpoint of a record"
        return
    if not is_signed(note, lines["key"], signature):
        yield f"{where}: its signature is not that of its words by key {lines['key']}; it was changed"
    if key is not None and lines["key"] != key.lower():
        yield f"{where}: is signed by key {lines['key']}, not by {key.lower()}"
    if lines["record"] != record:
        yield f"{where}: is of another record, {lines['record']}"
        return
    count = int(lines["entries"])
    if count > len(hashes):
        yield f"log entries {len(hashes) + 1} to {count}: are lost; a checkpoint of {lines['at']} saw {count} entries, and {len(hashes)} are there"
    elif hashes[count - 1] != lines["head"]:
        yield f"log: is not the one that the checkpoint of {lines['at']} saw; one of entries 1 to {count} was changed, and the hashes after it remade"


def read_note(note: str) -> tuple[dict[str, str], bytes]:
    """The lines of a checkpoint by their names, and its signature; nothing where it is none."""
    head, _, tail = note.partition("\n\n")
    first, *rest = head.split("\n")
    lines = dict(line.split(": ", 1) for line in rest if ": " in line)
    complete = {"record", "entries", "head", "at", "key"} <= set(lines) and lines["entries"].isdecimal() and int(lines["entries"]) > 0
    if first != HEADING or not complete:
        return {}, b""
    try:
        return lines, b64decode(tail.strip().removeprefix("signature: "), validate=True)
    except (BadBase64, ValueError):
        return lines, b""


def is_signed(note: str, key: str, signature: bytes) -> bool:
    """Whether the words before the empty line, their last line end too, bear the signature of the key."""
    words = note.partition("\n\n")[0] + "\n"
    return is_hash(key) and verify_ed25519(bytes.fromhex(key), words.encode("utf-8"), signature)


def check_checkpoints(entries: Mapping[str, list[Row]], notes: Iterable[str], total: int) -> Iterator[str]:
    """Whether every checkpoint that the log tells of is there, whatever else was cut away with it."""
    there = {read_note(note)[0].get("entries") for note in notes}
    for entry in entries.get("checkpoint", []):
        if str(entry.get("entries")) not in there:
            yield f"checkpoint of {entry.get('entries')} entries: is lost; log entry {entry.get('seq')} tells of it"


def check_raw(blobs: Iterable[Row], told: list[Row]) -> Iterator[str]:
    """Whether each raw file has the bytes of its name, is told of in the log, and is there."""
    names = {entry.get("raw"): entry for entry in told}
    for row in blobs:
        entry = names.pop(row["sha256"], None)
        path = f" ({entry['path']})" if entry else ""
        if hashlib.sha256(row["bytes"]).hexdigest() != row["sha256"]:
            yield f"raw file {row['sha256']}{path}: its bytes were changed"
        if entry is None:
            yield f"raw file {row['sha256']}: the log does not tell of it; it was put in without onrecord"
    for name, entry in names.items():
        yield f"raw file {name} ({entry.get('path')}): is lost; log entry {entry.get('seq')} tells of it"


def check_rows(what: str, rows: Iterable[tuple[str, str]], told: list[Row], name: str, column: str) -> Iterator[str]:
    """Whether each row has the digest that the log tells of it, whether it tells of each, and whether each it tells of is there."""
    names = {entry.get(name): entry for entry in told}
    for key, found in rows:
        entry = names.pop(key, None)
        if entry is None:
            yield f"{what} {key}: the log does not tell of it; it was put in without onrecord"
        elif found != entry.get(column):
            yield f"{what} {key}: was changed; it is not what log entry {entry['seq']} tells of"
    for lost, entry in names.items():
        yield f"{what} {lost}: is lost; log entry {entry['seq']} tells of it"


def check_versions(rows: Iterable[Row], told: list[Row]) -> Iterator[str]:
    """Whether each version is of the report, the day and the file that the log tells of."""
    names = {entry.get("raw"): entry for entry in told}
    for row in rows:
        entry = names.get(row["id"], {})
        for column, name in (("report_id", "report"), ("number", "version"), ("captured", "captured"), ("container", "container"), ("body", "body")):
            if entry and row[column] != entry.get(name):
                yield f"report {row['id']}: its {name} is {row[column]!r}, and log entry {entry['seq']} tells {entry.get(name)!r}"


def digest_claims(source: Source) -> Iterator[tuple[str, str]]:
    """The digest of the claims of each reading: of their JSON, a line each, in their order. A reading of a page may have none.

    Claims that people added stand among them, and are no part of what was read.
    """
    empty = {row["id"] for row in source.rows("reading")}
    read = (row for row in source.rows("claim_text") if row.get("added_by") is None)
    for reading, rows in groupby(read, key=lambda row: str(row["reading_id"])):
        empty.discard(reading)
        yield reading, digest("\n".join(row["machine"] for row in rows))
    yield from ((reading, digest("")) for reading in sorted(empty))


def check_added(source: Source) -> Iterator[str]:
    """Whether each claim that nobody read is one that a judgement added, the same but for where its words stand."""
    added = {row["id"]: read_entry(row["body"]) for row in source.rows("judgement")}
    for row in source.rows("claim_text"):
        if row.get("added_by") is None:
            continue
        told = added.get(row["added_by"], {})
        what = f"claim {row['number']} of reading {row['reading_id']}"
        if told.get("verb") != "add":
            yield f"{what}: says that judgement {row['added_by']} added it, and there is none such; it was put in without onrecord"
        elif unplaced(read_entry(row["machine"])) != unplaced(read_entry(str(told.get("new")))):
            yield f"{what}: is not what judgement {row['added_by']} added"


def unplaced(value: Any) -> Any:
    """A claim without its words and where they stand: they may be others where a page was changed or read again."""
    if isinstance(value, dict):
        return {name: unplaced(inside) for name, inside in value.items() if name not in ("start", "end", "exact", "name", "toponym")}
    return [unplaced(inside) for inside in value] if isinstance(value, list) else value


# Ed25519 by RFC 8032: a point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER_OF_BASE = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def verify_ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature of 64 bytes is that of the message by the holder of the key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    holder, nonce, scalar = decode_point(key), decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    base = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if holder is None or nonce is None or base is None or scalar >= ORDER_OF_BASE:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER_OF_BASE
    return is_same_point(multiply(scalar, base), add_points(nonce, multiply(challenge, holder)))


def decode_point(encoded: bytes) -> Point | None:
    """The point of 32 bytes: y, and in the highest bit whether x is odd. None where the curve has none there."""
    number = int.from_bytes(encoded, "little")
    is_odd, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    squared = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if x * x % P != squared:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != squared or (x == 0 and is_odd):
        return None
    x = P - x if x % 2 != is_odd else x
    return x, y, 1, x * y % P


def add_points(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add_points(total, point)
        point = add_points(point, point)
        scalar >>= 1
    return total


def is_same_point(one: Point, other: Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


NO_RECORD = "{}: is no record; name a SQLite record, or the folder that `onrecord dump` wrote"


def open_source(path: Path) -> Source | None:
    """The record at a path, or None."""
    if path.is_dir() and (path / "log.jsonl").is_file():
        return FolderSource(path)
    if path.is_file():
        source = SqliteSource(path)
        try:
            source.connection.execute("SELECT seq, entry, hash FROM log LIMIT 1")
        except sqlite3.DatabaseError:
            pass
        else:
            return source
    return None


def main() -> int:
    """Checks the record that the command line names; its exit status."""
    parser = argparse.ArgumentParser(description="Checks a record of onrecord with nothing but Python's standard library.")
    parser.add_argument("record", type=Path, help="a SQLite record, or the folder that `onrecord dump` wrote")
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint that was kept elsewhere (`onrecord checkpoint`)")
    parser.add_argument("--key", help="the public key that every checkpoint must be signed with, in hexadecimal")
    given = parser.parse_args()
    source = open_source(given.record)
    if source is None:
        sys.stderr.write(f"{NO_RECORD.format(given.record)}\n")
        return 2
    found = 0
    for line in check(source, given.checkpoint.read_text(encoding="utf-8") if given.checkpoint else None, given.key):
        found += 1
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{given.record}: {f'{found} faults' if found else 'nothing was changed, lost or cut'}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
