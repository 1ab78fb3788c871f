"""Whom a word of loss is told of: its object, its subject, the people a state is said of, those after "of"."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.facts.people import people_noun
from onrecord.facts.toll_triggers import Match
from onrecord.facts.toll_words import words_of
from onrecord.facts.victims import ONE, People
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Doc, Token

SUBJECTS = ("nsubjpass", "nsubj", "csubj")
OBJECTS = ("dobj", "obj", "oprd", "dative")
RELATIVES = frozenset({"who", "that", "which", "whom"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
STATE_DEPS = frozenset({"acomp", "attr", "oprd", "xcomp", "advmod", "ccomp", "prep", "amod", "dobj", "conj", "npadvmod", "dep"})
COPULAS = frozenset({"be", "remain", "go", "lie", "stay", "continue", "get"})
AFTER_VERB = frozenset({"dead", "down", "up", "also", "reportedly", "off"})


class Scene(NamedTuple):
    """One sentence, ready for the rules."""

    sentence: Sentence
    doc: Doc
    people: list[People]
    lists: list[list[People]]

    def holder(self, token: Token) -> People | None:
        """The people phrase that a token of the parse stands for."""
        return next((phrase for phrase in self.people if phrase.holds(token.i)), None)

    def ending_at(self, index: int) -> People | None:
        """The longest people phrase that ends right before token ``index``."""
        return min((phrase for phrase in self.people if phrase.end == index), key=lambda phrase: phrase.start, default=None)

    def starting_at(self, index: int) -> People | None:
        """The people phrase that starts at token ``index``."""
        return next((phrase for phrase in self.people if phrase.start == index), None)

    def group(self, phrase: People) -> list[People]:
        """The phrase and those listed with it."""
        found = next((one for one in self.lists if phrase in one), None)
        return found or [phrase]


def resolve(scene: Scene, token: Token) -> People | None:
    """The people phrase of an argument: a relative pronoun stands for the noun before it."""
    if token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT", "IN", "DT"):
        noun = token.head.head if token.head.dep_ == "relcl" else None
        if noun is not None and (phrase := scene.holder(noun)):
            return phrase
        return next((phrase for phrase in reversed(scene.people) if phrase.end in (token.i, token.i - 1)), None)
    if phrase := scene.holder(token):
        return phrase
    for child in token.children:  # "its security minister, Ann Lee": either may head the other
        if child.dep_ == "appos" and child.i - token.i < 8 and (phrase := scene.holder(child)) and phrase.manner in ("name", "article", "singular"):
            return phrase
    return None


def subjects(token: Token) -> list[Token]:
    """The subjects of a verb, as the parse has them."""
    return [told_after(child) for child in token.children if child.dep_ in SUBJECTS and child.i < token.i]


def told_after(subject: Token) -> Token:
    """Whom a headline's last words tell of, where the parser joins them with whom its first do: "police seek two *after man*, 24, *gunned down*"."""
    verb = subject.head
    hunted = verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ == "VERB" and verb.head.i < subject.i
    if not hunted or subject.tag_ not in ("CD", "NN", "NNS"):
        return subject
    after = (pobj for prep in subject.children if prep.lower_ == "after" for pobj in prep.children if pobj.dep_ == "pobj")
    return next((pobj for pobj in after if pobj.i < verb.i), subject)


def has_have(token: Token) -> bool:
    """Whether the verb stands in a perfect tense."""
    return any(child.lower_ in HAVE for child in token.children)


def is_passive(token: Token) -> bool:
    """Whether the verb is told of the one it is done to."""
    kids = list(token.children)
    if any(child.dep_ in ("nsubjpass", "auxpass") or (child.dep_ == "aux" and child.lemma_ == "be") for child in kids):
        return token.tag_ != "VBG" or any(child.lower_ == "being" for child in kids)
    if token.dep_ == "acl" and any(child.dep_ == "dobj" and child.i > token.i for child in kids):
        return False  # "Men on a motorbike *gunned* down a teacher": a past tense that the parser took for a participle
    return token.tag_ == "VBN" and token.dep_ in ("acl", "relcl") and not has_have(token)


def object_of(scene: Scene, token: Token) -> People | None:
    """Whom a verb was done to."""
    for rule in (
        _number_before,
        _passive_subject,
        _after_being,
        direct_object,
        _before_participle,
        _just_after,
        _shared_object,
        _headline_subject,
        _past_before,
        _shared_subject,
        _over_aside,
    ):
        if phrase := rule(scene, token):
            return phrase
    return None


def _number_before(scene: Scene, token: Token) -> People | None:
    """ "and 7 others injured": a participle right behind a number is told of it, whatever the parse made of the clause."""
    if token.tag_ == "VBN" and not any(child.dep_ in OBJECTS for child in token.children):
        phrase = _narrowest(scene, token.i)
        return phrase if phrase and phrase.manner == "number" else None
    return None


def _passive_subject(scene: Scene, token: Token) -> People | None:
    if is_passive(token) and not has_done(token):
        for subject in subjects(token):
            if phrase := resolve(scene, subject):
                return phrase
        if token.dep_ == "ccomp" and token.head.dep_ == "relcl" and not subjects(token) and subjects(token.head):
            return resolve(scene, token.head.head)  # "a list of *19 people* he said had been executed"
    return None


def has_done(verb: Token) -> bool:
    """Whether the short verb before it is "has": "*she's treated* seven people"."""
    short = any(child.dep_ == "auxpass" and child.lower_ in ("'s", "’s") for child in verb.children)
    return short and any(child.dep_ == "dobj" for child in verb.children)


def _after_being(scene: Scene, token: Token) -> People | None:
    """ "four people are recovering after being shot": the subject of the clause before."""
    if token.dep_ not in ("pcomp", "advcl") or not any(child.lower_ == "being" for child in token.children):
        return None
    verb = token.head.head if token.dep_ == "pcomp" else token.head
    if is_passive(verb) or not direct_object(scene, verb):
        return subject_of(scene, verb)
    return None


def direct_object(scene: Scene, token: Token) -> People | None:
    """The people that are a verb's object in the parse."""
    if is_passive(token):
        return None
    for child in token.children:
        if child.lower_ == "them" and child.dep_ == "dobj" and token.dep_ == "conj" and (taken_up := direct_object(scene, token.head)) is not None:
            return taken_up  # "dragged *seven workers* from a bus and shot them dead"
        if child.dep_ in OBJECTS and (child.i > token.i or child.lower_ in RELATIVES) and (phrase := resolve(scene, child)):
            return phrase
    return None


def _before_participle(scene: Scene, token: Token) -> People | None:
    """ "three others arrested in the raid"."""
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and not any(child.dep_ in OBJECTS for child in token.children):
        return _narrowest(scene, token.i) or resolve(scene, token.head)
    return None


def _narrowest(scene: Scene, index: int) -> People | None:
    """ "one of two boys killed": the two were killed. The innermost phrase before ``index`` that tells a number, else the outermost."""
    inside = [phrase for phrase in scene.people if phrase.end == index and phrase.number is not None]
    return max(inside, key=lambda phrase: phrase.start, default=scene.ending_at(index))


def _just_after(scene: Scene, token: Token) -> People | None:
    """The phrase right after an active verb, where the parse lost it."""
    if token.pos_ and (is_passive(token) or (token.tag_ == "VBN" and not has_have(token))):
        return None
    index = token.i + 1
    while index < len(scene.doc) and scene.doc[index].lower_ in AFTER_VERB:
        index += 1
    phrase = scene.starting_at(index)
    return phrase if phrase and not _owns(scene, phrase) else None


def _owns(scene: Scene, phrase: People) -> bool:
    """Whether the phrase only owns what follows: "the guards' house"."""
    return phrase.end < len(scene.doc) and scene.doc[phrase.end].tag_ == "POS"


def _shared_object(scene: Scene, token: Token) -> People | None:
    """ "killed and wounded dozens": the first verb takes the object of the second."""
    second = next((child for child in token.children if child.dep_ == "conj" and child.i > token.i), None)
    if second is None or is_passive(second) or any(word.pos_ not in ("CCONJ", "ADV", "PUNCT") for word in scene.doc[token.i + 1 : second.i]):
        return None
    return direct_object(scene, second) or _just_after(scene, second)


def _headline_subject(scene: Scene, token: Token) -> People | None:
    """ "Three killed in blast": a past tense with people before it and no object is a passive."""
    after = next((word.lower_ for word in scene.doc[token.i + 1 :] if word.lower_ not in AFTER_VERB), ".")  # "two teachers shot *dead* in"
    if not token.pos_:
        return just_before(scene, token)
    if token.tag_ not in ("VBD", "VBN", "JJ", "NN") or has_have(token) or not (after in words_of("ends_passive") or _and_number(scene, token)):
        return None
    for subject in subjects(token):
        if (phrase := resolve(scene, subject)) and phrase.manner != "pronoun":
            return phrase
    return _past_before(scene, token)


def _and_number(scene: Scene, token: Token) -> bool:
    """ "Two killed and 12 hurt"."""
    after = token.i + 1
    return after + 1 < len(scene.doc) and scene.doc[after].lower_ == "and" and scene.starting_at(after + 1) is not None


def _past_before(scene: Scene, token: Token) -> People | None:
    """The phrase right before a passive that the parse took for something else."""
    if token.tag_ in ("VBG", "VB", "VBZ", "VBP") or (token.tag_ == "VBN" and has_have(token) and not is_passive(token)):
        return None
    if subjects(token) and is_passive(token):  # "fees taken from Ann Lee were seized": its own subject is no people
        return None
    if token.tag_ == "VBD" and (any(child.dep_ in OBJECTS for child in token.children) or not _ends_clause(scene, token)):
        return None
    return just_before(scene, token)


def _ends_clause(scene: Scene, token: Token) -> bool:
    after = scene.doc[token.i + 1].lower_ if token.i + 1 < len(scene.doc) else "."
    return after in words_of("ends_passive") or after in ("and", "or")


def just_before(scene: Scene, token: Token) -> People | None:
    """The phrase right before a word, over auxiliaries and adverbs."""
    index, skip = token.i, words_of("skip_back")
    while index > max(token.i - 7, 0):
        if (phrase := scene.ending_at(index)) and phrase.head != token.i:
            return phrase
        if age := _age_before(scene, index):
            index = age
        elif scene.doc[index - 1].lower_ in skip:
            index -= 1
        else:
            return None
    return None


def along_with(scene: Scene, match: Match) -> list[People]:
    """ "was shot along with a boy and his uncle": those told behind the word of loss."""
    after = scene.doc.text_of(match.last + 1, match.last + 3)
    phrase = scene.starting_at(match.last + 3) if after.casefold() == "along with" else None
    return scene.group(phrase) if phrase else []


def _age_before(scene: Scene, index: int) -> int | None:
    """Where ", 14," begins, when it ends right before ``index``: "Boy, 14, fatally shot"."""
    if index < 4:
        return None
    first, age, second = scene.doc[index - 3 : index]
    return index - 3 if first.text == "," and second.text == "," and age.text.isdigit() and len(age) < 4 else None


def _shared_subject(scene: Scene, token: Token) -> People | None:
    """ "were killed and wounded", "was arrested and jailed": the second verb takes the subject of the first."""
    if (
        token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ in ("VBN", "VBD")
        and not subjects(token)
        and is_passive(token.head)
    ):
        return _passive_subject(scene, token.head)
    return None


def _over_aside(scene: Scene, token: Token) -> People | None:
    """ "20 people, four of them passers-by, were injured": the phrase before what stands between two commas."""
    commas = [index for index in range(token.i - 1, max(token.i - 16, 0), -1) if scene.doc[index].text == ","][:2]
    if len(commas) < 2 or not is_passive(token) or not {"them", "whom"} & {word.lower_ for word in scene.doc[commas[1] : commas[1] + 4]}:
        return None
    return scene.ending_at(commas[1]) if all(word.pos_ in ("AUX", "ADV") for word in scene.doc[commas[0] + 1 : token.i]) else None


def subject_of(scene: Scene, token: Token) -> People | None:
    """Who did what a verb without object tells."""
    verb = token
    for _ in range(3):
        for subject in subjects(verb):
            if phrase := resolve(scene, subject):
                return phrase
        if verb.dep_ in ("relcl", "acl") and (phrase := resolve(scene, verb.head)):
            return phrase
        if verb.dep_ not in ("conj", "xcomp") or verb.head.pos_ not in ("VERB", "AUX") or subjects(verb):
            break
        if verb.dep_ == "xcomp" and (phrase := direct_object(scene, verb.head)):  # "forced 2,000 people to flee"
            return phrase
        verb = verb.head
    if token.i and scene.doc[token.i - 1].lower_ == "to" and (phrase := scene.ending_at(token.i - 1)):
        return phrase
    return just_before(scene, token) if token.tag_ != "VBG" else None


def state_of(scene: Scene, token: Token) -> People | None:
    """Whom a state is told of: "three dead", "six sailors are missing", "left 12 people wounded"."""
    if phrase := just_before(scene, token) or _modified(scene, token):
        return phrase
    verb = token.head
    if token.dep_ not in STATE_DEPS or verb.pos_ not in ("VERB", "AUX"):
        return None
    for subject in subjects(token):
        if phrase := resolve(scene, subject):
            return phrase
    stays = verb.lemma_ in COPULAS
    if not stays and not is_passive(verb) and (phrase := direct_object(scene, verb)):
        return phrase
    return subject_of(scene, verb) if stays or is_passive(verb) or token.lower_ in ("in", "under") else None


def _modified(scene: Scene, token: Token) -> People | None:
    """ "three missing girls", "two dead soldiers": only where a number stands with them."""
    if token.dep_ in ("amod", "compound") and token.head.i > token.i:
        phrase = scene.holder(token.head)
        if phrase and phrase.start < token.i and phrase.manner == "number":
            return phrase
    return None


def people_of(scene: Scene, match: Match) -> People | None:
    """The people after "of", or before 's: "the death of Ana Silva", "Ana Silva's death"."""
    of = match.last + 1
    if of < len(scene.doc) and scene.doc[of].lower_ == "of":
        for index in (of + 1, of + 2):
            if phrase := scene.starting_at(index):
                return phrase
        return next((resolve(scene, child) for child in scene.doc[of].children if child.dep_ in ("pobj", "pcomp")), None)
    owner = next((child for child in match.token.children if child.dep_ == "poss" and child.tag_ != "PRP$"), None)
    if owner is None:
        return None
    noun = people_noun(owner.lower_)
    if owner.ent_type_ == "PERSON" or (noun and not noun.plural):
        return People(owner.left_edge.i, owner.i + 1, owner.i, ONE, "name" if noun is None else "singular", noun.section if noun else "anyone")
    return scene.holder(owner)


def lives_of(scene: Scene, match: Match) -> People | None:
    """ "claimed the lives of 12 soldiers": the people after "lives of"."""
    for index in range(match.last + 1, min(match.last + 8, len(scene.doc) - 1)):
        if scene.doc[index].lower_ in ("lives", "life") and scene.doc[index + 1].lower_ == "of":
            phrase = scene.starting_at(index + 2) or scene.starting_at(index + 3)
            return People(phrase.start, phrase.end, phrase.head, phrase.number, phrase.manner, "lives", phrase.heads) if phrase else None
    return None
