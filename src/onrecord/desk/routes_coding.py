"""Coding: samples of claims that several people code by themselves, and how far they agree."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, JSONBody

from onrecord.desk.desk import TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.roles import reviewer
from onrecord.desk.security import Person
from onrecord.errors import UsageError
from onrecord.record.coded import CODES, COUNTS, FIELDS, NONE, UNSURE
from onrecord.record.sample_results import Agreement, Disagreement, Progress, Results, read_results
from onrecord.record.samples import Coding, Item, Sample, add_coding, draw_sample, find_next, list_samples

Seed = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class ToDraw(msgspec.Struct, frozen=True):
    """A sample to be drawn."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    size: Annotated[int, msgspec.Meta(ge=1, le=5000)]
    fields: Annotated[list[str], msgspec.Meta(min_length=1, max_length=40)]
    seed: Seed = 1


class SampleHead(msgspec.Struct, frozen=True):
    """A sample without its items, and how far the asker is with it."""

    id: str
    name: str
    size: int
    seed: int
    fields: tuple[str, ...]
    by: str
    at: str
    population: int
    done: int


class SampleList(msgspec.Struct, frozen=True):
    """All samples, and what can be coded: the codes of each field; fields of numbers have none."""

    items: list[SampleHead]
    codes: dict[str, tuple[str, ...]]


class SampleState(msgspec.Struct, frozen=True):
    """How far a sample is, and how far its coders agree, unless that could still sway the asker: then ``hidden`` says why."""

    sample: SampleHead
    progress: tuple[Progress, ...]
    agreement: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
    hidden: str | None


class NextItem(msgspec.Struct, frozen=True):
    """The next item for the asker, with the fields to be coded; none where all are done."""

    item: Item | None
    left: int
    fields: tuple[str, ...]


class ToCode(msgspec.Struct, frozen=True):
    """What a coder gives for the claim of an item: a value for each field of the sample."""

    claim: Annotated[str, msgspec.Meta(max_length=200)]
    values: dict[str, Annotated[str, msgspec.Meta(max_length=200)]]


@get("/api/samples", sync_to_thread=True)
def get_samples(desk: TheDesk, request: Request[Person, str, Any]) -> SampleList:
    """All samples, the newest first."""
    codes = {field: (*CODES.get(field, (NONE,) if field in COUNTS or field == "country" else ()), UNSURE) for field in FIELDS}
    items = [shape(each, find_next(desk.record, each.id, request.user.name)[1]) for each in list_samples(desk.record)]
    return SampleList(items, codes)


@post("/api/samples", guards=[reviewer], sync_to_thread=True)
def add_sample(desk: TheDesk, request: Request[Person, str, Any], data: JSONBody[ToDraw]) -> SampleHead:
    """Draws a sample of the claims that stand."""
    made = draw_sample(desk.record, data.name, data.size, data.seed, data.fields, request.user.name)
    return shape(made, made.size)


@get("/api/samples/{name:str}", sync_to_thread=True)
def get_sample(desk: TheDesk, request: Request[Person, str, Any], name: FromPath[str]) -> SampleState:
    """How far a sample is, by coder, and how far they agree."""
    found = find(desk, name, request.user.name)
    left = find_next(desk.record, found.sample.id, request.user.name)[1]
    return SampleState(shape(found.sample, left), found.progress, found.agreement, found.disagreements, found.hidden)


@get("/api/samples/{name:str}/next", guards=[reviewer], sync_to_thread=True)
def get_next(desk: TheDesk, request: Request[Person, str, Any], name: FromPath[str]) -> NextItem:
    """The next item that the asker has not coded: its words, and nothing that the machine or anybody else made of them."""
    found = find(desk, name, request.user.name)
    item, left = find_next(desk.record, found.sample.id, request.user.name)
    return NextItem(item, left, found.sample.fields)


@post("/api/samples/{name:str}/codings", guards=[reviewer], sync_to_thread=True)
def add_codes(desk: TheDesk, request: Request[Person, str, Any], name: FromPath[str], data: JSONBody[ToCode]) -> Coding:
    """Keeps what the asker gives for an item."""
    found = find(desk, name, request.user.name)
    return add_coding(desk.record, found.sample.id, data.claim, data.values, request.user.name)


def find(desk: TheDesk, name: str, asker: str) -> Results:
    """The sample of an id. Raises ``NotThere`` where there is none."""
    try:
        return read_results(desk.record, name, asker)
    except UsageError as error:
        raise NotThere(str(error)) from error


def shape(found: Sample, left: int) -> SampleHead:
    plain = {name: getattr(found, name) for name in ("id", "name", "size", "seed", "fields", "by", "at", "population")}
    return SampleHead(**plain, done=found.size - left)
