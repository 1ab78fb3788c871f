"""Claims across reports: one text in many outlets, one event in many reports, and what is agreed and disputed of it."""

from onrecord.merge.explain import explain
from onrecord.merge.link import compare, find_bonds, find_pairs, founding_id, group, link_events
from onrecord.merge.nouns import (
    Bond,
    Constraint,
    Copy,
    CopyGroup,
    Event,
    EventGroup,
    EventReport,
    Field,
    Fusion,
    Groups,
    IndependentVoice,
    Link,
    Stretch,
    Teller,
    Telling,
    Value,
)
from onrecord.merge.sketch import MERGE_VERSION, Card, Holders, Sketch, find_candidates, make_sketch
from onrecord.merge.tellings import telling_id
from onrecord.merge.weigh import weigh

__all__ = [
    "MERGE_VERSION",
    "Bond",
    "Card",
    "Constraint",
    "Copy",
    "CopyGroup",
    "Event",
    "EventGroup",
    "EventReport",
    "Field",
    "Fusion",
    "Groups",
    "Holders",
    "IndependentVoice",
    "Link",
    "Sketch",
    "Stretch",
    "Teller",
    "Telling",
    "Value",
    "compare",
    "explain",
    "find_bonds",
    "find_candidates",
    "find_pairs",
    "founding_id",
    "group",
    "link_events",
    "make_sketch",
    "telling_id",
    "weigh",
]
