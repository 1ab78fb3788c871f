"""Reports that came or changed, and are yet to be compared with others."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from onrecord.record.store import Record
from onrecord.record.tables import pending, touched


def mark_pending(connection: Connection, report_id: str) -> None:
    """Notes a report, once."""
    if connection.execute(select(pending).where(pending.c.report_id == report_id)).first() is None:
        connection.execute(insert(pending).values(report_id=report_id))


def has_waiting(record: Record) -> bool:
    """Whether anything is yet to be compared or grouped."""
    with record.reading() as connection:
        return any(connection.execute(select(table).limit(1)).first() is not None for table in (pending, touched))
