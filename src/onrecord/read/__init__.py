"""Bytes in, ``Report`` out: no network, no clock, and no fact that the bytes do not hold."""

from onrecord.read.damage import damaged_joint, find_damage
from onrecord.read.files import read_paths
from onrecord.read.report import read

__all__ = ["damaged_joint", "find_damage", "read", "read_paths"]
