import { describe, expect, it } from 'vitest';
import {
  beginDraft,
  FIELDS,
  findFault,
  findField,
  makeParty,
  showField,
  wordsOf,
  writeDraft,
} from '../src/claims/fields';
import { makeClaim } from './claim';

const toll = (low: number | null, high: number | null) => ({
  killed: { low, best: null, high, exact: 'so many', start: 3, end: 7 },
  injured: null,
  missing: null,
  detained: null,
  abducted: null,
  displaced: null,
  running_total: false,
});
const written = (name: string, text: string) => writeDraft({ form: 'text', text }, findField(name));
const fault = (name: string, text: string) => findFault({ form: 'text', text }, findField(name));

describe('the fields of a claim', () => {
  it('are empty where the report does not say', () => {
    const told = FIELDS.filter((field) => showField(makeClaim(), field.name) !== '').map((field) => field.name);
    expect(told).toEqual(['event_type', 'stage', 'polarity', 'certainty']);
  });

  it('show counts as people write them and offer them as the record takes them', () => {
    const atLeast = makeClaim({ toll: toll(12, null) });
    expect(showField(atLeast, 'toll.killed')).toBe('at least 12');
    expect(beginDraft(atLeast, findField('toll.killed'))).toEqual({ form: 'text', text: '12-' });
    expect(beginDraft(makeClaim({ toll: toll(5, 5) }), findField('toll.killed'))).toEqual({ form: 'text', text: '5' });
  });

  it('are taken away by an empty value', () => {
    expect(written('toll.killed', ' ')).toBe('none');
    expect(written('weapons', '')).toBe('[]');
    expect(writeDraft({ form: 'days', first: '', last: '' }, findField('when'))).toBe('none');
  });

  it('write words as words, whatever they look like', () => {
    expect(written('place.toponym', '42')).toBe('"42"');
    expect(written('event_type', 'air_strike')).toBe('air_strike');
  });

  it('write one day and two days', () => {
    expect(writeDraft({ form: 'days', first: '2024-09-13', last: '' }, findField('when'))).toBe(
      '2024-09-13/2024-09-13',
    );
    expect(writeDraft({ form: 'days', first: '2024-09-13', last: '2024-09-14' }, findField('when'))).toBe(
      '2024-09-13/2024-09-14',
    );
  });

  it('refuse counts and spots that the record would not take', () => {
    expect(fault('toll.killed', '12-15')).toBeNull();
    expect(fault('toll.killed', '15-')).toBeNull();
    expect(fault('toll.killed', 'a dozen')).toContain('12-15');
    expect(fault('place', '49.07, 33.42')).toBeNull();
    expect(fault('place', 'near the river')).toContain('degrees north');
    expect(findFault({ form: 'days', first: '2024-09-14', last: '2024-09-13' }, findField('when'))).toContain('before');
  });

  it('keep a party with the words it was selected from', () => {
    const party = makeParty('parties', 'the army', { start: 4, end: 12 }, 'military');
    expect(JSON.parse(writeDraft({ form: 'parties', parties: [party] }, findField('actors')))).toEqual([
      { name: 'the army', kind: 'military', start: 4, end: 12 },
    ]);
  });

  it('say where their words stand', () => {
    expect(wordsOf(makeClaim({ toll: toll(1, 1) }), 'toll.killed')).toEqual([{ start: 3, end: 7 }]);
    expect(wordsOf(makeClaim(), 'place.toponym')).toEqual([]);
  });
});
