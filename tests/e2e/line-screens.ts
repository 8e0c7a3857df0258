import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startApplication } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { startKeyring } from '../helpers/keyring.ts';
import { startLine } from '../helpers/line.ts';
import { actElsewhere, withPictures } from './colleague.ts';
import { tick } from './officer.ts';

type Look = {
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
  signIn: (page: Page) => Promise<void>;
  shot: (page: Page, name: string) => Promise<void>;
};

/**
 * Takes the screens of a reporter's files online and offline, a decision in conflict, the page behind the connection
 * badge, and the lock.
 */
export async function lineScreens(agency: BuiltServer, { viewport, colorScheme, signIn, shot }: Look): Promise<void> {
  const userData = mkdtempSync(join(tmpdir(), 'p2c-screens-'));
  const keyring = await startKeyring();
  const line = await startLine(agency.url);
  const app = await startApplication({ server: line.url, userData, env: keyring.env, viewport, colorScheme });
  const { page } = app;
  try {
    const trackingNumber = await withPictures(agency, 2);
    await signIn(page);
    await page.getByRole('searchbox', { name: 'Search reports' }).fill(trackingNumber);
    await page.getByRole('row').filter({ hasText: trackingNumber }).click();
    const tiles = page.getByRole('button', { name: /^Open photo/ });
    await tiles.first().scrollIntoViewIfNeeded();
    await shot(page, 'files-closed');
    await tiles.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: /^Sent by reporter/ }).waitFor();
    await shot(page, 'viewer');
    for (const key of ['+', '+', 'r']) await page.keyboard.press(key);
    await shot(page, 'viewer-zoomed');
    await page.keyboard.press('Escape');
    await shot(page, 'files-opened');
    await line.offline();
    await tiles.nth(1).click();
    await dialog.getByRole('alert').waitFor();
    await shot(page, 'viewer-offline');
    await page.keyboard.press('Escape');

    await page.keyboard.press('r');
    await tick(dialog.getByRole('radio', { name: /not in|outside/i }));
    await dialog.getByRole('button', { name: /^Reject/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await actElsewhere(agency, trackingNumber, { kind: 'log_call', outcome: 'no_answer', note: 'Nobody at home.' });
    const badge = page.getByRole('button', { name: /^Connection:/ });
    await badge.click();
    await shot(page, 'badge-offline');
    await line.online();
    await page.getByRole('button', { name: 'Send now (can’t undo)' }).click();
    await page.getByRole('region', { name: 'What changed since then' }).waitFor({ timeout: 40_000 });
    await shot(page, 'conflict');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await shot(page, 'locked');
  } finally {
    await app.close();
    await line.stop();
    await keyring.stop();
    rmSync(userData, { recursive: true, force: true });
  }
}
