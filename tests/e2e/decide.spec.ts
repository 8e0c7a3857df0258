import type { Page } from 'playwright/test';
import { barriers, fitsTheWindow } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { sendPhotographs } from './large-report.ts';
import { hearsKeys, inView, openReport, searchFor } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

/** Presses keys as an officer does and counts each one. */
function typist(page: Page) {
  let strokes = 0;
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        strokes += key.split('+').length;
        await page.keyboard.press(key);
      }
    },
    strokes: () => strokes,
  };
}

test('approving a clear report takes at most six keys, and rejecting one outside the city, in two languages, nine', async ({
  officer: { page },
  agency,
}) => {
  const clear = await fileReport(agency, { who: { email: 'clear@example.org' } });
  const outside = await fileReport(agency, {
    // This report has nothing in common with the other one; otherwise "duplicate" would be the first reason offered.
    who: {
      email: 'afuera@example.org',
      language: 'es',
      givenName: 'Inés',
      familyName: 'Quiñones',
      phone: '860-555-0177',
      address: '9 Elsewhere Road, West Hartford, CT 06107',
    },
    items: [
      { type: 'camera', brand: null, model: null, serialNumber: null, valueCents: 45_000, color: null, marks: null },
    ],
    how: 'La cámara estaba en el mostrador de la tienda y ya no estaba cuando volví.',
    where: { address: '200 Prospect Avenue', city: 'West Hartford', point: null },
  });
  const dialog = page.getByRole('dialog');

  await searchFor(page, clear);
  const row = page.getByRole('row').filter({ hasText: clear });
  await expect(row).toBeVisible();
  await page.getByRole('grid').focus();
  const approving = typist(page);
  await approving.press('Enter');
  await expect(page.getByRole('region', { name: `Report ${clear}` })).toBeVisible();
  // The letter that confirms receipt creates a new version of the report.
  await expect(page.getByRole('region', { name: 'History' })).toContainText('The letter was sent.');
  await approving.press('a');
  await hearsKeys(dialog);
  await approving.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(inView(page, clear)).toBeHidden();
  expect(approving.strokes()).toBeLessThanOrEqual(6);

  await searchFor(page, outside);
  await expect(page.getByRole('row').filter({ hasText: outside })).toBeVisible();
  await page.getByRole('grid').focus();
  const rejecting = typist(page);
  await rejecting.press('Enter');
  const report = page.getByRole('region', { name: `Report ${outside}` });
  await expect(report).toContainText('The address names another town: West Hartford.');
  await expect(report).toContainText('The letter was sent.');
  await rejecting.press('r');
  await hearsKeys(dialog);
  // The reason that a flag suggests comes first, but nothing is selected until the officer selects it.
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
  await rejecting.press(' ');
  await expect(dialog.getByRole('article', { name: 'Letter', exact: true })).toContainText('Hartford');
  await expect(dialog.getByRole('article', { name: 'Letter in English' })).toContainText('Your report');
  await rejecting.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(rejecting.strokes()).toBeLessThanOrEqual(9);
  const sent = await letterTo(agency, 'afuera@example.org', /Su reporte|reporte/);
  expect(sent.text).not.toContain('Your report');
});

test('a report with 200 items, 40 photos, 50,000 characters and RTL text is decided in a small, large-text window', async ({
  officer: { page },
  agency,
}) => {
  const sentence = 'سُرقت دراجتي من أمام البيت 🚲👮🏽‍♀️ ولم يرَ أحد شيئًا. ';
  const item = {
    type: 'حقيبة 🎒',
    brand: 'W'.repeat(80),
    model: null,
    serialNumber: null,
    color: null,
    marks: 'm'.repeat(200),
  };
  const trackingNumber = await fileReport(agency, {
    items: Array.from({ length: 200 }, () => ({ ...item, valueCents: null })),
    how: sentence.repeat(3000).slice(0, 50_000),
    who: { givenName: 'عبد الرحمن', familyName: 'الـ'.repeat(25), email: null },
    where: { address: 'A'.repeat(200), point: null },
  });
  await sendPhotographs(agency, trackingNumber, 40);
  await page.setViewportSize({ width: 900, height: 600 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const report = await openReport(page, trackingNumber);
  await expect(report.getByText('Not mapped')).toBeVisible();
  await expect(report.locator('.narrative')).toHaveCSS('direction', 'rtl');
  // Long lists and texts are collapsed until expanded, and nothing is cut off at the side.
  const items = report.getByRole('region', { name: 'Property' }).getByRole('row');
  await expect(items).toHaveCount(21);
  await expect(report.getByRole('button', { name: /^Open photo/ })).toHaveCount(40);
  await report.getByRole('button', { name: 'Show all 200 items' }).click();
  await expect(items).toHaveCount(201);
  await report.getByRole('button', { name: 'Show full narrative' }).click();
  const sideways = () =>
    report.getByRole('region', { name: 'Report contents' }).evaluate((body) => body.scrollWidth - body.clientWidth);
  await expect.poll(sideways).toBeLessThanOrEqual(1);
  await expect(report.getByRole('button', { name: 'Approve' })).toBeInViewport();
  await fitsTheWindow(page);

  // The next steps still work: the form with its letter, a correction of the last item, and going back.
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Detail to correct/ }).click();
  const last = page.getByRole('option', { name: 'Item 200, serial number' });
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await dialog.getByRole('textbox', { name: 'Corrected value' }).fill('WTU 1');
  await dialog.getByRole('textbox', { name: 'How you know this' }).fill('From the receipt.');
  await dialog.getByRole('button', { name: /^Save correction/ }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('f');
  await expect(dialog.getByRole('article', { name: 'Letter', exact: true })).toContainText('عبد الرحمن');
  const spills = await dialog.evaluate((body) => body.scrollWidth - body.clientWidth);
  expect(spills).toBeLessThanOrEqual(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
});

test('approving a report that seems outside the city needs a reason, which colleagues read; a key turns to the rejection', async ({
  officer: { page },
  agency,
}) => {
  const outside = await fileReport(agency, {
    who: { email: 'line@example.org', familyName: 'Grenzstein', phone: null, birthDate: null },
    how: 'The mirror of my car is gone. The store has cameras.',
    where: { address: '2 Boundary Road', city: 'Windsor', point: null },
  });
  const opened = await openReport(page, outside);
  await expect(opened.getByRole('region', { name: 'History' })).toContainText('The letter was sent.');
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('a');
  const open = dialog.getByRole('region', { name: 'Requirements not met' });
  const because = open.getByRole('textbox');
  await expect(because).toHaveCount(2);
  await expect(because.first()).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(open).toContainText('Explain why you’re approving it anyway, or dismiss the flag.');
  await page.keyboard.type('The lot is on our side of the line.');
  await page.keyboard.press('Alt+r');
  await expect(dialog).toHaveAccessibleName(`Reject ${outside}`);
  await expect(dialog.getByRole('radio', { name: /^Not in the City/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await expect(because.first()).toHaveValue('The lot is on our side of the line.');
  await open.getByRole('button', { name: /^Dismiss flag: A camera/ }).click();
  await expect(because).toHaveCount(1);
  expect(await barriers(page, 'approve with an open requirement')).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await letterTo(agency, 'line@example.org', /case number/i);
  await searchFor(page, `${outside} is:any`);
  await page.getByRole('row').filter({ hasText: outside }).click();
  await expect(opened.getByRole('region', { name: 'History' })).toContainText(
    'Approved despite “The address names another town”: The lot is on our side of the line.',
  );
});
