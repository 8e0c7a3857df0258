import { expect, test } from 'vitest';
import { fairQueue } from '#server/files/fair-queue.ts';

/** A queue whose work ends when the test says so, and the order in which work was started. */
function watched(most: Parameters<typeof fairQueue>[0]) {
  const queue = fairQueue(most);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const bring = (from: string, name: string) =>
    queue.exclusively(from, async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string, ended: Promise<unknown>) => {
    ends.get(name)?.();
    await ended;
    // The next turn begins in the same round of promises as the end is told.
    await new Promise(setImmediate);
  };
  return { queue, started, bring, end };
}
const LARGE = { waiting: 100, waitingOfOne: 100 };

test('whoever brings twelve has one turn at a time, and another source has the next one', async () => {
  const { started, bring, end } = watched({ atOnce: 1, ...LARGE });
  const many = Array.from({ length: 12 }, (_, at) => bring('a', `a${at}`));
  const small = bring('b', 'b0');
  expect(started).toEqual(['a0']);
  await end('a0', many[0] as Promise<unknown>);
  expect(started).toEqual(['a0', 'b0']);
  await end('b0', small);
  expect(started).toEqual(['a0', 'b0', 'a1']);
});

test('where two may run, one source never holds both', async () => {
  const { started, bring } = watched({ atOnce: 2, ...LARGE });
  for (let at = 0; at < 12; at += 1) void bring('a', `a${at}`);
  expect(started).toEqual(['a0']);
  void bring('b', 'b0');
  expect(started).toEqual(['a0', 'b0']);
});

test('sources that wait take turns in the order in which they came, and then again', async () => {
  const { started, bring, end } = watched({ atOnce: 1, ...LARGE });
  const all = new Map(
    ['a0', 'a1', 'a2', 'b0', 'b1', 'c0'].map((name) => [name, bring(name.slice(0, 1), name)] as const),
  );
  for (let turn = 0; turn < 5; turn += 1) {
    const name = started.at(-1) ?? '';
    await end(name, all.get(name) as Promise<unknown>);
  }
  expect(started).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2']);
});

test('a source has so many places and no more, and where all are taken the longest line gives one up', async () => {
  const { started, bring, end } = watched({ atOnce: 1, waiting: 4, waitingOfOne: 3 });
  const a = Array.from({ length: 5 }, (_, at) => bring('a', `a${at}`));
  expect(await a[4]).toBeNull();
  void bring('b', 'b0');
  const c = bring('c', 'c0');
  expect(await a[3]).toBeNull();
  await end('a0', a[0] as Promise<unknown>);
  await end('b0', Promise.resolve());
  expect(started).toEqual(['a0', 'b0', 'c0']);
  await end('c0', c);
});

test('no source gets a place by taking one from another that has no more than it would', async () => {
  const { bring } = watched({ atOnce: 1, waiting: 2, waitingOfOne: 2 });
  void bring('a', 'a0');
  void bring('b', 'b0');
  void bring('c', 'c0');
  expect(await bring('d', 'd0')).toBeNull();
});

test('work that fails fails for whoever brought it, and the next has its turn', async () => {
  const queue = fairQueue({ atOnce: 1, ...LARGE });
  const broken = queue.exclusively('a', () => Promise.reject(new Error('broke')));
  const next = queue.exclusively('a', async () => 'done');
  await expect(broken).rejects.toThrow('broke');
  expect(await next).toBe('done');
});
