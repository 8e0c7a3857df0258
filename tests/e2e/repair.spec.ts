import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { electronMajor } from '../helpers/application.ts';
import { barriers } from './barriers.ts';
import { BUILD_FAULTS, type Build, copyOfBuild } from './broken-build.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { approveOpen, inView, nav, openReport } from './officer.ts';
import { fileReport } from './person.ts';
import { type Desk, makeWorkstation } from './workstation.ts';

// An older Electron always runs the build in this repository, and not the copy that these tests damage.
test.skip((electronMajor() ?? 25) < 25, 'needs an Electron that runs the given build');

const TITLE = 'P2C Review didn’t start';
let build: Build;
test.beforeEach(() => {
  build = copyOfBuild();
});
test.afterEach(() => build.remove());

const markOf = (desk: Desk) =>
  z
    .object({ state: z.string(), unfinished: z.number(), lastGood: z.object({ version: z.string() }).nullable() })
    .parse(JSON.parse(readFileSync(join(desk.userData, 'start.json'), 'utf8')));

/** Returns the preferences that a workstation keeps. */
const storedOn = (page: Page) => page.evaluate(() => window.p2c.call('preferences.get', undefined));

const signInPage = 'button:has-text("I understand"), input[autocomplete="username"]';

/** Starts a build that can't start, as often as given. */
async function fail(desk: Desk, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    // Without its bundle, the application shows no window at all.
    const opened = await desk.open(build).then(
      () => true,
      () => false,
    );
    await expect.poll(() => markOf(desk).state).toBe('failed');
    if (opened) await desk.close();
  }
}

for (const [what, damage] of Object.entries(BUILD_FAULTS)) {
  test(`after two starts in which ${what}, the third opens the repair page`, async ({ desk }) => {
    damage(build.folder);
    await fail(desk, 2);
    const page = await desk.open(build);
    await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
    await page.getByRole('button', { name: 'Save diagnostics…' }).click();
    await expect(page.getByRole('status')).toContainText('Saved as');
    expect(readdirSync(desk.downloads)).toEqual([expect.stringMatching(/^p2c-review-diagnostics-[\d-]+\.json$/)]);
  });
}

test('once the build is mended, Try again reaches the sign-in, and the next start is an ordinary one', async ({
  desk,
}) => {
  BUILD_FAULTS["the worker thread's bundle throws"]?.(build.folder);
  await fail(desk, 2);
  const page = await desk.open(build);
  await expect(page.getByText('No other version has started on this workstation.')).toBeVisible();
  expect(await barriers(page, 'repair')).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Start in safe mode' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Saved as');
  await expect(page.getByRole('button', { name: 'Save diagnostics…' })).toBeFocused();
  const mended = copyOfBuild();
  build.remove();
  build = mended;
  await desk.close();
  const again = await desk.open(build);
  // The window closes before the click gets a response.
  await again.getByRole('button', { name: 'Try again' }).click();
  const window = await desk.nextWindow();
  await expect(window.locator(signInPage).first()).toBeVisible();
  await expect.poll(() => markOf(desk)).toMatchObject({ state: 'finished', unfinished: 0 });
  await desk.close();
  const third = await desk.open(build);
  await expect(third.locator(signInPage).first()).toBeVisible();
});

test('what waits is saved from the repair page as a journal, which the agency server opens on another workstation', async ({
  page,
  desk,
  agency,
  line,
  keyring,
  chromium,
}) => {
  const officer = agency.account('officer');
  const trackingNumber = await fileReport(agency);
  await signIn(page, officer);
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await desk.close();
  BUILD_FAULTS["the window's files are missing"]?.(build.folder);
  await fail(desk, 2);
  const repair = await desk.open(build);
  await expect(repair.getByText('1 decision hasn’t been sent yet')).toBeVisible();
  await expect(repair.getByText(/^Last version that started here: 0\.1\.0/)).toBeVisible();
  await repair.getByRole('button', { name: 'Save unsent decisions…' }).click();
  await expect(repair.getByRole('status')).toContainText('Saved as');
  const saved = readdirSync(desk.downloads).find((name) => name.endsWith('.p2cj')) ?? '';
  const bytes = readFileSync(join(desk.downloads, saved));
  expect(bytes.toString('latin1')).not.toContain(trackingNumber);
  await line.online();
  await desk.close();

  const other = makeWorkstation({ server: agency.url, keyring, browser: chromium });
  try {
    const window = await other.open();
    await signIn(window, officer);
    await nav(window, 'Settings').click();
    const chooser = window.waitForEvent('filechooser');
    await window.getByRole('button', { name: 'Open another backup…' }).click();
    await (await chooser).setFiles(join(desk.downloads, saved));
    await expect(window.getByRole('list', { name: 'Decisions from the backup' })).toContainText(trackingNumber);
  } finally {
    await other.clear();
  }
});

test('killed or quit at the sign-in, a start has finished', async ({ page, desk }) => {
  await expect(page.locator(signInPage).first()).toBeVisible();
  await expect.poll(() => markOf(desk).state).toBe('finished');
  await desk.kill();
  for (let n = 0; n < 3; n += 1) {
    await desk.open();
    await desk.close();
    expect(markOf(desk)).toMatchObject({ state: 'finished', unfinished: 0 });
  }
});

test('from the repair page in safe mode, an officer works without what they had saved', async ({
  page,
  desk,
  agency,
}) => {
  const officer = agency.account('officer');
  await signIn(page, officer);
  await nav(page, 'Settings').click();
  await page.getByRole('radiogroup', { name: 'Density' }).getByText('Compact: more rows').click();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  // The screen shows the new setting before it is stored.
  await expect.poll(() => storedOn(page)).toMatchObject({ ok: true, value: { density: 'compact' } });
  await desk.close();

  BUILD_FAULTS["the worker thread's bundle throws"]?.(build.folder);
  await fail(desk, 2);
  await desk.open(build);
  await desk.close();
  build.remove();
  build = copyOfBuild();
  const repair = await desk.open(build);
  await repair.getByRole('button', { name: 'Start in safe mode' }).click();
  const window = await desk.nextWindow();
  await unlock(window, officer);
  await expect(window.getByText('Safe mode', { exact: true })).toBeVisible();
  await expect(window.locator('html')).toHaveAttribute('data-density', 'two_lines');
  await expect(window.getByRole('grid')).toBeVisible();
  expect(await barriers(window, 'safe mode')).toEqual([]);
  await desk.close();

  const usual = await desk.open();
  await unlock(usual, officer);
  await expect(usual.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect(usual.getByText('Safe mode', { exact: true })).toBeHidden();
});
