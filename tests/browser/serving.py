"""A desk as a person starts it: the command, as a process of its own, and the address that it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://[\w.]+:\d+/(?:\?token=[\w-]+)?(?=\s)")
PATIENCE = 60


@dataclass(frozen=True)
class Desk:
    """A running desk: ``entry`` is the address that it printed, with the token that opens it once where it needs no account."""

    entry: str
    record: Path

    @property
    def home(self) -> str:
        return self.entry.partition("?token=")[0].rstrip("/")


def own_environment(settings: Path) -> dict[str, str]:
    """The environment of a process that keeps its settings out of the home of whoever runs the tests."""
    settings.mkdir(parents=True, exist_ok=True)
    there = {name: value for name, value in os.environ.items() if name != "ONRECORD"}
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), there.get("PYTHONPATH"))))
    return {**there, "XDG_CONFIG_HOME": str(settings), "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"}


def run_onrecord(*arguments: str, settings: Path, given: str | None = None) -> str:
    """What a command prints on standard output. Fails with what it printed on standard error."""
    command = [sys.executable, "-m", "onrecord.cli", *arguments]
    done = subprocess.run(command, env=own_environment(settings), capture_output=True, text=True, input=given, check=False, cwd=ROOT)
    assert done.returncode == 0, f"onrecord {' '.join(arguments)}: {done.stderr}"
    return done.stdout


@contextmanager
def serve(record: Path, settings: Path, port: int, *options: str) -> Iterator[Desk]:
    """A desk over a record, stopped at the end."""
    said = settings / f"desk-{port}.txt"
    command = [sys.executable, "-m", "onrecord.cli", "desk", str(record), "--no-open", "--port", str(port), *options]
    with said.open("w") as output:
        process = subprocess.Popen(command, env=own_environment(settings), stdout=output, stderr=subprocess.STDOUT, cwd=ROOT)
    try:
        yield Desk(entry=wait_for_address(process, said), record=record)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_address(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address that the desk prints once it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := ADDRESS.search(said.read_text()):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"the desk did not start: {said.read_text()}")
