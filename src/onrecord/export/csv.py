"""CSV by RFC 4180, in UTF-8, with a heading. Cells that a spreadsheet would run as formulas are disarmed; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

BOM = "\ufeff"
STARTERS = "=+-@\t\r\n|%"


def write_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, bom: bool = False, raw: bool = False) -> bytes:
    """The rows under their heading. ``bom``: begin with a byte-order mark; ``raw``: leave what looks like a formula as it is.

    >>> write_csv([{"name": "=1+1", "lat": -1.5}], ["name", "lat"])
    b"name,lat\\r\\n'=1+1,-1.5\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([write_cell(row.get(column), raw=raw) for column in columns] for row in rows)
    return f"{BOM if bom else ''}{out.getvalue()}".encode("utf-8", "backslashreplace")


def write_cell(value: Any, *, raw: bool) -> Any:
    """A number as it is, a yes or no in words, nothing as nothing, and text disarmed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = str(value).replace("\x00", "\ufffd")
    return text if raw else disarm(text)


def disarm(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would take it for a formula; wide and small forms of the signs count too.

    >>> disarm("＝cmd"), disarm(" @sum"), disarm("a=b")
    ("'＝cmd", "' @sum", 'a=b')
    """
    if text[:1] in STARTERS and text[:1]:
        return f"'{text}"
    first = unicodedata.normalize("NFKC", "".join(char for char in text.lstrip() if unicodedata.category(char) != "Cf")[:1])
    return f"'{text}" if first and first[0] in STARTERS else text
