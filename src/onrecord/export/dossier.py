"""One event as one HTML file that needs nothing else: values with who says them, a map with its table, the exact words. All is escaped text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord import merge
from onrecord.export.dossier_bars import FADE, draw_bars
from onrecord.export.dossier_map import draw_map, reach_of
from onrecord.export.dossier_words import show_words
from onrecord.merge.nouns import Event, EventReport, Field, Teller, Value
from onrecord.nouns import Claim, Report
from onrecord.record.event_page import EventMedia, EventResponsibility, find_media, find_responsibility
from onrecord.record.events import FoundEvent
from onrecord.record.shown import ShownClaim
from onrecord.show.visible import show_text

STYLE = (Path(__file__).parent / "dossier.css").read_text(encoding="utf-8")
TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
LABELS = {"event_type": "Kind of event", "happened": "Whether it happened", "when": "Time", "actors": "Done by", "recipients": "Done to"}
CHECKED = {
    "verified": "checked and confirmed",
    "unverified": "could not be checked",
    "disputed": "disputed",
    "unstated": "nothing is said of checking",
}
STATUSES = {"claimed": "claimed", "denied": "denied", "none_claimed": "nobody claims it"}
RULES = {
    "lowest": "the lowest value told",
    "range": "the range from the lowest to the highest",
    "majority": "the value of most independent voices",
    "most-direct": "the value of whoever was nearest to it",
}


class Origin(NamedTuple):
    """Where a dossier comes from: the record's name, when it was made, and whether anything was withheld of it."""

    record: str
    made: str
    withheld: int | None = None  # how many decisions to withhold were applied; None where it was made without them


def write_dossier(found: FoundEvent, origin: Origin, outlines: Path | None = None) -> bytes:
    """The file. ``outlines``: an atlas in TopoJSON whose coasts and borders the map carries."""
    event = found.event
    title = event.title or words(event.event_type.value)
    style = f"'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
    sections = (
        show_head(found),
        show_values(event),
        show_places(event, outlines),
        show_responsibility(find_responsibility(found.extractions, shown_claims(found))),
        show_media(list(find_media(found.extractions, told_claims(found))), found),
        show_reports(event, found),
        show_claims(found),
        show_reasons(event),
        show_foot(event, origin),
    )
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="onrecord">
<title>{text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{"".join(part for section in sections for part in section)}
</main>
</body>
</html>
"""
    return page.encode("utf-8", "backslashreplace")


def text(outside: str | None) -> str:
    """Words from outside, as plain text and nothing else."""
    return escape(show_text(outside or ""))


def isolated(outside: str | None) -> str:
    """The same in a line of ours, keeping its own direction."""
    return f'<bdi dir="auto">{text(outside)}</bdi>'


def words(code: str) -> str:
    return code.replace("_", " ")


def label_of(name: str) -> str:
    return LABELS.get(name, words(name).capitalize())


def many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def told_claims(found: FoundEvent) -> dict[str, Claim]:
    """The event's claims by id, in the order of its reports."""
    names = set(found.event.claims)
    return {told.id: told for extraction in found.extractions.values() for told in extraction.claims if told.id in names}


def shown_claims(found: FoundEvent) -> dict[str, ShownClaim]:
    names = told_claims(found)
    return {told.id: ShownClaim(told, report) for report, each in found.extractions.items() for told in each.claims if told.id in names}


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already; the first of each row is its heading."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows)
    return f'<div class="scroll" tabindex="0"><table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def show_head(found: FoundEvent) -> Iterator[str]:
    """Kind, title, and how much is told of it."""
    event = found.event
    copies = sum(report.copy_of is not None for report in event.reports)
    told = [
        f"{many(len(event.reports), 'report')}{f', {copies} of them copied' if copies else ''}",
        many(event.independent_voices, "independent voice"),
        f"reported {event.first} to {event.last}" if event.first != event.last else f"reported {event.first}" if event.first else "",
    ]
    yield f'<p class="dim">{escape(words(event.event_type.value).capitalize())} · {escape(words(found.stage))}</p>'
    yield f'<h1 dir="auto">{text(event.title or words(event.event_type.value))}</h1>'
    yield f"<p>{escape(' · '.join(part for part in told if part))}</p>"
    yield f"<p>Checking: {escape(CHECKED[found.verification])}.</p>"
    if event.disputed:
        yield f'<p class="doubt">Disputed: {escape(", ".join(label_of(name).lower() for name in event.disputed))}.</p>'


def show_values(event: Event) -> Iterator[str]:
    """Every field with every value that is told of it and who tells it."""
    yield f"{FADE}<h2>What is told</h2>"
    yield f"<p>Of several values the one shown is picked by the rule “{escape(event.fusion)}”: {escape(RULES[event.fusion])}.</p>"
    for field in event.fields:
        disputed = ' <span class="doubt">disputed</span>' if field.is_disputed else ""
        shown = words(field.shown) if field.name == "event_type" else field.shown
        yield f"<h3>{escape(label_of(field.name))}: {isolated(shown or '–')}{disputed}</h3>"
        yield f'<p class="dim">{text(field.reason)}</p>'
        if field.name in TOLLS and len(field.values) > 1:
            yield draw_bars([(value.value, value.count) for value in field.values if value.count is not None])
        told = many(len(field.values), "value")
        state = " open" if field.is_disputed else ""
        yield f"<details{state}><summary>{told}, told by {many(len(voices_of(field)), 'name')}</summary>{show_field(field)}</details>"


def voices_of(field: Field) -> set[str]:
    return {each.name for value in field.values for each in value.tellers}


def show_field(field: Field) -> str:
    rows = (
        (isolated(words(value.value) if field.name == "event_type" else value.value), str(value.voices), tellers(value)) for value in field.values
    )
    return table(f"Values told of: {escape(label_of(field.name).lower())}", ("Value", "Voices", "Who says so"), rows)


def tellers(value: Value) -> str:
    """Who gives a value, each with the ways to the words; copies last."""
    groups: dict[str, list[str]] = {}
    for each in sorted(value.tellers, key=lambda each: each.copy_of is not None):
        groups.setdefault(name_teller(each), []).append(way_to(each.claim))
    lines = (f"<li>{who}: {', '.join(ways)}</li>" for who, ways in groups.items())
    return f"<ul>{''.join(lines)}</ul>"


def name_teller(each: Teller) -> str:
    """Who gives a value, and how sure of it they are."""
    notes = [
        f"in {isolated(each.outlet)}" if each.outlet and each.outlet != each.name else "",
        "hedged" if each.certainty == "hedged" else "",
        escape(CHECKED[each.verification]) if each.verification != "unstated" else "",
        "in a copy" if each.copy_of else "",
    ]
    noted = "".join(f", {note}" for note in notes if note)
    return f'<span class="who">{isolated(each.name)}</span> <span class="dim">({escape(words(each.kind.value))})</span>{noted}'


def show_places(event: Event, outlines: Path | None) -> Iterator[str]:
    """The map of every place that is told, and the table that says the same."""
    field = next((each for each in event.fields if each.name == "place"), None)
    if field is None:
        return
    shown = field.shown_place
    values = sorted(field.values, key=lambda value: value.place != shown)
    places = [(value.place.name or value.place.toponym, value.place) for value in values if value.place is not None]
    if shown is not None and shown not in [place for _, place in places]:
        places.insert(0, (shown.name or shown.toponym, shown))
    drawn = draw_map([(show_text(name), place) for name, place in places], outlines)
    yield "<h2>Where</h2>"
    if drawn:
        credit = " Outlines: Natural Earth." if outlines else ""
        yield f'{drawn}<p class="dim">Dots are spots, dashed circles the areas within which they lie.{credit}</p>'
    rows = (
        (
            isolated(name),
            text(place.country or "–"),
            f"{place.lat:.4f}" if place.lat is not None else "–",
            f"{place.lon:.4f}" if place.lon is not None else "–",
            text(place.level or "–"),
            f"{reach_of(place):g} km" if reach_of(place) else "–",
            "shown" if number == 0 else "also told",
        )
        for number, (name, place) in enumerate(places)
    )
    yield table("The places of the map", ("Place", "Country", "North", "East", "Level", "Within", "On the map"), rows)


def show_responsibility(told: list[EventResponsibility]) -> Iterator[str]:
    """Who claims or denies it, the first told first."""
    if not told:
        return
    rows = (
        (
            text(each.published or "no date")[:16],
            escape(STATUSES[each.status]),
            isolated(each.by or "–"),
            f"“{isolated(each.exact)}”",
            way_to(each.claim),
        )
        for each in told
    )
    yield "<h2>Who claims it, who denies it</h2>"
    yield table("In the order in which it was reported", ("Reported", "What", "By", "Words", "In the text"), rows)


def way_to(claim: str) -> str:
    return f'<a href="#claim-{text(claim)}">words</a>'


def show_media(media: list[EventMedia], found: FoundEvent) -> Iterator[str]:
    """Pictures and films in words: who provided them and what is said of checking. None is in the file."""
    if not media:
        return
    claims = told_claims(found)
    rows = []
    for each in media:
        said = {claims[name].verification.status for name in each.claims} or {"unstated"}
        report = found.extractions[each.report].report
        from_whom = each.media.provided_by or each.media.credit or "not said"
        checked = ", ".join(CHECKED[status] for status in CHECKED if status in said)
        rows.append((escape(each.media.kind), isolated(each.caption or "no caption"), isolated(from_whom), escape(checked), isolated(report.outlet)))
    yield "<h2>Pictures, films and sound</h2>"
    yield table("Named, and not shown", ("Kind", "Caption", "Provided by", "Checking", "In"), rows)


def show_reports(event: Event, found: FoundEvent) -> Iterator[str]:
    """Every report, with whose text it copies."""
    outlets = {report.id: report.outlet for report in event.reports}
    outlets |= {name: extraction.report.outlet for name, extraction in found.extractions.items()}
    rows = (
        (
            isolated(report.outlet or "outlet unknown"),
            text((report.published or "no date")[:16].replace("T", " ")),
            link(found.extractions[report.id].report, report),
            f"copies {isolated(outlets.get(report.copy_of) or report.copy_of[:12])}" if report.copy_of else "its own text",
            "about it" if report.is_main else "recalls it",
        )
        for report in event.reports
    )
    yield "<h2>Reports</h2>"
    yield table("In the order of publication", ("Outlet", "Published", "Report", "Text", "Is"), rows)


def link(report: Report, shown: EventReport) -> str:
    """The title, leading to the page where it has an address of the web."""
    title = isolated(shown.title or "no title")
    if report.url and urlsplit(report.url).scheme in {"http", "https"}:
        return f'<a href="{text(report.url)}" rel="noreferrer noopener nofollow">{title}</a>'
    return title


def show_claims(found: FoundEvent) -> Iterator[str]:
    """The words of each claim, within those around them."""
    yield "<h2>The words</h2><p>Each claim in its report’s own text: its words are marked, and underlined where they carry a value.</p>"
    names = told_claims(found)
    for report in found.event.reports:
        extraction = found.extractions[report.id]
        told = [claim for claim in extraction.claims if claim.id in names]
        if told:
            yield f"<h3>{isolated(report.outlet or 'outlet unknown')}, {text((report.published or 'no date')[:10])}</h3>"
            yield f'<p class="dim">SHA-256 of the page: {text(report.id)}</p>'
        for claim in told:
            yield f'<p id="claim-{text(claim.id)}"><strong>{escape(words(claim.event_type.value))}</strong>, {said_by(claim, report)}</p>'
            yield f'<blockquote dir="auto">{show_words(extraction.report.text, claim)}</blockquote>'


def said_by(claim: Claim, report: EventReport) -> str:
    """The voices of a claim, origin first."""
    chain = [isolated(voice.name) for voice in reversed(claim.attribution)] or [isolated(report.outlet or "the report itself")]
    notes = [note for note, holds in (("hedged", claim.certainty == "hedged"), ("said not to be so", claim.polarity == "negative")) if holds]
    checked = CHECKED[claim.verification.status] if claim.verification.status != "unstated" else ""
    return f'said by <span class="who">{" through ".join(chain)}</span>{"".join(f", {escape(note)}" for note in [*notes, checked] if note)}'


def show_reasons(event: Event) -> Iterator[str]:
    """Why the reports are one event, and why each value is shown."""
    yield "<h2>Why</h2><ul>"
    yield from (f'<li dir="auto">{text(line.strip())}</li>' for line in merge.explain(event))
    yield "</ul>"


def show_foot(event: Event, origin: Origin) -> Iterator[str]:
    """Where the file comes from."""
    withheld: Mapping[bool, str] = {
        True: "Nothing was withheld of it: it may name victims, witnesses or minors, and exact spots.",
        False: f"Made with what was decided to be withheld: {many(origin.withheld or 0, 'decision')} applied.",
    }
    yield f"<footer><p>Event {text(event.id)} of record {text(origin.record)}, as it was on {text(origin.made)}. "
    yield "Made by onrecord from the reports named above; it says what they say, and not what is true.</p>"
    yield f"<p>{escape(withheld[origin.withheld is None])}</p></footer>"
