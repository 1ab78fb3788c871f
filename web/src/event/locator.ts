/** A small still map around a few spots: outlines as paths of SVG. */
import type { FeatureCollection, MultiLineString, Position } from 'geojson';
import { toMercatorX, toMercatorY } from '../events/mercator';

/** What is drawn of the world, and where it goes on the picture. */
export interface Frame {
  at: (x: number, y: number) => [number, number];
  width: number;
  height: number;
}

/** Never nearer than this: a coast or border should be seen, to know where one is. In world coordinates. */
const LEAST = 0.028;

/** A frame that holds all spots, with room around them. */
export function frameOf(spots: readonly { lat: number; lon: number }[], width: number, height: number): Frame {
  const xs = spots.map((spot) => toMercatorX(spot.lon));
  const ys = spots.map((spot) => toMercatorY(spot.lat));
  const x = (Math.min(...xs) + Math.max(...xs)) / 2;
  const y = (Math.min(...ys) + Math.max(...ys)) / 2;
  const wide = Math.max(
    LEAST,
    (Math.max(...xs) - Math.min(...xs)) * 1.6,
    (Math.max(...ys) - Math.min(...ys)) * 1.6 * (width / height),
  );
  const scale = width / wide;
  return { at: (left, top) => [(left - x) * scale + width / 2, (top - y) * scale + height / 2], width, height };
}

/** Land as one path; what lies outside of the frame is left out. */
export function drawLand(land: FeatureCollection, frame: Frame): string {
  let path = '';
  for (const { geometry } of land.features)
    if (geometry.type === 'MultiPolygon')
      for (const ring of geometry.coordinates.flat()) path += drawLine(ring, frame, true);
  return path;
}

export function drawLines(lines: MultiLineString, frame: Frame): string {
  return lines.coordinates.map((line) => drawLine(line, frame, false)).join('');
}

function drawLine(line: readonly Position[], frame: Frame, isClosed: boolean): string {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const pixels: string[] = [];
  let last = '';
  for (const [lon = 0, lat = 0] of line) {
    const [x, y] = frame.at(toMercatorX(lon), toMercatorY(lat));
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    const pixel = `${x.toFixed(1)} ${y.toFixed(1)}`;
    if (pixel !== last) pixels.push(pixel);
    last = pixel;
  }
  if (right < 0 || left > frame.width || bottom < 0 || top > frame.height) return '';
  return `M${pixels.join('L')}${isClosed ? 'Z' : ''}`;
}
