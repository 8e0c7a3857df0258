import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type BuiltServer, startBuiltServer } from '../../helpers/built-server.ts';
import { type Keyring, startKeyring } from '../../helpers/keyring.ts';
import { until } from '../../helpers/workstation.ts';
import { breakPackage } from './broken-package.ts';
import { givenPackage, manage, programIn, startPackaged } from './packaged.ts';

const good = givenPackage('P2C_PACKAGE_TO_RUN');

const mark = z.object({ version: z.string(), state: z.string(), unfinished: z.number() });

// On other systems, the system checks the archive, and a changed package does not start at all.
const isLinux = process.platform === 'linux';

describe.skipIf(good === null || !isLinux)('an update that cannot start', () => {
  let agency: BuiltServer;
  let keyring: Keyring;
  let userData: string;
  let unmanage: () => void;
  let broken: ReturnType<typeof breakPackage>;

  beforeAll(async () => {
    agency = await startBuiltServer({ reports: 5 });
    unmanage = manage({ server: agency.url, remoteDebugging: true });
    keyring = await startKeyring();
    broken = breakPackage(good ?? '');
    userData = mkdtempSync(join(tmpdir(), 'p2c-repaired-'));
  }, 180_000);
  afterAll(async () => {
    unmanage?.();
    await keyring?.stop();
    await agency?.stop();
    rmSync(userData, { recursive: true, force: true });
    broken?.remove();
  });
  const open = (folder: string | null) => startPackaged(programIn(folder ?? ''), { userData, env: keyring.env });
  const readMark = () => mark.parse(JSON.parse(readFileSync(join(userData, 'start.json'), 'utf8')));
  const stateIs = (state: string) => until(readMark, (now) => now.state === state, 60_000);

  test('opens the repair page at its third start, which names the version before; that one then starts as ever', async () => {
    const before = await open(good);
    await stateIs('finished');
    const { version } = readMark();
    await before.quit();

    for (let n = 0; n < 2; n += 1) {
      const failing = await open(broken.folder);
      await stateIs('failed');
      await failing.quit();
    }
    const third = await open(broken.folder);
    const said = `document.body.innerText`;
    await third.page.until(`${said}.includes('P2C Review didn’t start')`, 'the repair page');
    expect(await third.page.evaluate(said)).toContain(`Last version that started here: ${version}`);
    expect(await third.page.evaluate('[typeof require, typeof process, typeof window.p2c]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
    await third.quit();

    const again = await open(good);
    await again.page.until(`document.querySelector('button') && !${said}.includes('didn’t start')`, 'the sign-in');
    await stateIs('finished');
    expect(readMark()).toMatchObject({ version, unfinished: 0 });
    await again.quit();
  }, 300_000);
});
