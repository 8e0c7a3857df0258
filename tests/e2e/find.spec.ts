import type { Page } from 'playwright/test';
import { walk } from './barriers.ts';
import { rejectElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys, nav } from './officer.ts';
import { newOfficer, outdateProofs } from './own-database.ts';
import { fileReport } from './person.ts';
import { giveNameAndPassword } from './signing-in.ts';

const REASON = 'Request 26-118 of the prosecutor';
const HOW = 'The quilts were gone from the line behind the church hall.';

/** Fills in a field of the search form and presses Enter. */
async function search(page: Page, field: string, text: string): Promise<void> {
  const box = page.getByRole('search', { name: 'Find a report' }).getByRole('textbox', { name: field, exact: true });
  await box.fill(text);
  await box.press('Enter');
}

test('a supervisor finds any report, holds it, and reads in the audit log who searched', async ({
  supervisor: { page, line },
  agency,
}) => {
  const { found, look, tabThrough } = walk(page);
  const number = await fileReport(agency, {
    who: { givenName: 'Zoë', familyName: 'Quiltmaker' },
    how: HOW,
  });
  await rejectElsewhere(agency, number);
  await goByKeys(page, 'i');
  await search(page, 'Name', 'quiltmaker zoe');
  await expect(page.getByText('Required.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reason for searching' })).toBeFocused();
  await look('find without a reason', '- main "Find a report":\n  - heading "Find a report" [level=1]\n  - search');
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill(REASON);
  await search(page, 'Name', 'quiltmaker zoe');
  const table = page.getByRole('table', { name: 'Reports found' });
  await expect(table.getByRole('row', { name: /Zoë Quiltmaker/ })).toContainText(number);
  // The reason is asked for only once.
  await expect(page.getByRole('textbox', { name: 'Reason for searching' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Reason for searching' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Reason for searching' })).toHaveCount(0);
  await search(page, 'Name', 'quilltmaker');
  await expect(page.getByText('No report has this name.')).toBeVisible();
  await expect(table.getByRole('row', { name: /Zoë Quiltmaker/ })).toBeVisible();
  await look('reports found', '- main "Find a report":\n  - table "Reports found"');
  await tabThrough('find');
  // A rejected search shows no reports, and clearing the form keeps the reason for searching.
  await search(page, 'Phone', '12');
  await expect(page.getByText('Enter at least 4 characters.')).toBeVisible();
  await expect(table).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByText(REASON)).toBeVisible();
  await search(page, 'Name', 'quiltmaker zoe');

  const open = table.getByRole('button', { name: `Open ${number}` });
  await open.click();
  const report = page.getByRole('complementary', { name: `Report ${number}` });
  await expect(report).toContainText(HOW);
  await expect(report).toBeFocused();
  await look('a report to read', `- complementary "Report ${number}":\n  - button "Close report"`);
  await page.keyboard.press('Escape');
  await expect(report).toHaveCount(0);
  await expect(open).toBeFocused();
  await open.press('Enter');
  await report.getByRole('button', { name: 'Place legal hold…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Place legal hold' }).click();
  await expect(dialog.getByText('Enter a reason.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Subpoena of March 6.');
  await look('place a hold', '- dialog /^Place legal hold on/');
  await dialog.getByRole('button', { name: 'Place legal hold' }).click();
  await expect(report.getByText('Legal hold placed')).toBeVisible();

  await goByKeys(page, 'l');
  const held = page.getByRole('row').filter({ hasText: number });
  await expect(held).toContainText('Subpoena of March 6.');
  await held.getByRole('button', { name: /^Change/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('Subpoena of March 6.');
  await dialog.getByRole('spinbutton').first().focus();
  await page.keyboard.type('12312030');
  await look('change a hold', '- dialog /^Change legal hold on/');
  await dialog.getByRole('button', { name: 'Save change' }).click();
  await expect(held).toContainText('Dec 31, 2030');
  await outdateProofs(agency);
  await held.getByRole('button', { name: /^Release legal hold/ }).click();
  await dialog.getByRole('textbox', { name: 'Reason for the release' }).fill('The case is closed.');
  await dialog.getByRole('button', { name: 'Release in 24 hours' }).click();
  await dialog.getByLabel('Your password').fill(agency.account('supervisor').password);
  await look('release a hold', '- dialog /^Release legal hold on/:\n  - textbox "Your password"');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(held).toContainText('Being released');
  // The demo server sends supervisors no mail, and the page says so even before the job has run.
  await expect(held).toContainText('No e-mail went out');
  await look('holds', '- main "Holds and retention":\n  - region "Legal holds":\n    - table "Legal holds"');
  await tabThrough('holds');
  await held.getByRole('button', { name: /^Keep the hold/ }).click();
  await expect(held.getByRole('button', { name: /^Release legal hold/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Hold record' }).click();
  const record = page.getByRole('row').filter({ hasText: number });
  await expect(record).toContainText('In place');
  await expect(record.getByRole('listitem')).toHaveText([
    /^Placed by Sergeant Walsh.*Reason: Subpoena of March 6\.$/,
    /^Changed by Sergeant Walsh.*Reason: Subpoena of March 6\.Expected until Dec 31, 2030\.$/,
    /^Sergeant Walsh asked to release it.*Reason for the release: The case is closed\.$/,
    /^Sergeant Walsh kept the hold/,
  ]);
  await page.getByRole('searchbox', { name: 'Search by number' }).fill('T26-999999');
  await expect(page.getByText('No legal hold matches this number')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search by number' }).fill(number);
  await expect(record).toBeVisible();
  await look('hold record', '- main "Holds and retention":\n  - region "Hold record":\n    - table "Hold record"');
  await tabThrough('hold record');
  await page.getByRole('radio', { name: 'Destruction record' }).click();
  // Another test of this agency may have had a report removed.
  const removed = page.getByRole('table', { name: 'Destruction record' });
  await expect(page.getByText('Nothing has been removed yet').or(removed)).toBeVisible();
  await look('destruction record', '- main "Holds and retention":\n  - heading [level=1]');
  await tabThrough('destruction record');
  await page.getByRole('radio', { name: 'Removed next' }).click();
  await look('removed next', '- main "Holds and retention":\n  - heading [level=1]');
  await tabThrough('removed next');
  await page.getByRole('searchbox', { name: 'Search by number' }).fill('T26-000012-1');
  await expect(page.getByRole('main')).toContainText('is on hold, or must be kept longer');

  // The walk by Tab may have ended in a text box, where a letter key enters text instead of opening a page.
  await nav(page, 'Case numbers').click();
  await expect(page.getByRole('table', { name: 'Case numbers' })).toBeVisible();
  await expect(page.getByText('No gaps.').first()).toBeVisible();
  await look('case numbers', '- main "Case numbers":\n  - region "Case numbers":\n    - table "Case numbers"');
  await tabThrough('case numbers');

  await nav(page, 'Audit log').click();
  const log = page.getByRole('table', { name: 'Audit log' });
  await expect(log.getByRole('row').filter({ hasText: 'Searched all reports' }).first()).toContainText(REASON);
  await expect(log).toContainText('Sergeant Walsh');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/^Intact: /)).toBeVisible();
  await look('audit log', '- main "Audit log":\n  - region "Audit log":\n    - table "Audit log"');
  await tabThrough('audit log');

  await line.offline();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Offline. This is what was last loaded.')).toBeVisible();
  await expect(log.getByRole('row').filter({ hasText: 'Searched all reports' }).first()).toBeVisible();
  await nav(page, 'Find a report').click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill(REASON);
  await page.getByRole('textbox', { name: 'Number', exact: true }).fill('T26-000001');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('This page needs a connection to the agency server');
  expect(found).toEqual([]);
});

test('a records clerk has the pages of records, reads any report, and decides nothing', async ({ page, agency }) => {
  const number = await fileReport(agency, { who: { familyName: 'Clerksworth' }, how: HOW });
  await giveNameAndPassword(page, await newOfficer(agency, 'records'));
  await expect(page.getByRole('heading', { name: 'Records system', level: 1 })).toBeVisible();
  const items = await page.getByRole('navigation', { name: 'Main' }).locator('.nav-title').allTextContents();
  expect(items.map((item) => item.replace(/Oldest: .*/, ''))).toEqual([
    'Letters to print',
    'Find a report',
    'Records system',
    'Case numbers',
    'Holds and retention',
    'Updates',
    'Settings',
  ]);
  await nav(page, 'Find a report').click();
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill(REASON);
  await search(page, 'Name', 'clerksworth');
  await page.getByRole('button', { name: `Open ${number}` }).click();
  const report = page.getByRole('complementary', { name: `Report ${number}` });
  await expect(report).toContainText(HOW);
  await expect(report.getByRole('button', { name: /Approve|Reject|Open for review/ })).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(page.getByTitle('Your role can’t make decisions on reports.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
