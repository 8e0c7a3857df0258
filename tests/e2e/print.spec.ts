import { execFileSync } from 'node:child_process';
import { electronMajor } from '../helpers/application.ts';
import { expect, test } from './fixtures.ts';
import { chooseUndoTime, openReport } from './officer.ts';
import { fileReport } from './person.ts';
import type { Desk } from './workstation.ts';

/** What the open report says on paper, sheet by sheet, as another program reads it. */
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
