"""An event as a row: how it was joined as JSON, and beside that the columns by which it is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord import merge
from onrecord.merge.nouns import CopyGroup, Event, EventGroup
from onrecord.nouns import Claim, Extraction
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
    }


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
