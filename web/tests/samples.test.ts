import { describe, expect, it } from 'vitest';
import { isWritten, sayAlpha } from '../src/samples/samples';

describe('samples', () => {
  it('tells fields with a list of codes from those that are written', () => {
    expect(isWritten(['none', 'unsure'])).toBe(true);
    expect(isWritten(['yes', 'no', 'unsure'])).toBe(false);
  });

  it('says how far an alpha carries', () => {
    expect([0.8, 0.7, 0.5, null].map((alpha) => sayAlpha(alpha).words)).toEqual([
      'reliable',
      'tentative',
      'not reliable',
      'nothing to agree about',
    ]);
  });
});
