import { describe, expect, it } from 'vitest';
import { cutParagraphs } from '../src/report/segments';

const shown = (text: string, marks: { id: string; start: number; end: number }[]) =>
  cutParagraphs(text, marks).map((line) => line.segments.map((each) => `${each.text}[${each.keys.join('+')}]`));

describe('cutParagraphs', () => {
  it('leaves a text without marks whole, a paragraph a line', () => {
    expect(shown('One.\n\nTwo.', [])).toEqual([['One.[]'], ['Two.[]']]);
  });

  it('cuts marks that overlap into stretches, each with all that hold over it', () => {
    const marks = [
      { id: 'a', start: 0, end: 7 },
      { id: 'b', start: 4, end: 11 },
    ];
    expect(shown('one two three', marks)).toEqual([['one [a]', 'two[a+b]', ' thr[b]', 'ee[]']]);
  });

  it('names the outer of nested marks first', () => {
    const marks = [
      { id: 'inner', start: 4, end: 7 },
      { id: 'outer', start: 0, end: 13 },
    ];
    expect(shown('one two three', marks)[0]?.[1]).toBe('two[outer+inner]');
  });

  it('counts an emoji, a Ukrainian and an Arabic letter as one each', () => {
    const text = '🚀🚀 Удар по Києву, قصف';
    const start = Array.from('🚀🚀 Удар по ').length;
    expect(shown(text, [{ id: 'a', start, end: start + 5 }])[0]?.[1]).toBe('Києву[a]');
    const last = Array.from('🚀🚀 Удар по Києву, ').length;
    expect(shown(text, [{ id: 'b', start: last, end: last + 3 }])[0]?.[1]).toBe('قصف[b]');
  });

  it('carries a mark over the end of a line', () => {
    expect(shown('one\ntwo', [{ id: 'a', start: 2, end: 5 }])).toEqual([
      ['on[]', 'e[a]'],
      ['t[a]', 'wo[]'],
    ]);
  });

  it('tells where a mark begins, once', () => {
    const found = cutParagraphs('one two', [
      { id: 'a', start: 0, end: 7 },
      { id: 'b', start: 4, end: 7 },
    ]);
    expect(found[0]?.segments.map((each) => each.begins)).toEqual([['a'], ['b']]);
  });

  it('leaves out what is empty or lies outside of the text', () => {
    expect(
      shown('one', [
        { id: 'a', start: 1, end: 1 },
        { id: 'b', start: 9, end: 12 },
      ]),
    ).toEqual([['one[]']]);
  });
});
