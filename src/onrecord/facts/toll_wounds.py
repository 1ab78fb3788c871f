"""Tolls told by wounds and by multiples: "a man with a gunshot wound", "a triple homicide"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.facts.toll_mention import TollMention, make_mention
from onrecord.facts.toll_roles import Scene, direct_object, has_done, is_passive, subject_of
from onrecord.facts.toll_status import is_hypothetical, is_negated, is_subgroup
from onrecord.facts.toll_triggers import TollKind
from onrecord.facts.victim_lists import number_of
from onrecord.facts.victims import NOBODY, Number, People
from onrecord.text.tokens import Token

WOUNDS = frozenset({"wound", "wounds", "injury", "injuries"})
WITH = frozenset({"with", "from"})
BODIES = frozenset({"body", "bodies", "corpse", "corpses"})
MORTAL = frozenset({"gunshot", "stab", "bullet", "shotgun"})
FINDS = frozenset({"find", "discover", "locate", "leave", "treat", "see"})
BRINGS = frozenset({"take", "rush", "transport", "hospitalize", "hospitalise", "admit", "suffer", "recover", "arrive", "show", "walk", "airlift"})
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
DEADLY = frozenset({"homicide", "murder", "slaying", "killing", "fatality"})


def with_wounds(scene: Scene) -> Iterator[TollMention]:
    """ "found a man with a gunshot wound", "four men were taken to hospital with stab wounds": whether they lived is open."""
    for token in scene.doc:
        if token.lower_ not in WOUNDS or token.dep_ != "pobj" or token.head.lower_ not in WITH:
            continue
        phrase = _bearer(scene, token.head)
        if any(each.lower_ in BODIES for each in scene.doc[: token.i]):
            continue  # "the bodies of 20 people were found with gunshot wounds"
        if phrase is None or phrase.holds(token.i) or phrase.section == "lives":
            continue
        group = scene.group(phrase)
        number = number_of(group)
        if number is None or number == NOBODY or any(child.lower_ == "no" for child in token.children):
            continue
        mention = make_mention(scene, "injured", number, (group[0].start, group[-1].end), token, group)
        yield replace(
            mention,
            negated=is_negated(token.head.head),
            hypothetical=is_hypothetical(token.head.head),
            subgroup=is_subgroup(scene.doc, group),
            survival_open=any(child.lower_ in MORTAL for child in token.subtree),
        )


def _bearer(scene: Scene, prep: Token) -> People | None:
    """Whose the wounds are: the noun before "with", or the one who was found, brought or treated with them."""
    if phrase := scene.holder(prep.head):
        return phrase
    if prep.head.lemma_ in FINDS:
        passive = is_passive(prep.head) and not has_done(prep.head)
        return subject_of(scene, prep.head) if passive else direct_object(scene, prep.head)
    return subject_of(scene, prep.head) if prep.head.lemma_ in BRINGS else None


def multiples(scene: Scene) -> Iterator[TollMention]:
    """ "a triple homicide", "a quadruple shooting": as many as the word says."""
    for token in scene.doc:
        many = MULTIPLES.get(token.lower_)
        noun = next((word for word in scene.doc[token.i + 1 : token.i + 3] if word.lower_ in DEADLY or word.lower_ in ("shooting", "stabbing")), None)
        if many is None or noun is None:
            continue
        kind: TollKind = "killed" if noun.lower_ in DEADLY else "injured"
        mention = make_mention(scene, kind, Number(many, many, many), (token.i, noun.i + 1), noun)
        yield replace(mention, survival_open=kind == "injured")
