"""What is withheld, taken out of what leaves the record: names and places out of every text and field, spots moved to the middle of an area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, or_, select

from onrecord.errors import RecordError
from onrecord.merge.nouns import EventGroup
from onrecord.nouns import Claim, Extraction, Place, Report
from onrecord.record.ask import FoundClaim, distance_km
from onrecord.record.coarse import coarsen, find_near, is_finer
from onrecord.record.events import FoundEvent
from onrecord.record.judge_withhold import What
from onrecord.record.judged import find_now
from onrecord.record.judgement import Judgement, find_active
from onrecord.record.masks import NAME_MARK, PLACE_MARK, Mask, Masked, apply_masks, is_held, make_mask, make_strict_mask, make_word_mask
from onrecord.record.parts import ask_all
from onrecord.record.rows import read_claim
from onrecord.record.spans import find_parts
from onrecord.record.store import Record
from onrecord.record.tables import AS_TOLD, claim, claim_text, event, event_claim, judgement, reading
from onrecord.record.words import fold

NEAR_KM = 10.0  # a place so near to a withheld spot gives it away
# Codes, ids and dates: no name stands in them.
PLAIN = frozenset(
    "id event_type stage polarity certainty status kind level rule code published earliest latest language country report claim claims reports one "
    "other origin event program verdict fusion first last captured verification copy_of".split()
)


@dataclass(frozen=True, slots=True)
class HiddenSpot:
    """A spot that is withheld: how coarse it may be told, the claims and versions of reports that tell it, and by which names and points."""

    to: str
    claims: frozenset[str]
    reports: frozenset[str]
    names: frozenset[str]
    points: tuple[tuple[float, float], ...]

    def covers(self, place: Place, told_by: Iterable[str]) -> bool:
        """Whether a place is the spot, or gives it away."""
        if not self.claims.isdisjoint(told_by) or {fold(name) for name in (place.toponym, place.name) if name} & {fold(each) for each in self.names}:
            return True
        if place.lat is None or place.lon is None:
            return False
        return any(distance_km(lat, lon, place.lat, place.lon) <= NEAR_KM for lat, lon in self.points)


@dataclass(frozen=True, slots=True)
class Withheld:
    """All that is withheld of a record at one moment. ``judgements`` are the ids of those that say so."""

    names: tuple[str, ...] = ()
    spots: tuple[HiddenSpot, ...] = ()
    judgements: tuple[str, ...] = ()
    known: dict[str, tuple[tuple[Mask, ...], Masked]] = field(default_factory=dict)

    def masks_for(self, report: Report) -> tuple[tuple[Mask, ...], Masked]:
        """What is to be masked in a report, and its text masked. Of whom it names in full, each word of the name is masked too."""
        if report.id not in self.known:
            told = "\n".join(each for each in (report.text, report.title, report.byline) if each)
            named = [name for name in self.names if (mask := make_mask([name], NAME_MARK)) and is_held(told, mask)]
            places = [name for spot in self.spots if report.id in spot.reports for name in (*spot.names, *find_near(told, spot.points, spot.to))]
            made = (make_mask(self.names, NAME_MARK), make_word_mask(named, NAME_MARK), make_mask(places, PLACE_MARK))
            masks = tuple(mask for mask in made if mask is not None)
            self.known[report.id] = masks, apply_masks(report.text, masks)
        return self.known[report.id]

    def hide_place(self, place: Place, told_by: Sequence[str], reports: Iterable[str]) -> Place:
        """A place as it may be told, in these claims of these reports."""
        names = set(reports)
        for spot in self.spots:
            if (not spot.reports.isdisjoint(names) or not spot.claims.isdisjoint(told_by)) and spot.covers(place, told_by):
                place = coarsen(place, spot.to)
        return place


def read_withheld(record: Record) -> Withheld:
    """All that is withheld now."""
    with record.reading() as connection:
        return find_withheld(connection)


def find_withheld(connection: Connection) -> Withheld:
    active = [each for each in find_active(read_withholding(connection)) if each.verb == "withhold"]
    machine: dict[str, list[Claim]] = {}
    return Withheld(
        names=tuple(each.new for each in active if field_of(each) == "name" and each.new),
        spots=tuple(find_spot(connection, each, machine) for each in active if field_of(each) == "spot"),
        judgements=tuple(each.id for each in active),
    )


def read_withholding(connection: Connection) -> list[Judgement]:
    """The judgements that withhold something, and those that undo, in their order; of a record with many others only these are read whole."""
    concerned = or_(judgement.c.body.contains('"verb":"withhold"'), judgement.c.body.contains('"verb":"undo"'))
    rows = connection.execute(select(judgement.c.body).where(concerned).order_by(judgement.c.number)).all()
    return [msgspec.json.decode(row.body, type=Judgement) for row in rows]


def field_of(each: Judgement) -> What:
    return "name" if each.field == "name" else "spot"


def find_spot(connection: Connection, each: Judgement, machine: dict[str, list[Claim]]) -> HiddenSpot:
    """A spot with all that tells it now: the claims of every event that a claim of the judgement is in.

    Where a claim is read no more, its spot may be told by another: then all claims of its report count.
    """
    now = {anchor: find_now(connection, anchor, machine) for anchor in each.claims}
    lost = {anchor.report for anchor, name in now.items() if name is None}
    names = {name for name in now.values() if name} | {told.id for report in lost for told in machine[report]}
    of_claims = select(event_claim.c.event_id).where(event_claim.c.claim_id.in_(sorted(names)))
    events = connection.execute(select(event.c.id, event.c.body).where(event.c.id.in_(of_claims))).all()
    mates = select(event_claim.c.claim_id).where(event_claim.c.event_id.in_([row.id for row in events]))
    names |= {row.claim_id for row in connection.execute(mates)}
    by_text = {report for row in events for report in msgspec.json.decode(row.body, type=EventGroup).reports}  # also those without a claim
    told = (
        select(AS_TOLD, claim_text.c.machine, reading.c.version_id)
        .select_from(claim)
        .join(claim_text, claim_text.c.seq == claim.c.seq)
        .join(reading, reading.c.id == claim.c.reading_id)
    )
    rows = ask_all(connection, names, lambda some: told.where(claim.c.current == 1, claim.c.id.in_(some)))
    to = each.new or "country"
    places = [found for row in rows for body in (row.told, row.machine) if (found := read_claim(body).place) and is_finer(found, to)]
    return HiddenSpot(
        to=to,
        claims=frozenset(names),
        reports=frozenset(row.version_id for row in rows) | by_text,
        names=frozenset(name for place in places for name in (place.toponym, place.name) if name),
        points=tuple({(place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None}),
    )


def withhold_claims(withheld: Withheld, found: Sequence[FoundClaim]) -> list[FoundClaim]:
    """Claims as they may be published, each with its report."""
    if not withheld.judgements:
        return list(found)
    reports = {each.report.id: hide_report(withheld, each.report) for each in found}
    return [msgspec.structs.replace(each, claim=hide_claim(withheld, each.claim, each.report), report=reports[each.report.id]) for each in found]


def withhold_events(withheld: Withheld, found: Sequence[FoundEvent]) -> list[FoundEvent]:
    """Events as they may be published, each with its reports and their claims."""
    return [hide_event(withheld, each) for each in found] if withheld.judgements else list(found)


def hide_extraction(withheld: Withheld, found: Extraction) -> Extraction:
    """A report with its claims as they may be published."""
    plain = plain_of(found.problems)
    hide(plain, *withheld.masks_for(found.report))
    claims = tuple(hide_claim(withheld, told, found.report) for told in found.claims)
    return Extraction(hide_report(withheld, found.report), claims, msgspec.convert(plain, type(found.problems)) if found.problems else ())


def hide_report(withheld: Withheld, report: Report) -> Report:
    """A report as it may be published: its text masked, and what points into the text pointing to the same words."""
    masks, masked = withheld.masks_for(report)
    plain = plain_of(report)
    plain.pop("text")
    plain["url"] = hide_address(plain["url"], masks)
    hide(plain, masks, masked)
    return msgspec.convert(plain | {"text": masked.text}, Report)


def hide_address(url: str | None, masks: Sequence[Mask]) -> str | None:
    """An address without its path where that has a withheld word; none where the host has one."""
    if url is None or not any(is_held(url, mask) for mask in masks):
        return url
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}/"
    return None if any(is_held(origin, mask) for mask in masks) else origin


def hide_claim(withheld: Withheld, told: Claim, report: Report) -> Claim:
    """A claim as it may be published: its words are those of the masked text."""
    masks, masked = withheld.masks_for(report)
    place = withheld.hide_place(told.place, [told.id], [report.id]) if told.place else None
    plain = plain_of(msgspec.structs.replace(told, place=place))
    is_text = report.text[told.start : told.end] == told.exact
    hide(plain, masks, masked)
    if is_text:
        plain["exact"] = masked.text[plain["start"] : plain["end"]]
    for _, part, words in find_parts(plain):
        if part.get("start") is not None and part.get("end") is not None:
            part[words] = masked.text[part["start"] : part["end"]]
    return msgspec.convert(plain, Claim)


def is_hidden(withheld: Withheld, told: Claim, report: Report) -> bool:
    """Whether a claim is published otherwise than it is."""
    shown = hide_claim(withheld, told, report)
    moved = {"start": told.start, "end": told.end} if shown.exact == told.exact else {}
    return msgspec.structs.replace(shown, **moved) != told


def hide_event(withheld: Withheld, found: FoundEvent) -> FoundEvent:
    """An event as it may be published, with its reports. What its values say of where their words stand goes: they are of several texts."""
    every = {name: withheld.masks_for(extraction.report) for name, extraction in found.extractions.items()}
    masks = tuple({mask.pattern.pattern: mask for each, _ in every.values() for mask in each}.values())
    plain = plain_of(found.event)
    for told in plain["fields"]:
        for value in told["values"]:
            value["place"] = hide_value(withheld, value["place"], [teller["claim"] for teller in value["tellers"]], found)
        told["shown_place"] = hide_value(withheld, told["shown_place"], found.event.claims, found)
    unpoint(plain)
    hide(plain, masks, None)
    copies = plain_of(found.copies)
    for shared in (shared for group in copies for shared in group["copies"]):
        for stretch in shared["stretches"]:
            move_stretch(stretch, every.get(shared["one"]), ("start", "end"))
            move_stretch(stretch, every.get(shared["other"]), ("other_start", "other_end"))
    hide(copies, masks, None)
    extractions = {name: hide_extraction(withheld, extraction) for name, extraction in found.extractions.items()}
    return msgspec.structs.replace(
        found,
        event=msgspec.convert(plain, type(found.event)),
        copies=tuple(msgspec.convert(group, type(kept)) for group, kept in zip(copies, found.copies, strict=True)),
        extractions=extractions,
    )


def hide_value(withheld: Withheld, plain: dict[str, Any] | None, told_by: Sequence[str], found: FoundEvent) -> dict[str, Any] | None:
    if plain is None:
        return None
    shown: dict[str, Any] = plain_of(withheld.hide_place(msgspec.convert(plain, Place), told_by, found.extractions))
    return shown


def plain_of(noun: Any) -> Any:
    """A noun as plain JSON, all of which can be changed in place."""
    return msgspec.json.decode(msgspec.json.encode(noun))


def unpoint(plain: Any) -> None:
    """Takes out where words stand, of all that is in there."""
    for inside in plain.values() if isinstance(plain, dict) else plain:
        if isinstance(inside, dict | list):
            unpoint(inside)
    if isinstance(plain, dict) and "start" in plain and "end" in plain:
        plain["start"] = plain["end"] = None


def move_stretch(stretch: dict[str, Any], known: tuple[tuple[Mask, ...], Masked] | None, names: tuple[str, str]) -> None:
    if known is not None:
        start, end = names
        stretch[start], stretch[end] = known[1].move(stretch[start], is_end=False), known[1].move(stretch[end], is_end=True)


def hide(plain: Any, masks: Sequence[Mask], masked: Masked | None) -> None:
    """Masks every text in there, in place, and moves what points into the report's text."""
    if isinstance(plain, dict):
        if masked is not None and isinstance(plain.get("start"), int) and isinstance(plain.get("end"), int):
            plain["start"], plain["end"] = masked.move(plain["start"], is_end=False), masked.move(plain["end"], is_end=True)
        for key, inside in plain.items():
            if isinstance(inside, str) and key not in PLAIN:
                plain[key] = apply_masks(inside, masks).text
            elif not isinstance(inside, str) and not is_ids(key, inside):
                hide(inside, masks, masked)
    elif isinstance(plain, list):
        for at, inside in enumerate(plain):
            if isinstance(inside, str):
                plain[at] = apply_masks(inside, masks).text
            else:
                hide(inside, masks, masked)


def is_ids(key: str, inside: Any) -> bool:
    """Whether a list is one of ids or codes alone."""
    return key in PLAIN and isinstance(inside, list) and all(isinstance(each, str) for each in inside)


def hide_words(withheld: Withheld, words: str, reports: Iterable[Report]) -> str:
    """Words about some reports, such as a note or an explanation, as they may be published."""
    masks = [mask for report in reports for mask in withheld.masks_for(report)[0]]
    own = make_mask(withheld.names, NAME_MARK)
    return apply_masks(words, [*masks, *([own] if own else [])]).text


def check_written(withheld: Withheld, written: bytes) -> None:
    """Raises ``RecordError`` where what is about to leave has a withheld name in it all the same."""
    mask = make_strict_mask(withheld.names)
    if mask is not None and is_held(written.decode("utf-8", "replace"), mask):
        raise RecordError("the export still has a withheld name in it, so nothing was written; please report this as a fault of onrecord")
