"""The front end's files: read from one folder and nowhere else; a path that is none of them is a page of the application."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get, route
from litestar.enums import HttpMethod
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from onrecord.desk.desk import TheDesk

FOREVER = "public, max-age=31536000, immutable"  # names of built files change with what is in them
PACKED = frozenset({".js", ".mjs", ".css", ".html", ".json", ".geojson", ".svg", ".txt", ".webmanifest", ".map"})
WORTH = 1_000  # bytes from which packing pays
ASKS_NEXT = "</api/index>; rel=preload; as=fetch; crossorigin"
NOT_BUILT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>onrecord desk: not built</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>The desk’s pages are not built</h1>
<p>The server runs and its API answers under /api/, but this installation has no front end.</p>
<p>From a checkout of the sources, build it with <code>make web</code>, then reload this page.
Installed packages come with it.</p></main></body></html>"""


@route("/{path:path}", http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True, include_in_schema=False)
def get_file(path: FromPath[str], desk: TheDesk, request: Request[Any, Any, Any]) -> Response[bytes]:
    """A file of the front end, or its one page."""
    name = path.strip("/")
    if name == "api" or name.startswith("api/"):
        raise NotFoundException(f"/{name}: there is no such question; /api/schema/openapi.json lists all")
    return send_file(desk.static, name, packs="gzip" in request.headers.get("accept-encoding", ""))


@get("/", sync_to_thread=True, include_in_schema=False)
def get_first(desk: TheDesk, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The one page, with word that it will ask for all events: the browser does so while it still reads the page.

    Not to who has yet to sign in: the browser would keep the refusal, and give it to the page that asks after that.
    """
    page = send_file(desk.static, "", packs="gzip" in request.headers.get("accept-encoding", ""))
    if request.scope.get("user") is not None:
        page.headers["link"] = ASKS_NEXT
    return page


def send_file(folder: Path, name: str, *, packs: bool) -> Response[bytes]:
    """The file of a name, or the one page, with how long it may be kept."""
    first = find_file(folder, "index.html")
    found = find_file(folder, name)
    if found is None and first is not None and Path(name).parent.name == "assets" and ".." not in name:
        raise NotFoundException(f"/{name}: the desk has no such file; reload the page, it may have been built anew")
    found = found or first
    if found is None:
        return Response(NOT_BUILT.encode(), media_type=MediaType.HTML, status_code=503 if name else 200)
    body, is_packed = read_file(found, found.stat().st_mtime_ns, packs)
    headers = {"cache-control": FOREVER if found.parent.name == "assets" else "no-cache", "vary": "accept-encoding"}
    if is_packed:
        headers["content-encoding"] = "gzip"
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return Response(body, media_type=kind, headers=headers)


def find_file(folder: Path, name: str) -> Path | None:
    """The file of a name in the folder; None for what is none, and for what would lie outside."""
    if not name or "\x00" in name or any(part.startswith(".") for part in name.split("/")):
        return None
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None


@lru_cache(maxsize=256)
def read_file(path: Path, changed: int, packs: bool) -> tuple[bytes, bool]:
    """A file's bytes, packed where the browser unpacks and it pays; ``changed`` makes a new build a new file."""
    raw = path.read_bytes()
    if packs and path.suffix in PACKED and len(raw) >= WORTH:
        return gzip.compress(raw, 6, mtime=0), True
    return raw, False
