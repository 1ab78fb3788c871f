"""``onrecord withhold``: what of the record is not to be published as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.commands.judging import Because, By, confirm, make_decision
from onrecord.commands.terminal import InRecord, opened

HELP = "Names and spots that are withheld in everything that leaves the record but a dump of the whole. Each is a judgement, and can be undone."
app = typer.Typer(help=HELP, no_args_is_help=True)


@app.command()
def name(
    words: Annotated[str, typer.Argument(metavar="NAME", help='The name, as in: "Vera Orlova". Spelling of case and accents does not count.')],
    record: InRecord,
    by: By,
    because: Because,
) -> None:
    """Replaces a name by a mark wherever it stands in what is exported: of a victim, a witness, a minor."""
    from onrecord.record.judge_withhold import withhold_name

    with opened(record) as found:
        confirm(withhold_name(found, words, make_decision(by, because)))


@app.command()
def spot(
    where: Annotated[str, typer.Argument(metavar="ID", help="An event, or a claim in it.")],
    record: InRecord,
    by: By,
    because: Because,
    to: Annotated[str, typer.Option("--to", metavar="LEVEL", help="How coarse it is told: town, district, region or country.")] = "district",
) -> None:
    """Tells where an event was no finer than as an area, in every export and in every report of the event."""
    from onrecord.record.judge_withhold import withhold_spot

    with opened(record) as found:
        confirm(withhold_spot(found, where, to, make_decision(by, because)))


@app.command("list")
def list_withheld(record: InRecord) -> None:
    """Prints what is withheld now, by whom and why."""
    from onrecord.record.judge_withhold import read_withholdings
    from onrecord.show.visible import show_text

    with opened(record) as found:
        for each in read_withholdings(found):
            level = f" as a {each.to}" if each.to else ""
            typer.echo(show_text(f"{each.id}  {each.at}  {each.reviewer}  {each.what} {each.value}{level}  because {each.reason}"))


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement that withheld it.")], record: InRecord, by: By, because: Because
) -> None:
    """Withholds it no longer. What was exported meanwhile stays as it was."""
    from onrecord.record.judge import undo as undo_judgement

    with opened(record) as found:
        confirm(undo_judgement(found, judgement, make_decision(by, because)))
