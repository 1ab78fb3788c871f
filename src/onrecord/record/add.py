"""Reports into the record: each in one transaction with its raw bytes, its claims and its log entries, so that a kill leaves all of it or nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, insert, select, update

import onrecord
from onrecord.batch import Outcome, come_of, read_all
from onrecord.nouns import Extraction, Report
from onrecord.read.items import Container, Found, Item, Skipped, contain
from onrecord.record.identity import key_of, report_id
from onrecord.record.listing import keep_listing
from onrecord.record.log import append, canonical, printable, sha256_of
from onrecord.record.pending import mark_pending
from onrecord.record.provenance import describe_program
from onrecord.record.rows import Row, index_claim, words_of, write_json
from onrecord.record.settle import settle_report
from onrecord.record.store import Record
from onrecord.record.tables import blob, claim, claim_text, reading, report, version

What = Literal["added", "changed", "known", "reread", "skipped", "failed"]


class Added(NamedTuple):
    """What came of one item: ``changed`` is a new version of a report that the record has."""

    path: str
    what: What
    reason: str | None = None
    claims: int = 0


Tell = Callable[[Added], None]
TOLD = ("path", "url", "outlet", "title", "byline", "published", "captured", "seen")


def read_item(item: Item) -> Outcome:
    """What comes of reading an item, whatever happens. What the item says of itself outranks what its bytes say."""

    def read() -> Extraction:
        source = item.raw if item.body is None else item.body
        found = onrecord.read(source, published=item.published, outlet=item.outlet, url=item.url, captured=item.captured or item.seen)
        told = {name: value for name in ("title", "byline") if (value := getattr(item, name)) is not None}
        return onrecord.extract(msgspec.structs.replace(found, id=item.sha256, path=item.path, **told))

    return come_of(item.path, read)


def add_all(record: Record, found: Iterable[Found], tell: Tell, *, processes: int | None = None, read: Callable[[Item], Outcome] = read_item) -> None:
    """Adds what is new among the items, read over all cores and written one at a time; ``tell`` hears of each."""
    containers: dict[str, Container] = {}
    waiting: deque[Item] = deque()

    def new_items() -> Iterator[Item]:
        for thing in found:
            if isinstance(thing, Container):
                containers[thing.sha256] = thing
            elif isinstance(thing, Skipped):
                tell(Added(thing.path, "failed" if thing.failed else "skipped", thing.reason))
            elif is_known(record, thing.sha256):
                tell(Added(thing.path, "known"))
            else:
                waiting.append(thing)
                yield thing

    for outcome in read_all(new_items(), processes=processes, read=read):
        item = waiting.popleft()
        tell(take_in(record, item, outcome, containers.get(item.container or "")))
        for name in [name for name in containers if name != item.container and name not in {other.container for other in waiting}][:-1]:
            del containers[name]  # the last one may have items still to come


def is_known(record: Record, sha256: str) -> bool:
    """Whether the record has a version of those bytes."""
    with record.reading() as connection:
        return connection.execute(select(version.c.id).where(version.c.id == sha256)).first() is not None


def take_in(record: Record, item: Item, outcome: Outcome, container: Container | None = None) -> Added:
    """Writes one item with its outcome, unless there is nothing of a report in it."""
    if outcome.extraction is None:
        return Added(item.path, "failed", outcome.reason)
    if (reason := why_no_report(item, outcome.extraction.report)) is not None:
        return Added(item.path, "skipped", reason)
    with record.writing() as connection:
        if connection.execute(select(version.c.id).where(version.c.id == item.sha256)).first():
            return Added(item.path, "known")
        if item.is_teaser and has_page(connection, key_of(outcome.extraction.report.url, item.sha256)):
            return Added(item.path, "skipped", HAS_PAGE)
        number = write_version(connection, item, outcome.extraction.report, container, record.clock())
        write_reading(connection, outcome.extraction, record.clock())
    return Added(item.path, "changed" if number > 1 else "added", claims=len(outcome.extraction.claims))


HAS_PAGE = "a few lines about a page that the record has"


def has_page(connection: Connection, key: str) -> bool:
    """Whether the record has the page itself of a report, and not just a few lines about it."""
    page = select(version.c.id).where(version.c.report_id == report_id(key), version.c.current == 1, version.c.is_teaser == 0)
    return connection.execute(page).first() is not None


def why_no_report(item: Item, found: Report) -> str | None:
    """The reason why a page that could be read is no report, or None."""
    if found.text.strip():
        words = len(found.text.split())
        return f"no report in it: fewer than {item.fewest} words" if words < item.fewest else None
    return next((problem.message for problem in found.problems if problem.code == "no-text"), "no words of a report were found")


def write_version(connection: Connection, item: Item, found: Report, container: Container | None, at: str) -> int:
    """Keeps the bytes and makes them the current version of their report; the number of the version."""
    key = key_of(found.url, item.sha256)
    name = report_id(key)
    before = connection.execute(select(func.max(version.c.number)).where(version.c.report_id == name)).scalar()
    number = (before or 0) + 1
    if before is None:
        connection.execute(insert(report).values(id=name, key=printable(key)))
    is_current = not has_later(connection, name, item.captured)
    if before is not None and is_current:
        set_aside(connection, name)
    if container is not None:
        keep_container(connection, container, at)
    keep_bytes(connection, item.sha256, item.raw)
    body = keep_body(connection, item, at)
    told = write_told(item)
    row = {"id": item.sha256, "report_id": name, "number": number, "current": int(is_current), "is_teaser": int(item.is_teaser), "added": at}
    came = {"captured": item.captured, "container": item.container, "body": body}
    connection.execute(insert(version).values(**row, **came, told=told))
    where = {"path": printable(item.path), "url": printable(found.url) if found.url else None, "size": len(item.raw)}
    append(connection, "add", at, {"report": name, "version": number, "raw": item.sha256, **where, **came, "told": sha256_of(told)})
    return number


def has_later(connection: Connection, name: str, captured: str | None) -> bool:
    """Whether the record has a version of the report that was captured later: an old archive tells what a page was, not what it is."""
    if captured is None:
        return False
    later = select(version.c.id).where(version.c.report_id == name, version.c.current == 1, version.c.captured > captured)
    return connection.execute(later).first() is not None


def set_aside(connection: Connection, name: str) -> None:
    """What stood of a report stands no longer."""
    connection.execute(update(claim).where(claim.c.report_id == name, claim.c.current == 1).values(current=0, standing=0))
    connection.execute(update(version).where(version.c.report_id == name).values(current=0))


def keep_container(connection: Connection, container: Container, at: str) -> None:
    """Keeps a file that held items, once, unless it is an archive, of which only the name is known."""
    if container.raw is None or connection.execute(select(blob.c.sha256).where(blob.c.sha256 == container.sha256)).first():
        return
    keep_bytes(connection, container.sha256, container.raw)
    append(connection, "keep", at, {"raw": container.sha256, "path": printable(container.path), "size": container.size})


def keep_body(connection: Connection, item: Item, at: str) -> str | None:
    """The SHA-256 of what is read of an item, kept beside its raw bytes where it is something else."""
    if item.body is None or item.body == item.raw:
        return None
    body = contain(item.path, item.body)
    keep_container(connection, body, at)
    return body.sha256


def write_told(item: Item) -> str:
    """What came with an item beside its bytes, so that it can be read again as it was read."""
    return canonical({name: printable(value) if (value := getattr(item, name)) is not None else None for name in TOLD})


def keep_bytes(connection: Connection, sha256: str, raw: bytes) -> None:
    """The bytes under their name, unless they are there."""
    if connection.execute(select(blob.c.sha256).where(blob.c.sha256 == sha256)).first() is None:
        connection.execute(insert(blob).values(sha256=sha256, size=len(raw), bytes=raw))


def write_reading(connection: Connection, extraction: Extraction, at: str) -> None:
    """The claims that this program reads in a version, made current in the place of those that were."""
    found, program = extraction.report, describe_program()
    kept = select(version.c.report_id, version.c.number, version.c.current).where(version.c.id == found.id)
    name, number, is_current = connection.execute(kept).one()
    passes = connection.execute(select(func.count()).select_from(reading).where(reading.c.version_id == found.id)).scalar_one()
    this = f"{found.id[:16]}-{passes + 1}"
    row = {"id": this, "version_id": found.id, "current": 1, "at": at, "program": program}
    if passes:
        connection.execute(update(reading).where(reading.c.version_id == found.id).values(current=0))
        old = select(reading.c.id).where(reading.c.version_id == found.id)
        connection.execute(update(claim).where(claim.c.reading_id.in_(old), claim.c.current == 1).values(current=0, standing=0))
    document = write_json(found)
    connection.execute(insert(reading).values(**row, document=document, problems=write_json(extraction.problems)))
    machine = write_claims(connection, extraction, {"reading_id": this, "report_id": name, "current": is_current, "standing": is_current})
    digests = {"program": sha256_of(program), "document": sha256_of(document), "digest": sha256_of("\n".join(machine))}
    append(connection, "read", at, {"reading": this, "raw": found.id, "version": number, "claims": len(machine), **digests})
    settle_report(connection, name)
    keep_listing(connection, name)
    mark_pending(connection, name)


def write_claims(connection: Connection, extraction: Extraction, state: Row) -> list[str]:
    """The claims of a reading, in their order, as JSON."""
    first = (connection.execute(select(func.max(claim.c.seq))).scalar() or 0) + 1
    machine = [write_json(told) for told in extraction.claims]
    keys = [{"seq": first + number, "reading_id": state["reading_id"], "number": number} for number in range(len(machine))]
    if keys:
        columns = [index_claim(told, extraction.report) for told in extraction.claims]
        told_of = zip(keys, extraction.claims, columns, strict=True)
        connection.execute(insert(claim), [{**key, **state, **row, "verdict": None, "id": told.id} for key, told, row in told_of])
        texts = zip(keys, extraction.claims, machine, strict=True)
        connection.execute(insert(claim_text), [{**key, "machine": text, "body": None, "words": words_of(told)} for key, told, text in texts])
    return machine
