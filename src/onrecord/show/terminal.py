"""Reports and claims for a terminal: as wide as it is, and legible without colour."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.nouns import Extraction, Problem, Report
from onrecord.show.view import COLUMNS, QUIET_CODES, Line, Piece, Row, mark_words, show_claims, show_head, show_problem

STYLES = {
    "plain": "",
    "strong": "bold",
    "dim": "dim",
    "spot": "dim",
    "good": "green",
    "doubt": "yellow",
    "bad": "bold red",
    "damage": "bold red reverse",
    "who says": "cyan",
    "what": "bold",
    "where": "green",
    "when": "blue",
    "toll": "magenta",
    "checked?": "yellow",
}
WIDEST = (34, 38, 26, 24, 20, 28)  # a column, however much room there is
WHOLE = (0, 0, 0, 11, 12, 0)  # lines of a column up to this length are not broken while there is room
NUMBER_WIDTH = 4
ROOMY = 100  # below this, the coordinates of a spot make way
NARROW = 72  # below this, columns are too thin to read: a label a line instead
WORDS_WIDTH = 110  # longer lines are hard to follow
MANY = 12  # problems listed before the rest is only counted
PLAIN_WIDTH = 100


def to_text(noun: Report | Extraction) -> str:
    """What ``print`` shows: plain text, as wide as the terminal or as the environment asks."""
    return print_plain(to_rich(noun))


def print_plain(shown: RenderableType) -> str:
    """Anything that rich prints, as plain text."""
    out = io.StringIO()
    width = Console().width if Console().is_terminal or "COLUMNS" in os.environ else PLAIN_WIDTH
    Console(file=out, width=width, no_color=True, force_terminal=False).print(shown)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def to_rich(noun: Report | Extraction) -> RenderableType:
    """The report or the extraction for rich to print."""
    return ClaimTable(noun) if isinstance(noun, Extraction) else Group(*print_report(noun))


def styled(pieces: Iterable[Piece]) -> Text:
    """Pieces as one text. Nothing in them is read as markup."""
    return Text.assemble(*((piece.text, STYLES[piece.style]) for piece in pieces))


def stacked(lines: Sequence[Line]) -> Text:
    return Text("\n").join(map(styled, lines))


def print_head(report: Report) -> Iterator[RenderableType]:
    first, *rest = show_head(report)
    yield Rule(style="dim")
    yield styled(first)
    yield from map(styled, rest)


def print_problems(problems: Sequence[Problem], text: str, heading: str = "problems") -> Iterator[RenderableType]:
    """A line a problem; stretches left out are only counted."""
    loud = [problem for problem in problems if problem.code not in QUIET_CODES]
    quiet = len(problems) - len(loud)
    left_out = [f"{quiet} stretch{'' if quiet == 1 else 'es'} left out as boilerplate"] if quiet else []
    if problems:
        yield Text(", ".join([f"{heading}: {len(loud)}", *left_out] if loud else left_out), style=STYLES["strong"])
    for problem in loud[:MANY]:
        yield Padding(styled((Piece("! ", "bad"), *show_problem(problem, text))), (0, 0, 0, 2))
    if len(loud) > MANY:
        yield Text(f"  and {len(loud) - MANY} more", style="dim")


def print_report(report: Report) -> Iterator[RenderableType]:
    """Head, text with its damage marked, media, problems."""
    yield from print_head(report)
    damage = [problem for problem in report.problems if problem.code not in QUIET_CODES]
    left_out = [(p.start, p.end, "dim") for p in report.problems if p.code in QUIET_CODES and p.start is not None and p.end is not None]
    at = 0
    for line in report.text.splitlines(keepends=True):
        if line.strip():
            yield Text("")
            yield styled(mark_words(report.text, at, at + len(line.rstrip()), left_out, damage))
        at += len(line)
    if report.media:
        yield Text("")
    for number, media in enumerate(report.media):
        caption = media.caption.of(report.text) if media.caption else "no caption"
        yield styled((Piece(f"{media.kind} {number}  ", "dim"), Piece(caption), Piece(f"  {media.credit}" if media.credit else "", "dim")))
    if report.problems:
        yield Text("")
        yield from print_problems(report.problems, report.text)


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """The claims of an extraction, each with its words under it."""

    extraction: Extraction

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        report = self.extraction.report
        rows, problems = show_claims(self.extraction)
        yield from print_head(report)
        yield Text("")
        yield from print_rows(rows, options.max_width)
        yield from print_problems(problems, report.text, "other problems" if any(row.damage for row in rows) else "problems")
        yield Text(f"{len(rows)} claim{'' if len(rows) == 1 else 's'}" if rows else "no claims", style=STYLES["strong"])


def print_rows(rows: Sequence[Row], width: int, under: Sequence[Line] = ()) -> Iterator[RenderableType]:
    """Columns where there is room for them, else a label a line. ``under`` has a line for each row, to stand below its words."""
    left_out = "" if width >= ROOMY else "spot"
    columns = [[stacked([line for line in row.cells[at] if line[0].style != left_out]) for row in rows] for at in range(len(COLUMNS))]
    heads = [Text(name, style=f"{STYLES[name]} bold") for name in COLUMNS]
    widths = fit_columns([[head, *column] for head, column in zip(heads, columns, strict=True)], width - NUMBER_WIDTH - len(COLUMNS))
    if rows and width >= NARROW:
        yield print_columns(heads, "#", widths)
    for index, row in enumerate(rows):
        yield print_columns([column[index] for column in columns], str(row.number), widths) if width >= NARROW else print_labels(row)
        yield Padding(styled((Piece("“"), *row.words, Piece("”"))), (0, max(0, width - NUMBER_WIDTH - WORDS_WIDTH), 0, NUMBER_WIDTH))
        yield from (Padding(Text(f"! {note}", style=STYLES["bad"]), (0, 0, 0, NUMBER_WIDTH)) for note in row.notes)
        yield from (Padding(styled(line), (0, 0, 0, NUMBER_WIDTH)) for line in under[index : index + 1])
        yield Text("")


def fit_columns(columns: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Widths within ``room``: for each column its longest word, then what is left, evenly, as far as its longest line."""
    words = [min(widest, max(map(measure_word, column), default=0)) for column, widest in zip(columns, WIDEST, strict=True)]
    lines = [max((size for size in map(measure_line, column) if size <= whole), default=0) for column, whole in zip(columns, WHOLE, strict=True)]
    needs = [max(pair) for pair in zip(words, lines, strict=True)]
    wants = [min(widest, max(map(measure_line, column), default=0)) for column, widest in zip(columns, WIDEST, strict=True)]
    if sum(needs) > room:
        return [need * room // sum(needs) for need in needs]
    widths = list(needs)
    while sum(widths) < room and (lacking := [at for at, width in enumerate(widths) if width < wants[at]]):
        for at in lacking[: room - sum(widths)]:
            widths[at] += 1
    return widths


def measure_line(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))


def measure_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def print_columns(cells: Sequence[Text], number: str, widths: Sequence[int]) -> Table:
    """One row. Every row is a grid of the same widths, so that a row's words can run across below it."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=NUMBER_WIDTH - 1)
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(Text(number, style="dim"), *cells)
    return grid


def print_labels(row: Row) -> Table:
    """One row as labelled lines."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=NUMBER_WIDTH - 1)
    grid.add_column(width=max(map(len, COLUMNS)))
    grid.add_column(overflow="fold")
    for index, (name, cell) in enumerate(zip(COLUMNS, row.cells, strict=True)):
        line = Text(" · ").join(map(styled, cell))
        grid.add_row(Text("" if index else str(row.number), style="dim"), Text(name, style=STYLES[name]), line)
    return grid
