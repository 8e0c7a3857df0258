import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { p2cModel } from '#electron/worker/duplicates/model.ts';
import { startReader } from '#electron/worker/duplicates/reader.ts';
import { createRecorder } from '#electron/worker/duplicates/record.ts';
import { createReader } from '#shared/link/records.ts';
import { aReport } from '../../../helpers/builders.ts';

const recipe = { model: p2cModel, secret: [3, 5] as const, frequencies: '' };
const given = Array.from({ length: 20 }, (_, at) => {
  const report = aReport({ serial: at + 1, facts: { how: `The lock number ${at} lay on the ground, İnci saw it.` } });
  return { id: at + 1, body: JSON.stringify(report) };
});

async function nextOf(thread: ReturnType<typeof startReader>) {
  for (;;) {
    const one = thread.next();
    if (one !== null) return one;
    await sleep(5);
  }
}

test('reads on another thread what would be read here, and says which report it belongs to', async () => {
  const thread = startReader(recipe);
  const recorder = createRecorder(createReader(p2cModel), recipe);
  for (const some of [given.slice(0, 16), given.slice(16)]) thread.give(some);
  const read = new Map<number, unknown>();
  while (read.size < given.length) {
    const { id, record } = await nextOf(thread);
    read.set(id, record);
  }
  for (const { id, body } of given) expect(read.get(id)).toEqual(recorder.read(body).record);
  expect(thread.reclaim()).toEqual([]);
  thread.stop();
});

test('returns unread items once, and accepts no more when it has enough', async () => {
  const thread = startReader(recipe);
  while (thread.wants() > 0) thread.give(given.slice(0, 1));
  const away = thread.reclaim();
  expect(away.length).toBeGreaterThan(1);
  // Gives this reader enough time: another reader reads as many reports as were reclaimed. If this reader still had its
  // reports, it would have read them by then.
  const other = startReader(recipe);
  for (const _ of away) other.give(given.slice(0, 1));
  for (const _ of away) await nextOf(other);
  other.stop();
  expect(thread.next()).toBeNull();
  thread.stop();
  expect(thread.wants()).toBe(0);
});

test('a reader that crashes accepts nothing more, and its items are taken back', async () => {
  const thread = startReader(recipe);
  thread.give([{ id: 7, body: 'no report' }]);
  while (thread.wants() > 0) await sleep(5);
  expect(thread.next()).toBeNull();
  expect(thread.reclaim()).toEqual([7]);
});
