"""``onrecord add``: pages, texts and what holds many of them, into a record."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.terminal import (
    RECORD,
    SOME_UNREADABLE,
    STDIN,
    InRecord,
    KeyFile,
    message,
    opened,
    parse_published,
    plain_errors,
    prepare_gazetteer,
    show_progress,
)

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.read.inputs import Given
    from onrecord.read.items import Found
    from onrecord.record.add import Added

TABLES = "bulk.json"  # a folder with this file is one that `onrecord bulk` wrote
NAMED = 20  # reasons told; the rest is counted
HEADINGS = {
    "added": "reports added",
    "changed": "new versions of reports added",
    "known": "known",
    "reread": "reports read again",
    "skipped": "skipped",
    "failed": "could not be read",
}


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Pages, texts, feeds (RSS, Atom, JSON), sitemaps, WARC and WACZ archives, Telegram exports, auto-archiver sheets, folders of "
            "them, folders that `onrecord bulk` wrote (also in an object store, s3://…), or -.",
        ),
    ],
    into: Annotated[str, typer.Option("--into", metavar="RECORD", envvar=RECORD, help="The record to add to; a file that is not there yet is made.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=parse_published, help="When they were published, as 2023-05-26; outranks what they say."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports; outranks what they say.")] = None,
    captured: Annotated[
        str | None, typer.Option(metavar="DATE", callback=parse_published, help="When the reports were saved, where their files do not say.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Go out for addresses, and for what feeds and sitemaps only point to.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to run; by default one a core.")] = None,
    key: KeyFile = None,
) -> None:
    """Adds reports to a record: raw bytes, claims and log entries, each report whole or not at all. Bytes that are known change nothing.

    Run it again after an interruption: it goes on where it was. Exit status: 0 all done, 1 some inputs could not be read, 2 wrong usage,
    3 the record cannot be used.
    """
    from onrecord.read.inputs import Given
    from onrecord.record.add import add_all
    from onrecord.record.joining import join_pending
    from onrecord.record.sign import add_checkpoint, open_key

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with plain_errors():
        inputs = find_inputs(paths)
    tally = Tally()
    with opened(into, create=True) as record:
        signer = open_key(key)
        prepare_gazetteer()
        with show_progress(len(inputs)) as (progress, task):
            for path in filter(is_tables, inputs):
                from onrecord.bulk.load import load_all

                load_all(record, path, tally.count, processes=jobs)
                progress.update(task, advance=1)
            # A page cannot be of a later day than the one on which it is read.
            given = Given(published, outlet, captured, seen=date.today().isoformat())
            found = walk_inputs([path for path in inputs if not is_tables(path)], given, fetch, progress, task)
            add_all(record, found, tally.count, processes=jobs)
        join_pending(record)
        add_checkpoint(record, signer)
    if not inputs:
        message(f"{', '.join(paths)}: nothing in there that may be read; name a file, or a folder with pages, texts, feeds or archives")
    tally.tell(into)
    raise typer.Exit(SOME_UNREADABLE if tally.counts["failed"] or not inputs else 0)


def reread(
    into: Annotated[str, typer.Argument(metavar="RECORD", envvar=RECORD, help="The record.")],
    everything: Annotated[bool, typer.Option("--all", help="Also reports that this very program has read.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to run; by default one a core.")] = None,
    key: KeyFile = None,
) -> None:
    """Reads the raw bytes of all reports again, with this version's rules and models. What people judged stays with the claims it is about."""
    from onrecord.record.joining import join_pending
    from onrecord.record.reread import reread_all
    from onrecord.record.sign import add_checkpoint, open_key

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    tally = Tally()
    with opened(into) as record:
        signer = open_key(key)
        prepare_gazetteer()
        reread_all(record, tally.count, everything=everything, processes=jobs)
        join_pending(record)
        add_checkpoint(record, signer)
    tally.tell(into)
    raise typer.Exit(SOME_UNREADABLE if tally.counts["failed"] else 0)


def join(record: InRecord) -> None:
    """Joins the reports that are not yet in events: after an interruption, or when a newer onrecord joins otherwise."""
    from onrecord.record.joining import join_pending

    with opened(record) as found:
        message(f"{record}: {join_pending(found):,} reports joined")


def is_tables(path: str) -> bool:
    """Whether a path, or an address in an object store, is a folder of tables that `onrecord bulk` wrote."""
    from onrecord.read.inputs import ADDRESS

    if "://" not in path or ADDRESS.match(path) is not None:
        return (Path(path) / TABLES).is_file()
    from onrecord.bulk.load import is_bulk

    return is_bulk(path)


def find_inputs(paths: list[str]) -> list[str]:
    """The files that the paths name, folders opened but those of `onrecord bulk`; ``-`` stands for standard input."""
    from onrecord.read.files import read_paths
    from onrecord.read.inputs import ADDRESS, EVERY

    if paths.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read once")
    as_given = [path == STDIN or ADDRESS.match(path) is not None or is_tables(path) for path in paths]
    return [str(name) for path, is_given in zip(paths, as_given, strict=True) for name in ([path] if is_given else read_paths([path], EVERY))]


def walk_inputs(inputs: list[str], given: Given, may_fetch: bool, progress: Progress, task: TaskID) -> Iterator[Found]:
    """The items of all inputs, the bar moved on after each input."""
    from onrecord.read.fetch import fetch
    from onrecord.read.inputs import find_items

    for path in inputs:
        yield from find_items(path, given, raw=sys.stdin.buffer.read() if path == STDIN else None, fetch=fetch if may_fetch else None)
        progress.update(task, advance=1)


@dataclass
class Tally:
    """What came of all items: counts, and the reasons of those left out, each with the first path that had it."""

    counts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)

    def count(self, added: Added) -> None:
        """Takes note of one item."""
        self.counts[added.what] += 1
        self.claims += added.claims
        if added.reason is not None:
            why = (added.what, strip_path(added.reason, added.path))
            self.reasons[why] += 1
            self.examples.setdefault(why, added.path)

    def tell(self, where: str) -> None:
        """The summary, on standard error."""
        from onrecord.show.visible import show_text

        told = [f"{self.counts[what]:,} {words}" for what, words in HEADINGS.items() if self.counts[what]]
        reports = self.counts["added"] + self.counts["changed"] + self.counts["reread"]
        message(show_text(f"{where}: {', '.join(told) or 'nothing to add'}{f'; {self.claims:,} claims' if reports else ''}"))
        for (what, reason), count in self.reasons.most_common(NAMED):
            example = self.examples[what, reason]
            message(
                show_text(f"{HEADINGS[what]}: {example}: {reason}" if count == 1 else f"{HEADINGS[what]}: {count:,}: {reason} (first: {example})")
            )
        if len(self.reasons) > NAMED:
            message(f"and {len(self.reasons) - NAMED:,} other reasons")


def strip_path(reason: str, path: str) -> str:
    """The reason without the path before it, so that like reasons are told as one."""
    return reason.removeprefix(f"{path}: ")
