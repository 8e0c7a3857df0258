import type { Page } from 'playwright/test';
import { type BuiltServer, startSetUp } from '../helpers/built-server.ts';
import type { MailServer } from '../helpers/mail-server.ts';
import { FOREIGN, writeSpringfield } from '../helpers/springfield.ts';
import { useMail } from './agency.ts';
import { test as base, expect, signIn } from './fixtures.ts';
import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';
import { approveOpen, nav, openReport, sendNow } from './officer.ts';
import { newOfficer } from './own-database.ts';

/** Tests for the agency of another city, in another state, as `p2c-server init` makes it from a file. */
const test = base.extend<object, { mail: MailServer; agency: BuiltServer }>({
  mail: [
    // oxlint-disable-next-line no-empty-pattern
    ({}, use) => useMail(use),
    { scope: 'worker' },
  ],
  agency: [
    async ({ mail }, use) => {
      const agency = await startSetUp(writeSpringfield, { SMTP_URL: mail.url, MAIL_FROM: 'p2c@springfield.example' });
      await use(agency);
      await agency.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('an agency that was set up by its own file decides a report, and no screen names another city', async ({
  page,
  agency,
  mail,
  chromium,
}) => {
  const seen: string[] = [];
  const look = async (at: Page) => seen.push(await at.locator('body').innerText());
  const person = await (await chromium()).newPage();
  await reachForm(person, agency.url, 'larceny', 'en');
  const who = { email: 'lisa@springfield.example', lang: 'en' } as const;
  const answers = { 'where.address': '742 Evergreen Terrace', 'who.phone': '(413) 555-0123' };
  await fillForm(person, 'larceny', who, { until: 'where', answers });
  // West of the middle.
  const map = person.locator('[role="application"] svg');
  const { width, height } = (await map.boundingBox()) ?? { width: 0, height: 0 };
  await map.click({ position: { x: width / 3, y: height / 2 } });
  await expect(person.locator('[data-said]')).toContainText('Evergreen Terrace');
  await fillForm(person, 'larceny', who, { answers, each: () => look(person).then(() => undefined) });
  await toSummary(person);
  await look(person);
  await acceptAndSend(person);
  const number = await person.locator('.number').innerText();
  await look(person);
  await person.close();

  await signIn(page, await newOfficer(agency));
  const opened = await openReport(page, number);
  await expect(opened).toContainText('742 Evergreen Terrace');
  // The report is judged by this city's limits.
  await expect(opened).not.toContainText(/outside (of )?the city/i);
  await look(page);
  for (const key of ['a', 'r', 'f', 'l']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await approveOpen(page);
  await sendNow(page);
  const letter = await mail.mailTo(who.email, 'approved');
  expect(letter.parsed.text).toContain('Springfield Police Department');
  seen.push(letter.parsed.text ?? '');
  for (const name of ['Start', 'Settings']) {
    await nav(page, name).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page);
  }
  expect(seen.length).toBeGreaterThan(10);
  for (const text of seen) expect(FOREIGN.exec(text)?.input).toBeUndefined();
});
