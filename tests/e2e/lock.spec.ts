import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Channel } from '#shared/ipc-names.ts';
import { wordsOnDisk } from '../helpers/disk-search.ts';
import { barriers } from './barriers.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { approveOpen, inView, nav, openReport, report, row, searchFor, tick } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';

/** Sends a request as a script in the page would, bypassing the UI. */
const askFromPage = (page: Page, channel: Channel) =>
  page.evaluate((asked) => window.p2c.call(asked, undefined), channel);

test('locking hides everything at once, answers nothing, and unlocks offline to where the officer was', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, {
    how: 'Quetzalcoatlus took my bicycle.',
    who: { familyName: 'Xanthippopoulos' },
  });
  await openReport(page, trackingNumber);
  await page.keyboard.press('r');
  const note = page.getByRole('textbox', { name: /Note to reporter/ });
  await note.fill('Half a sentence about');
  await line.offline();
  // Locks immediately, even from a field of a form, without closing anything first.
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  const html = await page.content();
  for (const word of ['Quetzalcoatlus', 'Xanthippopoulos', trackingNumber, 'Half a sentence'])
    expect(html).not.toContain(word);
  for (const channel of [
    'queue.page',
    'report.get',
    'outbox.list',
    'cache.state',
    'settings.get',
    'policy.current',
  ] as const)
    expect(await askFromPage(page, channel)).toMatchObject({ ok: false, error: { code: 'locked' } });

  await page.getByLabel(/^Password/).fill('not the password');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('alert')).toContainText('4 attempts left');
  await unlock(page, agency.account('officer'));
  await expect(report(page, trackingNumber)).toBeVisible();
  await page.keyboard.press('r');
  await expect(note).toHaveValue('Half a sentence about');
  // The desk still adapts when the window gets smaller.
  await page.setViewportSize({ width: 900, height: 600 });
  await expect(page.locator('html')).toHaveAttribute('data-room', 'narrow');
});

test('a restart asks for the password and shows nothing before it', async ({ page, agency, desk }) => {
  await fileReport(agency, { who: { familyName: 'Xanthippopoulos' } });
  await signIn(page, agency.account('officer'));
  const search = (on: Page) => on.getByRole('searchbox', { name: 'Search reports' }).fill('Xanthippopoulos');
  await search(page);
  await expect(page.getByRole('grid')).toContainText('Xanthippopoulos');
  await desk.kill();
  const again = await desk.open();
  await expect(again.getByRole('heading', { name: /Welcome back/ })).toBeVisible();
  expect(await again.content()).not.toContain('Xanthippopoulos');
  expect(await askFromPage(again, 'cache.state')).toMatchObject({ ok: false });
  await unlock(again, agency.account('officer'));
  await search(again);
  await expect(again.getByRole('grid')).toContainText('Xanthippopoulos');
});

test('a half-written rejection survives a kill and a new version of the report', async ({ page, agency, desk }) => {
  const trackingNumber = await fileReport(agency);
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: /not in|outside/i }));
  await dialog.getByRole('textbox', { name: /Note to reporter/ }).fill('Please call West Hartford at the num');
  const id = await onDatabase(agency, (deps) => reportId(deps, trackingNumber));
  const kept = () => page.evaluate((reportId) => window.p2c.call('draft.get', { reportId, kind: 'reject' }), id);
  await expect
    .poll(kept)
    .toMatchObject({ ok: true, value: { draft: { note: 'Please call West Hartford at the num' } } });
  await desk.kill();

  const again = await desk.open();
  await unlock(again, agency.account('officer'));
  await openReport(again, trackingNumber);
  await again.keyboard.press('l');
  await tick(
    again
      .getByRole('dialog')
      .getByRole('radio', { name: /reached|spoke/i })
      .first(),
  );
  await again
    .getByRole('dialog')
    .getByRole('button', { name: /^Save call/ })
    .click();
  await expect(again.getByRole('dialog')).toBeHidden();
  await expect(again.getByRole('region', { name: 'History' })).toContainText(/reached/i);
  await again.keyboard.press('r');
  const form = again.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: /Note to reporter/ })).toHaveValue(
    'Please call West Hartford at the num',
  );
  // The reason decides, so it is asked again: two keys must not send what was chosen before.
  await expect(form.getByText(/^Restored from Today/)).toBeVisible();
  await expect(form.getByRole('radio', { name: /not in|outside/i })).not.toBeChecked();
  await again.keyboard.press('Control+Enter');
  await expect(form).toContainText('Choose a reason');
  await tick(form.getByRole('radio', { name: /not in|outside/i }));
  await expect(form.getByRole('region', { name: /letter/i })).toContainText('Please call West Hartford at the num');
  await again.keyboard.press('Escape');
  await searchFor(again, 'has:draft');
  await expect(row(again, trackingNumber)).toContainText('started and not sent');
  await row(again, trackingNumber).click();
  await again.keyboard.press('r');
  await form.getByRole('button', { name: 'Discard' }).click();
  await expect(form.getByRole('textbox', { name: /Note to reporter/ })).toHaveValue('');
  await again.keyboard.press('Escape');
  await expect(row(again, trackingNumber)).toBeHidden();
});

test('signing out with an unsent decision asks, and sends it first if the officer chooses', async ({
  page,
  agency,
  line,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'leaving@example.org' } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await page.getByRole('button', { name: /Officer Rivera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const question = page.getByRole('dialog', { name: /(hasn’t|haven’t) been sent yet/ });
  await expect(question).toContainText('.p2cj');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  // Signing in as someone else at the lock screen asks for confirmation too.
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Sign in as someone else' }).click();
  const warned = page.getByRole('alert').filter({ hasText: /One decision by .* hasn’t been sent yet/ });
  // Long buttons leave enough room for the text.
  const words = await warned.getByText(/hasn’t been sent yet/).boundingBox();
  expect(words?.width).toBeGreaterThan(250);
  await expect(warned.getByRole('button', { name: 'Stay' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(warned).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sign in as someone else' })).toBeFocused();
  await unlock(page, agency.account('officer'));
  await page.getByRole('button', { name: /Officer Rivera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(question.getByRole('button', { name: 'Send now and sign out' })).toBeDisabled();
  // The connection returns while the question is open.
  await line.online();
  const sent = page.getByRole('dialog', { name: 'Your decisions have been sent' });
  await expect(sent.getByRole('button')).toHaveText(['', 'Stay', 'Sign out']);
  expect(await barriers(page, 'signing out after everything was sent')).toEqual([]);
  await sent.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await letterTo(agency, 'leaving@example.org', /Your case number is \d/);
});

test('a decision left unsent by an offline sign-out is sent after the next sign-in and hidden until then', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'handed-over@example.org' } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await page.getByRole('button', { name: /Officer Rivera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const question = page.getByRole('dialog', { name: /(hasn’t|haven’t) been sent yet/ });
  // Offline, nothing can be sent first.
  await expect(question).toContainText('Nothing can be sent right now.');
  await expect(question.getByRole('button', { name: 'Send now and sign out' })).toBeDisabled();
  await question.getByRole('button', { name: 'Leave unsent and sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect(page.getByText(trackingNumber)).toBeHidden();

  // The workstation is shut down overnight, and the connection is back in the morning.
  await desk.close();
  await line.online();
  const again = await desk.open();
  await signIn(again, agency.account('officer'));
  await letterTo(agency, 'handed-over@example.org', /Your case number is \d/);
  await expect(again.getByText(/is only in the encrypted backup/)).toBeHidden();
});

test('a decision is recovered from the sealed journal after the cache is lost, and is sent once', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'recovered@example.org' } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await desk.kill();
  rmSync(join(desk.userData, 'cache'), { recursive: true });
  await line.online();

  const again = await desk.open();
  await signIn(again, agency.account('officer'));
  // The report must be in the cache again before it can be decided again.
  await expect(again.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await again.getByRole('button', { name: 'Recover it' }).click();
  await again.getByRole('button', { name: 'Open this workstation’s backup' }).click();
  await again.getByRole('button', { name: `Confirm the decision on ${trackingNumber}` }).click();
  await letterTo(agency, 'recovered@example.org', /Your case number is \d/);
  await expect(again.getByText(/is only in the encrypted backup/)).toBeHidden();
});

test('a decision from the journal is dropped only after confirmation, and is never sent', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const [dropped, sent] = [
    await fileReport(agency, { who: { email: 'dropped@example.org' } }),
    await fileReport(agency, { who: { email: 'confirmed@example.org' } }),
  ];
  await signIn(page, agency.account('officer'));
  await openReport(page, dropped);
  await openReport(page, sent);
  await line.offline();
  for (const trackingNumber of [dropped, sent]) {
    await openReport(page, trackingNumber);
    await approveOpen(page);
    await expect(inView(page, trackingNumber)).toBeHidden();
  }
  await desk.kill();
  rmSync(join(desk.userData, 'cache'), { recursive: true });
  await line.online();

  const again = await desk.open();
  await signIn(again, agency.account('officer'));
  await expect(again.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await again.getByRole('button', { name: 'Recover them' }).click();
  await again.getByRole('button', { name: 'Open this workstation’s backup' }).click();
  const drop = again.getByRole('button', { name: `Discard the decision on ${dropped}` });
  const question = again.getByRole('dialog', { name: `Discard the decision on ${dropped}` });
  await drop.click();
  await expect(question).toContainText('can’t be brought back');
  expect(await barriers(again, 'drop a decision')).toEqual([]);
  // Escape means no, as everywhere, and focus returns to where it was.
  await again.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(drop).toBeFocused();
  await drop.click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(drop).toBeHidden();
  await again.getByRole('button', { name: `Confirm the decision on ${sent}` }).click();
  await letterTo(agency, 'confirmed@example.org', /Your case number is \d/);
  await expect(again.getByText(/only in the encrypted backup/)).toBeHidden();

  // The report of the dropped decision is undecided again, on this workstation and for everyone.
  await nav(again, /^Queue/).click();
  const undecided = await openReport(again, dropped);
  await expect(undecided).toContainText('New');
});

test('too many wrong passwords destroy the local data, and the application says so', async ({ page, agency, desk }) => {
  await signIn(page, agency.account('officer'));
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await page.keyboard.press('Control+l');
  for (let n = 1; n <= 5; n += 1) {
    await page.getByLabel(/^Password/).fill(`wrong ${n}`);
    await page.getByRole('button', { name: 'Unlock' }).click();
    if (n < 5)
      await expect(page.getByRole('alert')).toContainText(`${n === 4 ? 'One attempt' : `${5 - n} attempts`} left`);
  }
  await expect(page.getByRole('alert')).toContainText('Too many wrong attempts');
  await expect.poll(() => readdirSync(join(desk.userData, 'cache'))).toEqual([]);
  await signIn(page, agency.account('officer'));
});

test.describe('on the disk', () => {
  test.use({ windowOnDisk: true });
  test('no workstation file contains any text from a session, with a real keychain', async ({ page, agency, desk }) => {
    const words = ['Quetzalcoatlus northropi', 'Xanthippopoulos', 'Floccinaucinihilipilification'] as const;
    const trackingNumber = await fileReport(agency, {
      how: `${words[0]} took my bicycle.`,
      who: { familyName: words[1] },
    });
    const { password } = agency.account('officer');
    await signIn(page, agency.account('officer'));
    await openReport(page, trackingNumber);
    await page.keyboard.press('f');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /Note to reporter/ })
      .fill(words[2]);
    // The window's own storage is searched, too. Once this text is on disk, the browser has flushed everything before
    // it.
    const proof = 'Honorificabilitudinitatibus';
    await page.evaluate((text) => window.localStorage.setItem('proof', text), proof);
    await expect.poll(() => wordsOnDisk([desk.userData], [proof]).length).toBeGreaterThan(0);
    expect(wordsOnDisk([desk.userData, desk.temporary], [...words, password])).toEqual([]);
    await page.keyboard.press('Control+l');
    await unlock(page, agency.account('officer'));
    await desk.close();
    expect(wordsOnDisk([desk.userData, desk.temporary], [...words, password])).toEqual([]);
  });
});
