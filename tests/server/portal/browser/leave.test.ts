import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../helpers/application.ts';
import { openPortal } from '../portal-fixture.ts';
import { openForm } from '../visitor.ts';

let browser: Browser;
let address: string;
let portal: Awaited<ReturnType<typeof openPortal>>;
beforeAll(async () => {
  browser = await openBrowser();
  portal = await openPortal();
  address = await portal.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await portal.app.close();
});

const EXIT = 'https://www.weather.gov/';

async function openTab(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.route(`${EXIT}**`, (route) => route.fulfill({ body: 'The weather', contentType: 'text/plain' }));
  return page;
}

/** Fills in the form until the page after the person's name and date of birth. */
async function walkToContact(page: Page): Promise<void> {
  await page.goto(`${address}/start/lost_property`);
  for (const one of await page.locator('[value=no]:not([name="ask.place"])').all()) await one.check();
  await page.locator('[name="ask.place"][value=yes]').check();
  const next = async (path: string) => {
    await page.locator('#submit').click();
    await page.locator(`form[action*="${path}"]`).waitFor();
  };
  await next('page=what');
  if (await page.locator('[data-act=refuse]').isVisible()) await page.locator('[data-act=refuse]').click();
  await page.locator('[name="items.0.type"]').fill('Umbrella');
  await next('page=when');
  await page.locator('[name="when.fromDate"]').fill('2026-11-20');
  await next('page=where');
  await page.locator('[name="where.address"]').fill('12 Main St');
  await next('page=how');
  await page.locator('[name=how]').fill('I left it there.');
  await next('page=files');
  await next('page=who');
  await page.locator('[name="who.forWhom"][value=self]').check();
  await page.locator('[name="who.givenName"]').fill('Ana');
  await page.locator('[name="who.familyName"]').fill('Nunez');
  await page.locator('[name="who.birthDate.month"]').fill('3');
  await page.locator('[name="who.birthDate.day"]').fill('27');
  await page.locator('[name="who.birthDate.year"]').fill('1985');
  await next('page=contact');
  await page.locator('[name="who.phone"]').fill('860-555-0123');
}

/** Leaves by the button. A redirect can't be answered here, so its page may not load; what counts is what it left behind. */
async function leave(page: Page): Promise<void> {
  await page.locator('a.exit').click({ noWaitAfter: true });
  await expect.poll(() => page.url()).not.toContain(address);
}

/** What a person who looks at the page can read or find in its fields. */
async function shownOn(page: Page): Promise<string> {
  const found = await page
    .evaluate(() => {
      const isSeen = getComputedStyle(document.documentElement).visibility !== 'hidden';
      const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
      return isSeen ? `${document.body.innerText}\n${fields.join('\n')}` : '';
    })
    .catch(() => '');
  return found;
}

describe('leaving the site', () => {
  it.each([true, false])(
    'Back, and a reload there, never show what was typed (with JavaScript: %s)',
    async (hasScript) => {
      const page = await openTab(hasScript);
      await walkToContact(page);
      await leave(page);
      const seen: string[] = [];
      for (let at = 0; at < 8; at += 1) {
        await page.goBack({ timeout: 5000 }).catch(() => null);
        seen.push(await shownOn(page));
        await page.reload({ timeout: 5000 }).catch(() => null);
        seen.push(await shownOn(page));
      }
      expect(seen.join('\n')).not.toMatch(/Nunez|1985|860-555-0123|Umbrella/);
      await page.context().close();
    },
  );

  it('takes three presses of Esc, from any page, and one press does nothing', async () => {
    const page = await openTab();
    await page.goto(`${address}/start/lost_property`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(page.url()).toContain('/start/lost_property');
    await page.keyboard.press('Escape');
    await page.waitForURL(EXIT);
    await page.context().close();
  });

  it('is possible from the bottom of a long page on a phone, without scrolling', async () => {
    const page = await openTab();
    await page.goto(`${address}/start/larceny`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const box = await page.locator('a.exit').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(60);
    await page.context().close();
  });

  it('does not close the door: who comes back starts at the home page, and can file a report', async () => {
    const page = await openTab(false);
    await walkToContact(page);
    await leave(page);
    await page.goto(`${address}/start/larceny`);
    expect(new URL(page.url()).pathname).toBe('/');
    await walkToContact(page);
    expect(await page.locator('[name="who.phone"]').inputValue()).toBe('860-555-0123');
    await page.context().close();
  });

  it('is only for the person: another site cannot end a visit', async () => {
    const form = await openForm(portal.visitor, 'lost_property');
    expect(form.status).toBe(200);
    const elsewhere = await portal.visitor.get('/leave', { 'sec-fetch-site': 'cross-site' });
    expect(elsewhere.headers.location).toBe(EXIT);
    expect(elsewhere.headers['set-cookie']).toBeUndefined();
    expect(elsewhere.headers['clear-site-data']).toBeUndefined();
  });
});
