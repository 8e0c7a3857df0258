import type { Page } from 'playwright/test';
import type { BuiltServer } from '../helpers/built-server.ts';
import { rowsArrived } from './at-rest.ts';
import { expect, signIn, test } from './fixtures.ts';
import { nav, row } from './officer.ts';
import { fileReport } from './person.ts';

const selected = (page: Page) => page.getByRole('row', { selected: true });
const count = async (page: Page) =>
  Number((await page.getByRole('heading', { level: 1, name: /reports?$/ }).innerText()).replace(/\D/g, ''));

/** Returns the row under the cursor and its position on the screen. */
async function underCursor(page: Page): Promise<{ number: string; y: number | undefined }> {
  const number = /T\d\d-\d{6}-\d/.exec(await selected(page).innerText())?.[0] ?? 'none';
  return { number, y: (await selected(page).boundingBox())?.y };
}

const fileMany = async (agency: BuiltServer, many: number) => {
  let newest = '';
  for (let nth = 0; nth < many; nth += 1) newest = await fileReport(agency, { who: { email: 'news@example.org' } });
  return newest;
};

test('new reports, one or thirty, do not move the row under the cursor; the count updates and they show on request', async ({
  page,
  agency,
  line,
}) => {
  // Files 163 reports and presses 86 keys; on a busy machine that alone exceeds the usual time limit.
  test.slow();
  const newest = await fileMany(agency, 130);
  await signIn(page, agency.account('officer'));
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await page.getByRole('button', { name: /^Sort:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Descending' }).click();
  await page.keyboard.press('Escape');
  // Waits for the new order, because keys pressed while the former order is still on the screen would not count.
  await expect(row(page, newest)).toBeVisible();
  const grid = page.getByRole('grid');
  await grid.focus();
  const above = (many: string) => page.getByRole('button', { name: `Show ${many} above` });

  // The cursor starts near the top, so that new reports would push everything down. It is below the reports that are
  // listed first because of danger.
  const start = 12;
  for (let step = 0; step < start; step += 1) await page.keyboard.press('j');
  await expect(selected(page)).toHaveAttribute('aria-rowindex', String(start + 2));
  const first = await underCursor(page);
  const before = await count(page);
  await fileReport(agency, { who: { email: 'news@example.org' } });
  await expect.poll(() => count(page)).toBe(before + 1);
  await expect(nav(page, /^Queue/)).toContainText(String(before + 1));
  await expect(above('1 new report')).toBeVisible();
  expect(await underCursor(page)).toEqual(first);

  // Moves the cursor further down, where new reports push its row out of the loaded range.
  for (let step = 0; step < 82; step += 1) await page.keyboard.press('j');
  await expect(selected(page)).toHaveAttribute('aria-rowindex', String(start + 82 + 1 + 2));
  await expect(selected(page)).toContainText(/T\d\d-/);
  await rowsArrived(page);
  const low = await underCursor(page);
  expect(low.number).not.toBe(first.number);
  await line.offline();
  await expect(page.getByRole('button', { name: /^Connection: offline/i })).toBeVisible();
  await fileMany(agency, 30);
  await line.online();
  await expect.poll(() => count(page)).toBe(before + 31);
  await expect.poll(() => underCursor(page)).toEqual(low);
  await expect(row(page, low.number)).toHaveAttribute('aria-rowindex', String(start + 82 + 1 + 30 + 2));

  await above('31 new reports').click();
  await expect(page.getByRole('row').nth(1)).toHaveAttribute('aria-rowindex', '2');

  // An officer who has scrolled away from the cursor is not scrolled back to it.
  await page.keyboard.press('Home');
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '2');
  await grid.hover();
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => grid.evaluate((body) => body.scrollTop)).toBeGreaterThan(1400);
  const seen = await grid.evaluate((body) => body.scrollTop);
  await fileReport(agency, { who: { email: 'news@example.org' } });
  await expect.poll(() => count(page)).toBe(before + 32);
  await expect(above('1 new report')).toBeVisible();
  expect(Math.abs((await grid.evaluate((body) => body.scrollTop)) - seen)).toBeLessThan(100);
});
