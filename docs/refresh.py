"""Writes what is made from the code: the dictionaries, the output of the README's commands, and, with --figures, its figures.

Run by ``make docs`` and ``make figures``. A test fails where a page is not what this would write.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.bulk.tables import write_page
from onrecord.record.dictionary import make_record_dictionary
from onrecord.schema import make_dictionary

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
WIDTH = 100
CONSOLE = re.compile(r"(?<=```console\n)\$ (?P<command>[^\n]+)\n(?P<output>.*?)(?=```)", re.DOTALL)
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
Figures = Mapping[str, float]

# What the README says it does, the bench and the metric that measure it, and how the number is written.
ROWS = (
    ("claims found, with the right kind of event", "claims", "claim_f1", "F1 {:.2f}"),
    ("claims found, and every core field right", "claims", "whole_f1", "F1 {:.2f}"),
    ("of the claims found: stage right", "claims", "field_stage", "{:.2f}"),
    ("polarity right", "claims", "field_polarity", "{:.2f}"),
    ("attribution chain right", "claims", "field_attribution", "{:.2f}"),
    ("verification right", "claims", "field_verification", "{:.2f}"),
    ("place right", "claims", "field_place", "{:.2f}"),
    ("time right", "claims", "field_when", "{:.2f}"),
    ("toll right", "claims", "field_toll", "{:.2f}"),
    ("who did it right", "claims", "field_actors", "{:.2f}"),
    ("to whom right", "claims", "field_recipients", "{:.2f}"),
    ("origin of the voices of claims right, found or not", "voices", "origin_at_words", "{:.2f}"),
    ("what is said tied to who says it, US press", "attribution", "link_f1", "F1 {:.2f}"),
    ("number killed right, incidents of gun violence", "tolls", "killed_exact", "{:.2f}"),
    ("number injured right", "tolls", "injured_exact", "{:.2f}"),
    ("places within 161 km, US local news", "places", "lgl_acc161", "{:.2f}"),
    ("values of times, news", "times", "value_f1", "F1 {:.2f}"),
    ("body text of pages", "pages", "f1", "F1 {:.3f}"),
    ("reports a second on one core", "speed", "reports_per_s", "{:.1f}"),
    ("most memory", "speed", "peak_mb", "{:.0f} MB"),
    ("start to first claims", "speed", "startup_s", "{:.2f} s"),
)


def run_command(command: str) -> str:
    """What a command of the README prints, as wide as the README shows it."""
    folder = Path(sys.executable).parent
    environment = os.environ | {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    printed = subprocess.run(shlex.split(command), cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def fill_commands(page: str, run: Callable[[str], str] = run_command) -> str:
    """The page with what each command prints below it."""
    return CONSOLE.sub(lambda match: f"$ {match['command']}\n{run(match['command'])}", page)


def measure(bench: str) -> Figures:
    """The figures of one bench."""
    printed = subprocess.run([sys.executable, "-m", "bench", bench, "--json"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    figures: Figures = json.loads(printed)
    return figures


def fill_figures(page: str, measure: Callable[[str], Figures] = measure) -> str:
    """The page with its table of figures measured anew."""
    found = {bench: measure(bench) for bench in dict.fromkeys(bench for _, bench, _, _ in ROWS)}
    rows = [f"| {what} | {form.format(found[bench][metric])} | `python -m bench {bench}` |" for what, bench, metric, form in ROWS]
    table = "\n".join(["| what | figure | command |", "|---|--:|---|", *rows])
    return FIGURES.sub(lambda _: f"{table}\n", page)


def main() -> None:
    """Writes the pages."""
    (ROOT / "docs" / "data-dictionary.md").write_text(make_dictionary(), encoding="utf-8")
    (ROOT / "docs" / "bulk-tables.md").write_text(write_page(), encoding="utf-8")
    (ROOT / "docs" / "record-dictionary.md").write_text(make_record_dictionary(), encoding="utf-8")
    page = fill_commands(README.read_text(encoding="utf-8"))
    README.write_text(fill_figures(page) if "--figures" in sys.argv else page, encoding="utf-8")


if __name__ == "__main__":
    main()
