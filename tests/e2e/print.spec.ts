import { execFileSync } from 'node:child_process';
import { electronMajor } from '../helpers/application.ts';
import { expect, test } from './fixtures.ts';
import { chooseUndoTime, nav, openReport } from './officer.ts';
import { newOfficer, usesOf } from './own-database.ts';
import { fileReport } from './person.ts';
import { giveNameAndPassword } from './signing-in.ts';
import type { Desk } from './workstation.ts';

/** Returns the text of the printed report, sheet by sheet, as another program extracts it. */
async function sheets(desk: Desk): Promise<string[]> {
  const input = await desk.onPaper();
  return execFileSync('pdftotext', ['-layout', '-', '-'], { encoding: 'utf8', input })
    .split('\f')
    .filter((one) => one.trim() !== '');
}

test('each sheet of a printed report says whose it is and who printed it, and nothing about this workstation now', async ({
  officer: { page, line, desk },
  agency,
}) => {
  test.skip((electronMajor() ?? 34) < 34, 'text in the margins of paper is newer than this Electron');
  const trackingNumber = await fileReport(agency, {
    who: { familyName: 'Papier', email: null, phone: '860 555 0100' },
    how: `It was gone in the morning. ${'Nobody saw anything that day. '.repeat(120)}`,
  });
  const report = await openReport(page, trackingNumber);
  await chooseUndoTime(page, '2 minutes');
  await line.offline();
  await expect(report).toContainText('other viewers not shown');
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('For the file.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(report).toContainText('Saved here, not sent yet');
  const printed = await sheets(desk);
  expect(printed.length).toBeGreaterThan(1);
  printed.forEach((text, at) => {
    expect(text).toContain('Hartford Police Department');
    expect(text).toContain(trackingNumber);
    expect(text).toMatch(/Printed by Officer Rivera, \w+, \w+ \d+, \d{4} \d+:\d\d [AP]M/);
    expect(text).toMatch(new RegExp(`\\b${at + 1} ?/ ?${printed.length}\\b`));
  });
  const whole = printed.join('\n');
  expect(whole).toContain('It was gone in the morning.');
  expect(whole).not.toMatch(/Saved here|not sent yet|can undo|Press Z|other viewers|Copy narrative/i);
  expect(whole).not.toMatch(/\b(?:Today|Yesterday|ago|just now)\b/i);
});

test('a records clerk prints a report from a list: the sheets name agency and clerk, and its trail has the printing', async ({
  page,
  desk,
  agency,
}) => {
  const how = 'The sheets were gone from the line behind the laundry.';
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Sheetsworth' }, how });
  const clerk = await newOfficer(agency, 'records');
  await giveNameAndPassword(page, clerk);
  await nav(page, 'Find a report').click();
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill('A request for a copy');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('sheetsworth');
  await name.press('Enter');
  const counted = () => page.evaluate(() => Number(document.documentElement.dataset['prints'] ?? 0));
  // The system's dialog would wait for a person.
  await page.evaluate(() => {
    window.print = () => {
      const { dataset } = document.documentElement;
      dataset['prints'] = String(Number(dataset['prints'] ?? 0) + 1);
      dispatchEvent(new Event('beforeprint'));
      dispatchEvent(new Event('afterprint'));
    };
  });
  // Nothing but a report has a print style sheet.
  await expect(page.getByRole('button', { name: `Open ${trackingNumber}` })).toBeVisible();
  await page.keyboard.press('Control+p');
  await page.getByRole('button', { name: `Open ${trackingNumber}` }).press('Enter');
  const report = page.getByRole('complementary', { name: `Report ${trackingNumber}` });
  await expect(report).toContainText(how);
  expect(await counted()).toBe(0);
  await page.keyboard.press('Control+p');
  await expect.poll(counted).toBe(1);
  await report.getByRole('button', { name: 'Print or save as PDF' }).press('Enter');
  await page.getByRole('menuitem', { name: /^Print/ }).press('Enter');
  await expect.poll(counted).toBe(2);
  const printed = (electronMajor() ?? 34) < 34 ? [] : await sheets(desk);
  for (const text of printed) {
    expect(text).toContain('Hartford Police Department');
    expect(text).toContain(trackingNumber);
    expect(text).toMatch(/Printed by .+, \w+, \w+ \d+, \d{4} \d+:\d\d [AP]M/);
  }
  const whole = printed.join('\n');
  if (printed.length > 0) expect(whole).toContain(how);
  expect(whole).not.toMatch(
    /Find a report|Place legal hold|Reason for searching|\b(?:Today|Yesterday|ago|just now)\b/i,
  );
  // A workstation with nothing else to send sends its trail only every minute, or on command.
  await page.evaluate(() => window.p2c.call('outbox.send-now', undefined));
  await expect
    .poll(async () => (await usesOf(agency, trackingNumber)).some(({ printed: times = 0 }) => times > 0))
    .toBe(true);
});
