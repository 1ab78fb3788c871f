/** What is open over a page: the search for anything, or the list of keys. */
class Palette {
  isOpen = $state(false);
  /** What the page at hand offers, beside the pages: told by the page while it stands. */
  actions = $state.raw<readonly Command[]>([]);
}

/** Something that can be done from the palette. */
export interface Command {
  readonly name: string;
  readonly keys?: string;
  readonly act: () => void;
}

export const palette = new Palette();

export function openPalette(): void {
  palette.isOpen = true;
}

/** Offers commands until the returned function is called. */
export function offer(commands: readonly Command[]): () => void {
  palette.actions = commands;
  return () => {
    if (palette.actions === commands) palette.actions = [];
  };
}
