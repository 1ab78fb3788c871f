"""What a report says about checking: who verified what, who could not, and to which claims that belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec

from onrecord.claims.checks_claimed import ResponsibilityMention, apply_responsibility, find_responsibility
from onrecord.claims.checks_words import Status, find_sayings
from onrecord.claims.voices import Attribution
from onrecord.facts.kinds import kind_guess, words_of
from onrecord.facts.names import Names
from onrecord.lexicon import read_lexicon, read_section
from onrecord.nouns import Claim, EventType, Kind, Verification
from onrecord.text.parse import Sentence

__all__ = ["Check", "ResponsibilityMention", "Scope", "apply_checks", "apply_responsibility", "find_checks", "find_responsibility", "mark_disputes"]

Reach = Literal["voice", "event", "sentence", "before", "media", "voiced", "told", "two", "counted"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims a check is about.

    ``voice``: all of that voice in the report. ``event``: all tellings of that event. ``sentence``: those of the sentence itself.
    ``before``: those of the sentence, or else of the one before. ``media``: those of the sentences about that picture or film. ``voiced``: all
    that any voice tells. ``told``: those that any voice tells up to there; ``two``: those of the two voices before; ``counted``: those with a
    toll, of the voice that counted last. ``voices``: the names of these, known once the claims are. Where the saying's own ``clause`` tells
    an event ("could not verify the claim that *soldiers fired*"), it is about that alone.
    """

    reach: Reach
    words: str = ""
    name: str | None = None
    kind: Kind | None = None
    types: frozenset[EventType] = frozenset()
    start: int = 0
    end: int = 0
    before_start: int = 0
    voices: tuple[str, ...] = ()
    clause: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One saying of the report on checking: its words ``text[start:end] == exact``, who checked or could not, and what it is about."""

    status: Status
    by: str | None
    exact: str
    start: int
    end: int
    scope: Scope


@cache
def event_nouns() -> dict[str, frozenset[EventType]]:
    """Nouns for events to the types of claim that they can mean."""
    return {
        noun: frozenset(EventType(code) for code in section.split("+"))
        for section, nouns in read_lexicon("check_events.txt").items()
        for noun in nouns
    }


@cache
def _nouns(section: str) -> frozenset[str]:
    return read_section("check_words.txt", section)


# What may go unconfirmed while the deed does not: "could not confirm any *evidence linking* the bombs to the group", "the *identity* of the dead".
OF_SOMETHING_ELSE = re.compile(
    r"(?:(?:that\s+)?there\s+(?:is|was|were|are)\s+)?(?:(?:the|any|a|an|her|his|their|its)\s+)*(?:\w+\s+)?"
    r"(?:evidence|links?|connections?|motives?|identit(?:y|ies)|whereabouts|nationalit(?:y|ies)|names?)\b",
    re.I,
)


def find_checks(sentences: Sequence[Sentence], attributions: Sequence[Attribution], names: Names) -> list[Check]:
    """The checks that a report tells of, in reading order, each with its scope. Works on words, so unparsed sentences are read too."""
    checks: list[Check] = []
    for position, sentence in enumerate(sentences):
        previous = sentences[position - 1] if position else None
        for saying in find_sayings(sentence):
            if OF_SOMETHING_ELSE.match(saying.what.strip()):
                continue
            exact = sentence.text[saying.start : saying.end]
            start = sentence.start + saying.start
            scope = _scope(saying.what, sentence, previous, names, start)
            if saying.told is not None:
                scope = replace(scope, clause=(sentence.start + saying.told[0], sentence.start + saying.told[1]))
            checks.append(Check(saying.status, saying.by, exact, start, start + len(exact), scope))
    return checks


def _scope(what: str, sentence: Sentence, previous: Sentence | None, names: Names, at: int) -> Scope:
    """What the words after "verify", or before "could not be verified", are about."""
    if re.fullmatch(r"(?:it|this|that|them|these)", what.strip(), re.I):
        what = _meant_by_it(sentence, at) or what
    what = re.sub(r"^(?:the\s+)?(?:authenticity|veracity|accuracy|provenance|truth)\s+of\s+", "", what.strip(), flags=re.I)
    words = re.sub(r"^(?:of|for|that|the|a|an|these|those|any|some|all|as yet)\s+", "", what.strip(), flags=re.I)
    reach, owner, types = _reach(what, words)
    name = names.full(owner, at=at) if owner else None
    kind = name.kind if name else (kind_guess(owner) if owner else None)
    before = previous.start if previous else sentence.start
    return Scope(reach, owner or what, name.words if name else None, kind, types, sentence.start, sentence.end, before)


def _meant_by_it(sentence: Sentence, at: int) -> str | None:
    """ "are assessing the rebels' claim but have not verified it": the claim named in the words before."""
    before = sentence.text[: max(0, at - sentence.start)]
    found = re.findall(
        r"\b((?:the|this|that|its|their)\s+(?:[\w.’'-]+\s+){0,3}?(?:claims?|reports?|accounts?|statements?|videos?|footage|images?|allegations?))\b",
        before,
    )
    return found[-1] if found else None


# What several voices gave: "could not verify the *accounts*" is of all that was told before.
TOLD_BY_MANY = frozenset("accounts versions claims".split())
# "could not verify *either side's account*".
ONE_OF_TWO = re.compile(
    r"\b(?:n?either|both)\s+(?:of\s+the\s+)?(?:side['’]s\s+)?(?:accounts?|claims?|versions?|reports?|stor(?:y|ies)|statements?)\b", re.I
)
# "could not verify *the figures*" is of all figures of who gave the last.
COUNTS = frozenset("figures numbers tolls".split())


def _reach(what: str, words: str) -> tuple[Reach, str | None, frozenset[EventType]]:
    """How far a check of these words goes, whose claims they are, and of which events."""
    lowered = words.casefold()
    head = _head(words)
    owner = _owner(what)
    if ONE_OF_TWO.search(what):
        return "two", None, frozenset()
    if any(phrase in what.casefold() for phrase in _nouns("both_sides")):
        return "voiced", None, frozenset()
    if not owner and head in TOLD_BY_MANY:
        return "told", None, frozenset()
    if not owner and head in COUNTS:
        return "counted", None, frozenset()
    if head in _nouns("media") or re.search(r"\b(?:video|videos|footage|images?|photos?|photographs?|clip|clips)\b", lowered):
        return "media", None, frozenset()
    if owner and head in _nouns("claim") | _nouns("toll"):
        return "voice", owner, frozenset()
    types = next((event_nouns()[noun] for noun in (" ".join(lowered.split()[-2:]), head) if noun in event_nouns()), None)
    if types and not lowered.startswith(("no ", "neither")):
        return "event", None, types
    return ("sentence" if not words or lowered in {"which", "who"} else "before"), None, frozenset()


def _head(words: str) -> str:
    """The head noun of the thing checked, in lower case."""
    head = re.split(r"\s+(?:of|by|from|in|on|about|that|made|given|with|at|for|to|near|against)\s+", words)[0].split()
    return re.sub(r"[^\w’'-]", "", head[-1]).casefold() if head else ""


OWNED = re.compile(r"(?P<who>(?:the\s+|its\s+)?[\w.’'-]+(?:\s+[\w.-]+){0,3}?)(?:['’]s|(?<=s)['’])\s+[\w\s-]*$")
MADE_BY = re.compile(
    r"\b(?:claims?|reports?|accounts?|statements?|allegations?|figures?|assertions?|versions?)\s+(?:made\s+|given\s+|issued\s+)?"
    r"(?:by|of|from)\s+(?P<who>(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){0,3})"
)
NAMED_CLAIM = re.compile(
    r"\b(?:the|this|that)\s+(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:claims?|statements?|reports?|figures?|accounts?)$"
)


def _owner(what: str) -> str | None:
    """Whose claims: "the group's claims", "claims by the rebels", "the IS claim"."""
    found = (pattern.search(what.strip()) for pattern in (OWNED, MADE_BY, NAMED_CLAIM))
    return next((match["who"].strip() for match in found if match), None)


# -- Applying ------------------------------------------------------------------------------------------------------------------


def apply_checks(claims: Sequence[Claim], checks: Sequence[Check], *, text: str, offsets: Sequence[int] = ()) -> list[Claim]:
    """The claims with their verification set: by what the report says of checking, and then by voices that contradict one another.

    ``offsets``: where the text tells each claim's event; where they are not given, a claim is held to be told where its words begin.
    """
    verified: list[Claim] = []
    offsets = offsets or [claim.start for claim in claims]
    checks = [_with_voices(_of_its_clause(check, offsets), claims) for check in checks]
    spent = {check for check in checks if any(_holds(check, claim) and _covers(check, claim, at) for claim, at in zip(claims, offsets, strict=True))}
    for claim, offset in zip(claims, offsets, strict=True):
        fitting = [
            check
            for check in checks
            if _covers(check, claim, offset) and (check.scope.reach != "before" or _holds(check, claim) or check not in spent)
        ]
        if fitting:
            best = min(
                fitting,
                key=lambda check: (check.status != "unverified", not (claim.start <= check.start < claim.end), abs(check.start - claim.start)),
            )
            claim = msgspec.structs.replace(claim, verification=Verification(best.status, best.by, best.exact, best.start, best.end))
        verified.append(claim)
    return mark_disputes(verified, text=text)


def _of_its_clause(check: Check, offsets: Sequence[int]) -> Check:
    """The check, without a clause of its own that tells no event: "could not verify the claim that *it was behind this*"."""
    clause = check.scope.clause
    told = clause is not None and any(clause[0] <= offset < clause[1] for offset in offsets)
    return check if told or clause is None else replace(check, scope=replace(check.scope, clause=None))


def _with_voices(check: Check, claims: Sequence[Claim]) -> Check:
    """The check with the voices whose claims it is about, where it is about those told last."""
    if check.scope.reach not in {"two", "counted"}:
        return check
    counts = check.scope.reach == "counted"
    told = [each for each in claims if each.attribution and each.start < check.scope.start and (each.toll is not None or not counts)]
    voices: list[str] = []
    for claim in sorted(told, key=lambda each: -each.start):
        if len(voices) < (1 if counts else 2) and not _is_of_one(claim, voices):
            voices.append(claim.attribution[-1].name)
    return replace(check, scope=replace(check.scope, voices=tuple(voices)))


def _is_of_one(claim: Claim, voices: Sequence[str]) -> bool:
    """Whether the claim's origin is one of the voices."""
    return any(_shares_name(claim.attribution[-1].name, voice) for voice in voices)


def _holds(check: Check, claim: Claim) -> bool:
    """Whether the claim stands in the check's own sentence."""
    return check.scope.start <= claim.start < check.scope.end


def _covers(check: Check, claim: Claim, offset: int) -> bool:
    scope = check.scope
    if scope.clause is not None:
        return scope.clause[0] <= offset < scope.clause[1]
    if claim.stage in {"threatened", "hypothetical"} and scope.reach != "event":
        return False  # there is nothing yet to check
    inside = scope.start <= claim.start < scope.end
    if scope.reach == "voice":
        return bool(claim.attribution) and _is_of_voice(claim, scope)
    if scope.reach == "voiced":
        return bool(claim.attribution)
    if scope.reach == "told":
        return bool(claim.attribution) and claim.start < scope.end
    if scope.reach in {"two", "counted"}:
        counts = scope.reach == "two" or claim.toll is not None
        return counts and bool(claim.attribution) and claim.start < scope.end and _is_of_one(claim, scope.voices)
    if scope.reach == "event":
        return claim.event_type in scope.types and _tells_the_event(claim, scope)
    if scope.reach == "sentence":
        return inside
    voiced_here = inside and bool(claim.attribution)
    just_before = scope.before_start <= claim.start < scope.start
    if scope.reach == "media":
        return voiced_here or ((inside or just_before) and _shows_media(claim))
    return voiced_here or (just_before and bool(claim.attribution))


def _shows_media(claim: Claim) -> bool:
    return any(word.casefold() in _nouns("media") for word in words_of(claim.exact))


def _is_of_voice(claim: Claim, scope: Scope) -> bool:
    """Whether the claim's origin is the voice, or one of its own. An unnamed group has every voice of its kind that bears no name."""
    origin = claim.attribution[-1]
    name = scope.name or scope.words
    if _shares_name(name, origin.name):
        return True
    if scope.name is not None or scope.kind is None:
        return any(_shares_name(name, voice.name) for voice in claim.attribution)
    return origin.kind == scope.kind and not _is_proper(origin.name)


def _is_proper(name: str) -> bool:
    """Whether the words are a name and not a description: their last head word has a capital."""
    tokens = words_of(re.split(r"\s+(?:of|for|from|in|at)\s+", name)[0])
    return bool(tokens) and tokens[-1][:1].isupper() and kind_guess(tokens[-1].casefold()) is None and not re.match(r"the\b", name, re.I)


def _shares_name(one: str, other: str) -> bool:
    small = {"the", "a", "an", "of", "for", "and"}
    a = {re.sub(r"['’]s?$", "", w).casefold() for w in words_of(one)} - small
    b = {re.sub(r"['’]s?$", "", w).casefold() for w in words_of(other)} - small
    return bool(a and b) and (a <= b or b <= a)


def _tells_the_event(claim: Claim, scope: Scope) -> bool:
    """Whether the claim speaks of the same event: it shares the words that tell which ("the girls' release"), or says "the release"."""
    words = [re.sub(r"['’]s?$", "", word).casefold() for word in words_of(scope.words)]
    head = next((word for word in reversed(words) if word in event_nouns()), "")
    marks = [
        word.rstrip("s")
        for word in words
        if word not in event_nouns() and word not in {"the", "of", "in", "on", "a", "an", "this", "that", "reported", "alleged", "latest", "for"}
    ]
    told = claim.exact.casefold()
    if scope.start <= claim.start < scope.end or (not marks and scope.before_start <= claim.start < scope.start):
        return True
    if head and re.search(rf"\b(?:the|their|this|that|\w+day['’]s)\s+(?:\w+\s+)?{re.escape(head)}\b", claim.exact, re.I):
        return True
    return any(mark in told for mark in marks) if marks else False


CONTRAST = re.compile(r"\b(?:but|while|although|though|whereas|however)\b", re.I)
OTHERWISE = re.compile(
    r"\bcontrary\s+to\s+(?P<by3>[^,.;]{3,60}?)(?:['’]s?)?\s+(?:claims?|reports?|allegations?|statements?|assertions?)\b|\bbut\s+(?P<by>[^,.;]{3,60}?)\s+(?:thinks?|says?|said|believes?|insists?|insisted)\s+otherwise\b|\bbut\s+(?P<by2>[^,.;]{3,60}?)\s+(?:disputes?|disputed|disagrees?|disagreed)\b"
)


def mark_disputes(claims: Sequence[Claim], *, text: str) -> list[Claim]:
    """The claims, ``disputed`` where another voice of the report says the contrary of the same event; nothing that was checked is touched."""
    marked = list(claims)
    for number, claim in enumerate(claims):
        if claim.verification.status != "unstated" or claim.stage not in {"happened", "attempted"}:
            continue
        against = next((other for other in claims if other is not claim and _contradict(claim, other)), None)
        if against is not None:
            by = against.attribution[-1].name if against.attribution else None
            marked[number] = msgspec.structs.replace(claim, verification=Verification("disputed", by, against.exact, against.start, against.end))
            continue
        match = OTHERWISE.search(claim.exact)
        contrary = match is not None and match["by3"] is not None
        if match and (contrary or (claim.polarity == "positive" and claim.attribution)):
            by = match["by"] or match["by2"] or match["by3"]
            if not claim.attribution or not _shares_name(by, claim.attribution[-1].name):
                start = claim.start + match.start() + (0 if contrary else len("but "))
                marked[number] = msgspec.structs.replace(
                    claim, verification=Verification("disputed", by, text[start : claim.start + match.end()], start, claim.start + match.end())
                )
    return marked


def _contradict(one: Claim, other: Claim) -> bool:
    """Whether two voices differ on whether one event happened: opposite polarity, and the same sentence in contrast or the same event."""
    if one.polarity == other.polarity or other.stage not in {"happened", "attempted"} or not one.attribution or not other.attribution:
        return False
    if _shares_name(one.attribution[-1].name, other.attribution[-1].name):
        return False
    if one.start == other.start and one.end == other.end:
        return bool(CONTRAST.search(one.exact))
    positive, negative = (one, other) if one.polarity == "positive" else (other, one)
    if NO_LINK.search(negative.exact) and _is_laid_to_armed_group(positive) and not _is_told_by_armed_group(negative):
        return True
    return one.event_type == other.event_type and len(_content_words(one) & _content_words(other)) >= 2 and _same_parties(one, other)


NO_LINK = re.compile(
    r"\b(?:no|not|any)\s+(?:\w+\s+){0,2}?(?:connections?|links?|ties|involvement|evidence)\b[^.]{0,60}\b(?:group|groups|terror\w*|militant\w*|extremis\w+|organi[sz]ations?)\b",
    re.I,
)


def _is_told_by_armed_group(claim: Claim) -> bool:
    return bool(claim.attribution) and claim.attribution[-1].kind == Kind.ARMED_GROUP


def _is_laid_to_armed_group(claim: Claim) -> bool:
    """Whether an armed group tells the claim, or another voice tells it of one."""
    return _is_told_by_armed_group(claim) or (bool(claim.attribution) and any(actor.kind == Kind.ARMED_GROUP for actor in claim.actors))


def _content_words(claim: Claim) -> set[str]:
    voices = {word.casefold() for voice in claim.attribution for word in words_of(voice.name)}
    return {
        word.rstrip("s") for word in words_of(claim.exact) if word.islower() and len(word) > 3 and word not in _nouns("common") and word not in voices
    }


def _same_parties(one: Claim, other: Claim) -> bool:
    mine, theirs = (*one.recipients, *one.actors), (*other.recipients, *other.actors)
    return any(_shares_name(a.name, b.name) for a in mine for b in theirs) or (
        one.place is not None and other.place is not None and one.place.toponym == other.place.toponym
    )
