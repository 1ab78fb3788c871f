/** What the routes answer, in the nouns of nouns.ts. One contract for every page; nothing here is computed. */

import type {
  Claim,
  CopyGroup,
  Event,
  EventType,
  Judgement,
  Level,
  Media,
  Problem,
  ProblemCode,
  Report,
  ResponsibilityStatus,
  Stage,
  Verdict,
  VerificationStatus,
} from './nouns';

export * from './nouns';

export type Role = 'owner' | 'reviewer' | 'viewer';

/** GET /api/me */
export interface Me {
  name: string;
  role: Role;
  csrf: string;
  accounts: boolean;
  record: {
    where: string;
    id: string;
    reports: number;
    claims: number;
    events: number;
    pending: number;
    version: string;
  };
}

/** GET /api/meanings: for each list of codes, the words of each code. */
export type Meanings = Record<string, Record<string, string>>;

/** GET /api/index: a column for each field of the events; row i of every column is one event. */
export interface EventIndex {
  etag: string;
  count: number;
  id: string[];
  title: (string | null)[];
  types: EventType[];
  type: number[];
  stages: Stage[];
  stage: number[];
  verifications: VerificationStatus[];
  verification: number[];
  earliest: (string | null)[];
  latest: (string | null)[];
  day: (string | null)[];
  place: (string | null)[];
  country: (string | null)[];
  lat: (number | null)[];
  lon: (number | null)[];
  level: (Level | null)[];
  radius_km: (number | null)[];
  killed_low: (number | null)[];
  killed_high: (number | null)[];
  injured_low: (number | null)[];
  injured_high: (number | null)[];
  voices: number[];
  reports: number[];
  disputed: boolean[];
}

/** GET /api/match */
export interface Match {
  ids: string[];
}

/** One row of GET /api/events. */
export interface EventRow {
  id: string;
  title: string | null;
  type: EventType;
  stage: Stage;
  verification: VerificationStatus;
  earliest: string | null;
  latest: string | null;
  day: string | null;
  place: string | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  level: Level | null;
  radius_km: number | null;
  killed_low: number | null;
  killed_high: number | null;
  injured_low: number | null;
  injured_high: number | null;
  voices: number;
  reports: number;
  disputed: boolean;
}

/** A page of a list; `next` asks for the page after it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface JudgedClaim {
  claim: Claim;
  report: string;
  verdict: Verdict | null;
  is_corrected: boolean;
  withheld?: string | boolean | null;
}

/** A report of an event without its text. `id` is its version, by which the event names it; `report` the report that it is a version of. */
export interface DossierReport {
  id: string;
  report: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  byline: string | null;
  published: string | null;
  language: string | null;
  copy_of: string | null;
  group: string | null;
}

export interface DossierMedia {
  report: string;
  number: number;
  media: Media;
  claims: string[];
  caption: string | null;
}

export interface ResponsibilityLine {
  status: ResponsibilityStatus;
  by: string | null;
  exact: string | null;
  report: string;
  claim: string;
  published: string | null;
}

export interface Note {
  id?: string;
  at: string;
  reviewer: string;
  text: string;
  on?: string;
  [more: string]: unknown;
}

/** GET /api/events/{id} */
export interface Dossier {
  event: Event;
  stage: Stage;
  verification: VerificationStatus;
  claims: Record<string, JudgedClaim>;
  reports: Record<string, DossierReport>;
  copies: CopyGroup[];
  media: DossierMedia[];
  responsibility: ResponsibilityLine[];
  explanation: string[];
  judgements: Judgement[];
  notes?: Note[];
}

/** One row of GET /api/reports. */
export interface ReportRow {
  id: string;
  version: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  url: string | null;
  language: string | null;
  added: string;
  claims: number;
  problems: ProblemCode[];
  versions: number;
}

export interface ReportClaim {
  claim: Claim;
  machine: Claim | null;
  verdict: Verdict | null;
  is_corrected: boolean;
  event: string | null;
  added_by: string | null;
}

export interface ReportVersion {
  number: number;
  added: string;
  captured: string | null;
  is_current: boolean;
}

/** GET /api/reports/{id} */
export interface ReportPage {
  report: Report;
  claims: ReportClaim[];
  problems: Problem[];
  versions: ReportVersion[];
  copy_group: CopyGroup | null;
  judgements: Judgement[];
}

/** GET /api/reports/{id}/changes */
export interface Changes {
  lines: { kind: 'same' | 'added' | 'removed'; text: string }[];
  claims: { gained: Claim[]; lost: Claim[] };
}

/** GET /api/find */
export interface Found {
  events: { id: string; title: string | null; day?: string | null; place?: string | null }[];
  reports: { id: string; title: string | null; outlet?: string | null; published?: string | null }[];
  places?: { name: string; country?: string | null; lat?: number; lon?: number }[];
}

export type QueueOrder = 'uncertain' | 'disputed' | 'newest';

export interface QueueItem {
  claim: Claim;
  report: { id: string; title: string | null; outlet: string | null; published: string | null; url: string | null };
  context: { text: string; offset: number };
  event: string | null;
  why: string[];
  verdict: Verdict | null;
  score: number;
}

/** GET /api/queue */
export interface Queue extends Page<QueueItem> {
  left: number;
}

/** POST /api/judgements */
export interface JudgementMade {
  judgement: Judgement;
  claims: Record<string, JudgedClaim>;
}

/** GET /api/jobs/{job} */
export interface Job {
  done: number;
  total: number;
  items: { path: string; what: string; reason: string | null; claims: number }[];
  finished: boolean;
  error: string | null;
}
