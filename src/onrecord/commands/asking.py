"""``onrecord claims`` and ``search``: what is in a record, in tables for people and in formats for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.filters import Asked, filtered
from onrecord.commands.output import Output, printed
from onrecord.commands.terminal import opened

if TYPE_CHECKING:
    from onrecord.record.ask import Filters
    from onrecord.record.store import Record

SHOWN = 50  # in a table, unless more is asked for
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help='Words, a "phrase", the beginn* of a word, -none of a word.')]


@printed
@filtered
def claims(asked: Asked, output: Output, words: Words = None) -> None:
    """Claims of the record: with these words, or all; the latest day first.

    A word may stand in the claim's words, or in the names of who did it, who says it and where, the outlet or the headline; case and accents
    do not count.
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
