/** The queue of a page: its state, and the record's answers to what was decided. */
import {
  addClaim,
  addNote,
  correctClaim,
  judgeClaims,
  mergeEvents,
  splitEvent,
  undoJudgement,
} from '../claims/judging';
import type { FieldKind } from '../claims/fields';
import { get, sayError } from '../lib/api';
import { session } from '../lib/session.svelte';
import type { JudgementMade, Queue, QueueItem } from '../lib/types';
import type { Selected } from '../report/selection';
import { begin, current, reduce, undoable, type Action, type Order, type Review, type Verdict } from './state';

const PAGE = 30;
const AHEAD = 8; // claims before the end at which further ones are asked for

export class ReviewStore {
  state = $state.raw<Review<QueueItem>>(begin('uncertain'));
  selected = $state.raw<Selected | null>(null);
  editing = $state('');
  isAdding = $state(false);
  isDeciding = $state(false);
  readonly current = $derived(current(this.state));

  private tokens = 0;
  private isAsking = false;

  act(action: Action<QueueItem>): void {
    const before = this.current?.claim.id;
    this.state = reduce(this.state, action);
    if (this.current?.claim.id !== before) this.leave();
    void this.askMore();
  }

  /** Lets go of what was open for the claim before. */
  leave(): void {
    this.editing = '';
    this.isAdding = false;
    this.select(null);
  }

  select(selected: Selected | null): void {
    this.selected = selected;
    if (selected === null) document.getSelection()?.removeAllRanges();
  }

  async ask(order: Order): Promise<void> {
    this.act({ do: 'ask', order });
    try {
      const page = await get<Queue>('/api/queue', { order, limit: PAGE });
      if (this.state.order === order) this.act({ do: 'load', items: page.items, next: page.next, left: page.left });
    } catch (thrown) {
      this.act({ do: 'break', error: sayError(thrown) });
    }
  }

  private async askMore(): Promise<void> {
    const { next, order, at, items } = this.state;
    if (this.isAsking || next === null || at < items.length - AHEAD) return;
    this.isAsking = true;
    try {
      const page = await get<Queue>('/api/queue', { order, limit: PAGE, cursor: next });
      if (this.state.order === order)
        this.state = reduce(this.state, { do: 'more', items: page.items, next: page.next });
    } catch (thrown) {
      this.state = { ...this.state, error: `Further claims did not load: ${sayError(thrown)}` };
    } finally {
      this.isAsking = false;
    }
  }

  async judge(verdict: Verdict, reason = ''): Promise<void> {
    const claim = this.current?.claim.id;
    if (claim === undefined) return;
    const token = ++this.tokens;
    this.act({ do: 'judge', claim, verdict, token });
    try {
      const made = await judgeClaims(verdict, [claim], reason);
      this.act({ do: 'kept', token, judgement: made.judgement.id });
    } catch (thrown) {
      this.act({ do: 'refused', token, error: sayError(thrown) });
    }
  }

  async undo(): Promise<void> {
    const deed = undoable(this.state);
    if (deed === null || deed.judgement === null) {
      this.act({
        do: 'say',
        said: this.state.deeds.length
          ? 'The record is still keeping the last decision; press u again.'
          : 'Nothing to undo.',
      });
      return;
    }
    const verdict = this.state.items.find((item) => item.claim.id === deed.claim)?.verdict ?? null;
    this.act({ do: 'undoing', token: deed.token });
    try {
      this.put(await undoJudgement(deed.judgement));
      this.act({ do: 'undone', token: deed.token });
    } catch (thrown) {
      this.act({ do: 'stuck', deed, verdict, error: sayError(thrown) });
    }
  }

  async correct(field: FieldKind, value: string, words: Selected | null, reason = ''): Promise<void> {
    const claim = this.current?.claim.id;
    if (claim === undefined) return;
    if (
      await this.decide(
        'correct',
        claim,
        () => correctClaim(claim, field.name, value, words, reason),
        `${field.label} was set.`,
      )
    ) {
      this.editing = '';
      this.select(null);
    }
  }

  async add(claim: Parameters<typeof addClaim>[1]): Promise<void> {
    const item = this.current;
    if (item === null) return;
    if (
      await this.decide(
        'add',
        item.claim.id,
        () => addClaim(item.report.id, claim),
        'The claim was added to its report.',
      )
    )
      this.leave();
  }

  note(text: string): Promise<boolean> {
    const claim = this.current?.claim.id ?? '';
    return this.decide('note', claim, () => addNote(claim, text), 'The note was kept.');
  }

  merge(one: string, other: string, reason: string): Promise<boolean> {
    return this.decide(
      'merge',
      this.current?.claim.id ?? '',
      () => mergeEvents(one, other, reason),
      'The two events are one now.',
    );
  }

  split(event: string, claims: readonly string[], reason: string): Promise<boolean> {
    return this.decide(
      'split',
      this.current?.claim.id ?? '',
      () => splitEvent(event, claims, reason),
      'The claims tell an event of their own now.',
    );
  }

  /** Sends a decision that is shown once it is kept. False: it was refused, and nothing has changed. */
  private async decide(
    verb: string,
    claim: string,
    send: () => Promise<JudgementMade>,
    said: string,
  ): Promise<boolean> {
    this.isDeciding = true;
    try {
      const made = await send();
      const deed = { token: ++this.tokens, claim, verb, before: null, judgement: made.judgement.id };
      this.act({ do: 'change', claim, deed, put: (item) => takeChanges(item, made), said });
      this.put(made);
      await session.refresh();
      return true;
    } catch (thrown) {
      this.state = {
        ...this.state,
        error: `Not kept, so nothing has changed: ${sayError(thrown)}`,
        said: `Not kept: ${sayError(thrown)}`,
      };
      return false;
    } finally {
      this.isDeciding = false;
    }
  }

  /** Shows the claims as the record now has them. */
  private put(made: JudgementMade): void {
    this.state = { ...this.state, items: this.state.items.map((item) => takeChanges(item, made)) };
  }
}

function takeChanges(item: QueueItem, made: JudgementMade): QueueItem {
  const now = made.claims[item.claim.id];
  return now ? { ...item, claim: now.claim, verdict: now.verdict } : item;
}
