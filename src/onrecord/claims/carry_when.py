"""When an event happened, where its own words do not say: the day that its thread, or the deeds told beside it, give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from onrecord.claims.drafts import Draft, Facts, as_when, points_back
from onrecord.claims.mentions import is_answered
from onrecord.claims.stories import CARRIED_SENTENCES, NARRATED, is_of_several, is_running, turns
from onrecord.claims.threads import TOLD_STAGES, Thread, places_agree
from onrecord.facts.times_calendar import add_days
from onrecord.facts.times_words import read_number
from onrecord.nouns import EventType, When
from onrecord.text.parse import Sentence

DATELESS = frozenset({EventType.AGREEMENT, EventType.SANCTION, EventType.PROSECUTION, EventType.RELEASE})
# A date that a reader carries on is of few days, not long before the report: "last year" and "since March" are background, and stay where they stand.
BRIEF = 7  # days
RECENT = 15  # days
TOLD_LATER = 8  # sentences


def told_before(thread: Thread, draft: Draft) -> When | None:
    """The date that the thread told before the draft, the nearest first; none for a state that lasts, nor for what was long before."""
    if is_standing(draft) or _is_earlier(draft):
        return None
    before = reversed(thread.drafts[: draft.position])
    if is_answered(draft.mention):
        before = (other for other in before if other.mention.sentence is not draft.mention.sentence)
    told = (other for other in before if other.own_when and not _is_of_dying(other) and _may_date(other, draft))
    return _unless_after(draft, next((other.claim.when for other in told), None))


def _unless_after(draft: Draft, when: When | None) -> When | None:
    """A day that a deed may have, unless it is later than the day on which the deed was told."""
    return None if when is None or draft.is_after_telling(date.fromisoformat(when.earliest)) else when


def _may_date(other: Draft, draft: Draft) -> bool:
    """Whether a telling's day may be another's: not that of a deed which was not, "there had been *no fighting*", for one that was."""
    return other.claim.polarity == draft.claim.polarity or other.claim.polarity == "positive"


DYING = frozenset({"die", "succumb", "body"})


def _is_earlier(draft: Draft) -> bool:
    """Whether the words say that a deed was before what is told: "weeks *after* a reservist was *shot*", "police *had earlier arrested* a boy"."""
    token = draft.mention.token
    marks = [child for child in token.children if child.dep_ == "mark"] if token.pos_ == "VERB" else [token.head] if token.dep_ == "pobj" else []
    counted = token if token.pos_ == "VERB" else token.head
    after = any(mark.lower_ == "after" for mark in marks) and any(child.dep_ == "npadvmod" for child in counted.children)
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "advmod"}}
    return after or ("had" in helpers and not helpers.isdisjoint({"earlier", "previously", "before"}))


def _is_of_dying(draft: Draft) -> bool:
    """Whether a day is of what comes after the deed: "one of the victims *died* on Monday", "the *bodies* were found on Friday"."""
    return draft.mention.token.lemma_.lower() in DYING


def _told_later(drafts: Sequence[Draft], draft: Draft) -> When | None:
    """The date that the draft's thread tells farther down: a lead is told again with its day."""
    index = draft.mention.sentence.index
    told = (other for other in drafts if other.thread == draft.thread and other.own_when and other.position > draft.position)
    later = (other for other in told if not _is_of_dying(other) and other.claim.stage in TOLD_STAGES)
    other = next(later, None)
    near = other is not None and other.mention.sentence.index - index <= TOLD_LATER
    return other.claim.when if other is not None and near and _is_brief(other.claim.when) else None


def _is_brief(when: When | None) -> bool:
    """Whether a date is of days, as of a story's own events."""
    return when is not None and (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days <= BRIEF


def _is_news(when: When, published: date | None) -> bool:
    """Whether a date is that of news, not of background."""
    return _is_brief(when) and (published is None or abs((published - date.fromisoformat(when.latest)).days) <= RECENT)


def carry_dates(
    drafts: Sequence[Draft],
    published: date | None,
    entries: Collection[int] = (),
    clocks: Mapping[int, When] | None = None,
    headed: Mapping[int, When] | None = None,
) -> None:
    """Give a draft whose thread tells no date that of the deeds told just before it, in the same story and in the same stage.

    ``entries`` are the sentences with which a live blog begins anew; ``clocks`` the days that sentences without a deed begin with; ``headed``
    those under which a list's items stand.
    """
    for draft in drafts:
        if not draft.own_when and (day := (headed or {}).get(draft.mention.sentence.index)) is not None:
            draft.claim = msgspec.structs.replace(draft.claim, when=day)
            draft.own_when = True
    here: Draft | None = None
    for number, draft in enumerate(drafts):
        index = draft.mention.sentence.index
        if not draft.own_when and (summed := _summed_up(draft, drafts[:number])) is not None:
            draft.claim = msgspec.structs.replace(draft.claim, when=summed.claim.when)
            draft.own_when = True
        if (counted := _counted_from_deed(draft, drafts[:number]) or _counted_back(draft, drafts[:number])) is not None:
            draft.claim = msgspec.structs.replace(draft.claim, when=counted)
            draft.own_when = True
        if (clock := _clock_before(draft, here, clocks or {})) is not None and draft.claim.when is None and takes_a_day(draft):
            _carry_when(draft, clock)
        if here is not None and here.mention.sentence.index < index and (turns(draft) or _is_parted(here, draft, entries)):
            here = None
        if draft.own_place and here is not None and not places_agree(draft.claim.place, here.claim.place) and not _is_with(here, draft):
            here = None
        if draft.claim.when is not None:
            here = draft if draft.claim.stage in TOLD_STAGES and _is_news(draft.claim.when, published) and not _is_of_dying(draft) else here
        elif here is not None and takes_a_day(draft):
            types = {draft.claim.event_type, here.claim.event_type}
            same = len(types) == 1 or types <= NARRATED or (types <= ONE_BREATH and _is_next(here, draft))
            if same and (index - here.mention.sentence.index <= CARRIED_SENTENCES or (_is_item(draft) and _is_alike(here, draft))):
                _carry_when(draft, here.claim.when)
    for draft in drafts:
        if draft.claim.when is None and not (is_standing(draft) or _is_earlier(draft) or is_of_several(draft) or is_answered(draft.mention)):
            _carry_when(draft, _told_later(drafts, draft))


def _summed_up(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The deed of the same sentence that a noun behind it sums up: "overran a base on 30 August, *an attack* in which 27 were killed"."""
    noun = draft.mention.token
    first = noun.left_edge
    sums = noun.pos_ == "NOUN" and first.lower_ in {"a", "an"} and first.i > 0 and first.nbor(-1).text == ","
    if not sums or not any(child.dep_ == "relcl" for child in noun.children):
        return None
    told = (other for other in reversed(before) if other.mention.sentence is draft.mention.sentence and other.own_when)
    return next((other for other in told if other.mention.offset < draft.mention.offset), None)


# "*A day before the shelling*, drones bombed a market": counted from the deed, whatever day was named in between.
COUNTED = re.compile(
    r"\W*(?P<words>(?P<number>an?|one|two|three|four|five|six|\d{1,2})\s+(?P<unit>day|night|week)s?\s+(?P<side>before|after)\s+(?:the|that|those)\s+"
    r"(?:\w+\s+)?(?:shelling|attack|raid|strike|air\s?strike|blast|bombing|explosion|shooting|killing|clash|ambush|assault|massacre|stabbing)s?)\b",
    re.I,
)


def _counted_from_deed(draft: Draft, before: Sequence[Draft]) -> When | None:
    """The day of a deed whose sentence begins by counting it from another, which the report told before."""
    sentence = draft.mention.sentence
    if (match := COUNTED.match(sentence.text)) is None:
        return None
    counted = next(token for token in reversed(sentence.doc) if token.idx < match.end())
    if draft.mention.token.i <= counted.right_edge.i:
        return None  # the deed that it is counted from: "a week after *the strike that killed* nine, families"
    others = (other for other in reversed(before) if other.mention.sentence is not sentence and other.claim.event_type in NARRATED)
    unit = 7 if match["unit"].lower() == "week" else 1
    return _days_from(others, match, sentence, -unit if match["side"].lower() == "before" else unit)


def _days_from(others: Iterable[Draft], match: re.Match[str], sentence: Sentence, step: int) -> When | None:
    """The day so many steps of ``step`` days from the first of other deeds that has one, by the words of ``match``."""
    told = next((other.claim.when for other in others if other.claim.stage in TOLD_STAGES and _is_brief(other.claim.when)), None)
    amount = read_number(match["number"])
    if told is None or told.earliest != told.latest or amount is None:
        return None
    day = add_days(date.fromisoformat(told.earliest[:10]), step * int(amount)).isoformat()
    start = sentence.start + match.start("words")
    return When(day, day, match["words"], "counted-from-deed", start, start + len(match["words"]))


# "The blast came *two days after* rebels surrendered": what is told behind was so long before.
CAME_AFTER = re.compile(
    r"\b(?:came|comes|happened|occurred|took\s+place|followed)\s+"
    r"(?P<words>(?P<number>an?|one|two|three|four|five|six|\d{1,2})\s+(?:day|night)s?\s+after)\b",
    re.I,
)


def _counted_back(draft: Draft, before: Sequence[Draft]) -> When | None:
    """The day of a deed that another came so many days after, where that one's day is told: in its own sentence, or before."""
    sentence = draft.mention.sentence
    match = None if draft.own_when else CAME_AFTER.search(sentence.text)
    if match is None or draft.mention.token.idx < match.end():
        return None
    return _days_from((other for other in reversed(before) if other.claim.event_type in NARRATED), match, sentence, -1)


LATEST_CLOCK = 3  # sentences
TELLS_SOMETHING = 7  # words


def _clock_before(draft: Draft, here: Draft | None, clocks: Mapping[int, When]) -> When | None:
    """The day that a sentence without a deed began with, if it stands between what was told last and a deed that goes on from there."""
    if points_back(draft) or draft.claim.event_type in DATELESS or turns(draft):
        return None
    index = draft.mention.sentence.index
    first = max(index - LATEST_CLOCK, here.mention.sentence.index + 1 if here is not None else 0)
    return next((clocks[at] for at in range(index - 1, first - 1, -1) if at in clocks), None)


def find_clocks(sentences: Sequence[Sentence], told: Collection[int], facts: Facts, text: str) -> dict[int, When]:
    """The days with which sentences begin that tell no deed and quote nobody: "*Shortly after 1 a.m. the next day*, a deputy found the car"."""
    clocks: dict[int, When] = {}
    for sentence in sentences:
        if sentence.index in told or len(sentence.text.split()) < TELLS_SOMETHING or not sentence.text.rstrip().endswith("."):
            continue  # a dateline, a heading
        if SPEECH.search(sentence.text) is not None:
            continue
        first = next((time for time in facts.times_of.get(sentence.index, []) if time.kind == "date"), None)
        if first is None or first.grain != "day" or first.bound is not None or first.start > sentence.start + 1:
            continue
        if (when := as_when(first, text)) is not None:
            clocks[sentence.index] = when
    return clocks


def find_headed_days(sentences: Sequence[Sentence], facts: Facts, text: str) -> dict[int, When]:
    """The day of each sentence of a list's items that stand under a day as their heading: "*Friday, Dec. 4*", "* Near X, two strikes …"."""
    found: dict[int, When] = {}
    day: When | None = None
    item: int | None = None
    for sentence in sentences:
        words = sentence.text.strip(" *:–—-•·\t\n.")
        time = next((time for time in facts.times_of.get(sentence.index, []) if time.grain == "day" and time.bound is None), None)
        if time is not None and time.end - time.start >= len(words):
            day, item = as_when(time, text), None
        elif ITEM.match(sentence.text):
            item = sentence.paragraph
        elif sentence.paragraph != item:
            day = item = None
        if day is not None and item is not None:
            found[sentence.index] = day
    return found


SPEECH = re.compile(
    r"\b(?:sa(?:id|ys)|told|add(?:s|ed)|announced?|den(?:y|ied|ies)|posted|wrote|called|visited|met|condemned|vowed|warned|reported|claimed|confirmed|"
    r"accused|tweeted|spoke|urged|denounced|promised|will|would)\b|[“\"]",
    re.I,
)
# What a list's item begins with.
ITEM = re.compile(r"\s*(?:--|[-–—•*·])\s")


def _is_item(draft: Draft) -> bool:
    """Whether a deed is told in an item of a list: "-- Near Mosul, two strikes engaged a unit"."""
    return ITEM.match(draft.mention.sentence.text) is not None


def _is_alike(here: Draft, draft: Draft) -> bool:
    """Whether two deeds are of one kind and stage, as a list and its items."""
    types = {here.claim.event_type, draft.claim.event_type}
    return (len(types) == 1 or types <= FROM_AFAR) and here.claim.stage == draft.claim.stage


FROM_AFAR = frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.ATTACK})


def _is_with(here: Draft, draft: Draft) -> bool:
    """Whether a deed of another place may be of the same day as what was told last: a list's head, an item of it, or of one wave."""
    listed = _is_item(draft) or draft.mention.sentence.text.rstrip().endswith(":")
    return (listed and _is_alike(here, draft)) or _is_of_one_wave(here, draft)


def _is_of_one_wave(here: Draft, draft: Draft) -> bool:
    """Whether two places of one country, told in adjacent sentences, may have been hit by one wave of attacks."""
    one, other = here.claim.place, draft.claim.place
    near = draft.mention.sentence.index - here.mention.sentence.index <= WAVE
    return (
        near and one is not None and other is not None and one.country == other.country and {draft.claim.event_type, here.claim.event_type} <= WAVES
    )


def _is_next(here: Draft, draft: Draft) -> bool:
    """Whether a deed is told in the next sentence of a paragraph, or the same."""
    one, other = here.mention.sentence, draft.mention.sentence
    return one.paragraph == other.paragraph and other.index - one.index <= 1


# Deeds that are of one day where one sentence tells the one and the next the other: "overran a post on Monday. Two constables were killed."
ONE_BREATH = NARRATED | {EventType.TERRITORY_CHANGE, EventType.ABDUCTION}
WAVE = 2  # sentences
WAVES = frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.INTERCEPTION, EventType.ATTACK, EventType.KILLING})


def takes_a_day(draft: Draft) -> bool:
    """Whether an undated deed may be of a day told in other words than its own, by the order of telling: it has one, and was done."""
    return draft.claim.polarity == "positive" and has_a_day(draft)


def has_a_day(draft: Draft) -> bool:
    """Whether a deed, done or not done, is of some day: no state and no sum."""
    claim = draft.claim
    told = claim.stage in TOLD_STAGES and claim.event_type not in DATELESS and not claim.generic
    counted = claim.event_type is EventType.ARREST and SO_FAR.search(draft.mention.sentence.text) is not None
    aside = is_standing(draft) or is_answered(draft.mention) or _is_earlier(draft) or _is_remembered(draft)
    return told and not counted and not (is_running(draft) or aside)


def _is_remembered(draft: Draft) -> bool:
    """Whether what is told is that people remember a deed years later: "marked the tenth *anniversary of the bombing*"."""
    token = draft.mention.token
    return token.dep_ == "pobj" and token.head.head.lemma_.lower() == "anniversary"


SO_FAR = re.compile(r"\b(?:so far|to date|until now)\b", re.I)


def _is_parted(one: Draft, other: Draft, entries: Collection[int]) -> bool:
    """Whether a live blog's entry begins between two drafts."""
    return any(one.mention.sentence.index < entry <= other.mention.sentence.index for entry in entries)


def _carry_when(draft: Draft, when: When | None) -> None:
    if _unless_after(draft, when) is not None:
        draft.claim = msgspec.structs.replace(draft.claim, when=when)
        draft.carried.add("when")


def is_standing(draft: Draft) -> bool:
    """Whether the words tell a state that lasts: "the hostages *are held* near the border" has no day of its own."""
    return draft.mention.token.lemma_.lower() in {"hold", "keep", "besiege", "surround"}
