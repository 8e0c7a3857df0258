import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import type { ReactElement } from 'react';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as pageModule from '#server/portal/site/page.tsx';
import { textIn } from '#server/portal/site/text.ts';
import { portal as english } from '#shared/words/en/portal.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { openBrowser } from '../../helpers/application.ts';
import { openWalker, type Walker } from './page-walker.ts';
import { walkBadDays, walkDemoMail, walkReports } from './page-walks.ts';
import { openPortal } from './portal-fixture.ts';

/*
 * Visits every page that a person can reach, in a real browser and on a real server, including error pages. Compares the
 * visited pages with three lists, so that a new page cannot be left out: the portal's routes, the components that draw a
 * page, and the texts for errors and for the stages of a report.
 */

/** Components of pages that exist only in English. */
const DEMO_ALONE = /^DemoMail/;
const drawn = vi.hoisted(() => new Set<string>());
// Records which component drew each page and in which language, and changes nothing.
vi.mock('#server/portal/site/page.tsx', async (original) => {
  const real = await original<typeof pageModule>();
  const htmlOf = (page: ReactElement) => {
    const html = real.htmlOf(page);
    if (typeof page.type === 'function') drawn.add(`${/<html lang="(\w+)"/.exec(html)?.[1]} ${page.type.name}`);
    return html;
  };
  return { ...real, htmlOf };
});

/** The walks of all languages run in parallel, because most of a walk is waiting. */
let browser: Browser;
const walkers = new Map<string, Walker>();
beforeAll(async () => {
  browser = await openBrowser();
  await Promise.all(
    LANGUAGES.map(async (lang) => {
      const walker = await openWalker(browser, lang);
      walkers.set(lang, walker);
      await walkReports(walker, textIn(lang));
      await walkBadDays(walker, textIn(lang));
      await walkDemoMail(walker);
    }),
  );
}, 1_200_000);
afterAll(() => browser.close());

const routes = await (async () => {
  const { app, routes: table } = await openPortal();
  await app.close();
  // Pictures, styles, scripts, files in pieces, the way out and the way back are not pages. The insurer's copy is also a
  // file, but its route stays in the list because it can draw the page "gone".
  return table.filter(({ path }) => !/^\/(?:assets|pictures|uploads|leave|return)/.test(path));
})();

const components = readdirSync(new URL('../../../server/portal', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.tsx'))
  .flatMap((name) => {
    const source = readFileSync(new URL(`../../../server/portal/${name}`, import.meta.url), 'utf8');
    return source
      .split(/^export function /m)
      .slice(1)
      .filter((one) => /<Page\s/.test(one))
      .map((one) => /^\w+/.exec(one)?.[0] ?? '');
  });

test('the checker finds barriers: an image without alt text, low contrast, a page wider than the screen', async () => {
  const walker = await openWalker(browser, 'en');
  await walker.page.setContent(`<html lang="en"><title>A page</title><main><h1>A page</h1>
    <img src="data:," width="20"><p style="color:#bbb;background:#fff">Faint</p><p style="width:2000px">Wide</p></main></html>`);
  await walker.look();
  await walker.close();
  for (const what of ['image-alt', 'color-contrast', 'scrolls sideways']) {
    expect(walker.found.filter((one) => one.includes(what))).not.toEqual([]);
  }
});

describe.each(LANGUAGES)('in %s', (lang) => {
  const text = textIn(lang);
  /** Returns messages that have no parameters. */
  const plain = text.t as (key: string) => string;
  let walker: Walker;
  beforeAll(() => {
    walker = walkers.get(lang) as Walker;
  });

  test('no page has an accessibility problem, on a desktop or a phone, in light or dark mode', () => {
    expect(walker.found).toEqual([]);
  });

  test('the page of every route was checked, and so was every form as it comes back with errors', () => {
    const unseen = routes.filter(({ method, path }) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`);
      return !walker.looked.some((one) => one.method === method && pattern.test(one.path));
    });
    expect(unseen.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  test('every component that renders a page was checked', () => {
    expect(components.length).toBeGreaterThan(15);
    const isDrawn = (one: string) => drawn.has(`${DEMO_ALONE.test(one) ? 'en' : lang} ${one}`);
    expect(components.filter((one) => !isDrawn(one))).toEqual([]);
  });

  test('every error page was checked, and so was every stage of a report', () => {
    const titles = walker.looked.map(({ title }) => title.replace(/ – .*$/, ''));
    const ways = Object.keys(english).filter(
      (key) => key.startsWith('portal-site.problems.') && `${key}Text` in english,
    );
    expect(ways.length).toBeGreaterThan(5);
    expect(ways.filter((key) => !titles.includes(plain(key)))).toEqual([]);
    // A report does not exist until its address is confirmed.
    const stages = Object.keys(english).filter(
      (key) => /^portal-status\.stages\.\w+\.title$/.test(key) && !key.includes('.unconfirmed.'),
    );
    expect(stages.length).toBeGreaterThan(8);
    const said = (words: string) => walker.looked.some((one) => one.text.includes(words));
    expect(stages.filter((key) => !said(plain(key)))).toEqual([]);
    for (const did of ['add', 'answer', 'withdraw', 'appeal'] as const) {
      expect([did, said(text.t(`portal-status.did.${did}`))]).toEqual([did, true]);
    }
    const statuses = [...new Set(walker.looked.map((one) => one.status))].sort((one, other) => one - other);
    expect(statuses).toEqual([200, 400, 403, 404, 409, 410, 413, 415, 429, 500, 503]);
  });
});
