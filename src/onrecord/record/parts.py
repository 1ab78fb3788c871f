"""Questions about more names than one statement may hold: asked a few hundred at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

SOME = 400
Question = Callable[[Sequence[Any]], Any]


def ask(connection: Connection, names: Iterable[Any], question: Question) -> None:
    """Runs a statement for all names."""
    every = sorted(set(names))
    for at in range(0, len(every), SOME):
        connection.execute(question(every[at : at + SOME]))


def ask_all(connection: Connection, names: Iterable[Any], question: Question) -> list[Any]:
    """The rows of a question about all names."""
    every = sorted(set(names))
    return [row for at in range(0, len(every), SOME) for row in connection.execute(question(every[at : at + SOME])).all()]
