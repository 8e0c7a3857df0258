import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { REPORT_KINDS } from '#shared/domain/report.ts';
import { actElsewhere } from './colleague.ts';
import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';
import { address, DESK, expect, fitsItsScreen, linkTo, PHONE, type Portal, test } from './portal-fixtures.ts';

/** Every page that a person can come to, one after the other; `look` is called on each. */
async function everyPage(
  page: Page,
  shared: Pick<Portal, 'agency' | 'mail'>,
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

/** What is wrong with this page for somebody who sees, hears or moves otherwise, in the colours and size it has now. */
async function hindrances(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html.slice(0, 160)).join(' | ')}`);
}

for (const lang of ['en', 'es'] as const) {
  test(`no page hinders anybody, on a phone in the light or on a desk in the dark: axe finds nothing, and nothing scrolls sideways (${lang})`, async ({
    agency,
    mail,
    chromium,
  }) => {
    test.setTimeout(300_000);
    const context = await chromium.newContext(PHONE);
    const page = await context.newPage();
    const looked: string[] = [];
    await everyPage(page, { agency, mail }, lang, async () => {
      await page.waitForLoadState();
      // One walk for both: the page is only shown otherwise.
      for (const [viewport, colorScheme] of [
        [DESK.viewport, 'dark'],
        [PHONE.viewport, 'light'],
      ] as const) {
        if (viewport) await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        expect(await hindrances(page), `${page.url()} (${colorScheme})`).toEqual([]);
        await fitsItsScreen(page);
      }
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      looked.push(new URL(page.url()).pathname);
    });
    expect(looked.length).toBeGreaterThan(20);
    await context.close();
  });
}
