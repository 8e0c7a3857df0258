import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../../server/cli/p2c-server.sh', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-server-sh-'));
  // Stands in for the program and for the change of accounts, and prints the settings that reach the program.
  for (const [name, text] of [
    ['bin/node', 'env'],
    ['path/setpriv', 'while [ "${1#--}" != "$1" ]; do shift; done; exec "$@"'],
  ] as const) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a command with a file of settings, and returns its exit code and what it printed. */
const run = (settings: string) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const file = join(folder, 'environment');
    writeFileSync(file, settings);
    const env = { PATH: `${folder}/path:/usr/bin:/bin`, P2C_SETTINGS: file, P2C_PROGRAM: folder };
    execFile('sh', [SCRIPT, 'list-officers'], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

test('settings reach the program as systemd reads them: without quotes and spaces around them', async () => {
  const settings = [
    '# a comment',
    '; another',
    '',
    'A_PLAIN=postgres://p2c:a=b@127.0.0.1/p2c?x=1&y=$z',
    'A_DOUBLE="two words"',
    "  A_SINGLE = 'one' ",
    'A_INNER=say "yes" now',
    'A_EMPTY=',
    'A_LAST=without a line break',
  ].join('\n');
  const { code, out } = await run(settings);
  expect(code).toBe(0);
  expect(
    out
      .split('\n')
      .filter((line) => line.startsWith('A_'))
      .sort(),
  ).toEqual([
    'A_DOUBLE=two words',
    'A_EMPTY=',
    'A_INNER=say "yes" now',
    'A_LAST=without a line break',
    'A_PLAIN=postgres://p2c:a=b@127.0.0.1/p2c?x=1&y=$z',
    'A_SINGLE=one',
  ]);
});

test.each(['DATABASE_URL', 'export A=hidden-word', '=hidden-word', '1A=hidden-word'])(
  'a line that is no setting is named by its number, never by its value: %s',
  async (line) => {
    const { code, out, err } = await run(`A=1\n${line}\n`);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`p2c-server: ${join(folder, 'environment')}, line 2: write NAME=value\n`);
  },
);
