"""Who may have done it and to whom it may have been done, word by word, for readers of events whose rules are silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.incidents_reader import IncidentReader, load_reader
from onrecord.claims.incidents_tags import find_mentions
from onrecord.nouns import Span

# From here on a part is likelier than not.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words that have a part in an incident: ``role`` is one of ``incidents_tags.ROLES``, ``score`` says from 0 to 1 how sure it is."""

    role: str
    span: Span
    score: float


def find_roles(text: str, paragraphs: Iterable[Span] | None = None, *, reader: IncidentReader | None = None, sure: float = SURE) -> list[RoleSpan]:
    """The words of a text, or of some of its paragraphs, that have a part in an incident, in reading order."""
    windows = (reader or load_reader()).read(text, paragraphs)
    mentions = [mention for number, window in enumerate(windows) for mention in find_mentions(window, text, number)]
    found = [RoleSpan(one.role, one.span, one.score) for one in mentions if one.score >= sure]
    return sorted(found, key=lambda each: (each.span.start, each.span.end))
