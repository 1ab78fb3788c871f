"""Tolls that a noun counts: "12 deaths", "no casualties", "the death toll rose to 85", "the bodies of 12 men", "the captives are ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.facts.counts import find_counts
from onrecord.facts.toll_mention import TollMention, cut_mention, make_mention
from onrecord.facts.toll_roles import SUBJECTS, Scene, people_of
from onrecord.facts.toll_status import is_hypothetical
from onrecord.facts.toll_triggers import Match, TollKind
from onrecord.facts.toll_words import words_of
from onrecord.facts.victim_lists import number_of
from onrecord.facts.victims import NOBODY, ONE, Number

COUNTS_ONE = frozenset({"fatality", "fatalities", "death", "arrest"})


def number_before(scene: Scene, match: Match) -> tuple[Number, int] | None:
    """The number that stands before a counting noun, and its first token: "12 confirmed deaths", "no injuries"."""
    noun, shift = match.token, scene.sentence.start
    for mention in find_counts(scene.sentence):
        start, end = mention.start - shift, mention.end - shift
        between = [token for token in scene.doc if end <= token.idx < noun.idx]
        if (
            end <= noun.idx
            and len(between) <= 4
            and all(token.pos_ in ("ADJ", "NOUN", "ADV", "PROPN") or token.tag_ in ("VBN", "HYPH", "''", "``") for token in between)
        ):
            first = next(token.i for token in scene.doc if token.idx + len(token) > start)
            return Number(mention.count.low, mention.count.best, mention.count.high), first
    for word in reversed(list(scene.doc[max(noun.i - 3, 0) : noun.i])):
        if word.lower_ in ("other", "further", "additional", "more", "new"):  # "no other injuries": some there were
            return None
        if word.lower_ == "no":
            return NOBODY, word.i
        if word.lower_ == "one" or (word.lower_ == "a" and noun.lower_ == "fatality"):
            return (ONE, word.i) if noun.lower_ in COUNTS_ONE else None
        if word.pos_ not in ("ADJ", "NOUN", "ADV"):
            break
    return None


def tally(scene: Scene, match: Match) -> Iterator[TollMention]:
    """ "85 deaths", "no injuries", "14 arrests"."""
    if match.row.gate == "bodies":
        yield from bodies(scene, match)
    elif found := number_before(scene, match):
        number, first = found
        if match.token.tag_ == "NN" and number not in (ONE, NOBODY):  # "the 12-day killing of": no number of killings
            return
        if number == NOBODY and match.row.kind not in ("killed", "injured", "missing"):  # "no arrests" so far: nothing to count
            return
        mention = make_mention(scene, match.row.kind, number, (first, match.token.i + 1), match.token)
        yield replace(mention, hypothetical=is_hypothetical(match.token))


def bodies(scene: Scene, match: Match) -> Iterator[TollMention]:
    """Bodies found tell of people killed: "the bodies of 12 men", "six corpses"."""
    if not any(token.lemma_ in words_of("found") for token in scene.doc):
        return
    found = number_before(scene, match)
    phrase = people_of(scene, match) if match.token.i + 1 < len(scene.doc) and scene.doc[match.token.i + 1].lower_ == "of" else None
    if phrase:
        group = scene.group(phrase)
        number = found[0] if found else number_of(group)
        if number and number != NOBODY:
            yield make_mention(scene, "killed", number, (found[1] if found else group[0].start, group[-1].end), match.token, group)
    elif found and found[0] != NOBODY and match.token.tag_ in ("NNS", "") and match.token.nbor(-1).text != "-":
        yield make_mention(scene, "killed", found[0], (found[1], match.token.i + 1), match.token)


def no_casualties(scene: Scene) -> Iterator[TollMention]:
    """ "no casualties": nobody killed and nobody injured. Alone the word says neither, nor does "no reports of casualties"."""
    both: tuple[TollKind, ...] = ("killed", "injured")
    for token in scene.doc:
        no = next((child for child in token.children if child.lower_ in ("no", "without")), None)
        if token.lower_ in ("casualties", "victims") and no is not None:
            yield from (make_mention(scene, kind, NOBODY, (no.i, token.i + 1), token) for kind in both)
        verb = token.head
        if token.lower_ == "casualties" and (token.head.lower_ == "without" or (verb.lower_ == "causing" and verb.head.lower_ == "without")):
            first = token.head if token.head.lower_ == "without" else verb.head
            yield from (make_mention(scene, kind, NOBODY, (first.i, token.i + 1), token) for kind in both)


TOLL = re.compile(
    r"\b(?:(?:death|casualty|fatality)\s+(?:toll|count)|toll|(?P<hurt>(?:number|toll)\s+of\s+(?:the\s+)?(?:injured|wounded|people\s+(?:injured|wounded)))"
    r"|number\s+of\s+(?:the\s+|those\s+)?(?:[a-z]{4,}\s+)?(?:dead|deaths|fatalities|killed|victims))\b"
    r"[^.;]{0,60}?\b(?:to|at|of|reached|hit|was|is|were|stands?|now|topped|passed|surpassed|exceeded)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
# The same, over a long name of what it is the toll of: only behind a verb that tolls have.
TOLL_ROSE = re.compile(
    r"\b(?:death|casualty|fatality)\s+toll\b[^.;]{0,200}?\b(?:rose|risen|climbed|grew|grown|increased|jumped|went\s+up|gone\s+up)\s+(?:on\s+\w+\s+)?(?:from\s+\S+\s+)?to\s+(?=\S)",
    re.IGNORECASE,
)
OF_A_TIME = re.compile(r"\b(?:for|of|this|over)\s+(?:the\s+)?(?:week|month|year|weekend|war|campaign|season)\b", re.IGNORECASE)
ROSE_FROM = re.compile(r"from\s+\S+\s+to\s+")
OVER = re.compile(r"(?:topped|passed|surpassed|exceeded)\s*$", re.IGNORECASE)
TO_NUMBER = re.compile(
    r"\b(?:brings?|brought|bringing|takes?|taking|took|raises?|raising|raised)\s+to\s+(?P<number>[^.;]{1,40}?)\s+the\s+"
    r"(?:(?:total|overall|official)\s+)?(?:number|toll)\s+(?:of\s+)?(?P<what>[^.;]{0,60})",
    re.IGNORECASE,
)
DEATH = re.compile(r"\b(?:dead|deaths?|die[ds]?|dying|kill\w*|murder\w*|fatal\w*|bod(?:y|ies)|massacre\w*)\b", re.IGNORECASE)
LOSSES: tuple[tuple[str, TollKind], ...] = (
    (r"injur|wound|hurt", "injured"),
    (r"kidnap|abduct|hostage", "abducted"),
    (r"arrest|detain", "detained"),
    (r"missing", "missing"),
    (r"displac", "displaced"),
    (r"kill|dead|death|die|toll|victim|fatal|murder", "killed"),
)


NTH = re.compile(
    r"\b(?P<number>\d{1,4})(?:st|nd|rd|th)\s+(?:homicide|murder|killing|slaying|fatal\s+(?:shooting|stabbing)|femicide)\b"
    r"(?=[^.;]{0,40}\b(?:this\s+year|(?:of|in)\s+(?:19|20)\d\d|so\s+far|since)\b)"
)


def nth_of_the_year(scene: Scene) -> Iterator[TollMention]:
    """ "It was the city's 27th homicide of the year": so many were killed until then."""
    for match in NTH.finditer(scene.sentence.text):
        count = int(match["number"])
        token = next(token for token in scene.doc if token.idx + len(token) > match.start())
        yield replace(cut_mention(scene, "killed", Number(count, count, count), match.span(), token), total=True, running_total=True)


def totals(scene: Scene) -> Iterator[TollMention]:
    """ "the death toll rose to 85", "bringing to 85 the number of people killed"."""
    text, shift = scene.sentence.text, scene.sentence.start
    if "toll" not in text and "number" not in text and "count" not in text:
        return
    mentions = find_counts(scene.sentence)
    told = [*TOLL.finditer(text)]
    told += [match for match in TOLL_ROSE.finditer(text) if all(one.end() != match.end() for one in told)]
    for match in told:
        rose = ROSE_FROM.match(text, match.end())
        at = rose.end() if rose else match.end()
        mention = next((one for one in mentions if match.start() < one.start - shift <= at < one.end - shift), None)
        if mention is None or re.match(r"\s*(?:people\s+)?(?:injured|wounded|hurt)", text[mention.end - shift :]):
            continue
        if "victims" in match.group() and DEATH.search(text) is None:
            continue  # "put the number of victims at 28": they may have been carried off
        number = Number(mention.count.low, mention.count.best, mention.count.high)
        if OVER.search(match.group()) and number.best is not None:
            number = Number(number.best + 1, None, None)
        token = next(token for token in scene.doc if token.idx + len(token) > match.start())
        kind: TollKind = "injured" if match.groupdict().get("hurt") else "killed"
        whole = cut_mention(scene, kind, number, (mention.start - shift, mention.end - shift), token)
        yield replace(whole, total=True, running_total=OF_A_TIME.search(match.group()) is not None)
    for match in TO_NUMBER.finditer(text):
        mention = next((one for one in mentions if match.start("number") <= one.start - shift < match.end("number")), None)
        lost = next((kind for words, kind in LOSSES if re.search(words, match.group(), re.IGNORECASE)), None)
        if mention and lost:
            number = Number(mention.count.low, mention.count.best, mention.count.high)
            token = next(token for token in scene.doc if token.idx + len(token) > match.start())
            whole = cut_mention(scene, lost, number, (mention.start - shift, mention.end - shift), token)
            yield replace(whole, total=True, running_total=True)


LOST_NOUNS: dict[str, TollKind] = {
    "hostages": "abducted",
    "captives": "abducted",
    "dead": "killed",
    "victims": "killed",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
}


def listed(scene: Scene) -> Iterator[TollMention]:
    """ "the captives are four observers and a driver", "the dead included two children", "two tourists were among the dead"."""
    for token in scene.doc:
        kind = LOST_NOUNS.get(token.lower_)
        if kind is None or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
            continue
        verb = token.head
        if token.dep_ in SUBJECTS and verb.lemma_ in ("be", "include", "comprise", "remain", "number"):
            own = scene.holder(token)
            if token.lower_ in ("hostages", "captives") and own and own.manner == "number" and own.number:
                yield make_mention(scene, kind, own.number, (own.start, own.end), token, [own])
            elif token.lower_ != "victims" and verb.lemma_ in ("be", "include", "comprise"):
                children = (scene.holder(child) for child in verb.children if child.dep_ in ("attr", "dobj"))
                told = next((phrase for phrase in children if phrase), None) or scene.starting_at(verb.i + 1)
                if told and told.manner in ("number", "article", "name"):
                    group = scene.group(told)
                    number = number_of(group)
                    if number:
                        mention = make_mention(scene, kind, number, (group[0].start, group[-1].end), token, group)
                        yield replace(mention, subgroup=verb.lemma_ == "include")
        elif token.i > 1 and scene.doc[token.i - 1].lower_ == "the" and scene.doc[token.i - 2].lower_ == "among":
            before = scene.ending_at(token.i - 3)
            if before and before.manner in ("number", "article", "name") and scene.doc[token.i - 3].lemma_ == "be":
                group = scene.group(before)
                number = number_of(group)
                if number:
                    yield replace(make_mention(scene, kind, number, (group[0].start, group[-1].end), token, group), subgroup=True)
