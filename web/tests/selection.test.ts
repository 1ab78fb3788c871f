import { describe, expect, it } from 'vitest';
import { findWords, trimSpan } from '../src/report/selection';

describe('trimSpan', () => {
  it('leaves out white space at either end and counts an emoji as one', () => {
    expect(trimSpan('🚀 two  three', 1, 7)).toEqual({ start: 2, end: 5, words: 'two' });
  });

  it('is nothing where only white space was selected', () => {
    expect(trimSpan('one   two', 3, 6)).toBeNull();
  });

  it('takes a selection that was made backwards', () => {
    expect(trimSpan('one two', 7, 4)).toEqual({ start: 4, end: 7, words: 'two' });
  });
});

describe('findWords', () => {
  it('finds words wherever they stand, by code points and whatever their capitals', () => {
    expect(findWords('🚀 Удар. удар', 100, 'удар')).toEqual([
      { start: 102, end: 106, words: 'Удар' },
      { start: 108, end: 112, words: 'удар' },
    ]);
  });

  it('takes signs as they are and white space of any kind', () => {
    expect(findWords('(at least\n15)', 0, 'least 15)').length).toBe(1);
    expect(findWords('abc', 0, '.')).toEqual([]);
    expect(findWords('abc', 0, '  ')).toEqual([]);
  });
});
