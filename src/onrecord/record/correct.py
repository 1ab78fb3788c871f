"""A claim with one field set by a person. The noun's own types say what may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.nouns import Claim, Count, Place, Toll, When

RULE = "corrected by a reviewer"
FIELDS = (
    "event_type stage polarity certainty generic attribution actors recipients weapons "
    "verification.status verification.by responsibility.status responsibility.by "
    "place place.toponym place.name place.lat place.lon place.country place.level place.radius_km when toll "
    "toll.killed toll.injured toll.missing toll.detained toll.abducted toll.displaced toll.running_total"
).split()
SPOT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
RANGE = re.compile(r"(\d*)\s*(?:-|–|\.\.)\s*(\d*)")


def correct_claim(told: Claim, field: str, value: str) -> Claim:
    """The claim with ``field`` set to a value written as JSON. Raises ``UsageError`` for what cannot stand there."""
    plain = msgspec.to_builtins(told)
    *path, last = field.split(".")
    inside = plain
    for name in path:
        inside[name] = inside.get(name) or msgspec.to_builtins(EMPTY[name])
        inside = inside[name]
    inside[last] = msgspec.json.decode(value)
    try:
        return msgspec.convert(plain, Claim)
    except msgspec.ValidationError as error:
        raise UsageError(f"{field}={value}: {say_plainly(str(error))}") from error


EMPTY: dict[str, Any] = {
    "place": Place(toponym="", rule=RULE),
    "toll": Toll(),
    "responsibility": {"status": "claimed"},
    "verification": {"status": "unstated"},
}


def say_plainly(error: str) -> str:
    return error.replace("`", "").replace(" - at $.", "; see ")


def read_value(told: Claim, field: str) -> str:
    """What stands in a field now, as JSON."""
    inside: Any = msgspec.to_builtins(told)
    for name in field.split("."):
        inside = inside.get(name) if inside else None
    return msgspec.json.encode(inside).decode()


def parse_value(told: Claim, field: str, written: str) -> str:
    """What a person wrote for a field, as JSON: ``15``, ``12-15`` or ``15-`` for a count, a day or ``day/day`` for when, ``lat, lon`` for a place.

    Raises ``UsageError`` where the field is none that can be corrected, or the value cannot stand in it.
    """
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no field to correct; there are: {', '.join(FIELDS)}")
    if written.strip().lower() in {"null", "none", "nothing", ""}:
        value: Any = None
    else:
        value = next((made for form in FORMS if (made := form(told, field, written.strip())) is not None), None)
        if value is None:
            value = as_json(written)
    json = msgspec.json.encode(value).decode()
    correct_claim(told, field, json)
    return json


def as_json(written: str) -> Any:
    """JSON where it is any, else the words themselves."""
    try:
        return msgspec.json.decode(written)
    except msgspec.DecodeError:
        return written


def as_count(told: Claim, field: str, written: str) -> Any:
    """A count: one number, or bounds."""
    if not field.startswith("toll.") or field.endswith("running_total"):
        return None
    if written.isdecimal():
        return msgspec.to_builtins(Count(int(written), int(written), int(written)))
    if (match := RANGE.fullmatch(written)) and (match[1] or match[2]):
        low, high = (int(bound) if bound else None for bound in match.groups())
        return msgspec.to_builtins(Count(low, None, high))
    return None


def as_days(told: Claim, field: str, written: str) -> Any:
    """A day, or the first and the last. The words of the report stay beside it."""
    if field != "when" or not (match := DAYS.fullmatch(written)):
        return None
    return msgspec.to_builtins(When(match[1], match[2] or match[1], told.when.exact if told.when else "", RULE))


def as_spot(told: Claim, field: str, written: str) -> Any:
    """A spot: degrees north and east. What the report calls the place stays."""
    if field != "place" or not (match := SPOT.fullmatch(written)):
        return None
    lat, lon = float(match[1]), float(match[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError(f"{written}: no such spot; write degrees north, then degrees east: 49.07, 33.42")
    return msgspec.to_builtins(Place(told.place.toponym if told.place else "", lat=lat, lon=lon, level="point", rule=RULE))


def as_names(told: Claim, field: str, written: str) -> Any:
    """Weapons, each between commas."""
    return [word.strip() for word in written.split(",")] if field == "weapons" and not written.startswith("[") else None


Form = Callable[[Claim, str, str], Any]
FORMS: tuple[Form, ...] = (as_count, as_days, as_spot, as_names)
