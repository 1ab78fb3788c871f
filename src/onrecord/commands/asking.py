"""``onrecord claims`` and ``search``: what is in a record, in tables for people and in formats for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.filters import Asked, filtered
from onrecord.commands.output import Output, printed
from onrecord.commands.terminal import InRecord, opened

if TYPE_CHECKING:
    from onrecord.record.ask import Filters
    from onrecord.record.compare import Version
    from onrecord.record.store import Record

SHOWN = 50  # in a table, unless more is asked for
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help='Words, a "phrase", the beginn* of a word, -none of a word.')]


@printed
@filtered
def claims(asked: Asked, output: Output, words: Words = None) -> None:
    """Claims of the record: with these words, or all; the latest day first.

    A word may stand in the claim's words, or in the names of who did it, who says it and where; case and accents do not count.
    """
    with opened(asked.record) as record:
        filters = asked.make_filters(words=" ".join(words) if words else None)
        if output.is_table:
            show_claims(record, filters, output)
        else:
            export_claims(record, filters, output)


def show_claims(record: Record, filters: Filters, output: Output) -> None:
    """The claims as a table."""
    from onrecord.record.ask import find_claims
    from onrecord.show.asked import Asked as Shown
    from onrecord.show.asked import AskedTable

    limit = SHOWN if output.limit is None else output.limit or None
    found = find_claims(record, filters, None if limit is None else limit + 1)
    shown = [Shown(each.claim, each.report, each.verdict, each.is_corrected, each.event) for each in found[:limit]]
    output.print(AskedTable(shown, more=len(found) > len(shown)))


def export_claims(record: Record, filters: Filters, output: Output) -> None:
    """The claims in a format for programs, the export logged before anything leaves."""
    from onrecord.record.ask import find_claims

    found = find_claims(record, filters, output.limit or None)
    output.export(record, "claims", filters.say(), found)


Rule = Annotated[str, typer.Option("--rule", metavar="RULE", help="How a value is picked of those told: lowest, range, majority or most-direct.")]
EventName = Annotated[str, typer.Argument(metavar="EVENT", help="An event, by its id or the beginning of it, or a claim in it.")]


@printed
@filtered
def events(
    asked: Asked,
    output: Output,
    words: Words = None,
    voices: Annotated[int | None, typer.Option(metavar="N", min=1, help="Told by at least so many independent voices: ten copies are one.")] = None,
    rule: Rule = "majority",
) -> None:
    """Events of the record: what many reports tell, joined; the latest day first. The rule that picked each value is printed with them."""
    from onrecord.record.events import check_fusion, count_pending, find_events
    from onrecord.show.events import EventTable

    with opened(asked.record) as record:
        filters, fusion = asked.make_filters(words=" ".join(words) if words else None, voices=voices), check_fusion(rule)
        if not output.is_table:
            found = find_events(record, filters, fusion, output.limit or None)
            output.export(record, "events", filters.say(), found, fusion)
            return
        limit = SHOWN if output.limit is None else output.limit or None
        found = find_events(record, filters, fusion, None if limit is None else limit + 1)
        shown = [each.event for each in found[:limit]]
        output.print(EventTable(shown, fusion, more=len(found) > len(shown), waiting=count_pending(record)))


@printed
def event(output: Output, name: EventName, record: InRecord, rule: Rule = "majority") -> None:
    """All that is told of one event: every value with who says it and how it was checked, what is disputed, its voices and reports."""
    from onrecord.record.events import check_fusion, read_event
    from onrecord.show.events import EventPage

    with opened(record) as found_record:
        found = read_event(found_record, name, check_fusion(rule))
        if output.is_table:
            output.print(EventPage(found.event))
        else:
            output.export(found_record, "events", {"event": found.event.id}, [found], found.event.fusion)


def explain(name: EventName, record: InRecord, rule: Rule = "majority") -> None:
    """Says in words why the reports of an event were joined, and why each value is shown."""
    from onrecord.merge import explain as explain_event
    from onrecord.record.events import check_fusion, read_event
    from onrecord.show.visible import show_text

    with opened(record) as found:
        for line in explain_event(read_event(found, name, check_fusion(rule)).event):
            typer.echo(show_text(line))


def report(
    name: Annotated[str, typer.Argument(metavar="REPORT", help="A report, by its address or its id.")],
    record: InRecord,
    diff: Annotated[bool, typer.Option("--diff", help="What changed from version to version.")] = False,
) -> None:
    """A report with its claims as people left them, or what changed from one of its versions to the next."""
    from onrecord.record.compare import read_extraction, read_versions

    with opened(record) as found:
        if diff:
            print_changes(read_versions(found, name))
        else:
            typer.echo(str(read_extraction(found, name)))


def print_changes(versions: Sequence[Version]) -> None:
    """Each version, and what changed since the one before."""
    from onrecord.record.compare import compare_versions
    from onrecord.show.visible import show_text

    for number, version in enumerate(versions):
        captured = f", captured {version.captured}" if version.captured else ""
        state = "" if version.is_current else ", superseded"
        typer.echo(f"version {version.number}: {version.report.id[:12]}, added {version.added}{captured}{state}")
        for line in compare_versions(versions[number - 1], version) if number else []:
            typer.echo(f"  {show_text(line)}")
