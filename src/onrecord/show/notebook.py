"""Reports and claims as HTML for a notebook. Every word from outside is escaped, keeps its own direction, and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from onrecord.nouns import Extraction, Problem, Report
from onrecord.show.view import COLUMNS, QUIET_CODES, Line, Row, mark_words, show_claims, show_head, show_problem

COLOURS = {"who says": "#0b7285", "where": "#2b8a3e", "when": "#1864ab", "toll": "#a61e4d", "good": "#2b8a3e", "doubt": "#b35c00", "bad": "#c92a2a"}
LOOKS = {name: f"color:{colour}" for name, colour in COLOURS.items()} | {
    "strong": "font-weight:600",
    "dim": "opacity:.65",
    "spot": "opacity:.65",
    "damage": "background:#ffe3e3;color:#c92a2a;font-weight:600",
}
CELL = "text-align:start;vertical-align:top;padding:.3em .8em .1em 0;background:none"


def to_html(noun: Report | Extraction) -> str:
    """The report or the extraction as a fragment of HTML that stands alone."""
    parts = show_extraction(noun) if isinstance(noun, Extraction) else show_report(noun)
    return f'<div style="max-width:76em;line-height:1.4">{"".join(parts)}</div>'


def inline(pieces: Line) -> str:
    """Pieces as spans, in an isolate of their own."""
    return f'<bdi dir="auto">{"".join(styled(escape(piece.text), piece.style) for piece in pieces)}</bdi>'


def styled(html: str, style: str) -> str:
    return f'<span style="{LOOKS[style]}">{html}</span>' if style in LOOKS else html


def block(lines: Iterable[Line]) -> str:
    return "<br>".join(map(inline, lines))


def show_problems(problems: Iterable[Problem], text: str) -> Iterator[str]:
    loud = [problem for problem in problems if problem.code not in QUIET_CODES]
    if loud:
        yield f"<ul>{''.join(f'<li>{inline(show_problem(problem, text))}</li>' for problem in loud)}</ul>"


def show_report(report: Report) -> Iterator[str]:
    """Head, paragraphs with damage marked, problems."""
    yield f"<p>{block(show_head(report))}</p>"
    damage = [problem for problem in report.problems if problem.code not in QUIET_CODES]
    at = 0
    for line in report.text.splitlines(keepends=True):
        if line.strip():
            yield f'<p dir="auto">{inline(mark_words(report.text, at, at + len(line.rstrip()), (), damage))}</p>'
        at += len(line)
    yield from show_problems(report.problems, report.text)


def show_extraction(extraction: Extraction) -> Iterator[str]:
    """Head, a table of the claims with their words, problems."""
    rows, problems = show_claims(extraction)
    yield f"<p>{block(show_head(extraction.report))}</p>"
    if rows:
        head = "".join(f'<th style="{CELL};{LOOKS.get(name, "")}">{escape(name)}</th>' for name in COLUMNS)
        yield f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{"".join(map(show_row, rows))}</tbody></table>'
    else:
        yield "<p>no claims</p>"
    yield from show_problems(problems, extraction.report.text)


def show_row(row: Row) -> str:
    """A claim's cells, and below them its words across all columns."""
    cells = "".join(f'<td style="{CELL}">{block(cell)}</td>' for cell in row.cells)
    notes = "".join(f'<div style="{LOOKS["bad"]}">{escape(note)}</div>' for note in row.notes)
    words = f'<blockquote dir="auto" style="margin:.1em 0 .6em 1em">{inline(row.words)}{notes}</blockquote>'
    across = f'<td colspan="{len(COLUMNS)}" style="text-align:start;background:none">{words}</td>'
    return f'<tr style="border-top:1px solid #8884">{cells}</tr><tr>{across}</tr>'
