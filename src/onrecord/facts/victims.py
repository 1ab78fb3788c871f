"""The phrases for people in one sentence, each with how many it tells: "three police officers", "Ann Lee", "dozens of pupils"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from onrecord.facts.counts import CountMention, find_counts
from onrecord.facts.people import group_words, is_generic_people, looks_like_person, people_noun
from onrecord.text.parse import Sentence

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
    """Tokens ``[start, end)`` for people, the token that heads them, and their number: None where the words leave it open ("the guards")."""

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


SINGULAR_PRONOUNS = {"he", "she", "him", "her", "himself", "herself", "i", "me", "myself", "someone", "somebody", "another"}
PLURAL_PRONOUNS = {"they", "them", "themselves", "we", "us", "ourselves", "these", "those", "everyone", "everybody", "all"}
NOBODY_PRONOUNS = {"anyone", "anybody"}
DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "whose"}
ONE_OF = {"a", "an", "another", "one"}
OPEN = {"each", "every", "any", "which", "what", "all"}
INSIDE = {"ADJ", "NOUN", "PROPN", "NUM", "ADV", "SYM", "X"}
JOINTS = {"-", "'s", "’s", "'", "’", '"', "“", "”", "/", "&", "–"}
MODIFIERS = {"nummod", "quantmod", "amod", "det", "compound", "nmod", "predet", "advmod", "poss", "npadvmod"}
# What may be parsed as the noun behind a number that stands alone: "12 wounded", "three killed".
STATES = {
    "dead",
    "wounded",
    "injured",
    "killed",
    "missing",
    "hurt",
    "arrested",
    "detained",
    "kidnapped",
    "abducted",
    "shot",
    "slain",
    "homeless",
    "hostage",
    "captive",
}
STATES |= {"displaced", "unaccounted", "hospitalized", "hospitalised", "critically", "seriously", "fatally", "stabbed", "injuring", "more"}


def find_people(sentence: Sentence) -> list[People]:
    """The people phrases of a sentence, in order, lists not yet summed."""
    return _Finder(sentence).find()


class _Finder:
    """One pass over the tokens of a sentence; later phrases never overlap earlier ones, except the part of "two of the 12 guards"."""

    def __init__(self, sentence: Sentence) -> None:
        self.doc: Doc = sentence.doc
        self.parsed = sentence.parsed
        self.mention_at: dict[int, CountMention] = {}
        self.mention_tokens: dict[int, tuple[int, int]] = {}
        for mention in find_counts(sentence):
            tokens = [
                token.i for token in self.doc if token.idx < mention.end - sentence.start and token.idx + len(token) > mention.start - sentence.start
            ]
            for index in tokens:
                self.mention_at[index] = mention
                self.mention_tokens[index] = (tokens[0], tokens[-1] + 1)

    def find(self) -> list[People]:
        found: list[People] = []
        for token in self.doc:
            phrase = self._read(token)
            if phrase is None:
                continue
            if found and phrase.start < found[-1].end and not (found[-1].manner == "number" and phrase.head not in found[-1].heads):
                if phrase.end <= found[-1].end or found[-1].manner == "number":
                    continue
                found.pop()
            found.append(phrase)
        return found

    def _read(self, token: Token) -> People | None:
        if token.i in self.mention_tokens:
            phrase = self._bare_number(token)
            if phrase or people_noun(token.lower_) is None:
                return phrase
        for rule in (self._pronoun, self._name, self._group, self._noun):
            if phrase := rule(token):
                return phrase
        return None

    # numbers

    def _bare_number(self, token: Token) -> People | None:
        """A number that stands for people itself, or for those after its "of"."""
        start, end = self.mention_tokens[token.i]
        if token.i != end - 1:
            return None
        mention = self.mention_at[token.i]
        number = Number(mention.count.low, mention.count.best, mention.count.high)
        core = self._core(start, end)
        heads = tuple(range(start, end))
        after = self.doc[end] if end < len(self.doc) else None
        ends_of = self.doc[end - 1].lower_ == "of"
        if after is not None and (after.lower_ == "of" or ends_of):
            return self._partitive(start, end if ends_of else end + 1, core, number, heads)
        if after is not None and self._modifies_next(core, token, after):
            return None
        manner: Manner = "none" if mention.sort == "none" else "number"
        if self.doc[start].lower_ in ("a", "an") and mention.sort == "number" and mention.count.best == 2:
            return People(start, end, core, number, manner, "anyone", heads)
        return People(start, end, core, number, manner, None, heads)

    def _core(self, start: int, end: int) -> int:
        """The token of a number that the parse hangs things on: the one whose head is outside."""
        if not self.parsed:
            return end - 1
        outside = [index for index in range(start, end) if not start <= self.doc[index].head.i < end or self.doc[index].head.i == index]
        return outside[-1] if outside else end - 1

    def _modifies_next(self, core: int, last: Token, after: Token) -> bool:
        if not self.parsed:
            return (
                after.lower_ not in STATES
                and after.is_alpha
                and not after.is_stop
                and people_noun(after.lower_) is None
                and after.lower_ not in ("-",)
            )
        for token in (self.doc[core], last):
            if token.dep_ in MODIFIERS and token.head.i > last.i and token.head.lower_ not in STATES:
                between = self.doc[last.i + 1 : token.head.i]
                return token.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "X", "NUM", "SYM") and not any(
                    t.pos_ in ("VERB", "AUX", "ADP") and t.tag_ not in ("VBN", "VBG") for t in between
                )
        return after.lower_ not in STATES and after.pos_ in ("NOUN", "PROPN", "ADJ", "SYM") and after.tag_ != "VBN" and after.lower_ not in ("ago",)

    def _partitive(self, start: int, after_of: int, core: int, number: Number, heads: tuple[int, ...]) -> People | None:
        """ "dozens of pupils", "two of the 12 guards", "some of them"."""
        for index in range(after_of, min(after_of + 9, len(self.doc))):
            token = self.doc[index]
            noun = people_noun(token.lower_)
            if token.lower_ in ("them", "us", "those", "these", "whom"):
                return People(start, index + 1, core, number, "number", "anyone", heads)
            if noun and self._is_head(token):
                definite = any(part.lower_ in DEFINITE or part.i in self.mention_tokens for part in self.doc[after_of:index])
                own = heads if definite else (*heads, index)
                return People(start, index + 1, core, number, "number", noun.section, own)
            if token.ent_type_ == "NORP" and token.tag_ == "NNPS":
                return People(start, index + 1, core, number, "number", "anyone", (*heads, index))
            if token.lower_ in ("life", "lives"):
                return People(start, index + 1, core, number, "number", "lives", (*heads, index))
            if token.is_punct and token.text not in JOINTS:
                return None
            if self.parsed and token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") and token.tag_ not in ("VBN", "VBG"):
                return None
        return None

    # words

    def _pronoun(self, token: Token) -> People | None:
        word = token.lower_
        if self.parsed and token.pos_ not in ("PRON", "DET", "NOUN"):
            return None
        if word == "her" and self.parsed and token.tag_ == "PRP$":
            return None
        if word in ("another", "all", "these", "those", "her") and (not self.parsed or token.dep_ in MODIFIERS):
            return None
        if word in SINGULAR_PRONOUNS:
            section = "attackers" if word in ("himself", "herself") else None
            return People(token.i, token.i + 1, token.i, ONE, "pronoun", section)
        if word in PLURAL_PRONOUNS:
            return People(token.i, token.i + 1, token.i, None, "pronoun")
        if word in NOBODY_PRONOUNS:
            return People(token.i, token.i + 1, token.i, NOBODY, "none")
        return None

    def _name(self, token: Token) -> People | None:
        """A person's name, counted as one."""
        if not self.parsed or token.pos_ != "PROPN" or people_noun(token.lower_) or token.tag_ == "NNPS":
            return None
        if token.dep_ == "compound" and token.head.i > token.i:
            return None
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if after is not None and (after.ent_type_ == "PERSON" and after.ent_iob_ == "I" and after.tag_ != "POS"):
            return None
        title = token.i > 0 and people_noun(self.doc[token.i - 1].lower_) is not None
        if token.ent_type_ == "PERSON" or (title and token.ent_type_ in ("", "ORG")):
            return self._extend(token, ONE, "name", "anyone")
        return None

    def _group(self, token: Token) -> People | None:
        """ "a family of five", "a group of 15 workers", "a couple"."""
        groups = group_words()
        if token.lower_ not in groups or (self.parsed and token.pos_ != "NOUN"):
            return None
        alone = groups[token.lower_]
        nxt = token.i + 1
        if nxt + 1 < len(self.doc) and self.doc[nxt].lower_ == "of" and self.mention_tokens.get(nxt + 1):
            start, end = self.mention_tokens[nxt + 1]
            mention = self.mention_at[nxt + 1]
            last = end
            for index in range(end, min(end + 6, len(self.doc))):
                if people_noun(self.doc[index].lower_) and self._is_head(self.doc[index]):
                    last = index + 1
                    break
                if self.doc[index].pos_ not in INSIDE:
                    break
            first = self._extend(token, None, "number", "anyone").start
            number = Number(mention.count.low, mention.count.best, mention.count.high)
            return People(first, last, token.i, number, "number", "anyone", tuple(range(start, last)))
        if alone is None:
            return None
        return self._extend(token, Number(alone, alone, alone), "number", "anyone")

    def _is_head(self, token: Token) -> bool:
        if self.parsed:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "PRON"):
                return False
            if (
                token.pos_ in ("VERB", "ADJ")
                and not (token.tag_ in ("VB", "VBP") and False)
                and token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT")
            ):
                return False
            if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i:
                return False
            return not (token.dep_ == "poss" and token.head.i > token.i)
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return after is None or not after.is_alpha or after.is_stop or after.lower_ in STATES or people_noun(after.lower_) is None

    def _noun(self, token: Token) -> People | None:
        noun = people_noun(token.lower_)
        if noun is None:
            if not self.parsed:
                return None
            if token.tag_ in ("NNPS", "NNS") and (token.ent_type_ == "NORP" or looks_like_person(token.lower_)) and token.dep_ != "compound":
                return self._extend(token, PLURAL, "plural", "anyone", plural=True)
            if token.lower_ in ("lives", "life") and token.i > 0:
                phrase = self._extend(token, None, "unknown", "lives", plural=True)
                return phrase if phrase.manner == "number" else None
            return None
        if not self._is_head(token):
            return None
        if token.lower_ in (
            "other",
            "female",
            "male",
            "minor",
            "native",
            "local",
            "general",
            "major",
            "private",
            "principal",
            "patient",
            "human",
            "chief",
            "fellow",
            "marine",
            "partisan",
            "elder",
        ) and (self.parsed and token.pos_ != "NOUN"):
            return None
        return self._extend(token, PLURAL if noun.plural else ONE, "plural" if noun.plural else "singular", noun.section, plural=noun.plural)

    def _extend(self, head: Token, number: Number | None, manner: Manner, section: str, *, plural: bool = False) -> People:
        """The phrase from its number, article or first modifier up to ``head``."""
        floor = head.left_edge.i if self.parsed else max(head.i - 5, 0)
        start = head.i
        index = head.i - 1
        while index >= 0:
            token = self.doc[index]
            if index in self.mention_tokens:
                mention = self.mention_at[index]
                first, _ = self.mention_tokens[index]
                if mention.sort != "none":
                    return People(first, head.i + 1, head.i, Number(mention.count.low, mention.count.best, mention.count.high), "number", section)
                break
            word = token.lower_
            if word in DEFINITE or (self.parsed and token.tag_ == "PRP$"):
                open_number = number if not plural or manner == "name" else None
                return People(index, head.i + 1, head.i, open_number, manner if open_number else "unknown", section)
            if word in ONE_OF:
                return People(
                    index, head.i + 1, head.i, ONE if number in (ONE, None) and not plural else number, "article" if not plural else manner, section
                )
            if word == "no":
                none = NOBODY if is_generic_people(head.lower_) or head.lower_ in ("others", "other") else None
                return People(index, head.i + 1, head.i, none, "none", section)
            if word in OPEN:
                return People(index, head.i + 1, head.i, None, "unknown", section)
            if index < floor or not self._inside(token):
                break
            if word in ("'s", "’s", "'", "’") and index > 0 and plural:
                number, manner = None, "unknown"
            start = index
            index -= 1
        return People(start, head.i + 1, head.i, number, manner, section)

    def _inside(self, token: Token) -> bool:
        if token.text in JOINTS:
            return True
        if not self.parsed:
            return token.is_alpha and not token.is_stop
        return token.pos_ in INSIDE or token.tag_ in ("VBN", "VBG", "POS", "JJ", "HYPH") and token.dep_ in MODIFIERS | {"case", "punct"}


def add(numbers: Sequence[Number]) -> Number:
    """The sum of disjoint groups: a bound that one of them lacks, the sum lacks."""

    def total(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return Number(total([n.low for n in numbers]), total([n.best for n in numbers]), total([n.high for n in numbers]))
