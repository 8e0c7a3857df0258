import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { type Live, type LiveEvent, startLive, stepLive } from '../../renderer/live-core.ts';

const run = (events: LiveEvent<string>[], live: Live<string> = startLive('a')) => events.reduce(stepLive<string>, live);

test('the first answer is the value of its question', () => {
  expect(run([{ type: 'value', seq: 1, value: 'A' }])).toMatchObject({ value: 'A', valueKey: 'a', asking: false });
});

test('the old value stays while the new one is on its way, and is known as old', () => {
  const live = run([
    { type: 'value', seq: 1, value: 'A' },
    { type: 'key', key: 'b' },
  ]);
  expect(live).toMatchObject({ value: 'A', valueKey: 'a', key: 'b', asking: true });
});

test('an answer that is known before is the value at once; a late one to the former question is dropped', () => {
  const live = run([
    { type: 'key', key: 'b', value: 'B' },
    { type: 'value', seq: 1, value: 'A, late' },
  ]);
  expect(live).toMatchObject({ value: 'B', valueKey: 'b', key: 'b', asking: false });
  expect(run([{ type: 'news' }], live)).toMatchObject({ asking: true, seq: 3, value: 'B' });
});

test('an answer that was overtaken is dropped', () => {
  const live = run([
    { type: 'key', key: 'b' },
    { type: 'value', seq: 2, value: 'B' },
    { type: 'value', seq: 1, value: 'A, late' },
  ]);
  expect(live).toMatchObject({ value: 'B', valueKey: 'b' });
  expect(run([{ type: 'failure', seq: 1, error: new AppError('offline') }], live).error).toBeNull();
});

test('a burst of news asks once more, after the answer that is under way', () => {
  const busy = run([{ type: 'news' }, { type: 'news' }, { type: 'news' }]);
  expect(busy.seq).toBe(1);
  const answered = run([{ type: 'value', seq: 1, value: 'A' }], busy);
  expect(answered).toMatchObject({ seq: 2, asking: true, again: false, value: 'A' });
});

test('a failure keeps the value and says what failed', () => {
  const live = run([
    { type: 'value', seq: 1, value: 'A' },
    { type: 'news' },
    { type: 'failure', seq: 2, error: new AppError('offline') },
  ]);
  expect(live.value).toBe('A');
  expect(live.error?.code).toBe('offline');
  expect(run([{ type: 'news' }, { type: 'value', seq: 3, value: 'A2' }], live).error).toBeNull();
});

test('whatever the order of answers, the value never belongs to an older question than one shown before', () => {
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
