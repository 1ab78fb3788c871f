"""Damage that scraping does to a text, as problems with spans: words lost or glued, wrong characters, cut ends, page furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.nouns import Problem, Span
from onrecord.read.boilerplate import boilerplate_spans
from onrecord.read.characters import find_mojibake
from onrecord.read.glued import find_glued
from onrecord.read.lost import DANGLING, ENDS_IN_TERMINAL, Paragraph, find_lines, find_lost

MAX_OF_A_KIND = 200
CUT_MARK = re.compile(r"(?:(?<!\.)(?:\.\.\.|…)|\[(?:\.\.\.|…)\]|\[\+\d+ chars\]|\(more\)|\bread more\W*|\bcontinue reading\W*)\s*$", re.I)
SIGN_OFF = re.compile(
    r"report(?:ing|ed) by|edit(?:ing|ed) by|contributed|with files from|compiled by|written by|translat|follow |contact|@|©|"
    r"https?:|copyright|source|writing by|"
    r"associated press|reuters|afp|the writer|the author",
    re.I,
)
JOINTS = frozenset({"words-lost", "words-glued", "truncated"})


def find_damage(text: str) -> tuple[Problem, ...]:
    """Every sign of damage in the text, in order.

    A ``words-lost`` span begins exactly where the words broke off (at the full stop of "15. said"), so that a fact on one side of it stands.

    >>> [problem.code for problem in find_damage("Rockets hit a clinic, killing two. said on TelegramCalling it a crime.")]
    ['words-lost', 'words-glued']
    """
    furniture = boilerplate_spans(text)
    found = [*_glued(text), *_lost(text), *_wrong_characters(text), *_cut(text, furniture), *_furniture(furniture)]
    return tuple(sorted(found, key=lambda problem: (problem.start or 0, problem.end or 0, problem.code)))


def _problem(code: str, message: str, span: Span) -> Problem:
    return Problem(code, message, span.start, span.end)


def _around(text: str, span: Span) -> str:
    """The words at a joint, a few on either side, for the message."""
    before = text[max(0, span.start - 60) : span.start].split("\n")[-1].split(" ")[-4:]
    after = text[span.end : span.end + 60].split("\n")[0].split(" ")[:3]
    return f"{' '.join(before)}{span.of(text)}{' '.join(after)}".strip()


def _glued(text: str) -> Iterator[Problem]:
    for _, span in zip(range(MAX_OF_A_KIND), find_glued(text), strict=False):
        yield _problem("words-glued", f"{span.of(text)!r} is two words run together; words between them may be gone", span)


def _lost(text: str) -> Iterator[Problem]:
    seen: set[int] = set()
    for _, span in zip(range(MAX_OF_A_KIND), find_lost(text), strict=False):
        if span.start not in seen:
            seen.add(span.start)
            yield _problem("words-lost", f"words seem to be missing: {_around(text, span)!r}", span)


def _wrong_characters(text: str) -> Iterator[Problem]:
    for _, (span, was) in zip(range(MAX_OF_A_KIND), find_mojibake(text), strict=False):
        yield _problem("mojibake", f"{span.of(text)!r} stands for {was}", span)


def _furniture(furniture: Sequence[Span]) -> Iterator[Problem]:
    for span in furniture:
        yield _problem("boilerplate", "words of the page, not of the report", span)


def _last_of_body(lines: Sequence[Paragraph], furniture: Sequence[Span]) -> Paragraph | None:
    """The last line that is the report's own."""
    starts = [span.start for span in furniture]
    covered = [line for line in lines if not (at := bisect_right(starts, line.start)) or furniture[at - 1].end <= line.start]
    return covered[-1] if len(covered) > 1 else None


def _breaks_off(paragraph: str, words: Sequence[str]) -> bool:
    """Whether a paragraph that ends without a stop breaks off in its middle, rather than being a headline or a link."""
    if words[-1].lower() in DANGLING or words[-1].endswith(","):
        return True
    is_prose = len(words) >= 25 or re.search(r"[a-z][.!?][”\"’]? [A-Z]", paragraph) is not None
    return is_prose and re.fullmatch(r"[a-z]+", words[-1]) is not None and words[-1] not in ("here", "more", "below", "story", "now")


def _cut(text: str, furniture: Sequence[Span]) -> Iterator[Problem]:
    """Says where the text breaks off before the report ends."""
    lines = find_lines(text)
    last = _last_of_body(lines, furniture)
    if last is None:
        return
    if match := CUT_MARK.search(last.text, max(0, len(last.text) - 80)):
        yield _problem("truncated", "the text is cut: it ends in a mark that more follows", Span(last.start + match.start(), last.end))
        return
    words = last.text.split()
    if len(words) < 8 or ENDS_IN_TERMINAL.search(last.text) or SIGN_OFF.search(last.text):
        return
    long_lines = [line for line in lines if len(line.text.split()) >= 12 and line is not last]
    ended = sum(ENDS_IN_TERMINAL.search(line.text) is not None for line in long_lines)
    if _breaks_off(last.text, words) and ended >= 2 and ended >= 0.8 * len(long_lines):
        yield _problem("truncated", "the text is cut: it ends in the middle of a sentence", Span(last.end - len(words[-1]), last.end))


def damaged_joint(problems: Sequence[Problem], start: int, end: int) -> bool:
    """Whether words were lost or glued inside ``text[start:end]``, so that no fact may be read across it.

    A stretch that ends at the joint, or begins after it, is whole.

    >>> text = "Rockets hit a clinic, killing two. said on Telegram it was a crime."
    >>> problems = find_damage(text)
    >>> damaged_joint(problems, 0, text.index(". said") + 1), damaged_joint(problems, 0, len(text))
    (False, True)
    """
    return any(_crosses(problem, start, end) for problem in problems)


def _crosses(problem: Problem, start: int, end: int) -> bool:
    if problem.code not in JOINTS or problem.start is None or problem.end is None:
        return False
    if problem.code == "words-glued":
        return problem.start < end and start < problem.end
    return start <= problem.start and end > problem.start + 1
