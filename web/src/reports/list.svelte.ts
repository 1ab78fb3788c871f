import { get, sayError } from '../lib/api';
import type { Page, ReportRow } from '../lib/types';

const SIZE = 50;
/** A person who types is given so long before the server is asked. */
const PAUSE = 200;

export interface Asked {
  words: string;
  outlet: string;
  problem: string;
}

/** The reports that were asked for, page by page. */
export class ReportList {
  items = $state.raw<ReportRow[]>([]);
  next = $state<string | null>(null);
  isLoading = $state(false);
  isFirst = $state(true);
  error = $state('');
  private asked: Asked = { words: '', outlet: '', problem: '' };

  /** Asks anew. Returns what ends the asking. */
  ask(asked: Asked): () => void {
    this.asked = asked;
    const ending = new AbortController();
    const timer = setTimeout(() => void this.fetch(null, ending.signal), this.isFirst ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }

  more(): void {
    if (this.next && !this.isLoading) void this.fetch(this.next);
  }

  retry(): void {
    void this.fetch(this.items.length ? this.next : null);
  }

  private async fetch(cursor: string | null, signal?: AbortSignal): Promise<void> {
    this.isLoading = true;
    this.error = '';
    const asked = this.asked;
    try {
      const page = await get<Page<ReportRow>>('/api/reports', { ...asked, limit: SIZE, cursor }, signal);
      if (asked !== this.asked) return; // an answer to what is no longer asked
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
      this.isFirst = false;
    } catch (error) {
      if (signal?.aborted) return;
      this.error = sayError(error);
    } finally {
      if (asked === this.asked) this.isLoading = false;
    }
  }
}
