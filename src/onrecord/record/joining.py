"""Events kept up to date: a report that came or changed is compared with those worth comparing, and what it touches is grouped anew, no more.

Two passes, each of which a kill leaves whole or undone: reports are compared one a transaction, then what they touch is grouped, one connected
part of the record a transaction. What is still to do stands in ``pending`` and ``touched``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select

from onrecord import merge
from onrecord.merge.nouns import Bond, Constraint, EventGroup, Groups
from onrecord.nouns import Extraction
from onrecord.record.constraints import Tie, read_constraints
from onrecord.record.event_rows import index_event
from onrecord.record.extractions import read_current, read_extractions
from onrecord.record.parts import ask, ask_all
from onrecord.record.pending import mark_pending
from onrecord.record.store import Record
from onrecord.record.tables import bond, copy_group, event, event_claim, event_name, judgement, pending, sketch, sketch_key, touched, version

if TYPE_CHECKING:
    from onrecord.merge import Card, Sketch

Tell = Callable[[int, int], None]


class Rulings(NamedTuple):
    """What people said is one event and what is not, the versions that this ties, and how many judgements there were then."""

    constraints: Sequence[Constraint] = ()
    ties: Sequence[Tie] = ()
    judgements: int = -1


def join_pending(record: Record, tell: Tell = lambda done, total: None) -> int:
    """Brings copies and events up to date with the reports; how many reports had to be compared. ``tell`` hears how far it is."""
    with record.writing() as connection:
        renew_sketches(connection)
        waiting = [row.report_id for row in connection.execute(select(pending.c.report_id).order_by(pending.c.report_id))]
    for done, name in enumerate(waiting):
        tell(done, len(waiting))
        with record.writing() as connection:
            compare_report(connection, name)
    rulings: Rulings | None = Rulings()
    while rulings is not None:
        rulings = group_part(record, rulings)
    return len(waiting)


def renew_rulings(connection: Connection, rulings: Rulings) -> Rulings:
    """The rulings, read anew where somebody has judged meanwhile."""
    count = connection.execute(select(func.count()).select_from(judgement)).scalar_one()
    return rulings if count == rulings.judgements else Rulings(*read_constraints(connection), count)


def renew_sketches(connection: Connection) -> None:
    """Notes the reports whose sketches another version of the merging made: all are compared anew."""
    old = select(version.c.report_id).join(sketch, sketch.c.version_id == version.c.id).where(sketch.c.made_by != merge.MERGE_VERSION)
    for row in connection.execute(old).all():
        mark_pending(connection, row.report_id)


def compare_report(connection: Connection, name: str) -> None:
    """Sketches the current version of a report, and bonds it to those like it, in the place of what stood for it before."""
    versions = [row.id for row in connection.execute(select(version.c.id).where(version.c.report_id == name))]
    touch(connection, {*versions, *find_neighbours(connection, versions)})
    connection.execute(delete(bond).where(or_(bond.c.one.in_(versions), bond.c.other.in_(versions))))
    connection.execute(delete(sketch_key).where(sketch_key.c.version_id.in_(versions)))
    connection.execute(delete(sketch).where(sketch.c.version_id.in_(versions)))
    keep_sketch(connection, read_current(connection, name))
    connection.execute(delete(pending).where(pending.c.report_id == name))


def find_neighbours(connection: Connection, versions: Iterable[str]) -> set[str]:
    """Versions that bonds tie to these, and these where there are any."""
    ends = select(bond.c.one, bond.c.other).where(bond.c.holds == 1)
    rows = ask_all(connection, versions, lambda some: ends.where(or_(bond.c.one.in_(some), bond.c.other.in_(some))))
    return {end for row in rows for end in (row.one, row.other)}


def touch(connection: Connection, versions: Iterable[str]) -> None:
    """Notes versions whose groups are out of date, each once."""
    names = set(versions)
    known = {row.version_id for row in ask_all(connection, names, lambda some: select(touched).where(touched.c.version_id.in_(some)))}
    if new := [{"version_id": name} for name in sorted(names - known)]:
        connection.execute(insert(touched), new)


def keep_sketch(connection: Connection, found: Extraction) -> None:
    """The sketch of a report, its keys, and its bonds."""
    made, name = merge.make_sketch(found), found.report.id
    packed = {"card": msgspec.msgpack.encode(made.card), "body": msgspec.msgpack.encode(made)}
    connection.execute(insert(sketch).values(version_id=name, made_by=merge.MERGE_VERSION, **packed))
    if made.keys:
        connection.execute(insert(sketch_key), [{"key": key, "version_id": name} for key in dict.fromkeys(made.keys)])
    others = read_sketches(connection, merge.find_candidates(made, partial(find_holders, connection)))
    bonds = [found_bond for other in others if (found_bond := merge.compare(made, other)) is not None]
    if bonds:
        rows = [{"one": each.one, "other": each.other, "holds": int(each.holds), "body": msgspec.msgpack.encode(each)} for each in bonds]
        connection.execute(insert(bond), rows)
        touch(connection, {end for each in bonds if each.holds for end in (each.one, each.other)})


def find_holders(connection: Connection, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Which versions have which of the keys."""
    rows = ask_all(connection, keys, lambda some: select(sketch_key.c.key, sketch_key.c.version_id).where(sketch_key.c.key.in_(some)))
    return [(row.key, row.version_id) for row in rows]


def read_sketches(connection: Connection, versions: Iterable[str]) -> list[Sketch]:
    """Sketches of versions, where they have one."""
    rows = ask_all(connection, versions, lambda some: select(sketch.c.body).where(sketch.c.version_id.in_(some)))
    return [msgspec.msgpack.decode(row.body, type=merge.Sketch) for row in rows]


def read_cards(connection: Connection, versions: Iterable[str]) -> list[Card]:
    """The small part of the sketches of versions, where they have one."""
    rows = ask_all(connection, versions, lambda some: select(sketch.c.card).where(sketch.c.version_id.in_(some)))
    return [msgspec.msgpack.decode(row.card, type=merge.Card) for row in rows]


def group_part(record: Record, rulings: Rulings) -> Rulings | None:
    """Groups one connected part of what was touched anew, by the rulings of now, which it gives; None where there was none."""
    with record.writing() as connection:
        first = connection.execute(select(touched.c.version_id).order_by(touched.c.version_id).limit(1)).first()
        if first is None:
            return None
        rulings = renew_rulings(connection, rulings)
        part = find_part(connection, first.version_id, rulings.ties)
        drop_groups(connection, part)
        keep_groups(connection, merge.group(read_cards(connection, part), read_bonds(connection, part), rulings.constraints))
        ask(connection, part, lambda some: delete(touched).where(touched.c.version_id.in_(some)))
    return rulings


def find_part(connection: Connection, start: str, ties: Sequence[Tie]) -> set[str]:
    """All versions that bonds, judgements and the groups that now stand tie to one."""
    part: set[str] = set()
    new = {start}
    while new:
        part |= new
        near = find_neighbours(connection, new) | find_mates(connection, new)
        near |= {end for tie in ties if not new.isdisjoint(tie) for end in tie}
        new = near - part
    return part


def find_mates(connection: Connection, versions: Iterable[str]) -> set[str]:
    """Versions that now stand in one event or one group of copies with these."""
    names = list(versions)
    events = {row[0] for row in ask_all(connection, names, lambda some: select(event_claim.c.event_id).where(event_claim.c.version_id.in_(some)))}
    groups = {row[0] for row in ask_all(connection, names, lambda some: select(copy_group.c.id).where(copy_group.c.version_id.in_(some)))}
    told = ask_all(connection, events, lambda some: select(event_claim.c.version_id).where(event_claim.c.event_id.in_(some)))
    copied = ask_all(connection, groups, lambda some: select(copy_group.c.version_id).where(copy_group.c.id.in_(some)))
    return {row[0] for row in (*told, *copied)}


def drop_groups(connection: Connection, part: set[str]) -> None:
    """The events and groups of copies that stood for a part. Names of events stay until others take them."""
    names = {row[0] for row in ask_all(connection, part, lambda some: select(event_claim.c.event_id).where(event_claim.c.version_id.in_(some)))}
    ask(connection, names, lambda some: delete(event_claim).where(event_claim.c.event_id.in_(some)))
    ask(connection, names, lambda some: delete(event).where(event.c.id.in_(some)))
    ask(connection, part, lambda some: delete(copy_group).where(copy_group.c.version_id.in_(some)))


def read_bonds(connection: Connection, part: set[str]) -> list[Bond]:
    """The bonds within a part."""
    rows = ask_all(connection, part, lambda some: select(bond.c.body).where(bond.c.one.in_(some)))
    return [msgspec.msgpack.decode(row.body, type=Bond) for row in rows]


def keep_groups(connection: Connection, groups: Groups) -> None:
    """Writes groups of copies, and the events that some claim tells."""
    for copies in groups.copies:
        body = msgspec.json.encode(copies).decode()
        connection.execute(insert(copy_group), [{"version_id": name, "id": copies.id, "body": body} for name in copies.reports])
    told = [each for each in groups.events if any(telling.claims for telling in each.tellings)]
    extractions = read_extractions(connection, {name for each in told for name in each.reports})
    for each in told:
        connection.execute(insert(event).values(**index_event(each, extractions, groups.copies)))
        rows = [(telling, name) for telling in each.tellings for name in telling.claims]
        connection.execute(insert(event_claim), [{"event_id": each.id, "claim_id": name, "version_id": telling.report_id} for telling, name in rows])
        keep_names(connection, each)


def keep_names(connection: Connection, group: EventGroup) -> None:
    """Every name under which somebody may know the event: that of each of its tellings, had it been the first."""
    names = {merge.founding_id(telling.id): telling.report_id for telling in group.tellings}
    ask(connection, names, lambda some: delete(event_name).where(event_name.c.name.in_(some)))
    connection.execute(insert(event_name), [{"name": name, "event_id": group.id, "version_id": report} for name, report in names.items()])
