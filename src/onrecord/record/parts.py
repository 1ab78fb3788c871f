"""Parts of questions: more names than one statement may hold, asked a few hundred at a time, and names of which only the beginning is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_

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


def begins(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether an id, all of whose characters are hexadecimal digits, begins so. Said as a range, so that an index of the ids finds it."""
    return and_(column >= name, column < f"{name}g", column.startswith(name, autoescape=True))
