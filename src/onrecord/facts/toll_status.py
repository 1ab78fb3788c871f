"""How a sentence stands to the loss it tells: supposed, denied, of a part only, or over many events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.facts.toll_words import words_of
from onrecord.facts.victims import People
from onrecord.text.tokens import Doc, Token

MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
BEGAN = r"(?:began|begun|started|erupted|broke out|took up arms|took power|seized power|invaded|launched|resumed)"
SINCE = (
    rf"(?:(?:early|late|mid-?)?\s*(?:{MONTH}\b|\d{{4}})|last (?:year|month)|[^,;.]*\b{BEGAN}\b"
    r"|the (?:start|beginning|outbreak|war|conflict|uprising|invasion|revolution|coup|crisis))"
)
# What many events come after, and what they are counted by: "since the truce, 58 soldiers have been killed".
TURN = r"(?:truce|ceasefire|armistice|agreement|accord|deal|election|takeover|withdrawal|coup|war|revolution|amnesty|pullout)"
HAVE_FALLEN = r"(?:has|have) (?:been )?(?:killed|wounded|injured|died|detained|arrested|displaced)"
RUNNING = re.compile(
    rf"\bsince\s+{SINCE}"
    rf"|^since (?:the |its |his |her |their |that )?(?:\w+ )?{TURN}\b(?=.*\b{HAVE_FALLEN}\b)"
    rf"|^since then\b(?=.*\b{HAVE_FALLEN}\b.*\b(?:incidents|clashes|attacks|raids|shootings|bombings|fighting|violence)\b)"
    r"|\bthis (?:decade|century)\b|\b(?:so far|already|people|others|deaths?|killed|wounded|attacks?) this year\b|^this year\b"
    r"|\bin recent (?:years|months|weeks|decades)\b"
    r"|\b(?:over|in|during|for) the (?:past|last|previous) (?:\w+ ){0,2}(?:years?|months?|weeks?|decades?)\b"
    r"|\b(?:this|last) year['’]s (?:\w+ )?(?:toll|deaths|total)\b|\bto date\b"
    r"|\b(?:brings?|brought|bringing|takes|taking) (?:the (?:total|number)\b|to [\d\w,]+ the)"
    r"|\b(?:insurgency|civil war|war|conflict|uprising|years? of (?:war|fighting|conflict|violence))\b(?=.*\b(?:has|have|had)\b)"
    r"|\b(?:has|have) (?:\w+ )?(?:killed|claimed|displaced|uprooted|kidnapped|abducted)"
    r" (?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|scores)\b"
    r"|\b(?:has|have) (?:been )?(?:driven|displaced|forced|uprooted|fled)\b(?=.*\bby (?:the )?(?:violence|fighting|war|conflict|insurgency|unrest)\b)"
    r"|\b(?:has|have) (?:been )?(?:killed|wounded|injured|died)\b(?=.*\bin (?:the |this )?(?:\w+ )?(?:war|conflict|insurgency)\b)"
    r"|\bmillions?\b[^.;]{0,60}\b(?:displaced|uprooted|fled|homes)\b"
    r"|\bover (?:the )?(?:\w+ )?(?:years|decades|months)\b|\b(?:year|month|decade)-long\b"
    r"|\bin (?:similar|other) (?:circumstances|attacks|incidents)\b"
    r"|\b(?:during|throughout) the (?:war|conflict|campaign|insurgency|crackdown|uprising)\b|\b(?:every|each|a) (?:year|month)\b|\bannually\b",
    re.IGNORECASE,
)
WOULD = frozenset({"could", "would", "should", "'d", "’d"})
WILL = frozenset({"can", "will", "'ll", "’ll", "shall", "must"})
MAY = frozenset({"may", "might", "must", "will"})
PREVENTS = frozenset({"prevent", "stop", "threat", "risk", "intention", "danger", "keep", "possibility", "aim", "hope", "bar", "ban", "warn"})
PREVENTS |= {"epidemic", "pattern", "practice", "habit", "idea", "talk", "spate"}
PART_OF = frozenset({"including", "among", "include", "included", "includes"})


# "The deadliest attack since the war began", "one of the worst raids in recent years": many events that one is held against.
COMPARED = re.compile(
    r"\b(?:deadliest|worst|biggest|largest|heaviest|bloodiest|highest|fiercest|gravest|most \w+|first|latest|rare|unprecedented)\b[^,.;]*",
    re.IGNORECASE,
)


def is_running(text: str) -> bool:
    """Whether the sentence counts over many events.

    >>> is_running("The war has killed 9,000."), is_running("It killed nine in the worst raid since the war began.")
    (True, False)
    """
    return RUNNING.search(COMPARED.sub("", text)) is not None


def _verb(token: Token) -> Token:
    return token if token.pos_ in ("VERB", "AUX") else token.head


def is_hypothetical(token: Token) -> bool:
    """Whether the words do not say that it happened: "could kill thousands", "plotted to kill", "if anyone is hurt"."""
    if not token.pos_:
        return token.i > 0 and token.doc[token.i - 1].lower_ in WOULD | WILL | {"to", "might"}
    verb = _verb(token)
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark")}
    perfect = bool(helpers & {"have", "has", "had", "’ve", "'ve"})
    if verb.dep_ == "conj" and not helpers and verb.tag_ == "VB" and verb.head.i < verb.i:
        return is_hypothetical(verb.head)
    if helpers & {"if", "unless", "lest"} or helpers & WOULD:
        return True
    if helpers & (WILL | MAY):
        return not perfect
    if "to" in helpers and not perfect and verb.dep_ != "ccomp":
        return verb.head.lemma_ not in words_of("realis") or verb.dep_ == "relcl"
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "from", "about", "to", "against") and verb.head.head.lemma_ in PREVENTS


def is_negated(token: Token) -> bool:
    """Whether a "not", a "never" or a "without" stands on the word, or on the verb it is joined to by "or"."""
    verb = _verb(token)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if verb.dep_ == "conj" and any(child.lower_ in ("or", "nor") for child in verb.head.children) and is_negated(verb.head):
        return True
    return any(child.dep_ == "neg" for child in verb.children)


def is_subgroup(doc: Doc, group: Sequence[People]) -> bool:
    """Whether the people are part of others told of: "including two children", "among them a nurse"."""
    before = [token.lower_ for token in doc[max(group[0].start - 4, 0) : group[0].start]]
    if "including" in before[-2:] or "among" in before[-3:]:
        return True
    token = doc[group[0].head]
    for _ in range(6):
        if token.lower_ in PART_OF:
            return True
        if token.head == token or token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return False
