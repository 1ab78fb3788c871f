"""Which of a sentence's times is the time of one event in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts.answers import is_of_provocation, is_provocation
from onrecord.facts.times_anchor import is_dateline
from onrecord.facts.times_attach import CRIMES, NOUNS, clause_head, dealt_with, find_governor, is_infinitive, token_at, words_after, words_before
from onrecord.facts.times_mention import TimeMention
from onrecord.facts.times_words import word_list
from onrecord.nouns import Span
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

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
DATING = frozenset({"date", "time-of-day"})
TOGETHER = frozenset({"when", "as", "while"})
# A noun that the deed's word only tells apart: the day of "the hostage crisis worsened on Friday" is not that of the taking.
MATTERS = frozenset(
    word_list(
        """
        accusation allegation alert anniversary case charge conviction crisis drama fugitive funeral hearing inquest inquiry investigation
        investigator lawsuit memorial ordeal probe prosecution saga scene sentence site standoff survivor suspect trial verdict victim warning witness
        """
    )
)
STANDING = frozenset(word_list("crisis standoff drama ordeal saga"))
# "Arrested in the stabbing", "charged in the death": the deed lies before what is done about it.
CHARGING = frozenset(word_list("accuse acquit arraign arrest charge convict indict jail question sentence sue suspect try want"))
TALKS = frozenset(
    word_list("talk meeting negotiation debate vote resolution discussion conference summit report hearing inquiry referendum document")
)
# What is only asked for or allowed has not the day of the asking.
COMMANDING = frozenset(word_list("give allow permit want invite appeal authorise authorize prepare"))
# The time behind what is agreed, ordered or due is that of the thing to come.
AHEAD_OF = frozenset(word_list("agree bail decide order plan pledge promise prepare remand schedule threaten vow summon expect intend"))
# What a statement itself does, on the day that it is issued.
PERFORMING = frozenset(
    word_list(
        "ban blacklist bar call cancel close condemn declare designate dismiss dissolve expel extend impose lift mobilise mobilize sanction suspend"
    )
)
# Participles that say what a thing is, or is held to be, and have no day of their own.
HELD = frozenset(
    word_list(
        """
        accompany arm assume back base believe call carry consider control cross crowd describe equip escort fill guard house
        identify inhabit intend know load locate man mean name operate own pack patrol presume protect run say situate suspect think use
        """
    )
)
PAPERS = frozenset(word_list("statement decree order directive communique proclamation circular notice edict ruling resolution document letter"))
ISSUING = frozenset(word_list("issue release publish sign post date circulate"))
SIMPLE_PAST = frozenset({"VBD", "VBN"})
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


PROMISING = frozenset("promise vow pledge threaten agree decide offer undertake swear refuse plan".split())


def _is_saying(token: Token) -> bool:
    """Whether the word tells of saying; "was believed to be behind" only hedges."""
    passive = _told_of(token)
    reduced = token.tag_ == "VBN" and token.lemma_ in HEDGING and not any(child.dep_ == "aux" for child in token.children)  # "men *believed* to be"
    hedges = (bool(passive) or reduced) and any(child.dep_ == "xcomp" for child in token.children)
    told = any(child.lemma_.lower() in OCCURRENCES for child in passive)  # "fresh *violence was reported* on Monday from Jaora": it was on Monday
    return token.lemma_.casefold() in SAYING and not hedges and not told


def _told_of(verb: Token) -> list[Token]:
    """Of whom or what a verb in the passive tells."""
    return [child for child in verb.children if child.dep_ == "nsubjpass"]


HEDGING = frozenset({"believe", "think", "say", "allege", "report", "claim"})
OCCURRENCES = frozenset("violence clash attack explosion blast shelling gunfire fighting shooting strike airstrike incident raid unrest".split())


# What a deed does, as the clause behind its noun tells it, on the day of the deed.
DOING = frozenset(
    word_list(
        "kill wound injure hurt destroy damage derail blacken gut burn hit strike shake rock tear rip level flatten topple demolish sink target "
        "wreck claim leave"
    )
)
# How what is to come is told: "a march that was *planned* for Friday".
SETTING = frozenset(word_list("plan schedule call set organise organize announce"))


def _tells_the_deed(home: Token, trigger: Token) -> bool:
    """Whether the time's clause tells of the deed's noun, or of the event that is the deed's subject, what it did or for when it is planned:
    "an explosion that *derailed* a train on Sunday", "a fire that *gutted* the hall early on Sunday was set on purpose"."""
    noun = home.head
    if home.dep_ not in {"relcl", "acl"} or EVENT_NOUNS.search(noun.text) is None:
        return False
    if noun != trigger and not (noun.dep_ in {"nsubj", "nsubjpass"} and noun.head == trigger):
        return False
    ahead = home.lemma_.lower() in SETTING and noun == trigger and any(child.lower_ == "for" for child in home.children)
    return ahead or (home.dep_ == "relcl" and home.lemma_.lower() in DOING and home.tag_ in SIMPLE_PAST)


def _tells_when(home: Token, clause: Token) -> bool:
    """Whether the time's clause tells when that happened in which the deed was done: "hurt in an incident, *which occurred* early on Sunday"."""
    noun = home.head
    frames = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during"} and clause_head(noun) == clause
    return home.dep_ == "relcl" and home.lemma_ in HAPPENING and frames


def _stands_off(trigger: Token, home: Token) -> bool:
    """Whether words between the event and the time's clause set the event apart: "arrested for the attack", "met to discuss an assault"."""
    token = trigger
    while token != home and token.head != token:
        if token.dep_ in {"pobj", "pcomp"} and (token.head.lower_ in OFF or (token.head.lower_ == "of" and token.head.head.pos_ in {"VERB", "ADJ"})):
            return True
        if token.dep_ in {"pobj", "pcomp"} and _is_far(token):
            return True
        if is_infinitive(token) and token.head.lemma_.lower() in COMMANDING:
            return True
        token = token.head
        if token.lemma_.lower() in REACTING or _rules_out(token) or (token != home and token.pos_ == "VERB" and _is_saying(token)):
            return True
    return False


def _is_far(deed: Token) -> bool:
    """Whether a preposition sets the deed apart from its verb: "charged in the death", "in connection with the blast", "talks on a truce"."""
    preposition, owner = deed.head, deed.head.head
    if preposition.lower_ in {"in", "with"} and owner.lemma_.lower() in CHARGING:
        return preposition.lower_ == "with" or CRIMES.search(deed.text) is not None
    if preposition.lower_ == "on":
        return owner.lemma_.lower() in TALKS
    if preposition.lower_ == "to":
        return owner.lemma_.lower() in {"plead", "confess", "admit"}
    return preposition.lower_ == "with" and owner.lower_ in {"connection", "relation"}


def _rules_out(token: Token) -> bool:
    return token.lemma_.lower() == "rule" and any(child.lower_ == "out" for child in token.children)


def _is_background(trigger: Token) -> bool:
    """Whether the deed's word only tells apart a matter that lives on: a murder trial, a kidnap victim, a hostage crisis that worsens."""
    token = trigger
    while token.dep_ in {"compound", "amod", "nmod", "npadvmod"} and token.head.pos_ in {*NOUNS, "VERB"} and token.head.i > token.i:
        token = token.head
    begins = token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in HAPPENING
    return (token != trigger or token.lemma_.lower() in STANDING) and token.lemma_.lower() in MATTERS and not begins


def _is_of_other_deed(governor: Token, trigger: Token) -> bool:
    """Whether the time hangs on a deed that the trigger's verb only deals with: "jailed for killing five people in 2019"."""
    for token in (governor, *governor.ancestors):
        if token == trigger:
            return False
        if dealt_with(token) is not None:
            return trigger not in token.subtree
    return False


def _is_within(governor: Token, deed: Token) -> bool:
    """Whether the time hangs on what the deed's noun is done to: "the murder of a policeman in 2011"."""
    if deed.pos_ not in NOUNS or governor.pos_ not in NOUNS or governor.lemma_.lower() in SAYING_NOUNS:
        return False
    token = governor
    while token != deed and token.dep_ in {"pobj", "prep"} and token.head != token:
        token = token.head
    return token == deed and governor != deed


def _is_of_the_crime(mention: TimeMention, governor: Token, at: int) -> bool:
    """Whether a month or a year behind what somebody is charged with is that of the crime: "charged with the hold-up of a bank in May"."""
    if governor.lemma_.lower() not in CHARGING or mention.grain not in {"month", "year"}:
        return False
    return any(child.dep_ == "prep" and child.lower_ in {"with", "over"} and governor.idx < child.idx < at for child in governor.children)


def _is_of_the_promise(home: Token, clause: Token, mention: TimeMention, at: int) -> bool:
    """Whether the time is that of a promise, whose deed lies ahead: "promised in August to send soldiers"."""
    promised = clause.dep_ == "xcomp" and clause.head == home and home.lemma_.lower() in PROMISING
    return promised and home.idx < at < clause.idx and not mention.future


def _is_of_thing_ahead(governor: Token, mention: TimeMention, trigger: Token, at: int) -> bool:
    """Whether the time hangs on what is still to be done, and the trigger stands above it: "was remanded to appear on Friday"."""
    token = governor
    while token.head != token and token != trigger:
        if is_infinitive(token) and token.idx < at and trigger not in token.subtree:
            return mention.future or token.head.lemma_.lower() in AHEAD_OF
        token = token.head
    return False


def _performs(governor: Token, clause: Token) -> bool:
    """Whether the time is of a statement that does the deed itself: "in a decree issued on Friday, the governor imposed a curfew"."""
    paper = governor.head
    if governor.dep_ != "acl" or governor.lemma_.lower() not in ISSUING or paper.lemma_.lower() not in PAPERS or paper.dep_ != "pobj":
        return False
    top = clause_head(paper)
    return clause.lemma_.lower() in PERFORMING and (top == clause or _shares_time(clause, top) is not None)


def _right_behind(sentence: Sentence, mention: TimeMention, trigger: Token) -> bool:
    """Whether the time stands right behind the deed's noun after "after": "after their bombing campaign last May"."""
    at = mention.start - sentence.start
    last = next((token for token in reversed(sentence.doc) if token.idx < at and not token.is_space), None)
    if mention.grain == "day" or last is None or last.pos_ not in NOUNS or last.dep_ != "pobj" or last.head.lower_ not in OFF:
        return False
    return trigger in last.subtree and not any(token.dep_ in {"prep", "relcl", "acl"} for token in last.subtree)


def _opens_when(sentence: Sentence, mention: TimeMention, clause: Token) -> bool:
    """Whether the clause is the "when" right behind the time: "last May, when they captured"."""
    end = mention.end - sentence.start
    return any(child.lower_ == "when" and child.idx >= end and not sentence.text[end : child.idx].strip(" ,") for child in clause.children)


def _rank_outer(mention: TimeMention, home: Token, clause: Token, trigger: Token, at: int) -> int | None:
    """The rank of a time at the end of a clause behind "guarding the port", "believed to be rebels": it is as much that of the clause around it."""
    if (
        home.dep_ != "acl"
        or not (home.tag_ == "VBG" or home.lemma_.lower() in HELD)
        or trigger.idx > at
        or home.idx > at
        or home.head.pos_ not in NOUNS
        or mention.future
    ):
        return None
    outer = clause_head(home.head)
    if outer.tag_ not in SIMPLE_PAST or _stands_off(trigger, outer):
        return None
    if outer == clause:
        return 2
    shared = _shares_time(clause, outer)
    return None if shared is None else 3 + shared


def _goes_together(home: Token, clause: Token) -> bool:
    """Whether the time's clause is the "when" or "as" of the event's: "three were killed and five hurt when a shell hit a bus on Friday"."""
    if home.dep_ != "advcl" or not any(child.lower_ in TOGETHER for child in home.children if child.i < home.i):
        return False
    return home.head == clause or (home.head.dep_ == "conj" and home.head.head == clause)


def _outside_purpose(home: Token, mention: TimeMention) -> Token:
    """The clause that a time gone by is of: of "gathered to protest on Sunday" the gathering, as a purpose lies ahead."""
    outer = home.head
    purpose = home.dep_ == "advcl" and is_infinitive(home) and not mention.future and outer.tag_ in SIMPLE_PAST
    return outer if purpose and outer.lemma_.lower() not in AHEAD_OF | COMMANDING else home


def _happens_there(clause: Token, home: Token) -> bool:
    """Whether the event's clause tells what happened where the time's clause leads: "spread on Tuesday to Oro, where a mob killed two"."""
    if clause.dep_ != "relcl" or clause.tag_ not in SIMPLE_PAST or clause_head(clause.head) != home:
        return False
    aspect = {child.lower_ for child in clause.children if child.dep_ in {"aux", "advmod"} and child.i < clause.i}
    return "where" in aspect and "had" not in aspect


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
    return len(words_before(sentence, mention).split()) <= 1


OF_WORDS = re.compile(
    r"\b(?:dated|told(?:\s+[A-Z][\w.]*){1,4}|(?:statement|message|post|video|interview|briefing|recording|letter|communiqué|press\s+conference)"
    r"(?:\s+(?:released|issued|published|posted|shared|aired|broadcast))?)\s+(?:(?:late|early|on)\s+)*$"
)


CLAIMING = frozenset("claim deny reject condemn dismiss admit".split())
# What rose on a day: "the death toll rose to 42 on Friday".
RISEN = re.compile(
    r"\b(?:toll|number|count)\b[^.;]*\b(?:rose|rises|risen|climbed|climbs|grew|grown|increased|jumped|reached|stood|stands)\b"
    r"(?:\s+(?:to|at))?\s+(?:at\s+least\s+|more\s+than\s+)?[\w,]+(?:\s+(?:people|dead|killed))?\s+(?:(?:late|early|by|on)\s+)*$"
)


def is_of_words(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time is that of somebody's words: "said on Friday", "in a message dated Tuesday", "told Reuters on Monday"."""
    return _follows_cue(sentence, mention) or OF_WORDS.search(words_before(sentence, mention)) is not None


def tells_of_words(sentence: Sentence, mention: TimeMention, deed: int) -> bool:
    """Whether the time is of somebody's words by the parse as well: "claimed *on Thursday* that it had", "the army *on Tuesday* denied that".

    ``deed``: where the deed's word stands in the sentence; what is told, with its day, may stand before who says it.
    """
    governor, at = find_governor(sentence, mention), mention.start - sentence.start
    said = governor is not None and _is_saying(governor) and not (deed < governor.idx and at < governor.idx)
    return said or is_of_words(sentence, mention)


def _follows_cue(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the time stands right after a word of saying: "said on Friday"."""
    return LINEAR_SAYING.search(words_before(sentence, mention)) is not None


def _is_of_saying(sentence: Sentence, mention: TimeMention, trigger: Token) -> bool:
    """Whether a time that the parser hangs on the event stands between saying and what is said: "said on Friday *they* had fled"."""
    begins = [child.idx for child in trigger.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return _follows_cue(sentence, mention) and bool(begins) and mention.end - sentence.start <= min(begins)


def _is_part_of(governor: Token, trigger: Token) -> bool:
    """Whether what governs a time is the deed by other words: "*let* two hostages *go*", "*fired* what is believed to *be* a missile"."""
    if _is_saying(governor):
        return False
    clause = governor
    while clause.head != clause and clause.head != trigger:
        clause = clause.head
    if clause.head != trigger or clause.dep_ != "ccomp":
        return False
    return (trigger.lemma_ == "let" and governor.lemma_ == "go") or clause.subtree[0].lower_ == "what"


def _rank_parsed(sentence: Sentence, mention: TimeMention, trigger: Token) -> int | None:
    """How closely the time belongs to the event, 0 the closest; None where it belongs elsewhere."""
    governor = find_governor(sentence, mention)
    if governor is not None and _is_part_of(governor, trigger):
        governor = trigger
    if mention.bound == "since" and SUPERLATIVE.search(words_before(sentence, mention)):
        return None
    at = mention.start - sentence.start
    lost_verb = LOST_VERB.match(words_after(sentence, mention)) and not _is_fronted(sentence, mention)
    if lost_verb and not any(word.pos_ in {"VERB", "AUX"} for word in sentence.doc if word.idx < at):
        return None  # "RIA Friday, according to": a name and a day with no verb between
    if governor is None:
        return 3 if _is_fronted(sentence, mention) else None
    if _is_of_the_crime(mention, governor, at) or RISEN.search(words_before(sentence, mention)):
        return None
    if governor.lemma_.lower() in CLAIMING and OF_WORDS.search(words_before(sentence, mention)):
        return None  # "claimed the attack in a statement on Sunday"
    if governor.lemma_.lower() == "claim" and governor.pos_ == "VERB" and (trigger == governor or trigger.dep_ == "dobj"):
        return None  # "on Sunday claimed the ambush"
    if governor == trigger:
        return None if _is_of_saying(sentence, mention, trigger) else 0
    if _is_background(trigger) or _is_of_other_deed(governor, trigger) or is_of_provocation(governor, trigger):
        return None
    if _is_within(governor, trigger):
        return 1
    if _follows_cue(sentence, mention):
        return None
    if governor.pos_ in NOUNS and governor.lemma_.lower() in SAYING_NOUNS:
        return None
    if governor.dep_ == "csubj" and governor.head == trigger and EVENT_NOUNS.search(governor.text):
        return 1
    if governor.pos_ in NOUNS and trigger.pos_ in {"VERB", "AUX"} and EVENT_NOUNS.search(governor.text):
        if governor.dep_ in {"nsubj", "nsubjpass"} and governor.head == trigger:
            return 1
        if governor.dep_ == "pobj" and governor.head.lower_ in {"in", "during", "by", "at"}:
            return 1 if governor.head.head == trigger else None
    if governor.pos_ in NOUNS and mention.end - sentence.start <= governor.idx:  # "condemned Friday's attack", "the 2014 treaty"
        return None
    held = governor.dep_ == "xcomp" and governor.head.lemma_ in HEDGING and _told_of(governor.head)
    if held and trigger.head == governor and trigger.dep_ == "dobj":
        return 1  # "is believed to have *ordered the kidnapping* of nine in May"
    home, clause = _outside_purpose(clause_head(governor), mention), clause_head(trigger)
    if _is_of_the_promise(home, clause, mention, at):
        return None
    if trigger.lemma_.lower() in CLAIMING and home.dep_ == "conj" and home.head == clause:
        return None  # "claimed responsibility but withdrew the claim four days later"
    if trigger.dep_ in {"relcl", "advcl"} and trigger.head.idx >= at and trigger.head.idx < mention.end - sentence.start:
        return 1  # "last December, when they captured"
    if _opens_when(sentence, mention, clause) or _right_behind(sentence, mention, trigger):
        return 1
    if _is_of_thing_ahead(governor, mention, trigger, at):
        return None
    if _tells_the_deed(home, trigger) or _tells_when(home, clause):
        return 1
    if home.head == trigger and (home.dep_ == "acl" or (home.dep_ == "relcl" and home.lemma_ in HAPPENING)):
        return None if home.lemma_.lower() in REACTING or _is_saying(home) else 1
    if _performs(governor, clause):
        return 3
    if (outer := _rank_outer(mention, home, clause, trigger, at)) is not None:
        return outer
    if _stands_off(trigger, home) or (at < trigger.idx and is_provocation(trigger)):
        return None
    if _is_saying(home) and home != clause:
        inside = clause.left_edge.idx <= at < clause.right_edge.idx + len(clause.right_edge)
        after = at > trigger.idx and home.idx < trigger.idx and "," not in sentence.text[trigger.idx : at]
        return 2 if home.idx < at and (inside or after) else None
    if home == clause:
        told = trigger != home and _is_saying(home) and trigger.dep_ not in {"dobj", "nsubj", "nsubjpass"} and home.lemma_.lower() not in PERFORMING
        return None if told else 1
    if mention.future and clause.tag_ == "VBD" and home.idx > clause.idx:
        return None  # "shelled the town and will withdraw on Friday"
    shared = _shares_time(clause, home)
    if shared is not None:
        return 1 + shared
    if _happens_there(clause, home):
        return 3
    shared = _shares_time(home, clause)
    if shared is not None and home.dep_ == "conj" and not _has_subject(home) and home.idx < at:
        return 3 + shared
    if _goes_together(home, clause):
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


def _only_explains(sentence: Sentence, mention: TimeMention, mentions: Sequence[TimeMention]) -> bool:
    """Whether a counted day stands beside the day that it comes to: "on Wednesday, *a day after the ambush*"."""
    if mention.rule != "shift":
        return False
    told = (other for other in mentions if other.sentence == mention.sentence and other.rule != "shift" and other.kind == "date" and other.interval)
    return any(sentence.text[other.end - sentence.start : mention.start - sentence.start].strip() == "," for other in told)


def _only_counts(sentence: Sentence, mention: TimeMention, mentions: Sequence[TimeMention]) -> bool:
    """Whether a month or year says of how many a deed is one, where the sentence names a day: "on Monday in *the third attack this month*"."""
    if mention.grain not in {"month", "year"} or not SUPERLATIVE.search(words_before(sentence, mention)):
        return False
    return any(other.sentence == mention.sentence and other.grain == "day" and other.kind == "date" for other in mentions)


def _is_when_of(sentence: Sentence, mention: TimeMention, trigger: Token) -> bool:
    """Whether a day since which something is counted is that of a deed in the clause behind it: "the worst since 1996, *when rebels killed* 40"."""
    clause = clause_head(trigger)
    within = mention.start - sentence.start <= clause.head.idx < mention.end - sentence.start
    return mention.bound == "since" and clause.dep_ == "relcl" and within and any(child.lower_ == "when" for child in clause.children)


def choose_time(mentions: Sequence[TimeMention], *, sentence: Sentence, trigger: int, clause: Span | None) -> TimeMention | None:
    """The time of the event whose trigger word stands at report offset ``trigger``; None rather than a guess.

    ``clause`` is the stretch of the event's own words: a time outside of it counts only where it opens the sentence or hangs on the trigger.
    """
    token = token_at(sentence, trigger) if sentence.parsed else None
    has_date = any(mention.kind == "date" and mention.sentence == sentence.index for mention in mentions)
    ranked: list[tuple[int, int, TimeMention]] = []
    for mention in mentions:
        if mention.sentence != sentence.index or mention.kind not in DATING or (mention.interval is None and mention.bound):
            continue
        if mention.kind == "time-of-day" and (mention.interval is None or has_date):
            continue
        if is_dateline(sentence, mention) or _only_explains(sentence, mention, mentions) or _only_counts(sentence, mention, mentions):
            continue
        if token is not None and _is_when_of(sentence, mention, token):
            ranked.append((0, 0, replace(mention, interval=mention.named, bound=None)))
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
