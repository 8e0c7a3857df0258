import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import { CLEAR } from './visitor.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** What a page of 1280 becomes when it is read at four times its size (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 };
/**
 * Every rule in the light, the colors once more in the dark, because nothing else depends on them. Which language is on
 * which screen does not matter to a rule, so that each page is seen on both in the two walks together; whether a longer
 * word sticks out is asked everywhere.
 */
const SCREENS = {
  en: [
    { name: 'desk', size: DESK, scheme: 'light', rules: 'all' },
    { name: 'phone', size: PHONE, scheme: 'dark', rules: 'colors' },
    { name: 'zoomed', size: ZOOMED, scheme: 'light', rules: 'none' },
  ],
  es: [
    { name: 'phone', size: PHONE, scheme: 'light', rules: 'all' },
    { name: 'desk', size: DESK, scheme: 'dark', rules: 'colors' },
    { name: 'zoomed', size: ZOOMED, scheme: 'dark', rules: 'none' },
  ],
} as const;

/** A page that was looked at: how it was asked for, with which status it came, and what it says. */
export type Looked = { method: string; path: string; status: number; title: string; text: string };

/** A person's browser, in which every page can be looked at for what hinders anybody. */
export type Walker = Awaited<ReturnType<typeof openWalker>>;

export async function openWalker(browser: Browser, lang: Language) {
  const context = await browser.newContext({ locale: lang === 'es' ? 'es-PR' : 'en-US', hasTouch: true });
  const page = await context.newPage();
  // A machine that is busy with other work fails nobody.
  page.setDefaultTimeout(120_000);
  const looked: Looked[] = [];
  const found: string[] = [];
  let shown = { method: '', path: '', status: 0 };
  page.on('response', (response) => {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
    shown = { method: request.method(), path: new URL(response.url()).pathname, status: response.status() };
  });

  /** Notes what is wrong with the page as it is, on every screen and in both color schemes. */
  const look = async (inLanguage = lang): Promise<void> => {
    // Until its style sheet is there a page is another one.
    await page.waitForLoadState('load');
    const here = `${shown.method} ${shown.path} (${shown.status}, ${inLanguage})`;
    if ((await page.locator('html').getAttribute('lang')) !== inLanguage) found.push(`${here}: in another language`);
    for (const { name, size, scheme, rules } of SCREENS[lang]) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      for (const one of rules === 'none' ? [] : await hindrances(page, rules)) {
        found.push(`${here}, ${name}, ${scheme}: ${one}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${here}, ${name}: scrolls sideways by ${wide}`);
    }
    await page.setViewportSize(SCREENS[lang][0].size);
    looked.push({ ...shown, title: await page.title(), text: await page.locator('body').innerText() });
  };

  const go = async (url: string) => {
    await page.goto(url);
    return look();
  };
  /** Presses a button or link that leads to another page. */
  const press = async (selector: string) => {
    await Promise.all([page.waitForEvent('domcontentloaded'), page.locator(selector).first().click()]);
  };

  return {
    page,
    looked,
    found,
    /** A part of the walk; where it cannot be gone to its end, that is a finding like any other. */
    part: async (name: string, walk: () => Promise<void>) => {
      try {
        await walk();
      } catch (error) {
        found.push(`${name} ended at ${shown.method} ${shown.path} (${shown.status}): ${String(error).slice(0, 500)}`);
      }
    },
    look,
    go,
    press,
    pressAndLook: async (selector: string, inLanguage = lang) => {
      await press(selector);
      return look(inLanguage);
    },
    /** The same form in the other language and back, each by its own button. */
    switchAndBack: async () => {
      const other = lang === 'en' ? 'es' : 'en';
      await press('#language');
      await look(other);
      await press('#language');
    },
    fill: (fields: Readonly<Record<string, string>>) => fill(page, fields),
    reachForm: async (url: string, kind: ReportKind) => {
      await page.goto(`${url}/start/${kind}?lang=${lang}`);
      await fill(page, CLEAR);
      await press('#submit');
    },
    close: () => context.close(),
  };
}

/** Types into the fields of the form that is open; whatever it does not ask is left out. */
function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      for (const field of document.getElementsByName(name)) {
        if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) {
          field.checked = field.value === value;
        } else if (
          field instanceof HTMLInputElement ||
          field instanceof HTMLTextAreaElement ||
          field instanceof HTMLSelectElement
        ) {
          field.value = value;
        }
      }
    }
  }, fields);
}

/** What axe finds on the page as it is. */
async function hindrances(page: Page, which: 'all' | 'colors'): Promise<string[]> {
  // In the page itself: a window of its own for each look would take longer than the look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (which === 'all' ? axe.withTags(RULES) : axe.withRules('color-contrast')).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html.slice(0, 160))
        .slice(0, 3)
        .join(' | ')}`,
  );
}
