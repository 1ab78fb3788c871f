import { floorDay, nextDay, toIso, type Bins } from './days';

/** A stretch of days, both ends in it. */
export interface Stretch {
  first: number;
  last: number;
}

/** Where days stand on a line so many pixels wide. */
export class Scale {
  readonly first: number;
  /** The day after the last. */
  readonly end: number;
  readonly width: number;

  constructor(bins: Bins, width: number) {
    this.first = bins.starts[0] as number;
    this.end = bins.starts[bins.starts.length - 1] as number;
    this.width = width;
  }

  toX(day: number): number {
    return ((day - this.first) / Math.max(1, this.end - this.first)) * this.width;
  }

  toDay(x: number): number {
    const held = Math.max(0, Math.min(this.width, x));
    return Math.floor(this.first + (held / Math.max(1, this.width)) * (this.end - this.first));
  }
}

/** The whole bars between two days, whichever comes first. */
export function snap(bins: Bins, one: number, other: number): Stretch {
  const end = bins.starts[bins.starts.length - 1] as number;
  const from = floorDay(Math.min(one, other, end - 1), bins.step);
  const to = nextDay(floorDay(Math.min(Math.max(one, other), end - 1), bins.step), bins.step) - 1;
  return { first: from, last: to };
}

/** The stretch moved by some bars, and held within the line. */
export function move(bins: Bins, stretch: Stretch, count: number): Stretch {
  const first = bins.starts[0] as number;
  const last = (bins.starts[bins.starts.length - 1] as number) - 1;
  let by = nextDay(floorDay(stretch.first, bins.step), bins.step, count) - floorDay(stretch.first, bins.step);
  by = Math.max(by, first - stretch.first);
  by = Math.min(by, last - stretch.last);
  return { first: stretch.first + by, last: stretch.last + by };
}

/** One edge moved by some bars; the edges never cross. */
export function moveEdge(bins: Bins, stretch: Stretch, edge: 'first' | 'last', count: number): Stretch {
  const first = bins.starts[0] as number;
  const last = (bins.starts[bins.starts.length - 1] as number) - 1;
  if (edge === 'first') {
    const moved = nextDay(floorDay(stretch.first, bins.step), bins.step, count);
    return { first: Math.max(first, Math.min(moved, floorDay(stretch.last, bins.step))), last: stretch.last };
  }
  const moved = nextDay(floorDay(stretch.last, bins.step), bins.step, count + 1) - 1;
  const least = nextDay(floorDay(stretch.first, bins.step), bins.step) - 1;
  return { first: stretch.first, last: Math.min(last, Math.max(moved, least)) };
}

/** A stretch as a filter has it; an end that is the line's own is left open. */
export function writeStretch(bins: Bins, stretch: Stretch): { since: string; until: string } {
  const first = bins.starts[0] as number;
  const last = (bins.starts[bins.starts.length - 1] as number) - 1;
  return {
    since: stretch.first <= first ? '' : toIso(stretch.first),
    until: stretch.last >= last ? '' : toIso(stretch.last),
  };
}

/** Marks under the line: where a year, a month or a day begins, as many as have room. */
export function findTicks(scale: Scale): { x: number; words: string }[] {
  const days = scale.end - scale.first;
  const room = Math.max(1, Math.floor(scale.width / 72));
  const step = days / 365 > 1.5 ? 'year' : days > 45 ? 'month' : 'day';
  const units = step === 'year' ? days / 365.25 : step === 'month' ? days / 30.44 : days;
  const every = Math.max(1, Math.ceil(units / room));
  const ticks: { x: number; words: string }[] = [];
  let day = floorDay(scale.first, step);
  for (let at = 0; day < scale.end; at++, day = nextDay(day, step)) {
    if (day < scale.first || at % every !== 0 || scale.toX(day) > scale.width - 36) continue;
    ticks.push({ x: scale.toX(day), words: sayTick(toIso(day), step) });
  }
  return ticks;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function sayTick(iso: string, step: 'year' | 'month' | 'day'): string {
  if (step === 'year') return iso.slice(0, 4);
  const month = MONTHS[Number(iso.slice(5, 7)) - 1] ?? '';
  return step === 'month' ? (iso.slice(5, 7) === '01' ? iso.slice(0, 4) : month) : `${Number(iso.slice(8))} ${month}`;
}
