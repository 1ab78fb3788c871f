"""A claim with one field set by a person. The noun's own types say what may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.nouns import Claim, Count, Kind, Place, Span, Toll, When
from onrecord.record.quotes import Quote
from onrecord.record.spans import Part, find_parts, take_words

RULE = "corrected by a reviewer"
FIELDS = (
    "event_type stage polarity certainty generic attribution actors recipients weapons media "
    "verification verification.status verification.by responsibility responsibility.status responsibility.by "
    "place place.toponym place.name place.lat place.lon place.country place.level place.radius_km when toll "
    "toll.killed toll.injured toll.missing toll.detained toll.abducted toll.displaced toll.running_total"
).split()
NOTHING = "\\u0000"  # as JSON writes it; PostgreSQL holds no text with it
LONGEST_COUNT = 40  # characters of a number or a range
SPOT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
RANGE = re.compile(r"(\d*)\s*(?:-|–|\.\.)\s*(\d*)")


def correct_claim(told: Claim, field: str, value: str, words: str | None = None, span: Span | None = None) -> Claim:
    """The claim with ``field`` set to a value written as JSON. Raises ``UsageError`` for what cannot stand there.

    ``words`` of the report bear the value out, and stand at ``span``: they are kept where the field has a place for them.
    """
    plain = msgspec.to_builtins(told)
    *path, last = field.split(".")
    inside = plain
    for name in path:
        inside[name] = inside.get(name) or msgspec.to_builtins(EMPTY[name])
        inside = inside[name]
    inside[last] = msgspec.json.decode(value)
    if words is not None and (part := find_part(plain, field, words)) is not None:
        part.plain.update({part.words: words, "start": span.start if span else None, "end": span.end if span else None})
    try:
        return msgspec.convert(plain, Claim)
    except msgspec.ValidationError as error:
        raise UsageError(f"{field}={value}: {say_plainly(str(error))}") from error


MOST_PEOPLE = 10**10
PARTIES = ("attribution", "actors", "recipients")
POINTED_AT = frozenset({"place", "place.toponym", "place.name"})  # of a place, these are what its own words say


def find_part(plain: dict[str, Any], field: str, words: str) -> Part | None:
    """The part of a claim that is to point to the words that bear a field out. Of several parties it is the one of that name."""
    root = field.split(".")[0]
    if root == "place" and field not in POINTED_AT and plain["place"].get("toponym"):
        return None
    found = [part for part in find_parts(plain) if part.field in (root, field)]
    named = [part for part in found if part.plain.get(part.words) == words]
    return next(iter(named if root in PARTIES else found), None)


def check_sense(told: Claim, field: str) -> None:
    """Raises ``UsageError`` for days, degrees and numbers of people that there are not."""
    if told.when is not None:
        try:
            first, last = (date.fromisoformat(day[:10]) for day in (told.when.earliest, told.when.latest))
        except ValueError as error:
            raise UsageError(f"{field}: {error}; write days as 2024-09-13") from error
        if first > last:
            raise UsageError(f"{field}: {first} is after {last}; write the first day first")
    if told.place is not None and (abs(told.place.lat or 0) > 90 or abs(told.place.lon or 0) > 180):
        raise UsageError(f"{field}: no such spot; write degrees north, then degrees east: 49.07, 33.42")
    if told.place is not None and (told.place.radius_km or 0) < 0:
        raise UsageError(f"{field}: no such radius; write kilometres")
    for count in [count for count in msgspec.structs.astuple(told.toll) if isinstance(count, Count)] if told.toll else []:
        if not all(bound is None or 0 <= bound <= MOST_PEOPLE for bound in (count.low, count.best, count.high)):
            raise UsageError(f"{field}: no such number of people; write one from 0 to {MOST_PEOPLE:,}")


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


def parse_value(told: Claim, field: str, written: str, quote: Quote | None = None, text: str | None = None) -> str:
    """What a person wrote for a field, as JSON: ``15``, ``12-15`` or ``15-`` for a count, a day or ``day/day`` for when, ``lat, lon`` for a place.

    With words that a person selected, nothing written stands for the words themselves, and a kind (``military``) for a party of that name.
    Raises ``UsageError`` where the field is none that can be corrected, or the value cannot stand in it.
    """
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no field to correct; there are: {', '.join(FIELDS)}")
    if quote is not None and (by_words := read_words(field, written.strip(), quote)) is not None:
        value: Any = by_words
    elif written.strip().lower() in {"null", "none", "nothing", ""}:
        value = None
    else:
        value = next((made for form in FORMS if (made := form(told, field, written.strip())) is not None), None)
        if value is None:
            value = as_json(written)
    value = complete(field, value, text)
    json = msgspec.json.encode(value).decode()
    if NOTHING in json:
        raise UsageError(f"{field}: has a character in it that no text has (NUL); type it anew")
    check_sense(correct_claim(told, field, json, quote.exact if quote else None, Span(quote.start, quote.end) if quote else None), field)
    return json


def read_words(field: str, written: str, quote: Quote) -> Any:
    """What the selected words are by themselves in a field; None where they say nothing without a value."""
    if field in PARTIES and written in {kind.value for kind in Kind}:
        return [{"name": quote.exact, "kind": written, "start": quote.start, "end": quote.end}]
    if written:
        return None
    alone = {"weapons": [quote.exact], "place": {"toponym": quote.exact, "rule": RULE}}
    return alone.get(field, quote.exact if field in ("place.toponym", "place.name", "verification.by", "responsibility.by") else None)


def complete(field: str, value: Any, text: str | None) -> Any:
    """A value with the words that it points to, taken from the text, and the rule by which it came to be."""
    root, *path = field.split(".")
    if text is not None and isinstance(value, dict | list):
        take_words({"toll": {path[0]: value}} if path and root == "toll" else {root: value}, text)
    if field in ("place", "when") and isinstance(value, dict):
        value.setdefault("rule", RULE)
    return value


def as_json(written: str) -> Any:
    """JSON where it is any, else the words themselves."""
    try:
        return msgspec.json.decode(written)
    except msgspec.DecodeError:
        return written


def as_count(told: Claim, field: str, written: str) -> Any:
    """A count: one number, or bounds."""
    if not field.startswith("toll.") or field.endswith("running_total") or len(written) > LONGEST_COUNT:
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
