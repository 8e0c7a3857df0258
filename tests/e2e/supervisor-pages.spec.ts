import { startFailingFront } from '../helpers/failing-front.ts';
import { fitsTheWindow } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { nav } from './officer.ts';
import { makeWorkstation } from './workstation.ts';

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

/** What these pages ask for; the queue and the session are not among it. */
const ASKED =
  /^\/api\/v1\/(?:figures|decisions|trail|reviews(?!\/hidden)|appeals|policy-drafts|audit|find|rms|case-numbers|holds|retention|removed|papers|courtesy)/;

test('a page of a supervisor that the server fails says so once, with a way to try again', async ({
  agency,
  keyring,
  chromium,
}) => {
  const front = await startFailingFront(agency.url);
  const desk = makeWorkstation({ server: front.url, keyring, browser: chromium });
  try {
    const page = await desk.open();
    await signIn(page, agency.account('supervisor'));
    const main = page.getByRole('main');
    const failed = main.getByRole('alert');
    front.fail(ASKED);
    for (const name of PAGES.slice(1)) {
      await nav(page, new RegExp(`^${name}`)).click();
      await expect(main.getByRole('heading', { level: 1 })).toHaveText(name);
      if (name === 'Find a report') {
        await page.getByRole('textbox', { name: 'Reason for searching' }).fill('Test');
        await page.getByRole('textbox', { name: 'Number', exact: true }).fill('T26-000001');
        await page.keyboard.press('Enter');
      }
      await expect.soft(failed, name).toHaveCount(1);
      await expect.soft(failed, name).toContainText('Try again. If it keeps happening, tell your IT staff.');
      await expect.soft(failed.getByRole('button', { name: 'Try again' }), name).toHaveCount(1);
    }

    // One button asks for everything on the page again.
    await nav(page, /^Audit log/).click();
    await expect(failed).toHaveCount(1);
    front.fail(null);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(main.getByRole('table')).toBeVisible();
    await expect(main.getByRole('button', { name: 'Check now' })).toBeVisible();
    await expect(failed).toHaveCount(0);

    // What only a part of a page lacks is said, too.
    front.fail(/^\/api\/v1\/case-numbers\/years/);
    await nav(page, /^Case numbers/).click();
    await expect(failed).toContainText('Couldn’t check for missing numbers');
  } finally {
    await desk.clear();
    front.stop();
  }
});
