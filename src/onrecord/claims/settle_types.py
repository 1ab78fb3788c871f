"""What the learned part sees of the types of deeds that a report tells, and of a mention whose own words leave the type open.

"Two were killed", "he denied it", "the attack": by what deed people came to harm is told elsewhere, and a report tells of several. As with days
and places (``claims/settle_features.py``), nothing here looks at which of them the rules took it for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.claims.drafts import Draft
from onrecord.claims.mentions import CAUSES, OPEN
from onrecord.claims.settle_features import FAR_OFF, HARMFUL, NEAREST, STAGES, TYPES, Row, Scene, days_of
from onrecord.claims.threads import dates_agree, party_words
from onrecord.nouns import EventType

TAGS = "VBD VBN NN NNS VBG VB VBZ VBP JJ".split()
# What is said of a deed that is told elsewhere: its results, who answers for it, and the barest words for it.
WORDS = (
    "kill die dead death wound injure hurt destroy lose body casualty toll claim responsibility deny take reject dismiss own "
    "attack hit strike assault fire shoot blast explode explosion raid clash"
).split()
POINTING = frozenset("the this that these those".split())
# A strike is from the air or afar, and no shooting or clash.
STRIKES = frozenset("strike airstrike missile rocket drone".split())
STRUCK = frozenset({EventType.ATTACK, EventType.AIR_STRIKE, EventType.SHELLING, EventType.BOMBING})
TYPE_WIDTH = 26


def _others(scene: Scene, draft: Draft) -> list[Draft]:
    """The other deeds whose words tell their type, those told nearest: as many as days and places are weighed at most."""
    others = [other for other in scene.telling_type if other is not draft]
    if len(others) > NEAREST:
        others.sort(key=lambda other: abs(other.mention.offset - draft.mention.offset))
        others = sorted(others[:NEAREST], key=lambda other: other.mention.offset)
    return others


def type_candidates(scene: Scene, number: int) -> dict[EventType, EventType]:
    """The types that a deed may be of: those by which people come to harm, of the deeds whose words tell theirs, of its own words, and so far."""
    draft = scene.drafts[number]
    others = _others(scene, draft)
    told = [of for other in others for of in (other.mention.event_type, other.claim.event_type)]
    return {each: each for each in (*told, draft.mention.event_type, draft.claim.event_type) if each in HARMFUL}


def allowed_types(scene: Scene, number: int, candidates: Sequence[EventType]) -> list[bool]:
    """For each type that a deed may be of, and for none at the end, whether its words let it: it is always of one, and a strike is from afar."""
    draft = scene.drafts[number]
    struck = any(trigger.token.lemma_.lower() in STRIKES for trigger in draft.mention.triggers)
    return [not struck or each in STRUCK or each is draft.claim.event_type for each in candidates] + [False]


def type_rows(scene: Scene, number: int, candidates: Sequence[EventType]) -> list[Row]:
    """A row for each candidate, and a last one for none, which no deed is given."""
    draft = scene.drafts[number]
    others = _others(scene, draft)
    counts = Counter(other.mention.event_type for other in others)
    deed = [*_open_deed(draft), len(counts), len(others)]
    chief = counts.most_common(1)[0][0] if counts else None
    return [[1.0, *_standing(draft, each, others, chief), *deed] for each in candidates] + [[*[0.0] * TYPE_WIDTH, *deed]]


def _open_deed(draft: Draft) -> Row:
    """What is known of the mention itself."""
    claim, mention = draft.claim, draft.mention
    word = mention.token.lemma_.lower()
    return [
        TYPES[mention.event_type],
        mention.event_type in OPEN,
        mention.is_result,
        mention.is_pointer,
        mention.passing,
        draft.own_when,
        draft.own_place,
        draft.own_toll,
        bool(claim.attribution),
        TAGS.index(mention.token.tag_) if mention.token.tag_ in TAGS else len(TAGS),
        WORDS.index(word) if word in WORDS else len(WORDS),
        claim.polarity == "negative",
        STAGES[claim.stage],
        mention.sentence.index,
        any(child.lower_ in POINTING for child in mention.token.children),
        bool(_own(draft, "actors")),
        bool(claim.recipients),
        claim.toll is not None and claim.toll.killed is not None,
        claim.toll is not None and claim.toll.injured is not None,
    ]


def _standing(draft: Draft, event_type: EventType, others: Sequence[Draft], chief: EventType | None) -> Row:
    """How the deeds whose words tell them to be of a type stand to one whose words leave it open."""
    sentence, offset = draft.mention.sentence, draft.mention.offset
    owners = [other for other in others if other.mention.event_type is event_type]
    earlier, later = [other for other in others if other.mention.offset < offset], [other for other in others if other.mention.offset > offset]
    before = [other for other in earlier if other.mention.event_type is event_type]
    after = [other for other in later if other.mention.event_type is event_type]
    doers, targets = _own(draft, "actors"), _own(draft, "recipients")
    return [
        TYPES[event_type],
        event_type is draft.mention.event_type,
        event_type in OPEN,
        event_type in CAUSES,
        len(owners),
        len(owners) / max(1, len(others)),
        event_type is chief,
        sentence.index - before[-1].mention.sentence.index if before else FAR_OFF,
        min((other.mention.sentence.index - sentence.index for other in after), default=FAR_OFF),
        any(other.mention.sentence is sentence for other in owners),
        any(other.mention.sentence.paragraph == sentence.paragraph for other in owners),
        any(other.mention.sentence.paragraph == sentence.paragraph for other in before),
        bool(earlier) and earlier[-1].mention.event_type is event_type,
        bool(later) and later[0].mention.event_type is event_type,
        bool(others) and others[0].mention.event_type is event_type,
        any(other.thread == draft.thread for other in owners),
        sum(other.own_toll for other in owners),
        sum(other.mention.passing for other in owners) / max(1, len(owners)),
        sum(other.mention.offset > before[-1].mention.offset for other in earlier) if before else FAR_OFF,
        _named_by(owners, "actors", doers),
        _named_by(owners, "recipients", doers),
        _named_by(owners, "recipients", targets),
        _named_by(owners, "actors", targets),
        any(_same_day(draft, other) for other in owners),
        any(not _days_agree(draft, other) for other in owners),
    ]


def _own(draft: Draft, role: str) -> set[str]:
    """The words of a deed's parties in a role, by its own words."""
    return set() if role in draft.carried else party_words(getattr(draft.claim, role))


def _named_by(owners: Sequence[Draft], role: str, words: set[str]) -> bool:
    """Whether one of the deeds has some of the words in a role."""
    return bool(words) and any(words & party_words(getattr(other.claim, role)) for other in owners)


def _same_day(one: Draft, other: Draft) -> bool:
    """Whether the own words of both give one day."""
    days = days_of(one.claim.when) if one.own_when and other.own_when else None
    return days is not None and days == days_of(other.claim.when)


def _days_agree(one: Draft, other: Draft) -> bool:
    return dates_agree(one.claim.when if one.own_when else None, other.claim.when if other.own_when else None)
