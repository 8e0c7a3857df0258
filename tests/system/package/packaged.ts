import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { screenHere } from '../../helpers/screen.ts';
import { connect, type Page } from './devtools.ts';

/**
 * Returns the unpacked package under test, named by an environment variable: a Mac's `.app`, or a folder as `npm run
 * package -- linux --dir` writes it. Returns null, with a message, if the variable is not set.
 * @throws Error if what is named is not a package.
 */
export function givenPackage(variable = 'P2C_PACKAGE'): string | null {
  const folder = process.env[variable] ?? process.env['P2C_PACKAGE'];
  if (folder === undefined) {
    console.warn(
      `NOT TESTED: a package. ${variable} names none (npm run package -- linux --dir, on a machine with Electron).`,
    );
    return null;
  }
  if (!existsSync(archiveIn(folder))) throw new Error(`${variable}: ${folder} is no package`);
  return folder;
}

const isMac = (folder: string) => folder.endsWith('.app');

/** Returns the application's archive in the folder of a package. */
export const archiveIn = (folder: string): string =>
  join(folder, isMac(folder) ? 'Contents/Resources' : 'resources', 'app.asar');

/** Returns the application's program in the folder of a package. */
export function programIn(folder: string): string {
  const place = isMac(folder) ? join(folder, 'Contents/MacOS') : folder;
  const name = readdirSync(place).find((one) => ['p2c-review', 'P2C Review.exe', 'P2C Review'].includes(one));
  if (name === undefined) throw new Error(`${folder} has no program`);
  return join(place, name);
}

const MANAGED = '/etc/p2c-review/policy.json';

/**
 * Writes the managed settings where an administrator would put them; the returned function restores the previous ones.
 * Only this needs root: under another account, these tests run with Chromium's sandbox on.
 * @throws Error if this is neither root nor allowed to use sudo.
 */
export function manage(settings: object): () => void {
  if (process.platform === 'win32') return manageWindows(settings);
  if (process.platform === 'darwin') return manageMac(settings);
  const before = existsSync(MANAGED) ? readFileSync(MANAGED, 'utf8') : null;
  asRoot(['mkdir', '-p', dirname(MANAGED)]);
  asRoot(['tee', MANAGED], JSON.stringify(settings));
  asRoot(['chmod', '644', MANAGED]);
  return () => asRoot(before === null ? ['rm', MANAGED] : ['tee', MANAGED], before ?? '');
}

const REG = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
const KEY = 'HKLM\\SOFTWARE\\Policies\\P2C Review';
const PREFERENCES = '/Library/Managed Preferences/us.p2c-review.desk.plist';

/** Both functions are for CI machines, whose settings nobody needs. They have never been run. */
function manageWindows(settings: object): () => void {
  for (const [name, value] of Object.entries(settings).filter(([, one]) => one !== undefined)) {
    const kind =
      typeof value === 'boolean' ? ['REG_DWORD', String(Number(value))] : ['REG_SZ', [value].flat().join(' ')];
    execFileSync(REG, ['add', KEY, '/f', '/v', name, '/t', kind[0] ?? '', '/d', kind[1] ?? '']);
  }
  return () => execFileSync(REG, ['delete', KEY, '/f']);
}

function manageMac(settings: object): () => void {
  const input = JSON.stringify(settings);
  const plist = execFileSync('/usr/bin/plutil', ['-convert', 'xml1', '-o', '-', '-'], { input, encoding: 'utf8' });
  asRoot(['mkdir', '-p', dirname(PREFERENCES)]);
  asRoot(['tee', PREFERENCES], plist);
  return () => asRoot(['rm', PREFERENCES]);
}

function asRoot([command = '', ...args]: string[], input = ''): void {
  const isRoot = process.getuid?.() === 0;
  const stdio = ['pipe', 'ignore', 'inherit'] as const;
  execFileSync(isRoot ? command : 'sudo', isRoot ? args : ['-n', command, ...args], { input, stdio: [...stdio] });
}

/** Saves a picture of the window under a name, if P2C_SCREENS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['P2C_SCREENS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await page.picture());
}

export type Packaged = {
  page: Page;
  said: () => string;
  /** Closes the window as a person does, which quits the application; resolves when the program has ended. */
  leave: () => Promise<number | null>;
  quit: () => Promise<number | null>;
  kill: () => Promise<void>;
};

/**
 * Starts the program of a package and connects to its window.
 * @param userData a folder of its own.
 */
export async function startPackaged(
  program: string,
  { userData, env = {}, args = [] }: { userData: string; env?: Record<string, string>; args?: string[] },
): Promise<Packaged> {
  const child = spawn(program, [`--user-data-dir=${userData}`, '--remote-debugging-port=0', ...sandboxOf(), ...args], {
    env: { ...process.env, ...(await screenHere()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-16_000);
    });
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const page = await connect(await pageAddress(child, userData, () => said));
  const end = async (signal: NodeJS.Signals) => {
    page.close();
    child.kill(signal);
    return gone;
  };
  const leave = () => {
    // No response comes, because the page is gone first.
    page.evaluate('void window.close()').catch(() => undefined);
    return gone.finally(() => page.close());
  };
  return {
    page,
    said: () => said,
    leave,
    quit: () => end('SIGTERM'),
    kill: () => end('SIGKILL').then(() => undefined),
  };
}

/** Chromium refuses to run its sandbox as root. */
const sandboxOf = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

const pages = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }));

/** Chromium writes its port into a file once it listens; the window follows later. */
async function pageAddress(child: ChildProcess, userData: string, said: () => string): Promise<string> {
  const file = join(userData, 'DevToolsActivePort');
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The application ended (${child.exitCode}):\n${said()}`);
    if (existsSync(file)) {
      const port = readFileSync(file, 'utf8').split('\n')[0];
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null);
      const open = answer === null ? [] : pages.parse(await answer.json());
      const address = open.find(({ type, url }) => type === 'page' && url.startsWith('app:'))?.webSocketDebuggerUrl;
      if (address !== undefined) return address;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The application opened no window:\n${said()}`);
}
