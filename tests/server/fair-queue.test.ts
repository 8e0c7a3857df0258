import { expect, test } from 'vitest';
import { type Bounds, type FairQueue, fairQueue, fairQueues, QueueFull } from '#server/fair-queue.ts';

const LARGE = { ofOne: 100, ofAll: 100 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Makes work that ends when the test says so. The name of each piece of work starts with its source. */
function watched(bounds: Bounds) {
  const queue = fairQueue(bounds);
  const begun: string[] = [];
  const refused: string[] = [];
  const finishers = new Map<string, () => void>();
  let [running, most] = [0, 0];
  const ask = async (...names: string[]) => {
    for (const name of names) {
      const work = async () => {
        begun.push(name);
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => finishers.set(name, resolve));
        running -= 1;
      };
      queue.run(name.slice(0, 1), work).catch((error: unknown) => {
        refused.push(`${name} ${error instanceof QueueFull ? error.of : String(error)}`);
      });
    }
    await settled();
  };
  /** Finishes the longest-running work, `times` times. */
  const finish = async (times = 1) => {
    for (let n = 0; n < times; n += 1) {
      const [oldest] = finishers;
      if (oldest === undefined) throw new Error('nothing runs');
      finishers.delete(oldest[0]);
      oldest[1]();
      await settled();
    }
  };
  return { queue, begun, refused, most: () => most, ask, finish };
}

test('runs and queues as many tasks as its limits allow, and refuses the rest', async () => {
  const { ask, begun, refused, most, finish } = watched({
    running: { ofOne: 2, ofAll: 2 },
    waiting: { ofOne: 9, ofAll: 3 },
  });
  await ask('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7');
  expect(begun).toEqual(['a1', 'a2']);
  expect(refused).toEqual(['a6 all', 'a7 all']);
  await finish(5);
  expect(begun).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  expect(most()).toBe(2);
  await ask('a8');
  expect(begun.at(-1)).toBe('a8');
});

test('sources take turns in order of arrival, each keeping its own order, however much one of them sent', async () => {
  const { ask, begun, finish } = watched({ running: { ofOne: 1, ofAll: 1 }, waiting: LARGE });
  await ask('a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2');
  await finish(6);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('a task sent while its source is running goes behind everyone who had less', async () => {
  const { ask, begun, finish } = watched({ running: { ofOne: 1, ofAll: 1 }, waiting: LARGE });
  await ask('a1', 'a2', 'b1');
  await finish();
  await ask('b2', 'c1');
  await finish(4);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2']);
});

test('with two slots, a source limited to one never holds both', async () => {
  const { ask, begun, finish } = watched({ running: { ofOne: 1, ofAll: 2 }, waiting: LARGE });
  await ask('a1', 'a2', 'a3');
  expect(begun).toEqual(['a1']);
  await ask('b1');
  expect(begun).toEqual(['a1', 'b1']);
  await finish();
  expect(begun).toEqual(['a1', 'b1', 'a2']);
});

test('a source that may run two tasks shares its slots as soon as another one waits', async () => {
  const { ask, begun, finish } = watched({ running: { ofOne: 2, ofAll: 2 }, waiting: LARGE });
  await ask('a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
  await finish(2);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1']);
});

test('a source with too many waiting tasks is refused, and others are not', async () => {
  const { ask, begun, refused, finish } = watched({
    running: { ofOne: 1, ofAll: 1 },
    waiting: { ofOne: 2, ofAll: 3 },
  });
  await ask('a1', 'a2', 'a3', 'a4', 'b1');
  expect(refused).toEqual(['a4 one']);
  await finish(2);
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  await ask('a5');
  expect(refused).toEqual(['a4 one']);
});

test('when the queue is full, the source with the longest line gives up its last place to one with fewer', async () => {
  const { ask, begun, refused, finish } = watched({
    running: { ofOne: 1, ofAll: 1 },
    waiting: { ofOne: 4, ofAll: 4 },
  });
  await ask('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1', 'b3');
  expect(refused).toEqual(['a5 all', 'a4 all', 'a3 all', 'b3 all']);
  await finish(4);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2']);
});

test('a source cannot take a place from another source that has no more than it would have', async () => {
  const { ask, refused } = watched({ running: { ofOne: 1, ofAll: 1 }, waiting: { ofOne: 2, ofAll: 2 } });
  await ask('a1', 'b1', 'c1', 'd1');
  expect(refused).toEqual(['d1 all']);
});

test("a task that can start at once takes no one's place", async () => {
  const { ask, begun, refused } = watched({ running: { ofOne: 1, ofAll: 2 }, waiting: { ofOne: 2, ofAll: 2 } });
  await ask('a1', 'a2', 'a3', 'b1');
  expect([begun, refused]).toEqual([['a1', 'b1'], []]);
});

test('a canceled waiting task leaves the queue and is never started', async () => {
  const { queue, ask, begun, refused, finish } = watched({
    running: { ofOne: 1, ofAll: 1 },
    waiting: { ofOne: 2, ofAll: 2 },
  });
  const gone = new AbortController();
  await ask('a1', 'a2');
  const left = queue.run('a', async () => begun.push('left'), gone.signal);
  gone.abort('gone');
  await expect(left).rejects.toBe('gone');
  await ask('b1');
  await finish(2);
  expect([begun, refused]).toEqual([['a1', 'b1', 'a2'], []]);
  await expect(queue.run('c', async () => begun.push('late'), gone.signal)).rejects.toBe('gone');
  expect(begun).not.toContain('late');
});

test('canceling a running task rejects at once, but its slot stays taken until the task ends', async () => {
  const queue = fairQueue({ running: { ofOne: 1, ofAll: 1 }, waiting: LARGE });
  const gone = new AbortController();
  let [end, next] = [() => {}, false];
  const first = queue.run('a', () => new Promise<void>((resolve) => (end = resolve)), gone.signal);
  const second = queue.run('b', async () => (next = true));
  gone.abort('gone');
  await expect(first).rejects.toBe('gone');
  await settled();
  expect(next).toBe(false);
  end();
  expect(await second).toBe(true);
});

test('a failing task fails only for its caller, even if it throws synchronously, and the next one runs', async () => {
  const queue = fairQueue({ running: { ofOne: 1, ofAll: 1 }, waiting: LARGE });
  const failing = queue.run('a', () => Promise.reject(new Error('no')));
  const thrown = queue.run('a', () => {
    throw new Error('at once');
  });
  const next = queue.run('a', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  await expect(thrown).rejects.toThrow('at once');
  expect(await next).toBe('done');
});

test('what waits in the first of two begins before the second, and neither takes places from the other', async () => {
  const { first, second } = fairQueues({ running: { ofOne: 1, ofAll: 1 }, waiting: { ofOne: 2, ofAll: 2 } });
  const begun: string[] = [];
  const finishers: (() => void)[] = [];
  const ask = (queue: FairQueue, ...names: string[]) => {
    for (const name of names) {
      const work = async () => {
        begun.push(name);
        await new Promise<void>((resolve) => finishers.push(resolve));
      };
      queue.run(name, work).catch(() => begun.push(`${name} refused`));
    }
  };
  ask(second, 'a', 'b', 'c', 'd');
  ask(first, 'e', 'f', 'g');
  await settled();
  for (let n = 0; n < 4; n += 1) {
    finishers[n]?.();
    await settled();
  }
  expect(begun).toEqual(['a', 'd refused', 'g refused', 'e', 'f', 'b', 'c']);
});

test('light work of a newcomer goes before the heavy work of many others, and heavy work has its turn too', async () => {
  const queue = fairQueue({ running: { ofOne: 1, ofAll: 1 }, waiting: LARGE });
  const begun: string[] = [];
  const finishers: (() => void)[] = [];
  const ask = (name: string, weight: number) =>
    void queue.run(
      name.slice(0, 1),
      () => {
        begun.push(name);
        return new Promise<void>((resolve) => finishers.push(resolve));
      },
      undefined,
      weight,
    );
  for (const name of ['a1', 'b1', 'c1', 'd1', 'a2', 'b2', 'c2', 'd2']) ask(name, 12);
  for (let n = 0; n < 5; n += 1) {
    ask(`${n}`, 1);
    for (let times = 0; times < 2; times += 1) {
      finishers.shift()?.();
      await settled();
    }
  }
  expect(begun).toEqual(['a1', '0', 'b1', '1', 'c1', '2', 'd1', '3', 'a2', '4', 'b2']);
});

test('heavy work never takes the slot that is kept for light work', async () => {
  const heavy = { over: 5, most: 1 };
  const queue = fairQueue({ running: { ofOne: 1, ofAll: 2, heavy }, waiting: LARGE });
  const begun: string[] = [];
  const ask = (name: string, weight: number) =>
    void queue.run(name, () => new Promise<void>(() => begun.push(name)), undefined, weight);
  for (const name of ['a', 'b', 'c']) ask(name, 6);
  expect(begun).toEqual(['a']);
  ask('d', 5);
  expect(begun).toEqual(['a', 'd']);
});
