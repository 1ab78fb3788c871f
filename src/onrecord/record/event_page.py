"""All that the record has of one event: its values, its claims, its reports, its media, and who claims or denies it in time order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select

from onrecord import merge
from onrecord.merge.nouns import CopyGroup, Event, Fusion
from onrecord.nouns import Claim, Extraction, Media, ResponsibilityStatus
from onrecord.record.event_names import find_event_id
from onrecord.record.events import FoundEvent, weigh_rows
from onrecord.record.judged import find_now
from onrecord.record.judgement import Judgement
from onrecord.record.parts import ask_all
from onrecord.record.shown import ShownClaim, read_shown
from onrecord.record.store import Record
from onrecord.record.tables import event, judged, judgement, version


class EventSource(msgspec.Struct, frozen=True):
    """A report of an event without its text. ``id`` is the version; ``report`` the report that it is a version of; ``group`` its copies."""

    id: str
    report: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    group: str | None


class EventMedia(msgspec.Struct, frozen=True):
    """A picture, film or sound of a report of the event, the claims of the event that it is said to show, and its caption's words."""

    report: str
    number: int
    media: Media
    claims: tuple[str, ...]
    caption: str | None


class EventResponsibility(msgspec.Struct, frozen=True):
    """Somebody's claim or denial of the deed, or that nobody claims it, with the day of the report that tells it."""

    status: ResponsibilityStatus
    by: str | None
    exact: str
    report: str
    claim: str
    published: str | None


class EventPage(msgspec.Struct, frozen=True):
    """An event with everything beside it."""

    event: Event
    stage: str
    verification: str
    claims: dict[str, ShownClaim]
    reports: dict[str, EventSource]
    copies: tuple[CopyGroup, ...]
    media: tuple[EventMedia, ...]
    responsibility: tuple[EventResponsibility, ...]
    explanation: tuple[str, ...]
    judgements: tuple[Judgement, ...]


def read_event_page(record: Record, name: str, fusion: Fusion) -> EventPage:
    """The page of an event, by its id, one that it had, or that of a claim in it."""
    with record.reading() as connection:
        found_id = find_event_id(connection, name)
        found = weigh_rows(connection, connection.execute(select(event).where(event.c.id == found_id)).all(), fusion)[0]
        claims = read_shown(connection, found.event.claims)
        reports = find_sources(connection, found)
        judgements = read_about(connection, {source.report for source in reports.values()}, claims)
    told = {name: each.claim for name, each in claims.items()}
    return EventPage(
        event=found.event,
        stage=found.stage,
        verification=found.verification,
        claims=claims,
        reports=reports,
        copies=found.copies,
        media=tuple(find_media(found.extractions, told)),
        responsibility=tuple(find_responsibility(found.extractions, claims)),
        explanation=merge.explain(found.event),
        judgements=judgements,
    )


def find_sources(connection: Connection, found: FoundEvent) -> dict[str, EventSource]:
    """The reports of an event, in their order."""
    copied = {report.id: report.copy_of for report in found.event.reports}
    group_of = {name: group.id for group in found.copies for name in group.reports if len(group.reports) > 1}
    kept = select(version.c.id, version.c.report_id)
    names = {row.id: row.report_id for row in ask_all(connection, copied, lambda some: kept.where(version.c.id.in_(some)))}
    sources = {}
    for name, copy_of in copied.items():
        told = found.extractions[name].report
        sources[name] = EventSource(
            id=name,
            report=names[name],
            url=told.url,
            outlet=told.outlet,
            title=told.title,
            byline=told.byline,
            published=told.published,
            language=told.language,
            copy_of=copy_of,
            group=group_of.get(name),
        )
    return sources


def find_media(extractions: Mapping[str, Extraction], claims: Mapping[str, Claim]) -> Iterator[EventMedia]:
    """The media of the event's reports, each with the claims that it is said to show."""
    for name, extraction in extractions.items():
        shows: dict[int, list[str]] = defaultdict(list)
        for told in extraction.claims:
            for number in told.media if told.id in claims else ():
                shows[number].append(told.id)
        text = extraction.report.text
        for number, media in enumerate(extraction.report.media):
            yield EventMedia(name, number, media, tuple(shows[number]), media.caption.of(text) if media.caption else None)


def find_responsibility(extractions: Mapping[str, Extraction], claims: Mapping[str, ShownClaim]) -> list[EventResponsibility]:
    """Claims and denials of responsibility, the first told first."""
    found = [
        EventResponsibility(
            status=each.claim.responsibility.status,
            by=each.claim.responsibility.by,
            exact=each.claim.responsibility.exact or each.claim.exact,
            report=each.report,
            claim=each.claim.id,
            published=extractions[each.report].report.published,
        )
        for each in claims.values()
        if each.claim.responsibility is not None and each.report in extractions
    ]
    return sorted(found, key=lambda each: (each.published or "9", each.claim))


def read_about(connection: Connection, reports: Iterable[str], claims: Mapping[str, object]) -> tuple[Judgement, ...]:
    """Judgements of claims, in the order in which they were made, undone ones and what undid them too."""
    kept = select(judgement.c.number, judgement.c.body).join(judged, judged.c.judgement_id == judgement.c.id)
    bodies = {row.number: row.body for row in ask_all(connection, reports, lambda some: kept.where(judged.c.report_id.in_(some)))}
    every = [msgspec.json.decode(bodies[number], type=Judgement) for number in sorted(bodies)]
    machine: dict[str, list[Claim]] = {}

    def is_about(each: Judgement) -> bool:
        anchors = (*each.claims, *each.others)
        return each.on == "report" or any(anchor.id in claims or find_now(connection, anchor, machine) in claims for anchor in anchors)

    return tuple(each for each in every if is_about(each))
