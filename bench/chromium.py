"""Where a Chromium is, and how it is started: with no service of its maker's, drawing in software."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


def find_chromium() -> Path | None:
    """The program, of this machine's own or named by ``ONRECORD_CHROMIUM``; None where there is none."""
    named = os.environ.get("ONRECORD_CHROMIUM")
    found = named or next((place for name in NAMES if (place := shutil.which(name))), None)
    return Path(found) if found else None
