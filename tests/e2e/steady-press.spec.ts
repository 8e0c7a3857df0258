import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { goByKeys, nav } from './officer.ts';

/** Presses the middle of an element; between pressing and releasing, what comes first in its part of the page grows. */
async function pressWhileMoved(page: Page, target: Locator, part: string, aside = 0): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to press');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const grow = (padding: string) =>
    page.evaluate(
      ([selector, height]) =>
        document.querySelector<HTMLElement>(selector ?? '')?.style.setProperty('padding-top', height ?? ''),
      [part, padding],
    );
  await page.mouse.move(x, y);
  await page.mouse.down();
  await grow('90px');
  if (aside > 0) await page.mouse.move(x + aside, y);
  await page.mouse.up();
  await grow('');
}

test('a press counts for what was under the pointer when it began, although a line that arrives moves it away', async ({
  officer: { page },
}) => {
  await goByKeys(page, 'h');
  await expect(page.getByRole('heading', { name: 'Start', level: 1 })).toBeVisible();
  await pressWhileMoved(page, nav(page, 'Settings'), '.nav');
  const settings = page.getByRole('main', { name: 'Settings' });
  await expect(settings).toBeVisible();
  const dark = settings.getByRole('radio', { name: 'Dark' });
  await pressWhileMoved(page, dark.locator('xpath=ancestor::label'), 'main');
  await expect(dark).toBeChecked();
  await pressWhileMoved(page, settings.getByRole('radio', { name: 'Light' }).locator('xpath=ancestor::label'), 'main');
  await expect(dark).not.toBeChecked();
});

test('a press that is dragged away is still canceled', async ({ officer: { page } }) => {
  await goByKeys(page, 'h');
  const start = page.getByRole('heading', { name: 'Start', level: 1 });
  await expect(start).toBeVisible();
  await pressWhileMoved(page, nav(page, 'Settings'), '.nav', 300);
  // Anything that the press caused would be there before the next page.
  await nav(page, 'Updates').click();
  await goByKeys(page, 'h');
  await expect(start).toBeVisible();
  await expect(page.getByRole('main', { name: 'Settings' })).toHaveCount(0);
});
