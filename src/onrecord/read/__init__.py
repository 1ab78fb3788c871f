"""Bytes in, ``Report`` out: no network, no clock, and no fact that the bytes do not hold."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.read.damage import damaged_joint, find_damage
    from onrecord.read.files import read_paths
    from onrecord.read.report import read

__all__ = ["damaged_joint", "find_damage", "read", "read_paths"]
_HOMES = {"damaged_joint": "damage", "find_damage": "damage", "read": "report", "read_paths": "files"}


def __getattr__(name: str) -> object:
    """The names above, each loaded when first asked for: the parsers of pages take longer to load than `onrecord --help` may."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
