"""Which blocks of a page are the report: trafilatura says which words, the page's own order and structure say the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.read.blocks import Block
from onrecord.read.boilerplate import begins_links, is_boilerplate

# trafilatura takes ten seconds for five megabytes of tags; past this the faster, rougher extractor marks the words.
MAX_CAREFUL = 2_000_000
MAX_CAREFUL_TAGS = 60_000
SHINGLE = 4
ENOUGH = 0.6
MIN_PROSE = 80
# An extractor that finds less than this share of the prose that one container holds has found the wrong place.
WRONG_PLACE = 0.3
# What is left of the words once the furniture is out must be most of them.
ENOUGH_LEFT = 0.7
MENU_LINES = 4
MENU_WIDTH = 40
MAX_BARE = 140
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…。！？][”\"’')\]]*$")
# What outlets ask of their readers, in whole sentences.
_APPEAL = re.compile(
    r"\b(?:subscri(?:be|ption)|newsletter|sign(?:ing)? up|your inbox|donat(?:e|ion)s?\b.{0,40}\b(?:us|our)|support (?:our|"
    r"us)|membership|become a member|our journalism|"
    r"subject to copyright|all rights reserved|e-?mail (?:me|us|the writer|the author|[A-Z]\w+ [A-Z]\w+) at|follow (?:me|us|"
    r"him|her|them) (?:on|@)|terms of (?:use|service)|"
    r"privacy policy|cookies|affiliate|commission)\b",
    re.I,
)


def marked_words(html: str) -> str:
    """The main text of a page as the extractor gives it: used to mark blocks, never shown."""
    if len(html) <= MAX_CAREFUL and html.count("<") <= MAX_CAREFUL_TAGS:
        import trafilatura  # slow to import, needed only for pages

        found = trafilatura.extract(html, include_comments=False, favor_precision=True)
        if found:
            return str(found)
    from resiliparse.extract.html2text import extract_plain_text

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


def is_prose(block: Block) -> bool:
    """Whether a block is whole sentences that are not links, outside the page's furniture."""
    return (
        not block.clutter
        and block.role in ("paragraph", "quote")
        and len(block.text) >= MIN_PROSE
        and block.linked < len(block.text) / 3
        and _SENTENCE_END.search(block.text) is not None
        and not is_boilerplate(block.text)
    )


def _is_all_link(block: Block) -> bool:
    """Whether the words only lead to another page."""
    return block.linked >= 0.9 * len(block.text) > 20 and block.role not in ("embed", "heading") and _SENTENCE_END.search(block.text) is None


def mark_body(blocks: Sequence[Block], html: str) -> list[bool]:
    """For each block, whether it belongs to the report's running text; captions and credits are decided elsewhere."""
    marks = Marks(marked_words(html))
    inside = [
        block.role not in ("caption", "credit", "time") and marks.hold(block) and not is_boilerplate(block.text) and not _is_all_link(block)
        for block in blocks
    ]
    inside = _right_place(blocks, inside)
    return _without_furniture(blocks, _filled(blocks, inside))


def _right_place(blocks: Sequence[Block], inside: list[bool]) -> list[bool]:
    """The marks, or the prose of the page's richest container where the marks missed it."""
    prose = [is_prose(block) for block in blocks]
    held: Counter[int] = Counter()
    for block, good in zip(blocks, prose, strict=True):
        if good:
            held.update({element: len(block.text) for element in block.path[-2:]})
    if not held:
        return inside
    richest, size = max(held.items(), key=lambda item: (item[1], -item[0]))
    marked = sum(len(block.text) for block, good in zip(blocks, inside, strict=True) if good)
    if marked >= WRONG_PLACE * size:
        return inside
    return [good and richest in block.path for block, good in zip(blocks, prose, strict=True)]


def _filled(blocks: Sequence[Block], inside: list[bool]) -> list[bool]:
    """The marks, with the prose and embedded posts that stand among them in the same article."""
    marked = [at for at, good in enumerate(inside) if good]
    if not marked:
        return inside
    article = _article_of([blocks[at] for at in marked if not blocks[at].clutter] or [blocks[at] for at in marked])
    sections = Counter(blocks[at].section for at in marked)
    section = sections.most_common(1)[0][0]
    first, last = marked[0], marked[-1]
    filled = _without_strays(blocks, inside, article)
    for at, block in enumerate(blocks):
        if inside[at] or (article not in block.path and (not section or block.section != section)):
            continue
        if block.role == "embed":
            filled[at] = first <= at <= last + 1 and not is_boilerplate(block.text)
        elif is_prose(block) and _APPEAL.search(block.text) is None:
            filled[at] = True
    return filled


def _without_strays(blocks: Sequence[Block], inside: list[bool], article: int) -> list[bool]:
    """The marks without those on furniture and lists outside the article, unless these are the better part of it."""
    kept = [good and (article in block.path or not (block.clutter or block.role == "item")) for block, good in zip(blocks, inside, strict=True)]
    size, left = (sum(len(block.text) for block, good in zip(blocks, marks, strict=True) if good) for marks in (inside, kept))
    return kept if left >= 0.7 * size else list(inside)


def _article_of(marked: Sequence[Block]) -> int:
    """The innermost element that holds nearly all of the marked words."""
    total = sum(len(block.text) for block in marked)
    held: Counter[int] = Counter()
    for block in marked:
        held.update({element: len(block.text) for element in block.path})
    enough = [element for element, size in held.items() if size >= 0.9 * total]
    return max(enough, default=0)


def _is_menu(block: Block) -> bool:
    """Whether a block is a column or a row of short entries, none of them a sentence, or a "Most popular" with its headlines."""
    entries = re.split(r"\n| \| ", block.text)
    if any(_SENTENCE_END.search(entry) for entry in entries):
        return False
    return (len(entries) > 1 and begins_links(entries[0])) or (len(entries) >= MENU_LINES and len(block.text) < MENU_WIDTH * len(entries))


def _is_bare(block: Block) -> bool:
    """Whether a block is a few words that end in no stop: a headline of another report, a label."""
    return block.role in ("paragraph", "item", "heading") and len(block.text) <= MAX_BARE and _SENTENCE_END.search(block.text) is None


def _furniture(blocks: Sequence[Block], inside: Sequence[bool]) -> list[bool]:
    """Which marked blocks are the page's: boxes named as such, menus, and headlines in a row under a "More from"."""
    article = _article_of([block for block, good in zip(blocks, inside, strict=True) if good and is_prose(block)])
    found = []
    box: int | None = None
    for block in blocks:
        if begins_links(block.text) and len(block.path) > 1:
            box = block.path[-2]
        in_box = box is not None and box in block.path and box != article and _is_bare(block)
        if not in_box and not begins_links(block.text):
            box = None
        away = article not in block.path
        boxed = block.clutter and block.role not in ("embed", "heading")
        found.append(in_box or boxed or (away and _is_menu(block)))
    return found


def _without_furniture(blocks: Sequence[Block], inside: list[bool]) -> list[bool]:
    """The marks without furniture, unless this is the better part of them: then the page's names mislead."""
    furniture = _furniture(blocks, inside)
    kept = [good and not bad for good, bad in zip(inside, furniture, strict=True)]
    size, left = (sum(len(block.text) for block, good in zip(blocks, marks, strict=True) if good) for marks in (inside, kept))
    return kept if left >= ENOUGH_LEFT * size else inside
