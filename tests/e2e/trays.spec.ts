import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printAllElsewhere, rejectElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys, nav, tick, untick } from './officer.ts';
import { outdateProofs } from './own-database.ts';
import { fileReport } from './person.ts';

// The oldest letters come first, and other specs leave theirs on the same server.
test.beforeEach(({ agency }) => printAllElsewhere(agency));

test('a letter for a person with no email is saved as a PDF, marked printed, and leaves the tray; offline is shown', async ({
  supervisor: { page, line, desk },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, {
    who: { email: null, givenName: 'Walter', familyName: 'Post', address: '9 Zion Street, Hartford, CT' },
  });
  await rejectElsewhere(agency, trackingNumber);
  await goByKeys(page, 'p');
  // The letter that confirms receipt is waiting for the same person too.
  const letter = page.getByRole('row').filter({ hasText: `About your report ${trackingNumber}` });
  await expect(letter).toContainText('Walter Post');
  await expect(letter).toContainText('9 Zion Street');
  await letter.getByRole('button', { name: /^Save PDF/ }).click();
  await expect(letter.getByText('saved')).toBeVisible();
  expect(readFileSync(join(desk.downloads, `${trackingNumber} rejected.pdf`), 'latin1')).toMatch(/^%PDF-/);
  const waiting = nav(page, /^Letters to print/);
  await expect(waiting).toHaveText(/^Letters to printOldest: (?:just now|\d+ min)2$/);
  await letter.getByRole('button', { name: /^Mark as printed/ }).click();
  await expect(letter).toHaveCount(0);
  await expect(waiting).toHaveText(/^Letters to printOldest: (?:just now|\d+ min)1$/);
  await page.getByRole('button', { name: 'Show printed' }).click();
  await expect(letter).toBeVisible();
  await expect(letter.getByRole('button', { name: /^Mark as printed/ })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: 'Printed or handled' })).toBeVisible();
  await expect(letter).toContainText(/Printed by S/);
  await letter.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  const report = page.getByRole('region', { name: `Report ${trackingNumber}` });
  await expect(report).toContainText('The letter was printed for mailing.');

  await goByKeys(page, 'r');
  await expect(page.getByRole('main')).toContainText('The records system has accepted everything that was sent.');
  await goByKeys(page, 'o');
  const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York' }).format(new Date());
  const days = [today()];
  // Long after sign-in, the password has to be entered first.
  await outdateProofs(agency);
  await page.getByRole('button', { name: 'Export audit log…' }).click();
  await page.getByLabel('Your password').fill(agency.account('supervisor').password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText(/rows written, all checked/)).toBeVisible();
  days.push(today());
  const log = readdirSync(desk.downloads).find((name) => name.endsWith('.p2caudit')) ?? '';
  expect(days.map((day) => `audit-log ${day}.p2caudit`)).toContain(log);
  const lines = readFileSync(join(desk.downloads, log), 'utf8').trimEnd().split('\n');
  await expect(page.getByRole('main')).toContainText(JSON.parse(lines.at(-1) ?? '').hash);

  await line.offline();
  await goByKeys(page, 'c');
  await expect(page.getByRole('main')).toContainText('This list needs a connection to the agency server');
});

test('selected letters are saved as one PDF, and leave the tray together once printed; offline, the rest can be read', async ({
  supervisor: { page, desk, line },
  agency,
}) => {
  const who = { email: null, familyName: 'Bündel', address: '9 Zion Street, Hartford, CT' };
  const filed = [await fileReport(agency, { who }), await fileReport(agency, { who })];
  const left = await fileReport(agency, { who: { ...who, familyName: 'Warte' } });
  await goByKeys(page, 'p');
  const letters = page.getByRole('row').filter({ hasText: 'Bündel' });
  await expect(letters).toHaveCount(2);
  const all = page.getByRole('checkbox', { name: 'Select all on this page' });
  await tick(all);
  await expect(page.getByRole('button', { name: /^Save \d+ letters as one PDF/ })).toBeVisible();
  await untick(all);
  await expect(page.getByRole('button', { name: /as one PDF/ })).toHaveCount(0);
  for (const number of filed) {
    await tick(page.getByRole('checkbox', { name: `Select the letter for ${number}` }));
  }
  await expect(all).toHaveJSProperty('indeterminate', true);
  await page.getByRole('button', { name: 'Save 2 letters as one PDF…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Were all 2 letters printed?' });
  await expect(dialog).toBeVisible();
  const pdf = readFileSync(join(desk.downloads, '2 letters.pdf'), 'latin1');
  expect(/\/Count (\d+)/.exec(pdf)?.[1]).toBe('2');
  // Printers jam: letters stay until someone confirms that they are printed.
  await dialog.getByRole('button', { name: 'Not yet' }).click();
  await expect(letters).toHaveCount(2);
  await page.getByRole('button', { name: 'Save 2 letters as one PDF…' }).click();
  await dialog.getByRole('button', { name: 'Yes, all printed' }).click();
  await expect(dialog).toBeHidden();
  await expect(letters).toHaveCount(0);
  const remaining = page.getByRole('checkbox', { name: `Select the letter for ${left}` });
  await expect(remaining).toBeVisible();
  await line.offline();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Offline. This is what was last loaded.')).toBeVisible();
  await expect(remaining).toBeVisible();
});

test("an officer can find a caller's letter by name or number, ignoring accents, including printed ones", async ({
  supervisor: { page },
  agency,
}) => {
  const who = { email: null, givenName: 'Zoë', familyName: 'Quiñónez', address: '9 Zion Street, Hartford, CT' };
  const sought = await fileReport(agency, { who });
  await fileReport(agency, { who: { ...who, familyName: 'Andere' } });
  await goByKeys(page, 'p');
  await expect(page.getByRole('main')).toContainText('1–2 of 2 letters');
  const search = page.getByRole('searchbox', { name: 'Search letters' });
  await search.fill('quinonez zoe');
  await expect(page.getByRole('main')).toContainText('1–1 of 1 letter');
  await page.getByRole('button', { name: `Mark as printed: letter for ${sought}` }).click();
  await expect(page.getByText('No matching letters')).toBeVisible();
  await search.fill(sought.toLowerCase());
  await page.getByRole('button', { name: 'Search printed letters' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Zoë Quiñónez' })).toContainText(sought);
  await expect(page.getByRole('main')).toContainText('1–1 of 1 letter');
  // The pressed button is gone; focus is in the search box, ready for the next name.
  await expect(search).toBeFocused();
  await search.fill('');
  await expect(page.getByRole('row').filter({ hasText: 'Zoë Andere' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Showing printed' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Zoë Andere' })).toBeVisible();
});

test('two letters marked in quick succession both leave, and the page that this empties gives way to the one before', async ({
  supervisor: { page },
  agency,
}) => {
  const who = { email: null, familyName: 'Letzte', address: '9 Zion Street, Hartford, CT' };
  for (let n = 0; n < 52; n += 1) await fileReport(agency, { who });
  await goByKeys(page, 'p');
  const main = page.getByRole('main');
  await expect(main).toContainText('1–50 of 52 letters');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(main).toContainText('51–52 of 52 letters');
  const marks = page.getByRole('button', { name: /^Mark as printed/ });
  // Runs in the window itself, so that nothing happens between the two presses.
  await marks.first().evaluate((first) => {
    const all = [...document.querySelectorAll<HTMLElement>('main button')];
    const both = all.filter((one) => one.getAttribute('aria-label')?.startsWith('Mark as printed'));
    for (const one of both) one.click();
    if (!both.includes(first as HTMLElement)) throw new Error('another page');
  });
  await expect(main).toContainText('1–50 of 50 letters');
});
