import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Keyring, startKeyring } from '../../helpers/keyring.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await startKeyring();
});
afterAll(() => keyring.stop());

/** Runs a few lines in a separate process, because libsecret reads its bus address from the environment only once. */
function run(script: string, env: Record<string, string>): Promise<unknown> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(errors))));
  });
}

const open = (patience = 15_000) => `
  import { openKeychain } from '#electron/main/keychain.ts';
  const keychain = await openKeychain(${patience});
`;
const say = (value: string) => `process.stdout.write(JSON.stringify(${value})); process.exit(0);`;

describe('the keychain', () => {
  test('keeps a password across application restarts, and deletes it on request', async () => {
    await run(`${open()} await keychain.set('a', 'kept'); ${say('1')}`, keyring.env);
    expect(await run(`${open()} ${say("await keychain.get('a')")}`, keyring.env)).toBe('kept');
    expect(
      await run(`${open()} await keychain.remove('a'); ${say("await keychain.get('a')")}`, keyring.env),
    ).toBeNull();
    expect(await run(`${open()} ${say("await keychain.get('never')")}`, keyring.env)).toBeNull();
  });

  test('is reported as missing if there is none, without an error or a delay', async () => {
    const none = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', XDG_RUNTIME_DIR: '/nonexistent' };
    // If it waited for an answer, the test would time out.
    expect(await run(`${open(600_000)} ${say('keychain')}`, none)).toBeNull();
  });

  test('is given up on if it does not respond in time', async () => {
    expect(await run(`${open(0)} ${say('keychain')}`, keyring.env)).toBeNull();
  });
});
