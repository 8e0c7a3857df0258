import { type Browser, test as base, expect, type Page, type TestInfo } from 'playwright/test';
import { openBrowser } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { type Keyring, startKeyring } from '../helpers/keyring.ts';
import { type Line, startLine } from '../helpers/line.ts';
import { useAgency } from './agency.ts';
import { type Reviewer, type Signed, signedInLater } from './signed-in-station.ts';
import { type Desk, makeWorkstation } from './workstation.ts';

export { signIn, unlock } from './signing-in.ts';
export { expect };

type Fixtures = {
  line: Line;
  desk: Desk;
  page: Page;
  windowOnDisk: boolean;
  /**
   * An application that is already signed in and is reused by the next test. Tests that kill, close, sign out or inspect
   * the disk use `desk` and `page` instead.
   */
  officer: Signed;
  supervisor: Signed;
};
type Shared = {
  /** A spec file that changes the agency for later tests sets its name here, so that no other file gets that agency. */
  changesAgency: string | null;
  agency: BuiltServer;
  keyring: Keyring;
  /** A browser started on first use, for the public pages and for the stand-in's windows. */
  chromium: () => Promise<Browser>;
  station: (role: Reviewer) => Promise<Signed>;
};

/**
 * Every test gets its own workstation (user-data folder, keyring) and a connection that can be cut, with one shared
 * agency server. Nothing in the product is mocked.
 */
export const test = base.extend<Fixtures, Shared>({
  changesAgency: [null, { option: true, scope: 'worker' }],
  // Playwright reads a fixture's dependencies from this pattern; these fixtures have none.
  // oxlint-disable-next-line no-empty-pattern
  agency: [({}, use) => useAgency(use), { scope: 'worker', timeout: 60_000 }],
  keyring: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const keyring = await startKeyring();
      await use(keyring);
      await keyring.stop();
    },
    { scope: 'worker' },
  ],
  chromium: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const started: { browser?: Promise<Browser> } = {};
      await use(() => (started.browser ??= openBrowser()));
      await (await started.browser)?.close();
    },
    { scope: 'worker' },
  ],
  station: [
    async ({ agency, keyring, chromium }, use) => {
      const { station, clear } = signedInLater({ agency, keyring, browser: chromium });
      await use(station);
      await clear();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  windowOnDisk: [false, { option: true }],
  line: async ({ agency }, use) => {
    const line = await startLine(agency.url);
    await use(line);
    await line.stop();
  },
  desk: async ({ line, keyring, chromium, windowOnDisk }, use, testInfo) => {
    const desk = makeWorkstation({ server: line.url, keyring, browser: chromium, windowOnDisk });
    await use(desk);
    await sayWhatWasSeen(desk, testInfo);
    await desk.clear();
  },
  page: async ({ desk }, use) => {
    await use(await desk.open());
  },
  officer: ({ station }, use, testInfo) => goesOn(station('officer'), use, testInfo),
  supervisor: ({ station }, use, testInfo) => goesOn(station('supervisor'), use, testInfo),
});

async function goesOn(prepared: Promise<Signed>, use: (signed: Signed) => Promise<void>, testInfo: TestInfo) {
  const signed = await prepared;
  await use(signed);
  await sayWhatWasSeen(signed.desk, testInfo);
}

/**
 * The test machine keeps no screenshots, so a failure that happens once in a hundred runs has to report here what was on
 * screen.
 */
async function sayWhatWasSeen({ lastSeen }: Desk, { status, expectedStatus }: TestInfo): Promise<void> {
  if (status !== expectedStatus) console.log(await lastSeen());
}
