import { fitsTheWindow } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { nav } from './officer.ts';

const PAGES = [
  'Start',
  'Figures',
  'Decisions',
  'Second review',
  'Appeals',
  'Policy',
  'Audit log',
  'Find a report',
  'Records system',
  'Case numbers',
  'Holds and retention',
  'Letters to print',
  'Courtesy contacts',
];
const SIZES = [
  { width: 1366, height: 768 },
  { width: 900, height: 600 },
];

test('every page of a supervisor fits a precinct monitor and a small window', async ({ supervisor: { page } }) => {
  const before = page.viewportSize();
  try {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const name of PAGES) {
        await nav(page, new RegExp(`^${name}`)).click();
        const main = page.getByRole('main');
        await expect(main.getByRole('heading', { level: 1 })).toHaveText(name);
        await fitsTheWindow(page);
        // Nor is anything cut off within the page, where only lists scroll sideways.
        const cut = await main.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect([name, size.width, cut]).toEqual([name, size.width, 0]);
      }
    }
  } finally {
    if (before !== null) await page.setViewportSize(before);
  }
});
