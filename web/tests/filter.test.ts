import { describe, expect, it } from 'vitest';
import { readIndex } from '../src/events/columns';
import {
  EVERYTHING,
  PART,
  countCodes,
  findFailures,
  readFilter,
  readMatch,
  takePassing,
  writeFilter,
  type Filter,
} from '../src/events/filter';
import { NEWEST, Orders, readOrder, turnOrder, writeOrder } from '../src/events/orders';
import { fakeIndex } from './fake_index';
import { quickest } from './quickest';

const index = fakeIndex(3000);
const columns = readIndex(index);

function passing(filter: Partial<Filter>, match: Uint8Array | null = null): number[] {
  const fails = findFailures(columns, { ...EVERYTHING, ...filter }, match);
  return [...fails.keys()].filter((row) => fails[row] === 0);
}

function rowsWhere(holds: (row: number) => boolean): number[] {
  return index.id.map((_, row) => row).filter(holds);
}

describe('a filter', () => {
  it('lets everything pass where nothing is asked', () => {
    expect(passing({})).toHaveLength(3000);
  });

  it('takes any of the codes of a list, and all of its parts together', () => {
    const found = passing({ type: ['shelling', 'protest'], verification: ['verified'], country: ['UA'], voices: 2 });

    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(
      rowsWhere(
        (row) =>
          ['shelling', 'protest'].includes(index.types[index.type[row] as number] as string) &&
          index.verifications[index.verification[row] as number] === 'verified' &&
          index.country[row] === 'UA' &&
          (index.voices[row] as number) >= 2,
      ),
    );
  });

  it('finds nothing for a code that no event has', () => {
    expect(passing({ type: ['landslide'] })).toEqual([]);
  });

  it('takes both ends of a stretch of days, and no event without a day', () => {
    const found = passing({ since: '2021-03-01', until: '2021-03-31' });

    expect(found).toEqual(rowsWhere((row) => (index.day[row] ?? '').startsWith('2021-03')));
  });

  it('takes an event of several days that any of the days asked for is among', () => {
    const long = readIndex({ ...index, latest: index.day.map((day) => day && '2029-01-01') });
    const fails = findFailures(long, { ...EVERYTHING, since: '2028-01-01' }, null);

    expect(fails.filter((fail) => fail === 0)).toHaveLength(index.day.filter(Boolean).length);
  });

  it('takes a box, also one over the 180th meridian, and no event without a place', () => {
    const west = passing({ box: [-180, -90, 0, 90] });

    expect(west).toEqual(rowsWhere((row) => (index.lon[row] ?? 1) < 0));
    expect(passing({ box: [90, -90, -70, 90] })).toEqual(
      rowsWhere((row) => index.lon[row] !== null && ((index.lon[row] ?? 0) >= 90 || (index.lon[row] ?? 0) <= -70)),
    );
  });

  it('holds to what the server found, and passes over ids that the columns lack', () => {
    expect(passing({}, readMatch(columns, [index.id[5] as string, 'no such event']))).toEqual([5]);
  });

  it('counts what another choice of the same part would find', () => {
    const fails = findFailures(columns, { ...EVERYTHING, type: ['shelling'], disputed: true }, null);

    const counts = countCodes(fails, PART.type, columns.type, columns.types);

    const protest = columns.types.indexOf('protest');
    expect(counts[protest]).toBe(
      rowsWhere((row) => index.type[row] === protest && index.disputed[row] === true).length,
    );
  });
});

describe('an address', () => {
  it('gives back the filter that was written into it', () => {
    const filter: Filter = {
      words: 'grain store',
      voice: 'mayor',
      kind: 'police',
      type: ['shelling', 'air_strike'],
      stage: ['happened'],
      verification: ['verified', 'disputed'],
      country: ['UA'],
      since: '2022-02-01',
      until: '2022-03-01',
      voices: 3,
      disputed: true,
      box: [-10.5, 20, 30.25, 40],
    };

    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it('is bare where everything is shown', () => {
    expect(writeFilter(EVERYTHING)).toBe('');
    expect(readFilter('')).toEqual(EVERYTHING);
  });

  it('passes over what is no filter', () => {
    expect(readFilter('?since=yesterday&voices=many&box=1,2,x,4&disputed=perhaps&colour=red')).toEqual(EVERYTHING);
  });

  it('holds the order of the table', () => {
    expect(readOrder(writeOrder({ by: 'killed', descending: true }))).toEqual({ by: 'killed', descending: true });
    expect(readOrder(writeOrder({ by: 'title', descending: false }))).toEqual({ by: 'title', descending: false });
    expect(writeOrder(NEWEST)).toBe('');
    expect(readOrder('nonsense')).toEqual(NEWEST);
  });
});

describe('an order', () => {
  const orders = new Orders(columns);

  it('is that of the column, turned round by a second press', () => {
    const order = turnOrder(NEWEST, 'killed');
    const killed = [...orders.rows(order)].map((row) => index.killed_low[row] ?? -1);

    expect(killed).toEqual(killed.toSorted((one, other) => other - one));
    expect(turnOrder(order, 'killed')).toEqual({ by: 'killed', descending: false });
  });

  it('keeps only rows that pass, in its own order', () => {
    const fails = findFailures(columns, { ...EVERYTHING, country: ['SY'] }, null);
    const rows = takePassing(orders.rows(readOrder('title')), fails);

    const titles = [...rows].map((row) => index.title[row] ?? '');
    expect(titles).toEqual(titles.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    expect([...rows].every((row) => index.country[row] === 'SY')).toBe(true);
  });
});

describe('50,000 events', () => {
  it('are filtered, counted and put in order within 100 ms', () => {
    const many = readIndex(fakeIndex(50_000));
    const orders = new Orders(many);
    orders.rows(NEWEST);
    const filter = { ...EVERYTHING, type: ['shelling', 'protest'], since: '2021-06-01', voices: 2 };

    let rows: Uint32Array = new Uint32Array();
    const took = quickest(() => {
      const fails = findFailures(many, filter, null);
      countCodes(fails, PART.type, many.type, many.types);
      countCodes(fails, PART.country, many.country, many.countries);
      rows = takePassing(orders.rows(NEWEST), fails);
    });

    expect(rows.length).toBeGreaterThan(1000);
    expect(took).toBeLessThan(100);
  });
});
