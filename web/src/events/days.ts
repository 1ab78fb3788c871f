/** Days as whole numbers since 1 January 1970, and the bins of the time line. No zone is involved: a day is a day. */

export const NO_DAY = -2147483648;

export type Step = 'day' | 'week' | 'month' | 'year';

const DAY = 86_400_000;
/** More bars than this are no longer told apart. */
const MOST_BARS = 180;

/** The number of an ISO day, or of the day of a date-time; NO_DAY where there is none. */
export function toDay(iso: string | null | undefined): number {
  if (!iso) return NO_DAY;
  const time = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)));
  return Number.isNaN(time) ? NO_DAY : Math.round(time / DAY);
}

export function toIso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The first day of the bin that a day falls in. Weeks begin on Monday. */
export function floorDay(day: number, step: Step): number {
  if (step === 'day') return day;
  if (step === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY);
  return toUtcDay(date.getUTCFullYear(), step === 'month' ? date.getUTCMonth() : 0);
}

/** The first day of the bin after the one that begins on `day`. */
export function nextDay(day: number, step: Step, count = 1): number {
  if (step === 'day') return day + count;
  if (step === 'week') return day + 7 * count;
  const date = new Date(day * DAY);
  if (step === 'month') return toUtcDay(date.getUTCFullYear(), date.getUTCMonth() + count);
  return toUtcDay(date.getUTCFullYear() + count, 0);
}

function toUtcDay(year: number, month: number): number {
  return Math.round(Date.UTC(year, month) / DAY);
}

/** The finest step that shows a stretch of days in bars that can be told apart. */
export function chooseStep(first: number, last: number): Step {
  const days = last - first + 1;
  if (days <= MOST_BARS) return 'day';
  if (days / 7 <= MOST_BARS) return 'week';
  return days / 30.4 <= MOST_BARS * 2 ? 'month' : 'year';
}

/** Bars of a time line: `starts[i]` is the first day of bar i, and `starts` ends with the day after the last bar. */
export interface Bins {
  step: Step;
  starts: Int32Array;
}

export function makeBins(first: number, last: number, step: Step): Bins {
  const starts: number[] = [];
  let day = floorDay(first, step);
  for (; day <= last; day = nextDay(day, step)) starts.push(day);
  starts.push(day);
  return { step, starts: Int32Array.from(starts) };
}

/** Which bar a day falls in; -1 for one outside of all. */
export function findBin(bins: Bins, day: number): number {
  const { starts } = bins;
  const count = starts.length - 1;
  if (count < 1 || day < (starts[0] as number) || day >= (starts[count] as number)) return -1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many rows begin in each bar, of those that `keeps` says yes to. */
export function countBins(bins: Bins, days: Int32Array, keeps: (row: number) => boolean): Uint32Array {
  const counts = new Uint32Array(Math.max(0, bins.starts.length - 1));
  if (counts.length === 0) return counts;
  const base = bins.starts[0] as number;
  const top = bins.starts[bins.starts.length - 1] as number;
  const binOf = new Int32Array(top - base); // a day is looked up, not searched for
  for (let bin = 0; bin < counts.length; bin++)
    binOf.fill(bin, (bins.starts[bin] as number) - base, (bins.starts[bin + 1] as number) - base);
  for (let row = 0; row < days.length; row++) {
    const day = days[row] as number;
    if (day < base || day >= top || !keeps(row)) continue;
    const bin = binOf[day - base] as number;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/**
 * The days that a time line spans. Where a few early events would squeeze all others into a corner, it begins after them:
 * `early` says how many they are.
 */
export function findReach(days: Int32Array): { first: number; last: number; early: number; earliest: number } | null {
  const sorted = days.filter((day) => day !== NO_DAY).sort();
  if (sorted.length === 0) return null;
  const earliest = sorted[0] as number;
  const last = sorted[sorted.length - 1] as number;
  const cut = Math.floor(sorted.length * 0.01);
  const first = sorted[cut] as number;
  if (sorted.length < 50 || (last - first) * 2 > last - earliest) return { first: earliest, last, early: 0, earliest };
  return { first, last, early: sorted.findIndex((day) => day >= first), earliest };
}
