import type { Page } from 'playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import { fileReport, letterTo } from './person.ts';

const report = (page: Page, trackingNumber: string) => page.getByRole('region', { name: `Report ${trackingNumber}` });
const row = (page: Page, trackingNumber: string) => page.getByRole('row').filter({ hasText: trackingNumber });
const comparing = (page: Page, one: string, other: string) =>
  page.getByRole('main', { name: `Compare ${one} with ${other}` });

async function openReport(page: Page, trackingNumber: string) {
  await page.getByRole('searchbox', { name: 'Search reports' }).fill(trackingNumber);
  await row(page, trackingNumber).click();
  await expect(report(page, trackingNumber)).toBeVisible();
}

/** Two reports of one person about one bicycle. */
async function twice(agency: Parameters<typeof fileReport>[0], email: string): Promise<[string, string]> {
  const who = { email, phone: '860 555 0177' };
  const first = await fileReport(agency, { who, how: 'Somebody took my red bicycle from the rack last night.' });
  const second = await fileReport(agency, { who, how: 'Somebody took my blue bicycle from the rack last night.' });
  return [first, second];
}

test('an officer compares a report with its likely repeat by keys, and rejects it with a letter that names the other', async ({
  page,
  agency,
}) => {
  const [first, second] = await twice(agency, 'compare@example.org');
  await signIn(page, agency.account('officer'));
  await openReport(page, second);
  await expect(report(page, second).getByRole('region', { name: 'Likely repeats' })).toContainText(first);
  await page.keyboard.press('c');
  const screen = page.getByRole('main', { name: new RegExp(`^Compare ${second}`) });
  await expect(screen).toBeVisible();
  // Other tests left repeats by serial number: J goes on until the one that was sent twice stands there.
  for (let step = 0; step < 20 && !(await comparing(page, second, first).isVisible()); step++) {
    await page.keyboard.press('j');
  }
  await expect(comparing(page, second, first)).toBeVisible();
  await expect(screen.locator('mark').first()).toHaveText('blue');
  await expect(screen.getByRole('region', { name: 'Reasons' })).toContainText('Together');
  await expect(screen.getByRole('region', { name: 'Where' }).getByRole('img')).toBeVisible();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Repeats report' })).toHaveValue(first);
  await expect(dialog.getByRole('region', { name: 'The letter as it will be sent' })).toContainText(first);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toBeHidden();
  const letter = await letterTo(agency, 'compare@example.org', /stays on file is/);
  expect(letter.text).toContain(first);
});

test('"not the same" is not suggested again, and Z takes it back', async ({ page, agency }) => {
  const [first, second] = await twice(agency, 'notsame@example.org');
  await signIn(page, agency.account('officer'));
  await openReport(page, second);
  const banner = report(page, second).getByRole('region', { name: 'Likely repeats' });
  await banner.getByRole('button', { name: `Compare with ${first}` }).click();
  await expect(comparing(page, second, first)).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText('Not the same');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Not the same');
  await page.keyboard.press('z');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('repeat');
  await page.keyboard.press('d');
  await page.keyboard.press('Escape');
  await expect(banner.getByRole('button', { name: `Compare with ${first}` })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Undo' })).toBeHidden();
});
