"""Pages by cursor: where one ended, in a form that means nothing to whoever carries it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import msgspec
from litestar.params import QueryParameter

from onrecord.desk.desk import Page
from onrecord.errors import UsageError

MOST = 200
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="At most so many.")]
Cursor = Annotated[str | None, QueryParameter(max_length=500, description="Where the page before ended: its `next`.")]
Item = TypeVar("Item")
Place = tuple[str, str]


def read_cursor(cursor: str | None) -> Place | None:
    """Where the page before ended.

    >>> read_cursor(write_cursor(("2024-09-13", "ab12")))
    ('2024-09-13', 'ab12')
    """
    if not cursor:
        return None
    try:
        day, name = msgspec.json.decode(urlsafe_b64decode(cursor.encode()), type=Place)
    except (Error, msgspec.DecodeError, UnicodeError, ValueError) as error:
        raise UsageError(f"cursor: {cursor[:40]!r} is none that the desk gave; ask for the first page again") from error
    return day, name


def write_cursor(place: Place) -> str:
    return urlsafe_b64encode(msgspec.json.encode(place)).decode()


def cut_page(found: Sequence[Item], limit: int, place_of: Callable[[Item], Place]) -> Page:
    """The page, of one more than were asked for: the one over says that there are more."""
    shown = list(found[:limit])
    return Page(shown, write_cursor(place_of(shown[-1])) if len(found) > limit else None)
