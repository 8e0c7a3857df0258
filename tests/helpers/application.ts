import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, chromium, type Page } from 'playwright';
import { z } from 'zod';
import { screenHere } from './screen.ts';

const notification = z.object({ title: z.string(), body: z.string() });
const question = z.object({ message: z.string(), detail: z.string().optional(), answer: z.string() });
export type Question = z.infer<typeof question>;
const root = fileURLToPath(new URL('../..', import.meta.url));

export type Application = {
  page: Page;
  /** Quits the application as its own menu does; `kill` ends it as a power cut would. */
  close: () => Promise<void>;
  kill: () => Promise<void>;
  /** The computer goes to sleep, locks its screen, or is idle for the given number of seconds. */
  power: (event: PowerEvent) => Promise<void>;
  /** The notifications that the application has shown. */
  notifications: () => Promise<{ title: string; body: string }[]>;
  /**
   * Native dialogs that the application showed, each answered as if Enter were pressed. Still readable after it exits.
   */
  questions: () => Question[];
  /** The addresses that the application opened in the system browser. */
  opened: () => string[];
  /** The next window that the application opens, or has opened since the last call. */
  nextWindow: () => Promise<Page>;
  /** The application's window as printed, as a PDF. */
  onPaper: () => Promise<Buffer>;
  /**
   * How the application exited and its last output, if it exited without being stopped or asked to quit; otherwise
   * null.
   */
  crash: () => string | null;
};

export type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | { idle: number };

export type ApplicationOptions = {
  server: string;
  userData: string;
  env?: Record<string, string>;
  /** The system proxy of this computer, used for servers on loopback, too. */
  proxy?: string;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /**
   * Whether the stand-in's window stores its data in the user-data folder, as Electron's does. The default is in
   * memory.
   */
  windowOnDisk?: boolean;
  /**
   * The browser in which the stand-in's window opens, isolated from other windows. By default, the window gets its own
   * browser.
   */
  browser?: () => Promise<Browser>;
  /** The folder of the built application; by default the repository. */
  folder?: string;
  /** Switches of the command line. */
  switches?: readonly string[];
};

/** Starts the built application: on real Electron if its binary is installed, otherwise on the stand-in in Chromium. */
export function startApplication(options: ApplicationOptions): Promise<Application> {
  const binary = electronBinary();
  return binary === null ? onStandIn(options) : onElectron(binary, options);
}

/** Looks for the files in the same place as npm's `electron` package; asking the package itself would start a download. */
export function electronBinary(): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } = process.env;
  if (elsewhere) return join(elsewhere, 'electron');
  const base = join(root, 'node_modules/electron');
  if (!existsSync(join(base, 'path.txt')) || !existsSync(join(base, 'dist/version'))) return null;
  const binary = join(base, 'dist', readFileSync(join(base, 'path.txt'), 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/**
 * Returns the major version of the Electron that the application runs on; null on the stand-in, which behaves like the
 * newest one.
 */
export function electronMajor(): number | null {
  const binary = electronBinary();
  return binary === null ? null : Number.parseInt(readFileSync(join(binary, '../version'), 'utf8'), 10);
}

async function onElectron(executablePath: string, options: ApplicationOptions): Promise<Application> {
  const app = await _electron.launch({
    executablePath,
    args: [
      options.folder ?? root,
      `--user-data-dir=${options.userData}`,
      ...(options.switches ?? []),
      ...(isRoot ? ['--no-sandbox'] : []),
      ...proxyArgs(options),
    ],
    env: { ...environment(options), ...(await screenHere()) },
  });
  let said = '';
  let stderr = '';
  let crash: string | null = null;
  let isEnding = false;
  app.process().stderr?.on('data', (text: Buffer) => {
    stderr = (stderr + text.toString()).slice(-4000);
  });
  app.process().once('close', (code, signal) => {
    if (!isEnding && code !== 0) crash = `The application ended by itself (${signal ?? code}):\n${stderr}`;
  });
  app.process().stdout?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  // Simulates the person at the computer, who answers dialogs, sees notifications and is active; keys sent by a test do
  // not count as activity for the system.
  await app.evaluate(({ Notification, dialog, powerMonitor, shell }) => {
    shell.openExternal = async (address) => console.log(`stand-in openExternal: ${address}`);
    powerMonitor.getSystemIdleTime = () => 0;
    powerMonitor.getSystemIdleState = () => 'active';
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath = '' } = given.at(-1) as Electron.SaveDialogOptions;
      return Promise.resolve({ canceled: defaultPath === '', filePath: defaultPath });
    };
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, detail, buttons = [], defaultId = 0 } = given.at(-1) as Electron.MessageBoxOptions;
      console.log(`stand-in dialog: ${JSON.stringify({ message, detail, answer: buttons[defaultId] })}`);
      return Promise.resolve({ response: defaultId, checkboxChecked: false });
    };
    const shown: { title: string; body: string }[] = [];
    Object.assign(globalThis, { shown });
    // Notifications count as supported even when there is no desktop to show them.
    Notification.isSupported = () => true;
    // In some versions, each notification has its own `show`. So this replaces `show` when event listeners are added,
    // which happens before the notification is shown.
    const listen: Electron.Notification['on'] = Reflect.get(Notification.prototype, 'on');
    Notification.prototype.on = function on(this: Electron.Notification, ...given: Parameters<typeof listen>) {
      this.show = () => void shown.push({ title: this.title, body: this.body });
      return listen.apply(this, given);
    } as typeof listen;
  });
  const first = await app.firstWindow();
  const given = new Set([first]);
  return {
    page: first,
    nextWindow: async () => {
      const next = app.windows().find((one) => !given.has(one)) ?? (await app.waitForEvent('window'));
      given.add(next);
      return next;
    },
    power: (event) =>
      app.evaluate(({ powerMonitor }, wish) => {
        if (typeof wish === 'string') powerMonitor.emit(wish);
        else powerMonitor.getSystemIdleTime = () => wish.idle;
      }, event),
    notifications: () =>
      app.evaluate(() => (globalThis as unknown as { shown: { title: string; body: string }[] }).shown),
    questions: () => questionsIn(said),
    opened: () => openedIn(said),
    // Playwright's own method works only in a headless browser.
    onPaper: async () => {
      const pdf = await app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return window === undefined
          ? ''
          : (await window.webContents.printToPDF({ pageSize: 'Letter' })).toString('base64');
      });
      return Buffer.from(pdf, 'base64');
    },
    crash: () => crash,
    close: () => {
      isEnding = true;
      return app.close();
    },
    kill: async () => {
      isEnding = true;
      app.process().kill('SIGKILL');
    },
  };
}

/** Chromium uses no proxy for servers on loopback unless it is told to. */
const proxyArgs = ({ proxy }: ApplicationOptions) =>
  proxy === undefined ? [] : [`--proxy-server=${proxy}`, '--proxy-bypass-list=<-loopback>'];

async function onStandIn(options: ApplicationOptions): Promise<Application> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(root, 'build/stand-in/register.ts'),
      join(options.folder ?? root, 'out/main/main.js'),
      `--user-data-dir=${options.userData}`,
      ...(options.switches ?? []),
    ],
    {
      cwd: root,
      env: { ...environment(options), P2C_STAND_IN_CONTROL: 'stdin', P2C_STAND_IN_PROXY: options.proxy ?? '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let said = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr = (stderr + text.toString()).slice(-4000);
  });
  let crash: string | null = null;
  let isEnding = false;
  // By the time of this event, all output has arrived.
  child.once('close', (code, signal) => {
    if (!isEnding && code !== 0) crash = `The application ended by itself (${signal ?? code}):\n${stderr}`;
  });
  const address = await windowAddress(child);
  let windows = 1;
  const look = {
    viewport: options.viewport ?? { width: 1366, height: 768 },
    colorScheme: options.colorScheme ?? 'light',
  };
  const window = options.windowOnDisk
    ? await chromium.launchPersistentContext(join(options.userData, 'window'), { ...CHROMIUM, ...look })
    : await (await (options.browser ?? openBrowser)()).newContext(look);
  const own = options.windowOnDisk || options.browser !== undefined ? window : (window.browser() ?? window);
  const page = await window.newPage();
  await showIn(page, address);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    isEnding = true;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
    await own.close();
  };
  return {
    page,
    nextWindow: async () => {
      windows += 1;
      const next = new RegExp(`^stand-in window ${windows}: (\\S+)$`, 'm');
      while (!next.test(said)) await new Promise((resolve) => child.stdout.once('data', resolve));
      const opened = await window.newPage();
      await showIn(opened, next.exec(said)?.[1] ?? '');
      return opened;
    },
    power: async (event) => {
      child.stdin.write(`power ${typeof event === 'string' ? event : `idle ${event.idle}`}\n`);
    },
    notifications: async () =>
      [...said.matchAll(/^stand-in notification: (.*)$/gm)].map(([, json = '']) =>
        notification.parse(JSON.parse(json)),
      ),
    questions: () => questionsIn(said),
    opened: () => openedIn(said),
    onPaper: () => page.pdf({ format: 'Letter' }),
    crash: () => crash,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/**
 * Shows an address in the stand-in's window. As in Electron, a window whose page can't be loaded is still a window: full
 * Chromium reports an empty 404 as an error, the headless shell does not.
 */
async function showIn(page: Page, address: string): Promise<void> {
  await page.goto(address).catch((error: unknown) => {
    if (!String(error).includes('ERR_HTTP_RESPONSE_CODE_FAILURE')) throw error;
  });
}

const questionsIn = (said: string): Question[] =>
  [...said.matchAll(/^stand-in dialog: (.*)$/gm)].map(([, json = '']) => question.parse(JSON.parse(json)));

const openedIn = (said: string): string[] =>
  [...said.matchAll(/^stand-in openExternal: (\S+)$/gm)].map(([, address = '']) => address);

const isRoot = process.getuid?.() === 0;

const HEADLESS = '/usr/bin/chromium-headless-shell';

/** Debian's own Chromium, with scroll bars that take up space as on Windows; it cannot be sandboxed as root. */
const CHROMIUM = {
  executablePath: process.env.P2C_CHROMIUM ?? (existsSync(HEADLESS) ? HEADLESS : '/usr/bin/chromium'),
  ignoreDefaultArgs: ['--hide-scrollbars'],
  args: [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
  ],
};
export const openBrowser = (): Promise<Browser> => chromium.launch(CHROMIUM);

function environment(options: ApplicationOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(inherited), P2C_SERVER_URL: options.server, ...options.env };
}

function windowAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    const read = (text: Buffer) => {
      log += text.toString();
      const found = /^stand-in window \d+: (\S+)$/m.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The application ended (${code}) before it showed a window:\n${log}`)),
    );
  });
}
