import type {
  Feature,
  FeatureCollection,
  GeoJsonProperties,
  MultiLineString,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import roughAddress from 'world-atlas/countries-110m.json?url';
import fineAddress from 'world-atlas/countries-50m.json?url';
import { CONTESTED_LANDS, isContested, isContestedStretch, isPartlyContested } from './contested';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
type Land = Feature<Polygon | MultiPolygon, { name: string }>;
type Name = Feature<Point, { name: string; size: number; isContested: boolean }>;

/** What the map draws of the world: from Natural Earth, bundled with the desk. */
export interface Outlines {
  land: FeatureCollection;
  agreed: MultiLineString;
  contested: MultiLineString;
  names: FeatureCollection<Point, { name: string; size: number; isContested: boolean }>;
}

/** `rough` are small and there at once; `fine` are for looking near. */
export type Detail = 'rough' | 'fine';

export async function fetchOutlines(detail: Detail): Promise<Outlines> {
  const answer = await fetch(detail === 'rough' ? roughAddress : fineAddress);
  if (!answer.ok) throw new Error(`The outlines of the world did not load (${answer.status}).`);
  return readOutlines((await answer.json()) as Atlas);
}

/** The outlines out of the atlas: land, its borders in two kinds, and the names of its countries. */
export function readOutlines(atlas: Atlas): Outlines {
  const { countries } = atlas.objects;
  const nameOf = (geometry: { properties?: GeoJsonProperties }): string => String(geometry.properties?.name ?? '');
  const borders = mesh(atlas, countries, (one, other) => one !== other && !isParted(nameOf(one), nameOf(other)));
  const disputed = mesh(atlas, countries, (one, other) => one !== other && isContested(nameOf(one), nameOf(other)));
  const parted = mesh(atlas, countries, (one, other) => isPartlyContested(nameOf(one), nameOf(other))).coordinates;
  return {
    land: unwrapLand(feature(atlas, atlas.objects.land) as FeatureCollection<Polygon | MultiPolygon>),
    agreed: {
      ...borders,
      coordinates: [...borders.coordinates, ...parted.filter((line) => !isContestedStretch(line))],
    },
    contested: { ...disputed, coordinates: [...disputed.coordinates, ...parted.filter(isContestedStretch)] },
    names: {
      type: 'FeatureCollection',
      features: feature(atlas, countries).features.flatMap((land) => nameLand(land as Land)),
    },
  };
}

/** Land over the 180th meridian in one piece: the atlas lets its rings jump from one edge of the world to the other. */
function unwrapLand(land: FeatureCollection<Polygon | MultiPolygon>): FeatureCollection {
  const features = land.features.map((each): Feature<MultiPolygon> => {
    const { geometry } = each;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return { ...each, geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(unwrapRing)) } };
  });
  return { type: 'FeatureCollection', features };
}

/** The ring without jumps. One that goes round the whole world, as Antarctica's does, is closed over the pole. */
export function unwrapRing(ring: readonly Position[]): Position[] {
  const unwrapped: Position[] = [];
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  for (const [lon = 0, lat = 0] of ring) {
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    unwrapped.push([lon + turn, lat]);
    before = lon;
  }
  const first = unwrapped[0];
  const last = unwrapped[unwrapped.length - 1];
  if (!first || !last || turn === 0) return unwrapped;
  const pole = (first[1] ?? 0) < 0 ? -90 : 90;
  return [...unwrapped, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first];
}

function isParted(one: string, other: string): boolean {
  return isContested(one, other) || isPartlyContested(one, other);
}

/** The name of a country in the middle of its largest piece. */
function nameLand(land: Land): Name[] {
  const { geometry, properties } = land;
  const rings =
    geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
  const pieces = rings.map((ring) => measure(unwrapRing(ring ?? [])));
  const largest = pieces.reduce((best, piece) => (piece.area > best.area ? piece : best), {
    area: 0,
    middle: [0, 0] as Position,
  });
  if (largest.area === 0) return [];
  const size = Math.round(Math.log2(largest.area * 1000));
  const isContestedLand = CONTESTED_LANDS.has(properties.name);
  return [
    {
      type: 'Feature',
      properties: { name: properties.name, size, isContested: isContestedLand },
      geometry: { type: 'Point', coordinates: largest.middle },
    },
  ];
}

/** Area in square degrees, and centroid, by the shoelace rule. */
function measure(ring: readonly Position[]): { area: number; middle: Position } {
  let twice = 0;
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < ring.length; at++) {
    const [x1 = 0, y1 = 0] = ring[at] ?? [];
    const [x2 = 0, y2 = 0] = ring[at + 1] ?? [];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return { area: Math.abs(twice) / 2, middle: twice === 0 ? [0, 0] : [x / (3 * twice), y / (3 * twice)] };
}
