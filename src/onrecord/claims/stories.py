"""What holds a report's sentences together as one story, and where another begins."""

from __future__ import annotations

from datetime import date

from onrecord.claims.drafts import Draft
from onrecord.claims.mentions import CAUSES
from onrecord.nouns import EventType

# How many sentences on a reader keeps a place and a day in mind.
CARRIED_SENTENCES = 10
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
    "in the latest",
    "in the first",
    "in a second",
    "in the second",
    "in a third",
    "in the third",
    "in a related",
    "also on",
    "also,",
    "last year",
    "last month",
    "earlier this",
)


def turns(draft: Draft) -> bool:
    """Whether the report turned to another story between two drafts."""
    words = draft.mention.sentence.doc.text_of(0, 4).casefold()
    return words.startswith(TURNS)


# What says of a deed's noun that it stands for several.
APART = frozenset("separate several multiple different various numerous unrelated weekend".split())


def is_of_several(draft: Draft) -> bool:
    """Whether a draft sums up several events: "two were killed in *separate shootings*"."""
    nouns = [token for token in draft.mention.sentence.doc if token.tag_ == "NNS" and any(child.lower_ in APART for child in token.children)]
    words = {trigger.token.i for trigger in draft.mention.triggers}
    return any(noun.i in words or (noun.dep_ == "pobj" and noun.head.head.i in words) for noun in nouns)


# Days that a sum over many events runs at least: "killed thousands since 2019".
SUMMED_DAYS = 60


def is_of_months(draft: Draft) -> bool:
    """Whether a draft's own words give it months or years, as of a sum and no event."""
    when = draft.claim.when if draft.own_when else None
    return when is not None and (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days > SUMMED_DAYS


def is_running(draft: Draft) -> bool:
    """Whether a count runs over many events."""
    return draft.claim.toll is not None and draft.claim.toll.running_total
