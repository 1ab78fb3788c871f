"""What the commands share at the terminal: words to people, progress, pipes that close early, and the options that several have."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.record.store import Record

SOME_UNREADABLE = 1
WRONG_USAGE = 2
FOUND = 1
NO_RECORD = 3
STDIN = "-"
RECORD = "ONRECORD"  # the environment variable that names the record of every command
InRecord = Annotated[str, typer.Option("--in", metavar="RECORD", envvar=RECORD, help="The record: a file, or the address of a PostgreSQL database.")]
KeyFile = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="The Ed25519 key that signs; by default your own, made on first use in your settings.")
]


def parse_published(words: str | None) -> str | None:
    """An ISO date or date-time, checked."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat() if len(words) <= len("2023-05-26") else datetime.fromisoformat(words).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{words!r} is not a date; write it as 2023-05-26 or 2023-05-26T14:30:00+02:00") from error


def prepare_gazetteer() -> None:
    """Compiles the gazetteer where that was never done, so that nobody wonders at the wait, and no two processes do it at once."""
    from onrecord.facts.gazetteer import gazetteer_file, open_gazetteer

    if not gazetteer_file().exists():
        message("compiling the gazetteer of places; this takes half a minute, once")
        open_gazetteer()


def message(words: str) -> None:
    """One line to the people at the terminal."""
    typer.echo(f"onrecord: {words}", err=True)


@contextmanager
def show_progress(total: int) -> Iterator[tuple[Progress, TaskID]]:
    """A bar on standard error while it is a terminal and there is more than one input; gone when done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns, console=console, transient=True, disable=total < 2 or not console.is_terminal, redirect_stdout=False, redirect_stderr=False
    )
    with bar:
        yield bar, bar.add_task("reading", total=total)


@contextmanager
def show_stages() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error for each stage of a long run, while that is a terminal; told how many of how many tasks are done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal, redirect_stdout=False, redirect_stderr=False) as bar:
        stages: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bar.add_task(stage, total=total)
            bar.update(stages[stage], completed=done, total=total)

        yield tell


@contextmanager
def set_aside(progress: Progress) -> Iterator[None]:
    """Nothing of the bar is on the terminal meanwhile, so that it does not run into what is printed."""
    progress.stop()
    try:
        yield
    finally:
        progress.start()


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Ends without a word where whoever reads our output has gone (`onrecord read … | head`)."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered cannot be written: it goes nowhere, or Python would complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(SOME_UNREADABLE) from None


@contextmanager
def plain_errors() -> Iterator[None]:
    """Ends with a line that says what, where and what to do: status 2 for wrong usage, 3 for a record that cannot be used."""
    from onrecord.errors import OnrecordError, UsageError
    from onrecord.show.visible import show_text

    try:
        yield
    except UsageError as error:
        message(show_text(str(error)))
        raise typer.Exit(WRONG_USAGE) from None
    except OnrecordError as error:
        message(show_text(str(error)))
        raise typer.Exit(NO_RECORD) from None


@contextmanager
def opened(where: str, *, create: bool = False, begin: bool = True) -> Iterator[Record]:
    """The record that a command is about, let go at its end; errors told plainly."""
    from onrecord.record.store import open_record

    with plain_errors():
        record = open_record(where, create=create, begin=begin)
        if record.upgraded_from is not None:
            message(f"{record.where}: brought from form {record.upgraded_from} to today's; all that was in it stays. Run next: onrecord join")
        try:
            yield record
        finally:
            record.close()
