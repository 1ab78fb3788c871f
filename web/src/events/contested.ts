import type { Position } from 'geojson';

/** Territories that some states hold to be states or parts of another one than the outlines say. They are not named in the neutral view. */
export const CONTESTED_LANDS: ReadonlySet<string> = new Set([
  'Kosovo',
  'N. Cyprus',
  'Palestine',
  'Siachen Glacier',
  'Somaliland',
  'Taiwan',
  'W. Sahara',
]);

/** Pairs whose border, or a long part of it, is disputed between them, is a line of control, or was never agreed upon. */
const CONTESTED_BORDERS: ReadonlySet<string> = new Set(
  [
    ['China', 'India'],
    ['Bhutan', 'China'],
    ['India', 'Pakistan'],
    ['Israel', 'Syria'],
    ['Israel', 'Palestine'],
    ['Jordan', 'Palestine'],
    ['North Korea', 'South Korea'],
    ['Armenia', 'Azerbaijan'],
    ['Egypt', 'Sudan'],
    ['S. Sudan', 'Sudan'],
    ['Kenya', 'S. Sudan'],
    ['Ethiopia', 'Sudan'],
    ['Eritrea', 'Ethiopia'],
    ['Djibouti', 'Eritrea'],
    ['Ethiopia', 'Somalia'],
    ['Guyana', 'Venezuela'],
    ['Guyana', 'Suriname'],
    ['Belize', 'Guatemala'],
    ['Cambodia', 'Thailand'],
    ['Kyrgyzstan', 'Tajikistan'],
    ['Kyrgyzstan', 'Uzbekistan'],
    ['Morocco', 'W. Sahara'],
  ].map((pair) => pair.join('|')),
);

/** Land that is contested inside of a border which is not: west, south, east, north. */
const CONTESTED_STRETCHES: readonly { pair: string; box: readonly [number, number, number, number] }[] = [
  { pair: 'Russia|Ukraine', box: [32.4, 44.2, 36.8, 46.4] }, // the isthmus and lagoons of Crimea
];

function pairOf(one: string, other: string): string {
  return [one, other].sort().join('|');
}

/** Whether the whole border between two lands is drawn as contested. */
export function isContested(one: string, other: string): boolean {
  return CONTESTED_LANDS.has(one) || CONTESTED_LANDS.has(other) || CONTESTED_BORDERS.has(pairOf(one, other));
}

/** Whether a part of the border between two lands is contested, and the rest is not. */
export function isPartlyContested(one: string, other: string): boolean {
  return CONTESTED_STRETCHES.some(({ pair }) => pair === pairOf(one, other));
}

/** Whether a line of such a border lies in a contested part of it. */
export function isContestedStretch(line: readonly Position[]): boolean {
  return CONTESTED_STRETCHES.some(({ box: [west, south, east, north] }) =>
    line.every(([lon = 0, lat = 0]) => lon >= west && lon <= east && lat >= south && lat <= north),
  );
}
