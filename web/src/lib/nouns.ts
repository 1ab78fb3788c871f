/** The nouns of onrecord.nouns, onrecord.merge.nouns and onrecord.record.judgement, as the server sends them. */

export type Stage = 'happened' | 'attempted' | 'planned' | 'threatened' | 'hypothetical';
export type Polarity = 'positive' | 'negative';
export type Certainty = 'stated' | 'hedged';
export type VerificationStatus = 'unstated' | 'unverified' | 'verified' | 'disputed';
export type ResponsibilityStatus = 'claimed' | 'denied' | 'none_claimed';
export type Level = 'point' | 'town' | 'district' | 'region' | 'country' | 'area';
export type MediaKind = 'image' | 'video' | 'audio';
export type Fusion = 'lowest' | 'range' | 'majority' | 'most-direct';
export type Verdict = 'accept' | 'reject' | 'unsure';
/** Codes whose words come from GET /api/meanings. */
export type EventType = string;
export type Kind = string;
export type ProblemCode = string;

/** Offsets are half-open and in code points of the report's text; see spans.ts. */
export interface Located {
  start: number | null;
  end: number | null;
}

export interface Problem extends Located {
  code: ProblemCode;
  message: string;
}

export interface Media {
  kind: MediaKind;
  caption: { start: number; end: number } | null;
  credit: string | null;
  file: string | null;
  provided_by: string | null;
}

export interface Report {
  id: string;
  text: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  byline: string | null;
  published: string | null;
  language: string | null;
  media: Media[];
  problems: Problem[];
  path: string | null;
}

export interface Voice extends Located {
  name: string;
  kind: Kind;
  cue: string | null;
  medium: string | null;
}

export interface Verification extends Located {
  status: VerificationStatus;
  by: string | null;
  exact: string | null;
}

export interface Responsibility extends Located {
  status: ResponsibilityStatus;
  by: string | null;
  exact: string | null;
}

export interface Party extends Located {
  name: string;
  kind: Kind;
}

export interface OtherPlace {
  name: string;
  lat: number;
  lon: number;
  score: number;
  country: string | null;
  geonameid: number | null;
  level: Level | null;
}

export interface Place extends Located {
  toponym: string;
  name: string | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  geonameid: number | null;
  level: Level | null;
  radius_km: number | null;
  rule: string | null;
  score: number | null;
  runners_up: OtherPlace[];
}

export interface When extends Located {
  earliest: string;
  latest: string;
  exact: string;
  rule: string | null;
}

export interface Count extends Located {
  low: number | null;
  best: number | null;
  high: number | null;
  exact: string | null;
}

export const TOLLS = ['killed', 'injured', 'missing', 'detained', 'abducted', 'displaced'] as const;
export type TollName = (typeof TOLLS)[number];

export type Toll = Record<TollName, Count | null> & { running_total: boolean };

export interface Claim {
  id: string;
  exact: string;
  start: number;
  end: number;
  event_type: EventType;
  stage: Stage;
  polarity: Polarity;
  certainty: Certainty;
  attribution: Voice[];
  verification: Verification;
  responsibility: Responsibility | null;
  actors: Party[];
  recipients: Party[];
  place: Place | null;
  when: When | null;
  toll: Toll | null;
  weapons: string[];
  media: number[];
  generic: boolean;
}

export interface Stretch {
  start: number;
  end: number;
  other_start: number;
  other_end: number;
}

export interface Copy {
  one: string;
  other: string;
  share: number;
  stretches: Stretch[];
}

export interface CopyGroup {
  id: string;
  origin: string;
  origin_reason: string;
  reports: string[];
  copies: Copy[];
}

export interface Link {
  one: string;
  other: string;
  score: number;
  reasons: string[];
}

export interface Teller {
  claim: string;
  report: string;
  outlet: string | null;
  name: string;
  kind: Kind;
  verification: VerificationStatus;
  certainty: Certainty;
  copy_of: string | null;
}

export interface Value {
  value: string;
  tellers: Teller[];
  voices: number;
  count: Count | null;
  place: Place | null;
  when: When | null;
}

export interface Field {
  name: string;
  values: Value[];
  shown: string;
  reason: string;
  is_disputed: boolean;
  shown_count: Count | null;
  shown_place: Place | null;
  shown_when: When | null;
}

export interface IndependentVoice {
  name: string;
  kind: Kind;
  reports: string[];
  claims: string[];
}

export interface EventReport {
  id: string;
  outlet: string | null;
  title: string | null;
  published: string | null;
  is_main: boolean;
  copy_of: string | null;
}

export interface Event {
  id: string;
  title: string | null;
  event_type: EventType;
  reports: EventReport[];
  claims: string[];
  first: string | null;
  last: string | null;
  voices: IndependentVoice[];
  fields: Field[];
  disputed: string[];
  fusion: Fusion;
  links: Link[];
}

/** A claim as a judgement names it, by what stays when it is read again. */
export interface Anchor {
  id: string;
  report: string;
  exact: string;
  event_type: string;
  voice: string | null;
}

export interface Judgement {
  id: string;
  at: string;
  reviewer: string;
  verb: string;
  reason: string;
  claims: Anchor[];
  others: Anchor[];
  field: string | null;
  old: string | null;
  new: string | null;
  undoes: string | null;
  [more: string]: unknown;
}
