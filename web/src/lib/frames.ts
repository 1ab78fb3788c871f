/** What a browser takes, at most, to bring a frame it has laid out to the screen where no graphics processor helps. */
const DRAWING = 50;

/** Resolves once what stands in the page now has had the time to be painted: heavier parts begin then, so that they don't hold it up. */
export async function afterPaint(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, DRAWING)));
}
