"""What a report as a whole is about: armed force, captives, a court, or a game, a film, a market in which the same words mean something else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# A report is about force when it has so many words of armed force, at such a share (measured: conflict reports have 1.1 % and more,
# political ones that mention a war mostly under .8 %), and names force and harm together.
HARD_WORDS = 2
HARD_SHARE = 0.009
ARMED_SENTENCES = 1
# Fields whose talk borrows the words of war.
PEACEFUL = ("sport", "screen", "trade", "table", "nature")
# A report is of such a field when it has this many of its words, and more of them than of armed force.
PEACEFUL_WORDS = 4
# Of games, films and novels, so many words, at such a share, make the report one of them, even with twice as many soldiers.
MAKE_BELIEVE = "make-believe"
MAKE_BELIEVE_WORDS = 4
MAKE_BELIEVE_SHARE = 0.012
MAKE_BELIEVE_RATIO = 0.5  # to words of force: gunmen storm a television's *studio*, too
TOPICS: Mapping[str, frozenset[str]] = {
    "captive": frozenset("hostage captive kidnap kidnapping kidnapper abduct abduction abductor captor ransom captivity kidnapped abducted".split()),
    "cyber": frozenset("hacker hackers hacked cyberattack cyberattacks cyber ransomware malware phishing ddos".split()),
    "missile": frozenset("missile projectile icbm irbm slbm".split()),
    "court": frozenset("court judge prosecutor attorney defendant arraignment felony indictment jury sentence charge trial".split()),
    "impeachment": frozenset("impeach impeachment".split()),
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


# A word, or a sign: what a sentence is counted in before it is parsed.
WORD = re.compile(r"\w+|[^\w\s]")
# Forms that do not follow from their lemma.
IRREGULAR: Mapping[str, str] = dict(
    entry.strip().split(": ")
    for line in """shoot: shot|strike: struck stricken|fight: fought|slay: slew slain|flee: fled|freeze: froze frozen|blow: blew blown
        throw: threw thrown|take: took taken|overrun: overran|retake: retook retaken|withdraw: withdrew withdrawn|hold: held|die: dying|lie: lay
        bring: brought|keep: kept|burn: burnt|send: sent|lose: lost|find: found|fall: fell fallen|go: went gone|come: came|tear: tore torn
        drive: drove driven|break: broke broken|seek: sought|lead: led|leave: left|man: men|woman: women|child: children
        overthrow: overthrew overthrown
        lay: laid|say: said|begin: began begun|give: gave given|tell: told|sink: sank sunk|rise: rose risen|swear: swore sworn|catch: caught
        bind: bound|beat: beaten|have: has had|be: is are was were been being am|do: does did done|make: made|see: saw seen|fly: flew flown
        ride: rode ridden|win: won|wife: wives|knife: knives|life: lives|thief: thieves|foot: feet|hear: heard|pay: paid|meet: met|lead: led
        choose: chose chosen|hang: hung|spend: spent|build: built|feel: felt|steal: stole stolen|write: wrote written|speak: spoke spoken
        stand: stood|understand: understood|buy: bought|think: thought|sell: sold|wear: wore worn|draw: drew drawn|grow: grew grown
        know: knew known|shrink: shrank shrunk|swing: swung|stick: stuck|light: lit|undergo: underwent undergone|hide: hid hidden
        bite: bit bitten|run: ran|lend: lent|mean: meant|sit: sat|sleep: slept|sweep: swept|teach: taught|crisis: crises
        bleed: bled|breed: bred|feed: fed|creep: crept|shake: shook shaken|wake: woke woken|strive: strove striven|weave: wove woven
        forbid: forbade forbidden|forgive: forgave forgiven|mistake: mistook mistaken""".splitlines()
    for entry in line.split("|")
)
VOWELS = frozenset("aeiou")


def inflections(lemma: str) -> frozenset[str]:
    """The forms in which a lemma may stand, verb and noun alike.

    >>> sorted(inflections("rob"))
    ['rob', 'robbed', 'robbing', 'robed', 'robes', 'robing', 'robs']
    """
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    found = {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing", *IRREGULAR.get(lemma, "").split()}
    if lemma.endswith("y"):
        found |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if lemma.endswith("man"):
        found.add(f"{lemma[:-2]}en")
    if lemma.endswith("ee"):
        found.add(f"{lemma}ing")
    if len(lemma) > 2 and lemma[-1] not in VOWELS and lemma[-2] in VOWELS:
        found |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    if lemma.endswith("c"):
        found |= {f"{lemma}ked", f"{lemma}king"}
    return frozenset(found)


@lru_cache(maxsize=1)
def _by_form() -> Mapping[str, frozenset[str]]:
    """Form of a word → the classes that its lemma may be of, and topics as ``topic: cue``."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, lemmas in word_classes().items():
        for lemma in lemmas:
            for form in inflections(lemma):
                found[form].add(name)
            if name in PEACEFUL or name == MAKE_BELIEVE:  # "funding" and "scored" are talked of anywhere
                for form in (lemma, f"{lemma}s", f"{lemma}es", f"{lemma.removesuffix('y')}ies"):
                    found[form].add(f"{name} as a noun")
    for name, cues in TOPICS.items():
        for cue in cues:
            for form in inflections(cue):
                found[form].add(f"{name}: {cue}")
    return {form: frozenset(names) for form, names in found.items()}


def words_in(sentence: str) -> list[str]:
    """The words and signs of a sentence, in lower case."""
    return WORD.findall(sentence.lower())


def classes_of(word: str) -> frozenset[str]:
    """The classes, and the topics' cues, that a lower-case word may be of."""
    return _by_form().get(word, NONE)


NONE: frozenset[str] = frozenset()


def read_context(sentences: Sequence[Sequence[str]]) -> Context:
    """What a report is about, from the words of its sentences."""
    classes = _by_form()
    classed = [found for words in sentences if (found := [classes[word] for word in words if word in classes])]
    length = sum(map(len, sentences))
    counts = Counter(name for words in classed for names in words for name in names)
    armed = sum(_is_armed(words) for words in classed)
    hard, told = counts["hard"] + sum(map(_is_of_a_bomb, classed)), counts[f"{MAKE_BELIEVE} as a noun"]
    soft = max(counts[f"{name} as a noun"] for name in PEACEFUL)
    made_up = told >= max(MAKE_BELIEVE_WORDS, MAKE_BELIEVE_SHARE * length) and told > MAKE_BELIEVE_RATIO * hard
    peaceful = (soft >= PEACEFUL_WORDS and soft > hard) or made_up
    cues = Counter(topic for name in counts for topic, colon, _ in (name.partition(": "),) if colon)
    about = {topic for topic, number in cues.items() if number >= (2 if topic == "court" else 1)}
    dense = hard + sum(map(_is_of_a_shooting, classed)) >= max(HARD_WORDS, HARD_SHARE * length)
    enough = dense and armed >= ARMED_SENTENCES
    return Context(enough and not peaceful, frozenset(about), peaceful)


def _is_of_a_bomb(words: Sequence[Set[str]]) -> bool:
    """Whether a sentence names a bomb and harm in two different words: "a bomb went off, *killing* five"."""
    bomb = any("explosive" in names and "accident" not in names for names in words)
    return bomb and any("harm" in names and "explosive" not in names for names in words)


def _is_of_a_shooting(words: Sequence[Set[str]]) -> bool:
    """Whether a sentence tells of gunfire or a stabbing, and of harm or the police in another word: "was *shot* to *death*"."""
    shots = [at for at, names in enumerate(words) if "gunplay" in names]
    others = [at for at, names in enumerate(words) if not names.isdisjoint({"harm", "lawman"}) and "gunplay" not in names]
    return bool(shots) and bool(others)


def _is_armed(words: Sequence[Set[str]]) -> bool:
    """Whether a sentence names armed force and harm, in two different words."""
    if _is_of_a_bomb(words) or _is_of_a_shooting(words):
        return True
    hard = [at for at, names in enumerate(words) if "hard" in names]
    harm = [at for at, names in enumerate(words) if "violence" in names or "harm" in names]
    return bool(hard) and any(at not in hard or len(hard) > 1 for at in harm)
