import type { Cluster } from './clusters';
import type { Columns } from './columns';
import { fromMercatorX, fromMercatorY } from './mercator';
import type { Opening } from './viewpoint.svelte';

type Corners = [[number, number], [number, number]];
export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
}

const WORLD: Corners = [
  [-150, -50],
  [170, 70],
];

/** Where the map opens: on the events, on the world, or where it was left to open. */
export function findOpening(
  columns: Columns,
  rows: Uint32Array,
  opening: Opening,
  kept: Camera | null,
): Camera | { box: Corners } {
  if (opening === 'kept' && kept) return kept;
  if (opening === 'world') return { box: WORLD };
  const placed = rows.filter((row) => !Number.isNaN(columns.lat[row]));
  if (placed.length === 0) return { box: WORLD };
  const [west, east] = middle(Float64Array.from(placed, (row) => columns.lon[row] as number));
  const [south, north] = middle(Float64Array.from(placed, (row) => columns.lat[row] as number));
  return { box: pad(west, south, east, north) };
}

/** The least and the most, a fiftieth at either end left out where there are many: a lone far event does not make the map small. */
function middle(degrees: Float64Array): [number, number] {
  degrees.sort();
  const cut = degrees.length > 50 ? Math.floor(degrees.length / 50) : 0;
  return [degrees[cut] as number, degrees[degrees.length - 1 - cut] as number];
}

/** The corners of a cluster in degrees, a little wider than it. */
export function widen(cluster: Cluster): Corners {
  return pad(
    fromMercatorX(cluster.left),
    fromMercatorY(cluster.bottom),
    fromMercatorX(cluster.right),
    fromMercatorY(cluster.top),
  );
}

function pad(west: number, south: number, east: number, north: number): Corners {
  const aside = Math.max(0.02, (east - west) * 0.02);
  const along = Math.max(0.02, (north - south) * 0.02);
  return [
    [west - aside, Math.max(-85, south - along)],
    [east + aside, Math.min(85, north + along)],
  ];
}
