"""Events as flat rows: what the fusion rule shows of each, how far it is disputed, and the rule itself."""

from __future__ import annotations

from typing import Any

from onrecord.export.flat import BETWEEN, TOLLS, Row, join, place_cells
from onrecord.merge.nouns import Event, Field
from onrecord.nouns import EventType
from onrecord.record.events import FoundEvent

TEXTS = ("happened", "actors", "recipients", "weapons", "responsibility")


def flatten_event(found: FoundEvent) -> Row:
    """An event as a row."""
    event = found.event
    fields = {field.name: field for field in event.fields}
    when = fields["when"].shown_when if "when" in fields else None
    return {
        "event_id": event.id,
        "fusion_rule": event.fusion,
        "title": event.title,
        "event_type": event.event_type.value,
        "stage": found.stage,
        "verification": found.verification,
        **place_cells(fields["place"].shown_place if "place" in fields else None),
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        **{cell: value for name in TOLLS for cell, value in flatten_count(name, fields.get(name)).items()},
        **{name: fields[name].shown if name in fields else None for name in TEXTS},
        "disputed": join(event.disputed),
        "independent_voices": event.independent_voices,
        "voices": BETWEEN.join(voice.name for voice in event.voices),
        "reports": len(event.reports),
        "outlets": join(dict.fromkeys(report.outlet for report in event.reports if report.outlet)),
        "claims": len(event.claims),
        "first_report": event.first,
        "last_report": event.last,
    }


def flatten_count(name: str, field: Field | None) -> dict[str, Any]:
    count = field.shown_count if field else None
    return {f"{name}_{bound}": getattr(count, bound) if count else None for bound in ("low", "best", "high")}


BLANK = FoundEvent(Event("", None, EventType.OTHER, (), (), None, None, (), (), (), "majority"), "", "", None, None, {}, ())
EVENT_COLUMNS = tuple(flatten_event(BLANK))
