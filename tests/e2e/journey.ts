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

/**
 * Returns the agency's date `days` days ago. Use few days, because the portal asks about incidents that are reported
 * late.
 */
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

/** Chooses a kind on the start page and gives the answers that lead to the form. */
export async function reachForm(page: Page, url: string, kind: ReportKind, lang: 'en' | 'es'): Promise<void> {
  await page.goto(`${url}/?lang=${lang}`);
  await page.locator(`a[href^="/start/${kind}"]`).click();
  await answerQuestions(page);
}

/**
 * Answers the questions before the form so that they lead to the form, or to its summary if it is already filled in.
 */
export async function answerQuestions(page: Page, step: 'form' | 'check' = 'form'): Promise<void> {
  // The link that led here has only begun to load the page.
  await expect(page.locator('input[name="ask.place"]').first()).toBeAttached();
  await scriptHasRun(page);
  for (const one of await page.locator('input[type=radio][value=no]').all()) {
    if ((await one.getAttribute('name')) !== 'ask.place') await one.check();
  }
  await page.locator('input[name="ask.place"][value=yes]').check();
  await page.locator('#submit').click();
  await expect(page.locator('input[name=step]')).toHaveValue(step);
  await scriptHasRun(page);
}

/** Returns the page of the form that is open, such as `where`; null on any other page. */
export async function openPage(page: Page): Promise<string | null> {
  for (;;) {
    const [isLoaded, found] = await page.evaluate(() => [
      document.readyState !== 'loading',
      /page=(\w+)/.exec(document.querySelector('form')?.action ?? '')?.[1] ?? null,
    ]);
    if (isLoaded) return found;
    // The form may be in the part that has not loaded yet.
    await page.waitForLoadState('domcontentloaded');
  }
}

type Walk = {
  until?: string | null;
  /** Called on every page before it is filled in. */
  each?: () => Promise<void>;
  /** Whether collapsed parts are opened and filled in, too. */
  folds?: boolean;
  /** Answers other than the usual ones, by field name. */
  answers?: Readonly<Record<string, string>>;
};

/** Fills in the form page by page, up to the page `until` or else to the summary. */
export async function fillForm(
  page: Page,
  kind: ReportKind,
  who: { email: string; lang: 'en' | 'es' },
  { until = null, each = async () => {}, folds = true, answers = {} }: Walk = {},
): Promise<void> {
  const fields = { ...WHAT[kind], ...COMMON, 'who.email': who.email, 'who.language': who.lang, ...answers };
  for (let here = await openPage(page); here !== null && here !== until; ) {
    await scriptHasRun(page);
    await each();
    await fillPage(page, fields, folds);
    const before = here;
    await page.locator('#submit').click();
    await expect.poll(() => openPage(page)).not.toBe(before);
    here = await openPage(page);
  }
  await scriptHasRun(page);
}

/** Fills in the fields of the open page, opening collapsed parts. */
async function fillPage(page: Page, fields: Readonly<Record<string, string>>, folds: boolean): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]:not([type=hidden])`);
    if ((await field.count()) === 0) continue;
    if (!folds && !(await field.first().isVisible())) continue;
    for (const fold of await page.locator(`details:not([open]):has([name="${name}"]) > summary`).all())
      await fold.click();
    const type = await field.first().getAttribute('type');
    if (type === 'checkbox') await field.setChecked(value === 'yes');
    else if (type === 'radio') {
      await page.locator(`[name="${name}"][value="${value}"]`).check();
    } else if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Waits for the summary. */
export async function toSummary(page: Page): Promise<void> {
  await expect(page.locator('input[name=step]')).toHaveValue('check');
}

/**
 * Accepts the notice on the summary and sends the report. The form rejects submissions in the first seconds, because only
 * a program could fill it in that fast.
 */
export async function acceptAndSend(page: Page): Promise<void> {
  await expect(async () => {
    // The attempt before may have been accepted after all.
    if ((await page.locator('#notice').count()) === 0) return;
    await page.locator('#notice').check({ timeout: 2_000 });
    await page.locator('#submit').click();
    // Only a fully loaded page shows whether it is still the summary.
    await scriptHasRun(page);
    expect(await page.locator('#notice').count()).toBe(0);
  }).toPass({ intervals: [500], timeout: 75_000 });
}

/** Until the script has run, part of a page may be missing, too many fields are shown, and typed text is lost. */
function scriptHasRun(page: Page): Promise<void> {
  return page.waitForLoadState('domcontentloaded');
}
