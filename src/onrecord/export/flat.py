"""Claims and events as flat rows: a value a cell, numbers as numbers, nothing for what the words do not say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.nouns import Claim, Count, EventType, Place, Report, Toll
from onrecord.record.ask import FoundClaim

TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
BETWEEN = "; "
Row = dict[str, Any]


def flatten_claim(found: FoundClaim) -> Row:
    """A claim as a row."""
    claim, report = found.claim, found.report
    *through, origin = claim.attribution or (None,)  # nobody: the outlet says it in its own words
    return {
        "claim_id": claim.id,
        "event_id": found.event,
        "event_type": claim.event_type.value,
        "stage": claim.stage,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "said_by": origin.name if origin else report.outlet,
        "said_by_kind": origin.kind.value if origin else "outlet",
        "said_through": join(voice.name for voice in through if voice),
        "verification": claim.verification.status,
        "verification_by": claim.verification.by,
        "responsibility": claim.responsibility.status if claim.responsibility else None,
        "responsibility_by": claim.responsibility.by if claim.responsibility else None,
        "actors": join(party.name for party in claim.actors),
        "recipients": join(party.name for party in claim.recipients),
        "weapons": join(claim.weapons),
        **place_cells(claim.place),
        **flatten_when(claim),
        **flatten_toll(claim.toll),
        "exact": claim.exact,
        "start": claim.start,
        "end": claim.end,
        "generic": claim.generic,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "url": report.url,
        "captured": found.captured,
        "report_id": report.id,
        "report_version": found.version,
        "verdict": found.verdict,
        "corrected": found.is_corrected,
        "program": found.program or None,
        "added_by": found.added_by,
    }


def join(names: Iterable[str]) -> str | None:
    return BETWEEN.join(names) or None


def place_cells(place: Place | None) -> Row:
    """Where it was, degrees as numbers."""
    return {
        "toponym": place.toponym if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "level": place.level if place else None,
        "radius_km": place.radius_km if place else None,
        "geonameid": place.geonameid if place else None,
    }


def flatten_when(claim: Claim) -> Row:
    when = claim.when
    return {"earliest": when.earliest if when else None, "latest": when.latest if when else None, "time_words": when.exact if when else None}


def flatten_toll(toll: Toll | None) -> Row:
    """Three bounds for each kind of toll."""
    cells: Row = {}
    for name in TOLLS:
        count: Count | None = getattr(toll, name) if toll else None
        cells |= {f"{name}_{bound}": getattr(count, bound) if count else None for bound in ("low", "best", "high")}
    return cells | {"running_total": toll.running_total if toll else None}


BLANK = FoundClaim(Claim("", "", 0, 0, EventType.OTHER), Report("", ""), None, False, None, 1, None, "")
CLAIM_COLUMNS = tuple(flatten_claim(BLANK))
