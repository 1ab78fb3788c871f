"""Events in print: a table of many, and all that is told of one, with who says it and how it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.merge.nouns import Event, Field, Teller, Value
from onrecord.show.terminal import STYLES, styled
from onrecord.show.view import CHECKED, Line, Piece, day_words, outside

HEADS = ("event", "what", "where", "when", "toll", "voices", "reports")
TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
MOST_TELLERS = 6


def tell_rule(fusion: str) -> str:
    """The line that says which rule picked what is shown."""
    return f"fusion rule: {fusion}"


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events, a row each, and the rule by which values were picked."""

    events: Sequence[Event]
    fusion: str
    more: bool = False
    waiting: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.events:
            yield self.make_table()
        shown = count_words(len(self.events), "event") if self.events else "no events"
        yield Text(f"{shown}; there are more: ask for less, or for more with --limit" if self.more else shown, style=STYLES["strong"])
        yield Text(tell_rule(self.fusion), style="dim")
        if self.waiting:
            yield Text(f"{self.waiting} reports are not yet joined into events: `onrecord join` does it", style=STYLES["doubt"])

    def make_table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0), header_style="bold")
        for head in HEADS:
            table.add_column(head, overflow="fold", no_wrap=head == "event", justify="right" if head in {"voices", "reports"} else "left")
        for event in self.events:
            table.add_row(*show_row(event))
        return table


def show_row(event: Event) -> Iterator[Text]:
    """The cells of an event."""
    fields = {field.name: field for field in event.fields}
    what: list[Piece] = [Piece(event.event_type.value.replace("_", " "), "strong")]
    if event.title:
        what.append(Piece(f"\n{outside(event.title)}", "dim"))
    if event.disputed:
        what.append(Piece(f"\ndisputed: {', '.join(event.disputed)}", "doubt"))
    yield Text(event.id, style="dim")
    yield styled(what)
    yield Text(outside(shown(fields, "place")), style=STYLES["where"])
    yield Text(outside(shown(fields, "when")), style=STYLES["when"])
    yield Text("\n".join(f"{fields[name].shown} {name}" for name in TOLLS if name in fields) or "–", style=STYLES["toll"])
    yield Text(str(event.independent_voices))
    yield Text(str(len(event.reports)))


def shown(fields: Mapping[str, Field], name: str) -> str:
    return fields[name].shown if name in fields and fields[name].shown else "–"


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that is told of one event: each value with who says it, then its voices and reports, and the rule."""

    event: Event

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        event = self.event
        yield styled((Piece(event.event_type.value.replace("_", " "), "strong"), Piece(f"  {outside(event.title or '')}")))
        counts = count_words(event.independent_voices, "independent voice"), count_words(len(event.reports), "report")
        yield Text(" · ".join(fact for fact in (f"event {event.id}", *counts, span(event)) if fact), style="dim")
        if event.disputed:
            yield Text(f"disputed: {', '.join(event.disputed)}", style=STYLES["doubt"])
        yield Text("")
        for field in event.fields:
            yield from show_field(field)
        yield Text("voices", style=STYLES["strong"])
        for voice in event.voices:
            kind = f"  {voice.kind.value.replace('_', ' ')}, in {count_words(len(voice.reports), 'report')}"
            yield Padding(styled((Piece(outside(voice.name), "who says"), Piece(kind, "dim"))), (0, 0, 0, 2))
        yield Text("reports", style=STYLES["strong"])
        for report in event.reports:
            copied = f"a copy of {report.copy_of[:12]}" if report.copy_of else ""
            facts = [report.id[:12], outside(report.outlet or "outlet unknown"), day(report.published), outside(report.title or ""), copied]
            yield Padding(Text(" · ".join(fact for fact in facts if fact)), (0, 0, 0, 2))
        yield Text(tell_rule(event.fusion), style="dim")


def count_words(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def span(event: Event) -> str:
    """The days of its first and last report."""
    if event.first is None or event.last is None:
        return ""
    first, last = day(event.first), day(event.last)
    return f"reported {first}" if first == last else f"reported {first} to {last}"


def day(stamp: str | None) -> str:
    return day_words(date.fromisoformat(stamp[:10])) if stamp else "no date"


def show_field(field: Field) -> Iterator[RenderableType]:
    """A field: what is shown and why, then every value that is told."""
    mark: Line = (Piece("  disputed", "doubt"),) if field.is_disputed else ()
    yield styled((Piece(f"{field.name.replace('_', ' ')}: ", "strong"), Piece(outside(field.shown or "–")), *mark))
    yield Padding(Text(field.reason, style="dim"), (0, 0, 0, 2))
    for value in field.values:
        yield Padding(styled(show_value(value)), (0, 0, 0, 4))


def show_value(value: Value) -> Line:
    """A value with those who tell it and how they checked."""
    pieces = [Piece(outside(value.value), "strong"), Piece(f"  {value.voices} voice{'' if value.voices == 1 else 's'}: ", "dim")]
    for number, teller in enumerate(value.tellers[:MOST_TELLERS]):
        pieces += [Piece("; " if number else ""), *show_teller(teller)]
    if len(value.tellers) > MOST_TELLERS:
        pieces.append(Piece(f"; and {len(value.tellers) - MOST_TELLERS} more", "dim"))
    return tuple(pieces)


def show_teller(teller: Teller) -> Iterator[Piece]:
    yield Piece(outside(teller.name), "who says")
    if teller.outlet and teller.outlet != teller.name:
        yield Piece(f" in {outside(teller.outlet)}", "dim")
    words, style = CHECKED[teller.verification]
    if teller.verification != "unstated":
        yield Piece(f", {words}", style)
    if teller.certainty == "hedged":
        yield Piece(", hedged", "doubt")
    if teller.copy_of:
        yield Piece(", a copy", "dim")
