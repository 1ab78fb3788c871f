"""Which elements hold a picture or a film and the few words under it, told from the page's structure, whatever their classes are called."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.read.words import clean_text

MEDIA = "img, amp-img, picture, video, amp-video, iframe, amp-youtube"
BOX_TAGS = frozenset({"div", "span", "table", "tbody", "tr", "td", "section", "center", "aside", "dl", "p", "amp-carousel"})
# Nothing longer is a caption; nothing shorter says anything.
MIN_WORDS, MAX_WORDS = 12, 400
# A caption is the smaller part of what stands around it; else a report of three lines with a picture would be one.
TIMES_AROUND = 3
MAX_MORE_SENTENCES = 1
_SENTENCE_START = re.compile(r"[a-z]{3}[.!?] ?[A-Z][a-z]")
LEVELS_AROUND = 2
MAX_CLIMB = 6
MAX_CLEANED = 20_000
MAX_MEDIA = 400
MIN_SIDE = 100
_NO_BOX = "h1, h2, h3, h4, h5, ul, ol, form, figure, figcaption, blockquote, article, main, button, input"
_SMALL_TYPE = "em, i, small, font, cite, span"
_PERSON = re.compile(
    r"author|byline|avatar|\bbio\b|profile|logo|icon|badge|emoji|gravatar|sprite|pixel|banner|\bads?\b|advert|teaser|card|promo|related|"
    r"sponsor|widget|newsletter|headshot|mugshot|comment",
    re.I,
)
_FILM = re.compile(r"video|youtube|vimeo|player|embed", re.I)


def find_boxes(parser: LexborHTMLParser) -> frozenset[int]:
    """The memory ids of the elements that are a picture with its caption."""
    boxes = set()
    body, words = parser.body, _Words()
    for media in (body.css(MEDIA) if body is not None else [])[:MAX_MEDIA]:
        if (box := _box_of(media, words)) is not None:
            boxes.add(box.mem_id)
    return frozenset(boxes)


class _Words:
    """The words of elements, each put together once, however many pictures it holds."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}

    def of(self, node: LexborNode) -> str:
        words = self.known.get(node.mem_id)
        if words is None:
            written = node.text()
            words = self.known[node.mem_id] = clean_text(written) if len(written) <= MAX_CLEANED else written.strip()
        return words


def _box_of(media: LexborNode, all_words: _Words) -> LexborNode | None:
    """The nearest element around a picture that holds words, if these can be its caption."""
    if not _is_shown(media):
        return None
    node = media.parent
    for _ in range(MAX_CLIMB):
        if node is None or not node.is_element_node or node.tag in ("figure", "body", "article", "main", "html"):
            return None
        if _PERSON.search(_names(node)):
            return None
        if words := all_words.of(node):
            return node if node.tag in BOX_TAGS and _holds_caption(node, words) and _is_small_part(node, len(words), all_words) else None
        node = node.parent
    return None


def _is_shown(media: LexborNode) -> bool:
    """Whether the medium is large enough to be looked at: no icon, no counting pixel, no portrait of the author."""
    attributes = media.attributes
    if media.tag == "iframe" and not _FILM.search(attributes.get("src") or attributes.get("data-src") or ""):
        return False
    sides = [side for name in ("width", "height") if (side := attributes.get(name) or "").isdecimal()]
    return all(int(side[:6]) >= MIN_SIDE for side in sides) and not _PERSON.search(f"{_names(media)} {(attributes.get('src') or '')[:200]}")


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]


def _holds_caption(node: LexborNode, words: str) -> bool:
    """Whether the words beside the medium can be its caption: few, not links, no list, no headline, no second paragraph."""
    if not MIN_WORDS <= len(words) <= MAX_WORDS or len(words.split()) < 3 or node.css_first(_NO_BOX) is not None:
        return False
    linked = sum(len(clean_text(link.text())) for link in node.css("a"))
    if linked > len(words) / 2 or len(node.css("p")) > 2 + (node.tag == "p"):
        return False
    if len(_SENTENCE_START.findall(words)) > MAX_MORE_SENTENCES:
        return False
    if node.tag != "p":
        return True
    return sum(len(clean_text(small.text())) for small in node.css(_SMALL_TYPE)) >= len(words) - 2


def _is_small_part(node: LexborNode, size: int, all_words: _Words) -> bool:
    """Whether the elements around hold several times as many words."""
    around: LexborNode | None = node
    for _ in range(LEVELS_AROUND):
        around = around.parent if around is not None else None
        if around is None:
            return False
        if len(all_words.of(around)) >= TIMES_AROUND * size:
            return True
    return False
