import { describe, expect, it } from 'vitest';
import { trimSpan } from '../src/report/selection';

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
