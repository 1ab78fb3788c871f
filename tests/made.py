"""Reports and claims made up for the tests of the record, read from no page, so that a test need not wait for the reader."""

from __future__ import annotations

import hashlib

from onrecord import Claim, Count, EventType, Extraction, Kind, Place, Report, Toll, Voice, When
from onrecord.batch import Outcome
from onrecord.read.items import Item

TOWNS = (("Aldport", 50.0, 30.0), ("Brinmouth", 51.0, 31.0), ("Corran", 10.0, 179.9), ("Dunholm", -33.0, 18.0))


def make_report(raw: bytes, path: str = "made.txt", **told: object) -> Report:
    """A report whose text is its bytes."""
    facts: dict[str, object] = {"outlet": "Harbour Post", "title": "Shells hit the port", "published": "2024-09-13", "language": "en"}
    return Report(id=hashlib.sha256(raw).hexdigest(), text=raw.decode(), path=path, **(facts | told))


def make_claim(report: Report, exact: str, **told: object) -> Claim:
    """A claim whose words stand in the report."""
    start = report.text.index(exact)
    kind = told.pop("event_type", EventType.SHELLING)
    name = hashlib.sha256(f"{report.id}|{start}|{exact}|{kind}".encode()).hexdigest()[:16]
    return Claim(id=name, exact=exact, start=start, end=start + len(exact), event_type=kind, **told)


def make_claims(report: Report) -> tuple[Claim, ...]:
    """A claim a sentence."""
    claims = []
    for number, sentence in enumerate(part for part in report.text.split(". ") if part.strip()):
        town, lat, lon = TOWNS[(len(sentence) + number) % len(TOWNS)]
        claims.append(
            make_claim(
                report,
                sentence,
                attribution=(Voice("the mayor", Kind.GOVERNMENT, cue="said"),) if number % 2 else (),
                place=Place(town, town, lat, lon, "UA", level="town"),
                when=When("2024-09-13", "2024-09-13", "Friday"),
                toll=Toll(killed=Count(number, number, number, "so many")),
            )
        )
    return tuple(claims)


def read_made(item: Item) -> Outcome:
    """Stands in for reading: a claim a sentence."""
    report = make_report(item.raw if item.body is None else item.body, item.path, url=item.url)
    report = Report(**{name: getattr(report, name) for name in report.__struct_fields__} | {"id": item.sha256})
    return Outcome(item.path, Extraction(report, make_claims(report)))


def make_item(words: str, path: str = "made.txt", **told: object) -> Item:
    return Item(path, words.encode(), **told)
