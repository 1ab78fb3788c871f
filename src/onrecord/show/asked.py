"""Claims of many reports in print: each as in its report, with the report under its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from onrecord.nouns import Claim, Extraction, Problem, Report
from onrecord.show.terminal import STYLES, print_rows
from onrecord.show.view import QUIET_CODES, Line, Piece, day_words, find_problems, outside, show_claim
from onrecord.show.visible import show_text

VERDICTS = {"accept": ("accepted", "good"), "reject": ("rejected", "bad"), "unsure": ("a reviewer is unsure", "doubt")}


class Asked(NamedTuple):
    """A claim with what is to be said of it beside its words."""

    claim: Claim
    report: Report
    verdict: str | None = None
    is_corrected: bool = False
    event: str | None = None


@dataclass(frozen=True, slots=True)
class AskedTable:
    """Claims in a table, then a line that counts them."""

    asked: Sequence[Asked]
    more: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [show_claim(number, each.claim, each.report, loud_problems(each.report)) for number, each in enumerate(self.asked, start=1)]
        yield from print_rows(rows, options.max_width, [tell_origin(each) for each in self.asked])
        shown = f"{len(rows)} claim{'' if len(rows) == 1 else 's'}" if rows else "no claims"
        yield Text(f"{shown}; there are more: ask for less, or for more with --limit" if self.more else shown, style=STYLES["strong"])


def loud_problems(report: Report) -> list[Problem]:
    return [problem for problem in find_problems(Extraction(report)) if problem.code not in QUIET_CODES]


def tell_origin(asked: Asked) -> Line:
    """The claim's name, what people judged, then who published it when, and where it is."""
    pieces = [Piece(asked.claim.id, "strong")]
    if asked.verdict in VERDICTS:
        words, style = VERDICTS[asked.verdict]
        pieces += [Piece(" · "), Piece(words, style)]
    if asked.is_corrected:
        pieces += [Piece(" · "), Piece("corrected", "good")]
    facts = [*report_facts(asked.report), f"event {asked.event}" if asked.event else ""]
    return (*pieces, Piece("".join(f" · {fact}" for fact in facts if fact), "dim"))


def report_facts(report: Report) -> Iterable[str]:
    """Outlet, day and address of a report, or its path where it has no address."""
    yield outside(report.outlet) if report.outlet else "outlet unknown"
    yield day_words(date.fromisoformat(report.published[:10])) if report.published else "no date"
    yield show_text(report.url or report.path or "")
