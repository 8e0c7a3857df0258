import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from 'playwright/test';
import { type Application, startApplication } from '../helpers/application.ts';
import { type Account, type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { type Keyring, startKeyring } from '../helpers/keyring.ts';
import { type Line, startLine } from '../helpers/line.ts';

export { expect };

type Desk = {
  /** Starts the application again on the same workstation, as after a power cut or a morning. */
  open: () => Promise<Page>;
  close: () => Promise<void>;
  kill: () => Promise<void>;
  power: Application['power'];
  notifications: Application['notifications'];
  /** What it asked outside of its window since it was opened last, also when it was closed since. */
  questions: Application['questions'];
  userData: string;
  /** The application's folder for temporary files. */
  temporary: string;
  /** Where it saves what an officer wants as a file. */
  downloads: string;
};

type Fixtures = { line: Line; desk: Desk; page: Page; windowOnDisk: boolean };
type Shared = { agency: BuiltServer; keyring: Keyring };

/**
 * Every test gets a workstation of its own (user-data folder, keyring) and a cable that can be pulled, before one
 * agency server for all. Nothing of the product is replaced.
 */
export const test = base.extend<Fixtures, Shared>({
  // Playwright reads from the pattern which fixtures a fixture needs: these two need none.
  agency: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const agency = await startBuiltServer({ holdSeconds: 4, lockMinutes: 5 });
      await use(agency);
      await agency.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  keyring: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const keyring = await startKeyring();
      await use(keyring);
      await keyring.stop();
    },
    { scope: 'worker' },
  ],
  windowOnDisk: [false, { option: true }],
  line: async ({ agency }, use) => {
    const line = await startLine(agency.url);
    await use(line);
    await line.stop();
  },
  desk: async ({ line, keyring, windowOnDisk }, use, testInfo) => {
    const userData = mkdtempSync(join(tmpdir(), 'p2c-desk-'));
    const temporary = mkdtempSync(join(tmpdir(), 'p2c-desk-temporary-'));
    const home = mkdtempSync(join(tmpdir(), 'p2c-desk-home-'));
    const downloads = join(home, 'Downloads');
    mkdirSync(downloads);
    let running: Application | null = null;
    let questions: Application['questions'] = () => [];
    const end = async (how: 'close' | 'kill') => {
      const app = running;
      running = null;
      const crash = app?.crash() ?? null;
      await app?.[how]().catch((error: unknown) => {
        if (crash === null) throw error;
      });
      if (crash !== null) throw new Error(crash);
    };
    await use({
      open: async () => {
        running = await startApplication({
          server: line.url,
          userData,
          windowOnDisk,
          env: { ...keyring.env, TMPDIR: temporary, HOME: home },
        });
        ({ questions } = running);
        return running.page;
      },
      close: () => end('close'),
      kill: () => end('kill'),
      power: async (event) => running?.power(event),
      notifications: async () => (await running?.notifications()) ?? [],
      questions: () => questions(),
      userData,
      temporary,
      downloads,
    });
    // The machine that ran it keeps no pictures: a failure that comes once in a hundred runs has to say here what was seen.
    if (testInfo.status !== testInfo.expectedStatus && running !== null) console.log(await lastSeen(running));
    await end('close').finally(() => {
      for (const folder of [userData, temporary, home]) rmSync(folder, { recursive: true, force: true });
    });
  },
  page: async ({ desk }, use) => {
    await use(await desk.open());
  },
});

/** What the window shows, where the focus and the scrolled rows are, and whether it still draws. */
async function lastSeen({ page }: Application): Promise<string> {
  const seen = page.evaluate(async () => {
    const frame = new Promise((resolve) => requestAnimationFrame(() => resolve('drawn')));
    const waited = new Promise((resolve) => setTimeout(() => resolve('no frame in 2 s'), 2000));
    const grid = document.querySelector('[role="grid"]');
    return JSON.stringify({
      frame: await Promise.race([frame, waited]),
      focus: document.activeElement?.outerHTML.slice(0, 120),
      scrolled: grid?.scrollTop,
      rows: [...document.querySelectorAll('[role="row"]')].map((row) => row.getAttribute('aria-rowindex')).join(' '),
      text: document.body.innerText.slice(0, 1500),
    });
  });
  const hung = new Promise<string>((resolve) => setTimeout(() => resolve('it does not answer'), 5000).unref());
  return `The window at the end: ${await Promise.race([seen, hung]).catch(String)}`;
}

/** After a restart or a lock: the name is known, the password is asked for. */
export async function unlock(page: Page, { password }: Account): Promise<void> {
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
}

export async function signIn(page: Page, { name, password }: Account): Promise<void> {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
}
