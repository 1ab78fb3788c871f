/** The review queue and what a person did in it: shown at once, and taken back where the record refuses it. */

export type Verdict = 'accept' | 'reject' | 'unsure';
export type Order = 'uncertain' | 'disputed' | 'newest';

/** As much of an item of the queue as the state needs to know. */
export interface Item {
  readonly claim: { readonly id: string };
  readonly verdict: string | null;
}

/** Something done that can be undone: the judgement's id is known once the record has kept it. */
export interface Deed {
  readonly token: number;
  readonly claim: string;
  readonly verb: string;
  readonly before: string | null;
  readonly judgement: string | null;
}

export interface Review<I extends Item> {
  readonly order: Order;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly items: readonly I[];
  readonly at: number;
  readonly left: number;
  readonly next: string | null;
  readonly deeds: readonly Deed[];
  /** What a screen reader is told. */
  readonly said: string;
  readonly error: string | null;
}

export type Action<I extends Item> =
  | { do: 'ask'; order: Order }
  | { do: 'load'; items: readonly I[]; next: string | null; left: number }
  | { do: 'more'; items: readonly I[]; next: string | null }
  | { do: 'break'; error: string }
  | { do: 'move'; by: number }
  | { do: 'go'; claim: string }
  | { do: 'judge'; claim: string; verdict: Verdict; token: number }
  | { do: 'kept'; token: number; judgement: string }
  | { do: 'refused'; token: number; error: string }
  | { do: 'undoing'; token: number }
  | { do: 'undone'; token: number }
  | { do: 'stuck'; deed: Deed; verdict: string | null; error: string }
  | { do: 'change'; claim: string; deed: Deed | null; put: (item: I) => I; said: string }
  | { do: 'say'; said: string }
  | { do: 'dismiss' };

const DONE: Record<Verdict, string> = { accept: 'Accepted', reject: 'Rejected', unsure: 'Marked unsure' };

export function begin<I extends Item>(order: Order): Review<I> {
  return { order, phase: 'loading', items: [], at: 0, left: 0, next: null, deeds: [], said: '', error: null };
}

export function current<I extends Item>(state: Review<I>): I | null {
  return state.items[state.at] ?? null;
}

/** The last deed, where the record has kept it already. */
export function undoable<I extends Item>(state: Review<I>): Deed | null {
  const last = state.deeds.at(-1);
  return last && last.judgement !== null ? last : null;
}

export function reduce<I extends Item>(state: Review<I>, action: Action<I>): Review<I> {
  switch (action.do) {
    case 'ask':
      return { ...begin<I>(action.order), deeds: state.deeds };
    case 'load':
      return {
        ...state,
        phase: 'ready',
        items: action.items,
        next: action.next,
        left: action.left,
        at: 0,
        said: sayLeft(action.left),
      };
    case 'more':
      return { ...state, items: [...state.items, ...unseen(state.items, action.items)], next: action.next };
    case 'break':
      return { ...state, phase: 'failed', error: action.error };
    case 'move':
      return { ...state, at: clamp(state.at + action.by, state.items.length) };
    case 'go':
      return { ...state, at: indexOf(state.items, action.claim) ?? state.at };
    case 'judge':
      return judge(state, action.claim, action.verdict, action.token);
    case 'kept':
      return {
        ...state,
        deeds: state.deeds.map((deed) =>
          deed.token === action.token ? { ...deed, judgement: action.judgement } : deed,
        ),
      };
    case 'refused':
      return refuse(state, action.token, action.error);
    case 'undoing':
      return undo(state, action.token);
    case 'undone':
      return { ...state, said: 'Undone. The claim is as it was before.' };
    case 'stuck':
      return {
        ...setVerdict(state, action.deed.claim, action.verdict),
        left:
          isOpen({ verdict: action.deed.before }) && !isOpen({ verdict: action.verdict })
            ? Math.max(0, state.left - 1)
            : state.left,
        deeds: [...state.deeds, action.deed],
        error: `Not undone: ${action.error}`,
        said: `Not undone: ${action.error}`,
      };
    case 'change':
      return {
        ...state,
        items: state.items.map((item) => (item.claim.id === action.claim ? action.put(item) : item)),
        deeds: action.deed ? [...state.deeds, action.deed] : state.deeds,
        said: action.said,
        error: null,
      };
    case 'say':
      return { ...state, said: action.said };
    case 'dismiss':
      return { ...state, error: null };
  }
}

function judge<I extends Item>(state: Review<I>, claim: string, verdict: Verdict, token: number): Review<I> {
  const index = indexOf(state.items, claim);
  const item = index === null ? undefined : state.items[index];
  if (index === null || item === undefined) return state;
  const deed = { token, claim, verb: verdict, before: item.verdict, judgement: null };
  const left = isOpen(item) ? Math.max(0, state.left - 1) : state.left;
  const judged = setVerdict(state, claim, verdict);
  return {
    ...judged,
    at: clamp(nextOpen(judged.items, index), state.items.length),
    left,
    deeds: [...state.deeds, deed],
    said: `${DONE[verdict]}. ${sayLeft(left)}`,
    error: null,
  };
}

/** Puts back what the record would not keep, and goes to it. */
function refuse<I extends Item>(state: Review<I>, token: number, error: string): Review<I> {
  const deed = state.deeds.find((each) => each.token === token);
  if (deed === undefined) return state;
  const back = setVerdict(state, deed.claim, deed.before);
  return {
    ...back,
    at: indexOf(state.items, deed.claim) ?? state.at,
    left: isOpen({ verdict: deed.before }) ? state.left + 1 : state.left,
    deeds: state.deeds.filter((each) => each.token !== token),
    said: `Not kept: ${error}`,
    error: `Not kept, so the claim is as it was: ${error}`,
  };
}

function undo<I extends Item>(state: Review<I>, token: number): Review<I> {
  const deed = state.deeds.find((each) => each.token === token);
  if (deed === undefined) return state;
  const isVerdict = deed.verb in DONE;
  const back = isVerdict ? setVerdict(state, deed.claim, deed.before) : state;
  return {
    ...back,
    at: indexOf(state.items, deed.claim) ?? state.at,
    left: isVerdict && isOpen({ verdict: deed.before }) ? state.left + 1 : state.left,
    deeds: state.deeds.filter((each) => each.token !== token),
    error: null,
  };
}

function setVerdict<I extends Item>(state: Review<I>, claim: string, verdict: string | null): Review<I> {
  return { ...state, items: state.items.map((item) => (item.claim.id === claim ? { ...item, verdict } : item)) };
}

/** Whether nobody has decided: doubt is no decision, yet it has been looked at. */
function isOpen(item: { verdict: string | null }): boolean {
  return item.verdict === null;
}

/** The next item that nobody has judged, after ``index``; the one after where there is none. */
function nextOpen<I extends Item>(items: readonly I[], index: number): number {
  const found = items.findIndex((item, at) => at > index && isOpen(item));
  return found === -1 ? index + 1 : found;
}

function unseen<I extends Item>(known: readonly I[], items: readonly I[]): I[] {
  const ids = new Set(known.map((item) => item.claim.id));
  return items.filter((item) => !ids.has(item.claim.id));
}

function indexOf<I extends Item>(items: readonly I[], claim: string): number | null {
  const found = items.findIndex((item) => item.claim.id === claim);
  return found === -1 ? null : found;
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}

function sayLeft(left: number): string {
  if (left === 0) return 'Nothing left to review.';
  return left === 1 ? '1 claim left.' : `${left} claims left.`;
}
