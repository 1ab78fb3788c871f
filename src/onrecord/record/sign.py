"""Checkpoints: how many entries the log has and the hash of the last one, signed, to be kept where the keeper of the record cannot reach."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key
from platformdirs import user_config_path
from sqlalchemy import insert, select

from onrecord.errors import RecordError
from onrecord.record.log import append, read_head
from onrecord.record.store import Record
from onrecord.record.tables import checkpoint
from onrecord.record.verifier import HEADING


def key_file() -> Path:
    """Where the key is that signs unless another is given."""
    return user_config_path("onrecord") / "signing-key.pem"


def open_key(path: Path | None = None) -> Ed25519PrivateKey:
    """The key in a file; on first use the user's own is made. Raises ``RecordError`` where the file holds no such key."""
    file = path or key_file()
    if path is None and not file.exists():
        return make_key(file)
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except OSError as error:
        raise RecordError(f"{file}: the signing key cannot be read ({error.strerror}); check the path and its permissions") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RecordError(f"{file}: holds no key that can be used; it must be an Ed25519 private key in PEM, without a password") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RecordError(f"{file}: holds a key of another kind; make an Ed25519 key with: openssl genpkey -algorithm ed25519")
    return key


def make_key(file: Path) -> Ed25519PrivateKey:
    """A new key, in a file that its owner alone may read."""
    key = Ed25519PrivateKey.generate()
    words = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(words)
    except FileExistsError:  # another process was quicker
        return open_key(file)
    except OSError as error:
        raise RecordError(f"{file}: the signing key cannot be kept there ({error.strerror}); give one with --key FILE") from error
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half, by which others know the signer."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def write_note(record: str, entries: int, head: str, at: str, key: Ed25519PrivateKey) -> str:
    """A checkpoint: lines to read, an empty one, and the signature of those above it."""
    words = f"{HEADING}\nrecord: {record}\nentries: {entries}\nhead: {head}\nat: {at}\nkey: {public_hex(key)}\n"
    return f"{words}\nsignature: {b64encode(key.sign(words.encode())).decode()}\n"


def add_checkpoint(record: Record, key: Ed25519PrivateKey) -> str:
    """The checkpoint of the log as it stands; a new one where entries came since the last."""
    name = record.id
    with record.writing() as connection:
        entries, head = read_head(connection)
        last = connection.execute(select(checkpoint.c.entries, checkpoint.c.note).order_by(checkpoint.c.entries.desc()).limit(1)).first()
        # What tells of a checkpoint in the log comes after it, and is no reason for another.
        if last is not None and entries <= last.entries + 1:
            return str(last.note)
        note = write_note(name, entries, head, record.clock(), key)
        connection.execute(insert(checkpoint).values(entries=entries, note=note))
        append(connection, "checkpoint", record.clock(), {"entries": entries, "key": public_hex(key)})
    return note
