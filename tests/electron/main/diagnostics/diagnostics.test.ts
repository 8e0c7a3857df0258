import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diagnostics } from '#electron/main/diagnostics/diagnostics.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const AT = '2026-03-05T10:00:00.000Z';
const made = (managed: Record<string, unknown> = {}) =>
  JSON.parse(
    diagnostics({
      version: '0.2.0',
      isPackaged: true,
      safeMode: false,
      userData: folder.path,
      managed,
      mark: { version: '0.2.0', startedAt: AT, state: 'failed', failure: 'worker', unfinished: 2, lastGood: null },
      cache: null,
      now: () => new Date(AT),
    }),
  );

test('say which version failed to start and why, on a workstation that has nothing else yet', () => {
  expect(made()).toMatchObject({
    application: { version: '0.2.0' },
    start: { failure: 'worker', unfinished: 2 },
    cache: null,
    files: { cache: [], journal: [] },
    logs: {},
  });
});

test('say what IT has set, without what could be a secret in it', () => {
  const managed = {
    server: 'https://p2c.example.org',
    proxy: 'http://user:hunter2@proxy:3128',
    pin: 'abc',
    lockMinutes: 5,
  };
  expect(made(managed).managed).toEqual({
    server: 'https://p2c.example.org',
    proxy: 'http://proxy:3128',
    pin: 'set',
    lockMinutes: 5,
  });
});

test('list files by size and age, without their folders, their whole names or the computer', () => {
  mkdirSync(join(folder.path, 'cache'));
  const name = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  writeFileSync(join(folder.path, 'cache', `${name}.db`), 'x'.repeat(10));
  writeFileSync(join(folder.path, 'cache', `${name}.db.unreadable-2026`), '');
  writeFileSync(join(folder.path, 'cache', 'Rivera.docx'), '');
  const all = made();
  expect(all.files.cache).toEqual([
    expect.objectContaining({ officer: 'other' }),
    { officer: 'a1b2c3', kind: '.db', bytes: 10, changedAt: expect.any(String) },
    expect.objectContaining({ officer: 'a1b2c3', kind: 'set_aside' }),
  ]);
  const text = JSON.stringify(all);
  for (const word of [name, folder.path, hostname(), 'Rivera']) expect(text).not.toContain(word);
});
