"""What an event cost in people, sentence by sentence: who was killed, injured, missing, detained, abducted or displaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

import msgspec
from spacy.tokens import Doc, Token

from onrecord.facts.people import is_generic_people, people_noun
from onrecord.facts.victims import NOBODY, ONE, Number, People, add, find_people
from onrecord.nouns import Count, EventType, Span, Toll
from onrecord.text.parse import Sentence

TollKind = Literal["killed", "injured", "missing", "detained", "abducted", "displaced"]
Form = Literal["object", "subject", "state", "tally", "of"]
KINDS: tuple[TollKind, ...] = ("killed", "injured", "missing", "detained", "abducted", "displaced")


@dataclass(frozen=True, slots=True)
class TollMention:
    """People that some words of a sentence say were lost: all offsets are the report's.

    ``running_total``: over many events ("since the war began"); ``subgroup``: part of another mention ("including two children");
    ``side``: "attacker" where the words say that the dead are the attackers.
    """

    kind: TollKind
    count: Count
    trigger: int
    people: Span | None = None
    running_total: bool = False
    negated: bool = False
    hypothetical: bool = False
    subgroup: bool = False
    side: str | None = None


class Trigger(NamedTuple):
    """A row of ``toll_triggers.tsv``."""

    words: tuple[str, ...]
    form: Form
    kind: TollKind
    gate: str
    example: str


IRREGULAR = {
    "slay": "slay slays slew slain slaying",
    "hang": "hang hangs hanged hanging",
    "take": "take takes took taken taking",
    "lose": "lose loses lost losing",
    "die": "die dies died dying",
    "drive": "drive drives drove driven driving",
    "shoot": "shoot shoots shot shooting",
    "hurt": "hurt hurts hurting",
    "hold": "hold holds held holding",
    "keep": "keep keeps kept keeping",
    "flee": "flee flees fled fleeing",
    "put": "put puts putting",
    "stab": "stab stabs stabbed stabbing",
    "nab": "nab nabs nabbed nabbing",
    "club": "club clubs clubbed clubbing",
    "hit": "hit hits hitting",
    "strike": "strike strikes struck striking",
    "bleed": "bleed bleeds bled bleeding",
    "freeze": "freeze freezes froze frozen freezing",
    "burn": "burn burns burned burnt burning",
    "kidnap": "kidnap kidnaps kidnapped kidnaped kidnapping",
    "cost": "cost costs costing",
    "beat": "beat beats beaten beating",
    "gun": "gun guns gunned gunning",
}
VERBAL: frozenset[Form] = frozenset({"object", "subject"})


def verb_forms(lemma: str) -> list[str]:
    """The forms of a verb of the table."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma].split()
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y"):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    suffix = "es" if lemma.endswith(("s", "sh", "ch")) else "s"
    return [lemma, lemma + suffix, lemma + "ed", lemma + "ing"]


def noun_forms(lemma: str) -> list[str]:
    """The singular and the plural of a noun of the table."""
    return [lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"]


@lru_cache(maxsize=1)
def triggers() -> dict[str, list[Trigger]]:
    """First word as it may stand in a text -> the rows that begin with it, longest first."""
    path = resources.files("onrecord") / "lexicon" / "toll_triggers.tsv"
    found: dict[str, list[Trigger]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, form, kind, gate, example = line.split("\t")
        row = Trigger(tuple(words.split()), form, kind, gate, example)  # type: ignore[arg-type]
        for word in _first_forms(row):
            found.setdefault(word, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: -len(row.words))
    return found


def _first_forms(row: Trigger) -> list[str]:
    if row.form in VERBAL:
        return [row.words[0]] if row.words[0] in ("fatally", "mortally") else verb_forms(row.words[0])
    if row.form in ("tally", "of") and len(row.words) == 1:
        return noun_forms(row.words[0])
    return [row.words[0]]


class Scene(NamedTuple):
    """One sentence, ready for the rules."""

    sentence: Sentence
    doc: Doc
    people: list[People]

    def holder(self, token: Token) -> People | None:
        """The people phrase that a token of the parse stands for."""
        return next((phrase for phrase in self.people if phrase.holds(token.i)), None)

    def ending_at(self, index: int) -> People | None:
        """The people phrase that ends right before token ``index``."""
        return next((phrase for phrase in reversed(self.people) if phrase.end == index), None)

    def starting_at(self, index: int) -> People | None:
        """The people phrase that starts at token ``index``."""
        return next((phrase for phrase in self.people if phrase.start == index), None)


class Match(NamedTuple):
    """A row of the table found in a sentence: the token that says it, and the last token of its words."""

    row: Trigger
    token: Token
    last: int


Victims = list[People]


# --- where a trigger stands -------------------------------------------------------------------------------------------


def find_triggers(doc: Doc) -> Iterator[Match]:
    """Rows of the table in the order of the sentence; a token speaks once."""
    rows_at, used = triggers(), set()
    for token in doc:
        if token.i in used:
            continue
        for row in rows_at.get(token.lower_, ()):
            place = _place(doc, token, row)
            if place is None:
                continue
            if not _right_word_class(doc[place[0]], row):
                continue
            used.update(place)
            yield Match(row, doc[place[0]], max(place))
            break


def _place(doc: Doc, token: Token, row: Trigger) -> tuple[int, ...] | None:
    """The token that carries the row's first content word, then those of its other words."""
    rest = row.words[1:]
    if not rest:
        return (token.i,)
    if row.form in ("state", "of", "tally"):
        return _side_by_side(doc, token.i, row)
    if row.words[0] in ("fatally", "mortally"):
        nxt = token.i + 1
        return (nxt, token.i) if nxt < len(doc) and doc[nxt].lower_ in verb_forms(rest[0]) else None
    return _particles(doc, token.i, rest)


def _side_by_side(doc: Doc, at: int, row: Trigger) -> tuple[int, ...] | None:
    """ "in critical condition", "in critical but stable condition": small words may stand between."""
    found, index = [at], at + 1
    for word in row.words[1:]:
        while index < len(doc) and index - found[-1] < 4 and doc[index].lower_ not in (word, word + "s"):
            if not (doc[index].lower_ in ("a", "but", "and", "very", "police", "stable", "federal", "house", "state") or doc[index].pos_ == "ADV"):
                return None
            index += 1
        if index >= len(doc) or doc[index].lower_ not in (word, word + "s"):
            return None
        found.append(index)
        index += 1
    return tuple(found)


def _particles(doc: Doc, at: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words after a verb: "shot three men dead", "treated for minor injuries", "lost their lives"."""
    window = 9 if rest[0] in ("dead", "to", "alive", "into", "from", "up") else 5
    found, index = [at], at + 1
    for word in rest:
        forms = {word, *noun_forms(word), word + "es", "lives" if word == "life" else word, "injuries" if word == "injury" else word}
        stop = min(index + window, len(doc))
        while index < stop and doc[index].lower_ not in forms:
            if doc[index].lower_ in (";", ".") or doc[index].lower_ in CLAUSE_WORDS:
                return None
            index += 1
        if index >= stop:
            return None
        found.append(index)
        index += 1
        window = 6 if word in ("for", "by") else 1
    return tuple(found)


CLAUSE_WORDS = {"who", "which", "that", "and", "but", "while", "when", "after", "before", "said", "says", "as"}


def _right_word_class(token: Token, row: Trigger) -> bool:
    if not token.pos_:
        return True
    if row.form in VERBAL:
        if token.tag_ in ("NN", "NNS", "NNP"):
            return token.lower_.endswith("ed") and token.tag_ == "NN"
        return token.pos_ in ("VERB", "ADJ", "AUX", "PROPN", "NOUN") and not (
            token.dep_ in ("amod", "compound") and token.head.i > token.i and not _counts(token)
        )
    if row.form in ("tally", "of") and len(row.words) == 1:
        return token.pos_ in ("NOUN", "PROPN") or (row.form == "of" and token.tag_ == "VBG" and _next_word(token) == "of")
    return True


def _next_word(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def _counts(token: Token) -> bool:
    """Whether "wounded", before a noun, may still be a verb after a bare number: "12 wounded in ..." read as a modifier."""
    return False


# --- who the people are -----------------------------------------------------------------------------------------------

SKIP_BACK = {
    "also", "reportedly", "allegedly", "apparently", "still", "now", "later", "then", "both", "all", "seriously", "critically", "slightly", "severely", "lightly", "badly",
    "fatally", "briefly", "forcibly", "were", "was", "is", "are", "be", "been", "being", "have", "had", "has", "got", "get", "gets", "getting", "reported", "found", "feared", "presumed",
    "declared", "pronounced", "believed", "confirmed", "left", "listed", "as", "gone", "went", "go", "remain", "remained", "remains", "lay", "lying", "to", "known", "said", "may", "might",
    "could", "would", "will", "must", "can", "not", "-", "died", "dead", "and", "or", "killed", "wounded", "injured", "thought", "instantly", "immediately", "being", "kept", "held", "taken",
    "moderately", "mildly", "gravely", "mostly", "officially", "since", "either", "already", "never", "n't", "so", "far", "shot", "were", "recently", "subsequently", "initially",
}  # fmt: skip
SUBJECT_DEPS = ("nsubjpass", "nsubj", "csubj")
OBJECT_DEPS = ("dobj", "obj", "oprd", "dative")
RELATIVES = {"who", "that", "which", "whom"}
ENDS_PASSIVE = {"in", "by", "at", "when", "after", "as", "during", "near", "on", "from", "outside", "inside", "over", "under", "along", "while", "across", "with", "amid", "overnight", "and", ",", ".", ";", ":", ")", "-", "–"}  # fmt: skip


def _resolve(scene: Scene, token: Token) -> People | None:
    """The people phrase of an argument: a relative pronoun stands for the noun before it."""
    if token.lower_ in RELATIVES:
        verb = token.head
        noun = verb.head if verb.dep_ == "relcl" else None
        if noun is not None and (phrase := scene.holder(noun)):
            return phrase
        return next((phrase for phrase in reversed(scene.people) if phrase.end in (token.i, token.i - 1)), None)
    if phrase := scene.holder(token):
        return phrase
    for child in token.children:  # "its security minister, Saidamir Zukhurov": either may head the other
        if child.dep_ == "appos" and child.i - token.i < 8 and (phrase := scene.holder(child)) and phrase.manner in ("name", "article", "singular"):
            return phrase
    return None


def _subjects(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in SUBJECT_DEPS and child.i < token.i]


def _has_auxpass(token: Token) -> bool:
    return any(child.dep_ == "auxpass" or (child.dep_ == "aux" and child.lemma_ == "be") for child in token.children)


def _is_passive(token: Token) -> bool:
    if any(child.dep_ == "nsubjpass" for child in token.children) or _has_auxpass(token):
        return token.tag_ != "VBG" or any(child.lower_ == "being" for child in token.children)
    return (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "relcl")
        and not any(child.lower_ in ("have", "has", "had", "having") for child in token.children)
    )


def object_of(scene: Scene, token: Token) -> People | None:
    """Whom a verb was done to."""
    for rule in (_passive_subject, _direct_object, _before_acl, _just_after, _headline_subject, _just_before, _shared_object, _shared_subject):
        if phrase := rule(scene, token):
            return phrase
    return None


def _passive_subject(scene: Scene, token: Token) -> People | None:
    if _is_passive(token):
        for subject in _subjects(token):
            if phrase := _resolve(scene, subject):
                return phrase
    return None


def _direct_object(scene: Scene, token: Token) -> People | None:
    if _is_passive(token):
        return None
    for child in token.children:
        if child.dep_ in OBJECT_DEPS and (child.i > token.i or child.lower_ in RELATIVES) and (phrase := _resolve(scene, child)):
            return phrase
    return None


def _before_acl(scene: Scene, token: Token) -> People | None:
    """ "three others arrested in the raid"."""
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and not any(child.dep_ in OBJECT_DEPS for child in token.children):
        return _resolve(scene, token.head)
    return None


def _just_after(scene: Scene, token: Token) -> People | None:
    """The phrase right after an active verb, where the parse lost it."""
    if token.pos_ and (_is_passive(token) or (token.tag_ == "VBN" and not _has_have(token))):
        return None
    index = token.i + 1
    while index < len(scene.doc) and scene.doc[index].lower_ in (
        "dead",
        "down",
        "up",
        "also",
        "reportedly",
        "about",
        "as",
        "many",
        "and",
        "wounded",
        "injured",
        "hundreds",
    ):
        if phrase := scene.starting_at(index):
            return phrase
        index += 1
    return scene.starting_at(index)


def _has_have(token: Token) -> bool:
    return any(child.lower_ in ("have", "has", "had", "having", "'ve") for child in token.children)


def _headline_subject(scene: Scene, token: Token) -> People | None:
    """ "Three killed in blast": a past tense with people before it and no object is a passive."""
    if not token.pos_ or token.tag_ in ("VBD", "VBN", "JJ", "NN"):
        after = scene.doc[token.i + 1].lower_ if token.i + 1 < len(scene.doc) else "."
        if after in ENDS_PASSIVE or not token.pos_:
            for subject in _subjects(token) if token.pos_ else ():
                if (phrase := _resolve(scene, subject)) and phrase.manner != "pronoun":
                    return phrase
            return _just_before(scene, token)
    return None


def _just_before(scene: Scene, token: Token) -> People | None:
    """The phrase right before a passive or a state, over auxiliaries and adverbs."""
    if token.pos_ and token.tag_ in ("VBG", "VB", "VBZ", "VBP") or (token.tag_ == "VBN" and _has_have(token) and not _has_auxpass(token)):
        return None
    if token.tag_ == "VBD" and any(child.dep_ in OBJECT_DEPS for child in token.children):
        return None
    index = token.i
    while index > 0 and index > token.i - 7:
        if phrase := scene.ending_at(index):
            return phrase if phrase.manner != "pronoun" or index < token.i else None
        if scene.doc[index - 1].lower_ not in SKIP_BACK:
            return None
        index -= 1
    return None


def _shared_object(scene: Scene, token: Token) -> People | None:
    """ "killed and wounded dozens": the first verb takes the object of the second."""
    nxt = [child for child in token.children if child.dep_ == "conj" and child.i > token.i]
    if nxt and not any(t.pos_ not in ("CCONJ", "ADV", "PUNCT") for t in scene.doc[token.i + 1 : nxt[0].i]):
        return object_of(scene, nxt[0]) if not _is_passive(nxt[0]) else None
    return None


def _shared_subject(scene: Scene, token: Token) -> People | None:
    """ "were killed and wounded", "was arrested and jailed": the second verb takes the subject of the first."""
    if (
        token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ in ("VBN", "VBD")
        and not _subjects(token)
        and _is_passive(token.head)
    ):
        return _passive_subject(scene, token.head)
    return None


def subject_of(scene: Scene, token: Token) -> People | None:
    """Who did what a verb without object tells."""
    verb = token
    for _ in range(3):
        for subject in _subjects(verb):
            if phrase := _resolve(scene, subject):
                return phrase
        if verb.dep_ == "relcl" and (phrase := scene.holder(verb.head)):
            return phrase
        if verb.dep_ == "acl" and (phrase := _resolve(scene, verb.head)):
            return phrase
        if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX") and not _subjects(verb):
            if verb.dep_ == "xcomp" and (phrase := _direct_object(scene, verb.head)):  # "forced 2,000 people to flee"
                return phrase
            verb = verb.head
            continue
        break
    before = scene.doc[token.i - 1].lower_ if token.i else ""
    if before == "to" and (phrase := scene.ending_at(token.i - 1)):
        return phrase
    return _just_before(scene, token) if token.tag_ != "VBG" or not token.pos_ else None


def state_of(scene: Scene, token: Token) -> People | None:
    """Whom a state is told of: "three dead", "six sailors are missing", "left 12 people wounded"."""
    if phrase := _just_before(scene, token) if token.tag_ not in ("VB",) else None:
        return phrase
    if phrase := _modified(scene, token):
        return phrase
    verb = token.head
    if token.dep_ in ("acomp", "attr", "oprd", "xcomp", "advmod", "ccomp", "prep", "amod", "dobj", "conj", "npadvmod", "dep") and verb.pos_ in (
        "VERB",
        "AUX",
    ):
        for subject in _subjects(token):
            if phrase := _resolve(scene, subject):
                return phrase
        if verb.lemma_ not in ("be", "remain", "go", "lie") and not _is_passive(verb) and (phrase := _direct_object(scene, verb)):
            return phrase
        if verb.lemma_ in ("be", "remain", "go", "lie", "stay", "continue", "get") or _is_passive(verb) or token.lower_ in ("in", "under"):
            return subject_of(scene, verb)
    return None


def _modified(scene: Scene, token: Token) -> People | None:
    """ "three missing girls", "two dead soldiers": only where a number stands with them."""
    if token.dep_ in ("amod", "compound") and token.head.i > token.i:
        phrase = scene.holder(token.head)
        if phrase and phrase.start < token.i and phrase.manner == "number":
            return phrase
    return None


def of_people(scene: Scene, match: Match) -> People | None:
    """The people after "of", or before 's: "the death of Ana Silva", "Ana Silva's death"."""
    last = match.last + 1
    if last < len(scene.doc) and scene.doc[last].lower_ == "of":
        for index in range(last + 1, min(last + 3, len(scene.doc))):
            if phrase := scene.starting_at(index):
                return phrase
        for child in scene.doc[last].children:
            if child.dep_ in ("pobj", "pcomp"):
                return _resolve(scene, child)
    for child in match.token.children:
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            if phrase := scene.holder(child):
                return phrase
            if child.ent_type_ == "PERSON":
                return People(child.left_edge.i, child.i + 1, child.i, ONE, "name", "anyone")
            noun = people_noun(child.lower_)
            if noun and not noun.plural:
                return People(child.left_edge.i, child.i + 1, child.i, ONE, "singular", noun.section)
    return None


# --- lists of people --------------------------------------------------------------------------------------------------


def with_others(scene: Scene, phrase: People) -> Victims:
    """The phrase and those joined to it: "two soldiers and three civilians"."""
    group = [phrase]
    if scene.sentence.parsed:
        seen = {phrase.head}
        stack = [scene.doc[index] for index in {phrase.head, *phrase.heads}]
        while stack:
            for child in stack.pop().children:
                if child.dep_ == "conj" and (other := scene.holder(child)) and other.head not in seen and other.start >= phrase.end:
                    seen.add(other.head)
                    group.append(other)
                    stack.append(child)
    if len(group) == 1 and phrase.end + 1 < len(scene.doc) and scene.doc[phrase.end].lower_ in ("and", "plus", "&"):
        other = scene.starting_at(phrase.end + 1)
        after = scene.doc[other.end] if other and other.end < len(scene.doc) else None
        if other and (after is None or after.pos_ not in ("VERB", "AUX") or scene.doc[other.head].dep_ not in SUBJECT_DEPS):
            group.append(other)
    return sorted(group, key=lambda one: one.start)


def number_of(group: Victims) -> Number | None:
    """How many a list tells, or None where one of its parts leaves that open and no other gives a floor."""
    known = [one.number for one in group if one.number is not None]
    if not known:
        return None
    if len(known) < len(group):
        low = add(known).low
        return Number(low, None, None) if low else None
    return add(known)


# --- gates: when a row may speak --------------------------------------------------------------------------------------

STATE_FORCES = {
    "police", "army", "troops", "soldiers", "military", "authorities", "government", "officers", "forces", "officials", "prosecutors", "fbi", "marines", "navy", "guards", "agents",
    "intelligence", "regime", "junta", "security", "court", "commandos", "gendarmes", "sheriff", "deputies", "detectives", "coastguard", "customs", "ministry", "fsb", "sbu", "mossad",
}  # fmt: skip
ARMED = {
    "rebel", "militant", "gunman", "insurgent", "guerrilla", "terrorist", "kidnapper", "hijacker", "pirate", "bandit", "militia", "jihadist", "islamist", "extremist", "separatist", "group",
    "gang", "faction", "hamas", "isis", "isil", "is", "taliban", "haram", "shabaab", "qaeda", "farc", "hezbollah", "attacker", "captor", "assailant", "fighter", "cartel", "warlord", "rebels",
    "brother", "movement", "front", "abductor", "state",
}  # fmt: skip
CAPTIVES = {"hostage", "hostages", "captive", "captives", "prisoner", "prisoners"}
HOMES = {
    "school",
    "schools",
    "home",
    "homes",
    "house",
    "houses",
    "village",
    "villages",
    "dormitory",
    "dormitories",
    "bus",
    "church",
    "mosque",
    "farm",
    "college",
    "hostel",
    "camp",
}
FLED_TO = HOMES | {
    "fighting", "violence", "city", "town", "towns", "country", "region", "area", "areas", "district", "war", "conflict", "bombardment", "shelling", "border", "persecution", "abroad", "clashes",
    "fire", "bombing", "attacks", "advance", "offensive", "capital", "province", "territory", "neighbouring", "neighboring", "across", "to", "into", "unrest", "bombs", "repression",
}  # fmt: skip
NOT_FLED = {"attackers", "fighters"}


def _agent(token: Token) -> str:
    """The words of who did it: the subject of the active, or "by ..." of the passive, lower case."""
    parts: list[Token] = []
    if _is_passive(token):
        parts = [grand for child in token.children if child.dep_ in ("agent", "prep") and child.lower_ == "by" for grand in child.subtree]
    else:
        verb = token
        for _ in range(3):
            subjects = _subjects(verb)
            if subjects:
                parts = [part for subject in subjects for part in subject.subtree]
                if subjects[0].lower_ in RELATIVES and verb.dep_ == "relcl":
                    parts = list(verb.head.subtree)[: max(verb.i - verb.head.left_edge.i, 0)]
                break
            if verb.dep_ in ("acl", "relcl"):
                head = verb.head
                parts = [part for part in head.subtree if part.i <= head.i]
                break
            if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head is not verb:
                verb = verb.head
                continue
            break
    return " ".join(part.lower_ for part in parts)


def _by_state(token: Token) -> bool:
    return bool(STATE_FORCES & set(_agent(token).split()))


def _by_armed(token: Token) -> bool:
    words = set(_agent(token).split())
    return bool(
        words & ARMED
        or {word[:-1] for word in words if word.endswith("s")} & ARMED
        or {word[:-3] + "man" for word in words if word.endswith("men")} & ARMED
    )


def _gate_passive(scene: Scene, match: Match, phrase: People) -> bool:
    return not match.token.pos_ or _is_passive(match.token) or match.token.tag_ == "VBN"


def _gate_force(scene: Scene, match: Match, phrase: People) -> bool:
    """ "eliminated" and "neutralised" tell of killing only where an armed force did it, or fighters were its object."""
    return phrase.section in ("fighters", "uniformed", "attackers") or _by_state(match.token)


def _gate_life(scene: Scene, match: Match, phrase: People) -> bool:
    return phrase.section == "lives"


def _gate_shot(scene: Scene, match: Match, phrase: People) -> bool:
    """ "shot" injures people, when it is not a film or a photograph."""
    return phrase.section != "lives" and not any(child.lower_ in ("film", "video", "photo", "footage", "glance") for child in match.token.children)


def _gate_number(scene: Scene, match: Match, phrase: People) -> bool:
    return phrase.manner == "number"


def _gate_many(scene: Scene, match: Match, phrase: People) -> bool:
    """A displacement is of several."""
    return phrase.number is not None and phrase.number != ONE and phrase.section not in ("attackers",)


def _gate_fled(scene: Scene, match: Match, phrase: People) -> bool:
    """People flee from a place or a danger; a suspect who flees the scene is not displaced."""
    if not _gate_many(scene, match, phrase) or phrase.section in ("attackers", "fighters"):
        return False
    after = [token.lower_ for token in scene.doc[match.last + 1 : match.last + 9]]
    if "scene" in after or "custody" in after or "prison" in after:
        return False
    return (
        any(word in FLED_TO for word in after)
        or not after
        or any(token.ent_type_ == "GPE" for token in scene.doc[match.last + 1 : match.last + 6])
        or _forced(match.token)
    )


def _forced(token: Token) -> bool:
    return token.head.lemma_ in ("force", "cause", "prompt", "compel", "oblige", "lead", "make")


def _gate_taken(scene: Scene, match: Match, phrase: People) -> bool:
    """ "hostage", "captive": taken, held, kept, remaining so."""
    return any(
        token.lemma_ in ("take", "hold", "keep", "remain", "be", "seize", "make")
        or token.lower_ in ("took", "taken", "held", "kept", "taking", "holding")
        for token in scene.doc[max(match.token.i - 10, 0) : match.token.i]
    ) and (match.token.i + 1 >= len(scene.doc) or scene.doc[match.token.i + 1].pos_ not in ("NOUN", "PROPN"))


def _gate_armed(scene: Scene, match: Match, phrase: People) -> bool:
    return _gate_taken(scene, match, phrase) and _by_armed(match.token.head)


def _gate_hostages(scene: Scene, match: Match, phrase: People) -> bool:
    """ "holding 72 hostages": the object is a word for captives."""
    return scene.doc[phrase.head].lower_ in CAPTIVES and scene.doc[phrase.head].lower_ not in ("prisoner", "prisoners")


def _gate_captor(scene: Scene, match: Match, phrase: People) -> bool:
    """People seized by the state are detained, by anyone else abducted: the kind is decided in ``_kind``."""
    return phrase.section != "lives"


def _gate_home(scene: Scene, match: Match, phrase: People) -> bool:
    after = [token.lower_ for token in scene.doc[match.last + 1 : match.last + 5]]
    return (
        any(word in HOMES for word in after)
        and phrase.manner in ("number", "plural")
        and not any(token.lower_ in ("hospital", "custody") for token in scene.doc)
    )


def _gate_bodies(scene: Scene, match: Match, phrase: People) -> bool:
    return True


Gate = Callable[[Scene, Match, People], bool]
GATES: dict[str, Gate] = {
    "passive": _gate_passive,
    "force": _gate_force,
    "life": _gate_life,
    "shot": _gate_shot,
    "number": _gate_number,
    "many": _gate_many,
    "fled": _gate_fled,
    "taken": _gate_taken,
    "armed": _gate_armed,
    "hostages": _gate_hostages,
    "captor": _gate_captor,
    "home": _gate_home,
    "bodies": _gate_bodies,
}


def _kind(match: Match, group: Victims) -> TollKind:
    """The row's kind; "seized" and "captured" go by who did it, and to whom."""
    if (
        match.row.gate == "captor"
        and match.token.pos_
        and (_by_state(match.token) or (group[0].section in ("fighters", "attackers") and not _by_armed(match.token)))
    ):
        return "detained"
    return match.row.kind


# --- what surrounds it ------------------------------------------------------------------------------------------------

MODALS = {"could", "would", "might", "should", "can", "will", "'d", "'ll", "shall", "must", "may"}
RUNNING = re.compile(
    r"\bsince\s+(?!then\b|mid-?day|noon|dawn|morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\b(?:so far )?this (?:year|decade|century)\b|\bin recent (?:years|months|weeks|decades)\b|"
    r"\b(?:over|in|during|for) the (?:past|last|previous) (?:\w+ ){0,2}(?:years?|months?|weeks?|decades?)\b|\bto date\b|\b(?:brings?|brought|bringing|takes|taking) (?:the (?:total|number)\b|to [\d\w,]+ the)|"
    r"\b(?:insurgency|civil war|war|conflict|uprising|campaign of|years? of (?:war|fighting|conflict|violence))\b(?=.*\b(?:has|have|had)\b)|\bover (?:the )?(?:\w+ )?(?:years|decades|months)\b|"
    r"\b(?:year|month|decade)-long\b|\bin (?:similar|other) (?:circumstances|attacks|incidents)\b|\b(?:during|throughout) the (?:war|conflict|campaign|insurgency|crackdown|uprising)\b|\ba year\b|\b(?:every|each) (?:year|month|week|day)\b|\bannually\b",
    re.IGNORECASE,
)
REALIS = {
    "manage",
    "go",
    "proceed",
    "force",
    "cause",
    "lead",
    "prompt",
    "compel",
    "continue",
    "begin",
    "start",
    "oblige",
    "claim",
    "report",
    "say",
    "know",
    "believe",
    "confirm",
    "fear",
    "suspect",
}
REALIS |= {"appear", "seem", "happen", "turn", "come", "leave"}


def is_hypothetical(token: Token) -> bool:
    """Whether the words do not say that it happened: "could kill thousands", "plotted to kill", "if anyone is hurt"."""
    if not token.pos_:
        return token.i > 0 and token.doc[token.i - 1].lower_ in ("could", "would", "might", "will", "to")
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    kids = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark")}
    perfect = bool(kids & {"have", "has", "had", "'ve"})
    if kids & {"if", "unless", "lest"}:
        return True
    if kids & {"could", "would", "should", "'d"} or (kids & {"might", "may"} and not perfect) or kids & {"can", "will", "'ll", "shall", "must"}:
        return not (perfect and kids & {"may", "must", "will"})
    if "to" in kids and not perfect and verb.dep_ not in ("ccomp",):
        return verb.head.lemma_ not in REALIS or verb.dep_ == "relcl"
    return (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in ("of", "from")
        and verb.head.head.lemma_ in ("prevent", "stop", "threat", "risk", "intention", "danger", "keep", "possibility", "aim", "hope")
    )


def is_negated(token: Token) -> bool:
    """Whether a "not" or a "never" stands on the word."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return any(child.dep_ == "neg" for child in verb.children) or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def is_subgroup(scene: Scene, group: Victims) -> bool:
    """Whether the people are part of others told of: "including two children", "among them a nurse"."""
    first = group[0].start
    before = [token.lower_ for token in scene.doc[max(first - 4, 0) : first]]
    if "including" in before[-2:] or "among" in before[-3:] or before[-2:] == ["them", "were"]:
        return True
    token = scene.doc[group[0].head]
    for _ in range(6):
        if token.lower_ in ("including", "among", "include", "included", "includes"):
            return True
        if token.head is token or token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return False


# --- the rules, one a form --------------------------------------------------------------------------------------------


def _people_of(scene: Scene, match: Match) -> People | None:
    form, token = match.row.form, match.token
    if form == "object":
        phrase = object_of(scene, token)
        if match.row.gate == "life" and (phrase is None or phrase.section != "lives"):
            return _lives(scene, match)
        return phrase
    if form == "subject":
        return subject_of(scene, token)
    if form == "state":
        return state_of(scene, token)
    return of_people(scene, match)


def _lives(scene: Scene, match: Match) -> People | None:
    """ "claimed the lives of 12 soldiers", "cost three lives"."""
    for index in range(match.last + 1, min(match.last + 8, len(scene.doc))):
        if scene.doc[index].lower_ == "lives" and index + 1 < len(scene.doc) and scene.doc[index + 1].lower_ == "of":
            phrase = next((phrase for phrase in scene.people if phrase.start >= index + 2), None)
            if phrase and phrase.start <= index + 3:
                return People(phrase.start, phrase.end, phrase.head, phrase.number, phrase.manner, "lives", phrase.heads)
    return None


def _tally(scene: Scene, match: Match) -> Number | None:
    """The number before a noun that counts itself: "12 deaths", "no injuries"."""
    phrase = next(
        (
            phrase
            for phrase in scene.people
            if phrase.end in (match.token.i, match.token.i + 1) and phrase.manner == "number" and phrase.start < match.token.i
        ),
        None,
    )
    return phrase.number if phrase else None


def _before_noun(scene: Scene, match: Match) -> tuple[Number, int] | None:
    """Number and first token of what stands before a counting noun."""
    from onrecord.facts.counts import find_counts

    noun = match.token
    for mention in find_counts(scene.sentence):
        start, end = mention.start - scene.sentence.start, mention.end - scene.sentence.start
        if end > noun.idx:
            continue
        between = scene.doc.char_span(end, noun.idx, alignment_mode="expand")
        words = [token for token in between] if between is not None else []
        words = [token for token in words if token.idx >= end and token.i < noun.i]
        if (
            all(token.pos_ in ("ADJ", "NOUN", "ADV", "PROPN") or token.tag_ in ("VBN", "JJ", "HYPH") or token.text == "-" for token in words)
            and len(words) <= 4
        ):
            first = next(token.i for token in scene.doc if token.idx + len(token) > start)
            return Number(mention.count.low, mention.count.best, mention.count.high), first
    for step in (1, 2, 3):
        if noun.i - step < 0:
            break
        word = scene.doc[noun.i - step]
        if word.lower_ == "no":
            return NOBODY, word.i
        if word.lower_ in ("one", "a", "an") and noun.tag_ == "NN" and noun.lemma_ in ("fatality", "death", "arrest"):
            return (ONE, word.i) if word.lower_ == "one" or noun.lemma_ == "fatality" else None
        if word.pos_ not in ("ADJ", "NOUN", "ADV"):
            break
    return None


def _casualties(scene: Scene) -> Iterator[TollMention]:
    """ "no casualties": nobody killed and nobody injured. Alone the word says neither."""
    for token in scene.doc:
        if token.lower_ in ("casualties", "victims") and any(child.lower_ == "no" for child in token.children):
            no = next(child for child in token.children if child.lower_ == "no")
            for kind in ("killed", "injured"):
                yield _mention(scene, kind, NOBODY, no.i, token.i + 1, token, None)  # type: ignore[arg-type]
        if token.lower_ == "casualties" and token.head.lower_ == "causing" and token.head.head.lower_ == "without":
            for kind in ("killed", "injured"):
                yield _mention(scene, kind, NOBODY, token.head.head.i, token.i + 1, token, None)  # type: ignore[arg-type]


TOLL_NUMBER = re.compile(
    r"\b(?:(?:death|casualty|fatality)\s+(?:toll|count)|number\s+of\s+(?:the\s+)?(?:dead|deaths|fatalities|people\s+killed|victims|those\s+killed)|(?:toll)|(?P<hurt>(?:number\s+of\s+)?(?:injured|wounded|injuries)\s+"
    r"(?:toll|count|rose|climbed)|number\s+of\s+(?:the\s+)?(?:injured|wounded)))\b[^.;]{0,60}?\b(?:to|at|of|reached|hit|was|is|were|stands?|now|topped|passed|surpassed|exceeded)\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
TO_NUMBER_THE = re.compile(
    r"\b(?:brings?|brought|bringing|takes?|taking|took|raises?|raising|raised)\s+to\s+(?P<n>[^.;]{1,40}?)\s+the\s+(?:(?:total|overall|official)\s+)?(?:number|toll)\s+(?:of\s+)?(?P<what>[^.;]{0,60})",
    re.IGNORECASE,
)


def _death_toll(scene: Scene) -> Iterator[TollMention]:
    """ "the death toll rose to 85", "bringing to 85 the number of people killed"."""
    from onrecord.facts.counts import find_counts

    text, shift = scene.sentence.text, scene.sentence.start
    mentions = find_counts(scene.sentence)
    for match in TOLL_NUMBER.finditer(text):
        rest = re.match(r"from\s+\S+\s+to\s+", text[match.end() :])
        at = match.end() + (rest.end() if rest else 0)
        mention = next((one for one in mentions if one.start - shift == at), None)
        if mention is None:
            mention = next((one for one in mentions if match.start() < one.start - shift <= at <= one.end - shift), None)
        if mention is None:
            continue
        words = match.group().casefold()
        if not re.search(r"death|dead|fatal|kill|toll|victim|casualt|injur|wound", words) or "road toll" in text.casefold():
            continue
        number = Number(mention.count.low, mention.count.best, mention.count.high)
        if re.search(r"(?:topped|passed|surpassed|exceeded)\s*$", words) and number.best is not None:
            number = Number(number.best + 1, None, None)
        token = next(token for token in scene.doc if token.idx + len(token) > match.start())
        kind: TollKind = "injured" if match["hurt"] else "killed"
        if kind == "killed" and re.match(r"\s*(?:people\s+)?(?:injured|wounded|hurt)", text[mention.end - shift :]):
            continue
        yield _cut(scene, kind, number, mention.start - shift, mention.end - shift, token, None)
    for match in TO_NUMBER_THE.finditer(text):
        mention = next((one for one in mentions if match.start("n") <= one.start - shift < match.end("n")), None)
        what = match["what"].casefold()
        kind = (
            "injured"
            if re.search(r"injur|wound|hurt", what)
            else "abducted"
            if "kidnap" in what or "abduct" in what
            else "detained"
            if re.search(r"arrest|detain", what)
            else "killed"
        )
        if mention and re.search(
            r"kill|dead|death|die|toll|victim|injur|wound|hurt|kidnap|abduct|arrest|detain|fatal|murder", match.group().casefold()
        ):
            token = next(token for token in scene.doc if token.idx + len(token) > match.start())
            number = Number(mention.count.low, mention.count.best, mention.count.high)
            yield msgspec_replace(_cut(scene, kind, number, mention.start - shift, mention.end - shift, token, None), running_total=True)


def msgspec_replace(mention: TollMention, **changes: bool) -> TollMention:
    """A changed copy of a mention."""
    from dataclasses import replace

    return replace(mention, **changes)  # type: ignore[arg-type]


def _mention(scene: Scene, kind: TollKind, number: Number, first: int, end: int, trigger: Token, group: Victims | None, **flags: bool) -> TollMention:
    start = scene.doc[first].idx
    return _cut(scene, kind, number, start, scene.doc[end - 1].idx + len(scene.doc[end - 1]), trigger, group, **flags)


def _cut(scene: Scene, kind: TollKind, number: Number, start: int, end: int, trigger: Token, group: Victims | None, **flags: bool) -> TollMention:
    shift, text = scene.sentence.start, scene.sentence.text
    people = None
    side = None
    if group:
        first, last = scene.doc[group[0].start], scene.doc[group[-1].end - 1]
        people = Span(shift + first.idx, shift + last.idx + len(last))
        side = "attacker" if all(one.section == "attackers" for one in group) else None
    count = Count(number.low, number.best, number.high, text[start:end], shift + start, shift + end)
    return TollMention(kind, count, shift + trigger.idx, people, side=side, **flags)


def _from_match(scene: Scene, match: Match) -> Iterator[TollMention]:
    row = match.row
    if row.form == "tally":
        yield from _from_tally(scene, match)
        return
    phrase = _people_of(scene, match)
    if phrase is None or (row.gate != "life" and phrase.section == "lives"):
        return
    if row.gate in GATES and not GATES[row.gate](scene, match, phrase):
        return
    group = with_others(scene, phrase)
    number = number_of(group)
    if number is None:
        return
    negated = is_negated(match.token) if match.token.pos_ else False
    if number == NOBODY:
        if phrase.manner == "none" and scene.doc[phrase.start].lower_ in ("anyone", "anybody") and not negated:
            return
        negated = False
    if group[0].manner == "number" and group[0].section is None and len(group) == 1 and not _bare_number_is_people(scene, group[0]):
        return
    first, end = group[0].start, group[-1].end
    if all(one.section is None for one in group):
        first, end = min(first, match.token.i), max(end, match.last + 1 if row.form == "state" else match.token.i + 1)
    yield _mention(
        scene,
        _kind(match, group),
        number,
        first,
        end,
        match.token,
        group,
        negated=negated,
        hypothetical=is_hypothetical(match.token),
        subgroup=is_subgroup(scene, group),
    )


def _bare_number_is_people(scene: Scene, phrase: People) -> bool:
    """Whether a number without noun can stand for people: not "one" of things, not after a word for things just named."""
    return not any(
        token.lower_ in ("tanks", "vehicles", "missiles", "drones", "rockets", "aircraft", "planes", "homes", "buildings")
        for token in scene.doc[max(phrase.start - 6, 0) : phrase.start]
    )


def _from_tally(scene: Scene, match: Match) -> Iterator[TollMention]:
    token, row = match.token, match.row
    if row.gate == "bodies":
        yield from _from_bodies(scene, match)
        return
    found = _before_noun(scene, match)
    if found is None:
        for other in triggers().get(token.lower_, ()):
            if other.form == "of" and len(other.words) == 1:
                yield from _from_match(scene, match._replace(row=other))
                return
        return
    number, first = found
    yield _mention(scene, row.kind, number, first, token.i + 1, token, None, hypothetical=is_hypothetical(token))


FOUND = {"find", "recover", "exhume", "discover", "retrieve", "pull", "count", "unearth", "wash", "dig", "identify", "bring", "lie"}


def _from_bodies(scene: Scene, match: Match) -> Iterator[TollMention]:
    """Bodies found tell of people killed: "the bodies of 12 men", "six corpses"."""
    if not any(token.lemma_ in FOUND or token.lower_ in ("found", "recovered") for token in scene.doc):
        return
    found = _before_noun(scene, match)
    last = match.token.i + 1
    if last < len(scene.doc) and scene.doc[last].lower_ == "of":
        phrase = of_people(scene, match)
        group = with_others(scene, phrase) if phrase else []
        number = found[0] if found else number_of(group) if group else None
        if number and number != NOBODY and group:
            yield _mention(scene, "killed", number, found[1] if found else group[0].start, group[-1].end, match.token, group)
    elif found and found[0] != NOBODY and match.token.tag_ in ("NNS", ""):
        yield _mention(scene, "killed", found[0], found[1], match.token.i + 1, match.token, None)


# --- the sentence -----------------------------------------------------------------------------------------------------


def find_tolls(sentence: Sentence) -> list[TollMention]:
    """The tolls that a sentence tells, in order; a part of another mention is marked ``subgroup``."""
    scene = Scene(sentence, sentence.doc, find_people(sentence))
    mentions: list[TollMention] = []
    for match in find_triggers(scene.doc):
        mentions.extend(_from_match(scene, match))
    if sentence.parsed:
        mentions.extend(_casualties(scene))
    mentions.extend(_death_toll(scene))
    mentions.extend(_captive_list(scene))
    mentions = _once(mentions)
    if RUNNING.search(sentence.text):
        mentions = [msgspec_replace(one, running_total=True) for one in mentions]
    return sorted(mentions, key=lambda one: (one.count.start or 0, KINDS.index(one.kind)))


def _captive_list(scene: Scene) -> Iterator[TollMention]:
    """ "the captives are four observers and a driver", "the remaining 72 hostages include": the sentence tells who they are."""
    if not scene.sentence.parsed:
        return
    for token in scene.doc:
        if (
            token.lower_ not in ("hostages", "captives")
            or token.dep_ not in SUBJECT_DEPS
            or token.head.lemma_ not in ("be", "include", "comprise", "remain")
        ):
            continue
        own = scene.holder(token)
        if own and own.manner == "number" and own.number:
            yield _mention(scene, "abducted", own.number, own.start, own.end, token, [own])
            continue
        if token.head.lemma_ == "remain":
            continue
        told = next((phrase for child in token.head.children if child.dep_ in ("attr", "dobj") and (phrase := scene.holder(child))), None)
        told = told or scene.starting_at(token.head.i + 1)
        if told and told.manner == "number":
            group = with_others(scene, told)
            number = number_of(group)
            if number:
                yield _mention(scene, "abducted", number, group[0].start, group[-1].end, token, group, subgroup=token.head.lemma_ == "include")


def _once(mentions: Sequence[TollMention]) -> list[TollMention]:
    """Each group of people once a kind; who was killed is not also told as injured by the shot that killed."""
    kept: list[TollMention] = []
    killed = [one.people for one in mentions if one.kind == "killed" and one.people]
    for one in mentions:
        if any(one.kind == other.kind and _overlap(one, other) for other in kept):
            continue
        if one.kind == "injured" and one.people in killed and not _both(mentions, one):
            continue
        kept.append(one)
    return kept


def _both(mentions: Sequence[TollMention], injured: TollMention) -> bool:
    """Whether "killed and wounded dozens" gives one group to both."""
    return (
        any(one.kind == "killed" and one.people == injured.people and abs(one.trigger - injured.trigger) < 14 for one in mentions)
        and injured.count.best is None
    )


def _overlap(one: TollMention, other: TollMention) -> bool:
    a, b = one.people or one.count, other.people or other.count
    return a.start is not None and b.start is not None and a.end is not None and b.end is not None and a.start < b.end and b.start < a.end


# --- together ---------------------------------------------------------------------------------------------------------


def combine_tolls(mentions: Sequence[TollMention]) -> Toll | None:
    """One event's toll from its mentions: listed groups add up, parts of a group do not."""
    told = [one for one in mentions if not one.negated and not one.hypothetical]
    counts: dict[str, Count] = {}
    for kind in KINDS:
        of_kind = [one for one in told if one.kind == kind]
        if of_kind:
            counts[kind] = _sum([one for one in of_kind if not one.subgroup] or of_kind)
    if not counts:
        return None
    return Toll(**counts, running_total=any(one.running_total for one in told))


def _sum(mentions: Sequence[TollMention]) -> Count:
    if len(mentions) == 1:
        return mentions[0].count
    tolls = [one for one in mentions if one.people is None]
    if tolls:  # "the death toll rose to 85": a total outranks its parts
        return tolls[0].count
    numbers = [Number(one.count.low, one.count.best, one.count.high) for one in mentions]
    totals = [number for number in numbers if number.best is not None and sum(other.best or 0 for other in numbers) == 2 * number.best]
    if totals and len(numbers) > 2:
        return mentions[numbers.index(totals[0])].count
    number = add(numbers)
    return Count(number.low, number.best, number.high, mentions[0].count.exact, mentions[0].count.start, mentions[0].count.end)


ANY: frozenset[str] = frozenset(KINDS)
CARRIES: dict[EventType, frozenset[str]] = {
    EventType.ARREST: frozenset({"detained"}),
    EventType.PROSECUTION: frozenset({"detained"}),
    EventType.RELEASE: frozenset(),
    EventType.AGREEMENT: frozenset(),
    EventType.SANCTION: frozenset(),
    EventType.ABDUCTION: frozenset({"abducted", "missing", "killed", "injured"}),
    EventType.DISPLACEMENT: frozenset({"displaced"}),
}


def choose_tolls(
    mentions: Sequence[TollMention], *, sentence: Sentence, trigger: int, others: Sequence[int] = (), event_type: EventType | None = None
) -> list[TollMention]:
    """Those of a sentence's mentions that belong to the event told by the word at report offset ``trigger``.

    ``others``: the trigger offsets of the sentence's other events. A mention goes to the event nearest to it in the parse.
    """
    fits = CARRIES.get(event_type, ANY) if event_type else ANY
    rivals = [other for other in others if other != trigger]
    return [one for one in mentions if one.kind in fits and _nearest(sentence, one, trigger, rivals)]


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    return next((token for token in sentence.doc if token.idx <= offset - sentence.start < token.idx + len(token)), None)


def _distance(sentence: Sentence, start: int, target: int) -> tuple[int, int]:
    one, other = _token_at(sentence, start), _token_at(sentence, target)
    if one is None or other is None:
        return 99, abs(start - target)
    if not sentence.parsed:
        return 0 if one is other else 1, abs(start - target)
    ups = [one, *one.ancestors]
    downs = [other, *other.ancestors]
    shared = next((index for index, token in enumerate(ups) if token in downs), None)
    if shared is None:
        return 99, abs(start - target)
    return shared + downs.index(ups[shared]), abs(start - target)


def _nearest(sentence: Sentence, mention: TollMention, trigger: int, rivals: Sequence[int]) -> bool:
    own = _distance(sentence, mention.trigger, trigger)
    return all(own <= _distance(sentence, mention.trigger, rival) for rival in rivals)
