import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { type Live, type LiveEvent, startLive, stepLive } from '../../renderer/live-core.ts';

const run = (events: LiveEvent<string>[], live: Live<string> = startLive('a')) => events.reduce(stepLive<string>, live);

test('the first answer is the value for its query', () => {
  expect(run([{ type: 'value', seq: 1, value: 'A' }])).toMatchObject({ value: 'A', valueKey: 'a', asking: false });
});

test('the old value stays while the new one is loading, and is known to be old', () => {
  const live = run([
    { type: 'value', seq: 1, value: 'A' },
    { type: 'key', key: 'b' },
  ]);
  expect(live).toMatchObject({ value: 'A', valueKey: null, key: 'b', asking: true });
});

test('a value from before the query was left is known to be old until it is answered again', () => {
  const live = run([
    { type: 'value', seq: 1, value: 'A' },
    { type: 'key', key: 'none' },
    { type: 'key', key: 'a' },
  ]);
  expect(live).toMatchObject({ value: 'A', valueKey: null, asking: true });
  expect(run([{ type: 'value', seq: live.seq, value: 'A, changed' }], live)).toMatchObject({
    value: 'A, changed',
    valueKey: 'a',
  });
});

test('a cached answer is used at once; a late one to the previous query is dropped', () => {
  const live = run([
    { type: 'key', key: 'b', value: 'B' },
    { type: 'value', seq: 1, value: 'A, late' },
  ]);
  expect(live).toMatchObject({ value: 'B', valueKey: 'b', key: 'b', asking: false });
  expect(run([{ type: 'news' }], live)).toMatchObject({ asking: true, seq: 3, value: 'B' });
});

test('what an earlier page read for the same query takes the place of an answer that fails', () => {
  const error = new AppError('offline');
  expect(run([{ type: 'failure', seq: 1, error, last: 'A, before' }])).toMatchObject({
    value: 'A, before',
    valueKey: 'a',
    error: { code: 'offline' },
  });
  const live = run([{ type: 'value', seq: 1, value: 'A' }, { type: 'news' }]);
  expect(run([{ type: 'failure', seq: 2, error, last: 'A, before' }], live)).toMatchObject({ value: 'A' });
});

test('an answer that was superseded is dropped', () => {
  const live = run([
    { type: 'key', key: 'b' },
    { type: 'value', seq: 2, value: 'B' },
    { type: 'value', seq: 1, value: 'A, late' },
  ]);
  expect(live).toMatchObject({ value: 'B', valueKey: 'b' });
  expect(run([{ type: 'failure', seq: 1, error: new AppError('offline') }], live).error).toBeNull();
});

test('a burst of news causes one more request, after the one in flight', () => {
  const busy = run([{ type: 'news' }, { type: 'news' }, { type: 'news' }]);
  expect(busy.seq).toBe(1);
  const answered = run([{ type: 'value', seq: 1, value: 'A' }], busy);
  expect(answered).toMatchObject({ seq: 2, asking: true, again: false, value: 'A' });
});

test('a failure keeps the value and reports the error', () => {
  const live = run([
    { type: 'value', seq: 1, value: 'A' },
    { type: 'news' },
    { type: 'failure', seq: 2, error: new AppError('offline') },
  ]);
  expect(live.value).toBe('A');
  expect(live.error?.code).toBe('offline');
  expect(run([{ type: 'news' }, { type: 'value', seq: 3, value: 'A2' }], live).error).toBeNull();
});

test('in any order of answers, the value never goes back to an older request', () => {
  const event = fc.oneof(
    fc.constantFrom<LiveEvent<string>>({ type: 'news' }, { type: 'key', key: 'a' }, { type: 'key', key: 'b' }),
    fc.nat(8).map((seq): LiveEvent<string> => ({ type: 'value', seq, value: String(seq) })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let live = startLive<string>('a');
      let shown = 0;
      for (const one of events) {
        live = stepLive(live, one);
        const now = Number(live.value ?? 0);
        expect(now).toBeGreaterThanOrEqual(shown);
        shown = now;
      }
    }),
  );
});
