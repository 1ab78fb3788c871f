"""What a report says about checking: who verified what, who could not, and to which claims that belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from onrecord.claims.checks_claimed import ResponsibilityMention, apply_responsibility, find_responsibility
from onrecord.claims.voices import Attribution
from onrecord.facts.kinds import kind_guess, read_lexicon, words_of
from onrecord.facts.names import Names
from onrecord.nouns import Claim, EventType, Kind, Verification
from onrecord.text.parse import Sentence

__all__ = ["Check", "ResponsibilityMention", "Scope", "apply_checks", "apply_responsibility", "find_checks", "find_responsibility", "mark_disputes"]

Reach = Literal["voice", "event", "sentence", "before", "media", "voiced"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims a check is about.

    ``voice``: all of that voice in the report. ``event``: all tellings of that event. ``sentence``: those of the sentence itself.
    ``before``: those of the sentence, or else of the one before. ``media``: those of the sentences about that picture or film. ``voiced``: all
    that any voice tells.
    """

    reach: Reach
    words: str = ""
    name: str | None = None
    kind: Kind | None = None
    types: frozenset[EventType] = frozenset()
    start: int = 0
    end: int = 0
    before_start: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One saying of the report on checking: its words ``text[start:end] == exact``, who checked or could not, and what it is about."""

    status: Literal["unverified", "verified"]
    by: str | None
    exact: str
    start: int
    end: int
    scope: Scope


VERIFY = r"(?:verif(?:y|ied|ying)|confirm(?:ed|ing)?|corroborat(?:e|ed|ing)|authenticat(?:e|ed|ing)|substantiat(?:e|ed)|geolocat(?:e|ed))"
ADVERB = r"(?:\s+(?:yet|immediately|independently|also|fully|officially|so far|been|be|currently|separately|itself|itself been|able to))*"
NOT = r"(?:\s+not|n['’]t|not)"
WHO = r"(?P<by>(?:[A-Z][\w.&’'-]*|the|The|an?|An?|news|agenc(?:y|ies)|journalists?|reporters?|officials?|police|authorities|and|of|US|security|investigators|army|military|government|spokes\w+)(?:\s+(?:[A-Z][\w.&’'-]*|of|for|the|and|news|agenc(?:y|ies)|journalists?|reporters?|officials?|police|authorities|security|investigators|army|military|government|spokes\w+))*)"
PLAIN_VERB = r"(?:verify|confirm|corroborate|authenticate|substantiate|geolocate)"
REST = r"(?P<what>(?:\s+(?!(?:but|and|as|which|who|because|since|though|although|while|after)\b)[^\s,.;:()“”\"]+){0,9})"
SUBJECT = r"(?P<what>[^,.;:()“”\"\n]{0,80}?)"

# In order: the first that matches at a place has it. ``active``: who checked is the subject; else who checked follows "by".
UNVERIFIED: tuple[tuple[re.Pattern[str], bool], ...] = (
    (
        re.compile(
            rf"{WHO}?\s*\b(?:could|can|did|has|have|had|was|were|is|are)(?:{NOT}){ADVERB}\s+(?:able to\s+)?(?:independently\s+)?(?:{PLAIN_VERB}|(?<=not )verified|(?<=not )confirmed|(?<=yet )verified|(?<=independently )verified|(?<=immediately )verified){REST}"
        ),
        True,
    ),
    (
        re.compile(
            rf"{WHO}?\s*\b(?:was|were|is|are|has been|have been|been)\s+(?:also\s+)?(?:unable|not able|powerless)\s+to\s+(?:immediately\s+|independently\s+)*{PLAIN_VERB}{REST}"
        ),
        True,
    ),
    (
        re.compile(
            rf"(?:it|It)\s+(?:was|is|has)(?:{NOT})?(?:\s+been)?\s+(?:immediately\s+)?(?:not\s+)?(?:im)?possible\s+to\s+(?:immediately\s+|independently\s+)*{PLAIN_VERB}{REST}"
        ),
        True,
    ),
    (
        re.compile(
            rf"(?:impossible|difficult|hard|no way|not possible)\s+(?:for \w+(?: \w+)? )?to\s+(?:immediately\s+|independently\s+)*{PLAIN_VERB}{REST}"
        ),
        True,
    ),
    (
        re.compile(
            rf"{SUBJECT}\b(?:could|can|has|have|had|was|were|is|are)(?:{NOT}){ADVERB}\s*(?:independently\s+)?(?:verified|confirmed|corroborated|authenticated|substantiated|verifiable)(?:\s+independently)?(?:\s+by\s+(?P<by>[^,.;]{{2,60}}))?"
        ),
        False,
    ),
    (re.compile(rf"{SUBJECT}\b(?:has|have|had)\s+yet to be\s+(?:independently\s+)?(?:verified|confirmed)"), False),
    (re.compile(r"\bno independent (?:confirmation|verification|corroboration)(?P<what>(?:\s+(?:of|for|that)\s+[^,.;]{2,60})?)"), True),
    (re.compile(r"\bwithout (?:any )?independent (?:confirmation|verification)()"), True),
    (
        re.compile(
            r"\b(?:[Tt]he |an? |an as yet |as yet )?(?:unverified|unconfirmed|uncorroborated|unsubstantiated)\s+(?P<what>[a-z]+(?:\s+[a-z]+)?)"
        ),
        True,
    ),
    (
        re.compile(
            r"\b(?:[Nn]either|[Nn]one)(?P<what>(?:\s+(?:of\s+)?[\w’']+){1,5}?)\s+(?:could|can|has|have)\s+(?:be|been)\s+(?:independently\s+)?(?:verified|confirmed)"
        ),
        False,
    ),
)
SIGHT = r"(?:video|videos|footage|clip|clips|images?|photos?|photographs?|pictures?|imagery|recordings?|documents?|records|audio|material|evidence|satellite imagery)"
MEDIA_WHO = r"(?P<by>(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,4})"
VERIFIED: tuple[tuple[re.Pattern[str], bool], ...] = (
    (
        re.compile(
            rf"{MEDIA_WHO}\s+(?:has\s+|have\s+|had\s+|was able to\s+|were able to\s+)?(?:also\s+)?(?:independently\s+)?(?:verified|authenticated|geolocated|verify|authenticate|geolocate)(?P<what>\s+(?:(?:the|this|that|these|a|an|its|their|several|both|two|three)\s+)[^,.;]{{3,60}})"
        ),
        True,
    ),
    (
        re.compile(
            rf"{MEDIA_WHO}\s+(?:has\s+|have\s+|had\s+|was able to\s+)?independently\s+(?:confirmed|confirm|corroborated)(?P<what>\s+[^,.;]{{3,60}})"
        ),
        True,
    ),
    (
        re.compile(
            rf"(?P<what>\b{SIGHT}\b[^,.;“”\"]{{0,40}}?)\s*,?\s*(?:which\s+)?(?:(?:was|were|has been|have been)\s+)?(?:independently\s+)?(?:verified|geolocated|authenticated|seen|viewed|reviewed|examined|analy[sz]ed|checked)\s+by\s+{MEDIA_WHO}"
        ),
        False,
    ),
    (
        re.compile(
            rf"(?P<what>)\b(?:confirmed|verified|corroborated|borne out|supported)\s+by\s+(?:[\w-]+\s+){{0,3}}?{SIGHT}\b(?:\s+(?:that\s+)?{MEDIA_WHO}\s+(?:has\s+|have\s+)?(?:reviewed|seen|verified|examined|analy[sz]ed|obtained))?"
        ),
        False,
    ),
    (re.compile(rf"(?P<what>)\b(?:independently\s+)(?:verified|confirmed|corroborated)(?:\s+by\s+{MEDIA_WHO})?"), False),
    (
        re.compile(
            rf"(?P<what>\b{SIGHT}\b[^,.;]{{0,40}}?)\s(?:match(?:es|ed)?|consistent with)\s+(?:[\w-]+\s+){{0,3}}?(?:satellite|file|street-level|archive)\s+(?:imagery|images?|photos?|footage)()"
        ),
        False,
    ),
    (
        re.compile(
            rf"\b[Ss]atellite\s+(?:imagery|images?|photos?)(?P<what>)\s+(?:[\w-]+\s+){{0,4}}?(?:confirm(?:s|ed)?|verif(?:y|ies|ied)|corroborat(?:es|ed|e))\b"
        ),
        False,
    ),
)
NOT_CHECKING = re.compile(r"\b(?:email|identity of the caller|password|account|age|ticket|signature)\b", re.I)


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
    return frozenset(read_lexicon("check_words.txt")[section])


def find_checks(sentences: Sequence[Sentence], attributions: Sequence[Attribution], names: Names) -> list[Check]:
    """The checks that a report tells of, in reading order, each with its scope. Works on words, so unparsed sentences are read too."""
    checks: list[Check] = []
    for position, sentence in enumerate(sentences):
        previous = sentences[position - 1] if position else None
        taken: list[tuple[int, int]] = []
        for status, rules in (("unverified", UNVERIFIED), ("verified", VERIFIED)):
            for pattern, active in rules:
                for match in pattern.finditer(sentence.text):
                    if any(start < match.end() and match.start() < end for start, end in taken) or NOT_CHECKING.search(match.group()):
                        continue
                    check = _check(sentence, previous, match, active, names, "unverified" if status == "unverified" else "verified")
                    if check is not None:
                        taken.append(match.span())
                        checks.append(check)
    return sorted(checks, key=lambda check: check.start)


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").strip()


def _check(
    sentence: Sentence, previous: Sentence | None, match: re.Match[str], active: bool, names: Names, status: Literal["unverified", "verified"]
) -> Check | None:
    what = _group(match, "what")
    by = re.sub(r"^(?:and|of|but)\s+", "", _group(match, "by")) or None
    if by is not None and by.casefold() in {"the", "a", "an", "it", "this", "that", "of", "and"}:
        by = None
    if (
        active
        and by is None
        and status == "unverified"
        and not re.match(r"\s*(?:it|It|no|without|[Tt]he|an?|as|un|im|diff|hard|not)", match.group().strip())
    ):
        by = _who_before(sentence, match.start())
    if by is not None and status == "unverified" and re.search(r"\b(?:he|she|who)\b", by):
        by = None
    exact = match.group()
    start = sentence.start + match.start() + len(exact) - len(exact.lstrip())
    exact = exact.strip()
    end = start + len(exact)
    scope = _scope(what, sentence, previous, names, start)
    return Check(status, by, exact, start, end, scope)


def _who_before(sentence: Sentence, at: int) -> str | None:
    """ "US security agencies are assessing the claim but have not verified it": the subject of the clause before."""
    if not sentence.parsed:
        return None
    verb = next((t for t in sentence.doc if t.idx >= at and t.lemma_ in {"verify", "confirm", "corroborate", "authenticate"}), None)
    while verb is not None and not any(c.dep_ == "nsubj" for c in verb.children) and verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head != verb:
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if subject is None or subject.pos_ == "PRON":
        return None
    words = sentence.doc[subject.left_edge.i : subject.i + 1].text
    return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)


def _scope(what: str, sentence: Sentence, previous: Sentence | None, names: Names, at: int) -> Scope:
    """What the words after "verify", or before "could not be verified", are about."""
    before_start = previous.start if previous else sentence.start
    place = {"start": sentence.start, "end": sentence.end, "before_start": before_start}
    words = re.sub(r"^(?:of|for|that|the|a|an|these|those|any|some|all|as yet)\s+", "", what.strip(), flags=re.I)
    lowered = words.casefold()
    if any(phrase in what.casefold() for phrase in _nouns("both_sides")):
        return Scope("voiced", what, **place)
    owner = _owner(what)
    head = _head(words)
    if head in _nouns("media") or re.search(r"\b(?:video|footage|image|images|photos?|clip)\b", lowered):
        return Scope("media", what, **place)
    if head in _nouns("claim") | _nouns("toll") and owner:
        name = names.full(owner, at=at)
        return Scope("voice", owner, name=name.words if name else None, kind=name.kind if name else kind_guess(owner), **place)
    types = next((event_nouns()[noun] for noun in (" ".join(lowered.split()[-2:]), head) if noun in event_nouns()), None)
    if types and not lowered.startswith(("no ", "neither")):
        return Scope("event", what, types=types, **place)
    if not words or lowered in {"which", "who"}:
        return Scope("sentence", what, **place)
    return Scope("before", what, **place)


def _head(words: str) -> str:
    """The head noun of the thing checked, in lower case."""
    head = re.split(r"\s+(?:of|by|from|in|on|about|that|made|given|with|at|for|to|near|against)\s+", words)[0].split()
    return re.sub(r"[^\w’'-]", "", head[-1]).casefold() if head else ""


def _owner(what: str) -> str | None:
    """Whose claims: "the group's claims", "claims by the rebels", "reports from either side"."""
    match = re.search(r"(?P<who>(?:the\s+|its\s+)?[\w.’'-]+(?:\s+[\w.-]+){0,3}?)(?:['’]s|(?<=s)['’])\s+[\w\s-]*$", what.strip())
    if match:
        return match["who"].strip()
    match = re.search(
        r"\b(?:claims?|reports?|accounts?|statements?|allegations?|figures?|assertions?|versions?)\s+(?:made\s+|given\s+|issued\s+)?(?:by|of|from)\s+(?P<who>(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){0,3})",
        what,
    )
    return match["who"].strip() if match else None


# -- Applying ------------------------------------------------------------------------------------------------------------------


def apply_checks(claims: Sequence[Claim], checks: Sequence[Check], *, text: str) -> list[Claim]:
    """The claims with their verification set: by what the report says of checking, and then by voices that contradict one another."""
    verified: list[Claim] = []
    for claim in claims:
        fitting = [check for check in checks if _covers(check, claim, text)]
        if fitting:
            best = min(
                fitting,
                key=lambda check: (check.status != "unverified", not (claim.start <= check.start < claim.end), abs(check.start - claim.start)),
            )
            claim = msgspec.structs.replace(claim, verification=Verification(best.status, best.by, best.exact, best.start, best.end))
        verified.append(claim)
    return mark_disputes(verified, text=text)


def _covers(check: Check, claim: Claim, text: str) -> bool:
    scope = check.scope
    if claim.stage in {"threatened", "hypothetical"} and scope.reach != "event":
        return False  # there is nothing yet to check
    inside = scope.start <= claim.start < scope.end
    if scope.reach == "voice":
        return bool(claim.attribution) and _is_of_voice(claim, scope)
    if scope.reach == "voiced":
        return bool(claim.attribution)
    if scope.reach == "event":
        return claim.event_type in scope.types and _tells_the_event(claim, scope, text)
    if scope.reach == "sentence":
        return inside
    if scope.reach == "media":
        return inside and _before_the_check_or_about_it(check, claim) or (scope.before_start <= claim.start < scope.start and _shows_media(claim))
    return scope.before_start <= claim.start < scope.start and bool(claim.attribution) or (inside and bool(claim.attribution))


def _before_the_check_or_about_it(check: Check, claim: Claim) -> bool:
    return _shows_media(claim) or bool(claim.attribution)


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
    return bool(tokens) and tokens[-1][:1].isupper() and not re.match(r"the\b", name, re.I)


def _shares_name(one: str, other: str) -> bool:
    small = {"the", "a", "an", "of", "for", "and"}
    a = {re.sub(r"['’]s?$", "", w).casefold() for w in words_of(one)} - small
    b = {re.sub(r"['’]s?$", "", w).casefold() for w in words_of(other)} - small
    return bool(a and b) and (a <= b or b <= a)


def _tells_the_event(claim: Claim, scope: Scope, text: str) -> bool:
    """Whether the claim speaks of the same event: it shares the words that tell which ("the girls' release"), or says "the release"."""
    words = [re.sub(r"['’]s?$", "", word).casefold() for word in words_of(scope.words)]
    head = next((word for word in reversed(words) if word in event_nouns()), "")
    marks = [
        word.rstrip("s")
        for word in words
        if word not in event_nouns() and word not in {"the", "of", "in", "on", "a", "an", "this", "that", "reported", "alleged", "latest", "for"}
    ]
    told = claim.exact.casefold() + " " + " ".join(party.name.casefold() for party in (*claim.recipients, *claim.actors))
    if scope.start <= claim.start < scope.end or scope.before_start <= claim.start < scope.start:
        return True
    if head and re.search(rf"\b(?:the|their|this|that|\w+day['’]s)\s+(?:\w+\s+)?{re.escape(head)}\b", claim.exact, re.I):
        return True
    return any(mark in told for mark in marks) if marks else False


CONTRAST = re.compile(r"\b(?:but|while|although|though|whereas|however)\b", re.I)
OTHERWISE = re.compile(
    r"\bbut\s+(?P<by>[^,.;]{3,60}?)\s+(?:thinks?|says?|said|believes?|insists?|insisted)\s+otherwise\b|\bbut\s+(?P<by2>[^,.;]{3,60}?)\s+(?:disputes?|disputed|disagrees?|disagreed)\b"
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
        if match and claim.polarity == "positive" and claim.attribution:
            by = match["by"] or match["by2"]
            if not _shares_name(by, claim.attribution[-1].name):
                start = claim.start + match.start() + len("but ")
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
    return one.event_type == other.event_type and len(_content_words(one) & _content_words(other)) >= 2 and _same_parties(one, other)


COMMON = frozenset(
    (
        "said",
        "says",
        "told",
        "that",
        "were",
        "have",
        "been",
        "with",
        "from",
        "this",
        "they",
        "their",
        "which",
        "also",
        "more",
        "than",
        "people",
        "saying",
        "denied",
        "claim",
        "claimed",
        "after",
        "before",
        "would",
        "could",
    )
)


def _content_words(claim: Claim) -> set[str]:
    voices = {word.casefold() for voice in claim.attribution for word in words_of(voice.name)}
    return {word.rstrip("s") for word in words_of(claim.exact) if word.islower() and len(word) > 3 and word not in COMMON and word not in voices}


def _same_parties(one: Claim, other: Claim) -> bool:
    mine, theirs = (*one.recipients, *one.actors), (*other.recipients, *other.actors)
    return any(_shares_name(a.name, b.name) for a in mine for b in theirs) or (
        one.place is not None and other.place is not None and one.place.toponym == other.place.toponym
    )
