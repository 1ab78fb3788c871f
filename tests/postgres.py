"""A PostgreSQL server of the tests' own: started when first asked for, on a socket in a folder of its own, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USERS = ("postgres", "nobody")  # as whom root runs it: the server refuses to be root
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=20"


def find_binaries() -> Path | None:
    """The folder with the newest server's programs, or None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def find_user() -> str | None:
    """The user to run the server, where it cannot be this one."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in USERS if name in known)


@contextmanager
def start_server(binaries: Path) -> Iterator[str]:
    """A server's address, without the name of a database."""
    user = find_user()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    options = {"user": user} if user else {}
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run([binaries / program, *arguments], cwd=folder, capture_output=True, text=True, check=False, **options)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run("initdb", "--pgdata", str(data), "--username", "onrecord", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
        run("pg_ctl", "start", "--wait", "--silent", "--pgdata", str(data), "--log", str(folder / "log"), "--options", f"{OPTIONS} -k {folder}")
        yield f"postgresql://onrecord@/{{}}?host={quote(str(folder), safe='')}"
        run("pg_ctl", "stop", "--mode", "immediate", "--pgdata", str(data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(server: str) -> str:
    """The address of a new, empty database."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)
