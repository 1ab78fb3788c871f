"""Adding: files, a text or links in, a job out, and how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, Reference, RequestBody, Schema
from litestar.params import PathParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from onrecord.desk.desk import TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.jobs import Job, JobState
from onrecord.desk.roles import reviewer
from onrecord.errors import UsageError
from onrecord.read.fetch import fetch
from onrecord.read.inputs import ADDRESS, Given, find_items
from onrecord.read.items import Found, Item

MOST_SENT = 256_000_000  # bytes of one request
MOST_FILES = 5_000
LOOK_S = 0.25  # between two looks at a job that is watched
STILL_S = 15.0  # after which a watcher is told that nothing has changed, lest the connection be cut
PASTED = "pasted text"
Words = Annotated[str, msgspec.Meta(max_length=2_000)]


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be sent as JSON: a text, or links. ``fetch``: the user wants the desk to go out for them."""

    text: Annotated[str, msgspec.Meta(max_length=2_000_000)] | None = None
    links: Annotated[list[Words], msgspec.Meta(max_length=1_000)] | None = None
    published: Words | None = None
    outlet: Words | None = None
    url: Words | None = None
    fetch: bool = False


class Started(msgspec.Struct, frozen=True):
    """The job by which progress can be asked for."""

    job: str


class AddOperation(Operation):
    """What the route takes, for its description: it reads the body by its kind itself."""

    def __post_init__(self) -> None:
        text, yes = Schema(type=OpenAPIType.STRING), Schema(type=OpenAPIType.BOOLEAN)
        said: dict[str, Reference | Schema] = {"published": text, "outlet": text}
        told = said | {"text": text, "url": text, "links": Schema(type=OpenAPIType.ARRAY, items=text), "fetch": yes}
        files = Schema(type=OpenAPIType.ARRAY, items=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(
            required=True,
            content={
                "application/json": OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT, properties=told)),
                "multipart/form-data": OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT, properties=said | {"files": files})),
            },
        )


@post("/api/add", guards=[reviewer], request_max_body_size=MOST_SENT, operation_class=AddOperation, status_code=202)
async def post_add(desk: TheDesk, request: Request[Any, Any, Any]) -> Started:
    """Adds files (multipart), or a text or links (JSON); the answer names the job."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        job = await start_files(desk, request)
    elif kind == "application/json":
        job = start_told(desk, read_told(await request.body()))
    else:
        raise UsageError(f"content-type {kind!r}: send files as multipart/form-data, or a text or links as application/json")
    return Started(job.id)


async def start_files(desk: TheDesk, request: Request[Any, Any, Any]) -> Job:
    """A job for the files of a form."""
    form = await request.form()
    files = [each for each in form.getall("files", []) if isinstance(each, UploadFile)]
    if not files:
        raise UsageError("files: none was sent; send at least one under this name")
    given = make_given(*(value if isinstance(value := form.get(name), str) else None for name in ("published", "outlet")))
    sent = [(label(each.filename), await each.read()) for each in files[:MOST_FILES]]
    return desk.jobs.start(len(sent), lambda: walk_files(sent, given), sum(len(raw) for _, raw in sent))


def label(name: str) -> str:
    """The name by which a file is known here. It is opened nowhere, and leads nowhere."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"/", "..", "."}]
    return "/".join(parts)[-500:] or "a file without a name"


def walk_files(sent: Sequence[tuple[str, bytes]], given: Given) -> Iterator[Found]:
    for path, raw in sent:
        yield from find_items(path, given, raw=raw)


def read_told(body: bytes) -> Told:
    """What was sent. Raises ``UsageError`` for what is neither a text nor links."""
    try:
        told = msgspec.json.decode(body, type=Told)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"the body: {error}; send {{text}} or {{links}}") from error
    if bool(told.text and told.text.strip()) == bool(told.links):
        raise UsageError("the body: send either a text or links")
    return told


def start_told(desk: TheDesk, told: Told) -> Job:
    """A job for a text or for links."""
    given = make_given(told.published, told.outlet)
    if told.text:
        raw = told.text.encode("utf-8", "backslashreplace")
        item = Item(PASTED, raw, url=check_address(told.url), published=given.published, outlet=given.outlet, seen=given.seen)
        return desk.jobs.start(1, lambda: iter([item]), len(raw))
    links = [link.strip() for link in told.links or () if link.strip()]
    for link in links:
        check_address(link)
    return desk.jobs.start(len(links), lambda: walk_links(links, given, may_fetch=told.fetch))


def walk_links(links: Sequence[str], given: Given, *, may_fetch: bool) -> Iterator[Found]:
    for link in links:
        yield from find_items(link, given, fetch=fetch if may_fetch else None)


def make_given(published: str | None, outlet: str | None) -> Given:
    """What the user says of all that is added. A page cannot be of a later day than the one on which it is read."""
    return Given(check_day(published), (outlet or "").strip() or None, seen=date.today().isoformat())


def check_day(written: str | None) -> str | None:
    """An ISO date or date-time."""
    if not written or not written.strip():
        return None
    try:
        return (date if len(written.strip()) <= len("2023-05-26") else datetime).fromisoformat(written.strip()).isoformat()
    except ValueError as error:
        raise UsageError(f"published: {written!r} is not a date; write it as 2023-05-26 or 2023-05-26T14:30:00+02:00") from error


def check_address(written: str | None) -> str | None:
    """An address of the web."""
    if not written or not written.strip():
        return None
    if not ADDRESS.match(written.strip()):
        raise UsageError(f"{written[:200]!r} is no address; write it as https://outlet.example/page")
    return written.strip()


Name = Annotated[str, PathParameter(min_length=1, max_length=60)]


def find_job(desk: TheDesk, name: str) -> Job:
    """The job of a name."""
    if (job := desk.jobs.find(name)) is None:
        raise NotThere(f"{name}: no such job; the desk forgets the oldest, and all when it is stopped")
    return job


@get("/api/jobs/{name:str}", sync_to_thread=False)
def get_job(desk: TheDesk, name: Name) -> JobState:
    """How far a job is."""
    return find_job(desk, name).show()


@get("/api/jobs/{name:str}/stream", sync_to_thread=False, include_in_schema=False)
def get_job_stream(desk: TheDesk, name: Name) -> ServerSentEvent:
    """The same as it goes on, an event whenever it changes, until it is done."""
    return ServerSentEvent(watch(find_job(desk, name)))


async def watch(job: Job) -> AsyncIterator[ServerSentEventMessage]:
    """A message for each change that is seen."""
    seen, still = -1, 0.0
    while True:
        changes, finished = job.changes, job.finished
        if changes != seen:
            seen, still = changes, 0.0
            yield ServerSentEventMessage(data=msgspec.json.encode(job.show()).decode())
        if finished and seen == job.changes:
            return
        await asyncio.sleep(LOOK_S)
        still += LOOK_S
        if still >= STILL_S:
            still = 0.0
            yield ServerSentEventMessage(comment="still there")
