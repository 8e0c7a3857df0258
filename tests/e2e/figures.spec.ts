import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { barriers, fitsTheWindow, unseenFocus } from './barriers.ts';
import { rejectElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys, nav } from './officer.ts';
import { onDatabase } from './own-database.ts';
import { fileReport } from './person.ts';

/** Counts now, as the server's job does every ten minutes. */
const countNow = (agency: BuiltServer) => onDatabase(agency, (deps) => buildFigures(deps, { boundary: null }));

test('a supervisor sees the day and the month, as charts, tables and files, with the keyboard and offline', async ({
  supervisor: { page, line, desk },
  agency,
}) => {
  await rejectElsewhere(agency, await fileReport(agency, {}));
  await countNow(agency);
  await goByKeys(page, 'g');
  const main = page.getByRole('main', { name: 'Figures' });
  await expect(main).toContainText('Complete as of');
  const tile = (name: string) => main.locator('.figure-tile').filter({ hasText: name }).locator('dd').first();
  expect(Number(await tile('Received').textContent())).toBeGreaterThan(0);
  expect(Number(await tile('Decided').textContent())).toBeGreaterThan(0);
  const perOfficer = main.getByRole('region', { name: 'Per officer' });
  await expect(perOfficer).toContainText('what the officer did in the period');
  expect(await barriers(page, 'day')).toEqual([]);
  await fitsTheWindow(page);

  // Switches the tabs by keyboard. Every stop on the page shows where the focus is.
  await main.getByRole('tab', { name: 'Day' }).focus();
  for (const _ of ['Weekend', 'Week', 'Month']) await page.keyboard.press('ArrowRight');
  await expect(main.getByRole('tab', { name: 'Month' })).toHaveAttribute('aria-selected', 'true');
  const perDay = main.getByRole('region', { name: 'Received and decided per day' });
  await expect(
    perDay.getByRole('img', { name: /^Received and decided per day\. Received: most recent \d+/ }),
  ).toBeVisible();
  expect(await unseenFocus(page, 'month', 60)).toEqual([]);
  await main.getByRole('region', { name: 'Per officer' }).evaluate((last) => last.scrollIntoView());
  expect(await page.evaluate(() => document.querySelector('.desk')?.getBoundingClientRect().top)).toBe(0);
  expect(await barriers(page, 'month')).toEqual([]);

  const toTable = perDay.getByRole('button', { name: 'Show as table: Received and decided per day' });
  await toTable.focus();
  await page.keyboard.press('Enter');
  const rows = perDay.getByRole('table').getByRole('row');
  const [, last] = [await rows.count(), (await rows.last().innerText()).split('\t')];
  expect(Number(last[1])).toBeGreaterThan(0);
  await perDay.getByRole('button', { name: /^Save as CSV/ }).click();
  const saved = () => readdirSync(desk.downloads).find((name) => name.startsWith('per-day'));
  await expect.poll(saved).toBeDefined();
  const csv = parse(readFileSync(join(desk.downloads, saved() ?? '')), { bom: true });
  expect(csv[0]).toEqual(['Day', 'Received', 'Decided', 'Closed', 'Open', 'Overdue']);
  expect(csv.at(-1)?.[1]).toBe(last[1]);

  // The reports counted are one click away, as long as all of them are on this workstation.
  await main.getByRole('tab', { name: 'Day' }).click();
  await expect(main.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(main.getByRole('region', { name: 'Received and decided by hour' })).toBeVisible();
  const received = Number(await tile('Received').textContent());
  await main.getByRole('button', { name: 'List them: reports received' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search reports' })).toHaveValue(/^from:[\d-]+ to:[\d-]+$/);
  await expect(page.getByRole('heading', { name: new RegExp(`^${received} reports?$`) })).toBeVisible();
  await goByKeys(page, 'g');
  await main.getByRole('tab', { name: 'Month' }).click();
  await expect(perDay).toBeVisible();

  await line.offline();
  await main.getByRole('button', { name: 'Refresh' }).click();
  await expect(main).toContainText('these figures are not current');
  await expect(perDay).toBeVisible();
  await main.getByRole('button', { name: 'Previous' }).click();
  await expect(main).toContainText('these figures are not current');
});

test('an officer has no page of figures', async ({ officer: { page } }) => {
  await expect(nav(page, 'Settings')).toBeVisible();
  await expect(nav(page, 'Figures')).toHaveCount(0);
  await goByKeys(page, 'g');
  await expect(page.getByRole('main', { name: 'Figures' })).toHaveCount(0);
});
