"""Where a sentence says that people were lost: the rows of ``toll_triggers.tsv``, found in its tokens."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple, cast, get_args

from onrecord.text.tokens import Doc, Token

TollKind = Literal["killed", "injured", "missing", "detained", "abducted", "displaced"]
Form = Literal["object", "subject", "state", "tally", "of"]
KINDS: tuple[TollKind, ...] = get_args(TollKind)


class Trigger(NamedTuple):
    """A row of ``toll_triggers.tsv``."""

    words: tuple[str, ...]
    form: Form
    kind: TollKind
    gate: str
    example: str


class Match(NamedTuple):
    """A row found in a sentence: the token that says it, and the last token of its words."""

    row: Trigger
    token: Token
    last: int


IRREGULAR = {
    "slay": "slay slays slew slain slaying",
    "hang": "hang hangs hanged hanging",
    "take": "take takes took taken taking",
    "lose": "lose loses lost losing",
    "leave": "leave leaves left leaving",
    "die": "die dies died dying",
    "drive": "drive drives drove driven driving",
    "shoot": "shoot shoots shot shooting",
    "fly": "fly flies flew flown flying",
    "send": "send sends sent sending",
    "bring": "bring brings brought bringing",
    "admit": "admit admits admitted admitting",
    "have": "have has had having",
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
ADVERBS = ("fatally", "mortally")
# No row reaches over these: the words after them are another clause.
CLAUSE_WORDS = frozenset({"who", "which", "that", "and", "but", "while", "when", "after", "before", "said", "says", "as", ";", "."})
# Where the wounded are taken: words that a row may end in, with some of the name of the place before them.
CARE = frozenset({"hospital", "medical", "trauma"})
# Verbs of those who bear wounds, with up to eight words between: "suffered non-life-threatening gunshot wounds".
HAD = frozenset("suffer suffers suffered suffering sustain sustained sustaining receive received receiving have has had having".split())
# Small words that may stand inside "in critical condition", "in police custody".
BETWEEN_STATES = frozenset({"a", "but", "and", "very", "police", "stable", "federal", "house", "state", "military", "the", "of"})


def verb_forms(lemma: str) -> list[str]:
    """The forms of a verb of the table."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma].split()
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y"):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    return [lemma, lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s"), lemma + "ed", lemma + "ing"]


def noun_forms(lemma: str) -> list[str]:
    """The singular and the plural of a noun of the table."""
    if lemma in ("life", "gunfire", "shrapnel", "smoke", "gunshot"):
        return [lemma, "lives" if lemma == "life" else lemma]
    return [lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"]


def read_triggers() -> list[Trigger]:
    """The rows of the table, in its order."""
    path = resources.files("onrecord") / "lexicon" / "toll_triggers.tsv"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, form, kind, gate, example = line.split("\t")
            rows.append(Trigger(tuple(words.split()), cast(Form, form), cast(TollKind, kind), gate, example))
    return rows


@lru_cache(maxsize=1)
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """First word as it may stand in a text -> the rows that begin with it, longest first."""
    found: dict[str, list[Trigger]] = {}
    for row in read_triggers():
        for word in first_forms(row):
            found.setdefault(word, []).append(row)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def first_forms(row: Trigger) -> list[str]:
    """The forms in which the first word of a row may stand."""
    first = row.words[0]
    if row.form in ("object", "subject"):
        return [first] if first in ADVERBS else verb_forms(first)
    return noun_forms(first) if row.form in ("tally", "of") and len(row.words) == 1 else [first]


def find_triggers(doc: Doc) -> Iterator[list[Match]]:
    """For each token that begins a row, the rows it may begin, the likeliest first. Words of a longer row begin none of their own."""
    used: set[int] = set()
    for token in doc:
        if token.i in used:
            continue
        found: list[Match] = []
        for row in triggers().get(token.lower_, ()):
            place = _place(doc, token, row)
            if place is None or not _right_word_class(doc[place[0]], row):
                continue
            if len(place) > 1 and not found:
                used.update(place)
            found.append(Match(row, doc[place[0]], max(place)))
        if found:
            yield found


def _place(doc: Doc, token: Token, row: Trigger) -> tuple[int, ...] | None:
    """The token that carries the row's sense, then those of its other words."""
    rest = row.words[1:]
    if not rest:
        return (token.i,)
    if row.form in ("state", "of", "tally"):
        return _side_by_side(doc, token.i, row)
    if row.words[0] in ADVERBS:
        after = token.i + 1
        return (after, token.i) if after < len(doc) and doc[after].lower_ in verb_forms(rest[0]) else None
    return _particles(doc, token.i, rest)


def _side_by_side(doc: Doc, at: int, row: Trigger) -> tuple[int, ...] | None:
    """ "in critical condition", "in critical but stable condition": small words may stand between."""
    found, index = [at], at + 1
    for word in row.words[1:]:
        forms = (word, word + "s")
        while index < len(doc) and index - found[-1] < 4 and doc[index].lower_ not in forms:
            if doc[index].lower_ not in BETWEEN_STATES and doc[index].pos_ != "ADV":
                return None
            index += 1
        if index >= len(doc) or doc[index].lower_ not in forms:
            return None
        found.append(index)
        index += 1
    return tuple(found)


def _particles(doc: Doc, at: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words after a verb: "shot three men dead", "treated for minor injuries", "lost their lives"."""
    window = 9 if rest[0] in ("dead", "to", "alive", "into", "from", "up") else 8 if doc[at].lower_ in HAD else 5
    found, index = [at], at + 1
    for word in rest:
        forms = {*noun_forms(word), "injuries" if word == "injury" else word}
        stop = min(index + window, len(doc))
        while index < stop and doc[index].lower_ not in forms:
            if doc[index].lower_ in CLAUSE_WORDS or doc[index].text == "," or doc[index].pos_ == "AUX" or _is_finite(doc[index]):
                return None
            index += 1
        if index >= stop:
            return None
        found.append(index)
        index += 1
        window = 6 if word in ("for", "by", "with") or rest[-1] in CARE else 1
    return tuple(found)


def _is_finite(token: Token) -> bool:
    """Whether the word is the verb of another clause: "a shooting that *left* two dead"."""
    return token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("acl", "amod", "advcl")


def _told_of_people(token: Token) -> bool:
    """Whether a number above one, or an age, stands right before: "16 shot, one fatally", "6-year-old shot" are no noun's singular."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    counted = before is not None and before.tag_ == "CD" and before.lower_ not in ("1", "one")
    aged = before is not None and before.lower_ in ("old", "olds") and token.i > 1
    return (counted or aged) and (after is None or after.pos_ not in ("NOUN", "PROPN"))


def _right_word_class(token: Token, row: Trigger) -> bool:
    """Whether the tagger's word class lets the row speak; without tags every row may."""
    if not token.pos_:
        return True
    if row.form in ("object", "subject"):
        if token.tag_ in ("NN", "NNP", "JJ") and token.lower_ == "shot" and _told_of_people(token):
            return True
        if token.tag_ in ("NN", "NNS", "NNP"):
            return token.tag_ == "NN" and token.lower_.endswith("ed")
        modifies = token.dep_ in ("amod", "compound") and token.head.i > token.i
        return token.pos_ in ("VERB", "ADJ", "AUX", "PROPN", "NOUN") and not modifies
    if row.form in ("tally", "of") and len(row.words) == 1:
        return token.pos_ in ("NOUN", "PROPN") or (
            row.form == "of" and token.tag_ == "VBG" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of"
        )
    return True
