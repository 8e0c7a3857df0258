import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { trySignIn } from '../../../helpers/signing-in.ts';

let agency: Agency;
let account: Account;
let bench: Bench;
const threads = keepThreads();
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
});
beforeEach(async () => {
  account = await agency.makeOfficer();
  bench = startBench(agency, { threads });
});
afterEach(() => bench.clear());

const signIn = ({ session }: Started, name = account.name) => session.signIn({ name, password: account.password });
const strangersGuess = async () => {
  for (let n = 0; n < 5; n += 1) await trySignIn(agency, { name: account.name, password: 'guess' });
};
const inKeychain = () => [...bench.keychain.entries].filter(([key]) => key.startsWith('device '));

test.each([true, false])(
  'a known workstation can still sign in while others guess passwords from its IP address (keychain: %s)',
  async (keychain) => {
    const first = await bench.start({ keychain });
    await signIn(first);
    await first.session.signOut({ leaveUnsent: true });
    await first.worker.stop();
    await strangersGuess();
    expect((await trySignIn(agency, account)).status).toBe(423);
    const again = await bench.start({ keychain });
    // The officer may type the name with other capitalization and spaces.
    expect((await signIn(again, ` ${account.name.toUpperCase()} `)).kind).toBe('signed_in');
  },
);

test('the device token is only in the keychain, and not in the stored session', async () => {
  await signIn(await bench.start());
  const [[key, token] = []] = inKeychain();
  expect(token).toMatch(/^[\w-]{86}$/);
  expect(key).not.toContain(account.name);
  expect(existsSync(bench.deviceFile)).toBe(false);
  const others = [...bench.keychain.entries].filter(([name]) => name !== key);
  expect(JSON.stringify(others)).not.toContain(token);
});

test('without a keychain the device token is in an owner-only file that contains no names', async () => {
  await signIn(await bench.start({ keychain: false }));
  expect(bench.keychain.entries.size).toBe(0);
  expect(statSync(bench.deviceFile).mode & 0o777).toBe(0o600);
  const text = readFileSync(bench.deviceFile, 'utf8');
  expect(Object.values(JSON.parse(text))).toHaveLength(1);
  expect(text).not.toContain(account.name);
  expect(text).not.toContain(account.officer.id);
});

test('each account has its own device token', async () => {
  const app = await bench.start();
  await signIn(app);
  await app.session.signOut({ leaveUnsent: true });
  const colleague = await agency.makeOfficer();
  await app.session.signIn({ name: colleague.name, password: colleague.password });
  const tokens = inKeychain().map(([, token]) => token);
  expect(new Set(tokens).size).toBe(2);
});

test('an unreadable device token does not block signing in, and is replaced', async () => {
  const app = await bench.start();
  await signIn(app);
  await app.session.signOut({ leaveUnsent: true });
  const [[key, token] = ['', '']] = inKeychain();
  bench.keychain.entries.set(key, 'not one of ours');
  expect((await signIn(app)).kind).toBe('signed_in');
  expect(bench.keychain.entries.get(key)).toMatch(/^[\w-]{86}$/);
  expect(bench.keychain.entries.get(key)).not.toBe(token);

  const without = await bench.start({ keychain: false });
  writeFileSync(bench.deviceFile, '{"half');
  expect((await signIn(without)).kind).toBe('signed_in');
  expect(Object.values(JSON.parse(readFileSync(bench.deviceFile, 'utf8')))).toHaveLength(1);
});
