/** The answers about samples: what was drawn, the next item to code, and how far coders agree. */
import type { QueueItem } from '../lib/types';

export interface SampleHead {
  id: string;
  name: string;
  size: number;
  seed: number;
  fields: string[];
  by: string;
  at: string;
  population: number;
  done: number;
}

export interface SampleList {
  items: SampleHead[];
  /** The codes of each field; a field of numbers has `none` and `unsure` alone. */
  codes: Record<string, string[]>;
}

export interface Agreement {
  field: string;
  level: 'nominal' | 'ratio' | 'interval';
  alpha: number | null;
  units: number;
  values: number;
}

export interface SampleState {
  sample: SampleHead;
  progress: { coder: string; done: number; of: number }[];
  agreement: Agreement[];
  disagreements: { item: number; claim: string; exact: string; field: string; values: Record<string, string> }[];
  hidden: string | null;
}

export interface NextItem {
  item: {
    number: number;
    claim: string;
    exact: string;
    start: number;
    end: number;
    report: QueueItem['report'];
    context: QueueItem['context'];
  } | null;
  left: number;
  fields: string[];
}

/** Fields that are coded by a number, or by two letters, and not from a list. */
export function isWritten(codes: readonly string[]): boolean {
  return codes.every((code) => code === 'none' || code === 'unsure');
}

/** How far an alpha carries, by the bounds that Krippendorff names: .8 for conclusions, .667 for tentative ones. */
export function sayAlpha(alpha: number | null): { words: string; tone: 'good' | 'warn' | 'bad' | 'plain' } {
  if (alpha === null) return { words: 'nothing to agree about', tone: 'plain' };
  if (alpha >= 0.8) return { words: 'reliable', tone: 'good' };
  return alpha >= 0.667 ? { words: 'tentative', tone: 'warn' } : { words: 'not reliable', tone: 'bad' };
}
