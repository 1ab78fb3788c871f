"""Which of a sentence's times is the time of one event in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.facts.times_mention import TimeMention
from onrecord.facts.times_words import word_list
from onrecord.nouns import Span
from onrecord.text.parse import Sentence

SAYING = frozenset(
    word_list(
        """
        say tell report announce add state claim confirm deny note write tweet declare warn quote acknowledge admit allege allude argue assert
        comment condemn describe disclose explain insist maintain mention post reply reveal speak stress suggest testify vow accuse blame show
        think believe know learn hear read publish release estimate cite recall urge demand order ask
        """
    )
)
# Verbs whose time is that of the reaction, not of the event they speak about.
REACTING = frozenset(
    word_list(
        """
        condemn denounce mourn hail deny claim discuss describe blame commemorate investigate recall criticise criticize praise welcome deplore
        decry honor honour remember mark probe review debate lament regret protest vow
        """
    )
)
SAYING_NOUNS = frozenset(
    word_list(
        """
        statement report interview conference briefing tweet post message letter speech address release telegram broadcast communique bulletin
        remarks comments article story video phone telephone call
        """
    )
)
SUPERLATIVE = re.compile(
    r"\b(?:worst|first|second|third|fourth|fifth|latest|most \w+|\w{3,}iest|largest|biggest|highest|lowest|\d+(?:st|nd|rd|th))\b[\w\s'’-]{0,60}$",
    re.I,
)
LOST_VERB = re.compile(r",\s+(?:according|citing|quoting)\b")
OFF = frozenset(word_list("for about over after before since against regarding concerning into following despite amid until"))
HAPPENING = frozenset(word_list("happen occur take begin start erupt unfold come last"))
TOGETHER = frozenset({"when", "as", "while"})
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
APART = frozenset({"after", "before", "since", "until", "once", "if", "unless"})
EVENT_NOUNS = re.compile(
    r"(?:attack|assault|strike|airstrike|raid|blast|explosion|bombing|bomb|shelling|shooting|killing|massacre|clash|fighting|battle|incident|"
    r"ambush|operation|offensive|protest|riot|"
    r"bombardments?|demonstration|rally|march|crash|fire|launch|test|violence|murder|kidnapping|abduction|arrest|barrage|bombardment|stabbing|siege|"
    r"incursion|swap|release|exchange|unrest|coup)s?$",
    re.I,
)
LINEAR_SAYING = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|added|confirmed|stated|wrote|tweeted|claimed|warned|declared)\s+(?:\w+\s+)?(?:(?:late|early|"
    r"on|in)\s+)*$",
    re.I,
)


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    """The token that covers a report offset."""
    at = offset - sentence.start
    return next((token for token in sentence.doc if token.idx <= at < token.idx + len(token)), None)


def _governor(sentence: Sentence, mention: TimeMention) -> Token | None:
    """The word outside the time's own words that the time hangs on."""
    span = sentence.doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span.root
    while token.head != token:
        token = token.head
        if token.i not in range(span.start, span.end) and token.pos_ not in {"ADP", "ADV", "SCONJ", "PART"}:
            return token
    return None


def _clause_head(token: Token) -> Token:
    """The head of the innermost clause that the token stands in."""
    while token.head != token:
        if token.dep_ in CLAUSE_HEADS and token.pos_ in {"VERB", "AUX"}:
            return token
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and token.head.pos_ in {"VERB", "AUX"}:
            return token
        token = token.head
    return token


def _is_saying(token: Token) -> bool:
    """Whether the word tells of saying; "was believed to be behind" only hedges."""
    hedges = any(child.dep_ == "nsubjpass" for child in token.children) and any(child.dep_ == "xcomp" for child in token.children)
    return token.lemma_.casefold() in SAYING and not hedges


def _stands_off(trigger: Token, home: Token) -> bool:
    """Whether words between the event and the time's clause set the event apart: "arrested for the attack", "met to discuss an assault"."""
    token = trigger
    while token != home and token.head != token:
        if token.dep_ in {"pobj", "pcomp"} and (token.head.lower_ in OFF or (token.head.lower_ == "of" and token.head.head.pos_ in {"VERB", "ADJ"})):
            return True
        token = token.head
        if token.lemma_.lower() in REACTING or (token != home and token.pos_ == "VERB" and _is_saying(token)):
            return True
    return False


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in token.children)


def _marker(token: Token) -> str:
    """The word that opens a subordinate clause: "after" in "after being shot"."""
    for child in token.children:
        if child.dep_ in {"mark", "advmod", "prep"} and child.i < token.i and child.lower_ in APART:
            return str(child.lower_)
    if token.dep_ == "pcomp":
        return str(token.head.lower_)
    return ""


def _shares_time(low: Token, high: Token) -> int | None:
    """How far the event at ``low`` shares the time of the clause of ``high`` above it: the rank, or None."""
    rank = 0
    token = low
    while token != high:
        if token.head == token:
            return None
        if _marker(token) or token.dep_ in {"relcl", "ccomp", "csubj", "parataxis"}:
            return None
        if token.dep_ in {"conj", "advcl", "acl", "pcomp"}:
            rank += 2 if token.dep_ == "conj" and _has_subject(token) else 1
        token = token.head
    return rank


def _is_fronted(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time opens the sentence."""
    return len(sentence.text[: mention.start - sentence.start].split()) <= 1


def _follows_cue(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time stands right after a word of saying: "said on Friday"."""
    return LINEAR_SAYING.search(sentence.text[: mention.start - sentence.start]) is not None


def _rank_parsed(sentence: Sentence, mention: TimeMention, trigger: Token) -> int | None:
    """How closely the time belongs to the event, 0 the closest; None where it belongs elsewhere."""
    governor = _governor(sentence, mention)
    if mention.bound == "since" and SUPERLATIVE.search(sentence.text[: mention.start - sentence.start]):
        return None
    at = mention.start - sentence.start
    lost_verb = LOST_VERB.match(sentence.text[mention.end - sentence.start :]) and not _is_fronted(sentence, mention)
    if lost_verb and not any(word.pos_ in {"VERB", "AUX"} for word in sentence.doc if word.idx < at):
        return None  # "RIA Friday, according to": a name and a day with no verb between
    if governor is None:
        return 3 if _is_fronted(sentence, mention) else None
    if governor == trigger:
        return 0
    if _follows_cue(sentence, mention):
        return None
    if governor.lemma_.lower() in SAYING_NOUNS:
        return None
    if governor.dep_ == "csubj" and governor.head == trigger and EVENT_NOUNS.search(governor.text):
        return 1
    if governor.pos_ in {"NOUN", "PROPN"} and trigger.pos_ in {"VERB", "AUX"} and EVENT_NOUNS.search(governor.text):
        if governor.dep_ in {"nsubj", "nsubjpass"} and governor.head == trigger:
            return 1
        if governor.dep_ == "pobj" and governor.head.lower_ in {"in", "during", "by", "at"}:
            return 1 if governor.head.head == trigger else None
    if governor.pos_ in {"NOUN", "PROPN"} and mention.end - sentence.start <= governor.idx:  # "condemned Friday's attack", "the 2014 treaty"
        return None
    home, clause = _clause_head(governor), _clause_head(trigger)
    if trigger.dep_ in {"relcl", "advcl"} and trigger.head.idx >= at and trigger.head.idx < mention.end - sentence.start:
        return 1  # "last December, when they captured"
    if home.head == trigger and (home.dep_ == "acl" or (home.dep_ == "relcl" and home.lemma_ in HAPPENING)):
        return None if home.lemma_.lower() in REACTING or _is_saying(home) else 1
    if _stands_off(trigger, home):
        return None
    if _is_saying(home) and home != clause:
        inside = clause.left_edge.idx <= at < clause.right_edge.idx + len(clause.right_edge)
        after = at > trigger.idx and home.idx < trigger.idx and "," not in sentence.text[trigger.idx : at]
        return 2 if home.idx < at and (inside or after) else None
    if home == clause:
        told = trigger != home and _is_saying(home) and trigger.dep_ not in {"dobj", "nsubj", "nsubjpass"}
        return None if told else 1
    shared = _shares_time(clause, home)
    if shared is not None:
        return 1 + shared
    shared = _shares_time(home, clause)
    if shared is not None and home.dep_ == "conj" and not _has_subject(home) and home.idx < at:
        return 3 + shared
    if home.dep_ == "advcl" and home.head == clause and any(child.lower_ in TOGETHER for child in home.children if child.i < home.i):
        return 3
    if home.dep_ == "advcl" and not _marker(home) and home.head == clause and not _has_subject(home) and shared is not None:
        return 3
    return None


def _rank_plain(sentence: Sentence, mention: TimeMention, trigger: int) -> int | None:
    """The same from the words alone: one clause, no word of saying right before the time."""
    if _follows_cue(sentence, mention):
        return None
    first, last = sorted((trigger, mention.start))
    between = sentence.text[max(first - sentence.start, 0) : last - sentence.start]
    if re.search(r"[;:]|\b(?:who|which|that|after|before|when|said|says)\b", between):
        return None
    return 2


def choose_time(mentions: Sequence[TimeMention], *, sentence: Sentence, trigger: int, clause: Span | None) -> TimeMention | None:
    """The time of the event whose trigger word stands at report offset ``trigger``; None rather than a guess.

    ``clause`` is the stretch of the event's own words: a time outside of it counts only where it opens the sentence or hangs on the trigger.
    """
    token = _token_at(sentence, trigger) if sentence.parsed else None
    ranked: list[tuple[int, int, TimeMention]] = []
    for mention in mentions:
        if mention.sentence != sentence.index or mention.kind != "date" or (mention.interval is None and mention.bound):
            continue
        rank = _rank_parsed(sentence, mention, token) if token is not None else _rank_plain(sentence, mention, trigger)
        if rank is None:
            continue
        if clause is not None and rank > 0 and not (clause.start <= mention.start < clause.end) and not _is_fronted(sentence, mention):
            continue
        ranked.append((rank, abs(mention.start - trigger), mention))
    if not ranked:
        return None
    best = min(ranked, key=lambda one: one[:2])[2]
    return best if best.interval is not None else None
