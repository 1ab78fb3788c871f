"""All events in columns, as they are sent: made once, packed once, and again when the record has changed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from threading import Lock

import msgspec
from sqlalchemy import func, select

from onrecord.record.event_list import read_columns
from onrecord.record.log import read_head
from onrecord.record.store import Record
from onrecord.record.tables import touched


@dataclass
class Columns:
    """What is sent, and the name of the state of the record that it shows."""

    etag: str = ""
    plain: bytes = b""
    packed: bytes = b""
    lock: Lock = field(default_factory=Lock)

    def refresh(self, record: Record) -> None:
        """Makes them anew where the record has changed."""
        etag = state_of(record)
        if etag == self.etag:
            return
        with self.lock:
            if etag != self.etag:
                self.plain = msgspec.json.encode({"etag": etag, **read_columns(record)})
                self.packed, self.etag = gzip.compress(self.plain, 4, mtime=0), etag


def state_of(record: Record) -> str:
    """A name of the record's state: where its log ends, and how many versions are yet to be grouped, which the log does not tell of."""
    with record.reading() as connection:
        entries, head = read_head(connection)
        waiting = connection.execute(select(func.count()).select_from(touched)).scalar_one()
    return f"{entries}-{head[:12]}-{waiting}"
