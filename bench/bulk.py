"""Bulk against plain processes over the same pages: rates as ratios, natively and on Ray with two workers, and what a worker takes of memory."""

from __future__ import annotations

import os
import resource
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.crawl import make_pages, write_crawl

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache"
PAGES = 20_000
WORKERS = 2
SHARD = 1_000
PLAIN = """
import sys, time
import onrecord
from onrecord.read.inputs import Given, find_items
from onrecord.read.items import Item
from onrecord.record.add import read_item
onrecord.extract(onrecord.read(b"Shells killed two people in Kherson on Friday, police said."))
print("ready", flush=True)
sys.stdin.readline()
started = time.perf_counter()
pages = sum(read_item(found).extraction is not None for found in find_items(sys.argv[1], Given()) if isinstance(found, Item))
print(pages, time.perf_counter() - started, flush=True)
"""


def run(data: Path, out: Path | None = None, pages: int = PAGES) -> dict[str, float]:
    """Pages a second of two plain processes that keep nothing, and of bulk as a share of that: ``read`` without linking, ``whole`` with all."""
    crawls = make_crawls(pages)
    with count_cpu() as plain_cpu:
        plain = measure_plain(crawls[1:])
    figures = {"pages": float(pages), "plain_pages_per_s": plain, "plain_pages_per_cpu_s": pages / plain_cpu[0]}
    with tempfile.TemporaryDirectory() as folder:
        with count_cpu() as native_cpu:
            native = measure_bulk(crawls[0], Path(folder) / "native", pages, [])
        with start_ray() as (address, token):
            on_ray = measure_bulk(crawls[0], Path(folder) / "ray", pages, ["--ray", address], token)
    figures["native_cpu_ratio"] = plain_cpu[0] / native_cpu[0]  # Ray's workers are no children of ours, so theirs cannot be counted
    for name, told in (("native", native), ("ray", on_ray)):
        figures |= {f"{name}_{what}": value for what, value in told.items()}
        figures |= {f"{name}_read_ratio": told["read_pages_per_s"] / plain, f"{name}_whole_ratio": told["whole_pages_per_s"] / plain}
    return figures


@contextmanager
def count_cpu() -> Iterator[list[float]]:
    """Seconds of processor time that the processes took which were started, and ended, meanwhile: what else the machine does changes them little."""
    before, taken = resource.getrusage(resource.RUSAGE_CHILDREN), [0.0]
    yield taken
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken[0] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_crawls(pages: int) -> list[Path]:
    """The crawl, and its halves for the plain processes."""
    names = [CACHE / f"crawl-{pages}{part}.warc.gz" for part in ("", "-odd", "-even")]
    if not all(name.exists() for name in names):
        made = list(make_pages(pages))
        for name, some in zip(names, (made, made[::2], made[1::2]), strict=True):
            write_crawl(name, iter(some))
    return names


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}


def measure_plain(halves: list[Path]) -> float:
    """Pages a second of a plain process a half, both at once, models loaded before."""
    command = [sys.executable, "-c", PLAIN]
    both = [subprocess.Popen([*command, str(half)], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for half in halves]
    for each in both:
        assert each.stdout is not None
        each.stdout.readline()
    started = time.perf_counter()
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    read = [int(each.communicate()[0].split()[0]) for each in both]
    return sum(read) / (time.perf_counter() - started)


def measure_bulk(crawl: Path, out: Path, pages: int, options: list[str], variables: dict[str, str] | None = None) -> dict[str, float]:
    """Rates of one run: ``read`` from the plan to the last shard, the start of the workers included; ``whole`` from the command to its end."""
    shard = ["--shard", str(max(10, min(SHARD, pages // 20)))]
    command = [sys.executable, "-m", "onrecord.cli", "bulk", str(crawl), "--out", str(out), "--workers", str(WORKERS), *shard, *options]
    started, clock = time.perf_counter(), time.time()
    process = subprocess.Popen(command, env=environment() | (variables or {}))
    with watch_memory() as peaks:
        if process.wait() != 0:
            raise SystemExit(f"bulk failed with status {process.returncode}")
    whole = time.perf_counter() - started
    begun = min(file.stat().st_mtime for file in out.glob("done/plan/*"))
    read = max(file.stat().st_mtime for file in out.glob("done/read/*")) - begun
    linked = clock + whole - begun - read
    return {
        "whole_pages_per_s": pages / whole,
        "read_pages_per_s": pages / read,
        "link_s": linked,
        "start_s": begun - clock,
        "worker_peak_mb": max(peaks),
    }


@contextmanager
def watch_memory() -> Iterator[list[float]]:
    """The most memory that any one process of ours that reads pages takes, in MB, while it lasts."""
    peaks, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(1):
            peaks.append(max(map(resident_mb, find_workers()), default=0.0))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        done.set()
        thread.join()


def find_workers() -> list[Path]:
    """Processes in which Daft or Ray runs tasks with our code."""
    return [process for process in Path("/proc").glob("[0-9]*") if is_worker(process)]


def is_worker(process: Path) -> bool:
    try:
        command, variables = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
    except OSError:
        return False
    return str(ROOT / "src").encode() in variables and any(name in command for name in (b"udf_worker", b"UDFActor", b"ray::"))


def resident_mb(process: Path) -> float:
    try:
        told = (process / "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmRSS")), 0.0)


@contextmanager
def start_ray() -> Iterator[tuple[str, dict[str, str]]]:
    """A Ray cluster of this machine's cores for a while: its address, and what a program needs to join it."""
    token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    command = [sys.executable, str(ROOT / "tests" / "ray_head.py"), str(WORKERS)]
    head = subprocess.Popen(command, env=environment() | token, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert head.stdin is not None
    assert head.stdout is not None
    try:
        yield head.stdout.readline().strip(), token
    finally:
        head.stdin.close()
        head.wait(timeout=60)
