"""The place that an outlet mostly writes about: from our list, from the town in its name, or from its address's ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.gazetteer_keys import SPELLED_ONE_WAY
from onrecord.facts.place_lexicon import outlet_homes, word_list

LABEL = re.compile(r"[a-z]+")
# Words of outlets that write about the whole world, whatever town their name reminds of.
OF_THE_WORLD = frozenset("wire newswire wires agency agencies international world global worldwide".split())
SHORTEST = 5  # letters of a town in an address
SMALLEST = 30_000  # people of a town whose name an outlet is taken to bear
AMERICAN = (".com", ".org", ".net")  # endings that local outlets elsewhere seldom have
NO_COUNTRIES = frozenset(("TV", "ME", "CO", "IO", "FM"))  # endings that anybody buys


def find_home(outlet: str | None, gazetteer: Gazetteer) -> Candidate | None:
    """The country, region or town that an outlet mostly writes about, ``None`` where its name does not say."""
    if not outlet:
        return None
    lower = outlet.lower()
    for part, code in outlet_homes():
        if part in lower:
            region, _, town = code.partition("/")
            return next((c for c in gazetteer.lookup(town) if c.admin1 == region and c.level == "town"), None) if town else gazetteer.by_code(code)
    return _town(lower, gazetteer) or _country(lower, gazetteer)


def _country(lower: str, gazetteer: Gazetteer) -> Candidate | None:
    ending = lower.rstrip("/").rpartition(".")[2].upper()
    if "." not in lower or len(ending) != 2 or ending in NO_COUNTRIES:
        return None
    return gazetteer.by_code("GB" if ending == "UK" else ending)


def _town(lower: str, gazetteer: Gazetteer) -> Candidate | None:
    """The biggest town of an English-speaking country among those with the longest name in the outlet's: "Harbour Post", "abc7harbour.com"."""
    if not OF_THE_WORLD.isdisjoint(LABEL.findall(lower)):
        return None
    for name in _names(lower):
        towns = [c for c in gazetteer.lookup(name) if c.main and c.level == "town" and c.population >= SMALLEST and c.country in SPELLED_ONE_WAY]
        if towns:
            return max(towns, key=lambda town: (town.country == "US" and lower.endswith(AMERICAN), town.population))
    return None


@lru_cache(maxsize=1024)
def _names(lower: str) -> tuple[str, ...]:
    """What may be a town's name in an outlet's, the longest first; words that are hardly ever one left out."""
    plain = word_list("not places") | word_list("given names")
    return tuple(sorted({name for name in _pieces(lower) if name not in plain}, key=lambda name: (-len(name), name)))


def _pieces(lower: str) -> Iterator[str]:
    """What may be a town's name: words of a name; beginnings and ends of the parts of an address, whole and as two words."""
    if "." not in lower:
        words = lower.split()
        yield from (" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, min(len(words), first + 3) + 1))
        return
    for label in LABEL.findall(lower.partition("/")[0].rpartition(".")[0]):
        for cut in range(SHORTEST, len(label) + 1):
            for piece in (label[:cut], label[-cut:]):
                yield piece
                yield from (f"{piece[:at]} {piece[at:]}" for at in range(3, len(piece) - 3))
