import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { Cluster } from './clusters';
import type { Columns } from './columns';
import { familyOf } from './families';
import { circle, fromMercatorX, fromMercatorY } from './mercator';

/** No more areas than this are drawn at once: beyond it they hide one another. */
const MOST_AREAS = 120;

/** What a point on the map carries for its style and for a press on it. */
export interface Spot {
  at: number;
  count: number;
  family: string;
  verification: string;
  disputed: boolean;
}

export function drawSpots(columns: Columns, clusters: readonly Cluster[]): FeatureCollection<Point, Spot> {
  return {
    type: 'FeatureCollection',
    features: clusters.map((cluster, at) => ({
      type: 'Feature',
      properties: {
        at,
        count: cluster.count,
        family: familyOf(columns.types[columns.type[cluster.row] ?? 0] ?? 'other'),
        verification: columns.verifications[columns.verification[cluster.row] ?? 0] ?? 'unstated',
        disputed: cluster.disputed > 0,
      },
      geometry: { type: 'Point', coordinates: [fromMercatorX(cluster.x), fromMercatorY(cluster.y)] },
    })),
  };
}

/** The areas of events that are known no nearer than a district: circles on the ground, around each spot that stands alone. */
export function drawAreas(columns: Columns, clusters: readonly Cluster[]): FeatureCollection<Polygon> {
  const wide = clusters.filter((cluster) => isOneSpot(cluster) && isArea(columns, cluster.row)).slice(0, MOST_AREAS);
  return {
    type: 'FeatureCollection',
    features: wide.map((cluster) => drawArea(columns, cluster.row, fromMercatorX(cluster.x))),
  };
}

/** The ring around the event that is pointed at, and its area. */
export function drawPointed(columns: Columns, row: number): FeatureCollection<Point | Polygon | LineString> {
  const lon = columns.lon[row];
  const lat = columns.lat[row];
  if (lon === undefined || lat === undefined || Number.isNaN(lon)) return { type: 'FeatureCollection', features: [] };
  const spot: Feature<Point> = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates: [lon, lat] },
  };
  return { type: 'FeatureCollection', features: isArea(columns, row) ? [spot, drawArea(columns, row, lon)] : [spot] };
}

export function isArea(columns: Columns, row: number): boolean {
  const level = columns.level[row];
  return level !== null && level !== 'point' && level !== 'town';
}

function isOneSpot(cluster: Cluster): boolean {
  return cluster.count === 1 || (cluster.left === cluster.right && cluster.top === cluster.bottom);
}

function drawArea(columns: Columns, row: number, lon: number): Feature<Polygon> {
  const ring = circle(columns.lat[row] ?? 0, lon, columns.radiusKm[row] ?? 1);
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
}
