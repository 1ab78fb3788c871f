import { describe, expect, it } from 'vitest';
import { drawBar, findAxis, findSaid, findSpan, listTellers, readRule, sortAgreement } from '../src/event/dossier';
import type { Claim, Count, Field, Teller, Value } from '../src/lib/types';

function count(low: number | null, best: number | null, high: number | null): Count {
  return { low, best, high, exact: null, start: null, end: null };
}

function teller(name: string, more: Partial<Teller> = {}): Teller {
  return {
    claim: `c-${name}`,
    report: 'r',
    outlet: 'Gulf Courier',
    name,
    kind: 'police',
    verification: 'unstated',
    certainty: 'stated',
    copy_of: null,
    ...more,
  };
}

function value(words: string, tellers: Teller[], voices = tellers.length): Value {
  return { value: words, tellers, voices, count: null, place: null, when: null };
}

function field(name: string, values: Value[], isDisputed = false): Field {
  return {
    name,
    values,
    shown: values[0]?.value ?? '',
    reason: '',
    is_disputed: isDisputed,
    shown_count: null,
    shown_place: null,
    shown_when: null,
  };
}

describe('a bar of bounds', () => {
  it('runs from the least to the most', () => {
    expect(drawBar(count(12, null, 15), 20)).toEqual({
      left: 60,
      width: 15,
      best: null,
      isOpenLow: false,
      isOpenHigh: false,
    });
  });

  it('is open where nobody sets a bound', () => {
    expect(drawBar(count(15, 15, null), 20)).toEqual({
      left: 75,
      width: 25,
      best: 75,
      isOpenLow: false,
      isOpenHigh: true,
    });
    expect(drawBar(count(null, null, 15), 20)).toMatchObject({
      left: 0,
      width: 75,
      isOpenLow: true,
      isOpenHigh: false,
    });
  });

  it('is a short one around a number that is only about right', () => {
    const bar = drawBar(count(null, 10, null), 20);

    expect(bar).toMatchObject({ best: 50, isOpenLow: true, isOpenHigh: true });
    expect(bar.left).toBeCloseTo(44);
    expect(bar.width).toBeCloseTo(12);
  });

  it('stands on an axis with a round end that leaves room for "or more"', () => {
    expect(
      [[1], [9], [12], [48], [100], [730]].map(([most]) => findAxis([count(most ?? 0, null, null), null])),
    ).toEqual([2, 10, 20, 50, 200, 1000]);
  });
});

describe('tellers', () => {
  it('are each named once, copies after those who say it in their own words', () => {
    const copy = teller('Mayor', { claim: 'c2', copy_of: 'origin' });
    const listed = listTellers(
      value('5', [copy, teller('Mayor'), teller('Mayor', { claim: 'c3' }), teller('Hospital')]),
    );

    expect(listed.map((each) => [each.name, each.copy_of])).toEqual([
      ['Mayor', null],
      ['Hospital', null],
      ['Mayor', 'origin'],
    ]);
  });
});

describe('agreement', () => {
  it('parts what is disputed from what several voices and what one voice tells', () => {
    const fields = [
      field('killed', [value('5', [teller('a')]), value('9', [teller('b')])], true),
      field('place', [value('Redhill', [teller('a'), teller('b')])]),
      field('weapons', [value('rockets', [teller('a')])]),
    ];

    const { agreed, single, disputed } = sortAgreement(fields);
    expect([disputed, agreed, single].map((each) => each.map(({ name }) => name))).toEqual([
      ['killed'],
      ['place'],
      ['weapons'],
    ]);
    expect(findSaid(fields[0] as Field, ['c-b']).map((said) => said.value)).toEqual(['9']);
  });
});

describe('the words of a value', () => {
  const claim = {
    place: { start: 10, end: 17 },
    actors: [
      { name: 'Army', start: 0, end: 4 },
      { name: 'Police', start: 20, end: 26 },
    ],
    toll: { killed: { start: 30, end: 34 } },
    when: null,
  } as unknown as Claim;

  it('are those of the part that carries it', () => {
    expect(findSpan(claim, 'place', 'Redhill, SD')).toEqual({ start: 10, end: 17 });
    expect(findSpan(claim, 'actors', 'Police')).toEqual({ start: 20, end: 26 });
    expect(findSpan(claim, 'killed', '5')).toEqual({ start: 30, end: 34 });
  });

  it('are none of their own where the whole claim carries it', () => {
    expect(findSpan(claim, 'when', '')).toBeNull();
    expect(findSpan(claim, 'injured', '')).toBeNull();
    expect(findSpan(claim, 'event_type', 'shelling')).toBeNull();
  });
});

describe('the rule of an address', () => {
  it('is the majority where none or nonsense is given', () => {
    expect([readRule('lowest'), readRule(null), readRule('loudest')]).toEqual(['lowest', 'majority', 'majority']);
  });
});
