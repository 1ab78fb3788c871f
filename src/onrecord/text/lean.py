"""spaCy imported without its command line, which takes longer to import than the rest of it and is of no use here."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


def import_spacy() -> None:
    """Imports spaCy, if that was not done yet, with its command line left out; whoever imports ``spacy.cli`` later gets the real one."""
    if "spacy" in sys.modules:
        return
    left_out = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    left_out["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules.update(left_out)
    try:
        import spacy  # noqa: F401
    finally:
        for name in left_out:
            del sys.modules[name]


@contextmanager
def collector_held() -> Iterator[None]:
    """No looking for cycles of garbage meanwhile: what is loaded stays, and each look goes through all of it."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
