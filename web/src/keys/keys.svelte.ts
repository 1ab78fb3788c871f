/** Single keys that decide: they can be switched off, for whoever speaks to the machine or types by chance. Kept in this browser. */
const KEPT = 'onrecord.keys';

class Keys {
  areOn = $state(read());
  isHelpOpen = $state(false);

  turn(on: boolean): void {
    this.areOn = on;
    try {
      if (on) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, 'off');
    } catch {
      // No storage: the choice holds for this page.
    }
  }
}

export const keys = new Keys();

export const LIST: readonly { key: string; does: string }[] = [
  { key: 'a', does: 'Accept the claim: it is what the report says' },
  { key: 'x', does: 'Reject it: it leaves every event and every answer' },
  { key: 'd', does: 'Doubt: somebody looked and could not tell' },
  { key: 'e', does: 'Edit its fields; select words in the text to set a field to them' },
  { key: 'n', does: 'Write a note' },
  { key: 'u', does: 'Undo what was decided last' },
  { key: 'j', does: 'Next claim' },
  { key: 'k', does: 'Previous claim' },
  { key: '?', does: 'Show these keys' },
  { key: 'Ctrl+K', does: 'Find anything' },
];

/** What acts on a plain key, unless the person is writing somewhere or has switched single keys off. */
export function onKey(event: KeyboardEvent, acts: Record<string, (() => void) | undefined>): void {
  if (!keys.areOn || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea, dialog') !== null
  );
}

function read(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}
