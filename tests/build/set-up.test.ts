import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const setUp = pathToFileURL(resolve(import.meta.dirname, '../../build/set-up.mjs')).href;

test('without apt, set-up says what to install and continues', async () => {
  const script = `const { setUp } = await import('${setUp}');
    console.log(JSON.stringify(await (await setUp(['browser', 'headless', 'tests', 'sandbox', 'screen'])).rest));`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout, stderr } = await run(process.execPath, args, { env: { PATH: '/nowhere' } });
  const groups = [
    ['chromium'],
    ['chromium-headless-shell'],
    ['dbus', 'gnome-keyring'],
    ['bubblewrap'],
    ['xvfb', 'openbox'],
  ];
  expect(JSON.parse(stdout)).toEqual({ missing: groups.flat(), electron: null });
  for (const names of groups)
    expect(stderr).toContain(`missing: ${names.join(', ')}. apt-get was not found: install your system`);
  expect(stderr).toContain('Continuing with what can run without them.');
});
