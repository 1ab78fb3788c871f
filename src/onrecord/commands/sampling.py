"""``onrecord sample``: claims drawn by a seed, coded by two or more people independently, and how far they agree."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.judging import By
from onrecord.commands.terminal import WRONG_USAGE, InRecord, message, opened

HELP = "Samples of claims that two or more people code, each without seeing what others or the machine made of them; and how far they agree."
app = typer.Typer(help=HELP, no_args_is_help=True)

SampleName = Annotated[str, typer.Argument(metavar="SAMPLE", help="Its id, or its name.")]


@app.command()
def draw(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    record: InRecord,
    by: By,
    size: Annotated[int, typer.Option(metavar="N", min=1, help="How many claims.")] = 100,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same claims of the same record.")] = 1,
    fields: Annotated[
        list[str] | None, typer.Option("--field", metavar="FIELD", help="What is to be coded: event_type, stage, killed. May be given again.")
    ] = None,
) -> None:
    """Draws a sample of the claims that stand."""
    from onrecord.record.samples import draw_sample

    with opened(record) as found:
        made = draw_sample(found, name, size, seed, fields or ["is_claim", "event_type"], by)
    typer.echo(made.id)
    message(f"{made.size} of {made.population:,} claims; code them at the desk, or with: onrecord sample code {made.id} FILE")


@app.command("list")
def list_all(record: InRecord) -> None:
    """Prints every sample, the newest first."""
    from onrecord.record.samples import list_samples
    from onrecord.show.visible import show_text

    with opened(record) as found:
        for each in list_samples(found):
            typer.echo(show_text(f"{each.id}  {each.at}  {each.by}  {each.name}: {each.size} claims, seed {each.seed}, {', '.join(each.fields)}"))


@app.command("print")
def print_items(name: SampleName, record: InRecord) -> None:
    """Prints what is to be coded, a JSON object a line: the words and what stands around them, and no value of the claim."""
    import msgspec

    from onrecord.record.samples import read_sample

    with opened(record) as found:
        for item in read_sample(found, name).items:
            sys.stdout.buffer.write(msgspec.json.encode(item) + b"\n")


@app.command()
def code(
    name: SampleName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help='JSON lines: {"claim": id, "event_type": "shelling", "killed": "none"}.')],
    record: InRecord,
    by: By,
) -> None:
    """Takes in what a coder gives for items of a sample, line by line."""
    from onrecord.record.samples import add_coding

    lines = read_lines(file)
    with opened(record) as found:
        for claim, values in lines:
            add_coding(found, name, claim, values, by)
    message(f"{len(lines)} items coded by {by}")


def read_lines(file: Path) -> list[tuple[str, dict[str, str]]]:
    """The claim of each line, and the values given for it."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [(str(row["claim"]), {str(field): str(value) for field, value in row.items() if field != "claim"}) for row in rows]
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        message(f"{file}: cannot be read as JSON lines with a claim in each ({error})")
        raise typer.Exit(WRONG_USAGE) from None


@app.command()
def show(name: SampleName, record: InRecord) -> None:
    """Prints how far a sample is coded, how far its coders agree (Krippendorff's alpha), and where they do not."""
    from onrecord.record.sample_results import read_results
    from onrecord.show.visible import show_text

    with opened(record) as found:
        results = read_results(found, name)
    for each in results.progress:
        typer.echo(show_text(f"{each.coder}: {each.done} of {each.of}"))
    for row in results.agreement:
        alpha = "nothing to agree about" if row.alpha is None else f"alpha {row.alpha:.3f}"
        typer.echo(f"{row.field} ({row.level}): {alpha}, {row.units} items with {row.values} codings")
    for apart in results.disagreements:
        given = ", ".join(f"{coder} {value}" for coder, value in apart.values.items())
        typer.echo(show_text(f"{apart.claim}  {apart.field}: {given}  “{apart.exact}”"))
