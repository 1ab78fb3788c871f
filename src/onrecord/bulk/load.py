"""Tables back into items and extractions, for a record: bytes are checked by their names, and nothing is read twice by the same program."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from onrecord.batch import Outcome
from onrecord.bulk.run import ABOUT, About
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import Row, read_claim, read_report, read_table
from onrecord.errors import UsageError
from onrecord.nouns import Extraction
from onrecord.read.items import Item, Skipped
from onrecord.record.add import Added, Tell, add_all, take_in
from onrecord.record.provenance import describe_program
from onrecord.record.store import Record


class Loaded(NamedTuple):
    """A report as it was read: its bytes, and what was read in them."""

    item: Item
    extraction: Extraction


def is_bulk(where: str) -> bool:
    """Whether a folder holds the tables of a run."""
    return Store(where).has(ABOUT)


def load_all(record: Record, where: str, tell: Tell, *, processes: int | None = None) -> None:
    """Adds the reports that a run kept. They are read again only where another version of the program read them."""
    store = Store(where)
    try:
        about = msgspec.json.decode(store.read(ABOUT), type=About)
    except msgspec.DecodeError as error:
        raise UsageError(f"{where}: was made by another version of onrecord, in another form; make it again from the archives") from error
    found = read_kept(store, tell)
    if about.program != describe_program():
        add_all(record, (each.item for each in found), tell, processes=processes)
        return
    for each in found:
        tell(take_in(record, each.item, Outcome(each.item.path, each.extraction)))


def read_kept(store: Store, tell: Tell) -> Iterator[Loaded]:
    """The reports that were kept, in the order in which they were read. ``tell`` hears of those whose bytes are not what they should be."""
    for name in store.list("reports"):
        rows = read_table(store, name, filters=[("kept", "=", True)]).to_pylist()
        claims = read_claims(store, name.removeprefix("reports/"))
        raw = read_table(store, f"raw/{name.removeprefix('reports/')}") if rows else None
        places = {digest: at for at, digest in enumerate(raw["sha256"].to_pylist())} if raw is not None else {}
        for row in rows:
            found = make_item(row, raw, places)
            if isinstance(found, Skipped):
                tell(Added(found.path, "failed", found.reason))
            else:
                problems = msgspec.json.decode(row["reading_problems"])
                report = msgspec.structs.replace(read_report(row), path=found.path)
                told = {"report": report, "claims": tuple(map(read_claim, claims[row["row"]])), "problems": problems}
                yield Loaded(found, msgspec.convert(told, Extraction, from_attributes=True))


def read_claims(store: Store, name: str) -> dict[int, list[str]]:
    """The claims of each row of a shard, as JSON, in their order."""
    claims: dict[int, list[str]] = defaultdict(list)
    table = read_table(store, f"claims/{name}", ["row", "claim"])
    for row, body in zip(table["row"].to_pylist(), table["claim"].to_pylist(), strict=True):
        claims[row].append(body)
    return claims


def make_item(row: Row, raw: Any, places: dict[str, int]) -> Item | Skipped:
    """The item of a row, its bytes as they were, or why it is none."""
    told = json.loads(row["told"])
    read = {name: bytes(raw["bytes"][places[name]].as_py()) for name in (row["id"], row["body"]) if name in places}
    for name in (row["id"], row["body"]):
        if name is not None and name not in read:
            return Skipped(told["path"], "its bytes are not in the table raw; add the archive itself", failed=True)
        if name is not None and hashlib.sha256(read[name]).hexdigest() != name:
            return Skipped(told["path"], "its bytes in the table raw are not those of its SHA-256; they were changed", failed=True)
    return Item(raw=read[row["id"]], body=read.get(row["body"]), container=row["container"], **told)
