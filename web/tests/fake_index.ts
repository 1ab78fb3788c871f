import type { EventIndex } from '../src/lib/types';

const TYPES = ['shelling', 'air_strike', 'armed_clash', 'protest', 'arrest', 'agreement'];
const STAGES: EventIndex['stages'] = ['happened', 'attempted', 'planned'];
const VERIFICATIONS: EventIndex['verifications'] = ['unstated', 'unverified', 'verified', 'disputed'];
const PLACES = [
  ['Northbridge', 'UA', 49.07, 33.42],
  ['Eastmarket', 'SY', 35.93, 36.63],
  ['Saltport', 'YE', 14.8, 42.95],
  ['Redhill', 'SD', 13.63, 25.35],
  ['Two Rivers', 'MM', 21.97, 96.08],
  ['Highfield', 'CO', 1.61, -75.61],
] as const;

/** An index of invented events, the same each time. */
export function fakeIndex(count: number): EventIndex {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const whole = (below: number): number => Math.floor(random() * below);
  const rows = Array.from({ length: count }, (_, row) => makeRow(row, random, whole));
  const column = <K extends keyof (typeof rows)[number]>(name: K): (typeof rows)[number][K][] =>
    rows.map((row) => row[name]);
  return {
    etag: 'fake',
    count,
    types: TYPES,
    stages: STAGES,
    verifications: VERIFICATIONS,
    id: column('id'),
    title: column('title'),
    type: column('type'),
    stage: column('stage'),
    verification: column('verification'),
    earliest: column('day'),
    latest: column('latest'),
    day: column('day'),
    place: column('place'),
    country: column('country'),
    lat: column('lat'),
    lon: column('lon'),
    level: column('level'),
    radius_km: rows.map(() => null),
    killed_low: column('killed'),
    killed_high: column('killed'),
    injured_low: rows.map(() => null),
    injured_high: rows.map(() => null),
    voices: column('voices'),
    reports: column('reports'),
    disputed: column('disputed'),
  };
}

function makeRow(row: number, random: () => number, whole: (below: number) => number) {
  const [place, country, lat, lon] = PLACES[whole(PLACES.length)] as (typeof PLACES)[number];
  const isPlaced = random() < 0.9;
  const day = random() < 0.9 ? new Date(Date.UTC(2021, 0, 1 + whole(1500))).toISOString().slice(0, 10) : null;
  const voices = 1 + whole(4);
  return {
    id: `e${row.toString(16).padStart(11, '0')}`,
    title: `${TYPES[row % TYPES.length]} at ${place}, ${row}`,
    type: row % TYPES.length,
    stage: whole(10) === 0 ? 1 : 0,
    verification: whole(4),
    day,
    latest: day,
    place: isPlaced ? place : null,
    country: isPlaced ? country : null,
    lat: isPlaced ? lat + (random() - 0.5) * 6 : null,
    lon: isPlaced ? lon + (random() - 0.5) * 6 : null,
    level: isPlaced ? ((['town', 'town', 'district', 'region'] as const)[whole(4)] ?? null) : null,
    killed: random() < 0.4 ? whole(30) : null,
    voices,
    reports: voices + whole(5),
    disputed: random() < 0.15,
  };
}
