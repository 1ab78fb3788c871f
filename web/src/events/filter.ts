import { writeQuery } from '../lib/api';
import type { Columns } from './columns';
import { NO_DAY, toDay } from './days';

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number];

/** What is asked of the events. Everything given must hold; of a list, one. */
export interface Filter {
  words: string;
  voice: string;
  kind: string;
  type: readonly string[];
  stage: readonly string[];
  verification: readonly string[];
  country: readonly string[];
  since: string;
  until: string;
  /** At least so many independent voices. */
  voices: number;
  disputed: boolean;
  box: Box | null;
}

export const EVERYTHING: Filter = {
  words: '',
  voice: '',
  kind: '',
  type: [],
  stage: [],
  verification: [],
  country: [],
  since: '',
  until: '',
  voices: 1,
  disputed: false,
  box: null,
};

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;

/** The filter that an address holds; what is no filter is passed over. */
export function readFilter(query: string): Filter {
  const params = new URLSearchParams(query);
  const one = (name: string): string => params.get(name)?.trim() ?? '';
  const day = (name: string): string => (ISO_DAY.test(one(name)) ? one(name) : '');
  const many = (name: string): string[] => [...new Set(params.getAll(name).filter(Boolean))];
  const box = one('box').split(',').map(Number);
  return {
    words: one('words'),
    voice: one('voice'),
    kind: one('kind'),
    type: many('type'),
    stage: many('stage'),
    verification: many('verification'),
    country: many('country'),
    since: day('since'),
    until: day('until'),
    voices: Math.max(1, Math.trunc(Number(one('voices'))) || 1),
    disputed: one('disputed') === 'true',
    box: box.length === 4 && box.every(Number.isFinite) ? (box as unknown as Box) : null,
  };
}

/** The filter as an address holds it: "?type=shelling&since=2023-03-01"; empty for everything. */
export function writeFilter(filter: Filter, more: Record<string, string> = {}): string {
  return writeQuery({
    ...filter,
    voices: filter.voices > 1 ? filter.voices : '',
    box: filter.box ? filter.box.map((degree) => Number(degree.toFixed(3))).join(',') : '',
    ...more,
  });
}

/** Whether what is asked needs the server: words and voices stand in the reports, not in the columns. */
export function needsMatch(filter: Filter): boolean {
  return Boolean(filter.words || filter.voice || filter.kind);
}

/** The rows of the events that the server found; null while nothing was asked of it. */
export function readMatch(columns: Columns, ids: readonly string[]): Uint8Array {
  const found = new Uint8Array(columns.count);
  for (const id of ids) {
    const row = columns.rowOf.get(id);
    if (row !== undefined) found[row] = 1;
  }
  return found;
}

/** Each part of a filter, as a bit: so that what a row fails by is known, and a list can say what choosing otherwise would find. */
export const PART = {
  match: 1,
  type: 2,
  stage: 4,
  verification: 8,
  country: 16,
  dates: 32,
  voices: 64,
  disputed: 128,
  box: 256,
} as const;

/** For each row the parts of the filter that it fails; 0 where it passes. */
export function findFailures(columns: Columns, filter: Filter, match: Uint8Array | null): Uint16Array {
  const fails = new Uint16Array(columns.count);
  if (match) mark(fails, PART.match, (row) => match[row] === 1);
  markCodes(fails, PART.type, columns.type, columns.types, filter.type);
  markCodes(fails, PART.stage, columns.stage, columns.stages, filter.stage);
  markCodes(fails, PART.verification, columns.verification, columns.verifications, filter.verification);
  markCodes(fails, PART.country, columns.country, columns.countries, filter.country);
  markDates(fails, columns, filter);
  if (filter.voices > 1) mark(fails, PART.voices, (row) => (columns.voices[row] as number) >= filter.voices);
  if (filter.disputed) mark(fails, PART.disputed, (row) => columns.disputed[row] === 1);
  if (filter.box) markBox(fails, columns, filter.box);
  return fails;
}

function mark(fails: Uint16Array, part: number, passes: (row: number) => boolean): void {
  for (let row = 0; row < fails.length; row++) if (!passes(row)) fails[row] = (fails[row] as number) | part;
}

function markCodes(
  fails: Uint16Array,
  part: number,
  column: Uint8Array | Uint16Array,
  codes: readonly string[],
  chosen: readonly string[],
): void {
  if (chosen.length === 0) return;
  const wanted = Uint8Array.from(codes, (code) => Number(chosen.includes(code)));
  mark(fails, part, (row) => wanted[column[row] as number] === 1);
}

/** An event without a day is on none; one of several days is in a stretch that any of its days is in. */
function markDates(fails: Uint16Array, columns: Columns, filter: Filter): void {
  if (!filter.since && !filter.until) return;
  const since = filter.since ? toDay(filter.since) : NO_DAY;
  const until = filter.until ? toDay(filter.until) : Number.MAX_SAFE_INTEGER;
  const { first, last } = columns;
  mark(fails, PART.dates, (row) => {
    const from = first[row] as number;
    return from !== NO_DAY && (last[row] as number) >= since && from <= until;
  });
}

function markBox(fails: Uint16Array, columns: Columns, [west, south, east, north]: Box): void {
  const { lat, lon } = columns;
  const crosses = west > east;
  mark(fails, PART.box, (row) => {
    const x = lon[row] as number;
    const y = lat[row] as number;
    return y >= south && y <= north && (crosses ? x >= west || x <= east : x >= west && x <= east);
  });
}

/** How many rows each code of a column has, of those that pass all parts of the filter but this one. */
export function countCodes(
  fails: Uint16Array,
  part: number,
  column: Uint8Array | Uint16Array,
  codes: readonly string[],
): Uint32Array {
  const counts = new Uint32Array(codes.length);
  const others = ~part;
  for (let row = 0; row < fails.length; row++) {
    if (((fails[row] as number) & others) !== 0) continue;
    const code = column[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/** The rows that pass, in an order given. */
export function takePassing(order: Uint32Array, fails: Uint16Array): Uint32Array {
  const taken = new Uint32Array(order.length);
  let count = 0;
  for (const row of order) if (fails[row] === 0) taken[count++] = row;
  return taken.subarray(0, count);
}
