"""The toll of a report as a whole, and of an incident from its reports: everyone killed and everyone injured, who did it included.

A sentence's tolls are read by rules (``tolls.py``). Which of them are the report's own (not those of another story, of an older case, of one
victim among several) is weighed: a linear model over named features gives each pair of numbers killed and injured that the report's words can
mean a share of belief. Over the reports of one incident a second such model weighs what each believes, in the order of publication, since later
reports know of those who died later. The weights are ``weights/tolls.json``, and ``weights/tolls.md`` is their card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from math import exp

import msgspec

from onrecord.facts.toll_candidates import Features, Pair, describe, find_pairs
from onrecord.facts.toll_evidence import TOP, Evidence, Line, gather_evidence
from onrecord.facts.toll_merge import describe_merged, merged_pairs
from onrecord.facts.toll_triggers import HAD, first_forms, read_triggers
from onrecord.facts.toll_wounds import MULTIPLES, WOUNDS
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import SentenceParser, parse

LONGEST = 6_000  # characters of a report: what follows is comments and other stories
LOSSES = ("killed", "injured")


class TollWeights(msgspec.Struct, frozen=True):
    """The weights of the features, by their names, for a report and for an incident; ``learned``: the incidents that they were learned from."""

    report: dict[str, float]
    incident: dict[str, float]
    learned: tuple[str, ...] = ()


class ReportToll(msgspec.Struct, frozen=True):
    """What a report tells: the numbers killed and injured, and the share of belief of every pair of them that its words can mean.

    ``tells_killed``, ``tells_injured``: whether any of its words give such a number; where none does, the number is read from signs alone.
    """

    killed: int
    injured: int
    beliefs: dict[Pair, float]
    tells_killed: bool
    tells_injured: bool


@lru_cache(maxsize=1)
def load_weights() -> TollWeights:
    """The weights that the package ships, once a process."""
    return msgspec.json.decode((resources.files("onrecord") / "weights" / "tolls.json").read_bytes(), type=TollWeights)


@lru_cache(maxsize=1)
def _worth() -> frozenset[str]:
    first = {word for row in read_triggers() if row.kind in LOSSES for word in first_forms(row)}
    return (frozenset(first) - HAD) | WOUNDS | MULTIPLES.keys() | {"toll", "casualties", "victims", "shot"}


def worth_a_parse(sentences: Iterable[str]) -> list[bool]:
    """Which sentences hold a word of death or injury, among those of a report's top."""
    return [index < TOP and not _worth().isdisjoint(re.findall(r"[a-z]+", sentence.casefold())) for index, sentence in enumerate(sentences)]


def read_toll(title: str, text: str, *, parser: SentenceParser = parse, weights: TollWeights | None = None) -> ReportToll:
    """The toll that a report tells, from its title and text."""
    return weigh_evidence(gather_evidence(read_lines(title, text, parser=parser)), weights or load_weights())


def read_lines(title: str, text: str, *, parser: SentenceParser = parse) -> list[Line]:
    """The lines of a report with their tolls, its title first."""
    sentences = parser(f"{title}\n\n{text[:LONGEST]}", needs_parse=worth_a_parse)
    return [Line(one.index, one.text, find_tolls(one) if one.parsed else ()) for one in sentences[:TOP]]


def weigh_evidence(evidence: Evidence, weights: TollWeights) -> ReportToll:
    """The toll that a report's evidence tells."""
    return believe(evidence, share_belief({pair: describe(evidence, pair) for pair in find_pairs(evidence)}, weights.report))


def believe(evidence: Evidence, beliefs: dict[Pair, float]) -> ReportToll:
    """The likeliest pair of a report."""
    killed, injured = max(sorted(beliefs), key=beliefs.__getitem__)
    return ReportToll(killed, injured, beliefs, evidence.tells_killed, evidence.tells_injured)


def merge_tolls(reports: Sequence[tuple[str | None, ReportToll]], *, weights: TollWeights | None = None) -> Pair:
    """The numbers killed and injured of one incident, from its reports with the dates they were published (ISO 8601).

    The number killed is the likeliest by itself, the number injured that of the likeliest pair.
    """
    in_order = [toll for _, toll in sorted(reports, key=lambda report: report[0] or "")]
    if len(in_order) == 1:
        beliefs = in_order[0].beliefs
    else:
        beliefs = share_belief({pair: describe_merged(in_order, pair) for pair in merged_pairs(in_order)}, (weights or load_weights()).incident)
    killed: dict[int, float] = {}
    for (dead, _), share in beliefs.items():
        killed[dead] = killed.get(dead, 0.0) + share
    return max(sorted(killed), key=killed.__getitem__), max(sorted(beliefs), key=beliefs.__getitem__)[1]


def share_belief(candidates: dict[Pair, Features], weights: dict[str, float]) -> dict[Pair, float]:
    """Each candidate's share, by the softmax of its weighted features."""
    scores = {pair: sum(weights.get(name, 0.0) * value for name, value in features.items()) for pair, features in candidates.items()}
    highest = max(scores.values())
    raised = {pair: exp(score - highest) for pair, score in scores.items()}
    whole = sum(raised.values())
    return {pair: share / whole for pair, share in raised.items()}
