"""Sentences that say when and where it happened and name no deed: "The first happened just before 10 p.m. Friday", "Officers were called to …",
"Situation in the region over the past day:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims.drafts import Draft, Facts, as_when
from onrecord.claims.mentions import CAUSES
from onrecord.claims.threads import TOLD_STAGES
from onrecord.facts.places import choose_place
from onrecord.facts.times import TimeMention, choose_time
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

# How many sentences on, or back, the deed stands whose scene it is.
NEAR = 3
HAPPENING = frozenset("happen occur unfold".split())
POINTERS = frozenset("it this that incident first second third fourth latest".split())
CALLING_OUT = frozenset("call dispatch respond summon".split())
CALLED_OUT = frozenset("officer police policeman deputy trooper detective firefighter paramedic medic crew responder".split())


def lend_scenes(drafts: Sequence[Draft], sentences: Sequence[Sentence], facts: Facts, text: str) -> None:
    """Give the deed told next after such a sentence, or else just before it, the day and, where the sentence has one, the place."""
    told = {draft.mention.sentence.index for draft in drafts}
    for sentence in sentences:
        verb = None if sentence.index in told or not sentence.parsed else _scene(sentence)
        if verb is None or (draft := _deed_of(drafts, sentence, points=_is_first(verb))) is None:
            continue
        at = sentence.start + verb.idx
        time = choose_time(facts.times_of.get(sentence.index, []), sentence=sentence, trigger=at, clause=None)
        place = choose_place(facts.places_of.get(sentence.index, []), sentence=sentence, trigger=at) if verb.lemma_ in HAPPENING else None
        if (when := as_when(time, text)) is not None and not draft.own_when:
            draft.claim = msgspec.structs.replace(draft.claim, when=when)
            draft.own_when = True
        if place is not None and not draft.own_place:
            draft.claim = msgspec.structs.replace(draft.claim, place=place.place)
            draft.own_place = True


# So many sentences a list has at most under its heading.
LISTED = 12


def lend_headings(drafts: Sequence[Draft], sentences: Sequence[Sentence], facts: Facts, text: str) -> None:
    """Give the deeds of a list the day with which the line above it ends: "Situation in the region over the past day:"."""
    for sentence in sentences:
        if (when := as_when(_day_of_heading(sentence, facts, text), text)) is None:
            continue
        last = next((each.index for each in sentences[sentence.index + 1 :] if _begins_anew(each, facts)), len(sentences))
        for draft in drafts:
            index, claim = draft.mention.sentence.index, draft.claim
            if sentence.index < index < min(last, sentence.index + 1 + LISTED) and claim.when is None and claim.stage in TOLD_STAGES:
                draft.claim = msgspec.structs.replace(claim, when=when)
                draft.own_when = True


# A sentence that opens a list: "The Observer documented *the following incidents* on Tuesday".
OPENS_LIST = re.compile(
    r"\b[Tt]he following (?:\w+ ){0,2}(?:events|incidents|developments|attacks|strikes|violations|cases|clashes|operations|raids)\b"
)


def _day_of_heading(sentence: Sentence, facts: Facts, text: str) -> TimeMention | None:
    """The day of the list that a line opens: a line that ends with it and a colon, or a sentence that says what follows, and when it was."""
    heading = sentence.text.rstrip()
    days = [time for time in facts.times_of.get(sentence.index, []) if time.kind == "date"]
    if OPENS_LIST.search(heading):
        return days[0] if len(days) == 1 else None
    end = sentence.start + len(heading) - 1
    return next((time for time in days if heading.endswith(":") and not text[time.end : end].strip()), None)


def _begins_anew(sentence: Sentence, facts: Facts) -> bool:
    """Whether a list ends here: another heading, or a new entry's stamp."""
    return sentence.text.rstrip().endswith(":") or any(time.kind == "stamp" for time in facts.times_of.get(sentence.index, []))


def _scene(sentence: Sentence) -> Token | None:
    """The verb of a sentence that sets a scene."""
    for token in sentence.doc:
        if token.lemma_ in HAPPENING and token.tag_ == "VBD" and any(_points(child) for child in token.children if child.dep_ == "nsubj"):
            return token
        if token.lemma_ in CALLING_OUT and token.tag_ in {"VBD", "VBN"} and token.dep_ in {"ROOT", "conj", "ccomp"}:
            called = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in CALLED_OUT]
            if called and any(child.lower_ == "to" and child.dep_ in {"prep", "dative"} for child in token.children):
                return token
    return None


def _points(subject: Token) -> bool:
    return subject.lemma_.lower() in POINTERS


def _is_first(verb: Token) -> bool:
    """Whether the scene is of one of several, which is told next."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), verb)
    return subject.lower_ in {"first", "second", "third", "fourth", "latest"}


def _deed_of(drafts: Sequence[Draft], sentence: Sentence, *, points: bool) -> Draft | None:
    """The deed whose scene a sentence sets: the next that is told, unless a deed before it is told as having no other day."""
    deeds = [draft for draft in drafts if draft.claim.event_type in CAUSES and draft.claim.stage in TOLD_STAGES and not draft.claim.generic]
    after = next((draft for draft in deeds if 0 < draft.mention.sentence.index - sentence.index <= NEAR), None)
    before = next((draft for draft in reversed(deeds) if 0 < sentence.index - draft.mention.sentence.index <= NEAR), None)
    if not points and before is not None and not before.own_when and before.mention.sentence.paragraph == sentence.paragraph:
        return before
    return after if after is not None or points else before
