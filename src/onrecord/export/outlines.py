"""Outlines of the world for maps on paper: the arcs of a TopoJSON atlas that lie within a window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

Spot = tuple[float, float]  # degrees east, degrees north
Window = tuple[float, float, float, float]  # west, south, east, north


class Atlas(msgspec.Struct):
    """What is read of the file."""

    arcs: list[list[list[float]]]
    transform: dict[str, Any] | None = None


@lru_cache(maxsize=2)
def read_arcs(path: Path) -> list[list[Spot]]:
    """All arcs, in degrees: coasts and borders, each once."""
    atlas = msgspec.json.decode(path.read_bytes(), type=Atlas)
    scale, shift = (atlas.transform["scale"], atlas.transform["translate"]) if atlas.transform else ((1.0, 1.0), (0.0, 0.0))
    arcs = []
    for arc in atlas.arcs:
        x = y = 0.0
        spots = []
        for point in arc:
            x, y = (x + point[0], y + point[1]) if atlas.transform else (point[0], point[1])
            spots.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(spots)
    return arcs


def cut_arcs(arcs: list[list[Spot]], window: Window) -> Iterator[list[Spot]]:
    """The runs of arcs that lie in a window, each with one spot beyond it on either side."""
    west, south, east, north = window
    for arc in arcs:
        run: list[Spot] = []
        for at, (x, y) in enumerate(arc):
            near = arc[max(0, at - 1) : at + 2]
            if any(west <= lon <= east and south <= lat <= north for lon, lat in near):
                run.append((x, y))
                continue
            if len(run) > 1:
                yield run
            run = []
        if len(run) > 1:
            yield run
