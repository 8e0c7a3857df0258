import { expect, test } from 'vitest';
import { FairQueue } from '#server/repeats/fair-queue.ts';

const emptied = (queue: FairQueue<string>): string[] => {
  const taken: string[] = [];
  for (let task = queue.next(); task !== undefined; task = queue.next()) taken.push(task);
  return taken;
};

test('sources take turns, however much one of them has waiting, and each keeps its own order', () => {
  const queue = new FairQueue<string>({ ofOne: 10, ofAll: 100 });
  for (const task of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) expect(queue.add(task.charAt(0), task)).toBeNull();
  expect(emptied(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  expect(queue.size).toBe(0);
});

test('who has too much waiting is refused, and so is everybody once too much waits altogether', () => {
  const queue = new FairQueue<string>({ ofOne: 2, ofAll: 3 });
  expect([queue.add('a', 'a1'), queue.add('a', 'a2'), queue.add('a', 'a3')]).toEqual([null, null, 'too_many_of_one']);
  expect([queue.add('b', 'b1'), queue.add('c', 'c1')]).toEqual([null, 'full']);
  expect(queue.next()).toBe('a1');
  expect(queue.add('c', 'c1')).toBeNull();
  expect(emptied(queue)).toEqual(['b1', 'a2', 'c1']);
});

test('what nobody waits for any more makes room', () => {
  const queue = new FairQueue<string>({ ofOne: 2, ofAll: 2 });
  queue.add('a', 'a1');
  queue.add('a', 'a2');
  queue.drop('a', 'a1');
  queue.drop('a', 'a1');
  queue.drop('b', 'a2');
  expect(queue.size).toBe(1);
  expect(queue.add('b', 'b1')).toBeNull();
  expect(emptied(queue)).toEqual(['a2', 'b1']);
});
