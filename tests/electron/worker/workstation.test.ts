import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openCache } from '#electron/worker/db/open.ts';
import type { SignInResult } from '#shared/api.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../helpers/cache.ts';
import { startWorkstation } from '../../helpers/workstation.ts';

const PAGE = 4096;
const session: SignInResult = {
  token: 'x',
  tokenExpiresAt: '2099-01-01T00:00:00.000Z',
  refreshToken: 'x',
  officer: {
    id: '0195706f-0000-7000-9000-000000000001',
    name: 'rivera',
    displayName: 'Officer Rivera',
    role: 'officer',
  },
  expiresAt: '2099-01-01T00:00:00.000Z',
};
const keyHex = aKey();
let folder: Folder;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

/** Damages the first page of a table or index. */
function damage(path: string, name: string): void {
  const db = openCache({ path, keyHex });
  const first = z.int().parse(db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0, (first - 1) * PAGE, first * PAGE);
  writeFileSync(path, bytes);
}

/** Returns our files that this process has open, in any thread. */
const openFiles = () =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder.path) ? [path] : [];
    } catch {
      return [];
    }
  });

test
  .runIf(process.platform === 'linux')
  .each(['meta', 'search_config', 'link_state', 'outbox_by_state', 'pair_outbox_by_state'])(
  'a workstation whose cache is damaged at %s reports it, and leaves nothing running',
  async (name) => {
    const path = join(folder.path, `${name}.db`);
    const journalPath = join(folder.path, `${name}.journal`);
    filledCache([], { path, keyHex }).db.close();
    damage(path, name);
    const threads: Worker[] = [];
    const note = (thread: Worker) => threads.push(thread);
    process.on('worker', note);
    onTestFinished(() => void process.off('worker', note));
    expect(() => startWorkstation('http://127.0.0.1:9', session, { path, keyHex }, undefined, { journalPath })).toThrow(
      expect.objectContaining({ code: 'cache_unreadable' }),
    );
    // A thread started by mistake would not exit.
    await turn();
    await Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('exit', resolve))));
    expect(openFiles()).toEqual([]);
  },
);
