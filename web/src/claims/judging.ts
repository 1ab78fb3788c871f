/** What people decide, sent to the record: one function a decision, each answered by the judgement that was kept. */
import { post } from '../lib/api';
import type { Claim, JudgementMade } from '../lib/types';

/** Stands in the record where a reviewer gave no reason of their own. */
const SEEN = 'read against the report';

export interface Words {
  readonly start: number;
  readonly end: number;
}

type Verdict = 'accept' | 'reject' | 'unsure';

export function judgeClaims(verb: Verdict, claims: readonly string[], reason = SEEN): Promise<JudgementMade> {
  return send({ verb, claims, reason: reason.trim() || SEEN });
}

export function correctClaim(
  claim: string,
  field: string,
  value: string,
  words: Words | null,
  reason = SEEN,
): Promise<JudgementMade> {
  return send({
    verb: 'correct',
    claim,
    field,
    value,
    ...(words ? { span: { start: words.start, end: words.end } } : {}),
    reason: reason.trim() || SEEN,
  });
}

export function addClaim(report: string, claim: Partial<Claim> & Words, reason = SEEN): Promise<JudgementMade> {
  return send({ verb: 'add', report, claim, reason: reason.trim() || SEEN });
}

export function mergeEvents(one: string, other: string, reason: string): Promise<JudgementMade> {
  return send({ verb: 'merge', one, other, reason });
}

export function splitEvent(event: string, claims: readonly string[], reason: string): Promise<JudgementMade> {
  return send({ verb: 'split', event, claims, reason });
}

export function undoJudgement(judgement: string, reason = 'taken back'): Promise<JudgementMade> {
  return send({ verb: 'undo', judgement, reason });
}

export function addNote(on: string, text: string): Promise<JudgementMade> {
  return send({ verb: 'note', on, text });
}

function send(decision: Record<string, unknown>): Promise<JudgementMade> {
  return post<JudgementMade>('/api/judgements', decision);
}
