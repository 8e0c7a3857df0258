import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from 'playwright/test';
import { portal as english } from '#shared/words/en/portal.ts';
import { portal as spanish } from '#shared/words/es/portal.ts';
import { openBrowser } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import type { MailServer } from '../helpers/mail-server.ts';
import { useAgency, useMail } from './agency.ts';

export { expect };

export type Portal = { mail: MailServer; agency: BuiltServer; chromium: Browser };

/** One agency server for all tests; it delivers its letters to a real SMTP server. */
export const test = base.extend<object, Portal>({
  mail: [
    // oxlint-disable-next-line no-empty-pattern
    ({}, use) => useMail(use),
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

type Words = typeof english;
type Language = 'en' | 'es';
export const WORDS: Readonly<Record<Language, Readonly<Record<keyof Words, string>>>> = { en: english, es: spanish };

/** One way in which a person uses the public pages. */
export type Way = {
  lang: Language;
  t: (key: keyof Words) => string;
  page: Page;
  hasScript: boolean;
  /** Saves a picture of the page, if this run is asked for pictures. */
  shot: (name: string) => Promise<void>;
};

/** Every language meets every screen and runs with and without JavaScript, and so does every screen: all pairs of the three. */
const WAYS = [
  { lang: 'en', screen: 'phone', hasScript: true },
  { lang: 'en', screen: 'desk', hasScript: false },
  { lang: 'es', screen: 'phone', hasScript: false },
  { lang: 'es', screen: 'desk', hasScript: true },
] as const;

/** Runs a test in both languages, on a phone and at a desk, with and without JavaScript. */
export function everyWay(title: string, run: (way: Way, portal: Portal) => Promise<void>): void {
  for (const { lang, screen, hasScript } of WAYS) {
    const how = `in ${lang} on a ${screen}${hasScript ? '' : ' without JavaScript'}`;
    test(`${title}, ${how}`, async ({ agency, mail, chromium }) => {
      const options = { ...(screen === 'phone' ? PHONE : DESK), javaScriptEnabled: hasScript };
      const context = await chromium.newContext(options);
      const page = await context.newPage();
      const shot = async (name: string) => {
        const folder = process.env['P2C_SHOTS'];
        const path = `${folder}/${name}-${lang}-${screen}${hasScript ? '' : '-plain'}.png`;
        if (folder !== undefined) await page.screenshot({ path, fullPage: true });
      };
      await run({ lang, t: (key) => WORDS[lang][key], page, hasScript, shot }, { agency, mail, chromium });
      await context.close();
    });
  }
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'es-PR',
};
export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, locale: 'en-US' };

let serial = 0;
export const address = () => `person-${(serial += 1)}-${Date.now()}@example.com`;

/** Returns the newest private link of the given kind that was mailed to the address. */
export async function linkTo(mail: MailServer, email: string, page: string): Promise<string> {
  const links = () =>
    mail.mails
      .filter((one) => one.to.includes(email))
      .flatMap((one) => new RegExp(`https?://\\S+/${page}/[\\w-]+`).exec(one.parsed.text ?? '') ?? []);
  await expect.poll(() => links().length).toBeGreaterThan(0);
  return links().at(-1) ?? '';
}

export async function fitsItsScreen(page: Page): Promise<void> {
  const aside = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(aside, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
