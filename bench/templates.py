"""How well incidents are read: templates of what happened in messages on Latin American terrorism (MUC-3 and MUC-4), six slots, confidence and stage.

``docs/benchmarks/templates.md`` defines the measure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bench.attribution import load_rows
from bench.keys import FIELDS, NAMED, Key, plain, read_keys
from onrecord.claims.incidents import Incident, read_incidents

DEV = Path("templates") / "muc4-dev.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Answer:
    """One template as it was read: its type, its stage, each slot's fillers (one form each), and each organisation's confidence."""

    type: str
    stage: str
    slots: Mapping[str, tuple[str, ...]]
    confidences: tuple[tuple[str, str], ...] = field(default=())


@dataclass
class Tally:
    """Hits and what they are a share of, both ways: of what was read, and of the keys."""

    read: int = 0
    right: int = 0
    gold: int = 0
    met: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.read + other.read, self.right + other.right, self.gold + other.gold, self.met + other.met)


def _forms(key: Key, slot: str, described: bool) -> list[frozenset[str]]:
    """The forms of each filler of a key's slot, as they are compared; with ``described``, victims that have no name too."""
    fillers = [*key.slots[slot], *(key.slots["described"] if described and slot == "victim" else ())]
    return [frozenset(map(plain, forms)) for forms in fillers]


def compare(answer: Answer, key: Key, *, described: bool = False) -> dict[str, Tally]:
    """The tallies of a template that is held against a key of its type, slot by slot."""
    tallies = {}
    for slot in NAMED:
        read, gold = [plain(one) for one in _read(answer, slot, described)], _forms(key, slot, described)
        right = sum(any(one in forms for forms in gold) for one in read)
        met = sum(any(one in forms for one in read) for forms in gold)
        tallies[slot] = Tally(len(read), right, len(gold), met)
    return tallies


def _read(answer: Answer, slot: str, described: bool) -> Sequence[str]:
    return [*answer.slots.get(slot, ()), *(answer.slots.get("described", ()) if described and slot == "victim" else ())]


def align(answers: Sequence[Answer], keys: Sequence[Key], *, described: bool = False) -> list[int | None]:
    """For each answer the number of its key, or ``None``: one to one, of the same type, for the most hits; ties fall to confidence and stage."""
    worth = [[_worth(answer, key, described) if answer.type in key.types else 0 for key in keys] for answer in answers]

    @cache
    def best(at: int, free: int) -> tuple[int, tuple[int | None, ...]]:
        if at == len(answers):
            return 0, ()
        hits, rest = best(at + 1, free)
        found: tuple[int, tuple[int | None, ...]] = (hits, (None, *rest))
        for number, value in enumerate(worth[at]):
            if value and free >> number & 1:
                hits, rest = best(at + 1, free & ~(1 << number))
                if value + hits > found[0]:
                    found = (value + hits, (number, *rest))
        return found

    return list(best(0, (1 << len(keys)) - 1)[1])


def _worth(answer: Answer, key: Key, described: bool) -> int:
    """How well a template fits a key of its type: hits first, the type's own among them."""
    hits = 2 + sum(tally.right + tally.met for tally in compare(answer, key, described=described).values())
    return hits * 100 + _confidence(answer, key).right * 10 + (answer.stage in key.stages)


def _confidence(answer: Answer | None, key: Key | None) -> Tally:
    """Confidences of an aligned pair. An optional one counts only where it is met; one read beside a key counts as read."""
    read = answer.confidences if answer else ()
    gold = key.confidences if key else ()
    if not answer or not key:
        return Tally(read=len(read), gold=sum(not one.optional for one in gold))
    hits = [[plain(words) in map(plain, one.forms) and name in one.classes for words, name in read] for one in gold]
    met = sum(any(row) and not one.optional for row, one in zip(hits, gold, strict=True))
    extra = sum(any(row) and one.optional for row, one in zip(hits, gold, strict=True))
    right = sum(any(row[n] for row in hits) for n in range(len(read)))
    return Tally(len(read), right, sum(not one.optional for one in gold) + extra, met + extra)


def tally_row(answers: Sequence[Answer], keys: Sequence[Key], *, described: bool = False) -> dict[str, Tally]:
    """The tallies of one message."""
    aligned = align(answers, keys, described=described)
    free = set(range(len(keys))).difference(at for at in aligned if at is not None)
    matched = len(keys) - len(free)
    stages = sum(answer.stage in keys[at].stages for answer, at in zip(answers, aligned, strict=True) if at is not None)
    told = sum(bool(key.stages) for key in keys)
    tallies = {
        "incident_type": Tally(len(answers), matched, len(keys), matched),
        "stage": Tally(len(answers), stages, told, stages),
        "confidence": Tally(),
        **{slot: Tally() for slot in NAMED},
    }
    for answer, at in zip(answers, aligned, strict=True):
        tallies["confidence"] += _confidence(answer, None if at is None else keys[at])
        for slot in NAMED:
            tallies[slot] += Tally(read=len(_read(answer, slot, described))) if at is None else compare(answer, keys[at], described=described)[slot]
    for at in sorted(free):
        tallies["confidence"] += _confidence(None, keys[at])
        for slot in NAMED:
            tallies[slot] += Tally(gold=len(_forms(keys[at], slot, described)))
    return tallies


def score_rows(rows: Sequence[Mapping[str, Any]], answers: Sequence[Sequence[Answer]]) -> dict[str, float]:
    """The figures of what was read in each row."""
    named, described = (_sum(rows, answers, described=flag) for flag in (False, True))
    six = sum((named[slot] for slot in ("incident_type", *NAMED)), Tally())
    figures = {"six_slot_f1": six.f1, "six_slot_p": six.precision, "six_slot_r": six.recall}
    figures |= {f"{slot}_f1": named[slot].f1 for slot in ("incident_type", *NAMED)}
    figures |= {"confidence_r": named["confidence"].recall, "confidence_p": named["confidence"].precision, "stage_f1": named["stage"].f1}
    figures["six_slot_described_f1"] = sum((described[slot] for slot in ("incident_type", *NAMED)), Tally()).f1
    figures["victim_described_f1"] = described["victim"].f1
    return figures


def _sum(rows: Sequence[Mapping[str, Any]], answers: Sequence[Sequence[Answer]], *, described: bool) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for row, read in zip(rows, answers, strict=True):
        for name, tally in tally_row(read, read_keys(row), described=described).items():
            sums[name] = sums.get(name, Tally()) + tally
    return sums


def as_answer(incident: Incident, text: str) -> Answer:
    """An incident as the reader sees it, in the form that is held against the keys."""
    slots: dict[str, list[str]] = {}
    for one in incident.participants:
        slots.setdefault(one.role, []).append(one.words.of(text))
    sure = tuple((one.words.of(text), name) for one, name in incident.confidences)
    return Answer(incident.type, incident.stage, {slot: tuple(words) for slot, words in slots.items()}, sure)


def _written(row: Mapping[str, Any], incidents: Sequence[Answer]) -> str:
    """A line of predictions: each template with its type, its stage, the fillers of its slots and the confidence of each organisation."""
    templates = [
        {
            "incident_type": one.type,
            "stage": one.stage,
            **{slot: list(one.slots.get(slot, ())) for slot in FIELDS},
            "confidence": dict(one.confidences),
        }
        for one in incidents
    ]
    return json.dumps({"id": row["id"], "templates": templates}) + "\n"


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Figures on the messages of TST1 and TST2, or on the rows of the file that ``data`` names; ``out`` gets the templates read, a message a line."""
    rows = list(load_rows(data if data.is_file() else data / DEV))
    answers = [[as_answer(incident, row["text"]) for incident in read_incidents(row["text"])] for row in rows]
    if out is not None:
        out.write_text("".join(_written(row, read) for row, read in zip(rows, answers, strict=True)), encoding="utf-8")
    return score_rows(rows, answers)
