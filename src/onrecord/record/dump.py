"""A whole record as plain files, and back: raw files under their names, every other table as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from onrecord.errors import RecordError
from onrecord.record.listing import keep_listing
from onrecord.record.log import append
from onrecord.record.pending import mark_pending
from onrecord.record.store import Record
from onrecord.record.tables import KEPT, blob, log, report

FORM = "onrecord dump 2"
SINCE_2 = frozenset({"sample", "coding"})  # tables that a dump of form 1 lacks
PAGE = 500


def dump_record(record: Record, folder: Path) -> int:
    """Writes everything into a new or empty folder; how many rows. The dump is an entry of the log, and in the dump."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecordError(f"{folder}: is there and not empty; name a folder that is not there yet")
    with record.writing() as connection:
        append(connection, "export", record.clock(), {"what": "record", "format": FORM, "asked": {}, "rows": None, "sha256": None, "rule": None})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with record.reading() as connection:
            rows = sum(dump_raw(connection, folder) if table is blob else dump_table(connection, table, folder) for table in KEPT)
        (folder / "README.txt").write_text(README, encoding="utf-8")
    except OSError as error:
        raise RecordError(f"{folder}: cannot be written ({error.strerror}); check its permissions and the room on the disk") from error
    return rows


README = f"""{FORM}

The whole of a record. log.jsonl is its log, an entry a line with its hash; checkpoint.jsonl its signed checkpoints; raw/ every file and page as
it came, named by its SHA-256; the other files are its tables, a row a line.

Check it: python verifier.py FOLDER (the script is printed by: onrecord verify --script). Make a record of it: onrecord load FOLDER --into FILE.
"""


def dump_table(connection: Connection, table: Table, folder: Path) -> int:
    """A table as JSON lines, in the order of its key."""
    count = 0
    with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for row in walk_rows(connection, table):
            out.write(f"{json.dumps(row, ensure_ascii=False)}\n")
            count += 1
    return count


def walk_rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table, plain, in an order that does not depend on the engine."""
    rows = connection.execution_options(stream_results=True, yield_per=PAGE).execute(select(table).order_by(*table.primary_key))
    for row in rows.mappings():
        yield dict(row)


def dump_raw(connection: Connection, folder: Path) -> int:
    """Each raw file under its name, those of like beginning in a folder of their own."""
    names = [row.sha256 for row in connection.execute(select(blob.c.sha256).order_by(blob.c.sha256))]
    for name in names:
        home = folder / "raw" / name[:2]
        home.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(connection.execute(select(blob.c.bytes).where(blob.c.sha256 == name)).scalar_one())
    return len(names)


def load_record(record: Record, folder: Path) -> int:
    """Fills a record that was just made with what a dump holds, all or nothing; how many rows. Events are to be joined anew."""
    if not (folder / "log.jsonl").is_file():
        raise RecordError(f"{folder}: is no dump of a record; name the folder that `onrecord dump` wrote")
    with record.writing() as connection:
        if connection.execute(select(log.c.seq).limit(1)).first() is not None:
            raise RecordError(f"{record.where}: is a record with something in it; load a dump into a new one")
        try:
            rows = sum(load_raw(connection, folder) if table is blob else load_table(connection, table, folder) for table in KEPT)
        except OSError as error:
            raise RecordError(f"{folder}: the dump cannot be read ({error}); copy it again") from error
        except (ValueError, TypeError, KeyError) as error:
            raise RecordError(f"{folder}: the dump is damaged ({error}); `onrecord verify {folder}` says where") from error
        for row in connection.execute(select(report.c.id)).all():
            keep_listing(connection, row.id)
            mark_pending(connection, row.id)
    return rows


def load_table(connection: Connection, table: Table, folder: Path) -> int:
    """The rows of a table from JSON lines."""
    count, waiting = 0, []
    if table.name in SINCE_2 and not (folder / f"{table.name}.jsonl").exists():
        return 0
    with (folder / f"{table.name}.jsonl").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            waiting.append(json.loads(line))
            if len(waiting) == PAGE:
                connection.execute(insert(table), waiting)
                count, waiting = count + PAGE, []
    if waiting:
        connection.execute(insert(table), waiting)
    return count + len(waiting)


def load_raw(connection: Connection, folder: Path) -> int:
    """The raw files, each by its name, as it is: whether it has the bytes of its name, `onrecord verify` says."""
    count = 0
    for file in sorted((folder / "raw").glob("*/*")):
        raw = file.read_bytes()
        connection.execute(insert(blob).values(sha256=file.name, size=len(raw), bytes=raw))
        count += 1
    return count
