/** The report's text in paragraphs, each cut where claims begin and end. Offsets count code points. */
import { CodePoints, cutText, type Piece, type Span } from '../lib/spans';

export interface Mark extends Span {
  readonly id: string;
}

/** A stretch over which the same marks hold, the outer first. */
export interface Segment extends Piece<string> {
  /** The marks that begin exactly here. */
  readonly begins: readonly string[];
}

/** A line of the text. */
export interface Paragraph {
  readonly start: number;
  readonly segments: readonly Segment[];
}

/** The paragraphs of the text; marks that hold no words are left out. */
export function cutParagraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const points = new CodePoints(text);
  const spans = [...marks].sort(outermostFirst).map((mark) => ({ ...mark, key: mark.id }));
  const starts = new Map(spans.map((mark) => [mark.id, mark.start]));
  return findLines(points).map(({ start, end }) => ({
    start,
    segments: cutText(points, spans, start, end).map((piece) => ({
      ...piece,
      begins: piece.keys.filter((key) => starts.get(key) === piece.start),
    })),
  }));
}

/** Where the lines of the text that hold anything begin and end. */
function findLines(points: CodePoints): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const line of points.text.split('\n')) {
    const end = start + new CodePoints(line).length;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

function outermostFirst(one: Mark, other: Mark): number {
  return one.start - other.start || other.end - one.end;
}
