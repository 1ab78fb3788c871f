"""A page's words in reading order, as blocks that know what they are: paragraph, heading, caption, credit, embedded post, time stamp."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.read.boxes import find_boxes
from onrecord.read.markup import ENDS_PARAGRAPH
from onrecord.read.naming import VIDEO, Named, read_names
from onrecord.read.words import clean_text

Role = Literal["paragraph", "heading", "item", "caption", "credit", "embed", "time", "quote"]

MAX_WALK_DEPTH = 300

BLOCK_TAGS = ENDS_PARAGRAPH | frozenset("audio body caption dd dt label option picture tbody tfoot thead tr video".split())
# A table's cell that holds one of these is a part of the page's layout, not a figure in a row.
IN_LAYOUT = "p, div, table, h1, h2, h3, h4, ul, blockquote, br"
SKIPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "head",
        "iframe",
        "object",
        "embed",
        "select",
        "textarea",
        "button",
        "input",
        "progress",
        "meter",
        "datalist",
    ]
)
# Parts of a page that are never the report, by tag or by the words of class and id.
CLUTTER_TAGS = frozenset({"nav", "footer", "menu", "dialog"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class Figure:
    """A picture, film or sound as the page shows it, its caption gathered apart as blocks."""

    kind: Literal["image", "video", "audio"] = "image"
    file: str | None = None
    linked: bool = False
    clutter: bool = False
    at: int = 0


@dataclass(slots=True)
class Block:
    """One run of words of the page.

    ``path`` are the serial numbers of the elements around it, outermost first; ``section`` that of the nearest ``article`` or ``main``, 0 for none.
    """

    role: Role
    text: str
    path: tuple[int, ...]
    clutter: bool = False
    section: int = 0
    linked: int = 0
    figure: Figure | None = None
    tag: str = ""
    datetime: str | None = None


@dataclass(slots=True)
class _Around:
    """What is known of the elements around a node."""

    role: Role = "paragraph"
    clutter: bool = False
    section: int = 0
    figure: Figure | None = None
    link: bool = False
    preformatted: bool = False
    time: bool = False
    tag: str = ""


@dataclass(slots=True)
class _Walk:
    """The state of one walk over the page."""

    boxes: frozenset[int] = frozenset()
    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    timed: int = 0
    datetime: str | None = None
    too_deep: bool = False
    serial: int = 0
    path: tuple[int, ...] = ()

    def flush(self, around: _Around) -> None:
        lines = [clean_text(line) for line in "".join(self.parts).split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            role: Role = "time" if self.timed and self.timed >= len(text) - 2 else around.role
            self.blocks.append(Block(role, text, self.path, around.clutter, around.section, self.linked, around.figure, around.tag, self.datetime))
        self.parts.clear()
        self.linked = self.timed = 0
        self.datetime = None

    def visit(self, node: LexborNode, around: _Around, depth: int) -> None:
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                self._words(child.text_content or "", around)
            elif child.is_element_node:
                if depth < MAX_WALK_DEPTH:
                    self._element(child, around, depth)
                else:
                    self.too_deep = True
            child = child.next

    def _words(self, words: str, around: _Around) -> None:
        if around.role == "caption" and self.parts and words[:1].isupper() and re.search(r"[\w.!?”)\]]$", self.parts[-1]):
            self.flush(around)  # an inline element that begins without a space after the caption's last words: a credit
        self.parts.append(words if around.preformatted else words.replace("\n", " ").replace("\r", " "))
        if around.link:
            self.linked += len(words.strip())
        if around.time:
            self.timed += len(words.strip())

    def _element(self, node: LexborNode, around: _Around, depth: int) -> None:
        tag = node.tag or ""
        if tag in SKIPPED_TAGS:
            if tag == "iframe":
                self._media(node, tag, around)
            return
        if tag == "br":
            self._line_break(around)
            return
        if tag in ("img", "source", "amp-img"):
            self._media(node, tag, around)
            return
        attributes = node.attributes
        named = read_names(attributes)
        if "hidden" in attributes or named.unseen or HIDDEN.search(attributes.get("style") or ""):
            return
        inner = _inside(tag, named, around)
        if around.figure is None and node.mem_id in self.boxes:
            inner.figure, inner.role = inner.figure or Figure(linked=around.link), "caption"
        if tag == "time":
            self.datetime = attributes.get("datetime")
        if inner.figure is not None and inner.figure is not around.figure:
            self._add_figure(inner.figure, inner)
        own_block = tag in BLOCK_TAGS or inner.role != around.role or (tag in ("td", "th") and node.css_first(IN_LAYOUT) is not None)
        if around.role == "embed":  # a post is one paragraph
            self.parts.append(" ")
            self.visit(node, inner, depth + 1)
            self.parts.append(" ")
            return
        if not own_block:
            if tag in ("td", "th") and any(part.strip() for part in self.parts):
                self.parts.append(" | ")
            self.visit(node, inner, depth + 1)
            return
        self.flush(around)
        self.serial += 1
        outer = self.path
        self.path = (*outer, self.serial)
        if tag in ("article", "main") or attributes.get("role") == "main" or attributes.get("itemprop") == "articleBody":
            inner.section = self.serial
        if tag in ("video", "audio", "amp-video", "amp-youtube"):
            self._media(node, tag.removeprefix("amp-").replace("youtube", "video"), inner)
        self.visit(node, inner, depth + 1)
        self.flush(inner)
        self.path = outer

    def _add_figure(self, figure: Figure, around: _Around) -> None:
        figure.at, figure.clutter = len(self.blocks), around.clutter
        figure.linked |= around.link
        self.figures.append(figure)

    def _line_break(self, around: _Around) -> None:
        if around.role == "embed":
            self.parts.append(" ")
        elif self.parts and self.parts[-1] == "\n":
            self.flush(around)
        elif any(part.strip() for part in self.parts):
            self.parts.append("\n")

    def _media(self, node: LexborNode, tag: str, around: _Around) -> None:
        attributes = node.attributes
        source = attributes.get("data-src") or attributes.get("src") or attributes.get("data-original") or attributes.get("data-lazy-src") or ""
        if tag == "iframe" and not VIDEO.search(source):
            return
        figure = around.figure
        if figure is None:
            if tag != "iframe" and tag not in ("video", "audio"):
                return
            figure = Figure()
            self._add_figure(figure, around)
            around.figure = figure if tag in ("video", "audio") else None
        if tag in ("video", "iframe"):
            figure.kind = "video"
        elif tag == "audio":
            figure.kind = "audio"
        figure.linked |= around.link
        if figure.file is None:
            figure.file = file_name(source)


_FILE = re.compile(r"([^/?#\\=&:]+\.(?:jpe?g|png|gif|webp|avif|mp4|webm|mov|m4v|mp3|m4a|ogg|wav))(?=$|[?#&/])", re.I)


def file_name(source: str) -> str | None:
    """The file's name in the address of a picture or film.

    >>> file_name("https://example.org/i/2023/dam-break.jpg?w=600")
    'dam-break.jpg'
    """
    if source.startswith("data:") or len(source) > 2000:
        return None
    found = _FILE.findall(source)
    return found[-1] if found else None


def _inside(tag: str, named: Named, around: _Around) -> _Around:
    """What is known inside an element."""
    inner = _Around(around.role, around.clutter, around.section, around.figure, around.link, around.preformatted, around.time, around.tag)
    if tag in ("a", "time"):
        inner.link |= tag == "a"
        inner.time |= tag == "time"
        return inner
    if tag in CLUTTER_TAGS or (named.clutter and tag not in ("html", "body", "article", "main")):
        inner.clutter = True
    if tag in BLOCK_TAGS:
        inner.tag = tag
    if tag == "figure" or (named.figure and around.figure is None and tag in ("div", "span", "section", "table")):
        inner.figure = Figure(linked=around.link)
        if named.video:
            inner.figure.kind = "video"
        elif named.audio:
            inner.figure.kind = "audio"
    role = _role(tag, named, inner)
    if role is not None:
        inner.role = role
    if tag == "pre":
        inner.preformatted = True
    return inner


def _role(tag: str, named: Named, around: _Around) -> Role | None:
    """What the element makes of the words in it, or None for nothing new."""
    if around.role == "embed":
        return None
    if named.embed and tag in ("blockquote", "div"):
        return "embed"
    in_caption = around.role in ("caption", "credit")
    if tag not in ("html", "body", "article", "main", "section") and named.credit and (in_caption or around.figure is not None):
        return "credit"
    if tag == "figcaption":
        return "caption"
    if in_caption:
        return None
    if named.caption and tag in ("div", "p", "span", "em", "small", "cite", "dd"):
        return "caption"
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if tag == "li":
        return "item"
    if tag == "blockquote":
        return "quote"
    return None


class Blocks(NamedTuple):
    """The page's blocks in reading order, its figures in the order they stand, and whether some lie too deep to be walked to."""

    blocks: list[Block]
    figures: list[Figure]
    too_deep: bool


def find_blocks(parser: LexborHTMLParser) -> Blocks:
    """The words of a parsed page as blocks."""
    walk = _Walk(find_boxes(parser))
    if parser.body is not None:
        around = _Around()
        walk.visit(parser.body, around, 0)
        walk.flush(around)
    return Blocks(walk.blocks, walk.figures, walk.too_deep)
