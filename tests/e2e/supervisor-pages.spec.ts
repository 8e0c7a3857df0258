import { appealReport } from '#server/commands/reports/appeal.ts';
import { trackingNumber } from '#shared/domain/ids.ts';
import { startFailingFront } from '../helpers/failing-front.ts';
import { fitsTheWindow } from './barriers.ts';
import { actElsewhere, rejectElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { nav } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';
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
        // Nothing is cut off within the page, either: only lists scroll sideways.
        const cut = () => main.evaluate((element) => element.scrollWidth - element.clientWidth);
        await expect.poll(cut, `${name} at ${size.width}`).toBe(0);
      }
    }
  } finally {
    if (before !== null) await page.setViewportSize(before);
  }
});

/** Requests of these pages, without those of the queue and the session. */
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

    // One button requests everything on the page again.
    await nav(page, /^Audit log/).click();
    await expect(failed).toHaveCount(1);
    front.fail(null);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(main.getByRole('table')).toBeVisible();
    await expect(main.getByRole('button', { name: 'Check now' })).toBeVisible();
    await expect(failed).toHaveCount(0);

    // If a file can't be saved, the message says just that: no decision is lost.
    await nav(page, /^Decisions/).click();
    await expect(main.getByRole('table')).toBeVisible();
    front.fail(/^\/api\/v1\/decision-exports/);
    await main.getByRole('button', { name: 'Save as CSV…' }).click();
    await expect(failed).toContainText('The file was not saved');
    front.fail(null);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(main.getByText(/decisions? saved$/)).toBeVisible();

    // A part of a page that is missing is reported, too.
    front.fail(/^\/api\/v1\/case-numbers\/years/);
    await nav(page, /^Case numbers/).click();
    await expect(failed).toContainText('Couldn’t check for missing numbers');
  } finally {
    await desk.clear();
    front.stop();
  }
});

test('the list of decisions says whole, at a precinct monitor, how an appeal ended and why', async ({
  supervisor: { page },
  agency,
}) => {
  const number = await fileReport(agency);
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  await actElsewhere(agency, number, reject, 'officer');
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, number);
    expect(await appealReport(deps, { reportId: id, text: 'It is inside the city.' }, 'test')).toBe(true);
  });
  await actElsewhere(agency, number, { kind: 'uphold_appeal', note: '41 Park Street is in Wethersfield.' });
  await nav(page, /^Decisions/).click();
  await page.getByRole('searchbox', { name: 'Search decisions' }).fill(number);
  const row = page
    .getByRole('table', { name: 'Decisions' })
    .getByRole('row')
    .filter({ hasText: 'Appeal' })
    .filter({ hasText: number });
  await expect(row).toContainText('41 Park Street is in Wethersfield.');
  const cut = () =>
    row.locator('.tag', { hasText: 'Appeal: decision kept' }).evaluate((tag) => {
      const cell = tag.closest('td');
      return tag.getBoundingClientRect().right - (cell?.getBoundingClientRect().right ?? 0);
    });
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1366, height: 768 });
  try {
    expect(await cut()).toBeLessThanOrEqual(0);
    await row.getByRole('button', { name: `Open decision on ${number}` }).click();
    const detail = page.getByRole('complementary', { name: `Decision on ${number}` });
    await expect(detail).toContainText('41 Park Street is in Wethersfield.');
    expect(await cut()).toBeLessThanOrEqual(0);
  } finally {
    if (before !== null) await page.setViewportSize(before);
  }
});

test('offline, who opened a report and how often reviewers agree stay as last loaded, and say so', async ({
  supervisor: { page, line },
  agency,
}) => {
  const number = await fileReport(agency);
  await rejectElsewhere(agency, number);
  await nav(page, /^Second review/).click();
  const dialog = page.getByRole('dialog');
  const agreement = () => page.getByRole('button', { name: 'Agreement' }).click();
  await agreement();
  await expect(dialog.getByText('By decision (all reviews)')).toBeVisible();
  await page.keyboard.press('Escape');
  await nav(page, /^Decisions/).click();
  await page.getByRole('searchbox', { name: 'Search decisions' }).fill(number);
  await page.getByRole('button', { name: `Open decision on ${number}` }).click();
  const whoOpened = () => page.getByRole('button', { name: 'Who opened it' }).click();
  const opening = dialog.getByRole('row').filter({ hasText: number });
  // Only a moment later does the server learn that the decision was read.
  await expect(async () => {
    await whoOpened();
    const isKnown = await opening.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(isKnown).toBe(true);
  }).toPass();

  await line.offline();
  await whoOpened();
  await expect(dialog.getByRole('status')).toContainText('Offline. This is what was last loaded.');
  await expect(opening).toContainText('read a decision');
  // Nothing has been loaded about this other report, so offline, the list stays empty.
  await dialog.getByRole('textbox', { name: 'Report number' }).fill(trackingNumber(2020, 1));
  await expect(dialog).toContainText('This list needs a connection to the agency server');
  await expect(dialog.getByRole('table')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await nav(page, /^Second review/).click();
  await agreement();
  await expect(dialog.getByRole('status')).toContainText('Offline. This is what was last loaded.');
  await expect(dialog.getByText('By decision (all reviews)')).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a date typed digit by digit into a filter filters once it is whole', async ({ supervisor: { page } }) => {
  await nav(page, 'Decisions').click();
  const main = page.getByRole('main', { name: 'Decisions' });
  await main.getByRole('group', { name: 'From' }).getByRole('spinbutton').first().click();
  await page.keyboard.type('11272026');
  await expect(main.getByRole('group', { name: 'From' })).toContainText('11/27/2026');
  await expect(main.getByRole('heading', { name: 'Decisions', level: 1 })).toBeVisible();
});
