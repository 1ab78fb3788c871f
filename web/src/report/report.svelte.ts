/** One report as its page shows it: what was loaded, what is chosen, and what a person decides about it. */
import { get, sayError } from '../lib/api';
import { session } from '../lib/session.svelte';
import type { JudgementMade, ReportClaim, ReportPage, Verdict } from '../lib/types';
import { judgeClaims, undoJudgement } from '../claims/judging';
import type { Selected } from './selection';

export class ReportState {
  readonly id: string;
  page = $state.raw<ReportPage | null>(null);
  error = $state('');
  /** Why a decision was not kept. */
  refusal = $state('');
  version = $state<number | null>(null);
  chosen = $state<string | null>(null);
  pointed = $state<string | null>(null);
  selected = $state.raw<Selected | null>(null);
  editing = $state('');
  isAdding = $state(false);
  said = $state('');
  /** The judgement that was kept last: what Undo takes back. */
  last = $state<string | null>(null);

  readonly current = $derived(this.page?.claims.find((each) => each.claim.id === this.chosen) ?? null);

  constructor(id: string, chosen: string | null) {
    this.id = id;
    this.chosen = chosen;
  }

  async load(): Promise<void> {
    try {
      this.page = await get<ReportPage>(`/api/reports/${encodeURIComponent(this.id)}`, { version: this.version });
      this.error = '';
    } catch (thrown) {
      this.error = sayError(thrown);
    }
  }

  async show(version: number | null): Promise<void> {
    this.version = version;
    this.chosen = null;
    this.select(null);
    await this.load();
  }

  choose(id: string | null): void {
    if (this.chosen !== id) this.editing = '';
    this.chosen = id;
  }

  move(by: number): void {
    const claims = this.page?.claims ?? [];
    if (claims.length === 0) return;
    const at = claims.findIndex((each) => each.claim.id === this.chosen);
    const next = at === -1 ? (by > 0 ? 0 : claims.length - 1) : Math.max(0, Math.min(claims.length - 1, at + by));
    this.choose(claims[next]?.claim.id ?? null);
  }

  select(selected: Selected | null): void {
    this.selected = selected;
    if (selected === null) document.getSelection()?.removeAllRanges();
  }

  /** Shows the verdict at once; the claim goes back to what it was where the record refuses it. */
  async judge(claim: string, verdict: Verdict, reason = ''): Promise<void> {
    const before = this.page;
    if (before === null) return;
    const put = (each: ReportClaim): ReportClaim => (each.claim.id === claim ? { ...each, verdict } : each);
    this.page = { ...before, claims: before.claims.map(put) };
    const isKept = await this.decide(
      () => judgeClaims(verdict, [claim], reason),
      { accept: 'Accepted.', reject: 'Rejected.', unsure: 'Marked unsure.' }[verdict],
    );
    if (!isKept) this.page = before;
  }

  async undo(): Promise<void> {
    const last = this.last;
    if (last === null) return;
    if (await this.decide(() => undoJudgement(last), 'Undone.')) this.last = null;
  }

  /** Sends a decision and loads the report anew. False, with the reason shown: it was not kept, and nothing has changed. */
  async decide(send: () => Promise<JudgementMade>, said: string): Promise<boolean> {
    this.refusal = '';
    try {
      const made = await send();
      this.last = made.judgement.id;
      this.said = said;
    } catch (thrown) {
      this.refusal = `Not kept, so nothing has changed: ${sayError(thrown)}`;
      this.said = this.refusal;
      return false;
    }
    await Promise.all([this.load(), session.refresh().catch(() => undefined)]);
    return true;
  }
}
