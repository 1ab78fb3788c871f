"""Which mentions of a report tell one event.

A report tells its event in pieces: the lead has the place, the third paragraph the toll, the fifth the denial.
Mentions are put on *threads*, in text order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import msgspec

from onrecord.claims.drafts import Draft, is_definite, points_back, qualifies_person
from onrecord.claims.mentions import ATTACKERS, CAUSES, OPEN, is_answered
from onrecord.claims.stories import is_of_months, is_of_several, is_running, turns
from onrecord.facts.place_lexicon import state_names
from onrecord.nouns import Claim, EventType, Party, Place, When
from onrecord.text.tokens import Token

ANEW = frozenset("another separate second third fourth different new fresh more further additional other similar previous earlier".split())
NO_NAME = frozenset(
    "the a an of in on at to by for and mr mrs ms dr president minister prime general his her their its s people person man woman men women".split()
)
# How many sentences back a thread may lie for a mention that names nobody to join it.
NEAR = 3
# Stages of what is told as done: a threat or a plan has its own date or none.
TOLD_STAGES = frozenset({"happened", "attempted"})


BLASTS = frozenset({"explosion", "blast", "explode", "detonation"})


@dataclass(slots=True, eq=False)
class Thread:
    """One event of the report, as its drafts tell it. What fitting asks of it again and again is kept as drafts are added."""

    drafts: list[Draft] = field(default_factory=list)
    types: dict[EventType, None] = field(default_factory=dict)
    doers: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    last_place: Place | None = None
    last_when: When | None = None

    def add(self, draft: Draft) -> None:
        """Put a draft on the thread, behind those it has."""
        draft.position = len(self.drafts)
        self.drafts.append(draft)
        self.types[draft.claim.event_type] = None
        self.doers |= party_words(draft.claim.actors)
        self.targets |= party_words(draft.claim.recipients)
        self.last_place = draft.claim.place if draft.own_place else self.last_place
        self.last_when = draft.claim.when if draft.own_when else self.last_when

    @property
    def last(self) -> Draft:
        return self.drafts[-1]

    def nearest(self, draft: Draft) -> Iterator[Draft]:
        """The other drafts in the order in which a reader takes from them: those before ``draft``, the nearest first, then those after."""
        yield from (other for other in reversed(self.drafts[: draft.position]) if not other.mention.is_untold)
        yield from (other for other in self.drafts[draft.position + 1 :] if not other.mention.is_untold)

    def place(self, draft: Draft) -> Place | None:
        if not self.last_place:
            return None
        placed = (other for other in self.nearest(draft) if other.own_place)
        takes_later = not draft.position and not is_of_several(draft)
        return next((other.claim.place for other in placed if other.position < draft.position or takes_later), None)

    def actors(self, draft: Draft) -> tuple[Party, ...]:
        """The doers that the nearest draft before ``draft`` names in its own words."""
        before = (other for other in reversed(self.drafts[: draft.position]) if not other.mention.is_untold)
        lend = (
            other
            for other in before
            if other.claim.actors and "actors" not in other.carried and not (_brings_about(other, draft) or _is_of_others(other, draft))
        )
        return next((other.claim.actors for other in lend), ())

    def event_type(self) -> EventType:
        """The most telling type on the thread."""
        if EventType.SUICIDE_BOMBING in self.types:
            return EventType.SUICIDE_BOMBING
        struck = any(draft.mention.token.lemma_.lower() == "strike" for draft in self.drafts)
        heard = {draft.claim.event_type for draft in self.drafts if struck and draft.mention.token.lemma_.lower() in BLASTS}
        told = {draft.claim.event_type for draft in self.drafts if draft.mention.token.lemma_.lower() not in BLASTS}
        unsure = OPEN | (heard - told)  # explosions that are heard where something was struck are no bombing
        return next((each for each in self.types if each not in unsure), next(iter(self.types)))


# What those do who help captives out, and who did not hold them.
HELPING = frozenset("hand transfer secure negotiate win broker deliver escort fly carry".split())


def _brings_about(draft: Draft, other: Draft) -> bool:
    """Whether who did it helped captives out, and another telling is of their release alone: "the Red Cross *handed* the girls to"."""
    helped = any(trigger.token.head.lemma_.lower() in HELPING or trigger.token.lemma_.lower() in HELPING for trigger in draft.mention.triggers)
    return draft.claim.event_type is EventType.RELEASE is other.claim.event_type and helped and other.mention.token.pos_ == "NOUN"


def _is_of_others(told: Draft, draft: Draft) -> bool:
    """Whether a deed names its own place and whom it struck, and those are others: "the bombing *of a church in Jos*", after soldiers were killed."""
    mine, theirs = party_words(draft.claim.recipients), party_words(told.claim.recipients)
    return draft.own_place and bool(mine and theirs) and not mine & theirs


def party_words(parties: Sequence[Party]) -> set[str]:
    return {
        _plain(word)
        for party in parties
        for word in party.name.casefold().replace("’s", "").replace("'s", "").split()
        if word not in NO_NAME and not word.isdigit()
    }


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """A word without its plural; of an adjective of nationality, the state."""
    states = state_names(word.capitalize()) if word.isalpha() else ()
    return states[0].casefold() if states else word[:-1] if word.endswith("s") and len(word) > 3 else word


def _related(one: EventType, other: EventType) -> bool:
    if one is other:
        return True
    if {one, other} == {EventType.BOMBING, EventType.SUICIDE_BOMBING}:
        return True
    if EventType.ATTACK in {one, other} and {one, other} & {EventType.CYBER_ATTACK, EventType.SABOTAGE}:
        return True
    if {one, other} <= CAUSES:
        return one in OPEN or other in OPEN
    return False


def dates_agree(one: When | None, other: When | None) -> bool:
    return one is None or other is None or (one.earliest <= other.latest and other.earliest <= one.latest)


# How far apart two tellings of one event may put it, in km, by the wider of their levels.
SAME_PLACE_KM = {"point": 30.0, "town": 40.0, "district": 100.0, "region": 400.0, "area": 400.0, "country": 2000.0}


def places_agree(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.toponym == other.toponym or one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    north = (one.lat - other.lat) * 111.0
    east = (one.lon - other.lon) * 111.0 * math.cos(math.radians(one.lat))
    return math.hypot(north, east) <= max(_reach_km(one), _reach_km(other))


def _reach_km(place: Place) -> float:
    """How far apart tellings of one place may be: "southeastern Iran" reaches as far as it is wide."""
    own = place.radius_km if place.level == "region" else None
    return max(SAME_PLACE_KM[place.level or "town"], own or 0.0)


def _starts_anew(token: Token) -> bool:
    return any(child.lower_ in ANEW for child in token.children) or (
        token.pos_ in {"NOUN", "PROPN"} and any(child.dep_ == "det" and child.lower_ in {"a", "an", "another"} for child in token.children)
    )


def _is_lead(draft: Draft, thread: Thread) -> bool:
    """Whether a draft is of a report's first sentence and the thread of its headline: one event, though the lead begins anew, "*An* explosion …"."""
    heading, sentence = thread.last.mention.sentence, draft.mention.sentence
    told = draft.claim.event_type in CAUSES and not draft.mention.passing and not is_answered(thread.last.mention)
    return told and heading.index == 0 and sentence.index == 1 and heading.paragraph != sentence.paragraph


def _has_name(token: Token) -> bool:
    """Whether a name says which deed: "the *Harbourton* massacre"."""
    return any(child.pos_ == "PROPN" and child.dep_ in {"compound", "nmod", "amod"} for child in token.children)


def _is_of_years(draft: Draft) -> bool:
    """Whether a draft tells a sum over months or years, and so no event."""
    return is_of_months(draft) and is_running(draft)


def is_sum(draft: Draft) -> bool:
    """Whether a draft counts over a war, and does not only bring up to date what was told: "that brings the number of dead to three"."""
    least = max((low or best or 0 for low, best, _ in _bounds(draft.claim)), default=0)
    return is_running(draft) and least >= MANY and BRINGS.search(draft.mention.sentence.text) is None


MANY = 20  # fewer may be the dead of one raid, told in a sentence that says "since June" of something else
BRINGS = re.compile(r"\b(?:brings?|brought|bringing|takes|taking|took)\b[^.;]*\b(?:number|toll|total)\b", re.I)


MONTH_DAYS = 27


def _is_of_a_month(draft: Draft) -> bool:
    """Whether a draft's own words give it a whole month or more."""
    when = draft.claim.when if draft.own_when else None
    return when is not None and (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days >= MONTH_DAYS


def _fits(draft: Draft, thread: Thread) -> float:
    """How well a mention fits a thread: 0 where it cannot be the same event."""
    claim, last = draft.claim, thread.last
    token = draft.mention.token
    if not any(_related(claim.event_type, other) for other in thread.types):
        return 0.0
    if claim.stage != last.claim.stage or _is_of_years(draft) != _is_of_years(last) or (is_sum(draft) and not is_sum(last)):
        return 0.0
    if claim.event_type is EventType.PROSECUTION and token.lemma_ != last.mention.token.lemma_:
        return 0.0  # a charge, a hearing and a trial are three
    own_when, own_place = (claim.when if draft.own_when else None), (claim.place if draft.own_place else None)
    if not dates_agree(own_when, thread.last_when) or not places_agree(own_place, thread.last_place):
        return 0.0
    if is_of_months(draft) and (thread.last_when is None or draft.own_toll) and not is_of_months(last):
        return 0.0  # "in 2002, bombings left 202 dead" is no more of what the report tells as news
    if _is_of_a_month(draft) and draft.own_toll and draft.own_place and thread.last_when is None:
        return 0.0  # nor "in May, more than 100 died in clashes in Mangu"
    if draft.mention.is_result and all(other.mention.passing for other in thread.drafts):
        return 0.0  # the dead are not of a raid that was only mentioned
    if draft.mention.is_result and claim.polarity == "positive" and all(other.claim.polarity == "negative" for other in thread.drafts):
        return 0.0  # nor of a fight that there was not
    if not _is_before_all(draft) and all(_is_before_all(other) for other in thread.drafts):
        return 0.0
    mine, theirs = party_words(claim.actors), thread.doers
    beside = draft.mention.sentence is last.mention.sentence
    if beside and mine and theirs and not mine & theirs and is_answered(draft.mention) != is_answered(last.mention):
        return 0.0  # "Britain's strikes … in response to *attacks by the rebels*"
    if _is_lead(draft, thread):
        return 1.5
    if not points_back(draft) and SHIFTED.match(draft.mention.sentence.text):
        return 0.0
    if _starts_anew(token) or (turns(draft) and (not points_back(draft) or _has_name(token))):
        return 0.0
    # Of two open words ("attacks … attacks") neither says which attack: something must tie them.
    score = 0.7 if claim.event_type in OPEN and last.claim.event_type in OPEN and not points_back(draft) else 1.0
    mine, theirs = party_words(claim.recipients), thread.targets
    if mine and theirs:
        score += 1.0 if mine & theirs else -0.7
    doers, others = party_words(claim.actors), thread.doers
    if doers and others:
        score += 0.7 if doers & others else -0.4
    if is_definite(token) or draft.mention.is_result:
        score += 0.6
    if not is_answered(draft.mention) and all(is_answered(other.mention) for other in thread.drafts):
        score -= 0.8  # rather of the news than of what it answers
    distance = draft.mention.sentence.index - last.mention.sentence.index
    score -= 0.05 * distance
    if own_when is not None and thread.last_when is not None:
        score += 0.5
    if own_place is not None and thread.last_place is not None:
        score += 0.4
    if not mine and not doers and not is_definite(token) and distance > NEAR:
        score -= 0.5
    return max(score, 0.0)


# What came so long after another deed is not that deed: "*Hours later*, police shot dead five men".
SHIFTED = re.compile(r"\W*(?:\w+\s+){0,2}(?:minutes|hours|days|weeks|months|an hour|a day|a week)\s+(?:later|earlier|before|afterwards?)\b", re.I)

# Deeds that are claimed and denied.
SPOKEN_OF = CAUSES | {EventType.SABOTAGE, EventType.CYBER_ATTACK}
# Deeds that could have cost lives.
HARMING = CAUSES | {EventType.INTERCEPTION, EventType.SABOTAGE, EventType.CRACKDOWN, EventType.RIOT}


def _nobody_hurt(threads: Sequence[Thread], draft: Draft) -> int | None:
    """The thread of what cost nobody anything: whatever was told last, in the sentence before."""
    toll = draft.claim.toll
    if toll is None or toll.running_total or toll.killed is None or toll.killed.high != 0 or not threads:
        return None
    at = max(range(len(threads)), key=lambda at: threads[at].last.mention.offset)
    near = draft.mention.sentence.index - threads[at].last.mention.sentence.index
    return at if near <= 1 and not threads[at].types.keys().isdisjoint(HARMING) else None


def _told_of(threads: Sequence[Thread], draft: Draft) -> int | None:
    """The thread of the deed that a mention which names none speaks of."""
    found = _nobody_hurt(threads, draft)
    return _last_told(threads, draft) if found is None and draft.mention.is_pointer and not is_sum(draft) else found


def _is_of_attackers(thread: Thread) -> bool:
    """Whether a thread tells what befell those who attacked: no toll of an attack counts them."""
    return bool(thread.targets & ATTACKERS)


def _is_before_all(draft: Draft) -> bool:
    """Whether a deed is told in passing as of an earlier time: "the attackers *had fought* abroad"."""
    return not draft.own_when and any(child.dep_ == "aux" and child.lower_ == "had" for child in draft.mention.token.children)


def _is_of_the_report(draft: Draft, threads: Sequence[Thread]) -> bool:
    """Whether a draft says whose deed it was in a paragraph that tells none before it, of a report of one story: then it is of the report's first."""
    if draft.mention.token.lemma_.lower() not in {"claim", "take", "responsibility"} or draft.own_toll:
        return False
    told = [other for thread in threads for other in thread.drafts]
    return not any(turns(other) or other.mention.sentence.paragraph == draft.mention.sentence.paragraph for other in told)


def _last_told(threads: Sequence[Thread], draft: Draft) -> int | None:
    """The thread of the deed that a denial, a claim of responsibility or a count speaks of: the last one told, if its day may be the same."""
    order = sorted(range(len(threads)), key=lambda at: threads[at].last.mention.offset, reverse=True)
    if _is_of_the_report(draft, threads):
        order.reverse()
    for at in sorted(order, key=lambda at: _is_of_attackers(threads[at])):
        thread = threads[at]
        if (draft.own_toll and _is_of_attackers(thread)) or all(_is_before_all(other) or other.mention.passing for other in thread.drafts):
            continue
        told = not thread.types.keys().isdisjoint(SPOKEN_OF) and thread.last.claim.stage in TOLD_STAGES
        counted = draft.mention.token.lemma_.lower() in {"body", "casualty", "toll"}
        there = not (counted and draft.own_place) or places_agree(draft.claim.place, thread.last.claim.place if thread.last.own_place else None)
        if told and there and dates_agree(draft.claim.when if draft.own_when else None, thread.last_when):
            return at
    return None


def _is_cost_of_taking(draft: Draft, threads: Sequence[Thread]) -> bool:
    """Whether the dead are those of ground that was taken in the sentence before: "rebels overran a post. *Two constables were killed*"."""
    if not (draft.mention.is_result and draft.own_toll and draft.claim.event_type is EventType.KILLING) or draft.own_when or draft.own_place:
        return False
    last = max((thread.last for thread in threads), key=lambda last: last.mention.offset, default=None)
    if last is None or last.claim.event_type is not EventType.TERRITORY_CHANGE or last.claim.stage != draft.claim.stage:
        return False
    one, other = last.mention.sentence, draft.mention.sentence
    return one.paragraph == other.paragraph and other.index - one.index == 1


def thread_drafts(drafts: Sequence[Draft]) -> list[Thread]:
    """The drafts, in text order, put on threads."""
    threads: list[Thread] = []
    for draft in drafts:
        if (told := _told_of(threads, draft)) is not None:
            draft.thread = told
            threads[told].add(draft)
            continue
        if _is_cost_of_taking(draft, threads):
            draft.claim = msgspec.structs.replace(draft.claim, event_type=EventType.ARMED_CLASH)
            draft.thread = len(threads)
            threads.append(Thread())
            threads[-1].add(draft)
            continue
        scored = [(score, at) for at, thread in enumerate(threads) if (score := _fits(draft, thread)) >= 0.6]
        if scored:
            _, best = max(scored)
            draft.thread = best
            threads[best].add(draft)
        else:
            draft.thread = len(threads)
            threads.append(Thread())
            threads[-1].add(draft)
    return threads


def _voice(claim: Claim) -> tuple[str, ...]:
    return tuple(voice.name for voice in claim.attribution)


def claim_is_voiced(draft: Draft) -> bool:
    """Whether somebody other than the outlet tells it."""
    return bool(draft.claim.attribution)


def _bounds(claim: Claim) -> list[tuple[int | None, int | None, int | None]]:
    """The figures of a claim's toll, wherever they stand."""
    toll = claim.toll
    counts = (toll.killed, toll.injured, toll.missing, toll.detained, toll.abducted, toll.displaced) if toll else ()
    return [(count.low, count.best, count.high) if count else (None, None, None) for count in counts]


def _only_says_since_when(draft: Draft) -> bool:
    """Whether a deed is named for the time of others: "1,700 killed since the *coup* of 2021", "no ships had been *attacked* since December"."""
    token = draft.mention.token
    if token.dep_ == "pobj" and token.head.lower_ == "since":
        return True
    clauses = [
        each for each in token.ancestors if each.dep_ == "advcl" and any(child.lower_ == "since" and child.dep_ == "mark" for child in each.children)
    ]
    clauses += [each for each in token.ancestors if each.dep_ == "pobj" and each.head.lower_ == "since"]
    if clauses and not draft.own_when:
        return True  # "the worst clashes since the war ended in an *armistice*"
    none = draft.claim.polarity == "negative" and not draft.mention.is_pointer and not claim_is_voiced(draft)
    return none and any(child.lower_ == "since" for child in token.children)


def _is_nobody_hurt(draft: Draft) -> bool:
    """Whether all that is told is that nobody was hurt: an event's cost, and no event."""
    told = [count for count in _bounds(draft.claim) if count != (None, None, None)]
    return draft.mention.is_result and bool(told) and all(high == 0 for _, _, high in told)


def _is_one_unhurt(draft: Draft) -> bool:
    """Whether all that is told is that somebody came to no harm: "a boy who was in the flat *was not hurt*"."""
    return draft.mention.is_result and draft.claim.polarity == "negative" and not draft.own_toll and not claim_is_voiced(draft)


def _tells_of_bodies(draft: Draft) -> bool:
    """Whether a word for the dead counts nobody: "the *bodies* are being loaded onto trucks", "expect to find more *bodies*"."""
    token = draft.mention.token
    people = (
        token.tag_ in {"VBN", "JJ"} and token.dep_ == "dobj" and any(child.lower_ == "the" for child in token.children)
    )  # "visited the *wounded*"
    return (draft.mention.is_pointer and token.lemma_.lower() in {"body", "casualty"}) or (draft.mention.is_result and people)


def adds_nothing(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Whether a draft tells again, with the same voice, what earlier drafts of its thread told."""
    own_parties = (
        not qualifies_person(draft.mention.token)
        and draft.mention.token.dep_ != "amod"
        and any(getattr(draft.claim, role) and role not in draft.carried for role in ("actors", "recipients"))
    )
    if draft.mention.passing and draft.mention.token.pos_ in {"NOUN", "PROPN"} and qualifies_person(draft.mention.token) and not draft.own_toll:
        return True
    if draft.claim.polarity == "positive" and draft.mention.passing and not (draft.own_toll or draft.own_when or draft.own_place or own_parties):
        return True
    if (not earlier and _is_nobody_hurt(draft)) or _is_one_unhurt(draft):
        return True
    if not draft.own_toll and (_only_says_since_when(draft) or _tells_of_bodies(draft)):
        return True
    told_before = bool(earlier)
    bare = not (draft.own_toll or draft.own_when or draft.own_place)
    said_again = told_before or not (own_parties or draft.claim.weapons)
    if said_again and bare and not claim_is_voiced(draft) and is_definite(draft.mention.token) and draft.claim.polarity == "positive":
        return True  # "the attack" in passing, in the outlet's own words
    if draft.claim.event_type is EventType.PROSECUTION and not is_definite(draft.mention.token):
        return False  # each step of a case is told once
    same_voice = [other for other in earlier if _voice(other.claim) == _voice(draft.claim) and other.claim.polarity == draft.claim.polarity]
    if not same_voice:
        return False
    claim = draft.claim
    if draft.own_toll and all(_bounds(other.claim) != _bounds(claim) for other in same_voice):
        return False
    if draft.own_when and all(
        other.claim.when is None or (other.claim.when.earliest, other.claim.when.latest) != (claim.when.earliest, claim.when.latest)
        for other in same_voice
        if claim.when
    ):
        return False
    if draft.own_place and all(
        other.claim.place is None or (claim.place is not None and other.claim.place.name != claim.place.name) for other in same_voice
    ):
        return False
    told = {word for other in same_voice for role in ("actors", "recipients") for word in party_words(getattr(other.claim, role))}
    return all(not (role not in draft.carried and party_words(getattr(claim, role)) - told) for role in ("actors", "recipients"))
