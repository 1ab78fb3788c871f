"""What the learned part sees of the days and places that a report names, and of the deed that may have been then or there.

Nothing here looks at what the rules carried: those were fitted to the reports at hand, and a part that learns to trust them reads unseen reports
as they do. What a deed's own words give is known to it by where it stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args

from onrecord.claims.drafts import Draft, Facts
from onrecord.claims.mentions import CAUSES
from onrecord.facts.place_roles import HOUSE
from onrecord.facts.times import TimeMention
from onrecord.nouns import EventType, Level, Place, Problem, Stage, When
from onrecord.text.parse import Sentence

Row = list[float]
Key = TypeVar("Key", bound=Hashable)
Rank = TypeVar("Rank", bound=Any)
Named = TypeVar("Named")

TYPES = {event_type: number for number, event_type in enumerate(EventType)}
STAGES = {stage: number for number, stage in enumerate(get_args(Stage))}
LEVELS = {level: number for number, level in enumerate(get_args(Level))}
# Rules that read a day, and rules that placed a name, by how their names begin; the first that fits counts.
DAY_RULES = tuple(
    "weekday day-month overnight shift month year stretch deictic this-unit clock day-part holiday iso numeric day-range weekend "
    "counted-from-deed".split()
)
PLACE_RULES = ("report", "only", "holder", "container", "same-name", "country of the report", "town of the report", "middle", "facility", "adjective")
GRAINS = ("day", "week", "month", "year", "hours", "overnight", "weekend", "quarter", "decade")
ROLES = ("event", "other", "dateline", "adjective")
KINDS = frozenset({"date", "stamp", "time-of-day"})
LEAD = 4  # sentences
FAR_OFF = 999.0
# How many of a row's numbers are of the candidate; the rest are of the deed.
DAY_WIDTH, PLACE_WIDTH = 27, 37
NO_DAY = -99.0

Days = tuple[int, int]  # ordinals
Point = tuple[float, float]


def _number(value: str, names: Sequence[str]) -> int:
    return next((number for number, name in enumerate(names) if value.startswith(name)), len(names))


def days_of(when: When | None) -> Days | None:
    """First and last day as ordinals; None where nobody knows."""
    return None if when is None else (_ordinal(when.earliest), _ordinal(when.latest))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def point_of(place: Place | None) -> Point | None:
    """Where a place lies, to a hundredth of a degree; None where nobody knows."""
    return None if place is None or place.lat is None or place.lon is None else (round(place.lat, 2), round(place.lon, 2))


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a place: in which sentence, at which offset, and what it does there ("own": a deed's own words give it)."""

    place: Place
    role: str
    sentence: Sentence
    start: int


@dataclass(frozen=True, eq=False)
class Scene:
    """A report whose deeds are to be settled: its ``drafts`` in order, its ``sentences``, what its words name, and where it is torn."""

    drafts: Sequence[Draft]
    sentences: Sequence[Sentence]
    facts: Facts
    published: date | None
    problems: Sequence[Problem] = ()
    by_index: Mapping[int, Sentence] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_index", {sentence.index: sentence for sentence in self.sentences})

    @cached_property
    def times(self) -> list[tuple[Days, TimeMention]]:
        """The times that give days, with these."""
        dated = ((time.interval, time) for time in self.facts.times if time.kind in KINDS)
        return [((days[0].toordinal(), days[1].toordinal()), time) for days, time in dated if days is not None]

    @cached_property
    def dated(self) -> list[int]:
        """The sentences that name days, in order, one a naming."""
        return sorted(time.sentence for _, time in self.times)

    @cached_property
    def namings(self) -> list[tuple[Point, Naming]]:
        """Every naming of a place with a point, in the report's order, and then those that deeds' own words give."""
        found: list[tuple[Point, Naming]] = []
        for mention in self.facts.places:
            sentence = self.by_index.get(mention.sentence)
            if mention.role == "other" and HOUSE.search(mention.place.toponym):
                continue  # where somebody studies, is cared for or held: a point that others may share
            if (point := point_of(mention.place)) is not None and sentence is not None:
                found.append((point, Naming(mention.place, mention.role, sentence, mention.start)))
        for number, point in self.points_owned.own:
            draft = self.drafts[number]
            if (place := draft.claim.place) is not None:
                found.append((point, Naming(place, "own", draft.mention.sentence, place.start or 0)))
        return found

    @cached_property
    def tally(self) -> Tally:
        """What is asked of all namings again and again, counted once."""
        return Tally(self.namings)

    @cached_property
    def days_owned(self) -> Owned[Days]:
        """The deeds whose own words give a day, by it."""
        return Owned((number, days_of(draft.claim.when)) for number, draft in enumerate(self.drafts) if draft.own_when)

    @cached_property
    def points_owned(self) -> Owned[Point]:
        """The deeds whose own words give a place, by its point."""
        return Owned((number, point_of(draft.claim.place)) for number, draft in enumerate(self.drafts) if draft.own_place)

    @cached_property
    def telling_type(self) -> Sequence[Draft]:
        """The deeds whose own words tell of what type they were."""
        return [draft for draft in self.drafts if not leaves_type_open(draft)]

    @cached_property
    def days_named(self) -> Mapping[Days, Sequence[int]]:
        """The sentences that name each stretch of days, one a naming."""
        found: dict[Days, list[int]] = defaultdict(list)
        for days, time in self.times:
            found[days].append(time.sentence)
        return found


# Types of deeds by which people come to harm: a mention that leaves the type open may be of any of them.
HARMFUL = CAUSES | {EventType.SABOTAGE}


def leaves_type_open(draft: Draft) -> bool:
    """Whether a mention's own words do not tell by what deed people came to harm: "two *were killed*", "he *denied* it", "the *attack*".

    Who was stabbed, beheaded or choked was so, whatever else the report tells; who did what to whom in so many words ("*rebels sank a boat*") is a
    deed of its own, as is one by the way on a day of its own; and a sum over many deeds is of none.
    """
    mention, claim = draft.mention, draft.claim
    told_whole = mention.token.pos_ == "VERB" and not mention.is_result and bool(mention.actors) and bool(mention.recipients)
    apart = told_whole or (mention.passing and draft.own_when) or (claim.toll is not None and claim.toll.running_total)
    if apart or claim.event_type not in HARMFUL:
        return False
    return mention.is_result or mention.is_pointer or mention.event_type is EventType.ATTACK


class Owned(Generic[Key]):
    """The values that deeds' own words give, in the deeds' order: whose each is, and how many have it."""

    def __init__(self, told: Iterable[tuple[int, Key | None]]) -> None:
        self.own = [(number, value) for number, value in told if value is not None]
        self.chief = _chief(Counter(value for _, value in self.own))
        self.of: dict[Key, list[int]] = defaultdict(list)
        for number, value in self.own:
            self.of[value].append(number)


class Tally:
    """Namings of places, counted: the roles of each point, in all and by sentence, how often it is named, and the countries."""

    def __init__(self, namings: Sequence[tuple[Point, Naming]]) -> None:
        self.of: dict[Point, list[Naming]] = defaultdict(list)
        self.roles: dict[Point, set[str]] = defaultdict(set)
        self.here: dict[tuple[Point, int], set[str]] = defaultdict(set)
        self.named: Counter[Point] = Counter()
        self.happened: Counter[Point] = Counter()
        self.countries: Counter[str | None] = Counter()
        self.in_sentence: Counter[int] = Counter()
        self.at_in_sentence: Counter[tuple[Point, int]] = Counter()
        self.finer: set[str | None] = set()
        for point, naming in namings:
            self.of[point].append(naming)
            self.roles[point].add(naming.role)
            self.here[point, naming.sentence.index].add(naming.role)
            if naming.place.level != "country":
                self.finer.add(naming.place.country)
            if naming.role != "own":
                self.named[point] += 1
                self.happened[point] += naming.role == "event"
                self.countries[naming.place.country] += 1
                self.in_sentence[naming.sentence.index] += 1
                self.at_in_sentence[point, naming.sentence.index] += 1
        self.chief = _chief(self.named)


def _chief(counts: Counter[Key]) -> Key | None:
    """What is counted most."""
    return counts.most_common(1)[0][0] if counts else None


def _deed(scene: Scene, number: int) -> Row:
    """What is known of a deed itself."""
    draft = scene.drafts[number]
    claim, mention = draft.claim, draft.mention
    tag, helpers = mention.token.tag_, {child.lower_ for child in mention.token.children}
    return [
        TYPES[claim.event_type],
        STAGES[claim.stage],
        claim.polarity == "negative",
        draft.own_when,
        draft.own_place,
        draft.own_toll,
        bool(claim.attribution),
        mention.is_result,
        mention.is_pointer,
        mention.passing,
        claim.toll is not None and claim.toll.running_total,
        claim.generic,
        tag == "VBD",
        tag == "VBN",
        mention.token.pos_ == "NOUN",
        "had" in helpers,
        not helpers.isdisjoint({"has", "have"}),
        claim.event_type in CAUSES,
    ]


def _company(scene: Scene, number: int, owned: Owned[Key]) -> Callable[[Key], Row]:
    """How a value stands among those that the deeds' own words give, for one deed."""
    draft = scene.drafts[number]
    before = [(at, other) for at, other in owned.own if at < number]
    alike = [other for at, other in before if scene.drafts[at].claim.event_type is draft.claim.event_type]

    def row(value: Key) -> Row:
        same = [(at, scene.drafts[at]) for at in owned.of.get(value, ())]
        return [
            len(same),
            len(same) / max(1, len(owned.own)),
            owned.chief == value,
            bool(before) and before[-1][1] == value,
            bool(alike) and alike[-1] == value,
            any(other.thread == draft.thread for at, other in same if at != number),
            sum(other.claim.event_type is draft.claim.event_type for _, other in same),
            sum(other.mention.sentence is draft.mention.sentence for _, other in same),
        ]

    return row


# Days, and places, that are weighed for a deed at most, those named nearest: more than a report has; a book's length stays linear.
NEAREST = 60


def _nearest(found: Mapping[Key, tuple[Rank, Named]]) -> list[tuple[Key, tuple[Rank, Named]]]:
    """The candidates in the order in which they are named, without those far off where there are too many."""
    if len(found) <= NEAREST:
        return list(found.items())
    kept = set(sorted(found, key=lambda key: found[key][0])[:NEAREST])
    return [(key, value) for key, value in found.items() if key in kept]


def _apart(index: int, other: int) -> float:
    """How far one sentence stands from another; of two as far, the one before is nearer."""
    return abs(index - other) + (0.5 if other > index else 0.0)


def day_candidates(scene: Scene, number: int) -> dict[Days, TimeMention | None]:
    """The stretches of days that a deed may have been in: those that the report names, each at its nearest naming, and what the deed has so far."""
    index = scene.drafts[number].mention.sentence.index
    nearest: dict[Days, tuple[float, TimeMention]] = {}
    for days, time in scene.times:
        apart = _apart(index, time.sentence)
        if days not in nearest or apart < nearest[days][0]:
            nearest[days] = apart, time
    found: dict[Days, TimeMention | None] = {days: time for days, (_, time) in _nearest(nearest)}
    if (so_far := days_of(scene.drafts[number].claim.when)) is not None:
        found.setdefault(so_far, None)
    return found


def day_rows(scene: Scene, number: int, candidates: Mapping[Days, TimeMention | None]) -> list[Row]:
    """A row for each candidate, and a last one for no day at all."""
    sentence = scene.drafts[number].mention.sentence
    deed = [*_deed(scene, number), len(candidates)]
    company = _company(scene, number, scene.days_owned)
    rows = []
    for days, time in candidates.items():
        ago = scene.published.toordinal() - days[1] if scene.published is not None else NO_DAY
        rows.append([1.0, *_naming(scene, sentence, time), days[1] - days[0], ago, len(scene.days_named.get(days, ())), *company(days), *deed])
    rows.append([*[0.0] * DAY_WIDTH, *deed])
    return rows


def _naming(scene: Scene, sentence: Sentence, time: TimeMention | None) -> Row:
    """Where and how a day is named, seen from a deed's sentence."""
    if time is None:
        return [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, len(DAY_RULES) + 1, len(GRAINS) + 1, 0.0, 0.0, 0.0, sentence.index, sentence.index < LEAD]
    there = scene.by_index.get(time.sentence, sentence)
    apart = sentence.index - time.sentence
    first, last = sorted((time.sentence, sentence.index))
    at = time.start - there.start
    return [
        apart,
        abs(apart),
        apart == 0,
        there.paragraph == sentence.paragraph,
        sentence.paragraph - there.paragraph,
        at if apart == 0 else -1,
        at < 3,
        max(0, bisect_left(scene.dated, last) - bisect_right(scene.dated, first)),
        _number(time.rule, DAY_RULES),
        _number(time.grain, GRAINS),
        0 if time.bound is None else 1 if time.bound == "since" else 2,
        time.future,
        time.kind != "date",
        time.sentence,
        time.sentence < LEAD,
    ]


def place_candidates(scene: Scene, number: int) -> dict[Point, Naming]:
    """The places where a deed may have been: those that the report names, each at its nearest naming, and what the deed has so far."""
    draft = scene.drafts[number]
    index = draft.mention.sentence.index
    nearest: dict[Point, tuple[tuple[float, int], Naming]] = {}
    for point, naming in scene.namings:
        rank = _apart(index, naming.sentence.index), {"own": 0, "event": 1}.get(naming.role, 2)
        if point not in nearest or rank < nearest[point][0]:
            nearest[point] = rank, naming
    found = {point: naming for point, (_, naming) in _nearest(nearest)}
    so_far, place = point_of(draft.claim.place), draft.claim.place
    if so_far is not None and place is not None and so_far not in found:
        there = [sentence for sentence in scene.sentences if place.start is not None and sentence.start <= place.start]
        found[so_far] = Naming(place, "so far", there[-1] if there else draft.mention.sentence, place.start or 0)
    return found


def place_rows(scene: Scene, number: int, candidates: Mapping[Point, Naming]) -> list[Row]:
    """A row for each candidate, and a last one for no place at all."""
    draft = scene.drafts[number]
    sentence = draft.mention.sentence
    deed = [*_deed(scene, number), len(candidates)]
    tally, company = scene.tally, _company(scene, number, scene.points_owned)
    named, total = tally.named, max(1, tally.named.total())
    rows = []
    for point, naming in candidates.items():
        roles, here = tally.roles.get(point, set()), tally.here.get((point, sentence.index), set())
        apart, country = sentence.index - naming.sentence.index, naming.place.country
        finer = naming.place.level == "country" and country in tally.finer
        rows.append(
            [
                1.0,
                draft.own_place and point_of(draft.claim.place) == point,
                "event" in here,
                "other" in here,
                "adjective" in here,
                apart,
                abs(apart),
                apart == 0,
                naming.sentence.paragraph == sentence.paragraph,
                sentence.paragraph - naming.sentence.paragraph,
                naming.start - draft.mention.offset if apart == 0 else FAR_OFF,
                LEVELS.get(naming.place.level, len(LEVELS)) if naming.place.level is not None else len(LEVELS),
                _number(naming.place.rule or "", PLACE_RULES),
                naming.place.score or 0.0,
                named[point],
                tally.happened[point],
                named[point] / total,
                tally.chief == point,
                naming.sentence.index,
                naming.sentence.index < LEAD,
                "dateline" in roles,
                roles == {"dateline"},
                roles == {"adjective"},
                roles <= {"other", "adjective", "dateline"},
                tally.countries[country] / total,
                "near" in (naming.place.rule or ""),
                tally.in_sentence[sentence.index] - tally.at_in_sentence[point, sentence.index],
                _number(naming.role, ROLES),
                finer,
                *company(point),
                *deed,
            ]
        )
    rows.append([*[0.0] * PLACE_WIDTH, *deed])
    return rows
