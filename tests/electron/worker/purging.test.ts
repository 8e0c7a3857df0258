import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filesBeside } from '#electron/common/officer-files.ts';
import { startPurging } from '#electron/worker/purging.ts';
import { aReport } from '../../helpers/builders.ts';
import { aKey, filledCache, temporaryFolder } from '../../helpers/cache.ts';
import { startWorkstation, until } from '../../helpers/workstation.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

/** Starts purging. Reports are due twice, a few each time, and then none. */
function purging() {
  const due = [25, 10];
  const told: unknown[] = [];
  const slice = vi.fn(() => due.shift() ?? 0);
  const { stop } = startPurging({
    slice,
    sweep: () => Promise.resolve(),
    announce: (topic) => told.push(topic),
    log: (event, fields) => told.push([event, fields]),
  });
  return { slice, stop, told };
}

test('what is due is removed slice by slice, and announced at the end', async () => {
  const { slice, stop, told } = purging();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(slice).toHaveBeenCalledTimes(3);
  expect(told).toEqual([['cache.purged', { reports: 35 }], 'reports']);
  stop();
});

test('nothing is removed from a cache that is closing', async () => {
  const { slice, stop } = purging();
  await vi.advanceTimersByTimeAsync(1000);
  stop();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(slice).not.toHaveBeenCalled();
});

test('closed reports leave an open cache automatically, along with their files on disk', async () => {
  const now = Date.parse('2026-11-24T12:00:00.000Z');
  const closed = (serial: number, days: number) =>
    aReport({ serial, state: 'approved', changedAt: new Date(now - days * 86_400_000).toISOString() });
  const [old, young] = [closed(1, 91), closed(2, 89)];
  const folder = temporaryFolder();
  const cache = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  filledCache([old, young], cache).db.close();
  const sealed = join(filesBeside(cache.path), '0195706f-0000-7000-9000-00000000000f');
  mkdirSync(filesBeside(cache.path));
  writeFileSync(sealed, 'of a report that is gone');
  const officer = { id: '0195706f-0000-7000-9000-000000000001', name: 'o', displayName: 'O', role: 'officer' } as const;
  const session = { officer, token: 'a token' } as Parameters<typeof startWorkstation>[1];
  const desk = startWorkstation('http://127.0.0.1:9', session, cache, () => 0, { now: () => new Date(now) });
  const kept = async () => (await desk.calls['cache.state'](undefined)).reports;
  expect(await kept()).toBe(2);
  await vi.advanceTimersByTimeAsync(MINUTE);
  vi.useRealTimers();
  await until(kept, (reports) => reports === 1);
  expect((await desk.calls['report.get']({ id: young.id })).report).toEqual(young);
  await until(
    () => existsSync(sealed),
    (is) => !is,
  );
  await desk.close();
  folder.remove();
});
