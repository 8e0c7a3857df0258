import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../helpers/cache.ts';
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

const open = (timeout = 15_000) => `
  const { openKeychain } = await import('#electron/main/keychain.ts');
  const why = [];
  const keychain = await openKeychain((one) => why.push(one), ${timeout});
`;
const KEYTAR = join(import.meta.dirname, '../../../node_modules/keytar');
/** The module that is loaded as keytar in that process. */
const insteadOfKeytar = (url: string) => `
  (await import('node:module')).registerHooks({
    resolve: (name, context, next) =>
      name === 'keytar' ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(name, context),
  });
`;
const say = (value: string) => `process.stdout.write(JSON.stringify(${value})); process.exit(0);`;
const verdict = say('[keychain, why]');

describe('the keychain', () => {
  test('keeps a password across application restarts, and deletes it on request', async () => {
    await run(`${open()} await keychain.set('a', 'kept'); ${say('1')}`, keyring.env);
    expect(await run(`${open()} ${say("await keychain.get('a')")}`, keyring.env)).toBe('kept');
    expect(
      await run(`${open()} await keychain.remove('a'); ${say("await keychain.get('a')")}`, keyring.env),
    ).toBeNull();
    expect(await run(`${open()} ${say("await keychain.get('never')")}`, keyring.env)).toBeNull();
  });

  test('that is not there is refused, without an error or a delay', async () => {
    const none = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', XDG_RUNTIME_DIR: '/nonexistent' };
    // If this waited for an answer from the keyring, the test would time out.
    expect(await run(`${open(600_000)} ${verdict}`, none)).toEqual([null, ['refused']]);
  });

  test('that does not respond in time gives no answer', async () => {
    expect(await run(`${open(0)} ${verdict}`, keyring.env)).toEqual([null, ['no_answer']]);
  });

  test('whose library the system cannot load is not loaded', async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const broken = join(folder.path, 'keytar');
    for (const part of ['package.json', 'lib']) cpSync(join(KEYTAR, part), join(broken, part), { recursive: true });
    mkdirSync(join(broken, 'build/Release'), { recursive: true });
    writeFileSync(join(broken, 'build/Release/keytar.node'), 'a library of another system');
    const found = pathToFileURL(join(broken, 'lib/keytar.js')).href;
    expect(await run(`${insteadOfKeytar(found)} ${open()} ${verdict}`, keyring.env)).toEqual([null, ['not_loaded']]);
  });

  test('that gives back something else keeps nothing', async () => {
    const forgetful = 'export default { setPassword: async () => {}, getPassword: async () => null }';
    const found = `data:text/javascript,${encodeURIComponent(forgetful)}`;
    expect(await run(`${insteadOfKeytar(found)} ${open()} ${verdict}`, keyring.env)).toEqual([null, ['not_kept']]);
  });
});
