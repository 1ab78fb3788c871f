"""What a page says of itself outside its body: headline, outlet, byline, address, dates, from JSON-LD, meta tags and the like."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from onrecord.read.dates import parse_date, url_date
from onrecord.read.words import clean_text

MAX_JSON = 2_000_000
MAX_NODES = 5_000
ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Report",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "AdvertiserContentArticle",
        "VideoObject",
        "WebPage",
    ]
)
FIRM_TYPES = ARTICLE_TYPES - {"WebPage", "VideoObject"}
TITLE_SEPARATOR = re.compile(r"\s+[|–—•·»-]\s+|\s+::\s+")
# Where a date was said, best first. The names appear in the message of a date-conflict.
META_DATES = (
    "article:published_time og:article:published_time article:published datepublished date_published published_time "
    "publishdate publish-date pubdate published publication_date parsely-pub-date sailthru.date "
    "cxenseparse:recs:publishtime article.published article_date_original originalpublicationdate dc.date.issued "
    "dcterms.created dc.date.created dc.date dcterms.date dcterms.issued citation_publication_date og:pubdate "
    "rnews:datepublished vr:published_time cse_date display_date date"
).split()


class Dated(NamedTuple):
    """A date and which part of the page gives it."""

    where: str
    stamp: str


class Meta(NamedTuple):
    """What the page says of itself; None where it does not."""

    title: str | None
    headings: tuple[str, ...]
    outlet: str | None
    byline: str | None
    url: str | None
    language: str | None
    dates: tuple[Dated, ...]
    modified: tuple[Dated, ...]
    is_live: bool


def _scrub(value: str) -> str:
    """Words without lone surrogates, which JSON can smuggle in."""
    return clean_text(value.encode("utf-8", "replace").decode("utf-8"))


def _text(value: Any) -> str | None:
    """The words of a JSON-LD value."""
    if isinstance(value, str):
        return _scrub(_unescape(value)) or None
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    if isinstance(value, list) and value:
        return _text(value[0])
    return None


def _unescape(value: str) -> str:
    if "&" not in value:
        return value
    return html.unescape(value)


def _json_nodes(parser: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, graphs and lists opened; broken JSON is passed over."""
    for script in parser.css('script[type*="ld+json"]'):
        source = script.text(deep=True)
        if not source or len(source) > MAX_JSON:
            continue
        try:
            loaded = json.loads(re.sub(r"^\s*(?:<!\[CDATA\[|//.*\n)|\]\]>\s*$|;\s*$", "", source), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting, seen = [loaded], 0
        while waiting and seen < MAX_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(
                    value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") and value
                )


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(name).rsplit("/", 1)[-1] for name in kinds if name}


def _articles(parser: LexborHTMLParser) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe the report, the firmest first."""
    nodes = [node for node in _json_nodes(parser) if _types(node) & ARTICLE_TYPES]
    firm = [node for node in nodes if _types(node) & FIRM_TYPES]
    return firm or nodes


def _meta_tags(parser: LexborHTMLParser) -> dict[str, str]:
    """The content of each meta tag by lower-case name; the first of a name wins."""
    found: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), _scrub(content))
    return found


def _attribute(parser: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = parser.css_first(selector)
    value = node.attributes.get(name) if node is not None else None
    return value.strip() if value and value.strip() else None


def _is_address(value: str | None) -> bool:
    return bool(value) and re.match(r"https?://[^\s/]+", value or "") is not None


def _url(parser: LexborHTMLParser, tags: dict[str, str], saved_from: str | None) -> str | None:
    offered = (saved_from, _attribute(parser, 'link[rel="canonical"]', "href"), tags.get("og:url"), tags.get("twitter:url"), tags.get("parsely-link"))
    return next((_scrub(url) for url in offered if url and _is_address(url)), None)


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return re.sub(r"^(?:www|m|amp|edition|mobile)\.", "", host) if host and "." in host else None


_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|present))?)?"
_SIGNED = rf"(?:(?:©|\(c\)|copyright)[\s,]*(?:©|\(c\))?\s*(?:by\s+)?{_YEARS}[\s,]*(?:by\s+)?|(?:published|appeared|printed) in\s+|told\s+)"
HOME = 'a[href="/"], a[rel="home"], a[href="index.html"], a[href="./"], [class*="site-title"], [class*="masthead"], [class*="site-name"]'


def _confirmed_by_page(parser: LexborHTMLParser, page_title: str) -> str | None:
    """The end or the start of the page's title, when the page calls itself so: in its copyright line, its link home, to its reporters."""
    parts = TITLE_SEPARATOR.split(page_title)
    if len(parts) < 2 or parser.body is None:
        return None
    homes = {clean_text(node.text(separator=" ")) for node in parser.css(HOME)[:12]}
    words = clean_text(parser.body.text(separator=" "))
    for part in (parts[-1], parts[0]):
        for name in dict.fromkeys((part.strip(), re.split(r",\s", part)[0].strip())):
            if not 2 < len(name) <= 50 or not name[0].isupper():
                continue
            if name in homes or re.search(rf"{_SIGNED}(?-i:{re.escape(name)})\b", words, re.I):
                return name
    return None


def _outlet(parser: LexborHTMLParser, articles: list[dict[str, Any]], tags: dict[str, str], page_title: str | None, url: str | None) -> str | None:
    offered = [
        tags.get("og:site_name"),
        *(_text(node.get("publisher")) for node in articles),
        tags.get("application-name"),
        tags.get("publisher"),
        tags.get("dc.publisher"),
    ]
    for name in offered:
        if name and 1 < len(name) <= 60 and not _is_address(name):
            return name
    if page_title and (confirmed := _confirmed_by_page(parser, page_title)) is not None:
        return confirmed
    host = host_of(url)
    if page_title and host:
        tail = TITLE_SEPARATOR.split(page_title)[-1]
        if re.sub(r"\W", "", tail.lower()) in re.sub(r"\W", "", host) and len(tail) > 1:
            return tail
    return host


_NOT_NAME = re.compile(
    r"https?://|@\w+\.\w|^(?:admin|administrator|editor|staff|webmaster|news ?wires?|agencies|wires?|web ?desk|news ?desk|user|guest|author)$|"
    r"^(?:by )?\W*$",
    re.I,
)


_BYLINE_ENDS = re.compile(
    r"\s*(?:\||•|·|\n|@|\bPublished\b|\bUpdated\b|\bPosted\b|\d{1,2}[:/]\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)",
    re.I,
)


def clean_byline(byline: str | None) -> str | None:
    """The names of a byline without "By", addresses and dates; None for what is no name.

    >>> clean_byline("By Ana Silva and Ivan Dovzhenko")
    'Ana Silva and Ivan Dovzhenko'
    """
    if not byline:
        return None
    name = re.sub(r"^(?:written |reporting |posted |published )?by:?\s+", "", byline.strip(), flags=re.I)
    name = _BYLINE_ENDS.split(name)[0].strip(" ,;-–")
    return name if 2 <= len(name) <= 160 and not _NOT_NAME.search(name) else None


def _is_outlet(author: Any, outlet: str | None) -> bool:
    """Whether the author that a page names is only the outlet itself."""
    if not isinstance(author, dict) or "Person" in _types(author):
        return False
    name, known = (re.sub(r"\W", "", (words or "").lower()) for words in (_text(author), outlet))
    return bool(name and known) and (name in known or known in name) and "Organization" in "".join(_types(author))


def _byline(parser: LexborHTMLParser, articles: list[dict[str, Any]], tags: dict[str, str], outlet: str | None) -> str | None:
    for article in articles:
        authors = article.get("author") or article.get("creator")
        names = [_text(author) for author in (authors if isinstance(authors, list) else [authors]) if not _is_outlet(author, outlet)]
        cleaned = list(dict.fromkeys(name for name in map(clean_byline, names) if name))
        if cleaned:
            return ", ".join(cleaned[:12])
    for key in ("author", "article:author", "byl", "byline", "dc.creator", "parsely-author", "sailthru.author", "dcterms.creator"):
        if name := clean_byline(tags.get(key)):
            return name
    for selector in ('[itemprop="author"]', '[rel="author"]', '[class*="byline"]', ".author-name", ".author"):
        for node in parser.css(selector)[:2]:
            if name := clean_byline(clean_text(node.text(separator=" "))[:200]):
                return name if len(name) < 100 and not re.search(r"[()/]", name) else None
    return None


def _without_outlet(title: str, outlet: str | None, headings: Iterable[str]) -> str:
    """The page title without the name of the outlet at its end or start."""
    for heading in headings:
        if len(heading) > 15 and heading.lower() in title.lower():
            return heading
    parts = TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    known = re.sub(r"\W", "", (outlet or "").lower())
    tail = re.sub(r"\W", "", parts[-1].lower())
    if (known and (tail in known or known in tail)) or len(parts[-1]) < 25 < len(title) - len(parts[-1]):
        return title[: title.rindex(parts[-1])].rstrip(" |–—•·»-:")
    return title


def _title(articles: list[dict[str, Any]], tags: dict[str, str], headings: tuple[str, ...], page_title: str | None, outlet: str | None) -> str | None:
    headline = next((text for node in articles if (text := _text(node.get("headline")))), None)
    offered = [title for title in (headline, tags.get("og:title"), page_title, tags.get("twitter:title")) if title]
    headings = tuple(heading for heading in headings if heading != outlet)
    for heading in headings:  # a heading that another place repeats is the title as the reader sees it
        if any(_same_words(heading, title) for title in offered):
            return heading
    if len(headings) == 1 and len(headings[0]) > 20:
        return headings[0]
    return _without_outlet(offered[0], outlet, headings) if offered else next(iter(headings), None)


def _same_words(one: str, other: str) -> bool:
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(first) >= 3 and len(first & second) >= 0.7 * min(len(first), len(second))


def _dates(parser: LexborHTMLParser, articles: list[dict[str, Any]], tags: dict[str, str], url: str | None) -> tuple[Dated, ...]:
    """Every publication date that the page gives, best source first."""
    found: list[Dated] = []

    def offer(where: str, written: str | None) -> None:
        if written and (stamp := parse_date(written)) is not None:
            found.append(Dated(where, stamp))

    for article in articles:
        offer("JSON-LD", _text(article.get("datePublished")))
    for key in META_DATES:
        offer(f"meta {key}", tags.get(key))
    for selector in ('[itemprop="datePublished"]', "time[pubdate]"):
        if (node := parser.css_first(selector)) is not None:
            offer("time element", node.attributes.get("datetime") or node.attributes.get("content") or node.text(separator=" "))
            break
    if url and (stamp := url_date(url)) is not None:
        found.append(Dated("address", stamp))
    if not found and (node := parser.css_first("article header time[datetime]") or parser.css_first("time[datetime]")) is not None:
        offer("time element", node.attributes.get("datetime"))
    return tuple(found)


def _modified(articles: list[dict[str, Any]], tags: dict[str, str]) -> tuple[Dated, ...]:
    """The dates of the last change: the last resort for a page that gives no other."""
    written = [("JSON-LD dateModified", _text(node.get("dateModified") or node.get("uploadDate") or node.get("dateCreated"))) for node in articles]
    written += [(f"meta {key}", tags.get(key)) for key in ("article:modified_time", "last-modified", "og:updated_time", "dcterms.modified")]
    return tuple(Dated(where, stamp) for where, words in written if words and (stamp := parse_date(words)) is not None)


def read_meta(parser: LexborHTMLParser, *, saved_from: str | None = None, url: str | None = None) -> Meta:
    """What the parsed page says of itself. ``saved_from`` is the address a browser noted when it saved the page."""
    articles, tags = _articles(parser), _meta_tags(parser)
    headings = tuple(dict.fromkeys(heading for node in parser.css("h1")[:5] if (heading := clean_text(node.text(separator=" ")))))
    title_node = parser.css_first("title")
    page_title = clean_text(title_node.text()) if title_node is not None else None
    address = url or _url(parser, tags, saved_from)
    outlet = _outlet(parser, articles, tags, page_title, address)
    language = _attribute(parser, "html", "lang") or tags.get("og:locale") or tags.get("content-language")
    return Meta(
        _title(articles, tags, headings, page_title or None, outlet),
        headings,
        outlet,
        _byline(parser, articles, tags, outlet),
        address,
        language,
        _dates(parser, articles, tags, address),
        _modified(articles, tags),
        any("LiveBlogPosting" in _types(node) for node in articles),
    )
