import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wakeable } from '#shared/wakeable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Records the names of finished work, in order. */
function watched() {
  const ended: string[] = [];
  return { ended, watch: (name: string, rest: Promise<void>) => void rest.then(() => ended.push(name)) };
}

test('a rest ends when its time is up', async () => {
  const { ended, watch } = watched();
  watch('rest', wakeable().look().rest(1_000));
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toEqual(['rest']);
});

test('a wake-up ends every rest at once and leaves no timer', async () => {
  const { look, wake } = wakeable();
  const { ended, watch } = watched();
  watch('one', look().rest(60_000));
  watch('other', look().rest(60_000));
  wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toEqual(['one', 'other']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a wake-up between look and rest is not lost, and one before the look does not count', async () => {
  const { look, wake } = wakeable();
  const { ended, watch } = watched();
  wake();
  const [first, later] = [look(), look()];
  expect(first.wasWoken()).toBe(false);
  watch('later', later.rest(60_000));
  wake();
  expect(first.wasWoken()).toBe(true);
  watch('first', first.rest(60_000));
  watch('next', look().rest(60_000));
  await vi.advanceTimersByTimeAsync(0);
  expect(ended.toSorted()).toEqual(['first', 'later']);
});

test('a rest without an end lasts until somebody calls, and none lasts beyond the one who wanted it', async () => {
  const { look, wake } = wakeable();
  const { ended, watch } = watched();
  const gone = new AbortController();
  watch('for ever', look().rest(null));
  watch('until gone', look().rest(60_000, gone.signal));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ended).toEqual([]);
  gone.abort();
  watch('too late', look().rest(60_000, gone.signal));
  await vi.advanceTimersByTimeAsync(0);
  expect(ended.toSorted()).toEqual(['too late', 'until gone']);
  expect(vi.getTimerCount()).toBe(0);
  wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toContain('for ever');
});
