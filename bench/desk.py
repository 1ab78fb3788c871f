"""The desk: how long its API takes at 100,000 claims with 20 clients at once, and how large and quick what the front end starts with is."""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import bench.desk_record
from bench.desk_record import EVENTS, REPORTS, claim_id, event_of, make_record, walk_names
from bench.record import SEED, TOWNS

CACHE = Path(__file__).parents[1] / ".cache"
CLIENTS = 20
SECONDS = 15.0
PAUSE_S = 0.25  # between an answer and the next question of a client that is a person in a hurry
ROUNDS = 5
ASKED = 20  # questions of each kind, to tell their processor time
DEEDS = ("drone", "market", "villagers", '"oil depot"', "abduct*", "soldiers -police", "governor")


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """``busy``: every client asks again as soon as it is answered; ``p95``: each waits a quarter of a second in between.

    ``cpu``: processor time of the server a question, the mean over the kinds; other programs on the machine lengthen it less than they do waiting.
    """
    path = keep_record(EVENTS)
    with open_desk(path) as (process, port, cookie):
        first = time_first(port, cookie)
        index = time_index(port, cookie)
        cpu = time_cpu(process, port, cookie)
        paced, by_route = time_clients(port, cookie, PAUSE_S)
        busy, _ = time_clients(port, cookie, 0.0)
    for route, each in sorted(cpu.items(), key=lambda each: -each[1]):
        print(f"  {route:18} {each * 1000:6.1f} ms of processor time")
    for route, spent in sorted(by_route.items(), key=lambda each: -p95(each[1])):
        print(f"  {route:18} {len(spent):6} asked  p50 {statistics.median(spent) * 1000:7.1f} ms  p95 {p95(spent) * 1000:7.1f} ms")
    return {
        "events": float(EVENTS),
        "claims": float(REPORTS * 10),
        **first,
        **index,
        "api_p50_ms": statistics.median(paced) * 1000,
        "api_p95_ms": p95(paced) * 1000,
        "api_cpu_ms": statistics.mean(cpu.values()) * 1000,
        "api_busy_p95_ms": p95(busy) * 1000,
        "api_busy_per_s": len(busy) / SECONDS,
    }


def p95(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]


def keep_record(events: int) -> Path:
    """Where the made-up record of so many events is, made where it was not there."""
    path = CACHE / f"desk-{events}-{digest()}.db"
    CACHE.mkdir(exist_ok=True)
    make_record(path, events)
    return path


def digest() -> str:
    """A name of the record that the module makes: another module makes another."""
    return hashlib.sha256(Path(bench.desk_record.__file__).read_bytes()).hexdigest()[:8]


@contextmanager
def open_desk(path: Path) -> Iterator[tuple[int, int, str]]:
    """A desk on the record: its process, its port and the cookie of a session."""
    command = [sys.executable, "-m", "onrecord.cli", "desk", str(path), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            found = next(found for line in desk.stdout if (found := re.search(r":(\d+)/\?token=(\S+)", line)))
            port = int(found[1])
            answer = ask(http.client.HTTPConnection("127.0.0.1", port), f"/?token={found[2]}", "")[0]
            yield desk.pid, port, str(answer.getheader("set-cookie")).partition(";")[0]
        finally:
            desk.terminate()


def read_cpu(process: int) -> float:
    """Seconds of processor time that a process has used: what a busy machine does not blur."""
    spent = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def ask(connection: http.client.HTTPConnection, path: str, cookie: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection.request("GET", path, headers={"Cookie": cookie, **headers})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status not in {200, 303, 304}:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return answer, body


def time_first(port: int, cookie: str) -> dict[str, float]:
    """Until the first byte of the first page, on a new connection."""
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        ask(http.client.HTTPConnection("127.0.0.1", port), "/", cookie)
        spent.append(time.perf_counter() - start)
    return {"first_byte_ms": statistics.median(spent) * 1000}


def time_index(port: int, cookie: str) -> dict[str, float]:
    """The columns of all events: made anew, as they are kept, unpacked, and where the browser has them already."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def spend(**headers: str) -> tuple[float, http.client.HTTPResponse, bytes]:
        start = time.perf_counter()
        answer, body = ask(connection, "/api/index", cookie, **headers)
        return time.perf_counter() - start, answer, body

    cold, answer, packed = spend(**{"Accept-Encoding": "gzip"})
    warm = statistics.median(spend(**{"Accept-Encoding": "gzip"})[0] for _ in range(ROUNDS))
    known = statistics.median(spend(**{"If-None-Match": str(answer.getheader("etag"))})[0] for _ in range(ROUNDS))
    plain = spend()[2]
    return {
        "index_cold_ms": cold * 1000,
        "index_warm_ms": warm * 1000,
        "index_known_ms": known * 1000,
        "index_packed_mb": len(packed) / 1e6,
        "index_plain_mb": len(plain) / 1e6,
    }


def time_cpu(process: int, port: int, cookie: str) -> dict[str, float]:
    """Processor time of the server for a question of each kind, one client asking alone, after as many to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    asked: dict[str, list[str]] = defaultdict(list)
    for route, path in islice(walk_questions(0), 12 * ASKED):
        asked[route].append(path)
    spent = {}
    for route, paths in asked.items():
        for path in paths[:3]:
            ask(connection, path, cookie)
        before = read_cpu(process)
        for path in paths:
            ask(connection, path, cookie)
        spent[route] = (read_cpu(process) - before) / len(paths)
    return spent


def time_clients(port: int, cookie: str, pause: float) -> tuple[list[float], dict[str, list[float]]]:
    """What all clients waited, together and by kind of question."""
    end = time.monotonic() + SECONDS
    lock = threading.Lock()
    by_route: dict[str, list[float]] = defaultdict(list)

    def work(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        questions = walk_questions(number)
        time.sleep(number * PAUSE_S / CLIENTS)  # no two people ask at the same moment, again and again
        while time.monotonic() < end:
            route, path = next(questions)
            start = time.perf_counter()
            ask(connection, path, cookie)
            spent = time.perf_counter() - start
            with lock:
                by_route[route].append(spent)
            time.sleep(pause)

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, range(CLIENTS)))
    return [spent for each in by_route.values() for spent in each], by_route


def walk_questions(number: int) -> Iterator[tuple[str, str]]:
    """What a client asks, in turn: lists, words, places, pages of events and reports."""
    rng = random.Random(SEED + number)
    names = list(walk_names())[number::CLIENTS]
    for turn in cycle(range(12)):
        town, lat, lon = TOWNS[rng.randrange(len(TOWNS))]
        event, report = rng.choice(names), f"{rng.randrange(REPORTS):016x}"
        words = quote(f"{rng.choice(DEEDS)} {town}" if rng.random() < 0.7 else rng.choice(DEEDS))
        yield (
            ("events", "/api/events"),
            ("event", f"/api/events/{event}"),
            ("event", f"/api/events/{rng.choice(names)}?rule=range"),
            ("match", f"/api/match?words={words}"),
            ("events: words", f"/api/events?words={words}&type=shelling&type=bombing"),
            ("report", f"/api/reports/{report}"),
            ("reports", "/api/reports"),
            ("reports: words", f"/api/reports?words={quote(town)}&outlet=Outlet%2012"),
            ("events: near", f"/api/events?near={lat * 9 - 20:.2f},{lon * 31 - 60:.2f}&km=60&since=2023-02-01"),
            ("event by claim", f"/api/events/{claim_of(rng.randrange(REPORTS))}"),
            ("find", f"/api/find?q={quote(town)}"),
            ("queue", "/api/queue?order=uncertain"),
        )[turn]


def claim_of(report: int) -> str:
    return claim_id(report, event_of(report, 0))
