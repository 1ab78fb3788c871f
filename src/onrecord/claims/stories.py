"""What holds a report's sentences together as one story, and where another begins."""

from __future__ import annotations

from onrecord.claims.drafts import Draft
from onrecord.claims.mentions import CAUSES
from onrecord.nouns import EventType

# How many sentences on a reader keeps a place and a day in mind.
CARRIED_SENTENCES = 5
# Deeds that are told one after another as one story.
NARRATED = CAUSES | {
    EventType.SABOTAGE,
    EventType.ARREST,
    EventType.CRACKDOWN,
    EventType.RIOT,
    EventType.PROTEST,
    EventType.INTERCEPTION,
    EventType.DISPLACEMENT,
}
# What opens another story within a report.
TURNS = (
    "meanwhile",
    "separately",
    "elsewhere",
    "in a separate",
    "in another",
    "in other",
    "in a related",
    "also on",
    "also,",
    "last year",
    "last month",
    "earlier this",
)


def turns(draft: Draft) -> bool:
    """Whether the report turned to another story between two drafts."""
    words = draft.mention.sentence.doc[:4].text.casefold()
    return words.startswith(TURNS)


def is_running(draft: Draft) -> bool:
    """Whether a count runs over many events."""
    return draft.claim.toll is not None and draft.claim.toll.running_total
