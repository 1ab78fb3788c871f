"""Incidents of a report as the learned reader sees them: what was done, to whom, by whom and with what, several of a kind told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.claims.incidents_people import gather, words_of
from onrecord.claims.incidents_reader import IncidentReader, load_reader
from onrecord.claims.incidents_tags import CONFIDENCES, INCIDENTS, ROLES, STAGES, Bars, Mention, WindowScores, bond, chances, find_mentions
from onrecord.nouns import Span


@dataclass(frozen=True, eq=False, slots=True)
class Participant:
    """Who or what has a part in a report's incidents: its ``mentions``, the words that name it best, and per incident type how likely it is part of one."""

    role: str
    mentions: tuple[Mention, ...]
    words: Span
    score: float
    types: tuple[float, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Incident:
    """One incident: its type and stage, who has a part in it, and how sure the report is of each organisation."""

    type: str
    score: float
    stage: str
    participants: tuple[Participant, ...]
    confidences: tuple[tuple[Participant, str], ...]


def _best_words(mentions: Sequence[Mention], text: str) -> Span:
    """The words by which a participant is told most surely: of one spelling, all mentions count together."""
    sums: dict[tuple[str, ...], float] = {}
    for mention in mentions:
        key = words_of(mention.span.of(text))
        sums[key] = sums.get(key, 0.0) + mention.score
    best = max(sums, key=lambda key: (sums[key], len(key)))
    return next(mention.span for mention in mentions if words_of(mention.span.of(text)) == best)


def find_participants(windows: Sequence[WindowScores], text: str) -> list[Participant]:
    """The participants of a report, role by role: a part is as sure as its surest mention."""
    mentions = [mention for number, window in enumerate(windows) for mention in find_mentions(window, number)]
    found = []
    for role in ROLES:
        for group in gather([mention for mention in mentions if mention.role == role], text):
            weights = np.array([mention.score for mention in group])
            types = np.average([mention.types for mention in group], axis=0, weights=weights)
            found.append(Participant(role, tuple(group), _best_words(group, text), float(weights.max()), tuple(map(float, types))))
    return found


def _type_scores(windows: Sequence[WindowScores]) -> list[float]:
    return [max((float(chances(window.types)[n]) for window in windows), default=0.0) for n in range(len(INCIDENTS))]


def _joined(groups: list[list[Participant]], windows: Sequence[WindowScores], bars: Bars) -> list[list[Participant]]:
    """Groups of participants, the two with the strongest bond made one, as long as it holds."""
    while len(groups) > 1:
        bonds = [
            (found, one, other)
            for one in range(len(groups))
            for other in range(one + 1, len(groups))
            if (found := bond(_mentions(groups[one]), _mentions(groups[other]), windows)) is not None
        ]
        strength, one, other = max(bonds, default=(0.0, 0, 0))
        if strength < bars.apart:
            break
        groups[one] += groups.pop(other)
    return groups


def _mentions(participants: Iterable[Participant]) -> list[Mention]:
    return [mention for participant in participants for mention in participant.mentions]


# What an incident is told apart by: its doers may have done many.
DONE_TO = ("target", "victim", "described")


def _split(participants: Sequence[Participant], windows: Sequence[WindowScores], bars: Bars) -> list[list[Participant]]:
    """The participants of all incidents of one type, incident by incident: those done to by their bonds, the others with each that they are tied to."""
    groups = _joined([[one] for one in participants if one.role in DONE_TO], windows, bars) or [[]]
    full = [list(group) for group in groups]
    for one in (one for one in participants if one.role not in DONE_TO):
        bonds = [(bond(one.mentions, _mentions(group), windows) or 0.0) if group else 1.0 for group in groups]
        for at, strength in enumerate(bonds):
            if strength >= bars.joined or strength == max(bonds):
                full[at].append(one)
    return full


def _incident(number: int, score: float, participants: Sequence[Participant]) -> Incident:
    """An incident of those who have a part in it."""
    stages = np.sum([mention.stages * mention.score for mention in _mentions(participants)], axis=0)
    organisations = [one for one in participants if one.role == "perp_organization"]
    sure = [(one, CONFIDENCES[int(np.argmax(np.mean([m.confidences for m in one.mentions], axis=0)))]) for one in organisations]
    return Incident(INCIDENTS[number], score, STAGES[int(np.argmax(stages))] if participants else STAGES[0], tuple(participants), tuple(sure))


def read_incidents(text: str, reader: IncidentReader | None = None) -> list[Incident]:
    """The incidents that a report tells."""
    reader = reader or load_reader()
    windows = reader.read(text)
    return find_incidents(find_participants(windows, text), windows, reader.bars)


def find_incidents(participants: Sequence[Participant], windows: Sequence[WindowScores], bars: Bars) -> list[Incident]:
    """The incidents that the scores of a report tell of its participants, type by type."""
    incidents = []
    for number, score in enumerate(_type_scores(windows)):
        name = INCIDENTS[number]
        if score < bars.types[name]:
            continue
        own = [one for one in participants if one.score * one.types[number] >= bars.roles[one.role]]
        incidents += [_incident(number, score, group) for group in _split(own, windows, bars)]
    return incidents
