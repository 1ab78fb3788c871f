import type { EventIndex, Level } from '../lib/types';
import { NO_DAY, toDay } from './days';
import { toMercatorX, toMercatorY } from './mercator';

/** Stands for a number that is not known, in columns of whole numbers. */
export const NONE = -1;

/** The events of the record as columns of numbers: what a filter can walk over in a few milliseconds. */
export interface Columns {
  count: number;
  id: string[];
  title: (string | null)[];
  place: (string | null)[];
  /** The codes that the columns of small numbers stand for. */
  types: string[];
  stages: string[];
  verifications: string[];
  countries: string[];
  type: Uint8Array;
  stage: Uint8Array;
  verification: Uint8Array;
  /** Place in `countries`; 0 stands for none. */
  country: Uint16Array;
  first: Int32Array;
  last: Int32Array;
  /** The day that an event stands at in the time line. */
  day: Int32Array;
  lat: Float64Array;
  lon: Float64Array;
  /** World coordinates from 0 to 1; NaN for an event without a place. */
  x: Float64Array;
  y: Float64Array;
  level: (Level | null)[];
  radiusKm: Float32Array;
  killedLow: Int32Array;
  killedHigh: Int32Array;
  injuredLow: Int32Array;
  injuredHigh: Int32Array;
  voices: Uint16Array;
  reports: Uint16Array;
  disputed: Uint8Array;
  rowOf: Map<string, number>;
}

/** How far around its spot an event may lie where the record does not say, by the level of its place. */
const REACH_KM: Record<Level, number> = { point: 1, town: 5, district: 25, region: 90, area: 50, country: 300 };

export function readIndex(index: EventIndex): Columns {
  const { countries, country } = readCountries(index.country);
  const lat = floats(index.lat);
  const lon = floats(index.lon);
  return {
    count: index.count,
    id: index.id,
    title: index.title,
    place: index.place,
    types: index.types,
    stages: index.stages,
    verifications: index.verifications,
    countries,
    country,
    type: Uint8Array.from(index.type),
    stage: Uint8Array.from(index.stage),
    verification: Uint8Array.from(index.verification),
    first: days(index.earliest, index.day),
    last: days(index.latest, index.day),
    day: days(index.day, index.earliest),
    lat,
    lon,
    x: lon.map(toMercatorX),
    y: lat.map(toMercatorY),
    level: index.level,
    radiusKm: Float32Array.from(index.radius_km, (km, row) => km ?? REACH_KM[index.level[row] ?? 'town']),
    killedLow: whole(index.killed_low),
    killedHigh: whole(index.killed_high),
    injuredLow: whole(index.injured_low),
    injuredHigh: whole(index.injured_high),
    voices: Uint16Array.from(index.voices),
    reports: Uint16Array.from(index.reports),
    disputed: Uint8Array.from(index.disputed, Number),
    rowOf: new Map(index.id.map((id, row) => [id, row])),
  };
}

function readCountries(codes: readonly (string | null)[]): { countries: string[]; country: Uint16Array } {
  const countries = [''];
  const known = new Map<string, number>();
  const country = Uint16Array.from(codes, (code) => {
    if (!code) return 0;
    let at = known.get(code);
    if (at === undefined) {
      at = countries.push(code) - 1;
      known.set(code, at);
    }
    return at;
  });
  return { countries, country };
}

function days(given: readonly (string | null)[], otherwise: readonly (string | null)[]): Int32Array {
  return Int32Array.from(given, (iso, row) => {
    const day = toDay(iso);
    return day === NO_DAY ? toDay(otherwise[row]) : day;
  });
}

function whole(given: readonly (number | null)[]): Int32Array {
  return Int32Array.from(given, (number) => number ?? NONE);
}

function floats(given: readonly (number | null)[]): Float64Array {
  return Float64Array.from(given, (number) => number ?? Number.NaN);
}
