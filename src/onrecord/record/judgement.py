"""What people decide about claims and events. A judgement is added and never written over; another one undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.nouns import Claim
from onrecord.record.quotes import Quote
from onrecord.record.words import fold

Verb = Literal["accept", "reject", "unsure", "correct", "merge", "split", "undo", "add", "note", "withhold"]
On = Literal["claim", "event", "report"]
VERDICTS = frozenset({"accept", "reject", "unsure"})
SILENT = frozenset({"note", "withhold"})  # these change nothing of what the record holds to be told
ADDED = "hand"  # what the id of a claim that a person added begins with; those of claims that were read are hexadecimal


class Anchor(msgspec.Struct, frozen=True):
    """A claim by what stays when it is read again: its report, its words and its type; ``id`` is its name at the time."""

    id: str
    report: str
    exact: str
    event_type: str
    voice: str | None = None


class Judgement(msgspec.Struct, frozen=True):
    """One decision of a named person. ``claims`` are what it is about; a ``split`` parts them from ``others``; a ``correct`` sets ``field``.

    An ``add`` has the claim in ``new`` and its words in ``quote``; a ``correct`` has there the words that bear the value out, where a person
    selected them. A ``note`` has its words in ``reason`` and says what it is ``on``. A ``withhold`` has in ``field`` whether a name or a spot is,
    and in ``new`` the name, or how coarse the spot is to be. ``report`` is the one that an ``add``, or a ``note`` on a report, is about.
    """

    id: str
    at: str
    reviewer: str
    verb: Verb
    reason: str
    claims: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    old: str | None = None
    new: str | None = None
    undoes: str | None = None
    report: str | None = None
    quote: Quote | None = None
    on: On | None = None

    @property
    def reports(self) -> list[str]:
        """Ids of the reports that it is about, each once."""
        named = {anchor.report for anchor in (*self.claims, *self.others)}
        return sorted(named | {self.report} if self.report else named)


def is_added(name: str) -> bool:
    """Whether a claim of this id was added by a person."""
    return name.startswith(ADDED)


def anchor_claim(told: Claim, report: str) -> Anchor:
    """What finds the claim again."""
    return Anchor(told.id, report, told.exact, told.event_type.value, told.attribution[-1].name if told.attribution else None)


def find_active(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those that nobody has undone, in their order. Undoing an undoing brings back what it undid."""
    by_id = {judgement.id: judgement for judgement in judgements}
    undone: set[str] = set()
    for judgement in judgements:
        target = by_id.get(judgement.undoes) if judgement.undoes else None
        if target is None:
            continue
        undone.add(target.id)
        if target.undoes:
            undone.discard(target.undoes)
    return [judgement for judgement in judgements if judgement.id not in undone and judgement.verb != "undo"]


def find_anchored(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """The claim of a new reading that an anchor means: the same words and type, with the same voice where there are several.

    Then the same words with another type, then words that hold the others or lie in them, each only where there is one. None: it is adrift.
    A claim that a person added keeps its id, and is meant by nothing else.
    """
    same_id = [told for told in claims if told.id == anchor.id]
    if same_id:
        return same_id[0]
    if is_added(anchor.id):
        return None
    claims = [told for told in claims if not is_added(told.id)]
    words = fold(anchor.exact)
    same_words = [told for told in claims if fold(told.exact) == words]
    same_type = [told for told in same_words if told.event_type.value == anchor.event_type]
    same_voice = [told for told in same_type if origin_of(told) == anchor.voice]
    nested = [told for told in claims if told.event_type.value == anchor.event_type and is_within(words, fold(told.exact))]
    for told in (same_type, same_voice, same_words, nested):
        if len(told) == 1:
            return told[0]
    return None


def origin_of(told: Claim) -> str | None:
    return told.attribution[-1].name if told.attribution else None


def is_within(one: str, other: str) -> bool:
    """Whether the words of one stand in the other, whichever is longer."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
