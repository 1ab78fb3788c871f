/**
 * Spans count Unicode code points; a browser's strings count UTF-16 units. The two differ after every emoji and every
 * letter beyond U+FFFF, so that every span passes through here before it touches a string.
 */

/** A half-open stretch of a text, in code points. */
export interface Span {
  start: number;
  end: number;
}

/** A piece of a text, and the keys of the spans that cover it; pieces in order make up the whole text. */
export interface Piece<K> {
  text: string;
  /** Where the piece begins, in code points. */
  start: number;
  end: number;
  keys: readonly K[];
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Where the pairs of UTF-16 units of a text stand: all that conversion either way needs. */
export class CodePoints {
  readonly text: string;
  /** Code-point offsets of the letters that take two units. */
  private readonly pairs: number[] = [];
  readonly length: number;

  constructor(text: string) {
    this.text = text;
    let point = 0;
    for (let unit = 0; unit < text.length; unit++, point++) {
      if (isHigh(text.charCodeAt(unit)) && isLow(text.charCodeAt(unit + 1))) {
        this.pairs.push(point);
        unit++;
      }
    }
    this.length = point;
  }

  /** The UTF-16 offset of a code point. */
  toUnit(point: number): number {
    return point + this.pairsBefore(point);
  }

  /** The code point that a UTF-16 offset falls in; between the two units of a pair, the one that they make. */
  toPoint(unit: number): number {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pairs[middle] as number) + middle + 1 < unit) low = middle + 1;
      else high = middle;
    }
    const point = unit - low;
    const pair = this.pairs[low];
    return pair !== undefined && pair < point ? pair : point;
  }

  /** The words of a span. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUnit(start), this.toUnit(end));
  }

  private pairsBefore(point: number): number {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pairs[middle] as number) < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The words of a span of a text, counted in code points. */
export function sliceSpan(text: string, start: number, end: number): string {
  return new CodePoints(text).slice(start, end);
}

/** The text cut at every edge of the spans, each piece with the keys of the spans over it. Spans may overlap and nest. */
export function cutText<K>(
  text: string | CodePoints,
  spans: readonly (Span & { key: K })[],
  from = 0,
  until = Number.POSITIVE_INFINITY,
): Piece<K>[] {
  const points = typeof text === 'string' ? new CodePoints(text) : text;
  const first = Math.max(0, from);
  const last = Math.min(points.length, until);
  const inside = spans.filter((span) => span.start < span.end && span.end > first && span.start < last);
  const edges = new Set<number>([first, last]);
  for (const span of inside) {
    edges.add(Math.max(first, span.start));
    edges.add(Math.min(last, span.end));
  }
  const sorted = [...edges].sort((one, other) => one - other);
  const pieces: Piece<K>[] = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const start = sorted[at] as number;
    const end = sorted[at + 1] as number;
    const keys = inside.filter((span) => span.start <= start && span.end >= end).map((span) => span.key);
    pieces.push({ text: points.slice(start, end), start, end, keys });
  }
  return pieces;
}
