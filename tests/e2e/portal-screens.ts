import { join } from 'node:path';
import { openBrowser } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';

const VIEWPORTS = [
  {
    name: 'phone',
    lang: 'es',
    options: { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 1 },
  },
  { name: 'desk', lang: 'en', options: { viewport: { width: 1280, height: 900 } } },
] as const;

/**
 * Takes the public pages from the start page to the confirmed report, in Spanish on a phone and in English on a
 * desktop.
 */
export async function personScreens(agency: BuiltServer, out: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const browser = await openBrowser();
  for (const { name, lang, options } of VIEWPORTS) {
    const page = await browser.newPage({ ...options, colorScheme });
    const shot = (what: string) => page.screenshot({ path: join(out, `portal-${name}-${what}.png`), fullPage: true });
    await page.goto(`${agency.url}/?lang=${lang}`);
    await shot('start');
    await page.goto(`${agency.url}/start/larceny?lang=${lang}`);
    await page.locator('input[name="ask.suspect"][value=yes]').check();
    await shot('questions');
    await reachForm(page, agency.url, 'larceny', lang);
    const who = { email: `ana-${name}@example.com`, lang };
    await fillForm(page, 'larceny', who, { until: 'where' });
    await page.locator('[name="where.address"]').fill('250 Main St');
    await page.locator('[data-canvas] svg').click({ position: { x: 190, y: 220 } });
    await shot('form');
    await fillForm(page, 'larceny', who);
    await toSummary(page);
    await shot('summary');
    await acceptAndSend(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shot('waiting');
    await page.goto(`${agency.url}/demo/mail`);
    await page.locator('.mails a').first().click();
    await page.goto((await page.locator('.letter a').first().getAttribute('href')) ?? '');
    await page.locator('#submit').click();
    await page.locator('.number').waitFor();
    await shot('sent');
    await page.close();
  }
  await browser.close();
}
