/** The fields of a claim that a person can set: how each is shown, how it is asked for, and how it is written to the record. */
import { sayCode, sayCount, sayCountry, sayDays } from '../lib/format';
import { TOLLS, type Claim, type Kind, type Party, type TollName, type Voice } from '../lib/types';

/** How a field is asked for. */
export type Form = 'choice' | 'flag' | 'words' | 'parties' | 'voices' | 'list' | 'count' | 'days' | 'spot';

export interface FieldKind {
  /** As the record names it. */
  readonly name: string;
  readonly label: string;
  readonly form: Form;
  /** The list of GET /api/meanings that its codes are of. */
  readonly codes?: string;
  readonly hint?: string;
}

const COUNT_HINT = '15, a range 12-15, or at least 15-';

export const FIELDS: readonly FieldKind[] = [
  { name: 'event_type', label: 'Type', form: 'choice', codes: 'event_type' },
  { name: 'stage', label: 'Stage', form: 'choice', codes: 'stage' },
  { name: 'polarity', label: 'Says that it', form: 'choice', codes: 'polarity' },
  { name: 'certainty', label: 'Certainty', form: 'choice', codes: 'certainty' },
  {
    name: 'attribution',
    label: 'Told by',
    form: 'voices',
    codes: 'kind',
    hint: 'From the outlet inward; who says it first comes last',
  },
  { name: 'actors', label: 'Who did it', form: 'parties', codes: 'kind' },
  { name: 'recipients', label: 'To whom', form: 'parties', codes: 'kind' },
  { name: 'place.toponym', label: 'Place', form: 'words', hint: 'As the report writes it' },
  { name: 'place', label: 'Spot', form: 'spot', hint: 'Degrees north, degrees east: 49.07, 33.42' },
  { name: 'place.level', label: 'Size of place', form: 'choice', codes: 'level' },
  { name: 'when', label: 'When', form: 'days', hint: 'A day, or first and last day' },
  ...TOLLS.map((name): FieldKind => ({ name: `toll.${name}`, label: capital(name), form: 'count', hint: COUNT_HINT })),
  { name: 'toll.running_total', label: 'Over many events', form: 'flag' },
  { name: 'weapons', label: 'Means', form: 'list', hint: 'Each after a comma' },
  { name: 'verification.status', label: 'Checked', form: 'choice', codes: 'verification' },
  { name: 'verification.by', label: 'Checked by', form: 'words' },
  { name: 'responsibility.status', label: 'Responsibility', form: 'choice', codes: 'responsibility' },
  { name: 'responsibility.by', label: 'Claimed or denied by', form: 'words' },
  { name: 'generic', label: 'A trend, no one event', form: 'flag' },
];

export function findField(name: string): FieldKind {
  const found = FIELDS.find((field) => field.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
}

/** What stands in a field, in words; empty where the report does not say. */
export function showField(claim: Claim, name: string): string {
  const toll = /^toll\.(.+)$/.exec(name)?.[1];
  if (toll === 'running_total') return claim.toll?.running_total ? 'yes' : '';
  if (toll !== undefined) return sayCount(claim.toll?.[toll as TollName] ?? null);
  const show = SHOWN[name];
  return show ? show(claim) : '';
}

const SHOWN: Record<string, (claim: Claim) => string> = {
  event_type: (claim) => sayCode(claim.event_type),
  stage: (claim) => claim.stage,
  polarity: (claim) => (claim.polarity === 'negative' ? 'did not happen' : 'happened'),
  certainty: (claim) => claim.certainty,
  attribution: (claim) => claim.attribution.map((voice) => voice.name).join(' → '),
  actors: (claim) => names(claim.actors),
  recipients: (claim) => names(claim.recipients),
  'place.toponym': (claim) => claim.place?.toponym ?? '',
  place: showSpot,
  'place.level': (claim) => claim.place?.level ?? '',
  when: (claim) => (claim.when ? sayDays(claim.when.earliest, claim.when.latest) : ''),
  weapons: (claim) => claim.weapons.join(', '),
  'verification.status': (claim) => (claim.verification.status === 'unstated' ? '' : claim.verification.status),
  'verification.by': (claim) => claim.verification.by ?? '',
  'responsibility.status': (claim) => (claim.responsibility ? sayCode(claim.responsibility.status) : ''),
  'responsibility.by': (claim) => claim.responsibility?.by ?? '',
  generic: (claim) => (claim.generic ? 'yes' : ''),
};

function showSpot(claim: Claim): string {
  const place = claim.place;
  if (place?.lat == null || place.lon == null) return '';
  const where = [place.name, sayCountry(place.country)].filter(Boolean).join(', ');
  const spot = `${place.lat.toFixed(2)}, ${place.lon.toFixed(2)}`;
  return where ? `${where} (${spot})` : spot;
}

/** Where the words of a field stand in the report; null where it has none of its own. */
export function wordsOf(claim: Claim, name: string): { start: number; end: number }[] {
  const [head, part] = name.split('.');
  const toll = head === 'toll' ? claim.toll?.[part as TollName] : null;
  const located = {
    attribution: claim.attribution,
    actors: claim.actors,
    recipients: claim.recipients,
    place: [claim.place],
    when: [claim.when],
    toll: [toll ?? null],
    verification: [claim.verification],
    responsibility: [claim.responsibility],
  }[head ?? ''];
  return (located ?? []).flatMap((each) =>
    each && each.start != null && each.end != null ? [{ start: each.start, end: each.end }] : [],
  );
}

/** A field as a person fills it in, before it is written. */
export type Draft =
  | { form: 'text'; text: string }
  | { form: 'days'; first: string; last: string }
  | { form: 'parties'; parties: (Party | Voice)[] };

export function beginDraft(claim: Claim, field: FieldKind): Draft {
  if (field.form === 'days') return { form: 'days', first: claim.when?.earliest ?? '', last: claim.when?.latest ?? '' };
  if (field.form === 'voices') return { form: 'parties', parties: [...claim.attribution] };
  if (field.form === 'parties')
    return { form: 'parties', parties: [...(field.name === 'actors' ? claim.actors : claim.recipients)] };
  return { form: 'text', text: beginText(claim, field) };
}

function beginText(claim: Claim, field: FieldKind): string {
  if (field.form === 'count') return writeCount(claim, field.name);
  if (field.form === 'flag') return showField(claim, field.name) === 'yes' ? 'true' : 'false';
  if (field.name === 'place') return claim.place?.lat == null ? '' : `${claim.place.lat}, ${claim.place.lon}`;
  const codes: Record<string, string> = {
    event_type: claim.event_type,
    polarity: claim.polarity,
    'verification.status': claim.verification.status,
    'responsibility.status': claim.responsibility?.status ?? '',
  };
  return codes[field.name] ?? showField(claim, field.name);
}

function writeCount(claim: Claim, name: string): string {
  const count = claim.toll?.[name.replace('toll.', '') as TollName];
  if (!count) return '';
  if (count.low !== null && count.low === count.high) return String(count.low);
  if (count.low === null && count.high === null) return count.best === null ? '' : String(count.best);
  return `${count.low ?? ''}-${count.high ?? ''}`;
}

/** The value as the record takes it. An empty one takes away what stands there. */
export function writeDraft(draft: Draft, field: FieldKind): string {
  if (draft.form === 'days') return draft.first ? [draft.first, draft.last || draft.first].join('/') : 'none';
  if (draft.form === 'parties') return JSON.stringify(draft.parties.filter((party) => party.name.trim() !== ''));
  const text = draft.text.trim();
  if (text === '') return field.form === 'list' ? '[]' : 'none';
  // Words that look like JSON, or like a number, are still words.
  return field.form === 'words' ? JSON.stringify(text) : text;
}

/** A party or a voice of the words that were selected. */
export function makeParty(
  form: Form,
  words: string,
  span: { start: number; end: number } | null,
  kind: Kind = 'unnamed',
): Party | Voice {
  const party = { name: words, kind, start: span?.start ?? null, end: span?.end ?? null };
  return form === 'voices' ? { ...party, cue: null, medium: null } : party;
}

/** Why a value cannot be written so; null where it can. */
export function findFault(draft: Draft, field: FieldKind): string | null {
  if (draft.form === 'days') {
    if (draft.last && !draft.first) return 'Give the first day too.';
    return draft.last && draft.last < draft.first ? 'The last day is before the first.' : null;
  }
  if (draft.form === 'parties') return null;
  const text = draft.text.trim();
  if (text === '') return null;
  if (field.form === 'count' && !/^(\d+|\d+\s*[-–]\s*\d*|[-–]\s*\d+)$/.test(text)) return `Write ${COUNT_HINT}.`;
  if (field.form === 'spot' && !/^-?\d+(\.\d+)?\s*[, ]\s*-?\d+(\.\d+)?$/.test(text))
    return 'Write degrees north, then degrees east: 49.07, 33.42.';
  return null;
}

function names(parties: readonly Party[]): string {
  return parties.map((party) => party.name).join(', ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
