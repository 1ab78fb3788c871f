"""The nouns of linking reports: copies, tellings, events, and what people decided of them. Frozen, like those of ``onrecord.nouns``."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.nouns import Certainty, Count, EventType, Kind, Place, Problem, VerificationStatus, When

Fusion = Literal["lowest", "range", "majority", "most-direct"]


class Stretch(msgspec.Struct, frozen=True, order=True):
    """Words that two reports share, in code points of either text."""

    start: int
    end: int
    other_start: int
    other_end: int


class Copy(msgspec.Struct, frozen=True):
    """Two reports that share text. ``share``: how much of the shorter one's own words the other has too, quoted words left out."""

    one: str
    other: str
    share: float
    stretches: tuple[Stretch, ...]


class CopyGroup(msgspec.Struct, frozen=True):
    """Reports that are one text: ``origin`` is the one they most likely come from. A report that shares no text is alone in its group."""

    id: str
    origin: str
    origin_reason: str
    reports: tuple[str, ...]
    copies: tuple[Copy, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """Two tellings that may be one event: how likely, and why. ``one`` and ``other`` are ids of tellings."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


class Bond(msgspec.Struct, frozen=True):
    """All that ties two reports together. ``one`` and ``other`` are ids of reports, the smaller first.

    ``holds``: it can join the two by itself; one that does not only counts among reports that others tie together.
    """

    one: str
    other: str
    copy: Copy | None = None
    links: tuple[Link, ...] = ()
    holds: bool = True


class Telling(msgspec.Struct, frozen=True):
    """The claims by which one report tells one event. ``is_main``: it is the event that the report is about."""

    id: str
    report_id: str
    claims: tuple[str, ...]
    is_main: bool


class Constraint(msgspec.Struct, frozen=True):
    """A person's word that two claims are one event, or are not. ``by`` names the judgement."""

    one: str
    other: str
    is_same: bool
    by: str


class EventGroup(msgspec.Struct, frozen=True):
    """Tellings of one event, founding one first, and the links that hold them together. A report without claims hangs on it by its text alone."""

    id: str
    tellings: tuple[Telling, ...]
    links: tuple[Link, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that tell of it, each once."""
        return tuple(dict.fromkeys(telling.report_id for telling in self.tellings))


class Groups(msgspec.Struct, frozen=True):
    """Reports in groups of copies, their claims in events, and the judgements that others outdid."""

    copies: tuple[CopyGroup, ...] = ()
    events: tuple[EventGroup, ...] = ()
    problems: tuple[Problem, ...] = ()


class Teller(msgspec.Struct, frozen=True):
    """Who gives a value, in which claim of which report, and how it was checked. ``copy_of``: the report that this one copies."""

    claim: str
    report: str
    outlet: str | None
    name: str
    kind: Kind
    verification: VerificationStatus
    certainty: Certainty
    copy_of: str | None = None


class Value(msgspec.Struct, frozen=True):
    """One value that is told of an event, with all who tell it; ``voices`` counts those that are independent of one another."""

    value: str
    tellers: tuple[Teller, ...]
    voices: int
    count: Count | None = None
    place: Place | None = None
    when: When | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that give it."""
        return tuple(teller.claim for teller in self.tellers)


class Field(msgspec.Struct, frozen=True):
    """Everything told of one field of an event, most voices first, and what is shown of it: ``reason`` names the rule that picked."""

    name: str
    values: tuple[Value, ...]
    shown: str
    reason: str
    is_disputed: bool = False
    shown_count: Count | None = None
    shown_place: Place | None = None
    shown_when: When | None = None


class IndependentVoice(msgspec.Struct, frozen=True):
    """One origin of what is told: an official, a witness, or an outlet's own reporting, however many reports repeat it."""

    name: str
    kind: Kind
    reports: tuple[str, ...]
    claims: tuple[str, ...]


class EventReport(msgspec.Struct, frozen=True):
    """A report that tells of the event. ``is_main``: it is what the report is about; ``copy_of``: the report that it copies."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    is_main: bool
    copy_of: str | None = None


class Event(msgspec.Struct, frozen=True):
    """One event with every value told of it. ``first`` and ``last`` are the dates of its first and last report."""

    id: str
    title: str | None
    event_type: EventType
    reports: tuple[EventReport, ...]
    claims: tuple[str, ...]
    first: str | None
    last: str | None
    voices: tuple[IndependentVoice, ...]
    fields: tuple[Field, ...]
    disputed: tuple[str, ...]
    fusion: Fusion
    links: tuple[Link, ...] = ()

    @property
    def independent_voices(self) -> int:
        """How many origins tell of it: ten copies of one wire are one."""
        return len(self.voices)
