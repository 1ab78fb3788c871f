import type { Columns } from './columns';
import { toMercatorX, toMercatorY } from './mercator';
import type { Box } from './filter';

/** Events that lie so close on the screen that they are drawn as one. */
export interface Cluster {
  x: number;
  y: number;
  count: number;
  /** The first of its rows; the only one where `count` is 1. */
  row: number;
  disputed: number;
  /** The corners of all its events, in world coordinates. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels on the screen within which events are drawn as one. */
const CELL = 56;
const TILE = 512;
/** What rounding may move an edge by. */
const EDGE = 1e-9;

/** The clusters of the given rows in a view of the map. Walks over every row once: a few milliseconds for 50,000. */
export function findClusters(columns: Columns, rows: Uint32Array, zoom: number, view: Box): Cluster[] {
  const across = 2 ** Math.floor(zoom) * (TILE / CELL);
  const [west, south, east, north] = view;
  const left = toMercatorX(west);
  const right = toMercatorX(east);
  const top = toMercatorY(north);
  const bottom = toMercatorY(south);
  const cells = new Map<number, Cluster>();
  const { x: xs, y: ys, disputed } = columns;
  for (const row of rows) {
    const y = ys[row] as number;
    if (!(y >= top && y <= bottom)) continue; // NaN: it has no place
    const x = shift(xs[row] as number, left);
    if (x > right) continue;
    const key = Math.floor(y * across) * 16_777_216 + Math.floor((x + 1) * across);
    const cell = cells.get(key);
    if (cell) add(cell, x, y, disputed[row] as number);
    else cells.set(key, start(row, x, y, disputed[row] as number));
  }
  return joinNeighbours([...cells.values()].map(centre), across);
}

/** The turn of the world that the view shows: it may reach over the 180th meridian. */
function shift(x: number, left: number): number {
  if (x < left) return x + Math.ceil(left - x);
  return x - Math.floor(x - left);
}

function start(row: number, x: number, y: number, disputed: number): Cluster {
  return { x, y, count: 1, row, disputed, left: x, top: y, right: x, bottom: y };
}

function add(cell: Cluster, x: number, y: number, disputed: number): void {
  cell.x += x;
  cell.y += y;
  cell.count += 1;
  cell.disputed += disputed;
  if (x < cell.left) cell.left = x;
  else if (x > cell.right) cell.right = x;
  if (y < cell.top) cell.top = y;
  else if (y > cell.bottom) cell.bottom = y;
}

function centre(cell: Cluster): Cluster {
  return { ...cell, x: cell.x / cell.count, y: cell.y / cell.count };
}

/** Joins what a grid has cut apart: clusters whose middles lie closer than most of a cell, the larger first. */
function joinNeighbours(cells: Cluster[], across: number): Cluster[] {
  const near = 0.7 / across;
  const kept: Cluster[] = [];
  const grid = new Map<number, Cluster[]>();
  const key = (x: number, y: number): number => Math.floor(y / near) * 16_777_216 + Math.floor((x + 1) / near);
  for (const cell of cells.sort((one, other) => other.count - one.count)) {
    const home = findNear(grid, key, cell, near);
    if (home) join(home, cell);
    else {
      kept.push(cell);
      const at = key(cell.x, cell.y);
      const there = grid.get(at);
      if (there) there.push(cell);
      else grid.set(at, [cell]);
    }
  }
  return kept;
}

function findNear(
  grid: Map<number, Cluster[]>,
  key: (x: number, y: number) => number,
  cell: Cluster,
  near: number,
): Cluster | undefined {
  for (let down = -1; down <= 1; down++)
    for (let along = -1; along <= 1; along++) {
      const home = grid
        .get(key(cell.x + along * near, cell.y + down * near))
        ?.find((other) => Math.hypot(other.x - cell.x, other.y - cell.y) < near);
      if (home) return home;
    }
  return undefined;
}

/** The larger one stays where it is, so that it does not jump about. */
function join(home: Cluster, other: Cluster): void {
  home.count += other.count;
  home.disputed += other.disputed;
  home.left = Math.min(home.left, other.left);
  home.right = Math.max(home.right, other.right);
  home.top = Math.min(home.top, other.top);
  home.bottom = Math.max(home.bottom, other.bottom);
}

/** The rows that lie within a cluster's corners. */
export function rowsWithin(columns: Columns, rows: Uint32Array, cluster: Cluster, most: number): number[] {
  const found: number[] = [];
  const left = cluster.left - EDGE;
  for (const row of rows) {
    const y = columns.y[row] as number;
    const x = shift(columns.x[row] as number, left);
    if (y >= cluster.top && y <= cluster.bottom && x <= cluster.right + EDGE) found.push(row);
    if (found.length >= most) break;
  }
  return found;
}
