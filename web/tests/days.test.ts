import { describe, expect, it } from 'vitest';
import {
  NO_DAY,
  chooseStep,
  countBins,
  findBin,
  findReach,
  floorDay,
  makeBins,
  nextDay,
  toDay,
  toIso,
  type Step,
} from '../src/events/days';

describe('a day', () => {
  it('goes to a number and back, before 1970 too', () => {
    for (const iso of ['1969-12-31', '1970-01-01', '2000-02-29', '2023-03-03']) expect(toIso(toDay(iso))).toBe(iso);
    expect(toDay('2023-03-03T23:59:00+05:00')).toBe(toDay('2023-03-03'));
  });

  it('is none where nothing or nonsense is given', () => {
    expect(toDay(null)).toBe(NO_DAY);
    expect(toDay('soon')).toBe(NO_DAY);
  });
});

describe('bins', () => {
  it('begin on Mondays, firsts of months and of years', () => {
    const at = (step: Step): string => toIso(floorDay(toDay('2023-03-05'), step));

    expect([at('day'), at('week'), at('month'), at('year')]).toEqual([
      '2023-03-05',
      '2023-02-27',
      '2023-03-01',
      '2023-01-01',
    ]);
    expect(toIso(floorDay(toDay('1969-12-30'), 'week'))).toBe('1969-12-29');
  });

  it('follow one another without a gap', () => {
    for (const step of ['day', 'week', 'month', 'year'] as const) {
      const { starts } = makeBins(toDay('2019-11-17'), toDay('2023-03-05'), step);
      for (let at = 0; at + 1 < starts.length; at++) expect(nextDay(starts[at] as number, step)).toBe(starts[at + 1]);
    }
  });

  it('hold each day of their stretch, and none outside of it', () => {
    const first = toDay('2022-12-30');
    const last = toDay('2023-02-02');
    const bins = makeBins(first, last, 'month');

    expect(findBin(bins, toDay('2022-12-31'))).toBe(0);
    expect(findBin(bins, toDay('2023-01-31'))).toBe(1);
    expect(findBin(bins, toDay('2023-02-28'))).toBe(2);
    expect(findBin(bins, toDay('2022-11-30'))).toBe(-1);
    expect(findBin(bins, toDay('2023-03-01'))).toBe(-1);
  });

  it('count the rows that are kept, and none without a day', () => {
    const days = Int32Array.from(['2023-01-02', '2023-01-08', '2023-01-09', '2023-01-09', null], toDay);
    const bins = makeBins(toDay('2023-01-02'), toDay('2023-01-10'), 'week');

    expect([...countBins(bins, days, () => true)]).toEqual([2, 2]);
    expect([...countBins(bins, days, (row) => row !== 3)]).toEqual([2, 1]);
  });
});

describe('a time line', () => {
  it('is by day, week, month or year, as fits', () => {
    expect(chooseStep(0, 90)).toBe('day');
    expect(chooseStep(0, 900)).toBe('week');
    expect(chooseStep(0, 4000)).toBe('month');
    expect(chooseStep(0, 40_000)).toBe('year');
  });

  it('begins after a few events of long ago', () => {
    const days = Int32Array.from([toDay('1915-04-24'), ...Array.from({ length: 200 }, (_, at) => 19_000 + at)]);

    expect(findReach(days)).toMatchObject({ last: 19_199, early: 2, earliest: toDay('1915-04-24') });
    expect(findReach(days)?.first).toBeGreaterThanOrEqual(19_000);
  });

  it('spans nothing where no event has a day', () => {
    expect(findReach(Int32Array.from([NO_DAY]))).toBeNull();
  });
});
