import { describe, expect, it } from 'vitest';
import { CodePoints, cutText, sliceSpan } from '../src/lib/spans';

// Ukrainian, Arabic with a right-to-left run, emoji with a joiner and a skin tone, a letter beyond U+FFFF, a lone surrogate.
const TEXTS = [
  'Уночі обстріляли Кременчук, повідомила влада.',
  'قال شهود إن انفجارا وقع 🚨 قرب السوق.',
  '🚨🚨 Blast in the market 👩🏽‍🚒 says a witness 𝔛 of it',
  'lone \ud83d surrogate and 🚒 after',
  '',
];

describe('CodePoints', () => {
  it('agrees with a walk over the code points of every text', () => {
    for (const text of TEXTS) {
      const letters = [...text];
      const points = new CodePoints(text);

      expect(points.length).toBe(letters.length);
      for (let start = 0; start <= letters.length; start++) {
        for (let end = start; end <= letters.length; end++) {
          expect(points.slice(start, end)).toBe(letters.slice(start, end).join(''));
        }
      }
    }
  });

  it('goes from units back to the point that it came from', () => {
    for (const text of TEXTS) {
      const points = new CodePoints(text);

      for (let point = 0; point <= points.length; point++) expect(points.toPoint(points.toUnit(point))).toBe(point);
    }
  });

  it('takes the middle of a pair for the letter that the pair makes', () => {
    const points = new CodePoints('a🚨b');

    expect([0, 1, 2, 3, 4].map((unit) => points.toPoint(unit))).toEqual([0, 1, 1, 2, 3]);
  });
});

describe('sliceSpan', () => {
  it('counts an emoji as one letter', () => {
    expect(sliceSpan('🚨 Кременчук', 2, 11)).toBe('Кременчук');
  });
});

describe('cutText', () => {
  it('makes up the text again, and says what covers each piece', () => {
    const pieces = cutText('🚨 one two three', [
      { start: 2, end: 9, key: 'a' },
      { start: 6, end: 15, key: 'b' },
    ]);

    expect(pieces.map((piece) => piece.text)).toEqual(['🚨 ', 'one ', 'two', ' three']);
    expect(pieces.map((piece) => piece.keys.join(''))).toEqual(['', 'a', 'ab', 'b']);
    expect(pieces.map((piece) => piece.text).join('')).toBe('🚨 one two three');
  });

  it('leaves out spans of no words and those outside the window', () => {
    const pieces = cutText(
      'one two three',
      [
        { start: 4, end: 4, key: 1 },
        { start: 8, end: 13, key: 2 },
      ],
      0,
      7,
    );

    expect(pieces).toEqual([{ text: 'one two', start: 0, end: 7, keys: [] }]);
  });
});
