import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '#shared/api.ts';
import { INTAKE_KEY, intake, lastNight } from '../../helpers/builders.ts';
import { type BuiltServer, startBuiltServer } from '../../helpers/built-server.ts';
import { type Keyring, startKeyring } from '../../helpers/keyring.ts';
import { givenPackage, manage, type Packaged, picture, programIn, startPackaged } from './packaged.ts';

const folder = givenPackage('P2C_PACKAGE_TO_RUN');

const SIGN_IN_TEXT = 'Trouble signing in? Call extension 4357.';
const SAID = 'document.body.innerText';

describe.skipIf(folder === null)('the packaged application', () => {
  let agency: BuiltServer;
  let keyring: Keyring;
  let userData: string;
  let desk: Packaged;
  let unmanage: () => void;

  beforeAll(async () => {
    agency = await startBuiltServer({ reports: 40 });
    unmanage = manage({
      server: agency.url,
      remoteDebugging: true,
      lockMinutes: 7,
      signInText: SIGN_IN_TEXT,
      disablePrinting: true,
    });
    keyring = await startKeyring();
    userData = mkdtempSync(join(tmpdir(), 'p2c-packaged-'));
    desk = await open();
  }, 180_000);
  afterAll(async () => {
    await desk?.quit();
    unmanage?.();
    await keyring?.stop();
    await agency?.stop();
    rmSync(userData, { recursive: true, force: true });
  });
  const open = () => startPackaged(programIn(folder ?? ''), { userData, env: keyring.env });

  test('signs in, and an approval by keys reaches the person with a case number', async () => {
    const { page } = desk;
    const { name, password } = agency.account('officer');
    const trackingNumber = await fileReport(agency.url, 'packaged@example.org');
    await page.until(`${SAID}.includes(${JSON.stringify(SIGN_IN_TEXT)})`, 'the text at sign-in');
    await picture(page, 'package-sign-in');
    await page.click('button', 'I understand');
    await page.until(`document.querySelector('input[autocomplete="username"]')`, 'the sign-in');
    await page.click('input[autocomplete="username"]');
    await page.type(name);
    await page.click('input[type="password"]');
    await page.type(password);
    await page.press('Enter');
    await page.until(`document.querySelector('[role="grid"]')`, 'the queue');
    await page.click('input[type="search"]');
    await page.type(trackingNumber);
    await page.until(`document.querySelectorAll('[role="grid"] [role="row"]').length <= 2`, 'the one report');
    await page.click('[role="grid"] [role="row"]', trackingNumber);
    await page.until(`document.body.innerText.includes('packaged@example.org')`, 'the report');
    await picture(page, 'package-report');
    await page.press('a');
    await page.until(`document.querySelector('[role="dialog"]')`, 'the form');
    await page.click('[role="dialog"] label', 'll other');
    await page.click('[role="dialog"] button', '^Approve');
    await page.until(`!document.querySelector('[role="dialog"]')`, 'the end of the form');
    expect(await letterTo(agency.data, 'packaged@example.org', /Your case number is \d/)).toContain('case number');
  }, 180_000);

  test('shows what IT set, and that a debugging port is open; pages are empty on paper', async () => {
    const { page } = desk;
    const display = () => page.evaluate('getComputedStyle(document.documentElement).display');
    expect(await display()).not.toBe('none');
    await page.showAs('print');
    expect(await display()).toBe('none');
    await page.showAs('screen');
    await page.click('nav a, nav button', 'Settings');
    await page.until(`${SAID}.includes('Set by IT')`, 'what IT set');
    const said = String(await page.evaluate(SAID));
    for (const words of ['lock after no more than 7 minutes', 'the text at sign-in', 'printing is off'])
      expect(said).toContain(words);
    expect(said).toContain('A debugging port is open');
    await picture(page, 'package-settings');
  }, 120_000);

  test('locks at once by Ctrl+L, refuses a wrong password, and opens with the right one', async () => {
    const { page } = desk;
    const unlock = async (password: string) => {
      await page.click('input[type="password"]');
      await page.type(password);
      await page.press('Enter');
    };
    await page.press('Control+l');
    await page.until(`document.querySelector('main[aria-label="Locked"]')`, 'the lock');
    expect(await page.evaluate(`document.querySelector('nav, [role="grid"]')`)).toBeNull();
    await unlock('not the password');
    await page.until(`${SAID}.includes('Wrong password')`, 'the refusal');
    await picture(page, 'package-locked');
    await unlock(agency.account('officer').password);
    await page.until(`!document.querySelector('input[type="password"]') && document.querySelector('nav')`, 'the desk');
  }, 120_000);

  test('has a window without Node, and one that opens no other address', async () => {
    const { page } = desk;
    expect(await page.evaluate('[typeof require, typeof process, typeof module]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
    expect(await page.evaluate(`fetch('https://example.org').then(() => 'reached', () => 'refused')`)).toBe('refused');
    await page.evaluate(`void (location.href = 'https://example.org/')`);
    await page.evaluate('new Promise((done) => setTimeout(done, 300))');
    expect(await page.evaluate('location.origin')).toBe('app://p2c');
  });

  test('stores an encrypted cache, and asks only for the password after a restart', async () => {
    await desk.quit();
    const caches = readdirSync(userData, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.db'));
    expect(caches).not.toEqual([]);
    for (const name of caches)
      expect(readFileSync(join(userData, name)).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    desk = await open();
    await desk.page.click('input[type="password"]');
    await desk.page.type(agency.account('officer').password);
    await desk.page.press('Enter');
    await desk.page.until(`document.querySelector('[role="grid"]')`, 'the queue');
  }, 120_000);
});

const filed = z.object({ trackingNumber: z.string() });

async function fileReport(url: string, email: string): Promise<string> {
  const answer = await fetch(url + api.intake.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'intake-key': INTAKE_KEY },
    body: JSON.stringify(intake({ facts: { who: { email }, when: lastNight() } })),
  });
  return filed.parse(await answer.json()).trackingNumber;
}

/** Waits for a letter in the demo's mail folder; removes the line breaks that the mail encoding added. */
async function letterTo(data: string, address: string, about: RegExp): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    for (const name of readdirSync(join(data, 'mail')).filter((one) => one.endsWith('.eml'))) {
      const mail = readFileSync(join(data, 'mail', name), 'utf8').replaceAll(/=\r?\n/g, '');
      if (mail.includes(address) && about.test(mail)) return mail;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${address}`);
}
