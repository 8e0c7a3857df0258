import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../helpers/application.ts';
import { ownPort } from '../../helpers/own-port.ts';
import { type Launched, launch, userDataFolder } from './launch.ts';

const KEEP = { P2C_STAND_IN_KEEP: 'a password of this run' };

let folder: Awaited<ReturnType<typeof userDataFolder>>;
let browser: Browser;
let page: Page;
let apps: Launched[] = [];
let port: number;

const start = (env: Record<string, string>): Launched => {
  const app = launch(folder.path, [], { P2C_STAND_IN_PORT: String(port), ...env });
  apps.push(app);
  return app;
};
const restart = async (env: Record<string, string>): Promise<Launched> => {
  apps.at(-1)?.child.kill('SIGTERM');
  await apps.at(-1)?.exitCode();
  return start(env);
};

beforeAll(async () => {
  port = await ownPort();
  folder = await userDataFolder();
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
});

afterAll(async () => {
  await browser?.close();
  for (const app of apps) app.child.kill('SIGKILL');
  apps = [];
  await folder?.remove();
});

test('a page comes back by itself where the application is started again under the same password, and only there', async () => {
  const app = start(KEEP);
  await page.goto(await app.until(/stand-in window 1: (http:\S+)/));
  await page.evaluate(() => Reflect.set(window, 'mark', 1));
  const back = page.waitForEvent('load');
  const again = await restart(KEEP);
  await back;
  await again.until(/fixture loaded/);
  expect(await page.evaluate(() => Reflect.get(window, 'mark'))).toBeUndefined();
  expect((await fetch(`http://127.0.0.1:${port}/index.html`)).status).toBe(403);

  const other = await restart({ P2C_STAND_IN_KEEP: 'another password' });
  await other.until(/stand-in window 1: (http:\S+)/);
  expect((await page.request.get(`http://127.0.0.1:${port}/index.html`)).status()).toBe(403);
});
