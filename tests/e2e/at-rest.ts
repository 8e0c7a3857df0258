import { expect, type Page } from 'playwright/test';

/** Waits until the screen has settled: nothing is loading and animations have finished. */
export async function atRest(page: Page): Promise<void> {
  // Rows are dimmed while their replacements load, which takes a moment on a busy machine.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Ignores endless animations.
    const ends = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.all(ends.map(({ finished }) => finished.catch(() => undefined)));
  });
}
