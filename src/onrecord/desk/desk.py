"""What the routes share: the record, who may come in, and what is worth keeping between two questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from onrecord.desk.columns import Columns
from onrecord.desk.jobs import Jobs
from onrecord.desk.kept import Kept
from onrecord.desk.security import Sessions, TokenSessions
from onrecord.record.store import Record

STATIC = Path(str(files("onrecord"))) / "desk" / "static"


@dataclass
class Desk:
    """One desk on one record."""

    record: Record
    token: TokenSessions | None = None
    sessions: tuple[Sessions, ...] = ()
    names: frozenset[str] = frozenset()
    any_address: bool = False
    cookie: str = "onrecord"
    static: Path = field(default=STATIC)
    jobs: Jobs = field(init=False)
    columns: Columns = field(default_factory=Columns)
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.record)


TheDesk = NamedDependency[SkipValidation[Desk]]


class Failure(msgspec.Struct, frozen=True):
    """What went wrong, where, and what to do."""

    error: str


class Page(msgspec.Struct, frozen=True):
    """Some of a list, and where it goes on."""

    items: list[Any]
    next: str | None
