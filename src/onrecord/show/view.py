"""What is to be seen of a report and its claims, in words with a style each; the terminal and the notebook give the styles their looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.nouns import Claim, Count, Extraction, Place, Problem, Report, Toll, Voice, When
from onrecord.show.visible import isolate, show_text

COLUMNS = ("who says", "what", "where", "when", "toll", "checked?")
TOLLS = ("killed", "injured", "missing", "detained", "abducted", "displaced")
QUIET_CODES = frozenset({"boilerplate"})  # problems that mark what was left out, and damage nothing
CHECKED = {
    "verified": ("verified", "good"),
    "unverified": ("could not verify", "doubt"),
    "disputed": ("disputed", "doubt"),
    "unstated": ("not said", "dim"),
}
STAGES = {"attempted": "tried, failed", "planned": "planned", "threatened": "threatened", "hypothetical": "not yet: asked or if"}
AROUND = 40  # characters of text shown on either side of a damaged stretch


class Piece(NamedTuple):
    """Some words and the name of their style: plain, strong, dim, spot, good, doubt, bad, damage, or a column's name."""

    text: str
    style: str = "plain"


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a row: a cell of lines for each column, then its words, then the damage in them."""

    number: int
    cells: tuple[tuple[Line, ...], ...]
    words: Line
    damage: tuple[Problem, ...]

    @property
    def notes(self) -> Iterator[str]:
        """What is to know of the words, a line each."""
        return (f"{problem.code}: {show_text(problem.message)}" for problem in self.damage)


def outside(text: str) -> str:
    """Words of others, safe to look at."""
    return isolate(show_text(text))


def find_problems(extraction: Extraction) -> list[Problem]:
    """Problems of the report and of its reading, each once, those of a place in the order of the text."""
    return sorted(dict.fromkeys((*extraction.report.problems, *extraction.problems)), key=lambda p: -1 if p.start is None else p.start)


def show_claims(extraction: Extraction) -> tuple[list[Row], list[Problem]]:
    """A row for each claim, and the problems that stand in none of them."""
    problems = find_problems(extraction)
    damage = [problem for problem in problems if problem.code not in QUIET_CODES]
    rows = [show_claim(number, claim, extraction.report, damage) for number, claim in enumerate(extraction.claims, start=1)]
    shown = {problem for row in rows for problem in row.damage}
    return rows, [problem for problem in problems if problem not in shown]


def count_words(count: Count, what: str) -> str:
    """A count as it is said.

    >>> count_words(Count(15, 15, None), "killed"), count_words(Count(None, 15, None), "hurt"), count_words(Count(0, 0, 0), "hurt")
    ('15+ killed', 'about 15 hurt', 'no one hurt')
    """
    return f"{bounds_words(count.low, count.best, count.high)} {what}"


def bounds_words(low: int | None, best: int | None, high: int | None) -> str:
    """Bounds in a few characters: ``15``, ``15+``, ``about 15``, ``up to 15``, ``12–15``."""
    if low is not None and low == high:
        return f"{low:,}" if low else "no one"
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,}+"
    if best is not None:
        return f"about {best:,}"
    return f"up to {high:,}" if high is not None else "?"


def day_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def when_words(when: When) -> str:
    """The days of an interval.

    >>> when_words(When("2023-05-01", "2023-05-26", "earlier this month"))
    '1–26 May 2023'
    """
    first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def list_words(names: Iterable[str]) -> str:
    return ", ".join(map(outside, names))


def show_who(claim: Claim, report: Report) -> Iterator[Line]:
    """The origin first, then the voices it came through."""
    if not claim.attribution:
        yield (Piece(outside(report.outlet) if report.outlet else "the outlet", "dim"),)
        yield (Piece("in its own words", "dim"),)
        return
    *through, origin = claim.attribution
    yield show_voice(origin)
    for voice in reversed(through):
        yield (Piece("via ", "dim"), *show_voice(voice, style="plain"))


def show_voice(voice: Voice, style: str = "who says") -> Line:
    name = Piece(outside(voice.name), style)
    return (name, Piece(f" on {outside(voice.medium)}", "dim")) if voice.medium else (name,)


def show_what(claim: Claim, report: Report) -> Iterator[Line]:
    """The event type with what became of it, then who did it to whom, and with what."""
    yield (Piece(claim.event_type.value.replace("_", " "), "strong"),)
    if claim.polarity == "negative":
        yield (Piece("said not to be so", "bad"),)
    if claim.stage != "happened":
        yield (Piece(STAGES[claim.stage], "doubt"),)
    if claim.certainty == "hedged":
        yield (Piece("hedged", "doubt"),)
    if claim.generic:
        yield (Piece("a habit, no one event", "dim"),)
    if claim.actors:
        yield (Piece("by ", "dim"), Piece(list_words(party.name for party in claim.actors)))
    if claim.recipients:
        yield (Piece("on ", "dim"), Piece(list_words(party.name for party in claim.recipients)))
    if claim.weapons:
        yield (Piece("with ", "dim"), Piece(list_words(claim.weapons)))
    for index in claim.media:
        yield (Piece(f"seen in {report.media[index].kind} {index}", "dim"),)


def show_where(place: Place | None) -> Iterator[Line]:
    """The toponym as written with its country, then what it stands for, and the spot."""
    if place is None:
        yield (Piece("–", "dim"),)
        return
    level = f" ({place.level})" if place.level not in {None, "town"} else ""
    yield (Piece(outside(place.toponym), "where"), Piece(f", {place.country}" if place.country else "", "dim"), Piece(level, "dim"))
    if place.name and place.name.casefold() != place.toponym.casefold():
        yield (Piece("= ", "dim"), Piece(outside(place.name)))
    if place.lat is not None and place.lon is not None:
        yield (Piece(f"{place.lat:.2f} {place.lon:.2f}", "spot"),)


def show_when(when: When | None) -> Iterator[Line]:
    """The days, and the day of the week where it is one."""
    if when is None:
        yield (Piece("–", "dim"),)
        return
    yield (Piece(when_words(when), "when"),)
    if when.earliest == when.latest:
        yield (Piece(f"{date.fromisoformat(when.earliest[:10]):%A}", "dim"),)


def show_toll(toll: Toll | None) -> Iterator[Line]:
    """A line a count."""
    counts = [(count, name) for name in TOLLS if toll is not None and (count := getattr(toll, name)) is not None]
    for count, name in counts:
        yield (Piece(count_words(count, name), "toll"),)
    if toll is not None and toll.running_total:
        yield (Piece("running total", "dim"),)
    if not counts:
        yield (Piece("–", "dim"),)


def show_checked(claim: Claim) -> Iterator[Line]:
    """What the report says of checking, and of responsibility."""
    words, style = CHECKED[claim.verification.status]
    yield (Piece(words, style),)
    if claim.verification.by:
        yield (Piece("by ", "dim"), Piece(outside(claim.verification.by)))
    if claim.responsibility is None:
        return
    if claim.responsibility.status == "none_claimed":
        yield (Piece("no one claims it", "doubt"),)
        return
    yield (
        Piece(f"{claim.responsibility.status} ", "doubt"),
        Piece(f"by {outside(claim.responsibility.by)}" if claim.responsibility.by else "by the voice"),
    )


def show_claim(number: int, claim: Claim, report: Report, damage: Sequence[Problem]) -> Row:
    """The row of one claim."""
    near = [problem for problem in damage if touches(problem, claim.start, claim.end)]
    cells = (
        show_who(claim, report),
        show_what(claim, report),
        show_where(claim.place),
        show_when(claim.when),
        show_toll(claim.toll),
        show_checked(claim),
    )
    return Row(
        number,
        tuple(tuple(cell) for cell in cells),
        mark_words(report.text, claim.start, claim.end, find_marks(claim), near),
        tuple(near),
    )


def touches(problem: Problem, start: int, end: int) -> bool:
    """Whether a problem has its place in the stretch."""
    return problem.start is not None and problem.end is not None and problem.start <= end and problem.end >= start and problem.start < end


def find_marks(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Spans of a claim's values, with the style of the column they fill."""
    tolls = [getattr(claim.toll, name) for name in TOLLS] if claim.toll else []
    values = [("toll", tolls), ("when", [claim.when]), ("where", [claim.place]), ("who says", claim.attribution)]
    for style, found in values:
        for value in found:
            if value is not None and value.start is not None and value.end is not None:
                yield value.start, value.end, style


def mark_words(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]], damage: Sequence[Problem] = ()) -> Line:
    """The words of a stretch, cut where a style changes; damage stands between ``⟦`` and ``⟧``, so that it shows without colour too."""
    spans = [(max(a, start), min(b, end), style) for a, b, style in marks if a < end and b > start]
    broken = [(max(p.start or 0, start), min(p.end or 0, end)) for p in damage if touches(p, start, end)]
    cuts = sorted({start, end, *(at for a, b, _ in spans for at in (a, b)), *(at for pair in broken for at in pair)})
    pieces: list[Piece] = []
    for at, until in zip(cuts, cuts[1:] or cuts, strict=False):
        pieces += [Piece("⟦⟧", "damage") for a, b in dict.fromkeys(broken) if a == b == at]
        pieces += [Piece("⟦", "damage")] * any(a == at < b for a, b in broken)
        style = "damage" if any(a <= at < b for a, b in broken) else next((s for a, b, s in spans if a <= at < b), "plain")
        pieces.append(Piece(show_text(text[at:until]), style))
        pieces += [Piece("⟧", "damage")] * any(a < until == b for a, b in broken)
    return tuple(piece for piece in pieces if piece.text)


def show_problem(problem: Problem, text: str) -> Line:
    """A problem's code and message, then its words with a little of what stands around them."""
    head = (Piece(problem.code, "bad"), Piece(f"  {show_text(problem.message)}"))
    if problem.start is None or problem.end is None:
        return head
    start, end = max(0, problem.start - AROUND), min(len(text), problem.end + AROUND)
    if problem.code in QUIET_CODES or problem.end - problem.start > 4 * AROUND:
        return head
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return (*head, Piece(f"  {before}", "dim"), *mark_words(text, start, end, (), [problem]), Piece(after, "dim"))


def show_head(report: Report) -> list[Line]:
    """Title, then who published it when, then the byline and the path."""
    published = f"published {show_text(report.published).replace('T', ' ')}" if report.published else "no date of publication"
    facts = [
        outside(report.outlet) if report.outlet else "outlet unknown",
        published,
        report.language or "",
        outside(report.byline) if report.byline else "",
    ]
    lines: list[Line] = [(Piece(outside(report.title) if report.title else "(no title)", "strong"),)]
    lines.append((Piece(" · ".join(fact for fact in facts if fact)),))
    where = " · ".join(show_text(words) for words in (report.path, report.url) if words)
    return [*lines, (Piece(where, "dim"),)] if where else lines
