"""An event as a row: how it was joined as JSON, and beside that the columns by which it is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord import merge
from onrecord.merge.nouns import CopyGroup, Event, EventGroup, Field
from onrecord.nouns import Claim, Extraction, Place
from onrecord.record.rows import Row, write_json

CHECKED = ("verified", "unverified", "disputed", "unstated")  # what any claim says of checking outranks what follows it here


def index_event(group: EventGroup, extractions: Mapping[str, Extraction], copies: Iterable[CopyGroup]) -> Row:
    """The row of an event."""
    shown = merge.weigh(group, extractions, copies)
    claims = find_claims(shown, extractions)
    fields = {field.name: field for field in shown.fields}
    place = fields["place"].shown_place if "place" in fields else None
    when = fields["when"].shown_when if "when" in fields else None
    return {
        "id": group.id,
        "body": write_json(group),
        "title": shown.title,
        "event_type": shown.event_type.value,
        "stage": Counter(claim.stage for claim in claims).most_common(1)[0][0],
        "verification": check_status(shown, claims),
        "earliest": when.earliest[:10] if when else None,
        "latest": when.latest[:10] if when else None,
        "day": when.earliest[:10] if when else (shown.first or "")[:10],
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "reports": len(shown.reports),
        "voices": shown.independent_voices,
        "disputed": " ".join(shown.disputed),
        "disputes": len(shown.disputed),
        **place_columns(place),
        **bounds("killed", fields.get("killed")),
        **bounds("injured", fields.get("injured")),
    }


def place_columns(place: Place | None) -> Row:
    """Where it was, as a list shows it."""
    return {
        "place": (place.name or place.toponym) if place else None,
        "level": place.level if place else None,
        "radius_km": place.radius_km if place else None,
    }


def bounds(name: str, field: Field | None) -> Row:
    """The bounds of a toll as they are shown; about so many is both."""
    count = field.shown_count if field else None
    if count is None:
        return {f"{name}_low": None, f"{name}_high": None}
    if count.low is None and count.high is None:
        return {f"{name}_low": count.best, f"{name}_high": count.best}
    return {f"{name}_low": count.low, f"{name}_high": count.high}


def find_claims(shown: Event, extractions: Mapping[str, Extraction]) -> list[Claim]:
    """The claims of an event, in the order of its reports."""
    names = set(shown.claims)
    return [claim for report in shown.reports for claim in extractions[report.id].claims if claim.id in names]


def check_status(shown: Event, claims: Iterable[Claim]) -> str:
    """What is known of checking: disputed where voices contradict one another that it happened."""
    if "happened" in shown.disputed:
        return "disputed"
    said = {claim.verification.status for claim in claims}
    return next((status for status in CHECKED if status in said), "unstated")
