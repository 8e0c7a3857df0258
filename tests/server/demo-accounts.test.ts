import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoAccounts } from '#server/demo-accounts.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { trySignIn } from '../helpers/signing-in.ts';

let agency: Agency;
let dataDir: string;
beforeEach(async () => {
  agency = await startAgency();
  dataDir = mkdtempSync(join(tmpdir(), 'p2c-demo-'));
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await agency.stop();
});

test('a demo account keeps its password across restarts, in a file only its owner can read', async () => {
  const [first] = await demoAccounts(agency.deps, dataDir);
  const [again] = await demoAccounts(agency.deps, dataDir);
  expect(again).toEqual(first);
  expect((await trySignIn(agency, { name: 'officer', password: again?.password ?? '' })).status).toBe(201);
  expect(statSync(join(dataDir, 'demo-passwords/officer')).mode & 0o777).toBe(0o600);
});

test('after a restart, a demo account whose password was changed accepts the newly printed one', async () => {
  const [first] = await demoAccounts(agency.deps, dataDir);
  rmSync(join(dataDir, 'demo-passwords'), { recursive: true });
  const [other] = await demoAccounts(agency.deps, dataDir);
  expect(other?.password).not.toBe(first?.password);
  expect((await trySignIn(agency, { name: 'officer', password: other?.password ?? '' })).status).toBe(201);
  expect((await trySignIn(agency, { name: 'officer', password: first?.password ?? '' })).status).toBe(401);
});
