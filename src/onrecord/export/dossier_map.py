"""The map of a dossier: where each place that is told lies, areas as areas, on outlines that the file carries itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from onrecord.export.geojson import SIZES_KM
from onrecord.export.outlines import Window, cut_arcs, read_arcs
from onrecord.nouns import Place
from onrecord.record.ask import KM_A_DEGREE

WIDE, HIGH = 640, 400
LEAST_KM = 120.0  # from the middle of a map to its edge
CLOSE, LINE = 40.0, 14.0  # dots so near share one place for their names, which then stand in lines
STEPS = (0.5, 1, 2, 5, 10, 20, 30)  # degrees between two lines of the grid


def draw_map(places: Sequence[tuple[str, Place]], outlines: Path | None) -> str:
    """The map as SVG; nothing where no place has a spot. What it shows stands in a table beside it."""
    spots = [(name, place, place.lat, place.lon) for name, place in places if place.lat is not None and place.lon is not None]
    if not spots:
        return ""
    window = find_window([(lat, lon, reach_of(place)) for _, place, lat, lon in spots])
    flat = Flat(window)
    parts = [f'<rect class="sea" width="{WIDE}" height="{HIGH}"/>', draw_grid(flat)]
    if outlines is not None:
        runs = (" ".join(f"{flat.x(lon):.1f},{flat.y(lat):.1f}" for lon, lat in run) for run in cut_arcs(read_arcs(outlines), window))
        parts += [f'<polyline class="land" points="{run}"/>' for run in runs]
    for number, (name, place, lat, lon) in reversed(list(enumerate(spots))):
        above = sum(math.hypot(flat.x(lon) - flat.x(each[3]), flat.y(lat) - flat.y(each[2])) < CLOSE for each in spots[:number])
        parts.append(draw_spot(flat, name, place, (lat, lon), is_shown=number == 0, lower=above * LINE))
    label = "; ".join(f"{name} at {lat:.2f}, {lon:.2f}" for name, _, lat, lon in spots)
    return f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="Map: {escape(label)}">{"".join(parts)}</svg>'


class Flat:
    """The earth laid flat around the middle of a window: as long east as north there."""

    def __init__(self, window: Window) -> None:
        self.window = window
        west, south, east, north = window
        self.scale = HIGH / (north - south)
        self.narrow = WIDE / (east - west)

    def x(self, lon: float) -> float:
        return (lon - self.window[0]) * self.narrow

    def y(self, lat: float) -> float:
        return (self.window[3] - lat) * self.scale


def reach_of(place: Place) -> float:
    """How far around its spot a place may lie, in kilometres."""
    return place.radius_km or SIZES_KM.get(place.level or "", 0.0)


def find_window(spots: Sequence[tuple[float, float, float]]) -> Window:
    """The window around all spots with their reach: west, south, east, north."""
    lats, lons = [lat for lat, _, _ in spots], [lon for _, lon, _ in spots]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    narrow = max(0.2, math.cos(math.radians(lat)))
    apart = max(max(lats) - min(lats), (max(lons) - min(lons)) * narrow * HIGH / WIDE) / 2
    half = apart + max(LEAST_KM, *(1.4 * reach for _, _, reach in spots)) / KM_A_DEGREE
    half = min(half * 1.15, 85.0)
    wide = half * WIDE / HIGH / narrow
    return lon - wide, lat - half, lon + wide, lat + half


def draw_grid(flat: Flat) -> str:
    """Meridians and parallels with their degrees."""
    west, south, east, north = flat.window
    step = next((step for step in STEPS if (north - south) / step <= 5), STEPS[-1])
    lines = []
    for lat in steps_within(south, north, step):
        lines.append(f'<line class="grid" x1="0" x2="{WIDE}" y1="{flat.y(lat):.1f}" y2="{flat.y(lat):.1f}"/>')
        lines.append(f'<text class="degrees" x="4" y="{flat.y(lat) - 3:.1f}">{abs(lat):g}° {"N" if lat >= 0 else "S"}</text>')
    for lon in steps_within(west, east, step):
        shown = (lon + 180) % 360 - 180
        lines.append(f'<line class="grid" y1="0" y2="{HIGH}" x1="{flat.x(lon):.1f}" x2="{flat.x(lon):.1f}"/>')
        lines.append(f'<text class="degrees" x="{flat.x(lon) + 3:.1f}" y="{HIGH - 5}">{abs(shown):g}° {"E" if shown >= 0 else "W"}</text>')
    return "".join(lines)


def steps_within(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def draw_spot(flat: Flat, name: str, place: Place, spot: tuple[float, float], *, is_shown: bool, lower: float) -> str:
    """A place: a dot, with a circle where it is wider; its name stands lower where others are at the same spot."""
    lat, lon = spot
    x, y, kind = flat.x(lon), flat.y(lat), "shown" if is_shown else "told"
    reach = reach_of(place) / KM_A_DEGREE * flat.scale
    circle = f'<circle class="area {kind}" cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}"/>' if reach > 4 else ""
    side = ("end", -8.0) if x > WIDE * 0.7 else ("start", 8.0)
    words = f'<text class="name {kind}" x="{x + side[1]:.1f}" y="{y + 4 + lower:.1f}" text-anchor="{side[0]}">{escape(name)}</text>'
    return f'{circle}<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>{words}'
