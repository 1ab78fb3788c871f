"""Onrecord turns news reports into claims: ``read`` gives a report, ``extract`` its claims, each with the exact words that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onrecord.read as _read  # before the verb of that name is defined, so that a later import of the room does not hide the verb
from onrecord.errors import OnrecordError, ReadError, UsageError
from onrecord.nouns import (
    Claim,
    Count,
    EventType,
    Extraction,
    Kind,
    Media,
    Party,
    Place,
    Problem,
    Report,
    Responsibility,
    Span,
    Toll,
    Verification,
    Voice,
    When,
)

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.claims.extract import Models
    from onrecord.facts.gazetteer import Gazetteer

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "Count",
    "EventType",
    "Extraction",
    "Kind",
    "Media",
    "OnrecordError",
    "Party",
    "Place",
    "Problem",
    "ReadError",
    "Report",
    "Responsibility",
    "Span",
    "Toll",
    "UsageError",
    "Verification",
    "Voice",
    "When",
    "extract",
    "read",
]


def read(
    source: str | Path | bytes,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    captured: str | None = None,
) -> Report:
    """The report of one page or text: a path, or its bytes. What is given here outranks what the page says of itself.

    Raises ``ReadError`` where the input cannot be read at all. Doubt about its words is in ``report.problems``.

    >>> read(b"Shells hit a school in Kherson on Friday.", published="2023-05-28").published
    '2023-05-28'
    """
    return _read.read(source, published=published, outlet=outlet, url=url, captured=captured)


def extract(report: Report, *, gazetteer: Gazetteer | None = None, models: Models | None = None) -> Extraction:
    """The claims of a report, in the order of its words. A pure function: no network, no clock, nothing kept between calls.

    ``gazetteer`` and ``models`` put other parts in the place of those that come with the package.
    """
    from onrecord.text.lean import collector_held, import_spacy

    with collector_held():
        import_spacy()
        from onrecord.claims.extract import extract as extract_claims
        from onrecord.text.parse import load_model

        load_model()
    return extract_claims(report, gazetteer=gazetteer, models=models)
