"""Incidents of a report as the learned reader sees them: what was done, to whom, by whom and with what, several of a kind told apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.claims.incidents_people import gather, words_of
from onrecord.claims.incidents_reader import IncidentReader, load_reader
from onrecord.claims.incidents_tags import CONFIDENCES, INCIDENTS, ROLES, STAGES, Bars, Mention, WindowScores, bond, chances, find_mentions
from onrecord.nouns import Span

# No odds are longer than these: the network is never so sure.
FLOOR = 1e-3


@dataclass(frozen=True, eq=False, slots=True)
class Participant:
    """Who or what has a part in incidents: its ``mentions``, the words that name it best, and for each type how likely it is part of such."""

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
    mentions = [mention for number, window in enumerate(windows) for mention in find_mentions(window, text, number)]
    found = []
    for role in ROLES:
        for group in gather([mention for mention in mentions if mention.role == role], text):
            weights = np.array([mention.score for mention in group])
            types = np.average([mention.types for mention in group], axis=0, weights=weights)
            found.append(Participant(role, tuple(group), _best_words(group, text), float(weights.max()), tuple(map(float, types))))
    return found


def _odds(chance: float) -> float:
    return math.log(max(chance, FLOOR) / max(1 - chance, FLOOR))


def signs(participant: Participant, number: int, told: float) -> list[float]:
    """The signs that a participant has its part in an incident of the ``number``-th type, which the report tells of as likely as ``told``."""
    return [1.0, _odds(participant.score), _odds(participant.types[number]), _odds(told), math.log(len(participant.mentions))]


def has_part(participant: Participant, number: int, told: float, bars: Bars) -> bool:
    """Whether the signs are enough."""
    weighed = sum(weight * sign for weight, sign in zip(bars.weights[participant.role], signs(participant, number, told), strict=True))
    return weighed >= _odds(bars.roles)


def type_scores(windows: Sequence[WindowScores]) -> list[float]:
    return [max((float(chances(window.types)[n]) for window in windows), default=0.0) for n in range(len(INCIDENTS))]


class Bonds:
    """How likely two participants stand in one incident, each pair reckoned once."""

    def __init__(self, windows: Sequence[WindowScores]) -> None:
        self.windows = windows
        self.known: dict[tuple[Participant, Participant], float | None] = {}

    def of(self, ones: Sequence[Participant], others: Sequence[Participant]) -> float | None:
        """The mean over the pairs of two groups; ``None`` where no window has a pair."""
        told = [bond for one in ones for other in others if (bond := self._pair(one, other)) is not None]
        return sum(told) / len(told) if told else None

    def _pair(self, one: Participant, other: Participant) -> float | None:
        if (one, other) not in self.known:
            self.known[one, other] = self.known[other, one] = bond(one.mentions, other.mentions, self.windows)
        return self.known[one, other]


def _joined(groups: list[list[Participant]], bonds: Bonds, apart: float) -> list[list[Participant]]:
    """Groups of participants, the two with the strongest bond made one, as long as it holds."""
    while len(groups) > 1:
        pairs = [(one, other) for one in range(len(groups)) for other in range(one + 1, len(groups))]
        strength, one, other = max((bonds.of(groups[a], groups[b]) or 0.0, a, b) for a, b in pairs)
        if strength < apart:
            break
        groups[one] += groups.pop(other)
    return groups


# What an incident is told apart by: its doers may have done many.
DONE_TO = ("target", "victim", "described")


def _split(participants: Sequence[Participant], bonds: Bonds, bars: Bars) -> list[list[Participant]]:
    """The participants of all incidents of one type, incident by incident: those done to by their bonds, others with each they are tied to."""
    groups = _joined([[one] for one in participants if one.role in DONE_TO], bonds, bars.apart) or [[]]
    full = [list(group) for group in groups]
    for one in (one for one in participants if one.role not in DONE_TO):
        strengths = [bonds.of([one], group) or 0.0 for group in groups]
        for group, strength in zip(full, strengths, strict=True):
            if strength >= bars.joined or strength == max(strengths):
                group.append(one)
    return full


def _incident(number: int, score: float, participants: Sequence[Participant]) -> Incident:
    """An incident of those who have a part in it."""
    stages = np.sum([mention.stages * mention.score for one in participants for mention in one.mentions], axis=0)
    organisations = [one for one in participants if one.role == "perp_organization"]
    sure = [(one, CONFIDENCES[int(np.argmax(np.mean([m.confidences for m in one.mentions], axis=0)))]) for one in organisations]
    return Incident(INCIDENTS[number], score, STAGES[int(np.argmax(stages))] if participants else STAGES[0], tuple(participants), tuple(sure))


def read_incidents(text: str, reader: IncidentReader | None = None) -> list[Incident]:
    """The incidents that a report tells."""
    reader = reader or load_reader()
    windows = reader.read(text)
    return find_incidents(find_participants(windows, text), Bonds(windows), reader.bars)


def find_incidents(participants: Sequence[Participant], bonds: Bonds, bars: Bars) -> list[Incident]:
    """The incidents that the scores of a report tell of its participants, type by type."""
    incidents = []
    for number, score in enumerate(type_scores(bonds.windows)):
        if score < bars.types:
            continue
        own = [one for one in participants if has_part(one, number, score, bars)]
        incidents += [_incident(number, score, group) for group in _split(own, bonds, bars)]
    return incidents
