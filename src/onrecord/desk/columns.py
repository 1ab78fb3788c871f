"""All events in columns, as they are sent: made once, packed once, and again when the record has changed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import func, select

from onrecord.record.event_list import read_columns
from onrecord.record.log import read_head
from onrecord.record.store import Record
from onrecord.record.tables import touched
from onrecord.record.words import fold, fold_all

NAMED = ("id", "title", "day", "place", "country")  # what is shown of an event that was looked for


@dataclass
class Columns:
    """What is sent, the name of the state of the record that it shows, and the words by which an event is found."""

    etag: str = ""
    plain: bytes = b""
    packed: bytes = b""
    heads: tuple[str, ...] = ()
    rows: dict[str, Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def refresh(self, record: Record) -> None:
        """Makes them anew where the record has changed."""
        etag = state_of(record)
        if etag == self.etag:
            return
        with self.lock:
            if etag != self.etag:
                columns = read_columns(record)
                self.plain = msgspec.json.encode({"etag": etag, **columns})
                self.packed = gzip.compress(self.plain, 4, mtime=0)
                self.rows = {name: columns[name] for name in NAMED} | {"type": [columns["types"][number] for number in columns["type"]]}
                self.heads = tuple(f" {fold_all(head)}" for head in zip(columns["id"], columns["title"], columns["place"], strict=True))
                self.etag = etag

    def find(self, words: str, limit: int) -> list[dict[str, Any]]:
        """Events whose title or place has the words, each at the beginning of one, or whose id begins so; those of the latest day first."""
        asked = [f" {word}" for word in fold(words).split()]
        if not asked:
            return []
        found = (number for number, head in enumerate(self.heads) if all(word in head for word in asked))
        return [{name: values[number] for name, values in self.rows.items()} for number in islice(found, limit)]


def state_of(record: Record) -> str:
    """A name of the record's state: where its log ends, and how many versions are yet to be grouped, which the log does not tell of."""
    with record.reading() as connection:
        entries, head = read_head(connection)
        waiting = connection.execute(select(func.count()).select_from(touched)).scalar_one()
    return f"{entries}-{head[:12]}-{waiting}"
