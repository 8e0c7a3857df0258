import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LEAST_MS } from '#server/portal/form/form-token.ts';
import { actElsewhere } from '../e2e/colleague.ts';
import { fileReport, letterTo, linksTo } from '../e2e/person.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { FILLED } from '../server/portal/filled-forms.ts';
import { CLEAR } from '../server/portal/visitor.ts';

/*
 * Measures every public page in Lighthouse, as a phone on a slow line sees it. `npm run test:system` installs
 * Lighthouse.
 */

const HOME = new URL('../../.cache/lighthouse/node_modules/', import.meta.url);
/**
 * Measuring a page takes half a minute. A test that timed out would continue in the next test's tab and slow it down.
 */
vi.setConfig({ testTimeout: 3_600_000 });
const RUNS = Number(process.env['P2C_LIGHTHOUSE_RUNS'] ?? 5);
/** The names of pages to measure; the others are only passed through. */
const PAGES = new RegExp(process.env['P2C_LIGHTHOUSE_PAGES'] ?? '');
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
type Category = (typeof CATEGORIES)[number];
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
] as const;
/** Chromium itself logs that a page has the status of a refusal. */
const LOGGED_BY_BROWSER = 'errors-in-console';

type Audit = { id: string; score: number | null; title: string; displayValue?: string };
type Result = {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
};
type Go = string | (() => Promise<void>);
type Lighthouse = { navigation: (page: Page, go: Go, options: object) => Promise<{ lhr: Result } | undefined> };
type Puppeteer = { default: { launch: (options: object) => Promise<Browser> } };

let agency: BuiltServer;
let browser: Browser;
let page: Page;
let lighthouse: Lighthouse;
beforeAll(async () => {
  agency = await startBuiltServer();
  lighthouse = (await import(new URL('lighthouse/core/index.js', HOME).href)) as Lighthouse;
  // Uses the version of Puppeteer that Lighthouse itself was made for.
  const own = new URL('puppeteer-core/lib/puppeteer/puppeteer-core.js', HOME);
  const puppeteer = (await import(fileURLToPath(own))) as Puppeteer;
  browser = await puppeteer.default.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await agency?.stop();
});

/** Continues in a new tab: the more Lighthouse has measured in one tab, the more blocking time it sees there. */
async function freshTab(): Promise<void> {
  const old = page;
  page = await browser.newPage();
  await old.close();
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Measures a page several times; `back` leads to where it can be opened again. Repeated runs measure only speed,
 * because nothing else varies. If `go` is an address, it is opened in a new tab.
 */
async function measure(
  name: string,
  go: Go,
  back: () => Promise<unknown> = async () => {},
  except: string | null = null,
): Promise<void> {
  const runs: Result[] = [];
  if (typeof go === 'string') await freshTab();
  if (!PAGES.test(name)) {
    await (typeof go === 'string' ? page.goto(go) : go());
    return;
  }
  // Pages that are not measured are passed faster than a person could, and the server would refuse that. So this waits.
  if (PAGES.source !== '(?:)') await new Promise((resolve) => setTimeout(resolve, LEAST_MS));
  for (let run = 0; run < RUNS; run += 1) {
    if (run > 0) await back();
    // Keeps the cookie, because forms depend on it, and allows error statuses, because some of the pages say that
    // something does not exist.
    const onlyCategories = run === 0 ? CATEGORIES : CATEGORIES.slice(0, 1);
    const flags = { disableStorageReset: true, onlyCategories, logLevel: 'silent', ignoreStatusCode: true };
    const result = await lighthouse.navigation(page, go, { flags });
    if (result === undefined) throw new Error(`Lighthouse said nothing about ${name}`);
    runs.push(result.lhr);
  }
  const scoresIn = (one: Result, category: Category) => 100 * (one.categories[category].score ?? 0);
  const missed = CATEGORIES.slice(1).flatMap((category) =>
    (runs[0]?.categories[category].auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = runs[0]?.audits[id];
      return audit === undefined || weight === 0 || audit.score === null || audit.score === 1 || id === except
        ? []
        : [`${id}: ${audit.title}`];
    }),
  );
  const speed = Math.round(median(runs.map((one) => scoresIn(one, 'performance'))));
  console.log(
    `${name}: performance ${speed}, ${CATEGORIES.slice(1)
      .map((one) => `${one} ${runs[0] === undefined ? 0 : scoresIn(runs[0], one)}`)
      .join(', ')}`,
  );
  if (speed < 95) {
    // Reports what is slow, from the run with the median score.
    const slow = runs.find(({ categories }) => Math.round(100 * (categories.performance.score ?? 0)) === speed);
    console.log(
      METRICS.map((id) => `${id} ${slow?.audits[id]?.displayValue ?? '?'} (${slow?.audits[id]?.score ?? '?'})`).join(
        ', ',
      ),
    );
  }
  expect.soft([name, missed]).toEqual([name, []]);
  expect.soft(speed, `performance of ${name}`).toBeGreaterThanOrEqual(95);
}

const fill = (fields: Readonly<Record<string, string>>) =>
  page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      for (const field of document.getElementsByName(name)) {
        if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value;
        else if (field instanceof HTMLInputElement && field.type === 'hidden') continue;
        else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
        else if (field instanceof HTMLSelectElement) field.value = value;
      }
    }
  }, fields);
const pressOn = (selector: string) => async () => {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
};
const press = pressOn('#submit');
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const typedBy = (email: string) => ({
  ...FILLED.larceny,
  'when.fromDate': day(3),
  'when.toDate': day(2),
  'who.email': email,
});
const openPage = () =>
  page.evaluate(() => /page=(\w+)/.exec(document.querySelector('form')?.action ?? '')?.[1] ?? 'check');

test('the pages before a form, and those that find a report', async () => {
  for (const path of [
    '/',
    '/start/vandalism',
    '/start/larceny',
    '/start/lost_property',
    '/start/fraud',
    '/status',
    '/status/link',
  ]) {
    for (const lang of ['en', 'es']) await measure(`${path} ${lang}`, `${agency.url}${path}?lang=${lang}`);
  }
  await measure('a page that is not there', `${agency.url}/nowhere?lang=en`, undefined, LOGGED_BY_BROWSER);
  await freshTab();
  await page.goto(`${agency.url}/start/larceny?lang=en`);
  await fill({ ...CLEAR, 'ask.suspect': 'yes' });
  await measure('where to report instead', press, async () => {
    await page.goBack();
    await fill({ ...CLEAR, 'ask.suspect': 'yes' });
  });
  await freshTab();
  await page.goto(`${agency.url}/status/link?lang=en`);
  const asked = { number: 'T26-000304-5', email: 'nobody@example.com' };
  await fill(asked);
  await measure('the link is on its way', press, async () => {
    await page.goBack();
    await fill(asked);
  });
});

test.each(['en', 'es'])(
  'every page of the form, the summary, and the page that asks to confirm, in %s',
  async (lang) => {
    const typed = typedBy(`form-${lang}@example.com`);
    const seen: string[] = [];
    /**
     * Fills in the form up to page `at`, which leads to the page to be measured; '' means only the questions before the
     * form.
     */
    const walkTo = async (at: string) => {
      await freshTab();
      await page.goto(`${agency.url}/start/larceny?lang=${lang}`);
      await page.evaluate(() => localStorage.clear());
      await fill(CLEAR);
      if (at === '') return;
      for (await press(); (await openPage()) !== at; await press()) await fill(typed);
      await fill(typed);
    };
    for (let at = ''; at !== 'check'; ) {
      await walkTo(at);
      await measure(`the form after ${at === '' ? 'the questions' : at} ${lang}`, press, async () => {
        await page.goBack();
        await fill(at === '' ? CLEAR : typed);
      });
      at = await openPage();
      seen.push(at);
    }
    expect(seen).toEqual(['offense', 'what', 'when', 'where', 'how', 'files', 'who', 'contact', 'check']);
    await walkTo('check');
    await page.click('#notice');
    await measure(`the page that asks to confirm the address ${lang}`, press, async () => {
      await page.goBack();
      await page.$eval('#notice', (box) => (box instanceof HTMLInputElement ? (box.checked = true) : null));
    });
  },
);

test('an unfinished report that is saved, and one that is confirmed, sent, and told once more', async () => {
  const email = 'twice@example.com';
  const typed = typedBy(email);
  const linkIn = async (about: RegExp, where: string) => {
    const { text } = await letterTo(agency, email, about);
    return new RegExp(`https?://\\S+/${where}/[\\w-]+`).exec(text)?.[0] ?? '';
  };
  const fillForm = async () => {
    await freshTab();
    await page.goto(`${agency.url}/start/larceny?lang=en`);
    await fill(CLEAR);
    await press();
    const opened = Date.now();
    for (; (await openPage()) !== 'check'; await press()) await fill(typed);
    await page.click('#notice');
    // A visitor who is faster than a person is taken for a program.
    await expect.poll(() => Date.now() - opened, { timeout: 2 * LEAST_MS }).toBeGreaterThan(LEAST_MS);
    await press();
  };
  await freshTab();
  await page.goto(`${agency.url}/start/larceny?lang=en`);
  await fill(CLEAR);
  await press();
  await measure('where to mail a saved report', pressOn('button[name=save]'), () => page.goBack());
  await fill({ 'who.email': email });
  await measure('a report is saved', press, async () => {
    await page.goBack();
    await fill({ 'who.email': email });
  });
  await measure('/resume/…', `${await linkIn(/unfinished/, 'resume')}?lang=en`);

  const sender = 'sent@example.com';
  typed['who.email'] = sender;
  await fillForm();
  const confirm = async () => (await linksTo(agency, sender, /\/confirm\/[\w-]+/)).at(-1) ?? '';
  await expect.poll(confirm, { timeout: 30_000 }).not.toBe('');
  const first = await confirm();
  await measure('/confirm/…', `${first}?lang=en`);
  await press();
  await measure('the report is sent', page.url());
  await fillForm();
  await expect.poll(confirm, { timeout: 30_000 }).not.toBe(first);
  await page.goto(`${await confirm()}?lang=en`);
  await measure('this was reported already', press, () => page.goBack());
});

test("a report's own page, what can be done there, and the link by which an officer asks for more", async () => {
  /** Files a report, and returns the address of its page and how to reach later links. */
  const filed = async (email: string) => {
    const number = await fileReport(agency, { who: { email, language: 'en' } });
    const linkIn = async (about: RegExp, where: string) => {
      const { text } = await letterTo(agency, email, about);
      return new RegExp(`https?://\\S+/${where}/[\\w-]+`).exec(text)?.[0] ?? '';
    };
    return { number, linkIn, own: await linkIn(/received your report/, 'status') };
  };
  const first = await filed('first@example.com');
  for (const act of ['', '/add', '/withdraw']) await measure(`/status/…${act}`, `${first.own}${act}?lang=en`);
  await actElsewhere(agency, first.number, { kind: 'message', note: 'Is the bell blue?' });
  await measure('/status/… with a message', `${first.own}?lang=en`);
  await measure('/status/…/message', `${first.own}/message?lang=en`);
  await actElsewhere(agency, first.number, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  for (const act of ['', '/found']) await measure(`/status/…${act}, approved`, `${first.own}${act}?lang=en`);
  const second = await filed('second@example.com');
  await actElsewhere(agency, second.number, { kind: 'follow_up', missing: ['photo', 'value'], note: '' });
  await measure('/reply/…', `${await second.linkIn(/we need a little more/, 'reply')}?lang=en`);
  await measure('/status/…/answer', `${second.own}/answer?lang=en`);
  const used = await second.linkIn(/we need a little more/, 'reply');
  await page.goto(`${used}?lang=en`);
  await fill({ 'answer.photo': 'I have none.', 'answer.value': '300' });
  await press();
  await measure('an answer is sent', page.url());
  await measure('a link that has ended', `${used}?lang=en`, undefined, LOGGED_BY_BROWSER);
  const third = await filed('third@example.com');
  await actElsewhere(agency, third.number, {
    kind: 'reject',
    reasonCode: 'wrong_offense_title',
    duplicateOf: null,
    note: '',
  });
  await measure('/status/…, rejected', `${third.own}?lang=en`);
  await measure('/status/…/appeal', `${third.own}/appeal?lang=en`);
  const again = await third.linkIn(/could not approve/, 'again');
  await measure('/again/…', `${again}?lang=en`);
  await page.goto(`${again}/vandalism?lang=en`);
  await fill(CLEAR);
  await measure('the form, filled in already', press, async () => {
    await page.goBack();
    await fill(CLEAR);
  });
});
