"""Keys under which the spellings of one place name meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

SPELLED_ONE_WAY = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})  # a name not found there is another name, not another spelling
# Countries whose names English writes by ear, or by one of several tables, since they are written in other letters.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR MV NP OM PK PS QA RS RU SA "
    "SD SO SY TH TJ TM TN TW UA UZ YE".split()
)
# Apostrophes fall away; whatever else stands between the parts of a name becomes a space. Patterns, since of long texts they are ten times as fast
# as tables of letters.
APOSTROPHES = re.compile("['’‘`´ʼʻʿʾ′\"“”]+")
SEPARATORS = re.compile("[-‐‑–—_.,/]+")
# Marks over and under letters, of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts.
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
SPELLED_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# Letters that no decomposition reaches.
LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
LETTER = re.compile(f"[{''.join(LETTERS)}]")
ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|adh|at|az|an) (?=\S{3})")
# Letters that transliterations of one name put for one another, and vowels, which they put as they like.
DIGRAPHS = (("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "k"), ("dh", "t"), ("th", "t"), ("zh", "z"), ("dj", "z"), ("ph", "b"))
ONE_SOUND = {**dict.fromkeys(map(ord, "aeiouy ()"), None), **str.maketrans("qkhcgdtzjvwfb", "kkkkkttzzbbbb")}
DOUBLED = re.compile(r"(.)\1+")
FINAL_H = re.compile(r"(?<=[ae])h$", re.MULTILINE)


def without_accents(text: str) -> str:
    """The text with its letters plain.

    >>> without_accents("Bāndarban")
    'Bandarban'
    """
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def _fold(text: str) -> str:
    """A name, or many in lines, without case, accents, apostrophes and hyphens."""
    folded = SEPARATORS.sub(" ", APOSTROPHES.sub("", text))
    if not folded.isascii():
        folded = without_accents(folded).casefold()
        folded = LETTER.sub(lambda letter: LETTERS[letter[0]], folded)
        folded = SEPARATORS.sub(" ", APOSTROPHES.sub("", folded))  # of wide signs: "．" has become "."
    return folded.lower()


def _spell_out(folded: str) -> str:
    words = folded.split()
    if not SPELLED_OUT.keys().isdisjoint(words):
        words = [SPELLED_OUT.get(word, word) for word in words]
    return " ".join(words)


def name_key(name: str) -> str:
    """The form under which spellings of one name meet: no case, accents, apostrophes, hyphens.

    >>> name_key("Côte d’Ivoire"), name_key("Port-au-Prince"), name_key("St. Louis")
    ('cote divoire', 'port au prince', 'saint louis')
    """
    if name.isascii() and name.isalpha():  # most names: one plain word
        folded = name.lower()
        return SPELLED_OUT.get(folded, folded)
    return _spell_out(_fold(name))


def name_keys(names: Sequence[str]) -> list[str]:
    """The key of each name, as ``name_key`` gives it: of a million in a quarter of the time."""
    lines = _fold("\n".join(names)).split("\n") if names else []
    if len(lines) != len(names):  # a name with a line's end in it
        return [name_key(name) for name in names]
    return [_spell_out(line) for line in lines]


def capital_code(country: str) -> str:
    """The code under which a country's capital is found."""
    return f"{country}.PPLC"


def loose_key(key: str) -> str:
    """A name key without its Arabic article.

    >>> loose_key("ar raqqah"), loose_key("el paso"), loose_key("alma")
    ('raqqah', 'paso', 'alma')
    """
    return ARTICLE.sub("", key) if key[:1] in "ae" and " " in key else key


def sound_key(key: str) -> str:
    """The consonants of a name key, in the order of the alphabet: equal for most spellings, and misspellings, of one name in Latin letters.

    >>> sound_key(name_key("Hawija")) == sound_key(name_key("Al Huwayjah"))
    True
    """
    return sound_keys([loose_key(key)])[0]


def sound_keys(keys: Sequence[str]) -> list[str]:
    """The sounds of each of many keys that have no article."""
    sounds = FINAL_H.sub("", "\n".join(keys))
    for letters, sound in DIGRAPHS:
        sounds = sounds.replace(letters, sound)
    return ["".join(sorted(each)) for each in DOUBLED.sub(r"\1", sounds.translate(ONE_SOUND)).split("\n")]
