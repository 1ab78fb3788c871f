"""The verb ``read``: one file or its bytes to one ``Report``, with every doubt about it beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ReadError, UsageError
from onrecord.nouns import Media, Problem, Report
from onrecord.read.charset import Decoded, decode
from onrecord.read.damage import find_damage
from onrecord.read.dates import day_of, parse_date
from onrecord.read.files import read_bytes
from onrecord.read.language import find_language
from onrecord.read.meta import Dated, clean_byline, host_of
from onrecord.read.page import date_problem, read_page
from onrecord.read.plain import read_plain
from onrecord.read.sniff import binary_kind, shape_of

MAX_BYTES = 20_000_000
SUPPORTED = frozenset({"en"})


class _Read(NamedTuple):
    """What page and plain text have in common once read."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    declared_language: str | None
    dates: Sequence[Dated]
    media: tuple[Media, ...]
    problems: tuple[Problem, ...]
    saved: str | None


def read(
    source: str | Path | bytes,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    captured: str | date | None = None,
) -> Report:
    """The report in a file or in raw bytes, HTML or plain text.

    ``published``, ``outlet`` and ``url`` outrank what the file says of itself. ``captured`` is the day the file was obtained: a later
    publication date becomes the problem ``future-date``. Raises ``ReadError`` for what holds no text that can be read.

    >>> read(b"Shells hit the port\\n\\nTwo people died, police said.").title
    'Shells hit the port'
    """
    path = None if isinstance(source, bytes) else Path(source)
    raw = source if isinstance(source, bytes) else read_bytes(Path(source))
    where = str(path) if path is not None else f"{len(raw)} bytes given"
    given = _given_date(published, "published")
    obtained = _given_date(captured, "captured")
    cut = _checked(raw, where)
    decoded = decode(cut)
    found = _read_text(decoded, url)
    dates = [Dated("the caller", given), *found.dates] if given else list(found.dates)
    stamp = dates[0].stamp if dates else None
    language = find_language(found.text, found.declared_language)
    problems = [
        *_size_problems(raw),
        *_charset_problems(decoded),
        *found.problems,
        *_date_problems(dates, obtained or _saved_date(found.saved)),
        *_language_problems(language),
        *_damage(found.text, language),
    ]
    if not found.text.strip():
        problems.append(Problem("no-text", "no words of a report were found; give the saved page itself, not a script that loads it"))
    return Report(
        id=hashlib.sha256(raw).hexdigest(),
        text=found.text,
        url=url or found.url,
        outlet=outlet or found.outlet,
        title=found.title,
        byline=found.byline,
        published=stamp,
        language=language,
        media=found.media,
        problems=tuple(problems),
        path=str(path) if path is not None else None,
    )


def _damage(text: str, language: str | None) -> list[Problem]:
    """The damage to the text; in a language whose sentences are not known here, only what shows without reading them."""
    damage = find_damage(text)
    if language is None or language in SUPPORTED:
        return list(damage)
    return [problem for problem in damage if problem.code == "mojibake"]


def _given_date(value: str | date | None, name: str) -> str | None:
    if value is None or value == "":
        return None
    written = value.isoformat() if isinstance(value, date) else value
    stamp = parse_date(written)
    if stamp is None:
        raise UsageError(f"{name}={written!r} is no date; write it as 2023-05-26 or 2023-05-26T14:00+03:00")
    return stamp


def _checked(raw: bytes, where: str) -> bytes:
    """The bytes that can be read safely. Raises ``ReadError`` when there are none."""
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(f"{where}: empty; there is nothing to read, save the page again")
    if (binary := binary_kind(raw)) is not None:
        what, instead = binary
        raise ReadError(f"{where}: {what}, not a page or a text; {instead}")
    return raw[:MAX_BYTES]


def _size_problems(raw: bytes) -> list[Problem]:
    if len(raw) <= MAX_BYTES:
        return []
    return [Problem("too-large", f"{len(raw):,} bytes; only the first {MAX_BYTES:,} were read")]


def _charset_problems(decoded: Decoded) -> list[Problem]:
    if decoded.misdeclared:
        return [
            Problem(
                "mojibake", f"the page says it is utf-8 and is not; it was read as {decoded.charset}, which may be wrong for letters beyond a to z"
            )
        ]
    if not decoded.lossy:
        return []
    return [Problem("mojibake", f"some bytes are not valid {decoded.charset}; they stand as \ufffd in the text")]


def _normalised(text: str) -> str:
    """Decoded text with line ends as ``\\n`` and without NUL: the only two changes plain text goes through."""
    return re.sub(r"\r\n?", "\n", text).replace("\x00", "").removeprefix("\ufeff")


def _read_text(decoded: Decoded, url: str | None) -> _Read:
    text = _normalised(decoded.text)
    if shape_of(text) == "html":
        page = read_page(text, url=url)
        meta = page.meta
        return _Read(page.text, meta.title, meta.byline, meta.outlet, meta.url, meta.language, page.dates, page.media, page.problems, page.saved)
    facts = read_plain(text)
    dates = [Dated("the text", facts.published)] if facts.published else []
    return _Read(text, facts.title, clean_byline(facts.byline), facts.outlet or host_of(url), None, None, dates, facts.media, (), None)


def _saved_date(saved: str | None) -> str | None:
    return parse_date(saved) if saved else None


def _date_problems(dates: Sequence[Dated], obtained: str | None) -> list[Problem]:
    if not dates:
        return [Problem("no-date", "the report gives no publication date; give one: --published DATE, or published= from Python")]
    problems = []
    if (conflict := date_problem(dates)) is not None:
        problems.append(conflict)
    if obtained and (day_of(dates[0].stamp) - day_of(obtained)).days > 1:
        problems.append(Problem("future-date", f"published {dates[0].stamp[:10]}, after the file was obtained on {obtained[:10]}"))
    return problems


def _language_problems(language: str | None) -> list[Problem]:
    if language is None or language in SUPPORTED:
        return []
    return [Problem("language-unsupported", f"the text is in {language!r}; claims are read only from English")]
