"""The command line: ``onrecord read`` prints the claims of pages, ``onrecord schema`` the shape of its JSON lines."""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import sys
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import onrecord
from onrecord.commands import accounts, adding, asking, bulking, custody, desk, judging, sampling, withholding
from onrecord.commands.terminal import (
    SOME_UNREADABLE,
    STDIN,
    message,
    parse_published,
    prepare_gazetteer,
    quiet_pipe,
    set_aside,
    show_progress,
)

if TYPE_CHECKING:
    from onrecord.batch import Job, Outcome

app = typer.Typer(
    help="Turns news reports into claims: who says what happened, where, when, to whom, and how far anyone checked it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)

gazetteer_app = typer.Typer(help="The gazetteer: which places it knows, and further ones for it.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")


class Format(str, Enum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def print_version(asked: bool) -> None:
    """Prints the version and leaves, where it was asked for."""
    if asked:
        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    """Turns news reports into claims: who says what happened, where, when, to whom, and how far anyone checked it."""
    atexit.register(gc.freeze)  # what is loaded would be looked through for garbage once more, for nothing, when the process ends


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Pages (HTML), plain texts, folders of them, or - for standard input.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=parse_published, help="When the reports were published, as 2023-05-26; outranks what a page says."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports; outranks what a page says.")] = None,
    output: Annotated[Format, typer.Option("--format", help="A table for people, or a JSON object a line for programs.")] = Format.TABLE,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to run; by default one a core.")] = None,
) -> None:
    """Prints the claims of each report: who says what, where, when, with what toll, whether checked, and the exact words.

    Claims go to standard output, everything else to standard error. Exit status: 0 all read, 1 some inputs could not be read, 2 wrong usage.
    """
    from onrecord.batch import read_all

    # Each process fills one core; a linear-algebra library that starts a thread a core in each would only slow them all.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal of few characters gets the others spelt out, and no end in the middle
        sys.stdout.reconfigure(errors="backslashreplace")
    work = find_jobs(paths, published, outlet)
    prepare_gazetteer()
    failed = 0
    with show_progress(len(work)) as (progress, task), quiet_pipe():
        for outcome in read_all(work, processes=jobs):
            progress.update(task, advance=1)
            failed += outcome.extraction is None
            with set_aside(progress):
                print_outcome(outcome, output)
    if not work:
        message(f"{', '.join(paths)}: no pages or texts in there; name a file, or a folder with .html or .txt files")
    if failed and len(work) > 1:
        message(f"{failed} of {len(work)} inputs could not be read")
    raise typer.Exit(SOME_UNREADABLE if failed or not work else 0)


@app.command()
def schema() -> None:
    """Prints the JSON Schema of a line of `onrecord read --format jsonl`."""
    from onrecord.schema import make_schema

    typer.echo(json.dumps(make_schema(), indent=2, ensure_ascii=False))


@gazetteer_app.command("add")
def gazetteer_add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A country file of GeoNames, or allCountries: the zip, or the table in it.")],
) -> None:
    """Takes the villages, rivers, hills and districts of a GeoNames file in, beside the places that came with the program.

    Taken in twice, a file changes nothing. Exit status: 0 taken in, 1 the file cannot be read or is of another shape, and then nothing was.
    """
    from onrecord.errors import ReadError
    from onrecord.facts.gazetteer_add import add_places

    try:
        added = add_places(file)
    except ReadError as error:
        message(str(error))
        raise typer.Exit(SOME_UNREADABLE) from error
    message(f"{added.file}: {added.places:,} places taken in, {added.left_out:,} left out (roads, wells, most buildings)")


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """Prints what is in the gazetteer: its files, how many places of which level, and where they come from."""
    from onrecord.facts.gazetteer_info import CREDIT, read_contents

    prepare_gazetteer()
    for each in read_contents():
        typer.echo(f"{each.path} ({each.size / 1e6:.1f} MB)")
        typer.echo(f"  {each.places:,} places in {each.countries} countries, under {each.names:,} names")
        typer.echo("  " + ", ".join(f"{level} {count:,}" for level, count in each.levels.items()))
        typer.echo("  from " + ", ".join(f"{name} ({count:,})" if count is not None else name for name, count in each.sources.items()))
    typer.echo(f"Places: {CREDIT}")


def find_jobs(paths: list[str], published: str | None, outlet: str | None) -> list[Job]:
    """The inputs, standard input read to its end."""
    from onrecord.batch import Job
    from onrecord.read import read_paths

    if paths.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read once")
    named = (str(name) for path in paths for name in ([path] if path == STDIN else read_paths([path])))
    # A page cannot be of a later day than the one on which it is read.
    today = date.today().isoformat()
    return [Job(name, published, outlet, captured=today, raw=sys.stdin.buffer.read() if name == STDIN else None) for name in named]


def print_outcome(outcome: Outcome, output: Format) -> None:
    """The claims of one input on standard output, or the reason why there are none on standard error."""
    from onrecord.show.visible import show_text

    if outcome.extraction is None:
        reason = outcome.reason or "no reason known"
        message(show_text(reason if reason.startswith(outcome.path) else f"{outcome.path}: {reason}"))
    elif output is Format.JSONL:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(outcome.extraction) + b"\n")
        sys.stdout.buffer.flush()
    elif sys.stdout.isatty():
        from rich.console import Console

        Console(highlight=False).print(outcome.extraction)
    else:
        typer.echo(str(outcome.extraction))


COMMANDS = (
    *(adding.add, adding.reread, adding.join, bulking.bulk),
    *(asking.claims, asking.events, asking.event, asking.explain, asking.report),
    *(custody.verify, custody.checkpoint, custody.dump, custody.load),
    desk.desk,
)
for command in COMMANDS:
    app.command()(command)
app.command("search")(asking.claims)
app.add_typer(judging.app, name="judge")
app.add_typer(withholding.app, name="withhold")
app.add_typer(sampling.app, name="sample")
app.add_typer(accounts.app, name="account")


if __name__ == "__main__":
    app()
