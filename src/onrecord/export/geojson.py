"""GeoJSON by RFC 7946: degrees east before north, no other reference system, areas as polygons, nothing placed that the words do not place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from onrecord.record.ask import EARTH_KM

CORNERS = 48  # of the polygon that stands for a circle
DECIMALS = 5  # about a metre
SIZES_KM = {"district": 20.0, "region": 75.0, "country": 250.0, "area": 25.0}  # where the record knows no better
Ring = list[list[float]]


def write_geojson(rows: Sequence[Mapping[str, Any]], rule: str | None = None) -> bytes:
    """A collection of features. Rows without a spot are features without geometry, as the standard has it, and are not lost."""
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if rule is not None:
        collection["fusion_rule"] = rule
    return msgspec.json.encode(collection | {"features": [make_feature(row) for row in rows]}) + b"\n"


def make_feature(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a feature, all of it but the spot in its properties."""
    return {
        "type": "Feature",
        "id": row.get("claim_id") if "claim_id" in row else row.get("event_id"),
        "geometry": make_geometry(row.get("latitude"), row.get("longitude"), row.get("level"), row.get("radius_km")),
        "properties": dict(row),
    }


def make_geometry(lat: float | None, lon: float | None, level: str | None, radius_km: float | None) -> dict[str, Any] | None:
    """A point for a spot or a town; for what is wider, the circle within which it lies."""
    if lat is None or lon is None:
        return None
    if level not in SIZES_KM:
        return {"type": "Point", "coordinates": [tidy(lon), tidy(lat)]}
    return make_circle(lat, lon, radius_km or SIZES_KM[level])


def tidy(degrees: float) -> float:
    """Degrees to about a metre, without a minus before nought."""
    return round(degrees, DECIMALS) + 0.0


def make_circle(lat: float, lon: float, km: float) -> dict[str, Any]:
    """A circle on the earth as a polygon, in two parts where it crosses 180°. Around a pole it is the cap of the map."""
    reach = math.degrees(km / EARTH_KM)
    if abs(lat) + reach >= 90:
        return {"type": "Polygon", "coordinates": [cap(lat, reach)]}
    corners = [corner(lat, lon, km, 2 * math.pi * step / CORNERS) for step in range(CORNERS)]
    parts = [clip(corners, -180 + turn, 180 + turn, -turn) for turn in (-360.0, 0.0, 360.0)]
    rings = [[[tidy(x), tidy(y)] for x, y in [*part, part[0]]] for part in parts if len(part) >= 3]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}


def corner(lat: float, lon: float, km: float, turn: float) -> tuple[float, float]:
    """A point of the circle, counted against the clock from east; its degrees east may run past 180."""
    bearing, arc, start = math.pi / 2 - turn, km / EARTH_KM, math.radians(lat)
    end = math.asin(math.sin(start) * math.cos(arc) + math.cos(start) * math.sin(arc) * math.cos(bearing))
    east = math.atan2(math.sin(bearing) * math.sin(arc) * math.cos(start), math.cos(arc) - math.sin(start) * math.sin(end))
    return lon + math.degrees(east), math.degrees(end)


def cap(lat: float, reach: float) -> Ring:
    """All that lies nearer to a pole than the circle's far edge."""
    edge = tidy(max(abs(lat) - reach, 0.0))
    ring = [[-180.0, edge], [180.0, edge], [180.0, 90.0], [-180.0, 90.0], [-180.0, edge]]
    return ring if lat >= 0 else [[-180.0, -90.0], [180.0, -90.0], [180.0, -edge], [-180.0, -edge], [-180.0, -90.0]]


def clip(points: Sequence[tuple[float, float]], west: float, east: float, shift: float) -> list[tuple[float, float]]:
    """The part of a polygon between two meridians, moved by ``shift`` degrees to where the map has it."""
    for edge, keep_above in ((west, True), (east, False)):
        kept: list[tuple[float, float]] = []
        for at, (x, y) in enumerate(points):
            before_x, before_y = points[at - 1]
            is_in, was_in = (x >= edge) == keep_above or x == edge, (before_x >= edge) == keep_above or before_x == edge
            if is_in != was_in:
                share = (edge - before_x) / (x - before_x)
                kept.append((edge, before_y + share * (y - before_y)))
            if is_in:
                kept.append((x, y))
        points = kept
    return [(x + shift, y) for x, y in points]
