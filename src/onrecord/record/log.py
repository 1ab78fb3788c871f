"""The log: entries that are only ever added, each with the hash of the one before.

``hash = sha256(hash before || canonical JSON of the entry)``, both as bytes; before the first stand 32 zero bytes. The standalone verifier
(``verifier.py``) holds the same few lines again on purpose: it must need nothing of this package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.record.tables import log

NOTHING = "0" * 64
Body = Mapping[str, Any]


def canonical(value: object) -> str:
    """JSON in the one form that is hashed: keys in order of their code points, no spaces, text as it is.

    Numbers are whole: a fraction has more than one spelling, so it raises ``TypeError``, as does anything that JSON has no word for.

    >>> canonical({"b": [1, None], "a": "é"})
    '{"a":"é","b":[1,null]}'
    """
    check_plain(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def check_plain(value: object) -> None:
    """Raises for what has more than one spelling, or none."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of the log is text, not {key!r}")
            check_plain(key)
            check_plain(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            check_plain(inside)
    elif isinstance(value, str):
        value.encode("utf-8")  # half a character, as in a file name of no encoding, raises
    elif not (value is None or isinstance(value, bool | int)):
        raise TypeError(f"{value!r} has no place in the log; write it as text")


def sha256_of(text: str) -> str:
    """The SHA-256 of some text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def chain(before: str, entry: str) -> str:
    """The hash of an entry that follows another.

    >>> chain(NOTHING, "{}")[:8]
    'c6ac0d45'
    """
    return hashlib.sha256(bytes.fromhex(before) + entry.encode("utf-8")).hexdigest()


def read_head(connection: Connection) -> tuple[int, str]:
    """How many entries there are, and the hash of the last."""
    row = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else (0, NOTHING)


def append(connection: Connection, kind: str, at: str, body: Body) -> int:
    """Adds an entry, in the transaction of what it is about, and gives its number."""
    seq, before = read_head(connection)
    entry = canonical({"seq": seq + 1, "at": at, "kind": kind, **body})
    connection.execute(log.insert().values(seq=seq + 1, entry=entry, hash=chain(before, entry)))
    return seq + 1


def printable(text: str) -> str:
    """Text that the log can hold: half characters, as in file names of no encoding, are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
