/** Web Mercator, the projection of the map, with the world from 0 to 1 in both directions. */

const EARTH_KM = 6371.0088;
const STEEPEST = 85.0511; // the map ends here

export function toMercatorX(lon: number): number {
  return (lon + 180) / 360;
}

export function toMercatorY(lat: number): number {
  const held = Math.max(-STEEPEST, Math.min(STEEPEST, lat));
  const sine = Math.sin((held * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function fromMercatorX(x: number): number {
  return x * 360 - 180;
}

export function fromMercatorY(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** A circle on the ground as a ring of lon, lat. Kept in one piece where it crosses the 180th meridian. */
export function circle(lat: number, lon: number, km: number, corners = 48): [number, number][] {
  const turn = km / EARTH_KM;
  const phi = (lat * Math.PI) / 180;
  const ring: [number, number][] = [];
  for (let at = 0; at <= corners; at++) {
    const bearing = (2 * Math.PI * (at % corners)) / corners;
    const sine = Math.sin(phi) * Math.cos(turn) + Math.cos(phi) * Math.sin(turn) * Math.cos(bearing);
    const aside = Math.atan2(Math.sin(bearing) * Math.sin(turn) * Math.cos(phi), Math.cos(turn) - Math.sin(phi) * sine);
    ring.push([lon + (aside * 180) / Math.PI, (Math.asin(sine) * 180) / Math.PI]);
  }
  return ring;
}
