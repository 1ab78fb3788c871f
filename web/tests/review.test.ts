import { describe, expect, it } from 'vitest';
import { begin, current, reduce, undoable, type Item, type Review } from '../src/review/state';

const item = (id: string, verdict: string | null = null): Item => ({ claim: { id }, verdict });
const loaded = (...items: Item[]): Review<Item> =>
  reduce(begin<Item>('uncertain'), {
    do: 'load',
    items,
    next: null,
    left: items.filter((each) => each.verdict === null).length,
  });
const verdicts = (state: Review<Item>) => state.items.map((each) => each.verdict);

describe('the review queue', () => {
  it('begins at its first claim and says how many are left', () => {
    const state = loaded(item('a'), item('b'));
    expect(current(state)?.claim.id).toBe('a');
    expect(state.said).toBe('2 claims left.');
  });

  it('moves within its ends', () => {
    const state = loaded(item('a'), item('b'));
    expect(reduce(state, { do: 'move', by: -1 }).at).toBe(0);
    expect(reduce(reduce(state, { do: 'move', by: 1 }), { do: 'move', by: 1 }).at).toBe(1);
  });

  it('shows a verdict at once and goes on to the next that nobody judged', () => {
    const state = reduce(loaded(item('a'), item('b', 'accept'), item('c')), {
      do: 'judge',
      claim: 'a',
      verdict: 'accept',
      token: 1,
    });
    expect(verdicts(state)).toEqual(['accept', 'accept', null]);
    expect(current(state)?.claim.id).toBe('c');
    expect(state.left).toBe(1);
    expect(state.said).toBe('Accepted. 1 claim left.');
  });

  it('puts a verdict back that the record refused, and goes to it', () => {
    const judged = reduce(loaded(item('a'), item('b')), { do: 'judge', claim: 'a', verdict: 'reject', token: 7 });
    const state = reduce(judged, { do: 'refused', token: 7, error: 'the record is locked' });
    expect(verdicts(state)).toEqual([null, null]);
    expect(current(state)?.claim.id).toBe('a');
    expect(state.left).toBe(2);
    expect(state.deeds).toEqual([]);
    expect(state.error).toContain('the record is locked');
  });

  it('puts back only what was refused', () => {
    let state = loaded(item('a'), item('b'), item('c'));
    state = reduce(state, { do: 'judge', claim: 'a', verdict: 'accept', token: 1 });
    state = reduce(state, { do: 'judge', claim: 'b', verdict: 'accept', token: 2 });
    state = reduce(state, { do: 'kept', token: 2, judgement: 'j2' });
    state = reduce(state, { do: 'refused', token: 1, error: 'no' });
    expect(verdicts(state)).toEqual([null, 'accept', null]);
    expect(undoable(state)?.judgement).toBe('j2');
  });

  it('can undo only what the record has kept', () => {
    const judged = reduce(loaded(item('a')), { do: 'judge', claim: 'a', verdict: 'accept', token: 1 });
    expect(undoable(judged)).toBeNull();
    expect(undoable(reduce(judged, { do: 'kept', token: 1, judgement: 'j1' }))?.judgement).toBe('j1');
  });

  it('undoes the last deed and shows the claim as it was', () => {
    let state = reduce(loaded(item('a', 'unsure'), item('b')), {
      do: 'judge',
      claim: 'a',
      verdict: 'accept',
      token: 1,
    });
    state = reduce(state, { do: 'kept', token: 1, judgement: 'j1' });
    state = reduce(state, { do: 'undoing', token: 1 });
    expect(verdicts(state)).toEqual(['unsure', null]);
    expect(current(state)?.claim.id).toBe('a');
    expect(state.deeds).toEqual([]);
  });

  it('shows the verdict again where the undoing is refused', () => {
    let state = reduce(loaded(item('a')), { do: 'judge', claim: 'a', verdict: 'accept', token: 1 });
    state = reduce(state, { do: 'kept', token: 1, judgement: 'j1' });
    const deed = undoable(state);
    if (deed === null) throw new Error('nothing to undo');
    state = reduce(state, { do: 'undoing', token: 1 });
    state = reduce(state, { do: 'stuck', deed, verdict: 'accept', error: 'gone' });
    expect(verdicts(state)).toEqual(['accept']);
    expect(undoable(state)?.judgement).toBe('j1');
    expect(state.error).toBe('Not undone: gone');
  });

  it('adds further claims once each', () => {
    const state = reduce(loaded(item('a'), item('b')), { do: 'more', items: [item('b'), item('c')], next: null });
    expect(state.items.map((each) => each.claim.id)).toEqual(['a', 'b', 'c']);
  });

  it('keeps what was done when the order changes', () => {
    const judged = reduce(loaded(item('a')), { do: 'judge', claim: 'a', verdict: 'accept', token: 1 });
    const state = reduce(judged, { do: 'ask', order: 'newest' });
    expect(state.phase).toBe('loading');
    expect(state.deeds.length).toBe(1);
  });
});
