"""The phrases for people in one sentence, each with how many it tells: "three police officers", "Ann Lee", "dozens of pupils"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.facts.counts import CountMention, find_counts
from onrecord.facts.people import group_words, is_generic_people, looks_like_person, people_noun
from onrecord.facts.toll_words import words_of
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Doc, Token

Manner = Literal["number", "article", "singular", "plural", "name", "pronoun", "none", "unknown"]


class Number(NamedTuple):
    """Low, best and high of a group; None: no such bound."""

    low: int | None
    best: int | None
    high: int | None


ONE = Number(1, 1, 1)
NOBODY = Number(0, 0, 0)
PLURAL = Number(2, None, None)


@dataclass(frozen=True, slots=True)
class People:
    """Tokens ``[start, end)`` for people, their head, and their number: None where the words leave it open ("the guards").

    ``heads``: other tokens that stand for the phrase in a parse.
    ``section``: that of the noun in ``people_nouns.txt``; "lives"; "part" ("two of them"); None for a bare number or a pronoun.
    """

    start: int
    end: int
    head: int
    number: Number | None
    manner: Manner
    section: str | None = None
    heads: tuple[int, ...] = ()

    def holds(self, index: int) -> bool:
        """Whether a token that stands for the phrase in the parse is this one."""
        return index == self.head or index in self.heads


SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself", "i", "me", "myself", "someone", "somebody", "another"})
PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "we", "us", "ourselves", "these", "those", "everyone", "everybody", "all"})
NOBODY_PRONOUNS = frozenset({"anyone", "anybody"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "whose"})
ONE_OF = frozenset({"a", "an", "another", "one"})
OPEN = frozenset({"each", "every", "any", "which", "what", "all"})
# Nouns that are as often adjectives: people only where the parse says noun.
TWO_FACED = frozenset(
    {"other", "female", "male", "minor", "native", "local", "general", "major", "private", "principal", "patient", "human", "chief", "fellow"}
)
TWO_FACED |= {"marine", "partisan", "elder", "captive", "slave", "militant", "rebel", "guerrilla"}
COUNTED_BODIES = frozenset({"police", "personnel", "staff", "crew"})
PLACED_BY = frozenset({"from", "in", "near", "at", "outside", "around", "across", "inside"})
THE_LOST = frozenset({"dead", "wounded", "injured", "missing"})
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "SYM", "X"})
JOINTS = frozenset({"-", "'s", "’s", "'", "’", '"', "“", "”", "/", "&", "–"})
MODIFIERS = frozenset({"nummod", "quantmod", "amod", "det", "compound", "nmod", "predet", "advmod", "poss", "npadvmod"})


def find_people(sentence: Sentence) -> list[People]:
    """The people phrases of a sentence, in order, lists not yet summed. "two of the 12 guards" gives two, the second inside the first."""
    finder = _Finder(sentence)
    found: list[People] = []
    for token in sentence.doc:
        phrase = finder.read(token)
        if phrase is None:
            continue
        last = found[-1] if found else None
        if last is not None and phrase.start < last.end:
            if last.manner == "number" and phrase.holds(last.head):
                continue
            if phrase.head in last.heads or (phrase.end <= last.end and last.manner != "number"):
                continue
            if last.manner != "number":
                found.pop()
        found.append(phrase)
    return found


def _is_where(token: Token) -> bool:
    """Whether a proper noun, or one that it is listed with, says where: "three nurses from Kenya, *Uganda* and *Malawi*"."""
    while token.dep_ == "conj" and token.head.tag_ in ("NNP", "NNPS"):
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in PLACED_BY


def _dies(token: Token) -> bool:
    """Whether a proper noun, or one it is listed with, is told of by a word that is said of people alone: "Figaro was shot"."""
    head = token
    for _ in range(6):
        if head.dep_ not in ("conj", "appos") or head.head.tag_ != "NNP":
            break
        head = head.head
    verb = head.head
    if head.dep_ == "pobj" and verb.lower_ == "of" and any(child.dep_ == "compound" and child.is_title for child in head.children):
        return verb.head.lower_ in ("killing", "murder", "death", "shooting", "stabbing", "slaying")  # "the killing of Ana Ruiz"
    if head.dep_ == "nsubjpass":
        return verb.lower_ in ("shot", "stabbed", "hospitalized", "hospitalised", "wounded")
    return head.dep_ == "nsubj" and verb.lemma_ == "die"


class _Finder:
    """The rules that read a people phrase at a token; the first that has an opinion wins."""

    def __init__(self, sentence: Sentence) -> None:
        self.doc: Doc = sentence.doc
        self.parsed = sentence.parsed
        self.mention_at: dict[int, CountMention] = {}
        self.extent: dict[int, tuple[int, int]] = {}
        for mention in find_counts(sentence):
            start, end = mention.start - sentence.start, mention.end - sentence.start
            tokens = [token.i for token in self.doc if token.idx < end and token.idx + len(token) > start]
            for index in tokens:
                self.mention_at[index] = mention
                self.extent[index] = (tokens[0], tokens[-1] + 1)

    def read(self, token: Token) -> People | None:
        """The people phrase whose last word, or whose number, is ``token``."""
        if token.i + 2 < len(self.doc) and self.doc[token.i + 1].text == "-" and self.doc[token.i + 2].tag_ == "VBN":
            return None  # "*rebel*-held towns"
        if token.i in self.extent:
            phrase = self._number(token)
            if phrase or people_noun(token.lower_) is None:
                return phrase
        for rule in (self._pronoun, self._aged, self._name, self._group, self._noun, self._nation, self._unlisted, self._force, self._lives):
            if phrase := rule(token):
                return phrase
        return None

    # numbers

    def _number(self, token: Token) -> People | None:
        """A number that stands for people itself, or for those after its "of"."""
        start, end = self.extent[token.i]
        if token.i != end - 1:
            return None
        mention = self.mention_at[token.i]
        number = Number(mention.count.low, mention.count.best, mention.count.high)
        heads = tuple(range(start, end))
        core = self._core(start, end)
        after = self.doc[end] if end < len(self.doc) else None
        ends_of = token.lower_ == "of"
        if ends_of or (after is not None and after.lower_ == "of"):
            return self._partitive(end if ends_of else end + 1, People(start, end, core, number, "number", None, heads))
        if after is not None and after.lower_ == "else":  # "no one else": others were
            return People(start, end, core, None, "unknown", None, heads)
        if after is not None and self._modifies(core, token, after):
            return None
        couple = self.doc[start].lower_ == "a" and token.lower_ == "couple"
        return People(start, end, core, number, "none" if mention.sort == "none" else "number", "anyone" if couple else None, heads)

    def _core(self, start: int, end: int) -> int:
        """The token of a number that the parse hangs things on: the one whose head is outside."""
        if not self.parsed:
            return end - 1
        outside = [index for index in range(start, end) if not start <= self.doc[index].head.i < end or self.doc[index].head.i == index]
        return outside[-1] if outside else end - 1

    def _modifies(self, core: int, last: Token, after: Token) -> bool:
        """Whether the number counts a noun that follows."""
        states = words_of("state")
        if not self.parsed:
            return after.is_alpha and not after.is_stop and after.lower_ not in states
        for token in (self.doc[core], last):
            if token.dep_ in MODIFIERS and token.head.i > last.i and token.head.lower_ not in states:
                between = self.doc[last.i + 1 : token.head.i]
                broken = any(word.pos_ in ("VERB", "AUX", "ADP") and word.tag_ not in ("VBN", "VBG") for word in between)
                return token.head.pos_ in INSIDE | {"PRON"} and not broken
        return after.lower_ not in states and after.pos_ in ("NOUN", "PROPN", "ADJ", "SYM") and after.tag_ != "VBN"

    def _partitive(self, first: int, number: People) -> People | None:
        """ "dozens of pupils", "two of the 12 guards", "some of them"."""
        for token in self.doc[first : first + 9]:
            noun = people_noun(token.lower_)
            if token.lower_ in ("them", "us", "those", "these", "whom"):
                return self._reach(number, token, "part", own=False)
            if token.lower_ in THE_LOST and token.i > first and (not self.parsed or token.pos_ == "NOUN" or token.dep_ == "pobj"):
                return self._reach(number, token, "anyone", own=False)
            if noun and self._is_head(token):
                definite = any(word.lower_ in DEFINITE or word.i in self.extent for word in self.doc[first : token.i])
                return self._reach(number, token, noun.section, own=not definite)
            if token.ent_type_ == "NORP" and token.tag_ == "NNPS":
                return self._reach(number, token, "anyone", own=True)
            if token.lower_ == "lives":
                return self._reach(number, token, "lives", own=True)
            if (token.is_punct and token.text not in JOINTS) or (
                self.parsed and token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") and token.tag_ not in ("VBN", "VBG")
            ):
                return None
        return None

    @staticmethod
    def _reach(number: People, token: Token, section: str, *, own: bool) -> People:
        heads = (*number.heads, token.i) if own else number.heads
        return People(number.start, token.i + 1, number.head, number.number, "number", section, heads)

    # words

    def _pronoun(self, token: Token) -> People | None:
        word = token.lower_
        if self.parsed and (token.pos_ not in ("PRON", "DET", "NOUN") or token.tag_ == "PRP$"):
            return None
        if word in ("another", "all", "these", "those", "her") and (not self.parsed or token.dep_ in MODIFIERS):
            return None
        if word in SINGULAR_PRONOUNS:
            return People(token.i, token.i + 1, token.i, ONE, "pronoun", "attackers" if word in ("himself", "herself") else None)
        if word in PLURAL_PRONOUNS:
            return People(token.i, token.i + 1, token.i, None, "pronoun")
        return People(token.i, token.i + 1, token.i, NOBODY, "none") if word in NOBODY_PRONOUNS else None

    def _aged(self, token: Token) -> People | None:
        """ "a six-year-old", "two 12-year-olds", where no noun follows."""
        if (
            token.lower_ not in ("old", "olds")
            or token.i < 2
            or self.doc[token.i - 1].text != "-"
            or (self.parsed and token.head.i > token.i and token.dep_ in MODIFIERS and token.head.lower_ not in words_of("state"))
        ):
            return None
        if (
            token.i + 1 < len(self.doc)
            and self.doc[token.i + 1].pos_ in ("NOUN", "PROPN", "ADJ")
            and self.doc[token.i + 1].lower_ not in words_of("state")
        ):
            return None
        plural = token.lower_ == "olds"
        return self._extend(token, PLURAL if plural else ONE, "plural" if plural else "singular", "anyone", plural=plural)

    def _name(self, token: Token) -> People | None:
        """A person's name, counted as one."""
        if not self.parsed or token.tag_ != "NNP" or people_noun(token.lower_) or (token.dep_ == "compound" and token.head.i > token.i):
            return None
        after = token.nbor() if token.i + 1 < len(self.doc) else None
        if _is_where(token) or (token.dep_ == "appos" and token.head.tag_ == "NN" and people_noun(token.head.lower_) is None):
            return None  # "the vessel, the *Lighthouse Winmore*"
        if after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I" and after.tag_ == "NNP":
            return None
        before = self.doc[token.i - 1] if token.i else None
        titled = before is not None and people_noun(before.lower_) is not None
        full = before is not None and before.tag_ == "NNP" and before.dep_ == "compound" and token.is_title and before.is_title
        if (
            _dies(token) and token.text[:1].isupper() and not token.text.isupper() and token.ent_type_ in ("", "ORG")
        ):  # only people die, or are shot, by a name alone
            return self._extend(token, ONE, "name", "anyone")
        if token.ent_type_ == "PERSON" or (titled and token.ent_type_ in ("", "ORG")) or (full and not token.ent_type_):
            return self._extend(token, ONE, "name", "anyone")
        return None

    def _group(self, token: Token) -> People | None:
        """ "a family of five", "a group of 15 workers", "a couple"."""
        groups = group_words()
        if token.lower_ not in groups or (self.parsed and token.pos_ != "NOUN"):
            return None
        after = token.i + 2
        if after < len(self.doc) and self.doc[token.i + 1].lower_ == "of" and after in self.extent:
            start, end = self.extent[after]
            count = self.mention_at[after].count
            nouns = (word.i + 1 for word in self.doc[end : end + 5] if people_noun(word.lower_) and self._is_head(word))
            last = next(nouns, end)
            return People(
                self._extend(token, None, "number", "anyone").start,
                last,
                token.i,
                Number(count.low, count.best, count.high),
                "number",
                "anyone",
                tuple(range(start, last)),
            )
        alone = groups[token.lower_]
        return self._extend(token, Number(alone, alone, alone), "number", "anyone") if alone else None

    def _noun(self, token: Token) -> People | None:
        noun = people_noun(token.lower_)
        if (
            noun is None
            or not self._is_head(token)
            or self._taken(token)
            or self._ends_name(token)
            or (token.i and token.nbor(-1).lower_ in ("years", "year"))
            or (self.parsed and token.lower_ in TWO_FACED and token.pos_ != "NOUN")
        ):
            return None
        return self._extend(token, PLURAL if noun.plural else ONE, "plural" if noun.plural else "singular", noun.section, plural=noun.plural)

    def _ends_name(self, token: Token) -> bool:
        """Whether the word is part of a body's name: "the Riverside Hospital *for Children*"."""
        before, first = self.doc[max(0, token.i - 1)], self.doc[max(0, token.i - 2)]
        return token.i > 1 and token.text[:1].isupper() and before.text in ("for", "of") and first.is_title and first.tag_ == "NNP"

    def _taken(self, token: Token) -> bool:
        """Whether the word tells what others were made: "took 15 soldiers prisoner"."""
        if token.lower_ not in ("hostage", "captive", "prisoner") or not token.i:
            return False
        held = (
            self.parsed and token.head.lemma_ in ("take", "hold", "keep") and token.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON")
        )  # "took staff hostage"
        return held or people_noun(self.doc[token.i - 1].lower_) is not None

    def _is_head(self, token: Token) -> bool:
        """Whether a noun stands for people itself, and does not only qualify the next noun ("police station")."""
        if not self.parsed:
            after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
            return (
                after is None
                or not after.is_alpha
                or after.is_stop
                or after.lower_ in words_of("state")
                or after.lower_.endswith(("ed", "ing", "ly"))
            )
        if token.pos_ in ("VERB", "ADJ") and token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT"):
            return False
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "PRON") and not (token.pos_ == "INTJ" and token.i == 0):
            return False
        qualifies = token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.i > token.i
        return not qualifies or (self._taken(token.head) and token.head.i == token.i + 1)

    def _nation(self, token: Token) -> People | None:
        """ "12 Palestinians", "a Dutchwoman": one without article or number is left alone."""
        if not self.parsed or token.ent_type_ != "NORP" or token.dep_ in ("compound", "amod", "nmod", "poss") or token.pos_ not in ("NOUN", "PROPN"):
            return None
        if token.tag_ in ("NNPS", "NNS"):
            return self._extend(token, PLURAL, "plural", "anyone", plural=True)
        phrase = self._extend(token, None, "unknown", "anyone")
        return phrase if phrase.manner in ("article", "number") else None

    def _unlisted(self, token: Token) -> People | None:
        """A plural that is built like a word for people, where a number stands with it: "four bandleaders"."""
        if not self.parsed or token.tag_ != "NNS" or not looks_like_person(token.lower_) or token.dep_ == "compound":
            return None
        phrase = self._extend(token, None, "unknown", "anyone", plural=True)
        return phrase if phrase.manner == "number" else None

    def _force(self, token: Token) -> People | None:
        """ "18 police", "12 army personnel": a body's name stands for its people where they are counted."""
        if not self.parsed or token.lower_ not in COUNTED_BODIES or not self._is_head(token):
            return None
        phrase = self._extend(token, None, "unknown", "anyone", plural=True)
        return phrase if phrase.manner == "number" else None

    def _lives(self, token: Token) -> People | None:
        """ "more than 40 lives"."""
        if token.lower_ not in ("lives", "life"):
            return None
        phrase = self._extend(token, None, "unknown", "lives", plural=True)
        return phrase if phrase.manner == "number" else None

    # the words before a noun

    def _extend(self, head: Token, number: Number | None, manner: Manner, section: str, *, plural: bool = False) -> People:
        """The phrase from its number, article or first modifier up to ``head``."""
        floor = head.left_edge.i if self.parsed else max(head.i - 5, 0)
        start, end, index = head.i, head.i + 1, head.i - 1
        while index >= 0:
            token = self.doc[index]
            word = token.lower_
            if index in self.extent and self.mention_at[index].sort != "none":
                count, first = self.mention_at[index].count, self.extent[index][0]
                if first and (self.doc[first - 1].lower_ in DEFINITE or self.doc[first - 1].tag_ == "PRP$"):  # "her two sons"
                    first -= 1
                return People(first, end, head.i, Number(count.low, count.best, count.high), "number", section)
            if (word in DEFINITE and token.tag_ != "IN") or (self.parsed and token.tag_ == "PRP$"):
                known = None if plural and manner != "name" else number
                return People(index, end, head.i, known, manner if known else "unknown", section)
            if word in ONE_OF and not plural and index and self.doc[index - 1].lower_ == "not":  # "not a single soldier", nor of others
                return People(index - 1, end, head.i, NOBODY if is_generic_people(head.lower_) else None, "none", section)
            if word in ONE_OF and not plural:
                return People(index, end, head.i, ONE, "article", section)
            if word == "no":
                nobody = is_generic_people(head.lower_) and head.i - index < 2
                return People(index, end, head.i, NOBODY if nobody else None, "none", section)
            if word in OPEN or (word == "of" and index > 0 and self.doc[index - 1].lower_ in words_of("open_of")):
                return People(start, end, head.i, None, "unknown", section)
            if index < floor or not self._inside(token):
                break
            if token.tag_ == "POS" and plural:
                number, manner = None, "unknown"
            start = index
            index -= 1
        return People(start, end, head.i, number, manner, section)

    def _inside(self, token: Token) -> bool:
        if token.is_title and token.dep_ == "compound" and token.tag_ == "MD":  # "Will Norris"
            return True
        if token.text in JOINTS or (token.is_alpha and token.i + 1 < len(self.doc) and self.doc[token.i + 1].text == "-"):  # "off-duty"
            return True
        if not self.parsed:
            return token.is_alpha and not token.is_stop
        if token.pos_ == "CCONJ" and 0 < token.i < len(self.doc) - 1:  # "11 Western and Russian hostages"
            return all(near.pos_ == "ADJ" or near.ent_type_ == "NORP" for near in (token.nbor(-1), token.nbor(1)))
        return token.pos_ in INSIDE or (token.tag_ in ("VBN", "VBG", "POS", "JJ", "HYPH") and token.dep_ in MODIFIERS | {"case", "punct"})
