"""Words replaced by a mark in a text, however they are written there, and where every stretch of the text is afterwards."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NAME_MARK = "[name withheld]"
PLACE_MARK = "[place withheld]"
LEAST = 3  # letters of a word of a name that is masked by itself


@dataclass(frozen=True, slots=True)
class Mask:
    """Words to be replaced, as a pattern over folded text, and what stands in their place."""

    pattern: re.Pattern[str]
    mark: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text after masking. ``edits``: each stretch that was replaced and where its mark stands now, in order."""

    text: str
    edits: tuple[tuple[int, int, int, int], ...]

    def move(self, offset: int, *, is_end: bool) -> int:
        """Where an offset of the text before is now. One within replaced words is at the mark's beginning, or its end."""
        at = bisect_right([edit[0] for edit in self.edits], offset - (1 if is_end else 0)) - 1
        if at < 0:
            return offset
        _, end, new_start, new_end = self.edits[at]
        if offset > end or (offset == end and not is_end):
            return offset - end + new_end
        return new_end if is_end else new_start


def fold_with_map(text: str) -> tuple[str, list[int] | None]:
    """The text without case and accents, and for each of its characters the one it came from; None where they are one for one."""
    if text.isascii():
        return text.lower(), None
    parts = [fold_char(char) for char in text]
    if all(len(part) == 1 for part in parts):
        return "".join(parts), None
    return "".join(parts), [at for at, part in enumerate(parts) for _ in part]


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """A character without case, accents, and marks that are not seen; nothing where it is only such a mark."""
    spelt = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold())
    return "".join(part for part in spelt if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")


def split_words(name: str) -> list[str]:
    """The words of a name, folded."""
    return re.findall(r"[^\W_]+", fold_with_map(name)[0])


def make_mask(names: Iterable[str], mark: str) -> Mask | None:
    """A mask of whole names, whatever stands between their words, also turned around ("Orlova, Vera") and with one more word within."""
    spelt = {form for name in names if (words := split_words(name)) for form in spell(words)}
    return join_forms(spelt, mark)


def spell(words: Sequence[str]) -> list[str]:
    """The ways in which a name of some words is written."""
    if len(words) == 2:
        one, other = (re.escape(word) for word in words)
        return [rf"{one}[\W_]*(?:[^\W_]{{1,20}}[\W_]+)?{other}", rf"{other}[\W_]+{one}"]
    return [r"[\W_]*".join(re.escape(word) for word in words)]


def make_word_mask(names: Iterable[str], mark: str) -> Mask | None:
    """A mask of each word of some names by itself: of a person whom a text names in full it goes on to speak by one of them."""
    words = {word for name in names for word in split_words(name) if len(word) >= LEAST and word not in PARTICLES}
    return join_forms({re.escape(word) for word in words}, mark)


PARTICLES = frozenset("and bin bint dos las los the van von ibn abu der den del della".split())


def join_forms(forms: set[str], mark: str) -> Mask | None:
    """One pattern of several, the longest first, at the edges of words."""
    if not forms:
        return None
    together = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return Mask(re.compile(rf"(?<![^\W_])(?:{together})(?![^\W_])"), mark)


def make_strict_mask(names: Iterable[str]) -> Mask | None:
    """A mask of whole names as they are usually written, to look for them in what is more than text."""
    return join_forms({r"[\s_\-]*".join(re.escape(word) for word in split_words(name)) for name in names} - {""}, NAME_MARK)


def is_held(text: str, mask: Mask) -> bool:
    """Whether the text has any of the words."""
    return mask.pattern.search(fold_with_map(text)[0]) is not None


def apply_masks(text: str, masks: Sequence[Mask]) -> Masked:
    """The text with every word replaced that a mask is of; where two overlap, the one that begins first, and the longer."""
    folded, origin = fold_with_map(text)
    found = sorted(
        ((match.start(), -match.end(), mask.mark) for mask in masks for match in mask.pattern.finditer(folded)),
        key=lambda hit: hit[:2],
    )
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = length = 0
    for low, high, mark in found:
        start = origin[low] if origin else low
        end = (origin[-high - 1] + 1) if origin else -high
        if start < done:
            continue
        while end < len(text) and not fold_char(text[end]):  # accents and signs not seen that belong to the last letter
            end += 1
        kept = text[done:start]
        parts += [kept, mark]
        edits.append((start, end, length + len(kept), length + len(kept) + len(mark)))
        length += len(kept) + len(mark)
        done = end
    return Masked("".join([*parts, text[done:]]), tuple(edits))
