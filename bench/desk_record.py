"""A made-up record for the bench of the desk: 50,000 events of two claims each, its rows written as they stand and not by reading pages."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from bench.record import DEEDS, NAMES, SEED, TOWNS
from onrecord.merge.nouns import CopyGroup, EventGroup, Telling
from onrecord.nouns import Claim, Count, EventType, Kind, Place, Report, Toll, Verification, Voice, When
from onrecord.record.rows import index_claim, words_of, write_json
from onrecord.record.store import open_record
from onrecord.record.tables import blob, claim, claim_text, copy_group, event, event_claim, event_name, listing, reading, report, version
from onrecord.record.words import fold_all

EVENTS, CLAIMS_A_REPORT, TELLERS = 50_000, 10, 2
REPORTS = EVENTS * TELLERS // CLAIMS_A_REPORT
AT_ONCE = 500  # reports a transaction
FILLER = " The road to the harbour stayed shut until the evening, and the market did not open on the next day." * 3
TYPES = (EventType.SHELLING, EventType.AIR_STRIKE, EventType.ABDUCTION, EventType.ARREST, EventType.BOMBING)
KINDS = (Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.RESIDENT, Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.WITNESS, Kind.GOVERNMENT)
STATUSES = ("unstated", "unstated", "unverified", "verified", "disputed")
COUNTRIES = ("UA", "RU", "NG", "LB", "CO", "SD", "ML", "PK")
Rows = dict[Table, list[dict[str, Any]]]
TABLES = (blob, report, version, reading, listing, claim, claim_text, copy_group, event, event_claim, event_name)


def make_record(path: Path, events: int = EVENTS) -> None:
    """Writes the record, where it is not there already."""
    if path.exists():
        return
    half = path.with_suffix(".half")
    for left in half.parent.glob(f"{half.name}*"):
        left.unlink()
    record = open_record(half, create=True)
    rng = random.Random(SEED)
    reports = events * TELLERS // CLAIMS_A_REPORT
    for first in range(0, reports, AT_ONCE):
        rows: Rows = {table: [] for table in TABLES}
        for number in range(first, first + AT_ONCE):
            write_report(rows, number, rng)
        with record.writing() as connection:
            for table in TABLES:
                if rows[table]:
                    connection.execute(insert(table), rows[table])
    record.close()  # the last to go writes the log of the database into it
    half.rename(path)


def event_of(number: int, at: int) -> int:
    """The event that a report's claim tells: reports tell in pairs, the odd one what the even one told."""
    return number // TELLERS * CLAIMS_A_REPORT + at


def write_report(rows: Rows, number: int, rng: random.Random) -> None:
    """The rows of a report and its claims; with the second of a pair, those of their events."""
    events = [event_of(number, at) for at in range(CLAIMS_A_REPORT)]
    sentences = [tell(each, number) for each in events]
    text = " ".join(f"{sentence}{FILLER}" for sentence in sentences)
    sha = hashlib.sha256(f"{number}".encode()).hexdigest()
    day = day_of(events[0])
    outlet = f"Outlet {number % 200}"
    told = Report(
        sha, text, f"https://o{number % 200}.example/{number}", outlet, f"What happened in {town_of(events[0])[0]} ({number})", None, day, "en"
    )
    name, at = f"{number:016x}", f"{day}T12:00:00Z"
    rows[blob].append({"sha256": sha, "size": 1, "bytes": b"x"})
    rows[report].append({"id": name, "key": f"url:{number}"})
    rows[version].append(
        {"id": sha, "report_id": name, "number": 1, "current": 1, "added": at, "captured": None, "container": None, "is_teaser": 0, "told": "{}"}
    )
    rows[reading].append(
        {"id": f"{sha[:16]}-1", "version_id": sha, "current": 1, "at": at, "program": "{}", "document": write_json(told), "problems": "[]"}
    )
    head = {"title": told.title, "outlet": outlet, "published": day, "url": told.url, "language": "en", "problems": ""}
    rows[listing].append({"report_id": name, "version_id": sha, "added": at, **head, "words": fold_all((told.title, outlet, told.url))})
    alone = CopyGroup(sha[:16], sha, "alone", (sha,))
    rows[copy_group].append({"version_id": sha, "id": alone.id, "body": write_json(alone)})
    for place, (of_event, sentence) in enumerate(zip(events, sentences, strict=True)):
        made = make_claim(told, sentence, of_event, number, rng)
        key = {"seq": number * CLAIMS_A_REPORT + place + 1, "reading_id": f"{sha[:16]}-1", "number": place}
        columns = {"report_id": name, "current": 1, "standing": 1, "verdict": None, "id": made.id}
        rows[claim].append({**key, **columns, **index_claim(made, told)})
        rows[claim_text].append({**key, "machine": write_json(made), "body": None, "words": words_of(made)})
        rows[event_claim].append({"event_id": event_name_of(of_event), "claim_id": made.id, "version_id": sha})
        if number % TELLERS == 0:
            rows[event].append(write_event(of_event, number, told, made))
            rows[event_name].append({"name": event_name_of(of_event), "event_id": event_name_of(of_event), "version_id": sha})


def event_name_of(number: int) -> str:
    return hashlib.sha256(f"event {number}".encode()).hexdigest()[:16]


def claim_id(number: int, of_event: int) -> str:
    return hashlib.sha256(f"claim {number} {of_event}".encode()).hexdigest()[:16]


def town_of(number: int) -> tuple[str, float, float]:
    name, lat, lon = TOWNS[number * 7 % len(TOWNS)]
    return name, lat * 9.0 - 20 + number % 97 / 100, lon * 31.0 - 60 + number % 89 / 100


def day_of(number: int) -> str:
    return f"{2022 + number % 3}-{number // 3 % 12 + 1:02d}-{number // 36 % 28 + 1:02d}"


def tell(of_event: int, number: int) -> str:
    return f"{DEEDS[of_event % len(DEEDS)]} {town_of(of_event)[0]}, {NAMES[(of_event + number) % len(NAMES)]} said in statement {of_event}."


def make_claim(told: Report, sentence: str, of_event: int, number: int, rng: random.Random) -> Claim:
    start = told.text.index(sentence)
    town, lat, lon = town_of(of_event)
    dead = of_event % 40 + (number % TELLERS if of_event % 5 == 0 else 0)
    who = (of_event + number) % len(NAMES)
    return Claim(
        id=claim_id(number, of_event),
        exact=sentence,
        start=start,
        end=start + len(sentence),
        event_type=TYPES[of_event % len(TYPES)],
        attribution=(Voice(NAMES[who], KINDS[who], cue="said"),),
        verification=Verification(STATUSES[rng.randrange(len(STATUSES))]),
        place=Place(town, town, lat, lon, COUNTRIES[of_event % len(COUNTRIES)], level="town", radius_km=5.0),
        when=When(day_of(of_event), day_of(of_event), "on the day"),
        toll=Toll(killed=Count(dead, dead, dead, str(dead))),
    )


def write_event(of_event: int, number: int, told: Report, made: Claim) -> dict[str, Any]:
    """The row of an event, its second teller the report that comes next."""
    other = hashlib.sha256(f"{number + 1}".encode()).hexdigest()
    name = event_name_of(of_event)
    tellings = (Telling(f"{name}-a", told.id, (made.id,), True), Telling(f"{name}-b", other, (claim_id(number + 1, of_event),), True))
    is_disputed = of_event % 5 == 0
    place, dead = made.place, of_event % 40
    assert place is not None
    return {
        "id": name,
        "body": write_json(EventGroup(name, tellings)),
        "title": f"{DEEDS[of_event % len(DEEDS)]} {place.name}",
        "event_type": made.event_type.value,
        "stage": "happened",
        "verification": made.verification.status,
        "earliest": day_of(of_event),
        "latest": day_of(of_event),
        "day": day_of(of_event),
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "reports": TELLERS,
        "voices": TELLERS,
        "disputed": "killed" if is_disputed else "",
        "disputes": int(is_disputed),
        "place": place.name,
        "level": "town",
        "radius_km": 5.0,
        "killed_low": dead,
        "killed_high": dead + is_disputed,
        "injured_low": None,
        "injured_high": None,
    }


def walk_names() -> Iterator[str]:
    """Ids of events, in an order of no meaning."""
    numbers = list(range(EVENTS))
    random.Random(SEED).shuffle(numbers)
    return map(event_name_of, numbers)
