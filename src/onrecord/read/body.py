"""Which blocks of a page are the report: trafilatura says which words, the page's own order and structure say the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from onrecord.read.blocks import Block
from onrecord.read.boilerplate import is_boilerplate

# trafilatura takes ten seconds for five megabytes of tags; past this the faster, rougher extractor marks the words.
MAX_CAREFUL = 2_000_000
SHINGLE = 4
ENOUGH = 0.6
_WORD = re.compile(r"\w+")


def marked_words(html: str) -> str:
    """The main text of a page as the extractor gives it: used to mark blocks, never shown."""
    if len(html) <= MAX_CAREFUL:
        found = trafilatura.extract(html, include_comments=False, favor_precision=True)
        if found:
            return str(found)
    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False, comments=False))


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


class Marks:
    """The extractor's words, ready to be asked whether a block is among them."""

    def __init__(self, text: str) -> None:
        self.shingles = set(_shingles(_WORD.findall(text)))
        self.lines = {" ".join(_WORD.findall(line)) for line in text.split("\n")}

    def hold(self, block: Block) -> bool:
        """Whether most of the block's words are in the extracted text."""
        words = _WORD.findall(block.text)
        if not words:
            return False
        if " ".join(words) in self.lines:
            return True
        shingles = _shingles(words)
        return bool(shingles) and sum(shingle in self.shingles for shingle in shingles) >= ENOUGH * len(shingles)


def mark_body(blocks: Sequence[Block], html: str) -> list[bool]:
    """For each block, whether it belongs to the report's running text; captions and credits are decided elsewhere."""
    marks = Marks(marked_words(html))
    inside = [block.role not in ("caption", "credit", "time") and marks.hold(block) and not is_boilerplate(block.text) for block in blocks]
    if any(inside):
        return inside
    return [_reads_like_prose(block) for block in blocks]


def _reads_like_prose(block: Block) -> bool:
    """The last resort, for a page no extractor knows: whole sentences that are not links."""
    return not block.clutter and block.role in ("paragraph", "quote", "embed") and len(block.text) > 60 and block.linked < len(block.text) / 3
