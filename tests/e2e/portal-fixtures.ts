import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from 'playwright/test';
import { openBrowser } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { type MailServer, startMailServer } from '../helpers/mail-server.ts';
import { useAgency } from './agency.ts';

export { expect };

export type Portal = { mail: MailServer; agency: BuiltServer; chromium: Browser };

/** One agency server for all tests; it delivers its letters to a real SMTP server. */
export const test = base.extend<object, Portal>({
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
    ({ mail }, use) => useAgency(use, { SMTP_URL: mail.url, MAIL_FROM: 'p2c@agency.example' }),
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

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'es-PR',
};
export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, locale: 'en-US' };

let serial = 0;
export const address = () => `person-${(serial += 1)}-${Date.now()}@example.com`;

/** The newest private link of the given kind that was mailed to the address. */
export async function linkTo(mail: MailServer, email: string, page: string): Promise<string> {
  const links = () =>
    mail.mails
      .filter((one) => one.to.includes(email))
      .flatMap((one) => new RegExp(`https?://\\S+/${page}/[\\w-]+`).exec(one.parsed.text ?? '') ?? []);
  await expect.poll(() => links().length).toBeGreaterThan(0);
  return links().at(-1) ?? '';
}

export async function fitsItsScreen(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(screen ?? 0);
}
