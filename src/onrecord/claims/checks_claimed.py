"""Who says that an act was theirs, who denies it, and where nobody has said so yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from spacy.tokens import Token

from onrecord.claims.voices_cues import subject_of
from onrecord.claims.voices_who import voice_of
from onrecord.facts.kinds import words_of
from onrecord.facts.names import Names
from onrecord.nouns import Claim, EventType, Kind, Responsibility, Span
from onrecord.text.parse import Sentence

VIOLENT = frozenset(EventType) - {EventType.AGREEMENT, EventType.SANCTION, EventType.PROSECUTION, EventType.PROTEST, EventType.DISPLACEMENT}


@dataclass(frozen=True, slots=True)
class ResponsibilityMention:
    """One saying on whose deed it was: ``text[start:end] == exact``. ``event``: the words that name the deed, where they follow."""

    status: Literal["claimed", "denied", "none_claimed"]
    by: str | None
    exact: str
    start: int
    end: int
    event: Span | None
    sentence_start: int
    sentence_end: int


DEED = (
    r"(?:carried out|carrying out|carry out|was behind|were behind|being behind|is behind|launched|launching|staged|staging|conducted|conducting|attacked|attacking|killed|killing|executed|executing|shot down|"
    r"shooting down|blew up|blowing up|bombed|bombing|kidnapped|kidnapping|abducted|abducting|detonated|detonating|ambushed|targeted|targeting|struck|striking|fired|firing|shelled|shelling|planted|captured|seized|raided)"
)
NOBODY = r"(?:[Nn]o\s+one|[Nn]obody|[Nn]o\s+(?:\w+\s+){0,2}?(?:group|groups|organi[sz]ations?|party|side|faction|individual|militants?))"
NONE_CLAIMED: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:[Nn]o|[Tt]here (?:was|were|has been|have been|is|had been) no(?:t any)?)\s+(?:(?:immediate|official|formal|public|credible|direct)\s+)*claims?\s+of\s+responsibility\b"
    ),
    re.compile(
        rf"{NOBODY}\s+(?:(?:has|have|had|did)\s+)?(?:(?:yet|immediately|so far|as yet|publicly|initially)\s+)*(?:claimed|claim|taken|took|admitted)\s+(?:responsibility|credit|(?:the|this|that)\s+\w+)"
    ),
    re.compile(r"\b(?:[Rr]esponsibility)\b[^.,;]{0,60}?\b(?:has|had|was|is)\s+(?:not|yet)\s+(?:(?:yet|been|immediately|to be)\s+)*claimed"),
    re.compile(r"\b(?:has|have|had)\s+not\s+(?:yet\s+)?been\s+claimed\b|\b(?:went|remains?|remained|gone)\s+unclaimed\b"),
    re.compile(
        r"\b(?:has|have|had)\s+(?:yet to\s+claim|not\s+(?:yet\s+)?claimed)\s+responsibility\b|\bwithout\s+(?:any(?:one)?\s+)?(?:a\s+)?claim(?:ing|s)?\s+(?:of\s+)?responsibility\b"
    ),
)
DENIED: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|rejects?|rejected|rejecting|disavowed|disclaimed|disclaims)\s+(?:(?:any|all|having had any|its|their|his|her|direct|having any)\s+)*(?:responsibility|involvement|role|part|complicity|culpability|blame|knowledge of the (?:attack|plot)|wrongdoing)\b"
    ),
    re.compile(
        rf"\b(?:den(?:y|ies|ied|ying))\s+(?:(?:having|ever|it|they|he|that it|that they|that its \w+|its \w+|that he|that she|ever having|deliberately|that)\s+)*(?:had\s+|were\s+|was\s+|have\s+)?{DEED}\b"
    ),
    re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|rebuff(?:s|ed))\s+(?:the\s+|such\s+|any\s+|those\s+|all\s+)*(?:accusations?|allegations?|charges?|suggestions?|claims?)\s+(?:that (?:it|they|its|their|he|she|the)|of\s+(?:involvement|being behind|complicity|responsibility))"
    ),
    re.compile(
        r"\b(?:said|says|insisted|insists|maintained)\s+(?:that\s+)?(?:it|they|its (?:forces|fighters|troops|army)|he|she)\s+(?:(?:was|were|is|are|had|has|have)\s+(?:not|no)\b[^.,;]{0,12}?(?:responsible|involved|behind|involvement|role|part)|had nothing to do with)"
    ),
)
CLAIMED: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:(?:has|have|had|also|later|immediately|since|quickly|jointly)\s+)*(?:claim(?:s|ed|ing)?|t(?:ook|aken|akes|aking|ake)|assum(?:es|ed|ing)|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?)\s+(?:(?:the|full|sole|joint)\s+)*(?:responsibility|credit)\b"
    ),
    re.compile(
        r"\b(?:(?:has|have|had|also)\s+)?claim(?:s|ed|ing)?\s+(?:the|this|that|[A-Z]\w+day['’]s|the \w+)\s+(?:attack|attacks|bombing|bombings|blast|assault|killing|killings|shooting|strike|raid|ambush|assassination|kidnapping|operation)\b"
    ),
    re.compile(
        rf"\b(?:said|says|saying|announced|declared|boasted|claimed|claims)\s+(?:that\s+)?(?:it|they|its (?:fighters|men|members|forces)|their (?:fighters|men|members|forces)|he|she|his (?:fighters|men|group))\s+(?:had\s+|have\s+|has\s+)?{DEED}\b"
    ),
    re.compile(
        rf"\b(?:admitt(?:ed|ing|s)|admits|confess(?:ed|es|ing)|owned up)\s+(?:to\s+)?(?:(?:having|that he had|that she had|that they had|that it had)\s+)?(?:{DEED}|(?:the\s+)?\w+ing\b|the (?:attack|killing|killings|murder|murders|shooting|bombing|crime))"
    ),
    re.compile(r"\bin\s+(?:their|our|its|his)\s+(?:most\s+\w+\s+|biggest\s+|latest\s+|first\s+|largest\s+)(?:operation|attack|raid|strike)\b"),
)
# Own words for an own deed are a claim of responsibility from one who is accused or fights outside the law, not from a state.
OWN_DEED = frozenset((CLAIMED[2], CLAIMED[3], CLAIMED[4]))
FOR = re.compile(r"\s+(?:for|in|of|over|behind)\s+(?P<event>(?!now\b)[^.;:]{3,120}?)(?=,|\.|;|$|\s+(?:but|and said|saying|which|that killed)\b)")


def find_responsibility(sentences: Sequence[Sentence], names: Names) -> list[ResponsibilityMention]:
    """The sayings of a report on whose deed an act was, in reading order."""
    mentions: list[ResponsibilityMention] = []
    rules = (("none_claimed", NONE_CLAIMED), ("denied", DENIED), ("claimed", CLAIMED))
    for position, sentence in enumerate(sentences):
        taken: list[tuple[int, int]] = []
        for status, patterns in rules:
            for pattern in patterns:
                for match in pattern.finditer(sentence.text):
                    if any(start < match.end() and match.start() < end for start, end in taken):
                        continue
                    mention = _mention(sentences, position, match, status, names, own_deed=pattern in OWN_DEED)
                    if mention is not None:
                        taken.append(match.span())
                        mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.start)


def _mention(
    sentences: Sequence[Sentence], position: int, match: re.Match[str], status: str, names: Names, *, own_deed: bool
) -> ResponsibilityMention | None:
    sentence = sentences[position]
    exact = match.group().strip()
    start = sentence.start + match.start() + len(match.group()) - len(match.group().lstrip())
    by: str | None = None
    kind: Kind | None = None
    if status != "none_claimed":
        speaker = _speaker(sentence, match.start(), match.end()) or (
            _speaker_before(sentences, position) if own_deed and not re.search(r"[a-z]", sentence.text[: match.start()]) else None
        )
        found = voice_of(speaker[0], speaker[1], names) if speaker else None
        if found is not None:
            by, kind = found.name, found.kind
        if own_deed and kind not in {Kind.ARMED_GROUP} and not re.match(r"admit|confess|own", exact):
            return None
        if found is None and own_deed:
            return None
    follows = FOR.match(sentence.text, match.end())
    event = Span(sentence.start + follows.start("event"), sentence.start + follows.end("event")) if follows else None
    reach_start = sentences[position - 1].start if own_deed and position and exact.startswith("in ") else sentence.start
    fixed: Literal["claimed", "denied", "none_claimed"] = "claimed" if status == "claimed" else "denied" if status == "denied" else "none_claimed"
    return ResponsibilityMention(fixed, by, exact, start, start + len(exact), event, reach_start, sentence.end)


def _speaker(sentence: Sentence, start: int, end: int) -> tuple[Sentence, Token] | None:
    """Whose words or deed it is: the subject of the verb in the stretch."""
    if not sentence.parsed:
        return None
    for token in sentence.doc:
        if start <= token.idx < end and token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}:
            subject = subject_of(token)
            return (sentence, subject) if subject is not None else None
    return None


def _speaker_before(sentences: Sequence[Sentence], position: int) -> tuple[Sentence, Token] | None:
    """The speaker of the sentence before, for a sentence torn off it by a false full stop."""
    if not position or not sentences[position - 1].parsed:
        return None
    before = sentences[position - 1]
    saying = next((t for t in before.doc if t.lemma_ in {"say", "claim", "tell", "announce"} and t.tag_.startswith("VB")), None)
    subject = subject_of(saying) if saying is not None else None
    return (before, subject) if subject is not None else None


def apply_responsibility(claims: Sequence[Claim], mentions: Sequence[ResponsibilityMention], *, text: str) -> list[Claim]:
    """The claims with their responsibility set, each by the saying of its own sentence, or by its own voice's earlier one."""
    return [_with_responsibility(claim, mentions) for claim in claims]


def _with_responsibility(claim: Claim, mentions: Sequence[ResponsibilityMention]) -> Claim:
    if claim.event_type not in VIOLENT or claim.stage in {"threatened", "hypothetical"}:
        return claim
    here = [m for m in mentions if m.sentence_start <= claim.start < m.sentence_end and _is_about(m, claim)]
    mention = here[0] if here else next((m for m in mentions if m.status == "claimed" and m.by and _speaks_again(m, claim)), None)
    if mention is None:
        return claim
    return msgspec.structs.replace(claim, responsibility=Responsibility(mention.status, mention.by, mention.exact, mention.start, mention.end))


def _is_about(mention: ResponsibilityMention, claim: Claim) -> bool:
    if mention.status == "none_claimed":
        return not claim.attribution
    if mention.by is None or not claim.attribution:
        return mention.status == "claimed" and mention.by is not None
    return any(_alike(mention.by, voice.name) for voice in claim.attribution) or any(_alike(mention.by, party.name) for party in claim.actors)


def _speaks_again(mention: ResponsibilityMention, claim: Claim) -> bool:
    """A later telling of the deed by the one who claimed it."""
    return (
        bool(claim.attribution)
        and claim.start > mention.start
        and claim.polarity == "positive"
        and _alike(mention.by or "", claim.attribution[-1].name)
        and _is_proper(mention.by or "")
    )


def _is_proper(name: str) -> bool:
    return bool(words_of(name)) and words_of(name)[-1][:1].isupper()


def _alike(one: str, other: str) -> bool:
    small = {"the", "a", "an", "of"}
    a, b = ({w.casefold() for w in words_of(x)} - small for x in (one, other))
    return bool(a and b) and (a <= b or b <= a)
