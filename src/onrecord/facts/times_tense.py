"""Whether the words around a time look back or ahead, from light cues in the same clause."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.facts.times_words import word_list

Tense = Literal["past", "future"]

LEFT_CUT = re.compile(
    r"[;:—–()“”\"]|\s-\s|, (?:and|but|who|which|where|while|when|as|after|because)\b|\b(?:after|when|who|which|because|since|while|where|that|"
    r"until)\b",
    re.I,
)
RIGHT_CUT = re.compile(r"[,;:—–()“”\"]|\s-\s|\b(?:after|when|who|which|because|but|that|while|where)\b", re.I)
AHEAD = re.compile(
    r"\b(?:will|won't|won’t|shall|is to|are to|am to|going to|about to|would(?! have)|upcoming|ahead of|in advance of|in time for|run-up to|expires?|"
    r"(?:scheduled|rescheduled|slated|set|due|planned|expected|poised|likely|ready|prepar\w+|plans?|planning|intends?|intending|hopes?|hoping|"
    r"aims?|aiming|"
    r"agreed|agrees?|vow\w*|pledg\w+|promis\w+|threaten\w*|urg\w+|order\w*|call\w*|want\w*|need\w*|seek\w*)(?: \w+){0,2}? (?:to|for)|"
    r"(?:scheduled|due|slated)|adjourned (?:to|until|till|for)|(?:postponed|rescheduled|delayed|moved|put off|extended|"
    r"remanded)(?: [\w ]{1,20})? (?:to|until|till)|deadline)\b"
    r"|\w(?:'|’)ll\b",
    re.I,
)
RIGHT_BEFORE_AHEAD = re.compile(
    r"\b(?:scheduled|rescheduled|slated|set|due|planned|expected|called|deadline|meeting|elections?|hearing|talks|vote|"
    r"summit)(?: \w+){0,1}? ?(?:for|to|until|till|by|on|in|of)?\s*$",
    re.I,
)
SET_AHEAD = re.compile(
    r"\b(?:scheduled|rescheduled|slated|set|due|planned|expected|called|deadline|adjourned|postponed|delayed|remanded)(?: \w+)? (?:for|to|"
    r"until|till|by|on|of|in)?\s*$",
    re.I,
)
PREPOSITIONS = re.compile(
    r"\s+(?:(?:late|early|earlier|later|only|just)\s+)?(?:(?:on|in|at|during|this|the|by|from|since|of)\s+(?:the\s+)?)?(?:(?:late|early|mid)[\s-])?$",
    re.I,
)
PAST_FORMS = word_list(
    "was were had did said told came went took made gave got saw began fell fled fought found held hit hurt kept killed knew led left lost "
    "met put ran sent set "
    "shot shut slew spoke stood struck swept threw won woke wrote broke brought built bought burst caught cut drew drove ate flew froze grew "
    "hid laid lay meant "
    "paid rose sold shook sank sat stole swore taught tore thought blew bled chose cost crept dealt dug bound rode rang sang slid spent "
    "spread sprang stuck became "
    "overran overthrew withdrew undertook beat bore wounded injured"
)
PAST = re.compile(rf"\b(?:{'|'.join(PAST_FORMS)}|has|have|been|\w{{2,}}(?:[^e\W]ed|eed|ied|ed))\b", re.I)
PAST_WORD = re.compile(rf"(?:{'|'.join(PAST_FORMS)}|\w{{2,}}ed)$", re.I)
NOT_PAST = frozenset(word_list("need seed speed feed breed indeed exceed proceed succeed hundred wed bed red led united armed"))
BE = re.compile(r"\b(?:be|being)\s+\w+$", re.I)
FRONTED = re.compile(r"^\W*(?:(?:and|but|so|then|also|later|early|late|on|in|at|by|from|this|the)\b\W*)*$", re.I)


def _last_cut(left: str) -> int:
    cut = 0
    for match in LEFT_CUT.finditer(left):
        cut = match.end()
    return cut


def _verb_before(left: str) -> Tense | None:
    """What the very word before the time says: "killed Friday" looks back, "scheduled Friday" ahead."""
    if SET_AHEAD.search(left) and not re.search(r"\b(?:was|were|had been) \w+ (?:on|in|at)?\s*$", left, re.I):
        return "future"
    bare = PREPOSITIONS.sub("", left) if PREPOSITIONS.search(left) else left.rstrip()
    word = bare.rsplit(None, 1)[-1] if bare.split() else ""
    if PAST_WORD.match(word) and word.casefold() not in NOT_PAST and not BE.search(bare):
        return "past"
    return None


def read_tense(text: str, start: int, end: int) -> Tense | None:
    """Whether ``text[start:end]`` stands in a clause that looks back or ahead; None where nothing tells.

    >>> words = "The court will rule on Friday, police said Monday."
    >>> read_tense(words, 23, 29), read_tense(words, 43, 49)
    ('future', 'past')
    """
    left, right = text[:start], text[end:]
    verb = _verb_before(left)
    if verb:
        return verb
    left = left[_last_cut(left) :]
    if FRONTED.match(text[:start]):
        right = right.lstrip(", ")
    cut = RIGHT_CUT.search(right)
    right = right[: cut.start()] if cut else right
    if AHEAD.search(left):
        return "future"
    past_left = any(match.group().casefold() not in NOT_PAST for match in PAST.finditer(left))
    if past_left:
        return "past"
    if AHEAD.search(right):
        return "future"
    if any(match.group().casefold() not in NOT_PAST for match in PAST.finditer(right)):
        return "past"
    return None
