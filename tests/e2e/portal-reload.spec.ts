import type { Browser, Page } from 'playwright/test';
import type { BuiltServer } from '../helpers/built-server.ts';
import type { MailServer } from '../helpers/mail-server.ts';
import { actElsewhere } from './colleague.ts';
import { acceptAndSend, fillForm, openPage, reachForm, toSummary } from './journey.ts';
import { address, DESK, expect, linkTo, PHONE, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

const TYPED = 'Corner of Park Street, by the bank';

/** Opens the link in the letter that asks for something, as its reporter. */
async function openReply(page: Page, { agency, mail }: { agency: BuiltServer; mail: MailServer }): Promise<void> {
  const email = address();
  await reachForm(page, agency.url, 'lost_property', 'en');
  await fillForm(page, 'lost_property', { email, lang: 'en' });
  await toSummary(page);
  await acceptAndSend(page);
  await page.goto(await linkTo(mail, email, 'confirm'));
  await page.locator('#submit').click();
  const trackingNumber = await page.locator('.number').innerText();
  await actElsewhere(agency, trackingNumber, { kind: 'follow_up', missing: ['value'], note: '' });
  await page.goto(await linkTo(mail, email, 'reply'));
}

/** A page with scripts or without, in a browser of its own. */
async function inBrowser(chromium: Browser, hasScript: boolean, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await chromium.newContext({ ...(hasScript ? PHONE : DESK), javaScriptEnabled: hasScript });
  await run(await context.newPage());
  await context.close();
}

test('reloading a step of the form keeps what is typed on it, and what was typed before', ({ agency, chromium }) =>
  inBrowser(chromium, true, async (page) => {
    await reachForm(page, agency.url, 'lost_property', 'en');
    await fillForm(page, 'lost_property', { email: address(), lang: 'en' }, { until: 'where' });
    await page.locator('[name="where.address"]').fill(TYPED);
    await page.reload();
    expect(await openPage(page)).toBe('where');
    await expect(page.locator('[name="where.address"]')).toHaveValue(TYPED);
    await backForwardAndOn(page);
  }));

// A browser without scripts forgets at a reload what was typed and not sent; nobody else has it.
test('without JavaScript, reloading a step keeps all that was sent before, and Back what was typed', ({
  agency,
  chromium,
}) =>
  inBrowser(chromium, false, async (page) => {
    await reachForm(page, agency.url, 'lost_property', 'en');
    await fillForm(page, 'lost_property', { email: address(), lang: 'en' }, { until: 'where' });
    await page.locator('[name="where.address"]').fill(TYPED);
    await backForwardAndOn(page);
  }));

async function backForwardAndOn(page: Page): Promise<void> {
  await page.locator('#submit').click();
  await expect.poll(() => openPage(page)).toBe('how');
  await page.goBack();
  await expect(page.locator('[name="where.address"]')).toHaveValue(TYPED);
  await page.goForward();
  await expect.poll(() => openPage(page)).toBe('how');
  await page.reload();
  await expect.poll(() => openPage(page)).toBe('how');
  await fillForm(page, 'lost_property', { email: address(), lang: 'en' });
  await toSummary(page);
  await page.reload();
  await expect(page.locator('main')).toContainText(TYPED);
  await expect(page.locator('main')).toContainText('Pasaporte');
}

for (const hasScript of [true, false]) {
  const how = hasScript ? '' : ' without JavaScript';
  test(`leaving the page of an answer to an officer and coming back keeps what is typed${how}`, ({
    agency,
    mail,
    chromium,
  }) =>
    inBrowser(chromium, hasScript, async (page) => {
      await openReply(page, { agency, mail });
      const box = page.getByRole('textbox').first();
      const more = page.locator('[name=more]');
      await more.fill(TYPED);
      if (hasScript) {
        await page.reload();
        await expect(more).toHaveValue(TYPED);
      }
      await page.goto(`${agency.url}/status`);
      await page.goBack();
      await expect(more).toHaveValue(TYPED);
      await page.goBack();
      await page.goForward();
      await expect(more).toHaveValue(TYPED);
      // What was sent and came back with an error also survives a reload.
      await page.locator('#submit').click();
      await expect(page.locator('.summary')).toBeVisible();
      await page.reload();
      await expect(more).toHaveValue(TYPED);
      await box.fill('About $300.');
      await page.locator('#submit').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your answer was sent');
    }));
}
