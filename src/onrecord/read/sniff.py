"""What kind of file some bytes are, told from the bytes alone."""

from __future__ import annotations

import re
from typing import Literal

Shape = Literal["html", "text"]

# Magic number, what it is, what to do instead.
BINARIES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "save its text layer as .txt (pdftotext) and read that"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text or HTML"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x1f\x8b", "gzip-compressed data", "decompress it first (gunzip)"),
    (b"BZh", "bzip2-compressed data", "decompress it first"),
    (b"\xfd7zXZ", "xz-compressed data", "decompress it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", "read the page that shows it"),
    (b"\xff\xd8\xff", "a JPEG image", "read the page that shows it"),
    (b"GIF8", "a GIF image", "read the page that shows it"),
    (b"RIFF", "a WebP image or a media file", "read the page that shows it"),
    (b"II*\x00", "a TIFF image", "read the page that shows it"),
    (b"MM\x00*", "a TIFF image", "read the page that shows it"),
    (b"ID3", "an audio file", "read a transcript of it"),
    (b"OggS", "a media file", "read a transcript of it"),
    (b"fLaC", "an audio file", "read a transcript of it"),
    (b"\x1aE\xdf\xa3", "a video file", "read a transcript of it"),
    (b"\x7fELF", "a program", "give a page or a text file"),
    (b"MZ\x90", "a program", "give a page or a text file"),
    (b"SQLite format 3", "a database", "give a page or a text file"),
    (b"bplist00", "a Safari web archive or property list", "save the page as HTML"),
    (b"WARC/", "a WARC archive", "extract its pages to files first"),
)
TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
SAMPLE = 8192
_CONTROL = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27)) + b"\x7f"
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|section|table|meta|title|h1|script|figure|span|br|ul|ol|blockquote)\b[^<]*>", re.I
)


def binary_kind(raw: bytes) -> tuple[str, str] | None:
    """What binary the bytes are and what to do about it, or None for bytes that may be text."""
    for magic, what, instead in BINARIES:
        if raw.startswith(magic) and not (magic in (b"MZ\x90", b"BZh", b"ID3", b"RIFF", b"GIF8") and _looks_written(raw)):
            return what, instead
    if raw[4:8] == b"ftyp":
        return "a video file", "read a transcript of it"
    if raw.startswith(TEXT_BOMS):
        return None
    if not _looks_written(raw):
        return "binary data", "give an HTML page or a text file"
    return None


def _looks_written(raw: bytes) -> bool:
    """Whether few enough bytes are control codes, two-byte Latin text apart."""
    sample = raw[:SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control <= len(sample) * 0.02 + 2:
        return True
    nul_even, nul_odd = sample[0::2].count(0), sample[1::2].count(0)
    return len(sample) >= 4 and max(nul_even, nul_odd) > len(sample) * 0.35 and min(nul_even, nul_odd) < len(sample) * 0.02


def shape_of(text: str) -> Shape:
    """Whether decoded text is a page or plain text.

    >>> shape_of("<p>Shells fell.</p>"), shape_of("Fewer than <20> shells fell.")
    ('html', 'text')
    """
    start = text[:SAMPLE].encode("utf-8", "replace")
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", start, re.I | re.S):
        return "html"
    tags = len(_HTML.findall(start))
    opens_with_tag = re.match(rb"\s*<(?:[a-z!][^>]*)>", start, re.I) is not None
    return "html" if tags >= 3 or (tags and opens_with_tag) else "text"
