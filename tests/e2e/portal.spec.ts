import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from 'playwright/test';
import { REPORT_KINDS, type ReportKind } from '#shared/domain/report.ts';
import { openBrowser } from '../helpers/application.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { type MailServer, startMailServer } from '../helpers/mail-server.ts';
import { actElsewhere } from './colleague.ts';
import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';

type Shared = { mail: MailServer; agency: BuiltServer; chromium: Browser };

/** One agency server for all, which hands its letters to a real SMTP server. */
const test = base.extend<object, Shared>({
  mail: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const mail = await startMailServer();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  agency: [
    async ({ mail }, use) => {
      const agency = await startBuiltServer({ env: { SMTP_URL: mail.url, MAIL_FROM: 'p2c@agency.example' } });
      await use(agency);
      await agency.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  chromium: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browser = await openBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'es-PR',
};
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, locale: 'en-US' };

let serial = 0;
const address = () => `person-${(serial += 1)}-${Date.now()}@example.com`;

/** The newest private link of a kind that was mailed to somebody. */
async function linkTo(mail: MailServer, email: string, page: string): Promise<string> {
  const links = () =>
    mail.mails
      .filter((one) => one.to.includes(email))
      .flatMap((one) => new RegExp(`https?://\\S+/${page}/[\\w-]+`).exec(one.parsed.text ?? '') ?? []);
  await expect.poll(() => links().length, { timeout: 10_000 }).toBeGreaterThan(0);
  return links().at(-1) ?? '';
}

async function fitsItsScreen(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(screen ?? 0);
}

/** Files a report as a person does, from the start page to the tracking number. */
async function file(page: Page, { agency, mail }: Pick<Shared, 'agency' | 'mail'>, kind: ReportKind, email: string) {
  await reachForm(page, agency.url, kind, 'es');
  await fitsItsScreen(page);
  await fillForm(page, kind, { email, lang: 'es' });
  await toSummary(page);
  await fitsItsScreen(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Un paso más: confirme su dirección');
  await page.goto(await linkTo(mail, email, 'confirm'));
  await fitsItsScreen(page);
  await page.locator('#submit').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Su reporte fue enviado');
  await fitsItsScreen(page);
  return page.locator('.number').innerText();
}

for (const kind of REPORT_KINDS) {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'a phone' : 'a phone without JavaScript';
    test(`a person files in Spanish on ${how} (${kind}), answers a question by the mailed link, and hears of the decision`, async ({
      agency,
      mail,
      chromium,
    }) => {
      const context = await chromium.newContext({ ...PHONE, javaScriptEnabled });
      const page = await context.newPage();
      const email = address();
      const trackingNumber = await file(page, { agency, mail }, kind, email);
      const received = await mail.mailTo(email, trackingNumber);
      expect(received.parsed.text).toContain('Ana María Núñez');

      const statusPage = await linkTo(mail, email, 'status');
      const stage = async (words: string) => {
        await page.goto(statusPage);
        await fitsItsScreen(page);
        await expect(page.locator('#stage')).toHaveText(words);
      };
      await stage('Su reporte espera a un oficial');

      const missing = [kind === 'fraud' ? 'amount' : 'value'];
      await actElsewhere(agency, trackingNumber, { kind: 'follow_up', missing, note: '' });
      await stage('Necesitamos algo de usted');
      await page.goto(await linkTo(mail, email, 'reply'));
      await fitsItsScreen(page);
      for (const box of await page.getByRole('textbox').all()) await box.fill('Unos 300 dólares.');
      await page.locator('#submit').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Su respuesta fue enviada');
      await stage('Tenemos su respuesta');

      const offenseCode = {
        vandalism: 'property_damage',
        larceny: 'larceny_other',
        lost_property: 'lost_property',
        fraud: 'fraud_card',
      }[kind];
      await actElsewhere(agency, trackingNumber, { kind: 'approve', offenseCode, note: '' });
      const approved = await mail.mailTo(email, 'aprob');
      expect(approved.parsed.text).toMatch(/número de caso es \d{2}-\d{6}/);
      await stage('Su reporte está aprobado');
      await context.close();
    });
  }
}

test('a report under the wrong title comes back as a new one that is filled in already', async ({
  agency,
  mail,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  const email = address();
  const first = await file(page, { agency, mail }, 'larceny', email);
  const act = { kind: 'reject', reasonCode: 'wrong_offense_title', duplicateOf: null, note: '' } as const;
  await actElsewhere(agency, first, act);
  await page.goto(await linkTo(mail, email, 'again'));
  await page.getByRole('link', { name: 'Objetos perdidos' }).click();
  await expect(page.locator('[name="items.0.serialNumber"]')).toHaveValue('WTU 123 456');
  await expect(page.locator('[name="when.fromTime"]')).toHaveValue('20:00');
  await toSummary(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Un paso más: confirme su dirección');
  await context.close();
});

test('the browser keeps what is typed until it is sent, and forgets it when asked to', async ({
  agency,
  mail,
  chromium,
}) => {
  const context = await chromium.newContext(DESK);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'larceny', 'en');
  const form = page.url();
  await page.locator('[name=how]').fill('I parked it at eight.');
  await page.locator('[name="items.1.type"]').evaluate((one) => one.closest('details')?.setAttribute('open', ''));
  await page.locator('[name="items.1.type"]').fill('Helmet');
  await page.goto(`${agency.url}/`);
  await page.goto(form);
  await expect(page.locator('[name=how]')).toHaveValue('');
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.locator('[name=how]')).toHaveValue('I parked it at eight.');
  await expect(page.locator('[name="items.1.type"]')).toBeVisible();

  await fillForm(page, 'larceny', { email: address(), lang: 'en' });
  await toSummary(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step: confirm your address');
  await page.goto(form);
  await expect(page.getByRole('button', { name: 'Do not keep it on this device' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go on with it' })).toBeHidden();

  await page.getByRole('button', { name: 'Do not keep it on this device' }).click();
  await page.locator('[name=how]').fill('Secret.');
  await page.goto(`${agency.url}/`);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Secret');
  expect(mail.mails.length).toBeGreaterThan(0);
  await context.close();
});

test('the place is marked on the map by touch and by keyboard, and a point outside of the city is refused', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'vandalism', 'es');
  await fillForm(page, 'vandalism', { email: address(), lang: 'es' });
  const map = page.getByRole('application', { name: /Marque el lugar/ });
  await map.locator('svg').tap({ position: { x: 190, y: 240 } });
  await expect(page.locator('[data-said]')).toHaveText(/Su punto está en \w+/);
  const neighbourhood = await page.locator('[name="where.neighbourhood"]').inputValue();
  expect(neighbourhood).not.toBe('');
  const before = Number(await page.locator('[name="where.lon"]').inputValue());
  await map.focus();
  await page.keyboard.press('Shift+ArrowRight');
  expect(Number(await page.locator('[name="where.lon"]').inputValue())).toBeGreaterThan(before);

  // The upper corner of the picture lies in another town.
  await map.locator('svg').tap({ position: { x: 4, y: 4 } });
  await expect(async () => {
    await page.locator('#submit').click();
    await expect(page.locator('#where-point-error')).toContainText('fuera de la ciudad', { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Quitar el punto' }).click();
  await toSummary(page);
  await context.close();
});

/** Every page that a person can come to, one after the other; `look` is called on each. */
async function everyPage(
  page: Page,
  shared: Pick<Shared, 'agency' | 'mail'>,
  lang: 'en' | 'es',
  look: () => Promise<void>,
) {
  const { agency, mail } = shared;
  const visit = async (path: string) => {
    await page.goto(path.startsWith('http') ? path : `${agency.url}${path}`);
    await look();
  };
  await visit(`/?lang=${lang}`);
  await visit(`/start/larceny?lang=${lang}`);
  await page.locator('#submit').click();
  await look();
  await page.locator('input[name="ask.suspect"][value=yes]').check();
  await page.locator('#submit').click();
  await look();
  await visit(`/nowhere?lang=${lang}`);
  await visit(`/status?lang=${lang}`);
  await visit(`/sent?lang=${lang}`);
  await visit(`/confirm/${'x'.repeat(22)}?lang=${lang}`);
  for (const kind of REPORT_KINDS) {
    await reachForm(page, agency.url, kind, lang);
    await look();
  }
  await expect(async () => {
    await page.locator('#submit').click();
    await expect(page.locator('.summary')).toBeVisible({ timeout: 500 });
  }).toPass();
  await look();

  const email = address();
  await reachForm(page, agency.url, 'larceny', lang);
  await fillForm(page, 'larceny', { email, lang });
  await page.locator('[data-canvas] svg').click({ position: { x: 150, y: 200 } });
  await look();
  await expect(async () => {
    await page.locator('button[name=save]').click();
    await expect(page.locator('button[name=save]')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await look();
  await visit(await linkTo(mail, email, 'resume'));
  await toSummary(page);
  await look();
  await page.locator('#submit').click();
  await look();
  await acceptAndSend(page);
  await look();
  await visit(await linkTo(mail, email, 'confirm'));
  await page.locator('#submit').click();
  await look();
  const trackingNumber = await page.locator('.number').innerText();
  const status = await linkTo(mail, email, 'status');
  await visit(`${status}?lang=${lang}`);
  for (const act of ['add', 'withdraw']) await visit(`${status}/${act}?lang=${lang}`);
  await actElsewhere(agency, trackingNumber, {
    kind: 'follow_up',
    missing: ['value', 'serial_number'],
    note: 'Look under the frame.',
  });
  const reply = await linkTo(mail, email, 'reply');
  await visit(reply);
  await page.locator('#submit').click();
  await look();
  for (const box of await page.getByRole('textbox').all()) await box.fill('WTU 123 456');
  await page.locator('#submit').click();
  await look();
  await actElsewhere(agency, trackingNumber, {
    kind: 'reject',
    reasonCode: 'wrong_offense_title',
    duplicateOf: null,
    note: '',
  });
  await visit(`${status}/appeal?lang=${lang}`);
  const again = await linkTo(mail, email, 'again');
  await visit(again);
  await visit(`${again}/fraud`);
  await visit(`${reply}?lang=${lang}`);
}

for (const [name, options] of [
  ['a phone', { ...PHONE, colorScheme: 'light' }],
  ['a desk, in the dark', { ...DESK, colorScheme: 'dark' }],
] as const) {
  for (const lang of ['en', 'es'] as const) {
    test(`no page hinders anybody: axe finds nothing, and nothing scrolls sideways (${name}, ${lang})`, async ({
      agency,
      mail,
      chromium,
    }) => {
      test.setTimeout(150_000);
      const context = await chromium.newContext(options);
      const page = await context.newPage();
      const looked: string[] = [];
      await everyPage(page, { agency, mail }, lang, async () => {
        await page.waitForLoadState();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((one) => one.html.slice(0, 160)).join(' | ')}`,
        );
        expect(found, page.url()).toEqual([]);
        await fitsItsScreen(page);
        expect(await page.locator('html').getAttribute('lang')).toBe(lang);
        looked.push(new URL(page.url()).pathname);
      });
      expect(looked.length).toBeGreaterThan(20);
      await context.close();
    });
  }
}
