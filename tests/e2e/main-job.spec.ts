import { elsewhereSees, rejectElsewhere } from './colleague.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { approveOpen, chooseUndoTime, inView, openReport, report, row, searchFor, tick } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

test('a report that a person files appears in the open queue automatically, with no click', async ({
  officer: { page },
  agency,
}) => {
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await searchFor(page, 'Zbigniew');
  const trackingNumber = await fileReport(agency, { who: { givenName: 'Zbigniew', familyName: 'Early' } });
  await expect(row(page, trackingNumber)).toBeVisible();
});

test('an officer sorts the queue by every column', async ({ officer: { page } }) => {
  const headers = page.getByRole('columnheader');
  await expect(headers.first()).toBeVisible();
  for (const header of await headers.all()) {
    await header.getByRole('button').or(header).last().click();
    await expect(header).toHaveAttribute('aria-sort', /ascending|descending/);
    const first = await header.getAttribute('aria-sort');
    await header.getByRole('button').or(header).last().click();
    await expect(header).not.toHaveAttribute('aria-sort', first ?? '');
  }
});

test('an approval reaches the person with a case number, and the report says that the server has it', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'approved@example.org' } });
  await openReport(page, trackingNumber);
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Letter as it will be sent' })).toContainText('[case number]');
  await tick(dialog.getByRole('radio', { name: /all other/i }));
  await dialog.getByRole('button', { name: /^Approve/ }).click();
  await expect(dialog).toBeHidden();
  await expect(inView(page, trackingNumber)).toBeHidden();
  const letter = await letterTo(agency, 'approved@example.org', /Your case number is \d/);
  expect(letter.text).toMatch(/Your case number is \d{2}-\d{6}\./);
  expect(letter.text).not.toContain('[case number]');
  await page.getByRole('button', { name: /^Status:/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Approved' }).click();
  await page.keyboard.press('Escape');
  await row(page, trackingNumber).click();
  const caseNumber = /Your case number is (\S+)\./.exec(letter.text)?.[1] ?? 'none';
  await expect(report(page, trackingNumber)).toContainText(caseNumber);
  await expect(report(page, trackingNumber)).not.toContainText('Saved here');
});

test('a rejection sends exactly the letter that the officer saw', async ({ officer: { page }, agency }) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'rejected@example.org' } });
  await openReport(page, trackingNumber);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: /not in|outside/i }));
  await dialog
    .getByRole('textbox', { name: /Note to reporter/ })
    .fill('Please call West Hartford at the number on their page.');
  const sheet = dialog.getByRole('region', { name: 'Letter as it will be sent' });
  await expect(sheet).toContainText('Please call West Hartford');
  const shown = (await sheet.innerText()).replace(/\s+/g, ' ');
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toBeHidden();
  const letter = await letterTo(agency, 'rejected@example.org', /West Hartford/);
  const asShown = letter.text.replace(/https?:\S+\/status\/\w{26}/, '[private link]');
  for (const paragraph of asShown.trim().split(/\n\n+/)) {
    expect(shown).toContain(paragraph.replace(/\s+/g, ' ').replace(/^- /, '').replaceAll(' - ', ' '));
  }
});

test('a follow-up asks for what is missing, and the reply through the private link brings the report back', async ({
  officer: { page },
  agency,
  chromium,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'asked@example.org' } });
  await openReport(page, trackingNumber);
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('checkbox').first());
  await dialog.getByRole('button', { name: /^(Send|Follow|Ask)/ }).click();
  await expect(dialog).toBeHidden();
  const letter = await letterTo(agency, 'asked@example.org', /\/reply\//);
  const link = /https?:\S+\/reply\/\S+/.exec(letter.text)?.[0] ?? '';
  const person = await (await chromium()).newPage();
  await person.goto(link);
  for (const box of await person.getByRole('textbox').all()) await box.fill('The serial number is WTU 998 877.');
  await person.getByRole('button', { name: /send/i }).click();
  await expect(person.getByRole('heading', { level: 1 })).toBeVisible();
  await person.close();
  await expect(row(page, trackingNumber)).toContainText('Reporter replied');
});

test('undo brings a report back, and nothing of the decision reaches the server', async ({ page, agency, desk }) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'undone@example.org' } });
  await signIn(page, agency.account('officer'));
  await chooseUndoTime(page, '2 minutes');
  await openReport(page, trackingNumber);
  await approveOpen(page);
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText(trackingNumber);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(inView(page, trackingNumber)).toBeHidden();
  await page.keyboard.press('z');
  await expect(row(page, trackingNumber)).toContainText('New');
  // Quitting sends what is still waiting, but here nothing is.
  await desk.close();
  expect(desk.questions()).toEqual([]);
  expect(await elsewhereSees(agency, trackingNumber)).toMatchObject({ state: 'submitted', decidedBy: null });
});

test('a call is logged and appears in the history', async ({ officer: { page }, agency }) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'called@example.org' } });
  await openReport(page, trackingNumber);
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: /reached|spoke/i }).first());
  await dialog.getByRole('textbox', { name: /Internal note/ }).fill('Will look for the receipt.');
  await dialog.getByRole('button', { name: /^Save call/ }).click();
  await expect(dialog).toBeHidden();
  await expect(report(page, trackingNumber)).toContainText('Will look for the receipt.');
});

test('an officer keeps working offline, and the decision is sent after reconnecting', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'offline@example.org' } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await expect(page.getByRole('button', { name: /^Connection: offline/i })).toBeVisible();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  // After a power cut, everything that was shown as saved is still there.
  await desk.kill();
  const again = await desk.open();
  await unlock(again, agency.account('officer'));
  await expect(inView(again, trackingNumber)).toBeHidden();
  await line.online();
  await letterTo(agency, 'offline@example.org', /Your case number is \d/);
});

test('two officers decide at once: the second sees both versions and loses nothing', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'both@example.org' } });
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await rejectElsewhere(agency, trackingNumber);
  await line.online();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: /Waiting to be sent/ })
    .click();
  await expect(page.getByRole('main')).toContainText(trackingNumber);
  await expect(page.getByRole('button', { name: /^Cancel/ })).toBeVisible();
});

test('a supervisor sees the decision with who made it, why, and the letter', async ({
  supervisor: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'audited@example.org' } });
  await rejectElsewhere(agency, trackingNumber);
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: /Decisions/ })
    .click();
  const line = page.getByRole('row').filter({ hasText: trackingNumber });
  await expect(line).toBeVisible();
  await line.click();
  await expect(page.getByRole('main')).toContainText(/Dear|Hello|Estimad/);
});
