"""The options by which claims and events are asked for, written once for all commands that have them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from onrecord.commands.terminal import InRecord, message

if TYPE_CHECKING:
    from onrecord.record.ask import Filters, Spot


def parse_day(words: str | None) -> str | None:
    """An ISO day, checked."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{words!r} is not a day; write it as 2023-05-26") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a command ask for. Its fields are the options."""

    record: InRecord
    near: Annotated[str | None, typer.Option(metavar="PLACE", help="Around a place: Kharkiv, or degrees north and east: 49.99,36.23.")] = None
    within: Annotated[float, typer.Option(metavar="KM", min=0.1, max=20000, help="How far around --near, in kilometres.")] = 25
    country: Annotated[str | None, typer.Option(metavar="CODE", help="In a country, by its two letters: UA.")] = None
    since: Annotated[str | None, typer.Option(metavar="DAY", callback=parse_day, help="Happened then or later, by the report's words.")] = None
    until: Annotated[str | None, typer.Option(metavar="DAY", callback=parse_day, help="Happened then or earlier.")] = None
    types: Annotated[list[str] | None, typer.Option("--type", metavar="CODE", help="Of this kind: shelling. May be given again.")] = None
    stage: Annotated[str | None, typer.Option(metavar="STAGE", help="happened, attempted, planned, threatened or hypothetical.")] = None
    voice: Annotated[str | None, typer.Option(metavar="NAME", help="Said by, or through, who has this in their name.")] = None
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Said by this sort of voice: military, witness.")] = None
    verification: Annotated[str | None, typer.Option(metavar="STATUS", help="unstated, unverified, verified or disputed.")] = None
    rejected: Annotated[bool, typer.Option("--rejected", help="Those that reviewers rejected, and no others.")] = False

    def make_filters(self, **more: Any) -> Filters:
        """The question to the record."""
        from onrecord.record.ask import Filters

        return Filters(
            near=find_spot(self.near, self.within) if self.near else None,
            country=self.country,
            since=self.since,
            until=self.until,
            types=tuple(self.types or ()),
            stage=self.stage,
            voice=self.voice,
            kind=self.kind,
            verification=self.verification,
            rejected=self.rejected,
            **more,
        )


def find_spot(written: str, km: float) -> Spot:
    """The circle around what was written: numbers, or a name that the gazetteer knows; which of several it took is told."""
    from onrecord.errors import UsageError
    from onrecord.facts.gazetteer import open_gazetteer
    from onrecord.record.ask import Spot, parse_spot

    if (spot := parse_spot(written, km)) is not None:
        return spot
    name, _, country = (part.strip() for part in written.partition(","))
    found = [place for place in open_gazetteer().lookup(name) if not country or place.country == country.upper()]
    if not found:
        raise UsageError(f"{written!r}: the gazetteer knows no such place; write its name in English, with its country as in Tripoli,LB, or degrees")
    message(f"{found[0].name}, {found[0].country} at {found[0].lat:.2f},{found[0].lon:.2f}")
    return Spot(found[0].lat, found[0].lon, km)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of ``Asked``, which it gets as ``asked``."""
    return with_options(command, "asked", Asked)


def with_options(command: Callable[..., None], name: str, options: type) -> Callable[..., None]:
    """The command with the fields of a dataclass as options in the place of one argument."""
    own = inspect.signature(command).parameters
    hints = getattr(command, "__annotations__", {}) if hasattr(command, "__wrapped__") else get_type_hints(command, include_extras=True)
    added = inspect.signature(options).parameters
    added_hints = get_type_hints(options, include_extras=True)

    @wraps(command)
    def wrapper(**given: Any) -> None:
        command(**{name: options(**{key: given.pop(key) for key in added})}, **given)

    kept = [each.replace(annotation=hints[each.name], kind=each.KEYWORD_ONLY) for each in own.values() if each.name != name]
    made = [each.replace(annotation=added_hints[each.name], kind=each.KEYWORD_ONLY) for each in added.values()]
    wrapper.__signature__ = inspect.Signature([*kept, *made])  # type: ignore[attr-defined]
    wrapper.__annotations__ = {each.name: each.annotation for each in [*kept, *made]}
    return wrapper
