"""Words for people: which nouns tell of persons, and whether one or several."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

LEXICON = resources.files("onrecord") / "lexicon"
IRREGULAR = {
    "people": "person",
    "children": "child",
    "schoolchildren": "schoolchild",
    "grandchildren": "grandchild",
    "stepchildren": "stepchild",
    "wives": "wife",
    "housewives": "housewife",
}
IRREGULAR |= {
    "mps": "mp",
    "jihadis": "jihadi",
    "mujahideen": "mujahid",
    "carabinieri": "carabiniere",
    "persons": "person",
    "folk": "person",
    "folks": "person",
}
ALWAYS_PLURAL = {"people", "troops", "taliban", "mujahideen", "folk", "jawans", "others"}
# Nouns that take in everyone: "no people" and "no casualties" say that nobody was hurt, "no soldiers" does not.
GENERIC = {"person", "one", "body", "casualty", "injury", "death", "fatality", "wound", "victim", "life", "hostage"}
AGENTIVE = ("ers", "ors", "ists", "ees", "eers")


class PeopleNoun(NamedTuple):
    """A noun for people: its singular, its section of the lexicon, whether the word is plural."""

    lemma: str
    section: str
    plural: bool


@lru_cache(maxsize=1)
def people_nouns() -> dict[str, str]:
    """Singular noun -> section of ``people_nouns.txt``."""
    section, found = "anyone", {}
    for line in (LEXICON / "people_nouns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            section = line.strip("= ")
        elif not line.startswith("#"):
            found.update(dict.fromkeys(line.split(), section))
    return found


@lru_cache(maxsize=1)
def group_words() -> dict[str, int | None]:
    """Group word -> the number it tells by itself, or None."""
    rows = (line.split() for line in (LEXICON / "people_groups.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {row[0]: int(row[1]) if len(row) > 1 else None for row in rows}


@lru_cache(maxsize=1)
def not_people() -> frozenset[str]:
    """Nouns that look like words for people and are none."""
    lines = (LEXICON / "people_not.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def singulars(word: str) -> list[str]:
    """Forms the word may be a plural of, likeliest first."""
    if word in IRREGULAR:
        return [IRREGULAR[word]]
    if word.endswith("men"):
        return [word[:-3] + "man"]
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("es"):
        return [word[:-1], word[:-2]]
    return [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []


@lru_cache(maxsize=4096)
def people_noun(word: str) -> PeopleNoun | None:
    """What ``word`` says of people, or None where it is not in the lexicon.

    >>> people_noun("gunmen")
    PeopleNoun(lemma='gunman', section='attackers', plural=True)
    """
    word = word.casefold()
    nouns = people_nouns()
    if word in ALWAYS_PLURAL:
        lemma = IRREGULAR.get(word, word.rstrip("s") if word not in nouns else word)
        return PeopleNoun(lemma, nouns.get(lemma, "anyone"), plural=True)
    if word in nouns:
        return PeopleNoun(word, nouns[word], plural=False)
    for form in singulars(word):
        if form in nouns:
            return PeopleNoun(form, nouns[form], plural=True)
    if word.endswith(("man", "woman", "men", "women")) and len(word) > 5 and word not in not_people():
        return PeopleNoun(word, "anyone", plural=word.endswith("men"))
    return None


def is_plural(word: str) -> bool:
    """Whether ``word`` is a plural for people."""
    noun = people_noun(word)
    return noun is not None and noun.plural


def is_generic_people(word: str) -> bool:
    """Whether "no" and this word say that nobody at all was hurt."""
    word = word.casefold()
    return word in GENERIC or any(form in GENERIC for form in singulars(word))


def looks_like_person(word: str) -> bool:
    """Whether an unlisted plural is built like a word for people ("bandleaders", "evacuees")."""
    word = word.casefold()
    return word.endswith(AGENTIVE) and not any(form in not_people() for form in singulars(word))
