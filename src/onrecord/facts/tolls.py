"""What an event cost in people, sentence by sentence: who was killed, injured, missing, detained, abducted or displaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts.people import people_noun
from onrecord.facts.toll_choice import choose_tolls, combine_tolls
from onrecord.facts.toll_gates import is_open, kind_of
from onrecord.facts.toll_mention import TollMention, make_mention
from onrecord.facts.toll_roles import Scene, along_with, lives_of, object_of, people_of, state_of, subject_of
from onrecord.facts.toll_status import is_hypothetical, is_negated, is_running, is_subgroup
from onrecord.facts.toll_totals import listed, no_casualties, nth_of_the_year, tally, totals
from onrecord.facts.toll_triggers import KINDS, Match, TollKind, find_triggers
from onrecord.facts.toll_words import words_of
from onrecord.facts.toll_wounds import MULTIPLES, WOUNDS, multiples, with_wounds
from onrecord.facts.victim_lists import find_lists, number_of
from onrecord.facts.victims import NOBODY, People, find_people
from onrecord.nouns import Count
from onrecord.text.parse import Sentence

__all__ = ["KINDS", "TollKind", "TollMention", "choose_tolls", "combine_tolls", "find_tolls"]


NO_ROW = WOUNDS | MULTIPLES.keys()  # told without a row
NO_ROW |= {"casualties", "victims", "toll", "number", "count", "hostages", "captives", "wounded", "injured", "dead", "homicide", "slaying"}
NEAR = 6  # tokens between a bare number and the word of loss that make one stretch of words
OPEN_ROWS = frozenset({"shot", "care", "struck"})  # gates of rows that leave open whether their people lived
ALONE = frozenset({"wounded", "injured", "dead", "missing"})
AGAIN = frozenset({"he", "she", "him", "her", "himself", "herself", "i", "me"})


def find_tolls(sentence: Sentence) -> list[TollMention]:
    """The tolls that a sentence tells, in order; a part of another mention is marked ``subgroup``."""
    matches = list(find_triggers(sentence.doc))
    if not matches and NO_ROW.isdisjoint(token.lower_ for token in sentence.doc):
        return []
    people = find_people(sentence)
    stops = frozenset(match.token.i for found in matches for match in found)
    scene = Scene(sentence, sentence.doc, people, find_lists(sentence.doc, people, stops))
    mentions = [mention for found in matches for mention in _first_that_speaks(scene, found)]
    if sentence.parsed:
        mentions += [*no_casualties(scene), *listed(scene), *with_wounds(scene)]
    mentions += [*totals(scene), *nth_of_the_year(scene)]
    if not any(one.kind in ("killed", "injured") for one in mentions):  # "a triple shooting left one dead": the words after it tell more
        mentions += multiples(scene)
    mentions = _less_the_dead(_less_the_open(scene, _once(mentions)))
    if is_running(sentence.text):
        mentions = [replace(one, running_total=True) for one in mentions]
    return sorted(mentions, key=lambda one: (one.count.start or 0, KINDS.index(one.kind)))


def _first_that_speaks(scene: Scene, matches: Sequence[Match]) -> list[TollMention]:
    least = 0
    for match in matches:
        if len(match.row.words) < least:  # "mortally wounded the guards" wounds nobody
            break
        found = list(tally(scene, match) if match.row.form == "tally" else _people_lost(scene, match))
        if found:
            return found
        least = len(match.row.words) if match.row.kind == "killed" else least
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
    is_part = is_subgroup(scene.doc, group)
    if len(group) > 1 and group[-1].section is None and match.token.i == group[-1].end and match.token.lower_ in ALONE:
        group = group[-1:]  # "3,000 fighters and 300 *wounded*": the fighters are not
    others = along_with(scene, match) if match.row.kind in ("killed", "injured") else []
    number = number_of([*group, *others])
    negated = bool(match.token.pos_) and is_negated(match.token)
    if number is None or not _can_be_people(scene, group):
        return
    if number == NOBODY:
        if scene.doc[phrase.start].lower_ in ("anyone", "anybody") and not negated:
            return
        negated = False
    start, end = group[0].start, (others or group)[-1].end
    if all(one.section is None for one in group) and -NEAR <= match.token.i - end <= NEAR:  # a bare number: the word of loss belongs to what it says
        start, end = min(start, match.token.i), max(end, match.token.i + 1, match.last + 1 if match.row.form == "state" else 0)
    mention = make_mention(scene, kind_of(match, group), number, (start, end), match.token, group)
    yield replace(
        mention,
        negated=negated,
        hypothetical=is_hypothetical(match.token),
        subgroup=is_part,
        survival_open=match.row.gate in OPEN_ROWS,
    )


def _can_be_people(scene: Scene, group: Sequence[People]) -> bool:
    """Whether a bare number stands for people: not where things were just counted."""
    first = group[0]
    if len(group) > 1 or first.section is not None or first.manner != "number":
        return True
    return not any(token.lower_ in words_of("thing") for token in scene.doc[max(first.start - 6, 0) : first.start])


def _once(mentions: Sequence[TollMention]) -> list[TollMention]:
    """Each group of people once a kind: who was shot and killed is not also injured, but "killed and wounded dozens" is of both."""
    kept: list[TollMention] = []
    killed = [one for one in mentions if one.kind == "killed"]
    for one in mentions:
        if any(one.kind == other.kind and _overlap(one, other) for other in kept):
            continue
        same = one.people is not None and any(other.people and _overlap(one, other) for other in killed)
        if one.kind == "injured" and (
            (same and one.count.best is not None) or (one.survival_open and any(_tells_again(one, other) for other in killed))
        ):
            continue
        kept.append(one)
    return kept


def _tells_again(shot: TollMention, dead: TollMention) -> bool:
    """ "a man died after he was shot", "died after shooting himself": one person, told twice."""
    words = (shot.count.exact or "").casefold().split()
    return shot.count.best == 1 and dead.count.best == 1 and any(word in AGAIN for word in words)


def _overlap(one: TollMention, other: TollMention) -> bool:
    a, b = one.people or one.count, other.people or other.count
    return a.start is not None and b.start is not None and a.end is not None and b.end is not None and a.start < b.end and b.start < a.end


def _less_the_open(scene: Scene, mentions: list[TollMention]) -> list[TollMention]:
    """ "seven people were killed in what their kin call a massacre of farmers": a noun's bare plural is of those counted beside it."""
    nouns = {scene.sentence.start + token.idx for token in scene.doc if token.pos_ == "NOUN"}
    counted = {one.kind for one in mentions if one.count.best is not None}
    return [one for one in mentions if not (one.kind in counted and one.trigger in nouns and one.count.low == 2 and one.count.best is None)]


def _less_the_dead(mentions: list[TollMention]) -> list[TollMention]:
    """ "five people were shot, two fatally", "shot four people, killing one": the dead are among those shot."""
    return [_take_off(one, [other for other in mentions if other.kind == "killed" and other.trigger > one.trigger]) for one in mentions]


def _take_off(shot: TollMention, dead: Sequence[TollMention]) -> TollMention:
    parts = [one for one in dead if not one.hypothetical and not one.negated and _is_bare(one)]
    all_shot, killed = shot.count, parts[0].count.best if parts else None
    exact = all_shot.low is not None and all_shot.low == all_shot.best == all_shot.high
    if not shot.survival_open or not exact or not killed or all_shot.low is None or killed >= all_shot.low:
        return shot
    left = all_shot.low - killed
    return replace(shot, count=Count(left, left, left, all_shot.exact, all_shot.start, all_shot.end))


def _is_bare(mention: TollMention) -> bool:
    """Whether the people are a number without a noun, told after others: "two fatally", "one of them died", "killing one"."""
    words = (mention.count.exact or "").casefold().split()
    return not any(people_noun(word) for word in words) and not any(word in ("another", "others", "him", "her") for word in words)
