"""``onrecord judge``: what people decide about claims and events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.terminal import InRecord, message, opened

if TYPE_CHECKING:
    from onrecord.record.judge import Decision
    from onrecord.record.judged import Judged
    from onrecord.record.judgement import Judgement, Verb

HELP = "Accept, reject, correct or add claims, merge or split events, note, undo. Every judgement is kept, with its reviewer, time and reason."
app = typer.Typer(help=HELP, no_args_is_help=True)

By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="ONRECORD_REVIEWER", help="Who decides.")]
Because = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Claims, or events, which stand for all of their claims; a beginning is enough.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event, or a claim in it.")]


def make_decision(by: str, because: str) -> Decision:
    from onrecord.record.judge import Decision

    return Decision(by, because)


def judge_as(verb: Verb, ids: list[str], record: str, by: str, because: str) -> None:
    """A verdict on claims."""
    from onrecord.record.judge import judge_claims

    with opened(record) as found:
        confirm(judge_claims(found, verb, ids, make_decision(by, because)))


def confirm(made: Judgement) -> None:
    """Tells what was judged, and how to take it back."""
    typer.echo(made.id)
    claims = ", ".join(anchor.id for anchor in made.claims[:5]) + (f" and {len(made.claims) - 5} more" if len(made.claims) > 5 else "")
    subject = claims or made.report or made.new
    message(f"{made.verb} by {made.reviewer}: {subject}; take it back with: onrecord judge undo {made.id}")


@app.command()
def accept(ids: Ids, record: InRecord, by: By, because: Because) -> None:
    """Says that the claims are what their reports say."""
    judge_as("accept", ids, record, by, because)


@app.command()
def reject(ids: Ids, record: InRecord, by: By, because: Because) -> None:
    """Says that the claims are not to stand: they leave every event and every answer that does not ask for them."""
    judge_as("reject", ids, record, by, because)


@app.command()
def unsure(ids: Ids, record: InRecord, by: By, because: Because) -> None:
    """Says that somebody looked and could not tell. An earlier verdict no longer holds."""
    judge_as("unsure", ids, record, by, because)


@app.command()
def correct(
    name: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="What is wrong: event_type, toll.killed, when, place, place.country.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='15, 12-15 or 15- for a count; DAY or DAY/DAY; "LAT, LON"; none; or JSON.')],
    record: InRecord,
    by: By,
    because: Because,
    words: Annotated[str | None, typer.Option("--words", metavar="WORDS", help="The report's words that bear it out, copied from its text.")] = None,
) -> None:
    """Sets a field of a claim. What the machine read there is kept."""
    from onrecord.record.judge import correct as correct_field
    from onrecord.record.judge_add import find_support

    with opened(record) as found:
        span = find_support(found, name, words) if words else None
        confirm(correct_field(found, name, field, value, make_decision(by, because), span))


@app.command()
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report, by its address or its id.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The words that tell it, copied from the report's text.")],
    event_type: Annotated[str, typer.Option("--type", metavar="CODE", help="What kind of event they tell: shelling.")],
    record: InRecord,
    by: By,
    because: Because,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Any other field, as `correct` takes it: toll.killed=2. May be given again."),
    ] = None,
) -> None:
    """Adds a claim that the machine missed. It stays when the report is read again, as long as its words are there."""
    from onrecord.record.judge_add import add_claim

    with opened(record) as found:
        told = {"exact": words, "event_type": event_type, **dict(split_value(value) for value in values or ())}
        confirm(add_claim(found, report, told, make_decision(by, because)))


def split_value(written: str) -> tuple[str, str]:
    """A field and its value."""
    field, sign, value = written.partition("=")
    if not sign:
        raise typer.BadParameter(f"{written!r} sets nothing; write FIELD=VALUE, as in toll.killed=2", param_hint="--set")
    return field.strip(), value.strip()


@app.command()
def note(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim, an event or a report.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What there is to say.")],
    record: InRecord,
    by: By,
) -> None:
    """Adds a note to a claim, an event or a report. It changes nothing of what they tell."""
    from onrecord.record.judge_note import note as add_note

    with opened(record) as found:
        confirm(add_note(found, name, words, by))


@app.command()
def merge(one: EventId, other: EventId, record: InRecord, by: By, because: Because) -> None:
    """Says that two events are one."""
    from onrecord.record.judge import merge_events

    with opened(record) as found:
        confirm(merge_events(found, one, other, make_decision(by, because)))


@app.command()
def split(
    name: EventId,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Those of its claims that tell another event.")],
    record: InRecord,
    by: By,
    because: Because,
) -> None:
    """Says that some claims of an event tell another one."""
    from onrecord.record.judge import split_event

    with opened(record) as found:
        confirm(split_event(found, name, claims, make_decision(by, because)))


@app.command()
def undo(name: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement.")], record: InRecord, by: By, because: Because) -> None:
    """Takes a judgement back by a new one. Both stay in the record."""
    from onrecord.record.judge import undo as undo_judgement

    with opened(record) as found:
        confirm(undo_judgement(found, name, make_decision(by, because)))


@app.command("list")
def list_judgements(record: InRecord) -> None:
    """Prints every judgement in the order in which they were made: those in force, undone, and adrift, for want of a claim they are about."""
    from onrecord.record.judged import read_judged
    from onrecord.show.visible import show_text

    with opened(record) as found:
        for each in read_judged(found):
            typer.echo(show_text(describe(each)))


def describe(each: Judged) -> str:
    """A judgement in a line: when, who, what, why, and how it stands."""
    made = each.judgement
    about = (
        f"judgement {made.undoes}" if made.undoes else ", ".join(each.claims or [f"“{anchor.exact}”" for anchor in made.claims]) or made.report or ""
    )
    change = f" {made.field} {f'from {made.old} ' if made.old is not None else ''}to {made.new}" if made.field else ""
    return f"{made.id}  {made.at}  {made.reviewer}  {made.verb}{change}  {about}  because {made.reason}  ({each.state})"
