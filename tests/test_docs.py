"""The pages are executed: what they show is what happens."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from onrecord.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def refresh() -> ModuleType:
    """The script that writes the made parts of the pages."""
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("path", [path for path in PAGES if "```python" in path.read_text(encoding="utf-8")], ids=lambda path: path.name)
def test_python_of_a_page_does_what_the_page_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    block = "\n".join(find_blocks(path.read_text(encoding="utf-8"), "python"))
    test = doctest.DocTestParser().get_doctest(block, {}, path.name, str(path), 0)
    report: list[str] = []
    assert doctest.DocTestRunner().run(test, out=report.append).failed == 0, "".join(report)


def test_commands_of_the_readme_print_what_it_shows(refresh: ModuleType) -> None:
    assert refresh.fill_commands(README) == README, "run: make docs"


def find_commands() -> list[str]:
    lines = [line for block in find_blocks(README, "sh") for line in block.splitlines()]
    return [line.split(" #")[0].split(" > ")[0].strip() for line in lines if line.startswith("onrecord")]


@pytest.mark.parametrize("command", find_commands())
def test_commands_of_the_readme_are_commands_with_options_that_exist(command: str) -> None:
    _, name, *arguments = shlex.split(command)
    get_command(app).commands[name].make_context(name, arguments, resilient_parsing=False)


def test_targets_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`make (\w+)`|^make (\w+)", README, re.MULTILINE))
    assert {name for pair in targets for name in pair if name} <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}


def test_figures_are_filled_in_between_their_marks(refresh: ModuleType) -> None:
    page = refresh.fill_figures(
        "a\n<!-- figures -->\nold\n<!-- /figures -->\nb\n", lambda bench: dict.fromkeys([row[2] for row in refresh.ROWS], 0.5)
    )
    assert "old" not in page
    assert "| claims found, with the right kind of event | F1 0.50 | `python -m bench claims` |" in page
    assert page.startswith("a\n")
    assert page.endswith("<!-- /figures -->\nb\n")
