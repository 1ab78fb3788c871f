/** Whose view the outlines are, what colours say, and where the map opens. Kept in this browser. */

export type Borders = 'neutral' | 'drawn' | 'none';
export type Opening = 'events' | 'world' | 'kept';
export type Colouring = 'type' | 'verification';

interface Kept {
  borders: Borders;
  names: boolean;
  opening: Opening;
  colouring: Colouring;
  camera: { lon: number; lat: number; zoom: number } | null;
}

const KEY = 'onrecord.viewpoint';
const PLAIN: Kept = { borders: 'neutral', names: true, opening: 'events', colouring: 'type', camera: null };

class Viewpoint {
  private kept = $state.raw<Kept>(read());

  get borders(): Borders {
    return this.kept.borders;
  }

  get names(): boolean {
    return this.kept.names;
  }

  get opening(): Opening {
    return this.kept.opening;
  }

  get colouring(): Colouring {
    return this.kept.colouring;
  }

  get camera(): Kept['camera'] {
    return this.kept.camera;
  }

  choose(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // No storage: the choice holds for this page.
    }
  }
}

export const viewpoint = new Viewpoint();

function read(): Kept {
  try {
    return { ...PLAIN, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return PLAIN;
  }
}
