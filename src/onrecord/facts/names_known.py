"""The names of a report once they are known, and what a short form, a description or a pronoun stands for among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from onrecord.facts.kinds import head_of, is_nationality, kind_guess, words_of
from onrecord.lexicon import read_lexicon
from onrecord.nouns import Kind

Sort = Literal["person", "body", "role"]
PRONOUNS: dict[str, tuple[Sort | None, bool, str]] = {  # sort, plural, gender
    "he": ("person", False, "m"),
    "him": ("person", False, "m"),
    "she": ("person", False, "f"),
    "her": ("person", False, "f"),
    "it": ("body", False, ""),
    "they": (None, True, ""),
    "them": (None, True, ""),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its shortest full form, as it stands at ``text[start:end]``. ``context``: the words that tell who it is."""

    words: str
    start: int
    end: int
    kind: Kind
    sort: Sort
    context: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name, or a part of it, stands."""

    name: int
    start: int
    end: int
    sentence: int
    subject: bool = False
    speaks: bool = False


@dataclass(frozen=True)
class Names:
    """What ``find_names`` found, in reading order."""

    known: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    aliases: tuple[tuple[str, int], ...] = ()
    genders: tuple[tuple[int, str], ...] = ()

    @cached_property
    def _aliases(self) -> dict[str, int]:
        return dict(reversed(self.aliases))

    def full(self, words: str, *, at: int, sentence: int | None = None) -> Name | None:
        """The name that ``words``, standing at offset ``at``, are for; ``None`` where nothing fits or more than one does."""
        plain = bare(words)
        if not plain:
            return None
        if plain.casefold() in PRONOUNS:
            return self._of_pronoun(plain.casefold(), at, sentence)
        if any(token[:1].isupper() for token in words_of(plain)) and not _is_description(plain):
            return self._of_short_form(plain, at)
        return self._of_description(words, plain, at)

    def _of_short_form(self, plain: str, at: int) -> Name | None:
        if plain in self._aliases:
            return self.known[self._aliases[plain]]
        wanted = {token.removesuffix("'s").removesuffix("’s") for token in words_of(plain)}
        fits = [
            number
            for number, name in enumerate(self.known)
            if name.sort != "role" and wanted <= set(words_of(name.words)) and _may_stand_for(wanted, name)
        ]
        return self._nearest(fits, at)

    def _nearest(self, numbers: Sequence[int], at: int) -> Name | None:
        """Of several, the one last mentioned in full before ``at``; of none before, the first after."""
        if not numbers:
            return None
        before = [mention for mention in self.mentions if mention.name in numbers and mention.start <= at]
        return self.known[before[-1].name] if before else self.known[numbers[0]]

    def _sentence_of(self, at: int) -> int:
        earlier = [mention.sentence for mention in self.mentions if mention.start <= at]
        return earlier[-1] if earlier else 0

    def _of_pronoun(self, pronoun: str, at: int, sentence: int | None) -> Name | None:
        sort, plural, gender = PRONOUNS[pronoun]
        here = self._sentence_of(at) if sentence is None else sentence
        known_genders = dict(self.genders)
        best: dict[int, float] = {}
        for mention in self.mentions:
            name = self.known[mention.name]
            distance = here - mention.sentence
            if mention.end > at or not 0 <= distance <= 4 or name.plural != plural or not _agrees(name, sort):
                continue
            if gender and known_genders.get(mention.name, gender) != gender:
                continue
            if pronoun in {"it", "its"} and name.kind is Kind.OTHER and not (mention.subject or mention.speaks):
                continue  # a name of which nothing is known, and that does nothing: as like a village as a body
            score = (
                4.0
                - distance
                + 2.0 * mention.speaks
                + 1.5 * mention.subject
                + (1.5 if distance == 0 and mention.subject else 0.5 if distance == 0 else 0.0)
            )
            best[mention.name] = max(best.get(mention.name, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.5):
            return None
        return self.known[ranked[0][0]]

    def _of_description(self, words: str, plain: str, at: int) -> Name | None:
        if not re.match(r"\s*(?:the|this|that|its|his|her|their|a|an)\b", words, re.I):
            return None
        tokens = words_of(head_of(plain))
        if not tokens:
            return None
        head = tokens[-1].casefold()
        if re.match(r"\s*an?\b", words, re.I):
            return self._named_later(head, plain, at)
        if head in group_nouns():
            named = {token for token in tokens[:-1] if token[:1].isupper() and not is_nationality(token)}
            group = self._of_group_noun(head, tokens, at)
            return None if group is not None and named and named.isdisjoint(words_of(group.words)) else group  # "the Harbour faction" is another
        earlier = [mention for mention in self.mentions if mention.end <= at]
        for mention in reversed(earlier):
            name = self.known[mention.name]
            if _is_described_by(name, head, tokens[:-1]):
                return name
        return None

    def _named_later(self, head: str, plain: str, at: int) -> Name | None:
        """ "A government spokesman said" is who a later "the spokesman, John Smith," names."""
        later = [
            name
            for name in self.known
            if name.start > at and name.sort == "person" and re.match(rf"the\b.*\b{re.escape(head)}\b", name.context, re.I)
        ]
        return later[0] if len(later) == 1 and len(words_of(plain)) <= 3 else None

    def _of_group_noun(self, head: str, tokens: Sequence[str], at: int) -> Name | None:
        """The one group named in the sentences just before; none when there are two."""
        kinds = group_nouns()[head]
        here = self._sentence_of(at)
        near = [
            m
            for m in self.mentions
            if m.end <= at and self.known[m.name].sort == "body" and self.known[m.name].kind in kinds and here - m.sentence <= 12
        ]
        if not near or here - near[-1].sentence > 5 or len({mention.name for mention in near}) > 1:
            return None
        own = kind_guess(" ".join(tokens)) if len(tokens) > 1 else None
        name = self.known[near[-1].name]
        return name if own is None or own in kinds else None


@cache
def group_nouns() -> dict[str, frozenset[Kind]]:
    """Nouns by which a report calls a body it has named, with the kinds of body that they stand for."""
    return {
        noun: frozenset(Kind(kind) for kind in section.split("+"))
        for section, nouns in read_lexicon("kind_group_nouns.txt").items()
        for noun in nouns
    }


def bare(words: str) -> str:
    """Without article, quotes, and a closing possessive."""
    words = words.strip(" \t\n\"'“”‘’«»(),;:")
    words = re.sub(r"^(?:the|a|an|this|that)\s+", "", words, flags=re.I)
    return re.sub(r"['’]s?$", "", words)


def _is_description(plain: str) -> bool:
    """Whether the words end in a common noun ("U.N. official"), or are a nationality before one."""
    tokens = words_of(head_of(plain))
    return bool(tokens) and tokens[-1][:1].islower() and tokens[-1][:3] not in {"al-", "el-"}


def _may_stand_for(wanted: set[str], name: Name) -> bool:
    tokens = words_of(name.words)
    if name.sort == "person":
        return tokens[-1] in wanted or tokens[0] in wanted or len(wanted) > 1
    return len(wanted) > 1 or (len(tokens) == 1) or any(len(word) > 3 and kind_guess(word) is None and not is_nationality(word) for word in wanted)


def _agrees(name: Name, sort: Sort | None) -> bool:
    if sort == "person":
        return name.sort == "person" or (name.sort == "role" and not name.plural)
    if sort == "body":
        return name.sort == "body"
    return True


# An army with such a word in its name is seldom "the army" of the report: "National Liberation Army", "Lord's Resistance Army".
REBEL = frozenset("liberation people's people’s resistance free independence republican salvation arakan united secret red".split())


def _is_described_by(name: Name, head: str, modifiers: Sequence[str]) -> bool:
    if name.sort == "body":
        words = {token.casefold() for token in words_of(name.words)}
        if name.kind is Kind.INFRASTRUCTURE and words_of(name.words)[-1].casefold() != head:
            return False  # "the army" is not the Army Public School
        return head in words and not (head == "army" and words & REBEL)
    about = name.context.split(";") if name.sort == "person" else [name.words]
    for role in about:
        before = [token.casefold().removesuffix("'s").removesuffix("’s") for token in words_of(head_of(bare(role)))]
        if (
            before
            and before[-1] == head
            and not name.plural
            and all(modifier.casefold() in before or modifier[:1].islower() for modifier in modifiers)
        ):
            return True
    return False
