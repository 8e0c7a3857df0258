import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { openBrowser } from '../../../helpers/application.ts';
import { FILLED } from '../filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over } from '../visitor.ts';

const EXIT = 'https://www.weather.gov/';
const EMAIL = 'ana@example.com';
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let browser: Browser;
let agency: Agency;
let link: string;
beforeAll(async () => {
  [browser, agency] = await Promise.all([openBrowser(), startAgency({ now: () => clock.now })]);
  const person = createVisitor(over(agency.url));
  const form = await openForm(person, 'vandalism', 'en');
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.vandalism, 'who.email': EMAIL, 'who.familyName': 'Nunez' };
  await person.post('/report/vandalism', { ...fields, save: 'yes' });
  const mailed = await agency.mail.mailTo(EMAIL, '');
  link = `${agency.url}${/https?:\/\/[^/\s]+(\/resume\/[\w-]+)/.exec(mailed.parsed.text ?? '')?.[1]}`;
});
afterAll(async () => {
  await browser.close();
  await agency.stop();
});

const tells = (page: Page) => page.content().then((html) => html.includes('Nunez'));

/** Opens the page behind a mailed link and leaves the site from there. */
async function openAndLeave(hasScript: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: hasScript });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.route(`${EXIT}**`, (route) => route.fulfill({ body: 'The weather', contentType: 'text/plain' }));
  await page.goto(link);
  expect(await tells(page)).toBe(true);
  await page.locator('a.exit').click({ noWaitAfter: true });
  await expect.poll(() => page.url()).not.toContain(agency.url);
  return page;
}

describe('a page behind a mailed link that was left', () => {
  it.each([true, false])('is not shown by Back, nor by a reload there (with JavaScript: %s)', async (hasScript) => {
    const page = await openAndLeave(hasScript);
    for (let at = 0; at < 3; at += 1) {
      await page.goBack({ timeout: 5000 }).catch(() => null);
      expect(await tells(page)).toBe(false);
      await page.reload({ timeout: 5000 }).catch(() => null);
      expect(await tells(page)).toBe(false);
    }
    await page.context().close();
  });

  it('opens again once the person says so, and after that as ever', async () => {
    const page = await openAndLeave(false);
    await page.goto(link);
    expect(await tells(page)).toBe(false);
    await page.locator('#submit').click();
    await expect.poll(() => tells(page)).toBe(true);
    expect(page.url()).toBe(link);
    await page.reload();
    expect(await tells(page)).toBe(true);
    await page.context().close();
  });

  it('sends nobody to another site', async () => {
    const page = await openAndLeave(false);
    await page.goto(link);
    for (const to of ['https://evil.example/', '//evil.example', '/status/x//evil.example']) {
      const fields = { ...hiddenFields(await page.content()), to };
      const answer = await page.request.post(`${agency.url}/return`, { form: fields, maxRedirects: 0 });
      expect(answer.headers()['location']).toBe('/');
    }
    await page.context().close();
  });
});
