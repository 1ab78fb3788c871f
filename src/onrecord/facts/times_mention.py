"""The noun that the time rules make."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.facts.times_calendar import Days


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words of a report that name a time: ``text[start:end]``.

    ``interval`` is inclusive, and None where the words set no date. ``named`` are the days that the words name before
    "since", "until", "before" and "after" are applied (``bound``). ``kind`` is date, time-of-day, duration, frequency, age, vague,
    or stamp (of a live blog's entry); ``rule`` names how the words were read, ``value`` their TIMEX3 value. ``core`` is where the
    words begin without their preposition.
    ``ends`` are the words of both ends of a stretch, each with its value: "from *May 3* to *June 2*".
    """

    sentence: int
    start: int
    end: int
    interval: Days | None
    rule: str
    kind: str
    named: Days | None = None
    grain: str = "day"
    bound: str | None = None
    value: str | None = None
    core: int = 0
    future: bool = False
    ends: tuple[tuple[int, int, str | None], ...] = ()
