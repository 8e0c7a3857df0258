import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { z } from 'zod';
import { changePage, signInResult } from '#shared/api.ts';
import { openBrowser, startApplication } from '../helpers/application.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { startKeyring } from '../helpers/keyring.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';

const FULL = 10_000;

/** Measures the main job through every layer (start, pull, decide, sort) on the built application and server. */
export const mainJob: Bench = async ({ quick, seed }) => {
  const reports = quick ? 1000 : FULL;
  const full = !quick;
  const server = await startBuiltServer({ reports, seed, holdSeconds: 0 });
  const keyring = await startKeyring();
  const userData = mkdtempSync(join(tmpdir(), 'p2c-bench-'));
  const figures: Figure[] = [];
  try {
    const bodies = await readBodies(server);
    const launched = performance.now();
    const first = await startApplication({ server: server.url, userData, env: keyring.env });
    await signIn(first.page, server);
    await first.page.getByRole('row').nth(1).waitFor();
    const cold = performance.now() - launched;
    await pulled(first.page);
    const pull = performance.now() - launched;
    figures.push(
      figure('first start and sign-in → first row', cold, 'ms', { wanted: printed, full, peer: await emptyPage() }),
      figure(`pull of ${reports} reports, start and sign-in included`, pull, 'ms', {
        wanted: printed,
        full,
        peer: { name: 'reading the same bodies, parsed as JSON', value: bodies },
      }),
    );
    await first.close();

    const again = performance.now();
    const app = await startApplication({ server: server.url, userData, env: keyring.env });
    await app.page.getByLabel(/^Password/).fill(server.account('officer').password);
    await app.page.getByRole('button', { name: 'Unlock' }).click();
    await app.page.getByRole('row').nth(1).waitFor();
    figures.push(
      figure('start and unlock → usable queue from the cache', performance.now() - again, 'ms', {
        wanted: atMost(5000, 'ms'),
        full,
        peer: await emptyPage(),
      }),
    );

    const sorts = await timeSorts(app.page, quick ? 10 : 40);
    figures.push(
      figure(`sort at ${reports} rows, click → painted, p95`, quantile(sorts, 0.95), 'ms', {
        wanted: printed,
        full,
        peer: { name: 'two frames of an idle page', value: await twoFrames(app.page) },
      }),
    );
    const decisions = await timeDecisions(app.page, quick ? 5 : 20);
    figures.push(
      figure('decision → acknowledged by the server, p95', quantile(decisions, 0.95), 'ms', {
        wanted: printed,
        full,
        peer: { name: 'one request to the same server, p95', value: await roundTrip(server) },
      }),
    );
    await app.close();
  } finally {
    await server.stop();
    await keyring.stop();
    rmSync(userData, { recursive: true, force: true });
  }
  return figures;
};

/** Measures the floor of a pull: fetches and parses the pages of the feed one after another, and does nothing else. */
async function readBodies(server: BuiltServer): Promise<number> {
  const token = await tokenOf(server);
  const started = performance.now();
  for (let cursor = ''; ; ) {
    const after = cursor === '' ? '' : `&after=${cursor}`;
    const answer = await fetch(`${server.url}/api/v1/changes?limit=500${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = changePage.pick({ cursor: true, more: true }).parse(await answer.json());
    cursor = page.cursor;
    if (!page.more) return performance.now() - started;
  }
}

async function tokenOf(server: BuiltServer): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...z.object({ name: z.string(), password: z.string() }).parse(server.account('officer')),
      workstation: 'bench',
    }),
  });
  return signInResult.parse(await answer.json()).token;
}

async function emptyPage() {
  const started = performance.now();
  const browser = await openBrowser();
  await (await browser.newPage()).goto('about:blank');
  const value = performance.now() - started;
  await browser.close();
  return { name: 'the browser alone with an empty page', value };
}

/** Returns the duration of two frames in this browser: the smallest delay that this way of measuring can show. */
function twoFrames(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const started = performance.now();
    for (let i = 0; i < 20; i += 1) await new Promise(requestAnimationFrame);
    return (performance.now() - started) / 10;
  });
}

async function roundTrip(server: BuiltServer): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 30; i += 1) {
    const started = performance.now();
    await (await fetch(`${server.url}/healthz`)).text();
    times.push(performance.now() - started);
  }
  return quantile(times, 0.95);
}

async function signIn(page: Page, server: BuiltServer): Promise<void> {
  const { name, password } = server.account('officer');
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function pulled(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Connection: online/i }).waitFor({ timeout: 120_000 });
}

/** Clicks a column's header and waits in the page for the first row to change and be painted. */
async function timeSorts(page: Page, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const name = ['Reporter', 'Waiting', 'Offense', 'Tracking no.'][i % 4] ?? 'Reporter';
    const header = page.getByRole('columnheader', { name: new RegExp(name) });
    taken.push(
      await header.evaluate(async (cell) => {
        const first = () => document.querySelector('[role="row"][aria-rowindex="2"]')?.textContent ?? '';
        const before = first();
        const started = performance.now();
        (cell.querySelector('button') ?? (cell as HTMLElement)).click();
        while (first() === before && performance.now() - started < 2000) await new Promise(requestAnimationFrame);
        // The change is on screen by the frame after the one that changed the row.
        await new Promise(requestAnimationFrame);
        return performance.now() - started;
      }),
    );
  }
  return taken;
}

/** Opens the form of the first report; retries if that report left the queue before the click. */
async function openFirst(page: Page): Promise<void> {
  const approve = page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Approve/ });
  for (let attempt = 0; ; attempt += 1) {
    await page.getByRole('row').nth(1).click();
    try {
      await approve.click({ timeout: 3000 });
      await page.getByRole('dialog').waitFor();
      return;
    } catch (cause) {
      if (attempt === 5) throw cause;
    }
  }
}

/** Approves open reports and waits until nothing is left to send to the server. */
async function timeDecisions(page: Page, times: number): Promise<number[]> {
  const taken: number[] = [];
  await page.getByRole('button', { name: /^To decide/ }).click();
  await page.getByRole('row').nth(1).filter({ hasText: 'New' }).waitFor();
  for (let i = 0; i < times; i += 1) {
    const dialog = page.getByRole('dialog');
    await openFirst(page);
    const started = performance.now();
    await dialog.getByRole('button', { name: /^Approve/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Connection: Online · 0 waiting/i }).waitFor();
    taken.push(performance.now() - started);
  }
  return taken;
}
