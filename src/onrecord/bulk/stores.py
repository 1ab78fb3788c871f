"""Folders of files, on this machine or in an object store: a file that a run writes is there whole or not at all."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord.bulk.extra import pyarrow_fs
from onrecord.errors import OnrecordError, ReadError, UsageError

AHEAD = 8_000_000  # bytes fetched at a time from an object store: every request costs time and money
UNFINISHED = ".part"


class Store:
    """A folder named by a path or by an address such as ``s3://bucket/prefix``."""

    def __init__(self, where: str) -> None:
        self.where = where.rstrip("/") or where

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        return Store, (self.where,)

    @cached_property
    def _place(self) -> tuple[Any, str]:
        return find_place(self.where)

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of a file system, where names can be changed at no cost."""
        return str(self._place[0].type_name) == "local"

    def at(self, name: str) -> str:
        """The path of a file of it, as its file system names it."""
        return f"{self._place[1]}/{name}"

    @property
    def file_system(self) -> Any:
        return self._place[0]

    def has(self, name: str) -> bool:
        """Whether a file is there, and so is whole."""
        with asked(self.where):
            return bool(self.file_system.get_file_info(self.at(name)).is_file)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        with asked(self.where), self.file_system.open_input_stream(self.at(name)) as stream:
            return bytes(stream.read())

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """A file to write to: it has its name once it is whole. In an object store it is not there before it is closed."""
        path = self.at(name)
        if not self.is_local:
            with asked(self.where), self.file_system.open_output_stream(path) as stream:
                yield stream
            return
        self.file_system.create_dir(path.rsplit("/", 1)[0])
        unfinished = f"{path}.{uuid.uuid4().hex}{UNFINISHED}"
        with self.file_system.open_output_stream(unfinished) as stream:
            yield stream
        self.file_system.move(unfinished, path)

    def write(self, name: str, raw: bytes) -> None:
        """Writes a small file."""
        with self.writing(name) as stream:
            stream.write(raw)

    def list(self, folder: str) -> list[str]:
        """Names of the whole files of a folder and below, in order; none where there is no such folder."""
        selector = pyarrow_fs().FileSelector(self.at(folder).rstrip("/"), allow_not_found=True, recursive=True)
        with asked(self.where):
            found = [info.path for info in self.file_system.get_file_info(selector) if info.is_file and not info.path.endswith(UNFINISHED)]
        return sorted(path.removeprefix(self._place[1]).lstrip("/") for path in found)

    def drop(self, folder: str) -> None:
        """Deletes a folder and what is in it, where there is one."""
        if self.file_system.get_file_info(self.at(folder)).type.name == "Directory":
            self.file_system.delete_dir(self.at(folder))

    def sweep(self) -> None:
        """Deletes what was left unfinished by a run that was killed."""
        selector = pyarrow_fs().FileSelector(self._place[1], allow_not_found=True, recursive=True)
        for info in self.file_system.get_file_info(selector) if self.is_local else ():
            if info.path.endswith(UNFINISHED):
                Path(info.path).unlink(missing_ok=True)


@lru_cache(maxsize=64)
def find_place(where: str) -> tuple[Any, str]:
    """The file system of a path or an address, and the path in it."""
    fs = pyarrow_fs()
    if "://" not in where:
        return fs.LocalFileSystem(), str(Path(where).absolute())
    try:
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(where))
    except (ValueError, OSError) as error:
        raise UsageError(
            f"{where}: is no address of files that can be opened ({error}); write it as s3://BUCKET/PREFIX, gs://…, or a path"
        ) from error


def list_inputs(where: str, suffixes: tuple[str, ...]) -> list[tuple[str, int]]:
    """The files that a path or an address names, each with its size: itself, or those in it and below that end so, in order."""
    file_system, path = find_place(where)
    with asked(where):
        info = file_system.get_file_info(path)
        if info.is_file:
            return [(where, info.size)]
        if info.type.name != "Directory":
            raise ReadError(f"{where}: there is no such file or folder; check the path")
        inside = file_system.get_file_info(pyarrow_fs().FileSelector(path, recursive=True))
    named = [(info.path.removeprefix(path).lstrip("/"), info.size) for info in inside if info.is_file and info.path.lower().endswith(suffixes)]
    return sorted((f"{where.rstrip('/')}/{name}", size) for name, size in named)


def open_input(where: str) -> BinaryIO:
    """The bytes of an input, to be read from any place in it."""
    file_system, path = find_place(where)
    if file_system.type_name == "local":
        return Path(path).open("rb")
    with asked(where):
        return cast("BinaryIO", io.BufferedReader(Remote(file_system.open_input_file(path), where), AHEAD))


@contextmanager
def asked(where: str) -> Iterator[None]:
    """Raises ``StoreError`` where an object store does not answer, or refuses; a file system's own errors stay what they are."""
    try:
        yield
    except OSError as error:
        if "://" not in where:
            raise
        told = " ".join(str(error).split())
        raise StoreError(f"{where}: the object store failed ({told}); check the address, the keys, and that it can be reached") from error


class StoreError(OnrecordError):
    """An object store failed in the middle of a file. It is no ``OSError``: those tell of damaged archives, and this one heals."""


class Remote(io.RawIOBase):
    """A file of an object store as Python's readers want it."""

    def __init__(self, file: Any, where: str) -> None:
        self.file = file
        self.where = where

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with asked(self.where):
            piece = self.file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.file.seek(offset, whence)
        return self.tell()

    def tell(self) -> int:
        return int(self.file.tell())

    def close(self) -> None:
        self.file.close()
        super().close()
