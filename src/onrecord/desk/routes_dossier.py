"""An event to take away: one HTML file, with what is to be withheld taken out of it, and the taking in the log."""

from __future__ import annotations

from pathlib import Path

from litestar import MediaType, Response, get
from litestar.params import FromQuery

from onrecord.desk.desk import TheDesk
from onrecord.desk.errors import NotThere
from onrecord.desk.roles import reviewer
from onrecord.desk.routes_events import Name, Rule
from onrecord.errors import UsageError
from onrecord.export.dossier import Origin, write_dossier
from onrecord.record.events import read_event
from onrecord.record.exported import log_export
from onrecord.record.withheld import check_written, hide_event, read_withheld


@get("/api/events/{name:str}/export", sync_to_thread=True, guards=[reviewer])
def get_dossier(desk: TheDesk, name: Name, rule: Rule = "majority", withhold: FromQuery[bool] = True) -> Response[bytes]:
    """The event as one file that needs nothing else. ``withhold=false`` gives it whole."""
    try:
        found = read_event(desk.record, name, rule)
    except UsageError as error:
        raise NotThere(str(error)) from error
    withheld = read_withheld(desk.record) if withhold else None
    if withheld is not None and withheld.judgements:
        found = hide_event(withheld, found)
    origin = Origin(desk.record.id, desk.record.clock(), len(withheld.judgements) if withheld else None)
    written = write_dossier(found, origin, find_outlines(desk.static))
    if withheld is not None:
        check_written(withheld, written)
    used = withheld.judgements if withheld else ()
    log_export(desk.record, "event", "html", {"event": found.event.id}, 1, written, rule, used)
    headers = {"content-disposition": f'attachment; filename="event-{found.event.id}.html"'}
    return Response(written, media_type=MediaType.HTML, headers=headers)


def find_outlines(static: Path) -> Path | None:
    """The atlas that the front end came with."""
    return next(iter(sorted(static.glob("assets/countries-*.json"))), None)
