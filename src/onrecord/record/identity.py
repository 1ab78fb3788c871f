"""Which report a page belongs to: the one of its address, or itself alone where it has none."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|cmp|ref|ref_src|ref_url|at_\w+|xtor|ocid|smid|taid|__\w+)", re.I)
HOST = re.compile(r"^(?:www|m|mobile|amp)\.")
FILE_NAMES = re.compile(r"/(?:index\.(?:html?|php|aspx?)|amp/?)$")


def key_of(url: str | None, sha256: str) -> str:
    """What names a report for good.

    Addresses that lead to one page are one: whatever the scheme, ``www.``, the fragment, and what was added to count readers. The front page of
    a site names no report, as it never shows the same.

    >>> key_of("https://www.harbour.example/World/1/?utm_source=x#top", "0f"), key_of("https://harbour.example/", "0f")
    ('url:harbour.example/World/1', 'sha256:0f')
    """
    address = shorten(url) if url else None
    return f"url:{address}" if address else f"sha256:{sha256}"


def shorten(url: str) -> str | None:
    """The address without what does not matter; None for what is no address of a page."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    path = FILE_NAMES.sub("/", parts.path).rstrip("/")
    asked = urlencode([(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(name)])
    if not path and not asked:
        return None
    door = f":{port}" if port not in {None, 80, 443} else ""
    return f"{HOST.sub('', host.lower())}{door}{path}{'?' + asked if asked else ''}"


def report_id(key: str) -> str:
    """The short name of a report, made of its key."""
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:16]
