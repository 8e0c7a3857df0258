import type { Browser, Page, Route } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../../helpers/application.ts';
import { openPortal } from '../portal-fixture.ts';

let browser: Browser;
let address: string;
let portal: Awaited<ReturnType<typeof openPortal>>;
beforeAll(async () => {
  browser = await openBrowser();
  portal = await openPortal();
  address = await portal.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await portal.app.close();
});

/** Opens a page with a form. `sent` has each request that its button has caused, none of which is answered yet. */
async function openForm() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sent: Route[] = [];
  await page.clock.install();
  await page.route('**/status', (route) =>
    route.request().method() === 'POST' ? void sent.push(route) : route.continue(),
  );
  await page.goto(`${address}/status`);
  return { page, sent };
}

// A click that Playwright makes would wait for the page that follows.
const press = (page: Page) => page.evaluate(() => document.getElementById('submit')?.click());
/** Resolves after everything that the presses so far cause in the page and on the way to the server. */
const settled = (page: Page) => page.evaluate(() => fetch('/report').then(({ status }) => status));

it('a second press of a form’s button is ignored while the first is under way', async () => {
  const { page, sent } = await openForm();
  let isSecondOver = false;
  await page.route('**/report?over', (route) => {
    isSecondOver = true;
    return route.abort();
  });
  // Playwright runs nothing in a page that another is about to replace, so the page itself presses twice.
  await page.evaluate(() => {
    const pressNow = () => document.getElementById('submit')?.click();
    pressNow();
    void fetch('/report')
      .then(pressNow)
      .then(() => fetch('/report?over'));
  });
  await expect.poll(() => isSecondOver).toBe(true);
  expect(sent).toHaveLength(1);
  await sent[0]?.continue();
  await page.waitForSelector('.summary');
  // The form on the page that follows is another one.
  await press(page);
  await expect.poll(() => sent.length).toBe(2);
  await page.context().close();
});

it('a press counts again when the page is shown again, as by the Back button, or after ten seconds', async () => {
  const { page, sent } = await openForm();
  await press(page);
  await expect.poll(() => sent.length).toBe(1);
  // The page stays, as it does in the browser's cache for its Back button.
  await sent[0]?.fulfill({ status: 204 });
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await press(page);
  await expect.poll(() => sent.length).toBe(2);
  await sent[1]?.fulfill({ status: 204 });
  await page.clock.fastForward(10_000);
  await press(page);
  await expect.poll(() => sent.length).toBe(3);
  await page.context().close();
});

it('a press counts after one that the page itself refused, such as while a file is being sent', async () => {
  const { page, sent } = await openForm();
  await page.evaluate(() =>
    document.forms[0]?.addEventListener('submit', (event) => event.preventDefault(), { once: true }),
  );
  await press(page);
  await settled(page);
  expect(sent).toEqual([]);
  await press(page);
  await expect.poll(() => sent.length).toBe(1);
  await page.context().close();
});
