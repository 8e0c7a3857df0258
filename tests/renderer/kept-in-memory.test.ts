import { expect, test } from 'vitest';
import { forgetKept, keptInMemory } from '../../renderer/kept-in-memory.ts';

test('what a page keeps is there when it is opened again, until the window locks', () => {
  const [found, other] = [keptInMemory<string>(), keptInMemory<number>()];
  found.put('T26-004812-6');
  other.put(1);
  expect([found.get(), other.get()]).toEqual(['T26-004812-6', 1]);
  forgetKept();
  expect([found.get(), other.get()]).toEqual([null, null]);
});
