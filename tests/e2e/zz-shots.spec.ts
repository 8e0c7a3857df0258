import { mkdirSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { goByKeys } from './officer.ts';
import { fileReport } from './person.ts';
import { rejectElsewhere } from './colleague.ts';

test('shots', async ({ supervisor: { page }, agency }) => {
  test.setTimeout(240_000);
  mkdirSync('/tmp/find-shots', { recursive: true });
  const number = await fileReport(agency, { who: { givenName: 'Zoë', familyName: 'Quiltmaker' } });
  await rejectElsewhere(agency, number);
  const sizes = [[1366, 768], [900, 600]] as const;
  const shot = async (name: string) => {
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      for (const theme of ['light', 'dark']) {
        await page.evaluate((t) => { document.documentElement.dataset.theme = t; }, theme);
        await page.waitForTimeout(150);
        await page.screenshot({ path: `/tmp/find-shots/${name}-${width}-${theme}.png` });
      }
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  };
  await goByKeys(page, 'i');
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill('Request 26-118 of the prosecutor');
  const box = page.getByRole('textbox', { name: 'Words in the narrative' });
  await shot('find-empty');
  await box.fill('the');
  await box.press('Enter');
  await page.getByRole('table', { name: 'Reports found' }).waitFor();
  await shot('find');
  await page.getByRole('button', { name: /^Open T/ }).nth(1).click();
  await page.getByRole('complementary').getByText('Read-only').waitFor();
  await shot('find-open');
  await page.getByRole('button', { name: 'Place legal hold…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Subpoena of March 6.');
  await shot('place');
  await page.getByRole('dialog').getByRole('button', { name: 'Place legal hold' }).click();
  await page.getByText('Legal hold placed').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Open T/ }).nth(2).click();
  await page.getByRole('complementary').getByText('Read-only').waitFor();
  await page.getByRole('button', { name: 'Place legal hold…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Civil case 26-cv-1180, letter of counsel of February 2, all reports of this address.');
  await page.getByRole('dialog').getByRole('button', { name: 'Place legal hold' }).click();
  await page.getByText('Legal hold placed').waitFor();
  await goByKeys(page, 'l');
  await page.getByRole('button', { name: /^Lift legal/ }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill('The case is closed.');
  await shot('lift');
  await page.getByRole('dialog').getByRole('button', { name: 'Lift in 24 hours' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Being lifted' })).toBeVisible();
  await shot('holds');
  await page.getByRole('radio', { name: 'Removed next' }).click();
  await page.waitForTimeout(400);
  await shot('next');
  await goByKeys(page, 'k');
  await page.getByRole('table', { name: 'Case numbers' }).waitFor();
  await shot('cases');
  await goByKeys(page, 'o');
  await page.getByRole('table', { name: 'Audit log' }).waitFor();
  await shot('log');
});
