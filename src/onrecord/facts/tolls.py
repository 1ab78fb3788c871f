"""What an event cost in people, sentence by sentence: who was killed, injured, missing, detained, abducted or displaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts.toll_choice import choose_tolls, combine_tolls
from onrecord.facts.toll_gates import is_open, kind_of
from onrecord.facts.toll_mention import TollMention, make_mention
from onrecord.facts.toll_roles import Scene, lives_of, object_of, people_of, state_of, subject_of
from onrecord.facts.toll_status import is_hypothetical, is_negated, is_running, is_subgroup
from onrecord.facts.toll_totals import listed, no_casualties, tally, totals
from onrecord.facts.toll_triggers import KINDS, Match, TollKind, find_triggers
from onrecord.facts.toll_words import words_of
from onrecord.facts.victim_lists import find_lists, number_of
from onrecord.facts.victims import NOBODY, People, find_people
from onrecord.nouns import Count
from onrecord.text.parse import Sentence

__all__ = ["KINDS", "TollKind", "TollMention", "choose_tolls", "combine_tolls", "find_tolls"]


def find_tolls(sentence: Sentence) -> list[TollMention]:
    """The tolls that a sentence tells, in order; a part of another mention is marked ``subgroup``."""
    matches = list(find_triggers(sentence.doc))
    people = find_people(sentence)
    stops = frozenset(match.token.i for found in matches for match in found)
    scene = Scene(sentence, sentence.doc, people, find_lists(sentence.doc, people, stops))
    mentions = [mention for found in matches for mention in _first_that_speaks(scene, found)]
    if sentence.parsed:
        mentions += [*no_casualties(scene), *listed(scene)]
    mentions += totals(scene)
    mentions = _less_the_dead(_once(mentions))
    if is_running(sentence.text):
        mentions = [replace(one, running_total=True) for one in mentions]
    return sorted(mentions, key=lambda one: (one.count.start or 0, KINDS.index(one.kind)))


def _first_that_speaks(scene: Scene, matches: Sequence[Match]) -> list[TollMention]:
    for match in matches:
        found = list(tally(scene, match) if match.row.form == "tally" else _people_lost(scene, match))
        if found:
            return found
    return []


def _people_for(scene: Scene, match: Match) -> People | None:
    form, token = match.row.form, match.token
    if form == "object":
        return (lives_of(scene, match) if match.row.gate == "life" else None) or object_of(scene, token)
    if form == "subject":
        return subject_of(scene, token)
    return state_of(scene, token) if form == "state" else people_of(scene, match)


def _people_lost(scene: Scene, match: Match) -> Iterator[TollMention]:
    """The mention of a row that has people of its own, where its gate is open and the words say how many."""
    phrase = _people_for(scene, match)
    if phrase is None or phrase.holds(match.token.i) or not is_open(scene, match, phrase):
        return
    group = scene.group(phrase)
    number = number_of(group)
    negated = bool(match.token.pos_) and is_negated(match.token)
    if number is None or not _can_be_people(scene, group):
        return
    if number == NOBODY:
        if scene.doc[phrase.start].lower_ in ("anyone", "anybody") and not negated:
            return
        negated = False
    start, end = group[0].start, group[-1].end
    if all(one.section is None for one in group):  # a bare number: the word of loss belongs to what it says
        start, end = min(start, match.token.i), max(end, match.token.i + 1, match.last + 1 if match.row.form == "state" else 0)
    mention = make_mention(scene, kind_of(match, group), number, (start, end), match.token, group)
    yield replace(mention, negated=negated, hypothetical=is_hypothetical(match.token), subgroup=is_subgroup(scene.doc, group))


def _can_be_people(scene: Scene, group: Sequence[People]) -> bool:
    """Whether a bare number stands for people: not where things were just counted."""
    first = group[0]
    if len(group) > 1 or first.section is not None or first.manner != "number":
        return True
    return not any(token.lower_ in words_of("thing") for token in scene.doc[max(first.start - 6, 0) : first.start])


def _once(mentions: Sequence[TollMention]) -> list[TollMention]:
    """Each group of people once a kind: who was shot and killed is not also injured, but "killed and wounded dozens" is of both."""
    kept: list[TollMention] = []
    killed = [one for one in mentions if one.kind == "killed" and one.people]
    for one in mentions:
        if any(one.kind == other.kind and _overlap(one, other) for other in kept):
            continue
        if one.kind == "injured" and any(_overlap(one, other) for other in killed) and one.people and one.count.best is not None:
            continue
        kept.append(one)
    return kept


def _overlap(one: TollMention, other: TollMention) -> bool:
    a, b = one.people or one.count, other.people or other.count
    return a.start is not None and b.start is not None and a.end is not None and b.end is not None and a.start < b.end and b.start < a.end


def _less_the_dead(mentions: list[TollMention]) -> list[TollMention]:
    """ "five people were shot, two fatally": three were injured."""
    fatal = next((one for one in mentions if one.kind == "killed" and (one.count.exact or "").casefold().endswith("fatally")), None)
    if fatal is None:
        return mentions
    return [_take_off(one, fatal.count) if one.kind == "injured" and one.trigger < fatal.trigger else one for one in mentions]


def _take_off(mention: TollMention, dead: Count) -> TollMention:
    all_shot = mention.count
    if all_shot.low is None or all_shot.low != all_shot.best or all_shot.best != all_shot.high or dead.best is None or dead.best >= all_shot.low:
        return mention
    left = all_shot.low - dead.best
    return replace(mention, count=Count(left, left, left, all_shot.exact, all_shot.start, all_shot.end))
