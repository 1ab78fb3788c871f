"""Reports read again, with the rules and models of today, from the bytes that were kept."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from onrecord.batch import Outcome, read_all
from onrecord.read.items import Item
from onrecord.record.add import Added, Tell, read_item, write_reading
from onrecord.record.provenance import describe_program
from onrecord.record.store import Record
from onrecord.record.tables import blob, reading, version


def reread_all(
    record: Record, tell: Tell, *, everything: bool = False, processes: int | None = None, read: Callable[[Item], Outcome] = read_item
) -> None:
    """Reads the current version of every report again, but those that this very program has read; ``everything``: those too."""
    waiting: deque[Item] = deque()

    def find_stale() -> Iterator[Item]:
        for name in list_stale(record, everything=everything):
            with record.reading() as connection:
                item = read_kept(connection, name)
            waiting.append(item)
            yield item

    for outcome in read_all(find_stale(), processes=processes, read=read):
        item = waiting.popleft()
        if outcome.extraction is None:
            tell(Added(item.path, "failed", outcome.reason))
            continue
        with record.writing() as connection:
            write_reading(connection, outcome.extraction, record.clock())
        tell(Added(item.path, "reread", claims=len(outcome.extraction.claims)))


def list_stale(record: Record, *, everything: bool) -> list[str]:
    """Current versions whose current reading is another program's."""
    found = select(version.c.id).join(reading, reading.c.version_id == version.c.id).where(version.c.current == 1, reading.c.current == 1)
    with record.reading() as connection:
        rows = connection.execute((found if everything else found.where(reading.c.program != describe_program())).order_by(version.c.id))
        return [row.id for row in rows]


def read_kept(connection: Connection, name: str) -> Item:
    """An item as it came in: its bytes, what is read of them, and what came with them."""
    kept = connection.execute(select(version.c.told, version.c.body).where(version.c.id == name)).one()
    bytes_of = {row.sha256: row.bytes for row in connection.execute(select(blob).where(blob.c.sha256.in_([name, kept.body or name])))}
    return Item(raw=bytes_of[name], body=bytes_of[kept.body] if kept.body else None, **json.loads(kept.told))
