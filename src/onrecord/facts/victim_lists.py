"""People told side by side, as one list with one number: "two soldiers and three civilians", "a judge, his wife and a bodyguard"."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from onrecord.facts.victims import Number, People
from onrecord.text.tokens import Doc, Token

JOINS = frozenset({"and", "&", "plus"})
SEPARATES = frozenset({",", "--", "-", "–", "—"})
PART_OF = frozenset({"including", "among", "includes", "included"})
LISTABLE = frozenset({"number", "article", "name", "singular", "plural", "pronoun"})
ASIDES = {"--": "--", "–": "–", "—": "—", "(": ")", "[": "]"}
REACH = 60  # tokens a list may span
GAP = 16  # tokens between two of its members


def add(numbers: Sequence[Number]) -> Number:
    """The sum of disjoint groups: a bound that one of them lacks, the sum lacks."""

    def total(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return Number(total([number.low for number in numbers]), total([number.best for number in numbers]), total([number.high for number in numbers]))


def number_of(group: Sequence[People]) -> Number | None:
    """How many a list tells, or None where its words give no floor at all."""
    told = [one for index, one in enumerate(group) if not (one.manner == "plural" and index and _covered(group[index - 1], one))]
    known = [one.number for one in told if one.number is not None]
    if not known:
        return None
    if len(known) > 2 and known[0].best and sum(number.best or 0 for number in known[1:]) == known[0].best:
        return known[0]  # "14 foreigners, six Iraqis, six Sudanese and two Turks": the whole, then its parts
    if len(known) < len(told):
        low = add(known).low
        return Number(low, None, None) if low else None
    return add(known)


def _covered(before: People, plural: People) -> bool:
    """ "12 men and women", "18 police and national guard members": the number is for both."""
    return before.manner == "number" and before.section is not None and "attackers" not in (before.section, plural.section)


def find_lists(doc: Doc, people: Sequence[People], stops: frozenset[int]) -> list[list[People]]:
    """The lists of a sentence. No list reaches over a token of ``stops`` (a word of loss), a finite verb or a relative pronoun."""
    by_start = {phrase.start: phrase for phrase in people if phrase.manner in LISTABLE and phrase.section != "part"}
    lists: list[list[People]] = []
    taken: set[int] = set()
    for phrase in people:
        if phrase.start in taken or phrase.start not in by_start:
            continue
        found = _headline_pair(doc, phrase, by_start, stops) or _list_from(doc, phrase, by_start, stops)
        if len(found) > 1:
            lists.append(found)
            taken.update(one.start for one in found)
    return lists


def _list_from(doc: Doc, first: People, by_start: dict[int, People], stops: frozenset[int]) -> list[People]:
    members, pending = [first], list[People]()
    at, since, room, aside = first.end, first.end, -1, -1
    while at < min(first.end + REACH, len(doc)) and at - since <= GAP:
        phrase = by_start.get(at)
        if phrase is not None:
            room -= _least(phrase)
            if doc[at - 1].lower_ in JOINS and at - 1 == aside:  # "most of them Kenyans and Tanzanians": joined to one that is no member
                aside = phrase.end
            elif room < 0 and _joined(doc, at) and not _new_clause(doc, first, phrase):
                if not _apposition(doc, (pending or members)[-1], phrase):
                    pending.append(phrase)
                if doc[at - 1].lower_ in JOINS:
                    members, pending = members + pending, []
                since = phrase.end
            else:
                aside = phrase.end
            at = phrase.end
            continue
        if _ends_list(doc[at], stops) and not _after_age(doc, at):
            break
        if doc[at].lower_ in PART_OF:
            room = _most((pending or members)[-1])
        at = _past_aside(doc, at)
    told = members[-1].end < len(doc) and doc[members[-1].end].lower_ in SAID
    return _less_the_speakers(doc, members) if told else members


SAID = frozenset("said says told reported confirmed added announced stated claimed".split())


def _less_the_speakers(doc: Doc, members: list[People]) -> list[People]:
    """ "killing 27 people, a local official and residents said": those behind the last comma told of it."""
    last = next((at for at in range(len(members) - 1, 0, -1) if doc[members[at].start - 1].text == ","), len(members))
    return members[:last]


def _headline_pair(doc: Doc, first: People, by_start: dict[int, People], stops: frozenset[int]) -> list[People]:
    """ "Mother, toddler killed", "Doctor, six workers killed", "Blast kills soldier, five cooks": a headline that leaves out its "and"."""
    second = by_start.get(first.end + 1)
    if second is not None and first.start - 1 in stops and (first.manner, second.manner) == ("singular", "number"):
        listed = doc[first.end].text == "," and doc[second.head].dep_ == "conj" and doc[second.head].head == doc[first.head]
        return [first, second] if listed and doc[first.start].pos_ != "DET" else []
    opens = not first.start or doc[first.start - 1].text in {";", ":", "—", "|"}
    if second is None or not opens or doc[first.end].text != "," or second.end not in stops:
        return []
    pair = (first.manner, second.manner) in {("singular", "singular"), ("singular", "number"), ("number", "plural")}
    return [first, second] if pair and all(doc[phrase.start].pos_ != "DET" for phrase in (first, second)) else []


def _ends_list(token: Token, stops: frozenset[int]) -> bool:
    finite = token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG")
    return finite or token.i in stops or token.lower_ in ("who", "which", "that", "but", "while", "when", ";", ".")


def _after_age(doc: Doc, at: int) -> bool:
    """ "Ann Powell, 30; Dan Burns, 21; and Jo Cole, 31": a semicolon between names with their ages."""
    return doc[at].text == ";" and at > 1 and doc[at - 1].text.isdigit() and doc[at - 2].text == ","


def _least(phrase: People) -> int:
    """How many a phrase tells at least, as a part of others."""
    return (phrase.number.low or phrase.number.best or 1) if phrase.number else 1


def _most(phrase: People) -> int:
    """How many the parts after "including" may come to: what goes beyond is told beside the whole, not in it."""
    number = phrase.number
    return (number.high or number.best or sys.maxsize) if number else sys.maxsize


def _past_aside(doc: Doc, at: int) -> int:
    """The token after ``at``, or after what stands between two dashes or brackets."""
    close = ASIDES.get(doc[at].text)
    if close is None:
        return at + 1
    return next((token.i + 1 for token in doc[at + 1 : at + 14] if token.text == close), at + 1)


def _joined(doc: Doc, at: int) -> bool:
    before = doc[at - 1].lower_
    if before == ";":
        return _after_age(doc, at - 1)
    return before in JOINS or before in SEPARATES or (at > 2 and doc.text_of(at - 3, at).casefold() == "as well as")


def _new_clause(doc: Doc, first: People, phrase: People) -> bool:
    """Whether the phrase is the subject of another verb: "killing 15, and three others are missing"."""
    head, verb = doc[phrase.head], doc[phrase.head].head
    return head.dep_ in ("nsubj", "nsubjpass") and verb.i > head.i and doc[first.head].head != verb


def _apposition(doc: Doc, before: People, phrase: People) -> bool:
    """ "its security minister, Saidamir Zukhurov", "Ann Lee, a teacher,": one person told twice."""
    one_person = before.number == phrase.number == Number(1, 1, 1) and (before.manner == "name") != (phrase.manner == "name")
    closed = phrase.end < len(doc) and doc[phrase.end].text == ","
    return one_person and closed and phrase.start == before.end + 1 and doc[before.end].text == ","
