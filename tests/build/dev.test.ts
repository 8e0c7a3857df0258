import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../helpers/application.ts';
import { type DevLoop, startDevLoop } from '../helpers/dev-loop.ts';
import { until } from '../helpers/workstation.ts';

/** The timeout is long, because every step can be slow on a busy machine. */
const PATIENT = { timeout: 60_000 };
const HEADING = '<h1 className="card-title">P2C Review';

let dev: DevLoop;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  dev = await startDevLoop();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(dev.window);
  await page.getByRole('heading', { name: 'P2C Review' }).waitFor(PATIENT);
  await page.evaluate(() => Reflect.set(window, 'mark', 1));
});
afterAll(async () => {
  await browser?.close();
  if (dev?.npm.exitCode === null) dev.npm.kill('SIGTERM');
  await until(
    () => dev?.processes() ?? [],
    (left) => left.length === 0,
  );
  dev?.remove();
});

const mark = (): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'mark'));

test('saving a component updates the open page immediately', async () => {
  dev.save('renderer/session/sign-in-page.tsx', (text) => text.replace(HEADING, `${HEADING} once more`));
  await page.getByRole('heading', { name: 'P2C Review once more' }).waitFor(PATIENT);
  expect(await mark()).toBe(1);
});

test('saving a stylesheet updates the page, under a policy that requires a nonce', async () => {
  dev.save('renderer/styles/index.css', (text) => `${text}\nh1 { letter-spacing: 7px !important; }\n`);
  const spacing = () =>
    page
      .getByRole('heading')
      .first()
      .evaluate((one) => getComputedStyle(one).letterSpacing);
  await until(spacing, (value) => value === '7px');
  expect(await mark()).toBe(1);
});

test('saving a server file updates its responses at the same address', async () => {
  dev.save('server/portal/site/home-page.tsx', (text) =>
    text.replace("<h1>{text.t('portal-site.home.title')}", "<h1>{text.t('portal-site.home.title')} once more"),
  );
  const home = () =>
    fetch(dev.server).then(
      (answer) => answer.text(),
      () => '',
    );
  await until(home, (html) => html.includes(' once more</h1>'), 60_000);
});

test('a file that does not build is reported, and the previous version keeps running', async () => {
  const from = dev.output().length;
  dev.save('electron/worker/worker.ts', (text) => `${text}\nconst = 1;\n`);
  await dev.said(/the worker threads cannot be built/, from);
  expect(await mark()).toBe(1);
  dev.save('electron/worker/worker.ts', (text) => text.replace('\nconst = 1;\n', ''));
});

test('saving a worker thread file restarts the application, and the page returns', async () => {
  const from = dev.output().length;
  dev.save('electron/worker/worker.ts', (text) => `${text}\nconsole.log('the changed worker');\n`);
  await dev.said(/the changed worker/, from);
  await until(
    () => mark().catch(() => 1),
    (value) => value === undefined,
    60_000,
  );
  await page.getByRole('heading', { name: 'P2C Review' }).waitFor(PATIENT);
});

test('SIGTERM to npm stops both the server and the application', async () => {
  expect(dev.processes().length).toBeGreaterThan(2);
  dev.npm.kill('SIGTERM');
  expect(await until(dev.processes, (left) => left.length === 0)).toEqual([]);
});
