/** A job of adding, followed while it goes on; and what its outcomes mean. */
import { get, sayError } from '../lib/api';
import type { Job } from '../lib/types';

const PAUSE = 700;

/** Tells of each change until the job is finished. Returns what stops it. */
export function follow(job: string, tell: (state: Job) => void, fail: (error: string) => void): () => void {
  const address = `/api/jobs/${encodeURIComponent(job)}`;
  let isOver = false;
  const take = (state: Job): void => {
    if (isOver) return;
    tell(state);
    if (state.finished) stop();
  };
  const stream = new EventSource(`${address}/stream`);
  stream.onmessage = (event: MessageEvent<string>) => take(JSON.parse(event.data) as Job);
  // Where the stream breaks off, the job is asked for now and then.
  stream.onerror = () => {
    stream.close();
    void ask();
  };

  async function ask(): Promise<void> {
    while (!isOver) {
      try {
        take(await get<Job>(address));
      } catch (thrown) {
        stop();
        fail(sayError(thrown));
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  function stop(): void {
    isOver = true;
    stream.close();
  }
  return stop;
}

/** What came of an item, in words, and whether a person must look at it. */
export const OUTCOMES: Record<string, { words: string; tone: 'good' | 'plain' | 'warn' | 'bad' }> = {
  added: { words: 'added', tone: 'good' },
  changed: { words: 'new version', tone: 'good' },
  reread: { words: 'read again', tone: 'good' },
  known: { words: 'known already', tone: 'plain' },
  skipped: { words: 'skipped', tone: 'warn' },
  failed: { words: 'not read', tone: 'bad' },
};

/** What to do about an item that was not added; empty where nothing needs doing. */
export function advise(what: string, reason: string | null): string {
  const said = (reason ?? '').toLowerCase();
  if (what !== 'added' && said.includes('--fetch'))
    return 'Tick “Fetch these links” and add them again, or save the page and drop its file here.';
  if (what === 'skipped')
    return 'Nothing needs doing, unless it should be a report: then save that page by itself and add it.';
  if (what !== 'failed') return '';
  if (/too large|too big/.test(said)) return 'Save only the article, or its text, and add that.';
  if (/empty|no words|no text/.test(said))
    return 'Open the page and see whether it holds a report; if it does, paste its text instead.';
  if (/fetch|connect|timed out|http/.test(said))
    return 'Open the link in a browser, save the page, and drop its file here.';
  return 'Save the page anew or paste its text; what was added before stays.';
}
