"""Withholding: names and spots that are not to be published as they are."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, delete, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from onrecord.desk.desk import TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.roles import reviewer
from onrecord.desk.security import Person
from onrecord.errors import UsageError
from onrecord.record.judge import Decision, undo
from onrecord.record.judge_withhold import Withholding, read_withholdings, withhold_name, withhold_spot


class ToWithhold(msgspec.Struct, frozen=True):
    """A name, or an event or claim whose spot is to be told no finer than ``to``, and why."""

    what: Literal["name", "spot"]
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    reason: Annotated[str, msgspec.Meta(max_length=10_000)]
    to: Literal["town", "district", "region", "country"] = "district"


class AllWithheld(msgspec.Struct, frozen=True):
    """What is withheld now."""

    items: list[Withholding]


@get("/api/withhold", guards=[reviewer], sync_to_thread=True)
def get_withheld(desk: TheDesk) -> AllWithheld:
    """What is withheld now, the newest first. Viewers may not see it: it names whom it protects."""
    return AllWithheld(read_withholdings(desk.record)[::-1])


@post("/api/withhold", guards=[reviewer], sync_to_thread=True)
def add_withheld(desk: TheDesk, request: Request[Person, str, Any], data: JSONBody[ToWithhold]) -> Withholding:
    """Withholds a name or a spot in all that leaves the record but a dump of the whole."""
    decision = Decision(request.user.name, data.reason)
    made = withhold_name(desk.record, data.value, decision) if data.what == "name" else withhold_spot(desk.record, data.value, data.to, decision)
    return next(each for each in read_withholdings(desk.record) if each.id == made.id)


@delete("/api/withhold/{name:str}", guards=[reviewer], sync_to_thread=True)
def end_withheld(
    desk: TheDesk,
    request: Request[Person, str, Any],
    name: FromPath[str],
    reason: Annotated[str, QueryParameter(max_length=10_000)] = "to be published again",
) -> None:
    """Withholds it no longer."""
    if not any(each.id == name for each in read_withholdings(desk.record)):
        raise NotThere(f"{name}: nothing is withheld by this id; reload the list")
    if not reason.strip():
        raise UsageError("reason: say why it is no longer withheld")
    undo(desk.record, name, Decision(request.user.name, reason))
