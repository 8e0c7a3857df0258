import { expect, type Page } from 'playwright/test';

/** Waits until the screen is as somebody looks at it: nothing is on its way, and what moves has come to its end. */
export async function atRest(page: Page): Promise<void> {
  // Rows that wait for others are dimmed until these come, which on a busy machine takes a moment.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What never ends is not waited for.
    const ends = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.all(ends.map(({ finished }) => finished.catch(() => undefined)));
  });
}
