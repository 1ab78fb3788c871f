"""Who tells an event: claims by their origin, so that ten copies of one wire, or two agencies that quote one ministry, are one voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.merge.copies import find_agency, find_credit
from onrecord.merge.nouns import CopyGroup, IndependentVoice, Teller
from onrecord.nouns import Claim, Kind, Report

SMALL = frozenset("the a an of in on at for and s mr mrs ms dr gen general col colonel lt maj sgt capt president minister prime chief".split())
# Voices without a name of their own: another outlet's witness is another witness, and its official may be the same one.
NAMELESS = frozenset({Kind.WITNESS, Kind.RESIDENT, Kind.RELATIVE, Kind.UNNAMED, Kind.CIVILIAN})
# One body speaks with one voice however its speaker is named: "police", "Houston police", "a police spokesman".
BODIES = frozenset({Kind.POLICE, Kind.MILITARY, Kind.GOVERNMENT, Kind.COURT, Kind.MEDICAL})
SPEAKERS = re.compile(r"\b(?:spokes(?:man|woman|person|people)|officials?|officers?|sources?|statement|authorities|department|ministry|office)\b")


@dataclass(frozen=True)
class Told:
    """A claim with the report that tells it, and the report that this one copies, if any."""

    claim: Claim
    report: Report
    copy_of: str | None
    origin: Report


def find_told(claims: Iterable[tuple[Report, Claim]], copies: Mapping[str, CopyGroup], reports: Mapping[str, Report]) -> list[Told]:
    """Claims with the origin of their text; where the origin is not at hand, the report itself stands for it."""
    told = []
    for report, claim in claims:
        group = copies.get(report.id)
        origin = group.origin if group else report.id
        told.append(Told(claim, report, origin if origin != report.id else None, reports.get(origin, report)))
    return told


def name_voice(told: Told) -> tuple[str, Kind]:
    """Who says it: the origin of the chain, or where the report says it in its own words, the outlet that wrote the text."""
    if told.claim.attribution:
        origin = told.claim.attribution[-1]
        return origin.name, origin.kind
    credit = find_credit(told.origin) or find_credit(told.report)
    if credit:
        return credit, Kind.NEWS_AGENCY
    return told.origin.outlet or f"report {told.origin.id[:8]}", Kind.OUTLET


def make_teller(told: Told) -> Teller:
    """Who gives a claim's values, and how they were checked."""
    name, kind = name_voice(told)
    claim = told.claim
    return Teller(claim.id, told.report.id, told.report.outlet, name, kind, claim.verification.status, claim.certainty, told.copy_of)


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    plain = SPEAKERS.sub(" ", name.casefold())
    return frozenset(word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:['’]s)?", plain.replace("’", "'"))) - SMALL


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """A teller with what tells whether another is one voice with it: its name, the words of that, and the key that both must share."""

    told: Told
    name: str
    kind: Kind
    words: frozenset[str]
    key: tuple[str, ...]


def read_speaker(told: Told) -> Speaker:
    name, kind = name_voice(told)
    return Speaker(told, name, kind, name_words(name), key_voice(told, name, kind))


def key_voice(told: Told, name: str, kind: Kind) -> tuple[str, ...]:
    """What two tellers share where they are one voice, but for names of which one is a part of the other."""
    if kind in (Kind.NEWS_AGENCY, Kind.OUTLET):
        return ("outlet", (find_agency(name) or name).casefold())
    if kind in NAMELESS:
        return ("nameless", told.origin.id, kind.value)
    if kind in BODIES:
        return ("body", kind.value)
    return ("named",)


def is_one_voice(one: Speaker, other: Speaker) -> bool:
    """Whether two tellers are one origin: one name within the other, the same text, the same outlet's own words."""
    if one.key != other.key:
        return False
    if one.key[0] in ("outlet", "nameless"):
        return True
    if one.key[0] == "body" and (not one.words or not other.words):
        return True
    return bool(one.words & other.words) and (one.words <= other.words or other.words <= one.words)


def find_independent(told: Sequence[Told]) -> tuple[IndependentVoice, ...]:
    """The origins of what is told, most reports first. Who is one voice with two others makes one of all three."""
    groups: list[list[Speaker]] = []
    for one in sorted(map(read_speaker, told), key=lambda one: (-len(one.words), one.told.claim.id)):
        near = [group for group in groups if any(is_one_voice(one, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[one, *(other for group in near for other in group)]]
    voices = [_voice(group) for group in groups]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.reports), voice.name, voice.claims)))


def _voice(group: Sequence[Speaker]) -> IndependentVoice:
    names = Counter((one.name, one.kind) for one in group)
    name, kind = max(names, key=lambda voice: (names[voice], len(voice[0]), voice[0]))
    return IndependentVoice(name, kind, tuple(sorted({one.told.report.id for one in group})), tuple(sorted({one.told.claim.id for one in group})))
