"""From the scores of the learned reader of incidents to mentions: words that have a part in what happened, and what is told of them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.nouns import Span
from onrecord.text.windows import Window

Scores = NDArray[np.float32]

# The parts that words may have in an incident. A victim is named or described; one mention may have several parts.
ROLES = ("perp_individual", "perp_organization", "target", "weapon", "victim", "described")
# Tags of words, for each part on its own: outside, begin, inside.
BIO = 3
INCIDENTS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
STAGES = ("accomplished", "attempted", "threatened")
CONFIDENCES = ("reported as fact", "claimed or admitted", "suspected or accused by authorities", "suspected or accused", "possible")

# From this probability on a word may belong to a mention: low, so that what is told of it elsewhere can decide.
FAINT = 0.15
# A word at the end of a mention has at least this share of the probability of its likeliest word.
EDGE = 0.5
# What joins two mentions, and what no mention begins or ends with.
JOINING = frozenset(", ; / & and or".split())
LITTLE = JOINING | frozenset("the a an of in at on by to from with for that who which s ' . : ) ( ] [ - --".split())


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely a thing must be to be told, set on messages that the network did not learn from.

    ``types``: that the report tells of such an incident; ``roles``: that a participant has the part in it, as ``weights``, for each role, make
    one number of the signs of it; ``apart``: under it, two that were done to were not in one incident; ``joined``: from it on, who did it or
    with what is told of an incident that another fits better.
    """

    types: float
    roles: float
    weights: Mapping[str, Sequence[float]]
    apart: float = 0.2
    joined: float = 0.5


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The scores of one window: ``roles`` (pieces, roles, tags), ``told`` (pieces, types, stages and confidences), ``together`` (pieces, pieces)."""

    window: Window
    roles: Scores
    told: Scores
    together: Scores
    types: Scores


@dataclass(frozen=True, eq=False, slots=True)
class Mention:
    """Words with a part in an incident: ``score`` is how sure the part is, ``types``, ``stages`` and ``confidences`` what is told there, as scores.

    ``window`` is the number of the window and ``pieces`` are its places there, by which it is known which mentions go together.
    """

    role: str
    span: Span
    score: float
    types: Scores
    stages: Scores
    confidences: Scores
    window: int
    pieces: range


def shares(scores: Scores) -> Scores:
    """Scores as probabilities that add up to one along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def chances(scores: Scores) -> Scores:
    """Scores as probabilities, each by itself."""
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def find_runs(tags: Scores, words: Sequence[str], faint: float = FAINT, edge: float = EDGE) -> Iterator[tuple[int, int]]:
    """The runs of words that may be mentions, in order.

    They are words likelier in than ``faint``, cut behind what joins two (a comma, "and") where one is likelier to begin than to go on.
    At both ends little words go, and those that are far less likely than the run's likeliest. ``tags``: (words, 3), probabilities.
    """
    within = 1 - tags[:, 0]
    start = 0
    for at in range(len(words) + 1):
        inside = at < len(words) and within[at] >= faint
        if inside and not (start < at and words[at - 1] in JOINING and tags[at, 1] > tags[at, 2]):
            continue
        first, last = start, at
        floor = edge * within[first:last].max(initial=0.0)
        while first < last and (words[first] in LITTLE or within[first] < floor):
            first += 1
        while first < last and (words[last - 1] in LITTLE or within[last - 1] < floor):
            last -= 1
        if first < last:
            yield first, last
        start = at if inside else at + 1


def find_mentions(scores: WindowScores, text: str, number: int) -> list[Mention]:
    """The mentions of one window, the ``number``-th of its text, role by role."""
    words = scores.window.words
    ends = [*words[1:], len(scores.window.ids)]
    lasts = [max(at for at in range(word, end) if scores.window.spans[at][1]) for word, end in zip(words, ends, strict=True)]
    written = [text[scores.window.spans[word][0] : scores.window.spans[last][1]].casefold() for word, last in zip(words, lasts, strict=True)]
    tags = shares(scores.roles[words])
    found = []
    for role, name in enumerate(ROLES):
        for first, last in find_runs(tags[:, role], written):
            pieces = range(words[first], lasts[last - 1] + 1)
            told = scores.told[pieces.start : pieces.stop].mean(axis=0)
            types, stages, confidences = np.split(told, [len(INCIDENTS), len(INCIDENTS) + len(STAGES)])
            span = Span(scores.window.spans[pieces.start][0], scores.window.spans[pieces.stop - 1][1])
            sure = float((1 - tags[first:last, role, 0]).mean())
            found.append(Mention(name, span, sure, chances(types), stages, confidences, number, pieces))
    return found


def bond(one: Sequence[Mention], other: Sequence[Mention], windows: Sequence[WindowScores]) -> float | None:
    """How likely two sets of mentions stand in one incident, as the pairs of one window tell; ``None`` where no window has both."""
    told = [
        float(chances(windows[a.window].together[a.pieces.start : a.pieces.stop, b.pieces.start : b.pieces.stop].mean()))
        for a in one
        for b in other
        if a.window == b.window
    ]
    return sum(told) / len(told) if told else None
