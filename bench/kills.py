"""Kills at random moments while reports are added: nothing may be lost, nothing double, and the record must verify clean each time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORTS = 500
KILLS = 200
LONGEST_S = 0.25  # at work before it is killed: some five reports
SEED = 20240913


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Kills of a process that adds 500 reports, on SQLite, and on PostgreSQL where there is a server to start: ``lost``, ``double``, ``faults``."""
    sys.path.insert(0, str(ROOT / "tests"))
    from postgres import find_binaries, make_database, start_server

    with tempfile.TemporaryDirectory() as folder:
        figures = {f"sqlite_{name}": value for name, value in kill_often(str(Path(folder) / "desk.db"), KILLS, REPORTS).items()}
    if (binaries := find_binaries()) is not None:
        with start_server(binaries) as server:
            figures |= {f"postgresql_{name}": value for name, value in kill_often(make_database(server), KILLS, REPORTS).items()}
    return figures


def kill_often(where: str, kills: int, reports: int) -> dict[str, float]:
    """Starts the adding again and again, kills each at a random moment, and checks what is there after each. ``kills``: those that met it at work."""
    from onrecord.record.custody import EngineSource, check_shown
    from onrecord.record.store import open_record
    from onrecord.record.verifier import check

    dice = random.Random(SEED)
    open_record(where, create=True).close()
    start = time.perf_counter()
    figures = {"kills": 0.0, "lost": 0.0, "double": 0.0, "faults": 0.0}
    known = 0
    for _ in range(kills):
        process = start_adding(where, reports)
        assert process.stdout is not None
        process.stdout.readline()  # it is at work
        time.sleep(dice.uniform(0, LONGEST_S))
        figures["kills"] += process.poll() is None
        process.kill()
        process.wait()
        record = open_record(where)
        with record.reading() as connection:
            source = EngineSource(connection)
            figures["faults"] += len([*check(source), *check_shown(connection)])
            found = sum(1 for _ in source.rows("version"))
        record.close()
        figures["lost"] += max(0, known - found)
        known = found
    start_adding(where, reports).communicate()
    figures |= count_whole(where, reports)
    return figures | {"seconds": time.perf_counter() - start}


def start_adding(where: str, reports: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)])}
    command = [sys.executable, str(ROOT / "tests" / "killed.py"), where, str(reports)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)


def count_whole(where: str, reports: int) -> dict[str, float]:
    """At the end: reports that are not there, and rows that are there twice."""
    from sqlalchemy import func, select

    from onrecord.record.store import open_record
    from onrecord.record.tables import claim, reading, version

    record = open_record(where)
    with record.reading() as connection:
        versions = connection.execute(select(func.count()).select_from(version)).scalar_one()
        readings = connection.execute(select(func.count()).select_from(reading)).scalar_one()
        claims = connection.execute(select(func.count()).select_from(claim)).scalar_one()
    record.close()
    return {"lost": float(reports - versions), "double": float(readings - versions + max(0, claims - 3 * reports))}
