"""Files of a folder that may hold reports, and their bytes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from onrecord.errors import ReadError

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".txt", ".text", ".md", ".markdown"})


def read_paths(paths: Iterable[str | Path], suffixes: Container[str] = SUFFIXES) -> Iterator[Path]:
    """The files that ``paths`` name: each file as given, each folder's pages and texts in order of their names, hidden ones left out."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        for inside in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inside.relative_to(path).parts)
            if not hidden and inside.suffix.lower() in suffixes and inside.is_file():
                yield inside


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises ``ReadError`` when there is none or it cannot be opened."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path}: is a folder; list its files with read_paths") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read ({error}); check its permissions") from error
