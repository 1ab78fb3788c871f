import { fetchMe, get } from './api';
import type { Me, Meanings } from './types';

/** Who is here, and what every code means: asked once, when the desk opens and after a login. */
class Session {
  me = $state<Me | null>(null);
  meanings = $state.raw<Meanings>({});

  readonly canReview = $derived(this.me !== null && this.me.role !== 'viewer');
  readonly isOwner = $derived(this.me?.role === 'owner');

  async open(): Promise<void> {
    const [me, meanings] = await Promise.all([fetchMe(), get<Meanings>('/api/meanings')]);
    this.me = me;
    this.meanings = meanings;
  }

  /** Asks anew how much the record holds: after something was added or judged. */
  async refresh(): Promise<void> {
    this.me = await fetchMe();
  }

  /** What a code means, in words; empty where nothing says. */
  meaning(list: string, code: string): string {
    return this.meanings[list]?.[code] ?? '';
  }
}

export const session = new Session();
