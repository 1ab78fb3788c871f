"""RSS, Atom and JSON feeds: each entry is a report, or a few lines about one whose page is to be had."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import ReadError
from onrecord.read.dates import parse_date
from onrecord.read.items import Fetch, Found, Item, Skipped, contain, write_raw
from onrecord.read.meta import host_of

WHOLE = 1200  # characters of text from which an entry without content of its own is taken for the whole report
TAG = re.compile(r"<[^>]{1,2000}>")
MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|img|ul|ol|li|h\d|blockquote|figure|span)\b", re.I)
JOINTS = re.compile(r"\s+[-–—|:»>•·]+\s+|\s*[|»•]\s*")
TEASER = "only a few lines about a page; save the page and add it, or let onrecord go out for it with --fetch"


def read_feed(path: str, raw: bytes, fetch: Fetch | None) -> Iterator[Found]:
    """The entries of an RSS or Atom feed."""
    import feedparser

    # Given a string it would open a file or go out: it gets bytes in memory, always.
    feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False)
    if not feed.entries:
        reason = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise ReadError(f"{path}: is a feed without entries that can be read{reason}; save it again")
    container = contain(path, raw)
    yield container
    name = as_words(feed.feed.get("publisher")) or as_words(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        yield from read_entry(f"{path}#{number}", flatten_entry(entry), name, container.sha256, fetch)


def read_json_feed(path: str, raw: bytes, whole: Mapping[str, Any], fetch: Fetch | None) -> Iterator[Found]:
    """The entries of a JSON feed."""
    container = contain(path, raw)
    yield container
    entries = whole.get("items")
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        if isinstance(entry, dict):
            yield from read_entry(f"{path}#{number}", flatten_json(entry), as_words(whole.get("title")), container.sha256, fetch)


def as_words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def flatten_entry(entry: Mapping[str, Any]) -> dict[str, str | None]:
    """What matters of an entry, by our names."""
    contents = [part.get("value", "") for part in entry.get("content", [])]
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "id": as_words(entry.get("id")),
        "link": as_words(entry.get("link")),
        "title": as_words(entry.get("title")),
        "author": as_words(entry.get("author")),
        "content": max(contents, key=len, default="") or None,
        "summary": as_words(entry.get("summary")),
        "published": write_stamp(stamp) if stamp else parse_date(entry.get("published") or entry.get("updated") or ""),
    }


def flatten_json(entry: Mapping[str, Any]) -> dict[str, str | None]:
    """What matters of an entry of a JSON feed, by our names."""
    authors = entry.get("authors") or [entry.get("author")]
    names = [name for author in authors if isinstance(author, dict) and (name := as_words(author.get("name")))]
    return {
        "id": as_words(str(entry.get("id") or "")),
        "link": as_words(entry.get("url")) or as_words(entry.get("external_url")),
        "title": as_words(entry.get("title")),
        "author": ", ".join(names) or None,
        "content": as_words(entry.get("content_html")) or as_words(entry.get("content_text")),
        "summary": as_words(entry.get("summary")),
        "published": parse_date(as_words(entry.get("date_published")) or as_words(entry.get("date_modified")) or ""),
    }


def write_stamp(stamp: Any) -> str:
    """A time in UTC, as feedparser gives it, as an ISO date-time."""
    return datetime.fromtimestamp(calendar.timegm(stamp), UTC).isoformat()


def read_entry(where: str, entry: Mapping[str, str | None], name: str | None, container: str, fetch: Fetch | None) -> Iterator[Found]:
    """An entry as an item: its page where that is fetched, else its own words."""
    told: dict[str, Any] = {
        "title": plain(entry["title"]),
        "byline": entry["author"],
        "published": entry["published"],
        "outlet": find_outlet(name, entry["link"]),
    }
    words = entry["content"] or entry["summary"]
    is_whole = entry["content"] is not None or len(plain(words) or "") >= WHOLE
    if fetch is not None and entry["link"] and not is_whole:
        try:
            got = fetch(entry["link"])
        except ReadError as error:
            yield Skipped(where, str(error), failed=True)
        else:
            yield Item(where, got.raw, url=got.url, captured=got.captured, **told)
        return
    if not words:
        yield Skipped(where, TEASER if entry["link"] else "an entry without words")
        return
    body = make_page(entry["title"], words)
    yield Item(where, write_raw(entry), body=body, url=entry["link"], container=container, is_teaser=not is_whole, **told)


def plain(words: str | None) -> str | None:
    """Words without markup."""
    return html.unescape(TAG.sub(" ", words)).strip() or None if words else None


def make_page(title: str | None, words: str) -> bytes:
    """What an entry says as a page, or as a text where it has no markup."""
    if not MARKUP.search(words):
        return "\n\n".join(part for part in (plain(title), html.unescape(words)) if part).encode("utf-8", "replace")
    head = f"<h1>{html.escape(plain(title) or '')}</h1>" if title else ""
    page = f"<!doctype html><html><head><meta charset='utf-8'></head><body><article>{head}{words}</article></body></html>"
    return page.encode("utf-8", "replace")


def find_outlet(name: str | None, link: str | None) -> str | None:
    """The part of a feed's name that is the outlet's, told by the address of its entries; the whole name where it has one part.

    >>> find_outlet("World | The Harbour Post", "https://www.theharbourpost.example/1"), find_outlet("Latest - all", "https://harbour.example/1")
    ('The Harbour Post', 'harbour.example')
    """
    host = host_of(link)
    parts = [part for part in JOINTS.split(name or "") if part]
    if host is None:
        return parts[0] if len(parts) == 1 else name
    label = re.sub(r"[^a-z0-9]", "", host.rsplit(".", 1)[0].lower())
    known = [part for part in parts if (key := re.sub(r"[^a-z0-9]", "", part.lower())) and (key in label or label in key)]
    return known[0] if known else parts[0] if len(parts) == 1 else host
