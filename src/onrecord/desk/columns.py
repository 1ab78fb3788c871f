"""All events in columns, as they are sent: made once, packed once, and again when the record has changed."""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice
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


@dataclass(frozen=True)
class Heads:
    """Words of many, a line for each, in one text: searched in C, where a loop over 50,000 heads would keep all other questions waiting."""

    text: str
    starts: tuple[int, ...]

    @staticmethod
    def of(heads: Iterable[str]) -> Heads:
        lines = [f" {head}\n" for head in heads]
        return Heads("".join(lines), tuple(accumulate(map(len, lines), initial=0)))

    def find(self, words: Sequence[str]) -> Iterator[int]:
        """The numbers of the lines that have all of the words, each at the beginning of one.

        >>> list(Heads.of(["market of dunport", "port of corran", "market of corran"]).find(["mark", "cor"]))
        [2]
        """
        if not words:
            return
        first, *rest = sorted((f" {word}" for word in words), key=len, reverse=True)
        at = self.text.find(first)
        while at != -1:
            number = bisect_right(self.starts, at) - 1
            end = self.starts[number + 1]
            if all(self.text.find(word, self.starts[number], end) != -1 for word in rest):
                yield number
            at = self.text.find(first, end)


@dataclass(frozen=True)
class Sent:
    """What is sent of one state of the record, and the name of the state."""

    etag: str
    plain: bytes
    packed: bytes
    rows: dict[str, Any]

    @cached_property
    def heads(self) -> Heads:
        """What the events are found by: id, title, place."""
        rows = self.rows
        return Heads.of(fold_all(head) for head in zip(rows["id"], rows["title"], rows["place"], strict=True))

    def find(self, words: str, limit: int) -> list[dict[str, Any]]:
        """Events whose title or place has the words, each at the beginning of one, or whose id begins so; those of the latest day first."""
        found = self.heads.find(fold(words).split())
        return [{name: values[number] for name, values in self.rows.items()} for number in islice(found, limit)]


def make_sent(record: Record, etag: str) -> Sent:
    """The columns as they are now."""
    columns = read_columns(record)
    plain = msgspec.json.encode({"etag": etag, **columns})
    types = [columns["types"][number] for number in columns["type"]]
    return Sent(etag, plain, gzip.compress(plain, 4, mtime=0), {name: columns[name] for name in NAMED} | {"type": types})


@dataclass
class Columns:
    """The columns of the state that was last asked for."""

    sent: Sent | None = None
    lock: Lock = field(default_factory=Lock)

    def read(self, record: Record) -> Sent:
        """What is to be sent, made anew where the record has changed."""
        etag = state_of(record)
        with self.lock:
            if self.sent is None or self.sent.etag != etag:
                self.sent = make_sent(record, etag)
            return self.sent

    def warm(self, record: Record) -> None:
        """Makes all of it before anybody asks."""
        _ = self.read(record).heads


def state_of(record: Record) -> str:
    """A name of the record's state: where its log ends, and how many versions are yet to be grouped, which the log does not tell of."""
    with record.reading() as connection:
        entries, head = read_head(connection)
        waiting = connection.execute(select(func.count()).select_from(touched)).scalar_one()
    return f"{entries}-{head[:12]}-{waiting}"
