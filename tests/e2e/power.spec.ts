import type { Browser, Page } from 'playwright/test';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { nav, openReport, row, tick } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

const isLocked = (page: Page) => expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();

test("the window locks after the policy's idle minutes, and when the computer sleeps or is locked", async ({
  officer: { page, desk },
  agency,
}) => {
  const officer = agency.account('officer');
  for (const event of [{ idle: 300 }, 'lock-screen', 'suspend'] as const) {
    await desk.power(event);
    await isLocked(page);
    await desk.power({ idle: 0 });
    await unlock(page, officer);
  }
});

test('text being typed when the computer locks is there after unlocking, to the last letter', async ({
  officer: { page, desk },
  agency,
}) => {
  const officer = agency.account('officer');
  const trackingNumber = await fileReport(agency);
  const opened = await openReport(page, trackingNumber);
  await page.keyboard.press('r');
  const note = page.getByRole('textbox', { name: /Note to reporter/ });
  await note.fill('Half a sentence about');
  await desk.power('lock-screen');
  await isLocked(page);
  await unlock(page, officer);
  await expect(opened).toBeVisible();
  await page.keyboard.press('r');
  await expect(note).toHaveValue('Half a sentence about');
});

test('while locked, a reply is announced without saying what it is about, and not at all if turned off', async ({
  page,
  agency,
  desk,
  chromium,
}) => {
  const officer = agency.account('officer');
  await signIn(page, officer);
  const askAndLock = async (email: string) => {
    const trackingNumber = await fileReport(agency, { who: { email } });
    await openReport(page, trackingNumber);
    await page.getByRole('button', { name: /^Follow up/ }).click();
    const dialog = page.getByRole('dialog');
    await tick(dialog.getByRole('checkbox').first());
    await dialog.getByRole('button', { name: /^(Send|Follow|Ask)/ }).click();
    await expect(dialog).toBeHidden();
    const letter = await letterTo(agency, email, /\/reply\//);
    await expect(page.getByRole('button', { name: 'Connection: Online · 0 waiting' })).toBeVisible();
    await desk.power('lock-screen');
    await isLocked(page);
    await answer(await chromium(), /https?:\S+\/reply\/\S+/.exec(letter.text)?.[0] ?? '');
    return trackingNumber;
  };
  await askAndLock('notice@example.org');
  const said = [{ title: 'P2C Review', body: 'Something needs your attention.' }];
  await expect.poll(desk.notifications).toEqual(said);

  await unlock(page, officer);
  await nav(page, 'Settings').click();
  await page.getByText('Notify me when a reporter replies to my follow-up').click();
  await nav(page, /^Queue/).click();
  const unannounced = await askAndLock('no-notice@example.org');
  await unlock(page, officer);
  await nav(page, /^Reporter replied/).click();
  await expect(row(page, unannounced)).toBeVisible();
  expect(await desk.notifications()).toEqual(said);
});

/** The person answers the follow-up at the address in the letter. */
async function answer(browser: Browser, address: string): Promise<void> {
  const person = await browser.newPage();
  await person.goto(address);
  for (const box of await person.getByRole('textbox').all()) await box.fill('The serial number is WTU 998 877.');
  await person.getByRole('button', { name: /send/i }).click();
  await person.close();
}
