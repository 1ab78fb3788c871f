"""A record opened: an engine, a writer at a time, readers that wait for none. SQLite by a path, PostgreSQL by a URL."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from onrecord.errors import RecordError
from onrecord.record.log import append
from onrecord.record.tables import about

POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
SQLITE_HEAD = b"SQLite format 3\x00"
APPLICATION_ID = 0x4F4E5243  # "ONRC" in the head of a SQLite file: what `file` and other programs know it by
POOLED = 20  # connections to a file that are kept: each new one would read the schema and its pages again
WAIT_S = 60  # for another writer to be done
NEWEST = "0003"
Clock = Callable[[], str]


def now() -> str:
    """This moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Record:
    """An open record. ``where`` is how the user names it."""

    where: str
    engine: Engine
    clock: Clock = now
    upgraded_from: str | None = None  # the form of its tables before it was opened, where that was an older one

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def id(self) -> str:
        """The name that the record was given when it was made, and that its log begins with."""
        with self.reading() as connection:
            return str(connection.execute(select(about.c.value).where(about.c.name == "id")).scalar_one())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record, whatever is written meanwhile."""
        with told_plainly(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection that may write: all of what it does stands at its end, or nothing."""
        with told_plainly(self.where), self.engine.connect() as connection:
            connection.info["writes"] = True
            try:
                with connection.begin():
                    if not self.is_sqlite:
                        connection.execute(text("LOCK TABLE log IN EXCLUSIVE MODE"))
                    yield connection
            finally:
                connection.info["writes"] = False

    def close(self) -> None:
        """Lets go of the file or the server."""
        self.engine.dispose()


@contextmanager
def told_plainly(where: str) -> Iterator[None]:
    """Turns what the database says into what it means and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise RecordError(f"{where}: {explain(error)}") from error


def explain(error: DBAPIError) -> str:
    """A database's error in plain words."""
    said = str(error.orig).strip().split("\n")[0]
    if "database is locked" in said or "lock timeout" in said:
        return f"another program has been writing to it for {WAIT_S} seconds; wait until it is done, then run this again: nothing is lost or doubled"
    if "readonly database" in said or "read-only transaction" in said or "permission denied" in said:
        return f"cannot be written to ({said}); check its permissions and those of its folder"
    if "disk is full" in said or "No space left" in said:
        return "the disk is full; what was added so far is safe: make room, then run this again"
    if "malformed" in said or "not a database" in said:
        return f"the file is damaged ({said}); restore a copy, or load a dump"
    if isinstance(error, OperationalError):
        return f"the database cannot be used: {said}"
    return f"the database refused: {said}"


def open_record(where: str | Path, *, create: bool = False, begin: bool = True, clock: Clock = now) -> Record:
    """The record at a path, or at the URL of a PostgreSQL database. ``begin=False`` makes one with an empty log, for a dump to fill.

    Raises ``RecordError`` where there is none (unless ``create``), where the file is something else, and where a newer onrecord made it.
    """
    where = str(where)
    engine = open_postgres(where) if where.startswith(POSTGRES) else open_sqlite(where, create=create)
    record = Record(where if engine.url.password is None else engine.url.render_as_string(hide_password=True), engine, clock)
    try:
        record = replace(record, upgraded_from=prepare(record, create=create))
        if begin:
            begin_log(record)
    except BaseException:
        record.close()
        raise
    return record


def open_postgres(where: str) -> Engine:
    try:
        url = make_url(where).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise RecordError(f"{where}: is no address of a database; write it as postgresql://user@host/name") from error
    return create_engine(url, connect_args={"options": f"-c lock_timeout={WAIT_S}s -c timezone=UTC"})


def open_sqlite(where: str, *, create: bool) -> Engine:
    path = Path(where)
    if "://" in where:
        raise RecordError(f"{where}: is no kind of record that onrecord knows; name a file, or a database as postgresql://user@host/name")
    if not path.exists() and not create:
        raise RecordError(f"{where}: there is no record here; make one with: onrecord add PATH... --into {where}")
    if path.is_dir():
        raise RecordError(f"{where}: is a folder, not a record; name a file in it, such as {path / 'record.db'}")
    if not path.parent.is_dir():
        raise RecordError(f"{where}: there is no folder {path.parent}; make it first")
    check_head(path)
    engine = create_engine(f"sqlite:///{path.absolute()}", connect_args={"timeout": WAIT_S}, pool_size=POOLED)
    event.listen(engine, "connect", set_up_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def check_head(path: Path) -> None:
    """Raises where the file is there and is no SQLite file. An empty file is a record that was never begun."""
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_HEAD))
    except OSError as error:
        raise RecordError(f"{path}: cannot be opened ({error.strerror}); check its permissions") from error
    if head and head != SQLITE_HEAD:
        raise RecordError(f"{path}: is not a record but another kind of file; name a record, or a file that is not there yet to make one")
    if not head and not os.access(path, os.W_OK):
        raise RecordError(f"{path}: is empty and cannot be written to; check its permissions")


def set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """Readers beside a writer (WAL), every commit on the disk before it counts, and transactions begun by us alone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:  # a file on a medium that cannot be written to can still be read
            if "readonly" not in str(error):
                raise
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """A writer takes its place at once: two that both read first and then wrote would each wait for the other."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN")


def prepare(record: Record, *, create: bool) -> str | None:
    """Brings the tables to the newest form, made where there are none; the form of those that were older."""
    with record.reading() as connection:
        found = find_schema(connection)
    if found == NEWEST:
        return None
    if found is None and not create:
        raise RecordError(f"{record.where}: is a database, but not a record; name a record, or make one with: onrecord add PATH... --into NEW")
    if found is not None and found > NEWEST:
        raise RecordError(f"{record.where}: was made by a newer onrecord (its tables are of form {found}, this one knows {NEWEST}); upgrade onrecord")
    migrate(record)
    return found


def find_schema(connection: Connection) -> str | None:
    """The form of the tables; None in a database that is empty or another program's."""
    tables = set(inspect(connection).get_table_names())
    if not {"alembic_version", "about", "log"} <= tables:
        if tables and connection.dialect.name == "sqlite":
            raise RecordError(f"{connection.engine.url.database}: is the database of another program, not a record; name another file")
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def migrate(record: Record) -> None:
    """Runs the steps that are missing, all or none."""
    from alembic import command
    from alembic.config import Config

    from onrecord.record.queue import fill_doubts

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with told_plainly(record.where), record.engine.connect() as connection:
        connection.info["writes"] = True
        with connection.begin():
            if not record.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
            if find_schema(connection) == NEWEST:  # somebody else was quicker
                return
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            fill_doubts(connection)


def begin_log(record: Record) -> None:
    """Gives a new record its name, which its log begins with, so that no entry of another record can stand in its place."""
    is_named = select(about.c.value).where(about.c.name == "id")
    with record.reading() as connection:
        if connection.execute(is_named).first() is not None:
            return
    with record.writing() as connection:
        if connection.execute(is_named).first() is None:
            name, at = str(uuid.uuid4()), record.clock()
            connection.execute(about.insert(), [{"name": "id", "value": name}, {"name": "made", "value": at}])
            append(connection, "begin", at, {"record": name})
