import { describe, expect, it } from 'vitest';
import { listFound, matchRows, step, type Row } from '../src/palette/rows';

const row = (name: string): Row => ({ key: name, group: 'Pages', name, more: '', act: () => undefined });

describe('the palette', () => {
  it('keeps the rows that hold every word written, in any order', () => {
    expect(matchRows([row('Add reports'), row('Reports')], 'rep ad').map((each) => each.name)).toEqual(['Add reports']);
    expect(matchRows([row('Review')], '').length).toBe(1);
  });

  it('goes round at either end', () => {
    expect([step(0, -1, 3), step(2, 1, 3), step(0, 1, 0)]).toEqual([2, 0, 0]);
  });

  it('goes to what was found', () => {
    const visited: string[] = [];
    const found = {
      events: [{ id: 'e/1', title: null }],
      reports: [{ id: 'r1', title: 'Raid', outlet: 'Post' }],
      places: [{ name: 'Kyiv', country: 'UA' }],
    };
    const rows = listFound(found, (address) => visited.push(address));
    rows.forEach((each) => each.act());
    expect(visited).toEqual(['/events/e%2F1', '/reports/r1', '/?words=Kyiv']);
    expect(rows[2]?.more).toBe('Ukraine');
  });
});
