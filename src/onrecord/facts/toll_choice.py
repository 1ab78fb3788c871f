"""Which mentions of a sentence belong to which of its events, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.facts.toll_mention import TollMention
from onrecord.facts.toll_triggers import KINDS
from onrecord.facts.victim_lists import add
from onrecord.facts.victims import Number
from onrecord.nouns import Count, EventType, Toll
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

ANY: frozenset[str] = frozenset(KINDS)
# The kinds of toll that an event of a type can have of itself. A flight is a claim of its own, whatever drove the people out.
MOST: frozenset[str] = ANY - {"displaced"}
CARRIES: dict[EventType, frozenset[str]] = {
    EventType.ARREST: frozenset({"detained"}),
    EventType.PROSECUTION: frozenset(),
    EventType.RELEASE: frozenset(),
    EventType.AGREEMENT: frozenset(),
    EventType.SANCTION: frozenset(),
    EventType.ABDUCTION: frozenset({"abducted", "missing"}),
    EventType.DISPLACEMENT: frozenset({"displaced"}),
    EventType.DEPLOYMENT: frozenset({"killed", "injured"}),
    EventType.CYBER_ATTACK: frozenset(),
}
FAR = 99


def combine_tolls(mentions: Sequence[TollMention]) -> Toll | None:
    """One event's toll from its mentions: listed groups add up, parts of a group do not, a total outranks both.

    What is negated or supposed is left out; "no one" counts as 0.
    """
    told = [one for one in mentions if not one.negated and not one.hypothetical]
    counts: dict[str, Count] = {}
    for kind in KINDS:
        of_kind = [one for one in told if one.kind == kind]
        if of_kind:
            counts[kind] = _together([one for one in of_kind if not one.subgroup] or of_kind)
    return Toll(**counts, running_total=any(one.running_total for one in told)) if counts else None


def _together(mentions: Sequence[TollMention]) -> Count:
    whole = next((one for one in mentions if one.total), None)
    if whole or len(mentions) == 1:
        return (whole or mentions[0]).count
    numbers = [Number(one.count.low, one.count.best, one.count.high) for one in mentions]
    for mention, number in zip(mentions, numbers, strict=True):  # "nine people died: four men and five women died"
        if number.best and len(numbers) > 2 and sum(other.best or 0 for other in numbers) == 2 * number.best:
            return mention.count
    low, best, high = add(numbers)
    first = mentions[0].count
    return Count(low, best, high, first.exact, first.start, first.end)


def choose_tolls(
    mentions: Sequence[TollMention],
    *,
    sentence: Sentence,
    trigger: int,
    others: Sequence[int] = (),
    event_type: EventType | None = None,
    also: Sequence[int] = (),
) -> list[TollMention]:
    """Those of a sentence's mentions that belong to the event told by the word at report offset ``trigger``.

    ``others``: the trigger offsets of the sentence's other events; ``also``: further words of this one ("attacked …, *killing* nine"). A mention goes
    to the event with the word nearest to it in the parse.
    With ``event_type``, kinds that such an event cannot have are left out: a release costs nobody, an arrest only detains.
    """
    fits = CARRIES.get(event_type, MOST) if event_type else ANY
    rivals = [other for other in others if other != trigger]
    return [one for one in mentions if one.kind in fits and _belongs(sentence, one, (trigger, *also), rivals)]


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    return next((token for token in sentence.doc if token.idx <= offset - sentence.start < token.idx + len(token)), None)


def _distance(sentence: Sentence, mention: int, event: int) -> tuple[float, int]:
    """Steps between two words in the parse, then in the text. A step out of a relative clause counts double: what it tells is its own."""
    one, other = _token_at(sentence, mention), _token_at(sentence, event)
    apart = abs(mention - event)
    if one is None or other is None:
        return FAR, apart
    if not sentence.parsed:
        return float(one is not other), apart
    ups, downs = [one, *one.ancestors], [other, *other.ancestors]
    shared = next((index for index, token in enumerate(ups) if token in downs), None)
    if shared is None:
        return FAR, apart
    climbed = sum(2.0 if token.dep_ in ("relcl", "acl", "parataxis") and token.tag_ != "VBG" else 1.0 for token in ups[:shared])
    below = downs[: downs.index(ups[shared])]
    return climbed + sum(2.0 if token.dep_ == "relcl" else 1.0 for token in below), apart


def _belongs(sentence: Sentence, mention: TollMention, own_words: Sequence[int], rivals: Sequence[int]) -> bool:
    if not rivals:
        return True
    own = min(_distance(sentence, mention.trigger, word) for word in own_words)
    return all(own <= _distance(sentence, mention.trigger, rival) for rival in rivals)
