"""The libraries that only ``onrecord bulk`` needs, each loaded when asked for: the extra ``bulk`` brings them."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from onrecord.errors import UsageError

QUIET = {"DO_NOT_TRACK": "1", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}  # nothing is sent anywhere


def load(name: str) -> Any:
    """A library of the extra. Raises ``UsageError`` that says how to install it."""
    for variable, value in QUIET.items():
        os.environ.setdefault(variable, value)
    try:
        return import_module(name)
    except ImportError as error:
        missing = name.partition(".")[0]
        raise UsageError(f"onrecord bulk needs {missing}, which is not installed; install it with: pip install 'onrecord[bulk]'") from error


def pyarrow() -> Any:
    return load("pyarrow")


def pyarrow_fs() -> Any:
    return load("pyarrow.fs")


def parquet() -> Any:
    return load("pyarrow.parquet")
