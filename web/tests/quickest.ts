/** Milliseconds that the quickest of some runs took: what the work needs, whatever else the machine does. */
export function quickest(work: () => void, runs = 7): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}
