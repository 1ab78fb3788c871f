import { get, sayError } from '../lib/api';
import { location, setQuery } from '../lib/router.svelte';
import type { EventIndex, Match } from '../lib/types';
import { readIndex, type Columns } from './columns';
import { findFailures, needsMatch, readFilter, readMatch, takePassing, writeFilter, type Filter } from './filter';
import { Orders, readOrder, writeOrder, type Order } from './orders';

/** A person who types is given so long before the server is asked. */
const PAUSE = 200;

/** The events of the record, what is asked of them, and what passes: the address holds the question, all else follows. */
export class EventsState {
  columns = $state.raw<Columns | null>(null);
  error = $state('');
  matchError = $state('');
  isMatching = $state(false);
  /** The row that is pointed at, on the map or in the table; -1 for none. */
  pointed = $state(-1);

  readonly filter: Filter = $derived(readFilter(location.query));
  readonly order: Order = $derived(readOrder(location.param('sort')));
  private match = $state.raw<Uint8Array | null>(null);
  private orders: Orders | null = $derived(this.columns && new Orders(this.columns));

  /** For each row the parts of the filter that it fails. */
  readonly fails: Uint16Array = $derived(
    this.columns ? findFailures(this.columns, this.filter, this.match) : new Uint16Array(),
  );
  /** The rows that pass, in the table's order. */
  readonly rows: Uint32Array = $derived(
    this.orders ? takePassing(this.orders.rows(this.order), this.fails) : new Uint32Array(),
  );

  async load(): Promise<void> {
    this.error = '';
    try {
      this.columns = readIndex(await get<EventIndex>('/api/index'));
    } catch (error) {
      this.error = sayError(error);
    }
  }

  /** Changes some of what is asked; the rest stays. */
  ask(change: Partial<Filter>): void {
    this.write({ ...this.filter, ...change }, this.order);
  }

  sort(order: Order): void {
    this.write(this.filter, order);
  }

  private write(filter: Filter, order: Order): void {
    const sort = writeOrder(order);
    setQuery(writeFilter(filter, sort ? { sort } : {}));
  }

  /** Asks the server for what the columns do not hold, a moment after the last key. Returns what ends the asking. */
  follow(): () => void {
    const columns = this.columns;
    const { words, voice, kind } = this.filter;
    this.matchError = '';
    if (!columns || !needsMatch(this.filter)) {
      this.match = null;
      this.isMatching = false;
      return () => undefined;
    }
    const ending = new AbortController();
    this.isMatching = true;
    const timer = setTimeout(() => void this.fetchMatch(columns, { words, voice, kind }, ending.signal), PAUSE);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }

  private async fetchMatch(columns: Columns, asked: Record<string, string>, signal: AbortSignal): Promise<void> {
    try {
      const { ids } = await get<Match>('/api/match', asked, signal);
      if (!signal.aborted) this.match = readMatch(columns, ids);
    } catch (error) {
      if (!signal.aborted) this.matchError = sayError(error);
    }
    if (!signal.aborted) this.isMatching = false;
  }
}
