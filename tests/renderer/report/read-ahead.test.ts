import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { createReadAhead } from '../../../renderer/report/read-ahead.ts';
import { aReport } from '../../helpers/builders.ts';

const view = (id: string): ReportView => ({
  report: aReport({ id }),
  here: true,
  outbox: [],
  hints: [],
  duplicates: [],
  incident: null,
  unsent: false,
  comparing: false,
  sameSender: [],
});

/** Stands in for the side that answers: a list of requests that the test answers when it chooses. */
function slowSide() {
  const open: { id: string; answer: (view: ReportView | null) => void; fail: (error: unknown) => void }[] = [];
  const read = (id: string) => new Promise<ReportView | null>((answer, fail) => open.push({ id, answer, fail }));
  return { open, read, asked: () => open.map(({ id }) => id) };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('reads one report at a time, the first wanted first, and returns what it has read', async () => {
  const { open, read, asked } = slowSide();
  const ahead = createReadAhead(read);
  ahead.want(['a', 'b']);
  expect(asked()).toEqual(['a']);
  expect(ahead.of('a')).toBeUndefined();
  open[0]?.answer(view('a'));
  await settle();
  expect(ahead.of('a')?.report.id).toBe('a');
  expect(asked()).toEqual(['a', 'b']);
});

test('if the cursor moves during a read, that report is dropped and the new ones are read next', async () => {
  const { open, read, asked } = slowSide();
  const ahead = createReadAhead(read);
  ahead.want(['a', 'b']);
  ahead.want(['c']);
  open[0]?.answer(view('a'));
  await settle();
  expect(ahead.of('a')).toBeUndefined();
  expect(asked()).toEqual(['a', 'c']);
});

test('what was read before the latest news is never returned, and is read again once news settles', async () => {
  const { open, read, asked } = slowSide();
  const ahead = createReadAhead(read);
  ahead.want(['a']);
  open[0]?.answer(view('a'));
  await settle();
  ahead.forget();
  expect(ahead.of('a')).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toEqual(['a', 'a']);
  // A change arrives during the read, so the response is outdated.
  ahead.forget();
  open[1]?.answer(view('a'));
  await settle();
  expect(ahead.of('a')).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1000);
  open[2]?.answer(view('a'));
  await settle();
  expect(ahead.of('a')?.report.id).toBe('a');
});

test('a missing or unreadable report is requested only once and not returned', async () => {
  const { open, read, asked } = slowSide();
  const ahead = createReadAhead(read);
  ahead.want(['a', 'b']);
  open[0]?.answer(null);
  await settle();
  open[1]?.fail(new Error('no'));
  await settle();
  expect([ahead.of('a'), ahead.of('b'), asked()]).toEqual([undefined, undefined, ['a', 'b']]);
});

test('a wanted report stays rendered until a newer one is read, and subscribers are notified of each change', async () => {
  const { open, read } = slowSide();
  const ahead = createReadAhead(read);
  const heard: string[][] = [];
  const stop = ahead.subscribe(() => heard.push([...ahead.drawn().keys()]));
  ahead.want(['a', 'b']);
  const first = view('a');
  open[0]?.answer(first);
  await settle();
  open[1]?.answer(null);
  await settle();
  expect(heard).toEqual([['a']]);
  // After a change the view is no longer served, but the copy drawn off screen remains.
  ahead.forget();
  expect([ahead.of('a'), ahead.drawn().get('a')]).toEqual([undefined, first]);
  await vi.advanceTimersByTimeAsync(1000);
  const second = view('a');
  open[2]?.answer(second);
  await settle();
  expect(ahead.drawn().get('a')).toBe(second);
  ahead.want(['c']);
  expect(ahead.drawn().size).toBe(0);
  stop();
  ahead.want([]);
  expect(heard).toEqual([['a'], ['a'], []]);
});
