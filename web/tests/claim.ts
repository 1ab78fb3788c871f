import type { Claim } from '../src/lib/types';

/** A claim for tests, of which only what matters is given. */
export function makeClaim(given: Partial<Claim> = {}): Claim {
  return {
    id: 'c1',
    exact: 'a missile hit a clinic',
    start: 0,
    end: 22,
    event_type: 'shelling',
    stage: 'happened',
    polarity: 'positive',
    certainty: 'stated',
    attribution: [],
    verification: { status: 'unstated', by: null, exact: null, start: null, end: null },
    responsibility: null,
    actors: [],
    recipients: [],
    place: null,
    when: null,
    toll: null,
    weapons: [],
    media: [],
    generic: false,
    ...given,
  };
}
