import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signInResult } from '#shared/api.ts';
import { type Application, startApplication } from '../helpers/application.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { type Keyring, startKeyring } from '../helpers/keyring.ts';
import { allowSkippingTrail, openingFigures } from './desk-opening.ts';
import { heapMb, painted, scrollFrames } from './desk-page.ts';
import { plainTable } from './desk-plain.ts';
import { shift } from './desk-shift.ts';
import type { SqlTimes } from './desk-sql.ts';
import { chooseDensity, compared, header, largestOpened, repeated, typed, view } from './desk-steps.ts';
import { before, comparedWithEarlier } from './earlier.ts';
import { atLeast, atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';

/**
 * Measures the officer's desk with 100,000 waiting reports: the time from each key press and click to paint, scrolling,
 * memory, SQL, and a keyboard-only shift of 80 reports. Compares it with a plain table of the same rows in the same
 * browser. Filling takes minutes, so `--keep DIR` leaves the reports there for the next run. With `P2C_OLD`, an earlier
 * checkout is measured first, for comparison.
 */
export const desk: Bench = async (options) => {
  const old = await before('desk', options);
  const figures = await measured(options);
  return [...figures, ...comparedWithEarlier(figures, old, !options.quick)];
};

const measured: Bench = async ({ quick, seed, keep }) => {
  const count = quick ? 3000 : 100_000;
  const full = !quick;
  const server = await startBuiltServer({ reports: quick ? 300 : 1500, seed });
  const keyring = await startKeyring();
  const userData = mkdtempSync(join(tmpdir(), 'p2c-bench-desk-'));
  const rowsFile = join(userData, 'rows.json');
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'p2c-bench-filled-'));
  const env = keyring.env;
  try {
    await firstSignIn(server, userData, env);
    const sql = await fill(server, keyring, { userData, count, seed, rowsFile, folder });
    if (keep === null) rmSync(folder, { recursive: true, force: true });
    const megabytes = Math.round(sql.bytes / 1024 / 1024);
    console.log(`filled: ${count} reports, ${megabytes} MB`);
    const { app, usable } = await openDesk(server, userData, env);
    const figures = [
      figure('reports in the cache', count, '', { wanted: printed, full }),
      ...sqlFigures(sql, full),
      figure('launch → usable queue (typing left out)', usable, 'ms', {
        wanted: atMost(1800, 'ms'),
        full,
      }),
    ];
    try {
      figures.push(...(await interactions(app, { quick, count, rowsFile, full })));
      figures.push(...(await shift(app.page, { reports: quick ? 8 : 80, full })));
    } finally {
      await app.close();
    }
    return figures;
  } finally {
    await server.stop();
    await keyring.stop();
    rmSync(userData, { recursive: true, force: true });
    if (keep === null) rmSync(folder, { recursive: true, force: true });
  }
};

async function firstSignIn(server: BuiltServer, userData: string, env: Record<string, string>): Promise<void> {
  const app = await startApplication({ server: server.url, userData, env });
  const { name, password } = server.account('officer');
  await app.page.getByRole('button', { name: 'I understand' }).click();
  await app.page.getByRole('textbox', { name: 'Name' }).fill(name);
  await app.page.getByLabel('Password').fill(password);
  await app.page.getByRole('button', { name: 'Sign in' }).click();
  await app.page.getByRole('button', { name: /^Connection: online/i }).waitFor({ timeout: 120_000 });
  await app.close();
}

/** Fills the officer's cache in a process that can reach the keychain. */
async function fill(
  server: BuiltServer,
  keyring: Keyring,
  order: { userData: string; count: number; seed: number; rowsFile: string; folder: string },
): Promise<SqlTimes> {
  const { name, password } = server.account('officer');
  const answer = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password, workstation: 'bench' }),
  });
  const officerId = signInResult.parse(await answer.json()).officer.id;
  const file = fileURLToPath(new URL('desk-cache.ts', import.meta.url));
  const input = JSON.stringify({ ...order, server: server.url, officerId, password });
  const child = spawn(process.execPath, [file, input], {
    env: { ...process.env, ...keyring.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`filling the cache ended with ${String(code)}`);
  return JSON.parse(said) as SqlTimes;
}

/** Starts the application on the filled cache. The time the officer takes to type the password is not counted. */
async function openDesk(server: BuiltServer, userData: string, env: Record<string, string>) {
  const launched = performance.now();
  const app = await startApplication({ server: server.url, userData, env });
  const password = app.page.getByLabel(/^Password/);
  await password.waitFor();
  const asked = performance.now() - launched;
  await allowSkippingTrail(app.page);
  await password.waitFor();
  await password.fill(server.account('officer').password);
  const sight = { kind: 'shown', selector: '[role="grid"] .grid-line .cell-number' } as const;
  const shown = await painted(app.page, sight, () => app.page.keyboard.press('Enter'));
  await app.page.getByRole('button', { name: /^Connection: online/i }).waitFor({ timeout: 120_000 });
  return { app, usable: asked + (shown ?? 2000) };
}

function sqlFigures({ pages, counts, searches }: SqlTimes, full: boolean): Figure[] {
  return [
    figure('SQL: a page of 100 rows, p95', quantile(pages, 0.95), 'ms', { wanted: atMost(8, 'ms'), full }),
    figure('SQL: a count, p95', quantile(counts, 0.95), 'ms', { wanted: atMost(16, 'ms'), full }),
    figure('SQL: a search, p95', quantile(searches, 0.95), 'ms', { wanted: atMost(30, 'ms'), full }),
  ];
}

type Order = { full: boolean; quick: boolean; count: number; rowsFile: string };

async function interactions(app: Application, order: Order): Promise<Figure[]> {
  const { page } = app;
  const { full, quick } = order;
  const rounds = quick ? 6 : 40;
  // While a report is open, each row has two lines and there are no column headers to click.
  const close = page.getByRole('button', { name: 'Close report' });
  if (await close.isVisible()) await close.click();
  await chooseDensity(page, 'One line');
  const sorts = await repeated(rounds, (n) => painted(page, { kind: 'rows' }, () => header(page, n).click()));
  const filters = await repeated(rounds, (n) => painted(page, { kind: 'rows' }, () => view(page, n).click()));
  const searches = await typed(page, quick ? 1 : 5);
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: /^(Queue|All open)/ })
    .click();
  await page.locator('[role="grid"]').focus();
  const openings = await openingFigures(page, { rounds: quick ? 30 : 100, full });
  const largest = await largestOpened(page, quick ? 3 : 20);
  await page.keyboard.press('Enter');
  await page.locator('section[aria-label^="Report T"] .narrative:visible').waitFor();
  const nexts = await repeated(rounds, () => painted(page, { kind: 'report' }, () => page.keyboard.press('j')));
  const twoLines = await scrollFrames(page, '[role="grid"]', 2000, quick ? 3 : 20);
  const compares = await compared(page, quick ? 3 : 20);
  await page.keyboard.press('Escape');
  const scroll = await scrollFrames(page, '[role="grid"]', 2000, quick ? 3 : 20);
  await chooseDensity(page, /two lines/);
  const sortsTwo = await repeated(rounds, (n) => painted(page, { kind: 'rows' }, () => header(page, n).click()));
  const filtersTwo = await repeated(rounds, (n) => painted(page, { kind: 'rows' }, () => view(page, n).click()));
  const heap = await heapMb(page);
  const memory = wholeMemoryMb();
  const browser = page.context().browser();
  const empty = await browser?.newPage();
  const still = empty === undefined ? { deltas: [16.7] } : await scrollFrames(empty, null, 0, 3);
  await empty?.close();
  const rate = (deltas: readonly number[]) => (1000 * deltas.length) / deltas.reduce((sum, one) => sum + one, 0);
  const peer = browser === null ? null : await plainTable(browser, order.rowsFile, rounds);

  const quick95 = (name: string, taken: number[], beside?: number[]) => {
    const other = beside === undefined ? {} : { peer: { name: 'plain table', value: quantile(beside, 0.95) } };
    return [
      figure(`${name} → painted, p95`, quantile(taken, 0.95), 'ms', {
        wanted: atMost(100, 'ms'),
        full,
        ...other,
      }),
      figure(`${name} → painted, p98`, quantile(taken, 0.98), 'ms', { wanted: atMost(200, 'ms'), full }),
    ];
  };
  const scrolling = (name: string, { deltas, longestBlank }: typeof scroll) => [
    figure(`${name} at 2,000 px/s: frames a second`, rate(deltas), '/s', {
      wanted: { text: '≥ 0.95 × an empty page', holds: (_, ratio) => ratio !== null && ratio >= 0.95 },
      full,
      peer: { name: 'empty page', value: rate(still.deltas) },
    }),
    figure(`${name}: p99 frame`, quantile(deltas, 0.99), 'ms', { wanted: atMost(33, 'ms'), full }),
    figure(`${name}: longest time a row was blank`, longestBlank, 'ms', { wanted: atMost(100, 'ms'), full }),
  ];
  return [
    ...quick95('sort', sorts, peer?.sorts),
    ...quick95('filter', filters),
    ...quick95('sort two-line rows', sortsTwo),
    ...quick95('filter two-line rows', filtersTwo),
    ...quick95('letter of a search', searches, peer?.searches),
    ...quick95('next report', nexts),
    ...quick95('open compare', compares),
    ...openings,
    figure(
      'open a report of 50,000 characters, 200 items and 40 photographs → painted, p95',
      quantile(largest, 0.95),
      'ms',
      {
        wanted: atMost(50, 'ms'),
        full,
      },
    ),
    ...scrolling('scroll', scroll),
    ...scrolling('scroll two-line rows', twoLines),
    figure("heap of the window's page", heap, 'MB', {
      wanted: atMost(60, 'MB'),
      full,
      ...(peer === null ? {} : { peer: { name: 'plain table', value: peer.heap } }),
    }),
    figure('whole application with its browser, resident', memory, 'MB', { wanted: printed, full }),
    figure('of all keys and presses, painted', painteds(sorts, filters, searches, nexts), '', {
      wanted: atLeast(rounds * 3),
      full,
    }),
  ];
}

const painteds = (...lists: number[][]) => lists.reduce((sum, list) => sum + list.length, 0);

/** Returns the resident memory of the application's process and of the browser that acts as its window. */
function wholeMemoryMb(): number {
  let pages = 0;
  const parents = new Map<number, number>();
  const ours = (pid: number): boolean => pid === process.pid || (pid > 1 && ours(parents.get(pid) ?? 0));
  const running = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const read = (pid: number, name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  for (const pid of running) parents.set(pid, Number(/\) \S (\d+)/.exec(read(pid, 'stat'))?.[1] ?? 0));
  for (const pid of running) {
    if (ours(pid) && /out\/main\/main\.js|chromium/.test(read(pid, 'cmdline')))
      pages += Number(read(pid, 'statm').split(' ')[1] ?? 0);
  }
  return (pages * 4096) / 1024 / 1024;
}
