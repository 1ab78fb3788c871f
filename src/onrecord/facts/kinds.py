"""What sort of voice or actor some words stand for: ``kind_of("South Korea's Joint Chiefs of Staff") is Kind.MILITARY``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from onrecord.lexicon import read_lexicon, read_section
from onrecord.nouns import Kind

WORD = re.compile(r"[^\W_](?:[\w’'&/.-]*\w)?\.?")
# What follows one of these belongs to another noun: "a spokesman for the army" is read at "spokesman".
HEAD_ENDS = re.compile(
    r"\s*(?:,(?!\d)|[;:()\[\]\n–—])|\s+(?:of|for|in|at|from|on|to|near|with|by|inside|outside|across|behind|under|among|who|whom|whose|which|that|based|led|"
    r"opposed|loyal|close|called|named|known|calling|linked|allied|backed|familiar|aged|commanded|previously|then|and|or)\b"
)
UNNAMED = re.compile(
    r"\b(?:(?:speaking|spoke|speak) on (?:the )?condition (?:of anonymity|that)|anonym\w+|not (?:be(?:ing)? )?(?:named|identified)|"
    r"declin\w+ to be (?:named|identified))",
    re.I,
)
PART = re.compile(
    r"(?:at least |about |around |some |only |up to |more than )?(?:one|some|many|most|several|two|three|four|five|six|seven|eight|nine|ten|"
    r"dozens|scores|(?:tens of |hundreds of )?(?:hundreds|thousands|millions)|members|half|part|a few|"
    r"(?:a )?group|a number|a team|a combination|all|both|each|none|[\d,.]+) "
    r"of (?!state\b|staff\b)",
    re.I,
)
AGED = re.compile(r"(?:an? |the )?[\w-]+-(?:year|month|week|day)s?-old\b", re.I)
STATION = re.compile(r"[A-Z0-9]{2,5}-?(?:TV|FM)")
NEWS_IN_NAME = re.compile(r"[A-Z][a-z]+News")
OF_POLICE = re.compile(r"\b(?:police|sheriff|constabulary|(?:highway|state) patrol|state troopers?|homicide|detectives?)\b", re.I)
OF_RESCUE = re.compile(r"\b(?:fire (?:department|district|rescue|and rescue|service)|emergency (?:medical )?services?)\b", re.I)
ARMY = re.compile(r"\b(?:army|air force|navy|marines?|brigade|battalion|regiment|military)\b", re.I)
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.I)
OFFICIAL_MODIFIER = re.compile(r"\b(?:senior|state|public|top|high-ranking|unnamed|local|regional|federal|provincial|government)\b", re.I)


@cache
def _set(section: str) -> frozenset[str]:
    return read_section("kind_words.txt", section)


@cache
def _heads() -> Mapping[str, Kind]:
    """Head noun, or head with its closest modifiers, to kind."""
    return {_plain(entry): Kind(kind) for kind, entries in read_lexicon("kind_heads.txt").items() for entry in entries}


@cache
def _titles() -> Mapping[str, Kind]:
    return {_plain(entry): Kind(kind) for kind, entries in read_lexicon("kind_titles.txt").items() for entry in entries}


@cache
def _names() -> tuple[Mapping[str, Kind], Mapping[str, Kind]]:
    """Known names to kind: those in capitals (case counts), and the others."""
    shouted: dict[str, Kind] = {}
    others: dict[str, Kind] = {}
    for kind, entries in read_lexicon("kind_names.txt").items():
        for entry in entries:
            if entry.isupper() or len(entry) <= 4:
                shouted.setdefault(entry, Kind(kind))
            else:
                others.setdefault(_plain(entry), Kind(kind))
    return shouted, others


@cache
def _states(section: str) -> frozenset[str]:
    return frozenset(_plain(entry) if len(entry) > 3 else entry for entry in read_lexicon("kind_states.txt")[section])


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split()).removesuffix(".")


def words_of(text: str) -> list[str]:
    """The words, outer punctuation left off.

    >>> words_of("“South Korea’s army”, (KPA)")
    ['South', 'Korea’s', 'army', 'KPA']
    """
    words: list[str] = WORD.findall(text)
    return words


def is_country(words: str) -> bool:
    """Whether the words are the name of a state ("Nigeria", "the North")."""
    words = re.sub(r"^the\s+(?!north$|south$)", "", words.strip(), flags=re.I)
    return _plain(words) in _states("country") or words in _states("country")


def is_nationality(word: str) -> bool:
    """Whether the word says whose: "Nigerian", "U.S."."""
    return _plain(word) in _states("people_of") or is_country(word)


def is_title(words: str) -> bool:
    """Whether the words are a title that stands before a person's name."""
    return _plain(words) in _titles()


def head_of(words: str) -> str:
    """The words up to and with the head noun: what follows "of", "for", "who", a comma is left off.

    >>> head_of("masked spokesman for the armed group")
    'masked spokesman'
    """
    words = words.strip(" \t\n\"'“”‘’«»(),;:")
    match = HEAD_ENDS.search(words, 1) if words else None
    return words[: match.start()] if match else words


def _known_name(words: str) -> Kind | None:
    """The longest known name that the words end with, or else begin with."""
    shouted, others = _names()
    tokens = [POSSESSIVE.sub("", token) for token in words_of(words)]
    while tokens and tokens[0].casefold() in _set("article"):
        tokens = tokens[1:]
    for size in range(min(8, len(tokens)), 0, -1):
        for run in (tokens[-size:], tokens[:size]):
            joined = " ".join(run)
            kind = shouted.get(joined) or (
                others.get(_plain(joined)) if joined[:1].isupper() or joined.startswith("al ") or "al-" in joined else None
            )
            if kind and (run is not tokens[:size] or size > 1 or len(tokens) == 1):
                return kind
    return None


def _by_anonymity(words: str) -> Kind | None:
    return Kind.UNNAMED if UNNAMED.search(words) else None


def _by_part(words: str) -> Kind | None:
    """A part is of the kind of the whole: "one of the extremist groups", "21 of the schoolgirls"."""
    match = PART.match(words)
    return _decide(words[match.end() :].strip()) if match else None


def _by_world_body(words: str) -> Kind | None:
    """Those of the United Nations and its like, be they observers, staff or soldiers."""
    tokens = words_of(head_of(words))
    return (
        Kind.INTERNATIONAL_ORG
        if len(tokens) > 1 and any(token in _set("world_body") for token in tokens[:-1]) and _plain(tokens[-1]) in _set("of_a_body")
        else None
    )


def _by_whole_name(words: str) -> Kind | None:
    """The words as they stand are a known name: "Joint Chiefs of Staff", "the UN"."""
    shouted, others = _names()
    stripped = re.sub(r"^(?:the|The|a|an)\s+", "", words.strip(" \"'“”‘’,;:"))
    return shouted.get(stripped) or (others.get(_plain(stripped)) if stripped[:1].isupper() or stripped.startswith("al-") else None)


def _by_state(words: str) -> Kind | None:
    stripped = POSSESSIVE.sub("", words.strip(" ,;:"))
    if is_country(stripped) or _plain(stripped) in _states("seat"):
        return Kind.GOVERNMENT
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", stripped)
    return Kind.GOVERNMENT if len(parts) > 1 and all(is_country(part) for part in parts if part) else None


def _by_title(words: str) -> Kind | None:
    """A title before a name: "Nigerian President Muhammadu Buhari", "Sheriff Joseph Lombardo"."""
    tokens = words_of(head_of(words))
    for last in range(len(tokens) - 1, 0, -1):
        if not (tokens[last][:1].isupper() and not is_title(tokens[last])):
            continue
        for size in (3, 2, 1):
            run = " ".join(tokens[max(0, last - size) : last])
            kind = _titles().get(_plain(run))
            if kind and (tokens[last - 1][:1].isupper() or (_plain(run) not in _set("common_noun") and last < len(tokens))):
                return _refine_title(kind, " ".join(tokens[: last - 1]), run)
    return None


def _refine_title(kind: Kind, before: str, title: str) -> Kind:
    """ "Chief", "Commissioner", "Leader", "Spokesman" take the kind of the words before them."""
    if _plain(title) in _set("speaks_for") | _set("shared_rank") | {"chief", "commissioner", "deputy", "agent", "officer"}:
        return (_by_head(before) or _known_name(before) or kind) if before else kind
    return kind


def ranked_kind(context: str) -> Kind | None:
    """Whose an officer is of a rank that others than armies have: "Capt.; of the Columbia County Sheriff's Office" is of the police."""
    if ARMY.search(context) or not any(_plain(token) in _set("shared_rank") for token in words_of(context)):
        return None
    return Kind.POLICE if OF_POLICE.search(context) else Kind.MEDICAL if OF_RESCUE.search(context) else None


def _by_head(words: str) -> Kind | None:
    """The longest entry of the head list that the head phrase ends with."""
    tokens = [_plain(token) for token in words_of(head_of(words))]
    for size in range(min(4, len(tokens)), 0, -1):
        kind = _heads().get(" ".join(tokens[-size:]))
        if kind:
            return Kind.ARMED_GROUP if kind is Kind.MILITARY and _is_of_armed_group(head_of(words)) else kind
    if tokens and tokens[-1] in _titles() and tokens[-1] not in _set("common_noun"):
        return _titles()[tokens[-1]]
    joined = re.match(r"[\w.'’-]+(?:\s+[\w.'’-]+)?\s+(?:and|or)\s+(?=\w)", words)
    return _by_head(words[joined.end() :]) if joined else None


def _is_of_armed_group(head: str) -> bool:
    """Whether forces are those of a group that bears arms: "Taliban *forces*", "a large ISIL tactical *unit*"."""
    tokens = words_of(head)[:-1]
    runs = (" ".join(tokens[first:last]) for last in range(len(tokens), 0, -1) for first in range(max(0, last - 4), last))
    return any(_by_whole_name(run) is Kind.ARMED_GROUP for run in runs)


def _by_whom_it_serves(words: str) -> Kind | None:
    """A spokesman, member or statement is of the kind of whom it is for: "a masked spokesman for the armed group"."""
    head = head_of(words)
    tokens = words_of(head)
    if not tokens or _plain(tokens[-1]) not in _set("speaks_for"):
        return None
    longer = _by_head(head) if len(tokens) > 1 else None
    own = _by_head(tokens[-1])
    if longer is not None and longer != own:  # "police officer", "hospital official": the pair is an entry of its own
        return longer
    before = " ".join(tokens[:-1])
    after = re.match(r"\s*(?:of|for|from|at|with|in|to)\s+(.+)", words.strip(" \"'“”‘’,;:")[len(head) :], re.S)
    for other in (before, after.group(1) if after else ""):
        kind = _serves(other) if other else None
        if kind:
            return kind
    return None


def _serves(other: str) -> Kind | None:
    other = POSSESSIVE.sub("", re.sub(r"['’]s\b", "", other)).strip()
    if not other:
        return None
    tokens = words_of(other)
    if all(is_nationality(token) or OFFICIAL_MODIFIER.fullmatch(token) for token in tokens):
        return Kind.GOVERNMENT if any(is_nationality(token) for token in tokens) else None
    kind = _by_whole_name(other) or _by_whom_it_serves(other) or _by_head(other) or _known_name(head_of(other))
    if kind in {Kind.CIVILIAN, Kind.UNNAMED, Kind.INFRASTRUCTURE}:
        return None
    if kind is None and _by_state(head_of(other)):
        return Kind.GOVERNMENT
    return kind or _by_title(other)


def _by_outlet(words: str) -> Kind | None:
    """A newspaper or a station by how its name ends: "The Daily Sentinel", "KRCR-TV", "NationNews Barbados"."""
    tokens = words_of(re.sub(r"^(?:the|The)\s+", "", words.strip()))
    if STATION.fullmatch(tokens[0] if len(tokens) == 1 else "") or any(NEWS_IN_NAME.fullmatch(token) for token in tokens):
        return Kind.MEDIA
    named = len(tokens) > 1 and all(token[:1].isupper() or token in {"of", "and", "the"} for token in tokens)
    return Kind.MEDIA if named and tokens[-1] in _set("outlet") and tokens[-2] not in _set("no_outlet") else None


def _by_known_name(words: str) -> Kind | None:
    return _known_name(head_of(words))


def _by_name_at_end(words: str) -> Kind | None:
    """A known name at the end: "South Korea's presidential Blue House"."""
    tokens = words_of(head_of(words))
    return (
        next((kind for size in range(min(6, len(tokens)), 0, -1) if (kind := _by_whole_name(" ".join(tokens[-size:])))), None)
        if len(tokens) > 1
        else None
    )


def _by_modifier(words: str) -> Kind | None:
    """The noun right before an unknown head: "rebel stronghold", "army vehicle", "ISIL-held building" stays with its head."""
    tokens = words_of(head_of(words))
    adjectives = {
        "rebel": Kind.ARMED_GROUP,
        "militant": Kind.ARMED_GROUP,
        "insurgent": Kind.ARMED_GROUP,
        "military": Kind.MILITARY,
        "army": Kind.MILITARY,
        "police": Kind.POLICE,
    }
    return next((adjectives[token.casefold()] for token in tokens[:-1] if token.casefold() in adjectives), None)


# The first rule with an opinion decides.
RULES: tuple[Callable[[str], Kind | None], ...] = (
    _by_whole_name,
    _by_anonymity,
    _by_part,
    _by_state,
    _by_world_body,
    _by_outlet,
    _by_whom_it_serves,
    _by_title,
    _by_name_at_end,
    _by_head,
    _by_known_name,
    _by_modifier,
)


@lru_cache(maxsize=20_000)  # names come without end
def _decide(words: str) -> Kind | None:
    return next((kind for rule in RULES if (kind := rule(words)) is not None), None)


def kind_guess(words: str) -> Kind | None:
    """The kind that the words themselves tell, ``None`` where they do not."""
    return _decide(words.strip()) if words.strip() else None


def kind_of(words: str, *, context: str = "") -> Kind:
    """The kind of a voice or actor by its words; then by ``context``, the words that describe it (a title, an apposition).

    >>> kind_of("masked spokesman for the armed group").value
    'armed_group'
    >>> kind_of("Zafar Saidov", context="spokesman for Tajik President Imomali Rakhmonov").value
    'government'
    """
    kind = kind_guess(words) or kind_guess(context)
    if kind is not None:
        return kind
    if AGED.match(words):
        return Kind.CIVILIAN
    tokens = words_of(words)
    if 2 <= len(tokens) <= 4 and all(token[:1].isupper() for token in tokens) and not any(token.isupper() for token in tokens):
        return Kind.CIVILIAN
    return Kind.OTHER
