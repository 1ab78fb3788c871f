"""The noun of the toll rules: people that some words of a sentence say were lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.facts.toll_roles import Scene
from onrecord.facts.toll_triggers import TollKind
from onrecord.facts.victims import Number, People
from onrecord.nouns import Count, Span
from onrecord.text.tokens import Token


@dataclass(frozen=True, slots=True)
class TollMention:
    """People that some words of a sentence say were lost: all offsets are the report's, ``text[count.start:count.end] == count.exact``.

    ``trigger``: where the word that says it stands; ``people``: the words for the people, where there are any.
    ``running_total``: over many events ("since the war began"); ``subgroup``: part of another mention ("including two children");
    ``survival_open``: "shot" or "stabbed" alone: told as injured, unless other words of the report say that they died.
    ``total``: a figure for all ("the death toll rose to 85"); ``side``: "attacker" where the words say that those lost are the attackers.
    """

    kind: TollKind
    count: Count
    trigger: int
    people: Span | None = None
    running_total: bool = False
    negated: bool = False
    hypothetical: bool = False
    subgroup: bool = False
    total: bool = False
    survival_open: bool = False
    side: str | None = None


def make_mention(scene: Scene, kind: TollKind, number: Number, span: tuple[int, int], trigger: Token, group: Sequence[People] = ()) -> TollMention:
    """A mention whose words are the tokens ``[span[0], span[1])``."""
    first, last = scene.doc[span[0]], scene.doc[span[1] - 1]
    return cut_mention(scene, kind, number, (first.idx, last.idx + len(last)), trigger, group)


def cut_mention(scene: Scene, kind: TollKind, number: Number, span: tuple[int, int], trigger: Token, group: Sequence[People] = ()) -> TollMention:
    """A mention whose words are the sentence's characters ``[span[0], span[1])``."""
    shift, (start, end) = scene.sentence.start, span
    people, side = None, None
    if group:
        first, last = scene.doc[group[0].start], scene.doc[group[-1].end - 1]
        people = Span(shift + first.idx, shift + last.idx + len(last))
        side = "attacker" if kind in ("killed", "injured") and all(one.section == "attackers" for one in group) else None
    count = Count(number.low, number.best, number.high, scene.sentence.text[start:end], shift + start, shift + end)
    return TollMention(kind, count, shift + trigger.idx, people, side=side)
