"""Every noun of the record, frozen. Their fields are the contract that ``onrecord schema`` writes out.

Offsets are half-open and count Unicode code points of the report's ``text``, so ``text[start:end]`` are the words.
``None`` always means that the words do not say; nothing is filled in by default.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, cast

import msgspec

if TYPE_CHECKING:
    from rich.console import RenderableType


class EventType(str, Enum):
    """What kind of event a claim tells: the most specific code that its words carry."""

    ARMED_CLASH = "armed_clash"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    SHOOTING = "shooting"
    KILLING = "killing"
    ASSAULT = "assault"
    SEXUAL_VIOLENCE = "sexual_violence"
    ABDUCTION = "abduction"
    RELEASE = "release"
    SABOTAGE = "sabotage"
    CYBER_ATTACK = "cyber_attack"
    ATTACK = "attack"
    TERRITORY_CHANGE = "territory_change"
    DEPLOYMENT = "deployment"
    INTERCEPTION = "interception"
    ARREST = "arrest"
    PROSECUTION = "prosecution"
    PROTEST = "protest"
    RIOT = "riot"
    CRACKDOWN = "crackdown"
    DISPLACEMENT = "displacement"
    AGREEMENT = "agreement"
    SANCTION = "sanction"
    OTHER = "other"


class Kind(str, Enum):
    """What sort of voice or actor a name stands for."""

    OUTLET = "outlet"
    NEWS_AGENCY = "news_agency"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    COURT = "court"
    ARMED_GROUP = "armed_group"
    POLITICIAN = "politician"
    MEDICAL = "medical"
    NGO = "ngo"
    INTERNATIONAL_ORG = "international_org"
    WITNESS = "witness"
    RESIDENT = "resident"
    RELATIVE = "relative"
    EXPERT = "expert"
    MEDIA = "media"
    DOCUMENT = "document"
    CIVILIAN = "civilian"
    INFRASTRUCTURE = "infrastructure"
    UNNAMED = "unnamed"
    OTHER = "other"


Stage = Literal["happened", "attempted", "planned", "threatened", "hypothetical"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["stated", "hedged"]
VerificationStatus = Literal["unstated", "unverified", "verified", "disputed"]
ResponsibilityStatus = Literal["claimed", "denied", "none_claimed"]
Level = Literal["point", "town", "district", "region", "country", "area"]
MediaKind = Literal["image", "video", "audio"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of one report's text: ``text[start:end]``, half-open, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span.

        >>> Span(16, 24).of("Raids continue, Kapustin said.")
        'Kapustin'
        """
        return text[self.start : self.end]

    def covers(self, offset: int) -> bool:
        """Whether the code point at ``offset`` lies in the span."""
        return self.start <= offset < self.end


class Problem(msgspec.Struct, frozen=True):
    """Something the reader of the record should know, returned beside the results. No span: it is about the whole report."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Media(msgspec.Struct, frozen=True):
    """A picture, film or sound of the report, with its caption as a span of ``text``."""

    kind: MediaKind
    caption: Span | None = None
    credit: str | None = None
    file: str | None = None
    provided_by: str | None = None


class _Printed(msgspec.Struct, frozen=True):
    """What prints well: in a terminal by ``print`` and rich, in a notebook by HTML. ``onrecord.show`` does it, loaded when asked."""

    def __str__(self) -> str:
        from onrecord.show import to_text

        return to_text(cast("Report | Extraction", self))

    def __rich__(self) -> RenderableType:
        from onrecord.show import to_rich

        return to_rich(cast("Report | Extraction", self))

    def _repr_html_(self) -> str:
        from onrecord.show import to_html

        return to_html(cast("Report | Extraction", self))


class Report(_Printed, frozen=True):
    """One published item of one outlet. ``id`` is the SHA-256 of its raw bytes; ``published`` an ISO date or date-time."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    media: tuple[Media, ...] = ()
    problems: tuple[Problem, ...] = ()
    path: str | None = None


class Voice(msgspec.Struct, frozen=True):
    """One link of a claim's attribution chain: who says it, and with which words. ``text[start:end] == name``."""

    name: str
    kind: Kind
    cue: str | None = None
    medium: str | None = None
    start: int | None = None
    end: int | None = None


class Verification(msgspec.Struct, frozen=True):
    """What the report says about checking the claim: who did or could not, and the words that say so."""

    status: VerificationStatus = "unstated"
    by: str | None = None
    exact: str | None = None
    start: int | None = None
    end: int | None = None


class Responsibility(msgspec.Struct, frozen=True):
    """Whether somebody claimed the act, denied it, or nobody has yet."""

    status: ResponsibilityStatus
    by: str | None = None
    exact: str | None = None
    start: int | None = None
    end: int | None = None


class Party(msgspec.Struct, frozen=True):
    """Who did it, or whom or what it was done to. ``text[start:end] == name``."""

    name: str
    kind: Kind
    start: int | None = None
    end: int | None = None


class OtherPlace(msgspec.Struct, frozen=True):
    """A place that a toponym may mean instead, with its share of the weight of all that it may mean."""

    name: str
    lat: float
    lon: float
    score: float
    country: str | None = None
    geonameid: int | None = None
    level: Level | None = None


class Place(msgspec.Struct, frozen=True):
    """Where the event happened. ``lat`` and ``lon`` are WGS 84 degrees; ``rule`` names how the toponym was resolved.

    ``radius_km`` is how far around the point the event may lie. ``score``, from 0 to 1, is the place's share of the weight of all that the toponym
    may mean; ``runners_up`` are the heaviest of the others.
    """

    toponym: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None
    level: Level | None = None
    radius_km: float | None = None
    rule: str | None = None
    start: int | None = None
    end: int | None = None
    score: float | None = None
    runners_up: tuple[OtherPlace, ...] = ()


class When(msgspec.Struct, frozen=True):
    """When the event happened: ISO dates, both inclusive. ``rule`` names how ``exact`` was read."""

    earliest: str
    latest: str
    exact: str
    rule: str | None = None
    start: int | None = None
    end: int | None = None


class Count(msgspec.Struct, frozen=True):
    """A number of people as the source gives it. ``None``: the source sets no such bound (UCDP's low, best, high)."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    exact: str | None = None
    start: int | None = None
    end: int | None = None


class Toll(msgspec.Struct, frozen=True):
    """The people an event cost. ``running_total``: the counts are over many events ("since the war began")."""

    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    detained: Count | None = None
    abducted: Count | None = None
    displaced: Count | None = None
    running_total: bool = False


class Claim(msgspec.Struct, frozen=True):
    """One event in one report, as one voice tells it. ``attribution`` runs from the outlet inward, origin last."""

    id: str
    exact: str
    start: int
    end: int
    event_type: EventType
    stage: Stage = "happened"
    polarity: Polarity = "positive"
    certainty: Certainty = "stated"
    attribution: tuple[Voice, ...] = ()
    verification: Verification = Verification()
    responsibility: Responsibility | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None
    toll: Toll | None = None
    weapons: tuple[str, ...] = ()
    media: tuple[int, ...] = ()
    generic: bool = False


class Extraction(_Printed, frozen=True):
    """A report with the claims read from it, and the problems met on the way."""

    report: Report
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
