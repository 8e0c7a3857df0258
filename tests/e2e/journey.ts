import { expect, type Page } from 'playwright/test';
import type { ReportKind } from '#shared/domain/report.ts';

/** What a person enters for each kind of report, by field name. */
const WHAT: Record<ReportKind, Record<string, string>> = {
  vandalism: { 'items.0.type': 'Ventana del carro', 'items.0.brand': 'Toyota', 'items.0.value': '340' },
  larceny: {
    'items.0.type': 'Bicicleta',
    'items.0.brand': 'Trek',
    'items.0.model': 'FX 2',
    'items.0.serialNumber': 'WTU 123 456',
    'items.0.value': '$1,249.99',
    offense: 'larceny_other',
  },
  lost_property: { 'items.0.type': 'Pasaporte', 'items.0.marks': 'funda roja' },
  fraud: {
    offense: 'fraud_card',
    'fraud.accountKind': 'tarjeta de crédito',
    'fraud.amount': '310.50',
    'fraud.discovered': 'un aviso del banco',
    'fraud.bankInformed': 'yes',
  },
};

/** The agency's date `days` days ago. Kept recent, because the portal asks about incidents that are reported late. */
const dayBefore = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York' }).format(Date.now() - days * 86_400_000);

const COMMON = {
  'when.fromDate': dayBefore(3),
  'when.fromTime': '20:00',
  'when.toDate': dayBefore(2),
  'when.toTime': '08:30',
  'where.address': '250 Main St',
  'where.placeType': 'parking',
  how: 'La dejé a las ocho de la noche.\nPor la mañana ya no estaba. ¿Qué más?',
  'who.forWhom': 'self',
  'who.givenName': 'Ana María',
  'who.familyName': 'Núñez',
  'who.birthDate.month': '3',
  'who.birthDate.day': '27',
  'who.birthDate.year': '1985',
  'who.phone': '(860) 555-0123',
  'who.preferredContact': 'email',
};

/** Chooses a kind on the start page and answers the questions so that they lead to the form. */
export async function reachForm(page: Page, url: string, kind: ReportKind, lang: 'en' | 'es'): Promise<void> {
  await page.goto(`${url}/?lang=${lang}`);
  await page.locator(`a[href^="/start/${kind}"]`).click();
  await answerQuestions(page);
}

/** Answers the questions before a form so that they lead to it. */
export async function answerQuestions(page: Page): Promise<void> {
  for (const one of await page.locator('input[type=radio][value=no]').all()) {
    if ((await one.getAttribute('name')) !== 'ask.place') await one.check();
  }
  await page.locator('input[name="ask.place"][value=yes]').check();
  await page.locator('#submit').click();
  await expect(page.locator('input[name=step]')).toHaveValue('form');
}

/** Fills in the whole report form that is open. */
export async function fillForm(page: Page, kind: ReportKind, who: { email: string; lang: 'en' | 'es' }): Promise<void> {
  const fields = { ...WHAT[kind], ...COMMON, 'who.email': who.email, 'who.language': who.lang };
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.first().getAttribute('type')) === 'radio') {
      await page.locator(`[name="${name}"][value="${value}"]`).check();
    } else if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/**
 * Continues to the summary. The form rejects submissions in the first seconds, because only a program could fill it in
 * that fast.
 */
export async function toSummary(page: Page): Promise<void> {
  await expect(async () => {
    await page.locator('#submit').click();
    await expect(page.locator('input[name=step]')).toHaveValue('check', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

/** Accepts the notice on the summary and sends the report. */
export async function acceptAndSend(page: Page): Promise<void> {
  await page.locator('#notice').check();
  await page.locator('#submit').click();
}
