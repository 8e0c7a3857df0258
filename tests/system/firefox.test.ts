import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { FILLED } from '../server/portal/filled-forms.ts';
import { CLEAR } from '../server/portal/visitor.ts';

/*
 * Tests the public pages in Debian's Firefox, over WebDriver BiDi, because its cache keeps responses to forms by
 * different rules than Chromium's.
 */

let agency: Agency;
let browser: Browser;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date() });
  const executablePath = '/usr/bin/firefox-esr';
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // Without these preferences, Firefox shows the page from memory and never uses its cache.
    extraPrefsFirefox: { 'browser.sessionhistory.max_total_viewers': 0, 'fission.bfcacheInParent': false },
  });
});
afterAll(async () => {
  await browser?.close();
  await agency?.stop();
});

const fill = (page: Page, fields: Readonly<Record<string, string>>) =>
  page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      for (const field of document.getElementsByName(name)) {
        if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value;
        else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
      }
    }
  }, fields);
const press = (page: Page) => Promise.all([page.waitForNavigation(), page.click('#submit')]);
const openPage = (page: Page) =>
  page.evaluate(() => /page=(\w+)/.exec(document.querySelector('form')?.action ?? '')?.[1] ?? 'check');

test('Back leads from page to page of the form, also past a page with an error, and keeps what was typed', async () => {
  const page = await browser.newPage();
  await page.goto(`${agency.serverUrl}/start/lost_property?lang=en`);
  await fill(page, CLEAR);
  await press(page);
  const typed = { ...FILLED.lost_property, 'when.fromDate': '2026-01-05', 'when.toDate': '2026-01-06' };
  const way: string[] = [];
  for (let at = await openPage(page); at !== 'check'; at = await openPage(page)) {
    if (at === 'where' && !way.includes('where')) {
      await fill(page, { 'where.address': '' });
      await press(page);
    }
    way.push(at);
    await fill(page, typed);
    await press(page);
  }
  expect(way).toEqual(['what', 'when', 'where', 'how', 'files', 'who', 'contact']);
  for (const at of way.toReversed()) {
    for (let tries = 0; tries < 3 && (await openPage(page)) !== at; tries += 1) await page.goBack();
    expect(await openPage(page)).toBe(at);
  }
  expect(await page.$eval('[name="items.0.type"]', (one) => (one instanceof HTMLInputElement ? one.value : ''))).toBe(
    'Bicycle',
  );
  await page.close();
});

test('Back works after every other form that is answered: the questions, finding a report, asking for its link', async () => {
  const page = await browser.newPage();
  const url = () => new URL(page.url()).pathname;
  await page.goto(`${agency.serverUrl}/?lang=en`);
  await page.goto(`${agency.serverUrl}/start/larceny?lang=en`);
  await fill(page, { ...CLEAR, 'ask.suspect': 'yes' });
  await press(page);
  const instead = await page.$eval('h1', (one) => one.textContent);
  await page.goBack();
  expect(url()).toBe('/start/larceny');
  expect(await page.$eval('h1', (one) => one.textContent)).not.toBe(instead);
  await fill(page, CLEAR);
  await press(page);
  expect(await openPage(page)).toBe('offense');
  for (const [path, fields] of [
    ['/status', { number: 'T26-000304-5', code: 'AAAA-BBBB-CCCC' }],
    ['/status/link', { number: 'T26-000304', email: 'nobody@example.com' }],
  ] as const) {
    await page.goto(`${agency.serverUrl}${path}?lang=en`);
    await fill(page, fields);
    await press(page);
    expect(await page.$$('.summary')).toHaveLength(1);
    await page.goBack();
    expect(url()).toBe(path);
    expect(await page.$('#submit')).not.toBeNull();
  }
  await page.close();
});
