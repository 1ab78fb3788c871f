"""The application: its routes behind its door, and the server that runs it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

import onrecord
from onrecord.desk import (
    routes_about,
    routes_accounts,
    routes_add,
    routes_coding,
    routes_dossier,
    routes_events,
    routes_reports,
    routes_review,
    routes_withhold,
    static_files,
)
from onrecord.desk.desk import Desk
from onrecord.desk.errors import HANDLERS
from onrecord.desk.jobs import no_items
from onrecord.desk.security import Gate
from onrecord.record.pending import has_waiting

THREADS = 4
BODY = 1_000_000  # bytes of what is sent to the desk, unless a route takes more
ROUTES: list[Any] = [
    *(routes_about.get_me, routes_about.get_meanings, routes_about.get_find),
    *(routes_events.get_index, routes_events.get_match, routes_events.get_events, routes_events.get_event, routes_dossier.get_dossier),
    *(routes_reports.get_reports, routes_reports.get_report, routes_reports.get_changes),
    *(routes_add.post_add, routes_add.get_job, routes_add.get_job_stream),
    *(routes_review.get_queue, routes_review.add_judgement, routes_review.get_judgements),
    *(routes_withhold.get_withheld, routes_withhold.add_withheld, routes_withhold.end_withheld),
    *(routes_coding.get_samples, routes_coding.add_sample, routes_coding.get_sample, routes_coding.get_next, routes_coding.add_codes),
    *(routes_accounts.sign_in, routes_accounts.sign_out, routes_accounts.get_sessions, routes_accounts.end_session),
    *(routes_accounts.get_accounts, routes_accounts.add_account, routes_accounts.change_account, routes_accounts.end_account),
    *(static_files.get_first, static_files.get_file),
]


def make_app(desk: Desk) -> Gate:
    """The application of one desk."""
    inside = Litestar(
        ROUTES,
        dependencies={"desk": Provide(lambda: desk, use_cache=True, sync_to_thread=False)},
        exception_handlers=HANDLERS,
        openapi_config=OpenAPIConfig(
            title="onrecord desk", version=onrecord.__version__, path="/api/schema", render_plugins=[JsonRenderPlugin()], use_handler_docstrings=True
        ),
        request_max_body_size=BODY,
        multipart_form_part_limit=routes_add.MOST_FILES + 10,
        on_startup=[use_threads, partial(catch_up, desk)],
        on_shutdown=[desk.jobs.close],
        logging_config=None,
    )
    sessions = tuple(each for each in (desk.token, *desk.sessions) if each is not None)
    return Gate(inside, sessions, desk.token, desk.cookie, desk.names, desk.any_address)  # type: ignore[arg-type]


async def use_threads() -> None:
    """Has routes answered by a few threads: a query lets go of the interpreter at each step, and many threads wait for it longer than they work."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "onrecord-desk"))


def catch_up(desk: Desk) -> None:
    """Has joined what an interrupted run, or an older program, left to be, and makes ready what the first page asks for."""
    if has_waiting(desk.record):
        desk.jobs.start(0, no_items)
    desk.jobs.thread.submit(desk.columns.warm, desk.record)
