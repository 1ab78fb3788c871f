"""Reports: page by page, one with its text and claims, and what changed from one version to another."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import PathParameter, QueryParameter

from onrecord.desk.desk import Page, TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.pages import Cursor, Limit, cut_page, read_cursor
from onrecord.errors import UsageError
from onrecord.record.report_list import ReportFilters, ReportRow, list_reports
from onrecord.record.report_page import Changes, ReportPage, read_changes, read_report_page

Name = Annotated[str, PathParameter(min_length=1, max_length=200)]
Words = Annotated[str | None, QueryParameter(max_length=500)]
Number = Annotated[int, QueryParameter(ge=1, le=1_000_000)]
MaybeNumber = Annotated[int | None, QueryParameter(ge=1, le=1_000_000)]


@get("/api/reports", sync_to_thread=True)
def get_reports(desk: TheDesk, words: Words = None, outlet: Words = None, problem: Words = None, limit: Limit = 50, cursor: Cursor = None) -> Page:
    """Reports, the one added last first."""
    filters = ReportFilters(words or None, outlet or None, problem or None)
    return cut_page(list_reports(desk.record, filters, read_cursor(cursor), limit + 1), limit, place_of)


def place_of(row: ReportRow) -> tuple[str, str]:
    return row.added, row.id


@get("/api/reports/{name:str}", sync_to_thread=True)
def get_report(desk: TheDesk, name: Name, version: MaybeNumber = None) -> ReportPage:
    """One report, by its id or that of a version of it, with its claims as read and as people left them."""
    try:
        return read_report_page(desk.record, name, version)
    except UsageError as error:
        raise NotThere(str(error)) from error


@get("/api/reports/{name:str}/changes", sync_to_thread=True)
def get_changes(
    desk: TheDesk,
    name: Name,
    before: Annotated[int, QueryParameter(name="from", ge=1, le=1_000_000)],
    after: Annotated[int, QueryParameter(name="to", ge=1, le=1_000_000)],
) -> Changes:
    """What changed from one version of a report to another."""
    try:
        return read_changes(desk.record, name, before, after)
    except UsageError as error:
        raise NotThere(str(error)) from error
