"""From the scores of the learned encoder to attributions in words: source, cue and content as spans of the text, tied to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.nouns import Span
from onrecord.text.encoder import Encoded, Scores
from onrecord.text.windows import Window

PARTS = ("source", "cue", "content")
# Tags of words: outside, then begin and inside of each part.
TAGS = ("O", *(f"{where}-{part}" for part in PARTS for where in "BI"))
# What a word may be tied to: words of content to their cue, words of a cue to its source (the window's first mark, where it has none).
RELATIONS = ("content-cue", "cue-source")

# A further piece of content belongs to its cue when it points there at least so strongly, as a mean log-probability; else it is dropped.
HOLD = -0.5


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what, as the words alone tell it: ``source`` (``None`` where they name none), ``cue``, and ``content``.

    Content comes in one or more pieces, in none where only the cue was made out. ``score``, from 0 to 1, is the mean probability of the cue's tags.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a window that share one part: positions in ``window.words``, the last excluded."""

    part: str
    first: int
    last: int


def best_tags(scores: Scores, transitions: Scores, starts: Scores) -> list[int]:
    """The best tags of a sequence (Viterbi 1967). ``scores``: (words, tags); ``transitions``: (from, to). No part has an inside before it begins."""
    transitions, starts = transitions.copy(), starts.copy()
    for at, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            starts[at] = -np.inf
            transitions[[other for other, before in enumerate(TAGS) if before[2:] != tag[2:]], at] = -np.inf
    total = starts + scores[0]
    back = np.empty(scores.shape, dtype=np.intp)
    for at in range(1, len(scores)):
        ways = total[:, None] + transitions
        back[at] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[at]
    tags = [int(total.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        tags.append(int(back[at, tags[-1]]))
    return tags[::-1]


def find_runs(tags: Sequence[int]) -> list[Run]:
    """The runs of words that the tags tell.

    >>> find_runs([TAGS.index(tag) for tag in ("B-source", "I-source", "B-cue", "O", "B-content")])
    [Run(part='source', first=0, last=2), Run(part='cue', first=2, last=3), Run(part='content', first=4, last=5)]
    """
    runs: list[Run] = []
    for at, tag in enumerate(TAGS[tag] for tag in tags):
        if tag.startswith("B-"):
            runs.append(Run(tag[2:], at, at + 1))
        elif tag.startswith("I-"):
            runs[-1] = Run(runs[-1].part, runs[-1].first, at + 1)
    return runs


def _log_shares(scores: Scores) -> Scores:
    """Each row's scores as log-probabilities."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True)), dtype=np.float32)


def _strengths(scores: Scores, words: Sequence[int], of: Run, to: Sequence[Run]) -> list[float]:
    """How strongly one run points at each of others, and, last, at the window's first mark: the mean, over its words, of the log-probability."""
    rows = _log_shares(scores[words[of.first : of.last]])
    pointed = [float(np.logaddexp.reduce(rows[:, words[run.first : run.last]], axis=1).mean()) for run in to]
    return [*pointed, float(rows[:, 0].mean())]


def read_speech(encoded: Encoded, transitions: Scores, starts: Scores) -> list[Speech]:
    """The attributions of one window, in the order of their cues."""
    window, words = encoded.window, encoded.window.words
    at_words = encoded.tags[words]
    runs = find_runs(best_tags(at_words, transitions, starts))
    cues, sources = ([run for run in runs if run.part == part] for part in ("cue", "source"))
    shares = np.exp(_log_shares(at_words))[:, [TAGS.index("B-cue"), TAGS.index("I-cue")]].sum(axis=1)
    found = []
    for cue, pieces in _contents(encoded.ties[0], words, runs, cues).items():
        source = [*sources, None][int(np.argmax(_strengths(encoded.ties[1], words, cue, sources)))]
        content = tuple(_span(window, piece) for piece in pieces)
        found.append(Speech(_span(window, source) if source else None, _span(window, cue), content, float(shares[cue.first : cue.last].mean())))
    return found


def _contents(ties: Scores, words: Sequence[int], runs: Sequence[Run], cues: Sequence[Run]) -> dict[Run, list[Run]]:
    """The pieces of content of each cue: each goes to the cue it points at most, and the weaker of several only if it holds."""
    tied: dict[Run, list[tuple[float, Run]]] = {cue: [] for cue in cues}
    for run in runs:
        if run.part == "content" and cues:
            strengths = _strengths(ties, words, run, cues)[:-1]
            tied[cues[int(np.argmax(strengths))]].append((max(strengths), run))
    strongest = {cue: max((strength for strength, _ in pieces), default=HOLD) for cue, pieces in tied.items()}
    return {cue: [run for strength, run in tied[cue] if strength >= min(HOLD, top)] for cue, top in strongest.items()}


def _span(window: Window, run: Run) -> Span:
    """Where a run of words stands in the text."""
    after = window.words[run.last] if run.last < len(window.words) else len(window.ids)
    end = max(window.spans[at][1] for at in range(window.words[run.last - 1], after))
    return Span(window.spans[window.words[run.first]][0], end)
