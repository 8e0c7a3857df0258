import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMemory } from '#electron/main/updates/memory.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'updates.json');
});
afterEach(() => folder.remove());

const SEEN = { sequence: 7, digest: 'd', version: '0.2.0' };

test('a workstation keeps its random id and what it has seen', () => {
  const first = openMemory(path);
  first?.change({ seen: SEEN });
  expect(openMemory(path)?.get()).toEqual(first?.get());
  expect(openMemory(join(folder.path, 'other.json'))?.get().workstation).not.toBe(first?.get().workstation);
});

test.each(['', '{}', '{"workstation":"x"}', 'not JSON'])(
  'a file that cannot be read (%j) is not taken for a fresh one',
  (text) => {
    writeFileSync(path, text);
    expect(openMemory(path)).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('where it cannot be written, the application starts, and nothing counts as remembered', () => {
  // A folder in place of the temporary file simulates a disk that accepts no writes.
  mkdirSync(`${path}.new`);
  const memory = openMemory(path);
  expect(() => memory?.change({ seen: SEEN })).toThrow();
  expect(memory?.get().seen).toBeNull();
});
