"""What can be coded of a claim, and the values that a coder may give."""

from __future__ import annotations

import re
from typing import get_args

from onrecord.errors import UsageError
from onrecord.nouns import Certainty, EventType, Kind, Level, Polarity, ResponsibilityStatus, Stage, VerificationStatus

NONE = "none"  # the words do not say
UNSURE = "unsure"  # the coder cannot tell: counts as not coded
YES_NO = ("yes", "no")
COUNTS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
COUNTRY = re.compile(r"[A-Z]{2}")
MOST = 100_000_000
CODES: dict[str, tuple[str, ...]] = {
    "is_claim": YES_NO,
    "event_type": tuple(each.value for each in EventType),
    "stage": get_args(Stage),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "verification": get_args(VerificationStatus),
    "responsibility": (*get_args(ResponsibilityStatus), NONE),
    "voice_kind": tuple(each.value for each in Kind),
    "place_level": (*get_args(Level), NONE),
    "generic": YES_NO,
}
FIELDS = (*CODES, "country", *COUNTS)


def check_fields(names: list[str]) -> tuple[str, ...]:
    """The fields, each once. Raises ``UsageError`` for one that cannot be coded."""
    for name in names:
        if name not in FIELDS:
            raise UsageError(f"{name!r} is no field to code; there are: {', '.join(FIELDS)}")
    if not names:
        raise UsageError(f"a sample needs fields to code; there are: {', '.join(FIELDS)}")
    return tuple(dict.fromkeys(names))


def parse_code(field: str, written: str) -> str:
    """The value that a coder gives, in its one form. Raises ``UsageError`` for what is no value of the field.

    >>> parse_code("killed", " 012 "), parse_code("country", "ua"), parse_code("stage", "unsure")
    ('12', 'UA', 'unsure')
    """
    value = written.strip()
    if value.lower() == UNSURE:
        return UNSURE
    if field in COUNTS:
        if value.lower() == NONE:
            return NONE
        if value.isascii() and value.isdecimal() and int(value) <= MOST:
            return str(int(value))
        raise UsageError(f"{field}: {written!r} is no number; write one, {NONE} where the words give none, or {UNSURE}")
    if field == "country":
        if value.lower() == NONE:
            return NONE
        if COUNTRY.fullmatch(value.upper()):
            return value.upper()
        raise UsageError(f"country: {written!r} is no country; write its two letters, {NONE} where the words give none, or {UNSURE}")
    if value not in CODES[field]:
        raise UsageError(f"{field}: {written!r} is no value of it; there are: {', '.join(CODES[field])}, {UNSURE}")
    return value
