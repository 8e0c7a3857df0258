import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const CLAMD = '/usr/sbin/clamd';
const STARTS_MS = 30_000;

type Clamd = { path: string; stop: () => Promise<void> };

/**
 * Starts Debian's clamd on its own socket. Its only signatures are the file hashes (`.hdb`) in the folder `signatures`.
 * @throws Error with its output if it doesn't start.
 */
/** `alerts`: whether clamd says so of a file that it did not scan to the end, which it doesn't by default. */
export async function startClamd(folder: string, alerts = true): Promise<Clamd> {
  const path = join(folder, 'clamd.ctl');
  writeFileSync(
    join(folder, 'clamd.conf'),
    [
      `LocalSocket ${path}`,
      `DatabaseDirectory ${join(folder, 'signatures')}`,
      `PidFile ${join(folder, 'clamd.pid')}`,
      `TemporaryDirectory ${folder}`,
      'Foreground yes',
      'StreamMaxLength 10M',
      'MaxThreads 2',
      `AlertExceedsMax ${alerts ? 'yes' : 'no'}`,
    ].join('\n'),
  );
  const child = spawn(CLAMD, ['--config-file', join(folder, 'clamd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const until = Date.now() + STARTS_MS;
  while (!(await listens(path))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`clamd did not start:\n${said}`);
    await sleep(100);
  }
  return {
    path,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Makes a folder for a clamd that knows these files. */
export function clamdFolder(known: Readonly<Record<string, Buffer>>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-clamd-'));
  mkdirSync(join(folder, 'signatures'));
  const lines = Object.entries(known).map(
    ([name, file]) => `${createHash('md5').update(file).digest('hex')}:${file.length}:${name}`,
  );
  writeFileSync(join(folder, 'signatures', 'own.hdb'), `${lines.join('\n')}\n`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function listens(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const socket = connect({ path });
  const answered = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]);
  socket.destroy();
  return answered;
}
