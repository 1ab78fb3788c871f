"""An event with every value that is told of it: who says it, how it was checked, what is disputed, and by which rule one value is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.merge.fusion import Choice, choose, join_counts
from onrecord.merge.nouns import CopyGroup, Event, EventGroup, EventReport, Field, Fusion, Value
from onrecord.merge.tellings import FOLLOWS, REACH_KM, distance_km, find_days, gap_days, is_family, is_spot, point_of
from onrecord.merge.voices import Told, find_independent, find_told, make_teller, name_words
from onrecord.nouns import Claim, Count, EventType, Extraction, Party, Place, Report, When

TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
FIELDS = ("event_type", "happened", "place", "when", *TOLLS, "actors", "recipients", "weapons", "responsibility")
# Of these two different values contradict one another; of the others an event may have several.
EXCLUSIVE = frozenset({"happened", "place", "when", "responsibility", *TOLLS})
TYPE_REASON = "what most reports open with and tell; what follows from an event, and words that leave open what was done, count half"
Item = tuple[str, Count | None, Place | None, When | None]
Reader = Callable[[Claim], Iterator[Item]]


def weigh(event: EventGroup, extractions: Mapping[str, Extraction], copies: Iterable[CopyGroup] = (), fusion: Fusion = "majority") -> Event:
    """The event of a group of tellings, as its reports tell it. ``extractions``: by report id, at least the event's reports."""
    group_of = {report: group for group in copies for report in group.reports}
    reports = {name: extraction.report for name, extraction in extractions.items()}
    told = find_told(_find_claims(event, extractions), group_of, reports)
    event_type = find_type(told)
    fields = tuple(_fields(told, event_type, fusion))
    dates = sorted(reports[name].published or "" for name in event.reports if reports[name].published)
    return Event(
        id=event.id,
        title=next((reports[name].title for name in event.reports if reports[name].title), None),
        event_type=event_type,
        reports=tuple(_event_report(name, event, reports, group_of) for name in event.reports),
        claims=tuple(one.claim.id for one in told),
        first=dates[0][:10] if dates else None,
        last=dates[-1][:10] if dates else None,
        voices=find_independent(told),
        fields=fields,
        disputed=tuple(field.name for field in fields if field.is_disputed),
        fusion=fusion,
        links=event.links,
    )


def _find_claims(event: EventGroup, extractions: Mapping[str, Extraction]) -> Iterator[tuple[Report, Claim]]:
    for telling in event.tellings:
        extraction = extractions[telling.report_id]
        of_id = {claim.id: claim for claim in extraction.claims}
        yield from ((extraction.report, of_id[name]) for name in telling.claims if name in of_id)


def _event_report(name: str, event: EventGroup, reports: Mapping[str, Report], group_of: Mapping[str, CopyGroup]) -> EventReport:
    report, group = reports[name], group_of.get(name)
    is_main = any(telling.is_main for telling in event.tellings if telling.report_id == name)
    copy_of = group.origin if group and group.origin != name else None
    return EventReport(name, report.outlet, report.title, report.published, is_main, copy_of)


# What a report's first claim counts for beside its others: what it opens with is what it is about.
LEAD = 2
# What follows from an event, and words that leave open what was done, count for so much of a kind that says it.
SIDE = 0.5
OPEN = frozenset({EventType.ATTACK, EventType.KILLING, EventType.ASSAULT})


def find_type(told: Sequence[Told]) -> EventType:
    """The kind of event that most reports tell, above all in the claim that each opens with; OTHER where nothing is told.

    What follows from an event, and words that leave open what was done ("attack", "killed"), count half.
    """
    votes: Counter[EventType] = Counter()
    for report in dict.fromkeys(one.report.id for one in told):
        claims = [one.claim for one in told if one.report.id == report]
        votes.update({claim.event_type for claim in claims})
        votes[min(claims, key=lambda claim: claim.start).event_type] += LEAD
    return max(votes, key=lambda kind: (votes[kind] * (SIDE if kind in FOLLOWS | OPEN else 1), kind.value), default=EventType.OTHER)


def _fields(told: Sequence[Told], event_type: EventType, fusion: Fusion) -> Iterator[Field]:
    """The fields of which anything is told, in the order of the table."""
    for name in FIELDS:
        values = find_values(name, _speaking(name, told, event_type))
        if not values:
            continue
        choice = Choice(event_type.value, TYPE_REASON) if name == "event_type" else choose(name, values, fusion)
        yield Field(
            name=name,
            values=values,
            shown=choice.text,
            reason=choice.reason,
            is_disputed=name in EXCLUSIVE and is_disputed(name, values),
            shown_count=choice.count,
            shown_place=choice.place,
            shown_when=choice.when,
        )


def _speaking(name: str, told: Sequence[Told], event_type: EventType) -> list[Told]:
    """The claims that may speak of a field: of its time, place and doers only those of the event's own kind, not of what followed."""
    if name in ("event_type", "detained", "displaced", "responsibility"):
        return list(told)
    if name == "happened":
        return [one for one in told if is_family(one.claim.event_type, event_type)]
    real = [one for one in told if one.claim.polarity == "positive" and one.claim.stage in ("happened", "attempted")]
    if name in TOLLS:
        return real
    return [one for one in real if is_family(one.claim.event_type, event_type)] or real


def find_values(name: str, told: Sequence[Told]) -> tuple[Value, ...]:
    """Every value told of a field, the one of most voices first. Values that say the same in other words are one."""
    groups: list[tuple[Item, list[Told]]] = []
    for one in told:
        for item in READERS[name](one.claim):
            home = next((members for held, members in groups if is_same(name, held, item)), None)
            if home is None:
                groups.append((item, [one]))
            elif one not in home:
                home.append(one)
    values = [_value(item, members) for item, members in groups]
    return tuple(sorted(values, key=lambda value: (-value.voices, -len(value.tellers), value.value)))


def _value(item: Item, told: Sequence[Told]) -> Value:
    text, count, place, when = item
    return Value(text, tuple(make_teller(one) for one in told), len(find_independent(told)), count, place, when)


def is_same(name: str, one: Item, other: Item) -> bool:
    """Whether two values of a field are one value."""
    if name == "place" and one[2] and other[2]:
        return _is_same_place(one[2], other[2])
    if name in ("actors", "recipients"):
        words, words2 = name_words(one[0]), name_words(other[0])
        return one[0].casefold() == other[0].casefold() or bool(words and words2 and (words <= words2 or words2 <= words))
    return one[0].casefold() == other[0].casefold()


def _is_same_place(one: Place, other: Place) -> bool:
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    return (one.name or one.toponym).casefold() == (other.name or other.toponym).casefold() and one.country == other.country


def is_disputed(name: str, values: Sequence[Value]) -> bool:
    """Whether any two values cannot both be true."""
    return any(contradicts(name, one, other) for at, one in enumerate(values) for other in values[at + 1 :])


def contradicts(name: str, one: Value, other: Value) -> bool:
    """Whether two values of a field exclude one another: "12" and "at least 10" do not, "12" and "15" do."""
    if name in TOLLS:
        return one.count is not None and other.count is not None and join_counts(one.count, other.count) is None
    if name == "when":
        days, days2 = find_days(one.when), find_days(other.when)
        return days is not None and days2 is not None and gap_days(days, days2) > 0
    if name == "place":
        return _is_far(one.place, other.place)
    return one.value != other.value


def _is_far(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or not (is_spot(one) and is_spot(other)):
        return bool(one and other and one.country and other.country and one.country != other.country)
    return distance_km(point_of(one), point_of(other)) > REACH_KM[one.level or "town"] + REACH_KM[other.level or "town"]


def write_count(count: Count) -> str:
    """A count as people write it: "15", "at least 15", "up to 15", "12 to 15", "about 15"."""
    if count.low is not None and count.high is not None:
        return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
    if count.low is not None:
        return f"at least {count.low}"
    if count.high is not None:
        return f"up to {count.high}"
    return f"about {count.best}"


def write_when(when: When) -> str:
    """A day, or the first and the last."""
    return when.earliest if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def _toll(name: str) -> Reader:
    def read(claim: Claim) -> Iterator[Item]:
        count: Count | None = getattr(claim.toll, name) if claim.toll and not claim.toll.running_total else None
        if count is not None:
            yield write_count(count), count, None, None

    return read


def _place(claim: Claim) -> Iterator[Item]:
    if claim.place is not None:
        country = f", {claim.place.country}" if claim.place.country else ""
        yield f"{claim.place.name or claim.place.toponym}{country}", None, claim.place, None


def _when(claim: Claim) -> Iterator[Item]:
    if claim.when is not None:
        yield write_when(claim.when), None, None, claim.when


def _parties(parties: Sequence[Party]) -> Iterator[Item]:
    return ((party.name, None, None, None) for party in parties)


def _happened(claim: Claim) -> Iterator[Item]:
    if claim.polarity == "negative":
        yield "did not happen", None, None, None
    elif claim.stage in ("happened", "attempted"):
        yield ("happened" if claim.stage == "happened" else "was attempted"), None, None, None


def _responsibility(claim: Claim) -> Iterator[Item]:
    if claim.responsibility is not None and claim.responsibility.status != "none_claimed":
        yield f"{claim.responsibility.status} by {claim.responsibility.by or 'one not named'}", None, None, None


READERS: dict[str, Reader] = {
    "event_type": lambda claim: iter([(claim.event_type.value, None, None, None)]),
    "happened": _happened,
    "place": _place,
    "when": _when,
    **{name: _toll(name) for name in TOLLS},
    "actors": lambda claim: _parties(claim.actors),
    "recipients": lambda claim: _parties(claim.recipients),
    "weapons": lambda claim: ((weapon, None, None, None) for weapon in claim.weapons),
    "responsibility": _responsibility,
}
