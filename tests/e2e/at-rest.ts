import { expect, type Page } from 'playwright/test';

/**
 * Waits until the rows of the last requested list are on screen, at full width. The cache answers requests in order, so
 * once a later request is answered, the rows have arrived.
 */
export const rowsArrived = (page: Page) =>
  page.evaluate(async () => {
    await window.p2c.call('outbox.list', undefined);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });

/** Waits until the screen has settled: nothing is loading, the queue has made room, and animations have finished. */
export async function atRest(page: Page): Promise<void> {
  // Rows are dimmed while their replacements load, which takes a moment on a busy machine.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  // An open report covers the queue for a moment, until the rows are laid out in the room that is left.
  await expect(page.locator('.split-queue[style*="min-width"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Ignores endless animations.
    const ends = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.all(ends.map(({ finished }) => finished.catch(() => undefined)));
  });
}
