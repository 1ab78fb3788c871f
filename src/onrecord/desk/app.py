"""The application: its routes behind its door, and the server that runs it."""

from __future__ import annotations

from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

import onrecord
from onrecord.desk import routes_about, routes_events, routes_reports, static_files
from onrecord.desk.desk import Desk
from onrecord.desk.errors import HANDLERS
from onrecord.desk.security import Gate

BODY = 1_000_000  # bytes of what is sent to the desk, unless a route takes more
ROUTES: list[Any] = [
    *(routes_about.get_me, routes_about.get_meanings, routes_about.get_find),
    *(routes_events.get_index, routes_events.get_match, routes_events.get_events, routes_events.get_event),
    *(routes_reports.get_reports, routes_reports.get_report, routes_reports.get_changes),
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
        logging_config=None,
    )
    sessions = tuple(each for each in (desk.token, *desk.sessions) if each is not None)
    return Gate(inside, sessions, desk.token, desk.cookie, desk.names, desk.any_address)  # type: ignore[arg-type]
