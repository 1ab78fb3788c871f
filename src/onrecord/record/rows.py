"""A claim as a row: the whole of it as JSON, and beside that the columns by which it is found."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.nouns import Claim, Report
from onrecord.record.doubt import find_doubts
from onrecord.record.words import fold, fold_all

Row = dict[str, Any]


def write_json(noun: object) -> str:
    """A noun as JSON, its fields in their order."""
    return msgspec.json.encode(noun).decode("utf-8")


def read_claim(body: str) -> Claim:
    """The claim that a row holds."""
    return msgspec.json.decode(body, type=Claim)


def read_report(document: str) -> Report:
    """The report that a row holds."""
    return msgspec.json.decode(document, type=Report)


def index_claim(claim: Claim, report: Report) -> Row:
    """The columns that are made of a claim: they change when people correct it."""
    origin = claim.attribution[-1] if claim.attribution else None
    published = report.published[:10] if report.published else None
    place, when = claim.place, claim.when
    return {
        "event_type": claim.event_type.value,
        "stage": claim.stage,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "verification": claim.verification.status,
        "voice": fold_all([voice.name for voice in claim.attribution] or [report.outlet]) or None,
        "voice_kind": origin.kind.value if origin else "outlet",
        "earliest": when.earliest[:10] if when else None,
        "latest": when.latest[:10] if when else None,
        "day": when.earliest[:10] if when else published or "",
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "doubt": sum(doubt.points for doubt in find_doubts(claim, report)),
    }


def words_of(claim: Claim) -> str:
    """The words by which a claim is searched: its own, and the names that a reader carries to it. Not the headline: it would find every claim."""
    parties = [party.name for party in (*claim.actors, *claim.recipients)]
    voices = [voice.name for voice in claim.attribution]
    place = [claim.place.toponym, claim.place.name] if claim.place else []
    known = fold(claim.exact)
    names = [name for name in dict.fromkeys([*parties, *voices, *place, *claim.weapons]) if name and fold(name) not in known]
    return fold_all([claim.exact, *names, claim.event_type.value.replace("_", " ")])
