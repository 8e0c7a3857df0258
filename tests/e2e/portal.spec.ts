import type { Page } from 'playwright/test';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { actElsewhere } from './colleague.ts';
import { acceptAndSend, answerQuestions, fillForm, openPage, reachForm, toSummary } from './journey.ts';
import { address, DESK, expect, fitsItsScreen, linkTo, PHONE, type Portal, test } from './portal-fixtures.ts';

// Each test acts as a different person. These tests are the last of a run, so all workers share them.
test.describe.configure({ mode: 'parallel' });

/** Files a report as a person does, from the start page to the tracking number. */
async function file(page: Page, { agency, mail }: Pick<Portal, 'agency' | 'mail'>, kind: ReportKind, email: string) {
  await reachForm(page, agency.url, kind, 'es');
  await fillForm(page, kind, { email, lang: 'es' }, { each: () => fitsItsScreen(page) });
  await toSummary(page);
  await fitsItsScreen(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Un paso más: confirme su correo electrónico');
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
    test(`a person files in Spanish on ${how} (${kind}), replies through the mailed link, and learns of the decision`, async ({
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

test('a report filed under the wrong title comes back as a new one that is already filled in', async ({
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
  await answerQuestions(page, 'check');
  await expect(page.getByText('WTU 123 456')).toBeVisible();
  await toSummary(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Un paso más: confirme su correo electrónico');
  await context.close();
});

test('the browser keeps what is typed until it is sent, and clears it on request', async ({
  agency,
  mail,
  chromium,
}) => {
  const context = await chromium.newContext(DESK);
  const page = await context.newPage();
  const who = { email: address(), lang: 'en' } as const;
  await reachForm(page, agency.url, 'larceny', 'en');
  const form = page.url();
  await fillForm(page, 'larceny', who, { until: 'how' });
  await page.locator('[name=how]').fill('I parked it at eight.');
  await page.goto(`${agency.url}/`);
  await page.goto(form);
  await page.getByRole('button', { name: 'Continue it' }).click();
  // The form continues at the last page that was open. That page is complete, but the next one, for photos, has not
  // been seen yet.
  await expect.poll(() => openPage(page)).toBe('how');
  await expect(page.locator('[name=how]')).toHaveValue('I parked it at eight.');

  await fillForm(page, 'larceny', who);
  await toSummary(page);
  await acceptAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step: confirm your e-mail address');
  await page.goto(form);
  await expect(page.getByRole('button', { name: 'Do not keep it on this device' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue it' })).toBeHidden();

  await page.getByRole('button', { name: 'Do not keep it on this device' }).click();
  await fillForm(page, 'larceny', who, { until: 'what' });
  await page.locator('[name="items.0.type"]').fill('Password.');
  await page.goto(`${agency.url}/`);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Password');
  await expect.poll(() => mail.mails.length).toBeGreaterThan(0);
  await context.close();
});

test('a browser with storage disabled says so and can still file a report', async ({ agency, chromium }) => {
  const context = await chromium.newContext(DESK);
  // Behaves like a browser with storage turned off.
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  const page = await context.newPage();
  await reachForm(page, agency.url, 'lost_property', 'en');
  await expect(page.getByText('This browser does not keep what you type.')).toBeVisible();
  await expect(page.getByText('What you type is kept in this browser')).toBeHidden();
  await fillForm(page, 'lost_property', { email: address(), lang: 'en' });
  await toSummary(page);
  await context.close();
});

test('the location is marked on the map by touch and by keyboard, and a point outside the city is refused', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'vandalism', 'es');
  const who = { email: address(), lang: 'es' } as const;
  await fillForm(page, 'vandalism', who, { until: 'where' });
  await page.locator('[name="where.address"]').fill('250 Main St');
  const map = page.getByRole('application', { name: /Marque el lugar/ });
  await map.locator('svg').tap({ position: { x: 190, y: 240 } });
  await expect(page.locator('[data-said]')).toHaveText(/Su punto está en \w+/);
  const before = Number(await page.locator('[name="where.lon"]').inputValue());
  await map.focus();
  await page.keyboard.press('Shift+ArrowRight');
  expect(Number(await page.locator('[name="where.lon"]').inputValue())).toBeGreaterThan(before);

  // The top corner of the map is in another town.
  await map.locator('svg').tap({ position: { x: 4, y: 4 } });
  await page.locator('#submit').click();
  await expect(page.locator('#where-point-error')).toContainText('fuera de la ciudad');
  await page.getByRole('button', { name: 'Quitar el punto' }).click();
  await fillForm(page, 'vandalism', who);
  await toSummary(page);
  await context.close();
});
