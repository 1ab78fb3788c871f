import type { Claim } from '../lib/types';
import type { Span } from '../lib/spans';

/** Words that are to be shown in their report's own text: a claim, and of it those that carry one value. */
export interface Asked {
  claim: Claim;
  report: string;
  value: Span | null;
  /** What the words are shown for. */
  about: string;
}

class Words {
  asked = $state.raw<Asked | null>(null);

  show(asked: Asked): void {
    this.asked = asked;
  }

  hide(): void {
    this.asked = null;
  }
}

export const words = new Words();
