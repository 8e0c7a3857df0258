import type { Page } from 'playwright/test';
import { barriers, fitsTheWindow } from './barriers.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { approveOpen, chooseUndoTime, hearsKeys, nav, openReport, searchFor } from './officer.ts';
import { fileReport } from './person.ts';

const keyFor = (page: Page, act: string) => page.getByRole('textbox', { name: `Key for: ${act}`, exact: true });
const choose = (page: Page, group: string, words: string) =>
  page.getByRole('radiogroup', { name: group }).getByText(words, { exact: true }).click();

test('an officer sets keys, appearance and undo time, and all persist after a restart, even on the locked window', async ({
  page,
  desk,
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  await signIn(page, agency.account('officer'));
  await nav(page, 'Settings').click();
  await choose(page, 'Theme', 'Dark');
  await choose(page, 'Text size', '125%');
  await choose(page, 'Density', 'Compact: more rows');
  await choose(page, 'Times', 'Date and time');
  await choose(page, 'Time to undo', '2 minutes');

  await keyFor(page, 'Approve').press('r');
  await expect(page.getByRole('alert')).toContainText('R is already used for “Reject.”');
  await expect(keyFor(page, 'Approve')).toHaveValue('A');
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(keyFor(page, 'Approve')).toHaveValue('R');
  await expect(keyFor(page, 'Reject')).toHaveValue('A');
  await keyFor(page, 'Log a call').press('y');
  await expect(keyFor(page, 'Log a call')).toHaveValue('Y');
  expect(await barriers(page, 'settings')).toEqual([]);
  const stored = page.getByRole('region', { name: 'This workstation' });
  await expect(stored).toContainText(/Stored here\s*\d+ reports?, [\d.]+ [KM]B/);
  await expect(stored).toContainText(/Last contact with server\s*(Today|Yesterday)/);
  await expect(stored).toContainText(/Encrypted backup\s*No unsent decisions, \d+ bytes/);

  await desk.close();
  const again = await desk.open();
  await expect(again.getByLabel(/^Password/)).toBeVisible();
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(again.locator('html')).toHaveCSS('font-size', '20px');
  await unlock(again, agency.account('officer'));
  // Rows are 26 pixels high at the default text size, scaled here.
  const first = again.getByRole('row').nth(1);
  await expect.poll(async () => Math.round((await first.boundingBox())?.height ?? 0)).toBe(Math.round(26 * 1.25));
  // The date and time are in their column; the wait beside it does not repeat them.
  await expect(first.locator('.cell-waiting time')).toHaveText(/^(?:just now|\d+ (?:min|hr|days?))$/);
  // Opens a specific report: the oldest one may be waiting on its reporter and could not be approved.
  await openReport(again, trackingNumber);
  await again.keyboard.press('y');
  await hearsKeys(again.getByRole('dialog', { name: /^Log a call/ }));
  await again.keyboard.press('Escape');
  await again.keyboard.press('r');
  const approve = again.getByRole('dialog', { name: /^Approve/ });
  await expect(approve.getByText('Sends in 2 minutes; press Z to undo until then.')).toBeVisible();
  await again.keyboard.press('Escape');
  await expect(approve).toBeHidden();
  await again.keyboard.press('?');
  await expect(again.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('YLog a call');
  await again.keyboard.press('Escape');

  await nav(again, 'Settings').click();
  await again.getByRole('button', { name: 'Reset all keys' }).click();
  await expect(keyFor(again, 'Approve')).toHaveValue('A');
  await expect(keyFor(again, 'Log a call')).toHaveValue('L');
});

test('with text at 200% in the smallest window, every screen fits and the decision controls stay in view', async ({
  page,
  agency,
}) => {
  await page.setViewportSize({ width: 900, height: 600 });
  const trackingNumber = await fileReport(agency);
  await signIn(page, agency.account('supervisor'));
  await nav(page, 'Settings').click();
  await choose(page, 'Text size', '200%');
  await fitsTheWindow(page);
  const pages = ['Start', 'Waiting to be sent', 'Letters to print', 'Courtesy contacts', 'Records system', 'Decisions'];
  const records = ['Find a report', 'Holds and retention', 'Case numbers', 'Audit log'];
  for (const name of [...pages, ...records, 'Updates', 'Queue']) {
    await nav(page, new RegExp(`^${name}`)).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await fitsTheWindow(page);
  }
  await expect(page.getByRole('button', { name: /^Connection/ })).toBeInViewport({ ratio: 0.9 });
  await openReport(page, trackingNumber);
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeInViewport({ ratio: 1 });
  await fitsTheWindow(page);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Reject report' })).toBeInViewport({ ratio: 1 });
  await fitsTheWindow(page);
});

test("an administrator's pages also fit the smallest window with text at 200%", async ({ page, agency }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  const { name, password } = agency.account('administrator');
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await nav(page, 'Settings').click();
  await choose(page, 'Text size', '200%');
  const pages = ['Accounts', 'Sessions', 'Confirmations', 'Service accounts', 'Duplicate matching', 'Updates'];
  for (const title of pages) {
    await nav(page, new RegExp(`^${title}`)).click();
    await page.getByRole('main', { name: title, exact: true }).waitFor();
    await fitsTheWindow(page);
  }
});

test('after a decision the next report opens automatically, unless turned off, and the undo countdown runs', async ({
  page,
  agency,
}) => {
  for (let nth = 0; nth < 4; nth += 1) await fileReport(agency, { who: { familyName: 'Nextabile', email: null } });
  await signIn(page, agency.account('officer'));
  await chooseUndoTime(page, '2 minutes');
  await searchFor(page, 'Nextabile');
  // Requires an exact match, because "304 reports" contains the same words.
  await expect(page.getByRole('heading', { name: '4 reports', exact: true })).toBeVisible();
  const open = page.getByRole('region', { name: /^Report T/ });
  const number = () => open.locator('.report-number').innerText();
  await page.getByRole('row').nth(1).click();
  const first = await number();
  await approveOpen(page);
  await expect(open).toBeVisible();
  await expect.poll(number).not.toBe(first);
  const undo = page.getByRole('region', { name: 'Undo' });
  const left = async () => Number(/sends in (\d+) s/.exec(await undo.innerText())?.[1]);
  await expect.poll(left).toBeGreaterThan(0);
  const begun = await left();
  await expect.poll(left).toBeLessThan(begun);

  await nav(page, 'Settings').click();
  await page.getByText('Open next report').click();
  await nav(page, /^Queue/).click();
  await searchFor(page, 'Nextabile');
  await expect(page.getByRole('heading', { name: '3 reports', exact: true })).toBeVisible();
  await page.getByRole('row').nth(1).click();
  await expect(open).toBeVisible();
  await approveOpen(page);
  await expect(open).toBeHidden();
});
