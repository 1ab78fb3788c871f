"""The answer keys of MUC-3 and MUC-4, read: what happened in a message, template by template, each filler with the forms of it that are right."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

# Slots of the measure, and the field of the keys that each stands for. Names alone make a victim, as in the published measure;
# "described" has what the keys call people besides ("three peasants").
FIELDS = {
    "perp_individual": "PERP: INDIVIDUAL ID",
    "perp_organization": "PERP: ORGANIZATION ID",
    "target": "PHYS TGT: ID",
    "weapon": "INCIDENT: INSTRUMENT ID",
    "victim": "HUM TGT: NAME",
    "described": "HUM TGT: DESCRIPTION",
}
NAMED = ("perp_individual", "perp_organization", "target", "weapon", "victim")
QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
ARTICLES = re.compile(r"\b(?:a|an|the)\b")
NO_PUNCTUATION = str.maketrans("", "", string.punctuation)

# The right forms of one filler: any of them will do.
Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a message is of an organisation's part: the classes that are right, for which organisation, and whether it may be left out."""

    classes: frozenset[str]
    forms: Forms
    optional: bool


@dataclass(frozen=True, slots=True)
class Key:
    """One template: the incident ``types`` and ``stages`` that are right, the fillers of each slot in the keys' own spelling, the confidences."""

    types: tuple[str, ...]
    stages: tuple[str, ...]
    slots: Mapping[str, tuple[Forms, ...]]
    confidences: tuple[Confidence, ...] = field(default=())


@cache
def plain(words: str) -> str:
    """The words without case, punctuation, articles and surplus space: what the measure compares.

    >>> plain('The "Santo Tomas"\\n farm'), plain("U.S. EMBASSY")
    ('santo tomas farm', 'us embassy')
    """
    return " ".join(ARTICLES.sub(" ", words.casefold().translate(NO_PUNCTUATION)).split())


def _forms(value: str) -> Forms:
    """The forms of a filler as the keys write it: quoted, with strokes between them; a few are without their quotes."""
    quoted = [" ".join(match.replace('\\"', '"').split()) for match in QUOTED.findall(value)]
    if quoted:
        return tuple(form for form in quoted if form)
    bare = value.strip(' ?"()')
    return (bare,) if bare not in {"", "-", "*"} else ()


def _split(value: str) -> tuple[str, str]:
    """What stands before and after the colon that is in no quotation; the second is empty where there is none."""
    blank = QUOTED.sub(lambda match: "_" * len(match.group()), value)
    at = blank.find(":")
    return (value, "") if at < 0 else (value[:at], value[at + 1 :])


def _classes(value: str) -> tuple[str, ...]:
    """The classes of a set list that a value names, in lower case.

    >>> _classes("? REPORTED AS FACT / POSSIBLE")
    ('reported as fact', 'possible')
    """
    return tuple(part for part in (" ".join(one.strip(" ?()").casefold().split()) for one in value.split("/")) if part)


def _confidence(value: str) -> Confidence:
    classes, organisation = _split(value)
    return Confidence(frozenset(_classes(classes)), _forms(organisation), value.lstrip(" (").startswith("?"))


def read_key(template: Mapping[str, Sequence[str]]) -> Key:
    """A template of the data's rows, read."""
    optional = any("OPTIONAL" in value for value in template.get("MESSAGE: TEMPLATE", ()))
    slots = {slot: tuple(forms for value in template.get(field, ()) if (forms := _forms(_split(value)[0]))) for slot, field in FIELDS.items()}
    confidences = [_confidence(value) for value in template.get("PERP: ORGANIZATION CONFIDENCE", ())]
    return Key(
        types=tuple(one for value in template.get("INCIDENT: TYPE", ()) for one in _classes(value)),
        stages=tuple(one for value in template.get("INCIDENT: STAGE OF EXECUTION", ()) for one in _classes(value)),
        slots=slots,
        confidences=tuple(Confidence(one.classes, one.forms, one.optional or optional) for one in confidences if one.classes),
    )


def read_keys(row: Mapping[str, Any]) -> list[Key]:
    """The templates of a row: fillers that its text does not hold are dropped, then templates that are twins of one before."""
    text = " ".join(row["text"].casefold().split())
    keys: list[Key] = []
    for template in row["templates"]:
        key = read_key(template)
        held = {slot: tuple(_held(forms, text) for forms in fillers) for slot, fillers in key.slots.items()}
        key = Key(key.types, key.stages, {slot: tuple(filter(None, fillers)) for slot, fillers in held.items()}, key.confidences)
        if not any(key.types == other.types and all(key.slots[slot] == other.slots[slot] for slot in NAMED) for other in keys):
            keys.append(key)
    return keys


def _held(forms: Forms, text: str) -> Forms:
    return tuple(form for form in forms if form.casefold() in text)
