"""Reports of the record, the one added last first, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from onrecord.record.ask import match_words
from onrecord.record.parts import ask_all, begins
from onrecord.record.store import Record
from onrecord.record.tables import STANDS, claim, listing, version
from onrecord.record.words import fold, parse_words

Place = tuple[str, str]  # where a page ends: when its last report was added, and its id


class ReportRow(msgspec.Struct, frozen=True):
    """A report in a list: ``claims`` counts those that stand, ``problems`` are the codes of what is wrong with it."""

    id: str
    version: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None
    added: str
    claims: int
    problems: tuple[str, ...]
    versions: int


class ReportFilters(msgspec.Struct, frozen=True):
    """What is asked of reports: words of their heads or claims, an outlet's name, the code of a problem."""

    words: str | None = None
    outlet: str | None = None
    problem: str | None = None


def list_reports(record: Record, filters: ReportFilters, after: Place | None, limit: int) -> list[ReportRow]:
    """A page of reports, from after a place."""
    asked = select(listing).where(*conditions(filters, is_sqlite=record.is_sqlite)).order_by(listing.c.added.desc(), listing.c.report_id)
    with record.reading() as connection:
        rows = connection.execute((asked.where(comes_after(after)) if after else asked).limit(limit)).all()
        return list(shape_rows(connection, rows))


def comes_after(place: Place) -> ColumnElement[bool]:
    added, name = place
    return and_(listing.c.added <= added, or_(listing.c.added < added, listing.c.report_id > name))


def conditions(filters: ReportFilters, *, is_sqlite: bool) -> Iterator[ColumnElement[bool]]:
    """What must hold of a report's row."""
    if filters.words is not None:
        told = select(claim.c.report_id).where(STANDS, match_words(filters.words, is_sqlite=is_sqlite))
        yield or_(and_(*match_head(filters.words)), listing.c.report_id.in_(told))
    if filters.outlet is not None:
        yield func.lower(listing.c.outlet).contains(filters.outlet.lower(), autoescape=True)
    if filters.problem is not None:
        yield (" " + listing.c.problems + " ").contains(f" {filters.problem} ", autoescape=True)


def match_head(words: str) -> Iterator[ColumnElement[bool]]:
    """The words in a report's head, each at the beginning of one."""
    for is_wanted, asked, _ in parse_words(words):
        holds = (" " + listing.c.words).contains(f" {asked}", autoescape=True)
        yield holds if is_wanted else ~holds


def shape_rows(connection: Connection, rows: Sequence[Any]) -> Iterator[ReportRow]:
    """The rows with their counts."""
    names = [row.report_id for row in rows]
    numbers = count(connection, names, select(version.c.report_id, func.count()), version.c.report_id)
    claims = count(connection, names, select(claim.c.report_id, func.count()).where(STANDS, claim.c.current == 1), claim.c.report_id)
    for row in rows:
        yield ReportRow(
            id=row.report_id,
            version=row.version_id,
            title=row.title,
            outlet=row.outlet,
            published=row.published,
            url=row.url,
            language=row.language,
            added=row.added,
            claims=claims.get(row.report_id, 0),
            problems=tuple(row.problems.split()),
            versions=numbers.get(row.report_id, 1),
        )


def count(connection: Connection, names: Iterable[str], counted: Select[Any], column: ColumnElement[str]) -> dict[str, int]:
    """How many rows there are of each name."""
    return {row[0]: row[1] for row in ask_all(connection, names, lambda some: counted.where(column.in_(some)).group_by(column))}


def find_heads(connection: Connection, words: str, limit: int) -> list[Any]:
    """Reports whose head holds words, or whose id begins so, the one added last first."""
    named = or_(begins(listing.c.report_id, words.strip()), begins(listing.c.version_id, words.strip()))
    held = and_(*match_head(words)) if fold(words) else named
    asked = select(listing.c.report_id, listing.c.title, listing.c.outlet, listing.c.published).where(or_(named, held))
    return list(connection.execute(asked.order_by(listing.c.added.desc(), listing.c.report_id).limit(limit)).all())
