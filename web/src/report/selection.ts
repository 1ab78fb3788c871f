/** The words that a person selected, as offsets into the report's text. Offsets count code points. */
import { CodePoints } from '../lib/spans';

export interface Selected {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Every piece of shown text says with this attribute where it begins. */
export const STARTS = 'data-start';

/** What is selected within the pane, which shows the report's text from ``offset`` on; white space at its ends left out. Null: nothing. */
export function readSelection(pane: HTMLElement, offset: number, text: string): Selected | null {
  const selection = pane.ownerDocument.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(pane)) return null;
  const start = offsetOf(pane, range.startContainer, range.startOffset, 'start');
  const end = offsetOf(pane, range.endContainer, range.endOffset, 'end');
  if (start === null || end === null) return null;
  const found = trimSpan(text, start - offset, end - offset);
  return found && { ...found, start: found.start + offset, end: found.end + offset };
}

/** The span without the white space at its ends; null where nothing is left. */
export function trimSpan(text: string, start: number, end: number): Selected | null {
  const points = new CodePoints(text);
  const raw = points.slice(Math.max(0, Math.min(start, end)), Math.min(points.length, Math.max(start, end)));
  const words = raw.trim();
  if (words === '') return null;
  const from = Math.max(0, Math.min(start, end)) + new CodePoints(raw.slice(0, raw.indexOf(words))).length;
  return { start: from, end: from + new CodePoints(words).length, words };
}

type Side = 'start' | 'end';

function offsetOf(pane: HTMLElement, node: Node, offset: number, side: Side): number | null {
  const piece = pieceOf(node);
  if (node.nodeType === Node.TEXT_NODE && piece !== null && pane.contains(piece)) {
    return startOf(piece) + countPoints((node.textContent ?? '').slice(0, offset));
  }
  return besides(pane, node, offset, side);
}

/** Where a selection ends between pieces: at the start of the next, or the end of the one before. */
function besides(pane: HTMLElement, node: Node, offset: number, side: Side): number | null {
  const edge = pane.ownerDocument.createRange();
  edge.setStart(node, offset);
  const pieces = [...pane.querySelectorAll<HTMLElement>(`[${STARTS}]`)];
  if (side === 'start') {
    const next = pieces.find((piece) => edge.comparePoint(piece, 0) >= 0);
    return next ? startOf(next) : null;
  }
  const before = pieces.filter((piece) => edge.comparePoint(piece, piece.childNodes.length) <= 0).at(-1);
  return before ? startOf(before) + countPoints(before.textContent ?? '') : null;
}

function pieceOf(node: Node): HTMLElement | null {
  const near = node instanceof HTMLElement ? node : node.parentElement;
  return near?.closest<HTMLElement>(`[${STARTS}]`) ?? null;
}

function startOf(piece: HTMLElement): number {
  return Number(piece.getAttribute(STARTS));
}

function countPoints(words: string): number {
  return new CodePoints(words).length;
}

/** Every place where the text holds the words, capital letters or not. */
export function findWords(text: string, offset: number, words: string): Selected[] {
  const sought = words.trim();
  if (sought === '') return [];
  const points = new CodePoints(text);
  const pattern = new RegExp(sought.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  return [...text.matchAll(pattern)].map((match) => {
    const start = points.toPoint(match.index) + offset;
    return { start, end: start + countPoints(match[0]), words: match[0] };
  });
}
