"""What a deed may not be given, however likely the learned part finds it: what its own words, or those that name the day or place, rule out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from onrecord.claims.carry_when import DATELESS, has_a_day
from onrecord.claims.carry_where import is_of_another_day, is_of_countries, takes_a_place
from onrecord.claims.drafts import Draft, is_later_death
from onrecord.claims.mentions import is_answered
from onrecord.claims.settle_features import Days, Naming, Point, Scene, days_of, point_of
from onrecord.claims.stories import is_of_several, turns
from onrecord.claims.threads import is_sum
from onrecord.facts.times import TimeMention
from onrecord.facts.times_attach import find_governor
from onrecord.facts.times_choose import tells_of_words
from onrecord.nouns import EventType
from onrecord.read.damage import damaged_joint

# Where somebody or something came from: "a rocket *from* Lebanon".
FROM = re.compile(r"\bfrom\s+(?:the\s+|inside\s+|across\s+)*$", re.I)


def allowed_days(scene: Scene, number: int, candidates: Mapping[Days, TimeMention | None]) -> list[bool]:
    """For each day that a deed may have, and for none at the end, whether its words let it."""
    draft = scene.drafts[number]
    so_far = days_of(draft.claim.when)
    if so_far is not None and _is_headline(draft):  # it is of the lead's day, which the rules gave it
        return [days == so_far for days in (*candidates, None)]
    if draft.own_when or not (so_far is not None or (has_a_day(draft) and not is_of_several(draft) and not turns(draft))):
        return [days == so_far for days in (*candidates, None)]
    return [days == so_far or _is_open_day(scene, draft, days, time) for days, time in candidates.items()] + [True]


def _is_headline(draft: Draft) -> bool:
    """Whether a deed is told in the report's headline."""
    sentence = draft.mention.sentence
    return sentence.paragraph == 0 and sentence.index == 0 and not sentence.text.rstrip().endswith((".", "!", "?", "”", '"'))


def _is_open_day(scene: Scene, draft: Draft, days: Days, time: TimeMention | None) -> bool:
    told = frozenset(scene.days_named.get(days, ()))
    owners = [scene.drafts[at] for at in scene.days_owned.of.get(days, ())]
    # A deed of its own sentence's day has it from the rules already: one that they passed over there is another deed's, or nobody's.
    passed_over = draft.mention.sentence.index in told and not _is_only_day(scene, draft, time)
    ahead = draft.claim.stage == "happened" and time is not None and time.future
    return not (
        time is None
        or ahead
        or _is_of_capture(draft, owners)
        or draft.is_after_telling(date.fromordinal(days[0]))
        or _is_of_aftermath(draft, owners)
        or passed_over
        or _is_torn(scene, draft, time.sentence, time.start)
        or _is_closed(told, owners, filter(_is_aside, owners))
    )


# What comes of a deed, often long after and elsewhere.
AFTERMATH = frozenset({EventType.PROSECUTION, EventType.RELEASE})


def _is_of_aftermath(draft: Draft, owners: Sequence[Draft]) -> bool:
    """Whether a day or place is only of what came of deeds, or may come, and the deed is none of these: "was tried *in Leeds* for the killing"."""
    if not owners:
        return False
    if draft.claim.stage == "happened" and all(owner.claim.stage in {"threatened", "hypothetical"} for owner in owners):
        return True  # "threatened to fire missiles *near Guam*"
    return draft.claim.event_type not in AFTERMATH and all(owner.claim.event_type in AFTERMATH for owner in owners)


def _is_of_capture(draft: Draft, owners: Sequence[Draft]) -> bool:
    """Whether a day is only that of captures, and the deed lets captives go."""
    captured = bool(owners) and all(owner.claim.event_type is EventType.ABDUCTION for owner in owners)
    return captured and draft.claim.event_type is EventType.RELEASE


def _is_only_day(scene: Scene, draft: Draft, time: TimeMention | None) -> bool:
    """Whether a day is all that a deed's sentence names, of no words and no other deed there."""
    sentence = draft.mention.sentence
    here = [each for _, each in scene.times if each.sentence == sentence.index]
    alone = all(other is draft or other.mention.sentence is not sentence or not other.own_when for other in scene.drafts)
    if time is None or len(here) != 1 or here[0] is not time or not alone or draft.mention.passing:
        return False
    governor = find_governor(sentence, time)
    return not (tells_of_words(sentence, time, draft.mention.token.idx) or (governor is not None and is_later_death(governor)))


def allowed_places(scene: Scene, number: int, candidates: Mapping[Point, Naming]) -> list[bool]:
    """For each place that a deed may have, and for none at the end, whether its words let it."""
    draft = scene.drafts[number]
    so_far = point_of(draft.claim.place)
    takes = takes_a_place(draft) and draft.claim.polarity == "positive" and draft.claim.event_type not in DATELESS and not is_of_several(draft)
    if draft.own_place or is_sum(draft) or not (draft.claim.place is not None or takes):
        return [point == so_far for point in (*candidates, None)]
    return [point == so_far or _is_open_place(scene, draft, point, naming) for point, naming in candidates.items()] + [True]


def _is_open_place(scene: Scene, draft: Draft, point: Point, nearest: Naming) -> bool:
    told = scene.tally.of.get(point, [])
    owners = [scene.drafts[at] for at in scene.points_owned.of.get(point, ())]
    closed = [owner for owner in owners if _is_aside(owner) or is_of_another_day(draft, owner)]
    passed_over = draft.claim.place is None and any(naming.sentence is draft.mention.sentence for naming in told)
    return not (
        passed_over
        or is_of_countries(nearest.place)
        or _is_of_aftermath(draft, owners)
        or _is_torn(scene, draft, nearest.sentence.index, nearest.start)
        or _is_closed({naming.sentence.index for naming in told if naming.role == "event"}, owners, closed)
        or all(FROM.search(naming.sentence.text[: max(0, naming.start - naming.sentence.start)]) for naming in told)
    )


def _is_closed(told: Collection[int], owners: Sequence[Draft], closed: Iterable[Draft]) -> bool:
    """Whether all sentences that tell a day or place tell it of deeds that keep it to themselves."""
    own = set(map(id, closed))
    keepers = {owner.mention.sentence.index for owner in owners if id(owner) in own} - {
        owner.mention.sentence.index for owner in owners if id(owner) not in own
    }
    return bool(own) and keepers.issuperset(told)


def _is_aside(owner: Draft) -> bool:
    """Whether a deed is only mentioned, or is what the one told answers."""
    return owner.mention.passing or is_answered(owner.mention)


NEXT = 1  # sentences


def _is_torn(scene: Scene, draft: Draft, sentence: int, start: int) -> bool:
    """Whether words were lost between a deed and what is named close by."""
    near = abs(draft.mention.sentence.index - sentence) <= NEXT
    return near and damaged_joint(scene.problems, min(draft.mention.offset, start), max(draft.mention.offset, start))
