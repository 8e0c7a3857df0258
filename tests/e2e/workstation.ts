import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright/test';
import { type Application, type ApplicationOptions, startApplication } from '../helpers/application.ts';
import type { Keyring } from '../helpers/keyring.ts';

export type Desk = {
  /** Starts the application again on the same workstation, as after a power cut or the next morning. */
  open: (how?: Pick<ApplicationOptions, 'folder' | 'switches'>) => Promise<Page>;
  nextWindow: Application['nextWindow'];
  onPaper: Application['onPaper'];
  close: () => Promise<void>;
  kill: () => Promise<void>;
  power: Application['power'];
  notifications: Application['notifications'];
  /**
   * Questions that the application asked outside its window since it was last opened, even if it has been closed since
   * then.
   */
  questions: Application['questions'];
  /** The addresses that the application opened in the system browser since it was last opened. */
  opened: () => string[];
  userData: string;
  /** The application's temporary folder. */
  temporary: string;
  /** The folder where the application saves files for an officer. */
  downloads: string;
  /** Returns what the application's window shows now; null if it is closed. */
  lastSeen: () => Promise<string | null>;
  /** Stops the application and deletes its folders. */
  clear: () => Promise<void>;
};

type Options = {
  server: string;
  keyring: Keyring;
  browser: () => Promise<Browser>;
  windowOnDisk?: boolean;
  env?: Record<string, string>;
  /** The system proxy of this computer. */
  proxy?: string;
};

/** Makes a workstation with its own folders, on which the application is not running yet. */
export function makeWorkstation(options: Options): Desk {
  const { server, keyring, browser, windowOnDisk = false, proxy } = options;
  const userData = mkdtempSync(join(tmpdir(), 'p2c-desk-'));
  const temporary = mkdtempSync(join(tmpdir(), 'p2c-desk-temporary-'));
  const home = mkdtempSync(join(tmpdir(), 'p2c-desk-home-'));
  const downloads = join(home, 'Downloads');
  const settings = join(home, '.config');
  for (const folder of [downloads, settings]) mkdirSync(folder);
  // A desktop session writes this file, too. Without it, the home folder itself would be the download folder.
  writeFileSync(join(settings, 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  const env = { ...keyring.env, TMPDIR: temporary, HOME: home, XDG_CONFIG_HOME: settings, ...options.env };
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
  return {
    open: async (how = {}) => {
      running = await startApplication({
        server,
        userData,
        windowOnDisk,
        browser,
        env,
        ...(proxy && { proxy }),
        ...how,
      });
      ({ questions } = running);
      return running.page;
    },
    nextWindow: () => (running === null ? Promise.reject(new Error('it is closed')) : running.nextWindow()),
    onPaper: () => (running === null ? Promise.reject(new Error('it is closed')) : running.onPaper()),
    close: () => end('close'),
    kill: () => end('kill'),
    power: async (event) => running?.power(event),
    notifications: async () => (await running?.notifications()) ?? [],
    questions: () => questions(),
    opened: () => running?.opened() ?? [],
    userData,
    temporary,
    downloads,
    lastSeen: async () => (running === null ? null : lastSeen(running)),
    clear: () =>
      end('close').finally(() => {
        for (const folder of [userData, temporary, home]) rmSync(folder, { recursive: true, force: true });
      }),
  };
}

/**
 * Returns what the window shows, which element has focus, how far the rows are scrolled, and whether it still renders.
 */
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
