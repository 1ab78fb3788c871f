"""Tied reports into copies and events: the parts that bonds tie together, so many reports at a time, each part grouped by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np

from onrecord import merge
from onrecord.bulk.bonds import BUCKET, read_kept
from onrecord.bulk.extra import pyarrow
from onrecord.bulk.numbers import Numbers
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import TABLES, Row, as_json, read_claim, read_report, read_table, write_arrays, write_reason, write_rows
from onrecord.export.events import flatten_event
from onrecord.merge.link import THRESHOLD
from onrecord.merge.nouns import Bond, CopyGroup, EventGroup, Groups
from onrecord.merge.sketch import Card, Sketch
from onrecord.nouns import Extraction
from onrecord.record.event_rows import check_status, find_claims
from onrecord.record.events import FoundEvent

PARTS = "work/links/parts.parquet"
REPORTS_A_LOT = 4_000
MOST_TOGETHER = 20_000  # reports that one part may hold: more take too much memory
LEVELS = (THRESHOLD, 0.5, 0.65, 0.8, 0.9, 0.95)  # strengths at which a part that is too large is cut


class Parted(NamedTuple):
    """How many lots of parts there are, and how many reports stood in parts that had to be cut."""

    lots: int
    cut: int


def find_lots(store: Store, numbers: Numbers) -> Parted:
    """Puts reports that are tied together into one part, and parts into lots, in order."""
    one, other, strength = read_ties(store)
    home = join_tied(len(numbers), one, other)
    sizes = np.bincount(home, minlength=len(numbers)) if len(numbers) else np.empty(0, dtype=np.int64)
    cut = int(sizes[sizes > MOST_TOGETHER].sum())
    for level in LEVELS[1:]:
        large = sizes > MOST_TOGETHER
        if not large.any():
            break
        keep = ~large[home[one]] | (strength >= level)
        one, other, strength = one[keep], other[keep], strength[keep]
        home = join_tied(len(numbers), one, other)
        sizes = np.bincount(home, minlength=len(numbers))
    order = np.argsort(home, kind="stable")
    parts = home[order]
    before = np.searchsorted(parts, parts)  # reports in the parts before each: a part stays whole in the lot in which it begins
    lots = before // REPORTS_A_LOT
    write_arrays(store, PARTS, {"lot": lots, "part": parts, "number": order})
    return Parted(int(lots[-1]) + 1 if len(lots) else 0, cut)


def read_ties(store: Store) -> tuple[Any, Any, Any]:
    """The bonds that hold: both numbers, and how strong each is."""
    tables = [read_table(store, name, ["one", "other", "strength", "holds"]) for name in store.list("work/links/bonds")]
    if not tables:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    table = pyarrow().concat_tables(tables)
    table = table.filter(table["holds"])
    return table["one"].to_numpy(), table["other"].to_numpy(), table["strength"].to_numpy()


def join_tied(size: int, one: Any, other: Any) -> Any:
    """For each number the smallest that ties lead to."""
    home = np.arange(size)
    while True:
        least = np.minimum(home[one], home[other])
        new = home.copy()
        np.minimum.at(new, home[one], least)
        np.minimum.at(new, home[other], least)
        new = new[new]
        if np.array_equal(new, home):
            return home
        home = new


def group_lot(store: Store, numbers: Numbers, lot: int) -> dict[str, int]:
    """Writes the copies and events of a lot; how many there are."""
    table = read_table(store, PARTS, filters=[("lot", "=", lot)])
    part_of = dict(zip(table["number"].to_pylist(), table["part"].to_pylist(), strict=True))
    wanted = np.sort(table["number"].to_numpy())
    cards: dict[int, list[Card]] = defaultdict(list)
    for number, raw in read_kept(store, numbers, wanted):
        cards[part_of[number]].append(msgspec.msgpack.decode(raw, type=Sketch).card)
    bonds = read_bonds(store, wanted, part_of)
    told = read_told(store, numbers, wanted, part_of)
    groups = {part: merge.group(cards[part], bonds[part]) for part in sorted(cards)}
    copies = [row for part in groups for row in write_copies(groups[part])]
    events = [row for part in groups for row in write_events(groups[part], unpack(told[part]))]
    write_rows(store, f"copies/{lot:06}.parquet", TABLES["copies"], sorted(copies, key=lambda row: row["id"]))
    write_rows(store, f"events/{lot:06}.parquet", TABLES["events"], sorted(events, key=lambda row: row["event_id"]))
    return {"copies": len(copies), "events": len(events)}


def read_bonds(store: Store, wanted: Any, part_of: Mapping[int, int]) -> Mapping[int, list[Bond]]:
    """The bonds within each part."""
    bonds: dict[int, list[Bond]] = defaultdict(list)
    for bucket in np.unique(wanted // BUCKET).tolist():
        table = read_table(store, f"work/links/bonds/{bucket:06}.parquet", ["one", "other", "bond"])
        table = table.filter(pyarrow().array(np.isin(table["one"].to_numpy(), wanted)))
        for one, other, raw in zip(table["one"].to_pylist(), table["other"].to_pylist(), table["bond"].to_pylist(), strict=True):
            if part_of.get(other) == part_of[one]:
                bonds[part_of[one]].append(msgspec.msgpack.decode(raw, type=Bond))
    return bonds


Packed = tuple[Row, list[str]]


def read_told(store: Store, numbers: Numbers, wanted: Any, part_of: Mapping[int, int]) -> Mapping[int, list[Packed]]:
    """The rows of the reports of each part, with their claims as JSON."""
    told: dict[int, list[Packed]] = defaultdict(list)
    for shard, rows, inside in numbers.find_rows(wanted):
        of_row = dict(zip(rows.tolist(), inside.tolist(), strict=True))
        is_wanted = pyarrow().compute.field("row").isin(list(of_row))
        claims: dict[int, list[str]] = defaultdict(list)
        table = read_table(store, f"claims/{shard}.parquet", ["row", "claim"], is_wanted)
        for row, body in zip(table["row"].to_pylist(), table["claim"].to_pylist(), strict=True):
            claims[row].append(body)
        for report in read_table(store, f"reports/{shard}.parquet", filters=is_wanted).to_pylist():
            told[part_of[of_row[report["row"]]]].append((report, claims[report["row"]]))
    return told


def unpack(told: Iterable[Packed]) -> dict[str, Extraction]:
    """Extractions by the ids of their reports."""
    return {row["id"]: Extraction(read_report(row), tuple(map(read_claim, claims))) for row, claims in told}


def write_copies(groups: Groups) -> Iterator[Row]:
    """The rows of the groups of copies; a report that shares its text with none has no row."""
    for each in groups.copies:
        if len(each.reports) > 1:
            told = {"origin": each.origin, "origin_reason": each.origin_reason, "reports": list(each.reports)}
            yield {"id": each.id, **told, "copies": as_json(each.copies)}


def write_events(groups: Groups, extractions: Mapping[str, Extraction]) -> Iterator[Row]:
    """The rows of the events that some claim tells."""
    for each in groups.events:
        if any(telling.claims for telling in each.tellings):
            yield write_event(each, extractions, groups.copies)


def write_event(group: EventGroup, extractions: Mapping[str, Extraction], copies: tuple[CopyGroup, ...]) -> Row:
    """The row of an event."""
    inside = {name: extractions[name] for name in group.reports}
    beside = [each for each in copies if not inside.keys().isdisjoint(each.reports)]
    shown = merge.weigh(group, inside | {name: extractions[name] for each in beside for name in each.reports}, beside)
    claims = find_claims(shown, inside)
    stage = Counter(claim.stage for claim in claims).most_common(1)[0][0]
    found = FoundEvent(shown, stage, check_status(shown, claims), None, None, inside, tuple(beside))
    names = {column.name for column in TABLES["events"]}
    cells = {name: value for name, value in flatten_event(found).items() if name in names}
    return cells | {"reports": list(group.reports), "claims": list(shown.claims), "event": as_json(shown)}


def tell_cut(cut: int) -> Row:
    """The problem that parts had to be cut."""
    said = f"{cut:,} reports stand in parts of more than {MOST_TOGETHER:,}; only their strong ties were kept, so some events may be two"
    return write_reason("links", "links", "too-large", said)
