"""Arrows go one way: a module imports from its own room and from rooms above it in the list of docs/architecture.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
LATE = {("nouns", "show")}  # a noun loads what prints it, and only when it is printed
VERBS = "onrecord"  # the package's own module


def read_order() -> list[str]:
    """Rooms in the order of the page."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"```rooms\n(.*?)```", page, re.DOTALL)
    assert block, "docs/architecture.md has no block of rooms"
    return [line.split()[0] for line in block[1].splitlines() if line.strip()]


def room_of(module: str) -> str:
    """Room of a dotted module name: its second part, or the package itself."""
    return [*module.split("."), VERBS][1] if module != VERBS else VERBS


def module_of(path: Path) -> str:
    parts = [VERBS, *path.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each room imported from, and whether at the top of the module."""
    top = {id(node) for node in getattr(tree, "body", [])}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((room_of(alias.name), id(node) in top) for alias in node.names if alias.name.split(".")[0] == VERBS)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == VERBS:
            names = [f"{VERBS}.{alias.name}" for alias in node.names] if node.module == VERBS else [node.module]
            rooms = [room_of(name) for name in names]
            yield from ((room if room in read_order() else VERBS, id(node) in top) for room in rooms)


def find_wrong(importer: str, tree: ast.AST, order: list[str]) -> list[str]:
    """Rooms below the importer's that it imports from."""
    below = order[order.index(importer) + 1 :]
    return [room for room, at_top in find_imports(tree) if room in below and (at_top or (importer, room) not in LATE)]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=module_of)
def test_no_import_goes_up(path: Path) -> None:
    order, importer = read_order(), room_of(module_of(path))
    assert importer in order, f"{importer} has no place in docs/architecture.md"
    if importer == VERBS:  # its verbs call the rooms above
        assert not find_wrong(importer, ast.parse(path.read_text(encoding="utf-8")), order)
        return
    wrong = find_wrong(importer, ast.parse(path.read_text(encoding="utf-8")), order)
    assert not wrong, f"{path.relative_to(ROOT)} is in {importer} and imports from {', '.join(wrong)}, below it in docs/architecture.md"


def test_an_import_that_goes_up_is_found() -> None:
    wrong = find_wrong("facts", ast.parse("from onrecord.claims.what import find_events"), ["nouns", "facts", "claims"])
    assert wrong == ["claims"]


def test_every_room_of_the_page_exists() -> None:
    absent = [room for room in read_order() if room != VERBS and not ((SOURCE / room).is_dir() or (SOURCE / f"{room}.py").is_file())]
    assert not absent
