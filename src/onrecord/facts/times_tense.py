"""Whether the words around a time look back or ahead, from light cues in the same clause."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.facts.times_words import word_list

Tense = Literal["past", "future"]

LEFT_CUT = re.compile(
    r"[;:—–()“”\"]|\s-\s|, (?:and|but|who|which|where|while|when|as|after|because)\b|\b(?:after|when|who|which|because|since|while|where|that)\b",
    re.I,
)
RIGHT_CUT = re.compile(r"[,;:—–()“”\"]|\s-\s|\b(?:after|when|who|which|because|but|that|while|where)\b", re.I)
# "agreed to meet", "is set for": what comes is still to come when these words are said.
BOUND_AHEAD = (
    r"(?:scheduled|rescheduled|slated|set(?!\s+(?:fire|off|ablaze|alight|light|up|free|about))|due|planned|expected|supposed|poised|likely|ready|prepar\w+|plans?|planning|intends?|intending|"
    r"hopes?|hoping|aims?|aiming|plotting|"
    r"agreed|agrees?|vow\w*|pledg\w+|promis\w+|threaten\w*|urg\w+|order\w*|call\w*|want\w*|need\w*|seek\w*)(?:\s\w+){0,2}?\s(?:to(?!\s+(?:the|an?|his|her|its|their|(?-i:[A-Z]))\b)|for)"
)
AHEAD = re.compile(
    r"\b(?:will|won't|won’t|shall|is to|are to|am to|going to|about to|would(?! have)|upcoming|in advance of|in time for|run-up to|expires?|payable|"
    rf"{BOUND_AHEAD}|scheduled|due|slated|(?<!was )(?<!were )(?<!been )plan(?:s|ned|ning)|plan (?:an?|another|more|new|further|fresh|to)|deadline|"
    r"(?:adjourned|postponed|rescheduled|delayed|moved|put off|extended|remanded)(?:\s[\w ]{1,30})?\s(?:to|until|till|for))\b"
    r"|\w(?:'|’)ll\b",
    re.I,
)
SET_AHEAD = re.compile(
    r"\b(?:(?:scheduled|rescheduled|slated|due|planned|expected|deadline|payable|effective)(?: \w+)?(?: (?:for|to|until|till|by|on|of|in|at))?|"
    r"(?:set|called|adjourned|postponed|delayed|remanded|extended) (?:\w+ )?(?:for|to|until|till)|"
    r"(?:strike|protest|march|rally|demonstration|walkout|stoppage|shutdown|sit-in|vigil|vote|election|referendum|summit)s? for|"
    r"(?:continues|resumes|begins|starts|reconvenes|takes effect|comes into (?:force|effect))(?: again)?(?: on)?)\s*$",
    re.I,
)
WAS_SET = re.compile(r"\b(?:was|were|had been) \w+ (?:on|in|at)?\s*$", re.I)
AS_PLANNED = re.compile(r"\bas\s+(?:\w+ly\s+)?(?:planned|scheduled|expected)\s+(?:on\s+)?$", re.I)
PREPOSITIONS = re.compile(
    r"\s+(?:(?:late|early|earlier|later|only|just)\s+)?(?:(?:on|in|at|during|this|the|by|from|since|of)\s+(?:the\s+)?)?(?:(?:late|early|mid)[\s-])?$",
    re.I,
)
PAST_FORMS = word_list(
    """
    was were had did said told came went took made gave got saw began fell fled fought found held hit hurt kept killed knew led left lost
    met put ran sent set shot shut slew spoke stood struck swept threw won woke wrote broke brought built bought burst caught cut drew drove
    ate flew froze grew hid laid lay meant paid rose sold shook sank sat stole swore taught tore thought blew bled chose cost crept dealt
    dug bound rode rang sang slid spent spread sprang stuck became overran overthrew withdrew undertook beat bore wounded injured has have
    been
    """
)
PAST = re.compile(rf"\b(?:{'|'.join(PAST_FORMS)}|\w{{2,}}ed)\b", re.I)
PAST_WORD = re.compile(rf"(?:{'|'.join(PAST_FORMS)}|\w{{2,}}ed)$", re.I)
RIGHT_AFTER = re.compile(r",?\s+(?:(?:also|again|then|\w+ly)\s+)?([a-z]+)\b", re.I)
NOT_PAST = frozenset(
    word_list("need seed speed feed breed indeed exceed proceed succeed hundred wed bed red led united armed masked alleged so-called")
)
FRONTED = re.compile(
    r"^\W*(?:(?:and|but|so|then|also|later|earlier|early|late|on|in|at|by|from|this|the|until|since|before|after|during|meanwhile)\b\W*)*$", re.I
)
COMING = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+)?(?:elections?|vote|votes|referendum|summit|hearing|deadline|talks|meeting|ballot|poll|polls|match|game|"
    r"inauguration|runoff|deal)\b",
    re.I,
)


# "Is heard", "are held": a present verb, whatever its form.
IS_DONE = re.compile(r"\b(?:is|are|be|being|gets?)\s+(?:(?:not|also|\w+ly)\s+)?$", re.I)


def _find_past(words: str) -> re.Match[str] | None:
    """The first word that looks back."""
    found = (match for match in PAST.finditer(words) if match.group().casefold() not in NOT_PAST)
    return next((match for match in found if not IS_DONE.search(words[: match.start()])), None)


def _is_past(word: str) -> bool:
    return PAST_WORD.match(word) is not None and word.casefold() not in NOT_PAST


def _last_cut(left: str) -> int:
    cut = 0
    for match in LEFT_CUT.finditer(left):
        cut = match.end()
    return cut


def _verb_before(left: str) -> Tense | None:
    """What the very word before the time says: "killed Friday" looks back, "scheduled Friday" ahead."""
    if SET_AHEAD.search(left) and not AS_PLANNED.search(left):
        return None if WAS_SET.search(left) else "future"
    bare = PREPOSITIONS.sub("", left) if PREPOSITIONS.search(left) else left.rstrip()
    word = bare.rsplit(None, 1)[-1] if bare.split() else ""
    return "past" if _is_past(word) and not IS_DONE.search(bare[: len(bare) - len(word)]) else None


def _verb_after(right: str) -> Tense | None:
    """What the very word after the time says: "on Sunday issued", "Friday will"."""
    match = RIGHT_AFTER.match(right)
    if match is None:
        return None
    if match[1].casefold() in {"will", "shall", "would"}:
        return "future"
    return "past" if _is_past(match[1]) and not right.startswith(",") else None


def _first_cue(words: str) -> Tense | None:
    """What the first telling word says."""
    ahead = AHEAD.search(words)
    past = _find_past(words)
    if ahead and (past is None or ahead.start() < past.start()):
        return "future"
    return "past" if past else None


def read_tense(text: str, start: int, end: int) -> Tense | None:
    """Whether ``text[start:end]`` stands in a clause that looks back or ahead; None where nothing tells.

    >>> words = "The court will rule on Friday, police said Monday."
    >>> read_tense(words, 23, 29), read_tense(words, 43, 49)
    ('future', 'past')
    """
    left, right = text[:start], text[end:]
    if re.match(r"['’]s?\s", right):  # "Friday's attack" lies behind, whatever the verb; "Friday's vote" where the verb puts it
        if not COMING.match(right):
            return None if re.search(r"\b(?:ahead of|upcoming|plan\w*|will)\b", left[-60:], re.I) else "past"
        if re.search(r"\b(?:ahead of|before|in|for|by|until)\s+(?:the\s+)?$", left, re.I) and not PAST.search(left):
            return "future"
    verb_be = re.search(r"\b(?:had|was|were)\b", left, re.I)
    if (
        not verb_be
        and re.search(r"\b(?:ahead of|as early as|as soon as|no later than)\s+(?:the\s+)?$", left, re.I)
        and not re.search(r"\b(?:had|was|were)\b", left, re.I)
    ):
        return "future"
    verb = _verb_before(left) or _verb_after(right)
    if verb:
        return verb
    left = left[_last_cut(left) :]
    if FRONTED.match(text[:start]):
        right = right.lstrip(", ")
    cut = RIGHT_CUT.search(right)
    right = right[: cut.start()] if cut else right
    ahead = AHEAD.search(left)
    if ahead:
        return "past" if left[: ahead.start()].rstrip().casefold().endswith("had been") else "future"
    if _find_past(left):
        return "past"
    cue = _first_cue(right)
    if cue is None and PAST.search(text) and not AHEAD.search(text):
        return "past"
    return cue
