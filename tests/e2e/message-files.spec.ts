import type { Page } from 'playwright/test';
import { pdf, photograph } from '../helpers/pictures.ts';
import { barriers, fitsTheWindow } from './barriers.ts';
import { elsewhereSees } from './colleague.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { openReport, report } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';
import { DESK, fitsItsScreen, PHONE } from './portal-fixtures.ts';

const folder = process.env['P2C_SHOTS'];
const shot = async (page: Page, name: string) => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};
const form = { name: 'Statement form.pdf', mimeType: 'application/pdf', buffer: pdf() };

const dialogOf = (page: Page) => page.getByRole('dialog', { name: /^Write to the reporter of/ });
const filesOf = (page: Page) => dialogOf(page).getByRole('region', { name: 'Files' });
const attach = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  filesOf(page).locator('input[type="file"]').setInputFiles(files);

async function write(page: Page, words: string): Promise<void> {
  await page.keyboard.press('i');
  await expect(dialogOf(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type(words);
}

test('a file attached offline survives two kills, goes once with its message, and opens on the page of the reporter', async ({
  page,
  agency,
  line,
  desk,
  chromium,
}) => {
  const email = 'gets.a.form@example.org';
  const trackingNumber = await fileReport(agency, { who: { email } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await write(page, 'Please fill in this form and send it back.');
  await attach(page, form);
  await expect(filesOf(page).getByRole('listitem')).toContainText('Statement form.pdf');
  await expect(filesOf(page).getByRole('status')).toHaveText('Attached: Statement form.pdf');

  // An unfinished message is restored with its file.
  const id = await onDatabase(agency, (deps) => reportId(deps, trackingNumber));
  const kept = () => page.evaluate((one) => window.p2c.call('draft.get', { reportId: one, kind: 'message' }), id);
  await expect.poll(kept).toMatchObject({ ok: true, value: { draft: { files: [{ name: 'Statement form.pdf' }] } } });
  await desk.kill();
  const second = await desk.open();
  await unlock(second, agency.account('officer'));
  await openReport(second, trackingNumber);
  await second.keyboard.press('i');
  await expect(filesOf(second).getByRole('listitem')).toContainText('Statement form.pdf');
  await second.keyboard.press('Control+Enter');
  await expect(dialogOf(second)).toBeHidden();
  await expect(report(second, trackingNumber)).toContainText('not sent yet');

  // A message that is waiting to be sent is restored with its file, too.
  await desk.kill();
  const third = await desk.open();
  await unlock(third, agency.account('officer'));
  await line.online();
  await third.evaluate(() => window.p2c.call('outbox.send-now', undefined));
  const { text } = await letterTo(agency, email, /A message about your report/);
  expect(text).not.toContain('Statement');
  const { history, attachments } = await elsewhereSees(agency, trackingNumber);
  expect(history.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  expect(attachments.map(({ name, sentBy }) => [name, sentBy])).toEqual([['Statement form.pdf', 'Officer Rivera']]);
  await openReport(third, trackingNumber);
  const opened = report(third, trackingNumber);
  await expect(opened.getByRole('region', { name: 'History' })).toContainText('Message to the reporter with 1 file.');
  await expect(opened.getByRole('region', { name: 'History' })).toContainText(`SHA-256 ${attachments[0]?.sha256}`);
  await expect(opened.getByRole('region', { name: 'Attachments' })).toContainText('sent by Officer Rivera');

  const address = /https?:\S+\/status\/[0-9A-Z]{26}/.exec(text)?.[0] ?? '';
  for (const [screen, javaScriptEnabled] of [
    [PHONE, true],
    [DESK, false],
  ] as const) {
    const context = await (await chromium()).newContext({ ...screen, javaScriptEnabled, locale: 'en-US' });
    const person = await context.newPage();
    await person.goto(address);
    await fitsItsScreen(person);
    if (javaScriptEnabled) expect(await barriers(person, "a file on the report's page")).toEqual([]);
    const came = person.waitForEvent('download');
    await person.getByRole('link', { name: 'Statement form.pdf' }).click();
    expect((await came).suggestedFilename()).toBe('Statement form.pdf');
    if (folder !== undefined && screen === PHONE)
      await person.screenshot({ path: `${folder}/person-file.png`, fullPage: true });
    await context.close();
  }
});

test('files are chosen, pasted and removed by keyboard, and one that nobody could open is refused with its reason', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'by.keyboard@example.org' } });
  await openReport(page, trackingNumber);
  await write(page, 'Is this the bicycle?');
  const files = filesOf(page);
  await attach(
    page,
    { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0a program') },
    form,
    { name: 'bicycle.jpg', mimeType: 'image/jpeg', buffer: await photograph(900, 700) },
  );
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await expect(files.getByRole('alert')).toHaveText('“tool.exe” was not attached. The file is not a PDF, JPEG or PNG.');
  await expect(dialogOf(page).getByRole('textbox')).toHaveValue('Is this the bicycle?');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['%PDF-1.4 pasted'], 'pasted.pdf', { type: 'application/pdf' }));
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(files.getByRole('listitem')).toHaveCount(3);
  expect(await barriers(page, 'a message with files')).toEqual([]);
  for (const [width, height] of [
    [1366, 768],
    [900, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    await fitsTheWindow(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((one) => (document.documentElement.dataset['theme'] = one), theme);
      await files.scrollIntoViewIfNeeded();
      await shot(page, `message-files-${width}-${theme}`);
    }
  }
  await files.getByRole('button', { name: 'Remove pasted.pdf' }).focus();
  await page.keyboard.press('Enter');
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await expect(files).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(dialogOf(page)).toBeHidden();
  await expect
    .poll(async () => (await elsewhereSees(agency, trackingNumber)).attachments.map(({ name }) => name))
    .toEqual(['Statement form.pdf', 'bicycle.jpg']);
});

test('for a reporter who gets letters on paper, the form says that no files can be sent', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: null } });
  await openReport(page, trackingNumber);
  await write(page, 'Please call us.');
  await expect(filesOf(page)).toContainText('files can’t be opened with the access code');
  await expect(filesOf(page).getByRole('button')).toHaveCount(0);
  expect(await barriers(page, 'a message on paper')).toEqual([]);
});
