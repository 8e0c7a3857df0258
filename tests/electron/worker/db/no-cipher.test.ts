import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { temporaryFolder } from '../../../helpers/cache.ts';

/* SQLite without encryption: it silently ignores the pragmas that it does not know. */
const ignored = vi.hoisted(() => ({ names: ['cipher', 'key'] }));
vi.mock(import('better-sqlite3'), async (original) => {
  const { default: Database } = await original();
  class Plain extends Database {
    override pragma(...[source, options]: Parameters<InstanceType<typeof Database>['pragma']>) {
      const name = /^\w+/.exec(source)?.[0] ?? '';
      if (!ignored.names.includes(name)) return super.pragma(source, options);
      return options?.simple === true ? undefined : [];
    }
  }
  return { default: Plain as unknown as typeof Database };
});

const folder = temporaryFolder();
afterAll(() => folder.remove());
const refused = expect.objectContaining({ code: 'cache_unreadable', detail: { code: 'no_cipher', params: {} } });

test('a cache is not opened, and nothing written, where nothing would be encrypted', () => {
  expect(() => openCache({ path: join(folder.path, 'a.db'), keyHex: 'ab'.repeat(32) })).toThrow(refused);
  for (const name of readdirSync(folder.path)) expect(readFileSync(join(folder.path, name)).length).toBe(0);
});

test('a cache that turns out to be in plain text is not used', () => {
  ignored.names = ['key'];
  expect(() => openCache({ path: join(folder.path, 'b.db'), keyHex: 'ab'.repeat(32) })).toThrow(refused);
});
