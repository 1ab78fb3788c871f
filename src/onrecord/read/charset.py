"""Bytes made text: which character set they are in, and how sure that is."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.I
)
DECLARED_WITHIN = 4096
# What browsers read these labels as (WHATWG Encoding Standard).
BROWSER_READS = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
}
BROWSER_READS |= {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-9": "windows-1254",
}
NOT_TEXT = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot13", "rot_13", "uu", "zip", "idna", "punycode", "undefined", "utf-7", "utf7", "unicode_escape"}
)
DETECTED_WITHIN = 200_000


class Decoded(NamedTuple):
    """Text, the name of the character set it was read with, whether some bytes did not fit it, and whether the page declares another one."""

    text: str
    charset: str
    lossy: bool
    misdeclared: bool = False


def _known(label: str) -> str | None:
    """The codec for a declared label, or None for one that no text is in."""
    label = BROWSER_READS.get(label.lower(), label.lower())
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    if codec.name in NOT_TEXT or codec.name.replace("-", "_") in NOT_TEXT or not codec._is_text_encoding:
        return None
    return "utf-8" if codec.name.startswith("utf-16") or codec.name.startswith("utf-32") else codec.name


def declared_charset(raw: bytes) -> str | None:
    """The codec that a page's first bytes declare for themselves.

    >>> declared_charset(b'<meta charset="ISO-8859-1">')
    'cp1252'
    """
    match = _DECLARED.search(raw[:DECLARED_WITHIN])
    return _known((match[1] or match[2]).decode("ascii")) if match else None


def _strict(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_without_bom(raw: bytes) -> str | None:
    """The codec of Latin text in two-byte units: every other byte is NUL."""
    sample = raw[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample) * 2, sample[1::2].count(0) / len(sample) * 2
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def decode(raw: bytes) -> Decoded:
    """The text of the bytes: by byte order mark, by what the page declares, as UTF-8, by detection; in that order.

    >>> decode("Дніпро".encode()).text
    'Дніпро'
    """
    for mark, charset in BOMS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            text = _strict(body, charset)
            return Decoded(text, charset, False) if text is not None else Decoded(body.decode(charset, "replace"), charset, True)
    if (charset16 := _utf16_without_bom(raw)) is not None and (text := _strict(raw, charset16)) is not None:
        return Decoded(text, charset16, False)
    declared = declared_charset(raw)
    # Pages that declare a one-byte set and are UTF-8 all the same are common; bytes that happen to be valid UTF-8 are not.
    for likely in ("utf-8", declared):
        if likely is not None and (text := _strict(raw, likely)) is not None:
            return Decoded(text, likely, False)
    if declared not in (None, "utf-8"):
        assert declared is not None
        return Decoded(raw.decode(declared, "replace"), declared, True)
    return _detected(raw, declared)


def _detected(raw: bytes, declared: str | None) -> Decoded:
    """What the detector makes of bytes that are not UTF-8; mostly-UTF-8 bytes stay UTF-8 with the bad ones marked."""
    as_utf8 = raw.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    good = sum(character > "\x7f" for character in as_utf8[:DETECTED_WITHIN]) - bad
    # Not one character beyond ASCII is valid UTF-8: what the page declares is wrong.
    misdeclared = declared == "utf-8" and good == 0
    if (declared == "utf-8" and not misdeclared) or bad * 4 < good:
        return Decoded(as_utf8, "utf-8", True)
    best = from_bytes(raw[:DETECTED_WITHIN]).best()
    charset = best.encoding if best is not None else "cp1252"
    text = _strict(raw, charset)
    if text is not None:
        return Decoded(text, charset, False, misdeclared)
    return Decoded(raw.decode(charset, "replace"), charset, True, misdeclared)
