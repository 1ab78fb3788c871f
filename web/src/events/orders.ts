import type { Columns } from './columns';

/** What the table can be sorted by. */
export const SORTS = [
  'day',
  'title',
  'type',
  'place',
  'killed',
  'injured',
  'voices',
  'reports',
  'verification',
] as const;
export type Sort = (typeof SORTS)[number];

export interface Order {
  by: Sort;
  descending: boolean;
}

export const NEWEST: Order = { by: 'day', descending: true };

/** Sorts that most want to see from the top down. */
const FROM_TOP: readonly Sort[] = ['day', 'killed', 'injured', 'voices', 'reports'];

export function readOrder(written: string | null): Order {
  const descending = written?.startsWith('-') ?? true;
  const by = SORTS.find((sort) => sort === written?.replace(/^-/, ''));
  return by ? { by, descending } : NEWEST;
}

export function writeOrder(order: Order): string {
  if (order.by === NEWEST.by && order.descending) return '';
  return `${order.descending ? '-' : ''}${order.by}`;
}

/** The order after a press on a column's head: the other way round where it is sorted by that column already. */
export function turnOrder(order: Order, by: Sort): Order {
  if (order.by === by) return { by, descending: !order.descending };
  return { by, descending: FROM_TOP.includes(by) };
}

/** All rows in an order. Made once for each column and kept: a filter then only takes from it. */
export class Orders {
  private readonly made = new Map<Sort, Uint32Array>();
  private readonly columns: Columns;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  rows(order: Order): Uint32Array {
    let ascending = this.made.get(order.by);
    if (!ascending) {
      ascending = sortRows(this.columns, order.by);
      this.made.set(order.by, ascending);
    }
    return order.descending ? ascending.slice().reverse() : ascending;
  }
}

function sortRows(columns: Columns, by: Sort): Uint32Array {
  const keys = findKeys(columns, by);
  const { day } = columns;
  const rows = Uint32Array.from({ length: columns.count }, (_, row) => row);
  return rows.sort((one, other) => {
    const apart = (keys[one] as number) - (keys[other] as number);
    return apart || (day[one] as number) - (day[other] as number) || one - other;
  });
}

function findKeys(columns: Columns, by: Sort): ArrayLike<number> {
  switch (by) {
    case 'day':
      return columns.day;
    case 'killed':
      return columns.killedLow.map((low, row) => Math.max(low, columns.killedHigh[row] as number));
    case 'injured':
      return columns.injuredLow.map((low, row) => Math.max(low, columns.injuredHigh[row] as number));
    case 'voices':
      return columns.voices;
    case 'reports':
      return columns.reports;
    case 'title':
      return rankWords(columns.title);
    case 'place':
      return rankWords(columns.place);
    case 'type':
      return rankCodes(columns.types, columns.type);
    case 'verification':
      return rankCodes(columns.verifications, columns.verification);
  }
}

/** For each text its place in the alphabet; those that are missing come last. */
function rankWords(words: readonly (string | null)[]): Float64Array {
  const distinct = [...new Set(words)].filter((word): word is string => Boolean(word));
  const compare = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare;
  const rank = new Map(distinct.sort(compare).map((word, at) => [word, at]));
  return Float64Array.from(words, (word) => rank.get(word ?? '') ?? distinct.length);
}

function rankCodes(codes: readonly string[], column: Uint8Array): Float64Array {
  const rank = codes.toSorted();
  return Float64Array.from(column, (code) => rank.indexOf(codes[code] as string));
}
