/** What the page of an event makes of the server's answer: words for fields, spans to mark, and bars of bounds. */
import { sayCode, sayDays } from '../lib/format';
import type { Span } from '../lib/spans';
import {
  TOLLS,
  type Claim,
  type Count,
  type Dossier,
  type Field,
  type Fusion,
  type Teller,
  type Value,
  type VerificationStatus,
  type When,
} from '../lib/types';

export const RULES: readonly { rule: Fusion; words: string; about: string }[] = [
  { rule: 'majority', words: 'Majority', about: 'The value that most independent voices give' },
  { rule: 'lowest', words: 'Lowest', about: 'The smallest number told: what nobody calls too high' },
  { rule: 'range', words: 'Range', about: 'From the smallest number told to the largest' },
  {
    rule: 'most-direct',
    words: 'Most direct',
    about: 'The value of who was nearest to it: witnesses and doctors first',
  },
];

const LABELS: Record<string, string> = {
  event_type: 'Kind of event',
  happened: 'Whether it happened',
  place: 'Where',
  when: 'When',
  actors: 'Done by',
  recipients: 'Done to',
  weapons: 'By what means',
  responsibility: 'Responsibility',
};

export function sayField(name: string): string {
  return LABELS[name] ?? sayCode(name).replace(/^./, (letter) => letter.toUpperCase());
}

/** A value in words: codes without their signs, days as people write them. */
export function sayValue(field: string, value: string, when: When | null = null): string {
  if (when) return sayDays(when.earliest, when.latest);
  return field === 'event_type' ? sayCode(value) : value;
}

export function isToll(name: string): boolean {
  return (TOLLS as readonly string[]).includes(name);
}

/** The rule that was asked for; the record's own where none was. */
export function readRule(written: string | null): Fusion {
  return RULES.find(({ rule }) => rule === written)?.rule ?? 'majority';
}

/** The words of a claim that carry a field's value; null where the whole claim does. */
export function findSpan(claim: Claim, field: string, value: string): Span | null {
  return toSpan(findPart(claim, field, value));
}

function findPart(claim: Claim, field: string, value: string): { start: number | null; end: number | null } | null {
  if (field === 'place') return claim.place;
  if (field === 'when') return claim.when;
  if (field === 'responsibility') return claim.responsibility;
  if (field === 'verification') return claim.verification;
  if (field === 'actors' || field === 'recipients')
    return claim[field].find((party) => party.name === value) ?? claim[field][0] ?? null;
  const toll = TOLLS.find((name) => name === field);
  return toll ? (claim.toll?.[toll] ?? null) : null;
}

function toSpan(part: { start: number | null; end: number | null } | null): Span | null {
  return part && part.start !== null && part.end !== null ? { start: part.start, end: part.end } : null;
}

/** A bar from the least to the most that a value says, in percent of the axis; an end that nobody bounds is open. */
export interface Bar {
  left: number;
  width: number;
  /** Where the number itself stands, where one is given. */
  best: number | null;
  isOpenLow: boolean;
  isOpenHigh: boolean;
}

/** The end of the axis: a round number that all bounds of the values fit under. */
export function findAxis(counts: readonly (Count | null)[]): number {
  const most = Math.max(
    1,
    ...counts.flatMap((count) => (count ? [count.low, count.best, count.high] : [])).map((bound) => bound ?? 0),
  );
  const step = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((times) => times * step).find((end) => end > most) ?? most;
}

export function drawBar(count: Count, axis: number): Bar {
  const percent = (number: number): number => Math.min(100, (number / axis) * 100);
  const numbers = [count.low, count.best, count.high].filter((bound) => bound !== null);
  const isOpenLow = count.low === null;
  const isOpenHigh = count.high === null;
  const isAbout = isOpenLow && isOpenHigh; // "about 15" bounds nothing: a short bar around it
  const low = count.low ?? (isAbout ? Math.max(0, Math.min(...numbers) - axis * 0.06) : 0);
  const high = count.high ?? (isAbout ? Math.max(...numbers) + axis * 0.06 : axis);
  return {
    left: percent(low),
    width: percent(high) - percent(low),
    best: count.best === null ? null : percent(count.best),
    isOpenLow,
    isOpenHigh,
  };
}

/** Who gives a value, each once by name and outlet, those in their own words before copies. */
export function listTellers(value: Value): Teller[] {
  const known = new Map<string, Teller>();
  for (const teller of [...value.tellers].sort(
    (one, other) => Number(one.copy_of !== null) - Number(other.copy_of !== null),
  )) {
    const key = `${teller.name}|${teller.outlet}|${teller.copy_of !== null}`;
    if (!known.has(key)) known.set(key, teller);
  }
  return [...known.values()];
}

/** Fields that voices agree on, fields that only one voice tells, and fields whose values cannot all be true. */
export function sortAgreement(fields: readonly Field[]): { agreed: Field[]; single: Field[]; disputed: Field[] } {
  const disputed = fields.filter((field) => field.is_disputed);
  const rest = fields.filter((field) => !field.is_disputed && field.name !== 'event_type');
  return {
    disputed,
    agreed: rest.filter((field) => (field.values[0]?.voices ?? 0) > 1),
    single: rest.filter((field) => (field.values[0]?.voices ?? 0) <= 1),
  };
}

/** Who did what to whom, where and when, by what means: the order in which a person asks. */
const ORDER = ['actors', 'event_type', 'recipients', 'place', 'when', 'weapons', 'happened'];

export function sortFields(fields: readonly Field[]): Field[] {
  return ORDER.flatMap((name) => fields.filter((field) => field.name === name));
}

/** What each voice tells of each field: the values of its claims. */
export function findSaid(field: Field, claims: readonly string[]): Value[] {
  const own = new Set(claims);
  return field.values.filter((value) => value.tellers.some((teller) => own.has(teller.claim)));
}

/** A wording about checking, and the claims of the reports that it stands in. */
export interface Check {
  status: VerificationStatus;
  by: string | null;
  exact: string | null;
  found: { claim: Claim; report: string }[];
}

/** What reports say of checking: each wording once, what was verified first, what was disputed last. */
export function listChecks(dossier: Dossier): Check[] {
  const checks = new Map<string, Check>();
  for (const { claim, report } of Object.values(dossier.claims)) {
    const { status, by, exact } = claim.verification;
    if (status === 'unstated') continue;
    const key = `${status}|${by}|${exact}`;
    const check = checks.get(key) ?? { status, by, exact, found: [] };
    if (!check.found.some((known) => known.report === report)) check.found.push({ claim, report });
    checks.set(key, check);
  }
  const order = ['verified', 'unverified', 'disputed'];
  return [...checks.values()].sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
}

/** How a report is called where there is no room for its title. */
export function nameReport(dossier: Dossier, id: string): string {
  const report = dossier.reports[id];
  return report?.outlet ?? report?.title ?? `report ${id.slice(0, 8)}`;
}

/** The address of a report's page, at a claim of it. */
export function linkReport(dossier: Dossier, id: string, claim?: string): string {
  const address = `/reports/${encodeURIComponent(dossier.reports[id]?.report ?? id)}`;
  return claim ? `${address}?claim=${encodeURIComponent(claim)}` : address;
}
