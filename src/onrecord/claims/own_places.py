"""Which places of its own sentence are not where a deed was: where somebody was cared for, and what it is only held against."""

from __future__ import annotations

import re

from onrecord.claims.mentions import EventMention
from onrecord.facts.place_roles import HOUSE
from onrecord.facts.places import PlaceMention

CARE = re.compile(r"\b(?:Hospital|Clinic|Medical|Infirmary|Health)\b")
IN_CARE = re.compile(
    r"\b(?:hospital|clinic|infirmary|(?:medical|trauma|burns?) (?:cent(?:er|re)|unit))\s+(?:in|at|of|near)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.I
)


def is_of_clause_since(mention: EventMention, place: PlaceMention) -> bool:
    """Whether a place is of what the deed is only held against: "the worst attack since 1996, *when rebels raided Doba*"."""
    for token in mention.sentence.doc:
        if token.dep_ == "relcl" and token.i > mention.token.i and any(child.lower_ == "when" for child in token.children):
            span = mention.sentence.span(token.doc[token.left_edge.i : token.right_edge.i + 1])
            if span.start <= place.start < span.end and mention.token.i < token.left_edge.i:
                return True
    return False


# Where he was going who died on the way.
ON_THE_WAY = re.compile(r"\b(?:on (?:the|his|her|its|their) way (?:back )?to|en route to)\s+(?:the\s+)?(?:\w+\s+(?:in|of|at)\s+)?$", re.I)


def is_where_one_dies(mention: EventMention, place: PlaceMention) -> bool:
    """Whether a place is where somebody was cared for and died, or was on the way to, and not where he was harmed: "died at *Mercy Hospital*"."""
    dying = (token for token in mention.sentence.doc if token.lemma_.lower() in {"die", "succumb", "treat", "pronounce", "declare"})
    before = mention.sentence.text[: place.start - mention.sentence.start]
    if place.role == "other" and HOUSE.search(place.place.toponym):
        return True
    cared = CARE.search(place.place.toponym) is not None or IN_CARE.search(before) is not None or ON_THE_WAY.search(before) is not None
    return cared and any(mention.sentence.start + token.idx < place.start for token in dying)
