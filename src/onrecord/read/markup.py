"""HTML made safe to parse: raw code, long attributes and bottomless nesting taken out, the words left in.

Parsers are quadratic on deep nesting, or go silently empty past 255 open tags, so depth is cut here, by one linear scan, before any of them runs.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

MAX_DEPTH = 200
MAX_ATTRIBUTE = 4_000
MAX_OPEN_FORMATTING = 60

# Elements whose content is code, a drawing or a fallback: never words of the report. JSON-LD scripts are kept for the metadata.
RAW = frozenset({"script", "style", "svg", "math", "noscript", "template", "iframe", "textarea", "noembed", "noframes", "xmp", "object", "canvas"})
RAW_KEPT = frozenset({"title"})
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame", "keygen", "bgsound"]
)
# A parser re-opens these in every new paragraph until they are closed, so they are counted apart from the stack.
FORMATTING = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
# A tag of the key closes an open tag of the value that stands on top of the stack.
CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "option": {"option"},
    "optgroup": {"option", "optgroup"},
    "tr": {"td", "th", "tr"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"td", "th", "tr", "thead", "tbody"},
    "tfoot": {"td", "th", "tr", "thead", "tbody"},
    "thead": {"td", "th", "tr", "caption", "colgroup"},
}
ENDS_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
# An end tag looks no further up the stack than these.
BARRIERS = frozenset({"table", "td", "th", "caption", "html", "object", "marquee", "applet", "template"})
# The end tag of any element but these looks no further up than the next one of these (HTML Standard: "special").
SPECIAL = ENDS_PARAGRAPH | BARRIERS | frozenset("applet body button colgroup dd dt frameset head li select tbody tfoot thead tr".split())
LOOK_BACK = 300

_TAG = re.compile(r"<(?:!--|[!?]|(/?)([A-Za-z][^\s/>\x00]*))")
_LONG_VALUE = re.compile(rf"=\s*(?:\"([^\"]{{{MAX_ATTRIBUTE},}})\"|'([^']{{{MAX_ATTRIBUTE},}})')")
_JSON_LD = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.I)


class Tamed(NamedTuple):
    """HTML that any parser can take, and what had to be cut to make it so."""

    html: str
    too_deep: bool


class _Finder:
    """``str.find`` that asks only once for what is not there, so that a page of a million openers stays linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()

    def find(self, needle: str, start: int) -> int:
        if needle in self.missing:
            return -1
        at = self.text.find(needle, start)
        if at < 0:
            self.missing.add(needle)
        return at


class _Depth:
    """The open tags at a point of the page, as a parser would hold them.

    What is written out closes every element outright, so that no parser can come to another depth than this one.
    """

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.kept: list[bool] = []
        self.formatting: Counter[str] = Counter()
        self.open_formatting = 0
        self.dropped_formatting: Counter[str] = Counter()
        self.paragraphs = 0
        self.too_deep = False

    def open(self, tag: str, tag_text: str) -> str:
        """What to write for a start tag: the end tags that it implies, then itself unless it lies too deep."""
        if tag in FORMATTING:
            return self._open_formatting(tag, tag_text)
        ended = self._pop_to("p") if tag in ENDS_PARAGRAPH and self.paragraphs else ""
        closes = CLOSES.get(tag)
        while closes and self.stack and self.stack[-1] in closes:
            ended += self._pop()
        keep = len(self.stack) + self.open_formatting < MAX_DEPTH
        self.stack.append(tag)
        self.kept.append(keep)
        self.paragraphs += tag == "p"
        self.too_deep |= not keep
        return ended + tag_text if keep else ended

    def _open_formatting(self, tag: str, tag_text: str) -> str:
        if self.open_formatting >= MAX_OPEN_FORMATTING:
            self.dropped_formatting[tag] += 1
            self.too_deep = True
            return ""
        if tag == "a" and self.formatting["a"]:  # no link inside a link
            return "</a>" + tag_text
        self.formatting[tag] += 1
        self.open_formatting += 1
        return tag_text

    def close(self, tag: str) -> str:
        """What to write for an end tag: those of all elements that it closes, or nothing when it closes none."""
        if tag in FORMATTING:
            return self._close_formatting(tag)
        return self._pop_to(tag)

    def _close_formatting(self, tag: str) -> str:
        if self.dropped_formatting[tag]:
            self.dropped_formatting[tag] -= 1
            return ""
        if not self.formatting[tag]:
            return ""
        self.formatting[tag] -= 1
        self.open_formatting -= 1
        return f"</{tag}>"

    def _pop(self) -> str:
        tag = self.stack.pop()
        self.paragraphs -= tag == "p"
        return f"</{tag}>" if self.kept.pop() else ""

    def _pop_to(self, tag: str) -> str:
        """The end tags down to the nearest open ``tag``; nothing when there is none that an end tag here can reach."""
        barriers = BARRIERS if tag in SPECIAL else SPECIAL
        for back in range(1, min(len(self.stack), LOOK_BACK) + 1):
            open_tag = self.stack[-back]
            if open_tag == tag:
                return "".join(self._pop() for _ in range(back))
            if open_tag in barriers and not (tag in TABLE_PARTS and open_tag in TABLE_PARTS):
                break
        return ""


# The end tag of a table, or of a part of one, closes what is open inside it.
TABLE_PARTS = frozenset({"table", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"})


def _short(tag_text: str) -> str:
    """A start tag with its over-long attribute values (``data:`` pictures, scripts) emptied."""
    if len(tag_text) <= MAX_ATTRIBUTE:
        return tag_text
    return _LONG_VALUE.sub('=""', tag_text)[: 4 * MAX_ATTRIBUTE].rstrip(">") + ">"


def tame(html: str) -> Tamed:
    """The page without code, comments, over-long attributes and tags nested past ``MAX_DEPTH``; one pass, linear in its length.

    >>> tame("<div><script>x < 1</script><p>Words</p></div>").html
    '<div><p>Words</p></div>'
    """
    finder, depth, out = _Finder(html), _Depth(), []
    lowered = html.lower() if len(html) == len(html.lower()) else html
    end_tags = _Finder(lowered)
    at = 0
    while (match := _TAG.search(html, at)) is not None:
        start = match.start()
        out.append(html[at:start])
        opener = match.group()
        if opener == "<!--":
            end = finder.find("-->", start + 4)
            at = len(html) if end < 0 else end + 3
            continue
        end = _tag_end(finder, match.end())
        if end < 0:  # an unfinished tag: nothing after it can be a word
            at = len(html)
            break
        at = end
        if match[2] is None:
            if opener == "<!" and html[start : start + 9].lower() == "<!doctype" and not out[:-1]:
                out.append("<!doctype html>")
            continue
        closing, tag = bool(match[1]), match[2].lower()
        tag_text = html[start:end]
        if tag in RAW or tag in RAW_KEPT:
            if closing:
                continue
            if tag == "iframe" and len(tag_text) <= MAX_ATTRIBUTE:  # a film's place on the page, without what is in it
                out.append(f"{tag_text.rstrip('/>')}></iframe>")
            if tag_text.endswith("/>"):
                continue
            close_at = end_tags.find(f"</{tag}", end)
            close_end = _tag_end(finder, close_at) if close_at >= 0 else -1
            if tag in RAW_KEPT or (tag == "script" and _JSON_LD.search(tag_text[:1000])):
                stop = close_at if close_at >= 0 else end
                out.append(f"{tag_text}{html[end:stop]}</{tag}>")
            if close_end >= 0:
                at = close_end
            continue
        if closing:
            out.append("<br>" if tag == "br" else depth.close(tag))
        elif tag in VOID:
            out.append(_short(tag_text))
        else:
            out.append(depth.open(tag, _short(tag_text)))
            if tag_text.endswith("/>"):
                out.append(depth.close(tag))
    out.append(html[at:])
    return Tamed("".join(out), depth.too_deep)


_QUOTE_OR_END = re.compile(r"[\"'>]")


def _tag_end(finder: _Finder, start: int) -> int:
    """The offset just past the tag's ``>``, quoted values jumped over; -1 when it never ends."""
    text = finder.text
    first = finder.find(">", start)
    if first < 0:
        return -1
    inside = text[start:first]
    if "'" not in inside and inside.count('"') % 2 == 0:  # every value is closed: the usual tag
        return first + 1
    at = start
    for _ in range(400):
        match = _QUOTE_OR_END.search(text, at)
        if match is None:
            return -1
        if match.group() == ">":
            return match.end()
        if text[match.start() - 1 : match.start()] not in ("=", " ", "\n", "\t"):  # a stray quote, not the start of a value
            at = match.end()
            continue
        close = text.find(match.group(), match.end())
        if close < 0:
            return first + 1
        at = close + 1
    return first + 1
