"""What is in the gazetteer: how many places of which kind, from where, and in which files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from onrecord.facts.gazetteer import PACKAGES, added_file, gazetteer_file, open_gazetteer

CREDIT = "GeoNames (geonames.org), CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Contents:
    """One file of the gazetteer: its places by level, their names, and what it was made from, each with a count where one is known."""

    path: Path
    size: int
    levels: dict[str, int]
    countries: int
    names: int
    sources: dict[str, int | None]

    @property
    def places(self) -> int:
        """Of all levels."""
        return sum(self.levels.values())


def _contents(path: Path, sources: dict[str, int | None] | None = None) -> Contents:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return Contents(
            path,
            path.stat().st_size,
            dict(connection.execute("select level, count(*) from place group by level order by count(*) desc")),
            connection.execute("select count(distinct country) from place").fetchone()[0],
            connection.execute("select count(*) from name").fetchone()[0],
            sources if sources is not None else dict(connection.execute("select file, places from source order by file")),
        )


def read_contents(folder: Path | None = None) -> list[Contents]:
    """The compiled gazetteer, made where it was not, and the places added to it where there are any."""
    open_gazetteer(folder)
    packages: dict[str, int | None] = {f"{name} {version(name)}": None for name in PACKAGES}
    compiled = _contents(gazetteer_file(folder), packages | {"onrecord's own regions, seas and towns": None})
    added = added_file(folder)
    return [compiled, *([_contents(added)] if added.exists() else [])]
