"""The record: how quick adding and searching are, how large the file is, and whether adding slows down as it grows."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.batch import Outcome
from onrecord.nouns import Claim, Count, EventType, Extraction, Kind, Party, Place, Report, Toll, Verification, Voice, When
from onrecord.read.items import Item
from onrecord.record.add import add_all
from onrecord.record.ask import Filters, Spot, find_claims
from onrecord.record.store import Record, open_record

CLAIMS_A_REPORT = 10
REPORTS = 10_000  # 100,000 claims
SMALL, LARGE = 1_000, 10_000  # reports in the record where adding is timed
FULL_LARGE = 50_000
TIMED = 300  # reports whose adding is timed at either size
SEED = 20240913
TOWNS = tuple(
    (f"{head}{tail}", lat, lon)
    for lat, head in enumerate(("Ald", "Brin", "Cor", "Dun", "Esk", "Far"))
    for lon, tail in enumerate(("port", "mouth", "ran", "holm"))
)
DEEDS = (
    "Shells fell on the market of",
    "A drone struck an oil depot near",
    "Gunmen abducted five villagers in",
    "Police arrested three men in",
    "A bomb killed soldiers in",
)
NAMES = ("the mayor", "a military spokesman", "police", "residents", "the health ministry", "the Free Bay Brigade", "a witness", "the governor")
QUESTIONS = (
    Filters(words="drone"),
    Filters(words='"oil depot" dunport'),
    Filters(words="abduct*", since="2024-03-01", until="2024-03-31"),
    Filters(words="market -brigade", types=("shelling",)),
    Filters(words="corran soldiers", verification="unverified"),
    Filters(near=Spot(3.0, 2.0, 60)),
    Filters(near=Spot(1.0, 1.0, 300), since="2024-06-01"),
    Filters(voice="ministry", stage="happened"),
    Filters(country="UA", types=("bombing", "arrest")),
    Filters(words="villagers", kind="witness"),
)


def run(data: Path, out: Path | None = None, full: bool = False) -> dict[str, float]:
    """Made-up reports of ten claims each, their claims given. ``growth``: time a report at the larger size over time at the smaller."""
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "desk.db", create=True)
        numbers = iter(range(10**9))
        large = FULL_LARGE if full else LARGE
        spent = {0: time_adding(record, numbers, SMALL)}
        small = time_adding(record, numbers, TIMED)
        time_adding(record, numbers, REPORTS - SMALL - TIMED)
        searches = time_searches(record)
        size = sum(path.stat().st_size for path in Path(folder).glob("desk.db*")) / 1e6
        if large > REPORTS:
            time_adding(record, numbers, large - REPORTS)
        big = time_adding(record, numbers, TIMED)
        record.close()
    return {
        "adds_per_s": SMALL / spent[0],
        "search_p50_ms": statistics.median(searches) * 1000,
        "search_p95_ms": statistics.quantiles(searches, n=20)[-1] * 1000,
        "claims": float(REPORTS * CLAIMS_A_REPORT),
        "file_mb": size,
        "growth": big / small,
        "growth_at": float(large),
    }


def time_adding(record: Record, numbers: Iterator[int], count: int) -> float:
    """Seconds for so many reports more."""
    items = [make_item(next(numbers)) for _ in range(count)]
    started = time.perf_counter()
    add_all(record, items, lambda _: None, processes=1, read=read_made)
    return time.perf_counter() - started


def time_searches(record: Record, rounds: int = 10) -> list[float]:
    """Seconds of each question, asked again and again with other words."""
    times = []
    for _ in range(rounds):
        for question in QUESTIONS:
            started = time.perf_counter()
            find_claims(record, question, limit=50)
            times.append(time.perf_counter() - started)
    return times


def make_item(number: int) -> Item:
    """A report of ten sentences and some more, about as long as a short agency report."""
    dice = random.Random(SEED + number)
    lines = [f"{dice.choice(DEEDS)} {dice.choice(TOWNS)[0]} on day {number}, {dice.choice(NAMES)} said." for _ in range(CLAIMS_A_REPORT)]
    filler = " ".join(f"word{dice.randrange(20_000)}" for _ in range(150))
    return Item(f"{number}.txt", f"{chr(10).join(lines)}\n{filler}".encode(), url=f"https://harbour.example/{number}")


def read_made(item: Item) -> Outcome:
    """The claims that a report was made of."""
    text = item.raw.decode()
    report = Report(
        item.sha256, text, url=item.url, outlet="Harbour Post", title="What happened", published="2024-09-13", language="en", path=item.path
    )
    claims = []
    start = 0
    for number, line in enumerate(text.split("\n")[:CLAIMS_A_REPORT]):
        claims.append(make_claim(report, number, start, line))
        start += len(line) + 1
    return Outcome(item.path, Extraction(report, tuple(claims)))


def make_claim(report: Report, number: int, start: int, line: str) -> Claim:
    dice = random.Random(f"{report.id}{number}")
    town, lat, lon = dice.choice(TOWNS)
    day = f"2024-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}"
    return Claim(
        id=f"{report.id[:12]}{number:04}",
        exact=line,
        start=start,
        end=start + len(line),
        event_type=dice.choice((EventType.SHELLING, EventType.BOMBING, EventType.ABDUCTION, EventType.ARREST)),
        attribution=(Voice(dice.choice(NAMES), dice.choice((Kind.GOVERNMENT, Kind.WITNESS, Kind.POLICE)), "said", None, 0, 3),),
        verification=Verification(dice.choice(("unstated", "unverified"))),
        actors=(Party("gunmen", Kind.ARMED_GROUP, 0, 6),),
        place=Place(town, town, lat + dice.random(), lon + dice.random(), "UA", 1, "town", 5.0, "only one", 0, 4),
        when=When(day, day, "that day", "weekday", 0, 4),
        toll=Toll(killed=Count(number, number, None, "some", 0, 4)),
    )
