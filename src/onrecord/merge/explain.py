"""An event's reasons in words: why its reports are one event, who tells each value, and why the one shown was picked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.merge.nouns import Event, EventReport, Field, Teller, Value

LABELS = {"event_type": "kind of event", "happened": "whether it happened", "when": "time", "actors": "done by", "recipients": "done to"}


def explain(event: Event) -> tuple[str, ...]:
    """The reason of everything shown of an event, a line each."""
    return (*_head(event), *_reports(event), *_links(event), *(line for field in event.fields for line in _field(field)))


def _head(event: Event) -> Iterator[str]:
    yield f"Event {event.id}: {event.title or event.event_type.value}"
    span = f"reported from {event.first} to {event.last}" if event.first != event.last else f"reported on {event.first}"
    voices = ", ".join(f"{voice.name} ({voice.kind.value})" for voice in event.voices)
    copies = sum(report.copy_of is not None for report in event.reports)
    copied = f", {_number(copies, 'of them a copy', 'of them copies')}" if copies else ""
    yield f"{_number(len(event.reports), 'report', 'reports')}{copied}; {span if event.first else 'no report has a date'}"
    yield f"{_number(event.independent_voices, 'independent voice', 'independent voices')}: {voices or 'none'}"
    yield f"Values are shown by the rule {event.fusion!r}; disputed: {', '.join(_label(name) for name in event.disputed) or 'nothing'}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " "))


def _reports(event: Event) -> Iterator[str]:
    of_id = {report.id: report for report in event.reports}
    for report in event.reports:
        if report.copy_of is not None:
            origin = of_id.get(report.copy_of)
            yield f"{_name(report)} shares its text with {_name(origin) if origin else f'report {report.copy_of[:8]}'}: not a voice of its own"


def _name(report: EventReport) -> str:
    return f"{report.outlet or 'report ' + report.id[:8]}{f' of {report.published[:10]}' if report.published else ''}"


def _links(event: Event) -> Iterator[str]:
    for link in event.links:
        yield f"Joined, {link.score:.0%} sure: {'; '.join(link.reasons)}"


def _field(field: Field) -> Iterator[str]:
    disputed = ", disputed" if field.is_disputed else ""
    yield f"{_label(field.name)}: {field.shown} ({field.reason}{disputed})"
    if len(field.values) > 1 or field.name != "event_type":
        yield from (f"  {value.value}: {_tellers(value)}" for value in field.values)


def _tellers(value: Value) -> str:
    return f"{_number(value.voices, 'voice', 'voices')}: {'; '.join(dict.fromkeys(_teller(teller) for teller in _own_first(value.tellers)))}"


def _own_first(tellers: Sequence[Teller]) -> list[Teller]:
    return sorted(tellers, key=lambda teller: (teller.copy_of is not None, teller.outlet or "", teller.claim))


def _teller(teller: Teller) -> str:
    through = f" in {teller.outlet}" if teller.outlet and teller.outlet != teller.name else ""
    notes = [note for note, holds in (("hedged", teller.certainty == "hedged"), (teller.verification, teller.verification != "unstated")) if holds]
    notes += ["in a copy"] if teller.copy_of else []
    noted = f" [{', '.join(notes)}]" if notes else ""
    return f"{teller.name} ({teller.kind.value}){through}{noted}"
