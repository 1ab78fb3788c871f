"""Reports a second on one core, the most memory taken, and how long a fresh process needs to its first claims."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.claims import find_gold, read_claims

SECONDS = 20  # of measuring: long enough to smooth out what else the machine does
ROOT = Path(__file__).parents[1]
FIRST_CLAIMS = "import onrecord; onrecord.extract(onrecord.read(b'Shells killed two people in Kherson on Friday, police said.'))"


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Measured in processes of their own, so that nothing loaded before counts. ``reports_per_s`` is by the clock on the wall."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_CLAIMS], check=True, cwd=ROOT)
    startup = time.perf_counter() - started
    child = subprocess.run([sys.executable, "-m", "bench.speed", str(data)], check=True, capture_output=True, text=True, cwd=ROOT)
    figures = json.loads(child.stdout.splitlines()[-1]) | {"startup_s": startup}
    if out is not None:
        out.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return figures


def measure(data: Path) -> dict[str, float]:
    """Reads the claims reports again and again on one core, after one pass to load what is loaded once."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    golds = find_gold(data)
    for gold in golds.values():
        read_claims(gold)
    reports = 0
    started, started_cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - started < SECONDS:
        for gold in golds.values():
            read_claims(gold)
        reports += len(golds)
    wall, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return {"reports_per_s": reports / wall, "reports_per_cpu_s": reports / cpu, "peak_mb": peak}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
