import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { FORM_PAGES, type FormPage, pageOf } from '#server/portal/form/pages.ts';
import type { Language, ReportKind } from '#shared/domain/report.ts';
import { CLEAR } from './visitor.ts';

/** The minified source is half as long as the one that the package exports, and each page has to parse it. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The size of a 1280-pixel page at 400% zoom (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 };
/**
 * Checks every rule in light mode, and only colors again in dark mode, because nothing else depends on the mode. One
 * walk does all checks at desktop size, the other at phone size, so together they check each page on both. Overflow
 * from longer words is checked at every size. A page that differs only in its words or values from one that a walk has
 * seen is checked for overflow only, at the narrowest width; its colors are checked only if they include a new
 * combination.
 */
const VIEWPORTS = {
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

/** A visited page: how it was requested, its status, and its text. */
export type Looked = { method: string; path: string; status: number; title: string; text: string };

/** A person's browser in which every page can be checked for accessibility barriers. */
export type Walker = Awaited<ReturnType<typeof openWalker>>;

export async function openWalker(browser: Browser, lang: Language) {
  // Other languages use the screen sizes of English: `en` and `es` together already cover every page at every size.
  const screens = lang === 'es' ? VIEWPORTS.es : VIEWPORTS.en;
  const context = await browser.newContext({ locale: lang === 'es' ? 'es-PR' : 'en-US', hasTouch: true });
  const page = await context.newPage();
  // Resizes only the page: resizing the browser's window for each check takes as long as the checks.
  const emulation = await context.newCDPSession(page);
  const resize = (size: { width: number; height: number }) =>
    emulation.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
  // The timeout is long, so that a busy machine does not fail the test.
  page.setDefaultTimeout(120_000);
  const looked: Looked[] = [];
  const found: string[] = [];
  const isNew = createMemory();
  let shown = { method: '', path: '', status: 0 };
  page.on('response', (response) => {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
    shown = { method: request.method(), path: new URL(response.url()).pathname, status: response.status() };
  });

  /** Records what is wrong with the current page, on every screen size and in both color schemes. */
  const look = async (inLanguage = lang): Promise<void> => {
    // Waits for the style sheet, without which a page looks different.
    await page.waitForLoadState('load');
    const here = `${shown.method} ${shown.path} (${shown.status}, ${inLanguage})`;
    if ((await page.locator('html').getAttribute('lang')) !== inLanguage) found.push(`${here}: in another language`);
    const isNewPage = isNew('page', [structureOf(await page.content())]);
    for (const { name, size, scheme, rules } of screens) {
      // A page that has other text but is otherwise known is checked only on the narrowest screen, where the text may
      // be too wide.
      if (!isNewPage && rules !== 'none') continue;
      await resize(size);
      await page.emulateMedia({ colorScheme: scheme });
      const isColored = rules !== 'none' && isNew(scheme, await page.evaluate(colorings));
      const wanted = { colors: isColored, others: rules === 'all' };
      for (const one of await hindrances(page, wanted)) {
        found.push(`${here}, ${name}, ${scheme}: ${one}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${here}, ${name}: scrolls sideways by ${wide}`);
    }
    await resize(screens[0].size);
    looked.push({ ...shown, title: await page.title(), text: await page.locator('body').innerText() });
  };

  const go = async (url: string) => {
    await page.goto(url);
    return look();
  };
  /**
   * Presses a button or link that opens another page. Does not use the mouse, because the browser would draw frames for
   * each press.
   */
  const press = async (selector: string) => {
    const clicked = page.locator(selector).first();
    await Promise.all([
      page.waitForEvent('domcontentloaded'),
      clicked.evaluate((one) => (one instanceof HTMLElement ? one.click() : undefined)),
    ]);
  };

  return {
    page,
    looked,
    found,
    /** Runs a part of the walk. If the part can't be completed, that counts as a finding. */
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
    /** Switches to the same form in the other language and back, with its language button. */
    switchAndBack: async () => {
      const other = lang === 'en' ? 'es' : 'en';
      await press('[name=switchTo]');
      await look(other);
      await press('[name=switchTo]');
    },
    fill: (fields: Readonly<Record<string, string>>) => fill(page, fields),
    reachForm: async (url: string, kind: ReportKind) => {
      await page.goto(`${url}/start/${kind}?lang=${lang}`);
      await fill(page, CLEAR);
      await press('#submit');
    },
    /** Fills in the form page by page, up to the summary, and calls `each` on every page. */
    answerPages: async (fields: Readonly<Record<string, string>>, each: () => Promise<void>): Promise<void> => {
      for (let pages: number = FORM_PAGES.length; (await pageHere(page)) !== 'check'; pages -= 1) {
        if (pages === 0) throw new Error(`the form stays at its page ${await pageHere(page)}`);
        const at = await pageHere(page);
        await each();
        if ((await pageHere(page)) !== at) continue;
        await fill(page, fields);
        await press('#submit');
      }
    },
    /**
     * Fills in the form up to the given page or the summary in one request, because opening each page would take half a
     * second. This works because each page also submits the other pages' answers.
     * @returns whether it got there.
     */
    answerUpTo: async (until: FormPage | 'check', fields: Readonly<Record<string, string>>): Promise<boolean> => {
      const pages = until === 'check' ? FORM_PAGES : FORM_PAGES.slice(0, FORM_PAGES.indexOf(until));
      const known = Object.entries(fields).filter(([name]) => pages.some((one) => one === pageOf(name)));
      await fill(page, fields);
      await page.evaluate(
        ([from, all]) => {
          const form = document.querySelector<HTMLFormElement>('main form') as HTMLFormElement;
          form.action = form.action.replace(/page=\w+/, `page=${from}`);
          for (const [name, value] of all) {
            if (form.elements.namedItem(name) !== null) continue;
            form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
          }
        },
        [pages.at(-1), known] as const,
      );
      await press('#submit');
      return (await pageHere(page)) === until;
    },
    close: () => context.close(),
  };
}

/** Returns which page of the form is open, judged by its address. */
const pageHere = (page: Page): Promise<string> =>
  page.evaluate(() => /page=(\w+)/.exec(document.querySelector('form')?.action ?? '')?.[1] ?? 'check');

/** Fills in the open form; fields that it does not show are skipped. */
function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      for (const field of document.getElementsByName(name)) {
        if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) {
          field.checked = field.value === value;
        } else if (field instanceof HTMLInputElement && field.type === 'hidden') {
          // Hidden fields hold the answers of other pages.
          continue;
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

/** Returns a function that says whether any of the given values is new for the given sort, and remembers them. */
function createMemory(): (sort: string, things: readonly string[]) => boolean {
  const known = new Set<string>();
  return (sort, things) => {
    const before = known.size;
    for (const one of things) known.add(`${sort} ${one}`);
    return known.size > before;
  };
}

/**
 * Returns a page without its words and the values that differ between reports, forms or mails. An empty element stays
 * empty.
 */
const structureOf = (html: string): string =>
  html
    // Ignores the switch to the other language, which is a link or a button on every page.
    .replace(/#?\blanguage-\w\w\b/g, '-')
    .replace(/ data-[\w-]+="[^"]*"/g, '')
    .replace(
      /\b(value|href|action|src|content|lang|hreflang|title|alt|placeholder|aria-label|aria-roledescription)="[^"#][^"]*"/g,
      '$1="-"',
    )
    .replace(/(<textarea[^>]*>)[^<]*/g, '$1')
    .replace(/>[^<>]*[^<>\s][^<>]*</g, '>-<')
    .replace(/\d+/g, '0');

/** Runs in the page: returns what each text's contrast depends on, that is, its own color and size and the background. */
function colorings(): string[] {
  const kinds = new Set<string>();
  for (const element of document.body.querySelectorAll('*')) {
    const isText = [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.nodeValue?.trim());
    if (!isText && !element.matches('input, select, textarea')) continue;
    const { color, fontSize, fontWeight, visibility, display, textShadow } = getComputedStyle(element);
    const behind: string[] = [];
    for (let one: Element | null = element; one !== null; one = one.parentElement) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(one);
      behind.push([backgroundColor, backgroundImage, opacity, position].join());
    }
    kinds.add([color, fontSize, fontWeight, visibility, display, textShadow, ...new Set(behind)].join(' '));
  }
  return [...kinds];
}

/** Returns the accessibility problems that axe finds on the current page. */
async function hindrances(page: Page, { colors, others }: { colors: boolean; others: boolean }): Promise<string[]> {
  if (!colors && !others) return [];
  // Evaluates axe instead of adding it as a script, which the pages' content security policy would rightly refuse.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const wanted: axe.RunOptions = others
    ? { runOnly: { type: 'tag', values: RULES }, rules: { 'color-contrast': { enabled: colors } } }
    : { runOnly: { type: 'rule', values: ['color-contrast'] } };
  // Skips details of elements that pass, which would take longer than the checks.
  const options: axe.RunOptions = { ...wanted, resultTypes: ['violations'], selectors: false };
  return page.evaluate(async (run) => {
    const { axe: engine } = window as unknown as { axe: typeof axe };
    const { violations } = await engine.run(document, run);
    return violations.map(({ id, nodes }) => {
      const where = nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3);
      return `${id}: ${where.join(' | ')}`;
    });
  }, options);
}
