"""What a report as a whole is about: armed force, captives, a court, or a game, a film, a market in which the same words mean something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc

# A report is about force when it has so many words of armed force, at such a share (measured: conflict reports have 1.1 % and more,
# political ones that mention a war mostly under .8 %), and names force and harm together.
HARD_WORDS = 2
HARD_SHARE = 0.009
ARMED_SENTENCES = 1
# Fields whose talk borrows the words of war.
PEACEFUL = ("sport", "screen", "trade", "table", "nature")
# A report is of such a field when it has this many of its words, and more of them than of armed force.
PEACEFUL_WORDS = 4
# Of games, films and novels, so many words, at such a share, make the report one of them, however many soldiers it has.
MAKE_BELIEVE_WORDS = 4
MAKE_BELIEVE_SHARE = 0.012
TOPICS: Mapping[str, frozenset[str]] = {
    "captive": frozenset("hostage captive kidnap kidnapping kidnapper abduct abduction abductor captor ransom captivity kidnapped abducted".split()),
    "cyber": frozenset("hacker hackers hacked cyberattack cyberattacks cyber ransomware malware phishing ddos".split()),
    "missile": frozenset("missile projectile icbm irbm slbm".split()),
    "court": frozenset("court judge prosecutor attorney defendant arraignment felony indictment jury sentence charge trial".split()),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a gate may know beyond its sentence: whether the report is about force, its other topics, and whether it is of a peaceful field."""

    armed: bool
    about: frozenset[str] = frozenset()
    peaceful: bool = False


@lru_cache(maxsize=1)
def word_classes() -> Mapping[str, frozenset[str]]:
    """Class name → its lemmas. ``+name`` in a class takes in another."""
    classes: dict[str, frozenset[str]] = {}
    for line in files("onrecord.lexicon").joinpath("word_classes.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, words = line.split("\t")
        taken = [word for word in words.split() if not word.startswith("+")]
        for other in (word[1:] for word in words.split() if word.startswith("+")):
            taken.extend(classes.get(other, ()))
        classes[name] = frozenset(taken)
    return classes


WORDS = "onrecord.words"


def words_of(doc: Doc) -> list[tuple[int, str, str]]:
    """Index, lemma and lower-case form of every token, read once a sentence: gates look at them again and again."""
    found: list[tuple[int, str, str]] | None = doc.user_data.get(WORDS)
    if found is None:
        found = [(token.i, token.lemma_.lower(), token.lower_) for token in doc]
        doc.user_data[WORDS] = found
    return found


def _words(doc: Doc) -> list[str]:
    return [lemma or _singular(lower) for _, lemma, lower in words_of(doc)]


def _singular(word: str) -> str:
    """A plural without its s: sentences that were not parsed have no lemmas."""
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def read_context(docs: Sequence[Doc]) -> Context:
    """What a report is about, from the words of its sentences."""
    classes = word_classes()
    sentences = [_words(doc) for doc in docs]
    everything = [word for words in sentences for word in words]
    armed = sum(_is_armed(words) for words in sentences)
    hard = sum(word in classes["hard"] for word in everything)
    soft = max(sum(word in classes[name] for word in everything) for name in PEACEFUL)
    told = sum(word in classes["make-believe"] for word in everything)
    peaceful = (soft >= PEACEFUL_WORDS and soft > hard) or told >= max(MAKE_BELIEVE_WORDS, MAKE_BELIEVE_SHARE * len(everything))
    about = {topic for topic, cues in TOPICS.items() if len(cues.intersection(everything)) >= (2 if topic == "court" else 1)}
    dense = hard >= max(HARD_WORDS, HARD_SHARE * len(everything))
    enough = dense and armed >= ARMED_SENTENCES
    return Context(enough and not peaceful, frozenset(about), peaceful)


def _is_armed(words: Sequence[str]) -> bool:
    """Whether a sentence names armed force and harm, in two different words."""
    classes = word_classes()
    hard = [at for at, word in enumerate(words) if word in classes["hard"]]
    harm = [at for at, word in enumerate(words) if word in classes["violence"] or word in classes["harm"]]
    return bool(hard) and any(at not in hard or len(hard) > 1 for at in harm)
